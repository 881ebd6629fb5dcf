package wetten

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

var merkregel = regexp.MustCompile(`^\s*// wet: ([a-z0-9]+)#art-(\S+)$`)

// merken zoekt elk merk "// wet:" in kern, als regeling en artikel.
func merken(t *testing.T) map[[2]string]string {
	t.Helper()
	uit := map[[2]string]string{}
	huis := os.DirFS("..")
	err := fs.WalkDir(huis, "kern", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return err
		}
		inhoud, err := fs.ReadFile(huis, p)
		if err != nil {
			return err
		}
		for _, regel := range strings.Split(string(inhoud), "\n") {
			if !strings.Contains(regel, "// wet:") {
				continue
			}
			m := merkregel.FindStringSubmatch(regel)
			if m == nil {
				t.Errorf("%s: dit merk is niet te lezen: %s", p, strings.TrimSpace(regel))
				continue
			}
			uit[[2]string{m[1], artikelVan(m[2])}] = p
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return uit
}

// artikelVan haalt het artikel uit "5.3-lid-1" of "5-45-lid-3"; in de Awb staat een dubbele punt.
func artikelVan(merk string) string {
	artikel, _, _ := strings.Cut(merk, "-lid-")
	artikel, _, _ = strings.Cut(artikel, "-onder-")
	return strings.Replace(artikel, "-", ":", 1)
}

func TestDekkingEnMerkenKloppenAanBeideKanten(t *testing.T) {
	standen := map[[2]string]string{}
	for _, d := range laad(t).Dekking() {
		for _, a := range d.Artikelen {
			sleutel := [2]string{d.Merk, a.Artikel}
			if standen[sleutel] != "" {
				t.Errorf("%s art. %s staat er twee keer", d.Merk, a.Artikel)
			}
			if a.Toelichting == "" {
				t.Errorf("%s art. %s heeft geen toelichting", d.Merk, a.Artikel)
			}
			standen[sleutel] = a.Stand
		}
	}
	gevonden := merken(t)
	for m, p := range gevonden {
		switch standen[m] {
		case "":
			t.Errorf("%s: %s art. %s staat niet in dekking.yaml", p, m[0], m[1])
		case "niet-voor-de-gemeente":
			t.Errorf("%s: %s art. %s is gebouwd, maar dekking.yaml zegt dat het niet voor de gemeente is", p, m[0], m[1])
		}
	}
	for s, stand := range standen {
		if (stand == "gebouwd" || stand == "deels") && gevonden[s] == "" {
			t.Errorf("%s art. %s staat als %s in dekking.yaml, maar geen regel draagt dat merk", s[0], s[1], stand)
		}
	}
}

func TestDekkingNoemtElkArtikelUitDeOpdracht(t *testing.T) {
	staat := map[string]bool{}
	for _, d := range laad(t).Dekking() {
		for _, a := range d.Artikelen {
			staat[d.Merk+" "+a.Artikel] = true
		}
	}
	for _, wil := range []string{"wi2021 1", "wi2021 18", "wi2021 42a", "bi2021 2.1", "bi2021 3.19", "bi2021 4.5", "bi2021 5.5", "bi2021 7.2", "bi2021 9.11", "awb 5:40", "awb 5:54", "atw 1", "atw 5"} {
		if !staat[wil] {
			t.Errorf("%s ontbreekt", wil)
		}
	}
}
