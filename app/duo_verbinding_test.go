package app_test

import (
	"testing"
	"time"

	"traject/app"
)

// contactketen heeft DUO op een moment gehoord.
type contactketen struct {
	nepketen
	gehoord time.Time
}

func (k *contactketen) Verbinding() app.Verbinding { return app.Verbinding{LaatsteContact: k.gehoord} }

// Wanneer DUO het laatst antwoordde blijft bekend na een herstart, en bij een ander programma.
func TestLaatsteAntwoordVanDUOBlijftBekend(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		gehoord := time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC)
		toont := func(k *contactketen) time.Time {
			t.Helper()
			metKeten(t, h, k)
			lees(t, h)
			b, err := h.DUOVerbinding(t.Context(), beheer)
			if err != nil {
				t.Fatal(err)
			}
			return b.LaatsteContact
		}
		if got := toont(&contactketen{}); !got.IsZero() {
			t.Errorf("zonder antwoord: %s", got)
		}
		if got := toont(&contactketen{gehoord: gehoord}); !got.Equal(gehoord) {
			t.Errorf("gehoord: %s", got)
		}
		if got := toont(&contactketen{}); !got.Equal(gehoord) {
			t.Errorf("na een herstart: %s", got)
		}
		later := gehoord.Add(time.Hour)
		if got := toont(&contactketen{gehoord: later}); !got.Equal(later) {
			t.Errorf("later: %s", got)
		}
		if got := toont(&contactketen{gehoord: gehoord}); !got.Equal(later) {
			t.Errorf("een ander programma hoorde later: %s", got)
		}
	})
}
