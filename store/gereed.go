package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"traject/kern/begrip"
)

// Gereedheid answers quickly whether a request can be served now.
type Gereedheid interface {
	// Gereed answers nil when the database answers, holds at least the form that this
	// program knows, and the keys of the municipality open. What is not ready is joined
	// together: a *Storing of kind OuderSchema or Sleutelfout, or any other error for the
	// database itself. A newer form is fine: migrations only go forward, and during an
	// update the old program works on beside the new one.
	Gereed(ctx context.Context, g begrip.Gemeente) error
	// TelSessies counts the people who are logged in at nu.
	TelSessies(ctx context.Context, g begrip.Gemeente, nu int64) (int, error)
}

// Gereed asks the engine and the keys.
func (s *SQL) Gereed(ctx context.Context, g begrip.Gemeente) error {
	return errors.Join(s.motor.Gereed(ctx, g), s.zegel.Gereed(g))
}

// Gereed says whether there are keys for the municipality.
func (z *Zegel) Gereed(g begrip.Gemeente) error {
	_, err := z.sleutels(g)
	return err
}

// TelSessies counts the people who are logged in at nu.
func (s *SQL) TelSessies(ctx context.Context, g begrip.Gemeente, nu int64) (n int, err error) {
	err = s.motor.Lees(ctx, g, func(tx *sql.Tx) error {
		return nieuweVraag("SELECT COUNT(*) FROM sessie WHERE gemeente = ? AND tot > ? AND gebruiker <> ''", string(g), nu).rij(ctx, tx, &n)
	})
	if err != nil {
		return 0, fmt.Errorf("sessies tellen: %w", err)
	}
	return n, nil
}
