package main

import (
	"crypto/tls"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The certificate on the address of DUO is renewed while traject runs; the figures and
// /readyz say when it ends.
func TestRenewedCertificateNeedsNoRestart(t *testing.T) {
	folder := t.TempDir()
	ca, files := papers(t, folder)
	main, own, figures := freeAddress(t), freeAddress(t), freeAddress(t)
	s := start(t, "serve", "TRAJECT_DATA="+filepath.Join(folder, "data"), "TRAJECT_GEMEENTE=1940", "TRAJECT_ADRES="+main, "TRAJECT_OIN="+oinOfUs, "TRAJECT_METRICS_ADRES="+figures,
		"TRAJECT_DUO_NOTIFICATIE_OIN="+oinOfDUO, "TRAJECT_DUO_LUISTER="+own, "TRAJECT_DUO_CERT="+files.Cert, "TRAJECT_DUO_KEY="+files.Sleutel, "TRAJECT_DUO_CA="+files.CA)
	caller, err := ca.Certificaat(oinOfDUO)
	if err != nil {
		t.Fatal(err)
	}
	shown := func() string {
		t.Helper()
		c, err := tls.Dial("tcp", own, ca.Client(caller))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		return c.ConnectionState().PeerCertificates[0].SerialNumber.String()
	}
	before := shown()
	if status, body := s.get(t, "/readyz"); status != http.StatusOK || !strings.HasPrefix(body, "ok\n") || !strings.Contains(body, "let op: het certificaat voor duo-luister van gemeente 1940 verloopt op ") {
		t.Errorf("/readyz: %d %s", status, body)
	}
	answer, err := http.Get("http://" + figures + "/metrics")
	if _, body := text(t, answer, err); !strings.Contains(body, `traject_certificate_expires_seconds{municipality="1940",where="duo-luister"}`) {
		t.Error("the figures do not say when the certificate ends")
	}
	renewed, err := ca.Certificaat(oinOfUs)
	if err != nil {
		t.Fatal(err)
	}
	next, err := ca.Schrijf(folder, "nieuw", renewed)
	if err != nil {
		t.Fatal(err)
	}
	later := time.Now().Add(2 * time.Second)
	for from, to := range map[string]string{next.Cert: files.Cert, next.Sleutel: files.Sleutel} {
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(to, later, later); err != nil {
			t.Fatal(err)
		}
	}
	if shown() == before {
		t.Error("the old certificate is still shown")
	}
	if code := s.end(t); code != 0 {
		t.Errorf("exit %d", code)
	}
}
