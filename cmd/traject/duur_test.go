//go:build duur

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
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

// `make duur` looks for lost, half and double work where it hurts: processes that are
// killed, a disk that is full, a server that falls over, a clock that jumps. A writer
// is a process of its own that does real acts; each act carries a mark, and the writer
// prints the mark only after the act was acknowledged. Every figure goes to bench/duur.tsv.

// The environment by which a test process knows that it is a writer.
const (
	writerDatabase = "DUUR_DATABASE"
	writerData     = "DUUR_DATA"
	writerName     = "DUUR_NAAM"
	writerClock    = "DUUR_KLOK"
	writerUntil    = "DUUR_TOT_FOUT"
)

const writers = 4

func TestWriterProcess(t *testing.T) {
	if os.Getenv(writerName) == "" {
		return // this is a part for the processes that TestDuur starts, and no test by itself
	}
	cellar, err := openStore(t.Context(), writerSettings(), false, false)
	if err != nil {
		t.Fatal(err)
	}
	h, err := house(cellar, writerSettings(), houseExtras{staff: staffOf(demo.Gemeente)})
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv(writerClock) != "" {
		var jump atomic.Int64
		h.Klok = func() time.Time { return time.Now().Add(time.Duration(jump.Load())) }
		go func() {
			for range time.Tick(20 * time.Millisecond) {
				jump.Store(int64(time.Duration(rand.IntN(20_000)-10_000) * time.Hour))
			}
		}()
	}
	go func() { // the letters, as jobs does it, but without waiting
		for {
			if _, err := h.ZetBrievenKlaar(t.Context()); err != nil {
				time.Sleep(50 * time.Millisecond)
			}
			time.Sleep(5 * time.Millisecond)
		}
	}()
	failed := make(chan error, writers)
	for w := range writers {
		go func() { failed <- keepActing(t.Context(), h, w) }()
	}
	fmt.Println("fault", <-failed)
}

func writerSettings() settings {
	data := os.Getenv(writerData)
	return settings{Data: data, Database: os.Getenv(writerDatabase), KeyFile: filepath.Join(filepath.Dir(data), "sleutels"),
		Municipality: demo.Gemeente, Policy: demo.Beleid}
}

// keepActing calls people in and makes notes in the dossiers of one klantmanager.
func keepActing(ctx context.Context, h *app.Huis, w int) error {
	user := demo.Klantmanagers(300)[w%len(demo.Klantmanagers(300))]
	who := app.Wie{Gebruiker: user, Naam: user, Rol: begrip.Klantmanager, Gemeente: demo.Gemeente}
	var own []store.Lijstregel
	for own == nil {
		sheet, err := h.Kelder.Dossierlijst(ctx, store.DossierFilter{Zicht: store.Zicht{Gemeente: demo.Gemeente, Klantmanager: user}, Hooguit: 100})
		if err != nil {
			return err
		}
		own = sheet.Regels
	}
	for n := 0; ; n++ {
		number := own[rand.IntN(len(own))].Nummer
		mark := fmt.Sprintf("%s-%d-%d", os.Getenv(writerName), w, n)
		kind, err := act(ctx, h, who, number, mark)
		var refused *app.Geweigerd
		var conflict *app.Conflict
		switch {
		case err == nil:
			fmt.Printf("ack %s %s %s\n", kind, number, mark)
		case errors.As(err, &refused), errors.As(err, &conflict):
			if n == 0 {
				fmt.Println("refused", err)
			}
		case os.Getenv(writerUntil) != "":
			return err
		default:
			time.Sleep(20 * time.Millisecond)
		}
	}
}

func act(ctx context.Context, h *app.Huis, who app.Wie, number, mark string) (string, error) {
	l, err := h.Kelder.Lees(ctx, who.Gemeente, number)
	if err != nil {
		return "", err
	}
	if rand.IntN(2) == 0 {
		_, err = h.MaakNotitie(ctx, who, number, l.Versie, besluit.Aantekening{Tekst: "duur " + mark})
		return "notitie", err
	}
	what := dossier.VoorBredeIntake
	if rand.IntN(2) == 0 {
		what = dossier.VoorVoortgangsgesprek
	}
	_, err = h.RoepOp(ctx, who, number, l.Versie, besluit.Oproep{Voor: what, Afspraak: h.Dag().Plus(21), Tijd: "10.30", Plaats: "kamer " + mark,
		Inhoud: []dossier.Inhoud{dossier.InhoudWat, dossier.InhoudWaarWanneer, dossier.InhoudGevolgen, dossier.InhoudZonderDerden}})
	return "brief", err
}

// field is one engine with dossiers on it, and what its writers acknowledged.
type field struct {
	name, database, folder string
	acked                  map[string]string // mark → dossier
	letters                int
	kills                  int
}

func (f *field) env(name string) []string {
	return append(os.Environ(), writerName+"="+name, writerDatabase+"="+f.database, writerData+"="+filepath.Join(f.folder, "data"))
}

func (f *field) writer(name string, extra ...string) *exec.Cmd {
	c := exec.Command(os.Args[0], "-test.run=^TestWriterProcess$")
	c.Env = append(f.env(name), extra...)
	c.Stderr = os.Stderr
	return c
}

// during starts a writer, hands it to do after its first acknowledged act and reads
// on until the process is gone.
func (f *field) during(t *testing.T, c *exec.Cmd, do func()) {
	t.Helper()
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	limit := time.AfterFunc(5*time.Minute, func() { t.Error("the writer did not get to work or did not end"); kill(t, c) })
	first := true
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var kind, number, mark string
		if n, _ := fmt.Sscanf(lines.Text(), "ack %s %s %s", &kind, &number, &mark); n != 3 {
			if strings.HasPrefix(lines.Text(), "fault") {
				t.Log(f.name, lines.Text())
			}
			continue
		}
		f.acked[mark] = number
		if kind == "brief" {
			f.letters++
		}
		if first {
			first = false
			go do()
		}
	}
	limit.Stop()
	if err := c.Wait(); err == nil && first {
		t.Fatal("the writer did nothing")
	}
}

func kill(t *testing.T, c *exec.Cmd) {
	if err := c.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Error(err)
	}
}

// run runs a command of the real binary on this field.
func (f *field) run(t *testing.T, command string) error {
	t.Helper()
	c := exec.Command(binary(t), command)
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "TRAJECT_DATA=" + filepath.Join(f.folder, "data"), "TRAJECT_DATABASE=" + f.database,
		"TRAJECT_SLEUTELBESTAND=" + filepath.Join(f.folder, "sleutels")}
	out, err := c.Output()
	t.Logf("%s: traject %s: %.2000s", f.name, command, strings.TrimSpace(string(out)))
	return err
}

// loss is the outcome of looking everything over again.
type loss struct{ lost, half, double, facts int }

// look compares the store with what was acknowledged, and asks the real binary to check.
func (f *field) look(t *testing.T) loss {
	t.Helper()
	var l loss
	if err := f.run(t, "check"); err != nil {
		l.half++
		t.Errorf("%s: traject check found faults: %v", f.name, err)
	}
	t.Setenv(writerData, filepath.Join(f.folder, "data"))
	t.Setenv(writerDatabase, f.database)
	cellar, err := openStore(t.Context(), writerSettings(), false, false)
	if err != nil {
		t.Fatal(err)
	}
	defer closeCellar(t, cellar)
	seen, work := map[string]int{}, map[string]bool{}
	for after := ""; ; {
		page, err := cellar.UitgaandLijst(t.Context(), demo.Gemeente, store.AlleWerk, after, 1000)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range page {
			work[u.Sleutel], after = true, u.Sleutel
		}
		if len(page) < 1000 {
			break
		}
	}
	err = cellar.Loop(t.Context(), demo.Gemeente, func(number string, book store.Logboek, err error) error {
		l.facts += len(book.Gebeurtenissen)
		for i, g := range book.Gebeurtenissen {
			switch fact := g.Feit.(type) {
			case *dossier.Notitie:
				if mark, ok := strings.CutPrefix(fact.Tekst, "duur "); ok {
					seen[mark]++
				}
			case *dossier.BriefOpgemaakt:
				_, after, ok := strings.Cut(string(fact.Stuk), "kamer ")
				if !ok {
					continue
				}
				mark := after[:strings.IndexFunc(after, func(r rune) bool { return r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') })]
				seen[strings.TrimSuffix(mark, "-")]++
				if _, call := book.Gebeurtenissen[i-1].Feit.(*dossier.Opgeroepen); !call || !work["brief:"+fact.Kenmerk] {
					l.half++
				}
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for mark := range f.acked {
		if seen[mark] == 0 {
			l.lost++
		}
	}
	for _, times := range seen {
		if times > 1 {
			l.double++
		}
	}
	if l.lost+l.half+l.double > 0 {
		t.Errorf("%s: %d lost, %d half, %d double", f.name, l.lost, l.half, l.double)
	}
	return l
}

var figures strings.Builder

func note(t *testing.T, f *field, what string, l loss, took time.Duration) {
	t.Helper()
	b, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		t.Fatal(err)
	}
	line := fmt.Sprintf("%s\t%s\t%d\t%d\t%d\t%d\t%d\t%d\t%.0f\t%d kernen, belasting %s", what, f.name, f.kills, len(f.acked), f.letters, l.lost, l.half, l.double,
		took.Seconds(), runtime.NumCPU(), strings.Fields(string(b))[0])
	fmt.Fprintln(&figures, line)
	t.Log(strings.ReplaceAll(line, "\t", "  "))
}

func TestDuur(t *testing.T) {
	rounds := 200
	if s := os.Getenv("DUUR_KEREN"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		rounds = n
	}
	figures.WriteString("proef\tmotor\tkeren\tbevestigd\tbrieven\tkwijt\thalf\tdubbel\tseconden\tvoorwaarden\n")
	server, err := storetest.StartPostgres()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	})
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run("doodgeslagen/"+engine, func(t *testing.T) {
			f := newField(t, engine, server)
			start := time.Now()
			for i := range rounds {
				c := f.writer(fmt.Sprintf("d%d", i))
				f.during(t, c, func() {
					time.Sleep(time.Duration(20+rand.IntN(380)) * time.Millisecond)
					kill(t, c)
				})
				f.kills++
			}
			note(t, f, "kill -9 onder last", f.look(t), time.Since(start))
		})
		t.Run("twee tegelijk/"+engine, func(t *testing.T) { twoKilled(t, engine, server, min(rounds, 40)) })
		t.Run("klok/"+engine, func(t *testing.T) {
			f := newField(t, engine, server)
			start := time.Now()
			c := f.writer("k", writerClock+"=springt")
			f.during(t, c, func() { time.Sleep(8 * time.Second); kill(t, c) })
			f.kills = 8 * 50
			if err := f.run(t, "rebuild"); err != nil { // rows hold what was right on the day of the clock; facts do not
				t.Error(err)
			}
			note(t, f, "klok springt 10.000 uur heen en weer", f.look(t), time.Since(start))
		})
	}
	t.Run("herstart/postgres", func(t *testing.T) {
		f := newField(t, "postgres", server)
		start := time.Now()
		c := f.writer("h")
		f.during(t, c, func() {
			for i := range 10 {
				time.Sleep(700 * time.Millisecond)
				if err := server.Herstart(i%2 == 0); err != nil {
					t.Error(err)
				}
				f.kills++
			}
			time.Sleep(time.Second)
			kill(t, c)
		})
		note(t, f, "server herstart onder last", f.look(t), time.Since(start))
	})
	t.Run("schijf vol/sqlite", func(t *testing.T) { fullDisk(t, "sqlite", "24m") })
	t.Run("schijf vol/postgres", func(t *testing.T) { fullDisk(t, "postgres", "160m") })
	if err := os.WriteFile("../../bench/duur.tsv", []byte(figures.String()), 0o644); err != nil {
		t.Error(err)
	}
}

// room is what a full disk has left at the start.
const room = 2 << 20

func free(t *testing.T, folder string) int64 {
	t.Helper()
	var disk syscall.Statfs_t
	if err := syscall.Statfs(folder, &disk); err != nil {
		t.Fatal(err)
	}
	return int64(disk.Bfree) * disk.Bsize
}

// fullDisk lets a writer run until nothing fits any more, makes room and looks.
func fullDisk(t *testing.T, engine, size string) {
	folder, err := os.MkdirTemp("", "traject-vol-") // the server runs as someone else, who must reach it
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size="+size+",mode=755"); err != nil {
		t.Fatalf("a small disk cannot be made (run as root): %v", err)
	}
	t.Cleanup(func() {
		if err := errors.Join(syscall.Unmount(folder, syscall.MNT_DETACH), os.Remove(folder)); err != nil {
			t.Error(err)
		}
	})
	t.Setenv("TMPDIR", folder)
	var server *storetest.Postgres
	if engine == "postgres" {
		if server, err = storetest.StartPostgres("max_wal_size=32MB", "min_wal_size=32MB"); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := server.Stop(); err != nil {
				t.Error(err)
			}
		}()
	}
	f := newFieldIn(t, engine, server, folder)
	ballast := filepath.Join(folder, "ballast")
	if err := os.WriteFile(ballast, make([]byte, free(t, folder)-room), 0o600); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	f.during(t, f.writer("v", writerUntil+"=ja"), func() {})
	// PostgreSQL asks for 16 MB at once and gives up while a little is still free.
	if left := free(t, folder); left >= room {
		t.Errorf("the disk did not get fuller: %d bytes free", left)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if server != nil {
		if err := server.Herstart(true); err != nil {
			t.Fatal(err)
		}
	}
	f.kills = 1
	note(t, f, "schijf vol", f.look(t), time.Since(start))
}

func newField(t *testing.T, engine string, server *storetest.Postgres) *field {
	return newFieldIn(t, engine, server, t.TempDir())
}

func newFieldIn(t *testing.T, engine string, server *storetest.Postgres, folder string) *field {
	t.Helper()
	f := &field{name: engine, folder: folder, acked: map[string]string{}}
	s := settings{Data: filepath.Join(folder, "data"), KeyFile: filepath.Join(folder, "sleutels"), Municipality: demo.Gemeente, Policy: demo.Beleid}
	if engine == "postgres" {
		s.DatabaseOwner, s.Database = server.NieuweDatabase(t)
		if err := migrateStore(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	f.database = s.Database
	if err := os.Mkdir(s.Data, 0o700); err != nil {
		t.Fatal(err)
	}
	fillWith(t, s, 300)
	return f
}
