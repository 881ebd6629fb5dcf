package besluit

import (
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// Aantekening is de opdracht om een notitie te maken.
type Aantekening struct {
	Vastlegging
	Tekst string
}

// NotitieMaken legt een notitie vast. Veld: tekst.
func NotitieMaken(d *dossier.Dossier, r *wetten.Recht, o Aantekening) (Besluit, []begrip.Weigering) {
	z := begin(d, r, o.Vastlegging)
	z.eis(strings.TrimSpace(o.Tekst) != "", "tekst", nil, "Schrijf de notitie op.")
	z.feit(&dossier.Notitie{Tekst: o.Tekst})
	return z.klaar()
}
