package web

import (
	"net/url"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// partnergronden say each ground in words.
var partnergronden = []keuze{
	{Waarde: string(dossier.PartnerBurgertIn), Naam: "De partner burgert ook in", Hulp: "U stemt de twee trajecten op elkaar af."},
	{Waarde: string(dossier.PartnerInPlan), Naam: "Het is nodig voor het plan", Hulp: "Bijvoorbeeld wie er op de kinderen past tijdens de lessen."},
	{Waarde: string(dossier.PartnerInkomen), Naam: "Het is nodig om de draagkracht te bepalen", Hulp: "Bijvoorbeeld bij een boete of een betalingsregeling."},
	{Waarde: string(dossier.PartnerVervallen), Naam: "De grond is vervallen", Hulp: "Wat eerder is vastgelegd, is dan niet meer te zien."},
}

// aktePartner keeps something about the partner, with the ground for knowing it.
var aktePartner = akte{
	pad: "partner", vrij: true, concept: "partner", titel: "Partner", knop: "Vastleggen", gedaan: "Het is vastgelegd.",
	mag: func(r app.Rechten) bool { return r.Partners },
	eerste: func(p *poging, w url.Values) error {
		for _, f := range dossier.Van[*dossier.Partner](p.beeld.Dossier) {
			w.Set("naam", f.Naam)
			w.Set("gegeven", f.Gegeven)
		}
		return nil
	},
	velden: func(_ *poging, in *invulling) []templ.Component {
		return []templ.Component{
			in.toonKeuze(keuzeveld{Naam: "grond", Label: "Waarom moet u iets over de partner weten?", Hulp: "Zonder grond legt u niets over de partner vast.", Keuzes: partnergronden}),
			in.toonTekst(tekstveld{Naam: "waarom", Label: "Waarom geldt dat hier?", Regels: 3}),
			in.toonTekst(tekstveld{Naam: "naam", Label: "Naam van de partner", Hulp: "Alleen als u die nodig hebt."}),
			in.toonTekst(tekstveld{Naam: "gegeven", Label: "Wat moet u over de partner weten?", Hulp: "Niet meer dan nodig. " + geenDiagnose, Regels: 4}),
		}
	},
	doe: func(p *poging, in *invulling) (app.Vastgelegd, error) {
		o := besluit.Partneropdracht{Grond: dossier.Partnergrond(in.waarden.Get("grond")), Waarom: in.tekst("waarom", "Waarom geldt dat hier"),
			Naam: in.tekst("naam", "Naam van de partner"), Gegeven: in.tekst("gegeven", "Wat moet u over de partner weten")}
		o.Dag = p.beeld.Vandaag
		if len(in.fouten) > 0 {
			return app.Vastgelegd{}, errVelden
		}
		return p.huis.LegPartnerVast(p.ctx, p.wie, p.beeld.Nummer, p.versie, o)
	},
}
