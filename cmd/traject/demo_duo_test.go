package main

import (
	"slices"
	"testing"

	"traject/demo"
	"traject/keten/duo/nagebootst"
)

// An offer at a school of the demo can be reported to the DUO of the demo, under the name
// that the register has.
func TestDemoSchoolsAreKnownToDUO(t *testing.T) {
	schools := nagebootst.Nieuw(nagebootst.Opstelling{OIN: chainDUO}).Scholen()
	for _, i := range demo.Instellingen {
		if i.DUO == "" {
			continue
		}
		n := slices.IndexFunc(schools, func(s nagebootst.Instelling) bool { return s.Nummer == i.DUO })
		if n < 0 || schools[n].Naam != i.Naam || !schools[n].BoW {
			t.Errorf("%s has number %s, and DUO does not know that number as a school with this name and the keurmerk", i.Naam, i.DUO)
		}
	}
}
