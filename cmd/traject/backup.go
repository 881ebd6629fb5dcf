package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync"
	"time"

	"traject/app"
	"traject/kern/begrip"
	"traject/store"
)

// backup writes everything that is kept to one new file, while others go on working,
// and beside it the list of destroyed dossiers. Keys are not in it.
func backup(ctx context.Context, args []string, c console) error {
	s, path, _, err := archiveSettings("backup", args, false)
	if err != nil {
		return err
	}
	a, shut, err := openArchive(ctx, s)
	if err != nil {
		return err
	}
	start := time.Now()
	var totals []store.Archieftelling
	err = writeNew(path, func(w io.Writer) (err error) {
		totals, err = a.Bewaar(ctx, w, start.Unix(), progress(c, "bewaard"))
		return err
	})
	if err == nil {
		err = writeDestroyed(ctx, a, totals, path+".vernietigd")
	}
	if err := errors.Join(err, shut()); err != nil {
		return err
	}
	printTotals(c, totals)
	fmt.Fprintf(c.out, "De reservekopie staat in %s (%s). Bewaar de sleutels op een andere plaats: zij zitten er niet in.\n", path, time.Since(start).Round(time.Millisecond))
	return nil
}

// restore puts a backup back where nothing is yet: all of it, proven, or nothing.
func restore(ctx context.Context, args []string, c console) error {
	s, path, list, err := archiveSettings("restore", args, true)
	if err != nil {
		return err
	}
	destroyed, err := readDestroyed(list)
	if err != nil {
		return err
	}
	start, broken := time.Now(), 0
	var totals []store.Archieftelling
	err = onBackup(ctx, s, path, func(a archive, f io.ReadSeeker) (err error) {
		totals, err = a.Herstel(ctx, f, store.Herstelopdracht{
			Afleiden:   func(g begrip.Gemeente) (store.Afleiding, error) { return derivation(a, s, g) },
			Vernietigd: destroyed,
			LangeSet:   longSets(a, s),
			Bevinding:  tell(c, &broken),
			Meld:       progress(c, "teruggezet"),
		})
		if err != nil {
			return err
		}
		return deriveTeams(ctx, a, s)
	})
	if err != nil {
		return err
	}
	printTotals(c, totals)
	fmt.Fprintf(c.out, "De reservekopie is teruggezet in %s. De ketens kloppen met de kopie en de lijsten zijn opnieuw gemaakt.\n", time.Since(start).Round(time.Millisecond))
	if broken > 0 {
		return fault(nil, "alles is teruggezet. Dossiers die in de kopie al niet heel waren: %d; zie hierboven.", broken)
	}
	return nil
}

// compare says whether this storage holds every chain of a backup, with the same
// version and the same head. What was added since is no difference.
func compare(ctx context.Context, args []string, c console) error {
	s, path, _, err := archiveSettings("vergelijk", args, false)
	if err != nil {
		return err
	}
	wrong := 0
	var totals []store.Archieftelling
	err = onBackup(ctx, s, path, func(a archive, f io.ReadSeeker) (err error) {
		totals, err = a.VergelijkArchief(ctx, f, tell(c, &wrong))
		return err
	})
	if err != nil {
		return err
	}
	printTotals(c, totals)
	if wrong > 0 {
		return fault(nil, "dossiers die niet zijn zoals in de reservekopie: %d; zie hierboven.", wrong)
	}
	fmt.Fprintln(c.out, "Elk dossier uit de reservekopie staat hier met dezelfde feiten.")
	return nil
}

// derivation is how a restored municipality makes its lists, as its own house would.
func derivation(a archive, s settings, g begrip.Gemeente) (store.Afleiding, error) {
	h, err := house(a, s.forOne(g), houseExtras{staff: staffOf(g)})
	if err != nil {
		return nil, err
	}
	return h.Afleiding(system(g))
}

// longSets gives what may stay of a dossier that comes back destroyed, as its own house
// says. Dossiers come from all cores; each municipality opens its house once.
func longSets(a archive, s settings) func(begrip.Gemeente, store.Logboek, store.Vernietiging) (*store.LangeSet, error) {
	var mu sync.Mutex
	houses := map[begrip.Gemeente]*app.Huis{}
	return func(g begrip.Gemeente, l store.Logboek, v store.Vernietiging) (*store.LangeSet, error) {
		mu.Lock()
		defer mu.Unlock()
		if houses[g] == nil {
			h, err := house(a, s.forOne(g), houseExtras{staff: staffOf(g)})
			if err != nil {
				return nil, err
			}
			houses[g] = h
		}
		return houses[g].LangeSetVan(l, v)
	}
}

// archive is a cellar that can be put in one file.
type archive interface {
	store.Kelder
	store.Archief
}

func openArchive(ctx context.Context, s settings) (archive, func() error, error) {
	cellar, err := openStore(ctx, s, false, false)
	if err != nil {
		return nil, nil, err
	}
	a, ok := cellar.(archive)
	if !ok {
		return nil, nil, errors.Join(errors.New("deze opslag kan niet in een reservekopie"), cellar.Sluit())
	}
	return a, func() error {
		if err := a.Sluit(); err != nil {
			return fmt.Errorf("de opslag sluiten: %w", err)
		}
		return nil
	}, nil
}

// onBackup does something with a backup and the storage that the settings name.
func onBackup(ctx context.Context, s settings, path string, do func(archive, io.ReadSeeker) error) error {
	f, err := openBackup(path)
	if err != nil {
		return err
	}
	defer f.Close() // it was only read
	a, shut, err := openArchive(ctx, s)
	if err != nil {
		return err
	}
	return errors.Join(do(a, f), shut())
}

// tell prints what is wrong with a dossier and counts it.
func tell(c console, count *int) func(begrip.Gemeente, store.Bevinding) error {
	return func(g begrip.Gemeente, b store.Bevinding) error {
		*count++
		fmt.Fprintf(c.out, "Gemeente %s: %s\n", g, (&store.Ketenbreuk{Bevinding: b}).Error())
		return nil
	}
}

// archiveSettings reads the settings and the one file the command is about. The file
// may stand before or after the options.
func archiveSettings(name string, args []string, withList bool) (s settings, path, list string, err error) {
	flagSet, file := flags(name)
	destroyed := new(string)
	if withList {
		destroyed = flagSet.String("vernietigd", "", "lijst van vernietigde dossiers")
	}
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		path, args = args[0], args[1:]
	}
	if err := flagSet.Parse(args); err != nil {
		return s, "", "", fault(err, "%s: de opties zijn niet te lezen. Zie: traject help", name)
	}
	rest := flagSet.Args()
	if path == "" && len(rest) > 0 {
		path, rest = rest[0], rest[1:]
	}
	if path == "" || len(rest) > 0 {
		return s, "", "", fault(nil, "%s: noem één bestand, zoals: traject %s reservekopie.traject", name, name)
	}
	s, err = readSettings(*file, environ())
	return s, path, *destroyed, err
}

func openBackup(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fault(err, "de reservekopie %s is niet te lezen (%s).", path, reason(err))
	}
	return f, nil
}

// writeNew writes a new file that is there whole or not at all. An existing file is
// left alone.
func writeNew(path string, write func(io.Writer) error) error {
	switch _, err := os.Stat(path); {
	case err == nil:
		return fault(nil, "%s bestaat al. Kies een andere naam; een reservekopie wordt nooit overschreven.", path)
	case !errors.Is(err, fs.ErrNotExist):
		return fault(err, "%s is niet te schrijven (%s).", path, reason(err))
	}
	part := path + ".deel"
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fault(err, "%s staat er nog van een kopie die niet af is. Verwijder dat bestand als er geen andere reservekopie bezig is.", part)
	}
	if err != nil {
		return fault(err, "%s is niet te schrijven (%s).", path, reason(err))
	}
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return nil
}

func printTotals(c console, totals []store.Archieftelling) {
	for _, t := range totals {
		fmt.Fprintf(c.out, "Gemeente %s: %d dossiers met %d feiten (%d vernietigd), %d berichten, %d stukken uitgaand werk, %d concepten, %d regels audit.\n  Afdruk van alle ketens: %s\n",
			t.Gemeente, t.Dossiers, t.Feiten, t.Vernietigd, t.Berichten, t.Uitgaand, t.Concepten, t.Audit, t.Afdruk)
	}
}

// progress tells every so many seconds how far the work is.
func progress(c console, done string) func(int) {
	last := time.Now()
	return func(n int) {
		if time.Since(last) >= 2*time.Second {
			last = time.Now()
			fmt.Fprintf(c.err, "%d dossiers %s (Ctrl-C stopt; dan blijft er niets half achter)\n", n, done)
		}
	}
}
