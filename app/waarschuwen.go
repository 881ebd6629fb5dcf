package app

import (
	"context"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/brief"
)

// Waarschuw waarschuwt iemand en roept in dezelfde brief opnieuw op. Een weigering komt als
// Geweigerd, een ander die net voor was als Conflict.
func (h *Huis) Waarschuw(ctx context.Context, wie Wie, nummer string, versie int, o besluit.Waarschuwing) (Vastgelegd, error) {
	return h.voer(ctx, wie, nummer, versie, h.waarschuw(wie, o))
}

// ProefWaarschuw zegt wat Waarschuw zou doen en legt niets vast.
func (h *Huis) ProefWaarschuw(ctx context.Context, wie Wie, nummer string, o besluit.Waarschuwing) (Proef, error) {
	return h.proef(ctx, wie, nummer, h.waarschuw(wie, o))
}

func (h *Huis) waarschuw(wie Wie, o besluit.Waarschuwing) uitvoering {
	return uitvoering{naam: "waarschuwen", wat: dossierHandelen, beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) {
		s.ondertekenNu(&o.Vastlegging, wie)
		return besluit.Waarschuw(s.d, s.r, o)
	}, opmaak: h.waarschuwingsbrief(wie, brief.Waar{Tijd: o.Tijd, Plaats: o.Plaats})}
}
