package duo

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"traject/kern/begrip"
)

const (
	oinDUO  = "00000001003214394000"
	oinOns  = "00000001001234567000"
	bericht = "3f2c8a54-6f0e-4d5f-9a43-0f6f0a1b2c3d"
	proef   = `{"registratieDatumTijd":"2026-09-14T08:30:00+02:00","gebeurtenisId":"SS139","bsn":"999990019","vNummer":1234567890}`
)

// bus bewaart berichten in het geheugen en houdt zich aan de afspraak van Ontvanger.
type bus struct {
	berichten map[string]Notificatie
	fout      error
}

func (b *bus) Ontvang(_ context.Context, n Notificatie) error {
	if b.fout != nil {
		return b.fout
	}
	if al, ok := b.berichten[n.BerichtID]; ok {
		if al.Inhoud() != n.Inhoud() {
			return ErrAndereInhoud
		}
		return nil
	}
	if b.berichten == nil {
		b.berichten = map[string]Notificatie{}
	}
	b.berichten[n.BerichtID] = n
	return nil
}

// verzoek maakt een goed bericht; wijzig maakt er een ander van.
func verzoek(inhoud string, wijzig func(*http.Request)) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/notificaties", strings.NewReader(inhoud))
	r.Header.Set("bron", oinDUO)
	r.Header.Set("doel", oinOns)
	r.Header.Set("berichtId", bericht)
	r.Header.Set("Content-Type", "application/json")
	if wijzig != nil {
		wijzig(r)
	}
	return r
}

func stil() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

func TestGoedBerichtKomtAan(t *testing.T) {
	gevallen := []struct{ zin, inhoud, code, bsn, vnummer string }{
		{"met BSN en V-nummer", proef, "SS139", "999990019", "1234567890"},
		{"alleen BSN", `{"registratieDatumTijd":"2026-09-14T08:30:00Z","gebeurtenisId":"SS101","bsn":"999990019"}`, "SS101", "999990019", ""},
		{"alleen V-nummer", `{"registratieDatumTijd":"2026-09-14T08:30:00Z","gebeurtenisId":"SS120","vNummer":0}`, "SS120", "", "0"},
		{"het grootste V-nummer", `{"registratieDatumTijd":"2026-09-14T08:30:00Z","gebeurtenisId":"SS120","vNummer":9999999999}`, "SS120", "", "9999999999"},
		{"geen van beide", `{"registratieDatumTijd":"2026-09-14T08:30:00Z","gebeurtenisId":"SS121"}`, "SS121", "", ""},
		{"een code die niemand kent", `{"registratieDatumTijd":"2026-09-14T08:30:00Z","gebeurtenisId":"ZZ9"}`, "ZZ9", "", ""},
		{"t en z in kleine letters", `{"registratieDatumTijd":"2026-09-14t08:30:00z","gebeurtenisId":"SS101"}`, "SS101", "", ""},
		{"met velden die wij niet kennen", `{"registratieDatumTijd":"2026-09-14T08:30:00.123Z","gebeurtenisId":"SS127C","BSN":null,"extra":{"a":[1,2]}}`, "SS127C", "", ""},
	}
	for _, g := range gevallen {
		t.Run(g.zin, func(t *testing.T) {
			b := &bus{}
			w := httptest.NewRecorder()
			Loket(b, Instelling{EigenOIN: oinOns, DUOOIN: oinDUO, Log: stil()}).ServeHTTP(w, verzoek(g.inhoud, nil))
			if w.Code != http.StatusCreated || w.Body.Len() != 0 || w.Header().Get("API-Version") != "1.8.0" {
				t.Fatalf("status %d, inhoud %q, versie %q", w.Code, w.Body, w.Header().Get("API-Version"))
			}
			n := b.berichten[bericht]
			if n.Code != g.code || n.BSN.Cijfers() != g.bsn || n.VNummer != g.vnummer || n.Bron != oinDUO || n.Doel != oinOns {
				t.Errorf("ontvangen: code %s, V-nummer %s, van %s aan %s", n.Code, n.VNummer, n.Bron, n.Doel)
			}
			if n.Dag() != begrip.MoetDag("2026-09-14") {
				t.Errorf("dag van registratie %s", n.Dag())
			}
		})
	}
}

// Wat het loket niet aanneemt hoort het beheer, zonder over wie het gaat.
func TestGeweigerdWordtGemeld(t *testing.T) {
	var kreeg []Geweigerd
	b := &bus{}
	l := Loket(b, Instelling{EigenOIN: oinOns, DUOOIN: oinDUO, Log: stil(), Geweigerd: func(_ context.Context, g Geweigerd) { kreeg = append(kreeg, g) }})
	ander := strings.Replace(proef, "SS139", "SS101", 1)
	for _, v := range []*http.Request{
		verzoek(proef, nil), verzoek(proef, nil), // nog eens hetzelfde is goed
		verzoek(ander, nil),
		verzoek("{", nil),
		verzoek(proef, func(r *http.Request) { r.Header.Set("bron", oinOns) }),
		verzoek(proef, func(r *http.Request) { r.Header.Set("bron", "999990019"); r.Header.Set("berichtId", "999990019") }),
	} {
		l.ServeHTTP(httptest.NewRecorder(), v)
	}
	wil := []Geweigerd{
		{400, ErrAndereInhoud.Error(), oinDUO, bericht},
		{400, "inhoud: geen geldige JSON", oinDUO, bericht},
		{403, "bron: mag hier geen berichten brengen", oinOns, bericht},
		{400, "bron: geen 20 tekens", "", ""},
	}
	if !slices.Equal(kreeg, wil) {
		t.Errorf("gemeld:\n%+v\nverwacht:\n%+v", kreeg, wil)
	}
}

func TestDagIsDeDagInNederland(t *testing.T) {
	n, err := leesInhoud([]byte(`{"registratieDatumTijd":"2026-12-31T23:30:00Z","gebeurtenisId":"SS139"}`))
	if err != nil || n.Dag() != begrip.MoetDag("2027-01-01") {
		t.Errorf("oudjaar half twaalf in Londen is nieuwjaar in Nederland: %s, %v", n.Dag(), err)
	}
}

// De schrikkelseconde is een geldig moment en verschuift de dag niet.
func TestSchrikkelsecondeBlijftOpHaarDag(t *testing.T) {
	n, err := leesInhoud([]byte(`{"registratieDatumTijd":"2016-12-31T23:59:60+01:00","gebeurtenisId":"SS139"}`))
	if err != nil || n.Dag() != begrip.MoetDag("2016-12-31") {
		t.Errorf("de laatste seconde van 2016: %s, %v", n.Dag(), err)
	}
}

func TestFoutBerichtLegtNietsVast(t *testing.T) {
	zonder := func(kop string) func(*http.Request) { return func(r *http.Request) { r.Header.Del(kop) } }
	zet := func(kop, waarde string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(kop, waarde) }
	}
	met := func(velden string) string {
		return `{"registratieDatumTijd":"2026-09-14T08:30:00Z","gebeurtenisId":"SS139"` + velden + `}`
	}
	gevallen := []struct {
		zin    string
		inhoud string
		wijzig func(*http.Request)
		status int
	}{
		{"zonder bron", proef, zonder("bron"), 400},
		{"zonder doel", proef, zonder("doel"), 400},
		{"zonder berichtId", proef, zonder("berichtId"), 400},
		{"bron van 19 tekens", proef, zet("bron", oinDUO[1:]), 400},
		{"bron die geen tekst is", proef, zet("bron", strings.Repeat("\xe9", 20)), 400},
		{"doel van 21 tekens", proef, zet("doel", oinOns+"0"), 400},
		{"berichtId is geen uuid", proef, zet("berichtId", "12345"), 400},
		{"berichtId staat er twee keer", proef, func(r *http.Request) { r.Header.Add("berichtId", bericht) }, 400},
		{"iemand anders dan DUO", proef, zet("bron", oinOns), 403},
		{"voor een andere gemeente", proef, zet("doel", oinDUO), 403},
		{"geen JSON volgens de kop", proef, zet("Content-Type", "text/plain"), 400},
		{"geen kop voor de inhoud", proef, zonder("Content-Type"), 400},
		{"lege inhoud", ``, nil, 400},
		{"geen object", `[]`, nil, 400},
		{"null", `null`, nil, 400},
		{"afgebroken", proef[:40], nil, 400},
		{"iets achter het object", proef + `{}`, nil, 400},
		{"geen UTF-8", "{\"registratieDatumTijd\":\"\xff\"}", nil, 400},
		{"zonder moment", `{"gebeurtenisId":"SS139"}`, nil, 400},
		{"zonder code", `{"registratieDatumTijd":"2026-09-14T08:30:00Z"}`, nil, 400},
		{"moment zonder tijdzone", `{"registratieDatumTijd":"2026-09-14T08:30:00","gebeurtenisId":"SS139"}`, nil, 400},
		{"uur van één cijfer", `{"registratieDatumTijd":"2026-09-14T8:30:00Z","gebeurtenisId":"SS139"}`, nil, 400},
		{"tijdzone van 24 uur", `{"registratieDatumTijd":"2026-09-14T08:30:00+24:00","gebeurtenisId":"SS139"}`, nil, 400},
		{"fractie na een komma", `{"registratieDatumTijd":"2026-09-14T08:30:00,5Z","gebeurtenisId":"SS139"}`, nil, 400},
		{"moment is een dag", `{"registratieDatumTijd":"2026-09-14","gebeurtenisId":"SS139"}`, nil, 400},
		{"31 februari", `{"registratieDatumTijd":"2026-02-31T08:30:00Z","gebeurtenisId":"SS139"}`, nil, 400},
		{"moment is een getal", `{"registratieDatumTijd":20260914,"gebeurtenisId":"SS139"}`, nil, 400},
		{"code in kleine letters", `{"registratieDatumTijd":"2026-09-14T08:30:00Z","gebeurtenisId":"ss139"}`, nil, 400},
		{"code van zeven tekens", `{"registratieDatumTijd":"2026-09-14T08:30:00Z","gebeurtenisId":"SS13999"}`, nil, 400},
		{"lege code", `{"registratieDatumTijd":"2026-09-14T08:30:00Z","gebeurtenisId":""}`, nil, 400},
		{"BSN zakt voor de elfproef", met(`,"bsn":"999990018"`), nil, 400},
		{"BSN van acht cijfers", met(`,"bsn":"99999001"`), nil, 400},
		{"BSN is een getal", met(`,"bsn":999990019`), nil, 400},
		{"BSN is null", met(`,"bsn":null`), nil, 400},
		{"leeg BSN", met(`,"bsn":""`), nil, 400},
		{"V-nummer onder nul", met(`,"vNummer":-1`), nil, 400},
		{"V-nummer te groot", met(`,"vNummer":10000000000`), nil, 400},
		{"V-nummer is tekst", met(`,"vNummer":"1234567890"`), nil, 400},
		{"V-nummer is geen geheel getal", met(`,"vNummer":1.5`), nil, 400},
		{"code staat er twee keer", met(`,"gebeurtenisId":"SS101"`), nil, 400},
		{"opvragen", proef, func(r *http.Request) { r.Method = http.MethodGet }, 405},
		{"wissen", proef, func(r *http.Request) { r.Method = http.MethodDelete }, 405},
	}
	for _, g := range gevallen {
		t.Run(g.zin, func(t *testing.T) {
			b := &bus{}
			w := httptest.NewRecorder()
			Loket(b, Instelling{EigenOIN: oinOns, DUOOIN: oinDUO, Log: stil()}).ServeHTTP(w, verzoek(g.inhoud, g.wijzig))
			if w.Code != g.status || w.Body.Len() != 0 || w.Header().Get("API-Version") == "" {
				t.Errorf("status %d, verwacht %d; inhoud %q", w.Code, g.status, w.Body)
			}
			if len(b.berichten) != 0 {
				t.Error("er is toch iets vastgelegd")
			}
		})
	}
}

func TestTeGrootBerichtWordtNietHelemaalGelezen(t *testing.T) {
	for _, zin := range []string{"lengte genoemd", "lengte verzwegen"} {
		t.Run(zin, func(t *testing.T) {
			bron := &teller{r: strings.NewReader(`{"a":"` + strings.Repeat("x", 10*MaxNotificatie) + `"}`)}
			r := verzoek("", nil)
			r.Body, r.ContentLength = io.NopCloser(bron), 10*MaxNotificatie
			if zin == "lengte verzwegen" {
				r.ContentLength = -1
			}
			b, w := &bus{}, httptest.NewRecorder()
			Loket(b, Instelling{Log: stil()}).ServeHTTP(w, r)
			if w.Code != 400 || w.Body.Len() != 0 || len(b.berichten) != 0 {
				t.Errorf("status %d", w.Code)
			}
			if bron.n > MaxNotificatie+1 {
				t.Errorf("er zijn %d bytes gelezen, meer dan %d", bron.n, MaxNotificatie)
			}
		})
	}
}

type teller struct {
	r io.Reader
	n int
}

func (t *teller) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	t.n += n
	return n, err
}

func TestZelfdeBerichtTweeKeerIsEenBericht(t *testing.T) {
	b := &bus{}
	l := Loket(b, Instelling{Log: stil()})
	stuur := func(inhoud string, wijzig func(*http.Request)) int {
		w := httptest.NewRecorder()
		l.ServeHTTP(w, verzoek(inhoud, wijzig))
		return w.Code
	}
	if s := stuur(proef, nil); s != 201 {
		t.Fatalf("eerste keer: %d", s)
	}
	if s := stuur(proef, nil); s != 201 {
		t.Errorf("herhaling: %d", s)
	}
	hoofd := func(r *http.Request) { r.Header.Set("berichtId", strings.ToUpper(bericht)) }
	if s := stuur(proef, hoofd); s != 201 || len(b.berichten) != 1 {
		t.Errorf("herhaling in hoofdletters: %d, %d berichten", s, len(b.berichten))
	}
	if s := stuur(strings.Replace(proef, "SS139", "SS101", 1), nil); s != 400 || len(b.berichten) != 1 {
		t.Errorf("andere inhoud onder hetzelfde kenmerk: %d", s)
	}
	zelfdeMoment := strings.Replace(proef, "08:30:00+02:00", "06:30:00Z", 1)
	if s := stuur(zelfdeMoment, nil); s != 201 {
		t.Errorf("hetzelfde moment anders geschreven is hetzelfde bericht: %d", s)
	}
}

func TestStoringEnOnderhoud(t *testing.T) {
	w := httptest.NewRecorder()
	Loket(&bus{fout: errors.New("schijf vol")}, Instelling{Log: stil()}).ServeHTTP(w, verzoek(proef, nil))
	if w.Code != 500 || w.Body.Len() != 0 {
		t.Errorf("storing: %d %q", w.Code, w.Body)
	}
	w = httptest.NewRecorder()
	Loket(&bus{fout: ErrOnderhoud}, Instelling{Log: stil()}).ServeHTTP(w, verzoek(proef, nil))
	if w.Code != 503 || w.Header().Get("Content-Type") != "application/json" || !strings.HasPrefix(w.Body.String(), `{"fouttekst":"`) {
		t.Errorf("onderhoud: %d %q", w.Code, w.Body)
	}
}

func TestOnbekendeAfzenderWordtNietBinnengelaten(t *testing.T) {
	stuur := func(toestand *tls.ConnectionState) int {
		w := httptest.NewRecorder()
		l := Loket(&bus{}, Instelling{Herken: UitCertificaat, Log: stil()})
		l.ServeHTTP(w, verzoek(proef, func(r *http.Request) { r.TLS = toestand }))
		return w.Code
	}
	van := func(oin string) *tls.ConnectionState {
		c := &x509.Certificate{Subject: pkix.Name{SerialNumber: oin}}
		return &tls.ConnectionState{VerifiedChains: [][]*x509.Certificate{{c}}}
	}
	for _, g := range []struct {
		zin    string
		tls    *tls.ConnectionState
		status int
	}{
		{"zonder versleuteling", nil, 401},
		{"zonder certificaat", &tls.ConnectionState{}, 401},
		{"certificaat zonder nummer", van(""), 401},
		{"certificaat van een ander", van(oinOns), 403},
		{"certificaat van DUO", van(oinDUO), 201},
	} {
		if s := stuur(g.tls); s != g.status {
			t.Errorf("%s: %d, verwacht %d", g.zin, s, g.status)
		}
	}
}

func TestLogboekNoemtNooitEenBSN(t *testing.T) {
	var log bytes.Buffer
	in := Instelling{EigenOIN: oinOns, Log: slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	for _, b := range []*bus{{}, {fout: errors.New("schijf vol")}, {fout: ErrAndereInhoud}} {
		for _, inhoud := range []string{proef, strings.Replace(proef, "999990019", "999990018", 1), proef + "x"} {
			Loket(b, in).ServeHTTP(httptest.NewRecorder(), verzoek(inhoud, nil))
		}
	}
	if log.Len() == 0 {
		t.Fatal("er is niets geschreven, dus er is niets bewezen")
	}
	for _, geheim := range []string{"99999001", "1234567890"} {
		if strings.Contains(log.String(), geheim) {
			t.Errorf("in het logboek staat een nummer van een mens")
		}
	}
}

func FuzzLeesInhoud(f *testing.F) {
	for _, s := range []string{proef, `{}`, `[]`, `{"bsn":"999990019"`, `{"vNummer":1e3}`, `{"a":{"a":{"a":1}}}`, "\x00", `{"gebeurtenisId":"SS127C","registratieDatumTijd":"9999-12-31T23:59:59Z"}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		n, err := leesInhoud(b)
		if err != nil {
			if _, ok := err.(*afwijzing); !ok {
				t.Errorf("een fout bericht hoort een afwijzing te geven: %T", err)
			}
			return
		}
		if !isCode(n.Code) || n.Dag().IsLeeg() {
			t.Errorf("aangenomen met code %q op dag %s", n.Code, n.Dag())
		}
	})
}
