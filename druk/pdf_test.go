package druk

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"traject/kern/brief"
)

// run starts a tool of Debian on a letter that is written to a file first.
func run(t *testing.T, b brief.Brief, tool string, args ...string) string {
	t.Helper()
	data, err := PDF(b)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "brief.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		args[i] = strings.ReplaceAll(a, "FILE", file)
	}
	out, err := exec.Command(tool, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s\n(ontbreekt het? sudo apt-get install qpdf poppler-utils)", tool, err, out)
	}
	return string(out)
}

func TestBestandIsGaafEnGetagd(t *testing.T) {
	if out := run(t, voorbeeld(), "qpdf", "--check", "FILE"); !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Error(out)
	}
	info := run(t, voorbeeld(), "pdfinfo", "FILE")
	for _, wil := range []string{`Title: +Uw plan voor inburgering \(PIP\)`, `Tagged: +yes`, `PDF version: +1\.7`, `Pages: +1\n`, `A4`, `Author: +Gemeente Súdwest & Co`} {
		if !regexp.MustCompile(wil).MatchString(info) {
			t.Errorf("%s staat niet in:\n%s", wil, info)
		}
	}
	fonts := run(t, voorbeeld(), "pdffonts", "FILE")
	if strings.Count(fonts, "yes yes yes") != 2 {
		t.Errorf("twee lettertypen, ingebed, als deel en met terugweg naar tekst:\n%s", fonts)
	}
}

func TestTekstKomtInLeesvolgordeTerug(t *testing.T) {
	out := strings.Join(strings.Fields(run(t, voorbeeld(), "pdftotext", "-raw", "FILE", "-")), " ")
	at := 0
	for _, wil := range []string{"Gemeente Súdwest & Co", "Mevrouw Zoë Şahin-Łukasz", "1234 AB Voorbeeldstad", "Datum 23 november 2026", "Kenmerk 2026-0871-3",
		"Uw plan voor inburgering (PIP)", "Beste mevrouw Şahin,", "Wij hebben met u gesproken. In deze brief", "tot en met 23 november 2029.", "Dit gaat u doen",
		"Taalles: 12 uur per week De gemeente zoekt", "U betaalt € 0. Eén gesprek, geïnteresseerd", "• uw paspoort", "uw diploma’s", "Bezwaar maken 4 januari 2027",
		"Met vriendelijke groet, Anke Jansen", "artikel 15.", "Bladzijde 1 van 1"} {
		i := strings.Index(out[at:], wil)
		if i < 0 {
			t.Fatalf("%q staat niet (op zijn plaats) in:\n%s", wil, out)
		}
		at += i + len(wil)
	}
}

// De boom die een voorleesprogramma volgt: koppen, lijsten, rij- en kolomkoppen; voeten horen er niet bij.
func TestStructuurVoorVoorlezen(t *testing.T) {
	tree := run(t, voorbeeld(), "pdfinfo", "-struct-text", "FILE")
	for tag, wil := range map[string]int{"H1": 1, "H2": 2, "L": 2, "LI": 4, "Lbl": 2, "Table": 1, "TR": 3, "TH": 4, "TD": 2, "Div": 1} {
		if n := len(regexp.MustCompile(`(?m)^\s*`+tag+`( |:|$)`).FindAllString(tree, -1)); n != wil {
			t.Errorf("%s: %d keer, verwacht %d\n%s", tag, n, wil, tree)
		}
	}
	for _, wil := range []string{"/Scope /Column", "/Scope /Row"} {
		if !strings.Contains(tree, wil) {
			t.Errorf("%s ontbreekt", wil)
		}
	}
	if strings.Contains(tree, "Bladzijde") {
		t.Error("de voet wordt voorgelezen")
	}
}

// Elk teken en elke streep staat in een stuk met een naam, of is een artefact.
func TestNietsBuitenDeStructuur(t *testing.T) {
	l := lay(t, voorbeeld())
	for _, p := range l.pages {
		depth := 0
		for op := range strings.FieldsSeq(p.content.String()) {
			switch op {
			case "BDC", "BMC":
				depth++
			case "EMC":
				depth--
			case "Tj", "S", "f", "B":
				if depth == 0 {
					t.Fatalf("%s staat buiten de structuur", op)
				}
			}
		}
		if depth != 0 {
			t.Errorf("%d stukken zijn niet gesloten", depth)
		}
	}
}

func TestZelfdeBriefZelfdeBytes(t *testing.T) {
	een, err := PDF(voorbeeld())
	if err != nil {
		t.Fatal(err)
	}
	twee, err := PDF(voorbeeld())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(een, twee) {
		t.Error("twee keer dezelfde brief geeft andere bytes")
	}
	if !bytes.Equal(HTML(voorbeeld()), HTML(voorbeeld())) {
		t.Error("twee keer dezelfde HTML geeft andere bytes")
	}
}

// Het lettertype kent geen Arabisch en Ethiopisch. Op papier staat een overzetting
// in Latijns schrift; wie de tekst kopieert of laat voorlezen krijgt het origineel.
func TestAnderSchrift(t *testing.T) {
	b := voorbeeld()
	b.Aanhef = "Beste ሰላም أمينة Олена Ελένη 😀 x\u00adx,"
	out := run(t, b, "pdftotext", "-raw", "FILE", "-")
	for _, wil := range []string{"ሰላም", "ةنيمأ", "Олена", "Ελένη"} { // pdftotext zet Arabisch in de volgorde van het oog
		if !strings.Contains(out, wil) {
			t.Errorf("%s ontbreekt in:\n%s", wil, out)
		}
	}
	fonts, err := loadFonts()
	if err != nil {
		t.Fatal(err)
	}
	for in, wil := range map[string]string{"ሰላም": "selam", "أمينة": "amyna", "Zoë": "Zoë", "😀": "", "۱۲": "12"} {
		if s, _ := printable(fonts[0], in); s != wil {
			t.Errorf("%s wordt gedrukt als %q, verwacht %q", in, s, wil)
		}
	}
}

// Geen enkel teken van Unicode geeft een leeg vakje op papier.
func TestNooitEenLeegVakje(t *testing.T) {
	fonts, err := loadFonts()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fonts {
		for r := rune(0); r < 0x20000; r++ {
			for _, s := range transliterate(f, r) {
				if f.glyph(s) == 0 {
					t.Fatalf("%U wordt gedrukt als %U, en dat teken is er niet", r, s)
				}
			}
		}
	}
}

func TestLangeBriefBreektOpDeGoedePlek(t *testing.T) {
	b := voorbeeld()
	for i := range 40 {
		b.Blokken = append(b.Blokken, brief.Blok{Soort: brief.Tussenkop, Kop: fmt.Sprintf("Kop nummer %d", i)},
			brief.Blok{Soort: brief.Alinea, Regels: []string{strings.Repeat("Dit is een zin die vaak terugkomt. ", 8)}})
	}
	pages := strings.Split(run(t, b, "pdftotext", "-layout", "FILE", "-"), "\f")
	if len(pages) < 4 {
		t.Fatalf("maar %d bladzijden", len(pages))
	}
	for i, p := range pages[:len(pages)-1] {
		lines := strings.Split(strings.TrimSpace(p), "\n")
		if !strings.HasPrefix(lines[len(lines)-1], fmt.Sprintf("Bladzijde %d van ", i+1)) {
			t.Errorf("bladzijde %d eindigt met %q", i+1, lines[len(lines)-1])
		}
		last := ""
		for _, ln := range lines[:len(lines)-1] {
			if ln = strings.TrimSpace(ln); ln != "" {
				last = ln
			}
		}
		if strings.HasPrefix(last, "Kop nummer") {
			t.Errorf("op bladzijde %d staat een kop onderaan", i+1)
		}
	}
}

// Een heel lange motivering loopt door op de volgende bladzijde en raakt niets kwijt.
func TestLangeTekstLooptDoor(t *testing.T) {
	var zin strings.Builder
	for i := range 1200 {
		fmt.Fprintf(&zin, "woord%d ", i)
	}
	b := voorbeeld()
	b.Blokken = []brief.Blok{{Soort: brief.Alinea, Regels: []string{zin.String()}}, {Soort: brief.Stappen, Stappen: []brief.Stap{{Pictogram: brief.PictoBoek, Kop: "Hulp", Regels: []string{zin.String()}}}}}
	out := strings.Fields(regexp.MustCompile(`Bladzijde \d van \d`).ReplaceAllString(run(t, b, "pdftotext", "-raw", "FILE", "-"), ""))
	n := 0
	for _, w := range out {
		if w == fmt.Sprintf("woord%d", n%1200) {
			n++
		}
	}
	if n != 2400 {
		t.Errorf("%d van de 2400 woorden komen terug", n)
	}
	for i, p := range lay(t, b).pages {
		for _, m := range regexp.MustCompile(`[\d.]+ ([\d.-]+) Td`).FindAllStringSubmatch(p.content.String(), -1) {
			if strings.HasPrefix(m[1], "-") {
				t.Errorf("op bladzijde %d staat tekst onder het papier: %s", i+1, m[1])
			}
		}
	}
}

func TestLegeEnVreemdeBrievenGaanGoed(t *testing.T) {
	lang := strings.Repeat("x", 4000)
	for naam, b := range map[string]brief.Brief{
		"leeg":       {},
		"lang woord": {Titel: lang, Aan: []string{lang}, Blokken: []brief.Blok{{Soort: brief.Stappen, Stappen: []brief.Stap{{Pictogram: "onbekend", Kop: lang}}}}},
		"onbekend":   {Blokken: []brief.Blok{{Soort: "iets nieuws"}, {Soort: brief.Tabel}, {Soort: brief.Kader}}},
	} {
		if out := run(t, b, "qpdf", "--check", "FILE"); !strings.Contains(out, "No syntax") {
			t.Errorf("%s: %s", naam, out)
		}
	}
}

func TestEenDatumBreektNiet(t *testing.T) {
	got := words("van 24 november 2026 tot en met 3 mei 2029. In mei 2027 zijn er 12 lessen. Awb art. 6:8 lid 1")
	wil := []string{"van", "24 november 2026", "tot", "en", "met", "3 mei 2029.", "In", "mei", "2027", "zijn", "er", "12", "lessen.", "Awb", "art. 6:8", "lid 1"}
	if strings.Join(got, "|") != strings.Join(wil, "|") {
		t.Errorf("%q", got)
	}
}

func TestElkPictogramIsGetekend(t *testing.T) {
	for _, p := range brief.Pictogrammen {
		if pictogramOps[p] == "" || pictograms[p] == "" {
			t.Errorf("pictogram %s heeft geen tekening", p)
		}
	}
	if len(pictograms) != len(brief.Pictogrammen) {
		t.Error("er is een tekening die geen brief gebruikt")
	}
}

func lay(t testing.TB, b brief.Brief) *layout {
	t.Helper()
	fonts, err := loadFonts()
	if err != nil {
		t.Fatal(err)
	}
	return arrange(b, fonts)
}

// Een afgekapt lettertype is een fout, geen paniek.
func TestBeschadigdLettertype(t *testing.T) {
	for _, n := range []int{0, 8, 12, 40, 200, 1000, 100_000} {
		if _, err := parseFont("stuk", regularTTF[:n:n]); err == nil {
			t.Errorf("%d bytes is aangenomen", n)
		}
	}
}
