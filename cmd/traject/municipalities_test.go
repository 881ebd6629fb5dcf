package main

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/brief"
)

const oinOne, oinTwo = "00000001000000000001", "00000001000000000002"

// Settings that name municipalities name those that are served, and each municipality
// gets its own value or the one of all.
func TestSettingsOfSeveralMunicipalities(t *testing.T) {
	data := "TRAJECT_DATA=" + filepath.Join(t.TempDir(), "data")
	two := "TRAJECT_GEMEENTE=0080,0098"
	for name, g := range map[string]struct {
		env   []string
		words []string
	}{
		"one code is wrong":  {[]string{"TRAJECT_GEMEENTE=0080,98"}, []string{"TRAJECT_GEMEENTE", "vier cijfers"}},
		"one code twice":     {[]string{"TRAJECT_GEMEENTE=0080,0080"}, []string{"TRAJECT_GEMEENTE", "0080 twee keer"}},
		"policy of another":  {[]string{two, "TRAJECT_BELEID=0080:dalfsen,0099:dalfsen"}, []string{"TRAJECT_BELEID", "0099:dalfsen"}},
		"policy unknown":     {[]string{two, "TRAJECT_BELEID=0080:dalfsen,0098:nergens", "TRAJECT_ADRES=" + freeAddress(t)}, []string{"TRAJECT_BELEID"}},
		"one OIN for two":    {[]string{two, "TRAJECT_OIN=" + oinOne}, []string{"TRAJECT_OIN", "voor elke gemeente"}},
		"address of another": {[]string{two, "TRAJECT_BRIEF_POSTADRES=0080:Postbus 1, 8900 AA Leeuwarden,0099:Postbus 2"}, []string{"TRAJECT_BRIEF_POSTADRES", "0099:Postbus 2"}},
		"an OIN too short":   {[]string{two, "TRAJECT_OIN=0080:" + oinOne + ",0098:12"}, []string{"TRAJECT_OIN", "twintig"}},
	} {
		t.Run(name, func(t *testing.T) { trial{env: append(g.env, data)}.run(t, "serve").oneSentence(t, g.words...) })
	}
	s, err := readSettings("", []string{two, "TRAJECT_BELEID=0098:dalfsen", "TRAJECT_GEMEENTENAAM=0080:Leeuwarden,0098:Weststellingwerf", "TRAJECT_OIN=0080:" + oinOne + ",0098:" + oinTwo, data})
	if err != nil {
		t.Fatal(err)
	}
	for g, want := range map[begrip.Gemeente][3]string{"0080": {"", oinOne, "Leeuwarden"}, "0098": {"dalfsen", oinTwo, "Weststellingwerf"}} {
		if o := s.forOne(g); o.Municipality != g || o.Policy != want[0] || o.OINOwn != want[1] || s.nameOf(g) != want[2] {
			t.Errorf("%s: %q %q %q", g, o.Policy, o.OINOwn, s.nameOf(g))
		}
	}
	if one, err := readSettings("", []string{"TRAJECT_GEMEENTE=0080", "TRAJECT_BELEID=dalfsen", data}); err != nil || one.forOne("0080").Policy != "dalfsen" || len(one.municipalities()) != 1 {
		t.Errorf("one municipality: %v %v", one.municipalities(), err)
	}
}

// A letter says who sends it: the municipality of the dossier, with its own address.
func TestLetterNamesItsMunicipality(t *testing.T) {
	s, err := readSettings("", []string{"TRAJECT_GEMEENTE=0080,0098", "TRAJECT_GEMEENTENAAM=0080:Leeuwarden,0098:Weststellingwerf",
		"TRAJECT_BRIEF_POSTADRES=0080:Postbus 1, 8900 AA Leeuwarden,0098:Postbus 2, 8470 AA Wolvega", "TRAJECT_BRIEF_WEBSITE=voorbeeld.nl"})
	if err != nil {
		t.Fatal(err)
	}
	for g, want := range map[begrip.Gemeente]brief.Afzender{
		"0080": {Gemeente: "Leeuwarden", Postadres: "Postbus 1, 8900 AA Leeuwarden", Website: "voorbeeld.nl"},
		"0098": {Gemeente: "Weststellingwerf", Postadres: "Postbus 2, 8470 AA Wolvega", Website: "voorbeeld.nl"},
	} {
		if is := s.forOne(g).sender(); is != want {
			t.Errorf("%s: %+v", g, is)
		}
	}
	bare, err := readSettings("", []string{"TRAJECT_GEMEENTE=0080"})
	if err != nil || bare.forOne("0080").sender() != (brief.Afzender{Gemeente: "Gemeente 0080"}) {
		t.Errorf("without a name: %+v %v", bare.forOne("0080").sender(), err)
	}
}

// A message of DUO lands in the municipality to which it is addressed, and in no other.
func TestMessageLandsWhereItIsAddressed(t *testing.T) {
	folder := t.TempDir()
	s := settings{Served: "8888,9999", Data: filepath.Join(folder, "data"), KeyFile: filepath.Join(folder, "sleutel"), LogLevel: "info", OINDUO: duoOIN,
		OINOwn: "8888:" + oinOne + ",9999:" + oinTwo}
	if err := s.checkedMunicipalities(); err != nil {
		t.Fatal(err)
	}
	cellar, err := openStore(t.Context(), s, true, true)
	if err != nil {
		t.Fatal(err)
	}
	defer closeCellar(t, cellar)
	hs, err := houses(cellar, s, houseExtras{log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	counter := counters(hs, s, false)
	knock := func(oin, id, bsn string) int {
		body := `{"gebeurtenisId":"SS139","registratieDatumTijd":"2026-11-02T09:00:00Z","bsn":"` + bsn + `"}`
		r := httptest.NewRequest(http.MethodPost, "/notificaties", strings.NewReader(body))
		for k, v := range map[string]string{"bron": duoOIN, "doel": oin, "berichtId": id, "Content-Type": "application/json"} {
			r.Header.Set(k, v)
		}
		w := httptest.NewRecorder()
		counter.ServeHTTP(w, r)
		return w.Code
	}
	if c := knock(oinOne, "0b0e1d6c-7a35-4a51-9f4b-3c3d7b0c0001", "999990019"); c != http.StatusCreated {
		t.Errorf("the first: %d", c)
	}
	if c := knock(oinTwo, "0b0e1d6c-7a35-4a51-9f4b-3c3d7b0c0002", "999990020"); c != http.StatusCreated {
		t.Errorf("the second: %d", c)
	}
	if c := knock("00000001000000000009", "0b0e1d6c-7a35-4a51-9f4b-3c3d7b0c0003", "999990032"); c == http.StatusCreated {
		t.Error("a message for someone else was taken in")
	}
	for i, h := range hs {
		who := app.Wie{Gebruiker: "t.leider", Rol: begrip.Teamleider, Gemeente: h.Gemeente}
		own, other := []string{"999990019", "999990020"}[i], []string{"999990020", "999990019"}[i]
		if _, err := h.ZoekBSN(t.Context(), who, own); err != nil {
			t.Errorf("%s lacks its own: %v", h.Gemeente, err)
		}
		if _, err := h.ZoekBSN(t.Context(), who, other); err == nil {
			t.Errorf("%s has the other's", h.Gemeente)
		}
	}
}
