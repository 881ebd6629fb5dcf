package app

import (
	"context"

	"traject/kern/begrip"
	"traject/kern/besluit"
)

// MeldPIP legt vast dat het PIP aan DUO is gemeld. Een weigering komt als
// Geweigerd, een ander die net voor was als Conflict.
func (h *Huis) MeldPIP(ctx context.Context, wie Wie, nummer string, versie int, o besluit.Melding) (Vastgelegd, error) {
	return h.voer(ctx, wie, nummer, versie, h.meldPIP(wie, o))
}

func (h *Huis) meldPIP(wie Wie, o besluit.Melding) uitvoering {
	return uitvoering{naam: "pip-melden", wat: dossierHandelen, beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) {
		s.onderteken(&o.Vastlegging, wie)
		return besluit.MeldPIP(s.d, s.r, o)
	}}
}
