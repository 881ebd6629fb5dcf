package main

import (
	"bytes"
	"context"
	"database/sql"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "modernc.org/sqlite"
)

// trial is one run of the real binary with its own environment.
type trial struct {
	env    []string
	prefix []string // a command that runs the binary, such as unshare
	as     *syscall.Credential
}

// run waits until the binary ends by itself.
func (x trial) run(t *testing.T, args ...string) outcome {
	t.Helper()
	program := binary(t) // the first one builds it, which takes its own time
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	words := append(append([]string{}, x.prefix...), program)
	words = append(words, args...)
	cmd := exec.CommandContext(ctx, words[0], words[1:]...)
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH")}, x.env...)
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: x.as}
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	start := time.Now()
	err := cmd.Run()
	if ctx.Err() != nil {
		t.Fatalf("%v did not end:\n%s%s", args, &out, &errs)
	}
	if err != nil && cmd.ProcessState == nil {
		t.Fatalf("%v did not start: %v", args, err)
	}
	return outcome{code: cmd.ProcessState.ExitCode(), stdout: out.String(), stderr: errs.String(), took: time.Since(start)}
}

// oneSentence checks what every fault at the start promises: exit 1, one line, in
// Dutch, with the words that help, and no stack trace.
func (r outcome) oneSentence(t *testing.T, words ...string) {
	t.Helper()
	line := strings.TrimSuffix(r.stderr, "\n")
	if r.code != 1 || strings.Contains(line, "\n") || !strings.HasPrefix(line, "traject: ") {
		t.Errorf("exit %d, want 1 and one line:\n%s", r.code, r.stderr)
	}
	for _, w := range append(words, ".") {
		if !strings.Contains(line, w) {
			t.Errorf("%q is missing in: %s", w, line)
		}
	}
	for _, w := range []string{"goroutine", ".go:", "panic", "sqlite:", "SQLITE", "%!"} {
		if strings.Contains(line, w) {
			t.Errorf("the sentence holds %q: %s", w, line)
		}
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func TestWrongSettingIsOneSentence(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "instellingen")
	write := func(text string) string {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	data := "TRAJECT_DATA=" + filepath.Join(folder, "data")
	for _, g := range []struct {
		name  string
		env   []string
		args  []string
		words []string
	}{
		{"municipality missing", []string{data}, []string{"serve"}, []string{"TRAJECT_GEMEENTE"}},
		{"municipality wrong", []string{data, "TRAJECT_GEMEENTE=12"}, []string{"serve"}, []string{"TRAJECT_GEMEENTE", "vier cijfers"}},
		{"unknown in environment", []string{data, "TRAJECT_POORT=80"}, []string{"serve"}, []string{"TRAJECT_POORT", "bestaat niet"}},
		{"unknown in file", []string{data}, []string{"serve", "--instellingen", write("TRAJECT_ADRESS=x\n")}, []string{"regel 1", "TRAJECT_ADRESS"}},
		{"file missing", []string{data}, []string{"serve", "--instellingen", folder + "/weg"}, []string{"het bestaat niet"}},
		{"policy unknown", []string{data, "TRAJECT_GEMEENTE=1940", "TRAJECT_BELEID=nergens", "TRAJECT_ADRES=" + freeAddress(t)}, []string{"serve"}, []string{"TRAJECT_BELEID"}},
		{"PostgreSQL away", []string{data, "TRAJECT_GEMEENTE=1940", "TRAJECT_ADRES=" + freeAddress(t), "TRAJECT_DATABASE=postgres://traject@127.0.0.1:1/traject"}, []string{"serve"}, []string{"PostgreSQL", "TRAJECT_DATABASE"}},
		{"PostgreSQL without owner", []string{data, "TRAJECT_DATABASE=postgres://traject@127.0.0.1:1/traject"}, []string{"migrate"}, []string{"TRAJECT_DATABASE_EIGENAAR"}},
		{"log level", []string{data, "TRAJECT_LOGNIVEAU=hard"}, []string{"serve"}, []string{"TRAJECT_LOGNIVEAU"}},
		{"OIN too short", []string{data, "TRAJECT_OIN=123"}, []string{"serve"}, []string{"TRAJECT_OIN", "twintig"}},
		{"demo for others", []string{data}, []string{"demo", "--adres", "0.0.0.0:8080"}, []string{"eigen machine", "127.0.0.1"}},
		{"demo without port", []string{data}, []string{"demo", "--adres", "127.0.0.1"}, []string{"adres met een poort"}},
		{"demo too large", []string{data}, []string{"demo", "--omvang", "2000000"}, []string{"--omvang"}},
		{"option unknown", []string{data}, []string{"demo", "--omvangrijk"}, []string{"traject help"}},
		{"word too many", []string{data}, []string{"demo", "iets"}, []string{"hoort hier niet"}},
	} {
		t.Run(g.name, func(t *testing.T) { trial{env: g.env}.run(t, g.args...).oneSentence(t, g.words...) })
	}
	if found, err := filepath.Glob(filepath.Join(folder, "data", "*.db")); err != nil || len(found) > 0 {
		t.Errorf("a wrong setting left a database behind: %v %v", found, err)
	}
	if r := (trial{}).run(t, "bestaatniet"); r.code != 2 || !strings.Contains(r.stderr, "traject help") {
		t.Errorf("unknown command: exit %d %s", r.code, r.stderr)
	}
}

func TestPortTakenWritesNothing(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	data := filepath.Join(t.TempDir(), "data")
	trial{}.run(t, "demo", "--adres", l.Addr().String(), "--data", data).oneSentence(t, "ander programma", "TRAJECT_ADRES")
	if _, err := os.Stat(data); !os.IsNotExist(err) {
		t.Errorf("the folder was made although the port is taken: %v", err)
	}
}

// openFolder is a folder that every user can reach.
func openFolder(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "traject-open-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(folder); err != nil {
			t.Error(err)
		}
	})
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	return folder
}

func TestReadOnlyDataFolder(t *testing.T) {
	if err := os.Chmod(filepath.Dir(binary(t)), 0o755); err != nil {
		t.Fatal(err)
	}
	folder := openFolder(t)
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	x := trial{}
	if os.Geteuid() == 0 { // root may write everywhere, so the trial is someone else
		x.as = &syscall.Credential{Uid: 65534, Gid: 65534}
	}
	x.run(t, "demo", "--adres", freeAddress(t), "--data", folder).oneSentence(t, folder)
	x.env = []string{"TRAJECT_GEMEENTE=1940", "TRAJECT_ADRES=" + freeAddress(t), "TRAJECT_DATA=" + folder}
	x.run(t, "serve").oneSentence(t, folder)
}

// A disk of one megabyte is full before a demo is on it.
func TestFullDisk(t *testing.T) {
	folder := t.TempDir()
	x := trial{prefix: []string{"unshare", "--mount", "--map-root-user", "sh", "-c", `mount -t tmpfs -o size=1m none "$0" && exec "$@"`, folder}}
	if os.Geteuid() == 0 {
		x.prefix = append([]string{"unshare", "--mount"}, x.prefix[3:]...)
	}
	r := x.run(t, "demo", "--adres", freeAddress(t), "--data", folder)
	if strings.Contains(r.stderr, "unshare") || strings.Contains(r.stderr, "mount") {
		t.Fatalf("a disk of its own needs the command unshare and user namespaces; run as root, or: sysctl kernel.unprivileged_userns_clone=1\n%s", r.stderr)
	}
	r.oneSentence(t, "schijf is vol")
}

func TestUnreadableAndNewerDatabase(t *testing.T) {
	env := func(folder string) []string {
		return []string{"TRAJECT_GEMEENTE=1940", "TRAJECT_ADRES=" + freeAddress(t), "TRAJECT_DATA=" + folder}
	}
	t.Run("unreadable", func(t *testing.T) {
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, "1940.db"), bytes.Repeat([]byte("geen database "), 1000), 0o600); err != nil {
			t.Fatal(err)
		}
		trial{env: env(folder)}.run(t, "serve").oneSentence(t, "1940.db", "geen database van traject")
	})
	t.Run("newer", func(t *testing.T) {
		folder := t.TempDir()
		demo := start(t, "demo", "TRAJECT_ADRES="+freeAddress(t), "TRAJECT_DATA="+folder)
		if code := demo.end(t); code != 0 {
			t.Fatalf("exit %d", code)
		}
		change(t, demoOf(folder, "9999"), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)")
		trial{env: env(folder)}.run(t, "demo").oneSentence(t, "99999")
		trial{env: env(folder)}.run(t, "check").oneSentence(t, "99999")
	})
	t.Run("not of the demo", func(t *testing.T) {
		folder := t.TempDir()
		if err := os.WriteFile(demoOf(folder, "9999"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		trial{}.run(t, "demo", "--adres", freeAddress(t), "--data", folder).oneSentence(t, "niet van de demo")
	})
}

// A lost or exchanged key file stops the start, and no new key is made beside the data:
// with it nothing could be read and every message of DUO would open a second dossier.
func TestKeyThatDoesNotFit(t *testing.T) {
	folder := t.TempDir()
	env := []string{"TRAJECT_ADRES=" + freeAddress(t), "TRAJECT_DATA=" + folder}
	if code := start(t, "demo", env...).end(t); code != 0 {
		t.Fatalf("exit %d", code)
	}
	key := filepath.Join(folder, "traject.sleutel")
	right, err := os.ReadFile(key)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(key); err != nil {
		t.Fatal(err)
	}
	trial{env: env}.run(t, "demo").oneSentence(t, key, "ontbreekt", "Zet het sleutelbestand terug")
	trial{env: append(env, "TRAJECT_GEMEENTE=9999")}.run(t, "serve").oneSentence(t, key, "ontbreekt")
	if _, err := os.Stat(key); !os.IsNotExist(err) {
		t.Errorf("a new key was made beside data that it does not fit: %v", err)
	}
	other := "9999 s1 " + strings.Repeat("A", 43) + "=\n"
	if err := os.WriteFile(key, []byte(other), 0o600); err != nil {
		t.Fatal(err)
	}
	trial{env: env}.run(t, "demo").oneSentence(t, key, "past niet op de dossiers")
	trial{env: append(env, "TRAJECT_GEMEENTE=9999")}.run(t, "serve").oneSentence(t, key, "past niet op de dossiers")
	if err := os.WriteFile(key, right, 0o600); err != nil {
		t.Fatal(err)
	}
	if code := start(t, "demo", env...).end(t); code != 0 {
		t.Errorf("with its own key back: exit %d", code)
	}
}

func demoOf(folder, municipality string) string { return filepath.Join(folder, municipality+".db") }

// change tampers with a database from outside.
func change(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// served is a binary that answers requests until it is ended.
type served struct {
	*running
	cmd  *exec.Cmd
	done chan error
}

// start runs a command that serves, and waits until it is ready.
func start(t *testing.T, command string, env ...string) *served {
	t.Helper()
	s := begin(t, []string{command}, env...)
	for range 600 {
		select {
		case err := <-s.done:
			t.Fatalf("%s ended early (%v):\n%s", command, err, s.output)
		default:
		}
		if answer, err := s.client.Get(s.base + "/healthz"); err == nil {
			closeBody(t, answer)
			return s
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%s is not ready after 30 s:\n%s", command, s.output)
	return nil
}

// begin starts the binary and returns at once.
func begin(t *testing.T, args []string, env ...string) *served {
	t.Helper()
	s := &served{running: &running{client: &http.Client{Timeout: 20 * time.Second}, output: &lockedBuffer{}}, done: make(chan error, 1)}
	for _, e := range env {
		if address, ok := strings.CutPrefix(e, "TRAJECT_ADRES="); ok {
			s.base = "http://" + address
		}
	}
	s.cmd = exec.Command(binary(t), args...)
	s.cmd.Env = append([]string{"PATH=" + os.Getenv("PATH")}, env...)
	s.cmd.Stdout, s.cmd.Stderr = s.output, s.output
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { s.done <- s.cmd.Wait() }()
	t.Cleanup(func() {
		if s.cmd.ProcessState == nil {
			if err := s.cmd.Process.Kill(); err == nil {
				<-s.done
			}
		}
	})
	return s
}

// end asks the binary to stop and gives its exit code.
func (s *served) end(t *testing.T) int {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case <-s.done:
	case <-time.After(20 * time.Second):
		t.Fatalf("does not stop:\n%s", s.output)
	}
	return s.cmd.ProcessState.ExitCode()
}

// The demo is made once; a later start goes on with what people did in it.
func TestDemoGoesOnAfterRestart(t *testing.T) {
	folder := t.TempDir()
	env := func() []string {
		return []string{"TRAJECT_ADRES=" + freeAddress(t), "TRAJECT_DATA=" + folder}
	}
	first := start(t, "demo", env()...)
	const message = `{"gebeurtenisId":"SS139","registratieDatumTijd":"2026-01-02T09:00:00Z","bsn":"999990019"}`
	if status, _ := first.notify(t, "0b0e1d6c-7a35-4a51-9f4b-3c3d7b0c0001", message); status != http.StatusCreated {
		t.Fatalf("notification: %d", status)
	}
	if code := first.end(t); code != 0 {
		t.Errorf("exit %d after SIGTERM, want 0:\n%s", code, first.output)
	}
	for _, want := range []string{"Traject staat klaar op http://127.0.0.1:", "klantmanager", "jurist", "beleid", "beheer", "250 verzonnen inburgeraars"} {
		if !strings.Contains(first.output.String(), want) {
			t.Errorf("the demo does not print %q", want)
		}
	}
	second := start(t, "demo", env()...)
	if status, _ := second.notify(t, "0b0e1d6c-7a35-4a51-9f4b-3c3d7b0c0001", message); status != http.StatusCreated {
		t.Errorf("the same message after a restart: %d", status)
	}
	if code := second.end(t); code != 0 {
		t.Errorf("exit %d", code)
	}
	if strings.Contains(second.output.String(), "verzonnen inburgeraars gemaakt") {
		t.Error("the second start made the people again")
	}
	checked := trial{env: []string{"TRAJECT_DATA=" + folder}}.run(t, "check")
	if checked.code != 0 || !strings.Contains(checked.stdout, "251 dossiers") || !strings.Contains(checked.stdout, "0 fouten") {
		t.Errorf("check after two starts: exit %d\n%s%s", checked.code, checked.stdout, checked.stderr)
	}
}

// Ctrl-C while the demo is being made stops it at once; the next start begins again.
func TestDemoStoppedHalfway(t *testing.T) {
	folder := t.TempDir()
	half := begin(t, []string{"demo", "--omvang", "100000"}, "TRAJECT_ADRES="+freeAddress(t), "TRAJECT_DATA="+folder)
	for range 400 {
		if strings.Contains(half.output.String(), "1000 van 100000") {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if err := half.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	select {
	case <-half.done:
	case <-time.After(20 * time.Second):
		t.Fatalf("does not stop:\n%s", half.output)
	}
	if code := half.cmd.ProcessState.ExitCode(); code != 1 || !strings.Contains(half.output.String(), "gestopt") {
		t.Errorf("exit %d, want 1 and a word that it stopped:\n%s", code, half.output)
	}
	again := start(t, "demo", "TRAJECT_ADRES="+freeAddress(t), "TRAJECT_DATA="+folder)
	if code := again.end(t); code != 0 {
		t.Errorf("exit %d", code)
	}
	if !strings.Contains(again.output.String(), "250 verzonnen inburgeraars gemaakt") {
		t.Errorf("the second start did not begin again:\n%s", again.output)
	}
}

// Outside the demo nobody logs in with one click, and without the numbers of DUO
// nobody delivers a notification.
func TestServeIsClosed(t *testing.T) {
	s := start(t, "serve", "TRAJECT_GEMEENTE=1940", "TRAJECT_ADRES="+freeAddress(t), "TRAJECT_DATA="+t.TempDir())
	if status, _ := s.post(t, "/demo/inloggen", map[string][]string{"als": {"klantmanager"}}); status != http.StatusNotFound {
		t.Errorf("demo login outside the demo: %d", status)
	}
	if status, _ := s.notify(t, "0b0e1d6c-7a35-4a51-9f4b-3c3d7b0c0001", `{"gebeurtenisId":"SS139","registratieDatumTijd":"2026-01-02T09:00:00Z"}`); status != http.StatusUnauthorized {
		t.Errorf("a notification without known OINs: %d", status)
	}
	if code := s.end(t); code != 0 {
		t.Errorf("exit %d", code)
	}
}

// The demo answers only under the name of this machine.
func TestDemoAnswersOnlyItsOwnName(t *testing.T) {
	s := start(t, "demo", "TRAJECT_ADRES="+freeAddress(t), "TRAJECT_DATA="+t.TempDir())
	q, err := http.NewRequest(http.MethodGet, s.base+"/inloggen", nil)
	if err != nil {
		t.Fatal(err)
	}
	q.Host = "kwaad.example"
	answer, err := s.client.Do(q)
	if status, _ := text(t, answer, err); status != http.StatusMisdirectedRequest {
		t.Errorf("under another name: %d", status)
	}
}

// Help names every setting with what it is without being set.
func TestHelpListsAllSettings(t *testing.T) {
	r := trial{}.run(t, "help")
	for _, s := range settingTable {
		if !strings.Contains(r.stdout, s.name) || (s.fallback != "" && !strings.Contains(r.stdout, s.fallback)) {
			t.Errorf("help misses %s", s.name)
		}
	}
	if r.code != 0 || r.stderr != "" {
		t.Errorf("exit %d %s", r.code, r.stderr)
	}
}
