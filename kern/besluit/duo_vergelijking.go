package besluit

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// Ketensoort zegt hoe het dossier en DUO uiteenlopen.
type Ketensoort string

// De soorten. NietLeesbaar: DUO geeft het niet terug, of gaf iets dat niet te lezen was.
const (
	AlleenBijDUO Ketensoort = "alleen-bij-duo"
	AlleenBijOns Ketensoort = "alleen-bij-ons"
	Anders       Ketensoort = "anders"
	NietLeesbaar Ketensoort = "niet-leesbaar"
)

// Titel geeft de soort zoals mensen haar lezen.
func (k Ketensoort) Titel() string {
	switch k {
	case AlleenBijDUO:
		return "Alleen bij DUO"
	case AlleenBijOns:
		return "Alleen bij ons"
	case Anders:
		return "Verschilt"
	}
	return "Niet te lezen"
}

// Ketenoorzaak zegt waardoor een verschil waarschijnlijk komt.
type Ketenoorzaak string

// De oorzaken. DoorInterpretatie: beide kanten lazen hetzelfde anders, zoals een dag.
// DoorTeLaat: de ene kant weet het nog niet. DoorFout: een van beide klopt niet.
const (
	DoorInterpretatie Ketenoorzaak = "interpretatie"
	DoorTeLaat        Ketenoorzaak = "te laat"
	DoorFout          Ketenoorzaak = "fout"
	GeenOorzaak       Ketenoorzaak = ""
)

// Ketensoorten zijn alle soorten, in de volgorde van het scherm.
var Ketensoorten = []Ketensoort{Anders, AlleenBijDUO, AlleenBijOns, NietLeesbaar}

// Ketenverschil is één punt waarop het dossier en DUO uiteenlopen, met wat eraan te doen is.
type Ketenverschil struct {
	Sleutel string // vast zolang het verschil hetzelfde is
	Over    string // waarover: "PIP", "einde van de termijn"
	Soort   Ketensoort
	DUO     string // wat DUO zegt, in gewone woorden; leeg is niets
	Ons     string // wat het dossier zegt
	Oorzaak Ketenoorzaak
	Advies  string                // wat iemand kan doen
	NeemOp  []dossier.Gebeurtenis // feiten die het dossier gelijk maken aan DUO; leeg is niet op deze weg
	Meld    *DUOMelding           // het bericht dat DUO gelijk maakt aan het dossier; nil is niet op deze weg
}

// Aanvulling zegt dat DUO iets weet waar de wet niet mee rekent en dat hier nog niet staat.
// Dat is geen verschil: niemand heeft ongelijk.
func (v Ketenverschil) Aanvulling() bool {
	return v.Soort == AlleenBijDUO && v.Oorzaak == GeenOorzaak
}

// Verschilt zegt of hier iets uiteenloopt. Wat alleen niet te lezen is, is geen verschil.
func (v Ketenverschil) Verschilt() bool { return v.Soort != NietLeesbaar || v.Oorzaak == DoorFout }

// Eigenkant is wat ons dossier ernaast legt en wat de verbinding niet zelf kan rekenen.
type Eigenkant struct {
	Termijn   begrip.Periode // de inburgeringstermijn; leeg is er geen
	Meldingen []DUOMelding   // wat DUO van ons hoort te hebben
	Gemeld    []Gemeld       // wat wij DUO vertelden
}

// EigenkantVan rekent wat het dossier naast DUO legt.
func EigenkantVan(d *dossier.Dossier, a *recht.Antwoord, vandaag begrip.Datum) Eigenkant {
	e := Eigenkant{Meldingen: TeMelden(d, a, vandaag), Gemeld: Gemelde(d)}
	if t, ok := a.Termijn("inburgeringstermijn"); ok {
		e.Termijn = begrip.Periode{Begin: t.Begin, Einde: t.Uiterlijk}
	}
	return e
}
