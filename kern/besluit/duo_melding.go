package besluit

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// MeldingSoort is wat de gemeente aan DUO meldt. Uren zijn drie tellers, en elke teller
// is een eigen bericht.
type MeldingSoort string

// De soorten meldingen.
const (
	MeldingPIP              MeldingSoort = "pip"
	MeldingContact          MeldingSoort = "contactpersoon"
	MeldingAanbod           MeldingSoort = "aanbod"
	MeldingMAP              MeldingSoort = "map"
	MeldingPVT              MeldingSoort = "pvt"
	MeldingZRoute           MeldingSoort = "zroute"
	MeldingUrenIntake       MeldingSoort = "uren-intake"
	MeldingUrenParticipatie MeldingSoort = "uren-participatie"
	MeldingUrenTaal         MeldingSoort = "uren-participatietaal"
)

// MeldingSoorten zijn alle soorten, in de volgorde waarin men ze in het portaal invult.
var MeldingSoorten = []MeldingSoort{MeldingPIP, MeldingContact, MeldingAanbod, MeldingUrenIntake, MeldingUrenParticipatie,
	MeldingUrenTaal, MeldingPVT, MeldingMAP, MeldingZRoute}

// Titel geeft de naam zoals mensen hem lezen.
func (s MeldingSoort) Titel() string {
	switch s {
	case MeldingPIP:
		return "PIP"
	case MeldingContact:
		return "contactpersoon"
	case MeldingAanbod:
		return "inburgeringsaanbod"
	case MeldingMAP:
		return "MAP"
	case MeldingPVT:
		return "PVT"
	case MeldingZRoute:
		return "afronding van de Z-route"
	case MeldingUrenIntake:
		return "uren taalles en KNM in de brede intake"
	case MeldingUrenParticipatie:
		return "uren participatie"
	case MeldingUrenTaal:
		return "uren participatie als taalles"
	}
	return string(s)
}

// IsUren zegt of het een van de drie tellers is.
func (s MeldingSoort) IsUren() bool {
	return s == MeldingUrenIntake || s == MeldingUrenParticipatie || s == MeldingUrenTaal
}

// MeldingActie is wat DUO met het bericht moet doen.
type MeldingActie string

// De acties. Vast is voor het eerst, wijzig is iets anders in de plaats. Koppel en
// ontkoppel zijn alleen voor een contactpersoon bij een mens.
const (
	MeldingVast      MeldingActie = "vast"
	MeldingWijzig    MeldingActie = "wijzig"
	MeldingVerwijder MeldingActie = "verwijder"
	MeldingKoppel    MeldingActie = "koppel"
	MeldingOntkoppel MeldingActie = "ontkoppel"
)

// DUOMelding is één bericht aan DUO, in onze woorden. Alleen het deel dat bij de soort
// hoort is gevuld. Wat DUO erin leest (zijn eigen letters, zijn exclusieve einddag) is
// aan keten/duo.
type DUOMelding struct {
	Soort   MeldingSoort
	Actie   MeldingActie
	Over    string // kenmerk van het feit waar de melding uit komt; leeg is geen
	PIP     *PIPMelding
	Contact *ContactMelding
	Aanbod  *AanbodMelding
	MAP     *ModuleMelding
	PVT     *ModuleMelding
	ZRoute  *ZRouteMelding
	Uren    dossier.Optie[int] // hele uren; alleen bij een teller
}

// PIPMelding is wat DUO van een PIP weet. Niveau b2 bestaat er niet.
type PIPMelding struct {
	Dagtekening         begrip.Datum
	Leerroute           begrip.Leerroute
	Niveau              begrip.Niveau      // leeg: DUO kiest zelf B1 bij B1-route en onderwijsroute
	Intensiteit         dossier.Optie[int] // uren van de hele B1-route, alleen bij een asielstatushouder
	MagOpleidingAfmaken dossier.Optie[bool]
	Alfabetisering      string // "a", "aa", "nvt" of leeg
}

// ContactMelding is een contactpersoon bij DUO. Medewerker is wie het bij ons is; ID is
// het nummer dat DUO gaf, nul als DUO deze persoon nog niet kent.
type ContactMelding struct {
	Medewerker            string
	ID                    int
	Naam, Email, Telefoon string
}

// AanbodMelding is een aanbod bij één instelling. Eind is de laatste dag van de opleiding.
type AanbodMelding struct {
	Instelling     string // nummer van tien tekens bij DUO
	Datum          begrip.Datum
	Start, Eind    begrip.Datum
	Alfabetisering string // "a", "aa" of "nvt"
}

// ModuleMelding is de uitkomst van MAP of PVT. Een leeg veld haalt weg wat DUO had.
type ModuleMelding struct {
	Dag         begrip.Datum // van het eindgesprek of van de ondertekening
	Verwijtbaar string       // "ja", "nee" of leeg
}

// ZRouteMelding is de dag waarop de Z-route is afgerond; leeg haalt weg wat DUO had.
type ZRouteMelding struct{ Dag begrip.Datum }

// Sleutel zegt waarvan er bij één mens meer kunnen zijn: de instelling van een aanbod,
// de contactpersoon. Leeg bij de rest.
func (m DUOMelding) Sleutel() string {
	switch {
	case m.Soort == MeldingAanbod && m.Aanbod != nil:
		return m.Aanbod.Instelling
	case m.Soort == MeldingContact && m.Contact != nil:
		return m.Contact.Medewerker
	}
	return ""
}

// Vak zegt op welke plaats bij DUO het bericht schrijft: wat over hetzelfde vak gaat
// komt in de plaats van het vorige.
func (m DUOMelding) Vak() string { return Vak(m.Soort, m.Sleutel()) }

// Vak maakt de naam van een vak uit soort en sleutel.
func Vak(s MeldingSoort, sleutel string) string {
	if sleutel == "" {
		return string(s)
	}
	return string(s) + ":" + sleutel
}

// Zelfde zegt of twee meldingen hetzelfde bij DUO achterlaten. Of het een eerste of een
// gewijzigd bericht is, en uit welk feit het kwam, doet er niet toe.
func (m DUOMelding) Zelfde(n DUOMelding) bool {
	vast := func(a MeldingActie) MeldingActie {
		if a == MeldingWijzig {
			return MeldingVast
		}
		return a
	}
	return m.Soort == n.Soort && vast(m.Actie) == vast(n.Actie) && gelijk(m.PIP, n.PIP) && gelijk(m.Contact, n.Contact) &&
		gelijk(m.Aanbod, n.Aanbod) && gelijk(m.MAP, n.MAP) && gelijk(m.PVT, n.PVT) && gelijk(m.ZRoute, n.ZRoute) && m.Uren == n.Uren
}

func gelijk[T comparable](a, b *T) bool { return a == b || a != nil && b != nil && *a == *b }
