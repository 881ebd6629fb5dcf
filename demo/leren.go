package demo

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// leer loopt van het aanbod tot het einde: lessen, gesprekken, modules, examens.
func (l *loop) leer() {
	einde := l.einde()
	lang := l.pip.PlusMaanden(38)
	if einde != 0 {
		lang = einde
	}
	lang = min(lang, l.o.Vandaag)
	l.biedAan()
	l.volgLessen(lang)
	l.doePVT(lang)
	l.doeMAP(lang)
	l.spreek(lang)
	l.bijzonderheid(lang)
	if l.route == begrip.RouteZ {
		l.rondZAf(lang)
	} else {
		l.doeExamens(lang)
	}
}

// einde legt vast dat iemand vertrok of overleed en geeft die dag; leeg is geen van beide.
func (l *loop) einde() begrip.Datum {
	dag := l.werkdag(l.pip.Plus(l.tussen(90, 260)))
	switch l.plek.wat {
	case vertrokken:
		l.vanDUO(dag, &dossier.PlichtGeeindigd{Reden: dossier.EindeVertrokken})
	case overleden:
		l.vanBRP(dag, &dossier.Overleden{})
	default:
		return 0
	}
	return dag.Plus(-1)
}

func (l *loop) biedAan() {
	if l.asiel {
		dagen := l.tussen(15, 75)
		if l.kans(10) {
			dagen = l.tussen(95, 130)
		}
		l.biedBij(l.werkdag(l.pip.Plus(dagen)), dossier.AanbodLeerroute, 26)
	}
	l.biedBij(l.werkdag(l.pip.Plus(l.tussen(30, 80))), dossier.AanbodPVT, 6)
	if l.route != begrip.RouteOnderwijs {
		l.biedBij(l.werkdag(l.pip.Plus(l.tussen(60, 165))), dossier.AanbodMAP, 16)
	}
}

// biedBij legt een aanbod vast en bij welke instelling iemand meedoet, tot zoveel maanden
// na het PIP.
func (l *loop) biedBij(dag begrip.Datum, wat dossier.Aanbod, maanden int) {
	i := InstellingVoor(wat)
	s := l.leg(dag, &dossier.Aangeboden{Wat: wat, Instelling: i.Naam})
	if s == nil {
		return
	}
	f := &dossier.Deelname{Aanbieder: i.Kenmerk, Naam: i.Naam, Wat: wat, Vanaf: dag, Tot: max(l.werkdag(l.pip.PlusMaanden(maanden)), dag)}
	d := l.leg(dag, f)
	d.ref, d.over = &f.Over, s
}

// biedOpnieuwAan doet na een wissel van route het aanbod dat bij de nieuwe route hoort.
func (l *loop) biedOpnieuwAan(dag begrip.Datum) {
	if l.asiel {
		l.leg(l.werkdag(dag.Plus(l.tussen(20, 70))), &dossier.Aangeboden{Wat: dossier.AanbodLeerroute, Instelling: InstellingVoor(dossier.AanbodLeerroute).Naam})
	}
	l.biedBij(l.werkdag(dag.Plus(l.tussen(30, 80))), dossier.AanbodMAP, 16)
}

// volgLessen schrijft elk kwartaal de gevolgde uren op, twee jaar lang.
func (l *loop) volgLessen(lang begrip.Datum) {
	per := begrip.Uren(l.tussen(70, 110)) * begrip.Uur
	for kwartaal := 1; kwartaal <= 8; kwartaal++ {
		dag := l.werkdag(l.pip.PlusMaanden(3*kwartaal + 1))
		if dag > lang {
			return
		}
		vorm := dossier.Klassikaal
		if kwartaal%4 == 0 {
			vorm = dossier.Online
		}
		l.vanSchool(dag, &dossier.Uren{Wat: dossier.UrenNT2, Aantal: dossier.Met(per), Vorm: vorm, Keurmerk: dossier.KeurmerkBOW})
		switch {
		case kwartaal == 4:
			l.vanSchool(dag, &dossier.Uren{Wat: dossier.UrenKNM, Aantal: dossier.Met(36 * begrip.Uur), Keurmerk: dossier.KeurmerkBOW})
		case l.route == begrip.RouteZ && kwartaal%2 == 0:
			l.leg(dag, &dossier.Uren{Wat: dossier.UrenParticipatie, Aantal: dossier.Met(begrip.Uren(l.tussen(120, 230)) * begrip.Uur)})
		}
	}
}

func (l *loop) doePVT(lang begrip.Datum) {
	dag := l.werkdag(l.pip.PlusMaanden(l.tussen(3, 6)))
	if dag > lang || l.kans(8) {
		return
	}
	l.leg(dag, &dossier.Uren{Wat: dossier.UrenPVT, Aantal: dossier.Met(planPVT)})
	l.leg(dag, &dossier.PVTActiviteit{})
	if tekenen := l.naWerkdagen(dag, l.tussen(3, 15)); tekenen <= lang {
		l.leg(tekenen, &dossier.PVTOndertekend{})
	}
}

func (l *loop) doeMAP(lang begrip.Datum) {
	if l.route == begrip.RouteOnderwijs {
		return
	}
	klas, praktijk := l.werkdag(l.pip.PlusMaanden(8)), l.werkdag(l.pip.PlusMaanden(l.tussen(11, 16)))
	if klas > lang {
		return
	}
	l.leg(klas, &dossier.Uren{Wat: dossier.UrenMAPKlassikaal, Aantal: dossier.Met(planMAP)})
	if praktijk > lang || l.kans(10) {
		return
	}
	l.leg(praktijk, &dossier.Uren{Wat: dossier.UrenMAPPraktijk, Aantal: dossier.Met(40 * begrip.Uur)})
	if gesprek := l.naWerkdagen(praktijk, l.tussen(5, 20)); gesprek <= lang {
		l.leg(gesprek, &dossier.Eindgesprek{Van: dossier.EindgesprekMAP})
	}
}

// spreek houdt ongeveer elk half jaar een gesprek, en slaat er soms één over.
func (l *loop) spreek(lang begrip.Datum) {
	for n := 1; n <= planGesprekken; n++ {
		dag := l.werkdag(l.pip.PlusMaanden(6*n - 1).Plus(-l.tussen(0, 20)))
		if dag > lang {
			return
		}
		if !l.kans(10) {
			l.leg(dag, &dossier.Voortgangsgesprek{})
		}
	}
}

// bijzonderheid legt vast wat deze levensloop anders maakt.
func (l *loop) bijzonderheid(lang begrip.Datum) {
	na := func(maanden int) begrip.Datum { return l.werkdag(l.pip.PlusMaanden(maanden)) }
	tel := func(dag begrip.Datum, leg func(begrip.Datum, dossier.Feit) *stap, ff ...dossier.Feit) {
		for _, f := range ff {
			if dag <= lang {
				leg(dag, f)
			}
		}
	}
	switch l.plek.wat {
	case wisselt:
		if dag := na(l.tussen(2, 9)); dag <= lang && l.route == begrip.RouteOnderwijs {
			l.leg(dag, &dossier.LeerrouteGewijzigd{Naar: begrip.RouteB1, Reden: dossier.RedenVoortgang})
			l.route = begrip.RouteB1
			l.biedOpnieuwAan(dag)
		}
	case schaaltAf:
		tel(na(23), l.leg, &dossier.InspanningBeoordeeld{Voldoende: dossier.Met(true)})
		if l.uren() >= 600*begrip.Uur {
			tel(na(24), l.leg, &dossier.Afgeschaald{})
		}
	case verlengd:
		tel(na(32), l.vanDUO, &dossier.SignaalOntvangen{Code: "SS104", BerichtID: l.uuid(), Omschrijving: "Termijn op verzoek verlengd"},
			&dossier.TermijnVerlengd{Maanden: dossier.Met(6), Grond: "ziekte"})
	case werktNietMee:
		l.overtredingPIP()
	case vrijgesteld:
		tel(na(6), l.vanDUO, &dossier.Vrijstelling{Omvang: dossier.Gedeeltelijk, Onderdelen: []begrip.Onderdeel{begrip.Spreken, begrip.Luisteren}})
	case ontheven:
		tel(na(14), l.vanDUO, &dossier.Ontheffing{Omvang: dossier.Gedeeltelijk, Onderdelen: []begrip.Onderdeel{begrip.Schrijven}})
	case anderegroep:
		tel(na(l.tussen(3, 9)), l.vanDUO, &dossier.SignaalOntvangen{Code: "SS125", BerichtID: l.uuid(), Omschrijving: "Van gezins- of overige migrant naar asielstatushouder"},
			&dossier.DoelgroepGewijzigd{Naar: begrip.Asielstatushouder})
		tel(na(11), l.leg, &dossier.Aangeboden{Wat: dossier.AanbodLeerroute, Instelling: InstellingVoor(dossier.AanbodLeerroute).Naam})
	}
}

// uren telt de taaluren die er nu staan.
func (l *loop) uren() begrip.Uren {
	var som begrip.Uren
	for _, s := range l.stappen {
		if f, ok := s.feit.(*dossier.Uren); ok && f.Wat == dossier.UrenNT2 {
			som += f.Aantal.Waarde
		}
	}
	return som
}

// doeExamens legt de examens vast, vanaf anderhalf jaar. Wie alles haalt is klaar.
func (l *loop) doeExamens(lang begrip.Datum) {
	niveau := begrip.NiveauB1
	if l.plek.wat == schaaltAf {
		niveau = begrip.NiveauA2
	}
	gehaald := 0
	var laatste begrip.Datum
	for i, deel := range begrip.Onderdelen {
		dag := l.werkdag(l.pip.PlusMaanden(20 + 2*i).Plus(l.tussen(0, 25)))
		for poging := 0; poging < 2 && dag <= lang; poging++ {
			f := &dossier.Examen{Onderdeel: deel, Uitslag: dossier.Geslaagd}
			if deel != begrip.KNM {
				f.Niveau = niveau
			}
			if l.kans(22) {
				f.Uitslag = dossier.Gezakt
			}
			l.vanDUO(dag, f)
			if f.Uitslag == dossier.Geslaagd {
				gehaald++
				laatste = max(laatste, dag)
				break
			}
			dag = l.werkdag(dag.PlusMaanden(3))
		}
	}
	if klaar := l.werkdag(laatste.Plus(21)); gehaald == len(begrip.Onderdelen) && l.modulesKlaar() && klaar <= lang {
		l.rondAf(klaar)
	}
}

// rondZAf houdt het eindgesprek van de Z-route als alle uren er zijn.
func (l *loop) rondZAf(lang begrip.Datum) {
	dag := l.werkdag(l.pip.PlusMaanden(33))
	if dag > lang || !l.modulesKlaar() || l.uren() < planZ {
		return
	}
	l.leg(dag, &dossier.Eindgesprek{Van: dossier.EindgesprekZ})
	l.rondAf(l.werkdag(dag.Plus(30)))
}

// modulesKlaar zegt of PVT en, waar het hoort, MAP zijn afgerond.
func (l *loop) modulesKlaar() bool {
	pvt, gesprek := false, l.route == begrip.RouteOnderwijs
	for _, s := range l.stappen {
		switch f := s.feit.(type) {
		case *dossier.PVTOndertekend:
			pvt = true
		case *dossier.Eindgesprek:
			gesprek = gesprek || f.Van == dossier.EindgesprekMAP
		}
	}
	return pvt && gesprek
}

func (l *loop) rondAf(dag begrip.Datum) {
	l.vanDUO(dag, &dossier.SignaalOntvangen{Code: "SS106", BerichtID: l.uuid(), Omschrijving: "Diploma gehaald: aan de plicht is voldaan"})
	l.vanDUO(dag, &dossier.PlichtGeeindigd{Reden: dossier.EindeVoldaan})
}
