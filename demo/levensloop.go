package demo

import (
	"math/rand/v2"
	"strconv"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// loop is één levensloop in wording.
type loop struct {
	o          Opdracht
	rng        *rand.Rand
	duo        *rand.Rand // eigen toeval, zodat de meldingen niets aan een levensloop veranderen
	plek       plaats
	manager    string
	toegewezen string
	mens       dossier.Persoonsgegevens
	land       herkomst
	asiel      bool
	stappen    []*stap
	start      begrip.Datum // waar de tien weken beginnen
	geopend    begrip.Datum
	toets      dossier.Toetsuitslag
	route      begrip.Leerroute
	pip        begrip.Datum
	vast       begrip.Datum // het PIP moet op deze dag zijn; leeg is vrij
}

// tussen geeft een getal van laag tot en met hoog.
func (l *loop) tussen(laag, hoog int) int { return laag + l.rng.IntN(hoog-laag+1) }

// kans zegt ja in zoveel van de honderd keer.
func (l *loop) kans(procent int) bool { return l.rng.IntN(100) < procent }

// isVrij zegt of er die dag niet wordt gewerkt.
func (l *loop) isVrij(d begrip.Datum) bool {
	if l.o.Recht == nil {
		return d.Weekdag() >= begrip.Zaterdag
	}
	_, _, vrij := l.o.Recht.Vrijedag(d)
	return vrij
}

// werkdag geeft de dag zelf of de eerste werkdag erna.
func (l *loop) werkdag(d begrip.Datum) begrip.Datum {
	for l.isVrij(d) {
		d = d.Plus(1)
	}
	return d
}

// werkdagTerug geeft de dag zelf of de laatste werkdag ervoor.
func (l *loop) werkdagTerug(d begrip.Datum) begrip.Datum {
	for l.isVrij(d) {
		d = d.Plus(-1)
	}
	return d
}

// naWerkdagen telt hele werkdagen op; de dag zelf telt niet mee.
func (l *loop) naWerkdagen(d begrip.Datum, n int) begrip.Datum {
	for ; n > 0; n-- {
		d = l.werkdag(d.Plus(1))
	}
	return d
}

// leg legt een feit vast als de dag er al is geweest. Het geeft nil als dat nog komt.
func (l *loop) leg(dag begrip.Datum, f dossier.Feit) *stap {
	return l.legVan(dag, "", begrip.Klantmanager, "balie", f)
}

func (l *loop) legVan(dag begrip.Datum, wie string, rol begrip.Rol, bron string, f dossier.Feit) *stap {
	bekend := max(dag, l.geopend)
	if bekend > l.o.Vandaag {
		return nil
	}
	if wie == "" {
		wie = l.manager
	}
	s := &stap{volgorde: len(l.stappen), dag: dag, bekend: bekend, wie: wie, rol: rol, bron: bron, feit: f}
	l.stappen = append(l.stappen, s)
	return s
}

func (l *loop) vanDUO(dag begrip.Datum, f dossier.Feit) *stap {
	return l.legVan(dag, "DUO", begrip.Keten, "duo", f)
}

func (l *loop) vanSchool(dag begrip.Datum, f dossier.Feit) *stap {
	return l.legVan(dag, "Taalhuis De Brug", begrip.AanbiederTaal, "aanbieder", f)
}

// leef loopt het hele traject langs tot de halte of tot vandaag.
func (l *loop) leef() {
	l.start = l.werkdagTerug(l.o.Vandaag.Plus(-l.tussen(l.plek.van, l.plek.aan)))
	if dag, ok := l.pipVoorDezeWeek(); ok {
		l.vast, l.start = dag, l.werkdagTerug(dag.Plus(-dagenTotPlan))
	}
	l.open()
	if l.plek.tot == totSignaal {
		return
	}
	if l.plek.wat != verhuisd {
		if l.plek.tot == totOpening || !l.intake() {
			return
		}
	} else if l.plek.tot == totOpening {
		return
	}
	if !l.stelPlanVast() {
		return
	}
	l.leer()
	l.meldResultaten()
}

// open legt vast hoe iemand binnenkwam.
func (l *loop) open() {
	l.geopend = l.naWerkdagen(l.start, 1)
	if l.geopend > l.o.Vandaag {
		l.geopend = l.start
	}
	kop := &dossier.DossierGeopend{Gemeente: Gemeente, Beleid: Beleid, Stelsel: begrip.Wi2021, Aanleiding: "notificatie", Persoonsgegevens: l.mens}
	if l.plek.tot == totSignaal {
		kop.Persoonsgegevens = dossier.Persoonsgegevens{BSN: l.mens.BSN, VNummer: l.mens.VNummer}
	}
	l.legVan(l.geopend, "systeem", begrip.Systeem, "duo", kop)
	if l.plek.wat == verhuisd {
		l.openNaVerhuizing()
	} else {
		l.openNaKennisgeving()
	}
	if dag := l.naWerkdagen(l.geopend, l.tussen(0, 3)); l.plek.tot != totSignaal && dag <= l.o.Vandaag {
		l.legVan(dag, "systeem", begrip.Systeem, "huis", &dossier.Toegewezen{Aan: l.manager})
		l.toegewezen = l.manager
	}
}

func (l *loop) openNaKennisgeving() {
	code, zin := "SS139", "Inburgeringsplichtig; de tien weken voor het PIP lopen"
	l.vanDUO(l.geopend, &dossier.SignaalOntvangen{Code: code, BerichtID: l.uuid(), Omschrijving: zin})
	if l.plek.tot == totSignaal {
		l.vanDUO(l.start, &dossier.Kennisgeving{})
		return
	}
	l.vanDUO(l.start.Plus(-l.tussen(3, 20)), &dossier.PlichtOntstaan{})
	if l.asiel {
		l.legVan(l.start.Plus(-l.tussen(50, 160)), "COA", begrip.Keten, "coa", &dossier.Koppeling{AZC: kies(l.rng, []string{"Burgum", "Ter Apel", "Drachten", "Sneek", "Zutphen"})})
		if l.kans(45) { // de klok begint bij de inschrijving na het azc
			l.vanDUO(l.start.Plus(-l.tussen(21, 60)), &dossier.Kennisgeving{})
			l.vanBRP(l.start, &dossier.Inschrijving{Gehuisvest: dossier.Met(true)})
			l.legBijstand()
			return
		}
		l.vanBRP(l.start.Plus(-l.tussen(5, 30)), &dossier.Inschrijving{Gehuisvest: dossier.Met(true)})
		l.legBijstand()
	}
	if !l.asiel { // wie bij een partner komt wonen, staat al ingeschreven als DUO schrijft
		l.vanBRP(l.start.Plus(-l.tussen(20, 60)), &dossier.Inschrijving{})
	}
	l.vanDUO(l.start, &dossier.Kennisgeving{})
}

func (l *loop) openNaVerhuizing() {
	l.route = kies(l.rng, []begrip.Leerroute{begrip.RouteB1, begrip.RouteB1, begrip.RouteZ})
	l.vanDUO(l.geopend, &dossier.SignaalOntvangen{Code: "SS121", BerichtID: l.uuid(), Omschrijving: "Komt uit een andere gemeente, met PIP"})
	l.vanDUO(l.start.Plus(-l.tussen(200, 400)), &dossier.Kennisgeving{})
	l.vanBRP(l.start, &dossier.Inschrijving{Verhuizing: dossier.Met(true), Leerroute: l.route})
}

func (l *loop) vanBRP(dag begrip.Datum, f dossier.Feit) *stap {
	return l.legVan(dag, "BRP", begrip.Keten, "brp", f)
}

func (l *loop) legBijstand() {
	if l.kans(80) {
		l.legVan(l.naWerkdagen(l.start, l.tussen(3, 12)), "werk en inkomen", begrip.Systeem, "gemeente", &dossier.BijstandToegekend{})
	}
}

// uuid geeft een kenmerk van een bericht uit het eigen toeval.
func (l *loop) uuid() string {
	hex := func(n int) string {
		s := ""
		for range n {
			s += strconv.FormatInt(int64(l.rng.IntN(16)), 16)
		}
		return s
	}
	return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12)
}
