package recht

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

const (
	ankerInschrijving = "inschrijving"
)

// pipVaststellen rekent de termijn voor het PIP. Onder de tekst van 2022 telt voor
// iedereen de inschrijving; sinds 2023 de kennisgeving van DUO, behalve voor wie onder
// art. 28 Huisvestingswet is gehuisvest en toen nog niet was ingeschreven. Na een
// verhuizing telt de nieuwe inschrijving.
//
// wet: bi2021#art-5.3-lid-1
// wet: bi2021#art-5.3-lid-3
func (k *rekening) pipVaststellen() {
	anker, weken, ok := k.pipAnker()
	if !ok {
		k.klaar()
		return
	}
	begin := anker.GeldigOp
	k.uitWet("termijn-weken", weken, begrip.InWeken)
	dag := begin.PlusWeken(int(weken.N))
	k.dag("laatste-dag", dag, 0, weken.Grond)
	uiterlijk := k.schuif(dag)

	gedaan := k.l.eerstePIP
	if k.l.verhuizing != nil {
		gedaan = k.l.pipSindsVerhuizing
	}
	klaarOp := begrip.Datum(0)
	if gedaan != nil {
		klaarOp = gedaan.GeldigOp
		k.dag("pip-vastgesteld", klaarOp, gedaan.Nummer, vWi15lid3)
	}
	wacht := false
	if w, geldt := k.r.Waarde(wetten.PIPDerdeWeken, begin); geldt {
		gewoon := uiterlijk
		uiterlijk, wacht = k.wachtOpDerde(begin, gewoon, w)
		if gedaan != nil && klaarOp <= gewoon {
			wacht = false // het PIP was er voordat de termijn kon stilstaan
		}
	}
	s := k.standVan(begin, uiterlijk, klaarOp)
	if wacht {
		uiterlijk = 0
		if s = Opgeschort; gedaan != nil {
			s = Gehaald
		}
	}
	k.termijn("pip-vaststellen", "", begin, uiterlijk, k.naEinde(s, uiterlijk))
}

// pipAnker zoekt de dag vanaf wanneer geteld wordt en vraagt wat daarvoor ontbreekt.
func (k *rekening) pipAnker() (*dossier.Gebeurtenis, wetten.Waarde, bool) {
	l := &k.l
	if v := l.verhuizing; v != nil {
		w, ok := k.waarde(wetten.PIPVerhuizingWeken, v.GeldigOp)
		k.dag("verhuisd-hierheen", v.GeldigOp, v.Nummer, w.Grond)
		return v, w, ok
	}
	if i := l.inschrijving; i != nil {
		anker, _ := k.waarde(wetten.PIPAnker, i.GeldigOp)
		if anker.Tekst == ankerInschrijving {
			w, ok := k.waarde(wetten.PIPWeken, i.GeldigOp)
			k.dag("ingeschreven-tekst-2022", i.GeldigOp, i.Nummer, anker.Grond)
			return i, w, ok
		}
	} else {
		k.vraag("inschrijving", begrip.VanBRP, vBi53lid1)
	}
	if l.kennisgeving == nil {
		k.vraag("kennisgeving", begrip.VanDUO, vBi53lid1)
		return nil, wetten.Waarde{}, false
	}
	k.dag("kennisgeving", l.kennisgeving.GeldigOp, l.kennisgeving.Nummer, vBi53lid1)
	anker := k.ingeschrevenBijKennisgeving()
	w, ok := k.waarde(wetten.PIPWeken, anker.GeldigOp)
	return anker, w, ok
}

// ingeschrevenBijKennisgeving kiest tussen kennisgeving en latere inschrijving van wie
// door de gemeente is gehuisvest. Of dat zo is, is een feit; ontbreekt het, dan vragen wij.
//
// wet: bi2021#art-5.3-lid-1
func (k *rekening) ingeschrevenBijKennisgeving() *dossier.Gebeurtenis {
	kennis, in := k.l.kennisgeving, k.l.inschrijving
	if in == nil {
		return kennis
	}
	k.dag("ingeschreven", in.GeldigOp, in.Nummer, vBi53lid1)
	if in.GeldigOp <= kennis.GeldigOp {
		return kennis
	}
	f, ok := in.Feit.(*dossier.Inschrijving)
	if !ok {
		return kennis
	}
	if !f.Gehuisvest.Is && k.l.doelgroep == begrip.Asielstatushouder {
		k.vraag("inschrijving.gehuisvest", begrip.VanGemeente, vBi53lid1)
	}
	k.janee("gehuisvest-later-ingeschreven", f.Gehuisvest.Of(false), vBi53lid1)
	if f.Gehuisvest.Of(false) {
		return in
	}
	return kennis
}

// wachtOpDerde rekent met onmisbare informatie van een derde: gevraagd binnen de tien
// weken en alles ontvangen geeft twee weken na het laatste bericht, als dat later is.
// Is niet alles binnen en zijn de tien weken om, dan staat de termijn stil. Ook wat na
// het PIP binnenkomt telt: de laatste dag hangt af van de informatie, niet van het PIP.
//
// wet: bi2021#art-5.3-lid-2
func (k *rekening) wachtOpDerde(begin, uiterlijk begrip.Datum, w wetten.Waarde) (laatste begrip.Datum, wacht bool) {
	laatste = uiterlijk
	var ontvangen *dossier.Gebeurtenis
	binnen := k.ontvangsten()
	for _, g := range k.d.Feiten {
		vraag, ok := g.Feit.(*dossier.InformatieOpgevraagd)
		if !ok {
			continue
		}
		antwoord := binnen.antwoordOp(vraag.Bij, g.GeldigOp)
		if g.GeldigOp < begin || g.GeldigOp > uiterlijk {
			continue
		}
		k.dag("informatie-gevraagd", g.GeldigOp, g.Nummer, w.Grond)
		if antwoord == nil {
			wacht = true
		} else if ontvangen == nil || antwoord.GeldigOp > ontvangen.GeldigOp {
			ontvangen = antwoord
		}
	}
	if wacht {
		k.janee("informatie-compleet", false, w.Grond)
		return laatste, k.d.Peil > uiterlijk
	}
	if ontvangen != nil {
		k.dag("informatie-ontvangen", ontvangen.GeldigOp, ontvangen.Nummer, w.Grond)
		k.uitWet("termijn-weken", w, begrip.InWeken)
		dag := ontvangen.GeldigOp.PlusWeken(int(w.N))
		k.dag("laatste-dag", dag, 0, w.Grond)
		laatste = max(laatste, k.schuif(dag))
		k.dag("laatste-van-beide", laatste, 0, w.Grond)
	}
	return laatste, false
}

// ontvangsten is per derde wat er binnenkwam en nog geen vraag beantwoordt, oudste eerst.
type ontvangsten map[string][]*dossier.Gebeurtenis

func (k *rekening) ontvangsten() ontvangsten {
	var uit ontvangsten
	for _, g := range k.d.Feiten {
		if f, ok := g.Feit.(*dossier.InformatieOntvangen); ok {
			if uit == nil {
				uit = ontvangsten{}
			}
			uit[f.Bij] = append(uit[f.Bij], g)
		}
	}
	return uit
}

// antwoordOp neemt de eerste ontvangst van deze derde op of na de dag van de vraag. De
// vragen komen op volgorde van dag, dus wat ouder is beantwoordt ook geen latere.
func (o ontvangsten) antwoordOp(bij string, vanaf begrip.Datum) *dossier.Gebeurtenis {
	rij := o[bij]
	for len(rij) > 0 && rij[0].GeldigOp < vanaf {
		rij = rij[1:]
	}
	if len(rij) == 0 {
		return nil
	}
	o[bij] = rij[1:]
	return rij[0]
}

// pipMelden rekent de dag waarop het laatste PIP bij DUO moet zijn, in werkdagen; het
// tellen begint op de dag na de dagtekening.
//
// wet: bi2021#art-9.3-lid-2
func (k *rekening) pipMelden() {
	pip := k.l.laatstePIP
	w, ok := k.r.Waarde(wetten.PIPMeldenWerkdagen, pip.GeldigOp)
	if !ok || w.Geen {
		return
	}
	k.dag("pip-dagtekening", pip.GeldigOp, pip.Nummer, vBi93lid2)
	k.uitWet("termijn-werkdagen", w, begrip.InWerkdagen)
	uiterlijk := werkdagenNa(k.r, pip.GeldigOp, int(w.N))
	k.dag("laatste-dag", uiterlijk, 0, w.Grond)
	gedaan := begrip.Datum(0)
	for _, g := range k.d.Feiten {
		if _, is := g.Feit.(*dossier.PIPGemeld); is && g.GeldigOp >= pip.GeldigOp {
			gedaan = g.GeldigOp
			k.dag("pip-gemeld", gedaan, g.Nummer, vBi93lid2)
			break
		}
	}
	k.termijn("pip-melden", "", pip.GeldigOp, uiterlijk, k.naEinde(k.standVan(pip.GeldigOp, uiterlijk, gedaan), uiterlijk))
}

// bezwaarPIP rekent de bezwaartermijn tegen het laatste PIP.
//
// wet: wi2021#art-15-lid-3
// wet: awb#art-6-7
// wet: awb#art-6-8-lid-1
func (k *rekening) bezwaarPIP() {
	pip := k.l.laatstePIP
	begin := verzonden(pip)
	w, ok := k.r.Waarde(wetten.BezwaarWeken, begin)
	if !ok {
		return
	}
	k.dag("pip-verzonden", begin, pip.Nummer, vAwb68lid1)
	uiterlijk := k.zesWeken(begin, w)
	gedaan := begrip.Datum(0)
	for _, g := range k.d.Feiten {
		if f, is := g.Feit.(*dossier.Bezwaar); is && f.Overtreding == "" && f.Tegen == dossier.TegenPIP && g.GeldigOp >= pip.GeldigOp {
			gedaan = g.GeldigOp
			k.dag("bezwaar-gemaakt", gedaan, g.Nummer, w.Grond)
			break
		}
	}
	k.termijn("bezwaar", "pip", begin, uiterlijk, k.standVan(begin, uiterlijk, gedaan))
}

// zesWeken telt een termijn in weken van de Awb, met de Algemene termijnenwet.
func (k *rekening) zesWeken(begin begrip.Datum, w wetten.Waarde) begrip.Datum {
	k.uitWet("termijn-weken", w, begrip.InWeken)
	dag := begin.PlusWeken(int(w.N))
	k.dag("laatste-dag", dag, 0, w.Grond)
	return k.schuif(dag)
}
