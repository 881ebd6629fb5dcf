package recht

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// grond2007 geeft het onderdeel van Wi2007 art. 34 waarop de gedraging rust.
func grond2007(g dossier.Gedraging) *begrip.Vindplaats {
	switch g {
	case dossier.Onderzoek2007:
		return bronWi2007a
	case dossier.Voorziening2007:
		return bronWi2007b
	case dossier.ExamenTermijn2007:
		return bronWi2007c
	}
	return bronWi2007d
}

// maximum2007 geeft het landelijke maximum van de gedraging.
func maximum2007(g dossier.Gedraging) wetten.Sleutel {
	switch g {
	case dossier.Onderzoek2007:
		return wetten.Wi2007MaxOnderzoek
	case dossier.Voorziening2007:
		return wetten.Wi2007MaxVoorziening
	case dossier.ExamenTermijn2007:
		return wetten.Wi2007MaxExamen
	}
	return wetten.Wi2007MaxNieuweTermijn
}

// sleutel2007 geeft het bedrag van de verordening, de eerste keer of opnieuw.
func sleutel2007(g dossier.Gedraging, opnieuw bool) wetten.Sleutel {
	switch {
	case g == dossier.Onderzoek2007 && opnieuw:
		return wetten.Wi2007OnderzoekHerhaald
	case g == dossier.Onderzoek2007:
		return wetten.Wi2007Onderzoek
	case g == dossier.Voorziening2007 && opnieuw:
		return wetten.Wi2007VoorzieningHerhaald
	case g == dossier.Voorziening2007:
		return wetten.Wi2007Voorziening
	case g == dossier.ExamenTermijn2007:
		return wetten.Wi2007Examen
	}
	return wetten.Wi2007NieuweTermijn
}

// wi2007 rekent de boete van de wet van 2007: het bedrag van de verordening, dat een hoogste
// bedrag is. Afstemmen en dringende redenen weegt een mens.
//
// wet: wi2007#art-34
// wet: wi2007#art-35
// wet: wi2007#art-37
func (k *boeterekening) wi2007() {
	k.belemmeringen()
	switch k.groep {
	case begrip.Inburgeringsbehoeftige:
		k.weiger(boeteDoelgroep, k.b.Grond)
	case "":
		k.vraag("persoon.doelgroep", k.b.Grond)
	}
	eerder := k.eerder2007()
	w, ok := k.waarde(sleutel2007(k.z.f.Gedraging, eerder != nil))
	if !ok {
		return
	}
	if w.Geen {
		k.weiger(boeteGeenVerordening, bronWi200735)
		return
	}
	if eerder != nil {
		k.stapDag("boete.eerder", eerder.g.GeldigOp, eerder.g, w.Grond)
	}
	k.b.Norm, k.b.HeeftNorm = begrip.Cent(w.N), true
	k.stap("boete.verordening", w.N, begrip.InCent, nil, w.Grond)
	k.b.Uitleg[len(k.b.Uitleg)-1].Vervult = w.Vervult
	k.eis(true, EisAfstemmen, w.Grond)
	k.eis(true, EisDringendeRedenen, w.Grond)
	if k.kent() {
		k.bedrag(begrip.Cent(w.N))
	}
}

// eerder2007 geeft een eerder geconstateerde en beboete overtreding van dezelfde gedraging.
func (k *boeterekening) eerder2007() *zaak {
	for i := len(k.beboet) - 1; i >= 0; i-- {
		v := &k.zaken[k.beboet[i]]
		if v.f.Gedraging == k.z.f.Gedraging && v.g.GeldigOp < k.dag && v.staat(k.op) > 0 {
			return v
		}
	}
	return nil
}

// geld geeft de eigen bijdrage en de beloning van de wet van 2007. Wat niet van
// toepassing is ontbreekt; het is geen nul.
//
// wet: wi2007#art-23-lid-2
func geld(d *dossier.Dossier, r *wetten.Recht) *Geld {
	if d.Stelsel != begrip.Wi2007 {
		return nil
	}
	g := &Geld{Bronnen: []*begrip.Vindplaats{bronWi200723}}
	g.eigenBijdrage(d, r)
	g.beloning(d, r)
	if !g.EigenBijdrage.Is && !g.Beloning.Is {
		return nil
	}
	return g
}

// eigenBijdrage geldt voor wie inburgeringsplichtig is en een voorziening heeft. Het aantal
// termijnen is wat de verordening hooguit toestaat, tenzij de beschikking er minder noemt.
func (geld *Geld) eigenBijdrage(d *dossier.Dossier, r *wetten.Recht) {
	g, f := dossier.Laatste[*dossier.VoorzieningVastgesteld](d)
	if g == nil {
		return
	}
	groep := d.DoelgroepOp(g.GeldigOp)
	if groep == begrip.Inburgeringsbehoeftige || groep == "" {
		return
	}
	w, ok := r.Waarde(wetten.Wi2007EigenBijdrage, g.GeldigOp)
	if !ok || w.Geen {
		return
	}
	geld.EigenBijdrage = dossier.Met(begrip.Cent(w.N))
	geld.stap("geld.eigen-bijdrage", w.N, begrip.InCent, g, w.Grond)
	hooguit, ok := r.Waarde(wetten.Wi2007EigenBijdrageTermijnen, g.GeldigOp)
	switch {
	case f.Termijnen.Is && ok && !hooguit.Geen:
		geld.Termijnen = dossier.Met(min(f.Termijnen.Waarde, int(hooguit.N)))
	case f.Termijnen.Is:
		geld.Termijnen = f.Termijnen
	case ok && !hooguit.Geen:
		geld.Termijnen = dossier.Met(int(hooguit.N))
	default:
		return
	}
	grond := w.Grond
	if ok && hooguit.Grond != nil {
		grond = hooguit.Grond
	}
	geld.stap("geld.termijnen", int64(geld.Termijnen.Waarde), begrip.InAantal, g, grond)
}

// beloning geldt na het examen voor wie de eigen bijdrage heeft voldaan en van DUO geen
// forfaitaire vergoeding kreeg. De eerste dag staat bij de waarde in wetten.
func (geld *Geld) beloning(d *dossier.Dossier, r *wetten.Recht) {
	if !dossier.Heeft[*dossier.EigenBijdrageVoldaan](d) || dossier.Heeft[*dossier.ForfaitDUO](d) {
		return
	}
	for g := range dossier.Van[*dossier.ExamenBehaald](d) {
		if w, ok := r.Waarde(wetten.Wi2007Beloning, g.GeldigOp); ok && !w.Geen {
			geld.Beloning = dossier.Met(begrip.Cent(w.N))
			geld.stap("geld.beloning", w.N, begrip.InCent, g, w.Grond)
			return
		}
	}
}

func (geld *Geld) stap(id string, n int64, e begrip.Eenheid, uit *dossier.Gebeurtenis, grond *begrip.Vindplaats) {
	geld.Uitleg = append(geld.Uitleg, begrip.Stap{ID: id, Waarde: n, Eenheid: e, Feit: int32(uit.Nummer), Grond: grond})
	for _, b := range geld.Bronnen {
		if *b == *grond {
			return
		}
	}
	geld.Bronnen = append(geld.Bronnen, grond)
}
