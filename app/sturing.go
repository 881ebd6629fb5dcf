package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"traject/kern/agenda"
	"traject/store"
)

// De namen van de tellingen.
const (
	TelFase      = "fase"
	TelDoelgroep = "doelgroep"
	TelLeerroute = "leerroute"
	TelTaak      = "taak"
	TelTeLaat    = "te-laat"   // taken waarvan de laatste dag voorbij is, per soort
	TelDezeWeek  = "deze-week" // taken met een laatste dag tot en met zondag, per soort
)

// Tellingen geeft de cijfers voor sturing: aantallen, nooit namen. Op volgorde van
// naam en daarbinnen het grootste aantal eerst.
func (h *Huis) Tellingen(ctx context.Context, wie Wie) ([]Telling, error) {
	z, ok := zicht(wie, cijfersZien, false)
	if !ok {
		return nil, ErrMagNiet
	}
	dag := h.nu().dag
	t, err := h.Kelder.Tellingen(ctx, store.TelFilter{Zicht: z, Vandaag: dag, Week: agenda.WeekTot(dag)})
	if err != nil {
		return nil, fmt.Errorf("tellen: %w", err)
	}
	som := map[Telling]int{}
	tel := func(naam, waarde string, n int) {
		if n > 0 {
			som[Telling{Naam: naam, Waarde: waarde}] += n
		}
	}
	for _, d := range t.Dossiers {
		tel(TelFase, d.Fase, d.Aantal)
		if d.Gesloten {
			continue
		}
		tel(TelDoelgroep, string(d.Doelgroep), d.Aantal)
		tel(TelLeerroute, string(d.Leerroute), d.Aantal)
	}
	for _, x := range t.Taken {
		tel(TelTaak, x.Soort, x.Aantal)
		tel(TelTeLaat, x.Soort, x.TeLaat)
		tel(TelDezeWeek, x.Soort, x.DezeWeek)
	}
	uit := make([]Telling, 0, len(som))
	for k, n := range som {
		k.Aantal = n
		uit = append(uit, k)
	}
	slices.SortFunc(uit, func(a, b Telling) int {
		return cmp.Or(cmp.Compare(a.Naam, b.Naam), cmp.Compare(b.Aantal, a.Aantal), cmp.Compare(a.Waarde, b.Waarde))
	})
	return uit, nil
}
