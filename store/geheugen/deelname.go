package geheugen

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"traject/kern/begrip"
	"traject/store"
)

// LeesDeelnames gives which providers see one dossier.
func (k *Kelder) LeesDeelnames(_ context.Context, g begrip.Gemeente, nummer string) ([]store.Deelnameregel, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	d := k.bij(g).dossiers[nummer]
	if d == nil {
		return nil, nil
	}
	return slices.Clone(d.deelnames), nil
}

// deelnemer is a row of the list of a provider with its place in the dossier.
type deelnemer struct {
	store.Deelnemer
	volg int64
}

func (a deelnemer) volgorde(b deelnemer) int {
	return cmp.Or(cmp.Compare(store.Sorteernaam(a.Naam), store.Sorteernaam(b.Naam)), cmp.Compare(a.Nummer, b.Nummer), cmp.Compare(a.volg, b.volg))
}

// Deelnemers gives the people of one provider, by name.
func (k *Kelder) Deelnemers(_ context.Context, f store.DeelnemerFilter) (store.Deelnemerblad, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !f.IsGezegd() {
		return store.Deelnemerblad{}, store.ErrGeenZicht
	}
	g := k.bij(f.Gemeente)
	regels := g.deelnemers(&f)
	slices.SortFunc(regels, deelnemer.volgorde)
	if f.Na != "" {
		delen, volg, err := store.LeesCursor(f.Na, 1)
		if err != nil {
			return store.Deelnemerblad{}, err
		}
		d := g.dossiers[delen[0]]
		if d == nil || d.lijst == nil || volg < 0 || volg >= int64(len(d.deelnames)) || !toont(d.deelnames[volg], &f) {
			return store.Deelnemerblad{}, store.ErrCursor
		}
		vorige := deelnemer{store.Deelnemer{Nummer: delen[0], Naam: d.lijst.Naam}, volg}
		regels = slices.DeleteFunc(regels, func(r deelnemer) bool { return r.volgorde(vorige) <= 0 })
	}
	var blad store.Deelnemerblad
	if hooguit := store.Aantal(f.Hooguit, 50); len(regels) > hooguit {
		regels = regels[:hooguit]
		blad.Volgende = store.MaakCursor(regels[hooguit-1].volg, regels[hooguit-1].Nummer)
	}
	for _, r := range regels {
		blad.Regels = append(blad.Regels, r.Deelnemer)
	}
	return blad, nil
}

// deelnemers gives the rows that this provider may see on this day.
func (g *gemeente) deelnemers(f *store.DeelnemerFilter) []deelnemer {
	woorden := store.Woorden(f.Tekst)
	var uit []deelnemer
	for _, nummer := range g.nummers("") {
		d := g.dossiers[nummer]
		if d.lijst == nil || f.Tekst != "" && !heetZo(d.lijst.Naam, woorden) {
			continue
		}
		for volg, r := range d.deelnames {
			if toont(r, f) {
				uit = append(uit, deelnemer{store.Deelnemer{Deelnameregel: r, Nummer: nummer, Naam: d.lijst.Naam, Leerroute: d.lijst.Leerroute}, int64(volg)})
			}
		}
	}
	return uit
}

// heetZo says whether every word begins a part of the name.
func heetZo(n begrip.Naam, woorden []string) bool {
	delen := store.Woorden(n.Volledig())
	for _, w := range woorden {
		if !slices.ContainsFunc(delen, func(deel string) bool { return strings.HasPrefix(deel, w) }) {
			return false
		}
	}
	return len(woorden) > 0
}

// toont says whether this row is one that the provider may see on this day.
func toont(r store.Deelnameregel, f *store.DeelnemerFilter) bool {
	return r.Aanbieder == f.Aanbieder && slices.Contains(f.Wat, r.Wat) && r.Ziet(f.Dag) && r.Loopt(f.Dag) != f.Geweest
}
