package app

import (
	"context"

	"traject/kern/begrip"
	"traject/kern/besluit"
)

// LegVerschijnenVast legt vast of iemand op een afspraak kwam. Een weigering komt als
// Geweigerd, een ander die net voor was als Conflict.
func (h *Huis) LegVerschijnenVast(ctx context.Context, wie Wie, nummer string, versie int, o besluit.Verschijning) (Vastgelegd, error) {
	return h.voer(ctx, wie, nummer, versie, h.legVerschijnenVast(wie, o))
}

func (h *Huis) legVerschijnenVast(wie Wie, o besluit.Verschijning) uitvoering {
	return uitvoering{naam: "verschenen", wat: dossierHandelen, beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) {
		s.onderteken(&o.Vastlegging, wie)
		return besluit.LegVerschijnenVast(s.d, s.r, o)
	}}
}
