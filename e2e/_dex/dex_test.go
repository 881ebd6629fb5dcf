// Package dex_test logs in through a real dex, started by the test. It is a module of its
// own, so that what dex needs never decides which versions traject uses:
//
//	cd e2e/_dex && go test ./...
package dex_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	gosundheit "github.com/AppsFlyer/go-sundheit"
	"github.com/dexidp/dex/server"
	"github.com/dexidp/dex/server/signer"
	"github.com/dexidp/dex/storage"
	"github.com/dexidp/dex/storage/memory"
	dexweb "github.com/dexidp/dex/web"
	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/crypto/bcrypt"

	"traject/app"
	"traject/kern/begrip"
	"traject/web"
)

// stad is a house that need not answer: only the door is tried here.
type stad struct{ web.Huis }

// Ingelogd takes everyone the way the provider says they are.
func (stad) Ingelogd(_ context.Context, wie app.Wie, _ app.Bereikbaar) (app.Wie, error) {
	return wie, nil
}

// Ververs keeps everyone as they were.
func (stad) Ververs(wie app.Wie) (app.Wie, bool) { return wie, true }

// opstelling is a dex and a traject that know each other.
type opstelling struct {
	t       *testing.T
	traject *httptest.Server
	browser *http.Client
}

type keuzes struct {
	groepen  []string
	geldig   time.Duration // how long a token of dex holds
	clientID string        // as which traject asks
	terug    string        // what traject says it is called; empty: its own address
}

func nieuw(t *testing.T, k keuzes) *opstelling {
	t.Helper()
	o := &opstelling{t: t}
	log := slog.New(slog.NewTextHandler(t.Output(), nil))
	var dex, deur http.Handler
	bij := func(h *http.Handler) *httptest.Server {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { (*h).ServeHTTP(w, r) }))
		t.Cleanup(s.Close)
		return s
	}
	uitgever := bij(&dex)
	o.traject = bij(&deur)

	hash, err := bcrypt.GenerateFromPassword([]byte("proef"), 10)
	moet(t, err)
	bewaar := memory.New(log)
	bewaar = storage.WithStaticClients(bewaar, []storage.Client{
		{ID: "traject", Secret: "geheim", Name: "Traject", RedirectURIs: []string{o.traject.URL + "/inloggen/terug"}},
		{ID: "ander", Secret: "geheim", Name: "Ander", RedirectURIs: []string{o.traject.URL + "/inloggen/terug"}}})
	bewaar = storage.WithStaticPasswords(bewaar, []storage.Password{{Email: "anke@voorbeeldstad.example", Hash: hash, Username: "Anke Jansen",
		PreferredUsername: "a.jansen", UserID: "1", Groups: k.groepen}}, log)
	bewaar = storage.WithStaticConnectors(bewaar, []storage.Connector{{ID: "local", Type: "local", Name: "Voorbeeldstad"}})
	sleutels := signer.LocalConfig{KeysRotationPeriod: "1h"}
	teken, err := sleutels.Open(context.Background(), bewaar, k.geldig, time.Now, log)
	moet(t, err)
	dex, err = server.NewServer(t.Context(), server.Config{Issuer: uitgever.URL, Storage: bewaar, Web: server.WebConfig{WebFS: dexweb.FS()}, Logger: log,
		PrometheusRegistry: prometheus.NewRegistry(), HealthChecker: gosundheit.New(), SkipApprovalScreen: true, Signer: teken, IDTokensValidFor: k.geldig})
	moet(t, err)

	terug := k.terug
	if terug == "" {
		terug = o.traject.URL + "/inloggen/terug"
	}
	deur, err = web.Nieuw(web.Instellingen{Huis: stad{}, Log: log, OIDC: &web.OIDC{Uitgever: uitgever.URL, ClientID: k.clientID, Geheim: "geheim", Terug: terug,
		Scopes: []string{"profile", "groups"}, Gebruikerclaim: "preferred_username", Rolclaim: "groups", Gemeente: "9999",
		Rollen: []web.Rolpaar{{Waarde: "tj-toezicht", Rol: begrip.Toezichthouder}, {Waarde: "tj-beleid", Rol: begrip.Beleid}}}})
	moet(t, err)
	koekjes, err := cookiejar.New(nil)
	moet(t, err)
	o.browser = &http.Client{Jar: koekjes, CheckRedirect: func(r *http.Request, langs []*http.Request) error {
		// Within dex one is led on; what leads from one to the other is part of the answer.
		if strings.HasPrefix(r.URL.String(), o.traject.URL) || strings.HasPrefix(langs[len(langs)-1].URL.String(), o.traject.URL) {
			return http.ErrUseLastResponse
		}
		return nil
	}}
	return o
}

func gewoon() keuzes {
	return keuzes{groepen: []string{"iedereen", "tj-beleid"}, geldig: time.Hour, clientID: "traject"}
}

func moet(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// stuur sends a request and answers status and where it leads.
func (o *opstelling) stuur(r *http.Request, err error) (int, string, *url.URL) {
	o.t.Helper()
	moet(o.t, err)
	w, err := o.browser.Do(r)
	moet(o.t, err)
	defer w.Body.Close()
	return w.StatusCode, w.Header.Get("Location"), w.Request.URL
}

func (o *opstelling) haal(adres string) (int, string, *url.URL) {
	o.t.Helper()
	return o.stuur(http.NewRequest(http.MethodGet, adres, nil))
}

// bijDex logs in at dex and answers the address with which dex sends one back. pas may
// change the question that traject asks.
func (o *opstelling) bijDex(pas func(url.Values)) string {
	o.t.Helper()
	_, naar, _ := o.haal(o.traject.URL + "/inloggen/start")
	u, err := url.Parse(naar)
	moet(o.t, err)
	q := u.Query()
	pas(q)
	u.RawQuery = q.Encode()
	status, _, formulier := o.haal(u.String())
	if status != http.StatusOK {
		return ""
	}
	r, err := http.NewRequest(http.MethodPost, formulier.String(), strings.NewReader(url.Values{"login": {"anke@voorbeeldstad.example"}, "password": {"proef"}}.Encode()))
	moet(o.t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	_, terug, _ := o.stuur(r, nil)
	if !strings.HasPrefix(terug, o.traject.URL+"/inloggen/terug?") {
		o.t.Fatalf("dex sends one to %q", terug)
	}
	return terug
}

func zoals(url.Values) {}

func TestInloggenViaDex(t *testing.T) {
	o := nieuw(t, gewoon())
	begin := time.Now()
	terug := o.bijDex(zoals)
	if status, naar, _ := o.haal(terug); status != http.StatusSeeOther || naar != "/sturing" {
		t.Fatalf("%d %s", status, naar)
	}
	t.Logf("logged in within %v", time.Since(begin))
	if status, naar, _ := o.haal(o.traject.URL + "/"); status != http.StatusSeeOther || naar != "/sturing" {
		t.Errorf("not in: %d %s", status, naar)
	}
	if status, _, _ := o.haal(terug); status != http.StatusBadRequest {
		t.Errorf("the same code once more: %d", status)
	}
}

// The code of dex holds once, also for who stole it together with the session.
func TestEenCodeGeldtEenKeer(t *testing.T) {
	o := nieuw(t, gewoon())
	terug, err := url.Parse(o.bijDex(zoals))
	moet(t, err)
	if status, _, _ := o.haal(terug.String()); status != http.StatusSeeOther {
		t.Fatal(status)
	}
	_, naar, _ := o.haal(o.traject.URL + "/inloggen/start")
	u, err := url.Parse(naar)
	moet(t, err)
	q := terug.Query()
	q.Set("state", u.Query().Get("state"))
	terug.RawQuery = q.Encode()
	if status, _, _ := o.haal(terug.String()); status != http.StatusBadRequest {
		t.Errorf("an old code with a new state: %d", status)
	}
}

func TestWatNietKloptKomtNietBinnen(t *testing.T) {
	for naam, geval := range map[string]struct {
		kies   func(*keuzes)
		pas    func(url.Values)
		status int
	}{
		"another nonce":               {func(*keuzes) {}, func(q url.Values) { q.Set("nonce", "anders") }, 400},
		"another state":               {func(*keuzes) {}, func(q url.Values) { q.Set("state", "anders") }, 400},
		"another PKCE challenge":      {func(*keuzes) {}, func(q url.Values) { q.Set("code_challenge", strings.Repeat("A", 43)) }, 400},
		"a token for another program": {func(*keuzes) {}, func(q url.Values) { q.Set("client_id", "ander") }, 400},
		"a token that has expired":    {func(k *keuzes) { k.geldig = time.Nanosecond }, zoals, 400},
		"a group that is no role":     {func(k *keuzes) { k.groepen = []string{"koffie"} }, zoals, 403},
		"nobody's group":              {func(k *keuzes) { k.groepen = nil }, zoals, 403},
	} {
		t.Run(naam, func(t *testing.T) {
			k := gewoon()
			geval.kies(&k)
			o := nieuw(t, k)
			if status, _, _ := o.haal(o.bijDex(geval.pas)); status != geval.status {
				t.Errorf("%d", status)
			}
			if status, naar, _ := o.haal(o.traject.URL + "/"); status != http.StatusSeeOther || !strings.HasPrefix(naar, "/inloggen") {
				t.Errorf("got in: %d %s", status, naar)
			}
		})
	}
}

// An address to come back to that differs in one letter is refused by dex.
func TestHetAdresVanTerugkomstIsPrecies(t *testing.T) {
	k := gewoon()
	k.terug = "http://127.0.0.1:1/inloggen/terug"
	if terug := nieuw(t, k).bijDex(zoals); terug != "" {
		t.Errorf("dex sends one to %s", terug)
	}
}
