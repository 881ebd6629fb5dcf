package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"traject/app"
	"traject/demo"
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// vol fills the house with the invented people of the demo.
func (b *balie) vol(omvang int) {
	b.t.Helper()
	recht, ok := b.huis.Boek.Recht(begrip.Wi2021, "de-fryske-marren")
	if !ok {
		b.t.Fatal("no law")
	}
	var nieuw []app.NieuwDossier
	for p := range demo.Maak(demo.Opdracht{Vandaag: b.huis.Dag(), Zaad: 1, Omvang: omvang, Recht: recht}) {
		nieuw = append(nieuw, app.NieuwDossier{Nummer: p.Nummer, Jaar: p.Gebeurtenissen[0].Bekend().Jaar(), Gebeurtenissen: p.Gebeurtenissen})
	}
	systeem := app.Wie{Gebruiker: "systeem", Rol: begrip.Systeem, Gemeente: anke.Gemeente}
	if err := b.huis.Vul(b.t.Context(), systeem, nieuw); err != nil {
		b.t.Fatal(err)
	}
}

func TestElkePaginaIsHeelVoorWieHaarNietZiet(t *testing.T) {
	b := openBalie(t)
	b.vol(60)
	adressen := []string{"/inloggen", "/vandaag", "/vandaag?wiens=team&soort=pip-vaststellen", "/dossiers", "/dossiers?zoek=a", "/besluiten", "/regelboek", "/beheer", "/mijn", "/toegankelijkheid", "/sneltoetsen", "/bestaat-niet"}
	for _, m := range regexp.MustCompile(`href="(/regelboek/[^"]+)"`).FindAllStringSubmatch(b.haal("/regelboek").tekst, -1) {
		adressen = append(adressen, m[1])
	}
	lijst, err := b.huis.Dossiers(t.Context(), anke, app.DossierFilter{Aantal: 200})
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range lijst.Rijen {
		adressen = append(adressen, "/dossiers/"+d.Nummer)
		if i%8 == 0 {
			for _, deel := range delen[1:] {
				adressen = append(adressen, "/dossiers/"+d.Nummer+"?deel="+deel[0])
			}
			for _, akte := range []string{"oproepen", "verschijnen", "persoon", "leerbaarheidstoets", "intake", "notitie", "toewijzen", "pip-melden", "pip", "pip?stap=5"} {
				adressen = append(adressen, "/dossiers/"+d.Nummer+"/"+akte)
			}
		}
	}
	for _, adres := range adressen {
		a := b.haal(adres)
		if a.status != http.StatusOK && adres != "/bestaat-niet" {
			t.Errorf("%s: %d", adres, a.status)
			continue
		}
		for _, gebrek := range keur(t, a.tekst) {
			t.Errorf("%s: %s", adres, gebrek)
		}
	}
	b.login("beleid")
	if gebreken := keur(t, b.haal("/sturing").tekst); len(gebreken) > 0 {
		t.Error("/sturing:", gebreken)
	}
}

func TestVandaagZegtWatWanneerEnWaarom(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	nummer := strings.TrimPrefix(pad, "/dossiers/")
	rij := "tr#t-" + nummer + "-pip-vaststellen"
	doc := lees(t, b.haal("/vandaag").tekst)
	zin := tekst(doc.een(rij))
	// kennisgeving 14 september 2026 plus 10 weeks is Monday 23 November
	for _, deel := range []string{"ma 23 nov", "PIP vaststellen", "Selam Haile", "asiel", "10 weken na bericht DUO", "Bi 5.3 lid 1", "Waarom?"} {
		if !strings.Contains(zin, deel) {
			t.Errorf("the row lacks %q: %s", deel, zin)
		}
	}
	if len(doc.alle("tr.tj-uitlegrij")) != 0 {
		t.Error("an explanation is open that nobody asked for")
	}
	waarom := doc.een(rij + " td.c-uitleg a")
	open := lees(t, b.haal(attr(waarom, "href")).tekst)
	uitleg := tekst(open.een("tr.tj-uitlegrij"))
	for _, deel := range []string{"23 november 2026", "10 weken", "Bi 2021 art. 5.3 lid 1", "Atw art. 1 lid 1", "Gebruikte feiten", "Wat zou dit veranderen?", "Gerekend op 14 september 2026"} {
		if !strings.Contains(uitleg, deel) {
			t.Errorf("the explanation lacks %q: %s", deel, uitleg)
		}
	}
	if sluit := open.een(rij + " td.c-uitleg a"); attr(sluit, "href") != "/vandaag#t-"+nummer+"-pip-vaststellen" {
		t.Errorf("closing leads to %s", attr(sluit, "href"))
	}
	if laatste := open.alle("tr.tj-uitkomst"); len(laatste) != 1 {
		t.Errorf("%d outcomes in one explanation", len(laatste))
	}
	b.op("2026-11-25")
	if r := tekst(lees(t, b.haal("/vandaag").tekst).een(rij)); !strings.Contains(r, "2 dagen te laat") {
		t.Errorf("two days late: %s", r)
	}
}

func TestFiltersStaanInHetAdresEnZijnWegTeHalen(t *testing.T) {
	b := openBalie(t)
	b.vol(60)
	doc := lees(t, b.haal("/vandaag?wiens=team&soort=pip-vaststellen&groep=asielstatushouder&aantal=3").tekst)
	for _, rij := range doc.alle("tr td.c-taak") {
		if !strings.HasPrefix(tekst(rij), "PIP vaststellen , ") {
			t.Errorf("another task in the list: %s", tekst(rij))
		}
	}
	chips := doc.alle("ul.tj-chips a")
	if len(chips) != 2 || strings.Contains(attr(chips[0], "href"), "soort=") {
		t.Errorf("chips do not take their filter away: %d", len(chips))
	}
	if len(doc.alle("option[selected]")) != 2 {
		t.Error("the form does not show what is chosen")
	}
	volgende := regexp.MustCompile(`href="(/vandaag\?[^"]*na=[^"]+)"`).FindStringSubmatch(b.haal("/vandaag?wiens=team&soort=pip-vaststellen&aantal=3").tekst)
	if volgende == nil {
		t.Fatal("no next page")
	}
	eerste := lees(t, b.haal("/vandaag?wiens=team&soort=pip-vaststellen&aantal=3").tekst).alle("tr td.c-wie")
	tweede := lees(t, b.haal(strings.ReplaceAll(volgende[1], "&amp;", "&")).tekst).alle("tr td.c-wie")
	if len(eerste) != 3 || len(tweede) == 0 || tekst(eerste[0]) == tekst(tweede[0]) {
		t.Errorf("the next page does not go on: %d and %d rows", len(eerste), len(tweede))
	}
	if a := b.haal("/vandaag?na=onzin"); a.status != http.StatusNotFound {
		t.Errorf("a place in the list that does not exist: %d", a.status)
	}
}

func TestGekozenTakenGaanNaarEenCollega(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	nummer := strings.TrimPrefix(pad, "/dossiers/")
	b.collegas()
	a := b.post("/vandaag?wiens=team", url.Values{"taak": {nummer, nummer}, "aan": {"b.dewit"}, "doe": {"toewijzen"}})
	if a.status != http.StatusSeeOther || a.naar != "/vandaag?wiens=team" {
		t.Fatalf("%d to %s", a.status, a.naar)
	}
	if d := b.beeld(pad).Dossier.Klantmanager; d != "b.dewit" {
		t.Errorf("assigned to %q", d)
	}
	heeft(t, b.haal(a.naar).tekst, "1 dossier is toegewezen aan Bram de Wit.")
	if strings.Contains(b.haal(a.naar).tekst, "toegewezen aan") {
		t.Error("it is said twice")
	}
	heeft(t, b.haal(b.post("/vandaag", url.Values{"aan": {"b.dewit"}, "doe": {"toewijzen"}}).naar).tekst, "U hebt geen taken gekozen")
	b.post("/vandaag", url.Values{"taak": {"2026-9999"}, "aan": {"b.dewit"}, "doe": {"toewijzen"}})
	heeft(t, b.haal("/vandaag").tekst, "Bij 1 dossier kon dat niet")
	if a := b.post("/vandaag", url.Values{"taak": {nummer}, "aan": {"niemand"}, "doe": {"toewijzen"}}); a.status != http.StatusBadRequest {
		t.Errorf("to nobody: %d", a.status)
	}
}

// collegas opens the house again with its staff, as cmd/traject does.
func (b *balie) collegas() {
	b.t.Helper()
	h, err := Nieuw(Instellingen{Huis: b.huis, Gemeente: "Voorbeeldstad", Log: b.huis.Log, Demo: []Demomens{{Als: "klantmanager", Wie: anke}}})
	if err != nil {
		b.t.Fatal(err)
	}
	server := httptest.NewServer(h)
	b.t.Cleanup(server.Close)
	b.adres = server.URL
	b.login("klantmanager")
}

func TestDossierToontDePersoonAlleenAanWieHemMagZien(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	doc := lees(t, b.haal(pad).tekst)
	if tekst(doc.een("h1")) != "Selam Haile" {
		t.Errorf("title %s", tekst(doc.een("h1")))
	}
	if strings.Contains(b.haal(pad).tekst, "999990019") {
		t.Error("the overview shows the BSN")
	}
	heeft(t, b.haal(pad+"?deel=feiten").tekst, "999990019", "Dossier geopend", "Bericht ontvangen", "Brief van DUO")
	if strings.Count(b.haal(pad+"?deel=feiten").tekst, "999990019") != 1 {
		t.Error("the BSN stands in a fact too")
	}
	b.login("beleid")
	for _, adres := range []string{pad, pad + "?deel=feiten", "/dossiers/2026-9999"} {
		a := b.haal(adres)
		if a.status != http.StatusNotFound || strings.Contains(a.tekst, "Haile") {
			t.Errorf("%s for policy: %d", adres, a.status)
		}
	}
	if a := b.haal("/vandaag"); a.status != http.StatusForbidden {
		t.Errorf("the worklist for policy: %d", a.status)
	}
}

func TestVerbeterdFeitBlijftStaan(t *testing.T) {
	dag := begrip.MoetDag("2026-03-02")
	beeld := &app.DossierBeeld{Nummer: "2026-0001", Vandaag: dag, Logboek: []dossier.Gebeurtenis{
		{Nummer: 1, ID: "f1", GeldigOp: dag.Plus(-40), Feit: &dossier.Inschrijving{}},
		{Nummer: 2, ID: "f2", GeldigOp: dag.Plus(-45), BekendOp: dag, Vervangt: "f1", Wie: "a.jansen", Rol: begrip.Klantmanager, Bron: "balie", Feit: &dossier.Inschrijving{}},
		{Nummer: 3, ID: "f3", GeldigOp: dag.Plus(1), Feit: &dossier.Voortgangsgesprek{}},
	}}
	f := maakFeiten(beeld, nil, func(string) string { return "Anke Jansen" })
	if len(f) != 3 || f[0].Nummer != "3" || f[0].Stand.Woord != "Telt nog niet" {
		t.Fatalf("newest first, and tomorrow does not count yet: %+v", f)
	}
	if f[1].Stand.Woord != "Verbetering" || f[1].Verwijst.Adres != "#feit-1" || f[1].Bekend != "2 maart 2026" || f[1].Wie != "Anke Jansen, klantmanager, aan de balie" {
		t.Errorf("the correction: %+v", f[1])
	}
	if f[2].Stand.Woord != "Verbeterd" || f[2].Verwijst.Naam != "Zie feit 2" {
		t.Errorf("what was corrected: %+v", f[2])
	}
}

func TestRechtenEnUitlegNoemtElkeTermijnEnNorm(t *testing.T) {
	b := openBalie(t)
	pad := b.naIntake()
	b.plan(pad)
	beeld := b.beeld(pad)
	pagina := b.haal(pad + "?deel=rechten").tekst
	for i := range beeld.Antwoord.Termijnen {
		heeft(t, pagina, metDossier(beeld, woord(termijnnamen, beeld.Antwoord.Termijnen[i].Sleutel), beeld.Antwoord.Termijnen[i].Over))
	}
	for i := range beeld.Antwoord.Normen {
		heeft(t, pagina, woord(normnamen, beeld.Antwoord.Normen[i].Sleutel))
	}
	if n := len(lees(t, pagina).alle("div.tj-uitleg")); n < len(beeld.Antwoord.Termijnen)+len(beeld.Antwoord.Normen)+len(beeld.Antwoord.Handelingen) {
		t.Errorf("only %d explanations", n)
	}
}

func TestZoekenOpNaamNummerEnBSN(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	nummer := strings.TrimPrefix(pad, "/dossiers/")
	if a := b.haal("/dossiers?zoek=" + nummer); a.naar != pad {
		t.Errorf("a number leads to %q", a.naar)
	}
	heeft(t, b.haal("/dossiers?zoek=haile").tekst, "Selam Haile")
	if a := b.post("/dossiers/zoek-bsn", url.Values{"bsn": {"9999 90.019"}}); a.naar != pad {
		t.Errorf("a BSN leads to %d %q", a.status, a.naar)
	}
	b.gelukt(pad+"/persoon", map[string]string{"bsn": "9999-90 019", "telefoon": "06 12345678"}) // every field for a BSN takes what people put between the digits
	for _, bsn := range []string{"123456789", "999990020", "", "<script>"} {
		a := b.post("/dossiers/zoek-bsn", url.Values{"bsn": {bsn}})
		if a.status != http.StatusUnprocessableEntity || (bsn != "" && strings.Contains(a.tekst, bsn)) {
			t.Errorf("%q: %d", bsn, a.status)
		}
	}
	for _, getypt := range []string{"999.990.019", "9999-90-019", "9999%2090%20019"} {
		if a := b.haal("/dossiers?zoek=" + getypt); a.status != http.StatusUnprocessableEntity || strings.Contains(a.tekst, "90019") || strings.Contains(a.tekst, "90-019") || strings.Contains(a.tekst, "990.019") {
			t.Errorf("a BSN with signs between its digits is taken for a name: %d", a.status)
		}
	}
	a := b.haal("/dossiers?zoek=999990019")
	if a.status != http.StatusUnprocessableEntity || strings.Contains(a.tekst, "999990019") {
		t.Errorf("a BSN in the address: %d, and it may not come back", a.status)
	}
	if strings.Contains(b.log.String(), "99999001") {
		t.Error("the BSN stands in the log")
	}
}

func TestNaamVanEenMensIsNooitOpmaak(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	kwaad := `<script>alert(1)</script>"'`
	b.gelukt(pad+"/persoon", map[string]string{"voornamen": kwaad, "tolk": kwaad})
	for _, adres := range []string{pad, pad + "?deel=feiten", "/vandaag", "/vandaag?uitleg=" + strings.TrimPrefix(pad, "/dossiers/") + "/pip-vaststellen", "/dossiers", "/dossiers?zoek=" + url.QueryEscape(kwaad), "/vandaag?soort=" + url.QueryEscape(kwaad)} {
		a := b.haal(adres)
		if strings.Contains(a.tekst, "<script>alert") {
			t.Errorf("%s prints what someone typed as markup", adres)
		}
		if gebreken := keur(t, a.tekst); len(gebreken) > 0 {
			t.Errorf("%s: %v", adres, gebreken)
		}
	}
}

func TestMijnVerteltHetEigenDossier(t *testing.T) {
	b := openBalie(t)
	pad := b.naIntake()
	m := maakMijn(b.beeld(pad))
	if !m.Heeft || m.Naam != "Selam" || m.Contact == nil || m.Contact.Kop != "Anke Jansen" || m.Waar == "" {
		t.Errorf("%+v", m)
	}
	a := b.haal("/mijn")
	heeft(t, a.tekst, "Daarom staan hier geen gegevens van iemand.")
	if strings.Contains(a.tekst, "Selam") {
		t.Error("the page of a newcomer shows a dossier to a colleague")
	}
}

// stukHuis breaks where it is asked to.
type stukHuis struct {
	Huis
	fout error
	knal bool
}

func (s stukHuis) Vandaag(context.Context, app.Wie, app.WerkFilter) (app.Werklijst, error) {
	if s.knal {
		panic("boem met geheim 999990019")
	}
	return app.Werklijst{}, s.fout
}

func TestElkeFoutWordtEenRustigeZin(t *testing.T) {
	for _, geval := range []struct {
		naam   string
		fout   error
		knal   bool
		status int
		zin    string
	}{
		{"not found", app.ErrNietGevonden, false, 404, "Deze pagina is er niet"},
		{"not allowed", app.ErrMagNiet, false, 403, "Dit hoort niet bij uw werk"},
		{"refused", &app.Geweigerd{Weigeringen: []begrip.Weigering{{Zin: "De dag is voorbij."}}}, false, 422, "De dag is voorbij."},
		{"overtaken", &app.Conflict{Nummer: "2026-0001"}, false, 409, "Een collega was u net voor"},
		{"too large", &http.MaxBytesError{Limit: 1}, false, 413, "te groot"},
		{"broken", errors.New("disk on fire at /var/geheim"), false, 500, "Noem dan dit kenmerk"},
		{"panic", nil, true, 500, "Noem dan dit kenmerk"},
	} {
		t.Run(geval.naam, func(t *testing.T) {
			b := openBalie(t)
			h, err := Nieuw(Instellingen{Huis: stukHuis{b.huis, geval.fout, geval.knal}, Gemeente: "Voorbeeldstad", Log: b.huis.Log, Demo: []Demomens{{Als: "klantmanager", Wie: anke}}})
			if err != nil {
				t.Fatal(err)
			}
			server := httptest.NewServer(h)
			t.Cleanup(server.Close)
			b.adres = server.URL
			b.login("klantmanager")
			a := b.haal("/vandaag")
			if a.status != geval.status {
				t.Errorf("status %d, want %d", a.status, geval.status)
			}
			heeft(t, a.tekst, geval.zin)
			for _, geheim := range []string{"geheim", "goroutine", "panic", "999990019"} {
				if strings.Contains(a.tekst, geheim) {
					t.Errorf("the page tells %q", geheim)
				}
			}
			if geval.status == 500 {
				kenmerk := regexp.MustCompile(`<strong>([0-9a-f]{8})</strong>`).FindStringSubmatch(a.tekst)
				if kenmerk == nil || strings.Count(b.log.String(), kenmerk[1]) != 1 {
					t.Error("the reference number does not stand in the log exactly once")
				}
			}
		})
	}
}

func TestKoppenEnBestanden(t *testing.T) {
	b := openBalie(t)
	a := b.haal("/vandaag")
	for kop, wil := range map[string]string{"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
		"Referrer-Policy": "same-origin", "Cache-Control": "no-store"} {
		if !strings.Contains(a.kop.Get(kop), wil) {
			t.Errorf("%s: %q", kop, a.kop.Get(kop))
		}
	}
	if a.kop.Get("Strict-Transport-Security") != "" {
		t.Error("the demo comes over http and says it does not")
	}
	veilig, err := Nieuw(Instellingen{Huis: b.huis, Gemeente: "Voorbeeldstad", Veilig: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	veilig.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/inloggen", nil))
	if !strings.Contains(w.Header().Get("Strict-Transport-Security"), "max-age=31536000") {
		t.Error("over https a browser is not told to stay there")
	}
	if strings.Contains(beveiliging, "unsafe") {
		t.Error("the policy allows something unsafe")
	}
	for _, naam := range []string{"traject.css", "traject.js", "merk.svg"} {
		x := b.haal(adresVan(naam))
		if x.status != http.StatusOK || !strings.Contains(x.kop.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d %s", naam, x.status, x.kop.Get("Cache-Control"))
		}
		if len(vormen[strings.TrimPrefix(adresVan(naam), "/bestanden/")].klein) > 40_000 {
			t.Errorf("%s weighs more than 40 kB compressed", naam)
		}
	}
	if x := b.haal("/bestanden/onbekend.css"); x.status != http.StatusNotFound {
		t.Errorf("an unknown asset: %d", x.status)
	}
}

func TestInloggenIsErAlleenInDeDemo(t *testing.T) {
	b := openBalie(t)
	h, err := Nieuw(Instellingen{Huis: b.huis, Gemeente: "Voorbeeldstad", Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/demo/inloggen", strings.NewReader("als=klantmanager"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusNotFound || w.Header().Get("Set-Cookie") != "" {
		t.Errorf("the demo login answers %d where there is no demo", w.Code)
	}
	if a := b.post("/demo/inloggen", url.Values{"als": {"burgemeester"}}); a.status != http.StatusNotFound {
		t.Errorf("nobody logs in: %d", a.status)
	}
	if a := b.post("/demo/inloggen", url.Values{"als": {"klantmanager"}, "naar": {"/dossiers?fase=leren"}}); a.naar != "/dossiers?fase=leren" {
		t.Errorf("back to %q", a.naar)
	}
	for _, elders := range []string{"https://elders.example", "//elders.example", `/\elders.example`, "javascript:alert(1)"} {
		if a := b.post("/demo/inloggen", url.Values{"als": {"klantmanager"}, "naar": {elders}}); a.naar != "/vandaag" {
			t.Errorf("%q leads to %q", elders, a.naar)
		}
	}
	b.post("/uitloggen", nil)
	if a := b.haal("/vandaag?wiens=team"); a.naar != "/inloggen?naar=%2Fvandaag%3Fwiens%3Dteam" {
		t.Errorf("after logging out: %d %q", a.status, a.naar)
	}
}

func TestFormulierVanEenAndereSiteLegtNietsVast(t *testing.T) {
	b := openBalie(t)
	r, err := http.NewRequest(http.MethodPost, b.adres+"/demo/inloggen", strings.NewReader("als=klantmanager"))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if a := b.stuur(r); a.status != http.StatusForbidden || !strings.Contains(a.tekst, "van een andere website") {
		t.Errorf("%d", a.status)
	}
	if a := b.post("/demo/inloggen", url.Values{"als": {strings.Repeat("x", vormlimiet+1)}}); a.status != http.StatusRequestEntityTooLarge {
		t.Errorf("a form that is too large: %d", a.status)
	}
}

func TestSneltoetsenZijnDieVanHetScript(t *testing.T) {
	script, err := os.ReadFile("vormgeving/traject.js")
	if err != nil {
		t.Fatal(err)
	}
	in := map[string]bool{"Enter": true} // the browser itself opens the link that has focus
	for _, m := range regexp.MustCompile(`case "(.)":`).FindAllStringSubmatch(string(script), -1) {
		in[m[1]] = true
		for _, m := range regexp.MustCompile(`e\.key !== "(\w+)"`).FindAllStringSubmatch(string(script), -1) {
			in[m[1]] = true
		}
	}
	for _, x := range toetsen {
		if !in[x.Toets] {
			t.Errorf("the page promises %q, the script does not know it", x.Toets)
		}
		delete(in, x.Toets)
	}
	if len(in) > 0 {
		t.Errorf("the script knows keys the page does not tell: %v", in)
	}
}

// A house without a single dossier says how to begin; who has nothing to do hears where
// there is something.
func TestLegeLijstenZeggenWatMenKanDoen(t *testing.T) {
	b := openBalie(t)
	for adres, wil := range map[string][]string{
		"/vandaag":             {"U hebt nu niets te doen.", `href="/vandaag?wiens=team"`, `href="/dossiers"`},
		"/vandaag?wiens=team":  {"niets te doen voor uw team"},
		"/vandaag?soort=x":     {"Er zijn geen taken die bij deze filters passen."},
		"/dossiers":            {"Er zijn nog geen dossiers.", `href="/dossiers/nieuw"`, `href="/duo/lijst"`},
		"/dossiers?wiens=mijn": {"U hebt zelf nog geen dossiers."},
		"/dossiers?fase=plan":  {"Er zijn geen dossiers die bij deze filters passen."},
		"/dossiers?zoek=niets": {"Geen dossier gevonden op naam of nummer niets."},
	} {
		a := b.haal(adres)
		heeft(t, a.tekst, wil...)
		for _, k := range regexp.MustCompile(`<li><a class="utrecht-link" href="([^"]+)"`).FindAllStringSubmatch(a.tekst, -1) {
			if s := b.haal(strings.ReplaceAll(k[1], "&amp;", "&")).status; s != http.StatusOK {
				t.Errorf("%s leads to %s, which answers %d", adres, k[1], s)
			}
		}
	}
}
