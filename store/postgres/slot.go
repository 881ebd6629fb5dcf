package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// metSlot runs f while no other process does the same under this name; others wait. The
// lock is a locked row and not an advisory lock: distributed databases know those in part
// or not at all, and a pool of connections in between loses them. It ends with the
// transaction, and so with the process.
func metSlot(ctx context.Context, db *sql.DB, naam string, f func() error) (err error) {
	if err := maakSlot(ctx, db, naam); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("beurt voor %s vragen: %w", naam, err)
	}
	defer func() {
		if terug := tx.Rollback(); !errors.Is(terug, sql.ErrTxDone) { // done already when ctx ended
			err = errors.Join(err, terug)
		}
	}()
	// The connection waits quietly for as long as f takes.
	if _, err := tx.ExecContext(ctx, "SET LOCAL idle_in_transaction_session_timeout = 0"); err != nil {
		return fmt.Errorf("beurt voor %s vragen: %w", naam, err)
	}
	var van string
	if err := tx.QueryRowContext(ctx, "SELECT naam FROM slot WHERE naam = $1 FOR UPDATE", naam).Scan(&van); err != nil {
		return fmt.Errorf("wachten op een ander bij %s: %w", naam, err)
	}
	return f()
}

// maakSlot makes the row that is locked. It comes before the migrations, which it guards.
func maakSlot(ctx context.Context, db *sql.DB, naam string) error {
	err := opnieuw(ctx, func() error {
		_, err := db.ExecContext(ctx, "CREATE TABLE IF NOT EXISTS slot (naam TEXT COLLATE \"C\" PRIMARY KEY)")
		if heeftCode(err, "23505", "42P07", "42710") { // two at the same moment; the other one has made it
			return nil
		}
		return err
	})
	if err == nil {
		_, err = db.ExecContext(ctx, "INSERT INTO slot (naam) VALUES ($1) ON CONFLICT DO NOTHING", naam)
	}
	if err != nil {
		return fmt.Errorf("beurt voor %s klaarmaken: %w", naam, err)
	}
	return nil
}
