package druk

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"traject/kern/brief"
)

// brieven leest de voorbeeldbrieven van kern/brief.
func brieven(t testing.TB) map[string]brief.Brief {
	t.Helper()
	paden, err := filepath.Glob("../kern/brief/testdata/*.json")
	if err != nil || len(paden) == 0 {
		t.Fatalf("de voorbeeldbrieven ontbreken (%v); maak ze met: go test ./kern/brief -update", err)
	}
	uit := map[string]brief.Brief{}
	for _, pad := range paden {
		stuk, err := os.ReadFile(pad)
		if err != nil {
			t.Fatal(err)
		}
		b, err := brief.Lees(stuk)
		if err != nil {
			t.Fatal(err)
		}
		uit[strings.TrimSuffix(filepath.Base(pad), ".json")] = b
	}
	return uit
}

// Een PIP past op twee bladzijden, een oproep of waarschuwing op één vel van twee kanten.
func TestBrievenPassenOpPapier(t *testing.T) {
	for naam, b := range brieven(t) {
		if n := len(lay(t, b).pages); n > 2 {
			t.Errorf("%s: %d bladzijden", naam, n)
		}
	}
}

// Alles wat in de brief staat, komt in dezelfde volgorde uit het PDF-bestand terug.
func TestBrievenKomenHeelTerug(t *testing.T) {
	wit := regexp.MustCompile(`\s+`)
	for naam, b := range brieven(t) {
		out := wit.ReplaceAllString(run(t, b, "pdftotext", "-raw", "FILE", "-"), "")
		for _, s := range b.Blokken {
			for _, deel := range append([]string{s.Kop}, s.Regels...) {
				i := strings.Index(out, wit.ReplaceAllString(deel, ""))
				if i < 0 {
					t.Fatalf("%s: %q komt niet terug op zijn plaats", naam, deel)
				}
				out = out[i:]
			}
		}
	}
}

func BenchmarkPIPBrief(b *testing.B) {
	pip, ok := brieven(b)["pip-asiel-b1"]
	if !ok {
		b.Fatal("de voorbeeldbrief pip-asiel-b1 ontbreekt")
	}
	for b.Loop() {
		if _, err := PDF(pip); err != nil {
			b.Fatal(err)
		}
	}
}
