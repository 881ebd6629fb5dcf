package recht

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// termijnstand is de inburgeringstermijn zoals die nu loopt.
type termijnstand struct {
	begin, uiterlijk begrip.Datum
	verlengd, nieuw  bool // verlengd door DUO; een nieuwe termijn na een boete
	is               bool
}

// termijnduur rekent de inburgeringstermijn: drie jaar vanaf de dagtekening van het
// eerste PIP, met de maanden van verlengingen erbij voordat de dag wordt genomen. Een
// nieuwe termijn na een boete komt ervoor in de plaats. Latere PIP's verschuiven niets.
//
// wet: wi2021#art-11-lid-1
// wet: wi2021#art-11-lid-2
// wet: wi2021#art-11-lid-3
// wet: wi2021#art-12
// wet: wi2021#art-24-lid-2
// wet: bi2021#art-4.1
func (k *rekening) termijnduur() termijnstand {
	var t termijnstand
	basis, maanden := begrip.Datum(0), 0
	if pip := k.l.eerstePIP; pip != nil {
		if w, ok := k.r.Waarde(wetten.InburgeringMaanden, pip.GeldigOp); ok {
			k.dag("eerste-pip", pip.GeldigOp, pip.Nummer, vWi11lid2)
			k.uitWet("termijn-maanden", w, begrip.InMaanden)
			t = termijnstand{begin: pip.GeldigOp.Plus(1), is: true}
			basis, maanden = pip.GeldigOp, int(w.N)
		}
	}
	for _, g := range k.d.Feiten {
		switch f := g.Feit.(type) {
		case *dossier.TermijnVerlengd:
			switch {
			case !t.is:
			case f.Tot != 0:
				k.dag("verlengd-tot", f.Tot, g.Nummer, vWi12)
				t.verlengd, basis, maanden = true, f.Tot, 0
			case f.Maanden.Is:
				k.stappen = append(k.stappen, begrip.Stap{ID: "verlengd-maanden", Waarde: int64(f.Maanden.Waarde), Eenheid: begrip.InMaanden, Feit: int32(g.Nummer), Grond: vWi12})
				t.verlengd, maanden = true, maanden+f.Maanden.Waarde
			}
		case *dossier.NieuweTermijn:
			k.dag("nieuwe-termijn", g.GeldigOp, g.Nummer, vWi24lid2)
			k.stappen = append(k.stappen, begrip.Stap{ID: "termijn-maanden", Waarde: int64(f.Maanden.Waarde), Eenheid: begrip.InMaanden, Feit: int32(g.Nummer), Grond: vWi24lid2})
			t = termijnstand{begin: g.GeldigOp.Plus(1), nieuw: true, verlengd: t.verlengd, is: true}
			basis, maanden = g.GeldigOp, f.Maanden.Waarde
		}
	}
	if t.is {
		t.uiterlijk = basis.PlusMaanden(maanden)
	}
	return t
}

// inburgeringstermijn zet de termijn in het antwoord. Zij is gehaald als aan de plicht
// is voldaan, en vervalt als de plicht om een andere reden eindigt.
func (k *rekening) inburgeringstermijn() {
	k.duur = k.termijnduur()
	t := k.duur
	if !t.is {
		k.klaar()
		return
	}
	k.dag("termijn-begint", t.begin, 0, vWi11lid2)
	k.dag("termijn-loopt-tot-en-met", t.uiterlijk, 0, vWi11lid3)
	k.janee("atw-geldt-niet", true, vAtw4)
	gedaan := begrip.Datum(0)
	if k.l.reden == dossier.EindeVoldaan {
		gedaan = k.l.einde
		k.dag("aan-plicht-voldaan", gedaan, k.l.eindeFeit.Nummer, vWi6)
	}
	k.termijn("inburgeringstermijn", "", t.begin, t.uiterlijk, k.naEinde(k.standVan(t.begin, t.uiterlijk, gedaan), t.uiterlijk))
}

// leerrouteWijzigen rekent tot wanneer van leerroute gewisseld kan worden.
//
// wet: wi2021#art-17-lid-2
// wet: bi2021#art-5.4-lid-1
func (k *rekening) leerrouteWijzigen() {
	pip := k.l.eerstePIP
	w, ok := k.r.Waarde(wetten.LeerrouteWijzigen, pip.GeldigOp)
	if !ok {
		return
	}
	uiterlijk := k.maandenVanaf("eerste-pip", pip, pip.GeldigOp, w, vAtw4)
	k.termijn("leerroute-wijzigen", "", pip.GeldigOp, uiterlijk, k.naEinde(k.standVan(pip.GeldigOp, uiterlijk, 0), uiterlijk))
}

// maandenVanaf schrijft vanaf welke dag een termijn in maanden telt en geeft haar laatste
// dag. Geen daarvan schuift: de ene is langer dan drie maanden, de andere is beleid.
func (k *rekening) maandenVanaf(id string, g *dossier.Gebeurtenis, dag begrip.Datum, w wetten.Waarde, vast *begrip.Vindplaats) begrip.Datum {
	k.dag(id, dag, g.Nummer, w.Grond)
	k.uitWet("termijn-maanden", w, begrip.InMaanden)
	uiterlijk := dag.PlusMaanden(int(w.N))
	k.dag("laatste-dag", uiterlijk, 0, w.Grond)
	k.janee("atw-geldt-niet", true, vast)
	return uiterlijk
}

// verlengingAanvragen rekent wanneer verlenging gevraagd kan worden: vanaf zes maanden
// vóór de dag na de laatste dag van de termijn.
//
// wet: bi2021#art-4.5-lid-1
func (k *rekening) verlengingAanvragen() {
	begin, w, ok := k.venster()
	if !ok {
		return
	}
	uiterlijk := k.duur.uiterlijk
	k.dag("termijn-loopt-tot-en-met", uiterlijk, 0, vWi11lid3)
	k.uitWet("termijn-maanden", w, begrip.InMaanden)
	k.dag("venster-opent", begin, 0, w.Grond)
	k.termijn("verlenging-aanvragen", "", begin, uiterlijk, k.naEinde(k.standVan(begin, uiterlijk, 0), uiterlijk))
}

// venster geeft de eerste dag waarop verlenging gevraagd kan worden.
func (k *rekening) venster() (begrip.Datum, wetten.Waarde, bool) {
	if !k.duur.is {
		return 0, wetten.Waarde{}, false
	}
	w, ok := k.r.Waarde(wetten.VerlengingVenster, k.duur.uiterlijk)
	return k.duur.uiterlijk.Plus(1).PlusMaanden(-int(w.N)), w, ok
}

// aanbodLeerroute rekent tot wanneer de gemeente een asielstatushouder een leerroute
// aanbiedt. De wet zegt tijdig; een vaste termijn is beleid. Een andere leerroute begint
// opnieuw, en dan telt alleen een aanbod vanaf die dag.
//
// wet: wi2021#art-16-lid-1
// wet: wi2021#art-13-lid-1
func (k *rekening) aanbodLeerroute() {
	g := k.l.routeSinds
	begin := verzonden(g)
	w, ok := k.r.Waarde(wetten.AanbodLeerroute, begin)
	if !ok || w.Geen {
		return
	}
	if k.l.doelgroep == "" {
		k.vraag("persoon.doelgroep", begrip.VanDUO, vWi13lid1)
	}
	if k.l.doelgroep != begrip.Asielstatushouder {
		return
	}
	id := "pip-verzonden"
	if _, is := g.Feit.(*dossier.LeerrouteGewijzigd); is {
		id = "leerroute-gewijzigd"
	}
	uiterlijk := k.maandenVanaf(id, g, begin, w, vAtw5)
	k.termijn("aanbod-leerroute", "", begin, uiterlijk, k.naEinde(k.standVan(begin, uiterlijk, k.aangeboden(dossier.AanbodLeerroute, g.GeldigOp)), uiterlijk))
}

// aanbodMAP rekent tot wanneer de gemeente de MAP aanbiedt; niet bij de onderwijsroute.
//
// wet: bi2021#art-3.2
// wet: wi2021#art-8-lid-3
func (k *rekening) aanbodMAP() {
	begin := verzonden(k.l.eerstePIP)
	w, ok := k.r.Waarde(wetten.AanbodMAP, begin)
	if !ok || w.Geen || k.l.route == begrip.RouteOnderwijs {
		return
	}
	uiterlijk := k.maandenVanaf("pip-verzonden", k.l.eerstePIP, begin, w, vAtw5)
	k.termijn("aanbod-map", "", begin, uiterlijk, k.naEinde(k.standVan(begin, uiterlijk, k.aangeboden(dossier.AanbodMAP, k.l.eerstePIP.GeldigOp)), uiterlijk))
}

// aangeboden zoekt de eerste dag vanaf een dag waarop de gemeente iets aanbood.
func (k *rekening) aangeboden(wat dossier.Aanbod, vanaf begrip.Datum) begrip.Datum {
	for _, g := range k.d.Feiten {
		if f, ok := g.Feit.(*dossier.Aangeboden); ok && f.Wat == wat && g.GeldigOp >= vanaf {
			grond := vBi32
			if wat == dossier.AanbodLeerroute {
				grond = vWi16lid1
			}
			k.dag("aangeboden", g.GeldigOp, g.Nummer, grond)
			return g.GeldigOp
		}
	}
	return 0
}

// ontzorgen rekent de zes maanden waarin de gemeente vaste lasten uit de bijstand
// betaalt. De dag van toekenning telt mee. Eindigt de bijstand eerder, dan eindigt dit
// ook; een tweede toekenning binnen de zes maanden gaat verder in hetzelfde tijdvak.
//
// wet: pw#art-56a
func (k *rekening) ontzorgen() {
	var begin *dossier.Gebeurtenis
	var uiterlijk begrip.Datum
	var beeindigd *dossier.Gebeurtenis
	var maanden wetten.Waarde
	for _, g := range k.d.Feiten {
		switch g.Feit.(type) {
		case *dossier.BijstandToegekend:
			if begin != nil && g.GeldigOp <= uiterlijk {
				beeindigd = nil
				continue
			}
			w, ok := k.r.Waarde(wetten.OntzorgenMaanden, g.GeldigOp)
			if !ok {
				continue
			}
			begin, beeindigd, maanden = g, nil, w
			uiterlijk = laatsteMeegerekend(g.GeldigOp, int(w.N))
		case *dossier.BijstandBeeindigd:
			if begin != nil && g.GeldigOp <= uiterlijk && beeindigd == nil {
				beeindigd = g
			}
		}
	}
	if begin == nil {
		return
	}
	if k.l.doelgroep == "" {
		k.vraag("persoon.doelgroep", begrip.VanDUO, vWi13lid1)
	}
	if k.l.doelgroep != begrip.Asielstatushouder {
		return
	}
	k.dag("bijstand-toegekend", begin.GeldigOp, begin.Nummer, maanden.Grond)
	k.uitWet("termijn-maanden", maanden, begrip.InMaanden)
	k.dag("laatste-dag-meegerekend", uiterlijk, 0, maanden.Grond)
	s := Lopend
	switch {
	case beeindigd != nil:
		s = Vervallen
		k.dag("bijstand-beeindigd", beeindigd.GeldigOp, beeindigd.Nummer, maanden.Grond)
	case k.l.overleden != nil && k.l.overleden.GeldigOp <= uiterlijk:
		s = Vervallen
		k.dag("overleden", k.l.overleden.GeldigOp, k.l.overleden.Nummer, maanden.Grond)
	case k.d.Peil > uiterlijk:
		s = Gehaald
	}
	k.termijn("ontzorgen", "", begin.GeldigOp, uiterlijk, s)
}

// laatsteMeegerekend geeft de laatste dag van een tijdvak waarvan de eerste dag meetelt:
// de dag vóór hetzelfde dagnummer, of de laatste dag van de maand als dat er niet is.
func laatsteMeegerekend(begin begrip.Datum, maanden int) begrip.Datum {
	dag := begin.PlusMaanden(maanden)
	if dag.DagVanMaand() < begin.DagVanMaand() {
		return dag
	}
	return dag.Plus(-1)
}
