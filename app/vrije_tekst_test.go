package app_test

import (
	"strings"
	"testing"

	"traject/app"
	"traject/store/geheugen"
)

func TestWoordenWaarbijIemandEerstKijkt(t *testing.T) {
	h := nieuwHuis(t, geheugen.Nieuw(sleutels(t, t.TempDir())))
	for tekst, wil := range map[string]string{
		"Kan twee dagdelen per week naar les.":                  "",
		"Mevrouw heeft PTSS, en een depressie.":                 "diagnose:depressie diagnose:ptss",
		"Hij werkt vermoedelijk zwart; zwart werk in de horeca": "vermoeden:vermoedelijk vermoeden:zwart werk",
		"Bezoekt de moskee. Moslima.":                           "geloof:moslima geloof:moskee",
		"Gebruikt medicijnen.":                                  "diagnose:medicijnen",
		"Kerkstraat 4, wil autismevriendelijke les geven":       "",
		"De Kerk":  "geloof:kerk",
		"burn-out": "diagnose:burn-out",
		"":         "",
	} {
		var is []string
		for _, w := range h.LetOp(tekst) {
			is = append(is, w.Soort+":"+w.Woord)
			if w.Advies == "" {
				t.Errorf("bij %s staat geen advies", w.Woord)
			}
		}
		if s := strings.Join(is, " "); s != wil {
			t.Errorf("%q geeft %q, niet %q", tekst, s, wil)
		}
	}
	eigen, err := app.LeesWoordenlijst([]byte("# van ons\ndiagnose: griep*\n"))
	if err != nil {
		t.Fatal(err)
	}
	h.Woordenlijst = eigen
	if w := h.LetOp("PTSS en grieperig"); len(w) != 1 || w[0].Woord != "grieperig" {
		t.Errorf("met een eigen lijst: %+v", w)
	}
	for _, fout := range []string{"ziekte: griep", "zomaar", "geloof: kerk,,moskee"} {
		if _, err := app.LeesWoordenlijst([]byte(fout)); err == nil || !strings.Contains(err.Error(), "regel 1") {
			t.Errorf("%q: %v", fout, err)
		}
	}
}
