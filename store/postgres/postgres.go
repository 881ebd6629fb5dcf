package postgres

import (
	"cmp"
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"traject/kern/begrip"
	"traject/store"
)

//go:embed migraties/*.sql
var migraties embed.FS

// Opties say how much one instance asks of the server.
type Opties struct {
	Verbindingen int           // at most at a time; 0 is 20
	Wachttijd    time.Duration // how long one statement may take; 0 is as long as it needs
}

// verbindingen is how many connections one instance uses at most, when nothing else is said.
const verbindingen = 20

// Open opens a database that Migreer has prepared. The role in the address is
// neither owner nor superuser. What cannot be used gives a *store.Storing.
func Open(ctx context.Context, adres string, sleutels store.Sleutels) (*store.SQL, error) {
	return OpenMet(ctx, adres, sleutels, Opties{})
}

// OpenMet is Open with bounds.
func OpenMet(ctx context.Context, adres string, sleutels store.Sleutels, o Opties) (*store.SQL, error) {
	db, err := verbind(ctx, adres, "TRAJECT_DATABASE", o)
	if err != nil {
		return nil, err
	}
	if err := keurSchema(ctx, db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err := keurRol(ctx, db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	m := &motor{db: db, bekend: map[begrip.Gemeente]bool{}}
	m.meelezen = nieuwMeelezen(m)
	return store.NieuwSQL(m, store.NieuwZegel(sleutels)), nil
}

// Migreer brings the database up to date as its owner and gives rol just the
// rights that the program needs: facts can be added by it and not changed. Several
// instances may do so at once: they take turns, and the later ones find it done.
func Migreer(ctx context.Context, adres, rol string) (err error) {
	db, err := verbind(ctx, adres, "TRAJECT_DATABASE_EIGENAAR", Opties{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return metSlot(ctx, db, "migreren", func() error { return migreer(ctx, db, rol) })
}

// Tel lets the server count what stands in each table, as its owner, so that it knows at
// once which index is best for what was filled just now.
func Tel(ctx context.Context, adres string) (err error) {
	db, err := verbind(ctx, adres, "TRAJECT_DATABASE_EIGENAAR", Opties{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, "ANALYZE"); err != nil {
		return fmt.Errorf("de database laten tellen: %w", err)
	}
	return nil
}

func migreer(ctx context.Context, db *sql.DB, rol string) error {
	p, err := bron(db)
	if err != nil {
		return err
	}
	is, kent, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("versie van de database lezen: %w", err)
	}
	if is > kent {
		return nieuwer(is, kent)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("database bijwerken: %w", err)
	}
	naam := pgx.Identifier{rol}.Sanitize()
	for _, recht := range []string{
		"USAGE ON SCHEMA public",
		"SELECT ON goose_db_version",
		"SELECT, INSERT ON feit, gemeente",
		"SELECT, INSERT, DELETE ON audit", // a trigger lets go only what a closing head covers and is old
		"SELECT, INSERT, UPDATE ON dossier, teller, bericht, audithoofd, auditslot",
		"SELECT, INSERT, UPDATE, DELETE ON lijst, taak, zoeknaam, bsn, uitgaand, concept, langeset, register, sessie, deelname, uittreksel",
	} {
		if _, err := db.ExecContext(ctx, "GRANT "+recht+" TO "+naam); err != nil {
			return fmt.Errorf("rechten geven aan rol %s: %w", rol, err)
		}
	}
	return nil
}

func verbind(ctx context.Context, adres, instelling string, o Opties) (*sql.DB, error) {
	onbereikbaar := func(err error) error {
		return &store.Storing{Soort: store.Onbereikbaar, Zin: "De PostgreSQL-database uit " + instelling + " is niet te bereiken. Controleer het adres en of de server draait.", Oorzaak: err}
	}
	c, err := pgx.ParseConfig(adres)
	if err != nil {
		return nil, onbereikbaar(err)
	}
	if o.Wachttijd > 0 {
		// A statement that takes this long, or a transaction that nobody finishes, would hold others up.
		ms := strconv.FormatInt(o.Wachttijd.Milliseconds(), 10)
		c.RuntimeParams["statement_timeout"], c.RuntimeParams["idle_in_transaction_session_timeout"] = ms, ms
	}
	if c.RuntimeParams["application_name"] == "" {
		c.RuntimeParams["application_name"] = "traject"
	}
	db := sql.OpenDB(verbinder{stdlib.GetConnector(*c)})
	hooguit := cmp.Or(o.Verbindingen, verbindingen)
	db.SetMaxOpenConns(hooguit)
	db.SetMaxIdleConns(hooguit)
	// After a while another connection: behind one address there may be more servers, and one of them new.
	db.SetConnMaxLifetime(time.Hour)
	db.SetConnMaxIdleTime(10 * time.Minute)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(onbereikbaar(err), db.Close())
	}
	return db, nil
}

func bron(db *sql.DB) (*goose.Provider, error) {
	folder, err := fs.Sub(migraties, "migraties")
	if err != nil {
		return nil, fmt.Errorf("migraties openen: %w", err)
	}
	p, err := goose.NewProvider(goose.DialectPostgres, db, folder, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return nil, fmt.Errorf("migraties lezen: %w", err)
	}
	return p, nil
}

func nieuwer(is, kent int64) error {
	return &store.Storing{Soort: store.NieuwerSchema, Zin: fmt.Sprintf("De database is gemaakt door een nieuwere versie van traject (schema %d; dit programma kent %d). Start de nieuwere versie.", is, kent)}
}

// keurSchema compares the schema with what this program knows, without the rights to change it.
func keurSchema(ctx context.Context, db *sql.DB) error {
	p, err := bron(db)
	if err != nil {
		return err
	}
	bronnen := p.ListSources()
	kent := bronnen[len(bronnen)-1].Version
	var is int64
	err = db.QueryRowContext(ctx, "SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version WHERE is_applied").Scan(&is)
	if heeftCode(err, "42P01", "42501") { // not there, or not for us
		is, err = 0, nil
	}
	switch {
	case err != nil:
		return fmt.Errorf("versie van de database lezen: %w", err)
	case is > kent:
		return nieuwer(is, kent)
	case is < kent:
		return &store.Storing{Soort: store.OuderSchema, Zin: fmt.Sprintf("De database is nog niet klaar voor dit programma (schema %d; nodig is %d). Voer eerst traject migrate uit.", is, kent)}
	}
	return nil
}

// Gereed asks the version of the schema. Newer is fine here: migrations only go forward
// and an old instance works on until the new ones stand.
func (m *motor) Gereed(ctx context.Context, _ begrip.Gemeente) error {
	err := opnieuw(ctx, func() error { return keurSchema(ctx, m.db) })
	var storing *store.Storing
	if errors.As(err, &storing) && storing.Soort == store.NieuwerSchema {
		return nil
	}
	return err
}

// keurRol refuses a role for which row-level security would not hold.
func keurRol(ctx context.Context, db *sql.DB) error {
	var teVeel bool
	err := db.QueryRowContext(ctx, `SELECT r.rolsuper OR r.rolbypassrls OR pg_has_role(r.oid, c.relowner, 'MEMBER')
		FROM pg_roles r, pg_class c WHERE r.rolname = current_user AND c.oid = CAST('feit' AS regclass)`).Scan(&teVeel)
	if err != nil {
		return fmt.Errorf("rechten van de databaserol lezen: %w", err)
	}
	if teVeel {
		return &store.Storing{Soort: store.Rechten, Zin: "De rol in TRAJECT_DATABASE is eigenaar of superuser; dan is niet zeker dat gemeenten gescheiden blijven. Gebruik een gewone rol."}
	}
	return nil
}

// motor is the engine: one pool of connections.
type motor struct {
	db     *sql.DB
	mu     sync.Mutex
	bekend map[begrip.Gemeente]bool // municipalities that have their row

	meelezen *meelezen
}

// NeemOver passes over rows that another worker is just taking.
func (m *motor) NeemOver() string { return "FOR UPDATE SKIP LOCKED" }

// MaxWaarden is high: here each statement costs a round trip.
func (m *motor) MaxWaarden() int { return 3000 }

// Sluit closes the pool.
func (m *motor) Sluit() error { return m.db.Close() }

// Schrijf runs f in a transaction for one municipality, again when the database asks for that.
func (m *motor) Schrijf(ctx context.Context, g begrip.Gemeente, f func(*sql.Tx) error) error {
	m.mu.Lock()
	bekend := m.bekend[g]
	m.mu.Unlock()
	err := opnieuw(ctx, func() error {
		return store.InTransactie(context.WithValue(ctx, voorGemeente{}, g), m.db, nil, func(tx *sql.Tx) error {
			if !bekend {
				if _, err := tx.ExecContext(ctx, "INSERT INTO gemeente (gemeente) VALUES ($1) ON CONFLICT DO NOTHING", string(g)); err != nil {
					return fmt.Errorf("gemeente %s opnemen: %w", g, err)
				}
			}
			return f(tx)
		})
	})
	if err == nil && !bekend {
		m.mu.Lock()
		m.bekend[g] = true
		m.mu.Unlock()
	}
	return err
}

// Lees runs f in a transaction that sees one moment of one municipality.
func (m *motor) Lees(ctx context.Context, g begrip.Gemeente, f func(*sql.Tx) error) error {
	opties := &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	return leesOpnieuw(ctx, func() error {
		return store.InTransactie(context.WithValue(ctx, voorGemeente{}, g), m.db, opties, f)
	})
}

// HoudVast locks a row that is read.
func (m *motor) HoudVast() string { return " FOR UPDATE" }

// Rijtjes is yes: an array for each column is the fastest way for many rows.
func (m *motor) Rijtjes() bool { return true }

// PerVak is yes: here a municipality can be large.
func (m *motor) PerVak() bool { return true }

// Samen does statements of a transaction in one journey.
func (m *motor) Samen(ctx context.Context, tx *sql.Tx, os []*store.Opdracht) error {
	return samen(ctx, tx, &bundel{os: os})
}

// LeesSamen does statements that read in one journey, the transaction around them included,
// and perhaps together with those of others.
func (m *motor) LeesSamen(ctx context.Context, g begrip.Gemeente, maak func() []*store.Opdracht) error {
	return leesOpnieuw(ctx, func() error { return m.meelezen.lees(ctx, g, maak) })
}

// kies says for which municipality a transaction that is under way works; it ends with the transaction.
func kies(ctx context.Context, tx *sql.Tx, g begrip.Gemeente) error {
	if _, err := tx.ExecContext(ctx, "SELECT set_config('app.gemeente', $1, true)", string(g)); err != nil {
		return fmt.Errorf("gemeente %s kiezen: %w", g, err)
	}
	return nil
}

// Herstel runs f in one transaction, in which it goes from municipality to municipality.
func (m *motor) Herstel(ctx context.Context, f func(func(begrip.Gemeente) (*sql.Tx, error)) error) error {
	return duid(store.InTransactie(ctx, m.db, nil, func(tx *sql.Tx) error {
		var staan int
		if err := tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM gemeente").Scan(&staan); err != nil {
			return fmt.Errorf("gemeenten tellen: %w", err)
		}
		if staan > 0 {
			return nietLeeg()
		}
		return f(func(g begrip.Gemeente) (*sql.Tx, error) {
			if err := kies(ctx, tx, g); err != nil {
				return nil, err
			}
			// Whoever restores here at the same moment waits at this row, and then finds the place taken.
			_, err := tx.ExecContext(ctx, "INSERT INTO gemeente (gemeente) VALUES ($1)", string(g))
			if heeftCode(err, "23505") { // unique_violation
				return nil, nietLeeg()
			}
			if err != nil {
				return nil, fmt.Errorf("gemeente %s opnemen: %w", g, err)
			}
			return tx, nil
		})
	}))
}

func nietLeeg() error {
	return &store.Storing{Soort: store.NietLeeg, Zin: "In de PostgreSQL-database staan al gegevens. Een reservekopie gaat alleen terug op een lege plaats."}
}

// Gemeenten gives the municipalities that keep something here.
func (m *motor) Gemeenten(ctx context.Context) (uit []begrip.Gemeente, err error) {
	err = leesOpnieuw(ctx, func() error {
		uit = nil
		return store.InTransactie(ctx, m.db, &sql.TxOptions{ReadOnly: true}, func(tx *sql.Tx) error {
			return gemeentenIn(ctx, tx, func(g begrip.Gemeente) { uit = append(uit, g) })
		})
	})
	return uit, err
}

func gemeentenIn(ctx context.Context, tx *sql.Tx, f func(begrip.Gemeente)) (err error) {
	rijen, err := tx.QueryContext(ctx, "SELECT gemeente FROM gemeente ORDER BY gemeente")
	if err != nil {
		return fmt.Errorf("gemeenten lezen: %w", err)
	}
	defer func() { err = errors.Join(err, rijen.Close()) }()
	for rijen.Next() {
		var g string
		if err := rijen.Scan(&g); err != nil {
			return fmt.Errorf("gemeenten lezen: %w", err)
		}
		f(begrip.Gemeente(g))
	}
	return rijen.Err()
}
