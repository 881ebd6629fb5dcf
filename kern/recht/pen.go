package recht

import (
	"traject/kern/begrip"
	"traject/wetten"
)

// pen schrijft de stappen, bronnen en weigeringen van alle delen achter elkaar in
// één blok. Zo kost een antwoord met alle redenen maar een paar reserveringen.
type pen struct {
	stappen []begrip.Stap
	bronnen []*begrip.Vindplaats
	weigert []begrip.Weigering
	s, b, w int // begin van het deel dat nu geschreven wordt
}

// stap schrijft één stap met een waarde in een eenheid.
func (p *pen) stap(id string, waarde int64, eenheid begrip.Eenheid, grond *begrip.Vindplaats) {
	p.stappen = append(p.stappen, begrip.Stap{ID: id, Waarde: waarde, Eenheid: eenheid, Grond: grond})
}

// dag schrijft een stap waarvan de waarde een dag is, uit een feit (0 is geen feit).
func (p *pen) dag(id string, dag begrip.Datum, feit int, grond *begrip.Vindplaats) {
	p.stappen = append(p.stappen, begrip.Stap{ID: id, Waarde: int64(dag), Eenheid: begrip.InDag, Feit: int32(feit), Grond: grond})
}

// uitWet schrijft een stap met een waarde uit wetten, met haar bron en, bij eigen
// beleid, de landelijke bepaling die de gemeente invult.
func (p *pen) uitWet(id string, w wetten.Waarde, eenheid begrip.Eenheid) {
	n := w.N
	if eenheid == begrip.InUren {
		n *= int64(begrip.Uur)
	}
	p.stappen = append(p.stappen, begrip.Stap{ID: id, Waarde: n, Eenheid: eenheid, Grond: w.Grond, Vervult: w.Vervult})
}

// janee schrijft een stap met ja of nee.
func (p *pen) janee(id string, is bool, grond *begrip.Vindplaats) {
	p.stap(id, b2i(is), begrip.JaNee, grond)
}

// weiger schrijft een weigering; de zin hoort bij de code.
func (p *pen) weiger(code string, grond *begrip.Vindplaats) {
	p.weigert = append(p.weigert, begrip.Weigering{Code: code, Zin: zinnen[code], Grond: grond})
}

// klaar sluit het deel af: de stappen, de weigeringen en van alle bronnen elk één keer.
func (p *pen) klaar() (begrip.Uitleg, []*begrip.Vindplaats, []begrip.Weigering) {
	for i := p.s; i < len(p.stappen); i++ {
		p.bron(p.stappen[i].Grond)
		p.bron(p.stappen[i].Vervult)
	}
	for i := p.w; i < len(p.weigert); i++ {
		p.bron(p.weigert[i].Grond)
	}
	u := begrip.Uitleg(p.stappen[p.s:len(p.stappen):len(p.stappen)])
	b := p.bronnen[p.b:len(p.bronnen):len(p.bronnen)]
	w := p.weigert[p.w:len(p.weigert):len(p.weigert)]
	p.s, p.b, p.w = len(p.stappen), len(p.bronnen), len(p.weigert)
	return u, b, w
}

func (p *pen) bron(v *begrip.Vindplaats) {
	if v == nil {
		return
	}
	for _, x := range p.bronnen[p.b:] {
		if x == v || (x.Regeling == v.Regeling && x.Artikel == v.Artikel && x.Lid == v.Lid && x.Onderdeel == v.Onderdeel) {
			return
		}
	}
	p.bronnen = append(p.bronnen, v)
}

func b2i(is bool) int64 {
	if is {
		return 1
	}
	return 0
}
