package app

import (
	"context"

	"traject/kern/begrip"
	"traject/kern/besluit"
)

// WijsToe geeft het dossier een klantmanager. Een weigering komt als
// Geweigerd, een ander die net voor was als Conflict.
func (h *Huis) WijsToe(ctx context.Context, wie Wie, nummer string, versie int, o besluit.Toewijzing) (Vastgelegd, error) {
	c, err := h.contactVan(ctx, wie.Gemeente, o.Aan)
	if err != nil {
		return Vastgelegd{}, err
	}
	return h.voer(ctx, wie, nummer, versie, h.wijsToe(wie, o, c))
}

// wijsToe laat DUO vanzelf weten wie nu de contactpersoon is, als DUO die kent.
func (h *Huis) wijsToe(wie Wie, o besluit.Toewijzing, c Contactpersoon) uitvoering {
	return uitvoering{naam: "toewijzen", wat: dossierToewijzen, beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) {
		s.ondertekenNu(&o.Vastlegging, wie)
		b, w := besluit.WijsToe(s.d, s.r, o)
		return h.metMeldingen(s, o.Vastlegging, b, func(string) int { return c.Nummer }), w
	}}
}
