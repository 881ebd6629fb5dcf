package web

import (
	"net/url"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// geenDiagnose stands below every free text in which health may come up.
const geenDiagnose = "Schrijf geen ziekte of diagnose op. Schrijf wat iemand wel en niet kan."

// akteIntake records the report of the brede intake and closes it.
var akteIntake = akte{
	pad: "intake", vrij: true, concept: "intake", titel: "Brede intake afronden", knop: "Intake afronden", gedaan: "De brede intake is afgerond.",
	eerste: func(p *poging, w url.Values) error {
		zetDag(w, "dag", p.beeld.Vandaag)
		return nil
	},
	velden: func(p *poging, in *invulling) []templ.Component {
		uit := []templ.Component{
			in.toonTekst(tekstveld{Naam: "onderwijs", Label: "Opleiding", Hulp: "Welke scholen en diploma's? Geen opleiding? Schrijf dat op.", Regels: 2}),
			in.toonTekst(tekstveld{Naam: "werk", Label: "Werk", Hulp: "Welk werk, en hoe lang? Geen werk? Schrijf dat op.", Regels: 2}),
			in.toonTekst(tekstveld{Naam: "gezin", Label: "Thuis", Hulp: "Hoe woont iemand, en met wie? Zijn er jonge kinderen voor de voorschool (vve)?", Regels: 2}),
			in.toonTekst(tekstveld{Naam: "gezondheid", Label: "Wat iemand aankan", Hulp: geenDiagnose, Regels: 2}),
			in.toonTekst(tekstveld{Naam: "taalniveau", Label: "Nederlands nu", Regels: 2}),
			in.toonTekst(tekstveld{Naam: "zelfredzaamheid", Label: "Zelf regelen", Hulp: "Wat regelt iemand zelf, en waar is hulp bij nodig?", Regels: 2}),
			in.toonTekst(tekstveld{Naam: "werkkansen", Label: "Kans op werk", Regels: 2}),
			in.toonTekst(tekstveld{Naam: "wens", Label: "Wat wil " + roepnaam(p.beeld) + " zelf?", Hulp: "Noemt iemand een leerroute? Schrijf die dan op. Bij een andere keuze vraagt het PIP een reden.", Regels: 2}),
			in.toonKeuze(keuzeveld{Naam: "zonder-derden", Label: "Gesprek zonder anderen", Meer: true, Keuzes: []keuze{
				{Waarde: "ja", Naam: "Ik heb verteld dat een gesprek zonder familie of anderen kan"}}}),
		}
		if besluit.MagEenzijdig(p.beeld.Dossier) || in.kruis("eenzijdig") {
			uit = append(uit, in.toonKeuze(keuzeveld{Naam: "eenzijdig", Label: "Zonder " + roepnaam(p.beeld), Meer: true, Keuzes: []keuze{
				{Waarde: "ja", Naam: "De gemeente rondt de intake alleen af", Hulp: "Dit kan nu: de derde oproep is geweest."}}}))
		}
		return append(uit, in.toonDag(datumveld{Naam: "dag", Label: "Dag van het laatste gesprek", Hulp: "Niet later dan vandaag."}))
	},
	doe: func(p *poging, in *invulling) (app.Vastgelegd, error) {
		o := besluit.Intake{
			Onderwijs: in.tekst("onderwijs", "Opleiding"), Werk: in.tekst("werk", "Werk"), Gezin: in.tekst("gezin", "Thuis"),
			Gezondheid: in.tekst("gezondheid", "Wat iemand aankan"), Taalniveau: in.tekst("taalniveau", "Nederlands nu"),
			Zelfredzaamheid: in.tekst("zelfredzaamheid", "Zelf regelen"), Werkkansen: in.tekst("werkkansen", "Kans op werk"), Wens: in.tekst("wens", "Wens"),
			ZonderDerden: in.kruis("zonder-derden"), Eenzijdig: in.kruis("eenzijdig"),
		}
		o.Dag = in.dag("dag", "Dag van het laatste gesprek", true)
		if len(in.fouten) > 0 {
			return app.Vastgelegd{}, errVelden
		}
		return p.huis.RondIntakeAf(p.ctx, p.wie, p.beeld.Nummer, p.versie, o)
	},
	gevolg: zonderBrief("Het verslag van de brede intake, met uw naam en de dag. Daarna kunt u het PIP vaststellen."),
	zij:    aanloop,
}

// aanloop is what happened before the plan, beside the form.
func aanloop(b *app.DossierBeeld) *zijvlak {
	z := &zijvlak{Titel: "Tot nu toe", Naam: "Alle feiten", Adres: "/dossiers/" + b.Nummer + "?deel=feiten"}
	regel := func(naam, waarde string) {
		if waarde != "" {
			z.Regels = append(z.Regels, zijregel{naam, waarde})
		}
	}
	d := b.Dossier
	if g, _ := dossier.Eerste[*dossier.Kennisgeving](d); g != nil {
		regel("Bericht van DUO", g.GeldigOp.Voluit())
	}
	if g, _ := dossier.Laatste[*dossier.Inschrijving](d); g != nil {
		regel("Ingeschreven in de gemeente", g.GeldigOp.Voluit())
	}
	if g, f := dossier.Laatste[*dossier.Opgeroepen](d); g != nil {
		regel("Laatste oproep", hoofdletter(voorNaam(f.Voor))+", "+f.Afspraak.Voluit())
	}
	if g, f := dossier.Laatste[*dossier.Verschenen](d); g != nil {
		regel("Gekomen", hoofdletter(voorNaam(f.Voor))+", "+g.GeldigOp.Voluit())
	}
	if g, f := dossier.Laatste[*dossier.Leerbaarheidstoets](d); g != nil {
		regel("Leerbaarheidstoets", toetsNaam(f.Uitslag)+", "+g.GeldigOp.Voluit())
	}
	regel("Tolk", d.Persoon.Tolk)
	return z
}
