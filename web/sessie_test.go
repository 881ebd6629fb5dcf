package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"traject/app"
)

// After a quarter of an hour one logs in again. What was typed is a draft then, and
// nothing was recorded.
func TestNaEenKwartierBlijftStaanWatWasIngevuld(t *testing.T) {
	b, u := openBalie(t), nieuweUitgever(t)
	plek := b.naIntake()
	b.metUitgever(u)
	if a := b.haal(b.bijUitgever("")); a.status != http.StatusSeeOther {
		t.Fatal(a.status)
	}
	vorm := b.haal(plek + "/notitie").vorm(t)
	vorm.Set("tekst", "Mevrouw belt morgen terug over het rooster")
	vorm.Set("weg", "ja") // also who wants to throw it away has to be there for that
	versie := b.beeld(plek).Versie

	b.klok = b.klok.Add(14 * time.Minute)
	if a := b.haal("/vandaag"); a.status != http.StatusOK {
		t.Errorf("after fourteen minutes: %d", a.status)
	}
	b.klok = b.klok.Add(StilNa)
	a := b.post(plek+"/notitie", vorm)
	if a.status != http.StatusSeeOther || a.naar != "/inloggen?bewaard=ja&naar="+plek+"/notitie" {
		t.Fatalf("%d %s", a.status, a.naar)
	}
	if n := b.beeld(plek).Versie; n != versie {
		t.Error("the note was recorded by someone who was not there")
	}
	heeft(t, b.haal(a.naar).tekst, "U was een kwartier niet bezig", "als concept bewaard")
	if a := b.haal("/vandaag"); a.status != http.StatusSeeOther {
		t.Errorf("still in: %d", a.status)
	}
	a = b.haal(b.bijUitgever(plek + "/notitie"))
	if a.naar != plek+"/notitie" {
		t.Fatalf("%d %s", a.status, a.naar)
	}
	heeft(t, b.haal(plek+"/notitie").tekst, "Mevrouw belt morgen terug over het rooster")
}

func TestEenSessieVerlengtMaarNietLangerDanEenWerkdag(t *testing.T) {
	b, u := openBalie(t), nieuweUitgever(t)
	b.metUitgever(u)
	b.haal(b.bijUitgever(""))
	begin := b.klok
	for b.klok = begin; b.klok.Sub(begin) < VerlooptNa; b.klok = b.klok.Add(10 * time.Minute) {
		if a := b.post("/sessie", nil); a.status != http.StatusNoContent {
			t.Fatalf("after %v: %d", b.klok.Sub(begin), a.status)
		}
	}
	// Ten minutes after the last sign of work: it is the day that is over, not the quiet.
	b.klok = begin.Add(VerlooptNa)
	if a := b.post("/sessie", nil); a.status != http.StatusSeeOther {
		t.Errorf("after eight hours: %d", a.status)
	}
}

// The cookie of a real municipality is one a browser takes only from this host, over https.
func TestHetKoekjeIsVanDitAdresAlleen(t *testing.T) {
	b := openBalie(t)
	h, err := Nieuw(Instellingen{Huis: b.huis, Log: b.huis.Log, Veilig: true, Demo: []Demomens{{Als: "x", Wie: anke}}})
	if err != nil {
		t.Fatal(err)
	}
	b.opDeur(h)
	b.verseBrowser()
	k := b.post("/demo/inloggen", url.Values{"als": {"x"}}).kop.Get("Set-Cookie")
	for _, deel := range []string{"__Host-traject=", "Path=/", "Secure", "HttpOnly", "SameSite=Lax"} {
		if !strings.Contains(k, deel) {
			t.Errorf("the cookie lacks %s: %s", deel, k)
		}
	}
	if strings.Contains(k, "Domain") {
		t.Error(k)
	}
}

// Whatever form is sent when the session rests: nothing is recorded.
func TestEenRustendeSessieLegtNietsVast(t *testing.T) {
	b, u := openBalie(t), nieuweUitgever(t)
	plek := b.naIntake()
	b.metUitgever(u)
	b.haal(b.bijUitgever(""))
	s := &Web{Instellingen: Instellingen{Huis: b.huis, Log: b.huis.Log}}
	nummer, versie := strings.TrimPrefix(plek, "/dossiers/"), b.beeld(plek).Versie
	b.klok = b.klok.Add(StilNa)
	for _, p := range s.paden() {
		methode, vorm, _ := strings.Cut(p.patroon, " ")
		if methode != http.MethodPost {
			continue
		}
		adres := strings.NewReplacer("{nummer}", nummer, "{bericht}", "onbekend", "{medewerker}", app.SleutelVan("a.jansen")).Replace(vorm)
		a := b.post(adres, url.Values{"versie": {strconv.Itoa(versie)}, "tekst": {"x"}, "aan": {"b.dewit"}, "weg": {"ja"}, "reden": {"Waarneming voor een collega"}})
		if a.status != http.StatusSeeOther || !strings.HasPrefix(a.naar, "/inloggen") {
			t.Errorf("%s: %d %s", p.patroon, a.status, a.naar)
		}
		if n := b.beeld(plek).Versie; n != versie {
			t.Fatalf("%s recorded something", p.patroon)
		}
	}
}
