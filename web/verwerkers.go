package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// verwerkersblad is the register of who gets data from the municipality.
type verwerkersblad struct {
	Tabs        []tab
	MagWijzigen bool
	Rijen       []verwerkerrij
	Mist        int // how many have no valid agreement that need one
}

type verwerkerrij struct {
	Naam, Adres, Wat, Overeenkomst, Tot string
	Stand                               toestand
}

var verwerkerwoorden = map[app.VerwerkerSoort]string{
	app.VerwerkerMAP: "MAP", app.VerwerkerPVT: "PVT", app.VerwerkerBegeleiding: "Maatschappelijke begeleiding",
	app.VerwerkerICT: "Beheer van traject of de server", app.Cursusinstelling: "Cursusinstelling",
}

var keurmerknamen = map[dossier.Keurmerk]string{dossier.KeurmerkBOW: "Blik op Werk", dossier.KeurmerkDiplomaErkenning: "Diploma-erkenning", dossier.KeurmerkGeen: "Geen keurmerk"}

var verwerkertoestanden = map[app.VerwerkerStand]toestand{
	app.NietNodig: {"stil", "klaar", "Geen overeenkomst nodig"}, app.Geldig: {"goed", "klaar", "Geldig"}, app.Ontbreekt: {"laat", "laat", "Overeenkomst ontbreekt"},
	app.LooptAf: {"week", "week", "Loopt binnen 90 dagen af"}, app.Verlopen: {"laat", "laat", "Overeenkomst verlopen"}, app.StandGestopt: {"stil", "klok", "Krijgt niets meer"},
}

func soortwoorden(v app.Verwerker) string {
	var delen []string
	for _, s := range v.Soorten {
		delen = append(delen, verwerkerwoorden[s])
	}
	return strings.Join(delen, ", ")
}

func (p privacyPagina) verwerkers(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	vs, err := p.h.Verwerkers(r.Context(), wie)
	if err != nil {
		return err
	}
	b, dag := verwerkersblad{Tabs: privacytabs(wie, "/beheer/verwerkers"), MagWijzigen: app.SchermenVan(wie).VerwerkersWijzigen}, p.Huis.Dag()
	for i := range vs {
		v := &vs[i]
		stand := v.Stand(dag)
		if stand == app.Ontbreekt || stand == app.Verlopen {
			b.Mist++
		}
		b.Rijen = append(b.Rijen, verwerkerrij{Naam: v.Naam, Adres: "/beheer/verwerkers/" + v.Kenmerk, Wat: soortwoorden(*v), Overeenkomst: of(v.Overeenkomst, "geen"),
			Tot: of(v.Tot.Voluit(), "zonder einde"), Stand: verwerkertoestanden[stand]})
	}
	kop := p.raam(wie, "privacy", "Verwerkers")
	kop.Melding = p.neemMelding(r)
	p.toon(w, r, http.StatusOK, verwerkerspagina(kop, b))
	return nil
}

// verwerkerblad is the form of one party, or the same to read.
type verwerkerblad struct {
	Titel, Adres string
	MagWijzigen  bool
	Versie       int
	Stand        toestand
	Gegevens     []feitveld
	Velden       verwerkervelden
	Fouten       []veldfout
	Nu           []feitveld // what someone else made of it meanwhile
}

type verwerkervelden struct {
	Naam, Aanbieder, Overeenkomst, Gegevens string
	KvK, BRIN, DUO                          string
	Soorten, Keurmerk                       []keuze
	Getekend, Tot                           datumveld
	Gestopt                                 bool
}

func (p privacyPagina) toonVerwerker(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	v := app.Verwerker{}
	if kenmerk := r.PathValue("verwerker"); kenmerk != "" {
		var err error
		if v, err = p.h.Verwerker(r.Context(), wie, kenmerk); err != nil {
			return err
		}
	} else if !app.SchermenVan(wie).VerwerkersWijzigen {
		return app.ErrMagNiet
	}
	b := p.verwerkerblad(wie, v)
	b.Velden = veldenVan(v)
	p.toon(w, r, http.StatusOK, verwerkerpagina(p.raam(wie, "privacy", b.Titel), b))
	return nil
}

func (p privacyPagina) verwerkerblad(wie app.Wie, v app.Verwerker) verwerkerblad {
	b := verwerkerblad{Titel: of(v.Naam, "Nieuwe verwerker"), Adres: "/beheer/verwerkers/" + of(v.Kenmerk, "nieuw"), Versie: v.Versie,
		MagWijzigen: app.SchermenVan(wie).VerwerkersWijzigen, Gegevens: verwerkergegevens(v)}
	if v.Kenmerk != "" {
		b.Stand = verwerkertoestanden[v.Stand(p.Huis.Dag())]
	}
	return b
}

func verwerkergegevens(v app.Verwerker) []feitveld {
	gestopt := "nee"
	if v.Gestopt {
		gestopt = "ja"
	}
	return []feitveld{{"Naam", v.Naam}, {"Wat de partij doet", soortwoorden(v)}, {"Overeenkomst", of(v.Overeenkomst, "geen")}, {"Getekend op", of(v.Getekend.Voluit(), "niet")},
		{"Geldig tot en met", of(v.Tot.Voluit(), "zonder einde")}, {"Welke gegevens", of(v.Gegevens, "niet ingevuld")}, {"KvK-nummer", of(v.KvK, "niet ingevuld")}, {"BRIN", of(v.BRIN, "niet ingevuld")}, {"Nummer bij DUO", of(v.DUO, "niet ingevuld")}, {"Keurmerk", of(keurmerknamen[v.Keurmerk], "niet ingevuld")},
		{"Kenmerk om mee in te loggen", of(v.Aanbieder, "geen")}, {"Krijgt niets meer", gestopt}}
}

func veldenVan(v app.Verwerker) verwerkervelden {
	uit := verwerkervelden{Naam: v.Naam, Aanbieder: v.Aanbieder, Overeenkomst: v.Overeenkomst, Gegevens: v.Gegevens, Gestopt: v.Gestopt, KvK: v.KvK, BRIN: v.BRIN, DUO: v.DUO,
		Getekend: dagveld("getekend", "Getekend op", v.Getekend), Tot: dagveld("tot", "Geldig tot en met (leeg is zonder einde)", v.Tot)}
	for _, s := range app.VerwerkerSoorten {
		uit.Soorten = append(uit.Soorten, keuze{Waarde: string(s), Naam: verwerkerwoorden[s], Gekozen: slices.Contains(v.Soorten, s)})
	}
	for _, k := range []dossier.Keurmerk{dossier.KeurmerkBOW, dossier.KeurmerkDiplomaErkenning, dossier.KeurmerkGeen} {
		uit.Keurmerk = append(uit.Keurmerk, keuze{Waarde: string(k), Naam: keurmerknamen[k], Gekozen: k == v.Keurmerk})
	}
	return uit
}

func dagveld(naam, label string, d begrip.Datum) datumveld {
	v := datumveld{Naam: naam, Label: label}
	if d != 0 {
		v.Dag, v.Maand, v.Jaar = strconv.Itoa(d.DagVanMaand()), strconv.Itoa(int(d.Maand())), strconv.Itoa(d.Jaar())
	}
	return v
}

// leesVerwerker reads the form; the fields keep what was typed.
func leesVerwerker(vorm url.Values, kenmerk string) (app.Verwerker, verwerkervelden, []veldfout) {
	v := app.Verwerker{Kenmerk: kenmerk, Naam: vorm.Get("naam"), Aanbieder: vorm.Get("aanbieder"), Overeenkomst: vorm.Get("overeenkomst"), Gegevens: vorm.Get("gegevens"),
		KvK: vorm.Get("kvk"), BRIN: vorm.Get("brin"), DUO: vorm.Get("duo"), Keurmerk: dossier.Keurmerk(vorm.Get("keurmerk")), Gestopt: vorm.Get("gestopt") == "ja"}
	for _, s := range vorm["soort"] {
		v.Soorten = append(v.Soorten, app.VerwerkerSoort(s))
	}
	if n, ok := heelGetal(vorm.Get("versie")); ok {
		v.Versie = n
	}
	velden := veldenVan(v)
	v.Getekend, velden.Getekend = leesDatumveld(vorm, velden.Getekend, false)
	v.Tot, velden.Tot = leesDatumveld(vorm, velden.Tot, false)
	var fouten []veldfout
	for _, d := range []datumveld{velden.Getekend, velden.Tot} {
		if d.Fout != "" {
			fouten = append(fouten, veldfout{Veld: d.Naam, Zin: d.Fout})
		}
	}
	return v, velden, fouten
}

func (p privacyPagina) bewaarVerwerker(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if !app.SchermenVan(wie).VerwerkersWijzigen {
		return app.ErrMagNiet
	}
	if err := leesVorm(w, r); err != nil {
		return err
	}
	v, velden, fouten := leesVerwerker(r.PostForm, r.PathValue("verwerker"))
	var err error
	if len(fouten) == 0 {
		_, err = p.h.BewaarVerwerker(r.Context(), wie, v)
		if err == nil {
			p.meld(r, v.Naam+" staat in het register.")
			http.Redirect(w, r, "/beheer/verwerkers", http.StatusSeeOther)
			return nil
		}
	}
	b := p.verwerkerblad(wie, v)
	b.Velden = velden
	var geweigerd *app.Geweigerd
	var conflict *app.VerwerkerConflict
	switch {
	case errors.As(err, &geweigerd):
		fouten = weigerfouten(geweigerd.Weigeringen)
	case errors.As(err, &conflict):
		b.Versie, b.Nu = conflict.Is.Versie, verwerkergegevens(conflict.Is)
		p.toon(w, r, http.StatusConflict, verwerkerpagina(p.raam(wie, "privacy", b.Titel), b))
		return nil
	case err != nil:
		return err
	}
	b.Fouten = fouten
	for _, d := range []*datumveld{&b.Velden.Getekend, &b.Velden.Tot} {
		d.Fout = of(d.Fout, foutBij(fouten, d.Naam))
	}
	p.toon(w, r, http.StatusUnprocessableEntity, verwerkerpagina(p.raam(wie, "privacy", b.Titel), b))
	return nil
}
