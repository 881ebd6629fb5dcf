package geheugen

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"traject/kern/begrip"
	"traject/store"
)

// LeesSessie gives the content of a session that still runs.
func (k *Kelder) LeesSessie(_ context.Context, g begrip.Gemeente, sleutel string, nu int64) ([]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	s, is := k.bij(g).sessies[sleutel]
	if !is || s.Tot <= nu {
		return nil, fmt.Errorf("sessie lezen: %w", store.ErrNietGevonden)
	}
	return slices.Clone(s.Inhoud), nil
}

// BewaarSessie keeps a session in the place of what stood there.
func (k *Kelder) BewaarSessie(_ context.Context, g begrip.Gemeente, s store.Sessie) error {
	if err := s.Keur(); err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	s.Inhoud = slices.Clone(s.Inhoud)
	k.bij(g).sessies[s.Sleutel] = s
	return nil
}

// WisSessie removes a session.
func (k *Kelder) WisSessie(_ context.Context, g begrip.Gemeente, sleutel string) error {
	k.wisSessies(g, func(s store.Sessie) bool { return s.Sleutel == sleutel })
	return nil
}

// WisSessiesVan removes all sessions of one person.
func (k *Kelder) WisSessiesVan(_ context.Context, g begrip.Gemeente, gebruiker string) (int, error) {
	return k.wisSessies(g, func(s store.Sessie) bool { return gebruiker != "" && s.Gebruiker == gebruiker }), nil
}

// RuimSessiesOp removes sessions that have ended.
func (k *Kelder) RuimSessiesOp(_ context.Context, g begrip.Gemeente, nu int64) (int, error) {
	return k.wisSessies(g, func(s store.Sessie) bool { return s.Tot <= nu }), nil
}

func (k *Kelder) wisSessies(g begrip.Gemeente, weg func(store.Sessie) bool) int {
	k.mu.Lock()
	defer k.mu.Unlock()
	ss := k.bij(g).sessies
	voor := len(ss)
	maps.DeleteFunc(ss, func(_ string, s store.Sessie) bool { return weg(s) })
	return voor - len(ss)
}
