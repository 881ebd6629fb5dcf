package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"traject/app"
)

// koppelaar is what the page asks on which a waiting message finds its dossier.
type koppelaar interface {
	WachtendSignaal(ctx context.Context, wie app.Wie, bericht string) (app.Signaalrij, error)
	KoppelSignaal(ctx context.Context, wie app.Wie, bericht string, k app.Koppeling) (app.Ontvangst, error)
}

// koppelblad is the page on which a message of DUO is joined to a dossier.
type koppelblad struct {
	Raam      raam
	Actie     string
	Fouten    []veldfout
	FoutTitel string
	Regels    []zijregel
	Bekend    bool // the message says itself whom it is about; only the dossier is missing
	Velden    []templ.Component
}

// koppelpaden are the pages on which a waiting message is joined to a dossier.
func (s *Web) koppelpaden() []pad {
	k, ok := s.Huis.(koppelaar)
	if !ok {
		return nil
	}
	return []pad{
		{"GET /signalen/{bericht}/koppelen", func(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
			return s.toonKoppelen(w, r, wie, k, &invulling{waarden: url.Values{}}, http.StatusOK)
		}},
		{"POST /signalen/{bericht}/koppelen", func(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
			return s.koppel(w, r, wie, k)
		}},
	}
}

func koppeladres(bericht string) string { return "/signalen/" + url.PathEscape(bericht) + "/koppelen" }

func (s *Web) toonKoppelen(w http.ResponseWriter, r *http.Request, wie app.Wie, k koppelaar, in *invulling, status int) error {
	sig, err := k.WachtendSignaal(r.Context(), wie, r.PathValue("bericht"))
	if err != nil {
		return err
	}
	regels := []zijregel{{"Code", sig.Code}, {"Wat het betekent", sig.Omschrijving}, {"V-nummer", of(sig.VNummer, "staat er niet bij")}}
	if !sig.BSN.IsLeeg() {
		regels = append(regels, zijregel{"Burgerservicenummer", sig.BSN.Cijfers()})
	}
	nummerhulp := "Bijvoorbeeld 2026-0012. Is er nog geen dossier? Laat dit leeg."
	if sig.HeeftBSN {
		nummerhulp += " Dan openen wij er een voor het burgerservicenummer in het bericht."
	}
	b := koppelblad{Raam: s.raam(wie, "beheer", "Bericht koppelen"), Actie: koppeladres(sig.BerichtID), Fouten: in.fouten,
		Regels: regels, Bekend: sig.HeeftBSN,
		Velden: []templ.Component{in.toonTekst(tekstveld{Naam: "nummer", Label: "Dossiernummer", Hulp: nummerhulp, Kort: true})}}
	if !sig.HeeftBSN {
		b.Velden = append(b.Velden, in.toonTekst(tekstveld{Naam: "bsn", Label: "Of burgerservicenummer",
			Hulp: "Negen cijfers. Is er nog geen dossier van deze persoon, dan openen wij er een.", Invoer: "numeric", Kort: true}))
	}
	if len(in.fouten) > 0 {
		b.Raam.Titel = "Fout: Bericht koppelen"
		b.FoutTitel = "Er is niets vastgelegd. Verbeter eerst " + aantal(len(in.fouten), "punt", "punten") + "."
	}
	s.toon(w, r, status, koppelpagina(b))
	return nil
}

func (s *Web) koppel(w http.ResponseWriter, r *http.Request, wie app.Wie, k koppelaar) error {
	if err := leesVorm(w, r); err != nil {
		return err
	}
	in := &invulling{waarden: r.PostForm}
	keus := app.Koppeling{Nummer: in.tekst("nummer", "Dossiernummer"), BSN: in.bsn()}
	if keus.Nummer != "" && keus.BSN != "" {
		in.fout("bsn", "Burgerservicenummer: vul een van de twee in. Laat het andere leeg.")
	}
	if len(in.fouten) > 0 {
		return s.toonKoppelen(w, r, wie, k, in, http.StatusUnprocessableEntity)
	}
	o, err := k.KoppelSignaal(r.Context(), wie, r.PathValue("bericht"), keus)
	var geweigerd *app.Geweigerd
	if errors.As(err, &geweigerd) {
		in.voegToe(weigerfouten(geweigerd.Weigeringen))
		return s.toonKoppelen(w, r, wie, k, in, http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	zin := "Het bericht hoort nu bij dit dossier."
	if o.Geopend {
		zin = "Er is een dossier geopend voor dit bericht."
	}
	s.meld(r, zin)
	http.Redirect(w, r, "/dossiers/"+o.Nummer, http.StatusSeeOther)
	return nil
}
