package web

import (
	"net/url"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// akteOproepen invites someone by letter.
var akteOproepen = akte{
	pad: "oproepen", concept: "oproepen", titel: "Oproepen", knop: "Oproep vastleggen", gedaan: "De oproep is vastgelegd.",
	eerste: func(p *poging, w url.Values) error {
		voor := dossier.VoorBredeIntake
		switch {
		case dossier.Heeft[*dossier.PIPVastgesteld](p.beeld.Dossier):
			voor = dossier.VoorVoortgangsgesprek
		case dossier.Heeft[*dossier.Verschenen](p.beeld.Dossier):
			voor = dossier.VoorLeerbaarheidstoets
		}
		for _, k := range voorKeuzes(p) { // a task in the worklist leads here with its own talk
			if k.Waarde == p.vraag.Get("voor") {
				voor = dossier.Voor(k.Waarde)
			}
		}
		w.Set("voor", string(voor))
		return eersteAfspraak(p, w, voor)
	},
	velden: func(p *poging, in *invulling) []templ.Component {
		return append([]templ.Component{in.toonKeuze(keuzeveld{Naam: "voor", Label: "Waarvoor roept u op?", Keuzes: voorKeuzes(p)})}, afspraakvelden(p, in)...)
	},
	doe: func(p *poging, in *invulling) (app.Vastgelegd, error) {
		o := leesOproep(in)
		if len(in.fouten) > 0 {
			return app.Vastgelegd{}, errVelden
		}
		return p.huis.RoepOp(p.ctx, p.wie, p.beeld.Nummer, p.versie, o)
	},
	gevolg: func(p *poging, in *invulling) (*gevolg, error) {
		proef, err := p.huis.ProefRoepOp(p.ctx, p.wie, p.beeld.Nummer, leesOproep(&invulling{waarden: in.waarden}))
		if err != nil {
			return nil, err
		}
		g := gevolgVan(p, proef, "Wat er gebeurt als u vastlegt")
		g.Vastgelegd = "De oproep van vandaag, met uw naam en de dag van de afspraak. U kunt haar later verbeteren, niet wissen."
		g.Brief = "Een uitnodiging met de dag, de tijd en de plaats. " + zelfVersturen
		g.DUO = "Niets. DUO hoort het als het PIP is vastgesteld."
		if !p.beeld.Dossier.Stelsel.Rekent() {
			g.DUO = "Niets."
		}
		return g, nil
	},
}

// voorKeuzes are the talks one can invite for. Under the law of 2013 there is no PIP, so
// only the intake and a talk remain.
func voorKeuzes(p *poging) []keuze {
	intake := keuze{Waarde: string(dossier.VoorBredeIntake), Naam: "Brede intake", Hulp: "Het eerste gesprek, of een vervolg daarop."}
	gesprek := keuze{Waarde: string(dossier.VoorVoortgangsgesprek), Naam: "Voortgangsgesprek"}
	if !p.beeld.Dossier.Stelsel.Rekent() {
		return []keuze{intake, gesprek}
	}
	return []keuze{
		intake,
		{Waarde: string(dossier.VoorLeerbaarheidstoets), Naam: "Leerbaarheidstoets"},
		gesprek,
		{Waarde: string(dossier.VoorPVTOndertekening), Naam: "Participatieverklaring tekenen"},
		{Waarde: string(dossier.VoorMAPEindgesprek), Naam: "Eindgesprek MAP", Hulp: "MAP is de module Arbeidsmarkt en Participatie."},
		{Waarde: string(dossier.VoorZEindgesprek), Naam: "Eindgesprek Z-route"},
	}
}

// akteWaarschuwen warns in writing and invites again in the same letter.
var akteWaarschuwen = akte{
	pad: "waarschuwen", concept: "waarschuwen", titel: "Waarschuwen en opnieuw oproepen", knop: "Waarschuwing vastleggen",
	gedaan: "De waarschuwing en de nieuwe oproep zijn vastgelegd.",
	eerste: func(p *poging, w url.Values) error { return eersteAfspraak(p, w, dossier.VoorBredeIntake) },
	velden: func(p *poging, in *invulling) []templ.Component { return afspraakvelden(p, in) },
	doe: func(p *poging, in *invulling) (app.Vastgelegd, error) {
		o := leesOproep(in)
		if len(in.fouten) > 0 {
			return app.Vastgelegd{}, errVelden
		}
		return p.huis.Waarschuw(p.ctx, p.wie, p.beeld.Nummer, p.versie, besluit.Waarschuwing{Afspraak: o.Afspraak, Tijd: o.Tijd, Plaats: o.Plaats, Inhoud: o.Inhoud})
	},
	gevolg: func(p *poging, _ *invulling) (*gevolg, error) {
		return &gevolg{Titel: "Wat er gebeurt als u vastlegt", Gerekend: gerekend(p),
			Vastgelegd: "De waarschuwing en de tweede oproep, met uw naam en de dag.",
			Brief:      "Een waarschuwing, met de nieuwe afspraak erin. Er staat in wat er gebeurt als " + roepnaam(p.beeld) + " weer niet komt. " + zelfVersturen,
			DUO:        "Niets.",
		}, nil
	},
}

// eersteAfspraak fills the first day the law and the policy allow, and the contents
// the policy asks for.
func eersteAfspraak(p *poging, w url.Values, voor dossier.Voor) error {
	dag, err := p.huis.EersteDag(p.ctx, p.wie, p.beeld.Nummer, voor)
	if err != nil {
		return err
	}
	zetDag(w, "afspraak", dag)
	w.Set("tijd", "10.00")
	w.Set("plaats", "")
	for _, i := range inhoudkeuzes(p) {
		w.Add("inhoud", i.Waarde)
	}
	return nil
}

// inhoudkeuzes are what can stand in the letter; under the law of 2013 staying away has
// no consequence to tell.
func inhoudkeuzes(p *poging) []keuze {
	uit := []keuze{
		{Waarde: string(dossier.InhoudWat), Naam: "Wat wij gaan doen"},
		{Waarde: string(dossier.InhoudWaarWanneer), Naam: "Waar en wanneer"},
		{Waarde: string(dossier.InhoudZonderDerden), Naam: "Dat een gesprek zonder familie of anderen kan"},
	}
	if p.beeld.Dossier.Stelsel.Rekent() {
		uit = append(uit, keuze{Waarde: string(dossier.InhoudGevolgen), Naam: "Wat er gebeurt als iemand niet komt"})
	}
	return uit
}

func afspraakvelden(p *poging, in *invulling) []templ.Component {
	hulp := "Kies een dag."
	if dag, err := p.huis.EersteDag(p.ctx, p.wie, p.beeld.Nummer, dossier.Voor(of(in.waarden.Get("voor"), string(dossier.VoorBredeIntake)))); err == nil && !dag.IsLeeg() {
		hulp = "Op zijn vroegst " + dag.VoluitMetDag() + ", als de brief vandaag weggaat."
	}
	return []templ.Component{
		in.toonDag(datumveld{Naam: "afspraak", Label: "Dag van de afspraak", Hulp: hulp}),
		in.toonTekst(tekstveld{Naam: "tijd", Label: "Hoe laat?", Hulp: "Bijvoorbeeld 10.30", Kort: true}),
		in.toonTekst(tekstveld{Naam: "plaats", Label: "Waar is de afspraak?", Hulp: "Straat en nummer, en de kamer of de balie."}),
		in.toonKeuze(keuzeveld{Naam: "inhoud", Label: "Dit staat in de brief", Meer: true, Keuzes: inhoudkeuzes(p)}),
	}
}

func leesOproep(in *invulling) besluit.Oproep {
	o := besluit.Oproep{Voor: dossier.Voor(in.waarden.Get("voor")), Afspraak: in.dag("afspraak", "Dag van de afspraak", true),
		Tijd: in.tekst("tijd", "Hoe laat"), Plaats: in.tekst("plaats", "Plaats")}
	for _, i := range in.waarden["inhoud"] {
		o.Inhoud = append(o.Inhoud, dossier.Inhoud(i))
	}
	return o
}
