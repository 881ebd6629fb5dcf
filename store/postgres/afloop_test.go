package postgres

import (
	"database/sql"
	"testing"

	"traject/store"
	"traject/store/storetest"
)

// The database itself lets go no line of the audit outside the one road, also not for the
// role of the program, which may delete in that table.
func TestAuditBlijftInDeDatabase(t *testing.T) {
	_, app := klaar(t)
	k := open(t, app, sleutels(t))
	defer sluit(t, k)
	db := verbinding(t, app)
	storetest.AuditBlijft(t, k, func(opdracht string) error {
		return store.InTransactie(ctx, db, nil, func(tx *sql.Tx) error {
			if err := kies(ctx, tx, "9001"); err != nil {
				return err
			}
			_, err := tx.ExecContext(ctx, opdracht)
			return err
		})
	})
}
