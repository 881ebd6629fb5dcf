package besluit

import (
	"strconv"
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// pipInhoud toetst wat in elk PIP staat.
func (z *zaak) pipInhoud(o PIPOpdracht) {
	gevuld := func(s string) bool { return strings.TrimSpace(s) != "" }
	z.eis(gevuld(o.Ondersteuning), "ondersteuning", grondPIP, "Schrijf op welke hulp en begeleiding iemand krijgt.")
	z.eis(o.PVTUren.Is, "pvt-uren", grondPIP, "Vul in hoeveel uren het participatieverklaringstraject duurt.")
	z.eis(o.VVE.Is, "vve", grondPIP, "Kies of er afspraken zijn over voor- en vroegschoolse educatie.")
	if o.VVE.Of(false) {
		z.eis(gevuld(o.VVEAfspraak), "vve-afspraak", grondPIP, "Schrijf op wat u hebt afgesproken over voor- en vroegschoolse educatie.")
	}
	z.eis(o.Voortgangsgesprekken.Of(0) > 0, "voortgangsgesprekken", grondPIPGesprekken, "Vul in hoeveel voortgangsgesprekken er komen. Het is er ten minste één.")
	switch {
	case o.Leerroute == begrip.RouteOnderwijs && o.MAPUren.Is:
		z.weiger("map-niet-bij-onderwijsroute", "map-uren", grondMAPVrij, "Bij de onderwijsroute hoeft iemand de MAP niet te doen. Laat dit veld leeg.")
	case o.Leerroute != begrip.RouteOnderwijs:
		z.eis(o.MAPUren.Is, "map-uren", grondPIP, "Vul in hoeveel uren de MAP in de klas duurt.")
	}
}

// pipDoelgroep toetst wat alleen voor een asielstatushouder in het PIP hoort.
func (z *zaak) pipDoelgroep(o PIPOpdracht) {
	intensiteit := func(plaats string, is bool) {
		if is {
			z.weiger("intensiteit-alleen-asiel", plaats, grondPIPAsiel, "De uren van de leerroute stelt u alleen vast voor een asielstatushouder. Laat dit veld leeg.")
		}
	}
	switch z.d.DoelgroepOp(o.Dag) {
	case "":
		z.weiger("doelgroep-onbekend", "doelgroep", grondGroepen, "De doelgroep is nog niet bekend. Vul eerst de gegevens van de persoon aan.")
	case begrip.Asielstatushouder:
		z.eis(o.Uren.Is && o.Uren.Waarde > 0, "uren", grondPIPAsiel, "Vul in hoeveel uren de leerroute in totaal duurt.")
		if o.Uren.Is && o.Leerroute == begrip.RouteB1 && o.Uren.Waarde%begrip.Uur != 0 {
			z.weiger("hele-uren", "uren", grondDUO, "DUO neemt alleen hele uren aan. Rond de uren af.")
		}
	default:
		intensiteit("uren", o.Uren.Is)
		intensiteit("uren-per-week", o.UrenPerWeek.Is)
	}
}

// pipMotivering toetst of de reden er staat waar de keuze afwijkt van de toets of van de wens.
func (z *zaak) pipMotivering(o PIPOpdracht) {
	wens := o.GewensteRoute
	if wens == "" {
		wens = GewensteRoute(z.d)
	}
	if wens != "" && o.Leerroute != "" && wens != o.Leerroute {
		z.eis(strings.TrimSpace(o.AndereRoutes) != "", "andere-routes", grondMotivering, "Schrijf op waarom de "+wens.Titel()+" nu niet past.")
	}
	g, toets := dossier.Laatste[*dossier.Leerbaarheidstoets](z.d)
	if g == nil || strings.TrimSpace(o.Motivering) != "" || o.Leerroute == "" {
		return
	}
	switch toets.Uitslag {
	case dossier.ToetsHaalbaar:
		if o.Leerroute == begrip.RouteZ {
			z.eis(false, "motivering", grondMotivering, "De toets zegt dat B1 haalbaar is. Schrijf op waarom u toch de Z-route kiest.")
		}
	case dossier.ToetsNietHaalbaar:
		if o.Leerroute != begrip.RouteZ {
			z.eis(false, "motivering", grondMotivering, "De toets zegt dat B1 niet haalbaar is. Schrijf op waarom u toch de "+o.Leerroute.Titel()+" kiest.")
		}
	default:
		z.eis(false, "motivering", grondMotivering, "De toets geeft geen uitslag. Schrijf op waarom deze leerroute past.")
	}
}

// GewensteRoute leest uit het verslag van de intake welke leerroute iemand zelf
// wilde. Zij is leeg als de wens geen route noemt.
func GewensteRoute(d *dossier.Dossier) begrip.Leerroute {
	g, f := dossier.Laatste[*dossier.IntakeVerslag](d)
	if g == nil {
		return ""
	}
	wens := strings.ToLower(f.Wens)
	for _, w := range []struct {
		woord string
		route begrip.Leerroute
	}{{"onderwijsroute", begrip.RouteOnderwijs}, {"b1-route", begrip.RouteB1}, {"z-route", begrip.RouteZ}, {"zelfredzaamheidsroute", begrip.RouteZ}} {
		if strings.Contains(wens, w.woord) {
			return w.route
		}
	}
	return ""
}

// pipNormen toetst de uren en gesprekken aan de normen die met dit PIP gelden.
func (z *zaak) pipNormen(o PIPOpdracht, a *recht.Antwoord) {
	if n, ok := a.Norm("pvt"); ok && o.PVTUren.Is && int64(o.PVTUren.Waarde) < n.Eis {
		z.weiger("te-weinig-uren", "pvt-uren", bron(n), "Het participatieverklaringstraject duurt ten minste "+begrip.Uren(n.Eis).Tekst()+" uur. Vul dat of meer in.")
	}
	if n, ok := a.Norm("map-klassikaal"); ok && o.MAPUren.Is {
		eis := begrip.Uren(n.Eis)
		if o.MAPUren.Waarde < eis {
			z.weiger("te-weinig-uren", "map-uren", bron(n), "De MAP duurt in de klas ten minste "+eis.Tekst()+" uur. Vul dat of meer in.")
		}
		if o.MAPUren.Waarde > eis {
			z.weiger("te-veel-uren", "map-uren", bron(n), "De MAP duurt in de klas hoogstens "+eis.Tekst()+" uur. Vul dat of minder in.")
		}
	}
	if n, ok := a.Norm("voortgangsgesprekken-jaar1"); ok && o.Voortgangsgesprekken.Of(0) > 0 && int64(o.Voortgangsgesprekken.Waarde) < n.Eis {
		z.weiger("te-weinig-gesprekken", "voortgangsgesprekken", bron(n), "In het eerste jaar zijn er ten minste "+strconv.FormatInt(n.Eis, 10)+" gesprekken. Vul dat of meer in.")
	}
}

func bron(n recht.Norm) *begrip.Vindplaats {
	if len(n.Bronnen) == 0 {
		return grondPIP
	}
	return n.Bronnen[len(n.Bronnen)-1]
}
