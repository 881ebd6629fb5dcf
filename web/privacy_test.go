package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/begrip"
)

// metPrivacy puts a teamleider, a jurist and the others of this example at the door.
func (b *balie) metPrivacy(nummer string) {
	var mensen []Demomens
	for als, wie := range rollen {
		wie.Gemeente, wie.Naam = anke.Gemeente, als
		if als == "in" {
			wie.Dossier = nummer
		}
		mensen = append(mensen, Demomens{Als: als, Wie: wie})
	}
	b.metMensen(mensen)
}

// afgerond takes in a file of someone whose plicht ended on 10 March 2027.
func (b *balie) afgerond() string {
	b.t.Helper()
	b.op("2029-01-02")
	nummer, err := b.huis.ImportDossier(b.t.Context(), anke, app.Overname{Naam: "dossier.yaml", Inhoud: []byte(`formaat: traject/dossier/1
gemeente: "` + string(anke.Gemeente) + `"
persoon: {naam: {voornamen: Selam, geslachtsnaam: Haile}, bsn: "999990019", geboortedatum: 1990-05-17, doelgroep: asielstatushouder}
feiten:
  - {soort: kennisgeving, datum: 2023-11-06}
  - {soort: pip-vastgesteld, datum: 2024-01-15, leerroute: b1}
  - {soort: plicht-geeindigd, datum: 2027-03-10, reden: voldaan}
`)})
	if err != nil {
		b.t.Fatal(err)
	}
	return nummer
}

// From the list to the certificate on screen: propose, a colleague approves, the work is
// done, and the certificate can be taken along. Nobody approves what they proposed.
func TestVernietigenOpHetScherm(t *testing.T) {
	b := openBalie(t)
	nummer := b.afgerond()
	b.op("2032-03-11")
	b.metPrivacy(nummer)
	b.login("tl")
	if a := b.haal("/beheer/vernietigen"); a.status != http.StatusOK || !strings.Contains(a.tekst, nummer) || !strings.Contains(a.tekst, "10 maart 2032") {
		t.Fatalf("the list: %d", a.status)
	}
	if a := b.post("/beheer/vernietigen", url.Values{"wat": {"dossiers"}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, "Kies wat er weg moet.") {
		t.Errorf("nothing chosen: %d", a.status)
	}
	a := b.post("/beheer/vernietigen", url.Values{"wat": {"dossiers"}, "alle": {nummer}, "alles": {"ja"}, "reden": {"Jaarlijkse ronde"}})
	if a.status != http.StatusSeeOther || !strings.HasPrefix(a.naar, "/beheer/verklaringen/") {
		t.Fatalf("proposing: %d %s", a.status, a.naar)
	}
	plek := a.naar
	if a := b.haal(plek); !strings.Contains(a.tekst, "Trek in") || strings.Contains(a.tekst, "Keur goed") {
		t.Error("the proposer can approve")
	}
	if a := b.post(plek, url.Values{"versie": {"1"}, "besluit": {"akkoord"}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, "Laat een collega het nakijken") {
		t.Errorf("approving one's own: %d", a.status)
	}
	for als, wil := range map[string]int{"km": 404, "be": 404, "ab": 404, "in": 404, "to": 200, "ju": 200} {
		b.login(als)
		if a := b.haal(plek); a.status != wil || strings.Contains(a.tekst, "Haile") {
			t.Errorf("%s sees the proposal: %d", als, a.status)
		}
		if a := b.post(plek, url.Values{"versie": {"1"}, "besluit": {"akkoord"}}); als != "ju" && a.status != http.StatusNotFound && a.status != http.StatusForbidden {
			t.Errorf("%s approves: %d", als, a.status)
		} else if als == "ju" && a.status != http.StatusSeeOther {
			t.Errorf("the jurist approves: %d", a.status)
		}
	}
	if n, err := b.huis.VoerVernietigenUit(t.Context()); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	b.login("to")
	if a := b.haal(plek); !strings.Contains(a.tekst, "Verklaring van vernietiging") || !strings.Contains(a.tekst, "1 van 1") {
		t.Error("no certificate on screen")
	}
	for _, soort := range []string{"/pdf", "/blad"} {
		if a := b.haal(plek + soort); a.status != http.StatusOK || strings.Contains(a.tekst, "Haile") || strings.Contains(a.tekst, "999990019") {
			t.Errorf("%s: %d", soort, a.status)
		}
	}
	if a := b.haal("/beheer/vernietigd"); a.status != http.StatusOK || !strings.Contains(a.tekst, nummer) {
		t.Errorf("the list of what is destroyed: %d", a.status)
	}
	b.login("tl")
	a = b.post("/beheer/lange-set", url.Values{"bsn": {" 9999.90.019 "}, "reden": {"Vraag van DUO over vroeger"}})
	if a.status != http.StatusOK || !strings.Contains(a.tekst, "Haile") || !strings.Contains(a.tekst, "10 maart 2077") {
		t.Errorf("the long set: %d", a.status)
	}
	if a := b.post("/beheer/lange-set", url.Values{"bsn": {"999990019"}}); a.status != http.StatusUnprocessableEntity || strings.Contains(a.tekst, "Haile") {
		t.Errorf("without a reason: %d", a.status)
	}
	if a := b.haal("/dossiers/" + nummer); a.status != http.StatusNotFound {
		t.Errorf("the dossier: %d", a.status)
	}
	if strings.Contains(b.log.String(), "999990019") || strings.Contains(b.log.String(), "Haile") {
		t.Error("the log names the person")
	}
}

// The terms of one dossier are explained in place, and it can be held back and let go.
func TestBewarenOpHetScherm(t *testing.T) {
	b := openBalie(t)
	nummer := b.afgerond()
	b.op("2032-03-11")
	b.metPrivacy(nummer)
	plek := "/dossiers/" + nummer + "/bewaren"
	b.login("in")
	if a := b.haal(plek); a.status != http.StatusOK || !strings.Contains(a.tekst, "Het moet nu weg.") || !strings.Contains(a.tekst, "Selectielijst gemeenten 2020, resultaat 8.1: 10 maart 2037") || strings.Contains(a.tekst, "Houd dit dossier aan") {
		t.Errorf("the newcomer: %d", a.status)
	}
	b.login("tl")
	heeft(t, b.haal(plek).tekst, ">Langer bewaren</h2>") // a form of its own, not a second question of the one above
	if a := b.post(plek, url.Values{"wat": {"vast"}, "reden": {"kort"}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a short reason: %d", a.status)
	}
	if a := b.post(plek, url.Values{"wat": {"vast"}, "reden": {"Er ligt een klacht"}}); a.status != http.StatusSeeOther {
		t.Fatalf("holding: %d", a.status)
	}
	if a := b.haal(plek); !strings.Contains(a.tekst, "Laat dit dossier los") || !strings.Contains(a.tekst, "Er ligt een klacht") {
		t.Error("it is not held")
	}
	if a := b.haal("/beheer/vernietigen"); !strings.Contains(a.tekst, "wordt aangehouden") || strings.Contains(a.tekst, `id="kies-`+nummer) {
		t.Error("what is held can be chosen")
	}
	if a := b.post(plek, url.Values{"wat": {"los"}, "reden": {"De klacht is klaar"}}); a.status != http.StatusSeeOther {
		t.Fatalf("letting go: %d", a.status)
	}
	if a := b.haal("/beheer/vernietigen"); !strings.Contains(a.tekst, `id="kies-`+nummer) {
		t.Error("what was let go cannot be chosen")
	}
}

// Everything about one person comes in one file that stands on its own.
func TestInzageInEenBestand(t *testing.T) {
	b := openBalie(t)
	nummer := b.afgerond()
	b.metPrivacy(nummer)
	plek := "/dossiers/" + nummer + "/inzage"
	b.login("ju")
	if a := b.haal("/dossiers/" + nummer + "?deel=rechten"); !strings.Contains(a.tekst, plek) || !strings.Contains(a.tekst, "/bewaren") {
		t.Error("no way to access and keeping under the rights")
	}
	if a := b.haal("/dossiers/" + nummer); strings.Contains(a.tekst, plek) || strings.Contains(a.tekst, "/bewaren") {
		t.Error("access and keeping crowd the head of the dossier")
	}
	b.login("tl")
	if a := b.haal(plek); a.status != http.StatusNotFound {
		t.Errorf("the teamleider, who may not read about health: %d", a.status)
	}
	b.login("ju")
	if a := b.haal(plek); a.status != http.StatusOK || strings.Contains(a.tekst, "Haile") {
		t.Errorf("the question: %d", a.status)
	}
	if a := b.post(plek, url.Values{"reden": {"kort"}}); a.status != http.StatusUnprocessableEntity || strings.Contains(a.tekst, "Haile") {
		t.Errorf("a short reason: %d", a.status)
	}
	jurist := b.post(plek, url.Values{"reden": {"Verzoek van 12 november"}})
	b.login("in")
	zelf := b.haal("/mijn/gegevens")
	for _, a := range []antwoord{jurist, zelf} {
		if a.status != http.StatusOK {
			t.Fatal(a.status)
		}
		for _, wil := range []string{"Selam Haile", "999990019", "PIP vastgesteld", "Dossierbestand geopend", "10 maart 2032", "Autoriteit Persoonsgegevens", "AVG art. 16", `lang="nl"`} {
			if !strings.Contains(a.tekst, wil) {
				t.Errorf("%q is not in the file", wil)
			}
		}
		for _, niet := range []string{"a.jansen", "m.visser", "<script", "<link", "src="} {
			if strings.Contains(a.tekst, niet) {
				t.Errorf("%q is in the file", niet)
			}
		}
	}
	for _, als := range []string{"km", "tl", "ju", "to", "ab"} {
		b.login(als)
		if a := b.haal("/mijn/gegevens"); a.status != http.StatusForbidden {
			t.Errorf("%s: %d", als, a.status)
		}
	}
}

// The register of processors: entering, a fault at its field, and two people at once.
func TestVerwerkersOpHetScherm(t *testing.T) {
	b := openBalie(t)
	b.metPrivacy("2026-9999")
	b.login("be")
	vorm := url.Values{"naam": {"Werk en Co"}, "soort": {"map", "pvt"}, "overeenkomst": {"Z2026-12"}, "getekend-dag": {"31"}, "getekend-maand": {"2"}, "getekend-jaar": {"2026"}, "versie": {"0"}}
	if a := b.post("/beheer/verwerkers/nieuw", vorm); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, "heeft geen dag 31") || !strings.Contains(a.tekst, `value="Werk en Co"`) {
		t.Errorf("a day that is not there: %d", a.status)
	}
	vorm["getekend-dag"], vorm["overeenkomst"] = []string{"15"}, []string{""}
	if a := b.post("/beheer/verwerkers/nieuw", vorm); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, "overeenkomst-fout") {
		t.Errorf("no reference: %d", a.status)
	}
	for _, d := range []string{"getekend-dag", "getekend-maand", "getekend-jaar"} {
		vorm.Del(d)
	}
	if a := b.post("/beheer/verwerkers/nieuw", vorm); a.status != http.StatusSeeOther {
		t.Fatalf("entering: %d", a.status)
	}
	vs, err := b.huis.Verwerkers(t.Context(), app.Wie{Gebruiker: "j.bakker", Rol: begrip.Beleid, Gemeente: anke.Gemeente})
	if err != nil || len(vs) != 1 {
		t.Fatal(vs, err)
	}
	plek := "/beheer/verwerkers/" + vs[0].Kenmerk
	b.login("to")
	if a := b.haal("/beheer/verwerkers"); a.status != http.StatusOK || !strings.Contains(a.tekst, "1 partij heeft geen geldige overeenkomst") || strings.Contains(a.tekst, "Zet een partij") {
		t.Errorf("the list: %d", a.status)
	}
	if a := b.haal(plek); a.status != http.StatusOK || strings.Contains(a.tekst, "<form method=\"post\" action=\""+plek) {
		t.Errorf("to read only: %d", a.status)
	}
	for als, wil := range map[string]int{"km": 404, "ab": 404, "in": 404, "at": 404, "ju": 200} {
		b.login(als)
		if a := b.haal(plek); a.status != wil {
			t.Errorf("%s: %d", als, a.status)
		}
		if a := b.post(plek, vorm); a.status != http.StatusForbidden {
			t.Errorf("%s changes it: %d", als, a.status)
		}
	}
	b.login("tl")
	vorm.Set("versie", "1")
	vorm.Set("naam", "Werk en Co BV")
	if a := b.post(plek, vorm); a.status != http.StatusSeeOther {
		t.Fatalf("changing: %d", a.status)
	}
	vorm.Set("naam", "Werk & Co")
	if a := b.post(plek, vorm); a.status != http.StatusConflict || !strings.Contains(a.tekst, "Werk en Co BV") || !strings.Contains(a.tekst, `value="Werk &amp; Co"`) || !strings.Contains(a.tekst, `name="versie" value="2"`) {
		t.Errorf("two at once: %d", a.status)
	}
}
