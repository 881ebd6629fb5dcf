package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"traject/app"
)

// beheerblad tells whether the chain is healthy and which policy holds.
type beheerblad struct {
	Wegen       []tab // to the other pages of beheer
	Tabs        []tab
	Rijen       []signaalregel
	Leeg        string
	Volgende    string
	MagKoppelen bool
	Demo        bool        // een nagebootst DUO speelt mee
	Opslag      *opslagblad // nil for who may only see the messages
	Controle    *controleblad
}

type signaalregel struct {
	Wanneer, Code, Wat, Taak string
	Stand                    toestand
	Adres, Nummer            string
	Kenmerk                  string
	Wacht                    bool
}

type opslagblad struct {
	Regels      []feitveld
	Mislukt     []feitveld
	Medewerkers []feitveld
}

type controleblad struct {
	Zin    string
	Goed   bool
	Fouten []string
}

func (s *Web) beheer(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	q := r.URL.Query()
	lijst, err := s.Huis.Signalen(r.Context(), wie, app.SignaalFilter{AlleenWachtend: q.Get("wacht") == "ja", Na: q.Get("na")})
	if err != nil {
		return err
	}
	blad := maakBeheer(q, lijst)
	blad.MagKoppelen, blad.Demo = app.SchermenVan(wie).Koppelen, len(s.Demo) > 0
	blad.Wegen = beheerwegen(wie)
	opslag, err := s.Huis.Opslag(r.Context(), wie)
	switch {
	case err == nil:
		o := maakOpslag(opslag)
		blad.Opslag = &o
	case !errors.Is(err, app.ErrMagNiet):
		return err
	}
	kop := s.raam(wie, "beheer", "Beheer")
	kop.Melding = s.neemMelding(r)
	s.toon(w, r, http.StatusOK, beheerpagina(kop, blad))
	return nil
}

// controleer walks all chains and lists. It is a form, because it takes a while
// and nobody should start it by following a link.
func (s *Web) controleer(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	c, err := s.Huis.Controleer(r.Context(), wie, func(int) {})
	if err != nil {
		return err
	}
	blad := maakControle(c)
	s.toon(w, r, http.StatusOK, controlepagina(s.raam(wie, "beheer", "Controle van de opslag"), blad))
	return nil
}

func maakControle(c app.Controle) controleblad {
	b := controleblad{Goed: len(c.Fouten) == 0, Fouten: c.Fouten}
	b.Zin = aantal(c.Dossiers, "dossier", "dossiers") + " en " + aantal(c.Feiten, "feit", "feiten") + " nagelopen in " + strconv.FormatInt(c.Duur.Milliseconds(), 10) + " milliseconden."
	if b.Goed {
		b.Zin += " Alles klopt: geen feit is veranderd en alle lijsten kloppen met de feiten."
	} else {
		b.Zin += " " + aantal(len(c.Fouten), "punt klopt", "punten kloppen") + " niet."
	}
	return b
}

func maakBeheer(q url.Values, lijst app.Signalenlijst) beheerblad {
	wacht := q.Get("wacht") == "ja"
	b := beheerblad{Leeg: "Er zijn nog geen berichten ontvangen.", Tabs: []tab{
		{Naam: "Alle berichten", Adres: "/beheer", Hier: !wacht},
		{Naam: "Wacht op koppelen", Adres: "/beheer?wacht=ja", Hier: wacht},
	}}
	if wacht {
		b.Leeg = "Er wacht geen bericht."
	}
	for i := range lijst.Rijen {
		x := &lijst.Rijen[i]
		r := signaalregel{Wanneer: moment(x.Ontvangen), Code: x.Code, Wat: x.Omschrijving, Taak: x.Taak, Kenmerk: x.BerichtID,
			Stand: toestand{"goed", "klaar", "Bij een dossier"}}
		if x.Wacht {
			r.Wacht = true
			r.Stand = toestand{"week", "week", "Wacht op koppelen"}
		}
		if x.Nummer != "" {
			r.Nummer, r.Adres = x.Nummer, "/dossiers/"+x.Nummer
		}
		b.Rijen = append(b.Rijen, r)
	}
	if lijst.Volgende != "" {
		b.Volgende = werkadres("/beheer", q, "na", lijst.Volgende)
	}
	return b
}

func maakOpslag(o app.Opslag) opslagblad {
	b := opslagblad{Regels: []feitveld{
		{"Dossiers", strconv.Itoa(o.Dossiers)},
		{"Beleid dat geldt", pakketnaam(of(o.Pakket, "landelijk"))},
		{"Kenmerk van de regels", o.Vingerafdruk},
		{"Uitgaand werk dat wacht", strconv.Itoa(o.Wacht)},
		{"Uitgaand werk dat mislukte", strconv.Itoa(len(o.Mislukt))},
		{"Versie van traject", of(o.Versie, "onbekend")},
	}}
	for _, m := range o.Mislukt {
		b.Mislukt = append(b.Mislukt, feitveld{m.Soort, m.Reden + " (" + aantal(m.Pogingen, "poging", "pogingen") + ")"})
	}
	for _, m := range o.Medewerkers {
		b.Medewerkers = append(b.Medewerkers, feitveld{m.Naam, rolnaam(m.Rol)})
	}
	return b
}

// beheerwegen are the pages of beheer that this person has.
func beheerwegen(wie app.Wie) []tab {
	m, uit := app.SchermenVan(wie), []tab{{Naam: "Berichten", Adres: "/beheer", Hier: true}}
	for _, p := range []struct {
		mag bool
		tab
	}{
		{m.Medewerkers, tab{Naam: "Medewerkers", Adres: "/beheer/medewerkers"}},
		{m.Medewerkers, tab{Naam: "Contactpersonen bij DUO", Adres: contactpad}},
		{m.Wachtrij, tab{Naam: "Wachtrij", Adres: "/beheer/wachtrij"}},
		{m.Vergelijken, tab{Naam: "Vergelijken met DUO", Adres: "/beheer/duo-vergelijken"}},
		{m.Verschillen, tab{Naam: "Verschillen met DUO", Adres: "/duo/verschillen"}},
	} {
		if p.mag {
			uit = append(uit, p.tab)
		}
	}
	if len(uit) == 1 {
		return nil
	}
	return uit
}
