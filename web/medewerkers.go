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
)

// medewerkerblad is the page of one colleague.
type medewerkerblad struct {
	Naam      string
	Adres     string
	Versie    string
	Gegevens  []feitveld
	Fouten    []veldfout
	Velden    []templ.Component
	Dossiers  *tabel // nil for who sees no dossiers
	Meer      bool
	Aan       []keuze
	AanFouten []veldfout
}

// collegas are all who work or worked here.
func (s *Web) collegas() []app.Medewerker {
	if !s.samen {
		return s.Huis.Staf()
	}
	var uit []app.Medewerker
	for _, h := range s.Huizen {
		uit = append(uit, h.Huis.Staf()...)
	}
	return uit
}

func (s *Web) medewerkers(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	lijst, err := s.Huis.MedewerkersZien(r.Context(), wie)
	if err != nil {
		return err
	}
	t := tabel{Bijschrift: "Medewerkers op naam", Koppen: []string{"Naam", "Rol", "Team", "Telefoon", "Laatst ingelogd", "Nu"}}
	for _, m := range lijst {
		t.Rijen = append(t.Rijen, tabelrij{{Tekst: of(m.Naam, m.Gebruiker), Klein: m.Gebruiker, Adres: "/beheer/medewerkers/" + m.Sleutel}, {Tekst: rolnaam(m.Rol)},
			{Tekst: of(m.Team, "geen team")}, {Tekst: of(m.Telefoon, "onbekend")}, {Tekst: laatstIngelogd(m)}, {Tekst: hoeIsHet(m, s.Huis.Dag())}})
	}
	kop := s.raam(wie, "beheer", "Medewerkers")
	kop.Melding = s.neemMelding(r)
	s.toon(w, r, http.StatusOK, medewerkerspagina(kop, t))
	return nil
}

func laatstIngelogd(m app.Medewerker) string {
	return of(dagVan(m.Laatst).Kort(), "nog niet")
}

func hoeIsHet(m app.Medewerker, dag begrip.Datum) string {
	switch {
	case m.Weg:
		return "uit dienst"
	case !m.Afwezig.IsLeeg() && m.Afwezig >= dag:
		return "afwezig tot en met " + m.Afwezig.Kort()
	}
	return "aanwezig"
}

// medewerker shows one colleague, with what the municipality keeps of them here.
func (s *Web) medewerker(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	m, err := s.zoekMedewerker(r, wie)
	if err != nil {
		return err
	}
	in := &invulling{waarden: url.Values{"team": {m.Team}, "telefoon": {m.Telefoon}, "instelling": {m.Aanbieder}}}
	zetDag(in.waarden, "afwezig", m.Afwezig)
	if m.Weg {
		in.waarden.Set("weg", "ja")
	}
	return s.toonMedewerker(w, r, wie, m, in, nil, http.StatusOK)
}

func (s *Web) zoekMedewerker(r *http.Request, wie app.Wie) (app.Medewerker, error) {
	lijst, err := s.Huis.MedewerkersZien(r.Context(), wie)
	if err != nil {
		return app.Medewerker{}, err
	}
	i := slices.IndexFunc(lijst, func(m app.Medewerker) bool { return m.Sleutel == r.PathValue("medewerker") })
	if i < 0 {
		return app.Medewerker{}, app.ErrNietGevonden
	}
	return lijst[i], nil
}

func (s *Web) toonMedewerker(w http.ResponseWriter, r *http.Request, wie app.Wie, m app.Medewerker, in *invulling, aanFouten []veldfout, status int) error {
	b := medewerkerblad{Naam: of(m.Naam, m.Gebruiker), Adres: "/beheer/medewerkers/" + m.Sleutel, Versie: strconv.Itoa(m.Versie), Fouten: in.fouten, AanFouten: aanFouten}
	b.Gegevens = []feitveld{{"Inlognaam", m.Gebruiker}, {"Rol", rolnaam(m.Rol)}, {"E-mail", of(m.Email, "onbekend")}, {"Laatst ingelogd", laatstIngelogd(m)}}
	team := in.toonTekst(tekstveld{Naam: "team", Label: "Team", Hulp: "Leeg is geen team: de klantmanager ziet dan de hele gemeente."})
	switch {
	case app.IsAanbieder(m.Rol): // who works at a provider has no team
		if err := s.zetInstelling(r, wie, m, in, &b); err != nil {
			return err
		}
	case m.Claim:
		b.Gegevens = append(b.Gegevens, feitveld{"Team", m.Team + " (van de inlogdienst)"})
	default:
		b.Velden = append(b.Velden, team)
	}
	b.Velden = append(b.Velden, in.toonTekst(tekstveld{Naam: "telefoon", Label: "Telefoon", Hulp: "Dit nummer staat in brieven.", Kort: true, Soort: "tel"}),
		in.toonDag(datumveld{Naam: "afwezig", Label: "Afwezig tot en met", Hulp: "Leeg laten als iemand er is."}),
		in.toonKeuze(keuzeveld{Naam: "weg", Label: "Uit dienst", Meer: true, Keuzes: []keuze{{Waarde: "ja", Naam: "Deze medewerker werkt hier niet meer", Hulp: "Inloggen kan dan niet meer."}}}))
	if app.MagOverdragen(wie) && !app.IsAanbieder(m.Rol) {
		if err := s.zetDossiers(r, wie, m, &b); err != nil {
			return err
		}
	}
	kop := s.raam(wie, "beheer", b.Naam)
	if len(in.fouten)+len(aanFouten) > 0 {
		kop.Titel = "Fout: " + b.Naam
	}
	kop.Melding = s.neemMelding(r)
	s.toon(w, r, status, medewerkerpagina(kop, b))
	return nil
}

// zetInstelling asks at which institution someone works who logs in for a provider. Until
// that is known they see nothing.
func (s *Web) zetInstelling(r *http.Request, wie app.Wie, m app.Medewerker, in *invulling, b *medewerkerblad) error {
	h, ok := s.Huis.(interface {
		Werkgevers(ctx context.Context, wie app.Wie) ([]app.Instellingkeuze, error)
	})
	if !ok {
		return nil
	}
	lijst, err := h.Werkgevers(r.Context(), wie)
	if err != nil {
		return err
	}
	if m.AanbiederClaim {
		b.Gegevens = append(b.Gegevens, feitveld{"Instelling", m.Aanbieder + " (van de inlogdienst)"})
		return nil
	}
	keuzes := []keuze{{Waarde: "", Naam: "Nog niet bekend", Hulp: "Deze mens ziet dan niets."}}
	for _, i := range lijst {
		keuzes = append(keuzes, keuze{Waarde: i.Kenmerk, Naam: i.Naam, Hulp: soortwoorden(app.Verwerker{Soorten: i.Soorten}) + "."})
	}
	b.Velden = append(b.Velden, in.toonKeuze(keuzeveld{Naam: "instelling", Label: "Bij welke instelling werkt deze mens?", Hulp: "De lijst komt uit het register bij Privacy, Verwerkers.", Keuzes: keuzes}))
	return nil
}

// zetDossiers shows the dossiers of a colleague and to whom they can go.
func (s *Web) zetDossiers(r *http.Request, wie app.Wie, m app.Medewerker, b *medewerkerblad) error {
	lijst, err := s.Huis.Dossiers(r.Context(), wie, app.DossierFilter{Klantmanager: m.Gebruiker, Aantal: app.MeesteRijen})
	if err != nil {
		return err
	}
	t := tabel{Bijschrift: "Dossiers van " + b.Naam, Koppen: []string{"Naam", "Dossier", "Fase", "Eerste laatste dag"}}
	for _, d := range lijst.Rijen {
		t.Rijen = append(t.Rijen, tabelrij{{Tekst: naamOf(d.Naam, d.Nummer), Adres: "/dossiers/" + d.Nummer}, {Tekst: d.Nummer}, {Tekst: fasenaam(d.Fase)}, {Tekst: of(d.Eerstvolgend.Kort(), "niets")}})
	}
	b.Dossiers, b.Meer = &t, lijst.Volgende != ""
	for _, c := range s.collegas() {
		if c.Rol == begrip.Klantmanager && !c.Weg && c.Sleutel != m.Sleutel {
			b.Aan = append(b.Aan, keuze{Waarde: c.Sleutel, Naam: of(c.Naam, c.Gebruiker)})
		}
	}
	return nil
}

func (s *Web) wijzigMedewerker(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	m, err := s.zoekMedewerker(r, wie)
	if err != nil {
		return err
	}
	if err := leesVorm(w, r); err != nil {
		return err
	}
	if r.PostForm.Get("sessies") != "" {
		return s.eindigSessies(w, r, m)
	}
	versie, err := leesVersie(r.PostForm)
	if err != nil {
		return err
	}
	in := &invulling{waarden: r.PostForm}
	o := app.Medewerkerwijziging{Team: in.tekst("team", "Team"), Telefoon: in.tekst("telefoon", "Telefoon"), Afwezig: in.dag("afwezig", "Afwezig tot en met", false), Weg: in.kruis("weg"), Aanbieder: in.waarden.Get("instelling")}
	if len(in.fouten) == 0 {
		err := s.Huis.WijzigMedewerker(r.Context(), wie, m.Sleutel, versie, o)
		var geweigerd *app.Geweigerd
		switch {
		case errors.As(err, &geweigerd):
			in.voegToe(weigerfouten(geweigerd.Weigeringen))
		case err != nil:
			return err
		}
	}
	if len(in.fouten) > 0 {
		return s.toonMedewerker(w, r, wie, m, in, nil, http.StatusUnprocessableEntity)
	}
	if o.Weg && s.Sessies != nil {
		if _, err := s.Sessies.LogOveralUit(r.Context(), m.Gebruiker); err != nil {
			return err
		}
	}
	s.meld(r, "De gegevens van "+of(m.Naam, m.Gebruiker)+" zijn bewaard.")
	http.Redirect(w, r, "/beheer/medewerkers/"+m.Sleutel, http.StatusSeeOther)
	return nil
}

// eindigSessies logs a colleague out everywhere, such as when a laptop is stolen.
func (s *Web) eindigSessies(w http.ResponseWriter, r *http.Request, m app.Medewerker) error {
	n := 0
	if s.Sessies != nil {
		var err error
		if n, err = s.Sessies.LogOveralUit(r.Context(), m.Gebruiker); err != nil {
			return err
		}
	}
	s.meld(r, of(m.Naam, m.Gebruiker)+" is overal uitgelogd: "+aantal(n, "sessie", "sessies")+" beëindigd.")
	http.Redirect(w, r, "/beheer/medewerkers/"+m.Sleutel, http.StatusSeeOther)
	return nil
}

// draagOver gives the dossiers of a colleague to another.
func (s *Web) draagOver(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if !app.MagOverdragen(wie) {
		return app.ErrMagNiet
	}
	m, err := s.zoekMedewerker(r, wie)
	if err != nil {
		return err
	}
	if err := leesVorm(w, r); err != nil {
		return err
	}
	uit, err := s.Huis.DraagOver(r.Context(), wie, m.Sleutel, r.PostForm.Get("aan"))
	var geweigerd *app.Geweigerd
	if errors.As(err, &geweigerd) {
		in := &invulling{waarden: url.Values{"team": {m.Team}, "telefoon": {m.Telefoon}}}
		return s.toonMedewerker(w, r, wie, m, in, weigerfouten(geweigerd.Weigeringen), http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	zin := aantal(uit.Gelukt, "dossier is", "dossiers zijn") + " overgedragen."
	if uit.Mislukt > 0 {
		zin += " Bij " + aantal(uit.Mislukt, "dossier", "dossiers") + " kon dat niet: een collega was u net voor. Probeer het opnieuw."
	}
	if uit.Meer {
		zin += " Er zijn er nog meer: doe dit nog een keer."
	}
	s.meld(r, zin)
	http.Redirect(w, r, "/beheer/medewerkers/"+m.Sleutel, http.StatusSeeOther)
	return nil
}
