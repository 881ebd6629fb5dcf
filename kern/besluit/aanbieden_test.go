package besluit

import (
	"slices"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

func eerderGebeurd(dag string, id string, f dossier.Feit) dossier.Gebeurtenis {
	return dossier.Gebeurtenis{GeldigOp: begrip.MoetDag(dag), ID: id, Feit: f, Vorm: dossier.HuidigeVorm}
}

func codesVan(ws []begrip.Weigering) []string {
	var uit []string
	for _, w := range ws {
		uit = append(uit, w.Code+":"+w.Plaats)
	}
	return uit
}

func metPIP(erbij ...dossier.Gebeurtenis) *dossier.Dossier {
	open := &dossier.DossierGeopend{Stelsel: begrip.Wi2021}
	open.Doelgroep = begrip.Asielstatushouder
	gs := append([]dossier.Gebeurtenis{eerderGebeurd("2026-01-05", "f1", open), eerderGebeurd("2026-02-02", "f2", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1})}, erbij...)
	for i := range gs {
		gs[i].Nummer = i + 1
	}
	return dossier.Opbouwen(gs, begrip.MoetDag("2026-06-01"), 0)
}

// Een aanbod noemt de instelling bij naam voor het dossierbestand en bij kenmerk voor wie
// ziet wat; wie niet in het register staat krijgt alleen het eerste.
func TestBiedAan(t *testing.T) {
	v := Vastlegging{Dag: begrip.MoetDag("2026-06-01"), Wie: "km", Rol: begrip.Klantmanager}
	b, w := BiedAan(metPIP(), nil, Aanbieding{Vastlegging: v, Wat: dossier.AanbodLeerroute, Aanbieder: "aaaaaaaaaaaa", Instelling: " Taalhuis "})
	if len(w) != 0 || len(b.Gebeurtenissen) != 2 {
		t.Fatalf("%v %v", b, w)
	}
	a, d := b.Gebeurtenissen[0].Feit.(*dossier.Aangeboden), b.Gebeurtenissen[1].Feit.(*dossier.Deelname)
	if *a != (dossier.Aangeboden{Wat: dossier.AanbodLeerroute, Instelling: "Taalhuis"}) || d.Over != b.Gebeurtenissen[0].ID || d.Vanaf != v.Dag || d.Tot != 0 || d.Voortgang.Is {
		t.Errorf("%+v %+v", a, d)
	}
	if b, w := BiedAan(metPIP(), nil, Aanbieding{Vastlegging: v, Wat: dossier.AanbodPVT, Instelling: "Buurthuis"}); len(w) != 0 || len(b.Gebeurtenissen) != 1 {
		t.Errorf("zonder kenmerk: %v %v", b, w)
	}
	if b, w := BiedAan(metPIP(), nil, Aanbieding{Vastlegging: v, Wat: dossier.DeelnameBegeleiding, Aanbieder: "bbbbbbbbbbbb"}); len(w) != 0 || len(b.Gebeurtenissen) != 1 {
		t.Errorf("begeleiding is geen aanbod van de wet: %v %v", b, w)
	}
	zonderPIP := dossier.Opbouwen([]dossier.Gebeurtenis{eerderGebeurd("2026-01-05", "f1", &dossier.DossierGeopend{Stelsel: begrip.Wi2021})}, v.Dag, 0)
	bezet := metPIP(eerderGebeurd("2026-03-01", "f3", &dossier.Deelname{Aanbieder: "a", Wat: dossier.AanbodLeerroute, Vanaf: begrip.MoetDag("2026-03-01")}))
	for _, x := range []struct {
		d   *dossier.Dossier
		o   Aanbieding
		wil []string
	}{
		{zonderPIP, Aanbieding{Wat: dossier.AanbodMAP}, []string{"geen-pip:wat"}},
		{metPIP(), Aanbieding{}, []string{"veld-ontbreekt:wat"}},
		{metPIP(), Aanbieding{Wat: "les"}, []string{"onbekende-waarde:wat"}},
		{metPIP(), Aanbieding{Wat: dossier.DeelnameBegeleiding}, []string{"veld-ontbreekt:aanbieder"}},
		{bezet, Aanbieding{Wat: dossier.AanbodLeerroute, Aanbieder: "a"}, []string{"al-gedaan:aanbieder"}},
	} {
		x.o.Vastlegging = v
		if _, w := BiedAan(x.d, nil, x.o); !slices.Equal(codesVan(w), x.wil) {
			t.Errorf("%+v: %v, verwacht %v", x.o, codesVan(w), x.wil)
		}
	}
}

// Een aanbod met alleen een naam krijgt een instelling, en een deelname een einde; het
// oude feit blijft staan en telt niet meer.
func TestWijzigDeelname(t *testing.T) {
	d := metPIP(eerderGebeurd("2026-03-01", "f3", &dossier.Aangeboden{Wat: dossier.AanbodLeerroute, Instelling: "Taalhuis"}))
	v := Vastlegging{Dag: dag("2026-06-01"), Wie: "km", Rol: begrip.Klantmanager}
	b, w := WijzigDeelname(d, nil, Deelneming{Vastlegging: v, Over: "f3", Aanbieder: "a", Instelling: "Taalhuis", Vanaf: dag("2026-03-01")})
	if len(w) != 0 || len(b.Gebeurtenissen) != 1 || b.Gebeurtenissen[0].Vervangt != "" {
		t.Fatalf("%v %v", b, w)
	}
	na := d.Met(b.Gebeurtenissen...)
	id := b.Gebeurtenissen[0].ID
	b, w = WijzigDeelname(na, nil, Deelneming{Vastlegging: v, Over: id, Aanbieder: "a", Instelling: "Taalhuis", Vanaf: dag("2026-03-01"), Tot: dag("2026-05-01")})
	if len(w) != 0 || b.Gebeurtenissen[0].Vervangt != id {
		t.Fatalf("%v %v", b, w)
	}
	if g, f := dossier.Laatste[*dossier.Deelname](na.Met(b.Gebeurtenissen...)); f.Tot != dag("2026-05-01") || f.Over != "f3" || g.Vervangt != id {
		t.Errorf("%+v", f)
	}
	for _, x := range []struct {
		o   Deelneming
		wil []string
	}{
		{Deelneming{Over: "f9", Aanbieder: "a", Vanaf: v.Dag}, []string{"onbekende-waarde:over"}},
		{Deelneming{Over: "f3", Vanaf: v.Dag}, []string{"veld-ontbreekt:aanbieder"}},
		{Deelneming{Over: id, Aanbieder: "a", Instelling: "Taalhuis", Vanaf: dag("2026-03-01")}, []string{"niets-veranderd:"}},
		{Deelneming{Over: id, Aanbieder: "b", Vanaf: v.Dag, Tot: v.Dag.Plus(-1)}, []string{"volgorde:tot"}},
		{Deelneming{Over: "f3", Aanbieder: "a", Vanaf: v.Dag}, []string{"al-gedaan:aanbieder"}},
	} {
		x.o.Vastlegging = v
		if _, w := WijzigDeelname(na, nil, x.o); !slices.Equal(codesVan(w), x.wil) {
			t.Errorf("%+v: %v, verwacht %v", x.o, codesVan(w), x.wil)
		}
	}
}
