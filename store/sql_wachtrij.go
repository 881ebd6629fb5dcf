package store

import (
	"context"
	"database/sql"
	"fmt"

	"traject/kern/begrip"
)

// Werk gives work by key, without its content.
func (s *SQL) Werk(ctx context.Context, f WerkrijFilter) (uit []Uitgaand, err error) {
	v := nieuweVraag("SELECT "+uitgaandkolommen+" FROM uitgaand WHERE gemeente = ? AND sleutel > ?", string(f.Gemeente), f.Na)
	v.als("stand = ?", string(f.Stand)).als("soort = ?", f.Soort).plus(" ORDER BY sleutel LIMIT ?", Aantal(f.Hooguit, 50))
	err = s.motor.Lees(ctx, f.Gemeente, func(tx *sql.Tx) error {
		uit = nil
		return v.rijen(ctx, tx, func(lees func(...any) error) error {
			u, err := scanUitgaand(lees)
			u.Inhoud = nil
			uit = append(uit, u)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("uitgaand werk lezen: %w", err)
	}
	return uit, nil
}

// WerkTellingen counts the work that is not done. What is done is the most by far and is not counted.
func (s *SQL) WerkTellingen(ctx context.Context, g begrip.Gemeente, nu int64) (uit []Werktelling, err error) {
	v := nieuweVraag(`SELECT soort, SUM(CASE WHEN stand = ? AND tot <= ? THEN 1 ELSE 0 END), SUM(CASE WHEN stand = ? AND tot > ? THEN 1 ELSE 0 END),
		SUM(CASE WHEN stand = ? THEN 1 ELSE 0 END), COALESCE(MIN(CASE WHEN stand = ? THEN vanaf END), 0)
		FROM uitgaand WHERE gemeente = ? AND stand IN (?, ?) GROUP BY soort ORDER BY soort`,
		string(Wacht), nu, string(Wacht), nu, string(Opgeven), string(Wacht), string(g), string(Wacht), string(Opgeven))
	err = s.motor.Lees(ctx, g, func(tx *sql.Tx) error {
		uit = nil
		return v.rijen(ctx, tx, func(lees func(...any) error) error {
			var t Werktelling
			err := lees(&t.Soort, &t.Wacht, &t.Bezig, &t.Mislukt, &t.Eerste)
			uit = append(uit, t)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("uitgaand werk tellen: %w", err)
	}
	return uit, nil
}

// OpnieuwVeel puts all work of a sort that was given up back in the queue.
func (s *SQL) OpnieuwVeel(ctx context.Context, g begrip.Gemeente, soort string, nu int64) (int, error) {
	return s.werkMet(ctx, g, "opnieuw klaarzetten", "UPDATE uitgaand SET stand = ?, vanaf = ?, tot = 0 WHERE gemeente = ? AND soort = ? AND stand = ?",
		string(Wacht), nu, string(g), soort, string(Opgeven))
}

// RuimWerkOp removes work of a sort that was done before this moment.
func (s *SQL) RuimWerkOp(ctx context.Context, g begrip.Gemeente, soort string, voor int64) (int, error) {
	return s.werkMet(ctx, g, "opruimen", "DELETE FROM uitgaand WHERE gemeente = ? AND soort = ? AND stand = ? AND klaar < ?", string(g), soort, string(Gedaan), voor)
}

func (s *SQL) werkMet(ctx context.Context, g begrip.Gemeente, wat, opdracht string, waarden ...any) (int, error) {
	var n int64
	err := s.motor.Schrijf(ctx, g, func(tx *sql.Tx) (err error) {
		n, err = nieuweVraag(opdracht, waarden...).doe(ctx, tx)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("uitgaand werk %s: %w", wat, err)
	}
	return int(n), nil
}
