package besluit

import (
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// Toewijzing is de opdracht om een dossier aan een klantmanager te geven.
type Toewijzing struct {
	Vastlegging
	Aan string
}

// WijsToe geeft het dossier een klantmanager. Veld: aan.
func WijsToe(d *dossier.Dossier, r *wetten.Recht, o Toewijzing) (Besluit, []begrip.Weigering) {
	z := begin(d, r, o.Vastlegging)
	o.Aan = strings.TrimSpace(o.Aan)
	z.eis(o.Aan != "", "aan", nil, "Kies een klantmanager.")
	if o.Aan != "" && o.Aan == d.Klantmanager {
		z.weiger("al-gedaan", "aan", nil, "Dit dossier is al van deze klantmanager.")
	}
	z.feit(&dossier.Toegewezen{Aan: o.Aan})
	return z.klaar()
}
