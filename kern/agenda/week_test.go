package agenda_test

import (
	"testing"

	"traject/kern/agenda"
)

func TestDezeWeekKijktInHetWeekendVooruit(t *testing.T) {
	for vandaag, wil := range map[string]string{
		"2026-11-23": "2026-11-29", // maandag
		"2026-11-27": "2026-11-29", // vrijdag
		"2026-11-21": "2026-11-29", // zaterdag: de werkweek die komt
		"2026-11-22": "2026-11-29", // zondag
		"2026-12-31": "2027-01-03",
	} {
		if tot := agenda.WeekTot(dag(vandaag)); tot != dag(wil) {
			t.Errorf("%s: tot en met %s, verwacht %s", vandaag, tot, wil)
		}
	}
}
