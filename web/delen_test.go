package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/dossier"
)

// A group of fields goes before the dossier: it stands in a list of its own, a colleague
// approves, and afterwards every page says that it was destroyed and not that it is empty.
func TestDelenOpHetScherm(t *testing.T) {
	b := openBalie(t)
	b.op("2027-03-20")
	nummer, err := b.huis.ImportDossier(t.Context(), anke, app.Overname{Naam: "dossier.yaml", Inhoud: []byte(`formaat: traject/dossier/1
gemeente: "` + string(anke.Gemeente) + `"
persoon: {naam: {voornamen: Selam, geslachtsnaam: Haile}, bsn: "999990019", geboortedatum: 1990-05-17, doelgroep: asielstatushouder}
feiten:
  - {soort: kennisgeving, datum: 2023-11-06}
  - {soort: pip-vastgesteld, datum: 2024-01-15, leerroute: b1}
  - {soort: plicht-geeindigd, datum: 2027-03-10, reden: voldaan}
overig:
  - {soort: intake-verslag, datum: 2024-01-10, onderwijs: mbo verpleging, gezondheid: kan niet lang staan}
  - {soort: notitie, datum: 2024-01-11, tekst: belt liever in de ochtend}
`)})
	if err != nil {
		t.Fatal(err)
	}
	b.metPrivacy(nummer)
	b.login("tl")
	lijst := "/beheer/vernietigen?wat=delen"
	b.op("2027-04-21")
	if a := b.haal(lijst); a.status != http.StatusOK || strings.Contains(a.tekst, nummer) {
		t.Errorf("on the last day: %d", a.status)
	}
	plek := "/dossiers/" + nummer + "/bewaren"
	if a := b.haal(plek); !strings.Contains(a.tekst, "Wat eerder weg moet") || !strings.Contains(a.tekst, "21 april 2027") || strings.Contains(a.tekst, "lang staan") {
		t.Error("the page of keeping does not say what goes earlier")
	}
	b.op("2027-04-22")
	if a := b.haal(lijst); !strings.Contains(a.tekst, nummer) || !strings.Contains(a.tekst, "Gezondheid") || strings.Contains(a.tekst, "Notities") {
		t.Error("the day after it is not in the list")
	}
	keurGoed := func(a antwoord) {
		t.Helper()
		if a.status != http.StatusSeeOther {
			t.Fatalf("proposing: %d %s", a.status, a.tekst)
		}
		b.login("ju")
		if blad := b.haal(a.naar); !strings.Contains(blad.tekst, "Kijk na of deze delen weg mogen") {
			t.Error("the proposal does not say what approving does")
		}
		if x := b.post(a.naar, url.Values{"versie": {"1"}, "besluit": {"akkoord"}}); x.status != http.StatusSeeOther {
			t.Fatalf("approving: %d", x.status)
		}
		if n, err := b.huis.VoerVernietigenUit(t.Context()); err != nil || n != 1 {
			t.Fatal(n, err)
		}
		if blad := b.haal(a.naar); !strings.Contains(blad.tekst, "1 van 1") || !strings.Contains(blad.tekst, "deel van een dossier") {
			t.Error("no certificate on screen")
		}
	}
	keurGoed(b.post("/beheer/vernietigen", url.Values{"wat": {"delen"}, "nummer": {nummer + ":gezondheid"}}))
	b.login("tl")
	if a := b.post(plek, url.Values{"wat": {"eerder"}, "waarom": {"kort"}, "groep": {"aantekeningen"}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, "minstens tien tekens") || !strings.Contains(a.tekst, `value="kort"`) {
		t.Errorf("without a reason: %d", a.status)
	}
	if a := b.post(plek, url.Values{"wat": {"eerder"}, "waarom": {"Voor de begeleiding niet meer nodig"}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, "Kies welk deel weg mag.") {
		t.Errorf("nothing chosen: %d", a.status)
	}
	keurGoed(b.post(plek, url.Values{"wat": {"eerder"}, "waarom": {"Voor de begeleiding niet meer nodig"}, "groep": {"aantekeningen"}}))
	weg := "vernietigd op 22 april 2027"
	for als, paden := range map[string][]string{"tl": {plek}, "ju": {"/dossiers/" + nummer + "?deel=feiten", plek}, "in": {plek}} {
		b.login(als)
		for _, pad := range paden {
			a := b.haal(pad)
			if a.status != http.StatusOK || !strings.Contains(strings.ToLower(a.tekst), weg) || strings.Contains(a.tekst, "lang staan") || strings.Contains(a.tekst, "in de ochtend") {
				t.Errorf("%s op %s: %d", als, pad, a.status)
			}
		}
	}
	b.login("ju")
	a := b.post("/dossiers/"+nummer+"/inzage", url.Values{"reden": {"Verzoek van de persoon zelf"}})
	if a.status != http.StatusOK || !strings.Contains(a.tekst, weg) || !strings.Contains(a.tekst, "Gegevens vernietigd") || strings.Contains(a.tekst, "lang staan") {
		t.Errorf("access: %d", a.status)
	}
}

// Remarks on health do not wait for the dossier: as long as the plicht runs their last day is not known.
func TestZonderLaatsteDag(t *testing.T) {
	for g, wil := range map[dossier.Groep]string{dossier.GroepGezondheid: "nog niet bekend", dossier.GroepPartner: "nog niet bekend", dossier.GroepAantekeningen: "gaat met het dossier mee"} {
		if is := zonderDag(g); is != wil {
			t.Errorf("%s: %q, verwacht %q", g, is, wil)
		}
	}
}
