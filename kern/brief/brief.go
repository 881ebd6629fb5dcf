package brief

import (
	"encoding/json"
	"errors"
	"fmt"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// Bloksoort zegt wat een blok is.
type Bloksoort string

// De soorten blokken.
const (
	Tussenkop     Bloksoort = "kop"           // Kop
	Alinea        Bloksoort = "alinea"        // Regels: de zinnen, achter elkaar gezet
	Kader         Bloksoort = "kader"         // Kop en Regels: het besluit
	Stappen       Bloksoort = "stappen"       // Stappen
	Lijst         Bloksoort = "lijst"         // Regels
	Tabel         Bloksoort = "tabel"         // Tabelkop en Rijen
	Ondertekening Bloksoort = "ondertekening" // Regels
)

// Pictogram is het kenmerk van een tekening bij een stap; druk tekent haar.
type Pictogram string

// De pictogrammen.
const (
	PictoBoek     Pictogram = "boek"
	PictoPen      Pictogram = "pen"
	PictoWerk     Pictogram = "werk"
	PictoMunt     Pictogram = "munt"
	PictoExamen   Pictogram = "examen"
	PictoGesprek  Pictogram = "gesprek"
	PictoTelefoon Pictogram = "telefoon"
	PictoBezwaar  Pictogram = "bezwaar"
	PictoPost     Pictogram = "post"
	PictoMens     Pictogram = "mens"
	PictoHuis     Pictogram = "huis"
	PictoKind     Pictogram = "kind"
	PictoKlok     Pictogram = "klok"
	PictoMeedoen  Pictogram = "meedoen"
)

// Pictogrammen zijn alle pictogrammen.
var Pictogrammen = []Pictogram{PictoBoek, PictoPen, PictoWerk, PictoMunt, PictoExamen, PictoGesprek, PictoTelefoon,
	PictoBezwaar, PictoPost, PictoMens, PictoHuis, PictoKind, PictoKlok, PictoMeedoen}

// Stap is één stap met een pictogram: een kop en zinnen.
type Stap struct {
	Pictogram Pictogram `json:"pictogram"`
	Kop       string    `json:"kop"`
	Regels    []string  `json:"regels"`
}

// Blok is een deel van de brief; Soort zegt welke velden tellen.
type Blok struct {
	Soort    Bloksoort  `json:"soort"`
	Kop      string     `json:"kop,omitempty"`
	Regels   []string   `json:"regels,omitempty"`
	Stappen  []Stap     `json:"stappen,omitempty"`
	Tabelkop []string   `json:"tabelkop,omitempty"`
	Rijen    [][]string `json:"rijen,omitempty"`
}

// Gegeven is een regel rechts boven in de brief, zoals Datum of Kenmerk.
type Gegeven struct {
	Naam   string `json:"naam"`
	Waarde string `json:"waarde"`
}

// Brief is een hele brief als gegevens.
type Brief struct {
	Soort    string       `json:"soort"` // "pip", "oproep" of "waarschuwing"
	Dag      begrip.Datum `json:"dag"`   // dag op de brief
	Afzender string       `json:"afzender"`
	Aan      []string     `json:"aan"` // regels van het adres
	Gegevens []Gegeven    `json:"gegevens"`
	Titel    string       `json:"titel"`
	Aanhef   string       `json:"aanhef"`
	Blokken  []Blok       `json:"blokken"`
	Voet     []string     `json:"voet,omitempty"` // kleine letters: de artikelen
}

// ErrGeenFeit zegt dat het feit waarover de brief gaat er niet is, of dat het recht er geen dagen bij geeft.
var ErrGeenFeit = errors.New("het feit voor de brief ontbreekt")

// Schrijf geeft de brief als bytes om te bewaren; dezelfde brief geeft dezelfde bytes.
func Schrijf(b Brief) ([]byte, error) {
	uit, err := json.Marshal(b)
	if err != nil {
		return nil, fmt.Errorf("brief opschrijven: %w", err)
	}
	return uit, nil
}

// Lees leest wat Schrijf schreef.
func Lees(stuk []byte) (Brief, error) {
	var b Brief
	if err := json.Unmarshal(stuk, &b); err != nil {
		return Brief{}, fmt.Errorf("brief lezen: %w", err)
	}
	return b, nil
}

// Opgemaakt geeft het feit dat deze brief bewaart. Over is het kenmerk van het feit
// waar de brief over gaat.
func Opgemaakt(b Brief, kenmerk, over string) (*dossier.BriefOpgemaakt, error) {
	stuk, err := Schrijf(b)
	if err != nil {
		return nil, err
	}
	return &dossier.BriefOpgemaakt{Brief: b.Soort, Kenmerk: kenmerk, Over: over, Stuk: stuk}, nil
}

// Afzender is de gemeente die schrijft. Alleen Gemeente is verplicht: wat leeg is,
// komt niet in de brief.
type Afzender struct {
	Gemeente     string // "Gemeente Voorbeeldstad"
	Postadres    string // "Postbus 1, 1234 AA Voorbeeldstad"
	Telefoon     string
	Website      string // ook voor bezwaar met DigiD
	BezwaarDigiD bool   // kan bezwaar op de website
	Contact      string // naam van de klantmanager zoals in de brief
}

// Waar zegt hoe laat en waar een afspraak is; dat staat alleen in de brief.
type Waar struct{ Tijd, Plaats string }

// begin vult de delen die elke brief heeft.
func begin(soort string, d *dossier.Dossier, van Afzender, dag begrip.Datum, kenmerk string) Brief {
	b := Brief{Soort: soort, Dag: dag, Afzender: van.Gemeente, Aan: adres(d), Aanhef: aanhef(d)}
	voegToe := func(naam, waarde string) {
		if waarde != "" {
			b.Gegevens = append(b.Gegevens, Gegeven{naam, waarde})
		}
	}
	voegToe("Datum", dag.Voluit())
	voegToe("Kenmerk", kenmerk)
	voegToe("Contact", van.Contact)
	voegToe("Telefoon", van.Telefoon)
	return b
}

func (b *Brief) kop(tekst string) { b.Blokken = append(b.Blokken, Blok{Soort: Tussenkop, Kop: tekst}) }
func (b *Brief) alinea(zinnen ...string) {
	b.Blokken = append(b.Blokken, Blok{Soort: Alinea, Regels: zinnen})
}
func (b *Brief) stappen(s []Stap) { b.Blokken = append(b.Blokken, Blok{Soort: Stappen, Stappen: s}) }
func (b *Brief) lijst(regels ...string) {
	b.Blokken = append(b.Blokken, Blok{Soort: Lijst, Regels: regels})
}
func (b *Brief) kader(kop string, r ...string) {
	b.Blokken = append(b.Blokken, Blok{Soort: Kader, Kop: kop, Regels: r})
}

// groet sluit de brief af.
func (b *Brief) groet(van Afzender) {
	regels := []string{"Met vriendelijke groet,", "namens het college van burgemeester en wethouders,"}
	if van.Contact != "" {
		regels = append(regels, van.Contact)
	}
	b.Blokken = append(b.Blokken, Blok{Soort: Ondertekening, Regels: regels})
}

func stap(p Pictogram, kop string, regels ...string) Stap {
	return Stap{Pictogram: p, Kop: kop, Regels: regels}
}

// adres geeft de regels van het adres; wat onbekend is blijft weg.
func adres(d *dossier.Dossier) []string {
	p := d.Persoon
	var uit []string
	for _, regel := range []string{titelEnNaam(p.Aanhef, p.Naam), p.Adres, samen(postcode(p.Postcode), p.Plaats)} {
		if regel != "" {
			uit = append(uit, regel)
		}
	}
	return uit
}

func aanhef(d *dossier.Dossier) string {
	p := d.Persoon
	achter := samen(p.Voorvoegsel, p.Geslachtsnaam)
	switch {
	case p.Aanhef != "" && achter != "":
		return "Beste " + p.Aanhef + " " + hoofdletter(achter) + ","
	case !p.Naam.IsLeeg():
		return "Beste " + p.Naam.Volledig() + ","
	}
	return "Beste heer of mevrouw,"
}

func titelEnNaam(aanhef string, n begrip.Naam) string {
	if n.IsLeeg() {
		return ""
	}
	if aanhef == "" {
		return n.Volledig()
	}
	return hoofdletter(aanhef) + " " + n.Volledig()
}
