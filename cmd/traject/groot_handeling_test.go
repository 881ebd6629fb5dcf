//go:build groot

package main

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"traject/app"
	"traject/demo"
	"traject/kern/begrip"
	"traject/kern/besluit"
)

// "Fifty at once" can mean two things, and both are measured. Fifty klantmanagers who
// work side by side: each acts, thinks for at most two seconds, acts again; that is
// some fifty acts a second, a great deal busier than a real office. And fifty acts
// that arrive at one and the same moment, as if someone counted down: then the last
// one waits for what the cores must do for the other 49, so no machine can answer it
// faster than fifty times the cost of one act, divided by its cores. That floor is
// printed beside it.
const (
	people = 50
	bursts = 20
	turns  = 10 // acts of one person
)

// TestGrootHandelen measures acts alone, to compare two programs: on the demo in
// GROOT_DATABASE and GROOT_DATA, or on one that it makes (GROOT_MOTOR=sqlite or
// postgres); GROOT_OMVANG is the number of people.
func TestGrootHandelen(t *testing.T) {
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
	switch {
	case s.Database != "":
	case os.Getenv("GROOT_MOTOR") == "postgres":
		s = makeLarge(t, s, size)
	default:
		engine, s.Data = "SQLite", t.TempDir()
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
	q.act(q.look(), "20")
}

// actor is one klantmanager with dossiers of his own.
type actor struct {
	who     app.Wie
	numbers []string
	turn    int
}

// one makes a note in the next dossier of this klantmanager and says how long that
// took; reading the page before it is not counted.
func (q asker) one(a *actor) (time.Duration, error) {
	number := a.numbers[a.turn%len(a.numbers)]
	a.turn++
	l, err := q.cellar.Lees(q.t.Context(), demo.Gemeente, number)
	if err != nil {
		return 0, err
	}
	return q.note(a, number, l.Versie)
}

func (q asker) note(a *actor, number string, version int) (time.Duration, error) {
	start := time.Now()
	_, err := q.h.MaakNotitie(q.t.Context(), a.who, number, version, besluit.Aantekening{Tekst: "Gebeld; komt volgende week."})
	var conflict *app.Conflict
	if errors.As(err, &conflict) {
		err = nil
	}
	return time.Since(start), err
}

// actors gives fifty klantmanagers who share no dossier.
func (q asker) actors(per map[string][]string) []*actor {
	var uit []*actor
	for user, numbers := range per {
		parts := max(1, people/len(per)+1) // fewer klantmanagers than fifty: each sits at several desks
		for i := range parts {
			a := &actor{who: app.Wie{Gebruiker: user, Naam: user, Rol: begrip.Klantmanager, Gemeente: demo.Gemeente}}
			for j := i; j < len(numbers); j += parts {
				a.numbers = append(a.numbers, numbers[j])
			}
			if len(a.numbers) > 0 && len(uit) < people {
				uit = append(uit, a)
			}
		}
	}
	if len(uit) < people {
		q.t.Fatalf("%d people to act, %d needed", len(uit), people)
	}
	return uit
}

// act measures fifty people at once in both meanings.
func (q asker) act(per map[string][]string, promise string) {
	actors := q.actors(per)
	q.sideBySide(actors, promise)
	q.sameMoment(actors, promise)
}

func (q asker) sideBySide(actors []*actor, promise string) {
	took := newTimes(q.t)
	var group sync.WaitGroup
	for _, a := range actors {
		group.Go(func() {
			for range turns {
				time.Sleep(time.Duration(rand.IntN(2000)) * time.Millisecond) // people read before they write
				took.add(q.one(a))
			}
		})
	}
	group.Wait()
	put(q.t, "handeling-50-klantmanagers", "p95 < "+promise, fmt.Sprintf("%s, %d keer, 50 mensen die tot 2 s nadenken", q.on, len(took.all)), took.all)
}

func (q asker) sameMoment(actors []*actor, promise string) {
	var cores, server time.Duration
	took := newTimes(q.t)
	acts := 0
	for range bursts {
		start := make(chan struct{})
		var ready, done sync.WaitGroup
		for _, a := range actors {
			number := a.numbers[a.turn%len(a.numbers)]
			a.turn++
			l, err := q.cellar.Lees(q.t.Context(), demo.Gemeente, number)
			if err != nil {
				q.t.Fatal(err)
			}
			ready.Add(1)
			done.Go(func() {
				ready.Done()
				<-start
				took.add(q.note(a, number, l.Versie))
			})
		}
		ready.Wait()
		serverBefore, before := serverCPU(q.t), ownCPU(q.t) // looking costs time too; that of ours comes last
		close(start)
		done.Wait()
		own := ownCPU(q.t) - before
		theirs := serverCPU(q.t) - serverBefore
		cores, server = cores+own+theirs, server+theirs
		acts += len(actors)
		time.Sleep(100 * time.Millisecond)
	}
	cost := cores / time.Duration(acts)
	put(q.t, "handeling-50-op-hetzelfde-moment", "p95 < "+promise, fmt.Sprintf("%s, %d maal 50; rekentijd %.2f ms per handeling (waarvan PostgreSQL %.2f), dus op 2 kernen is %.0f ms voor de laatste de ondergrens",
		q.on, bursts, ms(cost), ms(server/time.Duration(acts)), ms(cost)*people/2), took.all)
}

// times gathers durations of several goroutines.
type times struct {
	t   *testing.T
	mu  sync.Mutex
	all []time.Duration
}

func newTimes(t *testing.T) *times { return &times{t: t} }

func (l *times) add(d time.Duration, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err != nil {
		l.t.Error(err)
		return
	}
	l.all = append(l.all, d)
}

// cpu is the time the cores spent on this process and on its PostgreSQL server; other
// work does not count.
func cpu(t *testing.T) time.Duration {
	t.Helper()
	return ownCPU(t) + serverCPU(t)
}

// ownCPU is the part of this process.
func ownCPU(t *testing.T) time.Duration {
	t.Helper()
	var self syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &self); err != nil {
		t.Fatal(err)
	}
	return time.Duration(self.Utime.Nano() + self.Stime.Nano())
}

// postmaster is the process under which our PostgreSQL works; "" is when there is none.
var postmaster string

// findServer looks which of the servers on this machine is ours, so that the work of
// others is not counted.
func findServer(t *testing.T, address string) {
	t.Helper()
	if postmaster = ""; address == "" {
		return
	}
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	var pid int
	err = db.QueryRowContext(t.Context(), "SELECT pg_backend_pid()").Scan(&pid)
	if err == nil {
		postmaster, err = parent(strconv.Itoa(pid))
	}
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

// parent gives the process that started this one.
func parent(pid string) (string, error) {
	stat, err := os.ReadFile("/proc/" + pid + "/stat")
	if err != nil {
		return "", err
	}
	after := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	return after[1], nil
}

// serverCPU is the part of our PostgreSQL server.
func serverCPU(t *testing.T) time.Duration {
	t.Helper()
	if postmaster == "" {
		return 0
	}
	var total time.Duration
	entries, err := os.ReadDir("/proc")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if p, err := parent(e.Name()); err != nil || p != postmaster {
			continue
		}
		stat, err := os.ReadFile("/proc/" + e.Name() + "/schedstat")
		if err != nil {
			continue // it ended meanwhile
		}
		if n, err := strconv.ParseInt(strings.Fields(string(stat))[0], 10, 64); err == nil {
			total += time.Duration(n)
		}
	}
	return total
}
