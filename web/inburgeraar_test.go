package web

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"traject/kern/begrip"
)

// afgeluisterd remembers everything that is kept of sessions.
type afgeluisterd struct {
	Sessies
	alles bytes.Buffer
}

func (s *afgeluisterd) BewaarSessie(ctx context.Context, sleutel, gebruiker string, tot time.Time, inhoud []byte) error {
	s.alles.WriteString(sleutel + gebruiker)
	s.alles.Write(inhoud)
	return s.Sessies.BewaarSessie(ctx, sleutel, gebruiker, tot, inhoud)
}

// A newcomer logs in with the BSN that the provider gives, sees the own course and nothing
// else, and the BSN is in no session, no log and no page.
func TestInburgeraarLogtInMetHetEigenTraject(t *testing.T) {
	b, u := openBalie(t), nieuweUitgever(t)
	plek := b.naIntake()
	d := b.beeld(plek)
	bsn := d.Dossier.Persoon.BSN.Cijfers()
	u.pas = func(c map[string]any) {
		c["rollen"], c["preferred_username"], c["sub"], c["bsn"] = []string{"burger"}, bsn, "s-"+bsn, bsn
		delete(c, "team")
	}
	oor := &afgeluisterd{Sessies: b.huis}
	h, err := Nieuw(Instellingen{Huis: b.huis, Sessies: oor, Gemeente: "Voorbeeldstad", Log: b.huis.Log, Klok: func() time.Time { return b.klok },
		OIDC: &OIDC{Uitgever: u.URL, ClientID: "traject", Geheim: "geheim", Terug: "http://traject.example/inloggen/terug", Gebruikerclaim: "preferred_username",
			Rolclaim: "rollen", Teamclaim: "team", BSNclaim: "bsn", Rollen: []Rolpaar{{"burger", begrip.Inburgeraar}}, Gemeente: anke.Gemeente}})
	if err != nil {
		t.Fatal(err)
	}
	b.opDeur(h)
	b.verseBrowser()
	a := b.haal(b.bijUitgever(""))
	if a.status != http.StatusSeeOther || a.naar != "/mijn" {
		t.Fatalf("%d %s", a.status, a.naar)
	}
	mijn := b.haal("/mijn")
	heeft(t, mijn.tekst, d.Dossier.Persoon.Voornamen)
	for _, adres := range []string{"/vandaag", "/dossiers", "/besluiten", "/sturing", "/beheer", "/beheer/audit", "/beheer/medewerkers", plek + "/notitie", "/dossiers/2026-7777"} {
		if a := b.haal(adres); a.status != http.StatusForbidden && a.status != http.StatusNotFound {
			t.Errorf("%s: %d", adres, a.status)
		}
	}
	for naam, tekst := range map[string]string{"the session": oor.alles.String(), "the log": b.log.String(), "the page": mijn.tekst} {
		if strings.Contains(tekst, bsn) {
			t.Errorf("the BSN stands in %s", naam)
		}
	}
	// The token of the provider holds the BSN in base64, where no search for nine digits finds it.
	if strings.Contains(oor.alles.String(), "eyJ") {
		t.Error("the session keeps the token, and with it the BSN")
	}
	// Someone without a dossier reads what to do, and not whether there ever was one.
	for _, ander := range []string{"999990123", "geen-nummer", ""} {
		bsn = ander
		b.verseBrowser()
		if a := b.haal(b.bijUitgever("")); a.status != http.StatusForbidden || !strings.Contains(a.tekst, "Wij vinden uw traject niet") {
			t.Errorf("%q: %d", ander, a.status)
		}
		if a := b.haal("/mijn"); a.status != http.StatusSeeOther {
			t.Errorf("%q got in", ander)
		}
	}
}
