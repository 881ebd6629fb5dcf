package web

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"traject/app"
)

var errStuk = errors.New("does not answer")

// While the log of processings is away nothing is recorded, and nothing typed is lost.
func TestZonderLogboekBlijftHetFormulierAlsConcept(t *testing.T) {
	b := openBalie(t)
	pad := b.naIntake()
	notitie := b.haal(pad + "/notitie").vorm(t)
	stap, uren := b.haal(pad+"/pip").vorm(t), b.haal(pad+"/pip?stap=5").vorm(t).Encode()
	versie := b.beeld(pad).Versie
	notitie.Set("tekst", "Zij komt liever op dinsdag.")
	stap.Set("gewenste-route", "z")

	b.stuk = errStuk
	for vorm, v := range map[string]url.Values{"/notitie": notitie, "/pip": stap} {
		a := b.post(pad+vorm, v)
		if a.status != http.StatusServiceUnavailable || strings.Contains(a.tekst, "dinsdag") {
			t.Fatalf("%s: %d", vorm, a.status)
		}
		heeft(t, a.tekst, "is bewaard als concept", `href="`+pad+vorm)
	}
	b.stuk = nil
	if n := b.beeld(pad).Versie; n != versie {
		t.Fatalf("something was recorded: version %d, it was %d", n, versie)
	}
	heeft(t, b.haal(pad+"/notitie").tekst, "Zij komt liever op dinsdag.", "Concept bewaard")
	if w := b.haal(pad + "/pip").vorm(t).Get("gewenste-route"); w != "z" {
		t.Errorf("the step of the plan is %q", w)
	}
	if na := b.haal(pad + "/pip?stap=5").vorm(t).Encode(); na != uren {
		t.Errorf("the other steps lost what usually holds:\n%s\n%s", uren, na)
	}
}

// The session rests and the log of processings is away at the same time.
func TestRustEnZonderLogboekBlijftHetConcept(t *testing.T) {
	b, u := openBalie(t), nieuweUitgever(t)
	pad := b.naIntake()
	b.metUitgever(u)
	b.haal(b.bijUitgever(""))
	v := b.haal(pad + "/notitie").vorm(t)
	v.Set("tekst", "Zij komt liever op dinsdag.")
	b.klok = b.klok.Add(StilNa)
	b.stuk = errStuk
	if a := b.post(pad+"/notitie", v); a.status != http.StatusSeeOther || !strings.Contains(a.naar, "bewaard=ja") {
		t.Fatalf("%d %s", a.status, a.naar)
	}
	b.stuk = nil
	b.haal(b.bijUitgever(""))
	heeft(t, b.haal(pad+"/notitie").tekst, "Zij komt liever op dinsdag.")
}

// A form without a draft, or a store that fails: what was typed comes back to copy.
func TestWatNietBewaardKanWordenKomtTerug(t *testing.T) {
	b := openBalie(t)
	s := &Web{Instellingen: Instellingen{Huis: b.huis, Log: b.huis.Log}}
	pad := b.naIntake()
	for patroon, adres := range map[string]string{"POST /dossiers/{nummer}/notitie": "/dossiers/1999-0001/notitie", "POST /dossiers/nieuw": "/dossiers/nieuw"} {
		r, w := verzoek(t, adres, url.Values{"versie": {"1"}, "tekst": {"Zij komt liever op dinsdag."}})
		r.Pattern = patroon
		r.SetPathValue("nummer", strings.Split(adres, "/")[2])
		s.foutpagina(w, r, anke, errors.New("the disk is full"))
		if w.Code != http.StatusInternalServerError {
			t.Errorf("%s: %d", adres, w.Code)
		}
		heeft(t, w.Body.String(), "Dit had u ingevuld", "Zij komt liever op dinsdag.")
	}
	r, w := verzoek(t, pad+"/notitie", url.Values{"versie": {"1"}, "tekst": {"Zij komt liever op dinsdag."}})
	s.foutpagina(w, r, app.Wie{}, errors.New("the disk is full"))
	if strings.Contains(w.Body.String(), "dinsdag") {
		t.Error("what nobody is logged in for comes back")
	}
}

func verzoek(t *testing.T, adres string, v url.Values) (*http.Request, *httptest.ResponseRecorder) {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, adres, strings.NewReader(v.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r, httptest.NewRecorder()
}
