package web

import (
	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// allesVervangt is what one must know before sending something DUO had before: the
// message replaces all, so leaving out is withdrawing.
const allesVervangt = "Dit bericht vervangt alles wat DUO hierover van ons heeft. Wat u hier leeg laat, haalt DUO weg."

// vervangtIets says whether sending this can take something away at DUO.
func vervangtIets(r app.Meldregel) bool {
	switch r.Melding.Soort {
	case besluit.MeldingContact:
		return false
	case besluit.MeldingPIP, besluit.MeldingAanbod: // a first one replaces nothing
		return r.BijDUO != nil
	}
	return true
}

// meldinvoer draws the fields of a message.
func meldinvoer(po *poging, in *invulling, m *app.Meldblad, regel app.Meldregel, n benoem) []templ.Component {
	uit := []templ.Component{meldvooraf(regel, allesVervangt)}
	switch regel.Melding.Soort {
	case besluit.MeldingPIP:
		uit = append(uit, pipinvoer(in)...)
	case besluit.MeldingAanbod:
		uit = append(uit, aanbodinvoer(in, m)...)
	case besluit.MeldingMAP:
		uit = append(uit, moduleinvoer(in, "Op welke dag was het eindgesprek van de MAP?")...)
	case besluit.MeldingPVT:
		uit = append(uit, moduleinvoer(in, "Op welke dag is de participatieverklaring getekend?")...)
	case besluit.MeldingZRoute:
		uit = append(uit, in.toonDag(datumveld{Naam: "dag", Label: "Op welke dag is de Z-route afgerond?", Hulp: "Leeg laten haalt de afronding bij DUO weg."}))
	case besluit.MeldingContact:
		uit = append(uit, contactzin(regel, n.naam(regel.Melding.Contact.Medewerker)))
	}
	if regel.Melding.Soort.IsUren() {
		uit = append(uit, in.toonTekst(tekstveld{Naam: "uren", Label: "Hoeveel uren zijn het nu samen?", Hulp: "Een heel getal: het totaal tot nu toe, niet wat er sinds de vorige keer bij kwam.", Invoer: "numeric", Kort: true}))
	}
	if hulp, ok := weghaalhulp(po, regel); ok {
		uit = append(uit, in.toonKeuze(keuzeveld{Naam: "weghalen", Label: "Weghalen", Meer: true, Keuzes: []keuze{{Waarde: "ja", Naam: "Haal dit helemaal weg bij DUO", Hulp: hulp}}}))
	}
	if regel.Weg == dossier.WegPortaal {
		uit = append(uit, in.toonDag(datumveld{Naam: "op", Label: "Op welke dag hebt u dit in het portaal gezet?", Hulp: "Niet later dan vandaag."}))
	}
	return uit
}

// weghaalhulp says what withdrawing does, or why DUO would not do it. Nothing that was
// never reported can be withdrawn.
func weghaalhulp(po *poging, regel app.Meldregel) (string, bool) {
	if regel.BijDUO == nil && regel.Melding.Actie != besluit.MeldingVerwijder {
		return "", false
	}
	switch regel.Melding.Soort {
	case besluit.MeldingPIP:
		om := besluit.OmstandighedenVan(po.beeld.Dossier, po.beeld.Antwoord, po.beeld.Vandaag, nil)
		for _, w := range besluit.KeurMelding(besluit.DUOMelding{Soort: besluit.MeldingPIP, Actie: besluit.MeldingVerwijder}, om) {
			return "Kan nu niet. " + w.Zin, true
		}
		return "DUO kent dan geen PIP meer van deze persoon.", true
	case besluit.MeldingAanbod:
		return "DUO kent dan geen aanbod van u meer bij deze instelling.", true
	}
	return "", false
}

func pipinvoer(in *invulling) []templ.Component {
	var routes []keuze
	for _, l := range begrip.Leerroutes {
		routes = append(routes, keuze{Waarde: string(l), Naam: hoofdletter(l.Titel())})
	}
	return []templ.Component{
		in.toonDag(datumveld{Naam: "dag", Label: "Dagtekening van het PIP"}),
		in.toonKeuze(keuzeveld{Naam: "leerroute", Label: "Leerroute", Keuzes: routes}),
		in.toonKeuze(keuzeveld{Naam: "niveau", Label: "Niveau", Hulp: "DUO kent geen niveau B2. Bij B2 meldt u B1: dat is het laagste niveau dat moet worden gehaald.",
			Keuzes: []keuze{{Waarde: "", Naam: "Leeg", Hulp: "Bij de B1-route en de onderwijsroute maakt DUO er B1 van."}, {Waarde: "a2", Naam: "A2"}, {Waarde: "b1", Naam: "B1"}}}),
		in.toonTekst(tekstveld{Naam: "intensiteit", Label: "Uren van de hele B1-route", Hulp: "Alleen bij een asielstatushouder met de B1-route.", Invoer: "numeric", Kort: true}),
		in.toonKeuze(keuzeveld{Naam: "mag-opleiding-afmaken", Label: "Mag een lopende opleiding worden afgemaakt?", Keuzes: jaNeeKeuzes("Ja", "Nee")}),
		alfabetinvoer(in),
	}
}

func alfabetinvoer(in *invulling) templ.Component {
	return in.toonKeuze(keuzeveld{Naam: "alfabetisering", Label: "Alfabetiseringsonderwijs", Keuzes: []keuze{
		{Waarde: "nvt", Naam: "Niet van toepassing"}, {Waarde: "a", Naam: "Analfabeet"}, {Waarde: "aa", Naam: "Anders gealfabetiseerd"}}})
}

func aanbodinvoer(in *invulling, m *app.Meldblad) []templ.Component {
	var school templ.Component
	if len(m.Instellingen) == 0 {
		school = in.toonTekst(tekstveld{Naam: "instelling", Label: "Nummer van de instelling bij DUO", Hulp: "Tien tekens. U vindt het in het portaal van DUO.", Kort: true})
	} else {
		var keuzes []keuze
		for _, s := range m.Instellingen {
			keuzes = append(keuzes, keuze{Waarde: s.Nummer, Naam: s.Naam + ", " + s.Plaats, Hulp: keurmerkwoord(s)})
		}
		school = in.toonKeuze(keuzeveld{Naam: "instelling", Label: "Bij welke instelling?", Hulp: "De lijst komt van DUO.", Keuzes: keuzes})
	}
	return []templ.Component{
		school,
		in.toonDag(datumveld{Naam: "datum", Label: "Dag van het aanbod", Hulp: "De dag van inschrijving bij de instelling. Niet vóór de dagtekening van het PIP."}),
		in.toonDag(datumveld{Naam: "start", Label: "Eerste lesdag", Hulp: "Op zijn vroegst de dag na de dagtekening van het eerste PIP. Mag leeg blijven."}),
		in.toonDag(datumveld{Naam: "eind", Label: "Laatste lesdag", Hulp: "Mag leeg blijven. DUO krijgt de dag erna: DUO telt de einddatum zelf niet mee."}),
		alfabetinvoer(in),
	}
}

func keurmerkwoord(s besluit.Instelling) string {
	switch {
	case s.BOW && s.TST:
		return "Keurmerk van Blik op Werk en voor het taalschakeltraject."
	case s.BOW:
		return "Keurmerk van Blik op Werk."
	case s.TST:
		return "Alleen keurmerk voor het taalschakeltraject: kan alleen bij de onderwijsroute."
	}
	return "Geen keurmerk: DUO neemt een aanbod bij deze instelling niet aan."
}

func moduleinvoer(in *invulling, vraag string) []templ.Component {
	return []templ.Component{
		in.toonDag(datumveld{Naam: "dag", Label: vraag, Hulp: "Leeg laten haalt de dag bij DUO weg."}),
		in.toonKeuze(keuzeveld{Naam: "verwijtbaar", Label: "Is het te verwijten dat dit te laat is?", Hulp: "Alleen als de dag na de inburgeringstermijn valt, of als er nog geen dag is en de termijn bijna voorbij is.",
			Keuzes: []keuze{{Waarde: "", Naam: "Niet van toepassing"}, {Waarde: "nee", Naam: "Nee"}, {Waarde: "ja", Naam: "Ja"}}}),
	}
}
