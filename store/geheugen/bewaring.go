package geheugen

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"traject/kern/begrip"
	"traject/store"
)

// langeset is a long set, or that there was one.
type langeset struct {
	rij store.Langerij
	weg *store.Vernietiging
}

// bewaar seals the long set of a dossier that is destroyed; the caller holds the lock.
func (k *Kelder) bewaarLang(gem *gemeente, g begrip.Gemeente, l *store.LangeSet) error {
	if l == nil {
		return nil
	}
	r, err := k.zegel.VerzegelLang(g, *l)
	if err != nil {
		return err
	}
	r.BSN, r.Inhoud = begrip.BSN{}, nil
	gem.lang[l.Nummer] = langeset{rij: r}
	return nil
}

// wisStukken removes the documents about one dossier.
func (g *gemeente) wisStukken(nummer string) {
	maps.DeleteFunc(g.register, func(p plaats, _ store.Stuk) bool {
		van, is := store.VanDossier(p.soort, p.sleutel)
		return is && van == nummer
	})
}

// TeVernietigen gives dossiers whose last day has passed.
func (k *Kelder) TeVernietigen(_ context.Context, f store.BewaarFilter) (store.Dossierblad, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	ds, err := k.metRegel(f.Zicht)
	if err != nil {
		return store.Dossierblad{}, err
	}
	na, err := naBewaren(f.Na)
	if err != nil {
		return store.Dossierblad{}, err
	}
	var blad store.Dossierblad
	for _, d := range ds {
		if l := *d.lijst; f.Tot(l) != 0 && f.Tot(l) < f.Voor && na(f.Tot(l), l.Nummer) {
			blad.Regels = append(blad.Regels, l)
		}
	}
	slices.SortFunc(blad.Regels, func(a, b store.Lijstregel) int {
		return cmp.Or(cmp.Compare(f.Tot(a), f.Tot(b)), strings.Compare(a.Nummer, b.Nummer))
	})
	blad.KnipBewaren(f, store.Aantal(f.Hooguit, 50))
	return blad, nil
}

// naBewaren says what comes after a cursor.
func naBewaren(cursor string) (func(begrip.Datum, string) bool, error) {
	if cursor == "" {
		return func(begrip.Datum, string) bool { return true }, nil
	}
	delen, _, err := store.LeesCursor(cursor, 2)
	if err != nil {
		return nil, err
	}
	return func(d begrip.Datum, nummer string) bool {
		return cmp.Or(strings.Compare(d.String(), delen[0]), strings.Compare(nummer, delen[1])) > 0
	}, nil
}

// openLang gives the long sets that f chooses, opened; the caller holds the lock.
func (k *Kelder) openLang(g begrip.Gemeente, f func(store.Langerij) bool) ([]store.LangeSet, error) {
	var uit []store.LangeSet
	for _, nummer := range slices.Sorted(maps.Keys(k.bij(g).lang)) {
		l := k.bij(g).lang[nummer]
		if l.weg != nil || !f(l.rij) {
			continue
		}
		if err := k.zegel.OnthulLang(g, &l.rij); err != nil {
			return nil, err
		}
		uit = append(uit, l.rij.LangeSet)
	}
	return uit, nil
}

// ZoekLangeSet gives the long sets of a person.
func (k *Kelder) ZoekLangeSet(_ context.Context, g begrip.Gemeente, bsn begrip.BSN) ([]store.LangeSet, error) {
	if bsn.IsLeeg() {
		return nil, nil
	}
	blind, err := k.zegel.BlindeZoeksleutels(g, bsn)
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.openLang(g, func(r store.Langerij) bool { return slices.Contains(blind, r.Blind) })
}

// LeesLangeSet gives the long set of one dossier.
func (k *Kelder) LeesLangeSet(_ context.Context, g begrip.Gemeente, nummer string) (store.LangeSet, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	uit, err := k.openLang(g, func(r store.Langerij) bool { return r.Nummer == nummer })
	if err != nil {
		return store.LangeSet{}, err
	}
	if len(uit) == 0 {
		return store.LangeSet{}, fmt.Errorf("lange set van dossier %s lezen: %w", nummer, store.ErrNietGevonden)
	}
	return uit[0], nil
}

// LangeSets gives long sets whose last day has passed, closed.
func (k *Kelder) LangeSets(_ context.Context, f store.BewaarFilter) ([]store.LangeSet, string, error) {
	if !f.IsGezegd() {
		return nil, "", store.ErrGeenZicht
	}
	na, err := naBewaren(f.Na)
	if err != nil {
		return nil, "", err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	var uit []store.LangeSet
	for _, l := range k.bij(f.Gemeente).lang {
		if l.weg == nil && l.rij.Tot != 0 && l.rij.Tot < f.Voor && na(l.rij.Tot, l.rij.Nummer) {
			uit = append(uit, l.rij.LangeSet)
		}
	}
	slices.SortFunc(uit, func(a, b store.LangeSet) int {
		return cmp.Or(cmp.Compare(a.Tot, b.Tot), strings.Compare(a.Nummer, b.Nummer))
	})
	uit, volgende := store.KnipLang(uit, store.Aantal(f.Hooguit, 50))
	return uit, volgende, nil
}

// VernietigLangeSet destroys a long set.
func (k *Kelder) VernietigLangeSet(_ context.Context, g begrip.Gemeente, nummer string, v store.Vernietiging) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	gem := k.bij(g)
	if l, is := gem.lang[nummer]; !is || l.weg != nil {
		return fmt.Errorf("lange set van dossier %s vernietigen: %w", nummer, store.ErrNietGevonden)
	}
	if v.Audit != nil {
		if err := k.voegAuditToe(g, gem, []store.Auditregel{*v.Audit}); err != nil {
			return err
		}
	}
	v.Audit = nil
	gem.lang[nummer] = langeset{weg: &v}
	return nil
}

// VernietigdeDossiers gives everything that was destroyed.
func (k *Kelder) VernietigdeDossiers(_ context.Context, g begrip.Gemeente) ([]store.VernietigdDossier, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	gem := k.bij(g)
	var uit []store.VernietigdDossier
	for _, nummer := range gem.nummers("") {
		if d := gem.dossiers[nummer]; d.kop.Vernietigd {
			v, err := store.LeesSlot(d.rijen[len(d.rijen)-1])
			if err != nil {
				return nil, err
			}
			uit = append(uit, store.VernietigdDossier{Gemeente: g, Nummer: nummer, Vernietiging: v})
		}
	}
	for _, nummer := range gem.nummers("") {
		delen, err := gem.dossiers[nummer].kop.Deelweg()
		if err != nil {
			return nil, err
		}
		uit = append(uit, delen...)
	}
	for _, id := range slices.Sorted(maps.Keys(gem.berichten)) {
		if b := gem.berichten[id]; b.Weg != 0 {
			uit = append(uit, store.BerichtRegel(g, b))
		}
	}
	for _, mens := range slices.Sorted(maps.Keys(gem.audit)) {
		if a := gem.audit[mens].slot; a.Volg > 0 {
			v, err := a.Regel(g)
			if err != nil {
				return nil, err
			}
			uit = append(uit, v)
		}
	}
	for _, nummer := range slices.Sorted(maps.Keys(gem.lang)) {
		if v := gem.lang[nummer].weg; v != nil {
			uit = append(uit, store.VernietigdDossier{Gemeente: g, Nummer: store.LangVoor + nummer,
				Vernietiging: store.Vernietiging{Dag: v.Dag, Moment: v.Moment, Grond: v.Grond}})
		}
	}
	return uit, nil
}

// vernieuwLang wraps the keys of the long sets with the present key; the caller holds the lock.
func (k *Kelder) vernieuwLang(g begrip.Gemeente) (int, error) {
	aantal := 0
	for nummer, l := range k.bij(g).lang {
		if l.weg != nil {
			continue
		}
		gewijzigd, err := k.zegel.HerpakLang(g, &l.rij)
		if err != nil {
			return aantal, fmt.Errorf("sleutels van lange sets vernieuwen: %w", err)
		}
		if gewijzigd {
			aantal++
		}
		l.rij.BSN, l.rij.Inhoud = begrip.BSN{}, nil
		k.bij(g).lang[nummer] = l
	}
	return aantal, nil
}
