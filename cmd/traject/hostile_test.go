package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// built compiles the real binary once for all tests that look at it from outside.
var built = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "traject-test-")
	if err != nil {
		return "", err
	}
	binary := filepath.Join(folder, "traject")
	out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return binary, nil
})

func binary(t *testing.T) string {
	t.Helper()
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// faultLine is what the contract promises: FILE:PATH: CODE: sentence. PATH may be empty.
var faultLine = regexp.MustCompile(`^[^:]+:[^: ]*: (leesfout|te-groot|onbekend-veld|onbekende-waarde|veld-ontbreekt|verkeerd-type|` +
	`waarde-ongeldig|datum-ongeldig|verwijzing-onbekend|id-dubbel|bsn-ongeldig|beleid-onbekend): \S.*$`)

const goodHead = `formaat: traject/dossier/1
gemeente: "1940"
persoon: {doelgroep: asielstatushouder}
`

// A file that somebody made to hurt us, or that a broken program made by accident: exit 2,
// one line per fault, nothing on stdout, within 1 s and 100 MB (the time is measured with
// room for a busy machine).
func TestHostileDossierFiles(t *testing.T) {
	cases := []struct {
		name, extension, content, code string
	}{
		{"empty", ".yaml", "", "leesfout"},
		{"one word", ".yaml", "hallo", "leesfout"},
		{"not UTF-8", ".yaml", goodHead + "feiten: [{soort: \"\xff\xfe\"}]\n", ""},
		{"NUL bytes", ".yaml", goodHead + "feiten: []\x00\x00\n", "leesfout"},
		{"NUL bytes in JSON", ".json", "{\"formaat\":\"traject/dossier/1\x00\"}", ""},
		{"more than 4 MiB", ".yaml", goodHead + "feiten: []\n" + strings.Repeat("\n", 4<<20), "te-groot"},
		{"anchors without end", ".yaml", yamlBomb(), ""},
		{"an alias to itself", ".yaml", "a: &a [*a]\n", ""},
		{"many documents", ".yaml", strings.Repeat("---\na: 1\n", 5000), ""},
		{"a tag of a programming language", ".yaml", "!!python/object/apply:os.system [\"id\"]\n", ""},
		{"100,000 brackets in JSON", ".json", strings.Repeat("[", 100_000), "leesfout"},
		{"100,000 brackets in YAML", ".yaml", "a: " + strings.Repeat("[", 100_000), ""},
		{"half a JSON object", ".json", `{"formaat":"traject/dossier/1","gemeente":`, "leesfout"},
		{"two JSON objects", ".json", `{"formaat":"traject/dossier/1"}{"formaat":"traject/dossier/1"}`, ""},
		{"the same key twice in YAML", ".yaml", goodHead + "gemeente: \"0363\"\nfeiten: []\n", ""},
		{"the same key twice in JSON", ".json", `{"formaat":"traject/dossier/1","gemeente":"1940","gemeente":"0363","persoon":{"doelgroep":"asielstatushouder"},"feiten":[]}`, ""},
		{"a day that does not exist", ".yaml", goodHead + "feiten: [{soort: kennisgeving, datum: 2025-02-30}]\n", "datum-ongeldig"},
		{"a day as a number", ".yaml", goodHead + "feiten: [{soort: kennisgeving, datum: 20250201}]\n", ""},
		{"negative hours", ".yaml", goodHead + "feiten: [{soort: uren, datum: 2025-02-01, wat: nt2, uren: -1}]\n", "waarde-ongeldig"},
		{"hours in words", ".yaml", goodHead + "feiten: [{soort: uren, datum: 2025-02-01, wat: nt2, uren: tien}]\n", ""},
		{"hours beyond all numbers", ".yaml", goodHead + "feiten: [{soort: uren, datum: 2025-02-01, wat: nt2, uren: 1e999}]\n", ""},
		{"hours that are no number", ".yaml", goodHead + "feiten: [{soort: uren, datum: 2025-02-01, wat: nt2, uren: .nan}]\n", ""},
		{"facts that are no list", ".yaml", goodHead + "feiten: veel\n", "verkeerd-type"},
		{"a fact that is no object", ".yaml", goodHead + "feiten: [1, 2]\n", "verkeerd-type"},
		{"an unknown fact", ".yaml", goodHead + "feiten: [{soort: toverspreuk, datum: 2025-02-01}]\n", "onbekende-waarde"},
		{"an unknown field", ".yaml", goodHead + "wachtwoord: geheim\nfeiten: []\n", "onbekend-veld"},
		{"a reference to nothing", ".yaml", goodHead + "feiten: [{soort: betaald, datum: 2025-02-01, overtreding: o9, bedrag: \"1.00\"}]\n", "verwijzing-onbekend"},
		{"a policy pack with a path", ".yaml", "beleid: ../../etc/passwd\n" + goodHead + "feiten: []\n", "beleid-onbekend"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			folder := t.TempDir()
			file := "dossier" + c.extension
			if err := os.WriteFile(filepath.Join(folder, file), []byte(c.content), 0o600); err != nil {
				t.Fatal(err)
			}
			r := runBinary(t, folder, nil, "reken", "--op", "2025-06-01", file)
			r.mustRefuse(t, file)
			if c.code != "" && !strings.Contains(r.stderr, ": "+c.code+": ") {
				t.Errorf("no line with code %s:\n%s", c.code, r.stderr)
			}
			if r.memory > 100<<20 {
				t.Errorf("used %d MB", r.memory>>20)
			}
			if r.took > 5*time.Second {
				t.Errorf("took %v", r.took)
			}
		})
	}
}

// A wrong BSN is refused without repeating it: error texts end up in mails and tickets.
func TestRefusedBSNIsNotRepeated(t *testing.T) {
	const wrong = "999990018"
	folder := t.TempDir()
	content := "formaat: traject/dossier/1\ngemeente: \"1940\"\npersoon: {doelgroep: asielstatushouder, bsn: \"" + wrong + "\"}\nfeiten: []\n"
	if err := os.WriteFile(filepath.Join(folder, "d.yaml"), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	r := runBinary(t, folder, nil, "reken", "--op", "2025-06-01", "d.yaml")
	r.mustRefuse(t, "d.yaml")
	if !strings.Contains(r.stderr, "bsn-ongeldig") || strings.Contains(r.stderr, wrong) {
		t.Errorf("stderr: %s", r.stderr)
	}
}

// All faults at once, each with its own place.
func TestAllFaultsAtOnce(t *testing.T) {
	folder := t.TempDir()
	content := goodHead + "beleid: bestaat-niet\nfeiten:\n- {soort: kennisgeving, datum: 2025-02-30}\n- {soort: uren, datum: 2025-03-01, wat: nt2, uren: -4}\n"
	if err := os.WriteFile(filepath.Join(folder, "d.yaml"), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	r := runBinary(t, folder, nil, "reken", "--op", "2025-06-01", "d.yaml")
	r.mustRefuse(t, "d.yaml")
	for _, want := range []string{"d.yaml:beleid: beleid-onbekend", "d.yaml:feiten[0].datum: datum-ongeldig", "d.yaml:feiten[1].uren: waarde-ongeldig"} {
		if !strings.Contains(r.stderr, want) {
			t.Errorf("missing %q in:\n%s", want, r.stderr)
		}
	}
}

type outcome struct {
	code           int
	stdout, stderr string
	memory         int64 // bytes, at its highest
	took           time.Duration
}

func (r outcome) mustRefuse(t *testing.T, file string) {
	t.Helper()
	if r.code != 2 {
		t.Errorf("exit %d, want 2; stderr:\n%s", r.code, r.stderr)
	}
	if r.stdout != "" {
		t.Errorf("stdout is not empty: %.200s", r.stdout)
	}
	lines := strings.Split(strings.TrimSuffix(r.stderr, "\n"), "\n")
	for _, line := range lines {
		if !faultLine.MatchString(line) || !strings.HasPrefix(line, file+":") {
			t.Errorf("not of the form FILE:PATH: CODE: sentence: %.200q", line)
		}
	}
}

// meter makes the test binary run another program and report its memory. Linux counts
// the memory of whoever starts a program as the program's own, so the starter must be
// small: a fresh process, and not the tests with all they hold by now.
const meter = "METER"

func TestMain(m *testing.M) {
	if os.Getenv(meter) == "" {
		os.Exit(m.Run())
	}
	cmd := exec.Command(os.Args[1], os.Args[2:]...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH")}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(99)
	}
	use, _ := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	fmt.Fprint(os.NewFile(3, "meter"), use.Maxrss<<10) // Linux counts in KiB
	os.Exit(cmd.ProcessState.ExitCode())
}

func runBinary(t *testing.T, folder string, stdin []byte, args ...string) outcome {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	cmd := exec.Command(self, append([]string{binary(t)}, args...)...)
	cmd.Dir = folder
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), meter + "=1"}
	cmd.Stdin = bytes.NewReader(stdin)
	cmd.ExtraFiles = []*os.File{write}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	start := time.Now()
	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	r := outcome{code: cmd.ProcessState.ExitCode(), stdout: stdout.String(), stderr: stderr.String(), took: time.Since(start)}
	if err := write.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Fscan(read, &r.memory); err != nil || r.memory == 0 {
		t.Fatalf("the memory is not measured: %v", err)
	}
	return r
}

// yamlBomb is nine levels of nine: half a kilobyte that wants to become a billion strings.
func yamlBomb() string {
	var b strings.Builder
	b.WriteString("a0: &a0 [x,x,x,x,x,x,x,x,x]\n")
	for i := 1; i < 9; i++ {
		fmt.Fprintf(&b, "a%d: &a%d [%s*a%d]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d,", i-1), 8), i-1)
	}
	return b.String()
}
