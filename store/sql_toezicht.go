package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"traject/kern/begrip"
)

// bladLoop is how many dossiers are read at once when all are walked.
const bladLoop = 200

func leesKoppen(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, na string, hooguit int) ([]*Kop, error) {
	var uit []*Kop
	v := nieuweVraag("SELECT "+kopkolommen+" FROM dossier WHERE gemeente = ? AND nummer > ? ORDER BY nummer LIMIT ?", string(g), na, hooguit)
	err := v.rijen(ctx, tx, func(lees func(...any) error) error {
		k, err := scanKop(g, lees)
		uit = append(uit, k)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("dossiers lezen: %w", err)
	}
	return uit, nil
}

// keten is the head and the facts of one dossier; without a head the facts are loose.
type keten struct {
	nummer string
	kop    *Kop
	rijen  []Schakelrij
}

// leesKetens reads a page of chains of one moment, in order of number. It also
// finds facts whose dossier is gone. klaar says that this was the last page.
func (s *SQL) leesKetens(ctx context.Context, g begrip.Gemeente, na string) (uit []keten, klaar bool, err error) {
	err = s.motor.Lees(ctx, g, func(tx *sql.Tx) (err error) {
		uit, klaar, err = ketensIn(ctx, tx, g, na)
		return err
	})
	return uit, klaar, err
}

func ketensIn(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, na string) (uit []keten, klaar bool, err error) {
	koppen, err := leesKoppen(ctx, tx, g, na, bladLoop)
	if err != nil {
		return nil, false, err
	}
	klaar = len(koppen) < bladLoop
	v := nieuweVraag("SELECT dossier, "+rijkolommen+" FROM feit WHERE gemeente = ? AND dossier > ?", string(g), na)
	if !klaar {
		v.plus(" AND dossier <= ?", koppen[len(koppen)-1].Nummer)
	}
	rijen := map[string][]Schakelrij{}
	los := []string{}
	err = v.plus(" ORDER BY dossier, nummer").rijen(ctx, tx, func(lees func(...any) error) error {
		var nummer string
		r, err := scanRij(lees, &nummer)
		if rijen[nummer] == nil {
			los = append(los, nummer)
		}
		rijen[nummer] = append(rijen[nummer], r)
		return err
	})
	if err != nil {
		return nil, false, fmt.Errorf("feiten lezen: %w", err)
	}
	for _, k := range koppen {
		uit = append(uit, keten{k.Nummer, k, rijen[k.Nummer]})
		rijen[k.Nummer] = nil
	}
	for _, nummer := range los {
		if rijen[nummer] != nil {
			uit = append(uit, keten{nummer, nil, rijen[nummer]})
		}
	}
	return uit, klaar, nil
}

// ketens walks all chains outside a transaction, so that f may take its time.
func (s *SQL) ketens(ctx context.Context, g begrip.Gemeente, f func(keten) error) error {
	for na, klaar := "", false; !klaar; {
		blad, laatste, err := s.leesKetens(ctx, g, na)
		if err != nil {
			return err
		}
		for _, k := range blad {
			if k.kop != nil {
				na = k.nummer
			}
			if err := f(k); err != nil {
				return err
			}
		}
		klaar = laatste
	}
	return nil
}

// Loop hands every dossier that was not destroyed to f.
func (s *SQL) Loop(ctx context.Context, g begrip.Gemeente, f func(string, Logboek, error) error) error {
	return s.ketens(ctx, g, func(k keten) error {
		if k.kop == nil || k.kop.Vernietigd {
			return nil
		}
		l, err := s.zegel.Logboek(k.kop, k.rijen)
		var storing *Storing
		if errors.As(err, &storing) {
			return err
		}
		return f(k.nummer, l, err)
	})
}

// ControleerKeten proves every chain and hands each finding to f.
func (s *SQL) ControleerKeten(ctx context.Context, g begrip.Gemeente, f func(Bevinding) error) (Keuring, error) {
	var uit Keuring
	err := s.ketens(ctx, g, func(k keten) error {
		uit.Dossiers++
		uit.Feiten += len(k.rijen)
		b := &Bevinding{k.nummer, 0, "er zijn feiten, maar het dossier is weg"}
		if k.kop != nil {
			var err error
			if b, err = s.zegel.Keur(k.kop, k.rijen); err != nil {
				return err
			}
		}
		if b == nil {
			return nil
		}
		uit.Fouten++
		return f(*b)
	})
	if err != nil {
		return uit, fmt.Errorf("ketens van gemeente %s controleren: %w", g, err)
	}
	return uit, nil
}

// Hoofden hands the head of every chain to f.
func (s *SQL) Hoofden(ctx context.Context, g begrip.Gemeente, f func(Hoofd) error) error {
	for na, klaar := "", false; !klaar; {
		var koppen []*Kop
		err := s.motor.Lees(ctx, g, func(tx *sql.Tx) (err error) {
			koppen, err = leesKoppen(ctx, tx, g, na, bladLoop)
			return err
		})
		if err != nil {
			return fmt.Errorf("hoofden van gemeente %s uitvoeren: %w", g, err)
		}
		for _, k := range koppen {
			na = k.Nummer
			if err := f(Hoofd{k.Nummer, k.Versie, k.Hoofd}); err != nil {
				return err
			}
		}
		klaar = len(koppen) < bladLoop
	}
	return nil
}

// ControleerHoofden compares heads that were exported earlier with the chains.
func (s *SQL) ControleerHoofden(ctx context.Context, g begrip.Gemeente, hoofden []Hoofd) ([]Bevinding, error) {
	var uit []Bevinding
	for _, h := range hoofden {
		k, rijen, err := s.leesKeten(ctx, g, h.Nummer)
		if err != nil && !errors.Is(err, ErrNietGevonden) {
			return uit, fmt.Errorf("hoofd van dossier %s vergelijken: %w", h.Nummer, err)
		}
		if b := VergelijkHoofd(h, k, rijen); b != nil {
			uit = append(uit, *b)
		}
	}
	return uit, nil
}
