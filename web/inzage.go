package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/brief"
	"traject/kern/dossier"
)

// inzageblad asks why before everything about one person goes into one file.
type inzageblad struct {
	Nummer, Reden string
	Fouten        []veldfout
}

func (p privacyPagina) toonInzage(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	nummer := r.PathValue("nummer")
	if err := p.h.MagInzage(r.Context(), wie, nummer); err != nil {
		return err
	}
	p.toon(w, r, http.StatusOK, inzagevraag(p.raam(wie, "dossiers", "Inzage geven"), inzageblad{Nummer: nummer}))
	return nil
}

func (p privacyPagina) geefInzage(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if err := leesVorm(w, r); err != nil {
		return err
	}
	b := inzageblad{Nummer: r.PathValue("nummer"), Reden: r.PostForm.Get("reden")}
	err := p.stuurInzage(w, r, wie, b.Nummer, b.Reden)
	var geweigerd *app.Geweigerd
	if errors.As(err, &geweigerd) {
		b.Fouten = weigerfouten(geweigerd.Weigeringen)
		p.toon(w, r, http.StatusUnprocessableEntity, inzagevraag(p.raam(wie, "dossiers", "Inzage geven"), b))
		return nil
	}
	return err
}

// mijnGegevens gives the newcomer everything about themselves.
func (p privacyPagina) mijnGegevens(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if wie.Dossier == "" {
		return app.ErrMagNiet
	}
	return p.stuurInzage(w, r, wie, wie.Dossier, "")
}

func (p privacyPagina) stuurInzage(w http.ResponseWriter, r *http.Request, wie app.Wie, nummer, reden string) error {
	i, err := p.h.GeefInzage(r.Context(), wie, nummer, reden)
	if err != nil {
		return err
	}
	inhoud, err := schrijfInzage(r.Context(), i)
	if err != nil {
		return err
	}
	stuurBestand(w, app.Bestand{Naam: "inzage-" + nummer + "-" + i.Op.Format("2006-01-02") + ".html", Type: "text/html; charset=utf-8", Inhoud: inhoud}, true)
	return nil
}

func schrijfInzage(ctx context.Context, i *app.Inzage) ([]byte, error) {
	var b bytes.Buffer
	if err := inzagebestand(maakInzage(i)).Render(ctx, &b); err != nil {
		return nil, fmt.Errorf("inzage opschrijven: %w", err)
	}
	return b.Bytes(), nil
}

// inzagevorm is the file as it is printed.
type inzagevorm struct {
	Titel, Gemeente, Op string
	Persoon             []feitveld
	Taken               []feitveld
	Feiten              []inzagefeit
	Brieven             []inzagebrief
	Berichten           []inzagebericht
	Audit               []inzageregel
	Bewaren             string
	Delen               []feitveld
	Verwerkers          []feitveld
	LangeSets           []langvak
}

type inzagefeit struct {
	Nummer           int
	Naam, Dag, Wie   string
	Bekend, Vervangt string
	Velden           []feitveld
	Verbeterd        bool
}

type inzagebrief struct {
	Titel, Dag string
	Regels     []string
}

type inzagebericht struct{ Kop, Inhoud string }

type inzageregel struct{ Wanneer, Rol, Wat string }

func maakInzage(i *app.Inzage) inzagevorm {
	v := inzagevorm{Titel: "Alles wat wij van u weten", Gemeente: i.Gemeente, Op: moment(i.Op) + " uur", Persoon: inzagepersoon(i.Persoon, i.Nummer), Bewaren: bewaarzin(i.Bewaring)}
	for _, t := range i.Taken {
		v.Taken = append(v.Taken, feitveld{taaknaam(t.Soort), t.Reden})
	}
	for _, f := range i.Feiten {
		x := inzagefeit{Nummer: f.Nummer, Naam: feitnaam(f.Feit), Dag: f.GeldigOp.Voluit(), Wie: of(rolnaam(f.Rol), f.Bron), Velden: append(velden(f.Feit), wegvelden(&f.Gebeurtenis)...), Verbeterd: f.Verbeterd, Vervangt: feitwoord(f.Vervangt)}
		if f.BekendOp != 0 && f.BekendOp != f.GeldigOp {
			x.Bekend = f.BekendOp.Voluit()
		}
		switch f := f.Feit.(type) {
		case *dossier.Toegewezen:
			x.Velden = []feitveld{{"Aan", "een klantmanager"}}
		case *dossier.MeldingVerstuurd:
			if len(f.Melding) > 0 {
				x.Velden = append(x.Velden, feitveld{"Inhoud", string(f.Melding)})
			}
		}
		if p := persoonVan(f.Feit); p != nil && p.BSN != "" {
			x.Velden = append(x.Velden, feitveld{"Burgerservicenummer", p.BSN})
		}
		v.Feiten = append(v.Feiten, x)
	}
	for _, b := range i.Brieven {
		v.Brieven = append(v.Brieven, inzagebrief{b.Brief.Titel, b.Brief.Dag.Voluit(), brieftekst(b.Brief)})
	}
	for _, b := range i.Berichten {
		v.Berichten = append(v.Berichten, inzagebericht{b.Code + ", " + of(b.Omschrijving, "bericht") + ", ontvangen " + moment(b.Ontvangen), b.Inhoud})
	}
	for _, r := range i.Audit {
		v.Audit = append(v.Audit, inzageregel{moment(r.Moment), rolnaam(r.Rol), auditwoord(r.Handeling)})
	}
	if a := i.Aangehouden; a != nil {
		v.Bewaren += " Sinds " + a.Dag.Voluit() + " houden wij uw dossier langer vast. De reden: " + eindpunt(a.Reden)
	}
	for _, g := range i.Bewaring.Groepen {
		v.Delen = append(v.Delen, feitveld{veldgroepwoorden[g.Groep].Naam, of(g.Uiterlijk.Voluit(), "nog niet bekend")})
	}
	for _, x := range i.Verwerkers {
		if !x.Gestopt {
			v.Verwerkers = append(v.Verwerkers, feitveld{x.Naam + " (" + soortwoorden(x) + ")", of(x.Gegevens, "wat nodig is voor het werk")})
		}
	}
	for _, l := range i.LangeSets {
		v.LangeSets = append(v.LangeSets, langvak{l.Nummer, langvelden(l)})
	}
	return v
}

func persoonVan(f dossier.Feit) *dossier.Persoonsgegevens {
	switch f := f.(type) {
	case *dossier.DossierGeopend:
		return &f.Persoonsgegevens
	case *dossier.PersoonGewijzigd:
		return &f.Persoonsgegevens
	}
	return nil
}

func inzagepersoon(p dossier.Persoonsgegevens, nummer string) []feitveld {
	naam := begrip.Naam{Voornamen: p.Voornamen, Voorvoegsel: p.Voorvoegsel, Geslachtsnaam: p.Geslachtsnaam}.Volledig()
	var uit []feitveld
	for _, v := range []feitveld{{"Naam", naam}, {"Burgerservicenummer", p.BSN}, {"V-nummer", p.VNummer}, {"Geboortedatum", p.Geboortedatum.Voluit()}, {"Adres", p.Adres}, {"Postcode", p.Postcode},
		{"Woonplaats", p.Plaats}, {"Telefoon", p.Telefoon}, {"Tolk", p.Tolk}, {"Aanhef", p.Aanhef}, {"Groep", keuzewoord(string(p.Doelgroep))}, {"Dossiernummer", nummer}} {
		if v.Waarde != "" {
			uit = append(uit, v)
		}
	}
	return uit
}

// brieftekst gives the words of a letter, line by line.
func brieftekst(b brief.Brief) []string {
	var uit []string
	bij := func(s ...string) {
		for _, x := range s {
			if x != "" {
				uit = append(uit, x)
			}
		}
	}
	bij(b.Aanhef)
	for _, blok := range b.Blokken {
		bij(blok.Kop)
		bij(blok.Regels...)
		for _, s := range blok.Stappen {
			bij(s.Kop)
			bij(s.Regels...)
		}
		for _, rij := range blok.Rijen {
			regel := ""
			for i, cel := range rij {
				if i > 0 {
					regel += ": "
				}
				regel += cel
			}
			bij(regel)
		}
	}
	bij(b.Voet...)
	return uit
}
