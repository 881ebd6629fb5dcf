package store

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"traject/kern/begrip"
)

// lossevormen are letters that do not come apart into a plain letter and an accent.
var lossevormen = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "ŋ", "n", "ə", "e")

// Vouw gives a text without case and accents, so that "Çelik" and "celik" are alike.
func Vouw(tekst string) string {
	uit := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(tekst))
	return lossevormen.Replace(uit)
}

// Woorden gives the folded words of a text, each once, in alphabetical order.
func Woorden(tekst string) []string {
	w := strings.FieldsFunc(Vouw(tekst), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	slices.Sort(w)
	return slices.Compact(w)
}

// Sorteernaam is the name by which a list is ordered: the surname without its
// prefix first, as Dutch lists do.
func Sorteernaam(n begrip.Naam) string {
	return strings.TrimSpace(Vouw(n.Geslachtsnaam + ", " + n.Voornamen + " " + n.Voorvoegsel))
}

// naVoorvoegsel is the first text after every text that begins with w.
func naVoorvoegsel(w string) string { return w + "\U0010FFFF" }
