//go:build groot

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"traject/app"
	"traject/demo"
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/store"
	"traject/wetten"
)

// TestGrootHerrekenen measures recalculation alone, on the demo in GROOT_DATABASE and
// GROOT_DATA, or else on a SQLite demo of GROOT_OMVANG.
func TestGrootHerrekenen(t *testing.T) {
	size := 2_000
	if s := os.Getenv("GROOT_OMVANG"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		size = n
	}
	s := settings{Database: os.Getenv("GROOT_DATABASE"), Data: os.Getenv("GROOT_DATA"), Municipality: demo.Gemeente, Policy: demo.Beleid}
	engine := "PostgreSQL"
	if s.Database == "" {
		s.Data, engine = t.TempDir(), "SQLite"
		fillWith(t, s, size)
	}
	cellar, err := openStore(t.Context(), s, false, false)
	if err != nil {
		t.Fatal(err)
	}
	defer closeCellar(t, cellar)
	h, err := house(cellar, s, houseExtras{staff: staffOf(demo.Gemeente)})
	if err != nil {
		t.Fatal(err)
	}
	findServer(t, s.Database)
	q := asker{t, h, cellar, fmt.Sprintf("%d dossiers, %s", size, engine), demo.Klantmanagers(size)}
	q.recalculate(size)
}

// recalculate measures the promise as the product keeps it: recalculating all with nothing
// changed, with one value of the law changed, and with that value put back. Apart from that
// it measures what the parts cost: the law alone on what is in memory; and, without the
// extracts, reading every log, and making all lists again while trusting nothing.
func (q asker) recalculate(size int) {
	q.whole("uittreksels-bij", "", size, q.again(q.h, new(int))) // what is missing after a migration
	changed := 0
	q.whole("herrekenen-alles", "< 60 s", size, q.again(q.h, &changed))
	if changed != 0 {
		q.t.Errorf("the same law changed the rows of %d dossiers", changed)
	}
	other := q.otherLaw()
	q.whole("herrekenen-alles-andere-waarde", "", size, q.again(other, &changed))
	q.t.Logf("a PIP in 11 weeks instead of 10 changed the rows of %d dossiers", changed)
	there := changed
	q.whole("herrekenen-alles-waarde-terug", "", size, q.again(q.h, &changed))
	if changed != there || there == 0 {
		q.t.Errorf("%d dossiers changed and %d changed back", there, changed)
	}
	q.memory("-na-herrekenen")
	q.inMemory(size)
	if os.Getenv("GROOT_HERBOUW") == "nee" {
		return
	}
	q.whole("lezen-en-ontzegelen-alle-logboeken", "", size, func() (int, error) {
		n := 0
		err := q.cellar.Loop(q.t.Context(), demo.Gemeente, func(_ string, _ store.Logboek, err error) error {
			n++
			return err
		})
		return n, err
	})
	q.whole("herrekenen-alles-uit-logboeken", "", size, q.fromDisk)
	q.whole("herbouwen-alle-lijsten", "", size, func() (int, error) {
		return q.h.Herbouw(q.t.Context(), system(demo.Gemeente), func(int) {})
	})
}

// again recalculates all dossiers as the product does.
func (q asker) again(h *app.Huis, changed *int) func() (int, error) {
	return func() (int, error) {
		r, err := h.Herreken(q.t.Context(), system(demo.Gemeente), func(int) {})
		*changed = r.Gewijzigd
		return r.Gedaan, err
	}
}

// otherLaw gives the same house under a law that asks a PIP a week later.
func (q asker) otherLaw() *app.Huis {
	const file, is, becomes = "termijnen.yaml", "{van: 2022-01-01, waarde: 10, bron: \"Bi2021 art. 5.3 lid 1\"", "{van: 2022-01-01, waarde: 11, bron: \"Bi2021 art. 5.3 lid 1\""
	shelf := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS("../../wetten"), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".yaml" {
			return err
		}
		b, err := os.ReadFile(filepath.Join("../../wetten", path))
		if path == file {
			if strings.Count(string(b), is) != 1 {
				return errors.New("the weeks of the PIP stand elsewhere now")
			}
			b = []byte(strings.Replace(string(b), is, becomes, 1))
		}
		shelf[path] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		q.t.Fatal(err)
	}
	book, faults := wetten.LaadUit(shelf)
	if len(faults) > 0 {
		q.t.Fatal(faults)
	}
	parts := q.h.Onderdelen
	parts.Boek = book
	h, err := app.Nieuw(parts)
	if err != nil {
		q.t.Fatal(err)
	}
	return h
}

// whole measures something over all dossiers, with the time of the cores beside it.
func (q asker) whole(name, promise string, size int, f func() (int, error)) {
	before, start := cpu(q.t), time.Now()
	n, err := f()
	if err != nil || n != size {
		q.t.Errorf("%s: %d dossiers done: %v", name, n, err)
	}
	took := time.Since(start)
	put(q.t, name, promise, fmt.Sprintf("%s, echt gemeten; rekentijd van alle kernen samen %.1f s", q.on, (cpu(q.t)-before).Seconds()), []time.Duration{took})
}

// law recalculates one dossier.
func (q asker) law() func(store.Logboek) {
	law, ok := q.h.Boek.Recht(begrip.Wi2021, demo.Beleid)
	if !ok {
		q.t.Fatal("no law")
	}
	day := q.h.Dag()
	return func(l store.Logboek) { recht.Reken(dossier.Opbouwen(l.Gebeurtenissen, day, 0), law) }
}

// inMemory reads as many dossiers as fit well in memory and recalculates them on all
// cores until as many were done as there are.
func (q asker) inMemory(size int) {
	var books []store.Logboek
	err := q.cellar.Loop(q.t.Context(), demo.Gemeente, func(_ string, l store.Logboek, err error) error {
		if books = append(books, l); len(books) == min(size, 5_000) {
			return errEnough
		}
		return err
	})
	if err != nil && err != errEnough {
		q.t.Fatal(err)
	}
	one, start := q.law(), time.Now()
	var next atomic.Int64
	var group sync.WaitGroup
	for range runtime.NumCPU() {
		group.Go(func() {
			for i := next.Add(1); i <= int64(size); i = next.Add(1) {
				one(books[i%int64(len(books))])
			}
		})
	}
	group.Wait()
	took := time.Since(start)
	put(q.t, "herrekenen-alles-in-geheugen", "< 60 s", fmt.Sprintf("%s, echt %d keer gerekend over %d dossiers in het geheugen, %s per keer op %d kernen",
		q.on, size, len(books), took/time.Duration(size), runtime.NumCPU()), []time.Duration{took})
}

// fromDisk recalculates all dossiers as they come from the database.
func (q asker) fromDisk() (int, error) {
	one, books := q.law(), make(chan store.Logboek, 100)
	var done atomic.Int64
	var group sync.WaitGroup
	for range runtime.NumCPU() {
		group.Go(func() {
			for l := range books {
				one(l)
				done.Add(1)
			}
		})
	}
	err := q.cellar.Loop(q.t.Context(), demo.Gemeente, func(_ string, l store.Logboek, err error) error {
		books <- l
		return err
	})
	close(books)
	group.Wait()
	return int(done.Load()), err
}
