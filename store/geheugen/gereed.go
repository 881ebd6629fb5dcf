package geheugen

import (
	"context"

	"traject/kern/begrip"
)

// Gereed asks the keys; memory is always there.
func (k *Kelder) Gereed(_ context.Context, g begrip.Gemeente) error { return k.zegel.Gereed(g) }

// TelSessies counts the people who are logged in at nu.
func (k *Kelder) TelSessies(_ context.Context, g begrip.Gemeente, nu int64) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	n := 0
	for _, s := range k.bij(g).sessies {
		if s.Tot > nu && s.Gebruiker != "" {
			n++
		}
	}
	return n, nil
}
