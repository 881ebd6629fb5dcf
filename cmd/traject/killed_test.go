package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"traject/app"
	"traject/demo"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/store"
	"traject/store/storetest"
)

// Two workers at once, each a process of its own, prepare letters on one store and are
// killed with kill -9 while they are at it, again and again. In the end every letter was
// finished once: none twice, none lost.

// The environment by which a test process knows that it prepares letters.
const (
	letterWorker = "BRIEVEN_NAAM"
	letterData   = "BRIEVEN_DATA"
	letterStore  = "BRIEVEN_DATABASE"
	letterClock  = "BRIEVEN_SECONDEN" // how far its clock runs ahead, so that a lease of who was killed runs out
)

// saying prints each piece of work after the store said that it is done.
type saying struct{ store.Kelder }

func (k saying) Klaar(ctx context.Context, g begrip.Gemeente, u store.Uitgaand, now int64) error {
	err := k.Kelder.Klaar(ctx, g, u, now)
	if err == nil {
		fmt.Println("klaar", u.Sleutel)
	}
	return err
}

func TestLetterWorkerProcess(t *testing.T) {
	if os.Getenv(letterWorker) == "" {
		return // this is a part for the processes that TestKilledWorkers starts, and no test by itself
	}
	ahead, err := strconv.Atoi(os.Getenv(letterClock))
	if err != nil {
		t.Fatal(err)
	}
	s := settings{Data: os.Getenv(letterData), Database: os.Getenv(letterStore), KeyFile: filepath.Join(filepath.Dir(os.Getenv(letterData)), "sleutels"), Municipality: demo.Gemeente, Policy: demo.Beleid}
	cellar, err := openStore(t.Context(), s, false, false)
	if err != nil {
		t.Fatal(err)
	}
	h, err := house(saying{cellar}, s, houseExtras{staff: staffOf(demo.Gemeente), log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	h.Klok = func() time.Time { return time.Now().Add(time.Duration(ahead) * time.Second) }
	fmt.Println("begint")
	for {
		if _, err := h.ZetBrievenKlaar(t.Context()); err != nil {
			time.Sleep(20 * time.Millisecond)
		}
		if _, err := h.HerzienEens(t.Context()); err != nil {
			time.Sleep(20 * time.Millisecond)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// killedField is a store with letters that wait.
type killedField struct {
	settings
	engine  string
	letters []string
	mu      sync.Mutex
	done    map[string]int
}

// work lets one worker run until it is killed, and notes what it finished.
func (f *killedField) work(t *testing.T, name string, ahead int, after time.Duration) {
	c := exec.Command(os.Args[0], "-test.run=^TestLetterWorkerProcess$")
	c.Env = append(os.Environ(), letterWorker+"="+name, letterData+"="+f.Data, letterStore+"="+f.Database, letterClock+"="+strconv.Itoa(ahead))
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Error(err)
		return
	}
	limit := time.AfterFunc(time.Minute, func() { _ = c.Process.Kill() }) // it may be gone by then
	defer limit.Stop()
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if lines.Text() == "begint" {
			time.AfterFunc(after, func() { _ = c.Process.Kill() })
		}
		if key, ok := strings.CutPrefix(lines.Text(), "klaar brief:"); ok {
			f.mu.Lock()
			f.done[key]++
			f.mu.Unlock()
		}
	}
	_ = c.Wait() // it was killed, and says so
}

// fillLetters makes dossiers with letters that wait.
func (f *killedField) fillLetters(t *testing.T, people, each int) {
	t.Helper()
	fillWith(t, f.settings, people)
	cellar, err := openStore(t.Context(), f.settings, false, false)
	if err != nil {
		t.Fatal(err)
	}
	defer closeCellar(t, cellar)
	h, err := house(cellar, f.settings, houseExtras{staff: staffOf(demo.Gemeente), log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.ZetBrievenKlaar(t.Context()); err != nil { // those the demo came with
		t.Fatal(err)
	}
	leader := app.Wie{Gebruiker: "t.leider", Rol: begrip.Teamleider, Gemeente: demo.Gemeente}
	page, err := cellar.Dossierlijst(t.Context(), store.DossierFilter{Zicht: store.Zicht{Gemeente: demo.Gemeente, Alles: true}, Hooguit: people})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range page.Regels {
		version := r.Versie
		for range each {
			v, err := h.RoepOp(t.Context(), leader, r.Nummer, version, besluit.Oproep{Voor: dossier.VoorVoortgangsgesprek, Afspraak: h.Dag().Plus(21), Tijd: "10.30", Plaats: "Stadhuis",
				Inhoud: []dossier.Inhoud{dossier.InhoudWat, dossier.InhoudWaarWanneer, dossier.InhoudGevolgen, dossier.InhoudZonderDerden}})
			if err != nil {
				break // not everyone can be called in
			}
			version = v.Versie
			f.letters = append(f.letters, v.Kenmerk)
		}
	}
}

// look says what became of every letter.
func (f *killedField) look(t *testing.T) (lost, twice int) {
	t.Helper()
	cellar, err := openStore(t.Context(), f.settings, false, false)
	if err != nil {
		t.Fatal(err)
	}
	defer closeCellar(t, cellar)
	state := map[string]store.UitgaandStand{}
	for after := ""; ; {
		page, err := cellar.Werk(t.Context(), store.WerkrijFilter{Gemeente: demo.Gemeente, Soort: app.WerkBrief, Na: after, Hooguit: 1000})
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range page {
			state[strings.TrimPrefix(u.Sleutel, "brief:")], after = u.Stand, u.Sleutel
		}
		if len(page) < 1000 {
			break
		}
	}
	for _, l := range f.letters {
		if state[l] != store.Gedaan {
			lost++
		}
		if f.done[l] > 1 {
			twice++
		}
	}
	return lost, twice
}

// killWorkers lets two workers run and be killed this many times, and then lets them
// finish what is left, which takes as long as the machine needs.
func (f *killedField) killWorkers(t *testing.T, rounds int) {
	t.Helper()
	for round := 0; round < rounds || (round < rounds+60 && f.waits(t)); round++ {
		wait := time.Second
		if round < rounds {
			wait = time.Duration(10+rand.IntN(150)) * time.Millisecond
		}
		var both sync.WaitGroup
		for _, name := range []string{"a", "b"} {
			both.Go(func() { f.work(t, name, 61*(round+1), wait) })
		}
		both.Wait()
	}
}

// waits says whether there are letters that are not done.
func (f *killedField) waits(t *testing.T) bool {
	t.Helper()
	cellar, err := openStore(t.Context(), f.settings, false, false)
	if err != nil {
		t.Fatal(err)
	}
	defer closeCellar(t, cellar)
	counts, err := cellar.WerkTellingen(t.Context(), demo.Gemeente, time.Now().Unix())
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(counts, func(c store.Werktelling) bool { return c.Soort == app.WerkBrief && c.Wacht+c.Bezig > 0 })
}

func newKilledField(t *testing.T, engine string, server *storetest.Postgres) *killedField {
	t.Helper()
	folder := t.TempDir()
	f := &killedField{engine: engine, done: map[string]int{}}
	f.settings = settings{Data: filepath.Join(folder, "data"), KeyFile: filepath.Join(folder, "sleutels"), Municipality: demo.Gemeente, Policy: demo.Beleid}
	if err := os.Mkdir(f.Data, 0o700); err != nil {
		t.Fatal(err)
	}
	if engine == "postgres" {
		f.DatabaseOwner, f.Database = server.NieuweDatabase(t)
		if err := migrateStore(t.Context(), f.settings); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func TestKilledWorkers(t *testing.T) {
	server, err := storetest.StartPostgres("fsync=off")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	})
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			f := newKilledField(t, engine, server)
			f.fillLetters(t, 60, 4)
			if len(f.letters) < 100 {
				t.Fatalf("only %d letters", len(f.letters))
			}
			f.killWorkers(t, 4)
			if lost, twice := f.look(t); lost+twice > 0 {
				t.Errorf("of %d letters %d lost, %d twice", len(f.letters), lost, twice)
			}
			t.Logf("%s: %d letters, %d seen finished", engine, len(f.letters), len(f.done))
		})
	}
}
