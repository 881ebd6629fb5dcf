package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"traject/app"
	"traject/demo"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/store/storetest"
)

// Two real processes of the real binary behind one address, as behind a load balancer:
// whatever one of them begins, the other goes on with.

// provider is a login service that signs whoever the test wants.
type provider struct {
	*httptest.Server
	key    *rsa.PrivateKey
	who    map[string]any
	nonces map[string]string
}

func newProvider(t *testing.T) *provider {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	p := &provider{key: key, nonces: map[string]string{}}
	answer := func(w http.ResponseWriter, x any) {
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(x); err != nil {
			t.Error(err)
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, map[string]any{"issuer": p.URL, "authorization_endpoint": p.URL + "/in", "token_endpoint": p.URL + "/token", "jwks_uri": p.URL + "/keys",
			"id_token_signing_alg_values_supported": []string{"RS256"}})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: &key.PublicKey, KeyID: "k", Algorithm: "RS256", Use: "sig"}}})
	})
	mux.HandleFunc("GET /in", func(w http.ResponseWriter, r *http.Request) {
		code, q := rand.Text(), r.URL.Query()
		p.nonces[code] = q.Get("nonce")
		http.Redirect(w, r, q.Get("redirect_uri")+"?code="+code+"&state="+url.QueryEscape(q.Get("state")), http.StatusFound)
	})
	mux.HandleFunc("POST /token", func(w http.ResponseWriter, r *http.Request) {
		claims := map[string]any{"iss": p.URL, "sub": "s", "aud": "traject", "exp": time.Now().Add(time.Minute).Unix(), "iat": time.Now().Unix(), "nonce": p.nonces[r.PostFormValue("code")]}
		for name, x := range p.who {
			claims[name] = x
		}
		b, err := json.Marshal(claims)
		if err != nil {
			t.Error(err)
		}
		signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: key, KeyID: "k"}}, nil)
		if err != nil {
			t.Error(err)
			return
		}
		signed, err := signer.Sign(b)
		if err != nil {
			t.Error(err)
			return
		}
		token, err := signed.CompactSerialize()
		if err != nil {
			t.Error(err)
		}
		answer(w, map[string]any{"access_token": "x", "token_type": "Bearer", "id_token": token})
	})
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

// instance is one process of the binary.
type instance struct {
	t       *testing.T
	address string
	cmd     *exec.Cmd
	out     *bytes.Buffer
}

func startInstance(t *testing.T, env ...string) *instance {
	t.Helper()
	x := &instance{t: t, address: freeAddress(t), out: &bytes.Buffer{}}
	x.cmd = exec.Command(binary(t), "serve")
	x.cmd.Env = append(append([]string{"PATH=" + os.Getenv("PATH")}, env...), "TRAJECT_ADRES="+x.address)
	x.cmd.Stdout, x.cmd.Stderr = x.out, x.out
	if err := x.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(x.kill)
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		r, err := http.Get("http://" + x.address + "/healthz")
		if err == nil {
			if err := r.Body.Close(); err != nil {
				t.Error(err)
			}
			return x
		}
		if time.Now().After(end) {
			x.kill()
			t.Fatalf("the instance did not start:\n%s", x.out)
		}
	}
}

// kill is kill -9.
func (x *instance) kill() {
	if x.cmd.ProcessState != nil {
		return
	}
	if err := x.cmd.Process.Kill(); err != nil {
		x.t.Error(err)
	}
	_ = x.cmd.Wait() // it was killed, and says so
}

// browser keeps cookies by hand: those of serve travel over https only, and a load
// balancer in front would take that off.
type browser struct {
	t       *testing.T
	cookies map[string]string
}

func (b *browser) do(method, address string, form url.Values) (*http.Response, string) {
	b.t.Helper()
	r, err := http.NewRequest(method, address, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Timeout: 20 * time.Second}
	w, err := client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer w.Body.Close()
	text, err := io.ReadAll(w.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range w.Cookies() {
		b.cookies[c.Name] = c.Value
	}
	return w, string(text)
}

func (b *browser) on(x *instance, path string) (int, string) {
	b.t.Helper()
	w, text := b.do(http.MethodGet, "http://"+x.address+path, nil)
	return w.StatusCode, text
}

func (b *browser) send(x *instance, path string, form url.Values) (int, string) {
	b.t.Helper()
	w, _ := b.do(http.MethodPost, "http://"+x.address+path, form)
	return w.StatusCode, w.Header.Get("Location")
}

// loginAcross begins on one instance and comes back on another.
func loginAcross(t *testing.T, p *provider, begin, back *instance, who map[string]any) *browser {
	t.Helper()
	p.who = who
	b := &browser{t, map[string]string{}}
	w, text := b.do(http.MethodGet, "http://"+begin.address+"/inloggen/start", nil)
	if w.StatusCode != http.StatusSeeOther {
		t.Fatalf("start: %d %s\n%s", w.StatusCode, text, begin.out)
	}
	w, _ = b.do(http.MethodGet, w.Header.Get("Location"), nil)
	u, err := url.Parse(w.Header.Get("Location"))
	if err != nil {
		t.Fatal(err)
	}
	if w, text = b.do(http.MethodGet, "http://"+back.address+u.RequestURI(), nil); w.StatusCode != http.StatusSeeOther || !strings.HasPrefix(w.Header.Get("Location"), "/") {
		t.Fatalf("back: %d %s\n%s", w.StatusCode, text, back.out)
	}
	return b
}

func staffClaims(user, name, group string, municipalities ...string) map[string]any {
	return map[string]any{"preferred_username": user, "name": name, "groups": []string{group}, "gemeenten": municipalities, "email": user + "@example.nl"}
}

var hidden = regexp.MustCompile(`name="versie" value="(\d+)"`)

func TestTwoInstancesBehindOneAddress(t *testing.T) {
	server, err := storetest.StartPostgres("fsync=off")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	})
	folder := t.TempDir()
	owner, address := server.NieuweDatabase(t)
	s := settings{Data: folder, Database: address, DatabaseOwner: owner, KeyFile: filepath.Join(folder, "sleutels"), Municipality: demo.Gemeente}
	if err := migrateStore(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	number := openInBoth(t, s)
	p := newProvider(t)
	env := []string{"TRAJECT_DATA=" + folder, "TRAJECT_DATABASE=" + address, "TRAJECT_SLEUTELBESTAND=" + s.KeyFile, "TRAJECT_GEMEENTE=9999,8888",
		"TRAJECT_GEMEENTENAAM=9999:Voorbeeldstad,8888:Buurstad", "TRAJECT_OIDC_URL=" + p.URL, "TRAJECT_OIDC_CLIENT_ID=traject", "TRAJECT_OIDC_CLIENT_SECRET=g",
		"TRAJECT_OIDC_REDIRECT=http://127.0.0.1:1/inloggen/terug", "TRAJECT_OIDC_GEMEENTECLAIM=gemeenten",
		"TRAJECT_OIDC_ROLLEN=km=klantmanager,tl=teamleider,ab=applicatiebeheer"}
	a, b := startInstance(t, env...), startInstance(t, env...)

	// Login begins on A, comes back on B, and holds on both.
	km := loginAcross(t, p, a, b, staffClaims("n.nieuw", "Nora Nieuw", "km", "9999"))
	for _, x := range []*instance{a, b} {
		if status, text := km.on(x, "/dossiers"); status != http.StatusOK || !strings.Contains(text, "Nora Nieuw") || !strings.Contains(text, "Hier Eerste") || strings.Contains(text, "Daar Eerste") {
			t.Errorf("the list of one municipality: %d", status)
		}
		if status, _ := km.on(x, "/g/8888/dossiers/"+number); status != http.StatusNotFound {
			t.Errorf("a dossier of the other municipality: %d", status)
		}
	}
	// A draft that was left on A is there on B; it is recorded on B.
	path := "/dossiers/" + number + "/notitie"
	_, text := km.on(a, path)
	form := url.Values{"versie": {hidden.FindStringSubmatch(text)[1]}, "tekst": {"Belt terug over het rooster"}}
	later := url.Values{"versie": form["versie"], "tekst": form["tekst"], "later": {"ja"}}
	if status, _ := km.send(a, path, later); status != http.StatusSeeOther {
		t.Errorf("later: %d", status)
	}
	if _, text := km.on(b, path); !strings.Contains(text, "Belt terug over het rooster") {
		t.Error("the draft of A is not on B")
	}
	if status, to := km.send(b, path, form); status != http.StatusSeeOther || to != "/dossiers/"+number {
		t.Errorf("recording on B: %d %s", status, to)
	}
	if status, _ := km.send(a, path, form); status != http.StatusConflict {
		t.Errorf("the same form once more, on A: %d", status)
	}

	// Someone with two municipalities has both in one list, on both instances.
	tl := loginAcross(t, p, b, a, staffClaims("t.leider", "Tess Leider", "tl", "9999", "8888"))
	for _, x := range []*instance{a, b} {
		if _, text := tl.on(x, "/dossiers"); !strings.Contains(text, `href="/g/9999/dossiers/`+number) || !strings.Contains(text, `href="/g/8888/dossiers/`+number) {
			t.Error("the combined list misses a municipality")
		}
	}
	// Who logged in is known to the team leader on the other instance, who says that she left.
	status, text := tl.on(a, "/g/9999/beheer/medewerkers")
	if status != http.StatusOK || !strings.Contains(text, "Nora Nieuw") {
		t.Fatalf("the staff list: %d", status)
	}
	colleague := "/g/9999/beheer/medewerkers/" + app.SleutelVan("n.nieuw")
	_, text = tl.on(a, colleague)
	if status, _ := tl.send(a, colleague, url.Values{"versie": {hidden.FindStringSubmatch(text)[1]}, "weg": {"ja"}}); status != http.StatusSeeOther {
		t.Errorf("uit dienst: %d", status)
	}
	if status, _ := km.on(b, "/vandaag"); status != http.StatusSeeOther {
		t.Errorf("who left still works on B: %d", status)
	}

	// One instance is killed; the other goes on, and logging out there holds when it is back.
	a.kill()
	if status, _ := tl.on(b, "/vandaag"); status != http.StatusOK {
		t.Errorf("after the kill: %d", status)
	}
	old := &browser{t, map[string]string{}}
	for name, value := range tl.cookies {
		old.cookies[name] = value
	}
	if status, _ := tl.send(b, "/uitloggen", url.Values{}); status != http.StatusSeeOther {
		t.Errorf("logging out: %d", status)
	}
	a = startInstance(t, env...)
	if status, _ := old.on(a, "/vandaag"); status != http.StatusSeeOther {
		t.Errorf("a session that was ended lives on: %d", status)
	}
	if strings.Contains(a.out.String()+b.out.String(), "Eerste") {
		t.Error("the log names a person")
	}
}

// openInBoth opens a dossier with the same number in two municipalities.
func openInBoth(t *testing.T, s settings) string {
	t.Helper()
	cellar, err := openStore(t.Context(), s, false, true)
	if err != nil {
		t.Fatal(err)
	}
	defer closeCellar(t, cellar)
	var numbers []string
	for g, name := range map[begrip.Gemeente]string{"9999": "Hier", "8888": "Daar"} {
		h, err := house(cellar, s.forOne(g), houseExtras{})
		if err != nil {
			t.Fatal(err)
		}
		who := app.Wie{Gebruiker: "t.eerst", Rol: begrip.Teamleider, Gemeente: g}
		n, err := h.OpenDossier(context.Background(), who, besluit.Opening{Stelsel: begrip.Wi2021, Persoon: dossier.Persoonsgegevens{Voornamen: name, Geslachtsnaam: "Eerste",
			Geboortedatum: begrip.MoetDag("1990-05-17"), Doelgroep: begrip.Asielstatushouder}})
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, n)
	}
	if numbers[0] != numbers[1] {
		t.Fatal(fmt.Sprint("two numbers: ", numbers))
	}
	return numbers[0]
}
