package dossier

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

// Elke groep staat apart, onder haar eigen zegel; wat is vernietigd komt terug als
// vernietigd en niet als leeg, en de rest van het feit blijft te lezen.
func TestGroepStaatApart(t *testing.T) {
	for _, f := range []Feit{
		&IntakeVerslag{Onderwijs: "open deel", Gezondheid: "geheim deel"},
		&Partner{Grond: PartnerInPlan, Waarom: "geheim deel", Naam: "geheim deel", Gegeven: "geheim deel"},
		&Notitie{Tekst: "geheim deel"},
		&Overig{Naam: "intake-verslag", Inhoud: []byte("geheim deel")},
		&Overig{Naam: "partner", Inhoud: []byte("geheim deel")},
		&Overig{Naam: "notitie", Inhoud: []byte("geheim deel")},
	} {
		groepen := GroepenIn(f)
		if len(groepen) != 1 {
			t.Fatalf("%s heeft de groepen %v", f.Soort(), groepen)
		}
		g := Gebeurtenis{Vorm: HuidigeVorm, GeldigOp: dag("2025-01-31"), Feit: f}
		draaiOm := func(b []byte) []byte {
			uit := make([]byte, len(b))
			for i := range b {
				uit[i] = b[i] ^ 0xff
			}
			return uit
		}
		b, err := Schrijf(g, func(_ Groep, b []byte) ([]byte, error) { return draaiOm(b), nil })
		if err != nil || strings.Contains(string(b), "geheim") {
			t.Fatalf("%s: %s %v", f.Soort(), b, err)
		}
		terug, err := Lees(HuidigeVorm, b, func(_ Groep, b []byte) ([]byte, *Weg, error) { return draaiOm(b), nil, nil })
		if err != nil || !reflect.DeepEqual(terug, g) {
			t.Errorf("%s komt terug als %+v, %v", f.Soort(), terug, err)
		}
		weg := Weg{groepen[0], dag("2030-01-02"), "AVG art. 5 lid 1 onder e"}
		terug, err = Lees(HuidigeVorm, b, func(Groep, []byte) ([]byte, *Weg, error) { return nil, &weg, nil })
		if w, is := terug.IsWeg(groepen[0]); err != nil || !is || w != weg || len(GroepenIn(terug.Feit)) != 0 {
			t.Errorf("%s na vernietigen: %+v, %v", f.Soort(), terug, err)
		}
		if v, ok := terug.Feit.(*IntakeVerslag); ok && v.Onderwijs != "open deel" {
			t.Errorf("van het verslag bleef %+v", v)
		}
		if _, err := Lees(HuidigeVorm, b, func(Groep, []byte) ([]byte, *Weg, error) { return nil, nil, errGroepOnbekend }); !errors.Is(err, errGroepOnbekend) {
			t.Errorf("een groep die niet opengaat gaf %v", err)
		}
		if b, err := Schrijf(g, nil); err != nil || strings.Contains(string(b), "besloten") || strings.Contains(string(b), "geheim") {
			t.Errorf("zonder sluiter: %s %v", b, err)
		}
	}
}

// Elk soort feit met een groep staat in GroepenIn, anders ziet niemand dat zij weg moet.
func TestGroepenInKentElkSoort(t *testing.T) {
	alle := Soorten()
	for s := range huissoorten {
		alle = append(alle, s)
	}
	for _, soort := range alle {
		f, _ := nieuwInLog(soort)
		f.Velden(&vuller{})
		s := schrijver{b: []byte{'{'}}
		f.Velden(&s)
		if len(GroepenIn(f)) != len(s.groepen) {
			t.Errorf("%s heeft %d groepen, GroepenIn geeft %v", soort, len(s.groepen), GroepenIn(f))
		}
	}
}

// Wat in de eerste vorm is opgeschreven blijft te lezen, met alle velden bij elkaar.
func TestEersteVormBlijftLeesbaar(t *testing.T) {
	g, err := Lees(1, []byte(`{"soort":"intake-verslag","geldig":20000,"inhoud":{"onderwijs":"mbo","gezondheid":"kan niet lang staan"}}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	if v := g.Feit.(*IntakeVerslag); v.Gezondheid != "kan niet lang staan" || v.Onderwijs != "mbo" || g.ApartVerzegeld() {
		t.Errorf("gelezen: %+v", v)
	}
}

func TestLeesGroep(t *testing.T) {
	for _, g := range Groepen {
		if uit, err := LeesGroep(string(g)); err != nil || uit != g {
			t.Errorf("%s: %v %v", g, uit, err)
		}
	}
	if _, err := LeesGroep("alles"); !errors.Is(err, errGroepOnbekend) {
		t.Errorf("een groep die er niet is gaf %v", err)
	}
}
