package store

import (
	"context"
	"database/sql"
	"fmt"

	"traject/kern/begrip"
)

// doelSessie binds the seal to the place and the person, so that the content of one
// session cannot be put in the place of another.
func doelSessie(sleutel, gebruiker string) string { return "sessie/" + sleutel + "/" + gebruiker }

// LeesSessie gives the content of a session that still runs.
func (s *SQL) LeesSessie(ctx context.Context, g begrip.Gemeente, sleutel string, nu int64) ([]byte, error) {
	var gebruiker string
	var dicht []byte
	err := s.motor.Lees(ctx, g, func(tx *sql.Tx) error {
		return nieuweVraag("SELECT gebruiker, inhoud FROM sessie WHERE gemeente = ? AND sleutel = ? AND tot > ?", string(g), sleutel, nu).rij(ctx, tx, &gebruiker, &dicht)
	})
	if err != nil {
		return nil, fmt.Errorf("sessie lezen: %w", err)
	}
	return s.zegel.Onthul(g, nil, doelSessie(sleutel, gebruiker), dicht)
}

// BewaarSessie keeps a session in the place of what stood there.
func (s *SQL) BewaarSessie(ctx context.Context, g begrip.Gemeente, se Sessie) error {
	if err := se.Keur(); err != nil {
		return err
	}
	dicht, err := s.zegel.Verberg(g, nil, doelSessie(se.Sleutel, se.Gebruiker), se.Inhoud)
	if err != nil {
		return err
	}
	return s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
		i := s.invoer("sessie", "gemeente, sleutel, gebruiker, tot, inhoud",
			" ON CONFLICT (gemeente, sleutel) DO UPDATE SET gebruiker = excluded.gebruiker, tot = excluded.tot, inhoud = excluded.inhoud")
		i.rij(string(g), se.Sleutel, se.Gebruiker, se.Tot, dicht)
		if _, err := i.schrijf(ctx, tx); err != nil {
			return fmt.Errorf("sessie bewaren: %w", err)
		}
		return nil
	})
}

// WisSessie removes a session.
func (s *SQL) WisSessie(ctx context.Context, g begrip.Gemeente, sleutel string) error {
	_, err := s.wisSessies(ctx, g, "sleutel = ?", sleutel)
	return err
}

// WisSessiesVan removes all sessions of one person.
func (s *SQL) WisSessiesVan(ctx context.Context, g begrip.Gemeente, gebruiker string) (int, error) {
	return s.wisSessies(ctx, g, "gebruiker = ? AND gebruiker <> ''", gebruiker)
}

// RuimSessiesOp removes sessions that have ended.
func (s *SQL) RuimSessiesOp(ctx context.Context, g begrip.Gemeente, nu int64) (int, error) {
	return s.wisSessies(ctx, g, "tot <= ?", nu)
}

func (s *SQL) wisSessies(ctx context.Context, g begrip.Gemeente, voorwaarde string, waarde any) (int, error) {
	var n int64
	err := s.motor.Schrijf(ctx, g, func(tx *sql.Tx) (err error) {
		n, err = nieuweVraag("DELETE FROM sessie WHERE gemeente = ? AND "+voorwaarde, string(g), waarde).doe(ctx, tx)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("sessies wissen: %w", err)
	}
	return int(n), nil
}
