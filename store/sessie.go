package store

import (
	"context"
	"fmt"

	"traject/kern/begrip"
)

// Sessies are the logins of people at work, so that every instance behind a load
// balancer knows them. Content is sealed. They do not travel with a backup: after a
// restore everyone logs in again.
type Sessies interface {
	// LeesSessie gives the content of a session that still runs at nu.
	LeesSessie(ctx context.Context, g begrip.Gemeente, sleutel string, nu int64) ([]byte, error)
	// BewaarSessie keeps a session in the place of what stood there.
	BewaarSessie(ctx context.Context, g begrip.Gemeente, s Sessie) error
	// WisSessie removes a session; one that is not there is no error.
	WisSessie(ctx context.Context, g begrip.Gemeente, sleutel string) error
	// WisSessiesVan removes all sessions of one person and answers how many.
	WisSessiesVan(ctx context.Context, g begrip.Gemeente, gebruiker string) (int, error)
	// RuimSessiesOp removes sessions that ended before nu and answers how many.
	RuimSessiesOp(ctx context.Context, g begrip.Gemeente, nu int64) (int, error)
}

// Sessie is one login. Sleutel is a print of the token and not the token itself, so
// that whoever reads the database cannot take over a session.
type Sessie struct {
	Sleutel   string
	Gebruiker string // "" before someone has logged in
	Tot       int64  // seconds since 1970
	Inhoud    []byte
}

// Keur says whether a session can be kept.
func (s Sessie) Keur() error {
	if s.Sleutel == "" || s.Tot <= 0 {
		return fmt.Errorf("sessie zonder sleutel of einde bewaren: %w", ErrVerkeerdeVorm)
	}
	return nil
}
