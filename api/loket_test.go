package api

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func open(t *testing.T) *httptest.Server {
	t.Helper()
	// Half één in Nederland; in UTC is het nog de dag ervoor.
	h, err := Loket(moetBoek(t), func() time.Time { return time.Date(2025, 5, 31, 22, 30, 0, 0, time.UTC) })
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

func vraag(t *testing.T, s *httptest.Server, methode, adres, inhoud string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(methode, s.URL+adres, strings.NewReader(inhoud))
	if err != nil {
		t.Fatal(err)
	}
	if inhoud != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	a, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := a.Body.Close(); err != nil {
			t.Error(err)
		}
	}()
	b, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a, string(b)
}

// Het adres geeft precies het antwoord van de opdrachtregel, op de dag die is gevraagd.
func TestBerekeningIsHetAntwoordVanDeOpdrachtregel(t *testing.T) {
	s := open(t)
	a, kreeg := vraag(t, s, "POST", "/v1/berekeningen?op=2025-09-01", voorbeeldRegel)
	wil, fout := Antwoord(nil, moetBoek(t), "", []byte(voorbeeldRegel), JSON, Vraag{Op: dag("2025-09-01")})
	if a.StatusCode != 200 || len(fout) > 0 || strings.TrimSpace(kreeg) != string(wil) {
		t.Errorf("%d\nkreeg %.300s\nwil   %.300s", a.StatusCode, kreeg, wil)
	}
	if _, vandaag := vraag(t, s, "POST", "/v1/berekeningen", voorbeeldRegel); !strings.Contains(vandaag, `"op":"2025-06-01"`) {
		t.Errorf("zonder op telt vandaag niet: %.100s", vandaag)
	}
}

func TestElkAntwoordHeeftDeKoppenVanDeAPIDesignRules(t *testing.T) {
	s := open(t)
	for _, g := range []struct{ methode, adres, inhoud string }{
		{"POST", "/v1/berekeningen", voorbeeldRegel}, {"POST", "/v1/berekeningen", "{}"}, {"GET", "/v1/regels", ""},
		{"GET", "/v1/openapi.json", ""}, {"GET", "/v1/bestaat-niet", ""}, {"DELETE", "/v1/berekeningen", ""},
	} {
		a, _ := vraag(t, s, g.methode, g.adres, g.inhoud)
		for kop, wil := range map[string]string{"API-Version": Versie, "Cache-Control": "no-store", "Content-Security-Policy": "frame-ancestors 'none'",
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"} {
			if a.Header.Get(kop) != wil {
				t.Errorf("%s %s: %s is %q", g.methode, g.adres, kop, a.Header.Get(kop))
			}
		}
		if a.Header.Get("Strict-Transport-Security") == "" || a.Header.Get("Content-Type") == "" {
			t.Errorf("%s %s: HSTS of soort inhoud ontbreekt", g.methode, g.adres)
		}
		if a.StatusCode >= 400 && !strings.HasPrefix(a.Header.Get("Content-Type"), "application/problem+json") {
			t.Errorf("%s %s: %d met %s", g.methode, g.adres, a.StatusCode, a.Header.Get("Content-Type"))
		}
	}
}

// Alle fouten komen in één antwoord, en een burgerservicenummer komt nooit terug: niet het
// juiste, niet het verkeerde, en ook niet als het op de verkeerde plaats staat.
func TestProblemenZijnVolledigEnEchoenNiets(t *testing.T) {
	s := open(t)
	const bsn = "999990018"
	a, kreeg := vraag(t, s, "POST", "/v1/berekeningen?op=2025-02-30", `{"formaat":"traject/dossier/1","gemeente":"`+bsn+`","`+bsn+`":1,
		"persoon":{"bsn":"`+bsn+`","doelgroep":"`+bsn+`"},"feiten":[{"soort":"`+bsn+`","datum":"`+bsn+`"},{"soort":"uren","datum":"2025-01-01","wat":"nt2","uren":"`+bsn+`"}]}`)
	var p Probleem
	if err := json.Unmarshal([]byte(kreeg), &p); err != nil || a.StatusCode != 400 || p.Status != 400 || p.Title == "" || p.Detail == "" {
		t.Fatalf("%d %v %s", a.StatusCode, err, kreeg)
	}
	if strings.Contains(kreeg, bsn) {
		t.Errorf("het nummer komt terug: %s", kreeg)
	}
	codes := map[string]bool{}
	for _, f := range p.Fouten {
		codes[f.Plaats+" "+f.Code] = true
	}
	for _, wil := range []string{"op datum-ongeldig", "gemeente waarde-ongeldig", "? onbekend-veld", "persoon.bsn bsn-ongeldig", "persoon.doelgroep onbekende-waarde",
		"feiten[0].soort onbekende-waarde", "feiten[0].datum datum-ongeldig", "feiten[1].uren verkeerd-type"} {
		if !codes[wil] {
			t.Errorf("mist %q in %v", wil, codes)
		}
	}
	for _, adres := range []string{"/v1/berekeningen?op=" + bsn, "/v1/regels?beleid=" + bsn, "/v1/" + bsn} {
		methode := "GET"
		if strings.Contains(adres, "berekeningen") {
			methode = "POST"
		}
		if a, kreeg := vraag(t, s, methode, adres, voorbeeldRegel); a.StatusCode < 400 || strings.Contains(kreeg, bsn) {
			t.Errorf("%s: %d %s", adres, a.StatusCode, kreeg)
		}
	}
}

func TestTeGrootEnVerkeerdeInhoud(t *testing.T) {
	s := open(t)
	a, kreeg := vraag(t, s, "POST", "/v1/berekeningen", voorbeeldRegel+strings.Repeat("\n", MeesteBytes))
	if a.StatusCode != 413 && a.StatusCode != 400 || !strings.Contains(kreeg, TeGroot) {
		t.Errorf("%d %.200s", a.StatusCode, kreeg)
	}
}

func TestSPUKOverHTTP(t *testing.T) {
	s := open(t)
	a, kreeg := vraag(t, s, "POST", "/v1/berekeningen/spuk", `{"formaat":"traject/spuk/1","factor":0.70,"tarief_asiel":["7712.10","4000.00","1000.00"],"tarief_gezin":"589.00","jaren":[{"jaar":2022,"taakstelling":25,"gezin":3}]}`)
	if a.StatusCode != 200 || !strings.Contains(kreeg, `"totaal_cent":13672875`) {
		t.Errorf("%d %s", a.StatusCode, kreeg)
	}
	if a, kreeg = vraag(t, s, "POST", "/v1/berekeningen/spuk", `{"factor":-1}`); a.StatusCode != 400 || !strings.Contains(kreeg, "tarief_asiel") {
		t.Errorf("%d %s", a.StatusCode, kreeg)
	}
}

func TestRegelboekNoemtBronnen(t *testing.T) {
	_, kreeg := vraag(t, open(t), "GET", "/v1/regels?beleid=de-fryske-marren&op=2025-01-01", "")
	var r Regelboek
	if err := json.Unmarshal([]byte(kreeg), &r); err != nil || r.Beleid != "de-fryske-marren" || r.Op != "2025-01-01" || len(r.Regels) < 10 {
		t.Fatalf("%v %d regels", err, len(r.Regels))
	}
	for _, x := range r.Regels {
		if x.Vraag == "" || x.Antwoord == "" || len(x.Bronnen) == 0 {
			t.Errorf("regel %s heeft geen vraag, antwoord of bron", x.Naam)
		}
	}
}

// De beschrijving is vrij op te halen vanaf elke site en kent elk soort feit.
func TestBeschrijvingIsOpenEnVolledig(t *testing.T) {
	a, kreeg := vraag(t, open(t), "GET", "/v1/openapi.json", "")
	if a.Header.Get("Access-Control-Allow-Origin") != "*" || !json.Valid([]byte(kreeg)) {
		t.Error("geen CORS of geen JSON")
	}
	for _, wil := range []string{`"openapi":"3.1`, "/berekeningen/spuk", "nieuwe-termijn", "verwijtbaarheid", "pip-vastgesteld"} {
		if !strings.Contains(kreeg, wil) {
			t.Errorf("mist %s", wil)
		}
	}
}

// De regels voor API's van de overheid worden gekeurd met hun eigen gereedschap, als dat er is.
func TestBeschrijvingVoldoetAanDeAPIDesignRules(t *testing.T) {
	regels := os.Getenv("TRAJECT_ADR_REGELS")
	spectral, err := exec.LookPath("spectral")
	if regels == "" || err != nil {
		t.Log("spectral of TRAJECT_ADR_REGELS is er niet; CI zet beide klaar")
		return
	}
	_, kreeg := vraag(t, open(t), "GET", "/v1/openapi.json", "")
	pad := filepath.Join(t.TempDir(), "openapi.json")
	if err := os.WriteFile(pad, []byte(kreeg), 0o600); err != nil {
		t.Fatal(err)
	}
	if uit, err := exec.Command(spectral, "lint", "-r", regels, "--fail-severity", "error", pad).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, uit)
	}
}
