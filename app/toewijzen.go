package app

import (
	"context"

	"traject/kern/begrip"
	"traject/kern/besluit"
)

// WijsToe geeft het dossier een klantmanager. Een weigering komt als
// Geweigerd, een ander die net voor was als Conflict.
func (h *Huis) WijsToe(ctx context.Context, wie Wie, nummer string, versie int, o besluit.Toewijzing) (Vastgelegd, error) {
	return h.voer(ctx, wie, nummer, versie, h.wijsToe(wie, o))
}

func (h *Huis) wijsToe(wie Wie, o besluit.Toewijzing) uitvoering {
	return uitvoering{naam: "toewijzen", wat: dossierToewijzen, beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) {
		s.ondertekenNu(&o.Vastlegging, wie)
		return besluit.WijsToe(s.d, s.r, o)
	}}
}
