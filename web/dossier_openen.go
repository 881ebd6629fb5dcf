package web

import (
	"crypto/rand"
	"errors"
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// nieuwblad is the page on which a dossier is opened by hand.
type nieuwblad struct {
	Fouten    []veldfout
	FoutTitel string
	Eens      string // see verzendkenmerk
	Velden    []templ.Component
}

// elip is the choice for who falls under the law of 2013 and used up the loan.
const elip = "elip"

func (s *Web) toonNieuw(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	return s.toonNieuwblad(w, r, wie, &invulling{waarden: url.Values{"wet": {string(begrip.Wi2021)}}}, http.StatusOK)
}

func (s *Web) toonNieuwblad(w http.ResponseWriter, r *http.Request, wie app.Wie, in *invulling, status int) error {
	if !app.SchermenVan(wie).Inlezen {
		return app.ErrMagNiet
	}
	kop := s.raam(wie, "dossiers", "Nieuw dossier")
	b := nieuwblad{Fouten: in.fouten, Eens: verzendkenmerk(in.waarden)}
	if n := len(in.fouten); n > 0 {
		kop.Titel = "Fout: Nieuw dossier"
		b.FoutTitel = "Er is geen dossier geopend. Verbeter eerst " + aantal(n, "punt", "punten") + "."
	}
	var groepen []keuze
	for _, g := range alleGroepen() {
		groepen = append(groepen, keuze{Waarde: string(g), Naam: hoofdletter(g.Titel())})
	}
	b.Velden = []templ.Component{
		in.toonKeuze(keuzeveld{Naam: "wet", Label: "Onder welke wet valt iemand?", Keuzes: []keuze{
			{Waarde: string(begrip.Wi2021), Naam: begrip.Wi2021.Titel()},
			{Waarde: string(begrip.Wi2013), Naam: begrip.Wi2013.Titel(), Hulp: "U kunt begeleiden: uitnodigen, praten, adviseren. Er zijn geen termijnen en geen boetes van de gemeente."},
			{Waarde: elip, Naam: begrip.Wi2013.Titel() + ", de lening is op (ELIP)", Hulp: "De lening is op en iemand moet nog inburgeren. Verder als de wet van 2013."},
			{Waarde: string(begrip.Wi2007), Naam: begrip.Wi2007.Titel()},
		}}),
		in.toonTekst(tekstveld{Naam: "voornamen", Label: "Voornamen"}),
		in.toonTekst(tekstveld{Naam: "voorvoegsel", Label: "Voorvoegsel", Hulp: "Bijvoorbeeld van of el", Kort: true}),
		in.toonTekst(tekstveld{Naam: "geslachtsnaam", Label: "Achternaam"}),
		in.toonDag(datumveld{Naam: "geboortedatum", Label: "Geboortedatum", Hulp: "Bijvoorbeeld 17 5 1990"}),
		in.toonTekst(tekstveld{Naam: "bsn", Label: "Burgerservicenummer", Hulp: "Negen cijfers. Leeg laten kan.", Invoer: "numeric", Kort: true}),
		in.toonTekst(tekstveld{Naam: "v-nummer", Label: "V-nummer", Hulp: "Leeg laten kan.", Invoer: "numeric", Kort: true}),
		in.toonKeuze(keuzeveld{Naam: "doelgroep", Label: "Doelgroep", Hulp: "Leeg laten kan als u haar nog niet weet. Onder de wet van 2013 vult u haar niet in.", Keuzes: groepen}),
	}
	s.toon(w, r, status, nieuwpagina(kop, b))
	return nil
}

// verzendveld carries the mark of a form that opens a dossier.
const verzendveld = "verzending"

// verzendkenmerk gives the mark of a form: the one it came with, or a new one. The same
// form sent twice opens one dossier.
func verzendkenmerk(w url.Values) string { return of(w.Get(verzendveld), rand.Text()) }

func (s *Web) doeNieuw(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	h, ok := s.handelingen()
	if !ok {
		return app.ErrNietGevonden
	}
	if err := leesVorm(w, r); err != nil {
		return err
	}
	in := &invulling{waarden: r.PostForm}
	o := besluit.Opening{Stelsel: begrip.Stelsel(in.waarden.Get("wet")), Persoon: dossier.Persoonsgegevens{
		Voornamen: in.tekst("voornamen", "Voornamen"), Voorvoegsel: in.tekst("voorvoegsel", "Voorvoegsel"), Geslachtsnaam: in.tekst("geslachtsnaam", "Achternaam"),
		Geboortedatum: in.dag("geboortedatum", "Geboortedatum", false), BSN: in.bsn(),
		VNummer: in.tekst("v-nummer", "V-nummer"), Doelgroep: begrip.Doelgroep(in.waarden.Get("doelgroep")),
	}}
	switch o.Stelsel {
	case "":
		in.fout("wet", "Kies de wet waaronder iemand inburgert.")
	case elip:
		o.Stelsel, o.ELIP = begrip.Wi2013, true
	}
	if o.Persoon.Voornamen == "" && o.Persoon.Geslachtsnaam == "" {
		in.fout("geslachtsnaam", "Vul een naam in.")
	}
	if len(in.fouten) > 0 {
		return s.toonNieuwblad(w, r, wie, in, http.StatusUnprocessableEntity)
	}
	nummer, err := h.OpenDossierEens(r.Context(), wie, in.waarden.Get(verzendveld), o)
	var geweigerd *app.Geweigerd
	if errors.As(err, &geweigerd) {
		for _, f := range weigerfouten(geweigerd.Weigeringen) {
			if f.Veld == "stelsel" {
				f.Veld = "wet"
			}
			in.voegToe([]veldfout{f})
		}
		return s.toonNieuwblad(w, r, wie, in, http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	s.meld(r, "Het dossier is geopend.")
	http.Redirect(w, r, "/dossiers/"+nummer, http.StatusSeeOther)
	return nil
}
