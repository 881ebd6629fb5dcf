package wetten

import (
	"strings"
	"testing"
)

func TestElkeSleutelStaatInHetRegelboek(t *testing.T) {
	staat := map[string]bool{}
	for _, r := range laad(t).Regels("", dag("2026-11-23")) {
		for _, w := range r.Waarden {
			staat[w.Sleutel] = true
			if len(w.Landelijk) == 0 {
				t.Errorf("%s: %s heeft geen waarden door de tijd", r.Naam, w.Sleutel)
			}
		}
		if strings.ContainsAny(r.Antwoord, "{}") {
			t.Errorf("%s: in het antwoord staat nog een sleutel: %s", r.Naam, r.Antwoord)
		}
	}
	for _, s := range Sleutels() {
		if !staat[s.String()] {
			t.Errorf("%s staat in geen enkele regel", s)
		}
	}
}

func TestHetRegelboekVolgtDeGemeenteEnDeDag(t *testing.T) {
	b := laad(t)
	zoek := func(pakket, dagtekst, naam string) string {
		for _, r := range b.Regels(pakket, dag(dagtekst)) {
			if r.Naam == naam {
				return r.Antwoord
			}
		}
		t.Fatalf("regel %s ontbreekt", naam)
		return ""
	}
	if got := zoek("de-fryske-marren", "2026-11-23", "oproep"); !strings.Contains(got, "5 werkdagen") {
		t.Errorf("De Fryske Marren kiest vijf werkdagen: %s", got)
	}
	if got := zoek("", "2026-11-23", "oproep"); strings.Contains(got, "5 werkdagen") || !strings.Contains(got, "geen") {
		t.Errorf("landelijk is er geen aantal: %s", got)
	}
	if got := zoek("", "2022-06-01", "pip-derde"); !strings.Contains(got, "geen vaste waarde") {
		t.Errorf("in 2022 bestond deze regel niet: %s", got)
	}
	if b.Regels("ergens", dag("2026-11-23")) != nil {
		t.Error("een onbekend pakket heeft geen regelboek")
	}
}

func TestWaardenZijnLeesbaar(t *testing.T) {
	for _, g := range []struct {
		w       Waarde
		eenheid string
		wil     string
	}{
		{Waarde{N: 10}, "weken", "10 weken"},
		{Waarde{N: 1}, "maanden", "1 maand"},
		{Waarde{N: 25000}, "cent", "€ 250"},
		{Waarde{N: 75}, "procent", "75%"},
		{Waarde{N: 12}, "uren", "12 uur"},
		{Waarde{N: 5}, "jaren", "5 jaar"},
		{Waarde{N: 5}, "aantal", "5"},
		{Waarde{Geen: true}, "weken", "geen"},
		{Waarde{Lijst: []string{"wat", "gevolgen"}}, "lijst", "wat, gevolgen"},
		{Waarde{Tekst: "juridische-toets"}, "woord", "juridische toets"},
	} {
		if got := g.w.Leesbaar(g.eenheid); got != g.wil {
			t.Errorf("%+v %s: %q, verwacht %q", g.w, g.eenheid, got, g.wil)
		}
	}
}
