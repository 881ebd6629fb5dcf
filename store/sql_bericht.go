package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"traject/kern/begrip"
)

// schrijfBericht keeps the message that came with k; nil is none. It is sealed with
// the key of the dossier, so that it goes when the dossier goes.
func (s *SQL) schrijfBericht(ctx context.Context, tx *sql.Tx, k *Kop, b *Bericht) error {
	if b == nil {
		return nil
	}
	met := *b
	met.Nummer = k.Nummer
	return s.zetBericht(ctx, tx, k.Gemeente, k, met)
}

func doelBericht(id string) string { return "bericht/" + id }

func (s *SQL) zetBericht(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, k *Kop, b Bericht) error {
	if b.ID == "" {
		return fmt.Errorf("bericht zonder kenmerk bewaren: %w", ErrVerkeerdeVorm)
	}
	afdruk, err := s.zegel.Afdruk(g, b.Inhoud)
	if err != nil {
		return err
	}
	dicht, err := s.zegel.Verberg(g, k, doelBericht(b.ID), b.Inhoud)
	if err != nil {
		return err
	}
	i := s.invoer("bericht", "gemeente, id, bron, code, moment, nummer, afdruk, inhoud", " ON CONFLICT DO NOTHING")
	i.rij(string(g), b.ID, b.Bron, b.Code, b.Moment, b.Nummer, afdruk, dicht)
	n, err := i.schrijf(ctx, tx)
	if err != nil {
		return fmt.Errorf("bericht %s bewaren: %w", b.ID, err)
	}
	if n == 1 {
		return nil
	}
	oud := &BerichtBestaat{ID: b.ID, Zelfde: true}
	if err := nieuweVraag("SELECT nummer, afdruk FROM bericht WHERE gemeente = ? AND id = ?", string(g), b.ID).rij(ctx, tx, &oud.Nummer, &afdruk); err != nil {
		return fmt.Errorf("bericht %s terugzoeken: %w", b.ID, err)
	}
	if afdruk != "" { // empty after destruction: then there is nothing left to compare with
		if oud.Zelfde, err = s.zegel.PastAfdruk(g, afdruk, b.Inhoud); err != nil {
			return err
		}
	}
	return oud
}

// BewaarBericht keeps a message that has no dossier yet.
func (s *SQL) BewaarBericht(ctx context.Context, g begrip.Gemeente, b Bericht) error {
	b.Nummer = ""
	return s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error { return s.zetBericht(ctx, tx, g, nil, b) })
}

const berichtkolommen = "id, bron, code, moment, nummer, inhoud, weg"

func scanBericht(lees func(...any) error) (b Bericht, err error) {
	var weg string
	if err = lees(&b.ID, &b.Bron, &b.Code, &b.Moment, &b.Nummer, &b.Inhoud, &weg); err == nil {
		b.Weg, b.Weggrond, err = leesBerichtweg(weg)
	}
	return b, err
}

// ZoekBericht gives a message by its id.
func (s *SQL) ZoekBericht(ctx context.Context, g begrip.Gemeente, id string) (b Bericht, err error) {
	err = s.motor.Lees(ctx, g, func(tx *sql.Tx) (err error) {
		b, err = s.leesBericht(ctx, tx, g, id)
		return err
	})
	return b, err
}

func (s *SQL) leesBericht(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, id string) (Bericht, error) {
	v := nieuweVraag("SELECT "+berichtkolommen+" FROM bericht WHERE gemeente = ? AND id = ?", string(g), id)
	b, err := scanBericht(func(doelen ...any) error { return v.rij(ctx, tx, doelen...) })
	if err != nil {
		return Bericht{}, fmt.Errorf("bericht %s zoeken: %w", id, err)
	}
	return b, s.onthulBericht(ctx, tx, g, &b)
}

// onthulBericht opens the content in place. What was destroyed stays empty.
func (s *SQL) onthulBericht(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, b *Bericht) error {
	if len(b.Inhoud) == 0 {
		return nil
	}
	k, err := kopBij(ctx, tx, g, b.Nummer)
	if err == nil {
		b.Inhoud, err = s.zegel.Onthul(g, k, doelBericht(b.ID), b.Inhoud)
	}
	return err
}

// kopBij reads the head of the dossier that something belongs to; nil when there is none.
func kopBij(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, nummer string) (*Kop, error) {
	if nummer == "" {
		return nil, nil
	}
	k, err := leesKop(ctx, tx, g, nummer)
	if errors.Is(err, ErrNietGevonden) {
		return nil, nil
	}
	return k, err
}

// Berichten gives messages, newest first.
func (s *SQL) Berichten(ctx context.Context, f BerichtFilter) (Berichtblad, error) {
	hooguit := Aantal(f.Hooguit, 50)
	v := nieuweVraag("SELECT "+berichtkolommen+" FROM bericht WHERE gemeente = ?", string(f.Gemeente))
	v.als("code = ?", f.Code).als("nummer = ?", f.Nummer)
	if f.ZonderDossier {
		v.plus(" AND nummer = '' AND weg = ''")
	}
	if f.Voor != 0 {
		v.plus(" AND moment < ?", f.Voor)
	}
	if f.Na != "" {
		na, moment, err := LeesCursor(f.Na, 1)
		if err != nil {
			return Berichtblad{}, err
		}
		v.plus(" AND (moment, id) < (?, ?)", moment, na[0])
	}
	v.plus(" ORDER BY moment DESC, id DESC LIMIT ?", hooguit+1)
	var blad Berichtblad
	err := s.motor.Lees(ctx, f.Gemeente, func(tx *sql.Tx) error {
		blad = Berichtblad{}
		err := v.rijen(ctx, tx, func(lees func(...any) error) error {
			b, err := scanBericht(lees)
			blad.Berichten = append(blad.Berichten, b)
			return err
		})
		if err != nil {
			return err
		}
		if len(blad.Berichten) > hooguit {
			blad.Berichten = blad.Berichten[:hooguit]
			laatste := blad.Berichten[hooguit-1]
			blad.Volgende = MaakCursor(laatste.Moment, laatste.ID)
		}
		for i := range blad.Berichten {
			if !f.MetInhoud {
				blad.Berichten[i].Inhoud = nil
			} else if err := s.onthulBericht(ctx, tx, f.Gemeente, &blad.Berichten[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return Berichtblad{}, fmt.Errorf("berichten lezen: %w", err)
	}
	return blad, nil
}

// Kenmerken gives prints to use as an id.
func (s *SQL) Kenmerken(g begrip.Gemeente, inhoud []byte) ([]string, error) {
	return s.zegel.Kenmerken(g, inhoud)
}

// KoppelBericht joins a stored message to a dossier.
func (s *SQL) KoppelBericht(ctx context.Context, g begrip.Gemeente, id, nummer string) error {
	return s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
		k, err := leesKop(ctx, tx, g, nummer)
		if err != nil {
			return err
		}
		return s.koppel(ctx, tx, k, id)
	})
}

// koppel joins a message to the dossier and seals it anew with the key of that dossier.
func (s *SQL) koppel(ctx context.Context, tx *sql.Tx, k *Kop, id string) error {
	b, err := s.leesBericht(ctx, tx, k.Gemeente, id)
	if err != nil {
		return err
	}
	if b.Nummer == k.Nummer {
		return nil
	}
	if b.Nummer != "" {
		return &BerichtBestaat{ID: id, Zelfde: true, Nummer: b.Nummer}
	}
	if b.Weg != 0 {
		return fmt.Errorf("bericht %s koppelen: %w", id, ErrVernietigd)
	}
	dicht, err := s.zegel.Verberg(k.Gemeente, k, doelBericht(id), b.Inhoud)
	if err != nil {
		return err
	}
	n, err := nieuweVraag("UPDATE bericht SET nummer = ?, inhoud = ? WHERE gemeente = ? AND id = ? AND nummer = '' AND weg = ''",
		k.Nummer, dicht, string(k.Gemeente), id).doe(ctx, tx)
	if err != nil {
		return fmt.Errorf("bericht %s koppelen: %w", id, err)
	}
	if n == 0 {
		return &BerichtBestaat{ID: id, Zelfde: true}
	}
	return nil
}
