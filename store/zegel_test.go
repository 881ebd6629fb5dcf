package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

const gemeente = begrip.Gemeente("9001")

func bestand(t *testing.T) *Sleutelbestand {
	t.Helper()
	s, err := SleutelsUitBestand(filepath.Join(t.TempDir(), "sleutels"), true)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func proefketen(t *testing.T, z *Zegel) (*Kop, []Schakelrij) {
	t.Helper()
	k, err := z.NieuweKop(gemeente, "2026-0001")
	if err != nil {
		t.Fatal(err)
	}
	g := func(f dossier.Feit) dossier.Gebeurtenis {
		return dossier.Gebeurtenis{GeldigOp: begrip.MoetDag("2026-11-23"), Moment: 1, Feit: f}
	}
	rijen, err := z.Schakel(k, []dossier.Gebeurtenis{g(&dossier.DossierGeopend{Gemeente: gemeente, Stelsel: begrip.Wi2021}), g(&dossier.Notitie{Tekst: "een"}), g(&dossier.Notitie{Tekst: "twee"})})
	if err != nil {
		t.Fatal(err)
	}
	return k, rijen
}

// Every way to change a chain is named by the fact where it happened.
func TestKeurNoemtHetFeit(t *testing.T) {
	z := NieuwZegel(bestand(t))
	for zin, v := range map[string]struct {
		knoei func(k *Kop, r []Schakelrij) []Schakelrij
		feit  int
	}{
		"niets":             {func(_ *Kop, r []Schakelrij) []Schakelrij { return r }, -1},
		"inhoud van feit 2": {func(_ *Kop, r []Schakelrij) []Schakelrij { r[1].Verzegeld[20] ^= 1; return r }, 2},
		"moment van feit 3": {func(_ *Kop, r []Schakelrij) []Schakelrij { r[2].Moment++; return r }, 3},
		"vorm van feit 1":   {func(_ *Kop, r []Schakelrij) []Schakelrij { r[0].Vorm++; return r }, 1},
		"feit 1 weg":        {func(_ *Kop, r []Schakelrij) []Schakelrij { return r[1:] }, 1},
		"feit 2 weg":        {func(_ *Kop, r []Schakelrij) []Schakelrij { return slices.Delete(r, 1, 2) }, 2},
		"feit 3 weg":        {func(_ *Kop, r []Schakelrij) []Schakelrij { return r[:2] }, 3},
		"een feit erbij": {func(_ *Kop, r []Schakelrij) []Schakelrij {
			r2 := r[2]
			r2.Nummer, r2.Vorige = 4, r[2].hash("2026-0001")
			return append(r, r2)
		}, 4},
		"feit 2 en 3 verwisseld": {func(_ *Kop, r []Schakelrij) []Schakelrij {
			r[1].Verzegeld, r[2].Verzegeld = r[2].Verzegeld, r[1].Verzegeld
			return r
		}, 2},
		"het hoofd":                   {func(k *Kop, r []Schakelrij) []Schakelrij { k.Hoofd[0] ^= 1; return r }, 3},
		"voor het eerste een schakel": {func(_ *Kop, r []Schakelrij) []Schakelrij { r[0].Vorige[0] ^= 1; return r }, 1},
	} {
		k, rijen := proefketen(t, z)
		b, err := z.Keur(k, v.knoei(k, rijen))
		if err != nil {
			t.Errorf("%s: %v", zin, err)
		}
		if b == nil && v.feit >= 0 || b != nil && b.Feit != v.feit {
			t.Errorf("%s: bevinding %+v, verwacht feit %d", zin, b, v.feit)
		}
	}
}

// Whoever rewrites a fact and every hash after it still lacks the key: the seal
// opens in its own place only.
func TestHerschrevenKetenZonderSleutelValtOp(t *testing.T) {
	z := NieuwZegel(bestand(t))
	k, r := proefketen(t, z)
	r[1].Verzegeld, r[2].Verzegeld = r[2].Verzegeld, r[1].Verzegeld
	for i := range r[1:] {
		r[i+1].Vorige = r[i].hash(k.Nummer)
	}
	k.Hoofd = r[2].hash(k.Nummer)
	if b := keur(k, r); b != nil {
		t.Fatalf("de proef herschreef de keten niet goed: %+v", b)
	}
	if b, err := z.Keur(k, r); err != nil || b == nil || b.Feit != 2 {
		t.Errorf("bevinding %+v %v, verwacht feit 2", b, err)
	}
	ander, rijen := proefketen(t, z)
	ander.Nummer = "2026-0002"
	if _, err := z.Logboek(ander, rijen); err == nil {
		t.Error("een keten ging open onder een ander dossiernummer")
	}
}

func TestLosseInhoudOpentAlleenOpZijnPlaats(t *testing.T) {
	z := NieuwZegel(bestand(t))
	k, _ := proefketen(t, z)
	for _, kop := range []*Kop{nil, k} {
		dicht, err := z.Verberg(gemeente, kop, "concept/1", []byte("geheim"))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(dicht, []byte("geheim")) {
			t.Error("de inhoud is leesbaar")
		}
		if open, err := z.Onthul(gemeente, kop, "concept/1", dicht); err != nil || string(open) != "geheim" {
			t.Errorf("openen gaf %q %v", open, err)
		}
		if _, err := z.Onthul(gemeente, kop, "concept/2", dicht); err == nil {
			t.Error("de inhoud ging open met een ander doel")
		}
		if _, err := z.Onthul("9002", kop, "concept/1", dicht); err == nil {
			t.Error("de inhoud ging open voor een andere gemeente")
		}
		for _, stuk := range [][]byte{nil, {'D'}, {'G', 200}, dicht[:3], []byte("onzin en meer onzin")} {
			if _, err := z.Onthul(gemeente, kop, "concept/1", stuk); err == nil {
				t.Errorf("beschadigde inhoud %q ging open", stuk)
			}
		}
	}
}

func TestSleutelbestand(t *testing.T) {
	pad := filepath.Join(t.TempDir(), "map", "sleutels")
	if _, err := SleutelsUitBestand(pad, false); err == nil {
		t.Error("een bestand dat er niet is werd gebruikt")
	}
	s, err := SleutelsUitBestand(pad, true)
	if err != nil {
		t.Fatal(err)
	}
	eerste, err := s.Sleutels(gemeente)
	if err != nil || len(eerste) != 1 || len(eerste[0].Waarde) != sleutellengte {
		t.Fatalf("eerste sleutel %v %v", eerste, err)
	}
	if info, err := os.Stat(pad); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("het bestand heeft rechten %v %v", info.Mode(), err)
	}
	ander, err := SleutelsUitBestand(pad, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Wissel(gemeente); err != nil {
		t.Fatal(err)
	}
	gewisseld, err := ander.Sleutels(gemeente) // another process sees the new key at once
	if err != nil || len(gewisseld) != 2 || gewisseld[0].ID != "s2" || !bytes.Equal(gewisseld[1].Waarde, eerste[0].Waarde) {
		t.Errorf("na de wissel %v %v", gewisseld, err)
	}
	if _, err := ander.Sleutels("9002"); !errors.Is(err, ErrGeenSleutel) {
		t.Errorf("een gemeente zonder sleutel gaf %v", err)
	}
	if err := os.Chmod(pad, 0o644); err != nil {
		t.Fatal(err)
	}
	var storing *Storing
	if _, err := SleutelsUitBestand(pad, false); !errors.As(err, &storing) || storing.Soort != Sleutelfout || !strings.Contains(storing.Zin, "600") {
		t.Errorf("een bestand dat iedereen mag lezen gaf %v", err)
	}
}

func TestSleutelsUitTekstEnOpdracht(t *testing.T) {
	waarde := strings.Repeat("A", 43) + "="
	regel := "9001 s1 " + waarde
	s, err := SleutelsUitTekst("# sleutels; " + regel + " ; 9002 x " + waarde)
	if err != nil {
		t.Fatal(err)
	}
	if l, err := s.Sleutels("9002"); err != nil || l[0].ID != "x" {
		t.Errorf("sleutel %v %v", l, err)
	}
	pad := filepath.Join(t.TempDir(), "kluis")
	kluis := func(regels string) {
		if err := os.WriteFile(pad, []byte(regels), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	kluis(regel)
	o, err := SleutelsUitOpdracht(t.Context(), "cat", pad)
	if err != nil {
		t.Fatal(err)
	}
	nu := func(id string) {
		if l, err := o.Sleutels("9001"); err != nil || l[0].ID != id {
			t.Errorf("sleutel %v %v, verwacht %s", l, err, id)
		}
	}
	nu("s1")
	kluis(regel + "\n9001 s2 " + strings.Repeat("B", 43) + "=") // a new key needs no restart
	if err := o.Ververs(t.Context()); err != nil {
		t.Error(err)
	}
	nu("s2")
	for _, half := range []string{"", "9001 s2 " + strings.Repeat("B", 43) + "=", "onzin"} { // a vault that answers half leaves the keys as they were
		kluis(half)
		if err := o.Ververs(t.Context()); err == nil {
			t.Errorf("%q nam sleutels weg", half)
		}
		nu("s2")
	}
	for _, fout := range []string{"9001 s1", "x s1 " + waarde, "9001 s1 kort", "9001 s1 " + waarde + "extra"} {
		_, err := SleutelsUitTekst(fout)
		var storing *Storing
		if !errors.As(err, &storing) || strings.Contains(storing.Zin, waarde) {
			t.Errorf("%q gaf %v", fout, err)
		}
	}
	if _, err := SleutelsUitOpdracht(t.Context(), "false"); err == nil {
		t.Error("een opdracht die mislukt gaf sleutels")
	}
}

// Het pseudoniem in het Logboek Dataverwerkingen is te herhalen en niet terug te rekenen, en na
// een wissel van sleutels is iemand nog te vinden.
func TestPseudoniem(t *testing.T) {
	a, b := "9001 s1 "+strings.Repeat("A", 43)+"=", "9001 s2 "+strings.Repeat("B", 43)+"="
	eerst, err := SleutelsUitTekst(a)
	if err != nil {
		t.Fatal(err)
	}
	later, err := SleutelsUitTekst(a + ";" + b)
	if err != nil {
		t.Fatal(err)
	}
	toen, err := Pseudoniemen(eerst, "9001", "2026-0001", "2026-0002", "2026-0001")
	if err != nil || len(toen) != 3 || toen[0] != toen[2] || toen[0] == toen[1] || strings.Contains(toen[0], "2026") || !strings.HasPrefix(toen[0], "s1:") {
		t.Fatalf("%v %v", toen, err)
	}
	alle, err := PseudoniemenBijElkeSleutel(later, "9001", "2026-0001")
	if err != nil || len(alle) != 2 || alle[1] != toen[0] || !strings.HasPrefix(alle[0], "s2:") {
		t.Errorf("%v %v", alle, err)
	}
	if _, err := Pseudoniemen(eerst, "9002", "2026-0001"); err == nil {
		t.Error("een gemeente zonder sleutel kreeg een pseudoniem")
	}
}

func TestVouwEnSorteer(t *testing.T) {
	for in, uit := range map[string]string{"Çelik": "celik", "ØSTERGÅRD": "ostergard", "Straßer": "strasser", "Nguyễn": "nguyen", "Łukasz": "lukasz", "IJsbrand": "ijsbrand", "Aydın": "aydin"} {
		if got := Vouw(in); got != uit {
			t.Errorf("%s werd %s, verwacht %s", in, got, uit)
		}
	}
	if got := Woorden("Jan-Peter  van 't Hart, van"); !slices.Equal(got, []string{"hart", "jan", "peter", "t", "van"}) {
		t.Errorf("woorden %v", got)
	}
	if got := Sorteernaam(begrip.Naam{Voornamen: "Amina", Voorvoegsel: "van", Geslachtsnaam: "Öz"}); got != "oz, amina van" {
		t.Errorf("sorteernaam %q", got)
	}
}

func TestWachttijd(t *testing.T) {
	for poging, seconden := range map[int]int64{0: 30, 1: 30, 2: 60, 3: 120, 10: 15360, 11: 21600, 1000: 21600} {
		if got := Wachttijd(poging); got != seconden {
			t.Errorf("na poging %d wachten: %d s, verwacht %d", poging, got, seconden)
		}
	}
}
