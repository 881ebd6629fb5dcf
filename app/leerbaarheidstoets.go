package app

import (
	"context"

	"traject/kern/begrip"
	"traject/kern/besluit"
)

// LegToetsVast legt de uitslag van de leerbaarheidstoets vast. Een weigering komt als
// Geweigerd, een ander die net voor was als Conflict.
func (h *Huis) LegToetsVast(ctx context.Context, wie Wie, nummer string, versie int, o besluit.Toets) (Vastgelegd, error) {
	return h.voer(ctx, wie, nummer, versie, h.legToetsVast(wie, o))
}

func (h *Huis) legToetsVast(wie Wie, o besluit.Toets) uitvoering {
	return uitvoering{naam: "leerbaarheidstoets", wat: dossierHandelen, beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) {
		s.onderteken(&o.Vastlegging, wie)
		return besluit.LegToetsVast(s.d, s.r, o)
	}}
}
