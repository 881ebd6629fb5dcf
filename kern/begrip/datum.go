package begrip

import (
	"errors"
	"strconv"
)

// Datum is een burgerlijke dag zonder tijdzone: het aantal dagen sinds
// 31 december van het jaar 0, zodat 1 januari van het jaar 1 de waarde 1 heeft.
// De nulwaarde betekent: geen dag. Dagen vergelijken kan met < en >.
type Datum int32

// ErrGeenDag zegt dat een tekst geen bestaande dag in de vorm JJJJ-MM-DD is.
var ErrGeenDag = errors.New("geen bestaande dag in de vorm JJJJ-MM-DD")

// Weekdag is de dag van de week; maandag is 1, zondag is 7.
type Weekdag int

// De dagen van de week.
const (
	Maandag Weekdag = iota + 1
	Dinsdag
	Woensdag
	Donderdag
	Vrijdag
	Zaterdag
	Zondag
)

// dagenVoorMaand telt de dagen van een gewoon jaar vóór de eerste van de maand.
var dagenVoorMaand = [13]int{0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}

// IsSchrikkeljaar zegt of het jaar een 29 februari heeft.
func IsSchrikkeljaar(jaar int) bool {
	return jaar%4 == 0 && (jaar%100 != 0 || jaar%400 == 0)
}

// DagenInMaand geeft het aantal dagen van de maand (1 tot en met 12).
func DagenInMaand(jaar, maand int) int {
	switch maand {
	case 2:
		if IsSchrikkeljaar(jaar) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// Dag maakt een Datum van jaar, maand en dag, of geeft ErrGeenDag als die dag
// niet bestaat. Jaren lopen van 1 tot en met 9999.
func Dag(jaar, maand, dag int) (Datum, error) {
	if jaar < 1 || jaar > 9999 || maand < 1 || maand > 12 || dag < 1 || dag > DagenInMaand(jaar, maand) {
		return 0, ErrGeenDag
	}
	return dagnummer(jaar, maand, dag), nil
}

// dagnummer rekent een bestaande dag om naar zijn nummer.
func dagnummer(jaar, maand, dag int) Datum {
	j := jaar - 1
	n := j*365 + j/4 - j/100 + j/400 + dagenVoorMaand[maand] + dag
	if maand > 2 && IsSchrikkeljaar(jaar) {
		n++
	}
	return Datum(n)
}

// MoetDag is Dag voor dagen die vastliggen in code of proef; een onmogelijke dag is een fout van de schrijver.
func MoetDag(tekst string) Datum {
	d, err := LeesDatum(tekst)
	if err != nil {
		panic("begrip: " + tekst + " is geen dag")
	}
	return d
}

// LeesDatum leest een dag in de vorm JJJJ-MM-DD. Iets anders, ook een dag die
// niet bestaat zoals 2025-02-30, geeft ErrGeenDag.
func LeesDatum(tekst string) (Datum, error) {
	if len(tekst) != 10 || tekst[4] != '-' || tekst[7] != '-' {
		return 0, ErrGeenDag
	}
	getal := func(van, tot int) int {
		n := 0
		for _, c := range []byte(tekst[van:tot]) {
			if c < '0' || c > '9' {
				return -1
			}
			n = n*10 + int(c-'0')
		}
		return n
	}
	return Dag(getal(0, 4), getal(5, 7), getal(8, 10))
}

// IsLeeg zegt dat er geen dag is.
func (d Datum) IsLeeg() bool { return d == 0 }

// Delen geeft jaar, maand en dag. Een lege dag geeft driemaal nul.
func (d Datum) Delen() (jaar, maand, dag int) {
	if d <= 0 {
		return 0, 0, 0
	}
	n := int(d) - 1
	n400 := n / 146097
	n -= n400 * 146097
	n100 := min(n/36524, 3)
	n -= n100 * 36524
	n4 := n / 1461
	n -= n4 * 1461
	n1 := min(n/365, 3)
	n -= n1 * 365
	jaar = 400*n400 + 100*n100 + 4*n4 + n1 + 1
	schrikkel := IsSchrikkeljaar(jaar)
	maand = n/29 + 1 // hooguit één te hoog
	voor := func(m int) int {
		if m > 12 {
			return 400
		}
		v := dagenVoorMaand[m]
		if m > 2 && schrikkel {
			v++
		}
		return v
	}
	for maand > 12 || voor(maand) > n {
		maand--
	}
	return jaar, maand, n - voor(maand) + 1
}

// Jaar geeft het jaartal.
func (d Datum) Jaar() int { j, _, _ := d.Delen(); return j }

// Maand geeft de maand, 1 tot en met 12.
func (d Datum) Maand() int { _, m, _ := d.Delen(); return m }

// DagVanMaand geeft het dagnummer binnen de maand.
func (d Datum) DagVanMaand() int { _, _, x := d.Delen(); return x }

// Weekdag geeft de dag van de week.
func (d Datum) Weekdag() Weekdag { return Weekdag((int(d)-1)%7 + 1) }

// Weeknummer geeft het ISO-weeknummer (1 tot en met 53).
func (d Datum) Weeknummer() int {
	donderdag := d.Plus(4 - int(d.Weekdag()))
	return (donderdag.DagVanJaar()-1)/7 + 1
}

// DagVanJaar geeft het volgnummer van de dag in het jaar; 1 januari is 1.
func (d Datum) DagVanJaar() int {
	return int(d-dagnummer(d.Jaar(), 1, 1)) + 1
}

// Plus telt hele dagen op; een negatief getal gaat terug.
func (d Datum) Plus(dagen int) Datum { return d + Datum(dagen) }

// PlusWeken telt hele weken op.
func (d Datum) PlusWeken(weken int) Datum { return d + Datum(7*weken) }

// PlusMaanden geeft de dag met hetzelfde dagnummer een aantal maanden verder;
// bestaat die niet, dan de laatste dag van die maand. Een negatief getal gaat terug.
// De wet zegt hier niets over; zie wet.md onderdeel 15 en docs/afwijkingen.md.
func (d Datum) PlusMaanden(maanden int) Datum {
	jaar, maand, dag := d.Delen()
	m := jaar*12 + maand - 1 + maanden
	jaar, maand = m/12, m%12+1
	return dagnummer(jaar, maand, min(dag, DagenInMaand(jaar, maand)))
}

// PlusJaren telt hele jaren op, met dezelfde afspraak als PlusMaanden.
func (d Datum) PlusJaren(jaren int) Datum { return d.PlusMaanden(12 * jaren) }

// String geeft de dag als JJJJ-MM-DD; een lege dag geeft een lege tekst.
func (d Datum) String() string {
	if d <= 0 {
		return ""
	}
	var ruimte [10]byte
	return string(d.Schrijf(ruimte[:0]))
}

// uiterste is 9999-12-31. De vorm JJJJ-MM-DD gaat niet verder: wat een termijn daarna
// legt schrijven wij als die dag, nooit als iets wat geen dag is.
const uiterste Datum = 3652059

// Schrijf zet de dag als JJJJ-MM-DD achter b.
func (d Datum) Schrijf(b []byte) []byte {
	if d <= 0 {
		return b
	}
	j, m, x := min(d, uiterste).Delen()
	return append(b,
		byte('0'+j/1000), byte('0'+j/100%10), byte('0'+j/10%10), byte('0'+j%10), '-',
		byte('0'+m/10), byte('0'+m%10), '-', byte('0'+x/10), byte('0'+x%10))
}

var (
	maandnamen   = [13]string{"", "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}
	maandenkort  = [13]string{"", "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"}
	weekdagnamen = [8]string{"", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"}
)

// String geeft de naam van de weekdag, zoals "maandag".
func (w Weekdag) String() string {
	if w < Maandag || w > Zondag {
		return ""
	}
	return weekdagnamen[w]
}

// Maandnaam geeft de naam van de maand, zoals "november".
func Maandnaam(maand int) string {
	if maand < 1 || maand > 12 {
		return ""
	}
	return maandnamen[maand]
}

// Voluit schrijft de dag zoals in een brief: "23 november 2026".
func (d Datum) Voluit() string {
	if d <= 0 {
		return ""
	}
	j, m, x := d.Delen()
	return strconv.Itoa(x) + " " + maandnamen[m] + " " + strconv.Itoa(j)
}

// VoluitMetDag schrijft ook de weekdag: "maandag 23 november 2026".
func (d Datum) VoluitMetDag() string {
	if d <= 0 {
		return ""
	}
	return d.Weekdag().String() + " " + d.Voluit()
}

// Kort schrijft de dag zoals in een lijst: "23 nov 2026".
func (d Datum) Kort() string {
	if d <= 0 {
		return ""
	}
	j, m, x := d.Delen()
	return strconv.Itoa(x) + " " + maandenkort[m] + " " + strconv.Itoa(j)
}

// KortMetDag schrijft dag en maand met de weekdag in twee letters: "ma 23 nov".
func (d Datum) KortMetDag() string {
	if d <= 0 {
		return ""
	}
	_, m, x := d.Delen()
	return d.Weekdag().String()[:2] + " " + strconv.Itoa(x) + " " + maandenkort[m]
}

// Periode loopt van en met Begin tot en met Einde. Een leeg Einde is open.
type Periode struct{ Begin, Einde Datum }

// Bevat zegt of de dag in de periode valt, beide grenzen meegerekend.
func (p Periode) Bevat(d Datum) bool {
	return d >= p.Begin && (p.Einde == 0 || d <= p.Einde)
}
