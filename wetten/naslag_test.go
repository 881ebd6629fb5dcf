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

// Wat gemeenten over de gebouwde onderwerpen vragen, met de woorden waarmee men zoekt, vindt
// de regel die het beantwoordt.
func TestHetRegelboekAntwoordtOpDeVragenVanGemeenten(t *testing.T) {
	regels := laad(t).Regels("", dag("2026-11-23"))
	for zoek, wil := range map[string]string{
		"verordening maken": "verordening-nodig", "inhouden bijstand": "verrekenen", "azc": "intake-in-azc", "te laat meldt": "laat-bericht",
		"gevolgen te laat PIP": "pip-te-laat", "wet van 2013": "wet-van-2013", "ELIP": "wet-van-2013", "welke groep": "groepen", "gezinsmigranten cursus": "aanbod-gezin",
		"intensiteit": "intensiteit", "bijstand PIP": "pip-en-bijstand", "toevoegen PIP": "pip-aanvullen", "PIP klaar": "pip-termijn", "DUO PIP": "pip-melden",
		"verhuist": "pip-verhuizing", "informatie van een ander": "pip-derde", "opstartklas": "opstartklas", "leerbaarheidstoets leerroute": "toets-en-route",
		"toets niet zien": "toets-niet-nodig", "brede intake onderzoekt": "intake-inhoud", "vaste lasten": "ontzorgen", "ontzorgen weigeren": "ontzorgen-keuze",
		"DUO allebei boete": "gemeente-en-duo", "maatregel": "boete-of-maatregel", "boete hoog intake": "boete-intake", "wisselen leerroute": "leerroute-wijzigen",
		"hoe vaak wisselt": "wisselen-hoe", "uren mee wissel": "uren-meenemen", "B1 A2": "afschalen", "online": "online-lessen", "alfabetisering": "alfabetisering",
		"participatie uren": "participatie-uren", "mist uren": "uren-gemist", "Z-route vraagt": "z-route", "examens nodig": "examens", "ander niveau": "examens-hoger",
		"keurmerk": "keurmerk", "MAP werkt": "map-verplicht", "PVT tekenen": "pvt-tekenen", "AOW": "aow-dichtbij", "vrijstelling": "vrijstelling", "verlenging": "verlenging",
		"drie keer": "intake-eenzijdig", "bezwaar": "bezwaar", "lessen voor het PIP": "te-laat-bekend", "asielstatushouder boete": "boete-asielstatushouder",
	} {
		if !slices.ContainsFunc(Zoek(regels, zoek), func(r Regel) bool { return r.Naam == wil }) {
			t.Errorf("wie zoekt op %q vindt %s niet", zoek, wil)
		}
	}
}
