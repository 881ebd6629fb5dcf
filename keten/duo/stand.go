package duo

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// Stand is wat DUO op één moment over één mens zegt, in onze woorden: elk einde is de
// laatste dag die nog meetelt. Leeg kan zijn dat DUO het niet heeft, of dat het niet is
// gelezen; Gelezen zegt welk.
type Stand struct {
	Gelezen map[API]bool
	// Onleesbaar noemt antwoorden die niet klopten met wat DUO heeft beschreven. Van zo'n
	// stand gaat niets een dossier in.
	Onleesbaar []Reden

	Plicht          *Plicht
	PlichtEerder    []Plicht
	Doelgroep       *Doelgroep
	DoelgroepEerder []Doelgroep
	Examennummer    string // van de aanmelding voor de leerbaarheidstoets
	Toetsen         []Toets
	Termijn         *Termijn
	TermijnEerder   []Termijn // zonder begin
	Gebeurtenissen  []Gebeurtenis
	Verlengingen    []Verlenging
	Vrijstellingen  []Oordeel
	Ontheffingen    []Oordeel
	PIP             *PIPBijDUO
	MAP, PVT        begrip.Datum // eindgesprek en ondertekening
	Uren            []UrenBijDUO
	Examens         []Examen
	GratisPogingen  []Pogingen
	Boetes          []Boete
}

// GeenPlicht zegt dat DUO is gevraagd naar de inburgeringsplicht en er geen noemt. Meestal
// kent DUO deze persoon dan niet, of klopt het nummer niet.
func (s Stand) GeenPlicht() bool {
	return s.Gelezen[Inburgeringsplicht] && len(s.Onleesbaar) == 0 && s.Plicht == nil && len(s.PlichtEerder) == 0
}

// Reden zegt waarom gegevens van DUO niet kunnen kloppen. Zij noemt dienst en veld, en
// nooit wat erin stond.
type Reden struct {
	API API
	Wat string // het veld, of een zin
	Hoe string // wat eraan mankeert; leeg als Wat een zin is
}

// String geeft de reden als één zin.
func (r Reden) String() string {
	zin := "DUO, " + string(r.API) + ": " + r.Wat
	if r.Hoe != "" {
		zin += " (" + r.Hoe + ")"
	}
	return zin
}

// Plicht is een tijdvak van de inburgeringsplicht.
type Plicht struct {
	Is           bool // de plicht geldt (of gold in dat tijdvak)
	Begin, Einde begrip.Datum
	Gewijzigd    begrip.Datum
	Kennisgeving begrip.Datum
	Reden        string // waarom er geen plicht meer is, in DUO's woorden
}

// Doelgroep is een tijdvak van een doelgroep, in de groepen van de wet.
type Doelgroep struct {
	Groep        begrip.Doelgroep
	Detail       string // DUO's verfijning
	Asielrechten string // DUO's reden om asielrechten te laten houden of te geven
	Begin, Einde begrip.Datum
}

// Toets is een uitslag van de leerbaarheidstoets; scores in honderdsten.
type Toets struct {
	Uitslag           dossier.Toetsuitslag
	Behaald, Benodigd int
	Dag               begrip.Datum
}

// Termijn is de inburgeringstermijn. Einde is de laatste dag.
type Termijn struct {
	Begin, Einde, Gewijzigd begrip.Datum
	Grondcode, Grond        string // van een verlenging; leeg is geen
}

// Gebeurtenis is een signaal dat DUO over deze mens heeft.
type Gebeurtenis struct {
	Code, Omschrijving string
	Dag                begrip.Datum
}

// Verlenging is een aanvraag van de inburgeraar bij DUO.
type Verlenging struct {
	Oordeel               string // "Toegekend", "Afgewezen" of "InBehandeling"
	Ontvangen, Beoordeeld begrip.Datum
}

// Oordeel is een oordeel over vrijstelling of ontheffing. De grond van een ontheffing
// bewaren wij niet: die kan iets over gezondheid zeggen (Wi2021 art. 37).
type Oordeel struct {
	Omvang       dossier.Omvang
	Toegekend    bool
	Dag          begrip.Datum
	Begin, Einde begrip.Datum // alleen tijdelijk
	Onderdeel    begrip.Onderdeel
	Niveau       begrip.Niveau      // van een vrijgesteld onderdeel
	Belastbaar   dossier.Optie[int] // uren participatie in de Z-route die nog kunnen
}

// PIPBijDUO is het laatste PIP dat DUO heeft, met de gemeente die het meldde.
type PIPBijDUO struct {
	Gemeente       begrip.Gemeente
	Dagtekening    begrip.Datum
	Leerroute      begrip.Leerroute
	Niveau         begrip.Niveau
	Intensiteit    dossier.Optie[int]
	MagAfmaken     dossier.Optie[bool]
	Alfabetisering string // "a", "aa", "nvt" of leeg
}

// UrenBijDUO zijn de tellers die een gemeente meldde.
type UrenBijDUO struct {
	Gemeente                   begrip.Gemeente
	TotEnMet                   begrip.Datum // leeg is nog open
	Intake, Participatie, Taal dossier.Optie[int]
}

// Examen is de uitslag van een onderdeel. Uitslag is leeg als er geen was, om Reden.
type Examen struct {
	Onderdeel begrip.Onderdeel
	Niveau    begrip.Niveau
	Dag       begrip.Datum
	Uitslag   dossier.Examenuitslag
	Reden     string
}

// Pogingen is hoe vaak iemand een onderdeel nog gratis mag doen.
type Pogingen struct {
	Onderdeel begrip.Onderdeel
	Aantal    int
}

// Boete is een boete van DUO. Waarvoor zij is zegt DUO niet.
type Boete struct {
	Bedrag begrip.Cent
	Dag    begrip.Datum
}

// School is een instelling in de lijst van DUO.
type School struct {
	Nummer, Naam, Postcode, Huisnummer, Plaats string
	BoW, TST                                   bool // keurmerk, en keurmerk voor een taalschakeltraject
}

// Verlengingsgrond is een regel uit DUO's lijst van gronden.
type Verlengingsgrond struct{ Code, Omschrijving string }
