package main

import (
	"bytes"
	"crypto/tls"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"traject/app"
	"traject/keten/duo"
	"traject/keten/duo/nagebootst"
)

const (
	oinOfUs  = "00000001001234567000"
	oinOfDUO = "00000001003214394000"
	oinOther = "00000001009999999000"
)

// papers makes an issuer and the certificate of a municipality, as files.
func papers(t *testing.T, folder string) (*nagebootst.CA, nagebootst.Bestanden) {
	t.Helper()
	ca, err := nagebootst.NieuwCA()
	if err != nil {
		t.Fatal(err)
	}
	cert, err := ca.Certificaat(oinOfUs)
	if err != nil {
		t.Fatal(err)
	}
	files, err := ca.Schrijf(folder, "gemeente", cert)
	if err != nil {
		t.Fatal(err)
	}
	return ca, files
}

// Every wrong or missing setting of the connection is one sentence that names it, before
// anything is written.
func TestWrongSettingOfDUOIsOneSentence(t *testing.T) {
	folder := t.TempDir()
	ca, files := papers(t, folder)
	late, err := ca.Verlopen(oinOfUs)
	if err != nil {
		t.Fatal(err)
	}
	expired, err := ca.Schrijf(folder, "verlopen", late)
	if err != nil {
		t.Fatal(err)
	}
	strange, err := ca.Certificaat(oinOther)
	if err != nil {
		t.Fatal(err)
	}
	other, err := ca.Schrijf(folder, "ander", strange)
	if err != nil {
		t.Fatal(err)
	}
	nonsense := filepath.Join(folder, "onzin.pem")
	if err := os.WriteFile(nonsense, []byte("dit is geen certificaat"), 0o600); err != nil {
		t.Fatal(err)
	}
	good := map[string]string{"TRAJECT_DATA": filepath.Join(folder, "data"), "TRAJECT_GEMEENTE": "1940", "TRAJECT_ADRES": freeAddress(t),
		"TRAJECT_OIN": oinOfUs, "TRAJECT_DUO_NOTIFICATIE_OIN": oinOfDUO, "TRAJECT_DUO_URL": "https://duo.example:443/v1", "TRAJECT_DUO_OIN": oinOfDUO,
		"TRAJECT_DUO_CERT": files.Cert, "TRAJECT_DUO_KEY": files.Sleutel, "TRAJECT_DUO_CA": files.CA}
	for _, g := range []struct {
		name  string
		set   string // NAAM=waarde, with spaces between
		words []string
	}{
		{"address missing", "TRAJECT_DUO_URL=", []string{"TRAJECT_DUO_URL", "ontbreekt"}},
		{"address is none", "TRAJECT_DUO_URL=duo", []string{"TRAJECT_DUO_URL"}},
		{"address without TLS", "TRAJECT_DUO_URL=http://duo.example/v1", []string{"TRAJECT_DUO_URL", "http"}},
		{"OIN of DUO missing", "TRAJECT_DUO_OIN=", []string{"TRAJECT_DUO_OIN", "ontbreekt"}},
		{"OIN of DUO wrong", "TRAJECT_DUO_OIN=12", []string{"TRAJECT_DUO_OIN"}},
		{"own OIN missing", "TRAJECT_OIN=", []string{"TRAJECT_OIN", "ontbreekt"}},
		{"certificate missing", "TRAJECT_DUO_CERT=", []string{"TRAJECT_DUO_CERT", "TRAJECT_DUO_KEY"}},
		{"key missing", "TRAJECT_DUO_KEY=", []string{"TRAJECT_DUO_KEY"}},
		{"both missing", "TRAJECT_DUO_CERT= TRAJECT_DUO_KEY=", []string{"TRAJECT_DUO_CERT"}},
		{"certificate not there", "TRAJECT_DUO_CERT=/weg/cert.pem", []string{"TRAJECT_DUO_CERT", "bestaat niet"}},
		{"key of another", "TRAJECT_DUO_KEY=" + other.Sleutel, []string{"TRAJECT_DUO_KEY", "passen niet"}},
		{"certificate is none", "TRAJECT_DUO_CERT=" + nonsense, []string{"TRAJECT_DUO_CERT"}},
		{"certificate expired", "TRAJECT_DUO_CERT=" + expired.Cert + " TRAJECT_DUO_KEY=" + expired.Sleutel, []string{"TRAJECT_DUO_CERT", "verlopen"}},
		{"certificate of another OIN", "TRAJECT_DUO_CERT=" + other.Cert + " TRAJECT_DUO_KEY=" + other.Sleutel, []string{"TRAJECT_DUO_CERT", "ander OIN"}},
		{"issuers missing", "TRAJECT_DUO_CA=", []string{"TRAJECT_DUO_CA", "ontbreekt"}},
		{"issuers are none", "TRAJECT_DUO_CA=" + nonsense, []string{"TRAJECT_DUO_CA"}},
		{"unknown service", "TRAJECT_DUO_APIS=pip,koffie", []string{"TRAJECT_DUO_APIS", "koffie"}},
		{"gateway", "TRAJECT_DUO_GATEWAY=misschien", []string{"TRAJECT_DUO_GATEWAY", "ja of nee"}},
		{"waiting", "TRAJECT_DUO_WACHTTIJD=lang", []string{"TRAJECT_DUO_WACHTTIJD"}},
		{"waiting too long", "TRAJECT_DUO_WACHTTIJD=1000", []string{"TRAJECT_DUO_WACHTTIJD"}},
		{"listening without port", "TRAJECT_DUO_LUISTER=127.0.0.1", []string{"TRAJECT_DUO_LUISTER"}},
		{"listening on the same", "TRAJECT_DUO_LUISTER=" + good["TRAJECT_ADRES"], []string{"TRAJECT_DUO_LUISTER", "TRAJECT_ADRES"}},
		{"listening without caller", "TRAJECT_DUO_LUISTER=127.0.0.1:0 TRAJECT_DUO_NOTIFICATIE_OIN=", []string{"TRAJECT_DUO_NOTIFICATIE_OIN"}},
		{"listening for all without certificate", "TRAJECT_DUO_URL= TRAJECT_DUO_OIN= TRAJECT_DUO_CERT= TRAJECT_DUO_KEY= TRAJECT_DUO_LUISTER=0.0.0.0:9443", []string{"TRAJECT_DUO_CERT", "TRAJECT_DUO_LUISTER"}},
		{"certificate without connection", "TRAJECT_DUO_URL= TRAJECT_DUO_OIN=", []string{"TRAJECT_DUO_URL", "certificaat"}},
	} {
		t.Run(g.name, func(t *testing.T) {
			env := map[string]string{}
			for k, v := range good {
				env[k] = v
			}
			for _, s := range strings.Fields(g.set) {
				k, v, _ := strings.Cut(s, "=")
				env[k] = v
			}
			var list []string
			for k, v := range env {
				list = append(list, k+"="+v)
			}
			trial{env: list}.run(t, "serve").oneSentence(t, g.words...)
		})
	}
	if _, err := os.Stat(filepath.Join(folder, "data")); err == nil {
		t.Error("a wrong setting left something behind")
	}
}

// With an address of its own DUO shows a certificate that carries its OIN; without, with
// one that expired, from another issuer or of another organisation it gets nowhere.
func TestOnlyDUOGetsInOnItsOwnAddress(t *testing.T) {
	folder := t.TempDir()
	ca, files := papers(t, folder)
	elsewhere, err := nagebootst.NieuwCA()
	if err != nil {
		t.Fatal(err)
	}
	main, own := freeAddress(t), freeAddress(t)
	s := start(t, "serve", "TRAJECT_DATA="+filepath.Join(folder, "data"), "TRAJECT_GEMEENTE=1940", "TRAJECT_ADRES="+main, "TRAJECT_OIN="+oinOfUs,
		"TRAJECT_DUO_NOTIFICATIE_OIN="+oinOfDUO, "TRAJECT_DUO_LUISTER="+own, "TRAJECT_DUO_CERT="+files.Cert, "TRAJECT_DUO_KEY="+files.Sleutel, "TRAJECT_DUO_CA="+files.CA)
	cert := func(issue func(string) (tls.Certificate, error), oin string) *tls.Config {
		got, err := issue(oin)
		if err != nil {
			t.Fatal(err)
		}
		return ca.Client(got) // trusts us, whoever issued its own
	}
	for _, g := range []struct {
		name   string
		conf   *tls.Config
		source string
		status int // 0: no connection at all
	}{
		{"DUO", cert(ca.Certificaat, oinOfDUO), oinOfDUO, http.StatusCreated},
		{"no certificate", &tls.Config{RootCAs: ca.Vertrouwd()}, oinOfDUO, 0},
		{"expired", cert(ca.Verlopen, oinOfDUO), oinOfDUO, 0},
		{"another issuer", cert(elsewhere.Certificaat, oinOfDUO), oinOfDUO, 0},
		{"another organisation that says it is DUO", cert(ca.Certificaat, oinOther), oinOfDUO, http.StatusForbidden},
		{"another organisation", cert(ca.Certificaat, oinOther), oinOther, http.StatusForbidden},
		{"DUO that says it is another", cert(ca.Certificaat, oinOfDUO), oinOther, http.StatusForbidden},
	} {
		t.Run(g.name, func(t *testing.T) {
			status, err := knock(t, "https://"+own, g.conf, g.source)
			if g.status == 0 && err == nil || g.status != 0 && (err != nil || status != g.status) {
				t.Errorf("status %d, want %d (%v)", status, g.status, err)
			}
		})
	}
	if status, err := knock(t, "http://"+main, nil, oinOfDUO); err != nil || status != http.StatusNotFound {
		t.Errorf("the ordinary address still takes messages: %d %v", status, err)
	}
	if answer, err := (&http.Client{Timeout: 5 * time.Second}).Get("http://" + own + "/vandaag"); err == nil {
		if closeBody(t, answer); answer.StatusCode == http.StatusOK {
			t.Error("the address of DUO shows pages")
		}
	}
	if code := s.end(t); code != 0 {
		t.Errorf("exit %d:\n%s", code, s.output)
	}
}

// knock brings one message as DUO does.
func knock(t *testing.T, base string, conf *tls.Config, source string) (int, error) {
	t.Helper()
	body := `{"registratieDatumTijd":"2026-09-14T08:30:00+02:00","gebeurtenisId":"SS139","bsn":"999990019"}`
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, base+"/notificaties", bytes.NewReader([]byte(body)))
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range map[string]string{"bron": source, "doel": oinOfUs, "berichtId": "3f2c8a54-6f0e-4d5f-9a43-0f6f0a1b2c3d", "Content-Type": "application/json"} {
		r.Header.Set(k, v)
	}
	c := &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{TLSClientConfig: conf, DisableKeepAlives: true}}
	answer, err := c.Do(r)
	if err != nil {
		return 0, err
	}
	closeBody(t, answer)
	return answer.StatusCode, nil
}

// What DUO says about a message stops it; that DUO does not know us does not.
func TestOnlyARefusalOfTheMessageStopsIt(t *testing.T) {
	for status, stops := range map[int]bool{400: true, 403: true, 404: true, 401: false} {
		var refusal *app.KetenWeigering
		if got := errors.As(inHouse(&duo.Weigering{API: duo.PIP, Status: status}), &refusal); got != stops {
			t.Errorf("%d stops the message: %v, want %v", status, got, stops)
		}
	}
	var refusal *app.KetenWeigering
	if errors.As(inHouse(&duo.Storing{Reden: "weg"}), &refusal) || inHouse(nil) != nil {
		t.Error("trouble is no refusal")
	}
}
