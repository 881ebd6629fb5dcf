package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// vindNummer takes the number of the dossier a form led to.
func vindNummer(t *testing.T, a antwoord) string {
	t.Helper()
	if a.status != http.StatusSeeOther || !strings.HasPrefix(a.naar, "/dossiers/2026-") {
		t.Fatalf("no dossier was opened: %d %s %v", a.status, a.naar, fouten(a.tekst))
	}
	return a.naar
}

func TestDossierMetDeHandOpenen(t *testing.T) {
	b := openBalie(t)
	heeft(t, b.haal("/dossiers").tekst, "/dossiers/nieuw")
	heeft(t, b.haal("/dossiers/nieuw").tekst, "Wet inburgering 2013", "ELIP")

	leeg := b.post("/dossiers/nieuw", url.Values{})
	if leeg.status != http.StatusUnprocessableEntity || len(fouten(leeg.tekst)) < 2 {
		t.Errorf("%d: an empty form: %v", leeg.status, fouten(leeg.tekst))
	}
	fout := b.post("/dossiers/nieuw", url.Values{"wet": {"wi2013"}, "voornamen": {"Selam"}, "doelgroep": {"asielstatushouder"}, "bsn": {"12"}})
	heeft(t, fout.tekst, "Kies een doelgroep uit de lijst.", "Dit is geen burgerservicenummer.", `value="Selam"`)

	pad := vindNummer(t, b.post("/dossiers/nieuw", url.Values{"wet": {"elip"}, "voornamen": {"Selam"}, "geslachtsnaam": {"Haile"}}))
	tekst := b.haal(pad).tekst
	heeft(t, tekst, "Wet inburgering 2013, lening op (ELIP)", "Uitnodigen", "De gemeente stelt hier geen eisen, termijnen of boetes.")
	if strings.Contains(tekst, pad+"/bestand") || strings.Contains(tekst, "nog niet bekend") || strings.Contains(tekst, "PIP vaststellen") {
		t.Error("a term of another law is shown")
	}
	oproep := b.haal(pad + "/oproepen").tekst
	heeft(t, oproep, "Voortgangsgesprek")
	if strings.Contains(oproep, "Leerbaarheidstoets") || strings.Contains(oproep, "Wat er gebeurt als iemand niet komt") {
		t.Error("the form offers what does not exist under this law")
	}
	b.gelukt(pad+"/oproepen", map[string]string{"voor": "brede-intake", "afspraak-dag": "16", "afspraak-maand": "9", "afspraak-jaar": "2026", "tijd": "10.00", "plaats": "Stadhuis"})
	if a := b.haal(pad + "/bestand"); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, "kent alleen de wetten van 2021 en 2007") {
		t.Errorf("%d: the file cannot carry this law", a.status)
	}

	b.login("beleid")
	if a := b.haal("/dossiers/nieuw"); a.status != http.StatusForbidden {
		t.Errorf("%d: policy opens a dossier", a.status)
	}
}
