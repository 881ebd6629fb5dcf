package web

import (
	"net/url"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/besluit"
)

// akteMelden records that the plan was reported to DUO.
var akteMelden = akte{
	pad: "pip-melden", concept: "pip-melden", titel: "PIP gemeld aan DUO", knop: "Melding vastleggen", gedaan: "De melding aan DUO is vastgelegd.",
	eerste: func(p *poging, w url.Values) error {
		zetDag(w, "dag", p.beeld.Vandaag)
		return nil
	},
	velden: func(p *poging, in *invulling) []templ.Component {
		return []templ.Component{kanVanzelf(p), in.toonDag(datumveld{Naam: "dag", Label: "Op welke dag hebt u het PIP gemeld?", Hulp: "Niet later dan vandaag."})}
	},
	doe: func(p *poging, in *invulling) (app.Vastgelegd, error) {
		var o besluit.Melding
		o.Dag = in.dag("dag", "Dag van melden", true)
		if len(in.fouten) > 0 {
			return app.Vastgelegd{}, errVelden
		}
		return p.huis.MeldPIP(p.ctx, p.wie, p.beeld.Nummer, p.versie, o)
	},
	gevolg: func(p *poging, _ *invulling) (*gevolg, error) {
		return &gevolg{Titel: "Wat er gebeurt als u vastlegt", Gerekend: gerekend(p), Vastgelegd: "Dat u het PIP in het portaal van DUO hebt gezet, met uw naam en de dag.",
			Brief: "Geen.", DUO: "Niets van ons: u hebt het PIP zelf gemeld."}, nil
	},
}

// kanVanzelf leads to the connection where there is one: this form is for what someone
// already typed into the portal.
func kanVanzelf(p *poging) templ.Component {
	if m, ok := p.huis.(melder); ok && m.Verbonden() {
		return viaVerbinding(duoadres(p.beeld.Nummer, string(besluit.MeldingPIP)))
	}
	return templ.NopComponent
}
