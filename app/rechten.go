package app

import (
	"traject/kern/begrip"
	"traject/store"
)

// handeling is iets waarvoor een recht nodig is.
type handeling uint8

const (
	dossierZien      handeling = iota // het dossier openen, met feiten, antwoord en brieven
	dossierHandelen                   // feiten en besluiten vastleggen
	bsnZien                           // Wi2021 art. 36, Bi2021 art. 9.10
	gezondheidZien                    // Wi2021 art. 37 lid 2 onder b
	dossierToewijzen                  // een klantmanager kiezen
	dossierMeenemen                   // het dossierbestand ophalen
	dossierInlezen                    // een meegebracht dossierbestand openen
	takenZien                         // Vandaag: de werklijst
	lijstZien                         // Dossiers: de lijst en het zoeken
	besluitenZien                     // de besluiten die wachten
	cijfersZien                       // tellingen zonder persoonsgegevens
	signalenZien                      // de postbus van de keten, zonder BSN
	signaalKoppelen                   // een los signaal aan een dossier hangen
	opslagZien                        // toestand van de kelder, ketens nalopen
)

// bereik zegt over welke dossiers een recht gaat.
type bereik uint8

const (
	nergens  bereik = iota
	zichzelf        // alleen het eigen dossier van de inburgeraar
	team            // de eigen dossiers, die van het team en die nog van niemand zijn
	gemeente        // alle dossiers van de gemeente
)

// rechten is de hele tafel: wie mag wat, en over welke dossiers. Wat er niet staat
// mag niet. Elke handeling in deze kamer vraagt hier of zij mag, en elke lijst krijgt
// haar filter hieruit (zicht), zodat een lijst nooit meer toont dan een dossier.
var rechten = map[begrip.Rol]map[handeling]bereik{
	begrip.Klantmanager: {
		dossierZien: team, dossierHandelen: team, bsnZien: team, gezondheidZien: team,
		dossierToewijzen: team, dossierMeenemen: team, dossierInlezen: gemeente,
		takenZien: team, lijstZien: team, besluitenZien: team, signalenZien: gemeente, signaalKoppelen: team,
	},
	begrip.Teamleider: {
		dossierZien: gemeente, dossierHandelen: gemeente, bsnZien: gemeente,
		dossierToewijzen: gemeente, dossierMeenemen: gemeente, dossierInlezen: gemeente,
		takenZien: gemeente, lijstZien: gemeente, besluitenZien: gemeente, cijfersZien: gemeente,
		signalenZien: gemeente, signaalKoppelen: gemeente,
	},
	begrip.Jurist: {
		dossierZien: gemeente, dossierHandelen: gemeente, bsnZien: gemeente, gezondheidZien: gemeente,
		dossierMeenemen: gemeente, lijstZien: gemeente, besluitenZien: gemeente,
	},
	begrip.Beleid:           {cijfersZien: gemeente},
	begrip.Applicatiebeheer: {signalenZien: gemeente, opslagZien: gemeente},
	begrip.Inburgeraar:      {dossierZien: zichzelf},
	// Het huis zelf leidt elke dag opnieuw af en leest een bestand in bij de demo.
	begrip.Systeem: {dossierZien: gemeente, dossierHandelen: gemeente, opslagZien: gemeente},
}

// bereikVan geeft over welke dossiers deze gebruiker de handeling mag doen.
func bereikVan(wie Wie, wat handeling) bereik {
	if !wie.Gemeente.IsGeldig() {
		return nergens
	}
	return rechten[wie.Rol][wat]
}

// mag zegt of de rol de handeling heeft, los van een dossier.
func mag(wie Wie, wat handeling) bool { return bereikVan(wie, wat) != nergens }

// magBij zegt of de gebruiker de handeling mag doen bij dit dossier: nummer,
// klantmanager en team zijn die van het dossier.
func magBij(wie Wie, wat handeling, van eigenaar) bool {
	if van.gemeente != wie.Gemeente {
		return false
	}
	switch bereikVan(wie, wat) {
	case gemeente:
		return true
	case team:
		return wie.Team == "" || van.klantmanager == "" || van.klantmanager == wie.Gebruiker || van.team == wie.Team
	case zichzelf:
		return wie.Dossier != "" && van.nummer == wie.Dossier
	}
	return false
}

// zicht maakt van een recht het filter van een lijst. mijn beperkt tot de eigen
// dossiers en wat nog van niemand is. Onwaar: deze rol heeft de lijst niet.
func zicht(wie Wie, wat handeling, mijn bool) (store.Zicht, bool) {
	z := store.Zicht{Gemeente: wie.Gemeente}
	switch b := bereikVan(wie, wat); {
	case b == gemeente && !mijn, b == team && !mijn && wie.Team == "":
		z.Alles = true
	case b == gemeente, b == team && mijn:
		z.Klantmanager, z.Onverdeeld = wie.Gebruiker, true
	case b == team:
		z.Team = wie.Team
	default:
		return store.Zicht{}, false
	}
	return z, true
}

// eigenaar is wat van een dossier nodig is om een recht te wegen.
type eigenaar struct {
	gemeente           begrip.Gemeente
	nummer             string
	klantmanager, team string
}

// Schermen zegt welke schermen een gebruiker heeft, voor het menu.
type Schermen struct{ Vandaag, Dossiers, Besluiten, Sturing, Beheer, Inlezen, Koppelen, Mijn bool }

// SchermenVan geeft de schermen van deze gebruiker. Het regelboek is voor iedereen.
func SchermenVan(wie Wie) Schermen {
	return Schermen{
		Vandaag: mag(wie, takenZien), Dossiers: mag(wie, lijstZien), Besluiten: mag(wie, besluitenZien),
		Sturing: mag(wie, cijfersZien), Beheer: mag(wie, opslagZien) || mag(wie, signalenZien),
		Inlezen: mag(wie, dossierInlezen), Koppelen: mag(wie, signaalKoppelen), Mijn: bereikVan(wie, dossierZien) == zichzelf,
	}
}
