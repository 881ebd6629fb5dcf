package sqlite

import (
	"context"
	"fmt"

	"traject/kern/begrip"
	"traject/store"
)

// Gereed reads the version that stands in the file of the municipality. It was brought
// up to date when it was opened; a restore or a hand from outside can change that.
func (m *motor) Gereed(ctx context.Context, g begrip.Gemeente) error {
	b, err := m.bestand(ctx, g)
	if err != nil {
		return err
	}
	var is int64
	if err := b.lezers.QueryRowContext(ctx, "SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version WHERE is_applied").Scan(&is); err != nil {
		return b.duid(fmt.Errorf("versie van %s lezen: %w", b.pad, err))
	}
	if is < b.kent {
		return &store.Storing{Soort: store.OuderSchema, Zin: fmt.Sprintf("De database %s heeft een ouder schema (%d; dit programma kent %d).", b.pad, is, b.kent)}
	}
	return nil
}
