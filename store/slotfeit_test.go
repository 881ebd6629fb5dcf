package store

import (
	"testing"

	"traject/kern/begrip"
)

// The closing fact of a destroyed dossier says at which version it went: the list of what was
// destroyed is held against a backup with it.
func TestSlotfeitLeestTerugWatErStond(t *testing.T) {
	k, rijen := proefketen(t, NieuwZegel(bestand(t)))
	v := Vernietiging{Verwacht: len(rijen), Dag: begrip.MoetDag("2032-03-11"), Moment: 1_960_000_000, Grond: "Bi2021 art. 9.9 lid 1"}
	slot, err := k.SluitAf(v)
	if err != nil {
		t.Fatal(err)
	}
	if terug, err := LeesSlot(slot); err != nil || terug != v {
		t.Errorf("%+v (%v), verwacht %+v", terug, err, v)
	}
	if b := keur(k, append(rijen, slot)); b != nil {
		t.Errorf("een vernietigd dossier is niet heel: %+v", b)
	}
}

// A dossier that is called destroyed has lost its key. Without a closing fact nobody can tell
// when and why, so that is named and not passed over.
func TestVernietigdZonderSlotfeitValtOp(t *testing.T) {
	k, rijen := proefketen(t, NieuwZegel(bestand(t)))
	k.Vernietigd = true
	for naam, c := range map[string]struct {
		k *Kop
		r []Schakelrij
	}{"met feiten": {k, rijen}, "zonder een feit": {&Kop{Gemeente: gemeente, Nummer: "2026-0002", Vernietigd: true}, nil}} {
		if b := keur(c.k, c.r); b == nil || b.Zin != "het dossier heet vernietigd, maar heeft geen slotfeit" {
			t.Errorf("%s: %+v", naam, b)
		}
	}
}
