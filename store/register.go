package store

import (
	"context"
	"fmt"

	"traject/kern/begrip"
)

// Registers keeps documents of the municipality itself, such as its staff and its
// processors: small, sealed with the key of the municipality, and replaced only by
// whoever saw the version before.
type Registers interface {
	// LeesStuk gives one document, or ErrNietGevonden.
	LeesStuk(ctx context.Context, g begrip.Gemeente, soort, sleutel string) (Stuk, error)
	// Stukken gives documents of one sort with their content, by key after na, at most
	// hooguit (0 is 50).
	Stukken(ctx context.Context, g begrip.Gemeente, soort, na string, hooguit int) ([]Stuk, error)
	// BewaarStuk keeps a document. Versie is the version it replaces, 0 for a new one;
	// when another was first the answer is a *StukConflict and nothing changes. What is
	// about a dossier (DossierSoort) is kept only while that dossier is there: otherwise
	// the answer is ErrNietGevonden or ErrVernietigd.
	BewaarStuk(ctx context.Context, g begrip.Gemeente, s Stuk) error
	// WisStuk removes the version that was seen; another one gives a *StukConflict.
	WisStuk(ctx context.Context, g begrip.Gemeente, soort, sleutel string, versie int, audit []Auditregel) error
}

// Stuk is one document of a register.
type Stuk struct {
	Soort   string // which register, such as "medewerker"
	Sleutel string // place in the register; in the clear, so nothing personal
	Versie  int    // when read: how often it was kept; when written: the version it replaces
	Moment  int64  // last kept, seconds since 1970
	Inhoud  []byte // sealed in the store
	// Audit stands or falls with the change; empty when read.
	Audit []Auditregel
}

// StukConflict says that someone else changed the document first. It is an ErrConflict.
type StukConflict struct {
	Soort, Sleutel string
	Verwacht, Nu   int // Nu is 0 when it is not there
}

func (c *StukConflict) Error() string {
	return fmt.Sprintf("stuk %s van register %s is intussen gewijzigd: versie %d verwacht, het is %d", c.Sleutel, c.Soort, c.Verwacht, c.Nu)
}

// Is makes a StukConflict an ErrConflict.
func (c *StukConflict) Is(doel error) bool { return doel == ErrConflict }

// Keur says whether the document can be kept at all.
func (s Stuk) Keur() error {
	if s.Soort == "" || s.Sleutel == "" || s.Versie < 0 {
		return fmt.Errorf("een stuk zonder soort of sleutel bewaren: %w", ErrVerkeerdeVorm)
	}
	return nil
}
