package web

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

func TestVanBerichtTotBrief(t *testing.T) {
	b := openBalie(t)
	pad := b.naIntake()
	b.plan(pad)
	slot := b.haal(pad + "/pip?stap=5")
	heeft(t, slot.tekst, "Waarom past de onderwijsroute nu niet?", "Inburgeren: 13 oktober 2026 tot en met 12 oktober 2029", "Bezwaar maken: tot en met 23 november 2026",
		"Lessen aanbieden: uiterlijk 12 januari 2027", "Leerroute, niveau en dagtekening, uiterlijk 26 oktober 2026.", "B1-route, examens op niveau B1", "12 uur per week, samen 600 uur")
	b.gelukt(pad+"/pip?stap=5", map[string]string{"andere-routes": "Uw kinderen zijn nog klein."})

	beeld := b.beeld(pad)
	if !dossier.Heeft[*dossier.PIPVastgesteld](beeld.Dossier) || len(beeld.Brieven) != 2 {
		t.Fatalf("het PIP of de brief ontbreekt: %d brieven", len(beeld.Brieven))
	}
	brief := b.haal(pad + "/brieven/" + beeld.Brieven[0].Kenmerk)
	heeft(t, brief.tekst, "<title>Uw plan voor inburgering (PIP)</title>", "Uw kinderen zijn nog klein.")
	if csp := brief.kop.Get("Content-Security-Policy"); !strings.Contains(csp, "style-src 'sha256-") || strings.Contains(csp, "unsafe") {
		t.Errorf("the letter has policy %q", csp)
	}
	for _, adres := range []string{".pdf", "/pdf"} {
		if pdf := b.haal(pad + "/brieven/" + beeld.Brieven[0].Kenmerk + adres); !strings.HasPrefix(pdf.tekst, "%PDF-") || pdf.kop.Get("Content-Type") != "application/pdf" {
			t.Errorf("%s is geen PDF: %d", adres, pdf.status)
		}
	}
	if b.haal(pad+"/brieven/bestaat-niet").status != http.StatusNotFound {
		t.Error("een brief die er niet is, hoort er niet te zijn")
	}
	b.gelukt(pad+"/pip-melden", nil)
	if strings.Contains(b.log.String(), "999990019") {
		t.Error("in het logboek staat een BSN")
	}
}

func TestGeweigerdFormulierKomtTerugZoalsHetWas(t *testing.T) {
	b := openBalie(t)
	pad := b.naIntake()
	b.plan(pad)
	a := b.doe(pad+"/pip?stap=5", map[string]string{"dag-maand": "13", "bekendmaking": "gesprek"})
	if a.status != http.StatusUnprocessableEntity {
		t.Fatalf("status %d", a.status)
	}
	kreeg := fouten(a.tekst)
	wil := []string{"Het PIP is nog niet vastgesteld. Verbeter eerst 2 punten.", "Dagtekening: maand 13 bestaat niet. Vul 1 tot en met 12 in.", "Schrijf op waarom de onderwijsroute nu niet past."}
	if strings.Join(kreeg, "|") != strings.Join(wil, "|") {
		t.Errorf("kreeg %q\nwil %q", kreeg, wil)
	}
	v := a.vorm(t)
	if v.Get("dag-maand") != "13" || v.Get("bekendmaking") != "gesprek" {
		t.Errorf("wat was ingevuld is weg: %v", v)
	}
	heeft(t, a.tekst, `href="#andere-routes"`, `id="andere-routes"`, `aria-invalid="true"`, "<title>Fout: PIP vaststellen")
	if terug := b.haal(pad + "/pip?stap=5").vorm(t); terug.Get("dag-maand") != "13" {
		t.Error("een geweigerd formulier blijft als concept bewaard")
	}
}

func TestOproepBiedtDeEersteDagAanDieMag(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	a := b.haal(pad + "/oproepen")
	v := a.vorm(t)
	if v.Get("afspraak-dag") != "22" || v.Get("afspraak-maand") != "9" || len(v["inhoud"]) != 4 {
		t.Errorf("maandag 14 september plus vijf hele werkdagen is dinsdag 22 september: %v", v)
	}
	v.Set("afspraak-dag", "21")
	v.Set("plaats", "Stadhuis")
	v["inhoud"] = []string{"wat", "waar-wanneer"}
	kort := b.post(pad+"/oproepen", v)
	if kort.status != http.StatusUnprocessableEntity {
		t.Fatalf("een dag te vroeg: %d", kort.status)
	}
	heeft(t, kort.tekst, `href="#afspraak"`, `href="#inhoud"`)
	if n := len(b.beeld(pad).Brieven); n != 0 {
		t.Errorf("er is toch een brief: %d", n)
	}
}

func TestTweeKeerVersturenLegtEenKeerVast(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	v := b.haal(pad + "/notitie").vorm(t)
	v.Set("tekst", "Belde vandaag.")
	eerste, tweede := b.post(pad+"/notitie", v), b.post(pad+"/notitie", v)
	if eerste.status != http.StatusSeeOther || tweede.status != http.StatusConflict {
		t.Fatalf("%d en %d", eerste.status, tweede.status)
	}
	heeft(t, tweede.tekst, "U hebt zelf net iets vastgelegd", "Belde vandaag.")
	notities := 0
	for range dossier.Van[*dossier.Notitie](b.beeld(pad).Dossier) {
		notities++
	}
	if notities != 1 {
		t.Errorf("%d notities", notities)
	}
	// Who has read what is new and sends it again means it.
	if nog := b.post(pad+"/notitie", tweede.vorm(t)); nog.status != http.StatusSeeOther {
		t.Errorf("opnieuw versturen: %d %q", nog.status, fouten(nog.tekst))
	}
}

// A draft belongs to the dossier as it was then. Who takes it up after a colleague recorded
// something hears that, and does not record on what they never saw.
func TestConceptWeetVoorWelkeVersieHetIs(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	a := b.doe(pad+"/notitie", map[string]string{"tekst": "Belt morgen.", "later": "ja"})
	if a.status != http.StatusSeeOther {
		t.Fatal(a.status)
	}
	b.gelukt(pad+"/persoon", map[string]string{"tolk": "Arabisch"})
	a = b.doe(pad+"/notitie", nil)
	if a.status != http.StatusConflict {
		t.Fatalf("status %d %q", a.status, fouten(a.tekst))
	}
	heeft(t, a.tekst, "Belt morgen.")
}

func TestCollegaNetVoorVerliestNiets(t *testing.T) {
	b := openBalie(t)
	pad := b.naIntake()
	b.plan(pad)
	v := b.haal(pad + "/pip?stap=5").vorm(t)
	v.Set("andere-routes", "Uw kinderen zijn nog klein.")
	b.gelukt(pad+"/notitie", map[string]string{"tekst": "Kan niet op dinsdag."})
	a := b.post(pad+"/pip", v)
	if a.status != http.StatusConflict {
		t.Fatalf("status %d", a.status)
	}
	heeft(t, a.tekst, "Dit is er intussen vastgelegd", "Dit hebt u ingevuld", "Notitie", "Uw kinderen zijn nog klein.", "B1-route, examens op niveau B1")
	// Sending it again, with both versions seen, records it.
	if nog := b.post(pad+"/pip", a.vorm(t)); nog.status != http.StatusSeeOther {
		t.Errorf("opnieuw versturen: %d %q", nog.status, fouten(nog.tekst))
	}
}

func TestBewarenEnLaterVerder(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	eerst := len(b.beeld(pad).Logboek)
	a := b.doe(pad+"/intake", map[string]string{"werk": "Zeven jaar een winkel", "later": "ja"})
	if a.status != http.StatusSeeOther || a.naar != pad {
		t.Fatalf("%d naar %s", a.status, a.naar)
	}
	b.login("klantmanager") // a new session: the draft survives logging out
	terug := b.haal(pad + "/intake")
	if terug.vorm(t).Get("werk") != "Zeven jaar een winkel" {
		t.Error("het concept is weg")
	}
	heeft(t, terug.tekst, "Concept bewaard om 11.00 uur", "Concept weggooien")
	if n := len(b.beeld(pad).Logboek); n != eerst {
		t.Errorf("een concept legt niets vast: %d feiten, eerst %d", n, eerst)
	}
}

func TestTekstVanMensenWordtNooitOpmaak(t *testing.T) {
	b := openBalie(t)
	pad := b.naIntake()
	const kwaad = `"><script>alert(1)</script><style>x</style>`
	b.gelukt(pad+"/persoon", map[string]string{"voornamen": kwaad})
	b.gelukt(pad+"/notitie", map[string]string{"tekst": kwaad})
	b.gelukt(pad+"/pip?stap=2", map[string]string{"leerroute": "b1", "niveau": "b1", "motivering": kwaad})
	for _, adres := range []string{"/oproepen", "/waarschuwen", "/verschijnen", "/leerbaarheidstoets", "/intake", "/pip", "/pip?stap=2", "/pip?stap=5", "/pip-melden", "/persoon", "/toewijzen", "/notitie", "/signaal", "/signaal-afhandelen", "/pip/brief"} {
		if a := b.haal(pad + adres); strings.Contains(a.tekst, "<script>alert") || strings.Contains(a.tekst, "<style>x") {
			t.Errorf("%s toont tekst als opmaak", adres)
		}
	}
}

func TestElkFormulierWerktZonderScriptEnZonderDodeKnoppen(t *testing.T) {
	b := openBalie(t)
	pad := b.naIntake()
	for _, adres := range []string{"/oproepen", "/waarschuwen", "/verschijnen", "/leerbaarheidstoets", "/intake", "/pip", "/pip?stap=5", "/pip-melden", "/persoon", "/toewijzen", "/notitie", "/signaal", "/signaal-afhandelen"} {
		a := b.haal(pad + adres)
		heeft(t, a.tekst, `<form method="post" action="`+pad, `name="versie"`, `type="submit"`)
		for _, verboden := range []string{" disabled", " onclick", "javascript:", " style=", "hx-boost"} {
			if strings.Contains(a.tekst, verboden) {
				t.Errorf("%s bevat %q", adres, verboden)
			}
		}
	}
}

func TestWieHetNietMagZietHetNiet(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	b.login("beleid")
	for _, adres := range []string{"/notitie", "/pip", "/bestand", "/persoon"} {
		if a := b.haal(pad + adres); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", adres, a.status)
		}
	}
	if a := b.haal("/dossiers/openen"); a.status != http.StatusForbidden {
		t.Errorf("openen: %d", a.status)
	}
	if a := b.post(pad+"/notitie", url.Values{"versie": {"4"}, "tekst": {"x"}}); a.status != http.StatusNotFound {
		t.Errorf("notitie maken: %d", a.status)
	}
}

func TestFormulierZonderVersieIsGeenFormulier(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	if a := b.post(pad+"/notitie", url.Values{"tekst": {"x"}}); a.status != http.StatusBadRequest {
		t.Errorf("%d", a.status)
	}
	if a := b.post(pad+"/notitie", url.Values{"versie": {"4"}, "tekst": {strings.Repeat("x", vormlimiet)}}); a.status != http.StatusRequestEntityTooLarge {
		t.Errorf("een te groot formulier: %d", a.status)
	}
	if a := b.doe(pad+"/notitie", map[string]string{"tekst": strings.Repeat("x", langsteTekst+1)}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("een te lange tekst: %d", a.status)
	}
}

// Nobody sees control characters and signs that turn the reading direction, and a
// letter or a worklist row would carry them to others.
func TestOnzichtbareTekensVallenWeg(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	a := b.doe(pad+"/persoon", map[string]string{"voornamen": "Am\x00i\x1b\u202ena\u2066", "geslachtsnaam": "أمينة 汉字"})
	if a.status != http.StatusSeeOther {
		t.Fatalf("%d", a.status)
	}
	pagina := b.haal(pad).tekst
	if !strings.Contains(pagina, "Amina أمينة 汉字") || strings.ContainsAny(pagina, "\x00\x1b\u202e\u2066") {
		t.Error("de naam is niet zoals iemand haar leest")
	}
	if a := b.post(pad+"/persoon", url.Values{"versie": {"1"}, "voornamen": {"\xff\xfe"}}); a.status != http.StatusBadRequest {
		t.Errorf("geen UTF-8: %d", a.status)
	}
	if a := b.post(pad+"/persoon", url.Values{"versie": {"1"}, "\xff": {"x"}}); a.status != http.StatusBadRequest {
		t.Errorf("een veldnaam die geen UTF-8 is: %d", a.status)
	}
}

func TestAdresDatGeenTekstIsBestaatNiet(t *testing.T) {
	b := openBalie(t)
	for _, adres := range []string{"/dossiers/%ff", "/dossiers/2026-0001%00", "/dossiers?q=%00", "/dossiers?q=%ff%fe", "/dossiers?a%00=1"} {
		if a := b.haal(adres); a.status != http.StatusNotFound || strings.ContainsAny(a.tekst, "\x00") {
			t.Errorf("%s: %d", adres, a.status)
		}
	}
}

func TestDossierbestandHeenEnTerug(t *testing.T) {
	b := openBalie(t)
	pad := b.naIntake()
	f := b.haal(pad + "/bestand")
	if f.status != http.StatusOK || !strings.HasPrefix(f.kop.Get("Content-Disposition"), `attachment; filename="dossier-2026-`) {
		t.Fatalf("%d %s", f.status, f.kop.Get("Content-Disposition"))
	}
	if y := b.haal(pad + "/bestand?vorm=yaml"); !strings.HasSuffix(y.kop.Get("Content-Disposition"), `.yaml"`) || y.tekst != f.tekst {
		t.Error("de vorm yaml is hetzelfde bestand onder een andere naam")
	}
	open := func(naam string, inhoud []byte) antwoord {
		lijf, soort := multi(t, naam, inhoud, map[string]string{"inschrijving-dag": "12", "inschrijving-maand": "10", "inschrijving-jaar": "2026"})
		r, err := http.NewRequest(http.MethodPost, b.adres+"/dossiers/openen", lijf)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", soort)
		return b.stuur(r)
	}
	if a := open("d.json", []byte(f.tekst)); a.status != http.StatusUnprocessableEntity {
		t.Errorf("dezelfde persoon nog eens: %d", a.status)
	}
	ander := strings.ReplaceAll(f.tekst, "999990019", "999990021")
	if a := open("d.json", []byte(ander)); a.status != http.StatusUnprocessableEntity {
		t.Errorf("een BSN dat zakt voor de elfproef: %d", a.status)
	}
	ander = strings.ReplaceAll(f.tekst, "999990019", "999990032")
	a := open("d.json", []byte(ander))
	if a.status != http.StatusSeeOther {
		t.Fatalf("iemand die hier komt wonen: %d %q", a.status, fouten(a.tekst))
	}
	if !dossier.Heeft[*dossier.IntakeAfgerond](b.beeld(a.naar).Dossier) {
		t.Error("de feiten uit het bestand staan niet in het dossier")
	}
	stuk := open("x.yaml", []byte("formaat: x\nfeiten: [{soort: bestaat-niet}, {soort: kennisgeving, datum: 2025-02-30}]\n"))
	if n := len(fouten(stuk.tekst)); stuk.status != http.StatusUnprocessableEntity || n < 5 {
		t.Errorf("elke fout op een eigen regel: %d, %d regels", stuk.status, n)
	}
	groot := open("x.yaml", bytes.Repeat([]byte("a"), maxBestand+1))
	if groot.status != http.StatusRequestEntityTooLarge {
		t.Errorf("te groot: %d", groot.status)
	}
	heeft(t, groot.tekst, "groter dan 4 MiB")
	if leeg := open("", nil); leeg.status != http.StatusUnprocessableEntity {
		t.Errorf("geen bestand gekozen: %d", leeg.status)
	}
}

func TestLinkNaarEenHandelingKiestAl(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	for vraag, wil := range map[string]string{"": "brede-intake", "?voor=voortgangsgesprek": "voortgangsgesprek", "?voor=leerbaarheidstoets": "leerbaarheidstoets", "?voor=iets-anders": "brede-intake"} {
		if v := b.haal(pad + "/oproepen" + vraag).vorm(t).Get("voor"); v != wil {
			t.Errorf("%q kiest %q, verwacht %q", vraag, v, wil)
		}
	}
	b.gelukt(pad+"/oproepen", map[string]string{"plaats": "Stadhuis"})
	b.gelukt(pad+"/oproepen", map[string]string{"plaats": "Stadhuis", "voor": "leerbaarheidstoets"})
	var tweede string
	for g := range dossier.Van[*dossier.Opgeroepen](b.beeld(pad).Dossier) {
		tweede = g.ID
	}
	if v := b.haal(pad + "/verschijnen?over=" + tweede).vorm(t).Get("oproep"); v != tweede {
		t.Errorf("de link noemt oproep %s, het formulier %s", tweede, v)
	}
}

func TestGeweigerdeHandelingZegtWaarom(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	a := b.doe(pad+"/waarschuwen", map[string]string{"plaats": "Stadhuis"})
	if a.status != http.StatusUnprocessableEntity {
		t.Fatalf("waarschuwen zonder aanleiding: %d", a.status)
	}
	if k := strings.Join(fouten(a.tekst), " "); !strings.Contains(k, "bleef weg") || !strings.Contains(k, "Wi 2021 art. 14 lid 1") {
		t.Errorf("reden en artikel ontbreken: %s", k)
	}
	heeft(t, b.haal(pad+"/pip?stap=5").tekst, "Nog in te vullen", "De brede intake is nog niet klaar.", pad+"/pip?stap=2#leerroute")
}

func TestConceptWeggooienBegintOpnieuw(t *testing.T) {
	b := openBalie(t)
	pad := b.naIntake()
	b.plan(pad)
	b.gelukt(pad+"/notitie", map[string]string{"tekst": "Half af", "later": "ja"})
	b.gelukt(pad+"/pip?stap=5", map[string]string{"weg": "ja"})
	b.gelukt(pad+"/notitie", map[string]string{"weg": "ja"})
	if v := b.haal(pad + "/pip?stap=2").vorm(t); v.Get("leerroute") != "" {
		t.Error("het concept van het PIP staat er nog")
	}
	if v := b.haal(pad + "/notitie").vorm(t); v.Get("tekst") != "" {
		t.Error("het concept van de notitie staat er nog")
	}
	if dossier.Heeft[*dossier.Notitie](b.beeld(pad).Dossier) {
		t.Error("weggooien legt niets vast")
	}
}

// A second colleague is first while one looks at what the first did: again both versions
// stand side by side, and what was typed is still there.
func TestTweedeKeerEenCollegaNetVoorVerliestNiets(t *testing.T) {
	b := openBalie(t)
	pad := b.naIntake()
	v := b.haal(pad + "/notitie").vorm(t)
	v.Set("tekst", "Komt met haar zus.")
	for _, ander := range []string{"Kan niet op dinsdag.", "Kan ook niet op vrijdag."} {
		if _, err := b.huis.MaakNotitie(t.Context(), app.Wie{Gebruiker: "b.dewit", Naam: "Bram de Wit", Rol: begrip.Teamleider, Gemeente: anke.Gemeente}, strings.TrimPrefix(pad, "/dossiers/"), b.beeld(pad).Versie, besluit.Aantekening{Tekst: ander}); err != nil {
			t.Fatal(err)
		}
		a := b.post(pad+"/notitie", v)
		if a.status != http.StatusConflict {
			t.Fatalf("status %d", a.status)
		}
		heeft(t, a.tekst, ander, "Bram de Wit", "Komt met haar zus.")
		v = a.vorm(t)
	}
	if a := b.post(pad+"/notitie", v); a.status != http.StatusSeeOther {
		t.Errorf("with both seen: %d %v", a.status, fouten(a.tekst))
	}
}
