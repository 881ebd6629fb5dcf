package storetest

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/store"
)

const grondDeel = "Wi2021 art. 37 lid 2 onder b"

func verslag(gezondheid string) dossier.Gebeurtenis {
	return gebeurtenis(&dossier.IntakeVerslag{Onderwijs: "mbo", Gezondheid: gezondheid})
}

// deelweg destroys a group of fields with the fact that says so.
func deelweg(nummer string, verwacht int, groep dossier.Groep, tenzij string) store.Toevoeging {
	return store.Toevoeging{Gemeente: gemeente, Nummer: nummer, Verwacht: verwacht,
		Gebeurtenissen: []dossier.Gebeurtenis{gebeurtenis(&dossier.GegevensVernietigd{Groep: groep, Grond: grondDeel})},
		Groepweg:       &store.Groepweg{Groep: groep, Dag: dag, Moment: moment, Grond: grondDeel, Tenzij: tenzij, Concepten: []string{"intake"}}}
}

// gezondheid gives what stands about health in each report, or "weg".
func (p *proef) gezondheid(t *testing.T, nummer string) (uit []string) {
	t.Helper()
	for _, g := range p.lees(t, nummer).Gebeurtenissen {
		v, ok := g.Feit.(*dossier.IntakeVerslag)
		if !ok {
			continue
		}
		w, weg := g.IsWeg(dossier.GroepGezondheid)
		if weg && (v.Gezondheid != "" || w.Dag != dag || w.Grond != grondDeel) || v.Onderwijs != "mbo" {
			t.Errorf("een verslag waarvan een deel weg is: %+v %+v", v, w)
		}
		if weg {
			v.Gezondheid = "weg"
		}
		uit = append(uit, v.Gezondheid)
	}
	return uit
}

func (p *proef) moetGezondheid(t *testing.T, nummer string, wil ...string) {
	t.Helper()
	if is := p.gezondheid(t, nummer); !slices.Equal(is, wil) {
		t.Errorf("over gezondheid staat %q, verwacht %q", is, wil)
	}
}

// groepWeg: one group of fields goes, the rest of the dossier stays and the chain proves.
func groepWeg(t *testing.T, p *proef) {
	nummer, ander := p.open(t, amina), p.open(t, bilal)
	p.voegToe(t, nummer, 1, verslag("eerste"), notitie("blijft"))
	p.voegToe(t, nummer, 3, verslag("tweede"))
	p.voegToe(t, ander, 1, verslag("van een ander"))
	for _, h := range []string{"intake", "notitie"} {
		gelukt(t, p.BewaarConcept(ctx, gemeente, store.Concept{ConceptSleutel: store.ConceptSleutel{Gebruiker: "k1", Nummer: nummer, Handeling: h}, Inhoud: []byte("half")}))
	}
	if p.Ruw != nil && bytes.Contains(p.Ruw(t), []byte("tweede")) {
		t.Error("wat over gezondheid staat is leesbaar in de opslag")
	}
	if err := p.Toevoegen(ctx, deelweg(nummer, 4, dossier.GroepPartner, "")); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("een groep die er niet is vernietigen gaf %v", err)
	}
	if err := p.Toevoegen(ctx, deelweg(nummer, 3, dossier.GroepGezondheid, "")); !errors.Is(err, store.ErrConflict) {
		t.Errorf("op een oude versie vernietigen gaf %v", err)
	}
	zonder := deelweg(nummer, 4, dossier.GroepGezondheid, "")
	zonder.Gebeurtenissen = nil
	if err := p.Toevoegen(ctx, zonder); !errors.Is(err, store.ErrVerkeerdeVorm) {
		t.Errorf("vernietigen zonder feit gaf %v", err)
	}
	p.moetGezondheid(t, nummer, "eerste", "tweede")
	gelukt(t, p.Toevoegen(ctx, deelweg(nummer, 4, dossier.GroepGezondheid, "")))
	p.moetGezondheid(t, nummer, "weg", "weg")
	p.moetGezondheid(t, ander, "van een ander")
	if f := p.lees(t, nummer).Gebeurtenissen[2].Feit.(*dossier.Notitie); f.Tekst != "blijft" {
		t.Errorf("een andere groep: %+v", f)
	}
	for h, is := range map[string]bool{"intake": false, "notitie": true} {
		if _, err := p.LeesConcept(ctx, gemeente, store.ConceptSleutel{Gebruiker: "k1", Nummer: nummer, Handeling: h}); (err == nil) != is {
			t.Errorf("het concept %s: %v", h, err)
		}
	}
	if err := p.Toevoegen(ctx, deelweg(nummer, 5, dossier.GroepGezondheid, "")); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("nog eens vernietigen gaf %v", err)
	}
	// What comes afterwards has a key of its own, and that one goes too.
	p.voegToe(t, nummer, 5, verslag("nieuw"))
	p.moetGezondheid(t, nummer, "weg", "weg", "nieuw")
	gelukt(t, p.Wissel(gemeente))
	p.moetGezondheid(t, nummer, "weg", "weg", "nieuw")
	if n, err := p.VernieuwSleutels(ctx, gemeente); err != nil || n != 2 {
		t.Errorf("vernieuwd: %d %v", n, err)
	}
	if n, err := p.VernieuwSleutels(ctx, gemeente); err != nil || n != 0 {
		t.Errorf("nog eens vernieuwd: %d %v", n, err)
	}
	p.moetGezondheid(t, nummer, "weg", "weg", "nieuw")
	gelukt(t, p.Toevoegen(ctx, deelweg(nummer, 6, dossier.GroepGezondheid, "")))
	p.moetGezondheid(t, nummer, "weg", "weg", "weg")
	p.ketenHeel(t)
	vs, err := p.VernietigdeDossiers(ctx, gemeente)
	gelukt(t, err)
	if len(vs) != 2 || !strings.HasPrefix(vs[0].Nummer, store.DeelVoor+nummer+":gezondheid-") || vs[0].Dag != dag || vs[0].Grond != grondDeel || vs[0].Nummer == vs[1].Nummer {
		t.Errorf("lijst van wat vernietigd is: %+v", vs)
	}
	gelukt(t, p.Vernietig(ctx, gemeente, nummer, store.Vernietiging{Verwacht: 7, Dag: dag, Moment: moment, Grond: "Bi2021 art. 9.9 lid 1"}))
	if vs, err := p.VernietigdeDossiers(ctx, gemeente); err != nil || len(vs) != 1 || vs[0].Nummer != nummer {
		t.Errorf("na het dossier zelf: %+v %v", vs, err)
	}
	p.ketenHeel(t)
}

// groepAangehouden: what is held does not lose a part either.
func groepAangehouden(t *testing.T, p *proef) {
	soort, nummer := store.DossierSoort+"proef", p.open(t, amina)
	p.voegToe(t, nummer, 1, verslag("eerste"))
	gelukt(t, p.BewaarStuk(ctx, gemeente, store.Stuk{Soort: soort, Sleutel: nummer, Inhoud: []byte("x")}))
	if err := p.Toevoegen(ctx, deelweg(nummer, 2, dossier.GroepGezondheid, soort)); !errors.Is(err, store.ErrAangehouden) {
		t.Errorf("een deel vernietigen van wat wordt aangehouden gaf %v", err)
	}
	p.moetGezondheid(t, nummer, "eerste")
	gelukt(t, p.WisStuk(ctx, gemeente, soort, nummer, 1, nil))
	gelukt(t, p.Toevoegen(ctx, deelweg(nummer, 2, dossier.GroepGezondheid, soort)))
	p.moetGezondheid(t, nummer, "weg")
	p.ketenHeel(t)
}

// delenTeVernietigen: the list of groups has its own day.
func delenTeVernietigen(t *testing.T, p *proef) {
	metDelen := func(m mens, delen ...store.Deel) string {
		return p.open(t, m, func(o *store.Toevoeging) { o.Lijst.Delen, o.Lijst.DeelTot = store.SchrijfDelen(delen) })
	}
	a := metDelen(amina, store.Deel{Groep: dossier.GroepPartner, Tot: dag}, store.Deel{Groep: dossier.GroepGezondheid, Tot: dag.Plus(-1)})
	b := metDelen(bilal, store.Deel{Groep: dossier.GroepGezondheid, Tot: dag})
	metDelen(cem)
	for voor, wil := range map[begrip.Datum][]string{dag.Plus(-1): nil, dag: {a}, dag.Plus(1): {a, b}} {
		blad, err := p.TeVernietigen(ctx, store.BewaarFilter{Zicht: alles, Voor: voor, Delen: true})
		gelukt(t, err)
		var is []string
		for _, r := range blad.Regels {
			is = append(is, r.Nummer)
		}
		if !slices.Equal(is, wil) {
			t.Errorf("voor %s: %v, verwacht %v", voor, is, wil)
		}
	}
	een, err := p.TeVernietigen(ctx, store.BewaarFilter{Zicht: alles, Voor: dag.Plus(1), Delen: true, Hooguit: 1})
	gelukt(t, err)
	twee, err := p.TeVernietigen(ctx, store.BewaarFilter{Zicht: alles, Voor: dag.Plus(1), Delen: true, Hooguit: 1, Na: een.Volgende})
	if err != nil || len(twee.Regels) != 1 || twee.Regels[0].Nummer != b || twee.Volgende != "" {
		t.Errorf("bladeren: %+v %v", twee, err)
	}
	delen, err := store.LeesDelen(een.Regels[0].Delen)
	if err != nil || !reflect.DeepEqual(delen, []store.Deel{{Groep: dossier.GroepPartner, Tot: dag}, {Groep: dossier.GroepGezondheid, Tot: dag.Plus(-1)}}) {
		t.Errorf("de delen van de rij: %+v %v", delen, err)
	}
	if blad, err := p.TeVernietigen(ctx, store.BewaarFilter{Zicht: alles, Voor: dag.Plus(1)}); err != nil || len(blad.Regels) != 0 {
		t.Errorf("als dossier: %+v %v", blad, err)
	}
}

// archiefGroep: a part that was destroyed after the copy comes back destroyed.
func archiefGroep(t *testing.T, p *proef) {
	nummer, heel := p.open(t, amina), p.open(t, bilal)
	p.voegToe(t, nummer, 1, verslag("eerste"))
	p.voegToe(t, heel, 1, verslag("blijft"))
	concept := func(nummer string) store.ConceptSleutel {
		return store.ConceptSleutel{Gebruiker: "k1", Nummer: nummer, Handeling: "intake"}
	}
	for _, n := range []string{nummer, heel} {
		gelukt(t, p.BewaarConcept(ctx, gemeente, store.Concept{ConceptSleutel: concept(n), Inhoud: []byte("half")}))
	}
	kopie, _ := bewaar(t, p)
	gelukt(t, p.Toevoegen(ctx, deelweg(nummer, 2, dossier.GroepGezondheid, "")))
	zonder := p.leeg(t)
	zet(t, zonder, kopie, opdracht(t))
	zonder.moetGezondheid(t, nummer, "eerste")
	o := opdracht(t)
	var err error
	o.Vernietigd, err = p.VernietigdeDossiers(ctx, gemeente)
	gelukt(t, err)
	met := p.leeg(t)
	zet(t, met, kopie, o)
	met.moetGezondheid(t, nummer, "weg")
	met.moetGezondheid(t, heel, "blijft")
	for n, is := range map[string]bool{nummer: false, heel: true} { // a half form may hold the same words
		if _, err := met.LeesConcept(ctx, gemeente, concept(n)); (err == nil) != is {
			t.Errorf("het concept bij dossier %s: %v", n, err)
		}
	}
	met.ketenHeel(t)
	if vs, err := met.VernietigdeDossiers(ctx, gemeente); err != nil || !slices.Equal(vs, o.Vernietigd) {
		t.Errorf("de lijst van wat vernietigd is: %+v en %+v, %v", o.Vernietigd, vs, err)
	}
	opnieuw, _ := bewaar(t, met) // a copy of the copy holds it too
	nogEens := p.leeg(t)
	zet(t, nogEens, opnieuw, opdracht(t))
	nogEens.moetGezondheid(t, nummer, "weg")
}
