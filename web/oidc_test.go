package web

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"traject/kern/begrip"
)

// uitgever is a small provider that keeps to the rules, with real tokens. What a token
// says can be changed per example.
type uitgever struct {
	*httptest.Server
	t         *testing.T
	sleutels  map[string]*rsa.PrivateKey
	kid       string
	pas       func(token map[string]any)
	codes     map[string]url.Values // code → the request it was given for
	geenEinde bool
	bewijs    any             // public half of the key with which a client has to prove itself; nil is by secret
	gebruikt  map[string]bool // proofs that were seen
	van       *Inlogsleutel   // with which we prove ourselves
}

// geheim is what both sides know when there is no key.
func (u *uitgever) geheim() string {
	if u.van != nil {
		return ""
	}
	return "geheim"
}

// toon says whether a client proved itself with its key, the way RFC 7523 wants it.
func (u *uitgever) toon(r *http.Request) bool {
	t, err := jwt.ParseSigned(r.PostFormValue("client_assertion"), []jose.SignatureAlgorithm{jose.RS256, jose.ES256})
	if err != nil || len(t.Headers) != 1 || t.Headers[0].KeyID == "" || r.PostFormValue("client_secret") != "" || r.Header.Get("Authorization") != "" ||
		r.PostFormValue("client_assertion_type") != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" {
		return false
	}
	var c jwt.Claims
	if t.Claims(u.bewijs, &c) != nil || c.ID == "" || u.gebruikt[c.ID] || c.Expiry == nil || c.Expiry.Time().After(time.Now().Add(5*time.Minute)) {
		return false
	}
	u.gebruikt[c.ID] = true
	return c.Validate(jwt.Expected{Issuer: "traject", Subject: "traject", AnyAudience: jwt.Audience{u.URL + "/token"}}) == nil
}

func nieuweUitgever(t *testing.T) *uitgever {
	t.Helper()
	u := &uitgever{t: t, sleutels: map[string]*rsa.PrivateKey{}, codes: map[string]url.Values{}, pas: func(map[string]any) {}, gebruikt: map[string]bool{}}
	u.wissel("k1")
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", u.beschrijving)
	mux.HandleFunc("GET /sleutels", u.toonSleutels)
	mux.HandleFunc("GET /inloggen", u.inloggen)
	mux.HandleFunc("POST /token", u.token)
	u.Server = httptest.NewServer(mux)
	t.Cleanup(u.Close)
	return u
}

// wissel takes a new key into use; the old one is no longer shown.
func (u *uitgever) wissel(kid string) {
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		u.t.Fatal(err)
	}
	u.sleutels, u.kid = map[string]*rsa.PrivateKey{kid: k}, kid
}

func (u *uitgever) json(w http.ResponseWriter, x any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(x); err != nil {
		u.t.Error(err)
	}
}

func (u *uitgever) beschrijving(w http.ResponseWriter, _ *http.Request) {
	d := map[string]any{"issuer": u.URL, "authorization_endpoint": u.URL + "/inloggen", "token_endpoint": u.URL + "/token", "jwks_uri": u.URL + "/sleutels",
		"id_token_signing_alg_values_supported": []string{"RS256"}, "response_types_supported": []string{"code"}}
	if !u.geenEinde {
		d["end_session_endpoint"] = u.URL + "/uitloggen"
	}
	u.json(w, d)
}

func (u *uitgever) toonSleutels(w http.ResponseWriter, _ *http.Request) {
	var set jose.JSONWebKeySet
	for kid, k := range u.sleutels {
		set.Keys = append(set.Keys, jose.JSONWebKey{Key: &k.PublicKey, KeyID: kid, Algorithm: "RS256", Use: "sig"})
	}
	u.json(w, set)
}

func (u *uitgever) inloggen(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if q.Get("redirect_uri") != "http://traject.example/inloggen/terug" || q.Get("code_challenge_method") != "S256" || q.Get("nonce") == "" || q.Get("response_type") != "code" {
		http.Error(w, "this request does not keep to the rules", http.StatusBadRequest)
		return
	}
	code := rand.Text()
	u.codes[code] = q
	http.Redirect(w, r, q.Get("redirect_uri")+"?code="+code+"&state="+url.QueryEscape(q.Get("state")), http.StatusFound)
}

func (u *uitgever) token(w http.ResponseWriter, r *http.Request) {
	id, geheim, _ := r.BasicAuth()
	if id == "" {
		id, geheim = r.PostFormValue("client_id"), r.PostFormValue("client_secret")
	}
	if u.bewijs != nil && u.toon(r) {
		id, geheim = "traject", "geheim"
	} else if u.bewijs != nil {
		geheim = ""
	}
	q, ok := u.codes[r.PostFormValue("code")]
	delete(u.codes, r.PostFormValue("code"))
	som := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	if !ok || id != "traject" || geheim != "geheim" || base64.RawURLEncoding.EncodeToString(som[:]) != q.Get("code_challenge") || r.PostFormValue("redirect_uri") != q.Get("redirect_uri") {
		w.WriteHeader(http.StatusBadRequest)
		u.json(w, map[string]any{"error": "invalid_grant"})
		return
	}
	nu := time.Now()
	claims := map[string]any{"iss": u.URL, "sub": "sub-1", "aud": "traject", "exp": nu.Add(time.Minute).Unix(), "iat": nu.Unix(), "nonce": q.Get("nonce"),
		"preferred_username": "a.jansen", "name": "Anke Jansen", "rollen": []string{"vakantie", "tj-klantmanager"}, "team": "noord"}
	u.pas(claims)
	u.json(w, map[string]any{"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": u.teken(claims)})
}

func (u *uitgever) teken(claims map[string]any) string {
	b, err := json.Marshal(claims)
	if err != nil {
		u.t.Fatal(err)
	}
	s, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: u.sleutels[u.kid], KeyID: u.kid}}, nil)
	if err != nil {
		u.t.Fatal(err)
	}
	j, err := s.Sign(b)
	if err != nil {
		u.t.Fatal(err)
	}
	tekst, err := j.CompactSerialize()
	if err != nil {
		u.t.Fatal(err)
	}
	return tekst
}

// metUitgever puts a door before the house where one logs in with this provider.
func (b *balie) metUitgever(u *uitgever) {
	b.t.Helper()
	h, err := Nieuw(Instellingen{Huis: b.huis, Gemeente: "Voorbeeldstad", Log: b.huis.Log, Klok: func() time.Time { return b.klok },
		OIDC: &OIDC{Uitgever: u.URL, ClientID: "traject", Geheim: u.geheim(), Sleutel: u.van, Terug: "http://traject.example/inloggen/terug", Gebruikerclaim: "preferred_username",
			Rolclaim: "rollen", Teamclaim: "team", Rollen: []Rolpaar{{"tj-jurist", begrip.Jurist}, {"tj-klantmanager", begrip.Klantmanager}}, Gemeente: anke.Gemeente}})
	if err != nil {
		b.t.Fatal(err)
	}
	b.opDeur(h)
	b.verseBrowser()
}

func (b *balie) verseBrowser() {
	koekjes, err := cookiejar.New(nil)
	if err != nil {
		b.t.Fatal(err)
	}
	b.client.Jar = koekjes
}

// bijUitgever starts a login and logs in at the provider; it answers the address with
// which the provider sends someone back, as a path of ours.
func (b *balie) bijUitgever(naar string) string {
	b.t.Helper()
	a := b.haal(startadres(naar))
	if a.status != http.StatusSeeOther {
		b.t.Fatalf("start: %d %s", a.status, a.tekst)
	}
	r, err := http.NewRequest(http.MethodGet, a.naar, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	terug, ok := strings.CutPrefix(b.stuur(r).naar, "http://traject.example")
	if !ok {
		b.t.Fatal("the provider sends us elsewhere")
	}
	return terug
}

func (b *balie) cookie() string {
	u, err := url.Parse(b.adres)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range b.client.Jar.Cookies(u) {
		return c.Value
	}
	return ""
}

func TestInloggenMetHetAccountVanDeGemeente(t *testing.T) {
	b, u := openBalie(t), nieuweUitgever(t)
	b.metUitgever(u)
	if a := b.haal("/inloggen?naar=%2Fdossiers"); !strings.Contains(a.tekst, "/inloggen/start?naar=%2Fdossiers") {
		t.Error("the door has no way to the provider")
	}
	terug := b.bijUitgever("/dossiers")
	voor := b.cookie()
	a := b.haal(terug)
	if a.status != http.StatusSeeOther || a.naar != "/dossiers" {
		t.Fatalf("%d %s %s", a.status, a.naar, a.tekst)
	}
	if b.cookie() == voor || voor == "" {
		t.Error("the session kept its token at login")
	}
	a = b.haal("/vandaag")
	heeft(t, a.tekst, "Anke Jansen")
	// The same answer of the provider once more, in this browser and in another.
	if a := b.haal(terug); a.status != http.StatusBadRequest {
		t.Errorf("a code used twice: %d", a.status)
	}
	b.verseBrowser()
	if a := b.haal(terug); a.status != http.StatusBadRequest {
		t.Errorf("a code in another browser: %d", a.status)
	}
}

// Every way in which an answer of the provider does not hold leads to a calm page and
// lets nobody in.
func TestEenVerkeerdAntwoordLaatNiemandBinnen(t *testing.T) {
	andere := nieuweUitgever(t)
	for naam, geval := range map[string]struct {
		pas    func(u *uitgever, c map[string]any)
		status int
	}{
		"another nonce":       {func(_ *uitgever, c map[string]any) { c["nonce"] = "anders" }, 400},
		"no nonce":            {func(_ *uitgever, c map[string]any) { delete(c, "nonce") }, 400},
		"for another program": {func(_ *uitgever, c map[string]any) { c["aud"] = "ander-programma" }, 400},
		"expired":             {func(_ *uitgever, c map[string]any) { c["exp"] = time.Now().Add(-time.Hour).Unix() }, 400},
		"of another provider": {func(_ *uitgever, c map[string]any) { c["iss"] = andere.URL }, 400},
		"signed by a stranger": {func(u *uitgever, _ map[string]any) {
			u.sleutels = map[string]*rsa.PrivateKey{u.kid: andere.sleutels["k1"]}
		}, 400},
		"an unknown role":     {func(_ *uitgever, c map[string]any) { c["rollen"] = []string{"koffie"} }, 403},
		"no role":             {func(_ *uitgever, c map[string]any) { delete(c, "rollen") }, 403},
		"a role of the house": {func(_ *uitgever, c map[string]any) { c["rollen"] = "systeem" }, 403},
		"no team":             {func(_ *uitgever, c map[string]any) { delete(c, "team") }, 403},
	} {
		t.Run(naam, func(t *testing.T) {
			b, u := openBalie(t), nieuweUitgever(t)
			b.metUitgever(u)
			eigen := u.sleutels
			u.pas = func(c map[string]any) { geval.pas(u, c) }
			terug := b.bijUitgever("")
			if naam == "signed by a stranger" { // shown are the right keys
				b.haal("/inloggen")
				u.pas = func(map[string]any) {}
				u.sleutels = map[string]*rsa.PrivateKey{"k1": andere.sleutels["k1"]}
				u.toonAltijd(eigen)
			}
			if a := b.haal(terug); a.status != geval.status {
				t.Errorf("%d", a.status)
			}
			if a := b.haal("/vandaag"); a.status != http.StatusSeeOther {
				t.Errorf("got in: %d", a.status)
			}
			if strings.Contains(b.log.String(), "eyJ") {
				t.Error("a token stands in the log")
			}
		})
	}
}

// toonAltijd makes the provider show these keys, whatever it signs with.
func (u *uitgever) toonAltijd(sleutels map[string]*rsa.PrivateKey) {
	getoond := *u
	getoond.sleutels = sleutels
	oud := u.Config.Handler
	u.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/sleutels" {
			getoond.toonSleutels(w, r)
			return
		}
		oud.ServeHTTP(w, r)
	})
}

func TestInloggenKanEenmaalEnNietTeLaat(t *testing.T) {
	b, u := openBalie(t), nieuweUitgever(t)
	b.metUitgever(u)
	terug := b.bijUitgever("")
	anders, _, _ := strings.Cut(terug, "&state=")
	for naam, adres := range map[string]string{"another state": anders + "&state=verzonnen", "no state": anders} {
		if a := b.haal(adres); a.status != http.StatusBadRequest {
			t.Errorf("%s: %d", naam, a.status)
		}
	}
	if a := b.haal(terug); a.status != http.StatusBadRequest {
		t.Errorf("after a wrong state the login is over: %d", a.status)
	}
	terug = b.bijUitgever("")
	b.klok = b.klok.Add(11 * time.Minute)
	if a := b.haal(terug); a.status != http.StatusBadRequest {
		t.Errorf("eleven minutes later: %d", a.status)
	}
	terug = b.bijUitgever("//elders.example/")
	if a := b.haal(terug); a.naar != "/vandaag" {
		t.Errorf("sent on to %s", a.naar)
	}
}

func TestDeUitgeverMagVanSleutelWisselen(t *testing.T) {
	b, u := openBalie(t), nieuweUitgever(t)
	b.metUitgever(u)
	if a := b.haal(b.bijUitgever("")); a.status != http.StatusSeeOther {
		t.Fatal(a.status)
	}
	u.wissel("k2")
	b.verseBrowser()
	if a := b.haal(b.bijUitgever("")); a.status != http.StatusSeeOther {
		t.Errorf("with a new key: %d", a.status)
	}
}

func TestUitloggenOokBijDeUitgever(t *testing.T) {
	b, u := openBalie(t), nieuweUitgever(t)
	b.metUitgever(u)
	b.haal(b.bijUitgever(""))
	a := b.post("/uitloggen", nil)
	naar, err := url.Parse(a.naar)
	if err != nil || !strings.HasPrefix(a.naar, u.URL+"/uitloggen?") || naar.Query().Get("id_token_hint") == "" || naar.Query().Get("post_logout_redirect_uri") != "http://traject.example/inloggen" {
		t.Errorf("%d %s", a.status, a.naar)
	}
	if !strings.Contains(a.kop.Get("Content-Security-Policy"), "form-action 'self' "+u.URL) {
		t.Error("a browser would stop the way out: " + a.kop.Get("Content-Security-Policy"))
	}
	if a := b.haal("/vandaag"); a.status != http.StatusSeeOther {
		t.Errorf("still in: %d", a.status)
	}
	u = nieuweUitgever(t)
	u.geenEinde = true
	b.metUitgever(u)
	b.haal(b.bijUitgever(""))
	if a := b.post("/uitloggen", nil); a.naar != "/inloggen" {
		t.Errorf("without an address for it: %s", a.naar)
	}
}

func TestZonderUitgeverBlijftDeDeurNetjes(t *testing.T) {
	b, u := openBalie(t), nieuweUitgever(t)
	b.metUitgever(u)
	u.Close()
	if a := b.haal("/inloggen/start"); a.status != http.StatusServiceUnavailable || !strings.Contains(a.tekst, "inlogdienst") {
		t.Errorf("%d", a.status)
	}
}

// The claim says for which municipalities someone works; those that are not served do not
// count, and who works for none gets no further.
func TestGemeentenUitDeClaim(t *testing.T) {
	a := &aanmelder{OIDC: OIDC{Gebruikerclaim: "preferred_username", Rolclaim: "rollen", Gemeenteclaim: "gemeenten", Gemeenten: []begrip.Gemeente{"0080", "0098"},
		Rollen: []Rolpaar{{"km", begrip.Klantmanager}}}}
	for naam, g := range map[string]struct {
		claim any
		eerst begrip.Gemeente
		alle  string
	}{
		"one":               {"0098", "0098", ""},
		"two":               {[]any{"0098", "0080"}, "0080", "0080 0098"},
		"twice the same":    {[]any{"0098", "0098"}, "0098", ""},
		"one is not served": {[]any{"0099", "0080"}, "0080", ""},
		"none is served":    {[]any{"0099"}, "", ""},
		"nonsense":          {[]any{"", "x", 12.0}, "", ""},
		"nothing":           {nil, "", ""},
	} {
		wie, err := a.wieVolgens(claims{"preferred_username": "a", "rollen": "km", "gemeenten": g.claim}, "s")
		var alle []string
		for _, x := range wie.Gemeenten {
			alle = append(alle, string(x))
		}
		if wie.Gemeente != g.eerst || strings.Join(alle, " ") != g.alle || (err == nil) != (g.eerst != "") {
			t.Errorf("%s: %q %v %v", naam, wie.Gemeente, wie.Gemeenten, err)
		}
	}
}

// At a provider the claim says at which institution someone works. The team of the
// municipality is not asked of them, and of the staff no institution is taken over.
func TestClaimZegtBijWelkeInstelling(t *testing.T) {
	a := &aanmelder{OIDC: OIDC{Gebruikerclaim: "u", Rolclaim: "r", Teamclaim: "team", Aanbiederclaim: "instelling", Gemeente: anke.Gemeente,
		Rollen: []Rolpaar{{"school", begrip.AanbiederTaal}, {"map", begrip.AanbiederOverig}, {"km", begrip.Klantmanager}}}}
	for _, g := range []struct {
		c    claims
		rol  begrip.Rol
		bij  string
		komt bool
	}{
		{claims{"u": "n", "r": "school", "instelling": "taal"}, begrip.AanbiederTaal, "taal", true},
		{claims{"u": "n", "r": "map"}, begrip.AanbiederOverig, "", true},
		{claims{"u": "n", "r": "km", "team": "noord", "instelling": "taal"}, begrip.Klantmanager, "", true},
		{claims{"u": "n", "r": "km", "instelling": "taal"}, "", "", false},
	} {
		wie, err := a.wieVolgens(g.c, "s")
		if (err == nil) != g.komt || wie.Rol != g.rol && g.komt || wie.Aanbieder != g.bij {
			t.Errorf("%v: %+v %v", g.c, wie, err)
		}
	}
}
