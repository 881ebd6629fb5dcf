package store

import (
	"errors"
	"fmt"
)

// Errors to which a caller reacts. Some come as a type that carries more; errors.Is
// works on all of them.
var (
	ErrConflict      = errors.New("het dossier is intussen gewijzigd")
	ErrNietGevonden  = errors.New("niet gevonden")
	ErrBestaatAl     = errors.New("bestaat al")
	ErrVernietigd    = errors.New("het dossier is vernietigd")
	ErrAangehouden   = errors.New("het dossier wordt aangehouden")
	ErrLeaseKwijt    = errors.New("dit werk is intussen door een ander overgenomen")
	ErrGeenZicht     = errors.New("de vraag zegt niet wat de vrager mag zien")
	ErrCursor        = errors.New("deze plaats in de lijst bestaat niet")
	ErrGeenSleutel   = errors.New("de sleutel is er niet")
	ErrVerkeerdeVorm = errors.New("de opdracht aan de opslag klopt niet")
)

// Conflict says that the dossier has another version than expected. It is an ErrConflict.
type Conflict struct {
	Nummer       string
	Verwacht, Nu int
}

func (c *Conflict) Error() string {
	return fmt.Sprintf("dossier %s is intussen gewijzigd: versie %d verwacht, het is %d", c.Nummer, c.Verwacht, c.Nu)
}

// Is makes a Conflict an ErrConflict.
func (c *Conflict) Is(doel error) bool { return doel == ErrConflict }

// BerichtBestaat says that a message with this id was received before. It is an ErrBestaatAl.
type BerichtBestaat struct {
	ID     string
	Zelfde bool   // with the same content; otherwise the sender used the id twice
	Nummer string // dossier it went to; "" is none
}

func (b *BerichtBestaat) Error() string {
	if b.Zelfde {
		return "bericht " + b.ID + " is al ontvangen"
	}
	return "bericht " + b.ID + " is al ontvangen met een andere inhoud"
}

// Is makes a BerichtBestaat an ErrBestaatAl.
func (b *BerichtBestaat) Is(doel error) bool { return doel == ErrBestaatAl }

// PersoonBestaat says that another dossier is about the same person. It is an ErrBestaatAl.
type PersoonBestaat struct{ Nummer string }

func (p *PersoonBestaat) Error() string { return "er is al een dossier van deze persoon: " + p.Nummer }

// Is makes a PersoonBestaat an ErrBestaatAl.
func (p *PersoonBestaat) Is(doel error) bool { return doel == ErrBestaatAl }

// Ketenbreuk says that the chain of a dossier does not hold.
type Ketenbreuk struct{ Bevinding }

func (k *Ketenbreuk) Error() string {
	if k.Feit == 0 {
		return fmt.Sprintf("dossier %s: %s", k.Nummer, k.Zin)
	}
	return fmt.Sprintf("dossier %s, feit %d: %s", k.Nummer, k.Feit, k.Zin)
}

// Storing is trouble with the storage itself. Zin is one sentence for whoever
// runs the program; Oorzaak is for the log.
type Storing struct {
	Soort   Storingsoort
	Zin     string
	Oorzaak error
}

// Storingsoort says what is the matter.
type Storingsoort string

// The kinds of trouble.
const (
	AlleenLezen   Storingsoort = "alleen-lezen"
	SchijfVol     Storingsoort = "schijf-vol"
	Onleesbaar    Storingsoort = "onleesbaar"
	NieuwerSchema Storingsoort = "nieuwer-schema"
	OuderSchema   Storingsoort = "ouder-schema"
	Onbereikbaar  Storingsoort = "onbereikbaar"
	Rechten       Storingsoort = "rechten"
	Sleutelfout   Storingsoort = "sleutel"
	NietLeeg      Storingsoort = "niet-leeg"
)

func (s *Storing) Error() string { return s.Zin }

func (s *Storing) Unwrap() error { return s.Oorzaak }

// alsBevinding turns trouble with one dossier into a finding; trouble with keys or
// the storage itself stays an error, for then no dossier can be judged.
func alsBevinding(nummer string, err error) (*Bevinding, error) {
	var k *Ketenbreuk
	var s *Storing
	switch {
	case err == nil:
		return nil, nil
	case errors.As(err, &k):
		return &k.Bevinding, nil
	case errors.As(err, &s):
		return nil, err
	}
	return &Bevinding{nummer, 0, err.Error()}, nil
}
