package wetten

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var bijwerken = flag.Bool("update", false, "schrijf opnieuw waar in het programma elk artikel werkt")

// merkenbestand zegt per artikel welke functie het uitvoert. Het wordt uit de merken
// "// wet:" gemaakt, zodat het regelboek niet achter kan lopen op het programma.
const merkenbestand = "merken.gen.go"

func TestHetRegelboekWeetWaarElkArtikelWerkt(t *testing.T) {
	wil := maakMerken(t)
	if *bijwerken {
		if err := os.WriteFile(merkenbestand, wil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	is, err := os.ReadFile(merkenbestand)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(is, wil) {
		t.Errorf("%s past niet bij de merken in kern; draai go test ./wetten -run Regelboek -update", merkenbestand)
	}
}

func maakMerken(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	fmt.Fprintln(&b, "// Code generated from the marks in kern/ by go test ./wetten -run Regelboek -update. DO NOT EDIT.")
	fmt.Fprintln(&b, "\npackage wetten\n\nvar merkplekken = []merkplek{")
	err := filepath.WalkDir("../kern", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return err
		}
		bestand, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		plek := filepath.ToSlash(strings.TrimPrefix(p, "../"))
		for _, decl := range bestand.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Doc == nil {
				continue
			}
			for _, regel := range f.Doc.List {
				if m := merkregel.FindStringSubmatch(regel.Text); m != nil {
					fmt.Fprintf(&b, "\t{%q, %q, %q, %q},\n", m[1], m[2], plek, f.Name.Name)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(&b, "}")
	uit, err := format.Source(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return uit
}
