package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

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

// kopVragen reads the heads of dossiers into a map, in order of number; what is not there
// stays away. The ending slot is empty, or locks them until the end of the transaction.
func (s *SQL) kopVragen(g begrip.Gemeente, nummers []string, slot string, in map[string]*Kop) []*Opdracht {
	var uit []*Opdracht
	for deel := range slices.Chunk(nummers, samenLezen) {
		uit = append(uit, nieuweVraag("SELECT "+kopkolommen+" FROM dossier WHERE gemeente = ?", string(g)).
			onder("nummer", deel, s.motor.Rijtjes()).plus(" ORDER BY nummer"+slot).
			lezing("dossiers zoeken", func(lees func(...any) error) error {
				k, err := scanKop(g, lees)
				if err == nil {
					in[k.Nummer] = k
				}
				return err
			}))
	}
	return uit
}
