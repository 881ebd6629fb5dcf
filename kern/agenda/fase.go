package agenda

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// De fasen van een dossier.
const (
	FaseAanmelding = "aanmelding"
	FaseIntake     = "intake"
	FasePlan       = "plan"
	FaseLeren      = "leren"
	FaseVerlengd   = "verlengd"
	FaseVerlopen   = "verlopen"
	FaseAfgerond   = "afgerond"
)

// Fase zegt in één woord waar iemand in het traject is. Onder Wi2007 is dat leren, tot
// de plicht eindigt.
func Fase(d *dossier.Dossier, a *recht.Antwoord) string {
	switch {
	case dossier.Heeft[*dossier.Overleden](d) || beeindigd(d, a):
		return FaseAfgerond
	case d.Stelsel == begrip.Wi2007:
		return FaseLeren
	case d.Stelsel == begrip.Wi2013:
		return faseBegeleiding(d)
	}
	t, heeftTermijn := a.Termijn("inburgeringstermijn")
	switch {
	case heeftTermijn && t.Stand == recht.Verlopen:
		return FaseVerlopen
	case heeftTermijn && (dossier.Heeft[*dossier.TermijnVerlengd](d) || dossier.Heeft[*dossier.NieuweTermijn](d)):
		return FaseVerlengd
	case dossier.Heeft[*dossier.PIPVastgesteld](d):
		return FaseLeren
	case dossier.Heeft[*dossier.IntakeAfgerond](d):
		return FasePlan
	case laatsteIntake(d) != nogNietOpgeroepen:
		return FaseIntake
	}
	return FaseAanmelding
}

// faseBegeleiding is de fase van wie alleen wordt begeleid: er komt geen PIP.
func faseBegeleiding(d *dossier.Dossier) string {
	switch {
	case dossier.Heeft[*dossier.IntakeAfgerond](d):
		return FaseLeren
	case laatsteIntake(d) != nogNietOpgeroepen:
		return FaseIntake
	}
	return FaseAanmelding
}

// beeindigd zegt of de plicht voorbij is.
func beeindigd(d *dossier.Dossier, a *recht.Antwoord) bool {
	if h, ok := a.Handeling(PIPVaststellen); ok {
		return !h.Mag
	}
	return dossier.Heeft[*dossier.PlichtGeeindigd](d)
}

// Herzien geeft de eerste latere dag waarop de taken of standen kunnen veranderen zonder
// dat er een nieuw feit is; leeg als die dag er niet is.
func Herzien(d *dossier.Dossier, a *recht.Antwoord) begrip.Datum {
	eerste := begrip.Datum(0)
	neem := func(dag begrip.Datum) {
		if dag > d.Peil && (eerste == 0 || dag < eerste) {
			eerste = dag
		}
	}
	for i := range a.Termijnen {
		t := &a.Termijnen[i]
		neem(t.Begin)
		if t.Uiterlijk != 0 {
			neem(t.Uiterlijk.Plus(1))
			if taakwijze(t.Sleutel) == vooraf {
				neem(aandacht(t))
			}
		}
	}
	for _, f := range dossier.Van[*dossier.Opgeroepen](d) {
		neem(f.Afspraak)
		neem(f.Afspraak.Plus(1))
	}
	for i := range a.Normen {
		for _, s := range a.Normen[i].Uitleg {
			if s.ID == "eerste-jaar-tot-en-met" {
				neem(begrip.Datum(s.Waarde).Plus(1))
			}
		}
	}
	return eerste
}
