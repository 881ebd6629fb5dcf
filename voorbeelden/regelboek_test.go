package voorbeelden

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var bijwerken = flag.Bool("update", false, "schrijf de gevallen opnieuw voor het regelboek")

// lijstbestand zijn de gevallen zoals het regelboek ze laat zien. Het wordt uit deze map
// gemaakt, zodat een voorbeeld op het scherm altijd een proef is die slaagt.
const lijstbestand = "../wetten/gevallen.gen.go"

func TestHetRegelboekToontDezeGevallen(t *testing.T) {
	wil := maakLijst(t)
	if *bijwerken {
		if err := os.WriteFile(lijstbestand, wil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	is, err := os.ReadFile(lijstbestand)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(is, wil) {
		t.Errorf("%s past niet bij deze map; draai go test ./voorbeelden -run Regelboek -update", lijstbestand)
	}
}

func maakLijst(t *testing.T) []byte {
	t.Helper()
	paden, err := filepath.Glob("*/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	fmt.Fprintln(&b, "// Code generated from voorbeelden/ by go test ./voorbeelden -run Regelboek -update. DO NOT EDIT.")
	fmt.Fprintln(&b, "\npackage wetten\n\nvar gevallen = []Geval{")
	for _, pad := range paden {
		stam := strings.TrimSuffix(filepath.ToSlash(pad), ".yaml")
		for _, g := range lees(t, pad).Gevallen {
			if len(g.Fout) > 0 { // gaat over het bestand en niet over de wet
				continue
			}
			fmt.Fprintf(&b, "\t{Zin: %q, Bron: %q, Uit: %q, Over: %#v},\n", g.Naam, g.Bron, stam, waarover(t, g))
		}
	}
	fmt.Fprintln(&b, "}")
	uit, err := format.Source(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return uit
}

// waarover zegt welke delen van het antwoord een geval vastlegt, in de woorden waarmee een
// regel van het regelboek zegt waar zij werkt.
func waarover(t *testing.T, g geval) []string {
	t.Helper()
	var wil struct {
		Termijnen, Normen, Handelingen, Boetes map[string]struct {
			Weigering []string `yaml:"weigering"`
			Eisen     []string `yaml:"eisen"`
		}
	}
	// Een deel met andere velden is goed: hier gaat het om de namen.
	if err := g.Verwacht.Decode(&wil); err != nil && wil.Termijnen == nil && wil.Normen == nil && wil.Handelingen == nil && wil.Boetes == nil {
		return nil
	}
	var uit []string
	zet := func(soort, naam string) {
		naam, _, _ = strings.Cut(naam, ":")
		if s := soort + " " + naam; !slices.Contains(uit, s) {
			uit = append(uit, s)
		}
	}
	for n := range wil.Termijnen {
		zet("termijn", n)
	}
	for n := range wil.Normen {
		zet("norm", n)
	}
	for n, h := range wil.Handelingen {
		zet("handeling", n)
		for _, w := range h.Weigering {
			zet("weigering", w)
		}
	}
	for _, x := range wil.Boetes {
		for _, w := range x.Weigering {
			zet("weigering", w)
		}
		for _, e := range x.Eisen {
			zet("eis", e)
		}
	}
	slices.Sort(uit)
	return uit
}
