//go:build groot

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"traject/app"
	"traject/demo"
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/store"
	"traject/store/storetest"
)

// `make bench-groot` measures a large municipality on PostgreSQL, and ten thousand
// dossiers on SQLite. It makes the people with the real program, unless GROOT_DATABASE
// names a database where a demo lives already (GROOT_DATA is then its folder). It never
// fails on a time: every figure goes with its promise to bench/groot-*.tsv.

type measured struct {
	name, promise, conditions string
	median, p95               time.Duration
}

var sheet []measured

func put(t *testing.T, name, promise, conditions string, took []time.Duration) {
	t.Helper()
	slices.Sort(took)
	m := measured{name, promise, conditions, took[len(took)/2], took[min(len(took)*95/100, len(took)-1)]}
	sheet = append(sheet, m)
	t.Logf("%-34s mediaan %9.2f ms   p95 %9.2f ms   belofte %-10s %s", name, ms(m.median), ms(m.p95), promise, conditions)
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func TestGroot(t *testing.T) {
	size := 100_000
	if s := os.Getenv("GROOT_OMVANG"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		size = n
	}
	s := settings{Database: os.Getenv("GROOT_DATABASE"), Data: os.Getenv("GROOT_DATA"), Municipality: demo.Gemeente, Policy: demo.Beleid}
	if s.Database == "" {
		s = makeLarge(t, s, size)
	}
	ask(t, s, size, "PostgreSQL", "50", "20")
	small := settings{Data: t.TempDir(), Municipality: demo.Gemeente, Policy: demo.Beleid}
	fillWith(t, small, 10_000)
	ask(t, small, 10_000, "SQLite", "30", "20")
	var b strings.Builder
	b.WriteString("naam\tmediaan\tp95\teenheid\tbelofte\tvoorwaarden\n")
	for _, m := range sheet {
		fmt.Fprintf(&b, "%s\t%.2f\t%.2f\tms\t%s\t%s; %d cores, belasting %s\n", m.name, ms(m.median), ms(m.p95), m.promise, m.conditions, runtime.NumCPU(), load(t))
	}
	if err := os.WriteFile(fmt.Sprintf("../../bench/groot-%d.tsv", size), []byte(b.String()), 0o644); err != nil {
		t.Error(err)
	}
}

// load is how many processes wanted to work, so that a figure can be weighed.
func load(t *testing.T) string {
	b, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(b))[:2], "/")
}

func makeLarge(t *testing.T, s settings, size int) settings {
	server, err := storetest.StartPostgres("shared_buffers=512MB", "max_wal_size=4GB")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	})
	s.Data = t.TempDir()
	s.DatabaseOwner, s.Database = server.NieuweDatabase(t)
	if err := migrateStore(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	fillWith(t, s, size)
	put(t, fmt.Sprintf("demo-%d-maken", size), "< 1200 s", "PostgreSQL", []time.Duration{time.Since(start)})
	return s
}

func ask(t *testing.T, s settings, size int, engine, page, act string) {
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
	q.lists(page)
	q.choices(page)
	numbers := q.look()
	q.act(numbers, act)
	q.recalculate(size)
	q.memory("")
}

type asker struct {
	t      *testing.T
	h      *app.Huis
	cellar store.Kelder
	on     string
	users  []string
}

// many asks something a number of times, after some that are not counted.
func (q asker) many(name, promise string, n int, f func(i int) error) {
	q.t.Helper()
	took := make([]time.Duration, 0, n)
	for i := range n + 10 {
		start := time.Now()
		if err := f(i); err != nil {
			q.t.Fatal(name, err)
		}
		if i >= 10 {
			took = append(took, time.Since(start))
		}
	}
	put(q.t, name, promise, fmt.Sprintf("%s, %d keer", q.on, n), took)
}

func (q asker) who(i int) app.Wie {
	user := q.users[i*7919%len(q.users)]
	return app.Wie{Gebruiker: user, Naam: user, Rol: begrip.Klantmanager, Gemeente: demo.Gemeente}
}

func (q asker) lists(promise string) {
	ctx, today := q.t.Context(), q.h.Dag()
	all := store.Zicht{Gemeente: demo.Gemeente, Alles: true}
	leader := app.Wie{Gebruiker: "leider", Naam: "leider", Rol: begrip.Teamleider, Gemeente: demo.Gemeente}
	below := "p95 < " + promise
	q.many("werklijst-klantmanager", below, 200, func(i int) error {
		_, err := q.h.Vandaag(ctx, q.who(i), app.WerkFilter{Aantal: 100})
		return err
	})
	q.many("werklijst-teamleider", below, 200, func(int) error {
		_, err := q.h.Vandaag(ctx, leader, app.WerkFilter{Wiens: "team", Aantal: 100})
		return err
	})
	next := ""
	q.many("werklijst-verder-bladeren", below, 100, func(int) error {
		w, err := q.h.Vandaag(ctx, leader, app.WerkFilter{Wiens: "team", Aantal: 100, Na: next})
		next = w.Volgende
		return err
	})
	q.many("werklijst-alles-met-soort", below, 100, func(int) error {
		_, err := q.cellar.Werklijst(ctx, store.WerkFilter{Zicht: all, Soort: "pip-vaststellen", Vandaag: today, Hooguit: 100})
		return err
	})
	q.many("dossierlijst-alles", below, 100, func(int) error {
		_, err := q.cellar.Dossierlijst(ctx, store.DossierFilter{Zicht: all, Hooguit: 100})
		return err
	})
	words := []string{"am", "jans", "fat", "moh", "yil", "al", "sa", "ber"}
	q.many("zoeken-op-naam", below, 200, func(i int) error {
		_, err := q.cellar.Zoek(ctx, store.Zoekvraag{Zicht: all, Tekst: words[i%len(words)]})
		return err
	})
	q.many("zoeken-op-twee-woorden", below, 200, func(i int) error {
		_, err := q.cellar.Zoek(ctx, store.Zoekvraag{Zicht: all, Tekst: words[i%len(words)] + " " + words[(i+3)%len(words)]})
		return err
	})
	q.many("tellingen", "< 1000", 5, func(int) error {
		_, err := q.cellar.Tellingen(ctx, store.TelFilter{Zicht: all, Vandaag: today, Week: today.Plus(7)})
		return err
	})
}

// look reads dossiers and finds them again by BSN; it gives dossiers per user.
func (q asker) look() map[string][]string {
	ctx := q.t.Context()
	per := map[string][]string{}
	var some []string
	var bsns []begrip.BSN
	for i := range 50 {
		w := q.who(i)
		page, err := q.cellar.Dossierlijst(ctx, store.DossierFilter{Zicht: store.Zicht{Gemeente: demo.Gemeente, Klantmanager: w.Gebruiker}, Hooguit: 40})
		if err != nil {
			q.t.Fatal(err)
		}
		for _, r := range page.Regels {
			per[w.Gebruiker] = append(per[w.Gebruiker], r.Nummer)
			some = append(some, r.Nummer)
		}
	}
	rand.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
	q.many("dossier-lezen", "", 300, func(i int) error {
		l, err := q.cellar.Lees(ctx, demo.Gemeente, some[i%len(some)])
		if err == nil {
			if bsn, err := begrip.LeesBSN(l.Gebeurtenissen[0].Feit.(*dossier.DossierGeopend).BSN); err == nil && !bsn.IsLeeg() {
				bsns = append(bsns, bsn)
			}
		}
		return err
	})
	q.many("zoeken-op-bsn", "p95 < 5", 300, func(i int) error {
		_, err := q.cellar.ZoekBSN(ctx, demo.Gemeente, bsns[i%len(bsns)])
		return err
	})
	return per
}

// memory says what the program holds and what it held at most, since it began.
func (q asker) memory(when string) {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		q.t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		if f := strings.Fields(line); len(f) > 1 && (f[0] == "VmRSS:" || f[0] == "VmHWM:") {
			kb, err := strconv.Atoi(f[1])
			if err != nil {
				q.t.Fatal(err)
			}
			name := "geheugen-MB-nu"
			if f[0] == "VmHWM:" {
				name = "geheugen-MB-hoogste"
			}
			put(q.t, name+when, "< 500", q.on+", als getal MB in plaats van ms", []time.Duration{time.Duration(kb/1000) * time.Millisecond})
		}
	}
}
