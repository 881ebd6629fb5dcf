package app

import (
	"errors"
	"time"

	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/brief"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// Wie is de mens of het systeem dat iets vraagt of doet.
type Wie struct {
	Gebruiker string // eigen kenmerk, zoals "a.jansen"; staat als door in het dossier
	Naam      string // zoals op het scherm: "A. Jansen"
	Rol       begrip.Rol
	Gemeente  begrip.Gemeente   // waarvoor iemand nu werkt
	Gemeenten []begrip.Gemeente // alle gemeenten waarvoor iemand werkt; leeg is alleen Gemeente
	Team      string            // leeg: de hele gemeente is één team
	Dossier   string            // alleen bij een inburgeraar: het eigen dossier
	Aanbieder string            // alleen bij een aanbieder: diens kenmerk
}

// Medewerker is iemand aan wie een dossier kan worden toegewezen, of die kan inloggen.
type Medewerker struct {
	Gebruiker, Naam string
	Rol             begrip.Rol
	Team            string
	Telefoon, Email string

	Sleutel string // plaats in het register
	Versie  int    // van het stuk in het register; 0 is alleen vast bekend
	Claim   bool   // het team komt van de inlogdienst

	Aanbieder      string       // alleen bij een aanbieder: diens kenmerk in het register, of dat waarmee hij inlogt
	AanbiederClaim bool         // dat komt van de inlogdienst
	Laatst         time.Time    // laatst ingelogd
	Afwezig        begrip.Datum // tot en met; leeg is aanwezig
	Weg            bool         // uit dienst
}

// Geweigerd zegt waarom een handeling niet mag. Het is een antwoord en geen storing:
// elke weigering hoort bij een veld (Plaats) of bij het geheel (Plaats leeg).
type Geweigerd struct{ Weigeringen []begrip.Weigering }

// Error noemt alleen codes; de zinnen zijn voor het scherm.
func (g *Geweigerd) Error() string {
	s := "geweigerd:"
	for _, w := range g.Weigeringen {
		s += " " + w.Code
	}
	return s
}

// Conflict zegt dat een ander het dossier intussen heeft veranderd. Er is niets
// vastgelegd; Sindsdien zijn de feiten die erbij kwamen na de versie die men zag.
type Conflict struct {
	Nummer       string
	Verwacht, Nu int
	Sindsdien    []dossier.Gebeurtenis
}

// Error noemt het conflict zonder iets over de persoon te zeggen.
func (c *Conflict) Error() string { return "het dossier is intussen veranderd" }

// ErrNietGevonden zegt dat iets er niet is, of dat men het niet mag zien. Het
// verschil is met opzet niet te merken.
var ErrNietGevonden = errors.New("niet gevonden")

// ErrAndereInhoud zegt dat een kenmerk van een bericht al bij een ander bericht hoort.
var ErrAndereInhoud = errors.New("onder dit kenmerk is al een ander bericht ontvangen")

// ErrMagNiet zegt dat deze rol de handeling of het scherm niet heeft, ook zonder dossier.
var ErrMagNiet = errors.New("deze rol mag dit niet")

// Vastgelegd is wat een handeling heeft gedaan.
type Vastgelegd struct {
	Nummer         string
	Versie         int                   // de nieuwe versie van het dossier
	Gebeurtenissen []dossier.Gebeurtenis // wat erbij kwam
	Kenmerk        string                // van de brief die is opgemaakt; leeg is geen
}

// Proef is wat een handeling zou doen; er is niets vastgelegd.
type Proef struct {
	Weigeringen    []begrip.Weigering
	Gebeurtenissen []dossier.Gebeurtenis // wat wordt vastgelegd
	Termijnen      []recht.Termijn       // wat begint of verandert
	Taken          []agenda.Taak         // wat daarna te doen is en nu nog niet
	Brief          *brief.Brief          // de brief die uitgaat; nil is geen
	NaarDUO        []string              // wat DUO te horen krijgt, één zin per bericht
}

// WerkFilter kiest taken voor de werklijst. De velden staan in het adres van het scherm.
type WerkFilter struct {
	Wiens     string // "mijn" (leeg) of "team"
	Soort     string // soort taak; leeg is alle
	Doelgroep begrip.Doelgroep
	Leerroute begrip.Leerroute
	Tot       begrip.Datum // laatste dag tot en met; leeg is alles, ook zonder laatste dag
	Na        string       // Werklijst.Volgende van de vorige bladzijde
	Aantal    int          // rijen per bladzijde; 0 is 50, hooguit 200
}

// Groep is een deel van de werklijst, in woorden.
type Groep string

// De groepen, in de volgorde van het scherm.
const (
	TeLaat    Groep = "te-laat"
	DezeWeek  Groep = "deze-week"
	Later     Groep = "later"
	ZonderDag Groep = "zonder-dag"
)

// Rijen per bladzijde: gewoon en hooguit.
const (
	RijenPerKeer = 50
	MeesteRijen  = 200
)

// Werklijst is één bladzijde van de werklijst, op laatste dag. Er wordt geen
// totaal geteld: dat zou elke bladzijde vertragen.
type Werklijst struct {
	Vandaag  begrip.Datum
	Groepen  []Werkgroep // alleen groepen met rijen
	Volgende string      // leeg: dit was de laatste bladzijde
	// SignalenWachten zegt dat er berichten zijn die nog bij geen dossier horen.
	SignalenWachten bool
	// ZonderOvereenkomst zijn de instellingen die deelnemers hebben en niets mogen zien.
	ZonderOvereenkomst []string
}

// Werkgroep is een groep met haar rijen.
type Werkgroep struct {
	Groep Groep
	Rijen []Werkrij
}

// Werkrij is één taak. De reden staat in de rij.
type Werkrij struct {
	Nummer, Naam     string // dossier en mens
	Soort, Over      string // van de taak, zoals agenda.Taak
	Uiterlijk, Vanaf begrip.Datum
	Reden            string
	Bron             string // vindplaats in woorden
	Termijn          string // naam van de termijn waarvan de uitleg het waarom is
	Rol              begrip.Rol
	Doelgroep        begrip.Doelgroep
	Leerroute        begrip.Leerroute
	Klantmanager     string          // gebruiker; leeg is nog niet toegewezen
	Gemeente         begrip.Gemeente // alleen in een lijst over meer gemeenten
	hier             string          // plaats in de lijst van de eigen gemeente
}

// DossierFilter kiest dossiers. Zoek is een deel van de naam of een dossiernummer,
// nooit een BSN: dat zou in het adres komen. Zie ZoekBSN.
type DossierFilter struct {
	Wiens        string // "mijn" of "team" (leeg)
	Zoek         string
	Fase         string
	Klantmanager string
	Doelgroep    begrip.Doelgroep
	Leerroute    begrip.Leerroute
	Na           string
	Aantal       int
}

// Dossierlijst is één bladzijde dossiers, op naam.
type Dossierlijst struct {
	Rijen    []Dossierrij
	Volgende string
}

// Dossierrij is één dossier in de lijst.
type Dossierrij struct {
	Nummer, Naam string
	Fase         string
	Doelgroep    begrip.Doelgroep
	Leerroute    begrip.Leerroute
	Klantmanager string
	Eerstvolgend begrip.Datum    // laatste dag van de eerste taak; leeg is geen
	Gemeente     begrip.Gemeente // alleen in een lijst over meer gemeenten
	sorteer      string
}

// DossierBeeld is alles wat het dossierscherm nodig heeft, op één moment gelezen.
type DossierBeeld struct {
	Nummer   string
	Versie   int
	Vandaag  begrip.Datum
	Dossier  *dossier.Dossier // zonder BSN voor wie dat niet mag zien
	Logboek  []dossier.Gebeurtenis
	Antwoord *recht.Antwoord
	Taken    []agenda.Taak
	Fase     string
	Brieven  []Briefregel
	Rechten  Rechten
	Zicht    []Zichtregel // welke instelling er iets van ziet
	Manager  Medewerker   // leeg als niet toegewezen of niet bekend
	Managers []Medewerker // aan wie men kan toewijzen
}

// Rechten zegt wat deze gebruiker met dit dossier mag.
type Rechten struct {
	Handelen   bool // feiten vastleggen
	BSN        bool // het burgerservicenummer zien
	Gezondheid bool // opmerkingen over gezondheid zien
	Partner    bool // zien wat op een grond over de partner is vastgelegd
	Partners   bool // dat vastleggen
	Toewijzen  bool
	Meenemen   bool // het dossierbestand ophalen
	Inzage     bool // alles over deze mens in één bestand geven
}

// Briefregel is een brief van het dossier.
type Briefregel struct {
	Kenmerk, Soort, Titel string
	Dag                   begrip.Datum
	Over                  string // kenmerk van het feit
}

// Bestand is iets om op te halen.
type Bestand struct {
	Naam, Type string // Type is het mediatype
	Inhoud     []byte
}

// Overname is een dossierbestand dat iemand meebrengt die hier komt wonen.
type Overname struct {
	Naam         string // bestandsnaam, voor de meldingen
	Inhoud       []byte
	Inschrijving begrip.Datum // dag van inschrijving in de BRP hier; leeg is nog niet bekend
	Verzending   string       // kenmerk van het formulier; leeg is geen formulier
}

// Concept is wat iemand in een formulier had staan, per gebruiker, dossier en handeling.
type Concept struct {
	Versie  int // versie van het dossier toen het concept begon
	Velden  map[string][]string
	Bewaard time.Time
}

// Signaal is een bericht van DUO, vertaald door keten/duo.
type Signaal struct {
	BerichtID     string
	Bron          string // OIN van de afzender
	Code          string // "SS139"
	BSN           begrip.BSN
	VNummer       string
	Geregistreerd time.Time // wanneer DUO het opschreef
}

// Signaalsoort is wat een code betekent. Wie haar kent is keten/duo.
type Signaalsoort struct {
	Omschrijving string
	Opent        bool // iemand zonder dossier krijgt er een
	// Feiten geeft de feiten die het signaal zelf al zegt, voor dossier d (nil als het
	// nieuw is) op de dag die DUO meldt. Een feit zonder dag geldt op die dag; Vervangt
	// zegt welk eerder feit het verbetert.
	Feiten func(d *dossier.Dossier, dag begrip.Datum) []dossier.Gebeurtenis
}

// Ontvangst zegt wat er met een signaal is gedaan.
type Ontvangst struct {
	Dubbel  bool   // dit bericht was er al; er is niets veranderd
	Geopend bool   // er is een dossier geopend
	Nummer  string // dossier waar het bij hoort; leeg: het wacht op koppelen
}

// Koppeling zegt bij wie een wachtend signaal hoort: bij een dossier, of bij een
// persoon. Met een BSN zonder dossier wordt er een geopend.
type Koppeling struct{ Nummer, BSN string }

// SignaalFilter kiest signalen.
type SignaalFilter struct {
	AlleenWachtend bool
	Na             string
	Aantal         int
}

// Signalenlijst is één bladzijde signalen, nieuwste eerst.
type Signalenlijst struct {
	Rijen    []Signaalrij
	Volgende string
}

// Signaalrij is één ontvangen bericht. In een lijst bevat zij geen BSN.
type Signaalrij struct {
	BerichtID, Code, Omschrijving, Taak string
	Ontvangen                           time.Time
	Nummer                              string // leeg: wacht op koppelen, of niet te zien voor deze rol
	Wacht                               bool   // nog aan geen dossier gekoppeld
	HeeftBSN                            bool
	BSN                                 begrip.BSN // alleen van één wachtend bericht, voor wie het koppelt
	VNummer                             string     // alleen voor wie dossiers ziet
}

// Telling is één regel cijfers voor sturing, zonder persoonsgegevens.
type Telling struct {
	Naam   string // TelFase, TelDoelgroep, TelLeerroute, TelTaak, TelTeLaat of TelDezeWeek
	Waarde string
	Aantal int
}

// Opslag is de toestand van de kelder, voor applicatiebeheer.
type Opslag struct {
	Dossiers             int
	Wacht                int // uitgaand werk dat nog moet
	Mislukt              []MisluktWerk
	Pakket, Vingerafdruk string
	Versie               string // van het programma
	Medewerkers          []Medewerker
}

// MisluktWerk is uitgaand werk dat is opgegeven, met de reden.
type MisluktWerk struct {
	Kenmerk, Soort, Reden string
	Pogingen              int
}

// Controle is de uitkomst van het nalopen van alle ketens en lijsten.
type Controle struct {
	Dossiers, Feiten int
	Fouten           []string // dossier en feit, zonder persoonsgegevens
	Duur             time.Duration
}
