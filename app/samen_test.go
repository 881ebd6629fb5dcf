package app_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"traject/app"
	"traject/kern/begrip"
)

const buurstad = begrip.Gemeente("8888")

// inTwee geeft een huis voor Voorbeeldstad en een voor Buurstad boven dezelfde kelder,
// met in allebei dossiers die dezelfde nummers hebben.
func inTwee(t *testing.T, h *proefhuis) (*app.Huis, *app.Samen) {
	t.Helper()
	o := h.Onderdelen
	o.Gemeente, o.Beleid = buurstad, ""
	buur, err := app.Nieuw(o)
	if err != nil {
		t.Fatal(err)
	}
	cijfers := []string{"999990019", "999990020", "999990032", "999990044", "999990056", "999990068", "999990081", "999990093"}
	for i, c := range cijfers {
		huis := h.Huis
		if i%3 == 1 {
			huis = buur
		}
		if _, err := huis.OntvangSignaal(t.Context(), signaal(t, fmt.Sprintf("m%d", i), "SS139", c, fmt.Sprintf("2026-02-%02d", 10+(i*5)%17))); err != nil {
			t.Fatal(err)
		}
	}
	return buur, app.NieuwSamen(h.Huis, buur)
}

// van geeft een mens zoals hij voor beide gemeenten werkt.
func voorBeide(wie app.Wie) app.Wie {
	wie.Gemeenten = []begrip.Gemeente{buurstad, voorbeeldstad}
	return wie
}

// De lijst over twee gemeenten houdt precies de rijen van de lijst van elke gemeente, op
// volgorde, hoe klein de bladzijden ook zijn.
func TestLijstenOverTweeGemeentenKloppenBijElkBlad(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		buur, samen := inTwee(t, h)
		wie := voorBeide(leider)
		sleutel := func(g begrip.Gemeente, r app.Werkrij) string {
			return fmt.Sprint(g, " ", r.Nummer, " ", r.Soort, " ", r.Over, " ", r.Uiterlijk)
		}
		var wil []string
		for _, huis := range []*app.Huis{h.Huis, buur} {
			w, err := huis.Vandaag(t.Context(), moetIn(t, wie, huis.Gemeente), app.WerkFilter{Aantal: 200})
			if err != nil {
				t.Fatal(err)
			}
			for _, g := range w.Groepen {
				for _, r := range g.Rijen {
					wil = append(wil, sleutel(huis.Gemeente, r))
				}
			}
		}
		slices.Sort(wil)
		for _, perBlad := range []int{1, 2, 3, 200} {
			var kreeg []string
			laatste := begrip.Datum(0)
			for f := (app.WerkFilter{Aantal: perBlad}); ; {
				w, err := samen.Vandaag(t.Context(), wie, f)
				if err != nil {
					t.Fatal(err)
				}
				n := 0
				for _, g := range w.Groepen {
					for _, r := range g.Rijen {
						kreeg = append(kreeg, sleutel(r.Gemeente, r))
						if n++; r.Uiterlijk != 0 && r.Uiterlijk < laatste {
							t.Errorf("per %d: %s komt na een latere dag", perBlad, sleutel(r.Gemeente, r))
						}
						laatste = r.Uiterlijk
					}
				}
				if n > perBlad {
					t.Errorf("%d rijen op een blad van %d", n, perBlad)
				}
				if f.Na = w.Volgende; f.Na == "" {
					break
				}
			}
			slices.Sort(kreeg)
			if !slices.Equal(kreeg, wil) || len(wil) < 8 {
				t.Errorf("per %d: %d rijen, verwacht %d", perBlad, len(kreeg), len(wil))
			}
		}
	})
}

func moetIn(t *testing.T, wie app.Wie, g begrip.Gemeente) app.Wie {
	t.Helper()
	uit, ok := wie.In(g)
	if !ok {
		t.Fatalf("%s werkt niet voor %s", wie.Gebruiker, g)
	}
	return uit
}

// De dossierlijst, het zoeken op naam, nummer en BSN gaan over de eigen gemeenten, en
// over geen andere.
func TestZoekenOverTweeGemeenten(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		_, samen := inTwee(t, h)
		wie := voorBeide(leider)
		gezien := map[string]int{}
		for f := (app.DossierFilter{Aantal: 3}); ; {
			l, err := samen.Dossiers(t.Context(), wie, f)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range l.Rijen {
				gezien[string(r.Gemeente)+" "+r.Nummer]++
			}
			if f.Na = l.Volgende; f.Na == "" {
				break
			}
		}
		if len(gezien) != 8 || gezien["8888 2026-0001"] != 1 || gezien["9999 2026-0001"] != 1 {
			t.Errorf("dossierlijst %v", gezien)
		}
		op, err := samen.Dossiers(t.Context(), wie, app.DossierFilter{Zoek: "2026-0001"})
		if err != nil || len(op.Rijen) != 2 {
			t.Errorf("op nummer: %d rijen, %v", len(op.Rijen), err)
		}
		vind, err := samen.ZoekBSNOveral(t.Context(), wie, "999990020")
		if err != nil || len(vind) != 1 || vind[0] != (app.Vindplaats{Gemeente: buurstad, Nummer: "2026-0001"}) {
			t.Errorf("op BSN: %v %v", vind, err)
		}
		// Someone of one municipality gets nothing of the other, by whatever way.
		een := leider
		if _, err := samen.ZoekBSNOveral(t.Context(), een, "999990020"); !errors.Is(err, app.ErrNietGevonden) {
			t.Errorf("op BSN in een andere gemeente: %v", err)
		}
		if l, err := samen.Dossiers(t.Context(), een, app.DossierFilter{}); err != nil || slices.ContainsFunc(l.Rijen, func(r app.Dossierrij) bool { return r.Gemeente != voorbeeldstad }) {
			t.Errorf("dossiers van een andere gemeente: %v %v", l.Rijen, err)
		}
		if _, ok := een.In(buurstad); ok {
			t.Error("wie voor één gemeente werkt kan naar een andere")
		}
		for _, onzin := range []string{"x", "8888.9999.7777", "9999a.8888b", "8888onzin.9999onzin"} {
			if _, err := samen.Vandaag(t.Context(), wie, app.WerkFilter{Na: onzin}); !errors.Is(err, app.ErrNietGevonden) {
				t.Errorf("plaats %q: %v", onzin, err)
			}
		}
	})
}
