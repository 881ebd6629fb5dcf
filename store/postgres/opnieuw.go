package postgres

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"traject/store"
)

// Two transactions that stand in each other's way: the database calls one off and asks to
// do it again. On one PostgreSQL that is rare; a distributed database does it as a matter
// of course. Nothing of the first try is kept, so doing it again doubles nothing.

// pogingen is how often a transaction is tried.
const pogingen = 10

// opnieuw does f again as long as the database called it off because of another, and waits
// a little longer each time, not as long as its neighbours.
func opnieuw(ctx context.Context, f func() error) error { return herhaal(ctx, f, afgeblazen) }

// leesOpnieuw is opnieuw for what only reads: also when the line broke, for behind one
// address there may be another server that answers.
func leesOpnieuw(ctx context.Context, f func() error) error {
	verbroken := 0
	return herhaal(ctx, f, func(err error) bool {
		var s *store.Storing
		if errors.As(duid(err), &s) && s.Soort == store.Onbereikbaar && !heeftCode(err, "57014") {
			verbroken++
			return verbroken < 3
		}
		return afgeblazen(err)
	})
}

func herhaal(ctx context.Context, f func() error, nogEens func(error) bool) error {
	for poging := 1; ; poging++ {
		err := f()
		if err == nil || poging == pogingen || !nogEens(err) {
			return duid(err)
		}
		wacht := time.NewTimer(rand.N(time.Millisecond << min(poging, 8)))
		select {
		case <-wacht.C:
		case <-ctx.Done():
			wacht.Stop()
			return duid(err)
		}
	}
}

// afgeblazen says that the database took the transaction back and asks to do it again.
func afgeblazen(err error) bool {
	return heeftCode(err, "40001", "40P01") // serialization_failure, deadlock_detected
}

func heeftCode(err error, codes ...string) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && slices.Contains(codes, pg.Code)
}

// duid gives trouble with the server its sentence; other errors stay as they are.
func duid(err error) error {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		var weg *pgconn.ConnectError
		var verbroken *net.OpError
		if errors.As(err, &weg) || pgconn.SafeToRetry(err) || errors.As(err, &verbroken) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, driver.ErrBadConn) {
			return &store.Storing{Soort: store.Onbereikbaar, Zin: "De PostgreSQL-database is niet te bereiken.", Oorzaak: err}
		}
		return err
	}
	switch pg.Code {
	case "53100": // disk_full
		return &store.Storing{Soort: store.SchijfVol, Zin: "De schijf van de PostgreSQL-server is vol. Maak ruimte en probeer het opnieuw.", Oorzaak: err}
	case "57014": // query_canceled: it took longer than Opties.Wachttijd
		return &store.Storing{Soort: store.Onbereikbaar, Zin: "De PostgreSQL-database antwoordde niet op tijd.", Oorzaak: err}
	case "57P01", "57P02", "57P03", "25P03": // admin_shutdown, crash_shutdown, cannot_connect_now
		return &store.Storing{Soort: store.Onbereikbaar, Zin: "De PostgreSQL-database is niet te bereiken.", Oorzaak: err}
	case "25006": // read_only_sql_transaction
		return &store.Storing{Soort: store.AlleenLezen, Zin: "De PostgreSQL-server staat op alleen lezen.", Oorzaak: err}
	case "XX001", "XX002": // data_corrupted, index_corrupted
		return &store.Storing{Soort: store.Onleesbaar, Zin: "De PostgreSQL-database is beschadigd. Zet een reservekopie terug.", Oorzaak: err}
	}
	return err
}
