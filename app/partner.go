package app

import (
	"context"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// LegPartnerVast legt iets over de partner vast, met de grond waarom dat mag. Wie het
// daarna leest, leest het op die grond.
func (h *Huis) LegPartnerVast(ctx context.Context, wie Wie, nummer string, versie int, o besluit.Partneropdracht) (Vastgelegd, error) {
	return h.voer(ctx, wie, nummer, versie, uitvoering{naam: "partner", wat: dossierHandelen, beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) {
		if !magPartner(wie, s.van) {
			return besluit.Besluit{}, []begrip.Weigering{{Code: "partner-mag-niet", Zin: "Over de partner legt alleen iets vast wie dit dossier zelf behandelt."}}
		}
		s.ondertekenNu(&o.Vastlegging, wie)
		return besluit.PartnerVastleggen(s.d, s.r, o)
	}})
}

// magPartner zegt of deze gebruiker met een grond iets over de partner mag zien.
func magPartner(wie Wie, van eigenaar) bool {
	van.grond = true
	return magBij(wie, partnerZien, van)
}

// kentPartner zegt of er ooit iets over de partner is vastgelegd.
func kentPartner(d *dossier.Dossier) bool {
	for _, f := range dossier.Van[*dossier.Overig](d) { // van een andere gemeente
		if f.Naam == string(dossier.SoortPartner) {
			return true
		}
	}
	return dossier.Heeft[*dossier.Partner](d)
}
