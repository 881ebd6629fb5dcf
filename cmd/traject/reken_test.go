package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

const calcHead = `{"formaat":"traject/dossier/1","gemeente":"0148","persoon":{"doelgroep":"gezin-en-overig"},"feiten":[`

func runReken(t *testing.T, in string, args ...string) (code int, out, err string) {
	t.Helper()
	var o, e bytes.Buffer
	code = reken(args, strings.NewReader(in), &o, &e)
	return code, o.String(), e.String()
}

func calcFile(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Answers come in the order of the lines, whatever core was ready first; a faulty line is
// named on stderr, the others are still answered, and the exit code tells.
func TestLinesKeepTheirOrder(t *testing.T) {
	var in strings.Builder
	const n = 3000
	for i := 1; i <= n; i++ {
		if i%1000 == 0 {
			in.WriteString(calcHead + `{"soort":"kennisgeving","datum":"2025-02-30"}]}` + "\n")
			continue
		}
		fmt.Fprintf(&in, calcHead+`{"soort":"kennisgeving","datum":"2025-01-%02d"}]}`+"\n", i%28+1)
	}
	code, out, err := runReken(t, in.String(), "--op", "2025-06-01", "-")
	if code != 2 {
		t.Errorf("exit %d", code)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != n-3 {
		t.Fatalf("%d answers", len(lines))
	}
	number := 0
	for _, l := range lines {
		if number++; number%1000 == 0 {
			number++
		}
		want := fmt.Sprintf(`{"bestand":"-:%d","op":"2025-06-01"`, number)
		if !strings.HasPrefix(l, want) || !strings.Contains(l, fmt.Sprintf(`"begin":"2025-01-%02d"`, number%28+1)) {
			t.Fatalf("want %s, got %.120s", want, l)
		}
	}
	for _, want := range []string{"-:1000:feiten[0].datum: datum-ongeldig: ", "-:2000:", "-:3000:"} {
		if !strings.Contains(err, want) {
			t.Errorf("stderr misses %q: %s", want, err)
		}
	}
}

// A line that is too long is refused without keeping it, and reading goes on after it.
func TestLineThatIsTooLong(t *testing.T) {
	good := calcHead + `{"soort":"kennisgeving","datum":"2025-01-10"}]}` + "\n"
	code, out, err := runReken(t, good+strings.Repeat("x", 5<<20)+"\n\n"+strings.TrimSpace(good), "--op", "2025-06-01", "-")
	if code != 2 || strings.Count(out, "\n") != 2 || !strings.Contains(err, "-:2:: te-groot: ") || !strings.Contains(out, `"bestand":"-:4"`) {
		t.Errorf("exit %d\n%.300s\n%s", code, out, err)
	}
}

// Several files give one line each; a faulty one leaves no trace on stdout.
func TestSeveralFiles(t *testing.T) {
	good := calcFile(t, "a.json", calcHead+`]}`)
	bad := calcFile(t, "b.yaml", "formaat: traject/dossier/1\n")
	code, out, err := runReken(t, "", "--op", "2025-06-01", good, bad, good, "/bestaat/niet.yaml")
	if code != 2 || strings.Count(out, "\n") != 2 || strings.Contains(out, "b.yaml") {
		t.Errorf("exit %d: %s", code, out)
	}
	for _, want := range []string{bad + ":gemeente: veld-ontbreekt: ", bad + ":persoon.doelgroep: veld-ontbreekt: ", bad + ":feiten: veld-ontbreekt: ", "/bestaat/niet.yaml:: leesfout: "} {
		if !strings.Contains(err, want) {
			t.Errorf("stderr misses %q:\n%s", want, err)
		}
	}
}

func TestUsageOfReken(t *testing.T) {
	good := calcFile(t, "a.json", calcHead+`]}`)
	for _, args := range [][]string{{}, {"--op", "2025-02-30", good}, {"--op", "2025-06-01"}, {"--uit", "pdf", good}, {"--wat", good}, {"--op", "2025-06-01", "--bekend", "gisteren", good}} {
		if code, out, err := runReken(t, "", args...); code != 2 || out != "" || err == "" {
			t.Errorf("%v: exit %d, stdout %q, stderr %q", args, code, out, err)
		}
	}
	if code, out, _ := runReken(t, "", "--help"); code != 0 || !strings.Contains(out, "--stel") {
		t.Errorf("help: exit %d: %s", code, out)
	}
	if code, out, _ := runReken(t, "", good, "--uit", "tekst", "--op", "2025-06-01"); code != 0 || !strings.Contains(out, "Gerekend op zondag 1 juni 2025") {
		t.Errorf("flags after the file: exit %d: %s", code, out)
	}
	if code, out, _ := runReken(t, "", "--op", "2025-06-01", "--stel", "pip-vastgesteld leerroute=b1", good); code != 0 || !strings.Contains(out, `"anders":{"termijnen":{`) {
		t.Errorf("what if: exit %d: %s", code, out)
	}
}

// A pipe that nobody writes to is refused like an empty file, and a name stays on its line.
func TestRekenWaitsForNobody(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pijp\nregel 2.json")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	done := make(chan string, 1)
	go func() {
		code, _, fault := runReken(t, "", pipe)
		done <- fmt.Sprint(code, " ", fault)
	}()
	select {
	case got := <-done:
		if !strings.HasPrefix(got, "2 ") || strings.Count(got, "\n") != 1 || !strings.Contains(got, `pijp\nregel 2.json`) {
			t.Errorf("%q", got)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("reken still waits")
	}
}
