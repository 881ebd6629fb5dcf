package web

import (
	"fmt"
	"strconv"
	"strings"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// meldveld is one field of a message in the words of DUO. Kopie is what one types into
// the portal; it is what stands on the screen too.
type meldveld struct{ Naam, Waarde, Uitleg string }

var alfabetwoorden = map[string]string{"a": "A", "aa": "AA", "nvt": "NVT"}
var alfabetuitleg = map[string]string{"a": "analfabeet", "aa": "anders gealfabetiseerd", "nvt": "niet van toepassing"}
var routeletters = map[begrip.Leerroute]string{begrip.RouteB1: "B", begrip.RouteOnderwijs: "O", begrip.RouteZ: "Z"}

// portaaldag writes a day the way one types it: 02-03-2026.
func portaaldag(d begrip.Datum) string {
	if d.IsLeeg() {
		return ""
	}
	j, m, x := d.Delen()
	return fmt.Sprintf("%02d-%02d-%04d", x, m, j)
}

// meldvelden are the fields of a message in the order of the portal, the empty ones too:
// leaving one empty is an answer.
func meldvelden(m besluit.DUOMelding, scholen []besluit.Instelling, n benoem) []meldveld {
	switch {
	case m.Actie == besluit.MeldingVerwijder:
		return nil
	case m.PIP != nil:
		return pipvelden(*m.PIP)
	case m.Aanbod != nil:
		return aanbodvelden(*m.Aanbod, scholen)
	case m.MAP != nil:
		return modulevelden("Datum eindgesprek MAP", *m.MAP)
	case m.PVT != nil:
		return modulevelden("Datum ondertekening PVT", *m.PVT)
	case m.ZRoute != nil:
		return []meldveld{{"Datum afronding Z-route", portaaldag(m.ZRoute.Dag), ""}}
	case m.Contact != nil && m.Contact.Naam == "":
		return []meldveld{{"Klantmanager", n.naam(m.Contact.Medewerker), ""}}
	case m.Contact != nil:
		return []meldveld{{"Naam", m.Contact.Naam, ""}, {"E-mailadres", m.Contact.Email, ""}, {"Telefoonnummer", m.Contact.Telefoon, ""}}
	case m.Uren.Is:
		return []meldveld{{"Uren", strconv.Itoa(m.Uren.Waarde), "het totaal tot nu toe"}}
	}
	return nil
}

func pipvelden(p besluit.PIPMelding) []meldveld {
	uit := []meldveld{{"Dagtekening PIP", portaaldag(p.Dagtekening), ""}, {"Leerroute", routeletters[p.Leerroute], p.Leerroute.Titel()}}
	niveau := meldveld{"Niveau", map[begrip.Niveau]string{begrip.NiveauA2: "A2", begrip.NiveauB1: "B1"}[p.Niveau], ""}
	if niveau.Waarde == "" && p.Leerroute != begrip.RouteZ {
		niveau.Uitleg = "DUO maakt er B1 van"
	}
	uit = append(uit, niveau)
	if p.Leerroute == begrip.RouteB1 {
		uren := ""
		if p.Intensiteit.Is {
			uren = strconv.Itoa(p.Intensiteit.Waarde)
		}
		uit = append(uit, meldveld{"Geschatte intensiteit B1-route", uren, "uren samen, alleen bij een asielstatushouder"})
	}
	return append(uit, meldveld{"Mag opleiding afmaken", jaNeeWoord(p.MagOpleidingAfmaken), ""},
		meldveld{"Alfabetiseringsonderwijs", alfabetwoorden[p.Alfabetisering], alfabetuitleg[p.Alfabetisering]})
}

func aanbodvelden(a besluit.AanbodMelding, scholen []besluit.Instelling) []meldveld {
	uit := []meldveld{{"Instellingsnummer", a.Instelling, schoolnaam(a.Instelling, scholen)}, {"Datum inburgeringsaanbod", portaaldag(a.Datum), ""},
		{"Verwachte startdatum opleiding", portaaldag(a.Start), ""}}
	eind := meldveld{Naam: "Verwachte einddatum opleiding"}
	if !a.Eind.IsLeeg() { // of DUO this day does not count any more
		eind.Waarde, eind.Uitleg = portaaldag(a.Eind.Plus(1)), "de dag na de laatste lesdag; DUO telt deze dag niet mee"
	}
	return append(uit, eind, meldveld{"Alfabetiseringsonderwijs", alfabetwoorden[a.Alfabetisering], alfabetuitleg[a.Alfabetisering]})
}

func modulevelden(naam string, m besluit.ModuleMelding) []meldveld {
	return []meldveld{{naam, portaaldag(m.Dag), ""}, {"Verwijtbaar", hoofdletter(m.Verwijtbaar), ""}}
}

func schoolnaam(nummer string, scholen []besluit.Instelling) string {
	for _, s := range scholen {
		if s.Nummer == nummer {
			return s.Naam
		}
	}
	return ""
}

func jaNeeWoord(o dossier.Optie[bool]) string {
	switch {
	case !o.Is:
		return ""
	case o.Waarde:
		return "Ja"
	}
	return "Nee"
}

// meldtitel says which message it is.
func meldtitel(m besluit.DUOMelding, scholen []besluit.Instelling) string {
	t := hoofdletter(m.Soort.Titel())
	switch {
	case m.Aanbod != nil && m.Aanbod.Instelling != "":
		t += " bij " + of(schoolnaam(m.Aanbod.Instelling, scholen), m.Aanbod.Instelling)
	case m.Aanbod != nil && !m.Aanbod.Datum.IsLeeg():
		t += " van " + m.Aanbod.Datum.Voluit()
	case m.Contact != nil && m.Actie == besluit.MeldingOntkoppel:
		t = "Vorige contactpersoon"
	}
	return t
}

// meldstand is how a thing that DUO must know stands, as a mark.
func meldstand(r app.Meldregel) toestand {
	switch {
	case r.Wat == besluit.VerschilWacht:
		return toestand{"later", "klok", "Onderweg naar DUO"}
	case r.Wat == besluit.VerschilGeweigerd:
		return toestand{"laat", "laat", "DUO nam het niet aan"}
	case r.Wat == besluit.VerschilNieuw:
		return toestand{"week", "week", "Nog niet gemeld"}
	case r.Wat == besluit.VerschilGewijzigd:
		return toestand{"week", "week", "Veranderd, nog niet gemeld"}
	case r.Wat == besluit.VerschilIntrekken:
		return toestand{"week", "week", "Staat nog bij DUO"}
	}
	return toestand{"goed", "klaar", "Staat bij DUO"}
}

// meldzin says in a sentence what DUO has of us and since when.
func meldzin(r app.Meldregel) string {
	switch {
	case r.Wat == besluit.VerschilWacht && r.Laatste != nil:
		return "Klaargezet op " + r.Laatste.Dag.Voluit() + door(r.Laatste.Wie) + ". DUO heeft het nog niet bevestigd."
	case r.BijDUO == nil:
		return "DUO heeft hierover nog niets van ons."
	case r.Wat == besluit.VerschilGeen && (r.BijDUO.Melding.Actie == besluit.MeldingVerwijder || r.BijDUO.Melding.Actie == besluit.MeldingOntkoppel):
		return "Bij DUO weggehaald op " + r.BijDUO.Afgehandeld.Voluit() + door(r.BijDUO.Wie) + "."
	case r.Wat == besluit.VerschilGeen:
		return "DUO heeft dit sinds " + r.BijDUO.Afgehandeld.Voluit() + door(r.BijDUO.Wie) + weg(r.BijDUO.Weg) + "."
	}
	return "DUO heeft sinds " + r.BijDUO.Afgehandeld.Voluit() + " een eerder bericht van ons" + weg(r.BijDUO.Weg) + "."
}

func door(wie string) string {
	if wie == "" {
		return ""
	}
	return " door " + wie
}

func weg(w dossier.Meldweg) string {
	if w == dossier.WegPortaal {
		return ", via het portaal"
	}
	return ""
}

// taaktitel is the name of a task; one about telling DUO something says what.
func taaktitel(soort, over string) string {
	if soort != app.TaakDUOMelden {
		return taaknaam(soort)
	}
	wat, rest, _ := strings.Cut(over, ":")
	t := "Melden aan DUO: " + besluit.MeldingSoort(wat).Titel()
	if rest == "weg" {
		t += " weghalen"
	}
	return t
}
