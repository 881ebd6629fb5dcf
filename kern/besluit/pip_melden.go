package besluit

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// Melding is de opdracht om vast te leggen dat het PIP aan DUO is gemeld; Dag is de dag van melden.
type Melding struct{ Vastlegging }

// MeldPIP legt vast dat het laatste PIP aan DUO is gemeld. Veld: dag.
//
// wet: bi2021#art-9.3-lid-2
func MeldPIP(d *dossier.Dossier, r *wetten.Recht, o Melding) (Besluit, []begrip.Weigering) {
	z := begin(d, r, o.Vastlegging)
	pip, _ := dossier.Laatste[*dossier.PIPVastgesteld](d)
	switch {
	case pip == nil:
		z.weiger("geen-pip", "", grondMelden, "Er is nog geen PIP. Stel eerst het PIP vast.")
	case o.Dag != 0 && o.Dag < pip.GeldigOp:
		z.weiger("te-vroeg", "dag", grondMelden, "Het PIP is van "+pip.GeldigOp.Voluit()+". Vul een dag in op of na die dag.")
	default:
		for g := range dossier.Van[*dossier.PIPGemeld](d) {
			if g.GeldigOp > pip.GeldigOp || g.GeldigOp == pip.GeldigOp && g.Nummer > pip.Nummer {
				z.weiger("al-gedaan", "", grondMelden, "Dit PIP is op "+g.GeldigOp.Voluit()+" al gemeld.")
				break
			}
		}
	}
	z.feit(&dossier.PIPGemeld{})
	return z.klaar()
}
