package dossier

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"traject/kern/begrip"
)

// Een dossier van twintig feiten wordt bij elke bladzijde helemaal gelezen en bij het
// herrekenen van een gemeente een miljoen keer. Daarom wordt één voorwerp hier in zijn
// velden geknipt zonder tussenstap; wat bijzonder is gaat naar encoding/json.

var errGeenVorm = errors.New("dit is geen JSON-voorwerp")

// velden zijn de velden van één JSON-voorwerp, ongelezen, op volgorde. Het zijn er zo
// weinig dat zoeken sneller is dan een map.
type velden []veld

type veld struct {
	naam, waarde []byte
}

// haal geeft de waarde van een veld; nil is er niet, of null.
func (v velden) haal(naam string) []byte {
	for i := len(v) - 1; i >= 0; i-- { // de laatste telt, zoals in encoding/json
		if string(v[i].naam) == naam && string(v[i].waarde) != "null" {
			return v[i].waarde
		}
	}
	return nil
}

// lees knipt een voorwerp in zijn velden. Of een waarde klopt blijkt pas als zij wordt
// gelezen.
func (v *velden) lees(b []byte) error {
	k := knipper{b: b}
	if !k.teken('{') {
		return errGeenVorm
	}
	*v = make(velden, 0, 12)
	for eerste := true; !k.teken('}'); eerste = false {
		if !eerste && !k.teken(',') {
			return errGeenVorm
		}
		naam, err := tekstbytes(k.waarde())
		if err != nil || !k.teken(':') {
			return errors.Join(errGeenVorm, err)
		}
		w := k.waarde()
		if len(w) == 0 {
			return errGeenVorm
		}
		*v = append(*v, veld{naam, w})
	}
	if k.wit(); k.i != len(b) {
		return errGeenVorm
	}
	return nil
}

// knipper loopt door JSON en knipt er hele waarden uit.
type knipper struct {
	b []byte
	i int
}

func (k *knipper) wit() {
	for k.i < len(k.b) && (k.b[k.i] == ' ' || k.b[k.i] == '\n' || k.b[k.i] == '\t' || k.b[k.i] == '\r') {
		k.i++
	}
}

// teken stapt over dit teken heen als het er staat.
func (k *knipper) teken(c byte) bool {
	if k.wit(); k.i >= len(k.b) || k.b[k.i] != c {
		return false
	}
	k.i++
	return true
}

// waarde geeft de waarde die hier begint; leeg als er geen hele staat.
func (k *knipper) waarde() []byte {
	k.wit()
	begin, diep := k.i, 0
	for ; k.i < len(k.b); k.i++ {
		switch k.b[k.i] {
		case '"':
			if !k.tekst() {
				return nil
			}
		case '{', '[':
			diep++
			continue
		case '}', ']':
			diep--
		case ',', ':', ' ', '\n', '\t', '\r':
			if diep == 0 {
				return k.b[begin:k.i]
			}
			continue
		default:
			continue
		}
		if diep < 0 { // het einde van wat er omheen staat
			return k.b[begin:k.i]
		}
		if diep == 0 {
			k.i++
			return k.b[begin:k.i]
		}
	}
	return nil
}

// tekst stapt van het eerste aanhalingsteken naar het laatste.
func (k *knipper) tekst() bool {
	for k.i++; k.i < len(k.b); k.i++ {
		switch k.b[k.i] {
		case '\\':
			k.i++
		case '"':
			return true
		}
	}
	return false
}

// tekstbytes geeft wat er in een tekst staat. Een teken dat anders is opgeschreven dan
// het is, leest encoding/json.
func tekstbytes(b []byte) ([]byte, error) {
	gewoon, ascii := len(b) >= 2 && b[0] == '"' && b[len(b)-1] == '"', true
	for i := 1; gewoon && i < len(b)-1; i++ {
		gewoon = b[i] != '\\' && b[i] != '"' && b[i] >= ' '
		ascii = ascii && b[i] < utf8.RuneSelf
	}
	if gewoon && (ascii || utf8.Valid(b)) {
		return b[1 : len(b)-1], nil
	}
	var s string
	err := json.Unmarshal(b, &s)
	return []byte(s), err
}

func leesTekst(b []byte) (string, error) {
	t, err := tekstbytes(b)
	return string(t), err
}

// lezer bezoekt de velden en vult ze uit JSON. Onbekende velden worden bewaard noch
// gelezen: een nieuwere vorm heeft een nieuw nummer.
type lezer struct {
	velden   velden
	fout     error
	vorm     int
	besloten velden // de groepen, verzegeld
	open     Opener
	weg      []Weg
}

// haal geeft de waarde van een veld aan lees en zegt of het er stond en te lezen was.
func (l *lezer) haal(naam string, lees func(b []byte) error) bool {
	b := l.velden.haal(naam)
	if b == nil || l.fout != nil {
		return false
	}
	if err := lees(b); err != nil {
		l.fout = fmt.Errorf("veld %s: %w", naam, err)
		return false
	}
	return true
}

func (l *lezer) tekst(naam string) (s string, is bool) {
	is = l.haal(naam, func(b []byte) (err error) {
		s, err = leesTekst(b)
		return err
	})
	return s, is
}

func (l *lezer) getal(naam string, bits int) (n int64, is bool) {
	is = l.haal(naam, func(b []byte) (err error) {
		n, err = strconv.ParseInt(string(b), 10, bits)
		return err
	})
	return n, is
}

// dag leest een dag die als getal in de envelop staat.
func (l *lezer) dag(naam string, doel *begrip.Datum) {
	n, _ := l.getal(naam, 32)
	*doel = begrip.Datum(n)
}

func (l *lezer) Tekst(naam string, doel *string, _ bool) {
	if s, is := l.tekst(naam); is {
		*doel = s
	}
}

func (l *lezer) Keuze(naam string, _ func() string, zet func(string), _ []string, _ bool) {
	if s, is := l.tekst(naam); is {
		zet(s)
	}
}

func (l *lezer) Keuzes(naam string, _ func() []string, zet func([]string), _ []string) {
	var w []string
	if l.haal(naam, func(b []byte) error { return json.Unmarshal(b, &w) }) {
		zet(w)
	}
}

func (l *lezer) Datum(naam string, doel *begrip.Datum, _ bool) {
	l.haal(naam, func(b []byte) error {
		s, err := leesTekst(b)
		if err == nil {
			*doel, err = begrip.LeesDatum(s)
		}
		return err
	})
}

func (l *lezer) Uren(naam string, doel *Optie[begrip.Uren], _ bool) {
	n, is := l.getal(naam, 64)
	*doel = Optie[begrip.Uren]{begrip.Uren(n), is}
}

func (l *lezer) Bedrag(naam string, doel *Optie[begrip.Cent], _ bool) {
	n, is := l.getal(naam, 64)
	*doel = Optie[begrip.Cent]{begrip.Cent(n), is}
}

func (l *lezer) Geheel(naam string, doel *Optie[int], _, _ int, _ bool) {
	n, is := l.getal(naam, strconv.IntSize)
	*doel = Optie[int]{int(n), is}
}

func (l *lezer) Vlag(naam string, doel *Optie[bool], _ bool) {
	doel.Is = l.haal(naam, func(b []byte) error { return json.Unmarshal(b, &doel.Waarde) })
}

func (l *lezer) Verwijzing(naam string, doel *string, _ Soort, _ bool) { l.Tekst(naam, doel, false) }

func (l *lezer) Bytes(naam string, doel *[]byte) {
	l.haal(naam, func(b []byte) error { return json.Unmarshal(b, doel) })
}
