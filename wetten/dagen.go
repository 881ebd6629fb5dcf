package wetten

import (
	"slices"
	"strconv"

	"traject/kern/begrip"
)

// De jaren waarvoor de vrije dagen bij het laden worden uitgeschreven. Buiten deze
// jaren worden zij per vraag uitgerekend, met dezelfde regels.
const (
	eersteKalenderjaar  = 2000
	laatsteKalenderjaar = 2060
)

// feestdag is een dag die elk jaar terugkomt: op een vaste datum of na Pasen.
type feestdag struct {
	naam       string
	maand, dag int // 0 als de dag van Pasen afhangt
	naPasen    int
	opZondag   int // zoveel dagen verschuiven als de dag op zondag valt
	van, tot   begrip.Datum
	grond      *begrip.Vindplaats
}

// gelijkgesteld is één dag die bij koninklijk besluit met een feestdag gelijkstaat.
type gelijkgesteld struct {
	naam  string
	dag   begrip.Datum
	grond *begrip.Vindplaats
}

// kalender kent de vrije dagen.
type kalender struct {
	feestdagen []feestdag
	gelijk     []gelijkgesteld
	weekend    *begrip.Vindplaats
	begin      begrip.Datum
	tabel      []uint8 // per dag sinds begin: 0 of 1 + plaats in vrijeDagen
	vrijeDagen []vrijeDag
}

type vrijeDag struct {
	naam  string
	grond *begrip.Vindplaats
}

// Pasen geeft eerste paasdag van een jaar (de gregoriaanse paasrekening).
func Pasen(jaar int) begrip.Datum {
	a, b, c := jaar%19, jaar/100, jaar%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	maand := (h + l - 7*m + 90) / 25
	dag := (h + l - 7*m + 33*maand + 19) % 32
	datum, err := begrip.Dag(jaar, maand, dag)
	if err != nil {
		return 0
	}
	return datum
}

// in geeft de dag waarop de feestdag in een jaar valt; leeg als hij dat jaar niet geldt.
func (f *feestdag) in(jaar int) begrip.Datum {
	d := Pasen(jaar).Plus(f.naPasen)
	if f.maand != 0 {
		vast, err := begrip.Dag(jaar, f.maand, f.dag)
		if err != nil {
			return 0
		}
		d = vast
		if d.Weekdag() == begrip.Zondag {
			d = d.Plus(f.opZondag)
		}
	}
	if d < f.van || (f.tot != 0 && d > f.tot) {
		return 0
	}
	return d
}

// schrijfUit legt per dag vast of zij vrij is, zodat vragen geen rekenen kost.
func (k *kalender) schrijfUit() {
	begin, err := begrip.Dag(eersteKalenderjaar, 1, 1)
	einde, err2 := begrip.Dag(laatsteKalenderjaar, 12, 31)
	if err != nil || err2 != nil {
		return
	}
	k.begin = begin
	k.tabel = make([]uint8, int(einde-begin)+1)
	for i := range k.feestdagen {
		f := &k.feestdagen[i]
		k.vrijeDagen = append(k.vrijeDagen, vrijeDag{f.naam, f.grond})
		for jaar := eersteKalenderjaar; jaar <= laatsteKalenderjaar; jaar++ {
			if d := f.in(jaar); d != 0 {
				k.zet(d)
			}
		}
	}
	for _, g := range k.gelijk {
		k.vrijeDagen = append(k.vrijeDagen, vrijeDag{g.naam, g.grond})
		k.zet(g.dag)
	}
}

// zet merkt een dag als de vrije dag die het laatst is toegevoegd; valt er al een
// feestdag op, dan houdt die zijn naam.
func (k *kalender) zet(d begrip.Datum) {
	if i := int(d - k.begin); i >= 0 && i < len(k.tabel) && k.tabel[i] == 0 {
		k.tabel[i] = uint8(len(k.vrijeDagen))
	}
}

func (k *kalender) vrij(d begrip.Datum) (string, *begrip.Vindplaats, bool) {
	if naam, grond, ok := k.feest(d); ok {
		return naam, grond, true
	}
	if w := d.Weekdag(); w >= begrip.Zaterdag {
		return w.String(), k.weekend, true
	}
	return "", nil, false
}

func (k *kalender) feest(d begrip.Datum) (string, *begrip.Vindplaats, bool) {
	if i := int(d - k.begin); i >= 0 && i < len(k.tabel) {
		if n := k.tabel[i]; n > 0 {
			return k.vrijeDagen[n-1].naam, k.vrijeDagen[n-1].grond, true
		}
		return "", nil, false
	}
	jaar := d.Jaar()
	for i := range k.feestdagen {
		if k.feestdagen[i].in(jaar) == d {
			return k.feestdagen[i].naam, k.feestdagen[i].grond, true
		}
	}
	for _, g := range k.gelijk {
		if g.dag == d {
			return g.naam, g.grond, true
		}
	}
	return "", nil, false
}

// wijzigt geeft de dagen waarop de kalender verandert.
func (k *kalender) wijzigt() []begrip.Datum {
	var dagen []begrip.Datum
	for i := range k.feestdagen {
		dagen = wijzigdagen(dagen, []Tijdvak{{Van: k.feestdagen[i].van, Tot: k.feestdagen[i].tot}})
	}
	for _, g := range k.gelijk {
		dagen = append(dagen, g.dag)
	}
	return dagen
}

// schrijf zet wat van de kalender tot en met een dag is ingegaan in vaste volgorde
// achter b, voor de vingerafdruk.
func (k *kalender) schrijf(b []byte, totEnMet begrip.Datum) []byte {
	for i := range k.feestdagen {
		f := &k.feestdagen[i]
		if f.van > totEnMet {
			continue
		}
		tot := f.tot
		if tot >= totEnMet {
			tot = 0
		}
		b = strconv.AppendQuote(b, f.naam)
		for _, n := range []int{f.maand, f.dag, f.naPasen, f.opZondag, int(f.van), int(tot)} {
			b = append(strconv.AppendInt(b, int64(n), 10), ' ')
		}
		b = append(b, '\n')
	}
	for _, g := range k.gelijk {
		if g.dag > totEnMet {
			break
		}
		b = append(append(g.dag.Schrijf(b), ' '), g.naam...)
		b = append(b, '\n')
	}
	return b
}

// orden zet de dagen in vaste volgorde, los van de volgorde in het bestand.
func (k *kalender) orden() {
	slices.SortStableFunc(k.feestdagen, func(a, b feestdag) int {
		return (a.maand*100 + a.dag + a.naPasen) - (b.maand*100 + b.dag + b.naPasen)
	})
	slices.SortFunc(k.gelijk, func(a, b gelijkgesteld) int { return int(a.dag - b.dag) })
}
