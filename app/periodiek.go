package app

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"traject/store"
)

// Werk dat steeds terugkomt gebeurt één keer per periode, hoeveel programma's er ook
// draaien: de periode is de sleutel van het werk in de uitgang, en wie haar het eerst
// neemt doet het. Wie halverwege omvalt laat de lease verlopen, en dan doet een ander het.
// De klok mag springen: een periode die al is gedaan komt niet terug, en de periode van nu
// wordt altijd gedaan.

// Hoe vaak.
const (
	periodeHerzien = 15 * time.Minute
	periodeSessies = time.Hour
)

// bewaarPeriode is hoe lang de wachtrij onthoudt dat een periode is gedaan, in seconden.
const bewaarPeriode = 7 * 24 * 60 * 60

// HerzienEens is Herzien, één keer per periode.
func (h *Huis) HerzienEens(ctx context.Context) (int, error) {
	return h.perPeriode(ctx, "herzien", periodeHerzien, h.Herzien)
}

// RuimSessiesOpEens is RuimSessiesOp, één keer per periode.
func (h *Huis) RuimSessiesOpEens(ctx context.Context) (int, error) {
	return h.perPeriode(ctx, "sessies", periodeSessies, h.RuimSessiesOp)
}

func (h *Huis) perPeriode(ctx context.Context, naam string, periode time.Duration, doe func(context.Context) (int, error)) (int, error) {
	nu, soort, lengte := h.nu().seconden, "periode-"+naam, int64(periode.Seconds())
	werk := store.Uitgaand{Sleutel: soort + ":" + strconv.FormatInt(nu/lengte, 10), Soort: soort, Vanaf: nu - nu%lengte}
	if err := h.Kelder.Plaats(ctx, h.Gemeente, []store.Uitgaand{werk}); err != nil {
		return 0, fmt.Errorf("%s klaarzetten: %w", soort, err)
	}
	genomen, err := h.Kelder.Neem(ctx, h.Gemeente, soort, nu, nu+lengte, perKeer)
	if err != nil || len(genomen) == 0 {
		return 0, err
	}
	gedaan, fout := doe(ctx) // een periode die is blijven liggen is hiermee ook gedaan
	for _, u := range genomen {
		if err := h.rondAf(ctx, u, fout, "het werk van deze periode is niet gelukt"); err != nil {
			return gedaan, err
		}
	}
	if _, err := h.Kelder.RuimWerkOp(ctx, h.Gemeente, soort, nu-bewaarPeriode); err != nil {
		return gedaan, fmt.Errorf("gedane periodes opruimen: %w", err)
	}
	return gedaan, nil
}
