package app

import (
	"traject/kern/begrip"
	"traject/store"
)

// handeling is iets waarvoor een recht nodig is. De naam is die in rechten.cedar.
type handeling string

const (
	dossierZien      handeling = "dossierZien"      // het dossier openen, met feiten, antwoord en brieven
	dossierHandelen  handeling = "dossierHandelen"  // feiten en besluiten vastleggen
	bsnZien          handeling = "bsnZien"          // Wi2021 art. 36, Bi2021 art. 9.10
	gezondheidZien   handeling = "gezondheidZien"   // Wi2021 art. 37 lid 2 onder b
	partnerZien      handeling = "partnerZien"      // gegevens over de partner
	boeteBeslissen   handeling = "boeteBeslissen"   // Awb art. 10:3 lid 4
	cursistZien      handeling = "cursistZien"      // wat een aanbieder van een deelnemer ziet
	voortgangGeven   handeling = "voortgangGeven"   // uren en aanwezigheid van een deelnemer, Bi2021 art. 9.2 lid 4
	dossierToewijzen handeling = "dossierToewijzen" // een klantmanager kiezen
	dossierMeenemen  handeling = "dossierMeenemen"  // het dossierbestand ophalen
	dossierInlezen   handeling = "dossierInlezen"   // een meegebracht dossierbestand openen
	takenZien        handeling = "takenZien"        // Vandaag: de werklijst
	lijstZien        handeling = "lijstZien"        // Dossiers: de lijst en het zoeken
	besluitenZien    handeling = "besluitenZien"    // de besluiten die wachten
	cijfersZien      handeling = "cijfersZien"      // tellingen zonder persoonsgegevens
	signalenZien     handeling = "signalenZien"     // de postbus van de keten, zonder BSN
	signaalKoppelen  handeling = "signaalKoppelen"  // een los signaal aan een dossier hangen
	opslagZien       handeling = "opslagZien"       // toestand van de kelder, ketens nalopen
	auditZien        handeling = "auditZien"        // wie zag, zocht en veranderde wat

	medewerkersBeheren handeling = "medewerkersBeheren" // team, telefoon en of iemand er nog is

	inzageGeven           handeling = "inzageGeven"           // alles over één mens in één bestand
	vernietigen           handeling = "vernietigen"           // voorstellen wat weg moet, en aanhouden
	vernietigenGoedkeuren handeling = "vernietigenGoedkeuren" // het voorstel van een ander goedkeuren
	vernietigingZien      handeling = "vernietigingZien"      // voorstellen en verklaringen, zonder namen
	langeSetZien          handeling = "langeSetZien"          // wat van een vernietigd dossier bleef
	verwerkersZien        handeling = "verwerkersZien"        // het register van verwerkers
	verwerkersWijzigen    handeling = "verwerkersWijzigen"    // verwerkers en hun overeenkomsten bijhouden
)

// bereik zegt over welke dossiers een recht gaat.
type bereik uint8

const (
	nergens    bereik = iota
	zichzelf          // alleen het eigen dossier van de inburgeraar
	deelnemers        // alleen wie nu bij de eigen instelling meedoet; zie aanbieders.go
	eigen             // alleen de dossiers waarvan men zelf de klantmanager is
	team              // de eigen dossiers, die van het team en die nog van niemand zijn
	gemeente          // alle dossiers van de gemeente
)

// bereikVan geeft over welke dossiers deze gebruiker de handeling mag doen, zonder
// reden. Het is uit de regels afgeleid (zie regeling), zodat een lijst niets kost.
func bereikVan(wie Wie, wat handeling) bereik {
	if !wie.Gemeente.IsGeldig() {
		return nergens
	}
	return regels.bereik[wie.Rol][wat]
}

// mag zegt of de rol de handeling heeft, los van een dossier.
func mag(wie Wie, wat handeling) bool { return bereikVan(wie, wat) != nergens }

// magBij zegt of de gebruiker de handeling mag doen bij dit dossier. Elke keer
// beslissen de regels zelf.
func magBij(wie Wie, wat handeling, van eigenaar) bool {
	return wie.Gemeente.IsGeldig() && regels.beslis(wie, wat, van)
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
	aanbieder, wat     string // de deelname waar het om gaat: bij wie, en waaraan
	rapporteur         string // wie het rapport over de overtreding maakte
	voorsteller        string // wie voorstelde om te vernietigen
	reden              bool   // vandaag vastgelegd door wie het vraagt
	grond              bool   // in het dossier staat waarom iets over de partner mag worden gezien
}

// MagBoeteBeslissen zegt of deze gebruiker over een boete mag beslissen waarvan
// rapporteur het rapport maakte (Awb art. 10:3 lid 4).
func MagBoeteBeslissen(wie Wie, rapporteur string) bool {
	return magBij(wie, boeteBeslissen, eigenaar{gemeente: wie.Gemeente, nummer: "boete", rapporteur: rapporteur})
}

// Schermen zegt welke schermen een gebruiker heeft, voor het menu.
type Schermen struct {
	Medewerkers, Wachtrij                                                         bool
	Deelnemers                                                                    bool // Mijn deelnemers, van een aanbieder
	Vergelijken, Verschillen                                                      bool // met DUO: de ronde, en de dossiers die verschilden
	Vandaag, Dossiers, Besluiten, Sturing, Beheer, Inlezen, Koppelen, Mijn, Audit bool
	Privacy, Vernietigen, Verklaringen, LangeSet, Verwerkers, VerwerkersWijzigen  bool
}

// SchermenVan geeft de schermen van deze gebruiker. Het regelboek is voor iedereen.
func SchermenVan(wie Wie) Schermen {
	return Schermen{
		Medewerkers: mag(wie, medewerkersBeheren), Wachtrij: mag(wie, opslagZien), Deelnemers: mag(wie, cursistZien),
		Vergelijken: mag(wie, opslagZien), Verschillen: bereikVan(wie, lijstZien) == gemeente && mag(wie, dossierHandelen),
		Vandaag: mag(wie, takenZien), Dossiers: mag(wie, lijstZien), Besluiten: mag(wie, besluitenZien),
		Sturing: mag(wie, cijfersZien), Beheer: mag(wie, opslagZien) || mag(wie, signalenZien), Audit: mag(wie, auditZien),
		Privacy: mag(wie, vernietigingZien) || mag(wie, verwerkersZien), Vernietigen: mag(wie, vernietigen), Verklaringen: mag(wie, vernietigingZien), LangeSet: mag(wie, langeSetZien),
		Verwerkers: mag(wie, verwerkersZien), VerwerkersWijzigen: mag(wie, verwerkersWijzigen),
		Inlezen: mag(wie, dossierInlezen), Koppelen: mag(wie, signaalKoppelen), Mijn: bereikVan(wie, dossierZien) == zichzelf,
	}
}
