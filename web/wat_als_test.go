package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"traject/kern/dossier"
)

func TestWatAlsLaatZienEnLegtNietsVast(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	voor := b.beeld(pad)
	heeft(t, b.haal(pad).tekst, pad+"/wat-als")
	heeft(t, b.haal(pad+"/wat-als").tekst, "Er wordt niets vastgelegd", "Leerroute gewijzigd")
	vraag := url.Values{"soort": {"pip-vastgesteld"}, "reken": {"ja"}, "datum-dag": {"14"}, "datum-maand": {"9"}, "datum-jaar": {"2026"}, "v-leerroute": {"z"}}
	a := b.haal(pad + "/wat-als?" + vraag.Encode())
	heeft(t, a.tekst, "Dit zou veranderen", "Inburgeringstermijn", "uiterlijk 14 september 2029", "Geldt niet", "Er is niets vastgelegd", "Mag dit, op 14 september 2026?")
	na := b.beeld(pad)
	if a.status != http.StatusOK || na.Versie != voor.Versie || dossier.Heeft[*dossier.PIPVastgesteld](na.Dossier) {
		t.Errorf("%d: er is iets vastgelegd: versie %d, was %d", a.status, na.Versie, voor.Versie)
	}
}

func TestWatAlsMeldtDeFoutBijHetVeld(t *testing.T) {
	b := openBalie(t)
	adres := b.kennisgeving() + "/wat-als?reken=ja&datum-dag=1&datum-maand=3&datum-jaar=2027&soort="
	for vraag, wil := range map[string]string{
		"leerroute-gewijzigd":                                         "Naar: dit veld is verplicht",
		"leerroute-gewijzigd&v-naar=onbestaand":                       "Naar: ",
		"uren&v-wat=nt2&v-uren=veel":                                  "Uren: ",
		"termijn-verlengd&v-tot-dag=31&v-tot-maand=2&v-tot-jaar=2027": "februari 2027 heeft geen dag 31",
		"boete-opgelegd":                                              "Dit kan hier niet",
	} {
		a := b.haal(adres + vraag)
		heeft(t, a.tekst, wil, "Er is niets gerekend")
		if a.status != http.StatusUnprocessableEntity || strings.Contains(a.tekst, "Dit zou veranderen") {
			t.Errorf("%s: %d", vraag, a.status)
		}
	}
}

// Elk soort feit heeft een formulier: een nieuw soort mag hier niet ongemerkt ontbreken.
func TestWatAlsKentElkSoortFeit(t *testing.T) {
	b := openBalie(t)
	adres := b.kennisgeving() + "/wat-als?soort="
	for _, x := range dossier.Soorten() {
		if a := b.haal(adres + string(x)); a.status != http.StatusOK || !strings.Contains(a.tekst, "Reken uit") {
			t.Errorf("%s: %d", x, a.status)
		}
	}
}

func TestWatAlsBiedtDeVragenDiePassen(t *testing.T) {
	b := openBalie(t)
	pad := b.naIntake()
	if strings.Contains(b.haal(pad+"/wat-als").tekst, "Vandaag naar de") {
		t.Error("zonder PIP valt er niets te wisselen")
	}
	b.plan(pad)
	b.gelukt(pad+"/pip?stap=5", map[string]string{"andere-routes": "Uw kinderen zijn nog klein."})
	tekst := b.haal(pad + "/wat-als").tekst
	heeft(t, tekst, "Vandaag naar de Z-route", "Vandaag afschalen naar A2")
	if strings.Contains(tekst, "Vandaag naar de B1-route") {
		t.Error("iemand volgt de B1-route al")
	}
	heeft(t, b.haal(pad+"/wat-als?soort=leerroute-gewijzigd&reken=ja&datum-dag=12&datum-maand=10&datum-jaar=2026&v-naar=z").tekst, "Lessen Z-route", "van 800")
}
