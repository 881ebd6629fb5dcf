package recht

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// termijnenVanBoetes rekent per overtreding bezwaar, betaling, beslissen en verjaring.
func (k *rekening) termijnenVanBoetes(zs []zaak) {
	for i := range zs {
		z := &zs[i]
		if z.boete != nil {
			k.bezwaarBoete(z)
			k.betaling(z)
		}
		k.beslissen(z)
		if z.soort == boeteIntake || z.soort == boetePIP {
			k.verjaringsdag(z)
		}
	}
}

// bezwaarBoete rekent de bezwaartermijn tegen een boete, vanaf de bekendmaking.
//
// wet: awb#art-6-7
// wet: awb#art-6-8-lid-1
func (k *rekening) bezwaarBoete(z *zaak) {
	w, ok := k.r.Waarde(wetten.BezwaarWeken, z.verzonden)
	if !ok {
		return
	}
	k.dag("boete-verzonden", z.verzonden, z.boete.Nummer, vAwb68lid1)
	uiterlijk := k.zesWeken(z.verzonden, w)
	gedaan := begrip.Datum(0)
	if g := z.gemaakt; g != nil {
		gedaan = g.GeldigOp
		k.dag("bezwaar-gemaakt", gedaan, g.Nummer, w.Grond)
	}
	k.termijn("bezwaar", z.g.ID, z.verzonden, uiterlijk, k.standVan(z.verzonden, uiterlijk, gedaan))
}

// betaling rekent de betaaltermijn. Bezwaar houdt die niet tegen. Gehaald is zij op de
// dag waarop het betaalde optelt tot het bedrag dat nu staat. Wat bij overlijden nog niet
// betaald is vervalt.
//
// wet: awb#art-5-42-lid-2
// wet: awb#art-4-87-lid-1
// wet: awb#art-6-16
func (k *rekening) betaling(z *zaak) {
	w, ok := k.r.Waarde(wetten.BetalingWeken, z.verzonden)
	if !ok {
		return
	}
	k.dag("boete-verzonden", z.verzonden, z.boete.Nummer, w.Grond)
	uiterlijk := k.zesWeken(z.verzonden, w)
	bedrag := z.staat(k.d.Peil)
	k.stap("boete-bedrag", int64(bedrag), begrip.InCent, w.Grond)
	som, gedaan := begrip.Cent(0), begrip.Datum(0)
	for _, g := range z.feiten {
		if f, is := g.Feit.(*dossier.Betaald); is && gedaan == 0 {
			if som += f.Bedrag.Of(0); som >= bedrag {
				gedaan = g.GeldigOp
			}
		}
	}
	k.stap("betaald", int64(som), begrip.InCent, w.Grond)
	s := k.standVan(z.verzonden, uiterlijk, gedaan)
	if k.l.overleden != nil && gedaan == 0 {
		k.dag("overleden", k.l.overleden.GeldigOp, k.l.overleden.Nummer, vAwb542lid2)
		s = Vervallen
	}
	if bedrag == 0 {
		s = Vervallen
	}
	k.termijn("betaling", z.g.ID, z.verzonden, uiterlijk, s)
}

// beslissen rekent de dertien weken na het rapport; de Algemene termijnenwet geldt daar
// niet voor, want dertien weken is meer dan twaalf.
//
// wet: awb#art-5-51-lid-1
// wet: atw#art-4
func (k *rekening) beslissen(z *zaak) {
	var rapport *dossier.Gebeurtenis
	gedaan := begrip.Datum(0)
	for _, g := range z.feiten {
		switch g.Feit.(type) {
		case *dossier.Rapport:
			if rapport == nil {
				rapport = g
			}
		case *dossier.BoeteOpgelegd, *dossier.VanBoeteAfgezien:
			if gedaan == 0 {
				gedaan = g.GeldigOp
			}
		}
	}
	if rapport == nil {
		return
	}
	w, ok := k.r.Waarde(wetten.BeslissenWeken, rapport.GeldigOp)
	if !ok {
		return
	}
	k.dag("rapport", rapport.GeldigOp, rapport.Nummer, w.Grond)
	k.uitWet("termijn-weken", w, begrip.InWeken)
	uiterlijk := rapport.GeldigOp.PlusWeken(int(w.N))
	k.dag("laatste-dag", uiterlijk, 0, w.Grond)
	k.janee("atw-geldt-niet", true, vAtw4)
	if gedaan != 0 {
		k.dag("beslist", gedaan, 0, w.Grond)
	}
	s := k.standVan(rapport.GeldigOp, uiterlijk, gedaan)
	if k.l.overleden != nil && gedaan == 0 {
		k.dag("overleden", k.l.overleden.GeldigOp, k.l.overleden.Nummer, vAwb542lid1)
		s = Vervallen
	}
	k.termijn("beslissen", z.g.ID, rapport.GeldigOp, uiterlijk, s)
}

// verjaringsdag rekent tot wanneer een boete kan worden opgelegd. Zolang een tijdig
// bezwaar loopt staat deze termijn stil; die dagen komen erbij.
//
// wet: awb#art-5-45
func (k *rekening) verjaringsdag(z *zaak) {
	uiterlijk, opgeschort, w, ok := z.verjaring(k.r, k.d.Peil)
	if !ok {
		return
	}
	k.dag("gepleegd", z.gepleegd(), z.g.Nummer, w.Grond)
	k.uitWet("termijn-jaren", w, begrip.InJaren)
	if z.bezwaar != nil {
		k.dag("bezwaar-schort-op", z.bezwaar.GeldigOp, z.bezwaar.Nummer, vAwb545lid3)
	}
	gedaan := begrip.Datum(0)
	if z.staat(k.d.Peil) > 0 {
		gedaan = z.boete.GeldigOp
		k.dag("boete-opgelegd", gedaan, z.boete.Nummer, w.Grond)
	}
	s := k.standVan(z.gepleegd(), uiterlijk, gedaan)
	if opgeschort {
		s, uiterlijk = Opgeschort, 0
	} else {
		k.dag("laatste-dag", uiterlijk, 0, w.Grond)
		k.janee("atw-geldt-niet", true, vAtw4)
	}
	if k.l.overleden != nil && gedaan == 0 {
		k.dag("overleden", k.l.overleden.GeldigOp, k.l.overleden.Nummer, vAwb542lid1)
		s = Vervallen
	}
	k.termijn("verjaring", z.g.ID, z.gepleegd(), uiterlijk, s)
}
