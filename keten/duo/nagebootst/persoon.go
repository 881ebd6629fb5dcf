package nagebootst

import (
	"maps"
	"slices"

	"traject/kern/begrip"
)

// Persoon is alles wat DUO over één mens weet. Een lege dag is een dag die ontbreekt.
type Persoon struct {
	BSN       string
	VNummer   int64
	Gemeente  string // CBS-code van de gemeente waar hij woont; leeg is nergens in Nederland
	Vestiging begrip.Datum
	COA       bool   // hij verblijft in de opvang
	Gekoppeld string // de gemeente waaraan het COA hem koppelde

	Plicht           Plicht
	EerderePlicht    []Plicht
	Doelgroep        Doelgroep
	EerdereDoelgroep []Doelgroep
	Termijn          *Termijn
	EerdereTermijn   []Termijn

	Examennummer  string
	Toetsen       []Toets
	Examens       []Examen
	Pogingen      map[string]int // onderdeel → gratis pogingen die over zijn
	Vrijstelling  []Oordeel
	Ontheffing    []Oordeel
	Boetes        []Boete
	Verlengingen  []Verlenging
	Gebeurtenis   []Gebeurtenis
	ZonderTermijn bool // het eerste PIP legt de termijn nog niet vast; SS102 doet dat dan

	PIP        *PIP
	EerderePIP []PIP
	Aanbod     map[string]*Aanbod // instellingsnummer → het actuele aanbod
	Cursus     []Cursus
	MAP, PVT   *Module
	ZRoute     *Module
	Uren       map[string]*Uren // gemeentecode → tellers
	Contact    map[string]int   // gemeentecode → contactpersoon
}

// Plicht is de inburgeringsplicht; het einde is de laatste dag.
type Plicht struct {
	Geldt                                bool
	Begin, Eind, Wijziging, Kennisgeving begrip.Datum
	Reden                                string // waarom de plicht niet (meer) geldt, in de woorden van DUO
}

// Doelgroep is de groep waarin iemand valt; het einde is de laatste dag.
type Doelgroep struct {
	Indeling, Detail, Asielrechten string
	Begin, Eind                    begrip.Datum
}

// Termijn is de inburgeringstermijn. Einde is de eerste dag die er niet meer bij hoort.
type Termijn struct {
	Start, Einde, Wijziging begrip.Datum
	Grond                   string // code uit de tabel van verlengingsgronden
}

// Toets is een uitslag van de leerbaarheidstoets. Een score is in honderdsten.
type Toets struct {
	Resultaat         string
	Behaald, Benodigd int
	Afname            begrip.Datum
}

// Examen is één uitslag in de woorden van DUO.
type Examen struct {
	Onderdeel, Niveau, Resultaat, Reden string
	Datum                               begrip.Datum
}

// Oordeel is een oordeel over een vrijstelling of een ontheffing.
type Oordeel struct {
	Omvang            string // Geheel, Tijdelijk of Gedeeltelijk
	Toegekend         bool
	Reden             string // bij een ontheffing is dit de grond
	Datum             begrip.Datum
	Start, Eind       begrip.Datum // het einde is de laatste dag
	Onderdeel, Niveau string
	Uren              int // belastbaarheid in de Z-route; 0 is niet genoemd
}

// De omvang van een oordeel.
const (
	Geheel       = "Geheel"
	Tijdelijk    = "Tijdelijk"
	Gedeeltelijk = "Gedeeltelijk"
)

// Boete is een boete van DUO, in hele euro's.
type Boete struct {
	Bedrag int
	Datum  begrip.Datum
}

// Verlenging is een aanvraag om verlenging van de termijn.
type Verlenging struct {
	Beoordeling           string // Toegekend, Afgewezen of InBehandeling
	Ontvangen, Beoordeeld begrip.Datum
}

// Gebeurtenis is iets wat DUO over deze persoon heeft gemeld of had kunnen melden.
type Gebeurtenis struct {
	Code  string
	Datum begrip.Datum
}

// PIP is een plan zoals een gemeente het aanleverde.
type PIP struct {
	Gemeente    string
	Dagtekening begrip.Datum
	Leerroute   string // B, O of Z
	Niveau      string // A2 of B1
	Intensiteit int
	MagAfmaken  *bool
	Alfabetiser string // A, AA of NVT
}

// Aanbod is het actuele aanbod bij één instelling. Einde is de eerste dag erna.
type Aanbod struct {
	Gemeente            string
	Datum, Start, Einde begrip.Datum
	Alfabetiser         string
	Eerste              begrip.Datum // dag van het eerste aanbod dat niet is ingetrokken
}

// Cursus is de stand van één soort uren bij één instelling.
type Cursus struct {
	Instelling, Soort string
	Uren              int
	Peildatum         begrip.Datum
}

// Module is het MAP, het PVT of de afronding van de Z-route.
type Module struct {
	Gemeente    string
	Datum       begrip.Datum
	Verwijtbaar string // Ja, Nee of leeg
}

// Uren zijn de drie tellers van een gemeente. Een teller die niet is gemeld is nil.
type Uren struct {
	Intake, Participatie, Taalles *int
	BekendTot                     begrip.Datum // eerste dag die niet meer meetelt; leeg bij de huidige gemeente
}

// De twee groepen in de woorden van DUO.
const (
	Asielstatushouder = "Asielstatushouder"
	Gezinsmigrant     = "Gezinsmigrant en overige migrant"
)

// ziet zegt of een gemeente deze persoon op deze dag mag zien: hij woont er, het COA
// koppelde hem eraan, zij stelde het huidige PIP op, of zij stelde het vorige op en het
// huidige is nog geen maand oud.
func (p *Persoon) ziet(gemeente string, vandaag begrip.Datum) bool {
	switch {
	case gemeente == "":
		return false
	case !p.COA && p.Gemeente == gemeente, p.COA && p.Gekoppeld == gemeente:
		return true
	case p.PIP == nil:
		return false
	case p.PIP.Gemeente == gemeente:
		return true
	}
	n := len(p.EerderePIP)
	return n > 0 && p.EerderePIP[n-1].Gemeente == gemeente && vandaag < p.PIP.Dagtekening.PlusMaanden(1)
}

// thuis is de gemeente die bericht krijgt.
func (p *Persoon) thuis() string {
	if p.COA {
		return p.Gekoppeld
	}
	return p.Gemeente
}

func (p *Persoon) asiel() bool { return p.Doelgroep.Indeling == Asielstatushouder }

// voldaanViaZ zegt of aan de plicht is voldaan door de Z-route.
func (p *Persoon) voldaanViaZ() bool {
	return p.ZRoute != nil && !p.Plicht.Geldt && p.Plicht.Reden == redenVoldaan
}

// eersteDagtekening is de dag van het initiële PIP, van welke gemeente ook.
func (p *Persoon) eersteDagtekening() begrip.Datum {
	if len(p.EerderePIP) > 0 {
		return p.EerderePIP[0].Dagtekening
	}
	if p.PIP != nil {
		return p.PIP.Dagtekening
	}
	return 0
}

// kopie geeft een eigen exemplaar, zodat wie kijkt niets verandert.
func (p *Persoon) kopie() Persoon {
	uit := *p
	uit.EerderePlicht = slices.Clone(p.EerderePlicht)
	uit.EerdereDoelgroep = slices.Clone(p.EerdereDoelgroep)
	uit.EerdereTermijn = slices.Clone(p.EerdereTermijn)
	uit.Gebeurtenis = slices.Clone(p.Gebeurtenis)
	uit.Examens = slices.Clone(p.Examens)
	uit.Cursus = slices.Clone(p.Cursus)
	uit.EerderePIP = slices.Clone(p.EerderePIP)
	uit.Verlengingen = slices.Clone(p.Verlengingen)
	uit.Vrijstelling = slices.Clone(p.Vrijstelling)
	uit.Ontheffing = slices.Clone(p.Ontheffing)
	uit.Toetsen = slices.Clone(p.Toetsen)
	uit.Termijn, uit.PIP = los(p.Termijn), los(p.PIP)
	uit.MAP, uit.PVT, uit.ZRoute = los(p.MAP), los(p.PVT), los(p.ZRoute)
	uit.Aanbod = losse(p.Aanbod)
	uit.Uren = losse(p.Uren)
	uit.Contact = maps.Clone(p.Contact)
	if uit.Contact == nil {
		uit.Contact = map[string]int{}
	}
	return uit
}

func los[T any](p *T) *T {
	if p == nil {
		return nil
	}
	uit := *p
	return &uit
}

func losse[T any](m map[string]*T) map[string]*T {
	uit := make(map[string]*T, len(m))
	for k, v := range m {
		uit[k] = los(v)
	}
	return uit
}
