package geheugen

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"traject/kern/begrip"
	"traject/store"
)

// plaats is where a document stands.
type plaats struct{ soort, sleutel string }

// LeesStuk gives one document.
func (k *Kelder) LeesStuk(_ context.Context, g begrip.Gemeente, soort, sleutel string) (store.Stuk, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	s, is := k.bij(g).register[plaats{soort, sleutel}]
	if !is {
		return store.Stuk{}, fmt.Errorf("stuk %s van register %s lezen: %w", sleutel, soort, store.ErrNietGevonden)
	}
	s.Inhoud = slices.Clone(s.Inhoud)
	return s, nil
}

// Stukken gives documents of one sort by key.
func (k *Kelder) Stukken(_ context.Context, g begrip.Gemeente, soort, na string, hooguit int) ([]store.Stuk, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	var uit []store.Stuk
	for p, s := range k.bij(g).register {
		if p.soort == soort && p.sleutel > na {
			s.Inhoud = slices.Clone(s.Inhoud)
			uit = append(uit, s)
		}
	}
	slices.SortFunc(uit, func(a, b store.Stuk) int {
		if a.Sleutel < b.Sleutel {
			return -1
		}
		return 1
	})
	return uit[:min(len(uit), store.Aantal(hooguit, 50))], nil
}

// BewaarStuk keeps a document in the place of the version that was seen.
func (k *Kelder) BewaarStuk(_ context.Context, g begrip.Gemeente, s store.Stuk) error {
	if err := s.Keur(); err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if nummer, is := store.VanDossier(s.Soort, s.Sleutel); is {
		var kop *store.Kop
		if d := k.bij(g).dossiers[nummer]; d != nil {
			kop = &d.kop
		}
		if err := kop.KanStuk(nummer); err != nil {
			return err
		}
	}
	return k.zetStuk(g, plaats{s.Soort, s.Sleutel}, s.Versie, &s, s.Audit)
}

// WisStuk removes a document.
func (k *Kelder) WisStuk(_ context.Context, g begrip.Gemeente, soort, sleutel string, versie int, audit []store.Auditregel) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.zetStuk(g, plaats{soort, sleutel}, versie, nil, audit)
}

// zetStuk replaces a document, or removes it when s is nil; the caller holds the lock.
func (k *Kelder) zetStuk(g begrip.Gemeente, p plaats, versie int, s *store.Stuk, audit []store.Auditregel) error {
	gem := k.bij(g)
	nu, is := gem.register[p]
	if nu.Versie != versie || (s == nil && !is) {
		return &store.StukConflict{Soort: p.soort, Sleutel: p.sleutel, Verwacht: versie, Nu: nu.Versie}
	}
	voor := maps.Clone(gem.register)
	if s == nil {
		delete(gem.register, p)
	} else {
		gem.register[p] = store.Stuk{Soort: p.soort, Sleutel: p.sleutel, Versie: versie + 1, Moment: s.Moment, Inhoud: slices.Clone(s.Inhoud)}
	}
	if err := k.voegAuditToe(g, gem, audit); err != nil {
		gem.register = voor
		return err
	}
	return nil
}
