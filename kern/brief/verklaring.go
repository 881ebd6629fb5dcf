package brief

import (
	"strconv"
	"strings"

	"traject/kern/begrip"
)

// Vernietigd is wat een verklaring van vernietiging zegt. Er staat niets in over de
// mensen om wie het ging.
type Vernietigd struct {
	Gemeente    string
	Kenmerk     string
	Dag         begrip.Datum // van uitvoeren
	Wat         string       // "dossiers", "lange sets" of een ander meervoud op -s
	Wijze       []string     // hoe; leeg is zoals een heel dossier
	Reden       string
	Voorgesteld string // wie, in welke rol en wanneer
	Goedgekeurd string
	Toelichting string
	Weg         []VernietigdStuk
	Gebleven    []VernietigdStuk
}

// VernietigdStuk is één dossier op de verklaring.
type VernietigdStuk struct {
	Nummer, Grond, Waarom string // Nummer zegt ook welk deel
	Uiterlijk             begrip.Datum
	Hoofd                 string // van de keten na het slotfeit; leeg bij een lange set
}

// Verklaring geeft de verklaring van vernietiging: wat, wanneer, door wie, op welke grond
// en op welke wijze.
func Verklaring(v Vernietigd) Brief {
	b := Brief{Soort: "verklaring", Dag: v.Dag, Afzender: v.Gemeente, Titel: "Verklaring van vernietiging",
		Gegevens: []Gegeven{{"Datum", v.Dag.Voluit()}, {"Kenmerk", v.Kenmerk}}}
	b.Blokken = []Blok{
		{Soort: Kader, Kop: "Wat is vernietigd", Regels: []string{telwoord(len(v.Weg), v.Wat) + ", op " + v.Dag.Voluit() + "."}},
		{Soort: Tussenkop, Kop: "Wie"},
		{Soort: Lijst, Regels: []string{"Voorgesteld door " + v.Voorgesteld + ".", "Goedgekeurd door " + v.Goedgekeurd + ".", "Uitgevoerd door traject, dat bij elk stuk opnieuw keek of het nog weg moest."}},
		{Soort: Tussenkop, Kop: "Op welke wijze"},
		{Soort: Alinea, Regels: v.wijze()},
	}
	for _, r := range []struct{ naam, tekst string }{{"Reden", v.Reden}, {"Toelichting bij het akkoord", v.Toelichting}} {
		if r.tekst != "" {
			b.Blokken = append(b.Blokken, Blok{Soort: Tussenkop, Kop: r.naam}, Blok{Soort: Alinea, Regels: []string{r.tekst}})
		}
	}
	if len(v.Weg) > 0 {
		t := Blok{Soort: Tabel, Tabelkop: []string{"Dossier", "Bewaren mocht tot en met", "Grond"}}
		var hoofden []string
		for _, s := range v.Weg {
			t.Rijen = append(t.Rijen, []string{s.Nummer, s.Uiterlijk.Voluit(), s.Grond})
			if s.Hoofd != "" {
				hoofden = append(hoofden, s.Nummer+": "+inGroepen(s.Hoofd))
			}
		}
		b.Blokken = append(b.Blokken, Blok{Soort: Tussenkop, Kop: "De stukken"}, t)
		if len(hoofden) > 0 {
			b.Blokken = append(b.Blokken, Blok{Soort: Tussenkop, Kop: "Hoofd van elke keten daarna"}, Blok{Soort: Lijst, Regels: hoofden})
		}
	}
	if len(v.Gebleven) > 0 {
		t := Blok{Soort: Tabel, Tabelkop: []string{"Dossier", "Waarom het bleef"}}
		for _, s := range v.Gebleven {
			t.Rijen = append(t.Rijen, []string{s.Nummer, s.Waarom})
		}
		b.Blokken = append(b.Blokken, Blok{Soort: Tussenkop, Kop: "Niet vernietigd"}, t)
	}
	b.Voet = []string{"Bi2021 art. 9.9; Archiefbesluit 1995 art. 8."}
	return b
}

// wijze zegt hoe het is vernietigd.
func (v Vernietigd) wijze() []string {
	if len(v.Wijze) > 0 {
		return v.Wijze
	}
	return []string{"De sleutel van elk stuk is gewist.", "Daarmee is het voor niemand meer te lezen, ook niet in het logboek zelf.",
		"De rijen in lijsten, de zoekingangen, de brieven die klaarstonden, de concepten en de inhoud van berichten zijn gewist.",
		"Een slotfeit zonder persoonsgegevens sluit de keten; zij blijft te bewijzen."}
}

// telwoord zet een aantal bij een meervoud op -s: "1 dossier", "2 dossiers".
func telwoord(n int, meervoud string) string {
	if n == 1 {
		meervoud = strings.TrimSuffix(meervoud, "s")
	}
	return strconv.Itoa(n) + " " + meervoud
}

// inGroepen zet een spatie na elke acht tekens, zodat een lang kenmerk op de regel past.
func inGroepen(s string) string {
	var delen []string
	for ; len(s) > 8; s = s[8:] {
		delen = append(delen, s[:8])
	}
	return strings.Join(append(delen, s), " ")
}
