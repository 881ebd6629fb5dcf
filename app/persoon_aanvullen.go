package app

import (
	"context"

	"traject/kern/begrip"
	"traject/kern/besluit"
)

// VulPersoonAan vult gegevens van de persoon aan. Een BSN dat al bij een ander
// dossier hoort wordt geweigerd; ook dat komt als Geweigerd.
func (h *Huis) VulPersoonAan(ctx context.Context, wie Wie, nummer string, versie int, o besluit.Aanvulling) (Vastgelegd, error) {
	return h.voer(ctx, wie, nummer, versie, uitvoering{naam: "persoon", wat: dossierHandelen, enigBSN: true,
		beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) {
			s.ondertekenNu(&o.Vastlegging, wie)
			return besluit.VulPersoonAan(s.d, s.r, o)
		}})
}
