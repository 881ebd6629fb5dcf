package geheugen

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"traject/kern/begrip"
	"traject/store"
)

// gelijk says whether a filter is empty or equal.
func gelijk[T ~string](filter, waarde T) bool { return filter == "" || filter == waarde }

// opDag orders days with none at the end.
func opDag(a, b begrip.Datum) int {
	if a == 0 || b == 0 {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

// metRegel gives the dossiers in sight that have a row, in order of number.
func (k *Kelder) metRegel(z store.Zicht) ([]*dossier, error) {
	if !z.IsGezegd() {
		return nil, store.ErrGeenZicht
	}
	g := k.bij(z.Gemeente)
	var uit []*dossier
	for _, nummer := range g.nummers("") {
		if d := g.dossiers[nummer]; d.lijst != nil && z.Ziet(d.lijst.Klantmanager, d.lijst.Team) {
			uit = append(uit, d)
		}
	}
	return uit, nil
}

// ZoekBSN gives the numbers of the dossiers of a person.
func (k *Kelder) ZoekBSN(_ context.Context, g begrip.Gemeente, bsn begrip.BSN) ([]string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	gem := k.bij(g)
	return slices.DeleteFunc(gem.nummers(""), func(n string) bool { return bsn.IsLeeg() || gem.dossiers[n].bsn != bsn }), nil
}

// Zoek finds on the beginning of each name part.
func (k *Kelder) Zoek(_ context.Context, v store.Zoekvraag) ([]store.Lijstregel, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	woorden := store.Woorden(v.Tekst)
	ds, err := k.metRegel(v.Zicht)
	if err != nil || len(woorden) == 0 {
		return nil, err
	}
	slices.SortStableFunc(woorden, func(a, b string) int { return len(b) - len(a) })
	type treffer struct {
		deel  string
		regel store.Lijstregel
	}
	var treffers []treffer
	for _, d := range ds {
		delen := store.Woorden(d.lijst.Naam.Volledig())
		begint := func(w string) int {
			return slices.IndexFunc(delen, func(deel string) bool { return strings.HasPrefix(deel, w) })
		}
		if !slices.ContainsFunc(woorden, func(w string) bool { return begint(w) < 0 }) {
			treffers = append(treffers, treffer{delen[begint(woorden[0])], *d.lijst})
		}
	}
	slices.SortStableFunc(treffers, func(a, b treffer) int { return cmp.Compare(a.deel, b.deel) })
	var uit []store.Lijstregel
	for _, t := range treffers[:min(len(treffers), store.Aantal(v.Hooguit, 20))] {
		uit = append(uit, t.regel)
	}
	return uit, nil
}

// werkregel is a row of the worklist with its place in the dossier.
type werkregel struct {
	store.Werkregel
	volg int64
}

func (a werkregel) na(uiterlijk begrip.Datum, nummer string, volg int64) int {
	return cmp.Or(opDag(a.Uiterlijk, uiterlijk), cmp.Compare(a.Nummer, nummer), cmp.Compare(a.volg, volg))
}

func (a werkregel) plek() string { return store.MaakCursor(a.volg, a.Uiterlijk.String(), a.Nummer) }

// Werklijst gives tasks by last day.
func (k *Kelder) Werklijst(_ context.Context, f store.WerkFilter) (store.Werkblad, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	ds, err := k.metRegel(f.Zicht)
	if err != nil {
		return store.Werkblad{}, err
	}
	var regels []werkregel
	for _, d := range ds {
		l := d.lijst
		if !gelijk(f.Nummer, l.Nummer) || !gelijk(f.Doelgroep, l.Doelgroep) || !gelijk(f.Leerroute, l.Leerroute) {
			continue
		}
		for i, t := range d.taken {
			if past(f, t) {
				regels = append(regels, werkregel{store.Werkregel{Taakregel: t, Nummer: l.Nummer, Naam: l.Naam, Klantmanager: l.Klantmanager, Team: l.Team,
					Stelsel: l.Stelsel, Doelgroep: l.Doelgroep, Leerroute: l.Leerroute}, int64(i)})
			}
		}
	}
	slices.SortFunc(regels, func(a, b werkregel) int { return a.na(b.Uiterlijk, b.Nummer, b.volg) })
	if f.Na != "" {
		tekst, volg, err := store.LeesCursor(f.Na, 2)
		if err != nil {
			return store.Werkblad{}, err
		}
		uiterlijk, err := leesDag(tekst[0])
		if err != nil {
			return store.Werkblad{}, err
		}
		regels = slices.DeleteFunc(regels, func(r werkregel) bool { return r.na(uiterlijk, tekst[1], volg) <= 0 })
	}
	var blad store.Werkblad
	if hooguit := store.Aantal(f.Hooguit, 50); len(regels) > hooguit {
		regels = regels[:hooguit]
		blad.Volgende = regels[hooguit-1].plek()
	}
	for _, r := range regels {
		r.Hier = r.plek()
		blad.Regels = append(blad.Regels, r.Werkregel)
	}
	return blad, nil
}

func leesDag(tekst string) (begrip.Datum, error) {
	if tekst == "" {
		return 0, nil
	}
	d, err := begrip.LeesDatum(tekst)
	if err != nil {
		return 0, store.ErrCursor
	}
	return d, nil
}

func past(f store.WerkFilter, t store.Taakregel) bool {
	return gelijk(f.Rol, t.Rol) && gelijk(f.Soort, t.Soort) &&
		(f.Vandaag == 0 || t.Vanaf <= f.Vandaag) &&
		(f.Van == 0 || opDag(t.Uiterlijk, f.Van) >= 0) &&
		(f.Tot == 0 || opDag(t.Uiterlijk, f.Tot) <= 0)
}

// Dossierlijst gives dossiers by name.
func (k *Kelder) Dossierlijst(_ context.Context, f store.DossierFilter) (store.Dossierblad, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	ds, err := k.metRegel(f.Zicht)
	if err != nil {
		return store.Dossierblad{}, err
	}
	volgorde := func(a, b store.Lijstregel) int {
		return cmp.Or(cmp.Compare(store.Sorteernaam(a.Naam), store.Sorteernaam(b.Naam)), cmp.Compare(a.Nummer, b.Nummer))
	}
	var blad store.Dossierblad
	for _, d := range ds {
		l := *d.lijst
		if gelijk(f.Fase, l.Fase) && gelijk(f.Stelsel, l.Stelsel) && gelijk(f.Doelgroep, l.Doelgroep) && gelijk(f.Leerroute, l.Leerroute) &&
			(f.OokGesloten || !l.Gesloten) {
			blad.Regels = append(blad.Regels, l)
		}
	}
	slices.SortFunc(blad.Regels, volgorde)
	if f.Na != "" {
		vorige := k.bij(f.Gemeente).dossiers[f.Na]
		if vorige == nil || vorige.lijst == nil {
			return store.Dossierblad{}, fmt.Errorf("lijst van dossiers lezen: %w", store.ErrCursor)
		}
		blad.Regels = slices.DeleteFunc(blad.Regels, func(l store.Lijstregel) bool { return volgorde(l, *vorige.lijst) <= 0 })
	}
	if hooguit := store.Aantal(f.Hooguit, 50); len(blad.Regels) > hooguit {
		blad.Regels = blad.Regels[:hooguit]
		blad.Volgende = blad.Regels[hooguit-1].Nummer
	}
	return blad, nil
}

// Tellingen gives figures for steering, grouped.
func (k *Kelder) Tellingen(_ context.Context, f store.TelFilter) (store.Tellingen, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	ds, err := k.metRegel(f.Zicht)
	if err != nil {
		return store.Tellingen{}, err
	}
	var uit store.Tellingen
	for _, d := range ds {
		l := d.lijst
		groep := store.Dossiertelling{Fase: l.Fase, Stelsel: l.Stelsel, Doelgroep: l.Doelgroep, Leerroute: l.Leerroute, Gesloten: l.Gesloten}
		i := slices.IndexFunc(uit.Dossiers, func(t store.Dossiertelling) bool { t.Aantal = 0; return t == groep })
		if i < 0 {
			i, uit.Dossiers = len(uit.Dossiers), append(uit.Dossiers, groep)
		}
		uit.Dossiers[i].Aantal++
		for _, t := range d.taken {
			if f.Vandaag == 0 || t.Vanaf <= f.Vandaag {
				telTaak(&uit, t, f)
			}
		}
	}
	return uit, nil
}

func telTaak(uit *store.Tellingen, t store.Taakregel, f store.TelFilter) {
	i := slices.IndexFunc(uit.Taken, func(x store.Taaktelling) bool { return x.Soort == t.Soort })
	if i < 0 {
		i, uit.Taken = len(uit.Taken), append(uit.Taken, store.Taaktelling{Soort: t.Soort})
	}
	uit.Taken[i].Aantal++
	if t.Uiterlijk != 0 && t.Uiterlijk < f.Vandaag {
		uit.Taken[i].TeLaat++
	} else if t.Uiterlijk != 0 && t.Uiterlijk <= f.Week {
		uit.Taken[i].DezeWeek++
	}
}

// TeHerzien gives dossiers whose rows may change on or before the day.
func (k *Kelder) TeHerzien(_ context.Context, g begrip.Gemeente, dag begrip.Datum, na string, hooguit int) ([]string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	gem := k.bij(g)
	uit := slices.DeleteFunc(gem.nummers(na), func(n string) bool {
		l := gem.dossiers[n].lijst
		return l == nil || l.Herzien == 0 || l.Herzien > dag
	})
	return uit[:min(len(uit), store.Aantal(hooguit, 500))], nil
}

// LeesLijst gives the row and the tasks of one dossier.
func (k *Kelder) LeesLijst(_ context.Context, g begrip.Gemeente, nummer string) (store.Lijstregel, []store.Taakregel, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	d, err := k.bij(g).zoek(nummer)
	if err == nil && d.lijst == nil {
		err = fmt.Errorf("lijstregel van dossier %s lezen: %w", nummer, store.ErrNietGevonden)
	}
	if err != nil {
		return store.Lijstregel{}, nil, err
	}
	return *d.lijst, slices.Clone(d.taken), nil
}
