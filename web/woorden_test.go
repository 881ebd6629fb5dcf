package web

import (
	"testing"

	"traject/kern/dossier"
)

// Every fact has words that people read; a key of the file on the screen is a word too few.
func TestElkFeitHeeftWoorden(t *testing.T) {
	for _, s := range dossier.Soorten() {
		if feitnamen[string(s)] == "" {
			t.Errorf("feitnamen has no words for %s", s)
		}
	}
}

// Somebody on her first day has to know what ends a task: a page of traject does, or a
// sentence says what does.
func TestElkeTaakZegtWatHaarAfdoet(t *testing.T) {
	for soort := range taaknamen {
		if (taakpad(soort, "inschrijving") == "") == (zonderAkte[soort] == "") {
			t.Errorf("task %s: it needs either a page or a sentence that says what to do", soort)
		}
	}
}

// Two lines of the audit with the same words cannot be told apart in the filter.
func TestElkeAuditregelHeeftEigenWoorden(t *testing.T) {
	eerder := map[string]string{}
	for _, w := range auditwoorden {
		if was, ok := eerder[w.wat]; ok {
			t.Errorf("%s and %s are both called %q", was, w.naam, w.wat)
		}
		eerder[w.wat] = w.naam
	}
}
