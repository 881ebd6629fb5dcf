package agenda

import "traject/kern/begrip"

// WeekTot is de laatste dag die in de werklijst bij deze week hoort: zondag. Op zaterdag
// en zondag is dat de zondag erna, want wie dan kijkt wil weten wat er maandag wacht; zie
// ook IsWeekend voor het woord erbij.
func WeekTot(vandaag begrip.Datum) begrip.Datum {
	tot := vandaag.Plus(7 - int(vandaag.Weekdag()))
	if IsWeekend(vandaag) {
		tot = tot.Plus(7)
	}
	return tot
}

// IsWeekend zegt of het zaterdag of zondag is.
func IsWeekend(dag begrip.Datum) bool { return dag.Weekdag() >= 6 }
