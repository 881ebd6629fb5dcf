package recht

import (
	"slices"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// Deeltermijn is de termijn van een groep velden die eerder weg moet dan het dossier.
type Deeltermijn struct {
	Groep     dossier.Groep
	Uiterlijk begrip.Datum       // laatste dag; leeg is dat zij met het dossier gaat
	Grond     *begrip.Vindplaats // waarop zij weggaat
	Houdt     []begrip.Weigering // zolang dit er is, gaat zij niet weg
	LetOp     []begrip.Weigering // dit kijkt een mens eerst na
	Uitleg    begrip.Uitleg
}

// MoetWeg zegt of de laatste dag op deze dag voorbij is.
func (t *Deeltermijn) MoetWeg(op begrip.Datum) bool { return t.Uiterlijk != 0 && t.Uiterlijk < op }

// Grondgroep geeft op welke grond een groep weggaat.
func Grondgroep(groep dossier.Groep) *begrip.Vindplaats {
	switch groep {
	case dossier.GroepGezondheid:
		return vWi37lid2b
	case dossier.GroepPartner:
		return vAVG5lid1e
	}
	return vBi99lid1
}

// BewaarDelen geeft de termijn van elke groep velden die eerder weg moet dan het dossier.
// Net als Bewaar hoort het niet bij Reken: de wet rekent met geen van deze velden.
//
// wet: wi2021#art-37-lid-2-onder-b
func BewaarDelen(d *dossier.Dossier, r *wetten.Recht) []Deeltermijn {
	k, _, ok := nieuweBewaarder(d, r)
	if ok {
		k.tegenhouden(zaken(d, r))
	}
	uit := make([]Deeltermijn, 0, len(dossier.Groepen))
	for _, groep := range dossier.Groepen {
		t := Deeltermijn{Groep: groep, Grond: Grondgroep(groep), LetOp: k.b.LetOp}
		for _, w := range k.b.Houdt {
			if groep == dossier.GroepPartner || w.Code != BoeteOpen { // innen kan zonder, draagkracht niet
				t.Houdt = append(t.Houdt, w)
			}
		}
		if ok {
			t.Uiterlijk = k.deel(groep)
		}
		t.Uitleg, _, _ = k.klaar()
		uit = append(uit, t)
	}
	return uit
}

// deel geeft de laatste dag van een groep, met de stappen erheen.
func (k *bewaarder) deel(groep dossier.Groep) begrip.Datum {
	sleutel, stap := wetten.BewarenGezondheid, "bewaren-gezondheid"
	vanaf := k.b.Einde
	switch groep {
	case dossier.GroepPartner:
		sleutel, stap = wetten.BewarenPartner, "bewaren-partner"
		if g := vervallenGrond(k.d); g != nil && (vanaf == 0 || g.GeldigOp < vanaf) {
			vanaf = g.GeldigOp
			k.dag("partnergrond-vervallen", vanaf, g.Nummer, vAVG5lid1e)
		}
	case dossier.GroepAantekeningen:
		sleutel, stap = wetten.SelectieAfgebrokenSociaal, "bewaren-aantekeningen"
		if k.l.eerste != nil { // er is iets verstrekt: dan gaan zij met het dossier
			return 0
		}
	}
	w, ok := k.r.Waarde(sleutel, k.d.Peil)
	if !ok || vanaf == 0 {
		return 0
	}
	if vanaf == k.b.Einde {
		k.dag("plicht-geeindigd", vanaf, k.eindenummer(), vWi3lid1)
	}
	k.uitWet(stap, w, begrip.InDagen)
	uiterlijk := vanaf.Plus(int(w.N))
	if k.b.Uiterlijk != 0 { // leeg: de plicht loopt nog
		uiterlijk = min(uiterlijk, k.b.Uiterlijk)
	}
	k.dag("bewaren-tot-en-met", uiterlijk, 0, w.Grond)
	return uiterlijk
}

// vervallenGrond geeft het feit waarmee de grond om iets over de partner te weten verviel;
// nil als zij er nog is, of als er nooit iets is vastgelegd.
func vervallenGrond(d *dossier.Dossier) *dossier.Gebeurtenis {
	var uit *dossier.Gebeurtenis
	for g, f := range dossier.Van[*dossier.Partner](d) {
		switch {
		case f.Grond != dossier.PartnerVervallen:
			uit = nil
		case uit == nil:
			uit = g
		}
	}
	return uit
}

// DelenKunnenWeg zegt of er een feit is dat de termijn van een groep kan laten beginnen.
func DelenKunnenWeg(d *dossier.Dossier) bool {
	return slices.ContainsFunc(d.Feiten, func(g *dossier.Gebeurtenis) bool {
		switch g.Feit.(type) {
		case *dossier.PlichtGeeindigd, *dossier.Overleden, *dossier.Vrijstelling, *dossier.Ontheffing, *dossier.Partner:
			return true
		}
		return false
	})
}

// BewaarDeel geeft de termijn van één groep.
func BewaarDeel(d *dossier.Dossier, r *wetten.Recht, groep dossier.Groep) Deeltermijn {
	delen := BewaarDelen(d, r)
	return delen[slices.IndexFunc(delen, func(t Deeltermijn) bool { return t.Groep == groep })]
}
