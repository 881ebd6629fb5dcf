package web

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"traject/app"
	"traject/kern/begrip"
)

// OIDC says how staff log in with the account of the municipality. More factors are
// asked by the provider, not here.
type OIDC struct {
	Uitgever, ClientID, Geheim string
	Terug                      string // exact address of /inloggen/terug as the provider knows it
	Scopes                     []string
	// Claims that say who someone is. Empty Gemeente or Team: the claim is not used.
	Gebruikerclaim, Rolclaim, Teamclaim, Gemeenteclaim string
	// BSNclaim says which dossier is of an inburgeraar who logs in. It is used once and kept nowhere.
	BSNclaim string
	// Aanbiederclaim says at which provider someone works, as the register of the municipality
	// calls it. Without it, or when it is empty, the municipality fills that in here.
	Aanbiederclaim string
	// Rollen translates values of the claim; the first pair that fits decides.
	Rollen   []Rolpaar
	Gemeente begrip.Gemeente // when no claim says the municipality
	// Gemeenten are those that are served here; others in the claim do not count.
	Gemeenten []begrip.Gemeente
	Client    *http.Client  // nil is the default
	Sleutel   *Inlogsleutel // proves who we are instead of Geheim; nil is by Geheim
}

// Rolpaar is one value of the claim and the role it gives.
type Rolpaar struct {
	Waarde string
	Rol    begrip.Rol
}

// Rollen that can be had by logging in.
var inlogrollen = []begrip.Rol{begrip.Klantmanager, begrip.Teamleider, begrip.Jurist, begrip.Beleid, begrip.Toezichthouder, begrip.Applicatiebeheer, begrip.Inburgeraar,
	begrip.AanbiederTaal, begrip.AanbiederOverig}

// IsInlogrol says whether a role may come from the claim of the provider.
func IsInlogrol(r begrip.Rol) bool { return slices.Contains(inlogrollen, r) }

// Faults of logging in. None says more than the person needs.
var (
	errInlogKapot = errors.New("the provider cannot be reached")
	errInlogOud   = errors.New("this login was not started here, or took too long")
	errGeenRol    = errors.New("this account has no role")
	errGeenMens   = errors.New("there is no dossier of this person")
)

// aanmelder talks to the provider. What the provider is like is asked at the first
// login and not at the start, so that it may be away then.
type aanmelder struct {
	OIDC
	mu     sync.Mutex
	kennis *kennis
}

// kennis is what the provider says about itself. Its keys are fetched again by the
// verifier when a token is signed with one it does not know.
type kennis struct {
	oauth   oauth2.Config
	keurder *oidc.IDTokenVerifier
	einde   string // end_session_endpoint; empty when it offers none
}

func (a *aanmelder) vraag(ctx context.Context) (*kennis, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.kennis != nil {
		return a.kennis, nil
	}
	// The provider keeps this context to fetch keys later, so it may not end with the request.
	vast := context.WithoutCancel(ctx)
	if a.Client != nil {
		vast = oidc.ClientContext(vast, a.Client)
	}
	p, err := oidc.NewProvider(vast, a.Uitgever)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errInlogKapot, err)
	}
	var meer struct {
		Einde string `json:"end_session_endpoint"`
	}
	if err := p.Claims(&meer); err != nil {
		return nil, fmt.Errorf("%w: %w", errInlogKapot, err)
	}
	waar := p.Endpoint()
	if a.Sleutel != nil {
		waar.AuthStyle = oauth2.AuthStyleInParams // the proof goes along in the form, and no header
	}
	a.kennis = &kennis{
		oauth: oauth2.Config{ClientID: a.ClientID, ClientSecret: a.Geheim, Endpoint: waar, RedirectURL: a.Terug,
			Scopes: append([]string{oidc.ScopeOpenID}, a.Scopes...)},
		keurder: p.Verifier(&oidc.Config{ClientID: a.ClientID}),
		einde:   meer.Einde,
	}
	return a.kennis, nil
}

// Where the session keeps a login that was started.
const (
	sleutelStaat    = "oidc-staat"
	sleutelNonce    = "oidc-nonce"
	sleutelProef    = "oidc-proef" // the PKCE verifier
	sleutelNaar     = "oidc-naar"
	sleutelGestart  = "oidc-gestart"
	inloggenDuurt   = 10 * time.Minute
	inlogantwoord   = 10 * time.Second
	meesteInlogbyte = 4 << 10
)

// oidcStart sends someone to the provider with a fresh state, nonce and PKCE challenge.
func (s *Web) oidcStart(w http.ResponseWriter, r *http.Request) error {
	if err := s.klop(r, KlopInloggen, ""); err != nil {
		return err
	}
	ctx, klaar := context.WithTimeout(r.Context(), inlogantwoord)
	defer klaar()
	k, err := s.aanmelder.vraag(ctx)
	if err != nil {
		return err
	}
	staat, nonce, proef := rand.Text(), rand.Text(), oauth2.GenerateVerifier()
	for sleutel, waarde := range map[string]string{sleutelStaat: staat, sleutelNonce: nonce, sleutelProef: proef, sleutelNaar: veiligAdres(r.URL.Query().Get("naar"))} {
		s.sessies.Put(r.Context(), sleutel, waarde)
	}
	s.sessies.Put(r.Context(), sleutelGestart, s.nu().Unix())
	http.Redirect(w, r, k.oauth.AuthCodeURL(staat, oidc.Nonce(nonce), oauth2.S256ChallengeOption(proef)), http.StatusSeeOther)
	return nil
}

// oidcTerug receives the answer of the provider. A login that was started can be
// finished once: whatever happens, what the session kept of it is gone afterwards.
func (s *Web) oidcTerug(w http.ResponseWriter, r *http.Request) error {
	if err := s.klop(r, KlopInloggen, ""); err != nil {
		return err
	}
	staat, nonce := s.sessies.PopString(r.Context(), sleutelStaat), s.sessies.PopString(r.Context(), sleutelNonce)
	proef, naar := s.sessies.PopString(r.Context(), sleutelProef), s.sessies.PopString(r.Context(), sleutelNaar)
	gestart := time.Unix(s.sessies.GetInt64(r.Context(), sleutelGestart), 0)
	q := r.URL.Query()
	if staat == "" || len(r.URL.RawQuery) > meesteInlogbyte || subtle.ConstantTimeCompare([]byte(staat), []byte(q.Get("state"))) != 1 || s.nu().Sub(gestart) > inloggenDuurt {
		return errInlogOud
	}
	if q.Get("error") != "" || q.Get("code") == "" {
		return errInlogOud
	}
	wie, bereik, token, err := s.aanmelder.wissel(r.Context(), q.Get("code"), proef, nonce)
	if err != nil {
		return err
	}
	if wie, err = s.onthoud(r, wie, bereik); err != nil {
		return err
	}
	if err := s.logIn(r, wie); err != nil {
		return err
	}
	if wie.Rol != begrip.Inburgeraar { // that token holds a BSN
		s.sessies.Put(r.Context(), sleutelToken, token)
	}
	if naar == "" {
		naar = beginadres(wie)
	}
	http.Redirect(w, r, naar, http.StatusSeeOther)
	return nil
}

// wissel exchanges the code, proves the token and reads who it is about.
func (a *aanmelder) wissel(ctx context.Context, code, proef, nonce string) (app.Wie, app.Bereikbaar, string, error) {
	ctx, klaar := context.WithTimeout(ctx, inlogantwoord)
	defer klaar()
	k, err := a.vraag(ctx)
	if err != nil {
		return app.Wie{}, app.Bereikbaar{}, "", err
	}
	if a.Client != nil {
		ctx = oidc.ClientContext(ctx, a.Client)
	}
	mee := []oauth2.AuthCodeOption{oauth2.VerifierOption(proef)}
	if a.Sleutel != nil {
		bewijs, err := a.Sleutel.bewijs(a.ClientID, k.oauth.Endpoint.TokenURL, time.Now())
		if err != nil {
			return app.Wie{}, app.Bereikbaar{}, "", err
		}
		mee = append(mee, bewijs...)
	}
	antwoord, err := k.oauth.Exchange(ctx, code, mee...)
	if err != nil {
		return app.Wie{}, app.Bereikbaar{}, "", fmt.Errorf("%w: the code was not accepted", errInlogOud)
	}
	ruw, ok := antwoord.Extra("id_token").(string)
	if !ok {
		return app.Wie{}, app.Bereikbaar{}, "", fmt.Errorf("%w: the answer holds no id token", errInlogOud)
	}
	token, err := k.keurder.Verify(ctx, ruw) // signature, issuer, audience and expiry
	if err != nil {
		return app.Wie{}, app.Bereikbaar{}, "", fmt.Errorf("%w: the id token does not hold", errInlogOud)
	}
	if nonce == "" || subtle.ConstantTimeCompare([]byte(token.Nonce), []byte(nonce)) != 1 {
		return app.Wie{}, app.Bereikbaar{}, "", fmt.Errorf("%w: the nonce is another", errInlogOud)
	}
	claims := claims{}
	if err := token.Claims(&claims); err != nil {
		return app.Wie{}, app.Bereikbaar{}, "", fmt.Errorf("%w: the claims cannot be read", errInlogOud)
	}
	wie, err := a.wieVolgens(claims, token.Subject)
	bereik := app.Bereikbaar{Telefoon: claims.tekst("phone_number"), Email: claims.tekst("email")}
	if wie.Rol == begrip.Inburgeraar {
		bereik = app.Bereikbaar{BSN: claims.tekst(a.BSNclaim)}
	}
	return wie, bereik, ruw, err
}

// claims are what the provider says about someone; only texts and lists of texts are read.
type claims map[string]any

func (c claims) tekst(naam string) string {
	t, ok := c[naam].(string)
	if !ok {
		return ""
	}
	return t
}

func (c claims) teksten(naam string) []string {
	if t := c.tekst(naam); t != "" {
		return []string{t}
	}
	lijst, ok := c[naam].([]any)
	if !ok {
		return nil
	}
	var uit []string
	for _, x := range lijst {
		if t, ok := x.(string); ok {
			uit = append(uit, t)
		}
	}
	return uit
}

// wieVolgens translates claims to a person with a role. An unknown role lets nobody in.
func (a *aanmelder) wieVolgens(c claims, onderwerp string) (app.Wie, error) {
	wie := app.Wie{Gebruiker: of(c.tekst(a.Gebruikerclaim), onderwerp), Gemeente: a.Gemeente}
	wie.Naam = of(c.tekst("name"), wie.Gebruiker)
	heeft := c.teksten(a.Rolclaim)
	i := slices.IndexFunc(a.Rollen, func(p Rolpaar) bool { return slices.Contains(heeft, p.Waarde) && IsInlogrol(p.Rol) })
	if i < 0 {
		return app.Wie{}, errGeenRol
	}
	wie.Rol = a.Rollen[i].Rol
	if app.IsAanbieder(wie.Rol) {
		wie.Aanbieder = c.tekst(a.Aanbiederclaim)
	} else if a.Teamclaim != "" && wie.Rol != begrip.Inburgeraar {
		if wie.Team = c.tekst(a.Teamclaim); wie.Team == "" {
			return app.Wie{}, errGeenRol // no team would be the whole municipality
		}
	}
	if a.Gemeenteclaim != "" {
		wie.Gemeente, wie.Gemeenten = a.gemeentenVolgens(c.teksten(a.Gemeenteclaim))
	}
	if !wie.Gemeente.IsGeldig() || wie.Gebruiker == "" {
		return app.Wie{}, errGeenRol
	}
	return wie, nil
}

// gemeentenVolgens gives for which municipalities someone works: the first, and all of
// them when there are more.
func (a *aanmelder) gemeentenVolgens(codes []string) (begrip.Gemeente, []begrip.Gemeente) {
	var alle []begrip.Gemeente
	for _, code := range codes {
		g := begrip.Gemeente(code)
		if g.IsGeldig() && !slices.Contains(alle, g) && (len(a.Gemeenten) == 0 || slices.Contains(a.Gemeenten, g)) {
			alle = append(alle, g)
		}
	}
	switch len(alle) {
	case 0:
		return "", nil
	case 1:
		return alle[0], nil
	}
	slices.Sort(alle)
	return alle[0], alle
}

// startadres begins a login and remembers where someone was going.
func startadres(naar string) string {
	if naar == "" {
		return "/inloggen/start"
	}
	return "/inloggen/start?naar=" + url.QueryEscape(naar)
}

// uitlogadres gives where the provider ends its own session too, or "".
func (a *aanmelder) uitlogadres(token string) string {
	if a == nil {
		return ""
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.kennis == nil || a.kennis.einde == "" {
		return ""
	}
	u, err := url.Parse(a.kennis.einde)
	if err != nil {
		return ""
	}
	terug, err := url.Parse(a.Terug)
	if err != nil {
		return ""
	}
	terug.Path = "/inloggen"
	q := u.Query()
	q.Set("client_id", a.ClientID)
	q.Set("post_logout_redirect_uri", terug.String())
	if token != "" {
		q.Set("id_token_hint", token)
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// uitgeverAdres is the origin of the provider, to which the form for logging out leads.
func (a *aanmelder) uitgeverAdres() string {
	if a == nil {
		return ""
	}
	u, err := url.Parse(a.Uitgever)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}
