package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A key for logging in is read in every form in which openssl writes one; anything else is
// one sentence, without the content of the file.
func TestLoginKeyFromFile(t *testing.T) {
	r, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	e, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	ec, err := x509.MarshalECPrivateKey(e)
	if err != nil {
		t.Fatal(err)
	}
	p8, err := x509.MarshalPKCS8PrivateKey(e)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "sleutel.pem")
	write := func(b []byte) {
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	env := []string{"TRAJECT_GEMEENTE=9999", "TRAJECT_OIDC_URL=https://inloggen.example/", "TRAJECT_OIDC_CLIENT_ID=traject",
		"TRAJECT_OIDC_REDIRECT=https://traject.example/inloggen/terug", "TRAJECT_OIDC_ROLLEN=inburgering=klantmanager", "TRAJECT_OIDC_SLEUTELBESTAND=" + file}
	s, err := readSettings("", env)
	if err != nil {
		t.Fatal(err)
	}
	for kind, der := range map[string][]byte{"RSA PRIVATE KEY": x509.MarshalPKCS1PrivateKey(r), "EC PRIVATE KEY": ec, "PRIVATE KEY": p8} {
		write(append([]byte("een kop\n"), pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})...))
		if in, err := s.oidc(); err != nil || in.Sleutel == nil || in.Sleutel.ID == "" || in.Geheim != "" {
			t.Errorf("%s: %v", kind, err)
		}
	}
	for _, wrong := range []string{"", "geheim", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: ec})), string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: []byte("geheim")}))} {
		write([]byte(wrong))
		if _, err := s.oidc(); err == nil || !strings.Contains(err.Error(), "TRAJECT_OIDC_SLEUTELBESTAND") || strings.Contains(err.Error(), "geheim ") {
			t.Errorf("%v", err)
		}
	}
	if _, err := readSettings("", append(env, "TRAJECT_OIDC_CLIENT_SECRET=x")); err == nil || !strings.Contains(err.Error(), "Kies er één") {
		t.Errorf("a key and a secret: %v", err)
	}
}
