package duo

import (
	"crypto/tls"
	"errors"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"traject/kern/begrip"
	"traject/keten/duo/nagebootst"
)

// tlsProef is een DUO met TLS en de bestanden waarmee een gemeente erbij komt.
type tlsProef struct {
	ca   *nagebootst.CA
	duo  *nagebootst.DUO
	kant *tls.Config // van DUO
}

func nieuweTLSProef(t *testing.T) *tlsProef {
	t.Helper()
	ca, err := nagebootst.NieuwCA()
	if err != nil {
		t.Fatal(err)
	}
	kant, err := ca.Server(oinDUO)
	if err != nil {
		t.Fatal(err)
	}
	d := nagebootst.Nieuw(nagebootst.Opstelling{OIN: oinDUO, Gemeenten: map[string]string{oinOns: proefgemeente}, Vandaag: func() begrip.Datum { return proefdag }, Certificaat: true})
	d.NeemOp(nagebootst.Persoon{BSN: proefBSN, Gemeente: proefgemeente, Plicht: nagebootst.Plicht{Geldt: true, Begin: dagen("2025-02-01")}})
	return &tlsProef{ca, d, kant}
}

// bestanden schrijft een certificaat met dit OIN in een map.
func (p *tlsProef) bestanden(t *testing.T, naam string, maak func(string) (tls.Certificate, error), oin string) nagebootst.Bestanden {
	t.Helper()
	cert, err := maak(oin)
	if err != nil {
		t.Fatal(err)
	}
	b, err := p.ca.Schrijf(t.TempDir(), naam, cert)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// verbind start DUO en geeft hoe een gemeente ermee verbindt.
func (p *tlsProef) verbind(t *testing.T) Verbinding {
	t.Helper()
	s, err := p.duo.Luister(p.kant)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Sluit(); err != nil {
			t.Error(err)
		}
	})
	b := p.bestanden(t, "gemeente", p.ca.Certificaat, oinOns)
	return Verbinding{URL: s.URL + "/v1", EigenOIN: oinOns, DUOOIN: oinDUO, Certificaat: b.Cert, Sleutel: b.Sleutel, CA: b.CA, Wachttijd: 5 * time.Second}
}

func leesEens(t *testing.T, v Verbinding) (Stand, error) {
	t.Helper()
	c, err := NieuweClient(v)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Sluit)
	return c.Lees(t.Context(), bsnVan(t, proefBSN), Inburgeringsplicht)
}

func TestBeideKantenTonenHunCertificaat(t *testing.T) {
	p := nieuweTLSProef(t)
	s, err := leesEens(t, p.verbind(t))
	if err != nil || s.Plicht == nil || s.Plicht.Begin != dagen("2025-02-01") {
		t.Fatalf("%+v, %v", s, err)
	}
}

// Wat er ook aan de verbinding mankeert: het is een storing met een zin die zegt wat, en
// er gaat geen vraag uit.
func TestVerbindingDieNietDeugtIsEenStoring(t *testing.T) {
	for zin, g := range map[string]struct {
		duo   func(*testing.T, *tlsProef)
		ons   func(*testing.T, *tlsProef, *Verbinding)
		noemt string
	}{
		"DUO heeft een verlopen certificaat": {duo: func(t *testing.T, p *tlsProef) {
			p.kant.Certificates = []tls.Certificate{maak(t, p.ca.Verlopen, oinDUO)}
		}, noemt: "verlopen"},
		"DUO heeft het OIN van een ander": {duo: func(t *testing.T, p *tlsProef) {
			p.kant.Certificates = []tls.Certificate{maak(t, p.ca.Certificaat, oinOns)}
		}, noemt: "ander OIN"},
		"een uitgever die wij niet kennen": {ons: func(t *testing.T, _ *tlsProef, v *Verbinding) {
			vreemd := nieuweTLSProef(t)
			v.CA = vreemd.bestanden(t, "vreemd", vreemd.ca.Certificaat, oinOns).CA
		}, noemt: "uitgever"},
		"DUO kent onze uitgever niet": {ons: func(t *testing.T, _ *tlsProef, v *Verbinding) {
			vreemd := nieuweTLSProef(t)
			b := vreemd.bestanden(t, "vreemd", vreemd.ca.Certificaat, oinOns)
			v.Certificaat, v.Sleutel = b.Cert, b.Sleutel
		}, noemt: "ons certificaat"},
		"gateway zonder certificaat bij een DUO dat erom vraagt": {ons: func(_ *testing.T, _ *tlsProef, v *Verbinding) {
			v.Certificaat, v.Sleutel, v.Gateway = "", "", true
		}, noemt: "ons certificaat"},
		"DUO spreekt alleen TLS 1.1": {duo: func(_ *testing.T, p *tlsProef) {
			p.kant.MinVersion, p.kant.MaxVersion = tls.VersionTLS10, tls.VersionTLS11
		}, noemt: "beveiligde verbinding"},
		"DUO heet anders": {ons: func(_ *testing.T, _ *tlsProef, v *Verbinding) {
			v.URL = strings.Replace(v.URL, "127.0.0.1", "127.0.0.2", 1)
		}, noemt: ""},
	} {
		t.Run(zin, func(t *testing.T) {
			p := nieuweTLSProef(t)
			if g.duo != nil {
				g.duo(t, p)
			}
			v := p.verbind(t)
			if g.ons != nil {
				g.ons(t, p, &v)
			}
			_, err := leesEens(t, v)
			var s *Storing
			if !errors.As(err, &s) || !strings.Contains(s.Reden, g.noemt) || p.duo.Geteld() != 0 {
				t.Errorf("%v; %d verzoeken", err, p.duo.Geteld())
			}
			verraadtNiets(t, err)
		})
	}
}

func maak(t *testing.T, van func(string) (tls.Certificate, error), oin string) tls.Certificate {
	t.Helper()
	c, err := van(oin)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Ons eigen certificaat wordt al bij het begin nagekeken.
func TestEigenCertificaatDatNietDeugt(t *testing.T) {
	p := nieuweTLSProef(t)
	goed := Verbinding{URL: "https://127.0.0.1:1/v1", EigenOIN: oinOns, DUOOIN: oinDUO}
	for zin, g := range map[string]struct {
		b     nagebootst.Bestanden
		noemt string
	}{
		"verlopen":              {p.bestanden(t, "oud", p.ca.Verlopen, oinOns), "verlopen op"},
		"het OIN van een ander": {p.bestanden(t, "ander", p.ca.Certificaat, oinDUO), "ander OIN"},
		"andere sleutel":        {nagebootst.Bestanden{Cert: p.bestanden(t, "a", p.ca.Certificaat, oinOns).Cert, Sleutel: p.bestanden(t, "b", p.ca.Certificaat, oinOns).Sleutel}, "TRAJECT_DUO_KEY"},
	} {
		v := goed
		v.Certificaat, v.Sleutel = g.b.Cert, g.b.Sleutel
		if _, err := NieuweClient(v); err == nil || !strings.Contains(err.Error(), g.noemt) {
			t.Errorf("%s: %v", zin, err)
		}
	}
}

// Een certificaat dat verloopt terwijl het huis draait geeft die fout, en niet een
// afwijzing van DUO die niemand kan plaatsen.
func TestCertificaatVerlooptOnderweg(t *testing.T) {
	p := nieuweTLSProef(t)
	v := p.verbind(t)
	nu := time.Now()
	v.Klok = func() time.Time { return nu }
	c, err := NieuweClient(v)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Sluit()
	if _, err := c.Lees(t.Context(), bsnVan(t, proefBSN), Inburgeringsplicht); err != nil {
		t.Fatal(err)
	}
	c.Sluit() // de oude verbinding bleef geldig
	nu = nu.Add(20 * 24 * time.Hour)
	_, err = c.Lees(t.Context(), bsnVan(t, proefBSN), Inburgeringsplicht)
	var s *Storing
	if !errors.As(err, &s) || !strings.Contains(s.Reden, "verlopen") {
		t.Errorf("%v", err)
	}
}

// Een ander OIN in de kop dan in het certificaat wijst DUO af; dat is een weigering.
func TestDUOWeigertEenAnderOIN(t *testing.T) {
	p := nieuweTLSProef(t)
	v := p.verbind(t)
	v.EigenOIN = oinOns[:19] + "9"
	b := p.bestanden(t, "leeg", p.ca.Certificaat, "") // een certificaat zonder OIN laat ons begin door
	v.Certificaat, v.Sleutel = b.Cert, b.Sleutel
	_, err := leesEens(t, v)
	var w *Weigering
	if !errors.As(err, &w) || w.Status != http.StatusUnauthorized && w.Status != http.StatusForbidden {
		t.Errorf("%v", err)
	}
	if c, err := NieuweClient(v); err != nil || c.Certificaat() == nil || filepath.Base(v.CA) != "ca.crt" {
		t.Errorf("%v", err)
	}
}
