package web

import (
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// pipEerste fills what usually holds, so that a plan is not typed from nothing. The
// hours are what the norms of this dossier ask, where they are known.
func pipEerste(p *poging, w url.Values) {
	zetDag(w, "dag", p.beeld.Vandaag)
	w.Set("bekendmaking", "post")
	w.Set("alfabetisering", "nvt")
	if route := besluit.GewensteRoute(p.beeld.Dossier); route != "" {
		w.Set("gewenste-route", string(route))
	}
	if route, ok := besluit.HuidigeLeerroute(p.beeld.Dossier); ok {
		w.Set("leerroute", string(route))
	}
	g, oud := dossier.Laatste[*dossier.PIPVastgesteld](p.beeld.Dossier)
	if g == nil {
		return
	}
	w.Set("niveau", string(oud.Niveau))
	w.Set("motivering", oud.Motivering)
	for naam, u := range map[string]dossier.Optie[begrip.Uren]{"uren": oud.Uren, "pvt-uren": oud.PVTUren, "map-uren": oud.MAPUren} {
		if u.Is {
			w.Set(naam, u.Waarde.Tekst())
		}
	}
	if oud.Voortgangsgesprekken.Is {
		w.Set("voortgangsgesprekken", getal(oud.Voortgangsgesprekken.Waarde))
	}
}

// pipKlaar says whether a step holds what the plan cannot do without.
func pipKlaar(p *poging, w url.Values, stap int) bool {
	nodig := [][]string{nil, {"leerroute"}, {"pvt-uren", "voortgangsgesprekken", "ondersteuning"}, {"vve"}}
	if stap >= len(nodig) {
		return false
	}
	if stap == 0 {
		return dossier.Heeft[*dossier.IntakeAfgerond](p.beeld.Dossier)
	}
	for _, naam := range nodig[stap] {
		if strings.TrimSpace(w.Get(naam)) == "" {
			return false
		}
	}
	return true
}

func leerrouteKeuzes() []keuze {
	return []keuze{
		{Waarde: string(begrip.RouteB1), Naam: "B1-route", Hulp: "Taal op niveau B1 en werk of meedoen."},
		{Waarde: string(begrip.RouteOnderwijs), Naam: "Onderwijsroute", Hulp: "Taal en schoolvakken, daarna een opleiding."},
		{Waarde: string(begrip.RouteZ), Naam: "Z-route", Hulp: "Zelfredzaamheid: taal op het niveau dat lukt en veel meedoen."},
	}
}

func pipUitkomst(p *poging, in *invulling) []templ.Component {
	uit := []templ.Component{}
	if g, f := dossier.Laatste[*dossier.IntakeVerslag](p.beeld.Dossier); g != nil {
		uit = append(uit, pipVerslag(verslagRegels(f)))
	} else {
		uit = append(uit, pipZonderIntake(p.beeld.Nummer))
	}
	keuzes := append(leerrouteKeuzes(), keuze{Waarde: "", Naam: "Geen route genoemd"})
	for i := range keuzes {
		keuzes[i].Hulp = ""
	}
	uit = append(uit, in.toonKeuze(keuzeveld{Naam: "gewenste-route", Label: "Welke route wilde " + roepnaam(p.beeld) + " zelf?", Hulp: "Kiest u een andere route, dan schrijft u straks op waarom.", Keuzes: keuzes}))
	if g, f := dossier.Laatste[*dossier.IntakeAfgerond](p.beeld.Dossier); g != nil && f.Eenzijdig.Of(false) {
		uit = append(uit, in.toonKeuze(keuzeveld{Naam: "eenzijdig", Label: "Zonder " + roepnaam(p.beeld), Meer: true, Keuzes: []keuze{
			{Waarde: "ja", Naam: "De gemeente maakt dit plan alleen"}}}))
	}
	return uit
}

func pipRoute(p *poging, in *invulling) []templ.Component {
	uit := []templ.Component{
		in.toonKeuze(keuzeveld{Naam: "leerroute", Label: "Welke leerroute?", Hulp: toetszin(p.beeld), Keuzes: leerrouteKeuzes()}),
		in.toonKeuze(keuzeveld{Naam: "niveau", Label: "Niveau van de examens", Keuzes: []keuze{
			{Waarde: "", Naam: "Geen niveau", Hulp: "Bij de Z-route."},
			{Waarde: string(begrip.NiveauA2), Naam: "A2", Hulp: "Bij de Z-route, of na afschalen. Niet in het eerste PIP met de B1-route."},
			{Waarde: string(begrip.NiveauB1), Naam: "B1"},
			{Waarde: string(begrip.NiveauB2), Naam: "B2", Hulp: "Alleen bij de onderwijsroute."},
		}}),
	}
	if dossier.Heeft[*dossier.PIPVastgesteld](p.beeld.Dossier) {
		uit = append(uit, in.toonKeuze(keuzeveld{Naam: "reden", Label: "Waarom wisselt de route?", Hulp: "Alleen invullen als de route anders wordt.", Keuzes: []keuze{
			{Waarde: "", Naam: "De route blijft gelijk"},
			{Waarde: string(dossier.RedenVoortgang), Naam: "De voortgang"},
			{Waarde: string(dossier.RedenNietVrijstellendOpleiden), Naam: "Gestopt of klaar met een opleiding"},
			{Waarde: string(dossier.RedenBijzonderGeval), Naam: "Een bijzonder geval"},
		}}))
	}
	return append(uit,
		in.toonKeuze(keuzeveld{Naam: "alfabetisering", Label: "Leert " + roepnaam(p.beeld) + " eerst lezen en schrijven?", Keuzes: []keuze{
			{Waarde: "nvt", Naam: "Niet nodig"},
			{Waarde: "a", Naam: "Ja, kan nog niet lezen en schrijven"},
			{Waarde: "aa", Naam: "Ja, kent een ander schrift"},
		}}),
		in.toonKeuze(keuzeveld{Naam: "mag-opleiding-afmaken", Label: "Mag iemand een opleiding afmaken die al begonnen is?", Keuzes: append(jaNeeKeuzes("Ja", "Nee"), keuze{Waarde: "", Naam: "Niet van toepassing"})}),
		in.toonTekst(tekstveld{Naam: "motivering", Label: "Waarom past deze route?", Hulp: "Deze reden komt in de brief. Schrijf zo dat " + roepnaam(p.beeld) + " het begrijpt. " + geenDiagnose, Regels: 4}),
	)
}

func toetszin(b *app.DossierBeeld) string {
	if g, f := dossier.Laatste[*dossier.Leerbaarheidstoets](b.Dossier); g != nil {
		return "De leerbaarheidstoets van " + g.GeldigOp.Voluit() + ": " + toetsNaam(f.Uitslag) + "."
	}
	return "Er is nog geen uitslag van de leerbaarheidstoets."
}

// isAsiel says whether the hours of the leerroute belong in the plan (Wi 2021 art. 15 lid 2).
func isAsiel(b *app.DossierBeeld) bool {
	return b.Dossier.DoelgroepOp(b.Vandaag) == begrip.Asielstatushouder
}

func pipUren(p *poging, in *invulling) []templ.Component {
	var uit []templ.Component
	if isAsiel(p.beeld) || in.waarden.Get("uren") != "" || in.waarden.Get("uren-per-week") != "" {
		uit = append(uit,
			in.toonTekst(tekstveld{Naam: "uren", Label: "Uren van de hele leerroute", Hulp: "Alleen voor asielstatushouders. Bijvoorbeeld 600", Invoer: "decimal", Kort: true}),
			in.toonTekst(tekstveld{Naam: "uren-per-week", Label: "Uren les per week", Hulp: "Bijvoorbeeld 12", Invoer: "decimal", Kort: true}))
	}
	uit = append(uit, in.toonTekst(tekstveld{Naam: "pvt-uren", Label: "Uren PVT", Hulp: "PVT is het participatieverklaringstraject.", Invoer: "decimal", Kort: true}))
	uit = append(uit, in.toonTekst(tekstveld{Naam: "map-uren", Label: "Uren MAP in de klas", Hulp: "MAP is de module Arbeidsmarkt en Participatie. Laat leeg bij de onderwijsroute.", Invoer: "decimal", Kort: true}))
	return append(uit,
		in.toonTekst(tekstveld{Naam: "voortgangsgesprekken", Label: "Aantal voortgangsgesprekken", Hulp: "In de hele termijn. Bijvoorbeeld 6", Invoer: "numeric", Kort: true}),
		in.toonTekst(tekstveld{Naam: "ondersteuning", Label: "Welke hulp en begeleiding krijgt " + roepnaam(p.beeld) + "?", Hulp: "Dit komt in de brief.", Regels: 4}),
	)
}

func pipAfspraken(p *poging, in *invulling) []templ.Component {
	uit := []templ.Component{
		in.toonTekst(tekstveld{Naam: "pvt", Label: "Afspraken over het PVT", Hulp: "Waar, wanneer en met wie. Mag leeg blijven.", Regels: 2}),
		in.toonTekst(tekstveld{Naam: "map", Label: "Afspraken over de MAP", Hulp: "Mag leeg blijven. Bij de onderwijsroute is er geen MAP.", Regels: 2}),
		in.toonKeuze(keuzeveld{Naam: "vve", Label: "Gaan er jonge kinderen naar de voorschool of vroegschool (vve)?", Keuzes: jaNeeKeuzes("Ja", "Nee")}),
		in.toonTekst(tekstveld{Naam: "vve-afspraak", Label: "Wat is er afgesproken over vve?", Hulp: "Alleen als het antwoord hierboven ja is.", Regels: 2}),
	}
	if isAsiel(p.beeld) || dossier.Heeft[*dossier.BijstandToegekend](p.beeld.Dossier) || in.waarden.Get("participatiewet") != "" {
		uit = append(uit, in.toonTekst(tekstveld{Naam: "participatiewet", Label: "Besluiten over de bijstand die bij dit plan horen", Hulp: "Bijvoorbeeld het ontzorgen. Mag leeg blijven.", Regels: 2}))
	}
	return uit
}

func pipSlot(p *poging, in *invulling) []templ.Component {
	uit := []templ.Component{in.toonDag(datumveld{Naam: "dag", Label: "Dagtekening van het PIP", Hulp: "De datum op de brief. Niet later dan vandaag, bijvoorbeeld " + dagInGetallen(p.beeld.Vandaag) + "."})}
	wens, route := begrip.Leerroute(in.waarden.Get("gewenste-route")), begrip.Leerroute(in.waarden.Get("leerroute"))
	if in.heeftFout("andere-routes") || in.waarden.Get("andere-routes") != "" || (wens != "" && route != "" && wens != route) {
		uit = append(uit, in.toonTekst(tekstveld{Naam: "andere-routes", Label: "Waarom past de " + of(wens.Titel(), "gewenste route") + " nu niet?",
			Hulp: hoofdletter(roepnaam(p.beeld)) + " vroeg in de intake om de " + of(wens.Titel(), "andere route") + ". Deze reden komt in de brief. Schrijf zo dat " + roepnaam(p.beeld) + " het begrijpt.", Regels: 4}))
	}
	gesprek := "Ik geef de brief in een gesprek"
	if t := p.beeld.Dossier.Persoon.Tolk; t != "" {
		gesprek += ", met een tolk " + t
	}
	return append(uit, in.toonKeuze(keuzeveld{Naam: "bekendmaking", Label: "Hoe krijgt " + roepnaam(p.beeld) + " de brief?", Keuzes: []keuze{
		{Waarde: "post", Naam: "Met de post"}, {Waarde: "gesprek", Naam: gesprek}}}))
}

func dagInGetallen(d begrip.Datum) string {
	j, m, x := d.Delen()
	return getal(x) + " " + getal(m) + " " + getal(j)
}

// overzichtregel is one line of what was filled in, with the way back to it.
type overzichtregel struct{ Naam, Waarde, Adres string }

// pipRegels tells in words what was filled in so far.
func pipRegels(p *poging, in *invulling) []overzichtregel {
	w := in.waarden
	var uit []overzichtregel
	regel := func(stap int, naam string, delen ...string) {
		tekst := strings.Join(zonderLeeg(delen), ", ")
		uit = append(uit, overzichtregel{naam, of(tekst, "nog niet ingevuld"), pipAdres(p.beeld.Nummer, stap)})
	}
	met := func(voor, waarde, na string) string {
		if waarde == "" {
			return ""
		}
		return voor + waarde + na
	}
	route := hoofdletter(begrip.Leerroute(w.Get("leerroute")).Titel())
	regel(1, "Leerroute", route, met("examens op niveau ", strings.ToUpper(w.Get("niveau")), ""))
	if isAsiel(p.beeld) {
		regel(2, "Lessen", met("", w.Get("uren-per-week"), " uur per week"), met("samen ", w.Get("uren"), " uur"))
	}
	regel(2, "PVT", met("", w.Get("pvt-uren"), " uur"), w.Get("pvt"))
	if begrip.Leerroute(w.Get("leerroute")) != begrip.RouteOnderwijs {
		regel(2, "MAP", met("", w.Get("map-uren"), " uur in de klas"), w.Get("map"))
	}
	regel(2, "Gesprekken", met("", w.Get("voortgangsgesprekken"), " voortgangsgesprekken"))
	regel(2, "Begeleiding", w.Get("ondersteuning"))
	regel(3, "Kinderen (vve)", map[string]string{"ja": of(w.Get("vve-afspraak"), "ja"), "nee": "geen afspraken nodig"}[w.Get("vve")])
	regel(1, "Reden", w.Get("motivering"))
	return uit
}

func zonderLeeg(delen []string) []string {
	var uit []string
	for _, d := range delen {
		if d = strings.TrimSpace(d); d != "" {
			uit = append(uit, d)
		}
	}
	return uit
}

// pipOverzichtRegels is the same for the conflict page.
func pipOverzichtRegels(p *poging, in *invulling) []conflictregel {
	var uit []conflictregel
	for _, r := range pipRegels(p, in) {
		uit = append(uit, conflictregel{Naam: r.Naam, Waarde: r.Waarde})
	}
	return uit
}

// verslagRegels prints the report of the intake.
func verslagRegels(f *dossier.IntakeVerslag) []zijregel {
	var uit []zijregel
	for _, r := range []zijregel{{"Wens", f.Wens}, {"Opleiding", f.Onderwijs}, {"Werk", f.Werk}, {"Thuis", f.Gezin}, {"Wat iemand aankan", f.Gezondheid},
		{"Nederlands nu", f.Taalniveau}, {"Zelf regelen", f.Zelfredzaamheid}, {"Kans op werk", f.Werkkansen}} {
		if r.Waarde != "" {
			uit = append(uit, r)
		}
	}
	return uit
}

// intakeZij is the outcome of the intake beside every step.
func intakeZij(b *app.DossierBeeld) *zijvlak {
	z := aanloop(b)
	z.Titel = "Uit de intake van " + roepnaam(b)
	if g, f := dossier.Laatste[*dossier.IntakeVerslag](b.Dossier); g != nil {
		for _, r := range verslagRegels(f) {
			if r.Naam == "Wens" || r.Naam == "Opleiding" || r.Naam == "Thuis" {
				z.Regels = append(z.Regels, r)
			}
		}
		if f.ZonderDerden.Of(false) {
			z.Regels = append(z.Regels, zijregel{"Gesprek zonder anderen", "Verteld op " + g.GeldigOp.Voluit()})
		}
		z.Naam, z.Adres = "Hele verslag van de intake", pipAdres(b.Nummer, 0)
	}
	return z
}
