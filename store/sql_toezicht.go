package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"sync"
	"sync/atomic"

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

// bladen reads pages of chains after a number, one page ahead of whoever takes them; at
// most three pages are in memory. Whoever stops early ends ctx.
func (s *SQL) bladen(ctx context.Context, g begrip.Gemeente, na string) iter.Seq2[[]keten, error] {
	type blad struct {
		ketens []keten
		err    error
	}
	return func(yield func([]keten, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		uit := make(chan blad, 1)
		go func() {
			defer close(uit)
			for klaar := false; !klaar; {
				var b blad
				b.ketens, klaar, b.err = s.leesKetens(ctx, g, na)
				for _, k := range b.ketens {
					if k.kop != nil {
						na = k.nummer
					}
				}
				select {
				case uit <- b:
				case <-ctx.Done():
					return
				}
				if b.err != nil {
					return
				}
			}
		}()
		for b := range uit {
			if !yield(b.ketens, b.err) {
				return
			}
		}
	}
}

// naastElkaar does something with every chain of a page on all cores.
func naastElkaar[T any](ketens []keten, doe func(*keten) T) []T {
	uit := make([]T, len(ketens))
	var volgende atomic.Int64
	var wacht sync.WaitGroup
	for range min(runtime.NumCPU(), len(ketens)) {
		wacht.Go(func() {
			for i := int(volgende.Add(1)) - 1; i < len(ketens); i = int(volgende.Add(1)) - 1 {
				uit[i] = doe(&ketens[i])
			}
		})
	}
	wacht.Wait()
	return uit
}

// Loop hands every dossier that was not destroyed to f.
func (s *SQL) Loop(ctx context.Context, g begrip.Gemeente, f func(string, Logboek, error) error) error {
	return s.LoopNa(ctx, g, "", f)
}

// LoopNa is Loop for the dossiers after a number. Opening the seals goes on all cores; f
// hears the dossiers one by one and in order.
func (s *SQL) LoopNa(ctx context.Context, g begrip.Gemeente, na string, f func(string, Logboek, error) error) error {
	type gelezen struct {
		l   Logboek
		err error
	}
	for blad, err := range s.bladen(ctx, g, na) {
		if err != nil {
			return err
		}
		alle := naastElkaar(blad, func(k *keten) (u gelezen) {
			if k.kop != nil && !k.kop.Vernietigd {
				u.l, u.err = s.zegel.Logboek(k.kop, k.rijen)
			}
			return u
		})
		for i, k := range blad {
			if k.kop == nil || k.kop.Vernietigd {
				continue
			}
			var storing *Storing
			if errors.As(alle[i].err, &storing) {
				return alle[i].err
			}
			if err := f(k.nummer, alle[i].l, alle[i].err); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// ControleerKeten proves every chain and hands each finding to f.
func (s *SQL) ControleerKeten(ctx context.Context, g begrip.Gemeente, f func(Bevinding) error) (Keuring, error) {
	type gekeurd struct {
		b   *Bevinding
		err error
	}
	var uit Keuring
	for blad, err := range s.bladen(ctx, g, "") {
		if err != nil {
			return uit, fmt.Errorf("ketens van gemeente %s controleren: %w", g, err)
		}
		alle := naastElkaar(blad, func(k *keten) gekeurd {
			if k.kop == nil {
				return gekeurd{b: &Bevinding{k.nummer, 0, "er zijn feiten, maar het dossier is weg"}}
			}
			b, err := s.zegel.Keur(k.kop, k.rijen)
			return gekeurd{b, err}
		})
		for i, k := range blad {
			uit.Dossiers++
			uit.Feiten += len(k.rijen)
			switch u := alle[i]; {
			case u.err != nil:
				return uit, fmt.Errorf("keten van dossier %s controleren: %w", k.nummer, u.err)
			case u.b != nil:
				uit.Fouten++
				if err := f(*u.b); err != nil {
					return uit, err
				}
			}
		}
	}
	return uit, ctx.Err()
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
