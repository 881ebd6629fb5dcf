package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"traject/kern/begrip"
	"traject/store"
)

// WerkLijsten is het werk om na een nieuwe versie alle lijsten opnieuw af te leiden.
const WerkLijsten = "lijsten"

// leaseLijsten is hoe lang één programma daarover mag doen, in seconden; duurt het
// langer, dan begint een ander ook, en dat schaadt niet.
const leaseLijsten = 1800

// WerkLijstenBij herrekent alle dossiers als deze versie van het programma dat nog niet
// deed, en geeft hoeveel dat er waren; in het log staat van hoeveel er iets veranderde. Een nieuwe versie kan een andere wet of een
// andere taak kennen; anders stond die pas op de werklijst als een dossier verandert.
// Draaien er meer programma's, dan doet er één het.
func (h *Huis) WerkLijstenBij(ctx context.Context) (int, error) {
	return h.lijstenwerk(ctx, func() (int, error) {
		begin := h.Klok()
		uit, err := h.Herreken(ctx, Wie{Gebruiker: "systeem", Rol: begrip.Systeem, Gemeente: h.Gemeente}, func(int) {})
		h.Log.InfoContext(ctx, "dossiers herrekend", "dossiers", uit.Gedaan, "gewijzigd", uit.Gewijzigd, "duur", h.Klok().Sub(begin).Round(time.Millisecond).String())
		return uit.Gedaan, err
	})
}

// LijstenZijnBij onthoudt dat deze versie alle rijen al zelf maakte, zoals bij het
// vullen van een demo.
func (h *Huis) LijstenZijnBij(ctx context.Context) error {
	_, err := h.lijstenwerk(ctx, func() (int, error) { return 0, nil })
	return err
}

// lijstenwerk doet het werk van deze versie één keer; wat mislukt komt later opnieuw.
func (h *Huis) lijstenwerk(ctx context.Context, doe func() (int, error)) (int, error) {
	nu := h.nu().seconden
	werk := store.Uitgaand{Sleutel: WerkLijsten + ":" + h.Versie, Soort: WerkLijsten, Vanaf: nu}
	if err := h.Kelder.Plaats(ctx, h.Gemeente, []store.Uitgaand{werk}); err != nil {
		return 0, fmt.Errorf("het bijwerken van de lijsten klaarzetten: %w", err)
	}
	genomen, err := h.Kelder.Neem(ctx, h.Gemeente, WerkLijsten, nu, nu+leaseLijsten, perKeer)
	if err != nil || len(genomen) == 0 {
		return 0, err
	}
	gedaan, fout := doe() // ook werk dat een oudere versie liet liggen is hiermee gedaan
	for _, u := range genomen {
		if err := h.meldAf(ctx, u, fout, "de lijsten zijn niet helemaal bij te werken"); err != nil {
			return gedaan, errors.Join(fout, err)
		}
	}
	return gedaan, fout
}
