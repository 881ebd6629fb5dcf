package besluit

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// De uitkomsten van een afspraak.
const (
	Kwam            = "verschenen"
	KwamNiet        = "niet-verschenen"
	WerkteNietMee   = "onvoldoende-meegewerkt"
	verschijnenVeld = "uitkomst"
)

// Verschijning is de opdracht om vast te leggen of iemand op een afspraak kwam; Dag is de dag van de afspraak.
type Verschijning struct {
	Vastlegging
	Oproep   string // kenmerk van de oproep
	Uitkomst string // Kwam, KwamNiet of WerkteNietMee
}

// LegVerschijnenVast legt vast of iemand kwam op een oproep. Een voortgangsgesprek
// of eindgesprek waar iemand kwam, is daarmee gehouden. Velden: oproep, uitkomst, dag.
//
// wet: wi2021#art-14-lid-1
func LegVerschijnenVast(d *dossier.Dossier, r *wetten.Recht, o Verschijning) (Besluit, []begrip.Weigering) {
	z := begin(d, r, o.Vastlegging)
	g := d.ZoekID(o.Oproep)
	oproep, ok := feitVan[*dossier.Opgeroepen](g)
	if !ok {
		z.weiger("oproep-onbekend", "oproep", grondOproep, "Kies de oproep waar deze afspraak bij hoort.")
		return z.klaar()
	}
	if o.Dag != 0 && o.Dag < g.GeldigOp {
		z.weiger("voor-de-oproep", "dag", grondOproep, "De oproep is van "+g.GeldigOp.Voluit()+". Vul een dag in op of na die dag.")
	}
	if afgehandeld(d, g.ID) {
		z.weiger("al-gedaan", "oproep", grondOproep, "Bij deze oproep is al vastgelegd of iemand kwam.")
	}
	switch o.Uitkomst {
	case Kwam:
		z.feit(&dossier.Verschenen{Voor: oproep.Voor, Oproep: g.ID})
		z.gehouden(oproep.Voor)
	case KwamNiet, WerkteNietMee:
		if o.Dag != 0 && o.Dag < oproep.Afspraak {
			z.weiger("afspraak-nog-niet-geweest", "dag", grondOproep, "De afspraak is op "+oproep.Afspraak.Voluit()+". Wacht tot die dag en leg het dan vast.")
		}
		if o.Uitkomst == KwamNiet {
			z.feit(&dossier.NietVerschenen{Voor: oproep.Voor, Oproep: g.ID})
		} else {
			z.feit(&dossier.OnvoldoendeMeegewerkt{Voor: oproep.Voor, Oproep: g.ID})
		}
	default:
		z.weiger("veld-ontbreekt", verschijnenVeld, grondOproep, "Kies of iemand kwam, niet kwam of niet genoeg meewerkte.")
	}
	return z.klaar()
}

// gehouden legt het gesprek vast waar iemand op kwam, als de wet dat gesprek telt.
func (z *zaak) gehouden(voor dossier.Voor) {
	switch voor {
	case dossier.VoorVoortgangsgesprek:
		z.feit(&dossier.Voortgangsgesprek{})
	case dossier.VoorMAPEindgesprek:
		z.feit(&dossier.Eindgesprek{Van: dossier.EindgesprekMAP})
	case dossier.VoorZEindgesprek:
		z.feit(&dossier.Eindgesprek{Van: dossier.EindgesprekZ})
	case dossier.VoorPVTOndertekening:
		z.feit(&dossier.PVTOndertekend{})
	}
}

// afgehandeld zegt of bij een oproep al is vastgelegd of iemand kwam.
func afgehandeld(d *dossier.Dossier, oproep string) bool {
	for _, g := range d.Feiten {
		var van string
		switch f := g.Feit.(type) {
		case *dossier.Verschenen:
			van = f.Oproep
		case *dossier.NietVerschenen:
			van = f.Oproep
		case *dossier.OnvoldoendeMeegewerkt:
			van = f.Oproep
		}
		if van != "" && d.Echt(van) == d.Echt(oproep) {
			return true
		}
	}
	return false
}

// OpenOproepen geeft de oproepen waarbij nog niet is vastgelegd of iemand kwam, oudste eerst.
func OpenOproepen(d *dossier.Dossier) []*dossier.Gebeurtenis {
	var uit []*dossier.Gebeurtenis
	for g := range dossier.Van[*dossier.Opgeroepen](d) {
		if g.ID != "" && !afgehandeld(d, g.ID) {
			uit = append(uit, g)
		}
	}
	return uit
}

func feitVan[F dossier.Feit](g *dossier.Gebeurtenis) (F, bool) {
	if g == nil {
		var niets F
		return niets, false
	}
	f, ok := g.Feit.(F)
	return f, ok
}
