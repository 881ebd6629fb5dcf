package web

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"net/http"
	"testing"
)

func sleutelparen(t *testing.T) map[string]crypto.Signer {
	t.Helper()
	r, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	e, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]crypto.Signer{"RSA": r, "P-256": e}
}

// A provider that takes no secret is shown a proof by our key: once, for a short time, and
// only by whoever has that key.
func TestInloggenMetEenSleutelInPlaatsVanEenGeheim(t *testing.T) {
	for soort, geheim := range sleutelparen(t) {
		t.Run(soort, func(t *testing.T) {
			onze, err := NieuweInlogsleutel(geheim, "")
			if err != nil || onze.ID == "" {
				t.Fatal(err)
			}
			b, u := openBalie(t), nieuweUitgever(t)
			u.van, u.bewijs = onze, geheim.Public()
			b.metUitgever(u)
			if a := b.haal(b.bijUitgever("/dossiers")); a.status != http.StatusSeeOther || a.naar != "/dossiers" {
				t.Fatalf("%d %s %s", a.status, a.naar, a.tekst)
			}
			b.verseBrowser()
			if a := b.haal(b.bijUitgever("/dossiers")); a.status != http.StatusSeeOther {
				t.Errorf("a second login needs a proof of its own: %d", a.status)
			}
			if len(u.gebruikt) != 2 {
				t.Errorf("%d proofs, want 2", len(u.gebruikt))
			}
			andere := sleutelparen(t)[soort]
			if u.van, err = NieuweInlogsleutel(andere, onze.ID); err != nil {
				t.Fatal(err)
			}
			b.metUitgever(u)
			if a := b.haal(b.bijUitgever("")); a.status != http.StatusBadRequest {
				t.Errorf("a proof by another key: %d", a.status)
			}
		})
	}
}

func TestZwakkeInlogsleutelWordtGeweigerd(t *testing.T) {
	kort, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	lang, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	_, ed, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for naam, s := range map[string]crypto.Signer{"RSA 1024": kort, "P-384": lang, "Ed25519": ed} {
		if _, err := NieuweInlogsleutel(s, "x"); err == nil {
			t.Errorf("%s was taken", naam)
		}
	}
	if s, err := NieuweInlogsleutel(sleutelparen(t)["RSA"], "onze-naam"); err != nil || s.ID != "onze-naam" {
		t.Errorf("%v %v", s, err)
	}
}
