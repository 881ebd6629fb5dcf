package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"slices"
	"strings"

	"modernc.org/sqlite"
)

// Reading a statement and making its plan costs SQLite more than most statements
// themselves. A connection therefore keeps the statements that it has seen.

// meesteOpdrachten is how many statements one connection keeps. The program has fewer
// texts; only inserts of many rows come in many lengths.
const meesteOpdrachten = 300

// openMetGeheugen opens a database of which every connection remembers its statements.
func openMetGeheugen(adres string) (*sql.DB, error) {
	c, err := sqlite.NewConnector(adres)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(verbinder{c}), nil
}

type verbinder struct{ driver.Connector }

func (v verbinder) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := v.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	rauw, ok := c.(rauweVerbinding)
	if !ok {
		return nil, errors.Join(errors.New("dit stuurprogramma kan niet wat nodig is"), c.Close())
	}
	return &verbinding{rauweVerbinding: rauw, bekend: map[string]*opdracht{}}, nil
}

// rauweVerbinding is what the connection of the driver can do, and what therefore passes through.
type rauweVerbinding interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// verbinding belongs to one goroutine at a time, as database/sql promises.
type verbinding struct {
	rauweVerbinding
	bekend map[string]*opdracht
}

// opdracht is a statement that was made ready. While its rows are read it is taken.
type opdracht struct {
	driver.Stmt
	bezet bool
}

// opdracht gives the statement of this text, or nil when it is better done without.
func (v *verbinding) opdracht(ctx context.Context, tekst string) (*opdracht, error) {
	if o := v.bekend[tekst]; o != nil {
		if o.bezet {
			return nil, nil
		}
		return o, nil
	}
	woord, _, _ := strings.Cut(tekst, " ")
	if !slices.Contains([]string{"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}, woord) || len(v.bekend) >= meesteOpdrachten {
		return nil, nil
	}
	s, err := v.PrepareContext(ctx, tekst)
	if err != nil {
		return nil, err
	}
	o := &opdracht{Stmt: s}
	v.bekend[tekst] = o
	return o, nil
}

func (v *verbinding) ExecContext(ctx context.Context, tekst string, args []driver.NamedValue) (driver.Result, error) {
	o, err := v.opdracht(ctx, tekst)
	if err != nil {
		return nil, err
	}
	if o == nil {
		return v.rauweVerbinding.ExecContext(ctx, tekst, args)
	}
	return o.Stmt.(driver.StmtExecContext).ExecContext(ctx, args)
}

func (v *verbinding) QueryContext(ctx context.Context, tekst string, args []driver.NamedValue) (driver.Rows, error) {
	o, err := v.opdracht(ctx, tekst)
	if err != nil {
		return nil, err
	}
	if o == nil {
		return v.rauweVerbinding.QueryContext(ctx, tekst, args)
	}
	rijen, err := o.Stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	o.bezet = true
	return &antwoord{rijen, o}, nil
}

// Close lets go of the statements first.
func (v *verbinding) Close() error {
	var fout error
	for _, o := range v.bekend {
		fout = errors.Join(fout, o.Close())
	}
	clear(v.bekend)
	return errors.Join(fout, v.rauweVerbinding.Close())
}

// antwoord gives its statement free when it has been read.
type antwoord struct {
	driver.Rows
	van *opdracht
}

func (a *antwoord) Close() error {
	a.van.bezet = false
	return a.Rows.Close()
}
