package web

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"golang.org/x/oauth2"
)

// The provider changes its keys while people are at work: nobody is thrown out, and who
// logs in next is let in with the new one.
func TestSessiesBlijvenAlsDeUitgeverVanSleutelWisselt(t *testing.T) {
	b, u := openBalie(t), nieuweUitgever(t)
	b.metUitgever(u)
	if a := b.haal(b.bijUitgever("")); a.status != http.StatusSeeOther {
		t.Fatal(a.status)
	}
	u.wissel("k2")
	if a := b.haal("/vandaag"); a.status != http.StatusOK {
		t.Errorf("a session of before: %d", a.status)
	}
	b.verseBrowser()
	if a := b.haal(b.bijUitgever("")); a.status != http.StatusSeeOther {
		t.Errorf("a login after it: %d", a.status)
	}
}

// A clock of the provider that is a little off stops nobody: not in its answer, and not in
// what it thinks of our proof.
func TestKlokVanDeUitgeverLooptIetsAnders(t *testing.T) {
	for naam, verschil := range map[string]time.Duration{"ahead": time.Minute, "behind": -time.Minute} {
		b, u := openBalie(t), nieuweUitgever(t)
		u.pas = func(c map[string]any) {
			c["iat"], c["nbf"] = time.Now().Add(verschil).Unix(), time.Now().Add(verschil).Unix()
		}
		b.metUitgever(u)
		if a := b.haal(b.bijUitgever("")); a.status != http.StatusSeeOther {
			t.Errorf("%s: %d", naam, a.status)
		}
	}
	geheim := sleutelparen(t)["P-256"]
	onze, err := NieuweInlogsleutel(geheim, "")
	if err != nil {
		t.Fatal(err)
	}
	nu := time.Now()
	opties, err := onze.bewijs("traject", "https://inloggen.example/token", nu)
	if err != nil {
		t.Fatal(err)
	}
	c := oauth2.Config{Endpoint: oauth2.Endpoint{AuthURL: "https://inloggen.example/in"}}
	adres, err := url.Parse(c.AuthCodeURL("s", opties...))
	if err != nil {
		t.Fatal(err)
	}
	bewijs, err := jwt.ParseSigned(adres.Query().Get("client_assertion"), []jose.SignatureAlgorithm{jose.ES256})
	if err != nil {
		t.Fatal(err)
	}
	var claims jwt.Claims
	if err := bewijs.Claims(geheim.Public(), &claims); err != nil {
		t.Fatal(err)
	}
	for _, daar := range []time.Time{nu.Add(-25 * time.Second), nu.Add(25 * time.Second)} { // strict: no leeway of its own
		if err := claims.ValidateWithLeeway(jwt.Expected{Time: daar}, 0); err != nil {
			t.Errorf("at %s on its clock: %v", daar, err)
		}
	}
}
