package besluit

import (
	"slices"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// Instelling is een cursusinstelling zoals DUO haar kent.
type Instelling struct {
	Nummer, Naam, Plaats string
	BOW, TST             bool // keurmerk van Blik op Werk; keurmerk voor het taalschakeltraject
}

// Omstandigheden is alles waar de regels van DUO naar kijken als een melding binnenkomt.
// Een lege waarde is niet bekend; wat niet bekend is houdt niets tegen, behalve waar DUO
// eist dat het er is.
type Omstandigheden struct {
	Vandaag                   begrip.Datum // de dag waarop DUO de melding krijgt
	HeeftBSN                  bool
	Portaal                   bool // iemand vult het in het portaal in: daar heeft een contactpersoon geen nummer
	Groep                     begrip.Doelgroep
	Plicht, Vestiging         begrip.Datum
	EerderPIP                 bool         // er was al een PIP, van welke gemeente ook
	EerstePIP, HuidigPIP      begrip.Datum // dagtekening
	EigenPIP                  bool         // het huidige PIP bij DUO is van ons
	Route                     begrip.Leerroute
	TermijnBegin, TermijnEind begrip.Datum // eerste en laatste dag
	ZAfgerond                 begrip.Datum
	VoldaanZ                  bool
	MAPElders, PVTElders      bool     // door een andere gemeente gemeld
	Lesuren                   bool     // er zijn lesuren bij het aanbod van nu
	Aanbod                    []string // instellingen waarvan DUO nu ons aanbod heeft
	Instellingen              []Instelling
}

// OmstandighedenVan leest uit het dossier wat DUO weet: wat is bevestigd telt, wat nog
// wacht niet. Instellingen is de lijst van DUO; nil is niet bekend.
func OmstandighedenVan(d *dossier.Dossier, a *recht.Antwoord, vandaag begrip.Datum, instellingen []Instelling) Omstandigheden {
	o := Omstandigheden{Vandaag: vandaag, HeeftBSN: !d.Persoon.BSN.IsLeeg(), Groep: d.DoelgroepOp(vandaag), Instellingen: instellingen}
	if g, _ := dossier.Eerste[*dossier.PlichtOntstaan](d); g != nil {
		o.Plicht = g.GeldigOp
	}
	verhuisd := verhuisdOp(d)
	if g, f := dossier.Laatste[*dossier.Inschrijving](d); g != nil {
		o.Vestiging = g.GeldigOp
		o.Route, o.EerderPIP = f.Leerroute, f.Leerroute != ""
	}
	if t, ok := a.Termijn("inburgeringstermijn"); ok {
		o.TermijnBegin, o.TermijnEind = t.Begin, t.Uiterlijk
	}
	o.vanElders(d, verhuisd)
	o.Lesuren = lesurenSinds(d, o.HuidigPIP)
	if g, f := dossier.Laatste[*dossier.PlichtGeeindigd](d); g != nil && f.Reden == dossier.EindeVoldaan {
		route, _ := HuidigeLeerroute(d)
		o.VoldaanZ = route == begrip.RouteZ
	}
	for _, m := range Gemelde(d) {
		if m.Stand == Bevestigd {
			o = o.Na(m.Melding)
		}
	}
	return o
}

// verhuisdOp geeft de dag waarop iemand uit een andere gemeente hier kwam wonen; leeg is
// altijd hier. Wat van vóór die dag is, heeft een ander gemeld.
func verhuisdOp(d *dossier.Dossier) begrip.Datum {
	if g, f := dossier.Laatste[*dossier.Inschrijving](d); g != nil && f.Verhuizing.Of(false) {
		return g.GeldigOp
	}
	return 0
}

// vanElders neemt over wat een vorige gemeente vastlegde vóór de verhuizing hierheen.
func (o *Omstandigheden) vanElders(d *dossier.Dossier, verhuisd begrip.Datum) {
	for _, g := range d.Feiten {
		if verhuisd == 0 || g.GeldigOp >= verhuisd {
			continue
		}
		switch f := g.Feit.(type) {
		case *dossier.PIPVastgesteld:
			if o.EerstePIP == 0 {
				o.EerstePIP = g.GeldigOp
			}
			o.HuidigPIP, o.Route, o.EerderPIP = g.GeldigOp, f.Leerroute, true
		case *dossier.Eindgesprek:
			o.MAPElders = o.MAPElders || f.Van == dossier.EindgesprekMAP
		case *dossier.PVTOndertekend:
			o.PVTElders = true
		}
	}
}

// lesurenSinds zegt of er na het PIP lesuren zijn gevolgd.
func lesurenSinds(d *dossier.Dossier, pip begrip.Datum) bool {
	for g, f := range dossier.Van[*dossier.Uren](d) {
		les := f.Wat == dossier.UrenNT2 || f.Wat == dossier.UrenKNM || f.Wat == dossier.UrenAlfabetisering
		if les && !f.Intake.Of(false) && g.GeldigOp >= pip {
			return true
		}
	}
	return false
}

// Na geeft de omstandigheden nadat DUO deze melding heeft aangenomen. Zo is te keuren wat
// pas mag als een eerdere melding er is.
func (o Omstandigheden) Na(m DUOMelding) Omstandigheden {
	switch {
	case m.Soort == MeldingPIP && m.Actie == MeldingVerwijder:
		o.HuidigPIP, o.EigenPIP, o.Route = 0, false, ""
	case m.Soort == MeldingPIP && m.PIP != nil:
		if o.EerstePIP == 0 {
			o.EerstePIP = m.PIP.Dagtekening
		}
		o.HuidigPIP, o.Route, o.EigenPIP, o.EerderPIP = m.PIP.Dagtekening, m.PIP.Leerroute, true, true
	case m.Soort == MeldingZRoute && m.ZRoute != nil:
		o.ZAfgerond = m.ZRoute.Dag
	case m.Soort == MeldingAanbod && m.Aanbod != nil:
		o.Aanbod = slices.DeleteFunc(slices.Clone(o.Aanbod), func(n string) bool { return n == m.Aanbod.Instelling })
		if m.Actie != MeldingVerwijder {
			o.Aanbod = append(o.Aanbod, m.Aanbod.Instelling)
		}
	}
	return o
}
