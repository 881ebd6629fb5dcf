package web

import (
	"net/http"
	"slices"
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
	b := regelboekblad{Zoek: strings.TrimSpace(r.URL.Query().Get("zoek"))}
	gevonden := wetten.Zoek(regels, b.Zoek)
	b.Groepen = maakRegelboek(gevonden)
	if b.Zoek != "" {
		b.Gevonden = aantal(len(gevonden), "regel gevonden", "regels gevonden") + "."
		if len(gevonden) == 0 {
			b.Gevonden = "Er is geen regel gevonden. Probeer minder woorden, of een ander woord."
		}
	}
	s.toon(w, r, http.StatusOK, regelboekpagina(s.raam(wie, "regelboek", "Regelboek"), b))
	return nil
}

// regelboekblad is the rule book, or what was found in it.
type regelboekblad struct {
	Zoek, Gevonden string
	Groepen        []regelgroep
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
	Gevallen                   []string // examples that are tests, so they hold
	MeerGevallen               []string // the rest, behind a summary
	Gebruik                    []string
	Code                       []codeplek
	Naast                      []keuze // packs to put beside ours
	Verwant                    []regelkop
	Gemeente                   string
}

// reeksblad is one value: national beside municipal, and all values by date.
type reeksblad struct {
	ID, Naam         string
	Landelijk, Eigen waardekaart
	HeeftEigen       bool
	Ander            *waardekaart // what another municipality chose, when one is put beside ours
	AnderNaam        string
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
	if len(blad.Reeksen) > 0 {
		var naast string
		blad.Naast, naast = naastkeuzes(s.Huis.Pakketten(), r.URL.Query().Get("naast"))
		if ander, ok := s.Huis.Regels(naast); ok && naast != "" {
			blad.zetNaast(ander, regels[i].Naam, naast, s.Huis.Dag())
		}
	}
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
	for k := range x.Gevallen {
		zin := x.Gevallen[k].Zin
		if k < gevallenMeteen {
			b.Gevallen = append(b.Gevallen, zin)
		} else {
			b.MeerGevallen = append(b.MeerGevallen, zin)
		}
	}
	for _, c := range x.Code {
		b.Code = append(b.Code, codeplek{c.Bestand, c.Functie})
	}
	for k := range x.Waarden {
		b.Reeksen = append(b.Reeksen, maakReeks(&x.Waarden[k], vandaag))
	}
	return b
}

// gevallenMeteen is how many examples stand open; more would bury the rest of the page.
const gevallenMeteen = 6

// codeplek is where the program carries a rule out.
type codeplek struct{ Bestand, Functie string }

// naastkeuzes are the packs one can put beside ours; an unknown one is none.
func naastkeuzes(pakketten []string, gevraagd string) ([]keuze, string) {
	uit, gekozen := []keuze{{Waarde: "", Naam: "Niets ernaast"}}, ""
	for _, p := range pakketten {
		if p == wetten.Landelijk { // stands there already
			continue
		}
		uit = append(uit, keuze{Waarde: p, Naam: pakketnaam(p), Gekozen: p == gevraagd})
		if p == gevraagd {
			gekozen = p
		}
	}
	return uit, gekozen
}

// zetNaast puts the values of another municipality beside ours.
func (b *regelblad) zetNaast(ander []wetten.Regel, regel, pakket string, vandaag begrip.Datum) {
	i := slices.IndexFunc(ander, func(x wetten.Regel) bool { return x.Naam == regel })
	if i < 0 {
		return
	}
	for k := range b.Reeksen {
		x := &ander[i].Waarden[k]
		kaartje := waardekaart{Waarde: "volgt landelijk"}
		if len(x.Eigen) > 0 {
			kaartje = kaart(x.Eigen, x.Eenheid, vandaag)
		}
		b.Reeksen[k].Ander, b.Reeksen[k].AnderNaam = &kaartje, pakketnaam(pakket)
	}
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

// sleutelnaam writes the key of a value as people read it: "PIP melden werkdagen".
func sleutelnaam(sleutel string) string {
	return strings.Replace(veldnaam(strings.TrimPrefix(sleutel, "wi2007-")), "jaar1", "in jaar 1", 1)
}

func maakReeks(x *wetten.Reeks, vandaag begrip.Datum) reeksblad {
	b := reeksblad{ID: "w-" + x.Sleutel, Naam: sleutelnaam(x.Sleutel)}
	b.Beeld = maakRegelbeeld(x, b.Naam, vandaag)
	b.Landelijk = kaart(x.Landelijk, x.Eenheid, vandaag)
	if len(x.Eigen) > 0 {
		b.HeeftEigen, b.Eigen = true, kaart(x.Eigen, x.Eenheid, vandaag)
	}
	if o := x.Open; o != nil {
		b.Ruimte = "De gemeente mag dit zelf kiezen: " + ruimtewoord(x) + "."
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

// ruimtewoord says what a municipality may choose from.
func ruimtewoord(x *wetten.Reeks) string {
	switch x.Eenheid {
	case "woord":
		return strings.ReplaceAll(strings.Join(x.Keuzes, " of "), "-", " ")
	case "lijst":
		return "een of meer van " + strings.ReplaceAll(strings.Join(x.Keuzes, ", "), "-", " ")
	}
	return "van " + waardewoord(wetten.Waarde{N: x.Open.Laag}, x.Eenheid) + " tot en met " + waardewoord(wetten.Waarde{N: x.Open.Hoog}, x.Eenheid)
}

func kaart(t []wetten.Tijdvak, eenheid string, vandaag begrip.Datum) waardekaart {
	for i := len(t) - 1; i >= 0; i-- {
		if geldt(&t[i], vandaag) {
			return waardekaart{waardewoord(t[i].Waarde, eenheid), vindplaats(t[i].Waarde.Grond)}
		}
	}
	return waardekaart{Waarde: "geldt nu niet"}
}

// waardewoord writes a value with its unit: "10 weken", "€ 50", "geen".
func waardewoord(w wetten.Waarde, eenheid string) string { return w.Leesbaar(eenheid) }
