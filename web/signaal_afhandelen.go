package web

import (
	"net/url"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/agenda"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// akteSignaalAf says with one button that what a message of DUO asks has been done.
var akteSignaalAf = akte{
	pad: "signaal-afhandelen", vrij: true, concept: "signaal-afhandelen", titel: "Bericht van DUO afhandelen", knop: "Afgehandeld", gedaan: "Het bericht is afgehandeld.",
	eerste: func(p *poging, w url.Values) error {
		open := openSignalen(p.beeld)
		if len(open) == 0 {
			return nil
		}
		w.Set("signaal", open[0].Waarde)
		for _, k := range open {
			if k.Waarde == p.vraag.Get("over") {
				w.Set("signaal", k.Waarde)
			}
		}
		return nil
	},
	velden: func(p *poging, in *invulling) []templ.Component {
		keuzes := openSignalen(p.beeld)
		eerste := in.toonKeuze(keuzeveld{Naam: "signaal", Label: "Welk bericht is afgehandeld?", Keuzes: keuzes})
		if len(keuzes) == 0 {
			eerste = templ.Raw(`<p class="utrecht-paragraph">In dit dossier vraagt geen bericht van DUO nog iets.</p>`)
		}
		return []templ.Component{eerste,
			in.toonTekst(tekstveld{Naam: "toelichting", Label: "Toelichting", Hulp: "Niet verplicht. Wat hebt u gedaan? " + geenDiagnose, Regels: 3})}
	},
	doe: func(p *poging, in *invulling) (app.Vastgelegd, error) {
		o := besluit.Afhandeling{Signaal: in.tekst("signaal", "Bericht"), Toelichting: in.tekst("toelichting", "Toelichting")}
		if len(in.fouten) > 0 {
			return app.Vastgelegd{}, errVelden
		}
		return p.huis.HandelSignaalAf(p.ctx, p.wie, p.beeld.Nummer, p.versie, o)
	},
	gevolg: zonderBrief("Dat u deed wat het bericht vraagt, met uw naam en de dag. De taak gaat van de werklijst."),
}

// openSignalen are the messages that still ask something, with what they ask.
func openSignalen(b *app.DossierBeeld) []keuze {
	var uit []keuze
	for _, t := range b.Taken {
		if g := b.Dossier.ZoekID(t.Over); t.Soort == agenda.SignaalAfhandelen && g != nil {
			uit = append(uit, keuze{Waarde: g.ID, Naam: signaalnaam(g), Hulp: t.Reden})
		}
	}
	return uit
}

func signaalnaam(g *dossier.Gebeurtenis) string {
	f, ok := g.Feit.(*dossier.SignaalOntvangen)
	if !ok {
		return ""
	}
	return f.Code + " van " + g.GeldigOp.Voluit()
}

// akteSignaal records a message that came by hand: from the portal, by phone or by letter.
var akteSignaal = akte{
	pad: "signaal", concept: "signaal-vastleggen", titel: "Signaal van DUO vastleggen", knop: "Signaal vastleggen", gedaan: "Het signaal is vastgelegd.",
	eerste: func(p *poging, w url.Values) error {
		w.Set("code", p.vraag.Get("code"))
		zetDag(w, "dag", p.beeld.Vandaag)
		return nil
	},
	velden: func(_ *poging, in *invulling) []templ.Component {
		return []templ.Component{
			in.toonTekst(tekstveld{Naam: "code", Label: "Code", Hulp: "Zoals het portaal haar noemt, bijvoorbeeld SS126 of SS127c.", Kort: true}),
			in.toonDag(datumveld{Naam: "dag", Label: "Dag van het signaal", Hulp: "De dag waarop DUO het meldde. Niet later dan vandaag."}),
		}
	},
	doe: func(p *poging, in *invulling) (app.Vastgelegd, error) {
		o := besluit.Handsignaal{Code: in.tekst("code", "Code")}
		o.Dag = in.dag("dag", "Dag", true)
		if len(in.fouten) > 0 {
			return app.Vastgelegd{}, errVelden
		}
		return p.huis.LegSignaalVast(p.ctx, p.wie, p.beeld.Nummer, p.versie, o)
	},
	gevolg: func(p *poging, _ *invulling) (*gevolg, error) {
		return &gevolg{Titel: "Wat er gebeurt als u vastlegt", Gerekend: gerekend(p), Vastgelegd: "Het signaal, en wat de code zelf al zegt. Het doet hetzelfde als een bericht dat DUO stuurt. U kunt het later verbeteren, niet wissen.",
			Brief: "Geen.", DUO: "Niets."}, nil
	},
}
