package begrip

// Vindplaats wijst één bepaling aan, in de versie die gold.
type Vindplaats struct {
	Regeling  string // "Wi2021", "Bi2021", "Awb", "Atw", "beleid", of een uitspraak of handleiding voluit
	Artikel   string // "5.3"
	Lid       string // "1"
	Onderdeel string // "b"
	Van       Datum  // eerste dag van de versie; leeg als er maar één is
}

// String geeft de vindplaats zoals in het antwoord: "Bi2021 art. 5.3 lid 1".
func (v Vindplaats) String() string {
	s := v.Regeling
	if v.Artikel != "" {
		s += " art. " + v.Artikel
	}
	if v.Lid != "" {
		s += " lid " + v.Lid
	}
	if v.Onderdeel != "" {
		s += " onder " + v.Onderdeel
	}
	return s
}

// Eenheid zegt hoe de waarde van een stap gelezen moet worden.
type Eenheid uint8

// De eenheden. Bij Woord staat de waarde in Stap.Tekst.
const (
	Geen Eenheid = iota
	InDag
	InCent
	InUren // duizendsten van een uur, zie Uren
	InAantal
	InProcent
	InDagen
	InWerkdagen
	InWeken
	InMaanden
	InJaren
	JaNee // 1 is ja, 0 is nee
	Woord
)

// Stap is één stap van een uitleg: getypt, met een vast kenmerk en precies één
// vindplaats. De zin die mensen lezen is een weergave van ID en Waarde.
type Stap struct {
	ID      string // vast: scherm, brief en proef wijzen ernaar
	Tekst   string // alleen bij Woord
	Waarde  int64
	Grond   *Vindplaats
	Vervult *Vindplaats // landelijke bepaling die de gemeente hier invult
	Feit    int32       // Nummer van het gebruikte feit; 0 is geen
	Eenheid Eenheid
}

// Uitleg is de boom van stappen in leesvolgorde; de laatste stap is de uitkomst.
type Uitleg []Stap

// Vraag is een feit dat ontbreekt: wie kan het leveren en waarom is het nodig.
type Vraag struct {
	Feit  string
	Aan   Partij
	Grond *Vindplaats
}

// Afweging is een open norm: een mens kiest en motiveert, binnen de bandbreedte.
type Afweging struct {
	Code       string // zoals "juridische-toets" of "inspanning-beoordelen"
	Grond      *Vindplaats
	Laag, Hoog int64
	Eenheid    Eenheid
}

// Weigering zegt waarom iets niet mag. Zij is geen fout: zij hoort bij het antwoord.
// Plaats is leeg of het veld van een formulier of bestand waar zij bij hoort.
type Weigering struct {
	Code   string
	Zin    string
	Plaats string
	Grond  *Vindplaats
}

// Uitkomst is een waarde, óf vragen, óf een afweging voor een mens; nooit een gok.
// IsBekend zegt of Waarde er is. Weigeringen staan naast een waarde van nul of nee.
type Uitkomst[T any] struct {
	Waarde      T
	IsBekend    bool
	Vragen      []Vraag
	Afwegingen  []Afweging
	Weigeringen []Weigering
	Uitleg      Uitleg
}

// Weet is een feit dat bekend, onbekend of betwist kan zijn. De nulwaarde is onbekend.
type Weet[T any] struct {
	Waarde   T
	Kennis   Kennis
	Herkomst string
}

// Kennis zegt hoe zeker een feit is.
type Kennis uint8

// De graden van kennis.
const (
	Onbekend Kennis = iota
	Bekend
	Betwist
)
