package store

import (
	"context"

	"traject/kern/begrip"
)

// Werkbeheer is what the application manager asks of the outbox.
type Werkbeheer interface {
	// Werk gives work by key, without its content.
	Werk(ctx context.Context, f WerkrijFilter) ([]Uitgaand, error)
	// WerkTellingen counts the work that is not done, by sort.
	WerkTellingen(ctx context.Context, g begrip.Gemeente, nu int64) ([]Werktelling, error)
	// OpnieuwVeel puts all work of a sort that was given up back in the queue.
	OpnieuwVeel(ctx context.Context, g begrip.Gemeente, soort string, nu int64) (int, error)
	// RuimWerkOp removes work of a sort that was done before this moment. Only for
	// periodic work: of a letter the outbox says that it went out.
	RuimWerkOp(ctx context.Context, g begrip.Gemeente, soort string, voor int64) (int, error)
}

// WerkrijFilter chooses work. Empty fields choose everything.
type WerkrijFilter struct {
	Gemeente begrip.Gemeente
	Stand    UitgaandStand
	Soort    string
	Na       string // key of the last row of the page before
	Hooguit  int    // 0 is 50
}

// Werktelling counts work of one sort that is not done.
type Werktelling struct {
	Soort                 string
	Wacht, Bezig, Mislukt int
	Eerste                int64 // when the first that waits is due; 0 is none
}
