package duo

import (
	"cmp"
	"slices"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// bron staat bij elk feit dat van DUO komt.
const bron = "duo"

// Vertaling is wat een stand van DUO voor een dossier betekent: de feiten die het nog
// mist, of de redenen waarom niets wordt overgenomen.
type Vertaling struct {
	Feiten      []dossier.Gebeurtenis
	Quarantaine []Reden
}

// Vertaal geeft de feiten die dossier d op de dag vandaag nog mist volgens stand s. Wat
// DUO beslist gaat voor wat in het dossier stond: zo'n feit wordt vervangen en blijft te
// zien. Klopt er iets niet, dan komt er geen enkel feit uit. Dezelfde stand nog eens geeft
// niets meer, en in welke volgorde diensten zijn gelezen maakt niet uit: elke soort feit
// komt van één dienst.
func Vertaal(d *dossier.Dossier, s Stand, vandaag begrip.Datum) Vertaling {
	if redenen := keur(d, s, vandaag); len(redenen) > 0 {
		return Vertaling{Quarantaine: redenen}
	}
	v := neemOver(d, s, vandaag)
	return Vertaling{Feiten: v.uit}
}

// neemOver doet het werk van Vertaal voor een stand die kan kloppen.
func neemOver(d *dossier.Dossier, s Stand, vandaag begrip.Datum) *vertaler {
	v := &vertaler{d: d, s: s, vandaag: vandaag, gezegd: map[string]bool{}}
	v.plicht()
	v.doelgroep()
	v.toets()
	v.termijn()
	v.vrij()
	v.examens()
	v.pip()
	v.modules()
	v.gegevens()
	slices.SortStableFunc(v.uit, func(a, b dossier.Gebeurtenis) int { return cmp.Compare(a.GeldigOp, b.GeldigOp) })
	return v
}

type vertaler struct {
	d       *dossier.Dossier
	s       Stand
	vandaag begrip.Datum
	uit     []dossier.Gebeurtenis
	over    []*dossier.Gebeurtenis // feiten van hier waar DUO niets van heeft
	gezegd  map[string]bool        // gegevens die in deze stand al aan de beurt waren
}

// zet legt een feit klaar. Heeft het oude feit geen kenmerk, dan komt het nieuwe ernaast.
func (v *vertaler) zet(dag begrip.Datum, f dossier.Feit, oud *dossier.Gebeurtenis) {
	g := dossier.Gebeurtenis{GeldigOp: dag, Wie: bron, Rol: begrip.Keten, Bron: bron, Feit: f}
	if dag != v.vandaag {
		g.BekendOp = v.vandaag
	}
	if oud != nil {
		g.Vervangt = oud.ID
	}
	v.uit = append(v.uit, g)
}

// wens is een feit dat er volgens DUO moet staan.
type wens[F dossier.Feit] struct {
	dag  begrip.Datum
	feit F
}

// past zegt of een feit in het dossier bij een wens hoort.
type past[F dossier.Feit] func(g *dossier.Gebeurtenis, f F, w wens[F]) bool

// leg legt vast wat van één soort ontbreekt. Elk feit in het dossier hoort bij hooguit één
// wens: eerst wie gelijk is (van streng naar ruim), dan wie de oude lezing ervan is en
// wordt vervangen. Wat overblijft is nieuw. Terug komen de feiten zonder wens.
func leg[F dossier.Feit](v *vertaler, wensen []wens[F], oud past[F], gelijk ...past[F]) []*dossier.Gebeurtenis {
	var over []*dossier.Gebeurtenis
	for g := range dossier.Van[F](v.d) {
		over = append(over, g)
	}
	slices.SortStableFunc(wensen, func(a, b wens[F]) int { return cmp.Compare(a.dag, b.dag) })
	defer func() { v.over = append(v.over, over...) }()
	neem := func(w wens[F], p past[F]) *dossier.Gebeurtenis {
		i := slices.IndexFunc(over, func(g *dossier.Gebeurtenis) bool { return p(g, g.Feit.(F), w) })
		if i < 0 {
			return nil
		}
		g := over[i]
		over = slices.Delete(over, i, i+1)
		return g
	}
	for _, p := range gelijk {
		wensen = slices.DeleteFunc(wensen, func(w wens[F]) bool { return neem(w, p) != nil })
	}
	for _, w := range wensen {
		v.zet(w.dag, w.feit, neem(w, oud))
	}
	return over
}

// opDag is de strengste gelijkenis van een feit dat alleen een dag heeft.
func opDag[F dossier.Feit](g *dossier.Gebeurtenis, _ F, w wens[F]) bool { return g.GeldigOp == w.dag }

// bij voegt een wens toe die er nog niet staat; DUO noemt in de historie soms ook wat nu
// geldt.
func bij[F dossier.Feit](wensen []wens[F], w wens[F], zelfde func(a, b F) bool) []wens[F] {
	if slices.ContainsFunc(wensen, func(x wens[F]) bool { return x.dag == w.dag && zelfde(x.feit, w.feit) }) {
		return wensen
	}
	return append(wensen, w)
}
