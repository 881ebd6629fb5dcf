package wetten

import (
	"slices"
	"strings"
	"unicode"
)

// Geval is een voorbeeld dat bij een regel hoort: één zin, en de bron waarop het rust. Elk
// geval is een proef in voorbeelden/ en klopt dus met het programma.
type Geval struct {
	Zin, Bron string
	Uit       string   // bestand in voorbeelden, zonder .yaml
	Over      []string // waar het over gaat, zoals Regel.Gebruik
}

// Codeplek is een functie in het programma die een regel uitvoert.
type Codeplek struct{ Bestand, Functie string }

// merkplek is een merk "// wet:" met de functie waar het bij staat.
type merkplek struct{ merk, artikel, bestand, functie string }

// gevallenBij geeft de gevallen bij een regel: die uit de bestanden die zij noemt, en
// anders die over hetzelfde deel van het antwoord gaan.
func (t *regeltekst) gevallenBij() []Geval {
	var uit []Geval
	for _, g := range gevallen {
		past := slices.Contains(t.Gevallen, g.Uit)
		if len(t.Gevallen) == 0 {
			past = slices.ContainsFunc(g.Over, func(o string) bool { return slices.Contains(t.Gebruik, o) })
		}
		if past {
			uit = append(uit, g)
		}
	}
	return uit
}

// codeBij geeft de functies met een merk van een artikel uit de bronnen. Zonder lid telt
// het hele artikel.
func (t *regeltekst) codeBij() []Codeplek {
	var uit []Codeplek
	for _, bron := range t.Bronnen {
		v, ok := leesVindplaats(bron)
		if !ok {
			continue
		}
		artikel := strings.Replace(v.Artikel, ":", "-", 1)
		for _, m := range merkplekken {
			kop, rest, _ := strings.Cut(m.artikel, "-lid-")
			lid, _, _ := strings.Cut(rest, "-")
			plek := Codeplek{m.bestand, m.functie}
			if m.merk == strings.ToLower(v.Regeling) && kop == artikel && (lid == "" || v.Lid == "" || lid == v.Lid) && !slices.Contains(uit, plek) {
				uit = append(uit, plek)
			}
		}
	}
	return uit
}

// Zoek geeft de regels waarin elk gevraagd woord staat: in de vraag, het antwoord, het
// onderwerp, een bron, een sleutel of een voorbeeld. Hoofdletters en accenten doen er niet
// toe. Regels met de woorden in de vraag staan voorop. Zonder woorden zijn het alle regels.
func Zoek(regels []Regel, tekst string) []Regel {
	woorden := strings.Fields(gewoon(tekst))
	if len(woorden) == 0 {
		return regels
	}
	var voorop, daarna []Regel
	for _, r := range regels {
		vraag := gewoon(r.Vraag)
		alles := vraag + " " + gewoon(strings.Join(slices.Concat([]string{r.Naam, r.Onderwerp, r.Antwoord}, r.Bronnen, r.Voorbeeld), " "))
		for _, w := range r.Waarden {
			alles += " " + w.Sleutel
		}
		staat := func(in string) bool {
			return !slices.ContainsFunc(woorden, func(w string) bool { return !strings.Contains(in, w) })
		}
		switch {
		case staat(vraag):
			voorop = append(voorop, r)
		case staat(alles):
			daarna = append(daarna, r)
		}
	}
	return append(voorop, daarna...)
}

var zonderAccent = strings.NewReplacer("é", "e", "ë", "e", "è", "e", "ï", "i", "ö", "o", "ü", "u", "á", "a", "ó", "o")

// gewoon schrijft tekst in kleine letters zonder accenten en leestekens, om te zoeken.
func gewoon(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case unicode.IsLetter(c), unicode.IsDigit(c), c == '-', c == '.', c == ':':
			return c
		}
		return ' '
	}, zonderAccent.Replace(strings.ToLower(s)))
}
