package web

import (
	"strings"

	"traject/app"
	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// Words on the screen for the keys of the house. A key that is not here is shown
// as it is, without hyphens: it is never lost.

func woord(lijst map[string]string, sleutel string) string {
	if w, ok := lijst[sleutel]; ok {
		return w
	}
	return hoofdletter(strings.ReplaceAll(sleutel, "-", " "))
}

var feitnamen = map[string]string{
	"plicht-ontstaan": "Inburgeringsplicht begonnen", "kennisgeving": "Brief van DUO", "koppeling": "Koppeling door het COA",
	"inschrijving": "Inschrijving in de gemeente", "opgeroepen": "Oproep verstuurd", "verschenen": "Gekomen op de afspraak",
	"niet-verschenen": "Niet gekomen op de afspraak", "onvoldoende-meegewerkt": "Niet genoeg meegewerkt", "gewaarschuwd": "Waarschuwing",
	"leerbaarheidstoets": "Leerbaarheidstoets", "intake-afgerond": "Brede intake afgerond", "informatie-opgevraagd": "Informatie gevraagd aan een ander",
	"informatie-ontvangen": "Informatie ontvangen", "pip-vastgesteld": "PIP vastgesteld", "pip-gemeld": "PIP gemeld aan DUO",
	"leerroute-gewijzigd": "Leerroute gewijzigd", "afgeschaald": "Afgeschaald naar A2", "aangeboden": "Aanbod gedaan", "uren": "Uren gevolgd",
	"inspanning-beoordeeld": "Inspanning beoordeeld", "lessen-voltooid": "Alle lessen gevolgd", "voortgangsgesprek": "Voortgangsgesprek",
	"eindgesprek": "Eindgesprek", "pvt-activiteit": "Activiteit van het PVT", "pvt-ondertekend": "Participatieverklaring getekend",
	"examen": "Examen", "bijstand-toegekend": "Bijstand toegekend", "bijstand-beeindigd": "Bijstand beëindigd", "bijstand-verlaagd": "Bijstand verlaagd",
	"bijstand-verlaagbaar": "Bijstand kan worden verlaagd", "overtreding": "Overtreding vastgesteld", "rapport": "Rapport van de overtreding",
	"voornemen-boete": "Voornemen voor een boete", "zienswijze-gevraagd": "Om een reactie gevraagd", "zienswijze": "Reactie gegeven",
	"cautie": "Zwijgrecht verteld", "juridische-toets": "Juridische toets", "boete-opgelegd": "Boete opgelegd",
	"boete-onherroepelijk": "Boete staat vast", "bezwaar-beslist": "Beslist op bezwaar", "van-boete-afgezien": "Afgezien van de boete",
	"betaald": "Betaling", "bezwaar": "Bezwaar gemaakt", "termijn-verlengd": "Termijn verlengd door DUO", "nieuwe-termijn": "Nieuwe termijn van DUO",
	"duo-boete": "Boete van DUO", "vrijstelling": "Vrijstelling", "ontheffing": "Ontheffing", "doelgroep-gewijzigd": "Andere groep",
	"plicht-geeindigd": "Inburgeringsplicht geëindigd", "overleden": "Overleden", "voorziening-vastgesteld": "Voorziening vastgesteld",
	"eigen-bijdrage-voldaan": "Eigen bijdrage betaald", "examen-behaald": "Examen behaald", "forfait-duo": "Vergoeding van DUO",
	"dossier-geopend": "Dossier geopend", "persoon-gewijzigd": "Gegevens aangevuld", "toegewezen": "Klantmanager gekozen",
	"signaal-ontvangen": "Bericht ontvangen", "intake-verslag": "Verslag van de intake", "pip-afspraken": "Afspraken bij het PIP",
	"besluit-genomen": "Besluit", "brief-opgemaakt": "Brief gemaakt", "notitie": "Notitie", "overig": "Overig", "partner": "Partner", "gegevens-vernietigd": "Gegevens vernietigd", "deelname": "Deelname bij een instelling", "lesmaand": "Uren en aanwezigheid van een instelling",
	"signaal-verwerkt": "Bericht gelezen bij DUO", "signaal-afgehandeld": "Bericht afgehandeld", "melding-verstuurd": "Melding aan DUO",
	"duo-gegeven":       "Gegeven van DUO",
	"melding-bevestigd": "Melding aangenomen door DUO", "melding-geweigerd": "Melding geweigerd door DUO",
}

// feitnaam says what a fact is, in a few words.
func feitnaam(f dossier.Feit) string {
	if f == nil {
		return ""
	}
	if o, ok := f.(*dossier.Overig); ok && o.Naam != "" {
		return hoofdletter(strings.ReplaceAll(o.Naam, "-", " "))
	}
	return woord(feitnamen, string(f.Soort()))
}

// benoem gives the name of a colleague for the login that stands in a fact. A page names
// people; the login stands in the audit, beside the name.
type benoem func(gebruiker string) string

func (n benoem) naam(gebruiker string) string {
	if n == nil || gebruiker == "" {
		return gebruiker
	}
	return n(gebruiker)
}

// feit gives a fact with the name in the place of the login.
func (n benoem) feit(f dossier.Feit) dossier.Feit {
	if t, ok := f.(*dossier.Toegewezen); ok {
		return &dossier.Toegewezen{Aan: n.naam(t.Aan)}
	}
	return f
}

// vastgelegdDoor says who recorded it, in which role and where it came from.
func vastgelegdDoor(g *dossier.Gebeurtenis, n benoem) string {
	delen := []string{}
	if g.Wie != "" && !strings.EqualFold(g.Wie, g.Bron) {
		delen = append(delen, n.naam(g.Wie))
	}
	if g.Rol != "" && g.Rol != begrip.Systeem && g.Rol != begrip.Keten {
		delen = append(delen, rolnaam(g.Rol))
	}
	if g.Bron != "" {
		delen = append(delen, bronnaam(g.Bron))
	}
	return strings.Join(delen, ", ")
}

func bronnaam(b string) string {
	switch b {
	case "duo", "brp", "coa", "ind":
		return "van " + strings.ToUpper(b)
	case "balie":
		return "aan de balie"
	case "bestand":
		return "uit een dossierbestand"
	case "huis":
		return "door traject"
	case "aanbieder":
		return "van de instelling"
	}
	return b
}

var termijnnamen = map[string]string{
	"pip-vaststellen": "PIP vaststellen", "pip-melden": "PIP melden aan DUO", "inburgeringstermijn": "Inburgeringstermijn",
	"leerroute-wijzigen": "Van leerroute wisselen", "verlenging-aanvragen": "Verlenging aanvragen", "aanbod-leerroute": "Leerroute aanbieden",
	"aanbod-map": "MAP aanbieden", "ontzorgen": "Ontzorgen", "bezwaar": "Bezwaar maken", "betaling": "Boete betalen",
	"beslissen": "Beslissen over de boete", "verjaring": "Verjaring", "oproep": "Eerste dag voor de afspraak",
}

var normnamen = map[string]string{
	"z-cursus": "Lessen Z-route", "z-participatie": "Participatie Z-route", "pvt": "PVT, met handtekening", "map-klassikaal": "MAP in de klas",
	"map-praktijk": "MAP praktijk", "afschalen-uren": "NT2 voor afschalen", "afschalen-klassikaal": "Waarvan in de klas",
	"verlenging-uren": "NT2 voor verlenging", "voortgangsgesprekken-jaar1": "Gesprekken, eerste jaar", "examens": "Examens",
}

var handelingnamen = map[string]string{
	"leerroute-wijzigen": "Andere leerroute kiezen", "afschalen": "Afschalen naar A2", "pip-vaststellen": "PIP vaststellen",
	"waarschuwen": "Waarschuwen", "verlenging-aanvragen": "Verlenging aanvragen", "verlenging-inspanning": "Verlenging door inspanning",
	"eindgesprek-z": "Eindgesprek Z-route houden", "afronden": "Traject afronden", "verrekenen": "Boete verrekenen met de bijstand", "oproep": "Gevolg geven aan de oproep",
}

var taaknamen = map[string]string{
	agenda.IntakeOproepen: "Oproep intake versturen", agenda.Verschijnen: "Vastleggen of iemand kwam", agenda.ToetsVastleggen: "Leerbaarheidstoets vastleggen",
	agenda.IntakeAfronden: "Brede intake afronden", agenda.Waarschuwen: "Waarschuwing sturen", agenda.PersoonAanvullen: "Gegevens aanvullen",
	agenda.FeitNavragen: "Feit navragen", agenda.Toewijzen: "Klantmanager kiezen", agenda.GesprekVoeren: "Voortgangsgesprek",
	agenda.EindgesprekMAP: "Eindgesprek MAP houden", agenda.EindgesprekZ: "Eindgesprek Z-route houden", agenda.Afronden: "Traject afronden",
	agenda.PIPVaststellen: "PIP vaststellen", "pip-melden": "PIP melden aan DUO", "aanbod-leerroute": "Leerroute aanbieden", "aanbod-map": "MAP aanbieden",
	"leerroute-wijzigen": "Leerroute: laatste keuze", "verlenging-aanvragen": "Verlenging bespreken", "ontzorgen": "Ontzorgen afronden",
	"beslissen": "Beslissen over de boete", agenda.SignaalAfhandelen: "Bericht van DUO", app.TaakDUOMelden: "Melden aan DUO",
}

// metOver puts what a key is about behind its name: "Bezwaar maken: PIP".
func metOver(naam, over string) string {
	switch {
	case over == "":
		return naam
	case over == "pip":
		return naam + " tegen het PIP"
	case begrip.Leerroute(over).Titel() != "":
		return naam + ": " + begrip.Leerroute(over).Titel()
	}
	return naam + " (" + over + ")"
}

func termijnnaam(t recht.Termijn) string { return metOver(woord(termijnnamen, t.Sleutel), t.Over) }
func taaknaam(soort string) string       { return woord(taaknamen, soort) }

var fasenamen = map[string]string{
	agenda.FaseAanmelding: "Aanmelding", agenda.FaseIntake: "Brede intake", agenda.FasePlan: "PIP maken", agenda.FaseLeren: "Bezig met leren",
	agenda.FaseVerlengd: "Verlengde termijn", agenda.FaseVerlopen: "Termijn voorbij", agenda.FaseAfgerond: "Afgerond",
}

func fasenaam(f string) string {
	if f == "" {
		return "onbekend"
	}
	return woord(fasenamen, f)
}

// groepnaam is the short name for a column.
func groepnaam(d begrip.Doelgroep) string {
	switch d {
	case begrip.Asielstatushouder:
		return "asiel"
	case begrip.GezinEnOverig:
		return "gezin"
	case "":
		return "onbekend"
	}
	return d.Titel()
}

func routenaam(l begrip.Leerroute) string {
	switch l {
	case begrip.RouteB1:
		return "B1"
	case begrip.RouteOnderwijs:
		return "Onderwijs"
	case begrip.RouteZ:
		return "Z"
	}
	return "nog geen"
}

// toestandVan gives the status of a term: the fuller the shape, the sooner it bites.
func toestandVan(s recht.Stand) toestand {
	switch s {
	case recht.Lopend:
		return toestand{"week", "week", "Loopt"}
	case recht.Gehaald:
		return toestand{"goed", "klaar", "Op tijd"}
	case recht.TeLaat:
		return toestand{"later", "telaat", "Te laat gedaan"}
	case recht.Verlopen:
		return toestand{"laat", "laat", "Te laat"}
	case recht.Opgeschort:
		return toestand{"stil", "stil", "Staat stil"}
	case recht.Vervallen:
		return toestand{"stil", "niet", "Vervallen"}
	}
	return toestand{"later", "nogniet", "Nog niet"}
}

// termijntoestand is toestandVan, but a window nobody had to use is over and not too late.
func termijntoestand(t *recht.Termijn) toestand {
	if t.Stand == recht.Verlopen {
		switch t.Sleutel {
		case "leerroute-wijzigen", "verlenging-aanvragen", "bezwaar":
			return toestand{"stil", "niet", "Voorbij"}
		}
	}
	return toestandVan(t.Stand)
}

// groepkop is the heading of a group of the worklist.
func groepkop(g app.Groep, vandaag begrip.Datum) toestand {
	switch g {
	case app.TeLaat:
		return toestand{"laat", "laat", "Te laat"}
	case app.DezeWeek:
		return toestand{"week", "week", weekwoord(vandaag)}
	case app.ZonderDag:
		return toestand{"later", "nogniet", "Zonder laatste dag"}
	}
	return toestand{"later", "later", "Later"}
}

// naamOf is the name of a person; of who has none yet the number tells one from another,
// also for who hears only the links of a page.
func naamOf(naam, nummer string) string { return of(naam, "Naam onbekend ("+nummer+")") }

// weekwoord names the group of the coming days: in a weekend the week that matters is the
// next one.
func weekwoord(vandaag begrip.Datum) string {
	if agenda.IsWeekend(vandaag) {
		return "Komende week"
	}
	return "Deze week"
}

// partijnaam is who can supply a missing fact.
func partijnaam(p begrip.Partij) string {
	switch p {
	case begrip.VanDUO, begrip.VanIND, begrip.VanCOA, begrip.VanBRP:
		return strings.ToUpper(string(p))
	case begrip.VanAanbieder:
		return "de school"
	}
	return "de " + string(p)
}

var eisnamen = map[string]string{
	"inspanning-beoordelen": "Beoordeel of iemand zich genoeg heeft ingespannen.", "juridische-toets": "Laat eerst juridisch toetsen of een boete mag.",
	"rapport": "Maak een rapport.", "zienswijze-gevraagd": "Vraag om een reactie.", "cautie": "Vertel dat iemand niet hoeft te antwoorden.",
	"andere-beslisser": "Laat een ander beslissen dan wie het rapport schreef.", "afstemmen": "Stem het bedrag af op de omstandigheden.",
	"dringende-redenen": "Kijk of er dringende redenen zijn om af te zien.",
}

func eiszin(e string) string {
	if z, ok := eisnamen[e]; ok {
		return z
	}
	return hoofdletter(strings.ReplaceAll(e, "-", " ")) + "."
}

var feitvraag = map[string]string{
	"doelgroep": "de groep (asielstatushouder of gezins- en overige migrant)", "inschrijving": "de dag van inschrijving",
	"nieuwe-termijn.maanden": "het maximum aan boetes bij een nieuwe termijn van deze lengte; een jurist weegt dat",
	"kennisgeving":           "de dag van de brief van DUO", "geboortedatum": "de geboortedatum",
}

// vraagnaam names a missing fact.
func vraagnaam(feit string) string {
	if naam, ok := feitvraag[feit]; ok {
		return naam
	}
	return strings.ReplaceAll(feit, "-", " ")
}

func vraagzin(v begrip.Vraag) string {
	return "Wij weten nog niet: " + vraagnaam(v.Feit) + ". Vraag dit aan " + partijnaam(v.Aan) + "."
}
