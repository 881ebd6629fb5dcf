package duo

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

func TestLijstInElkeSchrijfwijze(t *testing.T) {
	const wil = "Code|Datum signaal|Naam;SS126|14-09-2026|Yılmaz, Ömer"
	voor := map[string][]byte{
		"puntkomma":         []byte("Code;Datum signaal;Naam\r\nSS126;14-09-2026;Yılmaz, Ömer\r\n"),
		"komma":             []byte("Code,Datum signaal,Naam\nSS126,14-09-2026,\"Yılmaz, Ömer\"\n"),
		"tab":               []byte("Code\tDatum signaal\tNaam\nSS126\t14-09-2026\tYılmaz, Ömer"),
		"met BOM":           []byte("\xEF\xBB\xBFCode;Datum signaal;Naam\nSS126;14-09-2026;Yılmaz, Ömer\n"),
		"oude regeleinden":  []byte("Code;Datum signaal;Naam\rSS126;14-09-2026;Yılmaz, Ömer\r"),
		"lege regels boven": []byte("\n;;\nCode;Datum signaal;Naam\n\nSS126;14-09-2026;Yılmaz, Ömer\n\n"),
		"rekenblad":         blad(t, [][]any{{"Code", "Datum signaal", "Naam"}, {"SS126", "14-09-2026", "Yılmaz, Ömer"}}),
	}
	for naam, b := range voor {
		l, w := LeesLijst(b)
		if len(w) > 0 {
			t.Errorf("%s: %v", naam, w)
			continue
		}
		kreeg := strings.Join(l.Kop, "|")
		for _, r := range l.Rijen {
			kreeg += ";" + strings.Join(r.Cellen, "|") + r.Fout
		}
		if kreeg != wil {
			t.Errorf("%s: %s", naam, kreeg)
		}
	}
	l, w := LeesLijst([]byte("Code;Naam\nSS126;\xD6mer \x80\n"))
	if len(w) > 0 || l.Rijen[0].Cellen[1] != "Ömer €" {
		t.Errorf("Windows-1252: %v %v", l.Rijen, w)
	}
}

// Een regel die niet te lezen is houdt de rest niet tegen, en heeft het nummer dat men in
// het eigen programma ziet.
func TestFouteRegelsHoudenDeRestNietTegen(t *testing.T) {
	l, w := LeesLijst([]byte("Code;Naam\nSS126;\"open\nSS127;b\n" + strings.Repeat("SS128;c\n", 8) + "SS129;" + strings.Repeat("x", 1001) + "\n" + strings.Repeat(";", 250) + "x\nSS130;z\n"))
	if len(w) > 0 {
		t.Fatal(w)
	}
	var fout []int
	for _, r := range l.Rijen {
		if r.Fout != "" {
			fout = append(fout, r.Regel)
		}
	}
	if !slices.Equal(fout, []int{2, 12, 13}) {
		t.Errorf("fout zijn de regels %v", fout)
	}
	if n := len(l.Rijen); n != 13 || l.Rijen[n-1].Cellen[0] != "SS130" || l.Rijen[n-1].Regel != 14 {
		t.Errorf("%d regels, de laatste %+v", n, l.Rijen[n-1])
	}
}

func TestGeenLijstIsEenZin(t *testing.T) {
	breed := make([]any, 10_000)
	for i := range breed {
		breed[i] = "k"
	}
	for naam, b := range map[string][]byte{
		"leeg": {}, "te groot": bytes.Repeat([]byte("a;b\n"), 2<<20), "nultekens": []byte("Code;\x00\n"), "alleen een kop": []byte("Code;Naam\n"),
		"lege regels": []byte("\n\n;;\n"), "oud rekenblad": {0xD0, 0xCF, 0x11, 0xE0, 1, 2}, "geen zip": []byte("PK\x03\x04onzin"),
		"te veel regels": []byte("Code\n" + strings.Repeat("a\n", meesteRijen+5)), "tienduizend kolommen": []byte(strings.Repeat("k;", 9_999) + "k\na\n"),
		"tienduizend kolommen in een rekenblad": blad(t, [][]any{breed, {"a"}}),
		"zip zonder blad":                       ingepakt(t, map[string][]byte{"hallo.txt": []byte("x")}),
		"bom":                                   bom(t),
		"zegt een gigabyte te zijn":             leugen(t),
		"duizend delen":                         veelDelen(t),
		"geen letters":                          ingepakt(t, map[string][]byte{"xl/workbook.xml": bytes.Repeat([]byte{0xff}, 100), "[Content_Types].xml": []byte("<x")}),
	} {
		begin := time.Now()
		_, w := LeesLijst(b)
		if len(w) != 1 || w[0].Plaats != "bestand" || !strings.HasSuffix(w[0].Zin, ".") {
			t.Errorf("%s: %v", naam, w)
		}
		if d := time.Since(begin); d > 5*time.Second {
			t.Errorf("%s duurde %v", naam, d)
		}
	}
}

// Een formule wordt nooit gerekend: alleen wat er staat telt.
func TestFormulesBlijvenTekst(t *testing.T) {
	x := excelize.NewFile()
	defer x.Close()
	for cel, w := range map[string]any{"A1": "Code", "B1": "Naam", "A2": "SS126", "B2": "=cmd|' /C calc'!A0"} {
		if err := x.SetCellValue("Sheet1", cel, w); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.SetCellFormula("Sheet1", "A3", `HYPERLINK("http://voorbeeld.nl","SS127")`); err != nil {
		t.Fatal(err)
	}
	b, err := x.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	l, w := LeesLijst(b.Bytes())
	if len(w) > 0 || l.Rijen[0].Cellen[1] != "=cmd|' /C calc'!A0" {
		t.Fatalf("%+v %v", l, w)
	}
	for _, r := range l.Rijen {
		if slices.Contains(r.Cellen, "SS127") {
			t.Error("een formule is uitgerekend")
		}
	}
}

func FuzzLeesLijst(f *testing.F) {
	f.Add([]byte("Code;Datum\nSS126;14-09-2026\n"))
	f.Add([]byte("a,\"b\nc\",d\n\"\n"))
	f.Add([]byte("\xEF\xBB\xBFa\tb\r\rc"))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, b []byte) {
		l, w := LeesLijst(b)
		if len(w) > 0 {
			return
		}
		if len(l.Kop) == 0 || len(l.Rijen) == 0 {
			t.Error("een lijst zonder kop of zonder regels")
		}
		vorige := 1
		for _, r := range l.Rijen {
			if r.Regel <= vorige && r.Regel != 1 || len(r.Cellen) > meesteKolommen {
				t.Errorf("regel %d na %d met %d vakken", r.Regel, vorige, len(r.Cellen))
			}
			vorige = r.Regel
		}
	})
}

func blad(t testing.TB, rijen [][]any) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	for i := range rijen {
		cel, err := excelize.CoordinatesToCellName(1, i+1)
		if err == nil {
			err = x.SetSheetRow("Sheet1", cel, &rijen[i])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	b, err := x.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func ingepakt(t testing.TB, delen map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for naam, inhoud := range delen {
		w, err := z.Create(naam)
		if err == nil {
			_, err = w.Write(inhoud)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bom is een klein bestand dat uitgepakt 400 MiB is.
func bom(t testing.TB) []byte {
	return ingepakt(t, map[string][]byte{"xl/worksheets/sheet1.xml": make([]byte, 400<<20)})
}

// leugen zegt in zijn kop een gigabyte te zijn.
func leugen(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	inhoud := []byte("<worksheet/>")
	w, err := z.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Store, CRC32: crc32.ChecksumIEEE(inhoud),
		CompressedSize64: uint64(len(inhoud)), UncompressedSize64: 1 << 30})
	if err == nil {
		_, err = w.Write(inhoud)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func veelDelen(t testing.TB) []byte {
	delen := map[string][]byte{}
	for i := range 1000 {
		delen[strings.Repeat("d", 1+i%50)+string(rune('a'+i%26))+time.Duration(i).String()] = []byte("x")
	}
	return ingepakt(t, delen)
}
