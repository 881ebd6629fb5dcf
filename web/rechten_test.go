package web

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// The people of this example: everyone of every role, in the municipality of the
// dossier and in another one. The dossier belongs to the first klantmanager.
var rollen = map[string]app.Wie{
	"km":    {Gebruiker: "a.jansen", Rol: begrip.Klantmanager, Team: "noord"},
	"ander": {Gebruiker: "z.zuid", Rol: begrip.Klantmanager, Team: "zuid"},
	"tl":    {Gebruiker: "t.leider", Rol: begrip.Teamleider},
	"ju":    {Gebruiker: "m.visser", Rol: begrip.Jurist},
	"be":    {Gebruiker: "j.bakker", Rol: begrip.Beleid},
	"to":    {Gebruiker: "p.kok", Rol: begrip.Toezichthouder},
	"ab":    {Gebruiker: "l.degroot", Rol: begrip.Applicatiebeheer},
	"at":    {Gebruiker: "school", Rol: begrip.AanbiederTaal, Aanbieder: "school"},
	"ao":    {Gebruiker: "map", Rol: begrip.AanbiederOverig, Aanbieder: "map"},
	"in":    {Gebruiker: "burger", Rol: begrip.Inburgeraar, Dossier: "2026-9999"},
}

const iedereen = "km ander tl ju be to ab at ao in"

// wieMag says per route who gets in. A route that is not here fails the test, so a new
// page cannot come without someone having said who may see it.
var wieMag = map[string]string{
	"GET /{$}":                      iedereen,
	"GET /regelboek":                iedereen,
	"GET /regelboek/{regel}":        iedereen,
	"GET /vandaag":                  "km ander tl",
	"POST /vandaag":                 "km ander tl",
	"GET /vandaag/uitnodigen":       "km ander tl",
	"POST /vandaag/uitnodigen":      "km ander tl",
	"GET /dossiers":                 "km ander tl ju",
	"POST /dossiers/zoek-bsn":       "km ander tl ju",
	"GET /besluiten":                "km ander tl ju",
	"GET /sturing":                  "tl be to",
	"GET /beheer":                   "km ander tl ab",
	"POST /beheer/controle":         "ab",
	"GET /beheer/audit":             "to",
	"GET /beheer/wachtrij":          "ab",
	"POST /beheer/wachtrij":         "ab",
	"GET /duo/lijst":                "km ander tl",
	"POST /duo/lijst":               "km ander tl",
	"GET /duo/lijst/{lijst}":        "km ander tl",
	"POST /duo/lijst/{lijst}":       "km ander tl",
	"GET /duo/lijst/{lijst}/fouten": "km ander tl",
	"GET /beheer/duo":               "ab",
	"POST /beheer/duo":              "ab",
	"GET /beheer/medewerkers":       "tl ab",

	"GET /duo/portaal":                          "km ander tl",
	"GET /beheer/contactpersonen":               "tl ab",
	"GET /beheer/contactpersonen/{medewerker}":  "tl ab",
	"POST /beheer/contactpersonen/{medewerker}": "tl ab",
	"GET /dossiers/{nummer}/duo":                "km tl ju",
	"GET /dossiers/{nummer}/duo/vergelijken":    "km tl ju",
	"POST /dossiers/{nummer}/duo/vergelijken":   "km tl ju",
	"GET /beheer/duo-vergelijken":               "ab",
	"POST /beheer/duo-vergelijken":              "ab",
	"GET /duo/verschillen":                      "tl ju",
	"GET /dossiers/{nummer}/duo/{melding}":      "km tl ju",
	"POST /dossiers/{nummer}/duo/{melding}":     "km tl ju",
	"GET /dossiers/{nummer}/portaal":            "km tl ju",
	"POST /dossiers/{nummer}/portaal":           "km tl ju",

	"GET /beheer/medewerkers/{medewerker}":             "tl ab",
	"POST /beheer/medewerkers/{medewerker}":            "tl ab",
	"POST /beheer/medewerkers/{medewerker}/overdragen": "tl",
	"GET /beheer/vernietigen":                          "tl ju",
	"POST /beheer/vernietigen":                         "tl ju",
	"GET /beheer/verklaringen":                         "tl ju to",
	"GET /beheer/verklaringen/{voorstel}":              "tl ju to",
	"POST /beheer/verklaringen/{voorstel}":             "tl ju",
	"GET /beheer/verklaringen/{voorstel}/pdf":          "tl ju to",
	"GET /beheer/verklaringen/{voorstel}/blad":         "tl ju to",
	"GET /beheer/vernietigd":                           "tl ju to",
	"GET /beheer/lange-set":                            "tl ju",
	"POST /beheer/lange-set":                           "tl ju",
	"GET /beheer/verwerkers":                           "tl ju be to",
	"GET /beheer/verwerkers/nieuw":                     "tl be",
	"POST /beheer/verwerkers/nieuw":                    "tl be",
	"GET /beheer/verwerkers/{verwerker}":               "tl ju be to",
	"POST /beheer/verwerkers/{verwerker}":              "tl be",
	"GET /dossiers/{nummer}/bewaren":                   "km tl ju in",
	"POST /dossiers/{nummer}/bewaren":                  "tl ju",
	"GET /dossiers/{nummer}/inzage":                    "ju in",
	"POST /dossiers/{nummer}/inzage":                   "ju in",
	"GET /mijn/gegevens":                               "in",     // everything about oneself, and of nobody else
	"GET /mijn":                                        iedereen, // a page about oneself; without a dossier of one's own it holds none
	"GET /regelboek/beleid":                            iedereen,
	"GET /dossiers/openen":                             "km ander tl",
	"POST /dossiers/openen":                            "km ander tl",
	"GET /dossiers/nieuw":                              "km ander tl",
	"POST /dossiers/nieuw":                             "km ander tl",
	"POST /sessie":                                     iedereen,
	"GET /signalen/{bericht}/koppelen":                 "km ander tl",
	"POST /signalen/{bericht}/koppelen":                "km ander tl",

	"GET /deelnemers":          "at ao",
	"GET /deelnemers/{nummer}": "at ao",

	"GET /deelnemers/{nummer}/uren":  "at ao",
	"POST /deelnemers/{nummer}/uren": "at ao",

	"GET /dossiers/{nummer}":                       "km tl ju in",
	"POST /dossiers/{nummer}/reden":                "km ander",
	"GET /dossiers/{nummer}/bestand":               "km tl ju",
	"GET /dossiers/{nummer}/brieven/{kenmerk}":     "km tl ju in",
	"GET /dossiers/{nummer}/brieven/{kenmerk}/pdf": "km tl ju in",
	"GET /dossiers/{nummer}/toewijzen":             "km tl",
	"POST /dossiers/{nummer}/toewijzen":            "km tl",
}

// wieMagBij gives who gets in at a route. All acts on a dossier have one rule: who may
// act on it. Those that record nothing about the law have one of their own above.
func wieMagBij(patroon string) (string, bool) {
	if mag, ok := wieMag[patroon]; ok {
		return mag, true
	}
	for _, a := range strings.Fields("oproepen waarschuwen verschenen verschijnen leerbaarheidstoets intake pip-melden persoon notitie partner pip wat-als signaal signaal-afhandelen aanbod deelname") {
		if _, pad, _ := strings.Cut(patroon, " "); pad == "/dossiers/{nummer}/"+a || pad == "/dossiers/{nummer}/"+a+"/brief" {
			return "km tl ju", true
		}
	}
	return "", false
}

// Every route × role × municipality, taken from the router itself. Who has no right gets
// the same answer for a dossier that is there as for one that is not, in the same class
// of time, and never a word about the person.
func TestElkeRouteVoorElkeRolEnGemeente(t *testing.T) {
	b := openBalie(t)
	plek := b.naIntake()
	d := b.beeld(plek)
	bsn := d.Dossier.Persoon.BSN.Cijfers()
	b.metAanbieders()
	ids := b.plaats(d.Nummer, bijInstelling(taalhuis, dossier.AanbodLeerroute, "2026-09-01", ""), bijInstelling(werkplein, dossier.AanbodMAP, "2026-09-01", ""))
	les, kaart := ids[0], ids[1]
	var mensen []Demomens
	for als, wie := range rollen {
		for _, g := range []begrip.Gemeente{anke.Gemeente, "8888"} {
			wie.Gemeente, wie.Naam = g, als
			if als == "in" {
				wie.Dossier = d.Nummer
			}
			mensen = append(mensen, Demomens{Als: als + string(g), Wie: wie})
		}
	}
	b.metMensen(mensen)
	s := &Web{Instellingen: Instellingen{Huis: b.huis, Log: b.huis.Log, Demo: mensen}}
	kenmerk := "geen"
	if len(d.Brieven) > 0 {
		kenmerk = d.Brieven[0].Kenmerk
	}
	gelopen := 0
	paden := s.paden()
	// Giving a reason opens doors, so it comes last.
	slices.SortStableFunc(paden, func(x, y pad) int {
		return boolGetal(strings.HasSuffix(x.patroon, "/reden")) - boolGetal(strings.HasSuffix(y.patroon, "/reden"))
	})
	for _, p := range paden {
		mag, bekend := wieMagBij(p.patroon)
		if !bekend {
			t.Errorf("route %s has no rule: say in wieMag who may see it", p.patroon)
			continue
		}
		methode, vorm, _ := strings.Cut(p.patroon, " ")
		for _, m := range mensen {
			b.login(m.Als)
			b.uren = url.Values{"deelname": {les}, "maand": {"2026-09"}}
			if m.Wie.Rol == begrip.AanbiederOverig {
				b.uren.Set("deelname", kaart)
			}
			als := strings.TrimSuffix(m.Als, string(m.Wie.Gemeente))
			hier := m.Wie.Gemeente == anke.Gemeente
			overDossier := strings.Contains(vorm, "{nummer}")
			magErin := slices.Contains(strings.Fields(mag), als) && (hier || !overDossier || strings.HasSuffix(vorm, "/reden"))
			if !hier && magErin && (als == "in" || strings.Contains(vorm, "openen") || strings.Contains(vorm, "nieuw") || strings.Contains(vorm, "{bericht}") || strings.Contains(vorm, "medewerkers") || strings.Contains(vorm, "contactpersonen") || strings.Contains(vorm, "wachtrij") || strings.Contains(vorm, "/duo")) {
				continue // the house is of one municipality only; see gemeenten_test.go for two
			}
			echt := b.klop(methode, vorm, d.Nummer, kenmerk)
			gelopen++
			dicht := echt.status == http.StatusForbidden || echt.status == http.StatusNotFound
			if magErin == dicht && !strings.Contains(vorm, "{regel}") && !strings.Contains(vorm, "{bericht}") && !strings.Contains(vorm, "{lijst}") && !strings.Contains(vorm, "{voorstel}") && !strings.Contains(vorm, "{verwerker}") && !(magErin && strings.Contains(vorm, "{kenmerk}") && kenmerk == "geen") {
				t.Errorf("%s as %s of %s: %d", p.patroon, als, m.Wie.Gemeente, echt.status)
			}
			if strings.Contains(echt.tekst+echt.naar, bsn) && (!hier || !slices.Contains([]string{"km", "tl", "ju", "in", "at"}, als)) {
				t.Errorf("%s as %s of %s: there is a BSN in the answer", p.patroon, als, m.Wie.Gemeente) // Wi2021 art. 36, Bi2021 art. 9.10
			}
			if !magErin || !hier {
				if strings.Contains(echt.tekst, "Haile") {
					t.Errorf("%s as %s of %s names the person", p.patroon, als, m.Wie.Gemeente)
				}
			}
			ziet := hier && slices.Contains(strings.Fields(wieMag["GET /dossiers/{nummer}"]), als)
			if !overDossier || magErin || ziet { // who sees the dossier may know that it is there
				continue
			}
			nep := b.klop(methode, vorm, "2026-7777", strings.ReplaceAll(kenmerk, d.Nummer, "2026-7777"))
			if nep.status != echt.status || strings.ReplaceAll(nep.tekst, "2026-7777", "") != strings.ReplaceAll(echt.tekst, d.Nummer, "") || nep.naar != echt.naar {
				t.Errorf("%s as %s of %s: one that is there gives %d, one that is not %d", p.patroon, als, m.Wie.Gemeente, echt.status, nep.status)
			}
		}
	}
	if gelopen < 20*20 {
		t.Errorf("only %d visits", gelopen)
	}
}

// metMensen puts a door with other people before the same house.
func (b *balie) metMensen(mensen []Demomens) {
	b.t.Helper()
	h, err := Nieuw(Instellingen{Huis: b.huis, Gemeente: "Voorbeeldstad", Log: b.huis.Log, Demo: mensen})
	if err != nil {
		b.t.Fatal(err)
	}
	b.opDeur(h)
}

func (b *balie) opDeur(h http.Handler) {
	server := httptest.NewServer(h)
	b.t.Cleanup(server.Close)
	b.adres = server.URL
}

// klop visits a route with these values in it.
func (b *balie) klop(methode, vorm, nummer, kenmerk string) antwoord {
	adres := strings.NewReplacer("{$}", "", "{nummer}", nummer, "{kenmerk}", kenmerk, "{regel}", "pip", "{bericht}", "onbekend", "{voorstel}", "8204999999-00000000", "{verwerker}", "000000000000", "{medewerker}", app.SleutelVan("a.jansen"), "{melding}", "pip").Replace(vorm)
	if strings.HasSuffix(vorm, "/uren") && methode == http.MethodGet {
		adres += "?" + b.uren.Encode()
	} else if strings.HasSuffix(vorm, "/uren") {
		return b.post(adres, b.uren)
	}
	if methode == http.MethodGet {
		return b.haal(adres)
	}
	return b.post(adres, url.Values{"reden": {"Waarneming voor een zieke collega"}, "versie": {"1"}})
}

// Without login every route leads to the door, and the open pages are these and no others.
func TestZonderInlogKomtNiemandErin(t *testing.T) {
	b := openBalie(t)
	s := &Web{Instellingen: Instellingen{Huis: b.huis, Log: b.huis.Log, Demo: []Demomens{{Als: "x"}}}}
	b.client = &http.Client{CheckRedirect: b.client.CheckRedirect}
	for _, p := range s.paden() {
		methode, vorm, _ := strings.Cut(p.patroon, " ")
		if a := b.klop(methode, vorm, "2026-0001", "x"); a.status != http.StatusSeeOther || !strings.HasPrefix(a.naar, "/inloggen") {
			t.Errorf("%s without login: %d %s", p.patroon, a.status, a.naar)
		}
	}
	var open []string
	for _, p := range s.openPaden() {
		open = append(open, p.patroon)
	}
	slices.Sort(open)
	if wil := "GET /inloggen, GET /sneltoetsen, GET /toegankelijkheid, POST /demo/inloggen, POST /uitloggen"; strings.Join(open, ", ") != wil {
		t.Errorf("open are %s", strings.Join(open, ", "))
	}
}

// A refusal for a dossier of someone else takes as long as one for a number that is not there.
func TestWeigeringKostEvenveelTijd(t *testing.T) {
	b := openBalie(t)
	pad := b.naIntake()
	d := b.beeld(pad)
	zuid := rollen["ander"]
	zuid.Gemeente = anke.Gemeente
	meet := func(nummer string) time.Duration {
		var tijden []time.Duration
		for range 200 {
			begin := time.Now()
			if _, err := b.huis.Dossier(t.Context(), zuid, nummer); err == nil {
				t.Fatal("got in")
			}
			tijden = append(tijden, time.Since(begin))
		}
		slices.Sort(tijden)
		return tijden[len(tijden)/4]
	}
	echt, nep := meet(d.Nummer), meet("2026-7777")
	// Reading and folding the dossier costs many times as much; that is the difference that would show.
	if echt > 4*nep || nep > 4*echt {
		t.Errorf("there: %v, not there: %v", echt, nep)
	}
}

// The page that asks for a reason records it and opens the dossier; a reason that is too
// short comes back with what was typed.
func TestRedenGevenOpentHetDossier(t *testing.T) {
	b := openBalie(t)
	pad := b.naIntake()
	d := b.beeld(pad)
	zuid, kok := rollen["ander"], rollen["to"]
	zuid.Gemeente, kok.Gemeente = anke.Gemeente, anke.Gemeente
	b.metMensen([]Demomens{{Als: "zuid", Wie: zuid}, {Als: "kok", Wie: kok}})
	b.login("zuid")
	a := b.haal(pad)
	if a.status != http.StatusNotFound || !strings.Contains(a.tekst, "Waarom hebt u dit dossier nodig?") {
		t.Fatalf("%d", a.status)
	}
	if a := b.post(pad+"/reden", url.Values{"reden": {"kort"}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, "kort</textarea>") {
		t.Errorf("a short reason: %d", a.status)
	}
	if a := b.post(pad+"/reden", url.Values{"reden": {"Waarneming voor Anke"}}); a.status != http.StatusSeeOther || a.naar != pad {
		t.Fatalf("%d %s", a.status, a.naar)
	}
	if a := b.haal(pad); a.status != http.StatusOK || !strings.Contains(a.tekst, "Haile") {
		t.Errorf("after the reason: %d", a.status)
	}
	b.login("kok")
	a = b.haal("/beheer/audit?nummer=" + d.Nummer + "&gebruiker=z.zuid")
	if a.status != http.StatusOK || strings.Count(a.tekst, "Waarneming voor Anke") != 1 || !strings.Contains(a.tekst, "met reden") || !strings.Contains(a.tekst, "Toegang geweigerd") {
		t.Errorf("the audit page: %d", a.status)
	}
	if strings.Contains(a.tekst, "Haile") || bytes.Contains([]byte(a.tekst), []byte("99999")) {
		t.Error("the audit names the person")
	}
	for _, fout := range []string{"?nummer=999990019", "?gebruiker=999990019", "?van=gisteren"} {
		if a := b.haal("/beheer/audit" + fout); a.status != http.StatusUnprocessableEntity || strings.Contains(a.tekst, `value="999990019"`) {
			t.Errorf("%s: %d", fout, a.status)
		}
	}
	if a := b.haal("/beheer/audit?na=onzin"); a.status != http.StatusNotFound {
		t.Errorf("a place that is not there: %d", a.status)
	}
}

func boolGetal(b bool) int {
	if b {
		return 1
	}
	return 0
}
