package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/begrip"
)

// A list is kept under a name, stands among the tabs after logging in anew, and goes away.
func TestLijstBewarenEnWeghalen(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	const lijst = "/vandaag?groep=asielstatushouder&wiens=team"
	if a := b.post(lijst, url.Values{"doe": {"bewaar-lijst"}, "naam": {"Asiel <b>"}}); a.status != http.StatusSeeOther {
		t.Fatalf("%d", a.status)
	}
	b.login("klantmanager")
	a := b.haal("/vandaag")
	heeft(t, a.tekst, "Lijst: Asiel &lt;b&gt;", `href="/vandaag?groep=asielstatushouder&amp;wiens=team"`)
	if strings.Contains(a.tekst, "weg-lijst") {
		t.Error("a list that is not kept can be taken away")
	}
	heeft(t, b.haal(lijst).tekst, "weg-lijst", "Haile", strings.TrimPrefix(pad, "/dossiers/"))
	b.post(lijst, url.Values{"doe": {"weg-lijst"}})
	if strings.Contains(b.haal("/vandaag").tekst, "Asiel &lt;") {
		t.Error("the list is still there")
	}
	if a := b.post(lijst, url.Values{"doe": {"bewaar-lijst"}, "naam": {strings.Repeat("x", 41)}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, strings.Repeat("x", 41)) {
		t.Errorf("a long name: %d, or what was typed is gone", a.status)
	}
}

func TestKolommenKiezen(t *testing.T) {
	b := openBalie(t)
	b.kennisgeving()
	heeft(t, b.haal("/vandaag").tekst, "k-route", "k-reden")
	b.post("/vandaag", url.Values{"doe": {"kolommen"}, "kolom": {"groep"}})
	a := b.haal("/vandaag?wiens=team")
	if strings.Contains(a.tekst, "k-route") || strings.Contains(a.tekst, "c-reden") || !strings.Contains(a.tekst, "k-groep") {
		t.Error("the columns are not those that were chosen")
	}
	if f := keur(t, a.tekst); len(f) > 0 {
		t.Error(f)
	}
}

func TestLijstTotEenDag(t *testing.T) {
	vandaag := begrip.MoetDag("2026-11-22") // a Sunday
	for woord, wil := range map[string]string{"gisteren": "2026-11-21", "week": "2026-11-29", "maand": "2026-11-30", "volgende-maand": "2026-12-31"} {
		if d := totDag(woord, vandaag); d.String() != wil {
			t.Errorf("%s: %s, want %s", woord, d, wil)
		}
	}
	b := openBalie(t)
	b.kennisgeving()
	if !strings.Contains(b.haal("/vandaag").tekst, "PIP vaststellen, Selam Haile") {
		t.Fatal("the task is not there at all")
	}
	if a := b.haal("/vandaag?tot=gisteren"); strings.Contains(a.tekst, "PIP vaststellen, Selam Haile") {
		t.Error("a list of what is late holds what is not")
	} else {
		heeft(t, a.tekst, "uiterlijk: te laat", "Er zijn geen taken die bij deze filters passen.")
	}
}

// The file holds the chosen rows, and nothing in it calculates in a spreadsheet.
func TestTakenExporteren(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	nummer := strings.TrimPrefix(pad, "/dossiers/")
	b.gelukt(pad+"/persoon", map[string]string{"geslachtsnaam": "Haile", "voornamen": "=Selam"})
	a := b.post("/vandaag", url.Values{"doe": {"exporteren"}, "taak": {nummer + "/pip-vaststellen"}})
	regels := strings.Split(strings.TrimSpace(a.tekst), "\r\n")
	if a.status != http.StatusOK || !strings.HasPrefix(a.kop.Get("Content-Type"), "text/csv") || len(regels) != 2 || !strings.Contains(regels[1], ";PIP vaststellen;'=Selam Haile;"+nummer+";") {
		t.Fatalf("%d %q", a.status, regels)
	}
	if alles := b.post("/vandaag", url.Values{"doe": {"exporteren"}}); strings.Count(alles.tekst, "\r\n") < 3 {
		t.Errorf("without a choice not the whole page: %q", alles.tekst)
	}
	if geen := b.post("/vandaag?tot=gisteren", url.Values{"doe": {"exporteren"}}); strings.Contains(geen.tekst, "Haile") {
		t.Error("the file is not the list on the screen")
	}
}

// Several people at once: each an act of its own, and who cannot be invited stays with the reason.
func TestUitnodigenVanuitDeLijst(t *testing.T) {
	b := openBalie(t)
	een := strings.TrimPrefix(b.kennisgeving(), "/dossiers/")
	twee, err := b.huis.OpenDossier(t.Context(), anke, opening("Jonas", "Tekle"))
	if err != nil {
		t.Fatal(err)
	}
	a := b.post("/vandaag", url.Values{"doe": {"uitnodigen"}, "taak": {een + "/pip-vaststellen", een + "/intake-oproepen", twee + "/intake-oproepen"}})
	if a.status != http.StatusSeeOther || a.naar != uitnodigpad+"?wie="+een+"&wie="+twee {
		t.Fatalf("%d %s", a.status, a.naar)
	}
	blad := b.haal(a.naar)
	if f := keur(t, blad.tekst); len(f) > 0 {
		t.Error(f)
	}
	v := blad.vorm(t)
	if v.Get(veldvoor(een)+"tijd") == v.Get(veldvoor(twee)+"tijd") {
		t.Error("two people at the same time")
	}
	v.Set("plaats", "Stadhuis, balie 4")
	v.Set(veldvoor(twee)+"afspraak-maand", "13")
	half := b.post(uitnodigpad, v)
	if half.status != http.StatusUnprocessableEntity {
		t.Fatalf("%d %v", half.status, fouten(half.tekst))
	}
	heeft(t, half.tekst, "Selam Haile", "/brieven/", "Jonas Tekle, dag van de afspraak", "Stadhuis, balie 4")
	v = half.vorm(t)
	if v.Has(veldvoor(een) + "tijd") {
		t.Error("who was invited is asked again")
	}
	v.Set(veldvoor(twee)+"afspraak-maand", "10")
	heel := b.post(uitnodigpad, v)
	if heel.status != http.StatusSeeOther || heel.naar != uitnodigpad+"?klaar="+twee {
		t.Fatalf("%d %s %v", heel.status, heel.naar, fouten(heel.tekst))
	}
	heeft(t, b.haal(heel.naar).tekst, "1 oproep is vastgelegd", "Jonas Tekle", "/pdf")
	if a := b.post("/vandaag", url.Values{"doe": {"uitnodigen"}}); a.naar != "/vandaag" {
		t.Errorf("nobody chosen leads to %s", a.naar)
	}
	if a := b.haal(uitnodigpad + "?wie=2026-7777"); a.status != http.StatusNotFound {
		t.Errorf("a dossier that is not there: %d", a.status)
	}
}

// In the list over several municipalities a dossier is assigned where it is, to who works there.
func TestToewijzenOverGemeenten(t *testing.T) {
	b := openBalie(t)
	plek := b.naIntake()
	d := b.beeld(plek)
	beide := app.Wie{Gebruiker: "t.leider", Naam: "T. Leider", Rol: begrip.Teamleider, Gemeente: anke.Gemeente, Gemeenten: []begrip.Gemeente{buurstad, "9999"}}
	alleen := app.Wie{Gebruiker: "a.leider", Naam: "A. Leider", Rol: begrip.Teamleider, Gemeente: anke.Gemeente}
	buur := b.metBuren([]Demomens{{Als: "beide", Wie: beide}, {Als: "alleen", Wie: alleen}})
	b.inBuurstad(buur, d.Nummer)
	b.login("beide")
	pagina := b.haal("/vandaag").tekst
	heeft(t, pagina, `value="8888/`+d.Nummer+`/`, `value="b.dewit"`)
	if strings.Contains(pagina, `value="uitnodigen"`) {
		t.Error("inviting is of one municipality")
	}
	a := b.post("/vandaag", url.Values{"doe": {"toewijzen"}, "aan": {"b.dewit"}, "taak": {"8888/" + d.Nummer + "/intake-oproepen", "7777/" + d.Nummer + "/intake-oproepen"}})
	if a.status != http.StatusSeeOther {
		t.Fatalf("%d", a.status)
	}
	heeft(t, b.haal("/vandaag").tekst, "1 dossier is toegewezen aan Bram de Wit.", "Bij 1 dossier kon dat niet")
	leider := app.Wie{Gebruiker: "b.leider", Rol: begrip.Teamleider, Gemeente: buurstad}
	daar, err := buur.Dossier(t.Context(), leider, d.Nummer)
	if err != nil || daar.Dossier.Klantmanager != "b.dewit" {
		t.Errorf("there %q %v", daar.Dossier.Klantmanager, err)
	}
	if hier := b.beeld(plek).Dossier.Klantmanager; hier != "a.jansen" {
		t.Errorf("the dossier with the same number went to %q", hier)
	}
	heeft(t, b.post("/vandaag", url.Values{"doe": {"exporteren"}}).tekst, "Buurstad", "Voorbeeldstad")
	b.login("alleen")
	b.post("/vandaag", url.Values{"doe": {"toewijzen"}, "aan": {"a.jansen"}, "taak": {"8888/" + d.Nummer + "/intake-oproepen"}})
	if daar, err = buur.Dossier(t.Context(), leider, d.Nummer); err != nil || daar.Dossier.Klantmanager != "b.dewit" {
		t.Errorf("who does not work there changed it: %q %v", daar.Dossier.Klantmanager, err)
	}
}
