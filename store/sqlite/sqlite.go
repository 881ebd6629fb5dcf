package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver

	"traject/kern/begrip"
	"traject/store"
)

//go:embed migraties/*.sql
var migraties embed.FS

// Kelder keeps dossiers in files. Everything but what is named here is the SQL of store.
type Kelder struct {
	*store.SQL
	motor *motor
}

var _ store.Kelder = (*Kelder)(nil)

// Opties says how to open.
type Opties struct {
	// Migreer brings older files up to date. Without it an older file is refused
	// with a *store.Storing of kind OuderSchema; a new file is always made.
	Migreer bool
}

// Open opens the folder and every municipality in it, or makes the folder. What
// cannot be used gives a *store.Storing with one sentence.
func Open(ctx context.Context, folder string, sleutels store.Sleutels, o Opties) (*Kelder, error) {
	if err := proefSchrijven(folder); err != nil {
		return nil, err
	}
	if err := maakAf(folder); err != nil {
		return nil, err
	}
	m := &motor{folder: folder, opties: o, bestanden: map[begrip.Gemeente]*bestand{}}
	gemeenten, err := m.Gemeenten(ctx)
	if err != nil {
		return nil, err
	}
	for _, g := range gemeenten {
		if _, err := m.bestand(ctx, g); err != nil {
			return nil, errors.Join(err, m.Sluit())
		}
	}
	return &Kelder{store.NieuwSQL(m, store.NieuwZegel(sleutels)), m}, nil
}

// Vernietig destroys a dossier and then empties the write-ahead log, in which the
// key would otherwise live on until later.
func (k *Kelder) Vernietig(ctx context.Context, g begrip.Gemeente, nummer string, v store.Vernietiging) error {
	if err := k.SQL.Vernietig(ctx, g, nummer, v); err != nil {
		return err
	}
	return k.wisResten(ctx, g, nummer)
}

// Toevoegen does everything in t in one transaction. When a group of fields is destroyed
// by it, the write-ahead log is emptied too.
func (k *Kelder) Toevoegen(ctx context.Context, t store.Toevoeging) error {
	if err := k.SQL.Toevoegen(ctx, t); err != nil || t.Groepweg == nil {
		return err
	}
	return k.wisResten(ctx, t.Gemeente, t.Nummer)
}

// VernietigLangeSet destroys a long set and empties the write-ahead log.
func (k *Kelder) VernietigLangeSet(ctx context.Context, g begrip.Gemeente, nummer string, v store.Vernietiging) error {
	if err := k.SQL.VernietigLangeSet(ctx, g, nummer, v); err != nil {
		return err
	}
	return k.wisResten(ctx, g, nummer)
}

// VernietigBericht destroys a message and empties the write-ahead log.
func (k *Kelder) VernietigBericht(ctx context.Context, g begrip.Gemeente, id string, v store.Vernietiging) error {
	if err := k.SQL.VernietigBericht(ctx, g, id, v); err != nil {
		return err
	}
	return k.wisResten(ctx, g, id)
}

// VernietigAudit removes old lines of the audit and empties the write-ahead log.
func (k *Kelder) VernietigAudit(ctx context.Context, g begrip.Gemeente, voor int64, v store.Vernietiging) (int, error) {
	n, err := k.SQL.VernietigAudit(ctx, g, voor, v)
	if err != nil || n == 0 {
		return n, err
	}
	return n, k.wisResten(ctx, g, "audit")
}

// wisResten empties the write-ahead log, in which a key would live on until later.
func (k *Kelder) wisResten(ctx context.Context, g begrip.Gemeente, wat string) error {
	b, err := k.motor.bestand(ctx, g)
	if err != nil {
		return err
	}
	if _, err := b.schrijver.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return fmt.Errorf("resten van %s overschrijven: %w", wat, b.duid(err))
	}
	return nil
}

// proefSchrijven makes the folder when needed and finds out whether it can be written.
func proefSchrijven(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return mapstoring(folder, err)
	}
	f, err := os.CreateTemp(folder, ".proef-*")
	if err != nil {
		return mapstoring(folder, err)
	}
	_, err = f.WriteString("proef")
	if err = errors.Join(err, f.Close(), os.Remove(f.Name())); err != nil {
		return mapstoring(folder, err)
	}
	return nil
}

// bestand is the file of one municipality.
type bestand struct {
	pad               string
	schrijver, lezers *sql.DB
	beurten           beurten
	kent              int64 // version of the schema that this program knows
}

// motor is the engine: a folder of files.
type motor struct {
	folder    string
	opties    Opties
	mu        sync.Mutex
	bestanden map[begrip.Gemeente]*bestand
}

// Gemeenten gives the municipalities that have a file.
func (m *motor) Gemeenten(context.Context) ([]begrip.Gemeente, error) {
	paden, err := filepath.Glob(filepath.Join(m.folder, "*.db"))
	if err != nil {
		return nil, fmt.Errorf("map %s lezen: %w", m.folder, err)
	}
	var uit []begrip.Gemeente
	for _, pad := range paden {
		if g := begrip.Gemeente(strings.TrimSuffix(filepath.Base(pad), ".db")); g.IsGeldig() {
			uit = append(uit, g)
		}
	}
	slices.Sort(uit)
	return uit, nil
}

// NeemOver is empty: only one connection writes, so there is nobody to pass over.
func (m *motor) NeemOver() string { return "" }

// MaxWaarden is low: SQLite looks up $n by name, which takes the square of their number.
func (m *motor) MaxWaarden() int { return 100 }

// HoudVast is empty too: what the one that writes reads, nobody else changes.
func (m *motor) HoudVast() string { return "" }

// Rijtjes is no: SQLite has no arrays.
func (m *motor) Rijtjes() bool { return false }

// PerVak is no: SQLite has no LATERAL, and for the size it is meant for one walk does.
func (m *motor) PerVak() bool { return false }

// Samen does statements one by one: there is no journey to save.
func (m *motor) Samen(ctx context.Context, tx *sql.Tx, os []*store.Opdracht) error {
	return store.EenVoorEen(ctx, tx, os)
}

// LeesSamen does statements that read in one transaction.
func (m *motor) LeesSamen(ctx context.Context, g begrip.Gemeente, maak func() []*store.Opdracht) error {
	return m.Lees(ctx, g, func(tx *sql.Tx) error { return store.EenVoorEen(ctx, tx, maak()) })
}

// Schrijf runs f in a transaction of the one connection that writes, perhaps together
// with others.
func (m *motor) Schrijf(ctx context.Context, g begrip.Gemeente, f func(*sql.Tx) error) error {
	b, err := m.bestand(ctx, g)
	if err != nil {
		return err
	}
	return b.duid(b.beurten.doe(ctx, b.schrijver, f))
}

// Lees runs f in a transaction that reads.
func (m *motor) Lees(ctx context.Context, g begrip.Gemeente, f func(*sql.Tx) error) error {
	b, err := m.bestand(ctx, g)
	if err != nil {
		return err
	}
	return b.duid(store.InTransactie(ctx, b.lezers, nil, f))
}

// Sluit closes all files.
func (m *motor) Sluit() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	var fout error
	for _, b := range m.bestanden {
		fout = errors.Join(fout, b.sluit())
	}
	clear(m.bestanden)
	return fout
}

// bestand gives the open file of a municipality, or opens or makes it.
func (m *motor) bestand(ctx context.Context, g begrip.Gemeente) (*bestand, error) {
	if !g.IsGeldig() { // the code becomes a file name
		return nil, fmt.Errorf("gemeente met code %q openen: %w", g, store.ErrVerkeerdeVorm)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if b := m.bestanden[g]; b != nil {
		return b, nil
	}
	b, err := openBestand(ctx, filepath.Join(m.folder, string(g)+".db"), m.opties)
	if err != nil {
		return nil, err
	}
	m.bestanden[g] = b
	return b, nil
}

const lezers = 4

func openBestand(ctx context.Context, pad string, o Opties) (*bestand, error) {
	_, err := os.Stat(pad)
	nieuw := errors.Is(err, fs.ErrNotExist)
	b := &bestand{pad: pad}
	vast := "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"
	if b.schrijver, err = openMetGeheugen(adres(pad) + vast + "&_pragma=secure_delete(1)&_txlock=immediate"); err != nil {
		return nil, fmt.Errorf("%s openen: %w", pad, err)
	}
	b.schrijver.SetMaxOpenConns(1)
	if err := b.werkBij(ctx, nieuw || o.Migreer); err != nil {
		return nil, errors.Join(b.duid(err), b.schrijver.Close())
	}
	if b.lezers, err = openMetGeheugen(adres(pad) + vast + "&_pragma=query_only(1)"); err != nil {
		return nil, errors.Join(fmt.Errorf("%s openen: %w", pad, err), b.schrijver.Close())
	}
	b.lezers.SetMaxOpenConns(lezers)
	b.lezers.SetMaxIdleConns(lezers)
	return b, nil
}

// adres gives the path as the driver wants it.
func adres(pad string) string {
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: pad}).EscapedPath()}).String()
}

// bijwerkpogingen is how often a migration is tried that another process may be doing too.
const bijwerkpogingen = 10

// werkBij compares the schema of the file with what this program knows and
// migrates forward where it may.
func (b *bestand) werkBij(ctx context.Context, mag bool) error {
	bron, err := fs.Sub(migraties, "migraties")
	if err != nil {
		return fmt.Errorf("migraties openen: %w", err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, b.schrijver, bron, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("migraties lezen: %w", err)
	}
	for poging := 1; ; poging++ {
		err := b.werkEenKeerBij(ctx, p, mag)
		var storing *store.Storing
		if err == nil || poging == bijwerkpogingen || errors.As(b.duid(err), &storing) || ctx.Err() != nil {
			return err
		}
		// Another process made the same table a moment ago; what it did, is not done again.
		time.Sleep(time.Duration(poging) * 20 * time.Millisecond)
	}
}

func (b *bestand) werkEenKeerBij(ctx context.Context, p *goose.Provider, mag bool) error {
	is, kent, err := p.GetVersions(ctx)
	b.kent = kent
	switch {
	case err != nil:
		return fmt.Errorf("versie van %s lezen: %w", b.pad, err)
	case is > kent:
		return &store.Storing{Soort: store.NieuwerSchema, Zin: fmt.Sprintf("De database %s is gemaakt door een nieuwere versie van traject (schema %d; dit programma kent %d). Start de nieuwere versie.", b.pad, is, kent)}
	case is < kent && !mag:
		return &store.Storing{Soort: store.OuderSchema, Zin: fmt.Sprintf("De database %s heeft een ouder schema (%d; dit programma kent %d). Voer eerst traject migrate uit.", b.pad, is, kent)}
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("%s bijwerken: %w", b.pad, err)
	}
	return nil
}

func (b *bestand) sluit() error { return errors.Join(b.lezers.Close(), b.schrijver.Close()) }
