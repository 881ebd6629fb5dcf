package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// Only the part of a day that is wrong is marked: who looks for the mistake should not
// find three red fields.
func TestDatumfoutStaatBijZijnVeld(t *testing.T) {
	for tekst, deel := range map[string]string{
		"x.11.2026": "dag", "31.11.2026": "dag", "3.13.2026": "maand", "3.elf.2026": "maand", "3.11.26": "jaar", "3.11.": "jaar", "": "", "3.11.2026": "",
	} {
		d := append(strings.Split(tekst, "."), "", "")
		_, v := leesDatumveld(url.Values{"op-dag": {d[0]}, "op-maand": {d[1]}, "op-jaar": {d[2]}}, datumveld{Naam: "op", Label: "Dag"}, true)
		if v.Deel != deel || (tekst == "3.11.2026") != (v.Fout == "") {
			t.Errorf("%q: fout bij %q (%s), verwacht bij %q", tekst, v.Deel, v.Fout, deel)
		}
		var b strings.Builder
		if err := datuminvoer(v).Render(t.Context(), &b); err != nil {
			t.Fatal(err)
		}
		rood, wil := strings.Count(b.String(), "utrecht-textbox--invalid"), 0
		if v.Fout != "" {
			wil = 3
		}
		if deel != "" {
			wil = 1
		}
		if rood != wil {
			t.Errorf("%q: %d velden zijn rood, verwacht %d", tekst, rood, wil)
		}
	}
}

// A method that nothing here answers to is refused by name, wherever it goes.
func TestOnbekendeMethode(t *testing.T) {
	h := (&Web{}).bekendeMethode(http.NotFoundHandler())
	for methode, status := range map[string]int{"GET": 404, "HEAD": 404, "POST": 404, "PUT": 405, "DELETE": 405, "TRACE": 405, "FOO": 405} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(methode, "/vandaag", nil))
		if w.Code != status || (status == 405) != (w.Header().Get("Allow") == "GET, HEAD, POST") || (status == 405) != strings.Contains(w.Body.String(), "<h1") {
			t.Errorf("%s geeft %d met Allow %q", methode, w.Code, w.Header().Get("Allow"))
		}
	}
}

// A moment shows the Dutch day, also in the hour in which UTC is still on the day before,
// and in the form of the days beside it.
func TestMomentInNederlandseTijd(t *testing.T) {
	for wil, m := range map[string]time.Time{
		"23 nov 2026, 00.30": time.Date(2026, 11, 22, 23, 30, 0, 0, time.UTC),
		"1 jul 2026, 01.05":  time.Date(2026, 6, 30, 23, 5, 0, 0, time.UTC),
		"":                   {},
	} {
		if moment(m) != wil {
			t.Errorf("%s: %q, verwacht %q", m, moment(m), wil)
		}
	}
}
