package main

import (
	"context"
	"errors"
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
//
// With makeKey a first key is made, but never beside data that needs another one.
func openStore(ctx context.Context, s settings, bring, makeKey bool) (store.Kelder, error) {
	lost := s.keyFileLost()
	k, err := openEngine(ctx, s, bring, makeKey)
	if err != nil || !makeKey || s.Municipality == "" {
		return k, err
	}
	for _, g := range s.municipalities() {
		if err := s.keyGiven(ctx, g); err != nil {
			return nil, errors.Join(err, k.Sluit())
		}
		if err := keyFits(ctx, k, s.forOne(g), lost); err != nil {
			return nil, errors.Join(err, k.Sluit())
		}
	}
	return k, nil
}

// enoughWrong is how many dossiers must refuse a key before it is the key that is
// wrong and not the dossiers.
const enoughWrong = 5

// errEnough ends a walk that has seen what it wanted to see.
var errEnough = errors.New("seen enough")

// keyFits refuses a key that opens nothing of what is here. A key file that got lost
// would be made anew without a word: no dossier could be read any more, and every
// message of DUO would open a second one beside it.
func keyFits(ctx context.Context, k store.Kelder, s settings, lost bool) error {
	if lost {
		err := k.Hoofden(ctx, s.Municipality, func(store.Hoofd) error { return errEnough })
		if errors.Is(err, errEnough) {
			return fault(err, "het sleutelbestand %s ontbreekt, maar er zijn al dossiers. Zet het sleutelbestand terug dat erbij hoort.", s.keyPath())
		}
		return err
	}
	wrong := 0
	err := k.Loop(ctx, s.Municipality, func(_ string, _ store.Logboek, err error) error {
		var breach *store.Ketenbreuk
		if !errors.As(err, &breach) || breach.Feit != 0 { // this one opens, even if a fact in it is broken
			wrong = 0
			return errEnough
		}
		if wrong++; wrong == enoughWrong {
			return errEnough
		}
		return nil
	})
	if wrong > 0 {
		return fault(err, "de sleutel in %s past niet op de dossiers. Zet de sleutels terug die erbij horen.", s.keySource())
	}
	if !errors.Is(err, errEnough) {
		return err
	}
	return nil
}

// openEngine opens the engine that the settings name.
func openEngine(ctx context.Context, s settings, bring, makeKey bool) (store.Kelder, error) {
	keys, err := s.openKeys(ctx, makeKey)
	if err != nil {
		return nil, err
	}
	if s.onPostgres() {
		bounds := postgres.Opties{Verbindingen: s.Ops.connections}
		if s.ops != nil { // a command that ends by itself takes the time it needs
			bounds.Wachttijd = s.Ops.statement
		}
		k, err := postgres.OpenMet(ctx, s.Database, keys, bounds)
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
