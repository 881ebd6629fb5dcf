package duo

import (
	"slices"
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// API is een dienst van DUO waar na een signaal de bijzonderheden te lezen zijn.
type API string

// De diensten waaruit een gemeente leest.
const (
	Inburgeringsplicht    API = "inburgeringsplicht"
	Inburgeringstermijn   API = "inburgeringstermijn"
	LeerbaarheidstoetsAPI API = "leerbaarheidstoets"
	Examens               API = "examen"
	Vrijstellingen        API = "vrijstelling"
	Ontheffingen          API = "ontheffing"
	Verlengingen          API = "verlenging"
	PIP                   API = "pip"
)

// Signaal is een code van de keten: wat DUO ermee zegt en wat het voor ons werk doet.
type Signaal struct {
	Code         string // "SS139"
	Omschrijving string // wat er is gebeurd, in gewone woorden
	// Attentie zegt dat DUO de gemeente alleen attent maakt. Zulke signalen stuurde DUO
	// in juni 2026 nog niet over deze weg; met de hand of uit een lijst doen zij hetzelfde.
	Attentie bool
	Lezen    []API         // waar DUO de bijzonderheden geeft
	Opent    bool          // iemand zonder dossier krijgt er een
	Feit     dossier.Soort // het feit dat de code zelf al zegt; leeg als eerst gelezen moet worden
	Klok     string        // de termijn die ermee begint, zoals kern/recht haar noemt
	Taak     string        // wat iemand nu moet doen
	Rol      begrip.Rol    // wie dat doet
}

// signalen is de tabel van alle codes, op nummer. Omschrijving volgt DUO's lijst van
// juni 2026; Taak is onze lezing (docs/afwijkingen.md).
var signalen = []Signaal{
	{Code: "SS101", Omschrijving: "Inburgeringsplichtig geworden", Opent: true, Feit: dossier.SoortPlichtOntstaan, Lezen: []API{Inburgeringsplicht, Examens}, Taak: "Haal de doelgroep op en plan de brede intake"},
	{Code: "SS102", Omschrijving: "Inburgeringstermijn begonnen", Lezen: []API{Inburgeringstermijn}, Taak: "Vergelijk begin en einde van de termijn met DUO"},
	{Code: "SS103", Omschrijving: "Termijn ambtshalve verlengd", Lezen: []API{Inburgeringstermijn}, Taak: "Neem de nieuwe einddatum over"},
	{Code: "SS104", Omschrijving: "Termijn op verzoek verlengd", Lezen: []API{Inburgeringstermijn, Verlengingen}, Taak: "Neem de nieuwe einddatum over"},
	{Code: "SS106", Omschrijving: "Diploma gehaald: aan de plicht is voldaan", Lezen: []API{Inburgeringsplicht}, Taak: "Rond het dossier af"},
	{Code: "SS107", Omschrijving: "Volledige vrijstelling gegeven", Lezen: []API{Inburgeringsplicht, Vrijstellingen}, Taak: "Rond het dossier af"},
	{Code: "SS108", Omschrijving: "Volledige ontheffing gegeven", Lezen: []API{Inburgeringsplicht, Ontheffingen}, Taak: "Rond het dossier af"},
	{Code: "SS109", Omschrijving: "Tijdelijke vrijstelling gegeven", Lezen: []API{Inburgeringsplicht, Vrijstellingen}, Taak: "Vul uren en resultaten aan; het traject staat stil"},
	{Code: "SS110", Omschrijving: "Inburgeringsplicht ingetrokken", Lezen: []API{Inburgeringsplicht}, Taak: "Zoek de reden op, vul gegevens aan en rond af"},
	{Code: "SS111", Omschrijving: "Overleden", Lezen: []API{Inburgeringsplicht}, Taak: "Stop brieven en afspraken en rond het dossier af"},
	{Code: "SS112", Omschrijving: "Verlenging aangevraagd bij DUO", Attentie: true, Taak: "Geef DUO gegevens als daarom wordt gevraagd"},
	{Code: "SS113", Omschrijving: "Verlenging geweigerd", Lezen: []API{Verlengingen}, Taak: "Bespreek het gevolg voor het plan"},
	{Code: "SS114", Omschrijving: "Volledige vrijstelling geweigerd", Lezen: []API{Vrijstellingen}, Taak: "Bespreek het gevolg voor het plan"},
	{Code: "SS115", Omschrijving: "Tijdelijke vrijstelling geweigerd", Lezen: []API{Vrijstellingen}, Taak: "Bespreek het gevolg voor het plan"},
	{Code: "SS116", Omschrijving: "Gedeeltelijke vrijstelling geweigerd", Lezen: []API{Vrijstellingen}, Taak: "Bespreek het gevolg voor het plan"},
	{Code: "SS117", Omschrijving: "Gedeeltelijke vrijstelling gegeven", Lezen: []API{Vrijstellingen, Examens}, Taak: "Haal het vrijgestelde deel uit het plan"},
	{Code: "SS118", Omschrijving: "Ontheffing geweigerd", Lezen: []API{Ontheffingen}, Taak: "Bespreek het gevolg voor het plan"},
	{Code: "SS119", Omschrijving: "Gedeeltelijke ontheffing gegeven", Lezen: []API{Ontheffingen, Examens}, Taak: "Pas onderdelen of uren van het plan aan"},
	{Code: "SS120", Omschrijving: "Komt uit een andere gemeente, zonder PIP", Opent: true, Feit: dossier.SoortInschrijving, Klok: "pip-vaststellen", Lezen: []API{Inburgeringsplicht, Examens}, Taak: "Plan de brede intake"},
	{Code: "SS121", Omschrijving: "Komt uit een andere gemeente, met PIP", Opent: true, Feit: dossier.SoortInschrijving, Klok: "pip-vaststellen", Lezen: []API{Inburgeringsplicht, Inburgeringstermijn, Examens, PIP}, Taak: "Vraag het dossier op; de leerroute gaat mee"},
	{Code: "SS122", Omschrijving: "Vertrokken naar een andere gemeente", Attentie: true, Taak: "Vul uren en resultaten aan en draag het dossier over"},
	{Code: "SS123", Omschrijving: "Vertrokken uit Nederland", Attentie: true, Taak: "Vul uren en resultaten aan; het traject staat stil"},
	{Code: "SS124", Omschrijving: "Van asielstatushouder naar gezins- of overige migrant", Lezen: []API{Inburgeringsplicht}, Taak: "Lees vanaf welke dag en pas het plan aan"},
	{Code: "SS125", Omschrijving: "Van gezins- of overige migrant naar asielstatushouder", Lezen: []API{Inburgeringsplicht}, Taak: "Lees vanaf welke dag; aanbod en ontzorgen horen er nu bij"},
	{Code: "SS126", Omschrijving: "Tien weken voorbij en nog geen leerroute", Attentie: true, Taak: "Stel het PIP vast"},
	{Code: "SS127", Omschrijving: "Nog geen inburgeringsaanbod ontvangen", Attentie: true, Taak: "Leg het aanbod vast en meld het aan DUO"},
	{Code: "SS128", Omschrijving: "Inburgeringsplichtig, en binnen zes maanden AOW", Opent: true, Feit: dossier.SoortPlichtOntstaan, Lezen: []API{Inburgeringsplicht, Examens}, Taak: "Bespreek wat in die tijd nog zin heeft"},
	{Code: "SS129", Omschrijving: "Tijdelijke vrijstelling ingetrokken, nog geen PIP", Opent: true, Lezen: []API{Inburgeringsplicht, Examens, Vrijstellingen}, Taak: "Plan de brede intake"},
	{Code: "SS130", Omschrijving: "Tijdelijke vrijstelling ingetrokken, met PIP", Opent: true, Lezen: []API{Inburgeringsplicht, Inburgeringstermijn, PIP, Examens, Vrijstellingen}, Taak: "Pak het plan weer op en controleer de einddatum"},
	{Code: "SS131", Omschrijving: "Leerbaarheidstoets gemaakt, uitslag bekend", Lezen: []API{LeerbaarheidstoetsAPI}, Taak: "Leg de uitslag vast en kies de leerroute"},
	{Code: "SS132", Omschrijving: "Contract bij een school, nog geen PIP", Attentie: true, Taak: "Neem contact op en stel het PIP vast"},
	{Code: "SS133", Omschrijving: "Niveau van het contract past niet bij de leerroute", Attentie: true, Taak: "Controleer school en plan"},
	{Code: "SS135", Omschrijving: "Niveau van het contract is hoger dan de Z-route", Attentie: true, Taak: "Controleer school en plan"},
	{Code: "SS136", Omschrijving: "Contract voor een taalschakeltraject, zonder onderwijsroute", Attentie: true, Taak: "Controleer school en plan"},
	{Code: "SS137", Omschrijving: "Aangemeld voor de leerbaarheidstoets", Lezen: []API{LeerbaarheidstoetsAPI}, Taak: "Plan de leerbaarheidstoets"},
	{Code: "SS139", Omschrijving: "Inburgeringsplichtig; de tien weken voor het PIP lopen", Opent: true, Feit: dossier.SoortKennisgeving, Klok: "pip-vaststellen", Lezen: []API{Inburgeringsplicht, Examens}, Taak: "Nodig uit voor de brede intake"},
	{Code: "SS140", Omschrijving: "DUO vraagt advies over bijzondere omstandigheden", Attentie: true, Taak: "Schrijf het advies aan DUO"},
	{Code: "SS141", Omschrijving: "Z-route gehaald: het certificaat staat klaar", Attentie: true, Taak: "Reik het certificaat uit"},
	{Code: "SS142", Omschrijving: "Gestopt met een opleiding zonder vrijstelling", Attentie: true, Taak: "Neem contact op en herzie zo nodig het PIP"},
	{Code: "SS199", Omschrijving: "Uitslag van een examen bekend", Lezen: []API{Examens}, Taak: "Leg de uitslag vast"},
}

// Signalen geeft alle bekende codes, op nummer. Elk signaal hoort bij de klantmanager,
// tenzij er iets anders staat.
func Signalen() []Signaal {
	uit := slices.Clone(signalen)
	for i := range uit {
		uit[i] = metRol(uit[i])
	}
	return uit
}

// ZoekSignaal zoekt een code op, ook in kleine letters en ook met de letter die
// sommige lijsten achter een herhaling zetten: SS127c, SS127C en SS127 zijn één code.
// Een onbekende code geeft onwaar; zij wordt dan bewaard en getoond, niet weggegooid.
func ZoekSignaal(code string) (Signaal, bool) {
	kaal := Sleutel(code)
	i, ok := slices.BinarySearchFunc(signalen, kaal, func(s Signaal, c string) int { return strings.Compare(s.Code, c) })
	if !ok {
		return Signaal{}, false
	}
	return metRol(signalen[i]), true
}

// Sleutel geeft de vaste schrijfwijze van een code: hoofdletters, en SS127 zonder
// volgletter. Wat de volgletters betekenen heeft DUO niet opgeschreven.
func Sleutel(code string) string {
	kaal := strings.ToUpper(strings.TrimSpace(code))
	if strings.HasPrefix(kaal, "SS127") && len(kaal) == 6 && kaal[5] >= 'A' && kaal[5] <= 'Z' {
		return "SS127"
	}
	return kaal
}

func metRol(s Signaal) Signaal {
	if s.Rol == "" {
		s.Rol = begrip.Klantmanager
	}
	return s
}
