package store

import (
	"context"
	"database/sql"
	"fmt"

	"traject/kern/begrip"
)

// Opdracht is one statement of several that go together: nobody looks at the outcome of
// one before the next is sent. On a server that saves a journey for each of them.
type Opdracht struct {
	Wat   string // what it does, for an error
	Tekst string
	Args  []any
	// Rij hears every row of a statement that gives rows.
	Rij func(lees func(...any) error) error
	// Aantal is how many rows the statement touched, when Rij is nil.
	Aantal int64
	// Keur looks at the outcome when all have been done; its refusal takes everything back.
	Keur func(ctx context.Context, tx *sql.Tx, aantal int64) error
}

// samen does statements that go together and looks at their outcomes, in order.
func (s *SQL) samen(ctx context.Context, tx *sql.Tx, os []*Opdracht) error {
	if err := s.motor.Samen(ctx, tx, os); err != nil {
		return err
	}
	for _, o := range os {
		if o.Keur == nil {
			continue
		}
		if err := o.Keur(ctx, tx, o.Aantal); err != nil {
			return err
		}
	}
	return nil
}

// opdracht makes of a question a statement that gives no rows.
func (v *vraag) opdracht(wat string) *Opdracht {
	return &Opdracht{Wat: wat, Tekst: v.tekst.String(), Args: v.args}
}

// lezing makes of a question a statement of which f hears every row.
func (v *vraag) lezing(wat string, f func(lees func(...any) error) error) *Opdracht {
	o := v.opdracht(wat)
	o.Rij = f
	return o
}

func (o *Opdracht) vraag() *vraag {
	v := &vraag{args: o.Args}
	v.tekst.WriteString(o.Tekst)
	return v
}

// EenVoorEen does statements one after the other, for an engine without journeys.
func EenVoorEen(ctx context.Context, tx *sql.Tx, os []*Opdracht) error {
	for _, o := range os {
		var err error
		if o.Rij != nil {
			err = o.vraag().rijen(ctx, tx, o.Rij)
		} else {
			o.Aantal, err = o.vraag().doe(ctx, tx)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", o.Wat, err)
		}
	}
	return nil
}

// kopVraag reads the head of a dossier into k, which stays nil when it is not there. The
// ending slot is empty, or locks the dossier until the end of the transaction.
func kopVraag(g begrip.Gemeente, nummer, slot string, k **Kop) *Opdracht {
	return nieuweVraag("SELECT "+kopkolommen+" FROM dossier WHERE gemeente = ? AND nummer = ?"+slot, string(g), nummer).
		lezing("dossier "+nummer+" zoeken", func(lees func(...any) error) (err error) {
			*k, err = scanKop(g, lees)
			return err
		})
}
