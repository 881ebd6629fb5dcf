package store

import (
	"context"
	"database/sql"
	"slices"

	"traject/kern/begrip"
)

// VervangLijst replaces rows without adding facts. Rows that are right already are
// left alone.
func (s *SQL) VervangLijst(ctx context.Context, g begrip.Gemeente, vs []Lijstvervanging) (uit Vervangen, err error) {
	if vs, err = s.zegel.watVerandert(g, vs); err != nil || len(vs) == 0 {
		return uit, err
	}
	err = s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
		uit = Vervangen{}
		werk, err := s.teVervangen(ctx, tx, g, vs)
		if err != nil || len(werk) == 0 {
			return err
		}
		koppen, err := s.houdVast(ctx, tx, g, nummersVan(werk))
		if err != nil {
			return err
		}
		vast := werk[:0]
		for _, w := range werk {
			if k := koppen[w.kop.Nummer]; k == nil || k.Verwacht(w.kop.Versie) != nil {
				uit.Overgeslagen = append(uit.Overgeslagen, w.kop.Nummer)
				continue
			}
			w.kop = koppen[w.kop.Nummer]
			vast = append(vast, w)
		}
		// Read what is locked by now: another may just have replaced it.
		staat := map[string]*staand{}
		if err := s.motor.Samen(ctx, tx, s.standVragen(g, nummersVan(vast), true, staat)); err != nil {
			return err
		}
		for i := range vast {
			w := &vast[i]
			w.staat = staat[w.kop.Nummer]
			anders, err := s.rijenAnders(g, w)
			if err != nil {
				return err
			}
			uit.Gewijzigd += naarGetal(anders)
		}
		os, err := s.schrijfLijsten(ctx, tx, g, vast)
		if err != nil {
			return err
		}
		return s.samen(ctx, tx, os)
	})
	return uit, err
}

// watVerandert leaves out those of which the print says that their rows stay as they are.
func (z *Zegel) watVerandert(g begrip.Gemeente, vs []Lijstvervanging) ([]Lijstvervanging, error) {
	var uit []Lijstvervanging
	for i := range vs {
		v := &vs[i]
		if v.Staat != (Afdruk{}) {
			nu, err := z.Rijafdruk(g, &v.Lijst, v.Taken, v.Deelnames)
			if err != nil {
				return nil, err
			}
			if nu == v.Staat {
				continue
			}
		}
		uit = append(uit, *v)
	}
	return uit, nil
}

func nummersVan(werk []lijstwerk) []string {
	uit := make([]string, len(werk))
	for i := range werk {
		uit[i] = werk[i].kop.Nummer
	}
	return uit
}

// rijenAnders says whether rows that stand differ from those that have to stand.
func (s *SQL) rijenAnders(g begrip.Gemeente, w *lijstwerk) (bool, error) {
	blind, err := s.zegel.Blind(g, w.regel.BSN)
	return w.staat.wijzigt(w.kop.Versie, w.regel, w.taken, w.deelnames, true).is() || w.staat.blind != blind, err
}

// teVervangen gives what has to be written: what is certain, and of the rest what differs.
func (s *SQL) teVervangen(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, vs []Lijstvervanging) ([]lijstwerk, error) {
	var kijk []string
	for i := range vs {
		if !vs[i].Zeker {
			kijk = append(kijk, vs[i].Nummer)
		}
	}
	staat := make(map[string]*staand, len(kijk))
	if err := s.motor.Samen(ctx, tx, s.standVragen(g, kijk, true, staat)); err != nil {
		return nil, err
	}
	var werk []lijstwerk
	for i := range vs {
		v := &vs[i]
		w := lijstwerk{kop: &Kop{Gemeente: g, Nummer: v.Nummer, Versie: v.Versie}, staat: staat[v.Nummer], metNaam: true, regel: &v.Lijst, taken: v.Taken, deelnames: v.Deelnames, feiten: v.Gebeurtenissen}
		if !v.Zeker {
			anders, err := s.rijenAnders(g, &w)
			if err != nil {
				return nil, err
			}
			if !anders && s.uittrekselPast(&w) {
				continue
			}
		}
		werk = append(werk, w)
	}
	return werk, nil
}

// houdVast locks dossiers, in order of number, and gives their heads.
func (s *SQL) houdVast(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, nummers []string) (map[string]*Kop, error) {
	uit := make(map[string]*Kop, len(nummers))
	var os []*Opdracht
	for deel := range slices.Chunk(slices.Sorted(slices.Values(nummers)), samenLezen) {
		v := nieuweVraag("SELECT "+kopkolommen+" FROM dossier WHERE gemeente = ? AND nummer IN (?", string(g), deel[0])
		for _, n := range deel[1:] {
			v.plus(", ?", n)
		}
		os = append(os, v.plus(") ORDER BY nummer"+s.motor.HoudVast()).lezing("dossiers vasthouden", func(lees func(...any) error) error {
			k, err := scanKop(g, lees)
			if err == nil {
				uit[k.Nummer] = k
			}
			return err
		}))
	}
	return uit, s.motor.Samen(ctx, tx, os)
}
