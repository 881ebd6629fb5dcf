package begrip

import (
	"errors"
	"strconv"
	"strings"
)

// Cent is een geldbedrag in hele eurocenten.
type Cent int64

// ErrGeenBedrag zegt dat een tekst geen bedrag met precies twee decimalen is.
var ErrGeenBedrag = errors.New("geen bedrag met een punt en precies twee decimalen, zoals 25.00")

// maxCent begrenst wat als bedrag wordt gelezen: tien miljard euro.
const maxCent = 1_000_000_000_000

// LeesBedrag leest "25.00": cijfers, een punt en precies twee decimalen, niet negatief.
func LeesBedrag(tekst string) (Cent, error) {
	heel, deel, ok := strings.Cut(tekst, ".")
	if !ok || heel == "" || len(heel) > 11 || len(deel) != 2 {
		return 0, ErrGeenBedrag
	}
	n := int64(0)
	for _, c := range []byte(heel + deel) {
		if c < '0' || c > '9' {
			return 0, ErrGeenBedrag
		}
		n = n*10 + int64(c-'0')
	}
	if n > maxCent {
		return 0, ErrGeenBedrag
	}
	return Cent(n), nil
}

// String geeft het bedrag zoals in het dossierbestand: "25.00".
func (c Cent) String() string {
	teken, n := "", int64(c)
	if n < 0 {
		teken, n = "-", -n
	}
	s := strconv.FormatInt(n, 10)
	for len(s) < 3 {
		s = "0" + s
	}
	return teken + s[:len(s)-2] + "." + s[len(s)-2:]
}

// Euro geeft het bedrag zoals mensen het lezen: "€ 2.400" of "€ 12,50".
func (c Cent) Euro() string {
	teken, n := "", int64(c)
	if n < 0 {
		teken, n = "-", -n
	}
	heel := strconv.FormatInt(n/100, 10)
	var b strings.Builder
	b.WriteString("€ " + teken)
	for i, r := range heel {
		if i > 0 && (len(heel)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteRune(r)
	}
	if n%100 != 0 {
		b.WriteString("," + string(rune('0'+n%100/10)) + string(rune('0'+n%10)))
	}
	return b.String()
}

// Uren is een aantal uren in duizendsten van een uur, zodat halve en kwart uren
// precies blijven. Alleen lezen en schrijven kent de komma.
type Uren int64

// Uur is één uur.
const Uur Uren = 1000

// ErrGeenUren zegt dat een tekst geen aantal uren van nul of meer is.
var ErrGeenUren = errors.New("geen aantal uren van 0 of meer met hooguit drie decimalen")

// maxUren begrenst wat als uren wordt gelezen: een miljoen uur.
const maxUren = 1_000_000 * Uur

// LeesUren leest een getal van nul of meer, zoals "12", "7.5" of "1e2", met na
// het uitrekenen hooguit drie decimalen.
func LeesUren(tekst string) (Uren, error) {
	grond, macht, heeftMacht := strings.Cut(strings.ToLower(tekst), "e")
	exp := 3
	if heeftMacht {
		m, err := strconv.Atoi(macht)
		if err != nil || m > 9 || m < -30 {
			return 0, ErrGeenUren
		}
		exp += m
	}
	heel, deel, punt := strings.Cut(grond, ".")
	if heel == "" || (punt && deel == "") || len(heel)+len(deel) > 40 {
		return 0, ErrGeenUren
	}
	exp -= len(deel)
	n := int64(0)
	for _, c := range []byte(heel + deel) {
		if c < '0' || c > '9' || n > int64(maxUren) {
			return 0, ErrGeenUren
		}
		n = n*10 + int64(c-'0')
	}
	for ; exp > 0; exp-- {
		if n *= 10; n > int64(maxUren) {
			return 0, ErrGeenUren
		}
	}
	for ; exp < 0; exp++ {
		if n%10 != 0 {
			return 0, ErrGeenUren
		}
		n /= 10
	}
	if n > int64(maxUren) {
		return 0, ErrGeenUren
	}
	return Uren(n), nil
}

// String geeft het aantal met een punt en zonder overbodige nullen: "12", "7.5".
func (u Uren) String() string { return u.met('.') }

// Tekst geeft het aantal zoals mensen het lezen: "12", "7,5".
func (u Uren) Tekst() string { return u.met(',') }

func (u Uren) met(komma byte) string {
	teken, n := "", int64(u)
	if n < 0 {
		teken, n = "-", -n
	}
	s := teken + strconv.FormatInt(n/1000, 10)
	if rest := n % 1000; rest != 0 {
		d := strconv.FormatInt(1000+rest, 10)[1:]
		s += string(komma) + strings.TrimRight(d, "0")
	}
	return s
}
