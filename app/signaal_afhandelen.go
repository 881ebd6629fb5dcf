package app

import (
	"context"
	"crypto/rand"
	"fmt"

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
	o.Eigen = nieuwKenmerk()
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

// nieuwKenmerk geeft een uuid (versie 4) voor een bericht dat wij zelf opschrijven.
func nieuwKenmerk() string {
	var b [16]byte
	rand.Read(b[:]) // mislukt nooit: zonder toeval stopt het programma
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
