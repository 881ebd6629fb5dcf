package recht

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// lezing is wat de regels uit een dossier nodig hebben, in één gang verzameld.
type lezing struct {
	doelgroep    begrip.Doelgroep // op de dag waarop gerekend wordt; leeg is onbekend
	kennisgeving *dossier.Gebeurtenis
	inschrijving *dossier.Gebeurtenis // de eerste die geen verhuizing is
	verhuizing   *dossier.Gebeurtenis // de laatste verhuizing hierheen

	eerstePIP, laatstePIP *dossier.Gebeurtenis
	eerste, laatste       *dossier.PIPVastgesteld
	pipSindsVerhuizing    *dossier.Gebeurtenis // het eerste PIP vanaf de verhuizing
	mapUren               begrip.Uren          // van het jongste PIP dat ze noemt

	route           begrip.Leerroute
	routeSinds      *dossier.Gebeurtenis // PIP of wijziging waarmee deze route begon
	routeGewijzigd  bool
	afgeschaald     uint8 // per taalonderdeel één bit
	alleAfgeschaald bool

	einde     begrip.Datum // dag waarop de plicht eindigde; leeg als zij loopt
	eindeFeit *dossier.Gebeurtenis
	reden     dossier.Eindreden
	overleden *dossier.Gebeurtenis

	vrijgesteld            uint8 // onderdelen waarvoor vrijstelling of ontheffing geldt
	geslaagdA2, geslaagdB1 uint8
	zonderNiveau           []*dossier.Gebeurtenis // geslaagde taalexamens waarvan het niveau ontbreekt

	aanleiding, gewaarschuwd   *dossier.Gebeurtenis // voor de brede intake
	inspanning                 *dossier.Gebeurtenis
	inspanningVoldoende        bool
	lessenTaal, lessenKNM      bool
	gesprekMAP, gesprekZ       *dossier.Gebeurtenis
	pvtActiviteit, pvtGetekend bool
}

// bit geeft de plaats van een examenonderdeel in een bitrij.
func bit(o begrip.Onderdeel) uint8 {
	switch o {
	case begrip.Lezen:
		return 1
	case begrip.Luisteren:
		return 2
	case begrip.Schrijven:
		return 4
	case begrip.Spreken:
		return 8
	case begrip.KNM:
		return 16
	}
	return 0
}

const taalbits = 1 | 2 | 4 | 8

func bitrij(lijst []begrip.Onderdeel) uint8 {
	b := uint8(0)
	for _, o := range lijst {
		b |= bit(o)
	}
	return b
}

// lees loopt één keer langs de feiten, die op dag staan.
func lees(d *dossier.Dossier) lezing {
	l := lezing{doelgroep: d.DoelgroepOp(d.Peil)}
	for _, g := range d.Feiten {
		switch f := g.Feit.(type) {
		case *dossier.Kennisgeving:
			if l.kennisgeving == nil {
				l.kennisgeving = g
			}
		case *dossier.Inschrijving:
			if f.Verhuizing.Of(false) {
				l.verhuizing, l.pipSindsVerhuizing = g, nil
			} else if l.inschrijving == nil {
				l.inschrijving = g
			}
		case *dossier.PIPVastgesteld:
			l.leesPIP(g, f)
		case *dossier.LeerrouteGewijzigd:
			if f.Naar != l.route {
				l.route, l.routeSinds, l.routeGewijzigd = f.Naar, g, l.eerste != nil
			}
		case *dossier.Afgeschaald:
			l.schaalAf(f.Onderdelen)
		default:
			l.leesVoortgang(g)
			l.leesEinde(g)
		}
	}
	return l
}

func (l *lezing) leesPIP(g *dossier.Gebeurtenis, f *dossier.PIPVastgesteld) {
	if l.eerste == nil {
		l.eerstePIP, l.eerste, l.routeSinds, l.route = g, f, g, f.Leerroute
	} else {
		if f.Leerroute != l.route {
			l.route, l.routeSinds, l.routeGewijzigd = f.Leerroute, g, true
		}
		if f.Niveau == begrip.NiveauA2 {
			l.schaalAf(nil)
		}
	}
	l.laatstePIP, l.laatste = g, f
	if f.MAPUren.Is {
		l.mapUren = f.MAPUren.Waarde
	}
	if l.pipSindsVerhuizing == nil {
		l.pipSindsVerhuizing = g
	}
}

// schaalAf onthoudt welke onderdelen naar A2 gingen; geen onderdelen is alle vier.
func (l *lezing) schaalAf(onderdelen []begrip.Onderdeel) {
	if len(onderdelen) == 0 {
		l.afgeschaald = taalbits
	}
	l.afgeschaald |= bitrij(onderdelen)
	l.alleAfgeschaald = l.afgeschaald&taalbits == taalbits
}

func (l *lezing) leesVoortgang(g *dossier.Gebeurtenis) {
	switch f := g.Feit.(type) {
	case *dossier.NietVerschenen:
		l.leesAanleiding(g, f.Voor)
	case *dossier.OnvoldoendeMeegewerkt:
		l.leesAanleiding(g, f.Voor)
	case *dossier.Overtreding:
		if soortVan(f.Gedraging) == boeteIntake {
			l.leesAanleiding(g, dossier.VoorBredeIntake)
		}
	case *dossier.Gewaarschuwd:
		if f.Voor == dossier.VoorBredeIntake && l.gewaarschuwd == nil {
			l.gewaarschuwd = g
		}
	case *dossier.InspanningBeoordeeld:
		l.inspanning, l.inspanningVoldoende = g, f.Voldoende.Of(false)
	case *dossier.LessenVoltooid:
		l.lessenTaal = l.lessenTaal || f.Wat == dossier.LessenTaal
		l.lessenKNM = l.lessenKNM || f.Wat == dossier.LessenKNM
	case *dossier.Eindgesprek:
		if f.Van == dossier.EindgesprekMAP {
			l.gesprekMAP = g
		} else {
			l.gesprekZ = g
		}
	case *dossier.PVTActiviteit:
		l.pvtActiviteit = true
	case *dossier.PVTOndertekend:
		l.pvtGetekend = true
	case *dossier.Examen:
		l.leesExamen(g, f)
	}
}

func (l *lezing) leesAanleiding(g *dossier.Gebeurtenis, voor dossier.Voor) {
	if voor == dossier.VoorBredeIntake && l.aanleiding == nil {
		l.aanleiding = g
	}
}

// leesExamen telt wat is gehaald; een hoger niveau telt ook voor het lagere. KNM kent
// geen niveau, en van een taalexamen zonder niveau weten wij niet waarvoor het telt.
func (l *lezing) leesExamen(g *dossier.Gebeurtenis, f *dossier.Examen) {
	if f.Uitslag != dossier.Geslaagd {
		return
	}
	b := bit(f.Onderdeel)
	switch {
	case f.Onderdeel == begrip.KNM || f.Niveau.Haalt(begrip.NiveauB1):
		l.geslaagdB1 |= b
		l.geslaagdA2 |= b
	case f.Niveau == begrip.NiveauA2:
		l.geslaagdA2 |= b
	default:
		l.zonderNiveau = append(l.zonderNiveau, g)
	}
}

func (l *lezing) leesEinde(g *dossier.Gebeurtenis) {
	switch f := g.Feit.(type) {
	case *dossier.PlichtOntstaan:
		l.einde, l.eindeFeit, l.reden = 0, nil, ""
	case *dossier.PlichtGeeindigd:
		l.einde, l.eindeFeit, l.reden = g.GeldigOp, g, f.Reden
	case *dossier.Vrijstelling:
		l.leesVrij(g, f.Omvang, f.Onderdelen, dossier.EindeVrijgesteld)
	case *dossier.Ontheffing:
		l.leesVrij(g, f.Omvang, f.Onderdelen, dossier.EindeOntheven)
	case *dossier.Overleden:
		l.overleden = g
		if l.einde == 0 {
			l.einde, l.eindeFeit = g.GeldigOp, g
		}
	}
}

// leesVrij: een gehele vrijstelling of ontheffing beëindigt de plicht, een gedeeltelijke
// neemt onderdelen van het examen weg. Een tijdelijke verandert hier niets: DUO verlengt
// dan de termijn.
//
// wet: wi2021#art-4
// wet: wi2021#art-5
func (l *lezing) leesVrij(g *dossier.Gebeurtenis, o dossier.Omvang, delen []begrip.Onderdeel, reden dossier.Eindreden) {
	switch o {
	case dossier.Geheel:
		if l.einde == 0 {
			l.einde, l.eindeFeit, l.reden = g.GeldigOp, g, reden
		}
	case dossier.Gedeeltelijk:
		l.vrijgesteld |= bitrij(delen)
	}
}

// verzonden geeft de dag waarop het PIP is verzonden; standaard de dagtekening.
func verzonden(g *dossier.Gebeurtenis) begrip.Datum {
	if f, ok := g.Feit.(*dossier.PIPVastgesteld); ok && f.Verzonden != 0 {
		return f.Verzonden
	}
	return g.GeldigOp
}
