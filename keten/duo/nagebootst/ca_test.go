package nagebootst

import (
	"crypto/tls"
	"net/http"
	"os"
	"testing"
)

// TestBeideKantenTonenZich: alleen een certificaat van de eigen uitgever met het OIN uit de
// kop komt erin.
func TestBeideKantenTonenZich(t *testing.T) {
	maak := func() *CA {
		ca, err := NieuwCA()
		if err != nil {
			t.Fatal(err)
		}
		return ca
	}
	onze, vreemd := maak(), maak()
	p := nieuweProef(t, "2026-03-10")
	p.o.Certificaat = true
	p.NeemOp(plichtige(een))
	in, err := onze.Server(OIN)
	if err != nil {
		t.Fatal(err)
	}
	s, err := p.Luister(in)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Sluit(); err != nil {
			t.Error(err)
		}
	}()
	cert := func(c tls.Certificate, err error) tls.Certificate {
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	for _, g := range []struct {
		zin    string
		client *tls.Config
		status int // 0 is geen verbinding
	}{
		{"goed", onze.Client(cert(onze.Certificaat(oinOns))), 200},
		{"OIN van een ander", onze.Client(cert(onze.Certificaat(oinBuren))), 403},
		{"verlopen", onze.Client(cert(onze.Verlopen(oinOns))), 0},
		{"van een andere uitgever", onze.Client(cert(vreemd.Certificaat(oinOns))), 0},
		{"zonder certificaat", &tls.Config{RootCAs: onze.Vertrouwd(), MinVersion: tls.VersionTLS12}, 0},
		{"vertrouwt DUO niet", vreemd.Client(cert(onze.Certificaat(oinOns))), 0},
		{"oude versleuteling", func() *tls.Config {
			c := onze.Client(cert(onze.Certificaat(oinOns)))
			c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS11
			return c
		}(), 0},
	} {
		t.Run(g.zin, func(t *testing.T) {
			weg := &http.Transport{TLSClientConfig: g.client}
			defer weg.CloseIdleConnections()
			r, err := http.NewRequest("GET", s.URL+"/v1/personen/"+een+"/doelgroep", nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header = http.Header{"Bron": {oinOns}, "Doel": {OIN}, "Berichtid": {"11111111-1111-4111-8111-111111111111"}}
			a, err := (&http.Client{Transport: weg}).Do(r)
			if err != nil {
				if g.status != 0 {
					t.Fatal(err)
				}
				return
			}
			if err := a.Body.Close(); err != nil {
				t.Error(err)
			}
			if a.StatusCode != g.status {
				t.Errorf("status %d, verwacht %d", a.StatusCode, g.status)
			}
		})
	}
}

// TestBestanden: wat Schrijf opschrijft is met de gewone lezer te lezen.
func TestBestanden(t *testing.T) {
	ca, err := NieuwCA()
	if err != nil {
		t.Fatal(err)
	}
	c, err := ca.Certificaat(oinOns)
	if err != nil {
		t.Fatal(err)
	}
	b, err := ca.Schrijf(t.TempDir(), "gemeente", c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tls.LoadX509KeyPair(b.Cert, b.Sleutel); err != nil {
		t.Error(err)
	}
	if x, err := os.ReadFile(b.CA); err != nil || len(x) == 0 {
		t.Error(err)
	}
}
