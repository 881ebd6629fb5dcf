package store

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"traject/kern/begrip"
)

// bladUittreksel is how many extracts are read at once.
const bladUittreksel = 1000

const uittrekselkolommen = "versie, rijen, inhoud"

// vervangUittreksel is the ending of an insert that also replaces what stands.
const vervangUittreksel = " ON CONFLICT (gemeente, nummer) DO UPDATE SET versie = excluded.versie, rijen = excluded.rijen, inhoud = excluded.inhoud"

func (s *SQL) uittrekselInvoer() *invoer {
	return s.invoer("uittreksel", "gemeente, nummer, "+uittrekselkolommen, vervangUittreksel)
}

// doelen are where the columns of an extract go.
func (u *Uittrekselrij) doelen(rijen *[]byte) []any { return []any{&u.Versie, rijen, &u.Verzegeld} }

// schrijfUittreksel adds the extract of one dossier to those that are written.
func (s *SQL) schrijfUittreksel(in *invoer, w *lijstwerk) error {
	if s.uittrekselPast(w) {
		return nil
	}
	rijen, err := s.zegel.Rijafdruk(w.kop.Gemeente, w.regel, w.taken, w.deelnames)
	if err != nil {
		return err
	}
	u, err := s.zegel.Uittreksel(w.kop, w.feiten, rijen)
	if err != nil {
		return err
	}
	in.rij(string(w.kop.Gemeente), w.kop.Nummer, u.Versie, u.Rijen[:], u.Verzegeld)
	return nil
}

// uittrekselPast says whether the extract that stands needs no other.
func (s *SQL) uittrekselPast(w *lijstwerk) bool {
	if w.feiten == nil {
		return true // nothing to make one of
	}
	if w.staat == nil || w.staat.kop == nil || w.staat.u.Versie == 0 {
		return false
	}
	rijen, err := s.zegel.Rijafdruk(w.kop.Gemeente, w.regel, w.taken, w.deelnames)
	return err == nil && rijen == w.staat.u.Rijen && s.zegel.past(w.staat.kop, &w.staat.u, w.feiten)
}

// lot is a head with the extract that stands beside it.
type lot struct {
	kop *Kop
	u   Uittrekselrij
}

// leesLoten reads a page of heads and extracts of one moment, in order of number.
func (s *SQL) leesLoten(ctx context.Context, g begrip.Gemeente, na string) (uit []lot, err error) {
	err = s.motor.LeesSamen(ctx, g, func() []*Opdracht {
		uit = make([]lot, 0, bladUittreksel)
		v := nieuweVraag("SELECT "+metAlias(kopkolommen, "d")+", COALESCE(u.versie, 0), u.rijen, u.inhoud FROM dossier d LEFT JOIN uittreksel u ON u.gemeente = d.gemeente AND u.nummer = d.nummer"+
			" WHERE d.gemeente = ? AND d.nummer > ? ORDER BY d.nummer LIMIT ?", string(g), na, bladUittreksel)
		return []*Opdracht{v.lezing("uittreksels lezen", func(lees func(...any) error) (err error) {
			var l lot
			var rijen []byte
			l.kop, err = scanKop(g, func(doelen ...any) error { return lees(append(doelen, l.u.doelen(&rijen)...)...) })
			copy(l.u.Rijen[:], rijen)
			uit = append(uit, l)
			return err
		})}
	})
	return uit, err
}

// lotenblad is a page of lots and its place.
type lotenblad struct {
	plaats int
	loten  []lot
}

// LoopUittreksels hands all dossiers after a number to f, page by page and on all cores at
// once. One page is read ahead; each core holds one.
func (s *SQL) LoopUittreksels(ctx context.Context, g begrip.Gemeente, na string, f func(context.Context, Uittrekselblad) error) error {
	buiten := ctx
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	bladen := make(chan lotenblad)
	var wacht sync.WaitGroup
	for range runtime.NumCPU() {
		wacht.Go(func() {
			for b := range bladen {
				blad, err := s.openLoten(ctx, g, b)
				if err == nil {
					err = f(ctx, blad)
				}
				if err != nil {
					stop(err)
				}
			}
		})
	}
	for plaats := 0; ctx.Err() == nil; plaats++ {
		loten, err := s.leesLoten(ctx, g, na)
		if err != nil {
			stop(err)
			break
		}
		if len(loten) == 0 {
			break
		}
		na = loten[len(loten)-1].kop.Nummer
		select {
		case bladen <- lotenblad{plaats, loten}:
		case <-ctx.Done():
		}
	}
	close(bladen)
	wacht.Wait()
	if err := context.Cause(ctx); err != nil {
		return err
	}
	return buiten.Err()
}

// openLoten opens the extracts of a page, and reads the logs of those that have none that
// can be used. Destroyed dossiers fall out.
func (s *SQL) openLoten(ctx context.Context, g begrip.Gemeente, b lotenblad) (Uittrekselblad, error) {
	uit := Uittrekselblad{b.plaats, make([]Uittreksel, 0, len(b.loten))}
	var zonder []string
	for i := range b.loten {
		l := &b.loten[i]
		if l.kop.Vernietigd {
			continue
		}
		u := Uittreksel{Logboek: Logboek{Nummer: l.kop.Nummer}}
		if boek, ok := s.zegel.LeesUittreksel(l.kop, &l.u); ok {
			u.Logboek, u.Rijen = boek, l.u.Rijen
		} else {
			zonder = append(zonder, l.kop.Nummer)
		}
		uit.Dossiers = append(uit.Dossiers, u)
	}
	if len(zonder) == 0 {
		return uit, nil
	}
	boeken, err := s.leesLogboeken(ctx, g, zonder)
	if err != nil {
		return uit, err
	}
	weg := 0
	for i := range uit.Dossiers {
		if u := &uit.Dossiers[i]; u.Versie == 0 {
			*u = boeken[u.Nummer]
			if errors.Is(u.Fout, ErrVernietigd) || errors.Is(u.Fout, ErrNietGevonden) { // since the page was read
				u.Nummer = ""
				weg++
			}
		}
	}
	if weg > 0 {
		uit.Dossiers = slices.DeleteFunc(uit.Dossiers, func(u Uittreksel) bool { return u.Nummer == "" })
	}
	return uit, nil
}

// leesLogboeken reads the logs of these dossiers, each of one moment. Trouble with the
// storage is an error; trouble with one dossier stands in it.
func (s *SQL) leesLogboeken(ctx context.Context, g begrip.Gemeente, nummers []string) (map[string]Uittreksel, error) {
	uit := make(map[string]Uittreksel, len(nummers))
	for deel := range slices.Chunk(nummers, samenLezen) {
		ketens, err := s.leesKetensVan(ctx, g, deel)
		if err != nil {
			return nil, err
		}
		for _, n := range deel {
			u := Uittreksel{Logboek: Logboek{Nummer: n}, Fout: fmt.Errorf("dossier %s zoeken: %w", n, ErrNietGevonden)}
			if k := ketens[n]; k != nil && k.kop != nil {
				u.Logboek, u.Fout = s.zegel.Logboek(k.kop, k.rijen)
				u.Nummer = n
			}
			var storing *Storing
			if errors.As(u.Fout, &storing) {
				return nil, u.Fout
			}
			uit[n] = u
		}
	}
	return uit, nil
}

// leesKetensVan reads the chains of these dossiers, of one moment.
func (s *SQL) leesKetensVan(ctx context.Context, g begrip.Gemeente, nummers []string) (uit map[string]*keten, err error) {
	bij := func(nummer string) *keten {
		if uit[nummer] == nil {
			uit[nummer] = &keten{nummer: nummer}
		}
		return uit[nummer]
	}
	err = s.motor.LeesSamen(ctx, g, func() []*Opdracht {
		uit = make(map[string]*keten, len(nummers))
		koppen := nieuweVraag("SELECT "+kopkolommen+" FROM dossier WHERE gemeente = ? AND nummer IN (?", string(g), nummers[0])
		feiten := nieuweVraag("SELECT dossier, "+rijkolommen+" FROM feit WHERE gemeente = ? AND dossier IN (?", string(g), nummers[0])
		for _, n := range nummers[1:] {
			koppen.plus(", ?", n)
			feiten.plus(", ?", n)
		}
		return []*Opdracht{
			koppen.plus(")").lezing("dossiers lezen", func(lees func(...any) error) error {
				k, err := scanKop(g, lees)
				if err == nil {
					bij(k.Nummer).kop = k
				}
				return err
			}),
			feiten.plus(") ORDER BY dossier, nummer").lezing("feiten lezen", func(lees func(...any) error) error {
				var nummer string
				r, err := scanRij(lees, &nummer)
				k := bij(nummer)
				k.rijen = append(k.rijen, r)
				return err
			}),
		}
	})
	return uit, err
}
