package wetten

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"traject/kern/begrip"
)

// Regel is een regel van het regelboek, voor één beleidspakket.
type Regel struct {
	Naam      string // "oproep": het adres van de regel
	Onderwerp string
	Stelsel   begrip.Stelsel
	Vraag     string // in gewone woorden
	Antwoord  string // zoals het nu geldt, met de waarden van het pakket ingevuld
	Waarden   []Reeks
	Bronnen   []string
	Gebruik   []string // waar de regel werkt: termijn, norm, handeling of boete
	Verwant   []string // namen van andere regels
	Voorbeeld []string
	Gevallen  []Geval    // nagerekende voorbeelden
	Code      []Codeplek // waar het programma de regel uitvoert
}

// Reeks is een waarde door de tijd: landelijk en, als de gemeente koos, eigen.
type Reeks struct {
	Sleutel   string
	Eenheid   string
	Keuzes    []string // de woorden die mogen, bij de eenheid woord of lijst
	Open      *Opening
	Landelijk []Tijdvak
	Eigen     []Tijdvak
}

// Artikel is één artikel en wat het programma ermee doet.
type Artikel struct {
	Artikel     string `yaml:"artikel"`
	Stand       string `yaml:"stand"` // gebouwd, deels, mens-beslist, bewust-anders, niet-voor-de-gemeente
	Toelichting string `yaml:"toelichting"`
}

// Dekking is de lijst van artikelen van één regeling.
type Dekking struct {
	Regeling  string
	Merk      string // zoals het in "// wet:" staat: "wi2021"
	Artikelen []Artikel
}

// Standen zijn de woorden waarmee de dekking zegt wat er met een artikel gebeurt.
var Standen = []string{"gebouwd", "deels", "mens-beslist", "bewust-anders", "niet-voor-de-gemeente"}

// Dekking geeft per regeling elk artikel met zijn stand.
func (b *Boek) Dekking() []Dekking { return b.dekking }

// Regels geeft het regelboek voor een pakket; "" is landelijk. De waarden in het
// antwoord zijn die van dag.
func (b *Boek) Regels(pakket string, dag begrip.Datum) []Regel {
	if pakket == "" {
		pakket = Landelijk
	}
	p, ok := b.pakketten[pakket]
	if !ok {
		return nil
	}
	uit := make([]Regel, 0, len(b.regels))
	for i := range b.regels {
		t := &b.regels[i]
		r := Regel{Naam: t.Naam, Onderwerp: t.Onderwerp, Stelsel: begrip.Stelsel(t.Stelsel), Vraag: t.Vraag,
			Bronnen: t.Bronnen, Gebruik: t.Gebruik, Verwant: t.Verwant, Voorbeeld: t.Voorbeeld,
			Gevallen: t.gevallenBij(), Code: t.codeBij()}
		recht, _ := b.Recht(r.Stelsel, pakket)
		r.Antwoord = b.vulIn(t, recht, dag)
		for _, n := range t.Sleutels {
			s := opNaam[n]
			r.Waarden = append(r.Waarden, Reeks{n, b.reeksen[s].eenheid, b.reeksen[s].keuzes, b.reeksen[s].open, b.reeksen[s].tijdvakken, p.eigen[s]})
		}
		uit = append(uit, r)
	}
	return uit
}

// vulIn zet de waarde van elke {sleutel} in het antwoord.
func (b *Boek) vulIn(t *regeltekst, r *Recht, dag begrip.Datum) string {
	uit := t.Antwoord
	for _, n := range t.Sleutels {
		plek := "{" + n + "}"
		if !strings.Contains(uit, plek) {
			continue
		}
		s := opNaam[n]
		tekst := "geen vaste waarde"
		if w, ok := r.Waarde(s, dag); ok {
			tekst = w.Leesbaar(b.reeksen[s].eenheid)
		}
		uit = strings.ReplaceAll(uit, plek, tekst)
	}
	return uit
}

// Leesbaar schrijft een waarde zoals mensen haar lezen: "10 weken", "€ 250", "geen".
func (w Waarde) Leesbaar(eenheid string) string {
	switch {
	case w.Geen:
		return geen
	case w.Lijst != nil:
		return strings.ReplaceAll(strings.Join(w.Lijst, ", "), "-", " ")
	case w.Tekst != "":
		return strings.ReplaceAll(w.Tekst, "-", " ")
	case eenheid == "cent":
		return begrip.Cent(w.N).Euro()
	case eenheid == "procent":
		return strconv.FormatInt(w.N, 10) + "%"
	case eenheid == "aantal":
		return strconv.FormatInt(w.N, 10)
	case eenheid == "uren":
		return strconv.FormatInt(w.N, 10) + " uur"
	case eenheid == "jaren":
		return strconv.FormatInt(w.N, 10) + " jaar"
	case w.N == 1:
		return "1 " + enkelvoud[eenheid]
	}
	return strconv.FormatInt(w.N, 10) + " " + eenheid
}

var enkelvoud = map[string]string{"dagen": "dag", "werkdagen": "werkdag", "weken": "week", "maanden": "maand"}

// keurRegels kijkt de teksten van het regelboek en de dekking na.
func (l *lader) keurRegels() {
	gezien := map[string]bool{}
	for _, r := range l.rauwRegels {
		for i, t := range r.Regels {
			l.keurRegel(r.bestand, fmt.Sprintf("regels[%d]", i), t, gezien)
			l.boek.regels = append(l.boek.regels, t)
		}
	}
	for _, r := range l.rauwRegels {
		for i, t := range r.Regels {
			for _, v := range t.Verwant {
				if !gezien[v] {
					l.vind(r.bestand, fmt.Sprintf("regels[%d].verwant", i), "verwijzing-onbekend", "deze regel bestaat niet: "+v)
				}
			}
		}
	}
	for _, r := range l.rauwDekking {
		for i, d := range r.Dekking {
			for _, a := range d.Artikels {
				if a.Artikel == "" || !slices.Contains(Standen, a.Stand) {
					l.vind(r.bestand, fmt.Sprintf("dekking[%d]", i), "onbekende-waarde", "artikel "+a.Artikel+" heeft geen bekende stand: "+a.Stand)
				}
			}
			l.boek.dekking = append(l.boek.dekking, Dekking{d.Regeling, d.Merk, d.Artikels})
		}
	}
}

func (l *lader) keurRegel(bestand, plaats string, t regeltekst, gezien map[string]bool) {
	if t.Naam == "" || t.Onderwerp == "" || t.Vraag == "" || t.Antwoord == "" || len(t.Bronnen) == 0 {
		l.vind(bestand, plaats, "veld-ontbreekt", "een regel heeft een naam, onderwerp, vraag, antwoord en bron")
	}
	if gezien[t.Naam] {
		l.vind(bestand, plaats+".naam", "dubbel", "deze regel staat er al: "+t.Naam)
	}
	gezien[t.Naam] = true
	if t.Stelsel != string(begrip.Wi2021) && t.Stelsel != string(begrip.Wi2007) {
		l.vind(bestand, plaats+".stelsel", "onbekende-waarde", "dit stelsel bestaat niet: "+t.Stelsel)
	}
	for _, n := range t.Sleutels {
		if _, ok := opNaam[n]; !ok {
			l.vind(bestand, plaats+".sleutels", "onbekende-waarde", "deze sleutel kent het programma niet: "+n)
		}
	}
	for _, b := range t.Bronnen {
		l.bron(bestand, plaats+".bronnen", b)
	}
	rest := t.Antwoord
	for {
		_, na, ok := strings.Cut(rest, "{")
		if !ok {
			return
		}
		naam, daarna, dicht := strings.Cut(na, "}")
		if !dicht || !slices.Contains(t.Sleutels, naam) {
			l.vind(bestand, plaats+".antwoord", "verwijzing-onbekend", "deze waarde staat niet bij de sleutels van de regel: "+naam)
			return
		}
		rest = daarna
	}
}
