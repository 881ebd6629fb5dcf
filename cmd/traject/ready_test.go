package main

import (
	"database/sql"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"traject/demo"
	"traject/kern/begrip"
)

// Each part that is not ready is named with one word, and it is ready again when the part is.
func TestReadyNamesWhatIsMissing(t *testing.T) {
	folder := t.TempDir()
	s, err := readSettings("", []string{"TRAJECT_DATA=" + folder, "TRAJECT_GEMEENTE=" + string(demo.Gemeente)})
	if err != nil {
		t.Fatal(err)
	}
	cellar, err := openStore(t.Context(), s, true, true)
	if err != nil {
		t.Fatal(err)
	}
	defer closeCellar(t, cellar)
	r := &readiness{cellar: cellar, municipalities: func() []begrip.Gemeente { return []begrip.Gemeente{demo.Gemeente} }}
	look := func(status int, words string) {
		t.Helper()
		w := httptest.NewRecorder()
		begin := time.Now()
		r.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/readyz", nil))
		if w.Code != status || strings.TrimSpace(w.Body.String()) != words || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%d %q, want %d %q", w.Code, w.Body, status, words)
		}
		if d := time.Since(begin); d > time.Second {
			t.Errorf("took %s", d)
		}
	}
	look(http.StatusOK, "ok")
	keys := s.keyPath()
	if err := os.Rename(keys, keys+".weg"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(keys, []byte("# leeg\n"), 0o644); err != nil { // there, but readable by others: refused
		t.Fatal(err)
	}
	look(http.StatusServiceUnavailable, "sleutels")
	db, err := sql.Open("sqlite", demoOf(folder, string(demo.Gemeente)))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("DELETE FROM goose_db_version WHERE version_id = (SELECT MAX(version_id) FROM goose_db_version)"); err != nil {
		t.Fatal(err)
	}
	look(http.StatusServiceUnavailable, "migraties\nsleutels")
	if err := os.Rename(keys+".weg", keys); err != nil {
		t.Fatal(err)
	}
	look(http.StatusServiceUnavailable, "migraties")
	if _, err := db.Exec("DROP TABLE goose_db_version"); err != nil {
		t.Fatal(err)
	}
	look(http.StatusServiceUnavailable, "database")
	r.stopping.Store(true)
	look(http.StatusServiceUnavailable, "stopt")
}

// While it drains, /readyz says no and a page is still answered; what was started is
// finished, a dossier that was being opened is there, and the command `ready` says the same.
func TestStopFinishesWhatWasStarted(t *testing.T) {
	folder, address := t.TempDir(), freeAddress(t)
	env := []string{"TRAJECT_ADRES=" + address, "TRAJECT_DATA=" + folder, "TRAJECT_UITLOOP=2s"}
	s := start(t, "demo", env...)
	if r := (trial{env: env}).run(t, "ready"); r.code != 0 || r.stdout != "ok\n" {
		t.Errorf("ready: exit %d %s", r.code, r.stderr)
	}
	slow := make(chan int, 1)
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	go func() { // a notification whose body comes in two halves, with the stop in between
		q, err := http.NewRequest(http.MethodPost, s.base+"/notificaties", reader)
		if err != nil {
			t.Error(err)
			return
		}
		for k, v := range map[string]string{"bron": duoOIN, "doel": ownOIN, "berichtId": "0b0e1d6c-7a35-4a51-9f4b-3c3d7b0c0009", "Content-Type": "application/json"} {
			q.Header.Set(k, v)
		}
		answer, err := s.client.Do(q)
		status, _ := text(t, answer, err)
		slow <- status
	}()
	const message = `{"gebeurtenisId":"SS139","registratieDatumTijd":"2026-01-02T09:00:00Z","bsn":"999990019"}`
	if _, err := writer.WriteString(message[:20]); err != nil {
		t.Fatal(err)
	}
	ended := make(chan int, 1)
	go func() { ended <- s.end(t) }()
	for range 100 {
		if status, body := s.get(t, "/readyz"); status == http.StatusServiceUnavailable && body == "stopt\n" {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	trial{env: env}.run(t, "ready").oneSentence(t, "stopt")
	if status, _ := s.get(t, "/inloggen"); status != http.StatusOK {
		t.Errorf("a page while draining: %d", status)
	}
	time.Sleep(2200 * time.Millisecond) // the door is closed now; the message is still under way
	if _, err := writer.WriteString(message[20:]); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	if status := <-slow; status != http.StatusCreated {
		t.Errorf("the message that was under way: %d", status)
	}
	if code := <-ended; code != 0 {
		t.Errorf("exit %d:\n%s", code, s.output)
	}
	r := trial{env: []string{"TRAJECT_DATA=" + folder}}.run(t, "check")
	if r.code != 0 || !strings.Contains(r.stdout, "251 dossiers") {
		t.Errorf("after the stop: exit %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	trial{env: env}.run(t, "ready").oneSentence(t, "antwoordt geen traject")
}

func TestSecurityTxt(t *testing.T) {
	now := time.Date(2028, 2, 29, 13, 0, 0, 0, time.UTC)
	for _, g := range []struct{ url, contact, want, canonical string }{
		{"https://traject.example/", "lek@gemeente.example", "mailto:lek@gemeente.example", "https://traject.example/.well-known/security.txt"},
		{"https://traject.example", "https://gemeente.example/lek", "https://gemeente.example/lek", "https://traject.example/.well-known/security.txt"},
		{"https://traject.example:8443", "", "mailto:security@traject.example", "https://traject.example:8443/.well-known/security.txt"},
		{"", "mailto:lek@gemeente.example", "mailto:lek@gemeente.example", ""},
	} {
		w := httptest.NewRecorder()
		securityTxt(opsSettings{URL: g.url, Contact: g.contact}, func() time.Time { return now })(w, httptest.NewRequest(http.MethodGet, "/.well-known/security.txt", nil))
		fields := map[string]string{}
		for line := range strings.Lines(w.Body.String()) {
			name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			fields[name] = value
		}
		expires, err := time.Parse(time.RFC3339, fields["Expires"])
		if err != nil || !expires.After(now) || expires.After(now.AddDate(1, 0, 0)) {
			t.Errorf("expires %s: %v", fields["Expires"], err)
		}
		if fields["Contact"] != g.want || fields["Canonical"] != g.canonical || fields["Preferred-Languages"] != "nl, en" || w.Header().Get("Content-Type") != "text/plain; charset=utf-8" {
			t.Errorf("%s", w.Body)
		}
	}
}

func TestOperationsSettingsAreOneSentence(t *testing.T) {
	folder := t.TempDir()
	empty := filepath.Join(folder, "leeg")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	base := []string{"TRAJECT_GEMEENTE=1940", "TRAJECT_DATA=" + filepath.Join(folder, "data")}
	ldv := []string{"TRAJECT_LDV_URL=https://ldv.example/v1/traces", "TRAJECT_LDV_REGISTER=https://register.example/"}
	for _, g := range []struct {
		name  string
		env   []string
		words []string
	}{
		{"metrics without port", []string{"TRAJECT_METRICS_ADRES=localhost"}, []string{"TRAJECT_METRICS_ADRES"}},
		{"metrics at the front door", []string{"TRAJECT_METRICS_ADRES=127.0.0.1:8080"}, []string{"TRAJECT_METRICS_ADRES", "voordeur"}},
		{"traces without https", []string{"TRAJECT_OTLP_URL=http://otel.example/v1/traces"}, []string{"TRAJECT_OTLP_URL", "https"}},
		{"log without https", []string{"TRAJECT_LDV_URL=http://ldv.example/", "TRAJECT_LDV_REGISTER=https://r.example/"}, []string{"TRAJECT_LDV_URL", "https"}},
		{"log without register", ldv[:1], []string{"TRAJECT_LDV_REGISTER"}},
		{"register without log", ldv[1:], []string{"TRAJECT_LDV_URL", "ontbreekt"}},
		{"token file missing", append([]string{"TRAJECT_LDV_TOKENBESTAND=" + folder + "/weg"}, ldv...), []string{"TRAJECT_LDV_TOKENBESTAND", "bestaat niet"}},
		{"token file empty", append([]string{"TRAJECT_LDV_TOKENBESTAND=" + empty}, ldv...), []string{"TRAJECT_LDV_TOKENBESTAND", "token"}},
		{"wait too long", append([]string{"TRAJECT_LDV_WACHT=5m"}, ldv...), []string{"TRAJECT_LDV_WACHT"}},
		{"drain no time", []string{"TRAJECT_UITLOOP=even"}, []string{"TRAJECT_UITLOOP"}},
		{"bound below nothing", []string{"TRAJECT_GRENS_PERSOON=-1"}, []string{"TRAJECT_GRENS_PERSOON"}},
		{"proxy unknown", []string{"TRAJECT_PROXY=10.0.0.0/8, proxy"}, []string{"TRAJECT_PROXY", "proxy"}},
		{"contact", []string{"TRAJECT_CONTACT=bel ons"}, []string{"TRAJECT_CONTACT"}},
		{"keys twice", []string{"TRAJECT_SLEUTELS=x", "TRAJECT_SLEUTELOPDRACHT=y"}, []string{"TRAJECT_SLEUTELS", "TRAJECT_SLEUTELOPDRACHT"}},
		{"keys broken", []string{"TRAJECT_SLEUTELS=1940 s1 kort"}, []string{"TRAJECT_SLEUTELS", "regel 1"}},
		{"keys of another", []string{"TRAJECT_SLEUTELS=9001 s1 " + strings.Repeat("A", 43) + "="}, []string{"geen sleutel", "1940"}},
		{"command fails", []string{"TRAJECT_SLEUTELOPDRACHT=false --token=geheim"}, []string{"TRAJECT_SLEUTELOPDRACHT", "mislukt"}},
	} {
		t.Run(g.name, func(t *testing.T) {
			env := append(append([]string{}, base...), g.env...)
			if g.name != "metrics at the front door" {
				env = append(env, "TRAJECT_ADRES="+freeAddress(t))
			}
			r := trial{env: env}.run(t, "serve")
			r.oneSentence(t, g.words...)
			if strings.Contains(r.stderr, "geheim") || strings.Contains(r.stderr, "AAAA") {
				t.Errorf("the sentence holds a secret: %s", r.stderr)
			}
		})
	}
}

// Keys from the environment and from a command open the same data as the file, also after
// a change of keys while traject runs.
func TestKeysFromElsewhere(t *testing.T) {
	folder := t.TempDir()
	data := []string{"TRAJECT_DATA=" + filepath.Join(folder, "data"), "TRAJECT_SLEUTELBESTAND=" + filepath.Join(folder, "sleutels")}
	s := start(t, "demo", append(data, "TRAJECT_ADRES="+freeAddress(t))...)
	if code := s.end(t); code != 0 {
		t.Fatalf("exit %d", code)
	}
	lines, err := os.ReadFile(filepath.Join(folder, "sleutels"))
	if err != nil {
		t.Fatal(err)
	}
	vault := filepath.Join(folder, "kluis")
	if err := os.Rename(filepath.Join(folder, "sleutels"), vault); err != nil {
		t.Fatal(err)
	}
	for _, from := range []string{"TRAJECT_SLEUTELS=" + strings.ReplaceAll(strings.TrimSpace(string(lines)), "\n", ";"), "TRAJECT_SLEUTELOPDRACHT=cat " + vault} {
		if r := (trial{env: []string{data[0], from}}).run(t, "check"); r.code != 0 || !strings.Contains(r.stdout, "250 dossiers") {
			t.Errorf("%.22s: exit %d %s%s", from, r.code, r.stdout, r.stderr)
		}
	}
	fresh := string(demo.Gemeente) + " s2 " + strings.Repeat("Q", 43) + "=\n"
	if err := os.WriteFile(vault, append(lines, fresh...), 0o600); err != nil {
		t.Fatal(err)
	}
	env := []string{data[0], "TRAJECT_SLEUTELOPDRACHT=cat " + vault, "TRAJECT_GEMEENTE=" + string(demo.Gemeente)}
	if r := (trial{env: env}).run(t, "sleutelwissel"); r.code != 0 || !strings.Contains(r.stdout, "250 dossiers hebben een nieuwe sleutel") {
		t.Errorf("a key of the vault: exit %d %s%s", r.code, r.stdout, r.stderr)
	}
	if r := (trial{env: env}).run(t, "pseudoniem", "2026-0001"); r.code != 0 || strings.Count(r.stdout, "\n") != 2 || !strings.Contains(r.stdout, " s2:") {
		t.Errorf("pseudonyms: exit %d %s%s", r.code, r.stdout, r.stderr)
	}
	trial{env: env}.run(t, "pseudoniem", "999990019").oneSentence(t, "dossiernummer")
}
