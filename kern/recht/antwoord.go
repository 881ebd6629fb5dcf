package recht

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// Stand zegt hoe het met een termijn staat op de dag waarop gerekend wordt.
type Stand string

// De standen. NogNiet: het begin moet nog komen. TeLaat: gedaan, maar na de laatste dag.
const (
	Lopend     Stand = "lopend"
	Gehaald    Stand = "gehaald"
	TeLaat     Stand = "te-laat"
	Verlopen   Stand = "verlopen"
	Opgeschort Stand = "opgeschort"
	Vervallen  Stand = "vervallen"
	NogNiet    Stand = "nog-niet"
)

// Antwoord is alles wat de wet over een dossier zegt op één dag.
type Antwoord struct {
	Op, Bekend   begrip.Datum
	Stelsel      begrip.Stelsel
	Pakket       string // beleidspakket, "landelijk" als er geen is
	Vingerafdruk string // van alle waarden waarmee is gerekend
	TotFeit      int    // nummer van de laatste gebeurtenis die is gelezen
	Termijnen    []Termijn
	Normen       []Norm
	Boetes       []Boete
	Handelingen  []Handeling
	Vragen       []begrip.Vraag
	Geld         *Geld // alleen bij stelsel wi2007
}

// Termijn is een tijdvak met een laatste dag waarop iets op tijd is.
type Termijn struct {
	Sleutel   string       // "bezwaar"
	Over      string       // "o1": wat achter de dubbele punt staat; leeg als er maar één is
	Begin     begrip.Datum // leeg als de termijn geen begin heeft
	Uiterlijk begrip.Datum // leeg zolang de termijn is opgeschort, en bij een oproep
	Stand     Stand
	Bronnen   []*begrip.Vindplaats
	Uitleg    begrip.Uitleg
}

// Naam geeft de naam in het antwoord: "bezwaar:o1".
func (t Termijn) Naam() string { return naam(t.Sleutel, t.Over) }

// Norm is een eis in uren of aantallen en wat daarvan is gehaald.
type Norm struct {
	Sleutel            string
	Eis, Behaald, Rest int64          // in de Eenheid; InUren telt duizendsten
	Eenheid            begrip.Eenheid // InUren of InAantal
	Voldaan            bool
	Bronnen            []*begrip.Vindplaats
	Uitleg             begrip.Uitleg
}

// Boete is wat de wet over één overtreding zegt.
type Boete struct {
	ID          string // kenmerk van de overtreding
	Grond       *begrip.Vindplaats
	Mag         bool
	Bekend      bool // onwaar: er ontbreekt een feit, dan zijn Mag, Percentage en Bedrag geen antwoord
	Trede       int  // 0 is geen trede
	Percentage  int  // 0 is geen percentage
	Norm        begrip.Cent
	HeeftNorm   bool // onwaar: Norm hoort niet in het antwoord
	Bedrag      begrip.Cent
	Ruimte      begrip.Cent
	HeeftRuimte bool // onwaar: er is geen maximum waaraan wordt gemeten
	Opgelegd    dossier.Optie[begrip.Cent]
	Weigering   []begrip.Weigering
	Eisen       []string
	Vragen      []begrip.Vraag
	Bronnen     []*begrip.Vindplaats
	Uitleg      begrip.Uitleg
}

// Handeling is iets wat de gemeente kan doen, en of het mag.
type Handeling struct {
	Sleutel   string // "leerroute-wijzigen"
	Over      string // "z"
	Mag       bool
	Weigering []begrip.Weigering
	Eisen     []string // wat een mens nog moet beoordelen
	Bronnen   []*begrip.Vindplaats
	Uitleg    begrip.Uitleg
}

// Naam geeft de naam in het antwoord: "leerroute-wijzigen:z".
func (h Handeling) Naam() string { return naam(h.Sleutel, h.Over) }

// Geld is de eigen bijdrage en de beloning van Wi2007. Een optie die niet is
// ingevuld hoort niet in het antwoord.
type Geld struct {
	EigenBijdrage dossier.Optie[begrip.Cent]
	Termijnen     dossier.Optie[int]
	Beloning      dossier.Optie[begrip.Cent]
	Bronnen       []*begrip.Vindplaats
	Uitleg        begrip.Uitleg
}

// Termijn zoekt een termijn op zijn naam, zoals "bezwaar:o1".
func (a *Antwoord) Termijn(n string) (Termijn, bool) {
	for i := range a.Termijnen {
		if t := &a.Termijnen[i]; heet(t.Sleutel, t.Over, n) {
			return *t, true
		}
	}
	return Termijn{}, false
}

// Norm zoekt een norm op zijn sleutel.
func (a *Antwoord) Norm(sleutel string) (Norm, bool) {
	for i := range a.Normen {
		if a.Normen[i].Sleutel == sleutel {
			return a.Normen[i], true
		}
	}
	return Norm{}, false
}

// Boete zoekt een boete op het kenmerk van de overtreding.
func (a *Antwoord) Boete(id string) (Boete, bool) {
	for i := range a.Boetes {
		if a.Boetes[i].ID == id {
			return a.Boetes[i], true
		}
	}
	return Boete{}, false
}

// Handeling zoekt een handeling op haar naam, zoals "oproep:f3".
func (a *Antwoord) Handeling(n string) (Handeling, bool) {
	for i := range a.Handelingen {
		if h := &a.Handelingen[i]; heet(h.Sleutel, h.Over, n) {
			return *h, true
		}
	}
	return Handeling{}, false
}

func naam(sleutel, over string) string {
	if over == "" {
		return sleutel
	}
	return sleutel + ":" + over
}

// heet vergelijkt zonder de naam eerst aan elkaar te plakken.
func heet(sleutel, over, n string) bool {
	if over == "" {
		return n == sleutel
	}
	l := len(sleutel)
	return len(n) == l+1+len(over) && n[:l] == sleutel && n[l] == ':' && n[l+1:] == over
}
