package app

import (
	"context"

	"traject/kern/begrip"
	"traject/kern/besluit"
)

// RondIntakeAf rondt de brede intake af. Een weigering komt als
// Geweigerd, een ander die net voor was als Conflict.
func (h *Huis) RondIntakeAf(ctx context.Context, wie Wie, nummer string, versie int, o besluit.Intake) (Vastgelegd, error) {
	return h.voer(ctx, wie, nummer, versie, h.rondIntakeAf(wie, o))
}

func (h *Huis) rondIntakeAf(wie Wie, o besluit.Intake) uitvoering {
	return uitvoering{naam: "intake", wat: dossierHandelen, beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) {
		s.onderteken(&o.Vastlegging, wie)
		return besluit.RondIntakeAf(s.d, s.r, o)
	}}
}
