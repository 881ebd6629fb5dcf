package store

import (
	"context"
	"errors"

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
