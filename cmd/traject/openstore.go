package main

import (
	"context"
	"strings"

	"traject/store"
	"traject/store/sqlite"
)

// openStore opens the cellar that the settings name. With bring older data is brought
// to the form of this program; without it older data is refused.
func openStore(ctx context.Context, s settings, bring, makeKey bool) (store.Kelder, error) {
	if strings.HasPrefix(s.Database, "postgres://") || strings.HasPrefix(s.Database, "postgresql://") {
		return nil, fault(nil, "TRAJECT_DATABASE noemt PostgreSQL. Deze versie bewaart alleen in SQLite; geef een map.")
	}
	keys, err := store.SleutelsUitBestand(s.keyPath(), makeKey)
	if err != nil {
		return nil, err
	}
	k, err := sqlite.Open(ctx, s.databaseFolder(), keys, sqlite.Opties{Migreer: bring})
	if err != nil {
		return nil, err
	}
	return k, nil
}
