package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	ownOIN = "00000001001234567000"
	duoOIN = "00000001003214345000"
)

// running is the real binary serving a demo, with everything it wrote.
type running struct {
	base   string
	client *http.Client
	output *lockedBuffer
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func startRunning(t *testing.T) *running {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, binary(t), "demo", "--omvang", "20")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 20 * time.Second
	out := &lockedBuffer{}
	cmd.Stdout, cmd.Stderr = out, out
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "TRAJECT_ADRES=" + address, "TRAJECT_DATA=" + t.TempDir(),
		"TRAJECT_OIN=" + ownOIN, "TRAJECT_DUO_NOTIFICATIE_OIN=" + duoOIN, "TRAJECT_LOGNIVEAU=debug"}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		if err := cmd.Wait(); err != nil && cmd.ProcessState.ExitCode() > 1 {
			t.Errorf("traject ended with %v:\n%s", err, out)
		}
	})
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	r := &running{base: "http://" + address, client: &http.Client{Jar: jar, Timeout: 20 * time.Second}, output: out}
	for range 300 {
		if answer, err := r.client.Get(r.base + "/healthz"); err == nil {
			closeBody(t, answer)
			return r
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("not ready after 30 s:\n%s", out)
	return nil
}

func closeBody(t *testing.T, answer *http.Response) {
	t.Helper()
	if err := answer.Body.Close(); err != nil {
		t.Error(err)
	}
}

// text gives status and body of an answer.
func text(t *testing.T, answer *http.Response, err error) (int, string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer closeBody(t, answer)
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(b)
}

func (r *running) get(t *testing.T, path string) (int, string) {
	t.Helper()
	answer, err := r.client.Get(r.base + path)
	return text(t, answer, err)
}

func (r *running) post(t *testing.T, path string, form url.Values) (int, string) {
	t.Helper()
	answer, err := r.client.PostForm(r.base+path, form)
	return text(t, answer, err)
}

func (r *running) notify(t *testing.T, id, body string) (int, string) {
	t.Helper()
	q, err := http.NewRequest(http.MethodPost, r.base+"/notificaties", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range map[string]string{"bron": duoOIN, "doel": ownOIN, "berichtId": id, "Content-Type": "application/json"} {
		q.Header.Set(k, v)
	}
	answer, err := r.client.Do(q)
	return text(t, answer, err)
}

// Everything one can do wrong with a BSN, and then the log is read: not one may stand in it,
// nor in an error page.
func TestNoBSNInLogsOrErrors(t *testing.T) {
	r := startRunning(t)
	const known, wrong, searched, uploaded = "999990019", "999990018", "999990445", "999990160"

	if status, body := r.notify(t, "0b0e1d6c-7a35-4a51-9f4b-3c3d7b0c0001", `{"gebeurtenisId":"SS139","registratieDatumTijd":"2026-11-02T09:00:00Z","bsn":"`+known+`"}`); status != http.StatusCreated {
		t.Fatalf("a good notification: %d %s", status, body)
	}
	bad := []string{
		`{"gebeurtenisId":"SS139","registratieDatumTijd":"2026-11-02T09:00:00Z","bsn":"` + wrong + `0"}`,
		`{"gebeurtenisId":"SS139","registratieDatumTijd":"gisteren ` + wrong + `","bsn":"` + wrong + `"}`,
		`{"gebeurtenisId":"` + wrong + `"}`,
		`{"` + wrong + `":`,
	}
	for i, body := range bad {
		status, answer := r.notify(t, fmt.Sprintf("0b0e1d6c-7a35-4a51-9f4b-3c3d7b0c1%03d", i), body)
		if status != http.StatusBadRequest || answer != "" {
			t.Errorf("bad notification %d: %d %q, want 400 without a body", i, status, answer)
		}
	}
	if status, _ := r.post(t, "/demo/inloggen", url.Values{"als": {"klantmanager"}}); status != http.StatusOK {
		t.Fatalf("logging in: %d", status)
	}
	for _, path := range []string{"/dossiers/" + searched, "/dossiers?zoek=" + searched, "/" + searched, "/dossiers/2026-0001/" + searched, "/v1/" + searched} {
		if _, body := r.get(t, path); strings.Contains(body, known) {
			t.Errorf("%s shows the BSN of somebody", path)
		}
	}
	if _, body := r.post(t, "/dossiers/zoek-bsn", url.Values{"bsn": {searched}}); strings.Contains(body, "999990019") {
		t.Error("searching shows another BSN")
	}
	file := "formaat: traject/dossier/1\ngemeente: \"1940\"\npersoon: {doelgroep: asielstatushouder, bsn: \"" + uploaded + "\"}\nfeiten: [{soort: onzin, datum: 2025-01-01, bsn: \"" + uploaded + "\"}]\n"
	answer, err := r.client.Post(r.base+"/v1/berekeningen?op=2025-06-01", "application/yaml", strings.NewReader(file))
	if _, body := text(t, answer, err); strings.Contains(body, uploaded) {
		t.Errorf("the answer to a wrong file repeats its BSN: %s", body)
	}

	log := r.output.String()
	if !strings.Contains(log, `"request"`) {
		t.Fatalf("nothing was logged, so this test proves nothing:\n%s", log)
	}
	for _, bsn := range []string{known, wrong, searched, uploaded} {
		if i := strings.Index(log, bsn); i >= 0 {
			t.Errorf("the log holds a BSN: …%s…", log[max(0, i-80):min(len(log), i+20)])
		}
	}
	for _, trace := range []string{"goroutine ", "panic:", ".go:"} {
		if strings.Contains(log, trace) {
			t.Errorf("the log holds a stack trace (%s)", trace)
		}
	}
}

// A body of 100 MiB is refused on its announced length, before it is sent.
func TestLargeUploadIsRefusedBeforeItIsRead(t *testing.T) {
	r := startRunning(t)
	if status, _ := r.post(t, "/demo/inloggen", url.Values{"als": {"klantmanager"}}); status != http.StatusOK {
		t.Fatalf("logging in: %d", status)
	}
	host := strings.TrimPrefix(r.base, "http://")
	for path, want := range map[string]string{"/dossiers/openen": "HTTP/1.1 413", "/v1/berekeningen": "HTTP/1.1 413", "/notificaties": "HTTP/1.1 400"} {
		conn, err := net.Dial("tcp", host)
		if err != nil {
			t.Fatal(err)
		}
		head := "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/yaml\r\nContent-Length: 104857600\r\n"
		for _, c := range r.client.Jar.Cookies(mustURL(t, r.base)) {
			head += "Cookie: " + c.Name + "=" + c.Value + "\r\n"
		}
		if _, err := io.WriteString(conn, head+"\r\nformaat: "); err != nil {
			t.Fatal(err)
		}
		if err := conn.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
			t.Fatal(err)
		}
		buffer := make([]byte, 64)
		n, err := conn.Read(buffer)
		if err != nil {
			t.Errorf("%s: no answer while 100 MiB were still to come: %v", path, err)
		} else if status := string(buffer[:n]); !strings.HasPrefix(status, want) {
			t.Errorf("%s: %.40q, want %s", path, status, want)
		}
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	}
}

// Without an announced length the server stops reading when it has had enough.
func TestEndlessUploadIsCutOff(t *testing.T) {
	r := startRunning(t)
	sent := &endless{}
	q, err := http.NewRequest(http.MethodPost, r.base+"/v1/berekeningen?op=2025-06-01", sent)
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Content-Type", "application/json")
	answer, err := r.client.Do(q)
	if err == nil {
		closeBody(t, answer)
		if answer.StatusCode < 400 || answer.StatusCode >= 500 {
			t.Errorf("status %d", answer.StatusCode)
		}
	}
	if got := sent.count(); got > 16<<20 {
		t.Errorf("the server took %d MiB", got>>20)
	}
	if status, _ := r.get(t, "/healthz"); status != http.StatusOK {
		t.Errorf("afterwards healthz says %d", status)
	}
}

// endless is a body that gives spaces for ever, and counts them. It stops at 64 MiB, so
// that a failing test ends too.
type endless struct {
	mu sync.Mutex
	n  int
}

func (e *endless) Read(p []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.n > 64<<20 {
		return 0, io.EOF
	}
	for i := range p {
		p[i] = ' '
	}
	e.n += len(p)
	return len(p), nil
}

func (e *endless) count() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.n
}

func mustURL(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}
