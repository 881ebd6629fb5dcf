package begrip

import "errors"

// BSN is een burgerservicenummer dat de elfproef doorstaat. Wie het afdrukt ziet
// het nummer niet; alleen Cijfers geeft het prijs (Wi2021 art. 36, Bi2021 art. 9.10).
type BSN struct{ cijfers string }

// ErrBSN zegt dat een tekst geen burgerservicenummer is; het nummer zelf staat er niet in.
var ErrBSN = errors.New("geen burgerservicenummer van negen cijfers dat de elfproef doorstaat")

// LeesBSN leest negen cijfers en doet de elfproef.
func LeesBSN(tekst string) (BSN, error) {
	if len(tekst) != 9 {
		return BSN{}, ErrBSN
	}
	som, nul := 0, true
	for i, c := range []byte(tekst) {
		if c < '0' || c > '9' {
			return BSN{}, ErrBSN
		}
		n := int(c - '0')
		nul = nul && n == 0
		if i == 8 {
			som -= n
		} else {
			som += (9 - i) * n
		}
	}
	if nul || som%11 != 0 {
		return BSN{}, ErrBSN
	}
	return BSN{tekst}, nil
}

// IsLeeg zegt dat het nummer niet bekend is.
func (b BSN) IsLeeg() bool { return b.cijfers == "" }

// Cijfers geeft het nummer zelf. Gebruik dit alleen waar het nummer hoort te staan.
func (b BSN) Cijfers() string { return b.cijfers }

// String verbergt het nummer, zodat het nooit per ongeluk in een logregel of melding komt.
func (b BSN) String() string {
	if b.IsLeeg() {
		return ""
	}
	return "(bsn)"
}

// GoString verbergt het nummer ook voor %#v.
func (b BSN) GoString() string { return b.String() }

// Gemeente is de CBS-code van een gemeente: vier cijfers.
type Gemeente string

// IsGeldig zegt of de code uit vier cijfers bestaat.
func (g Gemeente) IsGeldig() bool {
	if len(g) != 4 {
		return false
	}
	for _, c := range []byte(g) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// Naam is de naam van een mens zoals in de basisregistratie.
type Naam struct{ Voornamen, Voorvoegsel, Geslachtsnaam string }

// IsLeeg zegt dat er geen naam bekend is.
func (n Naam) IsLeeg() bool { return n.Voornamen == "" && n.Geslachtsnaam == "" }

// Volledig geeft de naam zoals men hem uitspreekt: "Amina van Voorbeeld".
func (n Naam) Volledig() string {
	s := n.Voornamen
	for _, deel := range []string{n.Voorvoegsel, n.Geslachtsnaam} {
		if deel == "" {
			continue
		}
		if s != "" {
			s += " "
		}
		s += deel
	}
	return s
}
