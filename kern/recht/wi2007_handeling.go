package recht

import (
	"slices"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// eisVerwijtWegen zegt dat een mens weegt of het aan de inburgeraar ligt.
var eisVerwijtWegen = []string{"verwijtbaarheid-beoordelen"}

// handelingen2007 zegt wat de gemeente onder de wet van 2007 kan besluiten en wat er dan
// in het besluit staat. De eisen noemen de inhoud; de gemeente schrijft haar.
func (k *rekening) handelingen2007(zs []zaak) {
	k.besluit2007("voorziening-vaststellen", wetten.Wi2007BesluitInhoud)
	if len(zs) > 0 {
		k.besluit2007("boetebeschikking", wetten.Wi2007BoeteInhoud)
	}
	k.terugvorderen()
}

// besluit2007 noemt de verplichte inhoud van een besluit. De eigen bijdrage staat er niet
// in bij een inburgeringsbehoeftige, die haar niet betaalt.
//
// wet: wi2007#art-23
// wet: wi2007#art-35
func (k *rekening) besluit2007(naam string, sleutel wetten.Sleutel) {
	w, ok := k.r.Waarde(sleutel, k.d.Peil)
	if !ok || w.Geen {
		return
	}
	inhoud := slices.Clone(w.Lijst)
	if k.l.doelgroep == begrip.Inburgeringsbehoeftige {
		inhoud = slices.DeleteFunc(inhoud, func(s string) bool { return s == "eigen-bijdrage" })
	}
	k.stappen = append(k.stappen, begrip.Stap{ID: "besluit-inhoud", Waarde: int64(len(inhoud)), Eenheid: begrip.InAantal, Grond: w.Grond, Vervult: w.Vervult})
	k.handeling(naam, "", inhoud)
}

// terugvorderen van de kosten kan alleen bij een inburgeringsbehoeftige die niet afmaakte
// waaraan hij begon, en alleen als de verordening dat regelt. Of het aan hem ligt, weegt
// een mens. Na het examen is er niets terug te vragen.
//
// wet: wi2007#art-24e
func (k *rekening) terugvorderen() {
	w, ok := k.r.Waarde(wetten.Wi2007Terugvorderen, k.d.Peil)
	g, _ := dossier.Laatste[*dossier.VoorzieningVastgesteld](k.d)
	if !ok || g == nil || dossier.Heeft[*dossier.ExamenBehaald](k.d) {
		return
	}
	k.dag("voorziening-vastgesteld", g.GeldigOp, g.Nummer, w.Grond)
	k.stappen = append(k.stappen, begrip.Stap{ID: "terugvorderen-geregeld", Waarde: b2i(w.Ja()), Eenheid: begrip.JaNee, Grond: w.Grond, Vervult: w.Vervult})
	if !w.Ja() {
		k.weiger(GeenVerordening, w.Grond)
	}
	switch k.l.doelgroep {
	case begrip.Inburgeringsbehoeftige:
	case "":
		k.vraag("persoon.doelgroep", begrip.VanGemeente, w.Grond)
	default:
		k.weiger("verkeerde-doelgroep", w.Grond)
	}
	k.handeling("terugvorderen", "", eisVerwijtWegen)
}
