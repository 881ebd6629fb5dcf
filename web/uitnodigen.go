package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// Inviting several people from the worklist. Each invitation is an act of its own, with
// its own day, letter and refusal; only the place and what stands in the letter are typed
// once. Who cannot be invited stays on the page with the reason.

const (
	uitnodigpad = "/vandaag/uitnodigen"
	// meesteUitnodigingen keeps the page to what one can oversee.
	meesteUitnodigingen = 20
)

// uitnodigpagina serves it.
type uitnodigpagina struct {
	*Web
	h Handelingen
}

// uitnodigblad is the page.
type uitnodigblad struct {
	Raam   raam
	Fouten []veldfout
	Titel  string // of the faults
	Klaar  []genodigde
	Mensen []uitnodiging
	Samen  []templ.Component // fields for all
}

// genodigde was invited; the letters wait to be printed.
type genodigde struct{ Naam, Dossier, Brief string }

// uitnodiging is the part of the form about one person.
type uitnodiging struct {
	Nummer, Naam, Bij string
	Voor              string // what stands before the names of the fields
	Versie            int
	Velden            []templ.Component
}

// uren are proposed one after the other: nobody talks with two people at once.
var uren = []string{"09.00", "10.00", "11.00", "13.00", "14.00", "15.00", "16.00"}

func (s uitnodigpagina) toon(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if !app.SchermenVan(wie).Vandaag {
		return app.ErrMagNiet
	}
	in := &invulling{waarden: url.Values{}}
	var mensen []*poging
	q := r.URL.Query()
	for i, nummer := range eigenNummers(q["wie"]) {
		p, err := s.een(r.Context(), wie, nummer)
		if err != nil {
			return err
		}
		mensen = append(mensen, p)
		if err := eersteUitnodiging(p, in.waarden, i); err != nil {
			return err
		}
	}
	var klaar []genodigde
	for _, nummer := range eigenNummers(q["klaar"]) {
		p, err := s.een(r.Context(), wie, nummer)
		if err != nil {
			return err
		}
		klaar = append(klaar, genodigdeVan(p.beeld))
	}
	if len(mensen)+len(klaar) == 0 {
		http.Redirect(w, r, "/vandaag", http.StatusSeeOther)
		return nil
	}
	return s.blad(w, r, wie, in, mensen, klaar, http.StatusOK)
}

// eigenNummers are the dossiers of an address, each once.
func eigenNummers(nummers []string) []string {
	uit := make([]string, 0, len(nummers))
	for _, n := range nummers {
		if !slices.Contains(uit, n) {
			uit = append(uit, n)
		}
	}
	return uit[:min(len(uit), meesteUitnodigingen)]
}

// een reads one dossier on which this person may act.
func (s uitnodigpagina) een(ctx context.Context, wie app.Wie, nummer string) (*poging, error) {
	b, err := s.Huis.Dossier(ctx, wie, nummer)
	if err != nil {
		return nil, err
	}
	if !b.Rechten.Handelen {
		return nil, app.ErrMagNiet
	}
	return &poging{ctx, s.h, wie, b, b.Versie, nil}, nil
}

// veldvoor stands before the names of the fields about one person.
func veldvoor(nummer string) string { return "d" + nummer + "-" }

// eersteUitnodiging fills the first day the law allows, and a time that is still free.
func eersteUitnodiging(p *poging, w url.Values, i int) error {
	eigen := url.Values{}
	if err := akteOproepen.eerste(p, eigen); err != nil {
		return err
	}
	voor := veldvoor(p.beeld.Nummer)
	for _, naam := range []string{"voor", "afspraak-dag", "afspraak-maand", "afspraak-jaar"} {
		w.Set(voor+naam, eigen.Get(naam))
	}
	w.Set(voor+"tijd", uren[i%len(uren)])
	if len(w["inhoud"]) == 0 {
		w["inhoud"] = eigen["inhoud"]
	}
	return nil
}

// doe invites everyone of the form who can be invited.
func (s uitnodigpagina) doe(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if !app.SchermenVan(wie).Vandaag {
		return app.ErrMagNiet
	}
	if err := leesVorm(w, r); err != nil {
		return err
	}
	in := &invulling{waarden: ingevuld(r.PostForm)}
	var over []*poging
	var klaar []genodigde
	for _, nummer := range eigenNummers(in.waarden["wie"]) {
		p, err := s.een(r.Context(), wie, nummer)
		if err != nil {
			return err
		}
		gelukt, err := s.nodigUit(p, in)
		switch {
		case err != nil:
			return err
		case !gelukt:
			over = append(over, p)
			continue
		}
		if p, err = s.een(r.Context(), wie, nummer); err != nil { // with the letter that was made
			return err
		}
		klaar = append(klaar, genodigdeVan(p.beeld))
	}
	if len(over) == 0 && len(klaar) > 0 {
		q := url.Values{}
		for _, k := range klaar {
			q.Add("klaar", k.Dossier)
		}
		s.meld(r, aantal(len(klaar), "oproep is", "oproepen zijn")+" vastgelegd. Verstuur de brieven vandaag.")
		http.Redirect(w, r, uitnodigpad+"?"+q.Encode(), http.StatusSeeOther)
		return nil
	}
	return s.blad(w, r, wie, in, over, klaar, http.StatusUnprocessableEntity)
}

// nodigUit records one invitation; false says that it was refused, with the reason in in.
func (s uitnodigpagina) nodigUit(p *poging, in *invulling) (bool, error) {
	voor, naam := veldvoor(p.beeld.Nummer), naamVan(p.beeld)
	versie, err := strconv.Atoi(in.waarden.Get(voor + "versie"))
	if err != nil {
		return false, errVormfout
	}
	al := len(in.fouten)
	o := besluit.Oproep{Voor: dossier.Voor(in.waarden.Get(voor + "voor")), Afspraak: in.dag(voor+"afspraak", naam+", dag van de afspraak", true),
		Tijd: in.tekst(voor+"tijd", naam+", hoe laat"), Plaats: in.tekst("plaats", "Plaats")}
	for _, i := range in.waarden["inhoud"] {
		o.Inhoud = append(o.Inhoud, dossier.Inhoud(i))
	}
	if len(in.fouten) > al {
		return false, nil
	}
	_, err = p.huis.RoepOp(p.ctx, p.wie, p.beeld.Nummer, versie, o)
	var geweigerd *app.Geweigerd
	var conflict *app.Conflict
	switch {
	case err == nil:
		return true, nil
	case errors.As(err, &geweigerd):
		in.voegToe(opVeldenVan(voor, naam, geweigerd.Weigeringen))
	case errors.As(err, &conflict):
		in.waarden.Set(voor+"versie", strconv.Itoa(conflict.Nu))
		in.fout(voor+"afspraak", naam+": een collega wijzigde dit dossier net. Kijk in het dossier en leg de oproep dan opnieuw vast.")
	default:
		return false, err
	}
	return false, nil
}

// opVeldenVan puts refusals at the fields of this person; place and letter are shared.
func opVeldenVan(voor, naam string, weigeringen []begrip.Weigering) []veldfout {
	fouten := weigerfouten(weigeringen)
	for i := range fouten {
		switch fouten[i].Veld {
		case "plaats", "inhoud":
		case "tijd", "voor":
			fouten[i].Veld = voor + fouten[i].Veld
			fouten[i].Zin = naam + ": " + fouten[i].Zin
		default:
			fouten[i].Veld = voor + "afspraak"
			fouten[i].Zin = naam + ": " + fouten[i].Zin
		}
	}
	return fouten
}

func genodigdeVan(b *app.DossierBeeld) genodigde {
	g := genodigde{Naam: naamVan(b), Dossier: b.Nummer}
	if n := len(b.Brieven); n > 0 {
		g.Brief = maakBrieven(b)[0].Adres
	}
	return g
}

func (s uitnodigpagina) blad(w http.ResponseWriter, r *http.Request, wie app.Wie, in *invulling, mensen []*poging, klaar []genodigde, status int) error {
	b := uitnodigblad{Raam: s.raam(wie, "vandaag", "Uitnodigen"), Klaar: klaar, Fouten: in.fouten}
	b.Raam.Melding = s.neemMelding(r)
	if len(in.fouten) > 0 {
		b.Raam.Titel = "Fout: Uitnodigen"
		b.Titel = "Nog niet iedereen is uitgenodigd. Verbeter eerst " + aantal(len(in.fouten), "punt", "punten") + "."
	}
	for _, p := range mensen {
		voor := veldvoor(p.beeld.Nummer)
		versie := p.versie
		if n, err := strconv.Atoi(in.waarden.Get(voor + "versie")); err == nil {
			versie = n
		}
		keuzes := voorKeuzes(p)
		for i := range keuzes {
			keuzes[i].Gekozen = keuzes[i].Waarde == in.waarden.Get(voor+"voor")
		}
		hulp := "Kies een dag."
		if dag, err := p.huis.EersteDag(p.ctx, p.wie, p.beeld.Nummer, dossier.Voor(in.waarden.Get(voor+"voor"))); err == nil && !dag.IsLeeg() {
			hulp = "Op zijn vroegst " + dag.VoluitMetDag() + "."
		}
		b.Mensen = append(b.Mensen, uitnodiging{Nummer: p.beeld.Nummer, Naam: naamVan(p.beeld), Bij: hoofdletter(of(p.beeld.Dossier.DoelgroepOp(p.beeld.Vandaag).Titel(), "doelgroep nog niet bekend")), Voor: voor, Versie: versie, Velden: []templ.Component{
			uitklap(voor+"voor", "Waarvoor", keuzes),
			in.toonDag(datumveld{Naam: voor + "afspraak", Label: "Dag van de afspraak", Hulp: hulp}),
			in.toonTekst(tekstveld{Naam: voor + "tijd", Label: "Hoe laat?", Kort: true}),
		}})
	}
	if len(mensen) > 0 {
		b.Samen = []templ.Component{
			in.toonTekst(tekstveld{Naam: "plaats", Label: "Waar zijn de afspraken?", Hulp: "Straat en nummer, en de kamer of de balie."}),
			in.toonKeuze(keuzeveld{Naam: "inhoud", Label: "Dit staat in de brieven", Meer: true, Keuzes: inhoudkeuzes(mensen[0])}),
		}
	}
	s.Web.toon(w, r, status, uitnodigbladzij(b))
	return nil
}
