package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"traject/kern/begrip"
)

const registerkolommen = "soort, sleutel, versie, moment, inhoud"

const waarStuk = " WHERE gemeente = ? AND soort = ? AND sleutel = ?"

// doelStuk binds the seal to the place, so that a row cannot be moved to another one.
func doelStuk(soort, sleutel string) string { return "register/" + soort + "/" + sleutel }

// LeesStuk gives one document.
func (s *SQL) LeesStuk(ctx context.Context, g begrip.Gemeente, soort, sleutel string) (Stuk, error) {
	var uit Stuk
	err := s.motor.Lees(ctx, g, func(tx *sql.Tx) error {
		var err error
		uit, err = s.scanStuk(g, func(d ...any) error {
			return nieuweVraag("SELECT "+registerkolommen+" FROM register"+waarStuk, string(g), soort, sleutel).rij(ctx, tx, d...)
		})
		return err
	})
	if err != nil {
		return Stuk{}, fmt.Errorf("stuk %s van register %s lezen: %w", sleutel, soort, err)
	}
	return uit, nil
}

func (s *SQL) scanStuk(g begrip.Gemeente, lees func(...any) error) (Stuk, error) {
	var uit Stuk
	var dicht []byte
	if err := lees(&uit.Soort, &uit.Sleutel, &uit.Versie, &uit.Moment, &dicht); err != nil {
		return Stuk{}, err
	}
	var err error
	uit.Inhoud, err = s.zegel.Onthul(g, nil, doelStuk(uit.Soort, uit.Sleutel), dicht)
	return uit, err
}

// Stukken gives documents of one sort by key.
func (s *SQL) Stukken(ctx context.Context, g begrip.Gemeente, soort, na string, hooguit int) (uit []Stuk, err error) {
	v := nieuweVraag("SELECT "+registerkolommen+" FROM register WHERE gemeente = ? AND soort = ? AND sleutel > ? ORDER BY sleutel LIMIT ?",
		string(g), soort, na, Aantal(hooguit, 50))
	err = s.motor.Lees(ctx, g, func(tx *sql.Tx) error {
		uit = nil
		return v.rijen(ctx, tx, func(lees func(...any) error) error {
			stuk, err := s.scanStuk(g, lees)
			uit = append(uit, stuk)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("register %s lezen: %w", soort, err)
	}
	return uit, nil
}

// BewaarStuk keeps a document in the place of the version that was seen.
func (s *SQL) BewaarStuk(ctx context.Context, g begrip.Gemeente, stuk Stuk) error {
	if err := stuk.Keur(); err != nil {
		return err
	}
	dicht, err := s.zegel.Verberg(g, nil, doelStuk(stuk.Soort, stuk.Sleutel), stuk.Inhoud)
	if err != nil {
		return err
	}
	return s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
		if err := s.houdDossier(ctx, tx, g, stuk); err != nil {
			return err
		}
		n, err := s.zetStuk(ctx, tx, g, stuk, dicht)
		if err != nil {
			return fmt.Errorf("stuk %s van register %s bewaren: %w", stuk.Sleutel, stuk.Soort, err)
		}
		if n == 0 {
			return s.stukConflict(ctx, tx, g, stuk)
		}
		return s.schrijfAudit(ctx, tx, g, stuk.Audit)
	})
}

// houdDossier locks the dossier that a document is about until the end of the transaction,
// so that it cannot be destroyed in between.
func (s *SQL) houdDossier(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, stuk Stuk) error {
	nummer, is := VanDossier(stuk.Soort, stuk.Sleutel)
	if !is {
		return nil
	}
	koppen := map[string]*Kop{}
	if err := s.samen(ctx, tx, s.kopVragen(g, []string{nummer}, s.motor.HoudVast(), koppen)); err != nil {
		return err
	}
	return koppen[nummer].KanStuk(nummer)
}

// KanStuk says whether a document about this dossier can be kept; nil is a dossier that
// is not there.
func (k *Kop) KanStuk(nummer string) error {
	switch {
	case k == nil:
		return fmt.Errorf("stuk over dossier %s bewaren: %w", nummer, ErrNietGevonden)
	case k.Vernietigd:
		return fmt.Errorf("stuk over dossier %s bewaren: %w", nummer, ErrVernietigd)
	}
	return nil
}

func (s *SQL) zetStuk(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, stuk Stuk, dicht []byte) (int64, error) {
	if stuk.Versie == 0 {
		i := s.invoer("register", "gemeente, "+registerkolommen, " ON CONFLICT DO NOTHING")
		i.rij(string(g), stuk.Soort, stuk.Sleutel, 1, stuk.Moment, dicht)
		return i.schrijf(ctx, tx)
	}
	return nieuweVraag("UPDATE register SET versie = versie + 1, moment = ?, inhoud = ?"+waarStuk+" AND versie = ?",
		stuk.Moment, dicht, string(g), stuk.Soort, stuk.Sleutel, stuk.Versie).doe(ctx, tx)
}

func (s *SQL) stukConflict(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, stuk Stuk) error {
	c := &StukConflict{Soort: stuk.Soort, Sleutel: stuk.Sleutel, Verwacht: stuk.Versie}
	err := nieuweVraag("SELECT versie FROM register"+waarStuk, string(g), stuk.Soort, stuk.Sleutel).rij(ctx, tx, &c.Nu)
	if err != nil && !errors.Is(err, ErrNietGevonden) {
		return fmt.Errorf("versie van stuk %s lezen: %w", stuk.Sleutel, err)
	}
	return c
}

// WisStuk removes a document.
func (s *SQL) WisStuk(ctx context.Context, g begrip.Gemeente, soort, sleutel string, versie int, audit []Auditregel) error {
	return s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
		n, err := nieuweVraag("DELETE FROM register"+waarStuk+" AND versie = ?", string(g), soort, sleutel, versie).doe(ctx, tx)
		if err != nil {
			return fmt.Errorf("stuk %s van register %s wissen: %w", sleutel, soort, err)
		}
		if n == 0 {
			return s.stukConflict(ctx, tx, g, Stuk{Soort: soort, Sleutel: sleutel, Versie: versie})
		}
		return s.schrijfAudit(ctx, tx, g, audit)
	})
}
