package web

import (
	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/besluit"
)

// akteNotitie adds a note to the dossier.
var akteNotitie = akte{
	pad: "notitie", vrij: true, concept: "notitie", titel: "Notitie maken", knop: "Notitie vastleggen", gedaan: "De notitie is vastgelegd.",
	velden: func(_ *poging, in *invulling) []templ.Component {
		return []templ.Component{in.toonTekst(tekstveld{Naam: "tekst", Label: "Notitie", Hulp: "Iedereen die dit dossier mag zien, leest dit. Ook de persoon zelf mag het opvragen. " + geenDiagnose, Regels: 6})}
	},
	doe: func(p *poging, in *invulling) (app.Vastgelegd, error) {
		o := besluit.Aantekening{Tekst: in.tekst("tekst", "Notitie")}
		o.Dag = p.beeld.Vandaag
		if len(in.fouten) > 0 {
			return app.Vastgelegd{}, errVelden
		}
		return p.huis.MaakNotitie(p.ctx, p.wie, p.beeld.Nummer, p.versie, o)
	},
}
