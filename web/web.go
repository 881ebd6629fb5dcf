package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"traject/app"
	"traject/kern/begrip"
)

// Instellingen are what the pages need from outside.
type Instellingen struct {
	Huis       Huis
	Huizen     []Gemeentehuis                            // two or more: the municipalities this door serves; Huis is then that of the first
	Samen      Samenhuis                                 // their lists side by side; only with Huizen
	Sessies    Sessies                                   // where sessions are kept; nil is in memory, for one instance
	Gemeente   string                                    // name of the municipality as it stands in the header
	Bijgewerkt string                                    // line in the footer on the rules in force, may be empty
	Demo       []Demomens                                // people one can log in as; none: the demo login is not mounted at all
	Veilig     bool                                      // served over https: the cookie travels only there
	OIDC       *OIDC                                     // nil: nobody can log in with an account of the municipality
	Klok       func() time.Time                          // nil is the clock of the machine
	Drempel    Drempel                                   // nil: everyone may knock as often as they like
	Patroon    func(ctx context.Context, patroon string) // hears which page answers; may be nil
	Log        *slog.Logger
}

// Demomens is an invented colleague of the demo; Als is the value of the form field.
type Demomens struct {
	Als   string
	Wie   app.Wie
	Vraag string // the question this person opens traject with
}

// Web serves the pages.
type Web struct {
	Instellingen
	sessies   *scs.SessionManager
	aanmelder *aanmelder      // nil without OIDC
	code      begrip.Gemeente // of Huizen; "" when there is one municipality, or none was chosen
	samen     bool            // the pages about several municipalities
}

func (s *Web) nu() time.Time {
	if s.Klok == nil {
		return time.Now()
	}
	return s.Klok()
}

// metWie is a handler of a page for someone who is logged in.
type metWie func(w http.ResponseWriter, r *http.Request, wie app.Wie) error

// zonderWie is a handler of a page anyone may see.
type zonderWie func(w http.ResponseWriter, r *http.Request) error

// pad is one address and what serves it.
type pad struct {
	patroon string
	doe     metWie
}

// openPad is an address that asks for no login.
type openPad struct {
	patroon string
	doe     zonderWie
}

// Nieuw builds the handler for all pages. It fails when something it cannot do
// without is missing.
func Nieuw(in Instellingen) (http.Handler, error) {
	if in.Huis == nil || in.Log == nil {
		return nil, errors.New("web: Huis and Log are required")
	}
	s := &Web{Instellingen: in, sessies: scs.New()}
	if in.Sessies != nil {
		s.sessies.Store = &sessieopslag{in.Sessies, s.sessies.Codec}
	}
	if in.OIDC != nil {
		s.aanmelder = &aanmelder{OIDC: *in.OIDC}
	}
	s.sessies.Lifetime = VerlooptNa
	s.sessies.Cookie.Name = "traject"
	if in.Veilig {
		s.sessies.Cookie.Name = "__Host-traject" // a browser takes it only secure, from this host, for all paths
	}
	s.sessies.Cookie.Persist = false
	s.sessies.Cookie.HttpOnly = true
	s.sessies.Cookie.SameSite = http.SameSiteLaxMode
	s.sessies.Cookie.Secure = in.Veilig
	s.sessies.ErrorFunc = func(w http.ResponseWriter, r *http.Request, err error) { s.foutpagina(w, r, app.Wie{}, err) }

	mux := http.NewServeMux()
	mux.Handle("GET /bestanden/{naam}", http.HandlerFunc(bestand))
	var pagina http.Handler
	if len(in.Huizen) > 1 {
		k, err := nieuweWijk(s)
		if err != nil {
			return nil, err
		}
		pagina = k
	} else {
		pagina = s.paginas(s.paden())
	}
	zelfde := http.NewCrossOriginProtection()
	zelfde.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.foutpagina(w, r, app.Wie{}, errAndereSite)
	}))
	mux.Handle("/", s.sessies.LoadAndSave(zelfde.Handler(pagina)))
	return koppen(s.bekendeMethode(s.leesbaarAdres(s.drempel(mux))), in.Veilig, s.aanmelder.uitgeverAdres()), nil
}

// paginas mounts the pages without login and these.
func (s *Web) paginas(paden []pad) http.Handler {
	mux := http.NewServeMux()
	for _, p := range s.openPaden() {
		s.open(mux, p.patroon, p.doe)
	}
	rest := true
	for _, p := range paden {
		s.besloten(mux, p)
		rest = rest && p.patroon != "GET /"
	}
	if rest {
		s.open(mux, "/", func(http.ResponseWriter, *http.Request) error { return app.ErrNietGevonden })
	}
	return mux
}

// openPaden are the pages anyone may see: the door itself and what says how it works.
func (s *Web) openPaden() []openPad {
	uit := []openPad{
		{"GET /inloggen", s.inloggen},
		{"POST /uitloggen", s.uitloggen},
		{"GET /toegankelijkheid", s.toegankelijkheid},
		{"GET /sneltoetsen", s.sneltoetsen},
	}
	if s.aanmelder != nil {
		uit = append(uit, openPad{"GET /inloggen/start", s.oidcStart}, openPad{"GET /inloggen/terug", s.oidcTerug})
	}
	if len(s.Demo) > 0 {
		uit = append(uit, openPad{"POST /demo/inloggen", s.demoInloggen})
	}
	return uit
}

// paden is the table of contents: every page for someone who is logged in.
func (s *Web) paden() []pad {
	eigen := []pad{
		{"GET /{$}", s.naarBegin},
		{"POST /sessie", s.verleng},
		{"GET /vandaag", s.vandaag},
		{"POST /vandaag", s.vandaagBulk},
		{"GET /dossiers", s.dossiers},
		{"POST /dossiers/zoek-bsn", s.zoekBSN},
		{"GET /dossiers/{nummer}", s.dossier},
		{"POST /dossiers/{nummer}/reden", s.geefReden},
		{"GET /besluiten", s.besluiten},
		{"GET /regelboek", s.regelboek},
		{"GET /regelboek/beleid", s.regelboekBeleid},
		{"GET /regelboek/{regel}", s.regel},
		{"GET /sturing", s.sturing},
		{"GET /beheer", s.beheer},
		{"POST /beheer/controle", s.controleer},
		{"GET /beheer/audit", s.audit},
		{"GET /beheer/wachtrij", s.wachtrij},
		{"POST /beheer/wachtrij", s.probeerOpnieuw},
		{"GET /beheer/medewerkers", s.medewerkers},
		{"GET /beheer/medewerkers/{medewerker}", s.medewerker},
		{"POST /beheer/medewerkers/{medewerker}", s.wijzigMedewerker},
		{"POST /beheer/medewerkers/{medewerker}/overdragen", s.draagOver},
		{"GET /mijn", s.mijn},
	}
	eigen = append(eigen, s.privacypaden()...)
	eigen = append(eigen, s.aanbiederpaden()...)
	return append(eigen, s.handelpaden()...)
}

// open mounts a page for anyone.
func (s *Web) open(mux *http.ServeMux, patroon string, doe zonderWie) {
	mux.HandleFunc(patroon, func(w http.ResponseWriter, r *http.Request) {
		s.onderPatroon(r.Context(), patroon)
		wie, _ := s.wie(r)
		defer s.vangPaniek(w, r, wie)
		if err := doe(w, r); err != nil {
			s.foutpagina(w, r, wie, err)
		}
	})
}

// besloten mounts a page for someone who is logged in; others go to the door
// and come back to the address they asked for.
func (s *Web) besloten(mux *http.ServeMux, p pad) {
	mux.HandleFunc(p.patroon, func(w http.ResponseWriter, r *http.Request) {
		s.onderPatroon(r.Context(), p.patroon)
		wie, a := s.aanwezig(r)
		defer s.vangPaniek(w, r, wie)
		if a != bezig {
			s.naarDeDeur(w, r, p, wie, a)
			return
		}
		if err := s.klop(r, KlopPersoon, string(wie.Gemeente)+"/"+wie.Gebruiker); err != nil {
			s.foutpagina(w, r, wie, err)
			return
		}
		s.tik(r)
		if err := p.doe(w, r, wie); err != nil {
			s.foutpagina(w, r, wie, err)
		}
	})
}

// raam gives the frame of a page for this person.
func (s *Web) raam(wie app.Wie, plek, titel string) raam {
	m := app.SchermenVan(wie)
	r := raam{Titel: titel, Plek: plek, Gemeente: strings.TrimPrefix(s.Gemeente, "Gemeente "), Wie: wie.Naam, Rol: wie.Rol, Bijgewerkt: s.Bijgewerkt}
	if wie.Gebruiker == "" {
		return r
	}
	r.MagZoeken, r.Gemeenten = m.Dossiers, s.gemeentetabs(wie)
	for _, p := range []struct {
		mag bool
		menupunt
	}{
		{m.Vandaag, menupunt{"vandaag", "Vandaag", "/vandaag"}},
		{m.Dossiers, menupunt{"dossiers", "Dossiers", "/dossiers"}},
		{m.Besluiten, menupunt{"besluiten", "Besluiten", "/besluiten"}},
		{m.Sturing, menupunt{"sturing", "Sturing", "/sturing"}},
		{m.Mijn, menupunt{"mijn", "Mijn traject", "/mijn"}},
		{m.Deelnemers, menupunt{"deelnemers", "Mijn deelnemers", "/deelnemers"}},
		{true, menupunt{"regelboek", "Regelboek", "/regelboek"}},
		{m.Beheer, menupunt{"beheer", "Beheer", "/beheer"}},
		{m.Audit, menupunt{"audit", "Audit", "/beheer/audit"}},
		{m.Privacy, menupunt{"privacy", "Privacy", privacyadres(m)}},
	} {
		if p.mag {
			r.Menu = append(r.Menu, p.menupunt)
		}
	}
	return r
}

// collega gives the name of a colleague, or what we know when the name is not known.
func (s *Web) collega(gebruiker string) string {
	for _, m := range s.collegas() {
		if m.Gebruiker == gebruiker {
			return of(m.Naam, gebruiker)
		}
	}
	return gebruiker
}

// naarBegin sends each role to the question it opens traject with.
func (s *Web) naarBegin(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	http.Redirect(w, r, beginadres(wie), http.StatusSeeOther)
	return nil
}

func beginadres(wie app.Wie) string {
	m := app.SchermenVan(wie)
	switch {
	case wie.Rol == begrip.Jurist:
		return "/besluiten"
	case m.Audit:
		return "/beheer/audit"
	case m.Vandaag:
		return "/vandaag"
	case m.Sturing:
		return "/sturing"
	case m.Beheer:
		return "/beheer"
	case m.Mijn:
		return "/mijn"
	case m.Deelnemers:
		return "/deelnemers"
	}
	return "/regelboek"
}
