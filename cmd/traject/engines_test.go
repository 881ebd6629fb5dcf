package main

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"traject/demo"
	"traject/store/storetest"
)

// What goes wrong in production, tried with the real binary on both engines.

// place is a storage filled with the people of the demo.
type place struct {
	folder   string
	settings settings
	env      []string
	server   *storetest.Postgres // nil on SQLite
	owner    string
}

func onEngines(t *testing.T, size int, f func(*testing.T, *place)) {
	t.Run("SQLite", func(t *testing.T) { f(t, newPlace(t, size, nil)) })
	t.Run("PostgreSQL", func(t *testing.T) { f(t, newPlace(t, size, throwaway(t))) })
}

func throwaway(t *testing.T) *storetest.Postgres {
	t.Helper()
	server, err := storetest.StartPostgres("fsync=off")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	})
	return server
}

func newPlace(t *testing.T, size int, server *storetest.Postgres) *place {
	t.Helper()
	p := &place{folder: t.TempDir(), server: server}
	p.settings = settings{Data: filepath.Join(p.folder, "data"), KeyFile: filepath.Join(p.folder, "sleutels"), Municipality: demo.Gemeente, Policy: demo.Beleid}
	if server != nil {
		p.owner, p.settings.Database = server.NieuweDatabase(t)
		p.settings.DatabaseOwner = p.owner
	}
	if err := os.MkdirAll(p.settings.Data, 0o700); err != nil {
		t.Fatal(err)
	}
	p.env = []string{"TRAJECT_DATA=" + p.settings.Data, "TRAJECT_SLEUTELBESTAND=" + p.settings.KeyFile, "TRAJECT_DATABASE=" + p.settings.Database, "TRAJECT_DATABASE_EIGENAAR=" + p.owner}
	if server != nil {
		if r := (trial{env: p.env}).run(t, "migrate"); r.code != 0 {
			t.Fatalf("migrate: %s", r.stderr)
		}
	}
	if size > 0 {
		fillWith(t, p.settings, size)
	}
	return p
}

// another gives an empty place of the same engine with the same keys.
func (p *place) another(t *testing.T) []string {
	t.Helper()
	env := []string{"TRAJECT_SLEUTELBESTAND=" + p.settings.KeyFile}
	if p.server == nil {
		return append(env, "TRAJECT_DATA="+filepath.Join(t.TempDir(), "data"))
	}
	owner, role := p.server.NieuweDatabase(t)
	env = append(env, "TRAJECT_DATA="+p.folder, "TRAJECT_DATABASE="+role, "TRAJECT_DATABASE_EIGENAAR="+owner)
	if r := (trial{env: env}).run(t, "migrate"); r.code != 0 {
		t.Fatalf("migrate: %s", r.stderr)
	}
	return env
}

// behind opens the storage as someone could who goes round the program.
func (p *place) behind(t *testing.T) *sql.DB {
	t.Helper()
	driver, address := "sqlite", filepath.Join(p.settings.Data, string(demo.Gemeente)+".db")
	if p.server != nil {
		driver, address = "pgx", p.owner
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// stopped runs a command that takes about this long, asks it to stop at a part of that, and
// says whether it stopped before it was done.
func stopped(t *testing.T, took time.Duration, part float64, env []string, args ...string) (early bool, said string) {
	t.Helper()
	s := begin(t, args, env...)
	time.Sleep(time.Duration(part * float64(took)))
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	select {
	case <-s.done:
	case <-time.After(30 * time.Second):
		t.Fatalf("%v does not stop:\n%s", args, s.output)
	}
	code, said := s.cmd.ProcessState.ExitCode(), s.output.String()
	switch {
	case code == 0:
		return false, said
	case code == -1 && said == "": // it had not begun yet: a signal ends such a program at once
	case code != 1 || !strings.Contains(said, "gestopt"):
		t.Errorf("%v stopped: exit %d\n%s", args, code, said)
	}
	return true, said
}

// Asked to stop in the middle of long work, each command either finishes or leaves nothing
// half: afterwards everything is whole, and the same command works.
func TestStoppedDuringLongWork(t *testing.T) {
	onEngines(t, 120, func(t *testing.T, p *place) {
		do := func(env []string, args ...string) outcome {
			t.Helper()
			r := trial{env: env}.run(t, args...)
			if r.code != 0 {
				t.Fatalf("%v: exit %d\n%s%s", args, r.code, r.stdout, r.stderr)
			}
			return r
		}
		whole := func(env []string) {
			t.Helper()
			if r := do(env, "check"); !strings.Contains(r.stdout, "120 dossiers") {
				t.Errorf("not all is there:\n%s", r.stdout)
			}
		}
		file, times := filepath.Join(p.folder, "kopie"), 0
		took := do(p.env, "backup", file).took
		for n, part := range []float64{.5, .8} {
			name := fmt.Sprint(file, n)
			early, said := stopped(t, took, part, p.env, "backup", name)
			_, err := os.Stat(name)
			left, bad := filepath.Glob(name + "*.deel")
			if bad != nil || len(left) > 0 || early != (err != nil) {
				t.Errorf("backup: early %t, %v, left %v\n%s", early, err, left, said)
			}
			times += count1(early)
		}
		took = do(p.another(t), "restore", file).took
		for _, part := range []float64{.6} {
			env := p.another(t)
			early, _ := stopped(t, took, part, env, "restore", file)
			if times += count1(early); early {
				do(env, "restore", file)
			}
			whole(env)
		}
		for _, args := range [][]string{{"rebuild", "--opnieuw"}, {"sleutelwissel"}} {
			took := do(p.env, args...).took
			for _, part := range []float64{.6} {
				early, _ := stopped(t, took, part, p.env, args...)
				if times += count1(early); early {
					do(p.env, args[0])
				}
				whole(p.env)
			}
		}
		if times == 0 {
			t.Error("nothing was stopped before it was done; the test proves nothing")
		}
	})
}

func count1(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Served with jobs at work, a stop gives exit 0 within the time of the unit, and the next
// start goes on with what was not done: the recalculation of all lists after an update.
func TestServeStoppedDuringRecalculation(t *testing.T) {
	onEngines(t, 120, func(t *testing.T, p *place) {
		env := append(p.env, "TRAJECT_GEMEENTE="+string(demo.Gemeente), "TRAJECT_BELEID="+demo.Beleid)
		if _, err := p.behind(t).Exec("DELETE FROM uitgaand WHERE soort = 'lijsten'"); err != nil { // as for a program that is new
			t.Fatal(err)
		}
		for range 2 {
			s := start(t, "serve", append(env, "TRAJECT_ADRES="+freeAddress(t))...)
			begun := time.Now()
			if code := s.end(t); code != 0 || time.Since(begun) > 30*time.Second {
				t.Errorf("exit %d after %s:\n%s", code, time.Since(begun), s.output)
			}
		}
		s := start(t, "serve", append(env, "TRAJECT_ADRES="+freeAddress(t))...)
		time.Sleep(time.Second)
		if code := s.end(t); code != 0 {
			t.Errorf("exit %d:\n%s", code, s.output)
		}
		if r := (trial{env: p.env}).run(t, "check"); r.code != 0 {
			t.Errorf("exit %d\n%s%s", r.code, r.stdout, r.stderr)
		}
	})
}

// A byte that somebody changed behind the program: check names dossier and fact, that
// dossier is a calm page with a reference, and everything else goes on.
func TestBrokenChainStandsAlone(t *testing.T) {
	onEngines(t, 40, func(t *testing.T, p *place) {
		db := p.behind(t)
		var number, manager, other string
		if err := db.QueryRow("SELECT nummer, klantmanager FROM lijst WHERE klantmanager <> '' AND versie > 2 AND gesloten = 0 ORDER BY nummer LIMIT 1").Scan(&number, &manager); err != nil {
			t.Fatal(err)
		}
		if err := db.QueryRow("SELECT nummer FROM lijst WHERE klantmanager = $1 AND nummer <> $2 AND gesloten = 0 ORDER BY nummer LIMIT 1", manager, number).Scan(&other); err != nil {
			t.Fatal(err)
		}
		var sealed []byte
		if err := db.QueryRow("SELECT verzegeld FROM feit WHERE dossier = $1 AND nummer = 2", number).Scan(&sealed); err != nil {
			t.Fatal(err)
		}
		sealed[len(sealed)/2] ^= 1
		remove := "DROP TRIGGER feit_blijft"
		if p.server != nil {
			remove = "DROP TRIGGER feit_blijft ON feit"
		} else if err := db.QueryRow("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'feit' AND sql LIKE '%UPDATE%'").Scan(&remove); err == nil {
			remove = "DROP TRIGGER " + remove
		}
		if _, err := db.Exec(remove); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec("UPDATE feit SET verzegeld = $1 WHERE dossier = $2 AND nummer = 2", sealed, number); err != nil {
			t.Fatal(err)
		}
		r := trial{env: p.env}.run(t, "check")
		if r.code != 1 || !regexp.MustCompile(`(?i)dossier `+number+`, feit 2\b`).MatchString(r.stdout) || strings.Contains(r.stdout, other) {
			t.Errorf("check: exit %d\n%s%s", r.code, r.stdout, r.stderr)
		}
		x, km := p.serveFor(t, manager)
		if status, text := km.on(x, "/dossiers/"+number); status != http.StatusInternalServerError || strings.Contains(text, "goroutine") || !strings.Contains(text, "<main") {
			t.Errorf("the broken dossier: %d\n%s", status, text)
		}
		for _, path := range []string{"/vandaag", "/dossiers", "/dossiers/" + other} {
			if status, _ := km.on(x, path); status != http.StatusOK {
				t.Errorf("%s: %d", path, status)
			}
		}
		if status := km.note(t, x, other, "Gaat gewoon door"); status != http.StatusSeeOther {
			t.Errorf("an act in another dossier: %d", status)
		}
	})
}

// serveFor starts the program and logs a klantmanager in.
func (p *place) serveFor(t *testing.T, manager string) (*instance, *browser) {
	t.Helper()
	login := newProvider(t)
	x := startInstance(t, append(p.env, "TRAJECT_GEMEENTE="+string(demo.Gemeente), "TRAJECT_BELEID="+demo.Beleid, "TRAJECT_OIDC_URL="+login.URL, "TRAJECT_OIDC_CLIENT_ID=traject",
		"TRAJECT_OIDC_CLIENT_SECRET=g", "TRAJECT_OIDC_REDIRECT=http://127.0.0.1:1/inloggen/terug", "TRAJECT_OIDC_ROLLEN=km=klantmanager")...)
	return x, loginAcross(t, login, x, x, staffClaims(manager, "Kees Kruis", "km"))
}

// note records a note and gives the status.
func (b *browser) note(t *testing.T, x *instance, number, text string) int {
	t.Helper()
	path := "/dossiers/" + number + "/notitie"
	status, page := b.on(x, path)
	found := hidden.FindStringSubmatch(page)
	if found == nil {
		return status
	}
	status, _ = b.send(x, path, url.Values{"versie": found[1:2], "tekst": {text}})
	return status
}

// PostgreSQL away: /readyz says so and /healthz does not, people read a calm page, what they
// recorded stays, and when it is back everything goes on without a restart.
func TestDatabaseAwayForAWhile(t *testing.T) {
	p := newPlace(t, 40, throwaway(t))
	var number, manager string
	if err := p.behind(t).QueryRow("SELECT nummer, klantmanager FROM lijst WHERE klantmanager <> '' AND gesloten = 0 ORDER BY nummer LIMIT 1").Scan(&number, &manager); err != nil {
		t.Fatal(err)
	}
	version := func() (n int) {
		t.Helper()
		if err := p.behind(t).QueryRow("SELECT versie FROM dossier WHERE nummer = $1", number).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	was := version()
	x, km := p.serveFor(t, manager)
	if status := km.note(t, x, number, "Voor de storing"); status != http.StatusSeeOther {
		t.Fatalf("an act: %d", status)
	}
	if err := p.server.LegStil(); err != nil {
		t.Fatal(err)
	}
	if status, text := km.on(x, "/readyz"); status != http.StatusServiceUnavailable || text != "database\n" {
		t.Errorf("/readyz: %d %s", status, text)
	}
	if status, _ := km.on(x, "/healthz"); status != http.StatusOK {
		t.Errorf("/healthz: %d; a restart would mend nothing", status)
	}
	for _, path := range []string{"/vandaag", "/dossiers/" + number} {
		begun := time.Now()
		status, text := km.on(x, path)
		if status != http.StatusServiceUnavailable && status != http.StatusInternalServerError || !strings.Contains(text, "<main") || strings.Contains(text, "dial") || time.Since(begun) > 10*time.Second {
			t.Errorf("%s while it is away: %d after %s\n%s", path, status, time.Since(begun), text)
		}
	}
	if err := p.server.Herstart(false); err != nil {
		t.Fatal(err)
	}
	ok := false
	for end := time.Now().Add(20 * time.Second); !ok && time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		status, _ := km.on(x, "/readyz")
		ok = status == http.StatusOK
	}
	if status, _ := km.on(x, "/dossiers/"+number); !ok || status != http.StatusOK || version() != was+1 {
		t.Errorf("after it came back: ready %t, %d, version %d after %d", ok, status, version(), was)
	}
	if status := km.note(t, x, number, "Na de storing"); status != http.StatusSeeOther || version() != was+2 {
		t.Errorf("an act after it came back: %d, version %d after %d", status, version(), was)
	}
	if strings.Contains(x.out.String(), "goroutine") {
		t.Errorf("the log holds a stack trace:\n%s", x.out)
	}
}
