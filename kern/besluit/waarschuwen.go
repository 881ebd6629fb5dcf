package besluit

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

// Waarschuwing is de opdracht voor de schriftelijke waarschuwing. Die brief roept
// meteen opnieuw op; Dag is de dag van de brief.
type Waarschuwing struct {
	Vastlegging
	Afspraak begrip.Datum
	Tijd     string
	Plaats   string
	Inhoud   []dossier.Inhoud
}

// Waarschuw legt de waarschuwing en de nieuwe oproep voor de brede intake vast.
// Velden: afspraak, tijd, plaats, inhoud, dag.
//
// wet: wi2021#art-14-lid-1
func Waarschuw(d *dossier.Dossier, r *wetten.Recht, o Waarschuwing) (Besluit, []begrip.Weigering) {
	z := beginLopend(d, r, o.Vastlegging)
	switch h, ok := recht.Reken(d, r).Handeling("waarschuwen"); {
	case ok && !h.Mag:
		z.neemOver(h.Weigering, "")
	case !ok:
		z.weiger("geen-aanleiding", "", grondOproep, "Waarschuwen kan pas als iemand niet kwam of niet genoeg meewerkte. Leg dat eerst vast.")
	}
	id := z.feit(&dossier.Gewaarschuwd{Voor: dossier.VoorBredeIntake})
	op := Oproep{Vastlegging: o.Vastlegging, Voor: dossier.VoorBredeIntake, Afspraak: o.Afspraak, Tijd: o.Tijd, Plaats: o.Plaats, Inhoud: o.Inhoud}
	z.eisOproep(op)
	z.legOproepVast(op)
	return z.verantwoord("waarschuwing", id, z.antwoord())
}
