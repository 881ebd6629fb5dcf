package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"traject/app"
	"traject/kern/begrip"
	"traject/wetten"
)

// regelgroep is a subject of the rule book with its questions.
type regelgroep struct {
	Onderwerp string
	Regels    []regelkop
}

type regelkop struct{ Vraag, Antwoord, Adres string }

func (s *Web) regelboek(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	regels, ok := s.Huis.Regels("")
	if !ok {
		return app.ErrNietGevonden
	}
	s.toon(w, r, http.StatusOK, regelboekpagina(s.raam(wie, "regelboek", "Regelboek"), maakRegelboek(regels)))
	return nil
}

func maakRegelboek(regels []wetten.Regel) []regelgroep {
	var uit []regelgroep
	for i := range regels {
		x := &regels[i]
		k := slices.IndexFunc(uit, func(g regelgroep) bool { return g.Onderwerp == x.Onderwerp })
		if k < 0 {
			k, uit = len(uit), append(uit, regelgroep{Onderwerp: x.Onderwerp})
		}
		uit[k].Regels = append(uit[k].Regels, regelkop{x.Vraag, x.Antwoord, "/regelboek/" + x.Naam})
	}
	return uit
}

// regelblad is one rule: the question is the title, the answer comes before the article.
type regelblad struct {
	Vraag, Antwoord, Onderwerp string
	Bronnen                    string
	Reeksen                    []reeksblad
	Voorbeelden                []string
	Gebruik                    []string
	Verwant                    []regelkop
	Gemeente                   string
}

// reeksblad is one value: national beside municipal, and all values by date.
type reeksblad struct {
	ID, Naam         string
	Landelijk, Eigen waardekaart
	HeeftEigen       bool
	Ruimte           string // what a municipality may choose, "" when the law leaves nothing open
	Rijen            []waarderij
	Beeld            *regelbeeld
}

type waardekaart struct{ Waarde, Bron string }

type waarderij struct {
	Van, Tot, Waarde, Bron, Wie string
	Nu                          bool
}

func (s *Web) regel(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	regels, _ := s.Huis.Regels("")
	i := slices.IndexFunc(regels, func(x wetten.Regel) bool { return x.Naam == r.PathValue("regel") })
	if i < 0 {
		return app.ErrNietGevonden
	}
	blad := maakRegelblad(regels, i, s.Huis.Dag(), s.Gemeente)
	s.toon(w, r, http.StatusOK, regelpagina(s.raam(wie, "regelboek", blad.Vraag), blad))
	return nil
}

func maakRegelblad(regels []wetten.Regel, i int, vandaag begrip.Datum, gemeente string) regelblad {
	x := &regels[i]
	b := regelblad{Vraag: x.Vraag, Antwoord: x.Antwoord, Onderwerp: x.Onderwerp, Bronnen: bronwoorden(strings.Join(x.Bronnen, ", ")), Voorbeelden: x.Voorbeeld, Gemeente: gemeente}
	for _, g := range x.Gebruik {
		b.Gebruik = append(b.Gebruik, sleutelwoord(g))
	}
	for _, n := range x.Verwant {
		if j := slices.IndexFunc(regels, func(y wetten.Regel) bool { return y.Naam == n }); j >= 0 {
			b.Verwant = append(b.Verwant, regelkop{regels[j].Vraag, "", "/regelboek/" + n})
		}
	}
	for k := range x.Waarden {
		b.Reeksen = append(b.Reeksen, maakReeks(&x.Waarden[k], vandaag))
	}
	return b
}

// sleutelwoord names where a rule works: "termijn oproep" becomes "Termijn: eerste
// dag voor de afspraak".
func sleutelwoord(gebruik string) string {
	soort, sleutel, _ := strings.Cut(gebruik, " ")
	lijst, ok := map[string]map[string]string{"termijn": termijnnamen, "norm": normnamen, "handeling": handelingnamen, "taak": taaknamen}[soort]
	if !ok || sleutel == "" {
		return hoofdletter(strings.ReplaceAll(gebruik, "-", " "))
	}
	return hoofdletter(soort) + ": " + kleineletter(woord(lijst, sleutel))
}

func maakReeks(x *wetten.Reeks, vandaag begrip.Datum) reeksblad {
	b := reeksblad{ID: "w-" + x.Sleutel, Naam: hoofdletter(strings.ReplaceAll(x.Sleutel, "-", " "))}
	b.Beeld = maakRegelbeeld(x, b.Naam, vandaag)
	b.Landelijk = kaart(x.Landelijk, x.Eenheid, vandaag)
	if len(x.Eigen) > 0 {
		b.HeeftEigen, b.Eigen = true, kaart(x.Eigen, x.Eenheid, vandaag)
	}
	if o := x.Open; o != nil {
		b.Ruimte = "De gemeente mag dit zelf kiezen"
		if o.Hoog > 0 {
			b.Ruimte += ", van " + waardewoord(wetten.Waarde{N: o.Laag}, x.Eenheid) + " tot en met " + waardewoord(wetten.Waarde{N: o.Hoog}, x.Eenheid)
		}
		b.Ruimte += "."
		if v := vindplaats(o.Grond); v != "" {
			b.Ruimte += " " + v + "."
		}
	}
	eigenNu := false
	for _, deel := range []struct {
		wie  string
		rijs []wetten.Tijdvak
	}{{"gemeente", x.Eigen}, {"landelijk", x.Landelijk}} {
		for i := len(deel.rijs) - 1; i >= 0; i-- {
			t := &deel.rijs[i]
			r := waarderij{Van: t.Van.Voluit(), Tot: of(t.Tot.Voluit(), "nu"), Waarde: waardewoord(t.Waarde, x.Eenheid), Bron: vindplaats(t.Waarde.Grond), Wie: deel.wie}
			// Where the municipality chose, the national value is history here.
			r.Nu = geldt(t, vandaag) && (deel.wie == "gemeente" || !eigenNu)
			eigenNu = eigenNu || (r.Nu && deel.wie == "gemeente")
			b.Rijen = append(b.Rijen, r)
		}
	}
	return b
}

func kaart(t []wetten.Tijdvak, eenheid string, vandaag begrip.Datum) waardekaart {
	for i := len(t) - 1; i >= 0; i-- {
		if geldt(&t[i], vandaag) {
			return waardekaart{waardewoord(t[i].Waarde, eenheid), vindplaats(t[i].Waarde.Grond)}
		}
	}
	return waardekaart{Waarde: "geldt nu niet"}
}

// waardewoord writes a value with its unit: "10 weken", "€ 50,00", "geen".
func waardewoord(w wetten.Waarde, eenheid string) string {
	switch {
	case w.Geen:
		return "geen"
	case len(w.Lijst) > 0:
		return strings.ReplaceAll(strings.Join(w.Lijst, ", "), "-", " ")
	case w.Tekst != "":
		return strings.ReplaceAll(w.Tekst, "-", " ")
	}
	switch eenheid {
	case "cent":
		return begrip.Cent(w.N).Euro()
	case "uren":
		return urenwoord(w.N)
	case "procent":
		return strconv.FormatInt(w.N, 10) + "%"
	case "aantal", "":
		return strconv.FormatInt(w.N, 10)
	}
	return telwoord(w.N, eenheid)
}

// telwoord gives one week and two weeks their own form.
func telwoord(n int64, eenheid string) string {
	een := map[string]string{"weken": "week", "maanden": "maand", "dagen": "dag", "werkdagen": "werkdag", "jaren": "jaar"}[eenheid]
	switch {
	case n == 1 && een != "":
		return "1 " + een
	case eenheid == "jaren":
		return strconv.FormatInt(n, 10) + " jaar"
	}
	return strconv.FormatInt(n, 10) + " " + eenheid
}
