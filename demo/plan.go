package demo

import (
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// De omvang van de onderdelen in de plannen van de demo. Het zijn keuzes van
// Voorbeeldstad binnen de wet, geen getallen van de wet; een proef houdt ze daaraan.
const (
	planPVT         = 12 * begrip.Uur
	planMAP         = 24 * begrip.Uur
	planGesprekken  = 6
	planB1          = 600 * begrip.Uur
	planOnderwijs   = 1500 * begrip.Uur
	planZ           = 800 * begrip.Uur
	weekOnderwijs   = 20 * begrip.Uur
	weekOverig      = 12 * begrip.Uur
	dagenVoorPIP    = 69 // ruim binnen tien weken na het begin
	dagenTeLaat     = 74
	dagenVerTeLaat  = 95
	procentTeLaat   = 12
	dagenAlsDeze    = 9 // een PIP dat nog gemeld moet worden is hooguit zo oud
	procentMeldLaat = 8
	dagenTotPlan    = 62 // tussen begin en een PIP waarvan de dag vastligt
)

// stelPlanVast legt het PIP, de afspraken en de melding vast. Onwaar: verder is het niet gekomen.
func (l *loop) stelPlanVast() bool {
	l.kiesDagPIP()
	l.kiesRoute()
	f := l.plan()
	s := l.leg(l.pip, f)
	if s == nil {
		return false
	}
	a := l.afspraken(f)
	als := l.leg(l.pip, a)
	als.ref, als.over = &a.PIP, s
	l.legBriefBij(s, "pip")
	if l.plek.tot == totPIP {
		return false
	}
	na := l.tussen(2, 8)
	if l.kans(procentMeldLaat) {
		na = l.tussen(12, 20)
	}
	if l.leg(l.naWerkdagen(l.pip, na), &dossier.PIPGemeld{}) == nil {
		return false
	}
	return l.plek.tot != totMelding
}

// kiesDagPIP houdt het PIP meestal binnen de tien weken, en soms erbuiten.
func (l *loop) kiesDagPIP() {
	uiterlijk := l.werkdagTerug(l.start.Plus(dagenVoorPIP))
	switch {
	case l.vast != 0:
		l.pip = l.vast
	case l.plek.wat == verhuisd:
		l.pip = l.werkdagTerug(l.start.Plus(l.tussen(20, dagenVoorPIP)))
	case l.plek.wat == opDerde || l.plek.wat == onwillig:
		l.pip = l.werkdag(l.start.Plus(l.tussen(dagenTeLaat, dagenVerTeLaat)))
	case l.plek.tot == totPIP && l.plek.aan < dagenTeLaat:
		l.pip = l.werkdagTerug(min(max(l.pip, l.o.Vandaag.Plus(-l.tussen(1, dagenAlsDeze))), uiterlijk))
	case l.plek.tot == totVandaag && l.kans(procentTeLaat):
		l.pip = max(l.pip, l.werkdag(l.start.Plus(l.tussen(dagenTeLaat, dagenVerTeLaat))))
	default:
		l.pip = max(l.laatste(), min(l.pip, uiterlijk))
	}
}

// pipVoorDezeWeek zoekt een werkdag voor het PIP waardoor de termijn van deze plaats
// vandaag of later deze week eindigt. Die is er niet altijd.
func (l *loop) pipVoorDezeWeek() (begrip.Datum, bool) {
	if l.plek.over == 0 {
		return 0, false
	}
	for eind := l.o.Vandaag; ; eind = eind.Plus(1) {
		if dag := eind.PlusMaanden(-l.plek.over); !l.isVrij(dag) && dag.PlusMaanden(l.plek.over) == eind {
			return dag, true
		}
		if eind.Weekdag() == begrip.Zondag {
			return 0, false
		}
	}
}

// laatste geeft de dag van het laatste feit tot nu toe.
func (l *loop) laatste() begrip.Datum {
	var d begrip.Datum
	for _, s := range l.stappen {
		d = max(d, s.dag)
	}
	return d
}

func (l *loop) kiesRoute() {
	switch {
	case l.plek.wat == verhuisd: // de route gaat mee
	case l.plek.wat == schaaltAf:
		l.route = begrip.RouteB1
	case l.toets == dossier.ToetsNietHaalbaar:
		l.route = kies(l.rng, []begrip.Leerroute{begrip.RouteZ, begrip.RouteZ, begrip.RouteZ, begrip.RouteB1})
	case l.plek.wat == wisselt:
		l.route = begrip.RouteOnderwijs
	default:
		l.route = kies(l.rng, []begrip.Leerroute{begrip.RouteB1, begrip.RouteB1, begrip.RouteB1, begrip.RouteOnderwijs, begrip.RouteOnderwijs})
	}
}

// plan geeft het PIP. De uren van de leerroute staan er alleen in voor een asielstatushouder.
func (l *loop) plan() *dossier.PIPVastgesteld {
	f := &dossier.PIPVastgesteld{Leerroute: l.route, PVTUren: dossier.Met(planPVT), Voortgangsgesprekken: dossier.Met(planGesprekken),
		VVE: dossier.Met(false), Verzonden: l.pip, Motivering: "De toets en het gesprek passen bij deze route."}
	if l.route != begrip.RouteZ {
		f.Niveau = begrip.NiveauB1
	}
	if l.route != begrip.RouteOnderwijs {
		f.MAPUren = dossier.Met(planMAP)
	}
	if l.asiel {
		f.Uren = dossier.Met(map[begrip.Leerroute]begrip.Uren{begrip.RouteB1: planB1, begrip.RouteOnderwijs: planOnderwijs, begrip.RouteZ: planZ}[l.route])
	}
	if l.toets == dossier.ToetsNietHaalbaar && l.route == begrip.RouteB1 {
		f.Motivering = "De toets zegt dat B1 moeilijk is. In het gesprek sprak en las u al goed. Daarom proberen wij B1."
	}
	return f
}

func (l *loop) afspraken(f *dossier.PIPVastgesteld) *dossier.PIPAfspraken {
	a := &dossier.PIPAfspraken{Ondersteuning: "U krijgt hulp van een maatschappelijk begeleider. U spreekt elke twee maanden met uw klantmanager.",
		PVT: "Vier ochtenden, met een bezoek aan het gemeentehuis.", Alfabetisering: "nvt", Bekendmaking: "post"}
	if l.land.zonderLatijnsSchrft && l.route == begrip.RouteZ {
		a.Alfabetisering = "aa"
	}
	if f.MAPUren.Is {
		a.MAP = "Lessen over werk en een werkplek om te oefenen."
	}
	if l.asiel {
		a.UrenPerWeek = dossier.Met(weekOverig)
		if l.route == begrip.RouteOnderwijs {
			a.UrenPerWeek = dossier.Met(weekOnderwijs)
		}
		a.Participatiewet = "Wij betalen zes maanden uw huur, energie en zorgverzekering uit uw uitkering."
	}
	if l.wilde() == begrip.RouteOnderwijs && l.route != begrip.RouteOnderwijs {
		a.AndereRoutes = "U wilde de onderwijsroute. Die vraagt hele dagen school. Dat lukt nu niet naast de zorg voor uw gezin."
	}
	return a
}

// wilde geeft de route die iemand in de intake noemde.
func (l *loop) wilde() begrip.Leerroute {
	for _, s := range l.stappen {
		if v, ok := s.feit.(*dossier.IntakeVerslag); ok && strings.HasPrefix(v.Wens, "Onderwijsroute") {
			return begrip.RouteOnderwijs
		}
	}
	return ""
}
