package demo

import (
	"strconv"

	"traject/kern/besluit"
	"traject/kern/dossier"
)

// school is de instelling van de demo zoals DUO haar kent.
const school = "9990000001"

// Zoveel van de honderd meldingen blijven liggen; de rest zet iemand binnen een paar
// werkdagen in het portaal van DUO.
const procentNietGemeld = 4

// meldResultaten legt vast dat aanbod, PVT, MAP en Z-route in het portaal van DUO staan.
func (l *loop) meldResultaten() {
	alfabet := ""
	for _, s := range l.stappen[:len(l.stappen):len(l.stappen)] {
		switch f := s.feit.(type) {
		case *dossier.PIPAfspraken:
			alfabet = f.Alfabetisering
		case *dossier.Aangeboden:
			if f.Wat == dossier.AanbodLeerroute {
				l.meld(s, besluit.DUOMelding{Soort: besluit.MeldingAanbod, Actie: besluit.MeldingVast,
					Aanbod: &besluit.AanbodMelding{Instelling: school, Datum: s.dag, Alfabetisering: alfabet}})
			}
		case *dossier.PVTOndertekend:
			l.meld(s, besluit.DUOMelding{Soort: besluit.MeldingPVT, Actie: besluit.MeldingVast, PVT: &besluit.ModuleMelding{Dag: s.dag}})
		case *dossier.Eindgesprek:
			if f.Van == dossier.EindgesprekMAP {
				l.meld(s, besluit.DUOMelding{Soort: besluit.MeldingMAP, Actie: besluit.MeldingVast, MAP: &besluit.ModuleMelding{Dag: s.dag}})
			} else {
				l.meld(s, besluit.DUOMelding{Soort: besluit.MeldingZRoute, Actie: besluit.MeldingVast, ZRoute: &besluit.ZRouteMelding{Dag: s.dag}})
			}
		}
	}
}

// meld zet één ding in het portaal, een paar werkdagen nadat het gebeurde.
func (l *loop) meld(s *stap, m besluit.DUOMelding) {
	dag := l.naWerkdagen(max(s.bekend, s.dag), 1+l.duo.IntN(6))
	if l.duo.IntN(100) < procentNietGemeld || dag > l.o.Vandaag {
		return
	}
	b, err := besluit.SchrijfMelding(m)
	if err != nil { // een melding die deze kamer zelf maakt laat zich opschrijven
		panic("demo: melding " + string(m.Soort) + ": " + err.Error())
	}
	id := l.berichtID()
	l.leg(dag, &dossier.MeldingVerstuurd{BerichtID: id, MeldingSoort: string(m.Soort), Sleutel: m.Sleutel(), Weg: dossier.WegPortaal, Melding: b})
	l.leg(dag, &dossier.MeldingBevestigd{BerichtID: id})
}

// berichtID geeft een kenmerk van een bericht aan DUO uit het toeval van de meldingen.
func (l *loop) berichtID() string {
	hex := func(n int) string {
		s := ""
		for range n {
			s += strconv.FormatInt(int64(l.duo.IntN(16)), 16)
		}
		return s
	}
	return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12)
}
