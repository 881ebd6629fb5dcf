package web

import (
	"net/url"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// akteVerschijnen records whether someone came to an appointment.
var akteVerschijnen = akte{
	pad: "verschijnen", concept: "verschenen", titel: "Vastleggen of iemand kwam", knop: "Vastleggen", gedaan: "Dit is vastgelegd.",
	eerste: func(p *poging, w url.Values) error {
		open := besluit.OpenOproepen(p.beeld.Dossier)
		if len(open) == 0 {
			return nil
		}
		oudste := open[0]
		for _, g := range open {
			if g.ID == p.vraag.Get("over") {
				oudste = g
			}
		}
		w.Set("oproep", oudste.ID)
		if f, ok := oudste.Feit.(*dossier.Opgeroepen); ok && f.Afspraak <= p.beeld.Vandaag {
			zetDag(w, "dag", f.Afspraak)
		} else {
			zetDag(w, "dag", p.beeld.Vandaag)
		}
		return nil
	},
	velden: func(p *poging, in *invulling) []templ.Component {
		var keuzes []keuze
		for _, g := range besluit.OpenOproepen(p.beeld.Dossier) {
			if f, ok := g.Feit.(*dossier.Opgeroepen); ok {
				keuzes = append(keuzes, keuze{Waarde: g.ID, Naam: hoofdletter(voorNaam(f.Voor)) + " op " + f.Afspraak.VoluitMetDag(), Hulp: "Brief van " + g.GeldigOp.Voluit()})
			}
		}
		oproep := in.toonKeuze(keuzeveld{Naam: "oproep", Label: "Bij welke oproep hoort dit?", Keuzes: keuzes})
		if len(keuzes) == 0 {
			oproep = geenOproep(p.beeld.Nummer)
		}
		return []templ.Component{oproep,
			in.toonKeuze(keuzeveld{Naam: "uitkomst", Label: "Kwam " + roepnaam(p.beeld) + "?", Keuzes: []keuze{
				{Waarde: besluit.Kwam, Naam: "Ja"},
				{Waarde: besluit.KwamNiet, Naam: "Nee"},
				{Waarde: besluit.WerkteNietMee, Naam: "Ja, maar werkte niet genoeg mee"},
			}}),
			in.toonDag(datumveld{Naam: "dag", Label: "Op welke dag?", Hulp: "De dag van de afspraak. Niet later dan vandaag."}),
		}
	},
	doe: func(p *poging, in *invulling) (app.Vastgelegd, error) {
		o := besluit.Verschijning{Oproep: in.tekst("oproep", "Oproep"), Uitkomst: in.tekst("uitkomst", "Uitkomst")}
		o.Dag = in.dag("dag", "Dag", true)
		if len(in.fouten) > 0 {
			return app.Vastgelegd{}, errVelden
		}
		return p.huis.LegVerschijnenVast(p.ctx, p.wie, p.beeld.Nummer, p.versie, o)
	},
	gevolg: zonderBrief("Of iemand kwam, met uw naam en de dag. Kwam iemand niet, dan staat daarna in het dossier wat de wet vraagt."),
}

// zonderBrief is the consequence of an act that only adds a fact.
func zonderBrief(vastgelegd string) func(*poging, *invulling) (*gevolg, error) {
	return func(p *poging, _ *invulling) (*gevolg, error) {
		return &gevolg{Titel: "Wat er gebeurt als u vastlegt", Gerekend: gerekend(p), Vastgelegd: vastgelegd + " U kunt het later verbeteren, niet wissen.",
			Brief: "Geen.", DUO: "Niets."}, nil
	}
}

// voorNaam names what someone was invited for.
func voorNaam(v dossier.Voor) string {
	switch v {
	case dossier.VoorBredeIntake:
		return "brede intake"
	case dossier.VoorVoortgangsgesprek:
		return "voortgangsgesprek"
	case dossier.VoorPVTOndertekening:
		return "participatieverklaring tekenen"
	case dossier.VoorMAPEindgesprek:
		return "eindgesprek MAP"
	case dossier.VoorZEindgesprek:
		return "eindgesprek Z-route"
	}
	return string(v)
}
