package recht

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// urenstand is wat er aan uren en gesprekken is, per norm geteld zoals die norm telt.
type urenstand struct {
	zCursus, zParticipatie, begeleiding begrip.Uren
	pvt, mapKlassikaal, mapPraktijk     begrip.Uren
	afschalen, afschalenKlassikaal      begrip.Uren
	verlenging                          begrip.Uren
	gesprekken                          int64

	pvtVoldaan, mapVoldaan      bool
	afschalenGenoeg, klasGenoeg bool
	zUrenVoldaan, verlengGenoeg bool
	examensVoldaan              bool
}

// telUren loopt langs de gevolgde uren. Uren van vóór het eerste PIP tellen alleen als
// zij in de brede intake zijn gemaakt; intake-uren tellen alleen bij de normen die dat
// zeggen. Uren van een eerdere leerroute tellen mee naar hun soort.
//
// wet: bi2021#art-5.3-lid-5
// wet: bi2021#art-5.4-lid-4
func (k *rekening) telUren() {
	u := &k.stand
	pip := k.l.eerstePIP.GeldigOp
	jaar := pip.PlusJaren(1)
	for _, g := range k.d.Feiten {
		switch f := g.Feit.(type) {
		case *dossier.Uren:
			if intake := f.Intake.Of(false); intake || g.GeldigOp >= pip {
				u.tel(f, intake)
			}
		case *dossier.Voortgangsgesprek:
			if g.GeldigOp > pip && g.GeldigOp <= jaar {
				u.gesprekken++
			}
		}
	}
}

// tel zet uren bij elke norm waarvoor zij meetellen.
//
// wet: bi2021#art-3.14-lid-2
// wet: bi2021#art-3.14-lid-5
// wet: bi2021#art-3.14-lid-6
// wet: bi2021#art-3.1-lid-3
// wet: bi2021#art-5.5-lid-1
// wet: bi2021#art-4.4-lid-3
func (u *urenstand) tel(f *dossier.Uren, intake bool) {
	n := f.Aantal.Of(0)
	keurmerk := f.Keurmerk == dossier.KeurmerkBOW || f.Keurmerk == dossier.KeurmerkDiplomaErkenning
	klas := f.Vorm != dossier.Online
	switch f.Wat {
	case dossier.UrenNT2, dossier.UrenAlfabetisering, dossier.UrenKNM:
		if !keurmerk {
			return
		}
		if klas {
			u.zCursus += n
		}
		if f.Wat == dossier.UrenKNM {
			return
		}
		u.afschalen += n
		if klas {
			u.afschalenKlassikaal += n
		}
		if !intake {
			u.verlenging += n
		}
	case dossier.UrenPVT:
		u.pvt += n
	case dossier.UrenMAPPraktijk:
		u.mapPraktijk += n
	}
	if intake {
		return
	}
	switch f.Wat {
	case dossier.UrenMAPKlassikaal:
		u.mapKlassikaal += n
		u.zParticipatie += n
	case dossier.UrenParticipatie, dossier.UrenPVT, dossier.UrenMAPPraktijk:
		u.zParticipatie += n
	case dossier.UrenMaatschappelijkBegeleiden:
		u.begeleiding += n
	}
}

// normen zet de normen van de leerroute van nu in het antwoord; zonder PIP zijn er geen.
func (k *rekening) normen() {
	if k.l.eerste == nil {
		return
	}
	k.telUren()
	switch k.l.route {
	case begrip.RouteZ:
		k.normenZ()
	case begrip.RouteB1:
		k.normenB1()
	}
	k.normPVT()
	if k.l.route != begrip.RouteOnderwijs {
		k.normenMAP()
	}
	k.normGesprekken()
	if k.l.route != begrip.RouteZ {
		k.normExamens()
	}
}

// norm sluit een norm af. Grond is de bepaling die zegt wat meetelt.
func (k *rekening) norm(sleutel string, eis, behaald int64, e begrip.Eenheid, extra bool, grond *begrip.Vindplaats) bool {
	k.stap("behaald", behaald, e, grond)
	rest := max(eis-behaald, 0)
	k.stap("rest", rest, e, grond)
	n := Norm{Sleutel: sleutel, Eis: eis, Behaald: behaald, Rest: rest, Eenheid: e, Voldaan: rest == 0 && extra}
	n.Uitleg, n.Bronnen, _ = k.klaar()
	k.a.Normen = append(k.a.Normen, n)
	return n.Voldaan
}

// urennorm is een norm in uren met een eis uit wetten. Onwaar als er geen eis is.
func (k *rekening) urennorm(sleutel string, s wetten.Sleutel, behaald begrip.Uren, grond *begrip.Vindplaats) bool {
	w, ok := k.r.Waarde(s, k.d.Peil)
	if !ok || w.Geen {
		return false
	}
	k.uitWet("eis", w, begrip.InUren)
	if grond == nil {
		grond = w.Grond
	}
	return k.norm(sleutel, w.N*int64(begrip.Uur), int64(behaald), begrip.InUren, true, grond)
}

// normenZ: cursusuren voor iedereen, participatie-uren alleen voor asielstatushouders.
//
// wet: bi2021#art-3.14-lid-2
// wet: bi2021#art-3.14-lid-3
// wet: wi2021#art-9
func (k *rekening) normenZ() {
	u := &k.stand
	grond := vBi314lid2
	if k.l.doelgroep == begrip.GezinEnOverig {
		grond = vBi314lid3
	}
	k.vorigeRoute()
	u.zUrenVoldaan = k.urennorm("z-cursus", wetten.ZCursusUren, u.zCursus, grond)
	switch k.l.doelgroep {
	case "":
		k.vraag("persoon.doelgroep", begrip.VanDUO, vWi13lid1)
		u.zUrenVoldaan = false
	case begrip.Asielstatushouder:
		if w, ok := k.r.Waarde(wetten.BegeleidingParticipatie, k.d.Peil); ok && w.Ja() {
			k.stap("begeleiding-telt-mee", int64(u.begeleiding), begrip.InUren, w.Grond)
			u.zParticipatie += u.begeleiding
		}
		voldaan := k.urennorm("z-participatie", wetten.ZParticipatieUren, u.zParticipatie, vBi314lid5)
		u.zUrenVoldaan = u.zUrenVoldaan && voldaan
	}
}

// normenB1: de uren voor afschalen, en voor gezin en overig die voor verlenging.
//
// wet: bi2021#art-5.5-lid-1
// wet: bi2021#art-4.4-lid-3
func (k *rekening) normenB1() {
	u := &k.stand
	k.vorigeRoute()
	u.afschalenGenoeg = k.urennorm("afschalen-uren", wetten.AfschalenUren, u.afschalen, vBi55lid1)
	u.klasGenoeg = k.urennorm("afschalen-klassikaal", wetten.AfschalenKlassikaal, u.afschalenKlassikaal, nil)
	switch k.l.doelgroep {
	case "":
		k.vraag("persoon.doelgroep", begrip.VanDUO, vWi13lid1)
	case begrip.GezinEnOverig:
		u.verlengGenoeg = k.urennorm("verlenging-uren", wetten.VerlengingUren, u.verlenging, nil)
	}
}

// vorigeRoute schrijft op dat uren van een eerdere leerroute meetellen naar hun soort.
//
// wet: bi2021#art-5.4-lid-4
func (k *rekening) vorigeRoute() {
	if k.l.routeGewijzigd {
		k.janee("uren-vorige-route-tellen", true, vBi54lid4)
	}
}

// normPVT: twaalf uur, minstens één activiteit en de ondertekening.
//
// wet: bi2021#art-3.1-lid-1
// wet: bi2021#art-3.1-lid-2
// wet: bi2021#art-3.1-lid-3
func (k *rekening) normPVT() {
	w, ok := k.r.Waarde(wetten.PVTUren, k.d.Peil)
	if !ok {
		return
	}
	k.uitWet("eis", w, begrip.InUren)
	k.janee("pvt-activiteit", k.l.pvtActiviteit, vBi31lid2)
	k.janee("pvt-ondertekend", k.l.pvtGetekend, vBi31lid1)
	k.stand.pvtVoldaan = k.norm("pvt", w.N*int64(begrip.Uur), int64(k.stand.pvt), begrip.InUren, k.l.pvtActiviteit && k.l.pvtGetekend, w.Grond)
}

// normenMAP: het praktijkdeel is landelijk, het klassikale deel is beleid. Het PIP kan
// meer klassikale uren noemen, tot het maximum van het beleid.
//
// wet: bi2021#art-3.2
func (k *rekening) normenMAP() {
	u := &k.stand
	u.mapVoldaan = true
	if w, ok := k.r.Waarde(wetten.MAPKlassikaalMinimum, k.d.Peil); ok && !w.Geen {
		eis := begrip.Uren(w.N) * begrip.Uur
		k.uitWet("map-minimum", w, begrip.InUren)
		if k.l.mapUren > eis {
			k.stap("map-uren-in-pip", int64(k.l.mapUren), begrip.InUren, vWi15lid1)
			eis = k.l.mapUren
			if m, ok := k.r.Waarde(wetten.MAPKlassikaalMaximum, k.d.Peil); ok && !m.Geen {
				k.uitWet("map-maximum", m, begrip.InUren)
				eis = min(eis, begrip.Uren(m.N)*begrip.Uur)
			}
		}
		k.stap("eis", int64(eis), begrip.InUren, w.Grond)
		u.mapVoldaan = k.norm("map-klassikaal", int64(eis), int64(u.mapKlassikaal), begrip.InUren, true, w.Grond)
	}
	voldaan := k.urennorm("map-praktijk", wetten.MAPPraktijkUren, u.mapPraktijk, nil)
	u.mapVoldaan = u.mapVoldaan && voldaan && k.l.gesprekMAP != nil
}

// normGesprekken telt de voortgangsgesprekken in het eerste jaar van de termijn.
//
// wet: bi2021#art-5.3-lid-4
func (k *rekening) normGesprekken() {
	w, ok := k.r.Waarde(wetten.GesprekkenJaar1, k.d.Peil)
	if !ok || w.Geen {
		return
	}
	k.uitWet("eis", w, begrip.InAantal)
	k.dag("eerste-jaar-tot-en-met", k.l.eerstePIP.GeldigOp.PlusJaren(1), 0, w.Grond)
	k.norm("voortgangsgesprekken-jaar1", w.N, k.stand.gesprekken, begrip.InAantal, true, w.Grond)
}

// gehaald geeft de onderdelen die op het niveau dat geldt zijn gehaald, of waarvan
// iemand is vrijgesteld. Afgeschaald geldt op de B1-route A2.
func (l *lezing) gehaald() uint8 {
	uit := l.geslaagdB1 | l.vrijgesteld
	if l.route == begrip.RouteB1 {
		uit |= l.geslaagdA2 & l.afgeschaald
	}
	return uit
}

// normExamens telt de gehaalde examenonderdelen.
//
// wet: wi2021#art-7
// wet: wi2021#art-7-lid-3
// wet: bi2021#art-3.3
// wet: wi2021#art-8
// wet: wi2021#art-17-lid-3
func (k *rekening) normExamens() {
	w, ok := k.r.Waarde(wetten.ExamenOnderdelen, k.d.Peil)
	if !ok {
		return
	}
	grond := vWi7lid1
	if k.l.route == begrip.RouteOnderwijs {
		grond = vWi8lid1
	}
	for _, g := range k.l.zonderNiveau {
		f, is := g.Feit.(*dossier.Examen)
		if is && k.l.gehaald()&bit(f.Onderdeel) == 0 {
			k.vraag(naam("examen", g.ID)+".niveau", begrip.VanDUO, grond)
		}
	}
	k.uitWet("eis", w, begrip.InAantal)
	if k.l.vrijgesteld != 0 {
		k.stap("vrijgestelde-onderdelen", tel(k.l.vrijgesteld), begrip.InAantal, vWi7lid3)
	}
	k.stand.examensVoldaan = k.norm("examens", w.N, tel(k.l.gehaald()), begrip.InAantal, true, grond)
}

// tel telt de onderdelen in een bitrij.
func tel(b uint8) int64 {
	n := int64(0)
	for ; b != 0; b &= b - 1 {
		n++
	}
	return n
}
