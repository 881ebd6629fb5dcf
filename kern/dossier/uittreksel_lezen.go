package dossier

import (
	"encoding/binary"
	"math"

	"traject/kern/begrip"
)

// LeesUittreksel geeft de gebeurtenissen van een uittreksel, zonder de velden die
// erbuiten blijven. Alles wat niet klopt geeft ErrUittreksel.
func LeesUittreksel(b []byte) ([]Gebeurtenis, error) {
	u := uittreksellezer{b: b, s: string(b)}
	if len(b) == 0 || b[0] != uittrekselvorm {
		return nil, ErrUittreksel
	}
	u.i = 1
	aantal := u.aantal()
	if u.kapot {
		return nil, ErrUittreksel
	}
	u.tabel = make([]string, 0, 16+3*aantal)
	uit := make([]Gebeurtenis, aantal)
	var moment int64
	for i := range uit {
		g := &uit[i]
		s, ok := uittrekselsoorten.op[u.tekst()]
		if !ok || u.kapot {
			return nil, ErrUittreksel
		}
		g.Nummer, g.Vorm = i+1, u.aantal()
		u.dag += begrip.Datum(u.verschil())
		moment += u.verschil()
		g.GeldigOp, g.Moment, g.BekendOp = u.dag, moment, u.datum()
		g.ID, g.Wie, g.Rol, g.Bron, g.Vervangt = u.tekst(), u.tekst(), begrip.Rol(u.tekst()), u.tekst(), u.tekst()
		g.Feit = s.maak()
		u.masker = u.uvarint()
		g.Feit.Velden(&u)
		g.Weg = u.weg()
		if u.kapot || u.masker != 0 || g.Vorm > HuidigeVorm {
			return nil, ErrUittreksel
		}
	}
	if u.i != len(b) {
		return nil, ErrUittreksel
	}
	return uit, nil
}

// uittreksellezer bezoekt de velden en vult ze. Teksten wijzen in s, zodat er per
// uittreksel maar één wordt gemaakt.
type uittreksellezer struct {
	b      []byte
	s      string
	i      int
	tabel  []string
	dag    begrip.Datum
	masker uint64
	kapot  bool
}

// is zegt of het volgende veld er staat.
func (u *uittreksellezer) is() bool {
	staat := u.masker&1 != 0
	u.masker >>= 1
	return staat && !u.kapot
}

func (u *uittreksellezer) uvarint() uint64 {
	if u.i < len(u.b) && u.b[u.i] < 0x80 { // bijna altijd
		u.i++
		return uint64(u.b[u.i-1])
	}
	n, w := binary.Uvarint(u.b[min(u.i, len(u.b)):])
	if w <= 0 {
		u.kapot = true
		return 0
	}
	u.i += w
	return n
}

// aantal leest hoeveel er van iets zijn; elk neemt ten minste een byte in.
func (u *uittreksellezer) aantal() int {
	n := u.uvarint()
	if n > uint64(len(u.b)-u.i) {
		u.kapot = true
		return 0
	}
	return int(n)
}

func (u *uittreksellezer) verschil() int64 {
	n := u.uvarint()
	return int64(n>>1) ^ -int64(n&1)
}

func (u *uittreksellezer) datum() begrip.Datum {
	n := u.uvarint()
	if n == 0 {
		return 0
	}
	n--
	d := int64(u.dag) + (int64(n>>1) ^ -int64(n&1))
	if d > math.MaxInt32 || d < math.MinInt32 {
		u.kapot = true
	}
	return begrip.Datum(d)
}

func (u *uittreksellezer) tekst() string {
	switch n := u.uvarint(); {
	case n == nieuweTekst && !u.kapot:
		lengte := u.aantal()
		u.i += lengte
		s := u.s[u.i-lengte : u.i]
		u.tabel = append(u.tabel, s)
		return s
	case n == legeTekst:
		return ""
	case n-eersteInTabel < uint64(len(u.tabel)):
		return u.tabel[n-eersteInTabel]
	}
	u.kapot = true
	return ""
}

// weg leest welke groepen zijn vernietigd.
func (u *uittreksellezer) weg() []Weg {
	n := u.aantal()
	if n == 0 {
		return nil
	}
	uit := make([]Weg, n)
	for i := range uit {
		uit[i] = Weg{Groep(u.tekst()), u.datum(), u.tekst()}
	}
	return uit
}

// ingevuld staat in een uittreksel op de plaats van een groep waar iets in staat.
const ingevuld = "(niet in het uittreksel)"

// Groep vult een groep waar iets in staat, zodat te zien is dat zij er is en niet wat.
func (u *uittreksellezer) Groep(_ Groep, velden func(Bezoeker)) {
	if u.is() {
		velden(&groepvuller{})
	}
}

// groepvuller zet in het eerste tekstveld van een groep dat zij is ingevuld.
type groepvuller struct {
	velddrukker
	gedaan bool
}

func (v *groepvuller) Tekst(_ string, doel *string, _ bool) {
	if !v.gedaan {
		*doel, v.gedaan = ingevuld, true
	}
}

func (u *uittreksellezer) Tekst(_ string, doel *string, _ bool) {
	if u.is() {
		*doel = u.tekst()
	}
}

func (u *uittreksellezer) Keuze(_ string, _ func() string, zet func(string), _ []string, _ bool) {
	if u.is() {
		zet(u.tekst())
	}
}

func (u *uittreksellezer) Keuzes(_ string, _ func() []string, zet func([]string), _ []string) {
	if !u.is() {
		return
	}
	w := make([]string, u.aantal())
	for i := range w {
		w[i] = u.tekst()
	}
	zet(w)
}

func (u *uittreksellezer) Datum(_ string, doel *begrip.Datum, _ bool) {
	if u.is() {
		*doel = u.datum()
	}
}

func (u *uittreksellezer) Uren(_ string, doel *Optie[begrip.Uren], _ bool) {
	if u.is() {
		*doel = Met(begrip.Uren(u.verschil()))
	}
}

func (u *uittreksellezer) Bedrag(_ string, doel *Optie[begrip.Cent], _ bool) {
	if u.is() {
		*doel = Met(begrip.Cent(u.verschil()))
	}
}

func (u *uittreksellezer) Geheel(_ string, doel *Optie[int], _, _ int, _ bool) {
	if u.is() {
		*doel = Met(int(u.verschil()))
	}
}

func (u *uittreksellezer) Vlag(_ string, doel *Optie[bool], _ bool) {
	if u.is() {
		*doel = Met(u.uvarint() == 1)
	}
}

func (u *uittreksellezer) Verwijzing(naam string, doel *string, _ Soort, verplicht bool) {
	u.Tekst(naam, doel, verplicht)
}

func (u *uittreksellezer) Bytes(_ string, doel *[]byte) {
	if u.is() {
		n := u.aantal()
		*doel = append([]byte(nil), u.b[u.i:u.i+n]...)
		u.i += n
	}
}
