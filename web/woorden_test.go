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
