package dossier

import (
	"bytes"
	"reflect"
	"testing"

	"traject/kern/begrip"
)

// vuller vult elk veld dat een feit noemt, zodat de proef geen veld kan vergeten.
type vuller struct{}

func (v *vuller) Tekst(_ string, doel *string, _ bool) { *doel = "tekst <\"é€\">" }
func (v *vuller) Keuze(_ string, _ func() string, zet func(string), lijst []string, _ bool) {
	zet(lijst[len(lijst)-1])
}
func (v *vuller) Keuzes(_ string, _ func() []string, zet func([]string), lijst []string) { zet(lijst) }
func (v *vuller) Datum(_ string, doel *begrip.Datum, _ bool)                             { *doel = begrip.MoetDag("2024-02-29") }
func (v *vuller) Uren(_ string, doel *Optie[begrip.Uren], _ bool)                        { *doel = Met(begrip.Uren(7500)) }
func (v *vuller) Bedrag(_ string, doel *Optie[begrip.Cent], _ bool)                      { *doel = Met(begrip.Cent(1250)) }
func (v *vuller) Geheel(_ string, doel *Optie[int], laag, _ int, _ bool)                 { *doel = Met(laag) }
func (v *vuller) Vlag(_ string, doel *Optie[bool], _ bool)                               { *doel = Met(false) }
func (v *vuller) Verwijzing(_ string, doel *string, _ Soort, _ bool)                     { *doel = "o1" }
func (v *vuller) Groep(_ Groep, velden func(Bezoeker))                                   { velden(v) }
func (v *vuller) Bytes(_ string, doel *[]byte)                                           { *doel = []byte{0, 1, 255} }

func blijftOpen(_ Groep, b []byte) ([]byte, error)     { return b, nil }
func gaatOpen(_ Groep, b []byte) ([]byte, *Weg, error) { return b, nil, nil }

// Elk soort feit komt uit het logboek terug zoals het erin ging, leeg en vol, en
// tweemaal schrijven geeft dezelfde bytes.
func TestElkFeitHeenEnTerug(t *testing.T) {
	alle := Soorten()
	for s := range huissoorten {
		alle = append(alle, s)
	}
	for _, s := range alle {
		for _, vol := range []bool{false, true} {
			feit, ok := nieuwInLog(s)
			if !ok || feit.Soort() != s {
				t.Fatalf("%s maakt %v", s, feit)
			}
			if vol {
				feit.Velden(&vuller{})
			}
			g := Gebeurtenis{Vorm: HuidigeVorm, ID: "f3", GeldigOp: dag("2025-01-31"), BekendOp: dag("2025-02-01"),
				Wie: "anke", Rol: begrip.Klantmanager, Bron: "balie", Vervangt: "f2", Feit: feit}
			b, err := Schrijf(g, blijftOpen)
			if err != nil {
				t.Fatal(err)
			}
			terug, err := Lees(HuidigeVorm, b, gaatOpen)
			if err != nil {
				t.Fatalf("%s: %v", s, err)
			}
			if !reflect.DeepEqual(g, terug) {
				t.Errorf("%s (vol %v): %+v werd %+v", s, vol, g, terug)
			}
			if b2, err := Schrijf(terug, blijftOpen); err != nil || !bytes.Equal(b, b2) {
				t.Errorf("%s: tweede keer schrijven verschilt (%v)", s, err)
			}
		}
	}
}

func FuzzLees(f *testing.F) {
	b, err := Schrijf(Gebeurtenis{Feit: &PIPVastgesteld{Leerroute: begrip.RouteB1}}, blijftOpen)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(1, b)
	f.Add(2, b)
	f.Add(1, []byte(`{"soort":"uren","inhoud":{"uren":"veel"}}`))
	f.Fuzz(func(t *testing.T, vorm int, b []byte) {
		g, err := Lees(vorm, b, gaatOpen)
		if err == nil && g.Feit == nil {
			t.Error("gelezen zonder feit en zonder fout")
		}
	})
}

// Elk deel van een schakel verandert de vingerafdruk.
func TestSchakelZietElkeWijziging(t *testing.T) {
	s := Schakel{Dossier: "2026-0001", Nummer: 1, Vorm: 1, Moment: 100, Verzegeld: []byte("abc")}
	gezien := map[Hash]string{s.Hash(): "gelijk"}
	for naam, anders := range map[string]func(*Schakel){
		"dossier":   func(s *Schakel) { s.Dossier = "2026-0002" },
		"nummer":    func(s *Schakel) { s.Nummer = 2 },
		"vorm":      func(s *Schakel) { s.Vorm = 2 },
		"moment":    func(s *Schakel) { s.Moment = 101 },
		"verzegeld": func(s *Schakel) { s.Verzegeld = []byte("abd") },
		"vorige":    func(s *Schakel) { s.Vorige[0] = 1 },
		"grens":     func(s *Schakel) { s.Dossier, s.Verzegeld = "2026-0001a", []byte("bc") },
	} {
		c := s
		anders(&c)
		if oud, dubbel := gezien[c.Hash()]; dubbel {
			t.Errorf("%s geeft dezelfde hash als %s", naam, oud)
		}
		gezien[c.Hash()] = naam
	}
	if eerste, tweede := s.Hash(), s.Hash(); eerste != tweede {
		t.Error("tweemaal rekenen verschilt")
	}
}
