package web

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"traject/app"
	"traject/kern/begrip"
)

// Several municipalities behind one door. Each has a house of its own and is mounted
// under /g/CODE: there everything works as for someone with one municipality. Dossier
// numbers may be the same in two municipalities, so the municipality stands in the
// address and never in the session: two tabs can be open beside each other and a form
// always lands where it came from. Without /g/CODE someone with one municipality is in
// it, and someone with several sees the lists of all of them.

// Gemeentehuis is one municipality of an installation that serves several.
type Gemeentehuis struct {
	Code begrip.Gemeente
	Naam string
	Huis Huis
}

// Samenhuis lays lists of several municipalities side by side.
type Samenhuis interface {
	Huis
	ZoekBSNOveral(ctx context.Context, wie app.Wie, tekst string) ([]app.Vindplaats, error)
}

// wijk is the door of an installation with several municipalities.
type wijk struct {
	deur    *Web // for the pages without login and for what goes wrong
	per     map[begrip.Gemeente]http.Handler
	deurmux http.Handler
	samen   http.Handler
}

// nieuweWijk mounts every municipality, and the lists of all of them together.
func nieuweWijk(basis *Web) (*wijk, error) {
	if basis.Samen == nil {
		return nil, errors.New("web: several municipalities need Samen")
	}
	k := &wijk{deur: basis, per: map[begrip.Gemeente]http.Handler{}}
	for _, g := range basis.Huizen {
		s := *basis
		s.Huis, s.Gemeente, s.code = g.Huis, g.Naam, g.Code
		k.per[g.Code] = s.paginas(s.paden())
	}
	samen := *basis
	samen.Huis, samen.samen, samen.Gemeente = basis.Samen, true, alleGemeenten
	k.samen = samen.paginas(samen.samenpaden())
	k.deurmux = basis.paginas(nil)
	return k, nil
}

// alleGemeenten stands where the name of a municipality stands otherwise.
const alleGemeenten = "alle gemeenten"

// voetnaam is the name in the footer.
func voetnaam(g string) string {
	if g == alleGemeenten {
		return "Alle gemeenten"
	}
	return "Gemeente " + g
}

// samenpaden are the pages that can be about several municipalities at once.
func (s *Web) samenpaden() []pad {
	return []pad{
		{"GET /{$}", s.naarBegin},
		{"POST /sessie", s.verleng},
		{"GET /vandaag", s.vandaag},
		{"POST /vandaag", s.vandaagBulk},
		{"GET /besluiten", s.besluiten},
		{"GET /dossiers", s.dossiers},
		{"POST /dossiers/zoek-bsn", s.zoekBSNOveral},
		{"GET /regelboek", s.regelboek},
		{"GET /regelboek/beleid", s.regelboekBeleid},
		{"GET /regelboek/{regel}", s.regel},
		{"GET /", s.kiesGemeente},
	}
}

func (k *wijk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	wie, a := k.deur.aanwezig(r)
	code, inGemeente := gemeenteIn(r.URL.Path)
	eigen := k.bediend(wie)
	switch {
	case !inGemeente && k.isOpen(r):
		k.deurmux.ServeHTTP(w, r)
	case a == afwezig:
		http.Redirect(w, r, inlogadres(r), http.StatusSeeOther)
	case inGemeente && slices.Contains(eigen, code):
		k.binnen(w, r, code)
	case inGemeente:
		k.deur.foutpagina(w, r, wie, app.ErrNietGevonden)
	case len(eigen) == 1:
		k.per[eigen[0]].ServeHTTP(w, r)
	case len(eigen) == 0:
		k.deur.foutpagina(w, r, wie, errGeenRol)
	default:
		k.samen.ServeHTTP(w, r)
	}
}

// bediend are the municipalities of this person that this installation serves.
func (k *wijk) bediend(wie app.Wie) []begrip.Gemeente {
	return slices.DeleteFunc(slices.Clone(wie.AlleGemeenten()), func(g begrip.Gemeente) bool { return k.per[g] == nil })
}

// isOpen says whether a page asks for no login.
func (k *wijk) isOpen(r *http.Request) bool {
	return slices.ContainsFunc(k.deur.openPaden(), func(p openPad) bool { return p.patroon == r.Method+" "+r.URL.Path })
}

const gemeentevoor = "/g/"

// gemeenteIn gives the municipality an address is about.
func gemeenteIn(pad string) (begrip.Gemeente, bool) {
	rest, ok := strings.CutPrefix(pad, gemeentevoor)
	if !ok {
		return "", false
	}
	code, _, _ := strings.Cut(rest, "/")
	return begrip.Gemeente(code), true
}

// gemeenteadres is an address within a municipality; none is the address itself.
func gemeenteadres(g begrip.Gemeente, adres string) string {
	if g == "" {
		return adres
	}
	return gemeentevoor + string(g) + adres
}

type voorvoegsel struct{}

// voorvoegselVan gives what stands before the addresses of this request, "/g/0098" or "".
func voorvoegselVan(r *http.Request) string {
	v, ok := r.Context().Value(voorvoegsel{}).(string)
	if !ok {
		return ""
	}
	return v
}

// binnen serves a page of one municipality: its handlers know nothing of /g/CODE, and
// what they answer leads back to the same municipality.
func (k *wijk) binnen(w http.ResponseWriter, r *http.Request, code begrip.Gemeente) {
	voor := gemeentevoor + string(code)
	r = r.WithContext(context.WithValue(r.Context(), voorvoegsel{}, voor))
	if r.URL.Path == voor {
		http.Redirect(w, r, voor+"/", http.StatusSeeOther)
		return
	}
	http.StripPrefix(voor, k.per[code]).ServeHTTP(&doorverwijzer{w, voor}, r)
}

// doorverwijzer keeps a redirect within the municipality.
type doorverwijzer struct {
	http.ResponseWriter
	voor string
}

func (d *doorverwijzer) WriteHeader(status int) {
	if naar := d.Header().Get("Location"); naar != "" {
		d.Header().Set("Location", binnenGemeente(d.voor, naar))
	}
	d.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the connection.
func (d *doorverwijzer) Unwrap() http.ResponseWriter { return d.ResponseWriter }

// gedeeld are the first words of addresses that belong to no municipality.
var gedeeld = []string{"", "bestanden", "inloggen", "uitloggen", "toegankelijkheid", "sneltoetsen", "sessie", "demo", "g", "v1"}

// binnenGemeente puts /g/CODE before an address of ours that belongs to a municipality.
func binnenGemeente(voor, adres string) string {
	if !strings.HasPrefix(adres, "/") || strings.HasPrefix(adres, "//") {
		return adres
	}
	woord := adres[1:]
	if i := strings.IndexAny(woord, "/?#"); i >= 0 {
		woord = woord[:i]
	}
	if slices.Contains(gedeeld, woord) {
		return adres
	}
	return voor + adres
}

// linkInPagina is an address in an attribute. In the text of a page a quotation mark is
// always written otherwise, so this finds attributes and nothing else.
var linkInPagina = regexp.MustCompile(`="/[^"]*"`)

// linksBinnen makes every address on a page lead to the municipality of the page, so
// that no page has to think of it.
func linksBinnen(r *http.Request, pagina []byte) []byte {
	voor := voorvoegselVan(r)
	if voor == "" || !bytes.Contains(pagina, []byte(`="/`)) {
		return pagina
	}
	return linkInPagina.ReplaceAllFunc(pagina, func(b []byte) []byte {
		return []byte(`="` + binnenGemeente(voor, string(b[2:len(b)-1])) + `"`)
	})
}

// gemeentetabs let someone with several municipalities go from one to the other.
func (s *Web) gemeentetabs(wie app.Wie) []tab {
	eigen := wie.AlleGemeenten()
	if len(s.Huizen) < 2 || len(eigen) < 2 {
		return nil
	}
	uit := []tab{{Naam: "Alle gemeenten", Adres: "/", Hier: s.samen}}
	for _, g := range s.Huizen {
		if slices.Contains(eigen, g.Code) {
			uit = append(uit, tab{Naam: g.Naam, Adres: gemeenteadres(g.Code, "/"), Hier: s.code == g.Code})
		}
	}
	return uit
}

// gemeentenaam is the name of a municipality in a list over several.
func (s *Web) gemeentenaam(g begrip.Gemeente) string {
	for _, h := range s.Huizen {
		if h.Code == g {
			return h.Naam
		}
	}
	return string(g)
}

// noemGemeenten says in each row of a list over several municipalities of which it is.
func (s *Web) noemGemeenten(groepen []werkgroep) {
	for i := range groepen {
		for j := range groepen[i].Rijen {
			if r := &groepen[i].Rijen[j]; r.Gemeente != "" {
				r.Plaats = s.gemeentenaam(r.Gemeente)
			}
		}
	}
}

// kiesGemeente asks in which municipality someone wants to see a page that is about one.
// It says nothing about what is there: every municipality of this person is offered.
func (s *Web) kiesGemeente(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	var keuzes []tab
	for _, t := range s.gemeentetabs(wie)[1:] {
		keuzes = append(keuzes, tab{Naam: t.Naam, Adres: strings.TrimSuffix(t.Adres, "/") + r.URL.RequestURI()})
	}
	s.toon(w, r, http.StatusMultipleChoices, kiesgemeentepagina(s.raam(wie, "", "Kies een gemeente"), keuzes))
	return nil
}

// zoekBSNOveral finds the dossiers of a person in all municipalities of the asker.
func (s *Web) zoekBSNOveral(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if err := leesVorm(w, r); err != nil {
		return err
	}
	gevonden, err := s.Samen.ZoekBSNOveral(r.Context(), wie, kaalBSN(r.PostForm.Get("bsn")))
	if err != nil {
		return s.bsnFout(w, r, wie, err)
	}
	if len(gevonden) == 1 {
		http.Redirect(w, r, gemeenteadres(gevonden[0].Gemeente, "/dossiers/"+gevonden[0].Nummer), http.StatusSeeOther)
		return nil
	}
	var keuzes []tab
	for _, v := range gevonden {
		keuzes = append(keuzes, tab{Naam: s.gemeentenaam(v.Gemeente) + ", dossier " + v.Nummer, Adres: gemeenteadres(v.Gemeente, "/dossiers/"+v.Nummer)})
	}
	s.toon(w, r, http.StatusOK, kiesgemeentepagina(s.raam(wie, "dossiers", "Kies een gemeente"), keuzes))
	return nil
}

// onthoud lets every municipality of someone know that they logged in. Where they left
// the service they no longer work; when that is everywhere they do not get in.
func (s *Web) onthoud(r *http.Request, wie app.Wie, b app.Bereikbaar) (app.Wie, error) {
	if wie.Rol == begrip.Inburgeraar {
		return s.vindEigen(r, wie, b.BSN)
	}
	if len(s.Huizen) < 2 {
		uit, err := s.Huis.Ingelogd(r.Context(), wie, b)
		if errors.Is(err, app.ErrMagNiet) {
			return app.Wie{}, errGeenRol
		}
		return uit, err
	}
	var over []begrip.Gemeente
	for _, h := range s.Huizen {
		w, ok := wie.In(h.Code)
		if !ok {
			continue
		}
		_, err := h.Huis.Ingelogd(r.Context(), w, b)
		switch {
		case err == nil:
			over = append(over, h.Code)
		case !errors.Is(err, app.ErrMagNiet):
			return app.Wie{}, err
		}
	}
	if len(over) == 0 {
		return app.Wie{}, errGeenRol
	}
	wie.Gemeente, wie.Gemeenten = over[0], over
	return wie, nil
}

// vindEigen gives the newcomer who logs in their own dossier, in the first municipality that has one.
func (s *Web) vindEigen(r *http.Request, wie app.Wie, bsn string) (app.Wie, error) {
	huizen := s.Huizen
	if len(huizen) < 2 {
		huizen = []Gemeentehuis{{Code: wie.Gemeente, Huis: s.Huis}}
	}
	for _, h := range huizen {
		wie.Gemeente, wie.Gemeenten = h.Code, nil
		uit, err := h.Huis.VindEigen(r.Context(), wie, bsn)
		if !errors.Is(err, app.ErrNietGevonden) {
			return uit, err
		}
	}
	return app.Wie{}, errGeenMens
}

// voorDeze puts someone to work for the municipality of these pages.
func (s *Web) voorDeze(wie app.Wie) (app.Wie, bool) {
	alle := wie.AlleGemeenten()
	wie, ok := wie.In(s.code)
	wie.Gemeenten = alle
	return wie, ok
}
