package app

import (
	"context"

	"traject/kern/begrip"
	"traject/kern/besluit"
)

// HandelSignaalAf legt vast dat het werk van een bericht van DUO is gedaan. Een weigering
// komt als Geweigerd, een ander die net voor was als Conflict.
func (h *Huis) HandelSignaalAf(ctx context.Context, wie Wie, nummer string, versie int, o besluit.Afhandeling) (Vastgelegd, error) {
	return h.voer(ctx, wie, nummer, versie, uitvoering{naam: "signaal-afhandelen", wat: dossierHandelen,
		beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) {
			s.ondertekenNu(&o.Vastlegging, wie)
			return besluit.SignaalAfhandelen(s.d, s.r, o)
		}})
}

// LegSignaalVast legt een bericht vast dat niet over de verbinding kwam, zoals een
// attentiesignaal uit het portaal. Het doet hetzelfde als een bericht van DUO.
func (h *Huis) LegSignaalVast(ctx context.Context, wie Wie, nummer string, versie int, o besluit.Handsignaal) (Vastgelegd, error) {
	o.Eigen = nieuwBerichtID()
	return h.voer(ctx, wie, nummer, versie, uitvoering{naam: "signaal-vastleggen", wat: dossierHandelen,
		beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) {
			s.ondertekenNu(&o.Vastlegging, wie)
			soort, _ := h.Signaalsoort(o.Code)
			if o.Omschrijving = soort.Omschrijving; soort.Feiten != nil {
				o.Feiten = soort.Feiten(s.d, o.Dag)
			}
			return besluit.SignaalVastleggen(s.d, s.r, o)
		}})
}
