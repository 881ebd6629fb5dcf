package main

import (
	"context"
	"net/url"
	"strings"

	"traject/store"
	"traject/store/postgres"
	"traject/store/sqlite"
)

// onPostgres says that the settings name a PostgreSQL server.
func (s *settings) onPostgres() bool {
	return strings.HasPrefix(s.Database, "postgres://") || strings.HasPrefix(s.Database, "postgresql://")
}

// openStore opens the cellar that the settings name. With bring older SQLite data is
// brought to the form of this program; without it older data is refused. PostgreSQL
// is brought there only by `traject migrate`, because the program itself may not.
func openStore(ctx context.Context, s settings, bring, makeKey bool) (store.Kelder, error) {
	keys, err := store.SleutelsUitBestand(s.keyPath(), makeKey)
	if err != nil {
		return nil, err
	}
	if s.onPostgres() {
		k, err := postgres.Open(ctx, s.Database, keys)
		if err != nil {
			return nil, err // and not k: a nil *store.SQL is no nil Kelder
		}
		return k, nil
	}
	k, err := sqlite.Open(ctx, s.databaseFolder(), keys, sqlite.Opties{Migreer: bring})
	if err != nil {
		return nil, err
	}
	return k, nil
}

// migrateStore brings the storage to the form of this program.
func migrateStore(ctx context.Context, s settings) error {
	if !s.onPostgres() {
		k, err := openStore(ctx, s, true, true)
		if err != nil {
			return err
		}
		return k.Sluit()
	}
	u, err := url.Parse(s.Database)
	if err != nil || u.User.Username() == "" {
		return fault(err, "TRAJECT_DATABASE noemt geen gebruiker. Geef een adres als postgres://traject@server/traject.")
	}
	if s.DatabaseOwner == "" {
		return fault(nil, "TRAJECT_DATABASE_EIGENAAR ontbreekt. Geef het adres waarmee de eigenaar van de database inlogt.")
	}
	return postgres.Migreer(ctx, s.DatabaseOwner, u.User.Username())
}
