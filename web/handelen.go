package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/a-h/templ"

	"traject/app"
)

// akte is one act page. All acts take the same road (handelen.go): show the form with
// the draft or the first values, read it, try to record it, and come back with the
// same values when that is refused.
type akte struct {
	pad     string // last part of the address
	concept string // key of the draft, the name the hall gives the act
	titel   string
	knop    string
	gedaan  string // said once on the dossier after recording
	mag     func(app.Rechten) bool
	// eerste fills the form on the first visit.
	eerste func(p *poging, w url.Values) error
	// velden draws the fields.
	velden func(p *poging, in *invulling) []templ.Component
	// doe reads the values and records; faults of reading go to in and nothing is recorded.
	doe func(p *poging, in *invulling) (app.Vastgelegd, error)
	// gevolg tells what recording does; nil for what has no consequence beyond the fact.
	gevolg func(p *poging, in *invulling) (*gevolg, error)
	zij    func(b *app.DossierBeeld) *zijvlak
	terug  string // where one goes on after recording, below the dossier; "" is the dossier itself
	vrij   bool   // holds free text, which is looked through for words that seldom belong here
}

// poging is one visit to an act page.
type poging struct {
	ctx    context.Context
	huis   Handelingen
	wie    app.Wie
	beeld  *app.DossierBeeld
	versie int        // the version of the dossier the form was made for
	vraag  url.Values // what the link that led here was about, such as an invitation
}

// handelblad is the page of an act.
type handelblad struct {
	Raam       raam
	Nummer     string
	Naam       string
	Titel      string
	Bijschrift string
	Actie      string
	Versie     int
	Fouten     []veldfout
	FoutTitel  string
	Conflict   *conflictblad
	Stappen    []wijzerstap
	Voor       []templ.Component // read before the fields, outside any field
	Velden     []templ.Component
	Gevolg     *gevolg
	Verborgen  []templ.KeyValue[string, string]
	Knop       string
	Later      bool
	Concept    string
	Zij        *zijvlak
}

// zijvlak stands beside a form: what one needs to know to fill it in.
type zijvlak struct {
	Titel  string
	Regels []zijregel
	Naam   string // of the link, "" is none
	Adres  string
}

type zijregel struct{ Naam, Waarde string }

// errVelden says that the form has faults of its own; they stand in the invulling.
var errVelden = errors.New("the form has faults")

func (s *Web) handelingen() (Handelingen, bool) {
	h, ok := s.Huis.(Handelingen)
	return h, ok
}

// beginPoging reads the dossier and checks that this person may do the act on it.
func (s *Web) beginPoging(r *http.Request, wie app.Wie, h Handelingen, mag func(app.Rechten) bool) (*poging, error) {
	b, err := s.Huis.Dossier(r.Context(), wie, r.PathValue("nummer"))
	if err != nil {
		return nil, err
	}
	if mag == nil {
		mag = func(r app.Rechten) bool { return r.Handelen }
	}
	if !mag(b.Rechten) {
		return nil, app.ErrMagNiet
	}
	return &poging{r.Context(), h, wie, b, b.Versie, r.URL.Query()}, nil
}

func (s *Web) toonAkte(w http.ResponseWriter, r *http.Request, wie app.Wie, h Handelingen, a akte) error {
	p, err := s.beginPoging(r, wie, h, a.mag)
	if err != nil {
		return err
	}
	in := &invulling{waarden: url.Values{}}
	bewaard, err := p.neemConcept(a.concept, in)
	if err != nil {
		return err
	}
	if bewaard == "" && a.eerste != nil {
		if err := a.eerste(p, in.waarden); err != nil {
			return err
		}
	}
	return s.toonHandelblad(w, r, p, a, in, http.StatusOK, bewaard)
}

func (s *Web) doeAkte(w http.ResponseWriter, r *http.Request, wie app.Wie, h Handelingen, a akte) error {
	p, err := s.beginPoging(r, wie, h, a.mag)
	if err != nil {
		return err
	}
	in, err := p.leesInvulling(w, r)
	if err != nil {
		return err
	}
	if r.PostForm.Get("weg") != "" {
		return s.gooiWeg(w, r, p, a.concept, a.pad)
	}
	if r.PostForm.Get("later") != "" {
		return s.bewaarVoorLater(w, r, p, a.concept, in)
	}
	if a.vrij && s.letOp(r, in, in.waarden) {
		return s.toonHandelblad(w, r, p, a, in, http.StatusUnprocessableEntity, s.bewaarStil(p, a.concept, in))
	}
	v, err := a.doe(p, in)
	var geweigerd *app.Geweigerd
	var conflict *app.Conflict
	switch {
	case err == nil:
		s.meldGedaan(r, a.gedaan, v)
		http.Redirect(w, r, "/dossiers/"+p.beeld.Nummer+a.terug, http.StatusSeeOther)
		return nil
	case errors.Is(err, errVelden):
	case errors.As(err, &geweigerd):
		in.voegToe(weigerfouten(geweigerd.Weigeringen))
	case errors.As(err, &conflict):
		return s.toonConflict(w, r, p, a, in, conflict)
	default:
		return err
	}
	return s.toonHandelblad(w, r, p, a, in, http.StatusUnprocessableEntity, s.bewaarStil(p, a.concept, in))
}

// leesInvulling reads a posted form and the version of the dossier it was made for.
func (p *poging) leesInvulling(w http.ResponseWriter, r *http.Request) (*invulling, error) {
	if err := leesVorm(w, r); err != nil {
		return nil, err
	}
	versie, err := leesVersie(r.PostForm)
	if err != nil {
		return nil, err
	}
	p.versie = versie
	return &invulling{waarden: ingevuld(r.PostForm)}, nil
}

// neemConcept takes up what this person left in the form; it answers the sentence
// under the buttons, or "" when there is no draft.
func (p *poging) neemConcept(sleutel string, in *invulling) (string, error) {
	c, err := p.huis.Concept(p.ctx, p.wie, p.beeld.Nummer, sleutel)
	if errors.Is(err, app.ErrNietGevonden) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	in.waarden = url.Values(c.Velden)
	if in.waarden == nil {
		in.waarden = url.Values{}
	}
	p.versie = c.Versie
	return conceptzin(c.Bewaard), nil
}

func (s *Web) bewaarVoorLater(w http.ResponseWriter, r *http.Request, p *poging, sleutel string, in *invulling) error {
	if err := p.huis.BewaarConcept(p.ctx, p.wie, p.beeld.Nummer, sleutel, p.versie, in.waarden); err != nil {
		return err
	}
	s.meld(r, "Uw concept is bewaard. Er is nog niets vastgelegd.")
	http.Redirect(w, r, "/dossiers/"+p.beeld.Nummer, http.StatusSeeOther)
	return nil
}

// gooiWeg throws the draft away and starts the form afresh.
func (s *Web) gooiWeg(w http.ResponseWriter, r *http.Request, p *poging, sleutel, adres string) error {
	if err := p.huis.WisConcept(p.ctx, p.wie, p.beeld.Nummer, sleutel); err != nil {
		return err
	}
	http.Redirect(w, r, "/dossiers/"+p.beeld.Nummer+"/"+adres, http.StatusSeeOther)
	return nil
}

// bewaarStil keeps a refused form too. The person still has it on the screen, so a
// failure here is logged and not shown.
func (s *Web) bewaarStil(p *poging, sleutel string, in *invulling) string {
	if err := p.huis.BewaarConcept(p.ctx, p.wie, p.beeld.Nummer, sleutel, p.versie, in.waarden); err != nil {
		s.Log.Error("draft not kept", "act", sleutel, "err", err.Error())
		return ""
	}
	return conceptzin(s.nu())
}

func conceptzin(t time.Time) string {
	return "Concept bewaard om " + kloktijd(t) + " uur. Het concept blijft staan als u uitlogt."
}

// meldGedaan says on the dossier what was done, once.
func (s *Web) meldGedaan(r *http.Request, zin string, v app.Vastgelegd) {
	if v.Kenmerk != "" {
		zin += " De brief is klaar. Verstuur hem vandaag."
		s.sessies.Put(r.Context(), sleutelMeldingBrief, v.Kenmerk)
	}
	s.meld(r, zin)
}

// toonConflict shows both versions side by side. The form keeps what was typed and
// carries the new version, so sending it again is a choice made with open eyes.
func (s *Web) toonConflict(w http.ResponseWriter, r *http.Request, p *poging, a akte, in *invulling, c *app.Conflict) error {
	p.versie = c.Nu // from here on the person has seen what is new
	s.bewaarStil(p, a.concept, in)
	b, err := s.blad(p, a, in)
	if err != nil {
		return err
	}
	v := maakConflict(c, in.regels, s.collega)
	v.Kop = conflictkop(c, p.wie)
	b.Conflict, b.Raam.Titel = &v, "Intussen veranderd: "+a.titel
	s.toon(w, r, http.StatusConflict, handelbladzij(b))
	return nil
}

// conflictkop keeps a form that was sent twice apart from a colleague who was first.
func conflictkop(c *app.Conflict, wie app.Wie) string {
	for i := range c.Sindsdien {
		if c.Sindsdien[i].Wie != wie.Gebruiker {
			return ""
		}
	}
	if len(c.Sindsdien) == 0 {
		return ""
	}
	return "U hebt zelf net iets vastgelegd"
}

func (s *Web) toonHandelblad(w http.ResponseWriter, r *http.Request, p *poging, a akte, in *invulling, status int, concept string) error {
	b, err := s.blad(p, a, in)
	if err != nil {
		return err
	}
	b.Concept = concept
	s.toon(w, r, status, handelbladzij(b))
	return nil
}

// blad builds the page of an act from the values.
func (s *Web) blad(p *poging, a akte, in *invulling) (handelblad, error) {
	b := s.leegBlad(p, a.titel, a.pad, in)
	b.Velden, b.Knop, b.Later = a.velden(p, in), a.knop, true
	if a.gevolg != nil {
		g, err := a.gevolg(p, in)
		if err != nil {
			return b, err
		}
		b.Gevolg = g
	}
	if a.zij != nil {
		b.Zij = a.zij(p.beeld)
	}
	return b, nil
}

// leegBlad is the frame every act page shares.
func (s *Web) leegBlad(p *poging, titel, adres string, in *invulling) handelblad {
	b := handelblad{Raam: s.raam(p.wie, "dossiers", titel+", "+naamVan(p.beeld)), Nummer: p.beeld.Nummer, Naam: naamVan(p.beeld), Titel: titel,
		Bijschrift: bijschrift(p.beeld), Actie: "/dossiers/" + p.beeld.Nummer + "/" + adres, Versie: p.versie, Fouten: in.fouten}
	if len(in.letOp) > 0 {
		b.Voor = []templ.Component{tekstwaarschuwing(in.letOp)}
	}
	if len(in.fouten) > 0 {
		b.Raam.Titel = "Fout: " + titel
		b.FoutTitel = "Er is nog niets vastgelegd. Verbeter eerst " + aantal(len(in.fouten), "punt", "punten") + "."
	}
	return b
}

func naamVan(b *app.DossierBeeld) string {
	if n := b.Dossier.Persoon.Naam; !n.IsLeeg() {
		return n.Volledig()
	}
	return "Naam nog niet bekend"
}

// roepnaam is how a sentence speaks of the person.
func roepnaam(b *app.DossierBeeld) string {
	if n := b.Dossier.Persoon.Voornamen; n != "" {
		return n
	}
	return "deze persoon"
}

func bijschrift(b *app.DossierBeeld) string {
	groep := b.Dossier.DoelgroepOp(b.Vandaag).Titel()
	switch {
	case !b.Dossier.Stelsel.Rekent():
		groep = b.Dossier.Stelsel.Titel()
	case groep == "":
		groep = "doelgroep nog niet bekend"
	}
	return naamVan(b) + ", " + groep + ", dossier " + b.Nummer + "."
}
