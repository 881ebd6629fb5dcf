package main

import (
	"net/http"
	"strings"
	"testing"
)

// Every answer of every counter carries the headers, also one that refuses.
func TestHeadersOnEveryAnswer(t *testing.T) {
	s := start(t, "serve", "TRAJECT_GEMEENTE=1940", "TRAJECT_ADRES="+freeAddress(t), "TRAJECT_DATA="+t.TempDir())
	s.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	for _, g := range []struct {
		method, path string
		status       int
	}{
		{"GET", "/healthz", 200}, {"GET", "/readyz", 200}, {"GET", "/.well-known/security.txt", 200}, {"GET", "/inloggen", 200}, {"GET", "/vandaag", 303}, {"GET", "/nergens", 404},
		{"GET", "/v1/regels", 200}, {"GET", "/v1/openapi.json", 200}, {"GET", "/v1/nergens", 404}, {"POST", "/v1/berekeningen", 400}, {"POST", "/notificaties", 401},
	} {
		q, err := http.NewRequest(g.method, s.base+g.path, strings.NewReader(""))
		if err != nil {
			t.Fatal(err)
		}
		answer, err := s.client.Do(q)
		if err != nil {
			t.Fatal(err)
		}
		h := answer.Header
		if status, body := text(t, answer, nil); status != g.status {
			t.Errorf("%s %s: %d, want %d: %.80s", g.method, g.path, status, g.status, body)
		}
		for name, want := range map[string]string{"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Strict-Transport-Security": "max-age=31536000; includeSubDomains"} {
			if h.Get(name) != want {
				t.Errorf("%s: %s is %q", g.path, name, h.Get(name))
			}
		}
		if !strings.Contains(h.Get("Content-Security-Policy"), "frame-ancestors 'none'") {
			t.Errorf("%s may stand in a frame", g.path)
		}
	}
}
