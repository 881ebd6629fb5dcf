package web

import (
	"net/url"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/besluit"
)

// akteToewijzen gives the dossier a klantmanager.
var akteToewijzen = akte{
	pad: "toewijzen", concept: "toewijzen", titel: "Klantmanager kiezen", knop: "Toewijzen", gedaan: "Het dossier is toegewezen.",
	mag: func(r app.Rechten) bool { return r.Toewijzen },
	eerste: func(p *poging, w url.Values) error {
		w.Set("aan", of(p.beeld.Dossier.Klantmanager, p.wie.Gebruiker)) // nobody yet? then most often oneself
		return nil
	},
	velden: func(p *poging, in *invulling) []templ.Component {
		var keuzes []keuze
		for _, m := range p.beeld.Managers {
			keuzes = append(keuzes, keuze{Waarde: m.Gebruiker, Naam: m.Naam})
		}
		return []templ.Component{in.toonKeuze(keuzeveld{Naam: "aan", Label: "Wie begeleidt " + roepnaam(p.beeld) + "?", Keuzes: keuzes})}
	},
	doe: func(p *poging, in *invulling) (app.Vastgelegd, error) {
		o := besluit.Toewijzing{Aan: in.tekst("aan", "Klantmanager")}
		o.Dag = p.beeld.Vandaag
		if len(in.fouten) > 0 {
			return app.Vastgelegd{}, errVelden
		}
		return p.huis.WijsToe(p.ctx, p.wie, p.beeld.Nummer, p.versie, o)
	},
}
