package huis

import (
	"strings"
	"testing"
	"testing/fstest"
)

// Elke controle van de plattegrond wordt bewezen door haar te breken: een test die
// nooit faalt bewaakt niets.
func TestPlattegrondZietElkeFout(t *testing.T) {
	const tekst = "// Package x zegt waarvoor het is.\n"
	gevallen := []struct {
		naam, bestand, bron string
		zin                 string // moet in de ene fout staan
	}{
		{"het recht kent de kelder", "kern/recht/a.go", tekst + "package recht\nimport _ \"traject/store\"\n", "kern/recht mag store niet kennen"},
		{"een klok in de kern", "kern/dossier/a.go", tekst + "package dossier\nimport \"time\"\nvar nu = time.Now\n", "gebruikt time.Now"},
		{"een klok onder een andere naam", "kern/dossier/a.go", tekst + "package dossier\nimport uur \"time\"\nvar nu = uur.Now()\n", "gebruikt time.Now"},
		{"een klok zonder naam", "kern/dossier/a.go", tekst + "package dossier\nimport . \"time\"\nvar nu = Now()\n", "zonder naam"},
		{"een bibliotheek van derden in de kern", "kern/begrip/a.go", tekst + "package begrip\nimport _ \"github.com/google/uuid\"\n", "de kern is stil"},
		{"een netwerk in de kern", "kern/begrip/a.go", tekst + "package begrip\nimport _ \"net/http\"\n", "de kern is stil"},
		{"een context in de kern", "kern/begrip/a.go", tekst + "package begrip\nimport _ \"context\"\n", "de kern is stil"},
		{"iets anders dan YAML in wetten", "wetten/a.go", tekst + "package wetten\nimport _ \"github.com/google/uuid\"\n", "van derden alleen"},
		{"het web kent de kelder", "web/a.go", tekst + "package web\nimport _ \"traject/store\"\n", "web mag store niet kennen"},
		{"de ene ketenpartij kent de andere", "keten/duo/a.go", tekst + "package duo\nimport _ \"traject/keten/brp\"\n", "keten/duo mag keten/brp niet kennen"},
		{"de ene opslag kent de andere", "store/sqlite/a.go", tekst + "package sqlite\nimport _ \"traject/store/postgres\"\n", "store/sqlite mag store/postgres niet kennen"},
		{"een kamer zonder vraag", "utils/a.go", tekst + "package utils\n", "utils staat niet op de plattegrond"},
		{"een vergaarbak op een plek waar elke naam mag", "keten/common/a.go", tekst + "package common\n", "keten/common staat niet op de plattegrond"},
		{"een kamer met alleen een test", "zolder/a_test.go", "package zolder\n", "zolder staat niet op de plattegrond"},
		{"een kamer zonder tekst", "app/a.go", "package app\n", "app heeft geen pakkettekst"},
		{"AddDate buiten begrip", "app/a.go", tekst + "package app\nimport \"time\"\nfunc f(t time.Time) time.Time { return t.AddDate(0, 1, 0) }\n", "rekent met AddDate"},
		{"drijvende komma in de kern", "kern/recht/a.go", tekst + "package recht\nfunc deel(a int) float64 { return float64(a) / 3 }\n", "rekent met float64"},
		{"een map van wat dan ook in de kern", "kern/dossier/a.go", tekst + "package dossier\nvar feit map[string]any\n", "map van wat dan ook"},
		{"een map van wat dan ook in de hal, voluit", "app/a.go", tekst + "package app\nfunc f() { _ = map[string]interface{}{} }\n", "map van wat dan ook"},
		{"een fout die in _ verdwijnt", "store/a.go", tekst + "package store\nimport \"os\"\nfunc f() { _ = os.Remove(\"x\") }\n", "gooit een uitkomst weg"},
		{"twee uitkomsten die in _ verdwijnen", "app/a.go", tekst + "package app\nimport \"os\"\nfunc f() { _, _ = os.Create(\"x\") }\n", "gooit een uitkomst weg"},
		{"Go die niet te lezen is", "app/a.go", tekst + "package app\nfunc {\n", "geen leesbare Go"},
	}
	for _, g := range gevallen {
		t.Run(g.naam, func(t *testing.T) {
			fouten := keur(fstest.MapFS{g.bestand: {Data: []byte(g.bron)}})
			if !strings.Contains(strings.Join(fouten, "\n"), g.zin) {
				t.Errorf("de controle zag de fout niet; zij zei %q", fouten)
			}
		})
	}
}

func TestPlattegrondLaatGoedeKamersMetRust(t *testing.T) {
	boom := fstest.MapFS{
		"kern/begrip/a.go":      {Data: []byte("// Package begrip telt dagen.\npackage begrip\nimport \"time\"\nfunc f(t time.Time) time.Time { return t.AddDate(0, 0, 1) }\n")},
		"kern/recht/a.go":       {Data: []byte("// Package recht leest de wet.\npackage recht\nimport (\n_ \"traject/kern/dossier\"\n_ \"traject/wetten\"\n)\n")},
		"kern/recht/a_test.go":  {Data: []byte("package recht\nimport _ \"traject/store\"\n")},
		"wetten/lezen.go":       {Data: []byte("// Package wetten is de boekenkast.\npackage wetten\nimport _ \"gopkg.in/yaml.v3\"\n")},
		"kern/dossier/b.go":     {Data: []byte("// Package dossier vouwt feiten.\npackage dossier\nfunc f(m map[string]int) int { n, _ := m[\"a\"], 0; _ = n; return n }\n")},
		"cmd/traject/main.go":   {Data: []byte("// Command traject steekt de delen in elkaar.\npackage main\nimport _ \"traject/store/sqlite\"\nfunc main() {}\n")},
		"store/testdata/x/x.go": {Data: []byte("package kapot\nfunc {\n")},
	}
	if fouten := keur(boom); len(fouten) > 0 {
		t.Errorf("een goed huis krijgt klachten: %q", fouten)
	}
}

func TestTweeYAMLLezersZijnErEenTeVeel(t *testing.T) {
	const lezer = "// Package wetten is de boekenkast.\npackage wetten\nimport _ \"gopkg.in/yaml.v3\"\n"
	fouten := keur(fstest.MapFS{"wetten/een.go": {Data: []byte(lezer)}, "wetten/twee.go": {Data: []byte(lezer)}})
	if len(fouten) != 1 || !strings.Contains(fouten[0], "houd het lezen in één bestand") {
		t.Errorf("twee lezers gaven %q", fouten)
	}
}
