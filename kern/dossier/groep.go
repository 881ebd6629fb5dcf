package dossier

import (
	"encoding/json"
	"errors"
	"fmt"

	"traject/kern/begrip"
)

// Groep is een groep velden die eerder weg moet dan het dossier waarin zij staat. De wet
// rekent er niet mee: wat zonder haar een ander antwoord gaf, hoort er niet in. Daarom
// staat zij in het logboek onder een eigen zegel binnen dat van het feit, zodat zij weg
// kan zonder de keten te breken (docs/adr/0022-eerder-weg.md).
type Groep string

// De groepen.
const (
	GroepGezondheid    Groep = "gezondheid"    // Wi2021 art. 37 lid 2 onder b
	GroepPartner       Groep = "partner"       // AVG art. 5 lid 1 onder b en e
	GroepAantekeningen Groep = "aantekeningen" // vrije tekst van gesprekken en notities
)

// Groepen zijn alle groepen, in de volgorde van het scherm.
var Groepen = []Groep{GroepGezondheid, GroepPartner, GroepAantekeningen}

// Weg zegt van een groep velden van een feit dat zij is vernietigd. Dat is iets anders dan
// leeg: er heeft iets gestaan, en niemand weet meer wat.
type Weg struct {
	Groep Groep
	Dag   begrip.Datum
	Grond string
}

// Sluiter verzegelt de velden van een groep.
type Sluiter func(groep Groep, open []byte) (dicht []byte, err error)

// Opener opent de velden van een groep, of zegt dat zij zijn vernietigd.
type Opener func(groep Groep, dicht []byte) (open []byte, weg *Weg, err error)

// IsWeg zegt of deze groep van het feit is vernietigd, en geeft dan wanneer en waarom.
func (g *Gebeurtenis) IsWeg(groep Groep) (Weg, bool) {
	for _, w := range g.Weg {
		if w.Groep == groep {
			return w, true
		}
	}
	return Weg{}, false
}

// GroepenIn geeft de groepen waarvan in dit feit iets is ingevuld. Wat is vernietigd telt
// niet mee. Het wordt van elk feit gevraagd, en de meeste soorten hebben geen groep.
func GroepenIn(f Feit) []Groep {
	switch f.(type) {
	case *IntakeVerslag, *Partner, *Notitie, *Overig:
	default:
		return nil
	}
	s := schrijver{b: []byte{'{'}}
	f.Velden(&s)
	var uit []Groep
	for _, d := range s.groepen {
		uit = append(uit, d.groep)
	}
	return uit
}

// ApartVerzegeld zegt of de groepen van dit feit een eigen zegel hebben. Wat van vóór die
// vorm is, gaat pas weg met het dossier.
func (g *Gebeurtenis) ApartVerzegeld() bool { return g.Vorm >= vormMetGroepen }

// groepsdeel zijn de velden van één groep, als JSON.
type groepsdeel struct {
	groep Groep
	open  []byte
}

// Groep schrijft de velden apart.
func (s *schrijver) Groep(groep Groep, velden func(Bezoeker)) {
	in := schrijver{b: []byte{'{'}}
	velden(&in)
	if len(in.b) > 1 {
		s.groepen = append(s.groepen, groepsdeel{groep, append(in.b, '}')})
	}
}

// besloten geeft de groepen, verzegeld; nil als er geen zijn of niemand ze sluit.
func (s *schrijver) besloten(sluit Sluiter) (json.RawMessage, error) {
	if sluit == nil || len(s.groepen) == 0 {
		return nil, nil
	}
	uit := schrijver{b: []byte{'{'}}
	for _, d := range s.groepen {
		dicht, err := sluit(d.groep, d.open)
		if err != nil {
			return nil, fmt.Errorf("%s verzegelen: %w", d.groep, err)
		}
		uit.veld(string(d.groep), dicht)
	}
	return append(uit.b, '}'), nil
}

// Groep leest de velden die apart zijn verzegeld. In de eerste vorm stonden zij bij de rest.
func (l *lezer) Groep(groep Groep, velden func(Bezoeker)) {
	if l.vorm < vormMetGroepen {
		velden(l)
		return
	}
	b := l.besloten.haal(string(groep))
	if b == nil || l.fout != nil || l.open == nil {
		return
	}
	var dicht []byte
	err := json.Unmarshal(b, &dicht)
	if err == nil {
		err = l.leesGroep(groep, dicht, velden)
	}
	if err != nil {
		l.fout = fmt.Errorf("%s openen: %w", groep, err)
	}
}

func (l *lezer) leesGroep(groep Groep, dicht []byte, velden func(Bezoeker)) error {
	open, weg, err := l.open(groep, dicht)
	if err != nil {
		return err
	}
	if weg != nil {
		l.weg = append(l.weg, *weg)
		return nil
	}
	in := lezer{}
	if err := in.velden.lees(open); err != nil {
		return err
	}
	velden(&in)
	return in.fout
}

// errGroepOnbekend is een groep die er niet is.
var errGroepOnbekend = errors.New("deze groep velden is niet bekend")

// LeesGroep leest de naam van een groep.
func LeesGroep(naam string) (Groep, error) {
	for _, g := range Groepen {
		if string(g) == naam {
			return g, nil
		}
	}
	return "", errGroepOnbekend
}

// SoortGegevensVernietigd zegt dat een groep velden van dit dossier is vernietigd.
const SoortGegevensVernietigd Soort = "gegevens-vernietigd"

// GegevensVernietigd zegt dat een groep velden van dit dossier is vernietigd, in alle
// feiten tot en met dit. Het bewijst in de keten wanneer en op welke grond dat gebeurde.
type GegevensVernietigd struct {
	Groep Groep
	Grond string
}

// Soort geeft "gegevens-vernietigd".
func (*GegevensVernietigd) Soort() Soort { return SoortGegevensVernietigd }

// Velden noemt de velden.
func (f *GegevensVernietigd) Velden(b Bezoeker) {
	keuze(b, "groep", &f.Groep, Groepen, true)
	b.Tekst("grond", &f.Grond, true)
}
