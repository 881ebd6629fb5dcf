package wetten

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"traject/kern/begrip"
)

//go:embed *.yaml beleid/*.yaml
var bestanden embed.FS

// Landelijk is de naam van het pakket van wie geen eigen beleid heeft.
const Landelijk = "landelijk"

// Waarde is wat een sleutel op een dag waard is. N telt in de eenheid van de
// sleutel (hele uren, centen, weken); Geen zegt dat er uitdrukkelijk niets geldt.
type Waarde struct {
	N       int64
	Tekst   string
	Lijst   []string // alleen lezen
	Geen    bool
	Grond   *begrip.Vindplaats
	Vervult *begrip.Vindplaats // landelijke bepaling die de gemeente hier invult
}

// Ja zegt dat de waarde het woord "ja" is.
func (w Waarde) Ja() bool { return w.Tekst == ja }

// Tijdvak is een waarde met haar eerste en laatste dag; een leeg Tot is open.
type Tijdvak struct {
	Van, Tot begrip.Datum
	Waarde   Waarde
	Gelezen  string // hoe zeker de waarde is: official, chain, seed, secondary, choice
	Uit      string // waar zij gelezen is
}

// Opening zegt wat een gemeente zelf mag invullen, en op welke grond.
type Opening struct {
	Laag, Hoog int64
	Grond      *begrip.Vindplaats
}

// reeks is alles wat landelijk over één sleutel vaststaat.
type reeks struct {
	eenheid    string
	keuzes     []string
	open       *Opening
	stelsels   []begrip.Stelsel
	tijdvakken []Tijdvak
}

// Pakket is het beleid van één gemeente.
type Pakket struct {
	Sleutel, Naam string
	Gemeenten     []begrip.Gemeente
	Stelsel       begrip.Stelsel
	Toelichting   string
	eigen         map[Sleutel][]Tijdvak
}

// Boek is al het recht: landelijk, per gemeente en de vrije dagen. Het verandert
// niet na het laden en mag overal tegelijk gelezen worden.
type Boek struct {
	reeksen   [aantalSleutels]reeks
	pakketten map[string]*Pakket
	kalender  *kalender
	regels    []regeltekst
	dekking   []Dekking
	recht     map[rechtkeuze]*Recht
}

type rechtkeuze struct {
	stelsel begrip.Stelsel
	pakket  string
}

// Bevinding is een fout in een bestand van de boekenkast.
type Bevinding struct {
	Bestand, Plaats, Code, Zin string
}

// String geeft de bevinding als één regel.
func (b Bevinding) String() string {
	return fmt.Sprintf("%s:%s: %s: %s", b.Bestand, b.Plaats, b.Code, b.Zin)
}

// Laad leest de bestanden die in het programma zitten. Elke bevinding staat in de fout.
func Laad() (*Boek, error) {
	b, bevindingen := LaadUit(bestanden)
	if len(bevindingen) == 0 {
		return b, nil
	}
	regels := make([]error, len(bevindingen))
	for i, v := range bevindingen {
		regels[i] = errors.New(v.String())
	}
	return nil, fmt.Errorf("de boekenkast laden: %w", errors.Join(regels...))
}

// LaadUit leest de boekenkast uit een map: *.yaml en beleid/*.yaml. Bij één of meer
// bevindingen is er geen boek. De volgorde van de bestanden maakt niet uit.
func LaadUit(map_ fs.FS) (*Boek, []Bevinding) {
	l := lader{boek: &Boek{pakketten: map[string]*Pakket{}, recht: map[rechtkeuze]*Recht{}}}
	l.leesMap(map_)
	l.keurLandelijk()
	for _, p := range l.rauwPakket {
		l.keurPakket(p)
	}
	l.keurRegels()
	if len(l.bevindingen) > 0 {
		slices.SortFunc(l.bevindingen, func(a, b Bevinding) int { return strings.Compare(a.String(), b.String()) })
		return nil, l.bevindingen
	}
	l.boek.zetRecht()
	return l.boek, nil
}

// zetRecht maakt voor elk stelsel en elk pakket het recht klaar.
func (b *Boek) zetRecht() {
	for _, s := range begrip.Stelsels {
		for naam, p := range b.pakketten {
			b.recht[rechtkeuze{s, naam}] = nieuwRecht(b, s, p)
		}
	}
}

// Recht geeft het recht van een stelsel en een beleidspakket; "" is landelijk.
// Onwaar betekent dat het pakket of het stelsel niet bestaat.
func (b *Boek) Recht(stelsel begrip.Stelsel, pakket string) (*Recht, bool) {
	if pakket == "" {
		pakket = Landelijk
	}
	r, ok := b.recht[rechtkeuze{stelsel, pakket}]
	return r, ok
}

// Pakketten geeft de namen van alle beleidspakketten, op naam.
func (b *Boek) Pakketten() []string {
	uit := make([]string, 0, len(b.pakketten))
	for n := range b.pakketten {
		uit = append(uit, n)
	}
	slices.Sort(uit)
	return uit
}

// Pakket geeft het beleid van een gemeente op de naam van het pakket.
func (b *Boek) Pakket(naam string) (Pakket, bool) {
	p, ok := b.pakketten[naam]
	if !ok {
		return Pakket{}, false
	}
	return *p, true
}

// Eindigend geeft de tijdvakken die na een dag binnen een aantal dagen eindigen en
// geen opvolger hebben, zodat een gemeente op tijd een nieuwe waarde kan invullen.
func (b *Boek) Eindigend(dag begrip.Datum, dagen int) []string {
	var uit []string
	kijk := func(naam string, t []Tijdvak) {
		if n := len(t); n > 0 && t[n-1].Tot != 0 && t[n-1].Tot >= dag && t[n-1].Tot <= dag.Plus(dagen) {
			uit = append(uit, naam)
		}
	}
	for s := range b.reeksen {
		kijk(Sleutel(s).String(), b.reeksen[s].tijdvakken)
	}
	for _, n := range b.Pakketten() {
		for s := range aantalSleutels {
			kijk(n+"/"+s.String(), b.pakketten[n].eigen[s])
		}
	}
	return uit
}
