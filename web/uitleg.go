package web

import (
	"strconv"
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// uitleg is the answer to "Waarom?", always in the same order: the answer in one
// sentence, the steps, what would change it, the facts used, day and version.
type uitleg struct {
	Antwoord    string
	Stappen     []uitlegstap
	Verandering []string
	Feiten      []uitlegfeit
	Slot        string
}

// uitlegstap is one row of the table. The last one is the outcome.
type uitlegstap struct {
	Zin, Waarde, Bron string
	Vult              string // national rule the municipality fills in here, "" is none
	Getal             bool   // the value is a number and goes to the right
}

// uitlegfeit is a fact that was used, with the way to it.
type uitlegfeit struct{ Naam, Adres string }

// maakUitleg prints an explanation. The steps come from kern/recht; nothing is
// calculated here. Antwoord is the sentence on top.
func maakUitleg(nummer, antwoord string, stappen begrip.Uitleg, verandering []string, a *recht.Antwoord, logboek []dossier.Gebeurtenis) uitleg {
	u := uitleg{Antwoord: antwoord, Verandering: verandering, Slot: slotzin(a)}
	gezien := map[int32]bool{}
	for _, s := range stappen {
		u.Stappen = append(u.Stappen, uitlegstap{
			Zin: hoofdletter(recht.Zin(s)), Waarde: recht.Waarde(s), Bron: vindplaats(s.Grond), Vult: vindplaats(s.Vervult),
			Getal: s.Eenheid == begrip.InCent || s.Eenheid == begrip.InUren || s.Eenheid == begrip.InAantal || s.Eenheid == begrip.InProcent,
		})
		if s.Feit == 0 || gezien[s.Feit] {
			continue
		}
		gezien[s.Feit] = true
		if f, ok := feitMetNummer(nummer, int(s.Feit), logboek); ok {
			u.Feiten = append(u.Feiten, f)
		}
	}
	return u
}

func feitMetNummer(nummer string, n int, logboek []dossier.Gebeurtenis) (uitlegfeit, bool) {
	for i := range logboek {
		if g := &logboek[i]; g.Nummer == n {
			naam := feitnaam(g.Feit) + " van " + g.GeldigOp.Voluit()
			return uitlegfeit{naam, "/dossiers/" + nummer + "?deel=feiten#feit-" + strconv.Itoa(n)}, true
		}
	}
	return uitlegfeit{}, false
}

func slotzin(a *recht.Antwoord) string {
	if a == nil {
		return ""
	}
	s := "Gerekend op " + a.Op.Voluit() + " met de regels van die dag"
	if a.Pakket != "" && a.Pakket != "landelijk" {
		s += " en het beleid " + pakketnaam(a.Pakket)
	}
	return s + "."
}

// pakketnaam turns the key of a policy pack into words: "De Fryske Marren".
func pakketnaam(p string) string {
	delen := strings.Split(p, "-")
	for i, d := range delen {
		delen[i] = hoofdletter(d)
	}
	return strings.Join(delen, " ")
}

// vindplaats writes a provision as people quote it: "Bi 2021 art. 5.3 lid 1".
func vindplaats(v *begrip.Vindplaats) string {
	if v == nil {
		return ""
	}
	return bronwoorden(v.String())
}

var metSpatie = strings.NewReplacer("Wi2021", "Wi 2021", "Bi2021", "Bi 2021", "Ri2021", "Ri 2021", "Wi2007", "Wi 2007", "Bi2007", "Bi 2007")

// bronwoorden writes the short names of laws with a space, as people do.
func bronwoorden(s string) string { return metSpatie.Replace(s) }

func vindplaatsen(lijst []*begrip.Vindplaats) string {
	delen := make([]string, 0, len(lijst))
	for _, v := range lijst {
		if s := vindplaats(v); s != "" {
			delen = append(delen, s)
		}
	}
	return strings.Join(delen, ", ")
}

func hoofdletter(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
