package wetten

import (
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/nl"

	"traject/kern/begrip"
)

// De feestdagen van een bibliotheek die ons niet kent zijn de maat. Zij laat Goede
// Vrijdag en de gelijkgestelde dagen weg en kent Bevrijdingsdag als vrije dag; die
// verschillen staan hieronder met naam.
func TestFeestdagenKloppenMetEenAndereBron(t *testing.T) {
	k := recht(t, begrip.Wi2021, "").kalender
	for jaar := 2022; jaar <= 2035; jaar++ {
		wil := map[begrip.Datum]string{}
		for _, h := range []*cal.Holiday{nl.Nieuwjaar, nl.GoedeVrijdag, nl.TweedePaasdag, nl.Koningsdag, nl.BevrijdingsDag, nl.Hemelvaart, nl.TweedePinksterDag, nl.EersteKerstdag, nl.TweedeKerstdag} {
			_, dag := h.Calc(jaar)
			if dag.IsZero() {
				dag, _ = h.Calc(jaar)
			}
			wil[vanTijd(dag)] = h.Name
		}
		for d := dag("2022-01-01").PlusJaren(jaar - 2022); d.Jaar() == jaar; d++ {
			naam, _, is := k.feest(d)
			gelijk := false
			for _, g := range k.gelijk {
				gelijk = gelijk || g.dag == d
			}
			if _, moet := wil[d]; moet != (is && !gelijk) {
				t.Errorf("%s: de bibliotheek zegt %q, wij zeggen %q", d, wil[d], naam)
			}
		}
	}
}

func vanTijd(t time.Time) begrip.Datum {
	d, err := begrip.Dag(t.Year(), int(t.Month()), t.Day())
	if err != nil {
		return 0
	}
	return d
}

func TestVrijeDagenDieErToeDoen(t *testing.T) {
	r := recht(t, begrip.Wi2021, "")
	for _, g := range []struct {
		dag  string
		vrij bool
		naam string
	}{
		{"2025-04-17", false, ""},
		{"2025-04-18", true, "Goede Vrijdag"},
		{"2025-04-19", true, "zaterdag"},
		{"2025-04-20", true, "zondag"},
		{"2025-04-21", true, "Tweede paasdag"},
		{"2025-04-22", false, ""},
		{"2025-04-26", true, "Koningsdag"}, // 27 april is een zondag
		{"2024-04-27", true, "Koningsdag"},
		{"2024-05-05", true, "Bevrijdingsdag"}, // ook op zondag, en niet alleen in lustrumjaren
		{"2023-05-05", true, "Bevrijdingsdag"},
		{"2024-12-27", true, "vrijdag na Kerst"},
		{"2023-12-27", false, ""},
		{"2025-05-29", true, "Hemelvaartsdag"},
		{"2025-05-30", true, "vrijdag na Hemelvaartsdag"},
		{"2029-05-11", false, ""}, // voor 2029 is nog geen dag gelijkgesteld
		{"2013-04-30", true, "Koninginnedag"},
		{"2014-04-30", false, ""},
		{"2014-04-26", true, "Koningsdag"},
		{"1999-12-24", false, ""}, // buiten de uitgeschreven jaren
		{"1999-04-05", true, "Tweede paasdag"},
		{"2075-12-26", true, "Tweede kerstdag"},
	} {
		naam, grond, vrij := r.Vrijedag(dag(g.dag))
		if vrij != g.vrij || naam != g.naam || (vrij && grond == nil) {
			t.Errorf("%s: vrij %v, %q; verwacht %v, %q", g.dag, vrij, naam, g.vrij, g.naam)
		}
	}
}

func TestPasen(t *testing.T) {
	for jaar, wil := range map[int]string{2000: "2000-04-23", 2008: "2008-03-23", 2024: "2024-03-31", 2025: "2025-04-20", 2026: "2026-04-05", 2038: "2038-04-25"} {
		if got := Pasen(jaar).String(); got != wil {
			t.Errorf("Pasen %d: %s, verwacht %s", jaar, got, wil)
		}
	}
}
