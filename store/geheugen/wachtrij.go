package geheugen

import (
	"context"
	"maps"
	"slices"

	"traject/kern/begrip"
	"traject/store"
)

// Werk gives work by key, without its content.
func (k *Kelder) Werk(_ context.Context, f store.WerkrijFilter) ([]store.Uitgaand, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	var uit []store.Uitgaand
	alle := k.bij(f.Gemeente).uitgaand
	for _, sleutel := range slices.Sorted(maps.Keys(alle)) {
		if u := alle[sleutel]; sleutel > f.Na && gelijk(f.Stand, u.Stand) && gelijk(f.Soort, u.Soort) && len(uit) < store.Aantal(f.Hooguit, 50) {
			u.Inhoud = nil
			uit = append(uit, u)
		}
	}
	return uit, nil
}

// WerkTellingen counts the work that is not done, by sort.
func (k *Kelder) WerkTellingen(_ context.Context, g begrip.Gemeente, nu int64) ([]store.Werktelling, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	per := map[string]store.Werktelling{}
	for _, u := range k.bij(g).uitgaand {
		t := per[u.Soort]
		t.Soort = u.Soort
		switch {
		case u.Stand == store.Opgeven:
			t.Mislukt++
		case u.Stand != store.Wacht:
			continue
		case u.Tot > nu:
			t.Bezig++
		default:
			t.Wacht++
		}
		if u.Stand == store.Wacht && (t.Eerste == 0 || u.Vanaf < t.Eerste) {
			t.Eerste = u.Vanaf
		}
		per[u.Soort] = t
	}
	var uit []store.Werktelling
	for _, soort := range slices.Sorted(maps.Keys(per)) {
		uit = append(uit, per[soort])
	}
	return uit, nil
}

// OpnieuwVeel puts all work of a sort that was given up back in the queue.
func (k *Kelder) OpnieuwVeel(_ context.Context, g begrip.Gemeente, soort string, nu int64) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	n := 0
	alle := k.bij(g).uitgaand
	for sleutel, u := range alle {
		if u.Soort == soort && u.Stand == store.Opgeven {
			u.Stand, u.Vanaf, u.Tot = store.Wacht, nu, 0
			alle[sleutel] = u
			n++
		}
	}
	return n, nil
}

// RuimWerkOp removes work of a sort that was done before this moment.
func (k *Kelder) RuimWerkOp(_ context.Context, g begrip.Gemeente, soort string, voor int64) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	alle := k.bij(g).uitgaand
	n := len(alle)
	maps.DeleteFunc(alle, func(_ string, u store.Uitgaand) bool {
		return u.Soort == soort && u.Stand == store.Gedaan && u.Klaar < voor
	})
	return n - len(alle), nil
}
