package recht

import (
	"traject/kern/begrip"
	"traject/wetten"
)

// De codes waarmee een handeling wordt geweigerd.
const (
	TermijnVerstreken       = "termijn-verstreken"
	TeWeinigUren            = "te-weinig-uren"
	TeWeinigKlassikaal      = "te-weinig-klassikaal"
	VerkeerdeLeerroute      = "verkeerde-leerroute"
	GeenPIP                 = "geen-pip"
	AlGedaan                = "al-gedaan"
	TeVroeg                 = "te-vroeg"
	GeenVerordening         = "geen-verordening"
	OnvolledigeOproep       = "onvolledige-oproep"
	TeKorteOproep           = "te-korte-oproep"
	PlichtGeeindigd         = "plicht-geeindigd"
	Overleden               = "overleden"
	TeWeinigExamens         = "te-weinig-examens"
	PVTNietGedaan           = "pvt-niet-gedaan"
	MAPNietGedaan           = "map-niet-gedaan"
	EindgesprekNietGehouden = "eindgesprek-niet-gehouden"
	LessenNietVoltooid      = "lessen-niet-voltooid"
	OnvoldoendeInspanning   = "onvoldoende-inspanning"
	GeenAanleiding          = "geen-aanleiding"
)

// eisInspanning zegt dat een mens de inspanning nog moet beoordelen.
var eisInspanning = []string{"inspanning-beoordelen"}

// handelingen rekent wat de gemeente nu kan doen. Elke reden om iets niet te doen staat
// erbij, niet alleen de eerste.
func (k *rekening) handelingen() {
	for _, naar := range begrip.Leerroutes {
		k.wisselen(naar)
	}
	k.afschalen()
	k.magPIP()
	k.waarschuwen()
	k.magVerlengingAanvragen()
	k.verlengingInspanning()
	k.eindgesprekZ()
	k.afronden()
}

// handeling sluit een handeling af met de weigeringen die zijn geschreven.
func (k *rekening) handeling(sleutel, over string, eisen []string) {
	h := Handeling{Sleutel: sleutel, Over: over, Eisen: eisen}
	h.Uitleg, h.Bronnen, h.Weigering = k.klaar()
	h.Mag = len(h.Weigering) == 0
	k.a.Handelingen = append(k.a.Handelingen, h)
}

// plichtLoopt weigert na overlijden of na het einde van de plicht.
//
// wet: wi2021#art-3-lid-1
func (k *rekening) plichtLoopt() {
	if k.l.overleden != nil {
		k.weiger(Overleden, vWi3lid1)
	}
	if k.l.einde != 0 && k.l.eindeFeit != k.l.overleden {
		k.weiger(PlichtGeeindigd, vWi3lid1)
	}
}

// wisselen: tot en met anderhalf jaar naar elke route; van de onderwijsroute naar B1 altijd.
//
// wet: wi2021#art-17-lid-2
// wet: bi2021#art-5.4-lid-1
func (k *rekening) wisselen(naar begrip.Leerroute) {
	k.plichtLoopt()
	switch {
	case k.l.eerste == nil:
		k.weiger(GeenPIP, vWi17lid2)
	case k.l.route == naar:
		k.weiger(AlGedaan, vWi17lid2)
	case k.l.route == begrip.RouteOnderwijs && naar == begrip.RouteB1:
		k.janee("altijd-naar-b1", true, vBi54lid1)
	default:
		w, ok := k.r.Waarde(wetten.LeerrouteWijzigen, k.l.eerstePIP.GeldigOp)
		if !ok {
			break
		}
		uiterlijk := k.l.eerstePIP.GeldigOp.PlusMaanden(int(w.N))
		k.dag("wisselen-kan-tot-en-met", uiterlijk, k.l.eerstePIP.Nummer, w.Grond)
		if k.d.Peil > uiterlijk {
			k.weiger(TermijnVerstreken, w.Grond)
			k.laterWisselen()
		}
	}
	k.handeling("leerroute-wijzigen", string(naar), nil)
}

// laterWisselen noemt wanneer het toch nog kan: na een opleiding die niet vrijstelt en in
// een bijzonder geval. Of dat zo is weegt een mens.
//
// wet: bi2021#art-5.4-lid-2
// wet: bi2021#art-5.4-lid-3
func (k *rekening) laterWisselen() {
	if w, ok := k.r.Waarde(wetten.LeerrouteNaEntree, k.d.Peil); ok {
		k.janee("later-na-opleiding", w.Ja(), w.Grond)
	}
	k.janee("later-bij-bijzonder-geval", true, vBi54lid3)
}

// opB1 weigert als er geen PIP is of de route een andere is; waar als het verder kan.
func (k *rekening) opB1(grond *begrip.Vindplaats) bool {
	switch {
	case k.l.eerste == nil:
		k.weiger(GeenPIP, grond)
	case k.l.route != begrip.RouteB1:
		k.weiger(VerkeerdeLeerroute, grond)
	default:
		return true
	}
	return false
}

// afschalen: B1-route, genoeg uren en genoeg in de klas. Of de inspanning voldoende was
// beoordeelt een mens.
//
// wet: wi2021#art-17-lid-3
// wet: bi2021#art-5.5-lid-1
func (k *rekening) afschalen() {
	k.plichtLoopt()
	eisen := []string(nil)
	opB1 := k.opB1(vBi55lid1)
	if k.l.alleAfgeschaald {
		k.weiger(AlGedaan, vBi55lid1)
	}
	if opB1 {
		if !k.stand.afschalenGenoeg {
			k.weiger(TeWeinigUren, vBi55lid1)
		}
		if w, ok := k.r.Waarde(wetten.AfschalenKlassikaal, k.d.Peil); ok && !k.stand.klasGenoeg {
			k.weiger(TeWeinigKlassikaal, w.Grond)
		}
		if k.l.inspanning == nil {
			eisen = eisInspanning
			k.janee("inspanning-beoordeeld", false, vBi55lid1)
		}
	}
	k.beoordeeldeInspanning()
	k.handeling("afschalen", "", eisen)
}

// beoordeeldeInspanning weigert als een mens de inspanning onvoldoende vond.
func (k *rekening) beoordeeldeInspanning() {
	g := k.l.inspanning
	switch {
	case g == nil:
	case !k.l.inspanningVoldoende:
		k.dag("inspanning-onvoldoende", g.GeldigOp, g.Nummer, vBi55lid1)
		k.weiger(OnvoldoendeInspanning, vBi55lid1)
	default:
		k.dag("inspanning-voldoende", g.GeldigOp, g.Nummer, vBi55lid1)
	}
}

// magPIP: een PIP vaststellen of wijzigen kan zolang de plicht loopt.
//
// wet: wi2021#art-15-lid-1
func (k *rekening) magPIP() {
	k.janee("plicht-loopt", k.l.einde == 0, vWi15lid1)
	k.plichtLoopt()
	k.handeling("pip-vaststellen", "", nil)
}

// waarschuwen kan één keer, nadat iemand niet kwam of niet genoeg meewerkte bij de
// brede intake.
//
// wet: wi2021#art-14-lid-1
func (k *rekening) waarschuwen() {
	k.plichtLoopt()
	if g := k.l.aanleiding; g != nil {
		k.dag("aanleiding", g.GeldigOp, g.Nummer, vWi14lid1)
	} else {
		k.weiger(GeenAanleiding, vWi14lid1)
	}
	if g := k.l.gewaarschuwd; g != nil {
		k.dag("gewaarschuwd", g.GeldigOp, g.Nummer, vWi14lid1)
		k.weiger(AlGedaan, vWi14lid1)
	}
	k.handeling("waarschuwen", "", nil)
}

// inVenster weigert buiten het venster waarin verlenging gevraagd kan worden.
//
// wet: bi2021#art-4.5-lid-1
func (k *rekening) inVenster() {
	begin, w, ok := k.venster()
	if !ok {
		k.weiger(GeenPIP, vBi45lid1)
		return
	}
	k.dag("venster-opent", begin, 0, w.Grond)
	k.dag("termijn-loopt-tot-en-met", k.duur.uiterlijk, 0, vWi11lid3)
	if k.d.Peil < begin {
		k.weiger(TeVroeg, w.Grond)
	}
	if k.d.Peil > k.duur.uiterlijk {
		k.weiger(TermijnVerstreken, w.Grond)
	}
}

func (k *rekening) magVerlengingAanvragen() {
	k.plichtLoopt()
	k.inVenster()
	k.handeling("verlenging-aanvragen", "", nil)
}

// verlengingInspanning: zes maanden erbij voor wie op de B1-route genoeg heeft gedaan,
// één keer en alleen op de oorspronkelijke termijn.
//
// wet: bi2021#art-4.4-lid-1
// wet: bi2021#art-4.4-lid-2
// wet: bi2021#art-4.4-lid-3
// wet: wi2021#art-12-lid-1-onder-b
func (k *rekening) verlengingInspanning() {
	k.plichtLoopt()
	eerder := k.duur.verlengd || k.duur.nieuw
	if eerder {
		k.weiger(AlGedaan, vBi44lid1)
	}
	if w, ok := k.r.Waarde(wetten.VerlengingInspanning, k.d.Peil); ok {
		k.uitWet("verlenging-maanden", w, begrip.InMaanden)
	}
	k.opB1(vBi44lid2)
	if k.l.eerste != nil {
		k.inVenster()
		k.genoegExamens()
		if !k.stand.pvtVoldaan {
			k.weiger(PVTNietGedaan, vBi44lid2)
		}
		if k.l.route != begrip.RouteOnderwijs && !k.stand.mapVoldaan {
			k.weiger(MAPNietGedaan, vBi44lid2)
		}
		k.genoegLes()
	}
	k.handeling("verlenging-inspanning", "", nil)
}

// genoegExamens: ten minste twee van de vier taalonderdelen, en KNM.
func (k *rekening) genoegExamens() {
	w, ok := k.r.Waarde(wetten.VerlengingTaaldelen, k.d.Peil)
	if !ok {
		return
	}
	gehaald := k.l.gehaald()
	k.stap("taalonderdelen-gehaald", tel(gehaald&taalbits), begrip.InAantal, w.Grond)
	k.janee("knm-gehaald", gehaald&bit(begrip.KNM) != 0, w.Grond)
	if tel(gehaald&taalbits) < w.N || gehaald&bit(begrip.KNM) == 0 {
		k.weiger(TeWeinigExamens, w.Grond)
	}
}

// genoegLes: gezin en overig hebben op de B1-route een urennorm, een asielstatushouder
// alle lessen.
func (k *rekening) genoegLes() {
	switch k.l.doelgroep {
	case begrip.GezinEnOverig:
		if k.l.route == begrip.RouteB1 && !k.stand.verlengGenoeg {
			w, ok := k.r.Waarde(wetten.VerlengingUren, k.d.Peil)
			if ok {
				k.weiger(TeWeinigUren, w.Grond)
			}
		}
	case begrip.Asielstatushouder:
		k.janee("lessen-taal-voltooid", k.l.lessenTaal, vBi44lid2)
		k.janee("lessen-knm-voltooid", k.l.lessenKNM, vBi44lid2)
		if !k.l.lessenTaal || !k.l.lessenKNM {
			k.weiger(LessenNietVoltooid, vBi44lid2)
		}
	default:
		k.vraag("persoon.doelgroep", begrip.VanDUO, vWi13lid1)
		k.weiger(LessenNietVoltooid, vBi44lid2)
	}
}

// eindgesprekZ sluit de Z-route af als de uren er zijn.
//
// wet: bi2021#art-3.14-lid-4
func (k *rekening) eindgesprekZ() {
	k.plichtLoopt()
	switch {
	case k.l.eerste == nil:
		k.weiger(GeenPIP, vBi314lid4)
	case k.l.route != begrip.RouteZ:
		k.weiger(VerkeerdeLeerroute, vBi314lid4)
	default:
		k.janee("z-uren-gehaald", k.stand.zUrenVoldaan, vBi314lid4)
		if !k.stand.zUrenVoldaan {
			k.weiger(TeWeinigUren, vBi314lid4)
		}
	}
	if k.l.gesprekZ != nil {
		k.weiger(AlGedaan, vBi314lid4)
	}
	k.handeling("eindgesprek-z", "", nil)
}

// afronden: alle onderdelen van de plicht zijn gedaan.
//
// wet: wi2021#art-6
// wet: wi2021#art-8-lid-3
func (k *rekening) afronden() {
	k.plichtLoopt()
	if k.l.eerste == nil {
		k.weiger(GeenPIP, vWi6)
		k.handeling("afronden", "", nil)
		return
	}
	if k.l.route == begrip.RouteZ {
		k.janee("eindgesprek-z-gehouden", k.l.gesprekZ != nil, vBi314lid4)
		if k.l.gesprekZ == nil {
			k.weiger(EindgesprekNietGehouden, vBi314lid4)
		}
	} else {
		k.janee("examens-gehaald", k.stand.examensVoldaan, vWi7lid1)
		if !k.stand.examensVoldaan {
			k.weiger(TeWeinigExamens, vWi7lid1)
		}
	}
	k.janee("pvt-gedaan", k.stand.pvtVoldaan, vBi31lid3)
	if !k.stand.pvtVoldaan {
		k.weiger(PVTNietGedaan, vBi31lid3)
	}
	if k.l.route != begrip.RouteOnderwijs {
		k.janee("map-gedaan", k.stand.mapVoldaan, vBi32)
		if !k.stand.mapVoldaan {
			k.weiger(MAPNietGedaan, vBi32)
		}
	}
	k.handeling("afronden", "", nil)
}

// verrekenen van een boete met de bijstand kan alleen met een verordening; beleidsregels
// zijn niet genoeg.
//
// wet: awb#art-4-93-lid-1
func (k *rekening) verrekenen() {
	w, ok := k.r.Waarde(wetten.Verordening, k.d.Peil)
	if !ok {
		return
	}
	k.stappen = append(k.stappen, begrip.Stap{ID: "verordening", Waarde: b2i(w.Ja()), Eenheid: begrip.JaNee, Grond: w.Grond, Vervult: w.Vervult})
	if !w.Ja() {
		k.weiger(GeenVerordening, w.Grond)
	}
	if k.l.overleden != nil {
		k.weiger(Overleden, vAwb542lid1)
	}
	k.handeling("verrekenen", "", nil)
}
