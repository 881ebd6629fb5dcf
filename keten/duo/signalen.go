package duo

import (
	"slices"
	"strings"

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

// Signaal is een code van de keten: wat DUO ermee zegt en waar DUO er meer over zegt.
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
}

// signalen is de tabel van alle codes, op nummer. Omschrijving volgt DUO's lijst van
// juni 2026. Welk werk een code geeft staat in kern/agenda.
var signalen = []Signaal{
	{Code: "SS101", Omschrijving: "Inburgeringsplichtig geworden", Opent: true, Feit: dossier.SoortPlichtOntstaan, Lezen: []API{Inburgeringsplicht, Examens}},
	{Code: "SS102", Omschrijving: "Inburgeringstermijn begonnen", Lezen: []API{Inburgeringstermijn}},
	{Code: "SS103", Omschrijving: "Termijn ambtshalve verlengd", Lezen: []API{Inburgeringstermijn}},
	{Code: "SS104", Omschrijving: "Termijn op verzoek verlengd", Lezen: []API{Inburgeringstermijn, Verlengingen}},
	{Code: "SS106", Omschrijving: "Diploma gehaald: aan de plicht is voldaan", Lezen: []API{Inburgeringsplicht}},
	{Code: "SS107", Omschrijving: "Volledige vrijstelling gegeven", Lezen: []API{Inburgeringsplicht, Vrijstellingen}},
	{Code: "SS108", Omschrijving: "Volledige ontheffing gegeven", Lezen: []API{Inburgeringsplicht, Ontheffingen}},
	{Code: "SS109", Omschrijving: "Tijdelijke vrijstelling gegeven", Lezen: []API{Inburgeringsplicht, Vrijstellingen}},
	{Code: "SS110", Omschrijving: "Inburgeringsplicht ingetrokken", Lezen: []API{Inburgeringsplicht}},
	{Code: "SS111", Omschrijving: "Overleden", Lezen: []API{Inburgeringsplicht}},
	{Code: "SS112", Omschrijving: "Verlenging aangevraagd bij DUO", Attentie: true},
	{Code: "SS113", Omschrijving: "Verlenging geweigerd", Lezen: []API{Verlengingen}},
	{Code: "SS114", Omschrijving: "Volledige vrijstelling geweigerd", Lezen: []API{Vrijstellingen}},
	{Code: "SS115", Omschrijving: "Tijdelijke vrijstelling geweigerd", Lezen: []API{Vrijstellingen}},
	{Code: "SS116", Omschrijving: "Gedeeltelijke vrijstelling geweigerd", Lezen: []API{Vrijstellingen}},
	{Code: "SS117", Omschrijving: "Gedeeltelijke vrijstelling gegeven", Lezen: []API{Vrijstellingen, Examens}},
	{Code: "SS118", Omschrijving: "Ontheffing geweigerd", Lezen: []API{Ontheffingen}},
	{Code: "SS119", Omschrijving: "Gedeeltelijke ontheffing gegeven", Lezen: []API{Ontheffingen, Examens}},
	{Code: "SS120", Omschrijving: "Komt uit een andere gemeente, zonder PIP", Opent: true, Feit: dossier.SoortInschrijving, Klok: "pip-vaststellen", Lezen: []API{Inburgeringsplicht, Examens}},
	{Code: "SS121", Omschrijving: "Komt uit een andere gemeente, met PIP", Opent: true, Feit: dossier.SoortInschrijving, Klok: "pip-vaststellen", Lezen: []API{Inburgeringsplicht, Inburgeringstermijn, Examens, PIP}},
	{Code: "SS122", Omschrijving: "Vertrokken naar een andere gemeente", Attentie: true},
	{Code: "SS123", Omschrijving: "Vertrokken uit Nederland", Attentie: true},
	{Code: "SS124", Omschrijving: "Van asielstatushouder naar gezins- of overige migrant", Lezen: []API{Inburgeringsplicht}},
	{Code: "SS125", Omschrijving: "Van gezins- of overige migrant naar asielstatushouder", Lezen: []API{Inburgeringsplicht}},
	{Code: "SS126", Omschrijving: "Tien weken voorbij en nog geen leerroute", Attentie: true},
	{Code: "SS127", Omschrijving: "Nog geen inburgeringsaanbod ontvangen", Attentie: true},
	{Code: "SS128", Omschrijving: "Inburgeringsplichtig, en binnen zes maanden AOW", Opent: true, Feit: dossier.SoortPlichtOntstaan, Lezen: []API{Inburgeringsplicht, Examens}},
	{Code: "SS129", Omschrijving: "Tijdelijke vrijstelling ingetrokken, nog geen PIP", Opent: true, Lezen: []API{Inburgeringsplicht, Examens, Vrijstellingen}},
	{Code: "SS130", Omschrijving: "Tijdelijke vrijstelling ingetrokken, met PIP", Opent: true, Lezen: []API{Inburgeringsplicht, Inburgeringstermijn, PIP, Examens, Vrijstellingen}},
	{Code: "SS131", Omschrijving: "Leerbaarheidstoets gemaakt, uitslag bekend", Lezen: []API{LeerbaarheidstoetsAPI}},
	{Code: "SS132", Omschrijving: "Contract bij een school, nog geen PIP", Attentie: true},
	{Code: "SS133", Omschrijving: "Niveau van het contract past niet bij de leerroute", Attentie: true},
	{Code: "SS135", Omschrijving: "Niveau van het contract is hoger dan de Z-route", Attentie: true},
	{Code: "SS136", Omschrijving: "Contract voor een taalschakeltraject, zonder onderwijsroute", Attentie: true},
	{Code: "SS137", Omschrijving: "Aangemeld voor de leerbaarheidstoets", Lezen: []API{LeerbaarheidstoetsAPI}},
	{Code: "SS139", Omschrijving: "Inburgeringsplichtig; de tien weken voor het PIP lopen", Opent: true, Feit: dossier.SoortKennisgeving, Klok: "pip-vaststellen", Lezen: []API{Inburgeringsplicht, Examens}},
	{Code: "SS140", Omschrijving: "DUO vraagt advies over bijzondere omstandigheden", Attentie: true},
	{Code: "SS141", Omschrijving: "Z-route gehaald: het certificaat staat klaar", Attentie: true},
	{Code: "SS142", Omschrijving: "Gestopt met een opleiding zonder vrijstelling", Attentie: true},
	{Code: "SS199", Omschrijving: "Uitslag van een examen bekend", Lezen: []API{Examens}},
}

// Signalen geeft alle bekende codes, op nummer.
func Signalen() []Signaal { return slices.Clone(signalen) }

// ZoekSignaal zoekt een code op, ook in kleine letters en ook met de letter die
// sommige lijsten achter een herhaling zetten: SS127c, SS127C en SS127 zijn één code.
// Een onbekende code geeft onwaar; zij wordt dan bewaard en getoond, niet weggegooid.
func ZoekSignaal(code string) (Signaal, bool) {
	kaal := dossier.Signaalcode(code)
	i, ok := slices.BinarySearchFunc(signalen, kaal, func(s Signaal, c string) int { return strings.Compare(s.Code, c) })
	if !ok {
		return Signaal{}, false
	}
	return signalen[i], true
}
