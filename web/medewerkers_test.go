package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"traject/app"
	"traject/kern/begrip"
	"traject/store"
)

// metBeheer puts a door before the house with a team leader, an application manager and
// a new colleague, and sessions in the store.
func (b *balie) metBeheer() {
	b.t.Helper()
	wie := func(gebruiker, naam string, rol begrip.Rol) Demomens {
		return Demomens{Als: gebruiker, Wie: app.Wie{Gebruiker: gebruiker, Naam: naam, Rol: rol, Gemeente: anke.Gemeente}}
	}
	h, err := Nieuw(Instellingen{Huis: b.huis, Sessies: b.huis, Gemeente: "Voorbeeldstad", Log: b.huis.Log,
		Demo: []Demomens{wie("t.leider", "Tess Leider", begrip.Teamleider), wie("l.degroot", "Lex de Groot", begrip.Applicatiebeheer), wie("n.nieuw", "Nora Nieuw", begrip.Klantmanager)}})
	if err != nil {
		b.t.Fatal(err)
	}
	b.opDeur(h)
}

// The team leader finds who logged in, gives a team and a telephone, reads what cannot be,
// and hands over the dossiers of who left; then that person is out.
func TestMedewerkersBijhouden(t *testing.T) {
	b := openBalie(t)
	plek := b.naIntake()
	d := b.beeld(plek)
	nora := app.Wie{Gebruiker: "n.nieuw", Naam: "Nora Nieuw", Rol: begrip.Klantmanager, Gemeente: anke.Gemeente}
	if _, err := b.huis.Ingelogd(t.Context(), nora, app.Bereikbaar{Email: "nora@voorbeeldstad.example"}); err != nil {
		t.Fatal(err)
	}
	b.metBeheer()
	nieuw, anneke := "/beheer/medewerkers/"+app.SleutelVan("n.nieuw"), "/beheer/medewerkers/"+app.SleutelVan("a.jansen")
	b.login("l.degroot")
	a := b.haal(nieuw)
	heeft(t, a.tekst, "Nora Nieuw", "nora@voorbeeldstad.example", "Log overal uit")
	if strings.Contains(b.haal(anneke).tekst, "Haile") {
		t.Error("application management sees whose dossiers these are")
	}
	b.login("t.leider")
	heeft(t, b.haal("/beheer").tekst, `href="/beheer/medewerkers"`)
	a = b.haal("/beheer/medewerkers")
	heeft(t, a.tekst, "Nora Nieuw", "Anke Jansen", "aanwezig", `href="`+nieuw+`"`)
	for _, adres := range []string{"/beheer/medewerkers", nieuw, anneke} {
		if f := keur(t, b.haal(adres).tekst); len(f) > 0 {
			t.Errorf("%s: %v", adres, f)
		}
	}
	vorm := b.haal(nieuw).vorm(t)
	vorm.Set("telefoon", "bel maar")
	vorm.Set("team", "noord")
	if a := b.post(nieuw, vorm); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, `value="bel maar"`) || !strings.Contains(a.tekst, `value="noord"`) {
		t.Errorf("no telephone number: %d", a.status)
	}
	vorm.Set("telefoon", "088 000 00 01")
	vorm.Set("afwezig-dag", "1")
	vorm.Set("afwezig-maand", "10")
	vorm.Set("afwezig-jaar", "2027")
	if a := b.post(nieuw, vorm); a.status != http.StatusSeeOther {
		t.Fatalf("keeping: %d %s", a.status, a.tekst)
	}
	heeft(t, b.haal("/beheer/medewerkers").tekst, "noord", "088 000 00 01", "afwezig tot en met 1 okt 2027")
	if a := b.post(nieuw, vorm); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a form of before: %d", a.status)
	}
	// The dossiers of Anke go to Nora, each with an act of its own.
	heeft(t, b.haal(anneke).tekst, "Haile", "Geef alle dossiers aan", "Nora Nieuw")
	if a := b.post(anneke+"/overdragen", url.Values{"aan": {"niemand"}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, "Kies een klantmanager") {
		t.Errorf("to nobody: %d", a.status)
	}
	if a := b.post(anneke+"/overdragen", url.Values{"aan": {app.SleutelVan("n.nieuw")}}); a.status != http.StatusSeeOther {
		t.Fatalf("handing over: %d %s", a.status, a.tekst)
	}
	heeft(t, b.haal(anneke).tekst, "1 dossier is overgedragen", "heeft geen dossiers")
	heeft(t, b.haal("/dossiers/"+d.Nummer).tekst, "Nora Nieuw")
	// Nora works; when she left she is out at once.
	leider := b.client
	b.login("n.nieuw")
	n := b.client
	if a := b.haal("/vandaag"); a.status != http.StatusOK {
		t.Fatal(a.status)
	}
	b.client = leider
	vorm = b.haal(nieuw).vorm(t)
	vorm.Set("weg", "ja")
	if a := b.post(nieuw, vorm); a.status != http.StatusSeeOther {
		t.Fatal(a.status)
	}
	b.client = n
	if a := b.haal("/vandaag"); a.status != http.StatusSeeOther {
		t.Errorf("who left still works: %d", a.status)
	}
}

// What failed is shown with the reason and without a dossier, and goes back by hand: one
// piece, or all of a sort.
func TestWachtrijMetDeHand(t *testing.T) {
	b := openBalie(t)
	var werk []store.Uitgaand
	for _, n := range []string{"2026-0001", "2026-0002", "2026-0003"} {
		werk = append(werk, store.Uitgaand{Sleutel: "brief:" + n + "-1", Soort: app.WerkBrief, Vanaf: b.klok.Unix()})
	}
	werk = append(werk, store.Uitgaand{Sleutel: "later", Soort: app.WerkTeam, Vanaf: b.klok.Unix() + 3600})
	g := anke.Gemeente
	if err := b.huis.Kelder.Plaats(t.Context(), g, werk); err != nil {
		t.Fatal(err)
	}
	us, err := b.huis.Kelder.Neem(t.Context(), g, app.WerkBrief, b.klok.Unix(), b.klok.Unix()+60, 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range us {
		if err := b.huis.Kelder.Mislukt(t.Context(), g, u, "de brief is niet te drukken", 0); err != nil {
			t.Fatal(err)
		}
	}
	b.metBeheer()
	b.login("l.degroot")
	a := b.haal("/beheer/wachtrij?stand=mislukt")
	heeft(t, a.tekst, "de brief is niet te drukken", "Probeer alle opnieuw", "Brief klaarzetten", "Lijsten bijwerken na een ander team")
	if strings.Contains(a.tekst, "2026-000") {
		t.Error("the queue names a dossier")
	}
	for _, adres := range []string{"/beheer/wachtrij", "/beheer/wachtrij?stand=mislukt", "/beheer/wachtrij?soort=team"} {
		if f := keur(t, b.haal(adres).tekst); len(f) > 0 {
			t.Errorf("%s: %v", adres, f)
		}
	}
	kenmerk := attr(lees(t, a.tekst).alle(`button[name=kenmerk]`)[0], "value")
	if a := b.post("/beheer/wachtrij", url.Values{"kenmerk": {kenmerk}}); a.status != http.StatusSeeOther {
		t.Fatal(a.status)
	}
	a = b.haal("/beheer/wachtrij?stand=mislukt")
	if strings.Count(a.tekst, `name="kenmerk"`) != 2 || !strings.Contains(a.tekst, "Het werk staat weer in de rij") {
		t.Error("one piece did not go back")
	}
	if a := b.post("/beheer/wachtrij", url.Values{"kenmerk": {"bestaat-niet"}}); a.status != http.StatusNotFound {
		t.Errorf("unknown work: %d", a.status)
	}
	if a := b.post("/beheer/wachtrij", url.Values{"soort": {app.WerkBrief}}); a.status != http.StatusSeeOther {
		t.Fatal(a.status)
	}
	heeft(t, b.haal("/beheer/wachtrij?stand=mislukt").tekst, "2 stukken werk staan weer in de rij", "Er is niets mislukt")
	heeft(t, b.haal("/beheer/wachtrij").tekst, "wacht")
}

// A session is kept where every instance finds it, and reading pages does not write there.
func TestSessieVanTweeInstantiesSchrijftZelden(t *testing.T) {
	b := openBalie(t)
	schrijft := &schrijvers{Sessies: b.huis}
	mensen := []Demomens{{Als: "km", Wie: anke}}
	deur := func() http.Handler {
		h, err := Nieuw(Instellingen{Huis: b.huis, Sessies: schrijft, Log: b.huis.Log, Demo: mensen})
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	b.opDeur(deur())
	een := b.adres
	b.login("km")
	koek := b.client.Jar
	b.opDeur(deur()) // a second instance
	twee := b.adres
	u1, err := url.Parse(een)
	if err != nil {
		t.Fatal(err)
	}
	u2, err := url.Parse(twee)
	if err != nil {
		t.Fatal(err)
	}
	koek.SetCookies(u2, koek.Cookies(u1))
	voor := schrijft.keren
	for range 5 {
		for _, b.adres = range []string{een, twee} {
			if a := b.haal("/vandaag"); a.status != http.StatusOK {
				t.Fatalf("%s: %d", b.adres, a.status)
			}
		}
	}
	if schrijft.keren != voor {
		t.Errorf("ten pages wrote the session %d times", schrijft.keren-voor)
	}
	b.adres = een
	if a := b.post("/uitloggen", nil); a.status != http.StatusSeeOther {
		t.Fatal(a.status)
	}
	b.adres = twee
	if a := b.haal("/vandaag"); a.status != http.StatusSeeOther {
		t.Errorf("logged out on one and not on the other: %d", a.status)
	}
}

// schrijvers counts how often a session is written.
type schrijvers struct {
	Sessies
	keren int
}

func (s *schrijvers) BewaarSessie(ctx context.Context, sleutel, gebruiker string, tot time.Time, inhoud []byte) error {
	s.keren++
	return s.Sessies.BewaarSessie(ctx, sleutel, gebruiker, tot, inhoud)
}

// Who logs in to the demo is in the register of staff with the day, as with an account.
func TestDemoOnthoudtWanneerIemandInlogde(t *testing.T) {
	b := openBalie(t)
	for _, m := range b.huis.Staf() {
		if (m.Gebruiker == "a.jansen") != (laatstIngelogd(m) == "14 sep 2026") {
			t.Errorf("%s: %s", m.Gebruiker, laatstIngelogd(m))
		}
	}
}
