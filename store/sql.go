package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"traject/kern/begrip"
)

// Motor is what differs between the SQL engines. Everything else is one text.
type Motor interface {
	// Schrijf runs f in one transaction that may write, within one municipality. It may run f again.
	Schrijf(ctx context.Context, g begrip.Gemeente, f func(*sql.Tx) error) error
	// Lees runs f in one transaction that sees one moment and does not write. It may run f
	// again: what f fills begins empty each time.
	Lees(ctx context.Context, g begrip.Gemeente, f func(*sql.Tx) error) error
	// Herstel runs f where nothing is kept yet; a place that is not empty gives a *Storing
	// of kind NietLeeg. f writes municipalities one after the other, each in the transaction
	// that voor gives. All of it is kept, or nothing.
	Herstel(ctx context.Context, f func(voor func(begrip.Gemeente) (*sql.Tx, error)) error) error
	// Gemeenten gives the municipalities that keep something here, in order.
	Gemeenten(ctx context.Context) ([]begrip.Gemeente, error)
	// Gereed asks quickly whether the database answers and has at least the form that is known here.
	Gereed(ctx context.Context, g begrip.Gemeente) error
	// Samen does statements in order within a transaction, in as few journeys as it can.
	Samen(ctx context.Context, tx *sql.Tx, os []*Opdracht) error
	// LeesSamen does statements that only read, of one moment. It may ask for them again:
	// what they fill begins empty each time.
	LeesSamen(ctx context.Context, g begrip.Gemeente, maak func() []*Opdracht) error
	// NeemOver is the clause by which several workers pass over each other's rows; it may be empty.
	NeemOver() string
	// HoudVast is the ending by which a row that is read is also locked; it may be empty.
	HoudVast() string
	// MaxWaarden is with how many values one insert is fastest.
	MaxWaarden() int
	// Rijtjes says that many rows go faster as one array for each column.
	Rijtjes() bool
	// PerVak says that a choice from a list is walked per compartment: for many dossiers, on
	// an engine that knows LATERAL.
	PerVak() bool
	Sluit() error
}

// SQL keeps dossiers in a database. It is a Kelder.
type SQL struct {
	motor     Motor
	zegel     *Zegel
	samenloop *samenloop // nil on an engine on which acts go alone
}

var _ Kelder = (*SQL)(nil)

// NieuwSQL gives a Kelder on an engine that has been migrated.
func NieuwSQL(m Motor, z *Zegel) *SQL {
	s := &SQL{motor: m, zegel: z}
	if samen, ok := m.(Samengaand); ok {
		s.samenloop = &samenloop{s: s, motor: samen, rijen: map[begrip.Gemeente]*wachtrij{}}
	}
	return s
}

// Sluit closes the engine.
func (s *SQL) Sluit() error { return s.motor.Sluit() }

// Gemeenten gives the municipalities that keep something here.
func (s *SQL) Gemeenten(ctx context.Context) ([]begrip.Gemeente, error) {
	return s.motor.Gemeenten(ctx)
}

// geenDag stands for "no last day" in the database, so that it sorts at the end.
const geenDag = "9999-12-31"

// naarDag gives a day for a column that sorts; none comes last.
func naarDag(d begrip.Datum) string {
	if d == 0 {
		return geenDag
	}
	return d.String()
}

// vanDag reads what naarDag wrote. Also reads an empty text as no day.
func vanDag(s string) (begrip.Datum, error) {
	if s == geenDag || s == "" {
		return 0, nil
	}
	d, err := begrip.LeesDatum(s)
	if err != nil {
		return 0, fmt.Errorf("dag in de opslag lezen: %w", err)
	}
	return d, nil
}

func naarGetal(b bool) int {
	if b {
		return 1
	}
	return 0
}

// vraag builds a statement: every "?" becomes the next $n, so that conditions can be added freely.
type vraag struct {
	tekst strings.Builder
	args  []any
}

func nieuweVraag(tekst string, args ...any) *vraag {
	v := &vraag{}
	return v.plus(tekst, args...)
}

func (v *vraag) plus(tekst string, args ...any) *vraag {
	for {
		voor, na, ok := strings.Cut(tekst, "?")
		v.tekst.WriteString(voor)
		if !ok {
			return v
		}
		v.args = append(v.args, args[0])
		args = args[1:]
		v.tekst.WriteString("$" + strconv.Itoa(len(v.args)))
		tekst = na
	}
}

// als adds a condition when the value is filled in.
func (v *vraag) als(voorwaarde, waarde string) *vraag {
	if waarde == "" {
		return v
	}
	return v.plus(" AND "+voorwaarde, waarde)
}

// onder adds that a column is one of these values. As an array the text is the same for any
// number of them, so that the server knows the statement already.
func (v *vraag) onder(kolom string, waarden []string, rijtjes bool) *vraag {
	if rijtjes {
		return v.plus(" AND "+kolom+" = ANY(?::text[])", waarden)
	}
	v.plus(" AND "+kolom+" IN (?", waarden[0])
	for _, w := range waarden[1:] {
		v.plus(", ?", w)
	}
	return v.plus(")")
}

// zicht adds what the asker may see, for the table with this alias.
func (v *vraag) zicht(z Zicht, alias string) error {
	if !z.IsGezegd() {
		return ErrGeenZicht
	}
	v.plus(" "+alias+".gemeente = ?", string(z.Gemeente))
	gelijk := " = ?"
	if z.Onverdeeld {
		gelijk = " IN (?, '')"
	}
	v.als(alias+".klantmanager"+gelijk, z.Klantmanager)
	v.als(alias+".team"+gelijk, z.Team)
	return nil
}

func (v *vraag) doe(ctx context.Context, tx *sql.Tx) (int64, error) {
	r, err := tx.ExecContext(ctx, v.tekst.String(), v.args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// rij reads one row; sql.ErrNoRows becomes ErrNietGevonden.
func (v *vraag) rij(ctx context.Context, tx *sql.Tx, doelen ...any) error {
	err := tx.QueryRowContext(ctx, v.tekst.String(), v.args...).Scan(doelen...)
	if err == sql.ErrNoRows {
		return ErrNietGevonden
	}
	return err
}

// rijen hands every row to f.
func (v *vraag) rijen(ctx context.Context, tx *sql.Tx, f func(lees func(...any) error) error) (err error) {
	rijen, err := tx.QueryContext(ctx, v.tekst.String(), v.args...)
	if err != nil {
		return err
	}
	defer func() {
		if sluit := rijen.Close(); err == nil {
			err = sluit
		}
	}()
	for rijen.Next() {
		if err := f(rijen.Scan); err != nil {
			return err
		}
	}
	return rijen.Err()
}

// teksten reads rows of one text.
func (v *vraag) teksten(ctx context.Context, tx *sql.Tx) ([]string, error) {
	var uit []string
	err := v.rijen(ctx, tx, func(lees func(...any) error) error {
		var s string
		err := lees(&s)
		uit = append(uit, s)
		return err
	})
	return uit, err
}

// InTransactie runs f between begin and commit; an error of f takes everything back.
func InTransactie(ctx context.Context, db *sql.DB, opties *sql.TxOptions, f func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, opties)
	if err != nil {
		return fmt.Errorf("transactie beginnen: %w", err)
	}
	if err := f(tx); err != nil {
		if terug := tx.Rollback(); terug != nil && !errors.Is(terug, sql.ErrTxDone) {
			return errors.Join(err, fmt.Errorf("transactie terugnemen: %w", terug))
		}
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("transactie vastleggen: %w", err)
	}
	return nil
}
