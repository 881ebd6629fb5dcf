package storetest

import (
	"errors"
	"slices"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/store"
)

// afleiden stands in for app: the name and the BSN come from the first fact, one
// task per note, and a provider per fact that says so.
func afleiden(l store.Logboek) (store.Lijstvervanging, error) {
	f := l.Gebeurtenissen[0].Feit.(*dossier.DossierGeopend)
	regel := store.Lijstregel{Naam: begrip.Naam{Voornamen: f.Voornamen, Geslachtsnaam: f.Geslachtsnaam}, Klantmanager: "k1"}
	if f.Geslachtsnaam == cem.naam.Geslachtsnaam {
		return store.Lijstvervanging{}, errors.New("dit dossier is niet af te leiden")
	}
	var err error
	if regel.BSN, err = begrip.LeesBSN(f.BSN); err != nil {
		return store.Lijstvervanging{}, err
	}
	v := store.Lijstvervanging{Lijst: regel}
	for _, g := range l.Gebeurtenissen {
		switch f := g.Feit.(type) {
		case *dossier.Notitie:
			v.Taken = append(v.Taken, store.Taakregel{Soort: f.Tekst})
		case *dossier.Deelname:
			v.Deelnames = append(v.Deelnames, store.Deelnameregel{Aanbieder: f.Aanbieder, Wat: string(f.Wat), Vanaf: f.Vanaf})
		}
	}
	return v, nil
}

func herbouwen(t *testing.T, p *proef) {
	zonder := func(o *store.Toevoeging) { o.Lijst, o.Taken = nil, nil }
	a, b, c := p.open(t, amina, zonder), p.open(t, bilal), p.open(t, cem)
	p.voegToe(t, a, 1, notitie("bellen"))
	controleer := func() (uit []string) {
		t.Helper()
		_, err := store.Controleer(ctx, p, gemeente, afleiden, func(b store.Bevinding) error { uit = append(uit, b.Nummer+" "+b.Zin); return nil })
		gelukt(t, err)
		return uit
	}
	nietAf := c + " dit dossier is niet af te leiden"
	if got := controleer(); !slices.Equal(got, []string{a + " het dossier staat niet in de lijsten", b + " de regel in de lijst klopt niet met het logboek", nietAf}) {
		t.Errorf("vóór herbouwen: %v", got)
	}
	n, err := store.Herbouw(ctx, p, gemeente, afleiden, func(store.Bevinding) error { return nil })
	gelukt(t, err)
	if got := controleer(); n != 2 || !slices.Equal(got, []string{nietAf}) {
		t.Errorf("%d herbouwd, daarna: %v", n, got)
	}
	p.voegToe(t, a, 2, notitie("schrijven")) // facts without rows: the worklist is behind
	if got := controleer(); !slices.Equal(got, []string{a + " de taken op de werklijst kloppen niet met het logboek", nietAf}) {
		t.Errorf("na een feit zonder lijst: %v", got)
	}
	_, err = store.Herbouw(ctx, p, gemeente, afleiden, func(store.Bevinding) error { return nil })
	gelukt(t, err)
	p.voegToe(t, a, 3, gebeurtenis(&dossier.Deelname{Aanbieder: school, Wat: dossier.AanbodLeerroute, Vanaf: dag}))
	if got := controleer(); !slices.Equal(got, []string{a + " welke aanbieder dit dossier ziet klopt niet met het logboek", nietAf}) {
		t.Errorf("na een deelname zonder rij: %v", got)
	}
	_, err = store.Herbouw(ctx, p, gemeente, afleiden, func(store.Bevinding) error { return nil })
	gelukt(t, err)
	if got, _ := p.deelnemers(t, store.DeelnemerFilter{Aanbieder: school}); !slices.Equal(got, []string{a}) {
		t.Errorf("na herbouwen ziet de school %v", got)
	}
	p.voegToe(t, a, 4, notitie("nog eens"))
	p.Knoei(t, gemeente, b, 1, Wijzig)
	if got := controleer(); len(got) != 3 || got[0] != b+" dit feit is na het vastleggen gewijzigd" {
		t.Errorf("na knoeien: %v", got)
	}
}
