package wetten

import (
	"slices"
	"strings"
	"testing"
)

func TestZoekInHetRegelboek(t *testing.T) {
	regels := laad(t).Regels("", dag("2026-11-23"))
	namen := func(tekst string) []string {
		var uit []string
		for _, r := range Zoek(regels, tekst) {
			uit = append(uit, r.Naam)
		}
		return uit
	}
	if len(namen("")) != len(regels) || len(namen("  ?! ")) != len(regels) {
		t.Error("zonder woorden zijn het alle regels")
	}
	if got := namen("OPROEP werkdagen"); len(got) == 0 || got[0] != "oproep" {
		t.Errorf("oproep werkdagen: %v", got)
	}
	if got := namen("oproep"); len(got) < 2 || !strings.Contains(got[0], "oproep") {
		t.Errorf("wat in de vraag staat komt voorop: %v", got)
	}
	if got := namen("art. 5.3"); !slices.Contains(got, "pip-termijn") {
		t.Errorf("op artikel: %v", got)
	}
	if got := namen("pip-derde-weken"); len(got) != 1 || got[0] != "pip-derde" {
		t.Errorf("op sleutel: %v", got)
	}
	if got := namen("olifant"); len(got) != 0 {
		t.Errorf("wat er niet staat wordt niet gevonden: %v", got)
	}
}

func TestRegelsTonenGevallenEnPlaatsInHetProgramma(t *testing.T) {
	boek := laad(t)
	bestanden := map[string]bool{}
	for _, g := range gevallen {
		bestanden[g.Uit] = true
	}
	metGevallen, metCode := 0, 0
	for _, r := range boek.Regels("", dag("2026-11-23")) {
		if len(r.Gevallen) > 0 {
			metGevallen++
		}
		if len(r.Code) > 0 {
			metCode++
		}
		switch r.Naam {
		case "pip-termijn":
			if !slices.ContainsFunc(r.Gevallen, func(g Geval) bool { return strings.Contains(g.Zin, "op de laatste dag loopt de termijn") }) ||
				!slices.ContainsFunc(r.Gevallen, func(g Geval) bool { return strings.Contains(g.Zin, "een dag later is zij verlopen") }) {
				t.Error("de dag zelf en de dag erna horen bij de voorbeelden")
			}
			if !slices.Contains(r.Code, Codeplek{"kern/recht/pip_termijn.go", "pipVaststellen"}) {
				t.Errorf("de functie staat er niet bij: %v", r.Code)
			}
		case "boete-ruimte":
			for _, g := range r.Gevallen {
				if g.Uit != "boetes/ruimte" {
					t.Errorf("een geval uit %s hoort niet bij de ruimte", g.Uit)
				}
			}
		}
	}
	if metGevallen < 20 || metCode < 30 {
		t.Errorf("te weinig regels hebben gevallen (%d) of een plek in het programma (%d)", metGevallen, metCode)
	}
	for i := range boek.regels {
		for _, uit := range boek.regels[i].Gevallen {
			if !bestanden[uit] {
				t.Errorf("%s noemt een bestand zonder gevallen: %s", boek.regels[i].Naam, uit)
			}
		}
	}
}
