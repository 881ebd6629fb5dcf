package app

import (
	"context"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/brief"
)

// RoepOp roept iemand per brief op; de brief wordt meteen opgemaakt. Een weigering komt als
// Geweigerd, een ander die net voor was als Conflict.
func (h *Huis) RoepOp(ctx context.Context, wie Wie, nummer string, versie int, o besluit.Oproep) (Vastgelegd, error) {
	return h.voer(ctx, wie, nummer, versie, h.roepOp(wie, o))
}

// ProefRoepOp zegt wat RoepOp zou doen en legt niets vast.
func (h *Huis) ProefRoepOp(ctx context.Context, wie Wie, nummer string, o besluit.Oproep) (Proef, error) {
	return h.proef(ctx, wie, nummer, h.roepOp(wie, o))
}

func (h *Huis) roepOp(wie Wie, o besluit.Oproep) uitvoering {
	return uitvoering{naam: "oproepen", wat: dossierHandelen, beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) {
		s.ondertekenNu(&o.Vastlegging, wie)
		return besluit.RoepOp(s.d, s.r, o)
	}, opmaak: h.oproepbrief(wie, brief.Waar{Tijd: o.Tijd, Plaats: o.Plaats})}
}
