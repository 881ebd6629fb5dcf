package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/besluit"
)

// contactlijst is the page with the contact persons of the municipality at DUO.
type contactlijst struct {
	Raam      raam
	Verbonden bool
	Rijen     []contactrij
}

type contactrij struct {
	Naam, Gebruiker, Adres string
	Stand                  toestand
	Zin                    string
	Fouten                 []string
}

// contactblad is the form of one contact person.
type contactblad struct {
	Raam      raam
	Naam      string
	Actie     string
	Versie    string
	Fouten    []veldfout
	FoutTitel string
	Velden    []templ.Component
	Weghalen  bool
}

const contactpad = "/beheer/contactpersonen"

func (p meldpagina) contacten(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	lijst, err := p.melder.Contactpersonen(r.Context(), wie)
	if err != nil {
		return err
	}
	b := contactlijst{Raam: p.raam(wie, "beheer", "Contactpersonen bij DUO"), Verbonden: p.melder.Verbonden()}
	b.Raam.Melding = p.neemMelding(r)
	for _, c := range lijst {
		b.Rijen = append(b.Rijen, contactrij{Naam: of(c.Naam, c.Medewerker), Gebruiker: c.Medewerker, Adres: contactpad + "/" + app.SleutelVan(c.Medewerker), Stand: contactstand(c), Zin: contactstandzin(c), Fouten: c.Fouten})
	}
	p.Web.toon(w, r, http.StatusOK, contactpagina(b))
	return nil
}

func contactstand(c app.Contactpersoon) toestand {
	switch {
	case c.Stand == besluit.Onderweg:
		return toestand{"later", "klok", "Onderweg naar DUO"}
	case c.Stand == besluit.Geweigerd:
		return toestand{"laat", "laat", "DUO nam het niet aan"}
	case c.Nummer != 0:
		return toestand{"goed", "klaar", "Staat bij DUO"}
	}
	return toestand{"stil", "nogniet", "Niet bij DUO"}
}

func contactstandzin(c app.Contactpersoon) string {
	if c.Nummer == 0 || c.Stand == "" {
		return ""
	}
	return "Nummer " + strconv.Itoa(c.Nummer) + " bij DUO, sinds " + c.Dag.Voluit() + "."
}

func (p meldpagina) vindContact(r *http.Request, wie app.Wie) (app.Contactpersoon, error) {
	lijst, err := p.melder.Contactpersonen(r.Context(), wie)
	if err != nil {
		return app.Contactpersoon{}, err
	}
	i := slices.IndexFunc(lijst, func(c app.Contactpersoon) bool { return app.SleutelVan(c.Medewerker) == r.PathValue("medewerker") })
	if i < 0 {
		return app.Contactpersoon{}, app.ErrNietGevonden
	}
	return lijst[i], nil
}

func (p meldpagina) contact(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	c, err := p.vindContact(r, wie)
	if err != nil {
		return err
	}
	in := &invulling{waarden: url.Values{"naam": {c.Naam}, "email": {c.Email}, "telefoon": {c.Telefoon}, "versie": {strconv.Itoa(c.Versie)}}}
	for _, zin := range c.Fouten {
		in.fout(contactveld(zin), "DUO zegt: "+eindpunt(zin))
	}
	return p.toonContact(w, r, wie, c, in, http.StatusOK)
}

func contactveld(zin string) string {
	if v := veldIn(zin, []string{"telefoon", "naam"}); v != "" {
		return v
	}
	return veldIn(zin, []string{"email"})
}

func (p meldpagina) toonContact(w http.ResponseWriter, r *http.Request, wie app.Wie, c app.Contactpersoon, in *invulling, status int) error {
	naam := of(c.Naam, c.Medewerker)
	b := contactblad{Raam: p.raam(wie, "beheer", "Contactpersoon bij DUO: "+naam), Naam: naam, Actie: contactpad + "/" + app.SleutelVan(c.Medewerker), Versie: in.waarden.Get("versie"), Fouten: in.fouten, Weghalen: c.Nummer != 0,
		Velden: []templ.Component{
			in.toonTekst(tekstveld{Naam: "naam", Label: "Naam", Hulp: "Zo ziet de inburgeraar de naam bij DUO."}),
			in.toonTekst(tekstveld{Naam: "email", Label: "E-mailadres", Soort: "email"}),
			in.toonTekst(tekstveld{Naam: "telefoon", Label: "Telefoonnummer", Hulp: "Bijvoorbeeld 0612345678 of +31 6 12345678.", Kort: true}),
		}}
	if len(in.fouten) > 0 {
		b.Raam.Titel = "Fout: " + b.Raam.Titel
		b.FoutTitel = "Er is nog niets gemeld. Verbeter eerst " + aantal(len(in.fouten), "punt", "punten") + "."
	}
	p.Web.toon(w, r, status, contactformulier(b))
	return nil
}

func (p meldpagina) wijzigContact(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	c, err := p.vindContact(r, wie)
	if err != nil {
		return err
	}
	if err := leesVorm(w, r); err != nil {
		return err
	}
	versie, err := leesVersie(r.PostForm)
	if err != nil {
		return err
	}
	in := &invulling{waarden: r.PostForm}
	o := app.Contactopdracht{Medewerker: c.Medewerker, Versie: versie, Verwijder: r.PostForm.Get("weg") != "",
		Naam: in.tekst("naam", "Naam"), Email: in.tekst("email", "E-mailadres"), Telefoon: in.tekst("telefoon", "Telefoonnummer")}
	if len(in.fouten) == 0 {
		err = p.melder.MeldContactpersoon(r.Context(), wie, o)
		if g, is := alsGeweigerd(err); is {
			in.voegToe(weigerfouten(g.Weigeringen))
			in.waarden.Set("versie", strconv.Itoa(c.Versie))
		} else if err != nil {
			return err
		}
	}
	if len(in.fouten) > 0 {
		return p.toonContact(w, r, wie, c, in, http.StatusUnprocessableEntity)
	}
	p.meld(r, "Het bericht aan DUO over "+of(c.Naam, c.Medewerker)+" is vastgelegd.")
	http.Redirect(w, r, contactpad, http.StatusSeeOther)
	return nil
}
