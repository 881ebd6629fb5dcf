package app

import (
	"context"

	"traject/kern/begrip"
	"traject/kern/besluit"
)

// StelPIPVast stelt het PIP vast, met de brief en de verantwoording erbij. Een
// weigering komt als Geweigerd, een ander die net voor was als Conflict.
func (h *Huis) StelPIPVast(ctx context.Context, wie Wie, nummer string, versie int, o besluit.PIPOpdracht) (Vastgelegd, error) {
	return h.voer(ctx, wie, nummer, versie, h.stelPIPVast(wie, o))
}

// ProefPIP zegt wat StelPIPVast zou doen en legt niets vast.
func (h *Huis) ProefPIP(ctx context.Context, wie Wie, nummer string, o besluit.PIPOpdracht) (Proef, error) {
	return h.proef(ctx, wie, nummer, h.stelPIPVast(wie, o))
}

func (h *Huis) stelPIPVast(wie Wie, o besluit.PIPOpdracht) uitvoering {
	return uitvoering{naam: "pip", wat: dossierHandelen, beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) {
		s.onderteken(&o.Vastlegging, wie)
		b, w := besluit.PIP(s.d, s.r, o)
		return h.metMeldingen(s, o.Vastlegging, b, geenContact), w
	}, opmaak: h.pipbrief(wie)}
}
