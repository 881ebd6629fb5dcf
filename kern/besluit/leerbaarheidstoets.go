package besluit

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// Toets is de opdracht om de uitslag van de leerbaarheidstoets vast te leggen; Dag is de dag van afname.
type Toets struct {
	Vastlegging
	Uitslag dossier.Toetsuitslag
}

// LegToetsVast legt de uitslag van de leerbaarheidstoets vast. Velden: uitslag, dag.
//
// wet: wi2021#art-14-lid-3
func LegToetsVast(d *dossier.Dossier, r *wetten.Recht, o Toets) (Besluit, []begrip.Weigering) {
	z := beginLopend(d, r, o.Vastlegging)
	switch o.Uitslag {
	case dossier.ToetsHaalbaar, dossier.ToetsNietHaalbaar, dossier.ToetsOnbekend, dossier.ToetsVrijgesteld:
	default:
		z.weiger("veld-ontbreekt", "uitslag", grondToets, "Kies de uitslag van de toets.")
	}
	if g, f := dossier.Laatste[*dossier.Leerbaarheidstoets](d); g != nil && g.GeldigOp == o.Dag && f.Uitslag == o.Uitslag {
		z.weiger("al-gedaan", "uitslag", grondToets, "Deze uitslag staat al in het dossier.")
	}
	z.feit(&dossier.Leerbaarheidstoets{Uitslag: o.Uitslag})
	return z.klaar()
}
