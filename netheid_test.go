package huis

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const meesteRegels = 500

var (
	negenCijfers = regexp.MustCompile(`\b\d{9}\b`)
	uitstel      = regexp.MustCompile(`\b(TODO|FIXME|XXX)\b|\bt\.Skip(Now|f)?\(|test\.skip\(|\{ skip:`)
)

// Wat wij van elk bestand vragen, los van de kamer waarin het ligt: te lezen in één keer,
// af, en zonder burgerservicenummer van een mens die zou kunnen bestaan.
func TestElkBestandIsNetjes(t *testing.T) {
	soorten := []string{"", ".go", ".cedar", ".service", ".tpl", ".templ", ".js", ".css", ".md", ".yaml", ".yml", ".json", ".sql", ".txt"}
	err := fs.WalkDir(os.DirFS("."), ".", func(bestand string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		naam := d.Name()
		if d.IsDir() {
			if naam != "." && (naam[0] == '.' || slices.Contains([]string{"node_modules", "bin", "data"}, naam)) {
				return fs.SkipDir
			}
			return nil
		}
		if !slices.Contains(soorten, path.Ext(naam)) {
			return nil
		}
		bron, err := os.ReadFile(bestand)
		if err != nil {
			return err
		}
		gemaakt := strings.HasSuffix(naam, "_templ.go") || strings.HasSuffix(naam, ".gen.go")
		if regels := strings.Count(string(bron), "\n"); path.Ext(naam) == ".go" && !gemaakt && regels > meesteRegels {
			t.Errorf("%s telt %d regels; boven de %d leest niemand het in één keer.", bestand, regels, meesteRegels)
		}
		if bestand != "netheid_test.go" && !strings.Contains(bestand, "LICENSE") {
			if m := uitstel.FindString(string(bron)); m != "" && path.Ext(naam) != ".md" {
				t.Errorf("%s bevat %q: maak het af of zet het in een melding.", bestand, m)
			}
		}
		for _, cijfers := range negenCijfers.FindAllString(string(bron), -1) {
			if doorstaatElfproef(cijfers) && !strings.HasPrefix(cijfers, "9999") && cijfers != "000000000" {
				t.Errorf("%s bevat een nummer van negen cijfers dat een BSN kan zijn (%s…); neem er een uit de testreeks 9999.", bestand, cijfers[:2])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// doorstaatElfproef is met opzet een eigen, kale versie: de wachter leent niet van wat hij bewaakt.
func doorstaatElfproef(cijfers string) bool {
	som := -int(cijfers[8] - '0')
	for i := range 8 {
		som += int(cijfers[i]-'0') * (9 - i)
	}
	return som%11 == 0
}
