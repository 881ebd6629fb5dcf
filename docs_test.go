package huis

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

var (
	codeTekst  = regexp.MustCompile("`([^`\n]+)`")
	verwijzing = regexp.MustCompile(`\]\(([^)#\s]+)(?:#[^)]*)?\)`)
	padTekst   = regexp.MustCompile(`^[A-Za-z0-9_.*/-]+$`)
)

// Documenten noemen bestanden. Een bestand dat verhuist zonder dat het document meegaat,
// stuurt de lezer het bos in.
func TestDocumentenNoemenBestaandeBestanden(t *testing.T) {
	wortels := wortelnamen(t)
	for _, doc := range documenten(t) {
		bron, err := os.ReadFile(doc)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range codeTekst.FindAllStringSubmatch(string(bron), -1) {
			pad := strings.TrimSuffix(m[1], "/")
			eerste, _, meer := strings.Cut(pad, "/")
			if !padTekst.MatchString(pad) || !slices.Contains(wortels, eerste) || (!meer && path.Ext(pad) == "") {
				continue // geen pad van ons: een woord, een adres of een opdracht
			}
			if !bestaat(t, pad) {
				t.Errorf("%s noemt %s, en dat bestaat niet.", doc, m[1])
			}
		}
		for _, m := range verwijzing.FindAllStringSubmatch(string(bron), -1) {
			if strings.Contains(m[1], "://") || strings.HasPrefix(m[1], "mailto:") {
				continue
			}
			if doel := filepath.Join(filepath.Dir(doc), m[1]); !bestaat(t, doel) && !bestaat(t, doel+"*") {
				t.Errorf("%s verwijst naar %s, en dat bestaat niet.", doc, m[1])
			}
		}
	}
}

// Een wandeling die een functie noemt die er niet meer is, laat de lezer zoeken.
func TestDeWandelingNoemtWatErIs(t *testing.T) {
	wandeling, err := os.ReadFile("docs/wandeling.md")
	if err != nil {
		t.Fatal(err)
	}
	namen := regexp.MustCompile("`([A-Z][A-Za-z]*|voer)(?:\\([^`]*\\))?`").FindAllStringSubmatch(string(wandeling), -1)
	if len(namen) == 0 {
		t.Fatal("docs/wandeling.md noemt geen enkele functie.")
	}
	code := eigenCode(t)
	for _, m := range namen {
		if !regexp.MustCompile(`(?m)^(func (\([^)]*\) )?|type )` + m[1] + `\b`).MatchString(code) {
			t.Errorf("docs/wandeling.md noemt %s, en zo heet er geen functie of soort.", m[1])
		}
	}
}

// eigenCode is alle Go die geen test is, achter elkaar.
func eigenCode(t *testing.T) string {
	t.Helper()
	var alles strings.Builder
	err := fs.WalkDir(os.DirFS("."), ".", func(bestand string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && overslaan(d.Name()):
			return fs.SkipDir
		case d.IsDir(), path.Ext(bestand) != ".go", strings.HasSuffix(bestand, "_test.go"):
			return nil
		}
		bron, err := os.ReadFile(bestand)
		alles.Write(bron)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return alles.String()
}

func wortelnamen(t *testing.T) []string {
	t.Helper()
	inhoud, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	// Ook een kamer van de plattegrond die nog leeg is, is een naam van ons.
	var namen []string
	for _, e := range inhoud {
		namen = append(namen, e.Name())
	}
	for _, k := range kamers {
		namen = append(namen, strings.Split(k.pad, "/")[0])
	}
	return namen
}

func documenten(t *testing.T) []string {
	t.Helper()
	uit, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir("docs", func(p string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(p) == ".md" {
			uit = append(uit, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return uit
}

func bestaat(t *testing.T, patroon string) bool {
	t.Helper()
	treffers, err := filepath.Glob(patroon)
	if err != nil {
		t.Fatal(err)
	}
	return len(treffers) > 0
}

// docs/afwijkingen.md noemt per keuze de sleutel waarmee zij anders te zetten is.
func TestAfwijkingenNoemenBestaandeSleutels(t *testing.T) {
	afwijkingen, err := os.ReadFile("docs/afwijkingen.md")
	if err != nil {
		t.Fatal(err)
	}
	waarden, err := filepath.Glob("wetten/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var boekenkast strings.Builder
	for _, w := range waarden {
		bron, err := os.ReadFile(w)
		if err != nil {
			t.Fatal(err)
		}
		boekenkast.Write(bron)
	}
	sleutels := regexp.MustCompile("key `([a-z0-9-]+)`").FindAllStringSubmatch(string(afwijkingen), -1)
	if len(sleutels) == 0 {
		t.Fatal("docs/afwijkingen.md noemt geen enkele sleutel.")
	}
	for _, m := range sleutels {
		if !strings.Contains(boekenkast.String(), m[1]+":") && !strings.Contains(boekenkast.String(), "sleutel: "+m[1]+"\n") {
			t.Errorf("docs/afwijkingen.md noemt de sleutel %s, en die staat niet in wetten/.", m[1])
		}
	}
}

// Een ADR die niet zegt hoe ver hij gebouwd is, belooft iets zonder het te bewijzen.
func TestElkeADRZegtHoeVerHijGebouwdIs(t *testing.T) {
	adrs, err := filepath.Glob("docs/adr/*.md")
	if err != nil || len(adrs) == 0 {
		t.Fatalf("geen ADR's gevonden (%v)", err)
	}
	gebouwd := regexp.MustCompile(`(?m)^\*Gebouwd: (ja|deels|nee)\*`)
	for i, adr := range adrs {
		bron, err := os.ReadFile(adr)
		if err != nil {
			t.Fatal(err)
		}
		if !gebouwd.Match(bron) {
			t.Errorf("%s heeft geen regel *Gebouwd: ja, deels of nee*.", adr)
		}
		nummer := filepath.Base(adr)[:4]
		if !strings.HasPrefix(string(bron), "# "+nummer+" ") {
			t.Errorf("%s begint niet met haar eigen nummer.", adr)
		}
		if i > 0 && filepath.Base(adrs[i-1])[:4] == nummer {
			t.Errorf("het nummer %s is twee keer gebruikt.", nummer)
		}
	}
}

// publiccode is de vorm van publiccode.yml die wij gebruiken; een veld dat er niet in staat is een fout.
type publiccode struct {
	Versie     string                              `yaml:"publiccodeYmlVersion"`
	Naam       string                              `yaml:"name"`
	URL        string                              `yaml:"url"`
	Software   string                              `yaml:"softwareVersion"`
	Uitgave    string                              `yaml:"releaseDate"`
	Platforms  []string                            `yaml:"platforms"`
	Categorie  []string                            `yaml:"categories"`
	Stand      string                              `yaml:"developmentStatus"`
	Soort      string                              `yaml:"softwareType"`
	Publiek    struct{ Countries, Scope []string } `yaml:"intendedAudience"`
	Omschreven map[string]struct {
		LocalisedName    string   `yaml:"localisedName"`
		ShortDescription string   `yaml:"shortDescription"`
		LongDescription  string   `yaml:"longDescription"`
		Features         []string `yaml:"features"`
	} `yaml:"description"`
	Recht     struct{ License string } `yaml:"legal"`
	Onderhoud struct {
		Type     string
		Contacts []struct{ Name, Email string }
	} `yaml:"maintenance"`
	Taal struct {
		Ready *bool    `yaml:"localisationReady"`
		Talen []string `yaml:"availableLanguages"`
	} `yaml:"localisation"`
	Nodig struct {
		Open []struct {
			Name       string
			Optional   bool
			VersionMin string `yaml:"versionMin"`
		}
	} `yaml:"dependsOn"`
}

func TestPubliccode(t *testing.T) {
	bestand, err := os.Open("publiccode.yml")
	if err != nil {
		t.Fatal(err)
	}
	defer bestand.Close()
	lezer := yaml.NewDecoder(bestand)
	lezer.KnownFields(true)
	var p publiccode
	if err := lezer.Decode(&p); err != nil {
		t.Fatal(err)
	}
	nl := p.Omschreven["nl"]
	for naam, goed := range map[string]bool{
		"publiccodeYmlVersion":   p.Versie == "0.4",
		"name":                   p.Naam != "",
		"url":                    strings.HasPrefix(p.URL, "https://"),
		"releaseDate":            regexp.MustCompile(`^\d{4}-\d\d-\d\d$`).MatchString(p.Uitgave),
		"platforms":              len(p.Platforms) > 0,
		"categories":             len(p.Categorie) > 0,
		"developmentStatus":      slices.Contains([]string{"concept", "development", "beta", "stable", "obsolete"}, p.Stand),
		"softwareType":           p.Soort == "standalone/web",
		"intendedAudience":       slices.Contains(p.Publiek.Countries, "nl") && slices.Contains(p.Publiek.Scope, "government"),
		"description.nl.short":   nl.ShortDescription != "" && len([]rune(nl.ShortDescription)) <= 150,
		"description.nl.long":    len([]rune(nl.LongDescription)) >= 150 && len([]rune(nl.LongDescription)) <= 10000,
		"description.nl.feature": len(nl.Features) > 0,
		"legal.license":          p.Recht.License == "EUPL-1.2",
		"maintenance":            p.Onderhoud.Type == "community" && len(p.Onderhoud.Contacts) > 0,
		"localisation":           p.Taal.Ready != nil && slices.Contains(p.Taal.Talen, "nl"),
	} {
		if !goed {
			t.Errorf("publiccode.yml: %s ontbreekt of klopt niet.", naam)
		}
	}
}

// De licentie is de hele tekst en geen verwijzing.
func TestLicentieIsDeHeleEUPL(t *testing.T) {
	bron, err := os.ReadFile("LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	for _, deel := range []string{"EUROPEAN UNION PUBLIC LICENCE v. 1.2", "1. Definitions", "2. Scope", "3. Communication", "4. Limitations", "5. Obligations",
		"6. Chain", "7. Disclaimer", "8. Disclaimer", "9. Additional", "10. Acceptance", "11. Information", "12. Termination", "13. Miscellaneous", "14. Jurisdiction", "15. Applicable", "Appendix"} {
		if !strings.Contains(string(bron), deel) {
			t.Errorf("in LICENSE ontbreekt %q", deel)
		}
	}
}
