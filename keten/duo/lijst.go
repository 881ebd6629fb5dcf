package duo

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"traject/kern/begrip"
)

// Grenzen van een lijst uit het portaal. Zij zijn ruim voor wat DUO geeft en klein genoeg
// om een bestand dat meer zegt te zijn dan het is niet te laten ontploffen.
const (
	MeesteLijstbytes = 4 << 20
	meesteRijen      = 20_000
	meesteKolommen   = 200
	meesteCel        = 1000
	meesteUitgepakt  = 48 << 20 // bytes die een XLSX uitgepakt mag zijn
	meesteDelen      = 500      // bestanden in een XLSX
	regelsPerRij     = 5        // zoveel regels mag één rij van een CSV beslaan
)

// Lijst is een lijst uit het portaal, zonder te weten wat in welke kolom staat.
type Lijst struct {
	Kop   []string
	Rijen []Lijstrij
}

// Lijstrij is één regel; Fout zegt waarom hij niet te lezen was.
type Lijstrij struct {
	Regel  int
	Cellen []string
	Fout   string
}

// LeesLijst leest een CSV (puntkomma, komma of tab; UTF-8 of Windows-1252) of een XLSX.
// Een regel die niet te lezen is houdt de rest niet tegen; een bestand dat geen lijst is
// geeft één weigering.
func LeesLijst(b []byte) (Lijst, []begrip.Weigering) {
	switch {
	case len(b) == 0:
		return Lijst{}, geenLijst("Dit bestand is leeg.")
	case len(b) > MeesteLijstbytes:
		return Lijst{}, geenLijst("Dit bestand is groter dan 4 MiB. Deel de lijst in kleinere stukken.")
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		return leesXLSX(b)
	case bytes.HasPrefix(b, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		return Lijst{}, geenLijst("Dit is een oud rekenblad (XLS), of een met een wachtwoord. Bewaar het als XLSX of CSV.")
	case bytes.IndexByte(b, 0) >= 0:
		return Lijst{}, geenLijst("Dit is geen CSV en geen XLSX. Bewaar de lijst als CSV of XLSX.")
	}
	return leesCSV(b)
}

func geenLijst(zin string) []begrip.Weigering {
	return []begrip.Weigering{{Code: "geen-lijst", Plaats: "bestand", Zin: zin}}
}

// klaar zet de eerste gevulde rij als kop en keurt de maat.
func (l Lijst) klaar() (Lijst, []begrip.Weigering) {
	for len(l.Rijen) > 0 && isLeeg(l.Rijen[0].Cellen) && l.Rijen[0].Fout == "" {
		l.Rijen = l.Rijen[1:]
	}
	if len(l.Rijen) == 0 || l.Rijen[0].Fout != "" {
		return Lijst{}, geenLijst("In dit bestand staat geen kop met de namen van de kolommen.")
	}
	l.Kop, l.Rijen = l.Rijen[0].Cellen, slices.DeleteFunc(l.Rijen[1:], func(r Lijstrij) bool { return r.Fout == "" && isLeeg(r.Cellen) })
	if len(l.Rijen) == 0 {
		return Lijst{}, geenLijst("In dit bestand staan geen regels onder een kop. Haal de lijst opnieuw op uit het portaal.")
	}
	for i := range l.Rijen {
		for j, c := range l.Rijen[i].Cellen {
			if utf8.RuneCountInString(c) > meesteCel {
				l.Rijen[i].Fout, l.Rijen[i].Cellen[j] = "Een vak is langer dan "+strconv.Itoa(meesteCel)+" tekens.", ""
			}
		}
	}
	return l, nil
}

func isLeeg(cellen []string) bool {
	return !slices.ContainsFunc(cellen, func(c string) bool { return strings.TrimSpace(c) != "" })
}

// leesCSV leest regel voor regel, zodat een aanhalingsteken dat niet sluit niet de rest van
// het bestand opeet.
func leesCSV(b []byte) (Lijst, []begrip.Weigering) {
	b = bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF"))
	if !utf8.Valid(b) {
		vertaald, err := charmap.Windows1252.NewDecoder().Bytes(b)
		if err != nil {
			return Lijst{}, geenLijst("De letters in dit bestand zijn niet te lezen. Bewaar het als CSV UTF-8.")
		}
		b = vertaald
	}
	regels := strings.Split(strings.ReplaceAll(strings.ReplaceAll(string(b), "\r\n", "\n"), "\r", "\n"), "\n")
	if len(regels) > meesteRijen+2 {
		return Lijst{}, teVeelRijen()
	}
	teken := scheiding(regels)
	var l Lijst
	for i := 0; i < len(regels); {
		cellen, n := csvRij(regels[i:], teken)
		r := Lijstrij{Regel: i + 1, Cellen: cellen}
		switch {
		case n == 0:
			r.Fout, n = "Een aanhalingsteken in deze regel sluit niet.", 1
		case len(cellen) > meesteKolommen && len(l.Rijen) == 0:
			return Lijst{}, geenLijst("Deze lijst heeft meer dan " + strconv.Itoa(meesteKolommen) + " kolommen.")
		case len(cellen) > meesteKolommen:
			r.Fout, r.Cellen = "Deze regel heeft meer dan "+strconv.Itoa(meesteKolommen)+" vakken.", nil
		}
		l.Rijen = append(l.Rijen, r)
		i += n
	}
	return l.klaar()
}

// csvRij leest één rij en zegt over hoeveel regels zij gaat; nul is: niet te lezen.
func csvRij(regels []string, teken rune) ([]string, int) {
	for n := 1; n <= min(regelsPerRij, len(regels)); n++ {
		tekst := strings.Join(regels[:n], "\n")
		if strings.TrimSpace(tekst) == "" {
			return nil, 1
		}
		if strings.Count(tekst, `"`)%2 != 0 {
			continue
		}
		c := csv.NewReader(strings.NewReader(tekst))
		c.Comma, c.FieldsPerRecord, c.LazyQuotes = teken, -1, true
		cellen, err := c.Read()
		if err != nil {
			return nil, 0
		}
		if _, err := c.Read(); err != io.EOF { // een regeleinde buiten aanhalingstekens
			return nil, 0
		}
		return cellen, n
	}
	return nil, 0
}

// scheiding is het teken dat in de eerste gevulde regel het vaakst staat.
func scheiding(regels []string) rune {
	for _, r := range regels {
		if strings.TrimSpace(r) == "" {
			continue
		}
		beste, aantal := ';', strings.Count(r, ";")
		for _, t := range ",\t" {
			if n := strings.Count(r, string(t)); n > aantal {
				beste, aantal = t, n
			}
		}
		return beste
	}
	return ';'
}

func teVeelRijen() []begrip.Weigering {
	return geenLijst("Deze lijst heeft meer dan " + strconv.Itoa(meesteRijen) + " regels. Deel de lijst in kleinere stukken.")
}

// leesXLSX leest het eerste blad. Eerst wordt gekeken wat het bestand zegt te zijn; wat
// meer is dan een lijst kan zijn wordt niet uitgepakt. Er komt niets op de schijf.
func leesXLSX(b []byte) (lijst Lijst, weigeringen []begrip.Weigering) {
	defer func() { // de bibliotheek is niet van ons, en het bestand van iedereen
		if recover() != nil {
			lijst, weigeringen = Lijst{}, geenLijst("Dit rekenblad is beschadigd. Bewaar de lijst opnieuw, of als CSV.")
		}
	}()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil || len(z.File) > meesteDelen {
		return Lijst{}, geenLijst("Dit rekenblad is beschadigd of geen XLSX. Bewaar de lijst opnieuw, of als CSV.")
	}
	totaal := uint64(0)
	for _, f := range z.File {
		if totaal += f.UncompressedSize64; f.UncompressedSize64 > meesteUitgepakt || totaal > meesteUitgepakt {
			return Lijst{}, geenLijst("Dit rekenblad is uitgepakt veel te groot voor een lijst. Bewaar alleen de lijst, of bewaar haar als CSV.")
		}
	}
	x, err := excelize.OpenReader(bytes.NewReader(b), excelize.Options{UnzipSizeLimit: meesteUitgepakt, UnzipXMLSizeLimit: meesteUitgepakt, RawCellValue: true})
	if err != nil {
		return Lijst{}, geenLijst("Dit rekenblad is niet te lezen. Bewaar de lijst opnieuw, of als CSV.")
	}
	defer x.Close()
	bladen := x.GetSheetList()
	if len(bladen) == 0 {
		return Lijst{}, geenLijst("In dit rekenblad staat geen blad.")
	}
	rijen, err := x.Rows(bladen[0])
	if err != nil {
		return Lijst{}, geenLijst("Het eerste blad van dit rekenblad is niet te lezen. Bewaar de lijst als CSV.")
	}
	defer rijen.Close()
	var l Lijst
	for n := 1; rijen.Next(); n++ {
		if n > meesteRijen+2 {
			return Lijst{}, teVeelRijen()
		}
		cellen, err := rijen.Columns(excelize.Options{RawCellValue: true})
		r := Lijstrij{Regel: n, Cellen: cellen}
		switch {
		case err != nil:
			r.Fout = "Deze regel is niet te lezen."
		case len(cellen) > meesteKolommen && isLeeg(cellen[meesteKolommen:]):
			r.Cellen = cellen[:meesteKolommen]
		case len(cellen) > meesteKolommen && len(l.Rijen) == 0:
			return Lijst{}, geenLijst("Deze lijst heeft meer dan " + strconv.Itoa(meesteKolommen) + " kolommen.")
		case len(cellen) > meesteKolommen:
			r.Fout, r.Cellen = "Deze regel heeft meer dan "+strconv.Itoa(meesteKolommen)+" vakken.", nil
		}
		l.Rijen = append(l.Rijen, r)
	}
	if rijen.Error() != nil {
		return Lijst{}, geenLijst("Het blad breekt halverwege af. Bewaar de lijst opnieuw, of als CSV.")
	}
	return l.klaar()
}
