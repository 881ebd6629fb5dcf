package recht

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// Deelname is één instelling bij wie iemand meedoet of meedeed, en tot wanneer zij iets van
// het dossier ziet.
type Deelname struct {
	*dossier.Deelname
	Kenmerk string       // van het feit
	Einde   begrip.Datum // laatste dag van meedoen; leeg is nog niet bekend
	Zicht   begrip.Datum // laatste dag waarop de instelling iets ziet; leeg is nog niet bekend
}

// Deelnames geeft van elke instelling van wanneer tot wanneer zij het dossier ziet: vanaf de
// eerste dag van de deelname tot enige dagen na de laatste, want de instelling moet haar
// uren en bevindingen nog kunnen geven (Bi2021 art. 9.2 lid 4) en daarna heeft zij niets
// meer nodig. Eindigt de plicht of overlijdt iemand, dan eindigt ook de deelname; na een
// overlijden blijft er niets te zien.
//
// wet: wi2021#art-35-lid-3
// wet: bi2021#art-9.2-lid-3
func Deelnames(d *dossier.Dossier, r *wetten.Recht) []Deelname {
	var uit []Deelname
	einde, dood := plichtEinde(d)
	for g, f := range dossier.Van[*dossier.Deelname](d) {
		n := Deelname{Deelname: f, Kenmerk: g.ID, Einde: eerste(f.Tot, einde)}
		if n.Einde != 0 {
			n.Zicht = zichtTot(n.Einde, r)
		}
		if dood != 0 {
			n.Zicht = dood
		}
		if n.Einde == 0 || n.Einde >= f.Vanaf { // wie er nooit begon, ziet nooit iets
			uit = append(uit, n)
		}
	}
	return uit
}

// plichtEinde geeft de dag waarop de plicht eindigde of iemand overleed, en die laatste apart.
func plichtEinde(d *dossier.Dossier) (einde, dood begrip.Datum) {
	if g, _ := dossier.Laatste[*dossier.PlichtGeeindigd](d); g != nil {
		einde = g.GeldigOp
	}
	if g, _ := dossier.Eerste[*dossier.Overleden](d); g != nil {
		dood = g.GeldigOp
	}
	return eerste(einde, dood), dood
}

// eerste geeft de eerste van twee dagen; leeg telt niet.
func eerste(a, b begrip.Datum) begrip.Datum {
	if a == 0 || b == 0 {
		return max(a, b)
	}
	return min(a, b)
}

// zichtTot telt de dagen erbij die na het einde gelden. Kent het recht die niet, zoals bij
// de oude wetten, dan houdt het zicht met de deelname op.
func zichtTot(einde begrip.Datum, r *wetten.Recht) begrip.Datum {
	if w, ok := r.Waarde(wetten.AanbiederInzage, einde); ok {
		return einde.Plus(int(w.N))
	}
	return einde
}

// VoortgangGevraagd zegt of een instelling voortgang en aanwezigheid aan de gemeente geeft:
// van een asielstatushouder altijd, van een ander als de gemeente erom vroeg.
//
// wet: bi2021#art-9.2-lid-4
func VoortgangGevraagd(d *dossier.Dossier, f *dossier.Deelname) bool {
	return d.DoelgroepOp(d.Peil) == begrip.Asielstatushouder || f.Voortgang.Of(false)
}
