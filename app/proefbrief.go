package app

import (
	"fmt"

	"traject/kern/brief"
)

// ProefBrief drukt een brief uit een proef, zodat iemand hem leest vóór hij uitgaat.
func (h *Huis) ProefBrief(b brief.Brief) (Bestand, error) {
	inhoud, err := h.Druk.HTML(b)
	if err != nil {
		return Bestand{}, fmt.Errorf("de brief van een proef drukken: %w", err)
	}
	return Bestand{Naam: "voorbeeld.html", Type: "text/html; charset=utf-8", Inhoud: inhoud}, nil
}
