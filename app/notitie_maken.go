package app

import (
	"context"

	"traject/kern/begrip"
	"traject/kern/besluit"
)

// MaakNotitie legt een notitie vast. Een weigering komt als
// Geweigerd, een ander die net voor was als Conflict.
func (h *Huis) MaakNotitie(ctx context.Context, wie Wie, nummer string, versie int, o besluit.Aantekening) (Vastgelegd, error) {
	return h.voer(ctx, wie, nummer, versie, h.maakNotitie(wie, o))
}

func (h *Huis) maakNotitie(wie Wie, o besluit.Aantekening) uitvoering {
	return uitvoering{naam: "notitie", wat: dossierHandelen, beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) {
		s.ondertekenNu(&o.Vastlegging, wie)
		return besluit.NotitieMaken(s.d, s.r, o)
	}}
}
