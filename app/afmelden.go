package app

import (
	"context"
	"errors"
	"fmt"

	"traject/store"
)

// meestePoging is hoe vaak werk van onszelf wordt geprobeerd; daarna staat het bij
// applicatiebeheer. Werk voor DUO geeft het niet op: DUO kan dagen weg zijn.
const meestePoging = 5

// rondAf meldt werk af en geeft de fout van het werk terug.
func (h *Huis) rondAf(ctx context.Context, u store.Uitgaand, fout error, zin string) error {
	return errors.Join(fout, h.meldAf(ctx, u, fout, zin))
}

// meldAf bewaart hoe werk uit de wachtrij afliep. Wat mislukt komt terug, steeds wat later,
// en staat na meestePoging keer bij beheer met deze zin. Stopt het programma, dan is het
// werk meteen weer vrij: daar ligt het niet aan. De fout is alleen die van het bewaren.
func (h *Huis) meldAf(ctx context.Context, u store.Uitgaand, fout error, zin string) error {
	nu := h.nu().seconden
	switch {
	case fout == nil:
		return afgemeld(h.Kelder.Klaar(ctx, h.Gemeente, u, nu))
	case ctx.Err() != nil:
		return afgemeld(h.Kelder.Mislukt(context.WithoutCancel(ctx), h.Gemeente, u, "het programma is gestopt", nu))
	case u.Poging < meestePoging:
		return afgemeld(h.Kelder.Mislukt(ctx, h.Gemeente, u, zin, nu+store.Wachttijd(u.Poging)))
	}
	return afgemeld(h.Kelder.Mislukt(ctx, h.Gemeente, u, zin, 0))
}

// afgemeld maakt van het verlies van een lease geen fout: een ander doet het werk.
func afgemeld(err error) error {
	if err != nil && !errors.Is(err, store.ErrLeaseKwijt) {
		return fmt.Errorf("werk afmelden: %w", err)
	}
	return nil
}
