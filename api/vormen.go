package api

// De vormen in dit bestand beschrijven het antwoord voor OpenAPI. Geschreven wordt het
// antwoord door SchrijfAntwoord; een proef houdt beide gelijk.

// Antwoordvorm is het antwoord op een dossierbestand.
type Antwoordvorm struct {
	Bestand     string                   `json:"bestand,omitempty"`
	Op          string                   `json:"op" format:"date"`
	Bekend      string                   `json:"bekend,omitempty" format:"date"`
	Stelsel     string                   `json:"stelsel"`
	Beleid      Beleidvorm               `json:"beleid"`
	Termijnen   map[string]Termijnvorm   `json:"termijnen"`
	Normen      map[string]Normvorm      `json:"normen"`
	Boetes      map[string]Boetevorm     `json:"boetes"`
	Handelingen map[string]Handelingvorm `json:"handelingen"`
	Taken       []Taakvorm               `json:"taken"`
	Vragen      []Vraagvorm              `json:"vragen"`
	Geld        *Geldvorm                `json:"geld,omitempty"`
}

// Beleidvorm zegt met welk beleid en welke waarden is gerekend.
type Beleidvorm struct {
	Pakket       string `json:"pakket"`
	Vingerafdruk string `json:"vingerafdruk"`
}

// Stapvorm is één stap van een uitleg.
type Stapvorm struct {
	ID      string `json:"id"`
	Stap    string `json:"stap"`
	Waarde  string `json:"waarde"`
	Bron    string `json:"bron"`
	Vervult string `json:"vervult,omitempty"`
}

// Weigeringvorm is één reden waarom iets niet mag.
type Weigeringvorm struct {
	Code string `json:"code"`
	Zin  string `json:"zin"`
	Bron string `json:"bron"`
}

// Termijnvorm is een termijn.
type Termijnvorm struct {
	Begin     string     `json:"begin,omitempty" format:"date"`
	Uiterlijk string     `json:"uiterlijk,omitempty" format:"date"`
	Stand     string     `json:"stand" enum:"lopend,gehaald,te-laat,verlopen,opgeschort,vervallen,nog-niet"`
	Bronnen   []string   `json:"bronnen"`
	Uitleg    []Stapvorm `json:"uitleg"`
}

// Normvorm is een norm in uren of aantallen.
type Normvorm struct {
	Eis     float64    `json:"eis"`
	Behaald float64    `json:"behaald"`
	Rest    float64    `json:"rest"`
	Voldaan bool       `json:"voldaan"`
	Bronnen []string   `json:"bronnen"`
	Uitleg  []Stapvorm `json:"uitleg"`
}

// Boetevorm is een boete, in hele centen.
type Boetevorm struct {
	Grond        string          `json:"grond"`
	Mag          *bool           `json:"mag,omitempty"`
	Trede        int             `json:"trede,omitempty"`
	Percentage   int             `json:"percentage,omitempty"`
	NormCent     *int64          `json:"norm_cent,omitempty"`
	BedragCent   *int64          `json:"bedrag_cent,omitempty"`
	RuimteCent   *int64          `json:"ruimte_cent,omitempty"`
	OpgelegdCent *int64          `json:"opgelegd_cent,omitempty"`
	Weigering    []Weigeringvorm `json:"weigering"`
	Eisen        []string        `json:"eisen"`
	Bronnen      []string        `json:"bronnen"`
	Uitleg       []Stapvorm      `json:"uitleg"`
}

// Handelingvorm is een handeling.
type Handelingvorm struct {
	Mag       bool            `json:"mag"`
	Weigering []Weigeringvorm `json:"weigering"`
	Eisen     []string        `json:"eisen"`
	Bronnen   []string        `json:"bronnen"`
	Uitleg    []Stapvorm      `json:"uitleg"`
}

// Taakvorm is wat te doen is.
type Taakvorm struct {
	Soort     string `json:"soort"`
	Over      string `json:"over,omitempty"`
	Vanaf     string `json:"vanaf,omitempty" format:"date"`
	Uiterlijk string `json:"uiterlijk,omitempty" format:"date"`
	Rol       string `json:"rol"`
	Bron      string `json:"bron"`
	Reden     string `json:"reden,omitempty"`
}

// Vraagvorm is een feit dat ontbreekt.
type Vraagvorm struct {
	Feit string `json:"feit"`
	Aan  string `json:"aan"`
	Bron string `json:"bron"`
}

// Geldvorm is de eigen bijdrage en de beloning van de wet van 2007.
type Geldvorm struct {
	EigenBijdrageCent *int64     `json:"eigen_bijdrage_cent,omitempty"`
	Termijnen         *int       `json:"termijnen,omitempty"`
	BeloningCent      *int64     `json:"beloning_cent,omitempty"`
	Bronnen           []string   `json:"bronnen"`
	Uitleg            []Stapvorm `json:"uitleg"`
}

// Rekentabel is de invoer voor de specifieke uitkering.
type Rekentabel struct {
	Formaat     string           `json:"formaat" enum:"traject/spuk/1"`
	Factor      float64          `json:"factor" minimum:"0" maximum:"10"`
	TariefAsiel []string         `json:"tarief_asiel" minItems:"1" maxItems:"10"`
	TariefGezin string           `json:"tarief_gezin"`
	Jaren       []Rekentabeljaar `json:"jaren" minItems:"1" maxItems:"100"`
}

// Rekentabeljaar is één jaar van de rekentabel.
type Rekentabeljaar struct {
	Jaar         int     `json:"jaar"`
	Taakstelling float64 `json:"taakstelling,omitempty" minimum:"0"`
	Gezin        float64 `json:"gezin,omitempty" minimum:"0"`
}

// Raming is de specifieke uitkering per jaar.
type Raming struct {
	Jaren []Ramingsjaar `json:"jaren"`
}

// Ramingsjaar is de raming van één jaar, in hele centen.
type Ramingsjaar struct {
	Jaar       int              `json:"jaar"`
	Aantal     string           `json:"aantal"`
	Cohorten   map[string]int64 `json:"cohorten"`
	GezinCent  int64            `json:"gezin_cent"`
	TotaalCent int64            `json:"totaal_cent"`
}
