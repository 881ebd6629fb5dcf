package brief

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"traject/kern/begrip"
)

var telwoorden = [...]string{"nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"}

// aantal schrijft een getal tot en met twaalf als woord.
func aantal(n int64) string {
	if n >= 0 && n < int64(len(telwoorden)) {
		return telwoorden[n]
	}
	return strconv.FormatInt(n, 10)
}

// samen zet twee woorden achter elkaar met een spatie, en laat lege weg.
func samen(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

// postcode schrijft een Nederlandse postcode zoals zij op een envelop hoort: "1234 AB".
// Wat anders is, blijft zoals het is ingevuld.
func postcode(s string) string {
	kaal := strings.ToUpper(strings.ReplaceAll(s, " ", ""))
	if len(kaal) != 6 {
		return s
	}
	for i, c := range []byte(kaal) {
		if i < 4 && (c < '0' || c > '9') || i >= 4 && (c < 'A' || c > 'Z') {
			return s
		}
	}
	return kaal[:4] + " " + kaal[4:]
}

func hoofdletter(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// opsomming zet woorden achter elkaar zoals men spreekt: "a, b en c".
func opsomming(w []string) string {
	switch len(w) {
	case 0:
		return ""
	case 1:
		return w[0]
	}
	s := w[0]
	for _, x := range w[1 : len(w)-1] {
		s += ", " + x
	}
	return s + " en " + w[len(w)-1]
}

// zin maakt van ingevoerde tekst een zin: een hoofdletter vooraan en een punt achteraan.
func zin(s string) string {
	s = hoofdletter(s)
	if s == "" {
		return s
	}
	switch s[len(s)-1] {
	case '.', '!', '?':
		return s
	}
	return s + "."
}

var regelingen = map[string]string{"Wi2021": "Wet inburgering 2021", "Bi2021": "Besluit inburgering 2021",
	"Awb": "Algemene wet bestuursrecht", "Atw": "Algemene termijnenwet", "PW": "Participatiewet"}

// artikel schrijft een vindplaats met de naam van de regeling voluit: "Wet inburgering 2021 art. 11 lid 1".
func artikel(v *begrip.Vindplaats) string {
	s := regelingen[v.Regeling]
	if s == "" {
		s = hoofdletter(v.Regeling)
	}
	if v.Artikel != "" {
		s += " art. " + v.Artikel
	}
	if v.Lid != "" {
		s += " lid " + v.Lid
	}
	return s
}
