package app_test

import (
	"context"
	"errors"
	"testing"

	"traject/kern/begrip"
	"traject/kern/brief"
	"traject/store"
)

// leasekelder zegt bij elk afmelden dat een ander het werk intussen heeft.
type leasekelder struct{ store.Kelder }

func (leasekelder) Klaar(context.Context, begrip.Gemeente, store.Uitgaand, int64) error {
	return store.ErrLeaseKwijt
}

func (leasekelder) Mislukt(context.Context, begrip.Gemeente, store.Uitgaand, string, int64) error {
	return store.ErrLeaseKwijt
}

// Wie zijn lease kwijtraakt, bijvoorbeeld omdat drukken lang duurde, houdt daarmee de andere
// brieven niet tegen: een ander heeft het werk al.
func TestVerlorenLeaseHoudtNietsTegen(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		intakeKlaar(t, h)
		h.Kelder = leasekelder{h.Kelder}
		for _, drukker := range []*kapotteDrukker{{}, {gemaakt: true}} {
			h.Druk = drukker
			if _, err := h.ZetBrievenKlaar(t.Context()); err != nil {
				t.Error(err)
			}
			h.klok = h.klok.Add(10 * 60e9)
		}
	})
}

// stopDrukker is bezig met een brief als het programma moet stoppen.
type stopDrukker struct {
	drukker
	stop func()
}

func (d stopDrukker) PDF(brief.Brief) ([]byte, error) {
	d.stop()
	return nil, errors.New("afgebroken")
}

// Werk dat bleef liggen omdat het programma stopte, wacht niet: het volgende programma gaat
// meteen verder.
func TestGestoptWerkIsMeteenVrij(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		intakeKlaar(t, h)
		gewoon := h.Druk
		ctx, stop := context.WithCancel(t.Context())
		h.Druk = stopDrukker{stop: stop}
		if n, err := h.ZetBrievenKlaar(ctx); err != nil || n != 0 {
			t.Errorf("gestopt: %d brieven klaar, %v", n, err)
		}
		h.Druk = gewoon
		if n, err := h.ZetBrievenKlaar(t.Context()); err != nil || n != 1 {
			t.Errorf("daarna: %d brieven klaar, %v; verwacht meteen die ene", n, err)
		}
	})
}
