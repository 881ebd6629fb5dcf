package besluit

import (
	"slices"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// Meldverschil is wat DUO moet weten naast wat wij meldden.
type Meldverschil struct {
	Melding         DUOMelding // wat er gemeld moet worden; wat een mens koos bij de vorige blijft staan
	Wat             Verschil
	Laatste, BijDUO *Gemeld // het laatste bericht hierover, en het laatste dat DUO aannam
}

// Verschil zegt waarom iets nog niet klaar is.
type Verschil string

// De verschillen. Geen: DUO heeft wat er in het dossier staat.
const (
	VerschilGeen      Verschil = ""
	VerschilNieuw     Verschil = "nieuw"
	VerschilGewijzigd Verschil = "gewijzigd"
	VerschilIntrekken Verschil = "intrekken"
	VerschilWacht     Verschil = "wacht"
	VerschilGeweigerd Verschil = "geweigerd"
)

// VraagtIets zegt of iemand er nu iets voor moet doen. Een PIP dat nog niet gemeld is heeft
// al een taak met een laatste dag, en de contactpersoon volgt de toewijzing. Uren lopen
// altijd achter: zij vragen pas iets als het traject ten einde loopt.
func (v Meldverschil) VraagtIets(d *dossier.Dossier) bool {
	switch {
	case v.Wat == VerschilGeen || v.Wat == VerschilWacht:
		return false
	case v.Wat == VerschilGeweigerd:
		return true
	case v.Wat == VerschilNieuw && isVoldaan(d): // anders had DUO niet gezegd dat aan de plicht is voldaan
		return false
	case v.Melding.Soort == MeldingPIP || v.Melding.Soort == MeldingContact:
		return false
	case v.Melding.Soort.IsUren():
		return dossier.Heeft[*dossier.PlichtGeeindigd](d) || slices.ContainsFunc(d.Feiten, func(g *dossier.Gebeurtenis) bool {
			f, ok := g.Feit.(*dossier.Eindgesprek)
			return ok && f.Van == dossier.EindgesprekZ
		})
	}
	return true
}

func isVoldaan(d *dossier.Dossier) bool {
	g, f := dossier.Laatste[*dossier.PlichtGeeindigd](d)
	return g != nil && f.Reden == dossier.EindeVoldaan
}

// Verschillen legt wat DUO moet weten naast wat is gemeld, in de volgorde van het portaal.
func Verschillen(d *dossier.Dossier, a *recht.Antwoord, vandaag begrip.Datum) []Meldverschil {
	if !meldbaar(d) {
		return nil
	}
	gemeld := Gemelde(d)
	wil := TeMelden(d, a, vandaag)
	uit := make([]Meldverschil, 0, len(wil))
	for _, m := range wil {
		uit = append(uit, verschil(d, gemeld, m))
	}
	return append(uit, intrekken(d, gemeld, wil)...)
}

// verschil vergelijkt één gewenste melding met wat erover is gemeld.
func verschil(d *dossier.Dossier, gemeld []Gemeld, m DUOMelding) Meldverschil {
	v := Meldverschil{Melding: m, Wat: VerschilNieuw}
	for i := range gemeld {
		if !overHetzelfde(d, gemeld[i].Melding, m) {
			continue
		}
		v.Laatste = &gemeld[i]
		if gemeld[i].Stand == Bevestigd {
			v.BijDUO = &gemeld[i]
		}
	}
	if v.Laatste == nil {
		return v
	}
	v.Melding = metKeuzes(m, v.Laatste.Melding)
	zelfde := v.Laatste.Melding.Zelfde(v.Melding)
	if v.BijDUO != nil {
		v.Wat = VerschilGewijzigd
		if v.Melding.Actie == MeldingVast {
			v.Melding.Actie = MeldingWijzig
		}
	}
	switch {
	case v.Laatste.Melding.Actie == MeldingVerwijder && v.Laatste.Stand == Bevestigd: // een mens koos ervoor
		v.Wat = VerschilGeen
	case !zelfde:
	case v.Laatste.Stand == Bevestigd:
		v.Wat = VerschilGeen
	case v.Laatste.Stand == Onderweg:
		v.Wat = VerschilWacht
	case v.Laatste.Stand == Geweigerd:
		v.Wat = VerschilGeweigerd
	}
	return v
}

// overHetzelfde zegt of een bericht over hetzelfde gaat als wat er gemeld moet worden. Van
// een aanbod is de instelling pas bekend als iemand haar koos: dan telt het feit.
func overHetzelfde(d *dossier.Dossier, was, wil DUOMelding) bool {
	switch {
	case was.Soort != wil.Soort:
		return false
	case wil.Soort == MeldingAanbod:
		if was.Over == "" {
			return was.Aanbod.Datum == wil.Aanbod.Datum
		}
		return d.Echt(was.Over) == wil.Over
	case wil.Soort == MeldingContact:
		return (was.Actie == MeldingKoppel || was.Actie == MeldingOntkoppel) && was.Vak() == wil.Vak()
	}
	return true
}

// metKeuzes neemt over wat een mens bij het vorige bericht koos en wat in geen feit staat.
func metKeuzes(m, vorige DUOMelding) DUOMelding {
	m.Over = vorigeOver(m, vorige)
	module := func(nieuw, oud *ModuleMelding) *ModuleMelding {
		if nieuw == nil || oud == nil || nieuw.Dag != oud.Dag {
			return nieuw
		}
		k := *nieuw
		k.Verwijtbaar = oud.Verwijtbaar
		return &k
	}
	m.MAP, m.PVT = module(m.MAP, vorige.MAP), module(m.PVT, vorige.PVT)
	if m.Aanbod != nil && vorige.Aanbod != nil {
		k := *vorige.Aanbod
		k.Datum = m.Aanbod.Datum
		m.Aanbod = &k
	}
	if m.Contact != nil && vorige.Contact != nil && vorige.Actie == MeldingKoppel {
		k := *vorige.Contact
		m.Contact = &k
	}
	return m
}

func vorigeOver(m, vorige DUOMelding) string {
	if m.Over != "" {
		return m.Over
	}
	return vorige.Over
}

// intrekken geeft wat DUO van ons heeft en wat het dossier niet meer zegt: het feit is
// vervangen door iets anders, of een ander is nu de contactpersoon.
func intrekken(d *dossier.Dossier, gemeld []Gemeld, wil []DUOMelding) []Meldverschil {
	var uit []Meldverschil
	for i := range gemeld {
		g := &gemeld[i]
		laatste, bij := Laatst(gemeld, g.Melding.Vak())
		if g != bij || g.Melding.Actie == MeldingVerwijder || g.Melding.Actie == MeldingOntkoppel || !vervallen(d, g.Melding, wil) {
			continue
		}
		weg := leeg(g.Melding)
		v := Meldverschil{Melding: weg, Wat: VerschilIntrekken, Laatste: laatste, BijDUO: bij}
		if laatste != bij && laatste.Melding.Zelfde(weg) {
			if v.Wat = VerschilWacht; laatste.Stand == Geweigerd {
				v.Wat = VerschilGeweigerd
			}
		}
		if !weg.Zelfde(g.Melding) {
			uit = append(uit, v)
		}
	}
	return uit
}

// vervallen zegt of een gemeld feit er niet meer is. Wat iemand zelf invulde, zonder feit,
// blijft staan tot een mens het weghaalt.
func vervallen(d *dossier.Dossier, m DUOMelding, wil []DUOMelding) bool {
	if m.Soort == MeldingContact {
		return m.Actie == MeldingKoppel && d.Klantmanager != "" && m.Contact.Medewerker != d.Klantmanager
	}
	if m.Over == "" || m.Soort == MeldingPIP || m.Soort.IsUren() {
		return false
	}
	for _, w := range wil {
		if w.Soort == m.Soort && (w.Soort != MeldingAanbod || w.Over == d.Echt(m.Over)) {
			return false
		}
	}
	return m.Soort != MeldingAanbod || d.ZoekID(m.Over) == nil || !isAanbod(d.ZoekID(m.Over))
}

func isAanbod(g *dossier.Gebeurtenis) bool {
	f, ok := g.Feit.(*dossier.Aangeboden)
	return ok && f.Wat == dossier.AanbodLeerroute
}

// leeg geeft het bericht dat weghaalt wat een ander bericht bij DUO achterliet.
func leeg(m DUOMelding) DUOMelding {
	switch m.Soort {
	case MeldingAanbod:
		m.Actie = MeldingVerwijder
	case MeldingContact:
		m.Actie = MeldingOntkoppel
	case MeldingMAP:
		m.Actie, m.MAP = MeldingWijzig, &ModuleMelding{}
	case MeldingPVT:
		m.Actie, m.PVT = MeldingWijzig, &ModuleMelding{}
	case MeldingZRoute:
		m.Actie, m.ZRoute = MeldingWijzig, &ZRouteMelding{}
	}
	return m
}
