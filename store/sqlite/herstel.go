package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"traject/kern/begrip"
	"traject/store"
)

// A restore writes its files in a folder of its own. When all are whole and on disk
// it leaves the file "klaar" there; from then on they only have to be moved, and
// whoever opens the folder does what was left of that.
const (
	herstelmap   = ".terugzetten"
	herstelteken = "klaar"
)

// Herstel lets f write files beside the place and moves them in when all are whole.
func (m *motor) Herstel(ctx context.Context, f func(func(begrip.Gemeente) (*sql.Tx, error)) error) (err error) {
	staan, err := m.Gemeenten(ctx)
	if err != nil {
		return err
	}
	if len(staan) > 0 {
		return &store.Storing{Soort: store.NietLeeg, Zin: "In " + m.folder + " staan al gegevens. Een reservekopie gaat alleen terug op een lege plaats."}
	}
	naast := filepath.Join(m.folder, herstelmap)
	if err := errors.Join(os.RemoveAll(naast), os.Mkdir(naast, 0o700)); err != nil {
		return mapstoring(naast, err)
	}
	h := &hersteller{folder: naast}
	err = f(func(g begrip.Gemeente) (*sql.Tx, error) { return h.voor(ctx, g) })
	if err = h.sluit(err); err != nil {
		return errors.Join(mapOfDuid(naast, err), os.RemoveAll(naast))
	}
	if err := os.WriteFile(filepath.Join(naast, herstelteken), nil, 0o600); err != nil {
		return errors.Join(mapstoring(naast, err), os.RemoveAll(naast))
	}
	if err := opSchijf(naast); err != nil {
		return err
	}
	return maakAf(m.folder)
}

func mapOfDuid(pad string, err error) error { return (&bestand{pad: pad}).duid(err) }

// hersteller writes one new file after the other. Without a journal: a file that
// does not get whole is thrown away.
type hersteller struct {
	folder string
	pad    string
	db     *sql.DB
	tx     *sql.Tx
}

func (h *hersteller) voor(ctx context.Context, g begrip.Gemeente) (*sql.Tx, error) {
	if !g.IsGeldig() { // the code becomes a file name
		return nil, fmt.Errorf("gemeente met code %q openen: %w", g, store.ErrVerkeerdeVorm)
	}
	if err := h.sluit(nil); err != nil {
		return nil, err
	}
	h.pad = filepath.Join(h.folder, string(g)+".db")
	db, err := sql.Open("sqlite", adres(h.pad)+"?_pragma=journal_mode(OFF)&_pragma=synchronous(OFF)&_pragma=cache_size(-65536)")
	if err != nil {
		return nil, fmt.Errorf("%s openen: %w", h.pad, err)
	}
	db.SetMaxOpenConns(1)
	h.db = db
	if err := (&bestand{pad: h.pad, schrijver: db}).werkBij(ctx, true); err != nil {
		return nil, err
	}
	if h.tx, err = db.BeginTx(ctx, nil); err != nil {
		return nil, fmt.Errorf("%s beginnen: %w", h.pad, err)
	}
	return h.tx, nil
}

// sluit keeps the file at hand, or gives it up when there was a fault.
func (h *hersteller) sluit(fout error) error {
	if h.db == nil {
		return fout
	}
	if h.tx != nil && fout == nil {
		fout = h.tx.Commit()
	} else if h.tx != nil {
		if err := h.tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
			fout = errors.Join(fout, err)
		}
	}
	fout = errors.Join(fout, h.db.Close())
	h.db, h.tx = nil, nil
	if fout != nil {
		return fout
	}
	return opSchijf(h.pad)
}

// opSchijf makes sure that a file or a folder is on disk.
func opSchijf(pad string) error {
	f, err := os.Open(pad)
	if err != nil {
		return mapstoring(pad, err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return mapstoring(pad, err)
	}
	return nil
}

// maakAf moves the files of a restore that was whole to their place. A restore that
// was not whole is left alone: the next one throws it away.
func maakAf(folder string) error {
	naast := filepath.Join(folder, herstelmap)
	if _, err := os.Stat(filepath.Join(naast, herstelteken)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	paden, err := filepath.Glob(filepath.Join(naast, "*.db"))
	if err != nil {
		return fmt.Errorf("map %s lezen: %w", naast, err)
	}
	for _, pad := range paden {
		if err := os.Rename(pad, filepath.Join(folder, filepath.Base(pad))); err != nil {
			return mapstoring(folder, err)
		}
	}
	if err := opSchijf(folder); err != nil {
		return err
	}
	if err := os.RemoveAll(naast); err != nil {
		return mapstoring(naast, err)
	}
	return nil
}
