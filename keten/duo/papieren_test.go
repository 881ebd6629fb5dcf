package duo

import (
	"crypto/tls"
	"os"
	"testing"
	"time"

	"traject/keten/duo/nagebootst"
)

// zetNeer zet nieuwe inhoud op de plaats van een oud bestand, zoals wie vernieuwt dat doet.
func zetNeer(t *testing.T, van, naar string) {
	t.Helper()
	b, err := os.ReadFile(van)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(naar, b, 0o600); err != nil {
		t.Fatal(err)
	}
	later := time.Now().Add(2 * time.Second) // een bestandssysteem telt soms in hele seconden
	if err := os.Chtimes(naar, later, later); err != nil {
		t.Fatal(err)
	}
}

// Een vernieuwd certificaat geldt zonder herstart voor wie belt en voor wie wordt gebeld.
// Halverwege, en als het nieuwe niet deugt, blijft het oude gelden en is dat te zien.
func TestVernieuwdCertificaatGeldtZonderHerstart(t *testing.T) {
	p := nieuweTLSProef(t)
	v := p.verbind(t)
	c, err := NieuweClient(v)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Sluit()
	lees := func() {
		t.Helper()
		c.Sluit() // een nieuwe verbinding
		if _, err := c.Lees(t.Context(), bsnVan(t, proefBSN), Inburgeringsplicht); err != nil {
			t.Error(err)
		}
	}
	lees()
	oud := c.Certificaat().SerialNumber
	nieuw := p.bestanden(t, "nieuw", p.ca.Certificaat, oinOns)

	zetNeer(t, nieuw.Cert, v.Certificaat) // de sleutel moet nog komen
	lees()
	if c.Certificaat().SerialNumber.Cmp(oud) != 0 || c.CertificaatFout() == "" {
		t.Error("halverwege geldt het oude niet, of niemand ziet dat er iets aan de hand is")
	}
	zetNeer(t, nieuw.Sleutel, v.Sleutel)
	lees()
	if c.Certificaat().SerialNumber.Cmp(oud) == 0 || c.CertificaatFout() != "" {
		t.Errorf("het nieuwe geldt niet: %s", c.CertificaatFout())
	}
	for naam, slecht := range map[string]nagebootst.Bestanden{"verlopen": p.bestanden(t, "oud", p.ca.Verlopen, oinOns), "van een ander": p.bestanden(t, "ander", p.ca.Certificaat, oinDUO)} {
		nu := c.Certificaat().SerialNumber
		zetNeer(t, slecht.Cert, v.Certificaat)
		zetNeer(t, slecht.Sleutel, v.Sleutel)
		if c.Certificaat().SerialNumber.Cmp(nu) != 0 || c.CertificaatFout() == "" {
			t.Errorf("een certificaat dat %s is ging gelden", naam)
		}
	}
	if err := os.Remove(v.Certificaat); err != nil {
		t.Fatal(err)
	}
	if c.Certificaat() == nil || c.CertificaatFout() == "" {
		t.Error("zonder bestand is er geen certificaat meer")
	}
}

// Ook een vernieuwde uitgever van DUO geldt zonder herstart.
func TestVernieuwdeUitgeverGeldtZonderHerstart(t *testing.T) {
	p, ander := nieuweTLSProef(t), nieuweTLSProef(t)
	v := p.verbind(t)
	goed := v.CA
	v.CA = ander.bestanden(t, "ander", ander.ca.Certificaat, oinOns).CA
	c, err := NieuweClient(v)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Sluit()
	if _, err := c.Lees(t.Context(), bsnVan(t, proefBSN), Inburgeringsplicht); err == nil {
		t.Error("een uitgever die wij niet kennen werd vertrouwd")
	}
	zetNeer(t, goed, v.CA)
	if _, err := c.Lees(t.Context(), bsnVan(t, proefBSN), Inburgeringsplicht); err != nil {
		t.Error(err)
	}
}

// Het adres waarop DUO aanklopt toont het certificaat van dat moment.
func TestLoketToontHetVernieuwdeCertificaat(t *testing.T) {
	p := nieuweTLSProef(t)
	b := p.bestanden(t, "ons", p.ca.Certificaat, oinOns)
	papieren, err := LeesPapieren(b.Cert, b.Sleutel, b.CA, nil)
	if err != nil {
		t.Fatal(err)
	}
	l, err := tls.Listen("tcp", "127.0.0.1:0", papieren.Loket())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			if err := c.(*tls.Conn).Handshake(); err != nil {
				return
			}
		}
	}()
	toont := func() string {
		t.Helper()
		c, err := tls.Dial("tcp", l.Addr().String(), p.ca.Client(maak(t, p.ca.Certificaat, oinDUO)))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		return c.ConnectionState().PeerCertificates[0].SerialNumber.String()
	}
	oud := toont()
	nieuw := p.bestanden(t, "nieuw", p.ca.Certificaat, oinOns)
	zetNeer(t, nieuw.Cert, b.Cert)
	zetNeer(t, nieuw.Sleutel, b.Sleutel)
	if toont() == oud {
		t.Error("het loket toont nog het oude certificaat")
	}
}
