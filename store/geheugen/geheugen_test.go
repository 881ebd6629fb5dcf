package geheugen

import (
	"slices"
	"testing"

	"traject/kern/begrip"
	"traject/store"
	"traject/store/storetest"
)

func TestKelder(t *testing.T) {
	storetest.Draai(t, func(_ *testing.T, s *store.Sleutelbestand) storetest.Opstelling {
		k := Nieuw(s)
		return storetest.Opstelling{Kelder: k, Knoei: func(_ *testing.T, g begrip.Gemeente, nummer string, feit int, hoe storetest.Knoeiwijze) {
			d := k.gs[g].dossiers[nummer]
			switch hoe {
			case storetest.Wijzig:
				d.rijen[feit-1].Moment++
			case storetest.HaalWeg:
				d.rijen = slices.Delete(d.rijen, feit-1, feit)
			case storetest.KapAf:
				d.kop.Versie, d.kop.Hoofd = feit-1, d.rijen[feit-1].Vorige
				d.rijen = d.rijen[:feit-1]
			}
		}}
	})
}
