// Package huis bewaakt de plattegrond van het huis: welke kamers er zijn en welke
// kamers zij mogen kennen. Er is met opzet geen programma in deze map; de plattegrond
// is een test, zodat hij geen gereedschap nodig heeft en de tekening niet kan verouderen.
//
// docs/huis.md wordt uit dezelfde tabel gedrukt:
//
//	go test -run TestPlattegrondInDocs . -update
package huis

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var bijwerken = flag.Bool("update", false, "druk de tabel opnieuw in docs/huis.md")

// kamer is één regel van de plattegrond.
type kamer struct {
	pad   string   // map onder de wortel; * staat voor één willekeurige naam
	vraag string   // de vraag die de kamer beantwoordt, voor docs/huis.md
	kent  []string // kamers die zij mag invoeren, met dezelfde *
	nooit string   // wat zij nooit doet, voor docs/huis.md
}

// kamers is de plattegrond. Een kamer erbij is een besluit: een regel hier en een ADR.
var kamers = []kamer{
	{"kern/begrip", "What do our words mean?", nil, "know another room"},
	{"wetten", "Which value held on that day in that municipality, and where does it say so?", []string{"kern/begrip"}, "reason; it reads and checks"},
	{"kern/dossier", "What happened, and what is the state?", []string{"kern/begrip"}, "know the law"},
	{"kern/recht", "What does the law say on this day, and why?", []string{"kern/begrip", "wetten", "kern/dossier"}, "make tasks, texts or rows"},
	{"kern/agenda", "What must be done, by whom and before when?", []string{"kern/begrip", "wetten", "kern/dossier", "kern/recht"}, "change anything"},
	{"kern/besluit", "May this be decided, for which reasons and with which consequences?", []string{"kern/begrip", "wetten", "kern/dossier", "kern/recht"}, "send anything"},
	{"kern/brief", "How do we say it?", []string{"kern/begrip", "kern/dossier", "kern/recht", "kern/besluit"}, "calculate"},
	{"druk", "How does a letter become a page on screen or on paper?", []string{"kern/begrip", "kern/brief"}, "choose words"},
	{"demo", "Which invented people make an empty house look alive?", []string{"kern/begrip", "wetten", "kern/dossier", "kern/recht", "kern/agenda", "kern/besluit", "kern/brief"}, "touch the store or real data"},
	{"keten/*", "How does this outside party say it?", []string{"kern/begrip", "kern/dossier", "kern/besluit"}, "know another party, the store or the web"},
	{"keten/duo/nagebootst", "What would DUO answer, as far as its files tell?", []string{"kern/begrip"}, "share a rule with kern/besluit: each side checks the other"},
	{"meet", "How is it going, without saying about whom?", []string{"store", "kern/begrip"}, "name a person, an address or what someone typed"},
	{"store", "Where is it kept?", []string{"kern/begrip", "kern/dossier"}, "know the law"},
	{"store/*", "How does this engine keep it, and do all engines keep it alike?", []string{"store", "kern/begrip", "kern/dossier"}, "know another engine or the law"},
	{"app", "Who may do this act, and does it succeed or fail as a whole?", []string{"kern/*", "wetten", "store"}, "know web or keten; those plug in"},
	{"web", "How does it look?", []string{"app", "kern/*", "wetten"}, "read the store or talk to a party"},
	{"web/vormgeving", "How do style sheets and scripts become the files a browser gets?", nil, "know the house"},
	{"api", "How does a machine ask it, and how does a dossier travel?", []string{"app", "kern/*", "wetten"}, "read the store or talk to a party"},
	{"jobs", "When does it run?", []string{"app", "kern/*"}, "read the store or talk to a party"},
	{"voorbeelden", "Which cases can a lawyer read, and do they hold?", nil, "hold code that is not a test"},
	{"bench", "How fast is it, measured how?", []string{"*", "*/*", "*/*/*"}, "fail a test on time"},
	{"cmd/traject", "Which parts are plugged in?", []string{"*", "*/*", "*/*/*"}, "hold a rule"},
}

// stilleBibliotheken mag de kern invoeren: wat erin gaat bepaalt wat eruit komt.
var stilleBibliotheken = strings.Fields(`bytes cmp crypto/sha256 embed encoding/base64 encoding/binary encoding/hex
	encoding/json errors fmt hash html iter maps math math/bits reflect slices sort strconv strings unicode unicode/utf8`)

// klokwoorden zijn de namen uit package time die de uitkomst van het ogenblik laten afhangen.
var klokwoorden = strings.Fields("Now Since Until Local LoadLocation After AfterFunc Tick NewTicker NewTimer Sleep")

// verbodenNamen zeggen niets over wat erin ligt.
var verbodenNamen = strings.Fields("util utils common shared models services helpers manager core misc")

// yamlLezer is de ene uitzondering op "geen bibliotheken van derden onder de kern":
// kern/recht voert wetten in, en wetten leest YAML. Eén bestand daar mag dat.
const yamlPakket = "gopkg.in/yaml.v3"

func TestPlattegrond(t *testing.T) {
	for _, fout := range keur(os.DirFS(".")) {
		t.Error(fout)
	}
}

// Een kamer op papier die niet bestaat, stuurt de lezer naar een dichte deur.
func TestElkeKamerBestaat(t *testing.T) {
	for _, k := range kamers {
		mappen, err := fs.Glob(os.DirFS("."), k.pad)
		if err != nil || len(mappen) == 0 {
			t.Errorf("De kamer %s staat op de plattegrond, maar die map is er niet.", k.pad)
		}
	}
}

// keur geeft één zin per afwijking van de plattegrond in de boom.
func keur(boom fs.FS) []string {
	var fouten []string
	teksten := map[string]bool{} // map → heeft een pakkettekst
	yamlBestand := ""
	loopFout := fs.WalkDir(boom, ".", func(bestand string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if overslaan(d.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		map_ := path.Dir(bestand)
		if !strings.HasSuffix(bestand, ".go") || map_ == "." {
			return nil
		}
		k, gepland := kamerVan(map_)
		if !gepland {
			if _, gezien := teksten[map_]; !gezien {
				teksten[map_] = true
				fouten = append(fouten, fmt.Sprintf("De map %s staat niet op de plattegrond; zet haar in de tabel kamers of leg de code in een bestaande kamer.", map_))
			}
			return nil
		}
		if strings.HasSuffix(bestand, "_test.go") {
			return nil
		}
		bron, err := fs.ReadFile(boom, bestand)
		if err != nil {
			return err
		}
		ontleed, err := parser.ParseFile(token.NewFileSet(), bestand, bron, parser.ParseComments)
		if err != nil {
			fouten = append(fouten, fmt.Sprintf("Het bestand %s is geen leesbare Go: %v.", bestand, err))
			return nil
		}
		teksten[map_] = teksten[map_] || ontleed.Doc.Text() != ""
		for _, in := range invoeren(ontleed) {
			if in == yamlPakket && map_ == "wetten" {
				if yamlBestand != "" {
					fouten = append(fouten, fmt.Sprintf("Het bestand %s leest YAML, maar %s doet dat al; houd het lezen in één bestand.", bestand, yamlBestand))
				}
				yamlBestand = bestand
				continue
			}
			if zin := keurInvoer(k, map_, bestand, in); zin != "" {
				fouten = append(fouten, zin)
			}
		}
		fouten = append(fouten, keurKlok(map_, bestand, ontleed)...)
		fouten = append(fouten, keurVormen(map_, bestand, ontleed)...)
		return nil
	})
	if loopFout != nil {
		fouten = append(fouten, fmt.Sprintf("De boom is niet te lezen: %v.", loopFout))
	}
	for map_, heeft := range teksten {
		if !heeft {
			fouten = append(fouten, fmt.Sprintf("De kamer %s heeft geen pakkettekst; zeg in doc.go welke vraag zij beantwoordt.", map_))
		}
	}
	slices.Sort(fouten)
	return fouten
}

func overslaan(naam string) bool {
	return naam != "." && (naam[0] == '.' || naam[0] == '_' || slices.Contains([]string{"testdata", "node_modules", "bin", "data"}, naam))
}

// kamerVan zoekt de regel van een map. De verste regel telt, zodat store/sqlite niet store is.
func kamerVan(map_ string) (kamer, bool) {
	if slices.Contains(verbodenNamen, path.Base(map_)) {
		return kamer{}, false
	}
	for _, k := range kamers {
		if past(k.pad, map_) {
			return k, true
		}
	}
	return kamer{}, false
}

func past(patroon, map_ string) bool {
	ja, err := path.Match(patroon, map_)
	return ja && err == nil
}

func invoeren(b *ast.File) []string {
	uit := make([]string, len(b.Imports))
	for i, in := range b.Imports {
		uit[i], _ = strconv.Unquote(in.Path.Value)
	}
	return uit
}

// keurInvoer zegt wat er mis is met één invoer van een kamer, of niets.
func keurInvoer(k kamer, map_, bestand, in string) string {
	if huis, ja := strings.CutPrefix(in, "traject/"); ja {
		eigen := huis == map_
		if eigen || slices.ContainsFunc(k.kent, func(p string) bool { return past(p, huis) }) {
			return ""
		}
		return fmt.Sprintf("Het bestand %s voert %s in, maar de kamer %s mag %s niet kennen.", bestand, huis, map_, huis)
	}
	vanDerden := strings.Contains(strings.Split(in, "/")[0], ".")
	switch {
	case strings.HasPrefix(map_, "kern/") && !slices.Contains(stilleBibliotheken, in) && in != "time":
		return fmt.Sprintf("Het bestand %s voert %s in, maar de kern is stil: alleen de lijst stilleBibliotheken mag.", bestand, in)
	case map_ == "wetten" && vanDerden:
		return fmt.Sprintf("Het bestand %s voert %s in, maar wetten ligt onder de kern en mag van derden alleen %s lezen.", bestand, in, yamlPakket)
	}
	return ""
}

// keurKlok zoekt de klok in de kern, en AddDate overal buiten kern/begrip: AddDate rekent
// 31 januari plus een maand door naar maart, en dat is geen termijn van de wet.
func keurKlok(map_, bestand string, b *ast.File) []string {
	var fouten []string
	tijd := ""
	for _, in := range b.Imports {
		if in.Path.Value != `"time"` {
			continue
		}
		tijd = "time"
		if in.Name != nil {
			tijd = in.Name.Name
		}
	}
	kern := strings.HasPrefix(map_, "kern/")
	if kern && tijd == "." {
		fouten = append(fouten, fmt.Sprintf("Het bestand %s voert time in zonder naam, en zo is een klok niet te zien.", bestand))
	}
	ast.Inspect(b, func(n ast.Node) bool {
		keuze, ja := n.(*ast.SelectorExpr)
		if !ja {
			return true
		}
		van, isNaam := keuze.X.(*ast.Ident)
		if kern && isNaam && tijd != "" && van.Name == tijd && slices.Contains(klokwoorden, keuze.Sel.Name) {
			fouten = append(fouten, fmt.Sprintf("Het bestand %s gebruikt time.%s, maar de kern heeft geen klok: de dag komt als argument binnen.", bestand, keuze.Sel.Name))
		}
		if keuze.Sel.Name == "AddDate" && map_ != "kern/begrip" {
			fouten = append(fouten, fmt.Sprintf("Het bestand %s rekent met AddDate; alleen kern/begrip rekent met dagen en termijnen.", bestand))
		}
		return true
	})
	return fouten
}

// keurVormen zoekt wat een rekenfout of een fout van de opslag onzichtbaar maakt: drijvende komma
// in de kern, een map van wat dan ook in kern en hal, en een uitkomst die in _ verdwijnt.
func keurVormen(map_, bestand string, b *ast.File) []string {
	if strings.HasSuffix(bestand, "_templ.go") {
		return nil
	}
	var fouten []string
	kern := strings.HasPrefix(map_, "kern/")
	ast.Inspect(b, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.Ident:
			if kern && (x.Name == "float64" || x.Name == "float32") {
				fouten = append(fouten, fmt.Sprintf("Het bestand %s rekent met %s; de kern telt in hele centen, uren en dagen.", bestand, x.Name))
			}
		case *ast.MapType:
			if (kern || map_ == "app") && isWatDanOok(x.Value) {
				fouten = append(fouten, fmt.Sprintf("Het bestand %s heeft een map van wat dan ook; een feit is een eigen type, dan ziet de vertaler een tikfout.", bestand))
			}
		case *ast.AssignStmt:
			if _, aanroep := x.Rhs[0].(*ast.CallExpr); aanroep && !slices.ContainsFunc(x.Lhs, func(l ast.Expr) bool { return !isNaam(l, "_") }) {
				fouten = append(fouten, fmt.Sprintf("Het bestand %s gooit een uitkomst weg met _; is het een fout, geef hem terug of zeg waarom hij niet telt.", bestand))
			}
		}
		return true
	})
	return fouten
}

func isNaam(e ast.Expr, naam string) bool {
	i, ja := e.(*ast.Ident)
	return ja && i.Name == naam
}

// isWatDanOok herkent any, ook als het voluit interface{} heet.
func isWatDanOok(e ast.Expr) bool {
	i, ja := e.(*ast.InterfaceType)
	return isNaam(e, "any") || ja && len(i.Methods.List) == 0
}

const (
	beginTabel = "<!-- begin kamers: gedrukt door huis_test.go, niet met de hand wijzigen -->\n"
	eindeTabel = "<!-- einde kamers -->\n"
	huisDocs   = "docs/huis.md"
)

// drukTabel maakt de tabel van docs/huis.md.
func drukTabel() string {
	var b strings.Builder
	b.WriteString("| Room | Question it answers | May know | Never |\n|---|---|---|---|\n")
	for _, k := range kamers {
		kent := "nothing"
		if len(k.kent) > 0 {
			kent = "`" + strings.Join(k.kent, "` `") + "`"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", k.pad, k.vraag, kent, k.nooit)
	}
	return b.String()
}

func TestPlattegrondInDocs(t *testing.T) {
	bron, err := os.ReadFile(huisDocs)
	if err != nil {
		t.Fatal(err)
	}
	voor, rest, ja := strings.Cut(string(bron), beginTabel)
	if !ja {
		t.Fatalf("In %s ontbreekt de regel die het begin van de tabel aanwijst.", huisDocs)
	}
	tabel, na, ja := strings.Cut(rest, eindeTabel)
	if !ja {
		t.Fatalf("In %s ontbreekt de regel die het einde van de tabel aanwijst.", huisDocs)
	}
	if tabel == drukTabel() {
		return
	}
	if !*bijwerken {
		t.Fatalf("De tabel in %s is niet die van huis_test.go; druk haar opnieuw met 'make generate'.", huisDocs)
	}
	if err := os.WriteFile(huisDocs, []byte(voor+beginTabel+drukTabel()+eindeTabel+na), 0o644); err != nil {
		t.Fatal(err)
	}
}
