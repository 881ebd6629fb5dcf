package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"traject/kern/begrip"
	"traject/store"
)

// Most of what an act costs here is journeys: a question goes to the server, the answer
// comes back, and both sides wake up for it. The connection of the driver therefore gets
// two things more: it begins a transaction and says for which municipality in one
// journey, and it does several statements in one.

type verbinder struct{ driver.Connector }

func (v verbinder) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := v.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	gewoon, ok := c.(*stdlib.Conn)
	if !ok {
		return nil, errors.Join(errors.New("dit stuurprogramma kan niet wat nodig is"), c.Close())
	}
	return &lijn{gewoon}, nil
}

// lijn is the connection of the driver, with what was said above.
type lijn struct{ *stdlib.Conn }

// voorGemeente is under what a context carries the municipality to BeginTx.
type voorGemeente struct{}

// BeginTx begins a transaction for the municipality in the context.
func (v *lijn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	g, ok := ctx.Value(voorGemeente{}).(begrip.Gemeente)
	if !ok {
		return v.Conn.BeginTx(ctx, o)
	}
	if v.Conn.Conn().IsClosed() {
		return nil, driver.ErrBadConn
	}
	if !g.IsGeldig() { // it stands in the text
		return nil, fmt.Errorf("gemeente met code %q kiezen: %w", g, store.ErrVerkeerdeVorm)
	}
	begin := "begin"
	if o.ReadOnly {
		begin = beginLezen
	}
	tx, err := v.Conn.Conn().BeginTx(ctx, pgx.TxOptions{BeginQuery: begin + "; select set_config('app.gemeente', '" + string(g) + "', true)"})
	if err != nil {
		return nil, err
	}
	return transactie{ctx, tx}, nil
}

// beginLezen begins a transaction that sees one moment.
const beginLezen = "begin isolation level repeatable read read only"

type transactie struct {
	ctx context.Context
	tx  pgx.Tx
}

func (t transactie) Commit() error { return t.tx.Commit(t.ctx) }

func (t transactie) Rollback() error { return t.tx.Rollback(t.ctx) }

// bundel travels to ExecContext as its only argument: database/sql has no other door.
type bundel struct {
	os   []*store.Opdracht
	lees begrip.Gemeente // filled in: in a transaction of its own that reads for this municipality
	akte *akte           // filled in: a transaction that reads and then writes
}

// uitvoerder is a database or a transaction.
type uitvoerder interface {
	ExecContext(ctx context.Context, tekst string, args ...any) (sql.Result, error)
}

// samen does statements in one journey.
func samen(ctx context.Context, bij uitvoerder, b *bundel) error {
	if len(b.os) == 0 && b.akte == nil {
		return nil
	}
	_, err := bij.ExecContext(ctx, "", b)
	return err
}

// ExecContext does one statement, or a bundel.
func (v *lijn) ExecContext(ctx context.Context, tekst string, args []driver.NamedValue) (driver.Result, error) {
	if len(args) == 1 {
		if b, ok := args[0].Value.(*bundel); ok {
			return driver.ResultNoRows, v.doe(ctx, b)
		}
	}
	return v.Conn.ExecContext(ctx, tekst, args)
}

func (v *lijn) doe(ctx context.Context, b *bundel) error {
	c := v.Conn.Conn()
	if c.IsClosed() {
		return driver.ErrBadConn
	}
	if b.akte != nil {
		return b.akte.doe(ctx, c)
	}
	var stapel pgx.Batch
	if b.lees != "" {
		stapel.Queue(beginLezen)
		stapel.Queue("select set_config('app.gemeente', $1, true)", string(b.lees))
	}
	for _, o := range b.os {
		stapel.Queue(o.Tekst, o.Args...)
	}
	if b.lees != "" {
		stapel.Queue("commit")
	}
	err := b.hoor(c.SendBatch(ctx, &stapel))
	switch {
	case err == nil:
		return nil
	case b.lees != "" && pgconn.SafeToRetry(err):
		return driver.ErrBadConn // nothing was sent; another connection may do
	case b.lees != "" && !c.IsClosed() && c.PgConn().TxStatus() != 'I':
		_, terug := c.Exec(context.WithoutCancel(ctx), "rollback")
		return errors.Join(err, terug)
	}
	return err
}

// hoor reads the answers in order.
func (b *bundel) hoor(antwoorden pgx.BatchResults) (err error) {
	defer func() {
		if sluit := antwoorden.Close(); err == nil {
			err = sluit
		}
	}()
	sla := func(wat string) error {
		if _, err := antwoorden.Exec(); err != nil {
			return fmt.Errorf("%s: %w", wat, err)
		}
		return nil
	}
	if b.lees != "" {
		if err := errors.Join(sla("lezen beginnen"), sla("gemeente kiezen")); err != nil {
			return err
		}
	}
	for _, o := range b.os {
		if err := hoorEen(antwoorden, o); err != nil {
			return fmt.Errorf("%s: %w", o.Wat, err)
		}
	}
	if b.lees != "" {
		return sla("lezen beëindigen")
	}
	return nil
}

func hoorEen(antwoorden pgx.BatchResults, o *store.Opdracht) error {
	if o.Rij == nil {
		t, err := antwoorden.Exec()
		o.Aantal = t.RowsAffected()
		return err
	}
	rijen, err := antwoorden.Query()
	if err != nil {
		return err
	}
	defer rijen.Close()
	for rijen.Next() {
		if err := o.Rij(rijen.Scan); err != nil {
			return err
		}
	}
	return rijen.Err()
}
