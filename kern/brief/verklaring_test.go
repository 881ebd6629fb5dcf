package brief

import (
	"strings"
	"testing"

	"traject/kern/begrip"
)

func TestVerklaringZegtWatWanneerDoorWieEnHoe(t *testing.T) {
	dag := begrip.MoetDag("2032-03-11")
	b := Verklaring(Vernietigd{Gemeente: "Gemeente Voorbeeldstad", Kenmerk: "8-a", Dag: dag, Wat: "dossiers", Reden: "Jaarlijkse ronde", Voorgesteld: "T. Leider (teamleider)", Goedgekeurd: "M. Visser (jurist)",
		Weg:      []VernietigdStuk{{Nummer: "2026-0001", Uiterlijk: dag.Plus(-1), Grond: "Bi2021 art. 9.9 lid 1", Hoofd: strings.Repeat("ab", 32)}},
		Gebleven: []VernietigdStuk{{Nummer: "2026-0002", Waarom: "Er loopt bezwaar."}}})
	in, err := Schrijf(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, wil := range []string{"1 dossier, op 11 maart 2032.", "T. Leider (teamleider)", "M. Visser (jurist)", "10 maart 2032", "Bi2021 art. 9.9 lid 1", "abababab abababab", "Er loopt bezwaar.", "Jaarlijkse ronde", "sleutel van elk stuk is gewist"} {
		if !strings.Contains(string(in), wil) {
			t.Errorf("%q staat er niet in", wil)
		}
	}
	if leeg := Verklaring(Vernietigd{Dag: dag, Wat: "lange sets"}); len(leeg.Blokken) != 5 {
		t.Errorf("zonder stukken: %d blokken", len(leeg.Blokken))
	}
}
