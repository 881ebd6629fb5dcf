package recht

import (
	"slices"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// oproepen rekent per oproep de eerste dag waarop de afspraak kan zijn en of de brief
// noemt wat erin hoort. Een oproep zonder kenmerk is niet aan te wijzen en telt niet.
func (k *rekening) oproepen() {
	var verschenen []*dossier.Gebeurtenis
	for g := range dossier.Van[*dossier.Verschenen](k.d) {
		verschenen = append(verschenen, g)
	}
	for g, f := range dossier.Van[*dossier.Opgeroepen](k.d) {
		if g.ID != "" {
			k.oproep(g, f, verschenen)
		}
	}
}

// oproep: tussen brief en afspraak liggen ten minste zoveel hele werkdagen als het
// beleid zegt; zonder beleid is de volgende werkdag genoeg.
//
// wet: wi2021#art-14-lid-1
// wet: bi2021#art-5.2-lid-2
func (k *rekening) oproep(g *dossier.Gebeurtenis, f *dossier.Opgeroepen, verschenen []*dossier.Gebeurtenis) {
	w, ok := k.r.Waarde(wetten.OproepWerkdagen, g.GeldigOp)
	if !ok {
		return
	}
	begin := EersteAfspraak(k.r, g.GeldigOp)
	k.dag("brief-verzonden", g.GeldigOp, g.Nummer, w.Grond)
	k.uitWet("werkdagen-ertussen", w, begrip.InWerkdagen)
	k.dag("eerste-dag-afspraak", begin, 0, w.Grond)
	k.termijn("oproep", g.ID, begin, 0, k.oproepStand(g, f, begin, verschenen))

	k.dag("eerste-dag-afspraak", begin, 0, w.Grond)
	k.dag("afspraak", f.Afspraak, g.Nummer, w.Grond)
	if f.Afspraak < begin {
		k.weiger(TeKorteOproep, w.Grond)
	}
	if grond := k.onvolledig(g, f); grond != nil {
		k.weiger(OnvolledigeOproep, grond)
	}
	k.handeling("oproep", g.ID, nil)
}

// onvolledig geeft de eerste bepaling waarvan iets in de brief ontbreekt, de landelijke
// voorop; nil als alles erin staat. Wat ontbreekt staat in de stappen.
func (k *rekening) onvolledig(g *dossier.Gebeurtenis, f *dossier.Opgeroepen) (grond *begrip.Vindplaats) {
	for _, s := range [2]wetten.Sleutel{wetten.OproepInhoudIntake, wetten.OproepInhoud} {
		if s == wetten.OproepInhoudIntake && f.Voor != dossier.VoorBredeIntake {
			continue
		}
		inhoud, heeft := k.r.Waarde(s, g.GeldigOp)
		if heeft && k.mist(f.Inhoud, inhoud) && grond == nil {
			grond = inhoud.Grond
		}
	}
	return grond
}

// mist schrijft welke onderdelen in de brief ontbreken.
func (k *rekening) mist(staat []dossier.Inhoud, moet wetten.Waarde) bool {
	mist := false
	for _, m := range moet.Lijst {
		if !slices.Contains(staat, dossier.Inhoud(m)) {
			k.stappen = append(k.stappen, begrip.Stap{ID: "brief-mist", Eenheid: begrip.Woord, Tekst: m, Grond: moet.Grond, Vervult: moet.Vervult})
			mist = true
		}
	}
	return mist
}

// oproepStand zegt hoe het met de afspraak staat: gehaald als iemand kwam, verlopen als
// de dag voorbij is zonder dat iemand kwam.
func (k *rekening) oproepStand(g *dossier.Gebeurtenis, f *dossier.Opgeroepen, begin begrip.Datum, verschenen []*dossier.Gebeurtenis) Stand {
	for _, x := range verschenen {
		if v, ok := x.Feit.(*dossier.Verschenen); ok && x.GeldigOp >= g.GeldigOp && v.Voor == f.Voor &&
			(v.Oproep == "" || k.d.Echt(v.Oproep) == g.ID) {
			return Gehaald
		}
	}
	switch {
	case k.d.Peil < begin:
		return NogNiet
	case k.d.Peil > f.Afspraak:
		return Verlopen
	}
	return Lopend
}

// EersteAfspraak geeft de eerste dag waarop een afspraak kan zijn als de brief op een
// dag de deur uit gaat. Zo weet een formulier het voordat de oproep er is.
//
// wet: wi2021#art-14-lid-1
func EersteAfspraak(r *wetten.Recht, brief begrip.Datum) begrip.Datum {
	tussen := 0
	if w, ok := r.Waarde(wetten.OproepWerkdagen, brief); ok && !w.Geen {
		tussen = int(w.N)
	}
	return werkdagenNa(r, brief, tussen+1)
}
