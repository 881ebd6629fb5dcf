package demo

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// jurist beslist over boetes in de demo; wie het rapport schreef mag dat niet zelf.
const jurist = "m.visser"

// overtredingPIP legt vast dat iemand kort geleden niet meewerkte aan de begeleiding, met
// het rapport en de vraag om een reactie. Het besluit ligt nog bij de jurist.
func (l *loop) overtredingPIP() {
	dag := l.werkdagTerug(l.o.Vandaag.Plus(-l.tussen(20, 84)))
	if dag < l.pip.Plus(60) {
		return
	}
	mate := kies(l.rng, []dossier.Verwijtbaarheid{dossier.NormaalVerwijt, dossier.NormaalVerwijt, dossier.VerminderdVerwijt, dossier.VerwijtNietIngevuld})
	over := l.leg(dag, &dossier.Overtreding{Gedraging: dossier.Begeleiding, Verwijtbaarheid: mate, Gepleegd: l.werkdagTerug(dag.Plus(-4))})
	if over == nil {
		return
	}
	rapport, voornemen, gevraagd := &dossier.Rapport{}, &dossier.VoornemenBoete{}, &dossier.ZienswijzeGevraagd{}
	brief := l.naWerkdagen(dag, 5)
	l.overOvertreding(over, l.leg(l.naWerkdagen(dag, 2), rapport), &rapport.Overtreding)
	l.overOvertreding(over, l.legVan(brief, jurist, begrip.Jurist, "balie", voornemen), &voornemen.Overtreding)
	l.overOvertreding(over, l.legVan(brief, jurist, begrip.Jurist, "balie", gevraagd), &gevraagd.Overtreding)
	if l.kans(50) {
		zienswijze := &dossier.Zienswijze{}
		l.overOvertreding(over, l.leg(l.naWerkdagen(brief, l.tussen(4, 9)), zienswijze), &zienswijze.Overtreding)
	}
}

// zieAf legt vast dat de jurist geen boete oplegt.
func (l *loop) zieAf(over *stap) {
	f := &dossier.VanBoeteAfgezien{}
	l.overOvertreding(over, l.legVan(l.naWerkdagen(over.dag, l.tussen(12, 25)), jurist, begrip.Jurist, "balie", f), &f.Overtreding)
}

// overOvertreding laat een stap naar haar overtreding wijzen; s is nil als die dag nog komt.
func (l *loop) overOvertreding(over, s *stap, ref *string) {
	if s != nil {
		s.ref, s.over = ref, over
	}
}
