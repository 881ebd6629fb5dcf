package storetest

import (
	"errors"
	"slices"
	"testing"

	"traject/kern/begrip"
	"traject/store"
)

const school, werkplein = "aaaaaaaaaaaa", "bbbbbbbbbbbb"

// bij gives a dossier these rows of providers.
func bij(rs ...store.Deelnameregel) func(*store.Toevoeging) {
	return func(o *store.Toevoeging) { o.Deelnames = rs }
}

func les(aanbieder string, vanaf, tot, zicht begrip.Datum) store.Deelnameregel {
	return store.Deelnameregel{Aanbieder: aanbieder, Wat: "leerroute", Vanaf: vanaf, Tot: tot, Zicht: zicht, Kenmerk: "f9"}
}

func (p *proef) deelnemers(t *testing.T, f store.DeelnemerFilter) (regels []string, volgende string) {
	t.Helper()
	if f.Gemeente == "" {
		f.Gemeente = gemeente
	}
	if f.Wat == nil {
		f.Wat = []string{"leerroute"}
	}
	if f.Dag == 0 {
		f.Dag = dag
	}
	b, err := p.Deelnemers(ctx, f)
	gelukt(t, err)
	for _, r := range b.Regels {
		regels = append(regels, r.Nummer)
	}
	return regels, b.Volgende
}

func deelnemers(t *testing.T, p *proef) {
	kaart := les(school, dag, 0, 0)
	kaart.Wat = "map"
	a := p.open(t, amina, bij(les(school, dag, dag.Plus(9), dag.Plus(37)), kaart))
	b := p.open(t, bilal, bij(les(school, dag.Plus(-50), 0, 0), les(werkplein, dag, 0, 0)))
	c := p.open(t, cem, bij(les(werkplein, dag, 0, 0)))
	p.open(t, cem)
	for _, v := range []struct {
		zin      string
		f        store.DeelnemerFilter
		verwacht []string
	}{
		{"de eigen mensen, op naam", store.DeelnemerFilter{Aanbieder: school}, []string{b, a}},
		{"een ander de zijne", store.DeelnemerFilter{Aanbieder: werkplein}, []string{c, b}},
		{"wie er niet is ziet niets", store.DeelnemerFilter{Aanbieder: "cccccccccccc"}, nil},
		{"een andere gemeente ziet niets", store.DeelnemerFilter{Gemeente: andere, Aanbieder: school}, nil},
		{"alleen het eigen onderdeel", store.DeelnemerFilter{Aanbieder: school, Wat: []string{"map", "pvt"}}, []string{a}},
		{"de dag ervoor nog niet", store.DeelnemerFilter{Aanbieder: school, Dag: dag.Plus(-1)}, []string{b}},
		{"op de laatste dag loopt het nog", store.DeelnemerFilter{Aanbieder: school, Dag: dag.Plus(9)}, []string{b, a}},
		{"de dag erna niet meer", store.DeelnemerFilter{Aanbieder: school, Dag: dag.Plus(10)}, []string{b}},
		{"dan staat iemand bij wie er was", store.DeelnemerFilter{Aanbieder: school, Dag: dag.Plus(10), Geweest: true}, []string{a}},
		{"tot en met de laatste dag van het zicht", store.DeelnemerFilter{Aanbieder: school, Dag: dag.Plus(37), Geweest: true}, []string{a}},
		{"en de dag erna niet meer", store.DeelnemerFilter{Aanbieder: school, Dag: dag.Plus(38), Geweest: true}, nil},
		{"zoeken op het begin van een deel van de naam", store.DeelnemerFilter{Aanbieder: school, Tekst: "voorb ami"}, []string{a}},
		{"alleen binnen de eigen mensen", store.DeelnemerFilter{Aanbieder: school, Tekst: "cem"}, nil},
		{"een zoekwoord zonder letters vindt niemand", store.DeelnemerFilter{Aanbieder: school, Tekst: "--"}, nil},
	} {
		if got, _ := p.deelnemers(t, v.f); !slices.Equal(got, v.verwacht) {
			t.Errorf("%s: %v, verwacht %v", v.zin, got, v.verwacht)
		}
	}
	eerste, na := p.deelnemers(t, store.DeelnemerFilter{Aanbieder: school, Hooguit: 1})
	tweede, einde := p.deelnemers(t, store.DeelnemerFilter{Aanbieder: school, Hooguit: 1, Na: na})
	if !slices.Equal(slices.Concat(eerste, tweede), []string{b, a}) || einde != "" {
		t.Errorf("bladeren gaf %v en %v, daarna %q", eerste, tweede, einde)
	}
	plek := store.MaakCursor // a place tells no more than the list does: not of someone else, for something else, too early or too late
	for _, f := range []store.DeelnemerFilter{{Aanbieder: school, Na: "verzonnen"}, {Aanbieder: school, Na: plek(0, c)}, {Aanbieder: school, Na: plek(7, a)}, {Aanbieder: school, Na: plek(1, a)},
		{Aanbieder: school, Na: plek(0, a), Dag: dag.Plus(-1)}, {Aanbieder: school, Na: plek(0, a), Dag: dag.Plus(38), Geweest: true}, {Aanbieder: school, Na: plek(0, a), Geweest: true}} {
		if f.Gemeente, f.Wat = gemeente, []string{"leerroute"}; f.Dag == 0 {
			f.Dag = dag
		}
		if _, err := p.Deelnemers(ctx, f); !errors.Is(err, store.ErrCursor) {
			t.Errorf("een plaats die deze aanbieder niet ziet gaf %v: %+v", err, f)
		}
	}
	for _, f := range []store.DeelnemerFilter{{Wat: []string{"leerroute"}, Dag: dag}, {Aanbieder: school, Dag: dag}, {Aanbieder: school, Wat: []string{"leerroute"}}} {
		f.Gemeente = gemeente
		if _, err := p.Deelnemers(ctx, f); !errors.Is(err, store.ErrGeenZicht) {
			t.Errorf("wie niet zegt wat hij mag zien kreeg %v", err)
		}
	}
	blad, err := p.Deelnemers(ctx, store.DeelnemerFilter{Gemeente: gemeente, Aanbieder: school, Wat: []string{"leerroute"}, Dag: dag})
	gelukt(t, err)
	if r := blad.Regels[1]; r.Naam != amina.naam || r.Deelnameregel != les(school, dag, dag.Plus(9), dag.Plus(37)) {
		t.Errorf("de regel mist wat een aanbieder ziet: %+v", r)
	}
}

func deelnamesVolgenHetDossier(t *testing.T, p *proef) {
	nummer := p.open(t, amina, bij(les(school, dag, 0, 0)))
	staat := func(wil ...store.Deelnameregel) {
		t.Helper()
		is, err := p.LeesDeelnames(ctx, gemeente, nummer)
		gelukt(t, err)
		if !slices.Equal(is, wil) {
			t.Errorf("er staat %+v, verwacht %+v", is, wil)
		}
	}
	staat(les(school, dag, 0, 0))
	wijzig := func(verwacht int, m mens, rs ...store.Deelnameregel) {
		t.Helper()
		o := opening(nummer, m)
		o.Verwacht, o.Gebeurtenissen[0], o.Deelnames = verwacht, notitie("wijziging"), rs
		gelukt(t, p.Toevoegen(ctx, o))
	}
	wijzig(1, amina, les(school, dag, dag.Plus(3), dag.Plus(31)), les(werkplein, dag.Plus(4), 0, 0))
	staat(les(school, dag, dag.Plus(3), dag.Plus(31)), les(werkplein, dag.Plus(4), 0, 0))
	ander := amina
	ander.naam.Geslachtsnaam = "Zonnebloem"
	wijzig(2, ander, les(school, dag, 0, 0)) // only the name differs from here on: it orders the list
	p.open(t, bilal, bij(les(school, dag, 0, 0)))
	if got, _ := p.deelnemers(t, store.DeelnemerFilter{Aanbieder: school}); len(got) != 2 || got[1] != nummer {
		t.Errorf("na een andere naam: %v", got)
	}
	p.voegToe(t, nummer, 3, notitie("zonder rijen"))
	staat(les(school, dag, 0, 0))
	l := *opening(nummer, ander).Lijst
	over, err := p.VervangLijst(ctx, gemeente, []store.Lijstvervanging{{Nummer: nummer, Versie: 4, Lijst: l, Deelnames: []store.Deelnameregel{les(werkplein, dag, 0, 0)}}})
	gelukt(t, err)
	if len(over.Overgeslagen) != 0 {
		t.Errorf("overgeslagen: %v", over)
	}
	staat(les(werkplein, dag, 0, 0))
	gelukt(t, p.Vernietig(ctx, gemeente, nummer, store.Vernietiging{Verwacht: 4, Dag: dag, Moment: moment, Grond: "proef"}))
	staat()
	if got, _ := p.deelnemers(t, store.DeelnemerFilter{Aanbieder: werkplein}); len(got) != 0 {
		t.Errorf("na vernietigen nog te zien: %v", got)
	}
}
