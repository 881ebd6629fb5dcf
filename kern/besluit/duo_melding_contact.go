package besluit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// contact keurt een contactpersoon van de gemeente, of de koppeling aan een mens.
func (k *keuring) contact(c ContactMelding) {
	if k.m.Actie != MeldingVast && !k.o.Portaal && (c.ID < 1 || c.ID > 99999) {
		k.weiger("duo-contact-onbekend", "medewerker", "DUO kent deze contactpersoon nog niet. Meld eerst de contactpersoon zelf.")
	}
	if k.m.Actie != MeldingVast && k.m.Actie != MeldingWijzig {
		return
	}
	switch {
	case strings.TrimSpace(c.Naam) == "":
		k.weiger("veld-ontbreekt", "naam", "Vul de naam in. DUO laat die aan de inburgeraar zien.")
	case utf8.RuneCountInString(c.Naam) > 100 || strings.ContainsFunc(c.Naam, func(r rune) bool { return !magInNaam(r) }):
		k.weiger("duo-waarde-ongeldig", "naam", "In de naam neemt DUO alleen letters, spaties, punten, streepjes en apostrofs aan, hooguit 100. Verbeter de naam.")
	}
	switch n := utf8.RuneCountInString(c.Email); {
	case n == 0:
		k.weiger("veld-ontbreekt", "email", "Vul het e-mailadres in. DUO neemt een contactpersoon zonder e-mailadres niet aan.")
	case n < 4 || n > 241 || strings.Count(c.Email, "@") != 1:
		k.weiger("duo-waarde-ongeldig", "email", "Dit is geen e-mailadres dat DUO aanneemt. Verbeter het.")
	}
	switch {
	case c.Telefoon == "":
		k.weiger("veld-ontbreekt", "telefoon", "Vul het telefoonnummer in. DUO neemt een contactpersoon zonder telefoonnummer niet aan.")
	case !isTelefoon(c.Telefoon):
		k.weiger("duo-waarde-ongeldig", "telefoon", "Dit is geen telefoonnummer dat DUO aanneemt. Schrijf het als 0612345678 of +31 6 12345678.")
	}
}

// magInNaam zegt welke tekens DUO in een naam aanneemt.
func magInNaam(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || strings.ContainsRune("'‘.", r)
}

// isTelefoon leest een nummer zoals DUO: begint met een plus of een cijfer, daarna cijfers
// waartussen hooguit één spatie, streepje of (0) staat, hooguit zestien in totaal.
func isTelefoon(s string) bool {
	if n := utf8.RuneCountInString(s); n < 3 || n > 22 {
		return false
	}
	if s[0] != '+' && !isCijfer(s[0]) {
		return false
	}
	rest, cijfers := s[1:], 0
	for rest != "" {
		rest = naScheiding(rest)
		if rest == "" || !isCijfer(rest[0]) {
			return false
		}
		rest, cijfers = rest[1:], cijfers+1
	}
	return cijfers >= 2 && cijfers <= 15
}

// naScheiding slaat over wat tussen twee cijfers mag staan: een spatie, een streepje of
// (0), die laatste twee met of zonder spatie eromheen.
func naScheiding(s string) string {
	zonder := strings.TrimPrefix(s, " ")
	for _, teken := range []string{"-", "(0)"} {
		if na, ok := strings.CutPrefix(zonder, teken); ok {
			return strings.TrimPrefix(na, " ")
		}
	}
	return zonder
}

func isCijfer(b byte) bool { return b >= '0' && b <= '9' }
