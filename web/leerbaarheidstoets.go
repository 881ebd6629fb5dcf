package web

import (
	"net/url"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// akteToets records the outcome of the leerbaarheidstoets.
var akteToets = akte{
	pad: "leerbaarheidstoets", concept: "leerbaarheidstoets", titel: "Leerbaarheidstoets vastleggen", knop: "Uitslag vastleggen", gedaan: "De uitslag van de toets is vastgelegd.",
	eerste: func(p *poging, w url.Values) error {
		zetDag(w, "dag", p.beeld.Vandaag)
		return nil
	},
	velden: func(p *poging, in *invulling) []templ.Component {
		return []templ.Component{
			in.toonKeuze(keuzeveld{Naam: "uitslag", Label: "Wat is de uitslag?", Keuzes: []keuze{
				{Waarde: string(dossier.ToetsHaalbaar), Naam: "B1 is haalbaar"},
				{Waarde: string(dossier.ToetsNietHaalbaar), Naam: "B1 is niet haalbaar"},
				{Waarde: string(dossier.ToetsOnbekend), Naam: "De toets geeft geen uitslag"},
				{Waarde: string(dossier.ToetsVrijgesteld), Naam: "De toets hoeft niet", Hulp: "Alleen als iemand de toets niet kan doen door slecht zien of horen. Schrijf geen diagnose op."},
			}}),
			in.toonDag(datumveld{Naam: "dag", Label: "Dag van de toets", Hulp: "Niet later dan vandaag."}),
		}
	},
	doe: func(p *poging, in *invulling) (app.Vastgelegd, error) {
		o := besluit.Toets{Uitslag: dossier.Toetsuitslag(in.tekst("uitslag", "Uitslag"))}
		o.Dag = in.dag("dag", "Dag van de toets", true)
		if len(in.fouten) > 0 {
			return app.Vastgelegd{}, errVelden
		}
		return p.huis.LegToetsVast(p.ctx, p.wie, p.beeld.Nummer, p.versie, o)
	},
	gevolg: zonderBrief("De uitslag, met uw naam en de dag."),
}

// toetsNaam says the outcome in words.
func toetsNaam(u dossier.Toetsuitslag) string {
	switch u {
	case dossier.ToetsHaalbaar:
		return "B1 haalbaar"
	case dossier.ToetsNietHaalbaar:
		return "B1 niet haalbaar"
	case dossier.ToetsOnbekend:
		return "geen uitslag"
	case dossier.ToetsVrijgesteld:
		return "hoefde niet"
	}
	return ""
}
