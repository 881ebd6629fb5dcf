package postgres

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"traject/kern/begrip"
	"traject/store"
)

// rijstroken is how many transactions with the acts of several people go at once within
// one municipality: while one waits for the disk the other is calculated.
const rijstroken = 2

// Rijstroken says how many transactions with the acts of several people go at once.
func (m *motor) Rijstroken() int { return rijstroken }

// LaatStaan locks a row that is read and passes over what another holds.
func (m *motor) LaatStaan() string { return " FOR UPDATE SKIP LOCKED" }

// akte is a transaction in two journeys: it begins and reads; it writes and commits. A
// statement that fails takes all that comes after it along, the commit included.
type akte struct {
	g       begrip.Gemeente
	lees    []*store.Opdracht
	schrijf func() ([]*store.Opdracht, error)
	weg     bool // what is written was sent
}

// Akte does a transaction in two journeys.
func (m *motor) Akte(ctx context.Context, g begrip.Gemeente, lees []*store.Opdracht, schrijf func() ([]*store.Opdracht, error)) (niets bool, err error) {
	a := &akte{g: g, lees: lees, schrijf: schrijf}
	if err = samen(ctx, m.db, &bundel{akte: a}); err == nil {
		return false, nil
	}
	var pg *pgconn.PgError // the server itself says that it did not happen
	return !a.weg || errors.As(err, &pg), duid(err)
}

func (a *akte) doe(ctx context.Context, c *pgx.Conn) error {
	err := a.reis(ctx, c)
	if err == nil || c.IsClosed() || c.PgConn().TxStatus() == 'I' {
		return err
	}
	if _, terug := c.Exec(context.WithoutCancel(ctx), "rollback"); terug != nil {
		return errors.Join(err, terug)
	}
	if errors.Is(err, errNietsTeDoen) {
		return nil
	}
	return err
}

// errNietsTeDoen takes a transaction back in which there is nothing to write.
var errNietsTeDoen = errors.New("er is niets te schrijven")

func (a *akte) reis(ctx context.Context, c *pgx.Conn) error {
	heen := &pgx.Batch{}
	heen.Queue("begin")
	heen.Queue("select set_config('app.gemeente', $1, true)", string(a.g))
	if err := stuur(ctx, c, heen, "beginnen en gemeente kiezen", a.lees, ""); err != nil {
		if pgconn.SafeToRetry(err) {
			return driver.ErrBadConn // nothing was sent; another connection may do
		}
		return err
	}
	os, err := a.schrijf()
	if err == nil && len(os) == 0 {
		err = errNietsTeDoen
	}
	if err != nil {
		return err
	}
	a.weg = true
	return stuur(ctx, c, &pgx.Batch{}, "", os, "commit")
}

// stuur sends statements in one journey, after those that stand in b already and before
// the last one, and hears the answers.
func stuur(ctx context.Context, c *pgx.Conn, b *pgx.Batch, vooraf string, os []*store.Opdracht, laatste string) (err error) {
	staan := b.Len()
	for _, o := range os {
		b.Queue(o.Tekst, o.Args...)
	}
	if laatste != "" {
		b.Queue(laatste)
	}
	antwoorden := c.SendBatch(ctx, b)
	defer func() {
		if sluit := antwoorden.Close(); err == nil {
			err = sluit
		}
	}()
	for range staan {
		if _, err := antwoorden.Exec(); err != nil {
			return fmt.Errorf("%s: %w", vooraf, err)
		}
	}
	for _, o := range os {
		if err := hoorEen(antwoorden, o); err != nil {
			return fmt.Errorf("%s: %w", o.Wat, err)
		}
	}
	if laatste == "" {
		return nil
	}
	t, err := antwoorden.Exec()
	if err == nil && t.String() != "COMMIT" {
		err = errors.New("de server nam de transactie terug")
	}
	return err
}
