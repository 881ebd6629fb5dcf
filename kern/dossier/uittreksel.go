package dossier

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"traject/kern/begrip"
)

// Een uittreksel is een heel logboek in één klein stuk: elk feit met de velden waar iets uit
// volgt (zie blijftUit), en van een Groep alleen dat zij is ingevuld. Wie een hele gemeente herrekent leest het in plaats van de feiten
// zelf; het bewijst niets en is altijd uit het logboek te maken.
//
// Elk soort feit staat erin onder de afdruk van zijn velden (uittreksel_soorten.go).
// Verandert een soort, dan past die afdruk niet meer en is het uittreksel onleesbaar; het
// wordt nooit verkeerd gelezen.

// uittrekselvorm is de vorm van wat om de feiten heen staat.
const uittrekselvorm = 1

// ErrUittreksel zegt dat een uittreksel beschadigd is, of van een versie van het programma
// die andere feiten kent. Het logboek weet het nog wel.
var ErrUittreksel = errors.New("dit uittreksel is hier niet te lezen")

// Een tekst staat er één keer; daarna staat er alleen zijn plaats in de tabel.
const (
	nieuweTekst   = 0
	legeTekst     = 1
	eersteInTabel = 2
)

// SchrijfUittreksel geeft het uittreksel van een heel logboek, oudste feit eerst. Dezelfde
// gebeurtenissen geven dezelfde bytes.
func SchrijfUittreksel(gebeurtenissen []Gebeurtenis) ([]byte, error) {
	u := uittrekker{b: make([]byte, 0, 256+48*len(gebeurtenissen)), tabel: make(map[string]int, 8+4*len(gebeurtenissen))}
	u.b = append(u.b, uittrekselvorm)
	u.getal(len(gebeurtenissen))
	var moment int64
	for i := range gebeurtenissen {
		g := &gebeurtenissen[i]
		if g.Nummer != 0 && g.Nummer != i+1 {
			return nil, fmt.Errorf("uittreksel maken: feit %d staat op plaats %d", g.Nummer, i+1)
		}
		s, ok := uittrekselsoorten.van[g.Soort()]
		if !ok {
			return nil, fmt.Errorf("uittreksel maken: soort feit %q is niet bekend", g.Soort())
		}
		u.tekst(s.afdruk)
		vorm := g.Vorm
		if vorm == 0 {
			vorm = HuidigeVorm
		}
		u.getal(vorm)
		u.verschil(int64(g.GeldigOp) - int64(u.dag))
		u.verschil(g.Moment - moment)
		u.dag, moment = g.GeldigOp, g.Moment
		u.datum(g.BekendOp)
		u.tekst(g.ID)
		u.tekst(g.Wie)
		u.tekst(string(g.Rol))
		u.tekst(g.Bron)
		u.tekst(g.Vervangt)
		u.feit(g.Feit, s.zonder)
		u.getal(len(g.Weg))
		for _, w := range g.Weg {
			u.tekst(string(w.Groep))
			u.datum(w.Dag)
			u.tekst(w.Grond)
		}
	}
	return u.b, nil
}

// uittrekker bezoekt de velden van een feit en schrijft wat is ingevuld. Voor het feit
// staat welke velden dat zijn, een bit per veld.
type uittrekker struct {
	b, veld []byte // veld is het feit onderhanden
	tabel   map[string]int
	dag     begrip.Datum // van het feit, waar de andere dagen dichtbij liggen
	zonder  []string     // velden die niet meegaan
	masker  uint64
	bit     uint
}

func (u *uittrekker) feit(f Feit, zonder []string) {
	alles := u.b
	u.b, u.zonder, u.masker, u.bit = u.veld[:0], zonder, 0, 0
	f.Velden(u)
	u.veld = u.b
	u.b = binary.AppendUvarint(alles, u.masker)
	u.b = append(u.b, u.veld...)
}

// is zet de bit van het volgende veld.
func (u *uittrekker) is(ingevuld bool) bool {
	if ingevuld {
		u.masker |= 1 << u.bit
	}
	u.bit++
	return ingevuld
}

func (u *uittrekker) getal(n int) { u.b = binary.AppendUvarint(u.b, uint64(n)) }

func (u *uittrekker) verschil(n int64) { u.b = binary.AppendVarint(u.b, n) }

// datum schrijft een dag als afstand tot die van het feit; geen dag is nul.
func (u *uittrekker) datum(d begrip.Datum) {
	if d == 0 {
		u.b = append(u.b, 0)
		return
	}
	n := int64(d) - int64(u.dag)
	u.b = binary.AppendUvarint(u.b, 1+uint64(n<<1^n>>63)) // heen en weer, zodat ook een dag ervoor klein is
}

func (u *uittrekker) tekst(s string) {
	if s == "" {
		u.b = append(u.b, legeTekst)
		return
	}
	if plaats, ok := u.tabel[s]; ok {
		u.getal(plaats)
		return
	}
	u.tabel[s] = eersteInTabel + len(u.tabel)
	u.b = append(u.b, nieuweTekst)
	u.getal(len(s))
	u.b = append(u.b, s...)
}

func (u *uittrekker) Tekst(naam string, doel *string, _ bool) {
	if u.is(*doel != "" && !slices.Contains(u.zonder, naam)) {
		u.tekst(*doel)
	}
}

func (u *uittrekker) Keuze(_ string, krijg func() string, _ func(string), _ []string, _ bool) {
	if w := krijg(); u.is(w != "") {
		u.tekst(w)
	}
}

func (u *uittrekker) Keuzes(_ string, krijg func() []string, _ func([]string), _ []string) {
	w := krijg()
	if !u.is(len(w) > 0) {
		return
	}
	u.getal(len(w))
	for _, s := range w {
		u.tekst(s)
	}
}

func (u *uittrekker) Datum(_ string, doel *begrip.Datum, _ bool) {
	if u.is(*doel != 0) {
		u.datum(*doel)
	}
}

func (u *uittrekker) Uren(_ string, doel *Optie[begrip.Uren], _ bool) {
	if u.is(doel.Is) {
		u.verschil(int64(doel.Waarde))
	}
}

func (u *uittrekker) Bedrag(_ string, doel *Optie[begrip.Cent], _ bool) {
	if u.is(doel.Is) {
		u.verschil(int64(doel.Waarde))
	}
}

func (u *uittrekker) Geheel(_ string, doel *Optie[int], _, _ int, _ bool) {
	if u.is(doel.Is) {
		u.verschil(int64(doel.Waarde))
	}
}

func (u *uittrekker) Vlag(_ string, doel *Optie[bool], _ bool) {
	if !u.is(doel.Is) {
		return
	}
	n := 0
	if doel.Waarde {
		n = 1
	}
	u.getal(n)
}

func (u *uittrekker) Verwijzing(naam string, doel *string, _ Soort, verplicht bool) {
	u.Tekst(naam, doel, verplicht)
}

// Groep zegt alleen dat er iets in staat: de wet leest zo'n groep niet, en wat eerder weg
// moet dan het dossier hoort niet op een tweede plaats te staan.
func (u *uittrekker) Groep(_ Groep, velden func(Bezoeker)) {
	in := schrijver{b: []byte{'{'}}
	velden(&in)
	u.is(len(in.b) > 1)
}

func (u *uittrekker) Bytes(naam string, doel *[]byte) {
	if u.is(len(*doel) > 0 && !slices.Contains(u.zonder, naam)) {
		u.getal(len(*doel))
		u.b = append(u.b, *doel...)
	}
}
