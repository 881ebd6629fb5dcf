package store

import (
	"context"
	"database/sql"
	"fmt"

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
		nummers := make([]string, len(vs))
		for i := range vs {
			nummers[i] = vs[i].Nummer
		}
		staat := make(map[string]*staand, len(vs))
		if err := s.motor.Samen(ctx, tx, s.standVragen(g, nummers, true, staat)); err != nil {
			return err
		}
		werk, sloten, err := s.teVervangen(g, vs, staat)
		if err != nil {
			return err
		}
		if err := s.motor.Samen(ctx, tx, sloten); err != nil {
			return err
		}
		vast, opnieuw := werk[:0], map[string]*staand{}
		for i, w := range werk {
			if sloten[i].Aantal == 0 {
				uit.Overgeslagen = append(uit.Overgeslagen, w.kop.Nummer)
				continue
			}
			vast = append(vast, w)
		}
		// Read again what is locked by now: another may just have replaced it.
		if err := s.motor.Samen(ctx, tx, s.standVragen(g, nummersVan(vast), true, opnieuw)); err != nil {
			return err
		}
		for i := range vast {
			w := &vast[i]
			w.staat = opnieuw[w.kop.Nummer]
			w.kop = w.staat.kop
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

// teVervangen gives the rows that differ, each with the statement that locks its dossier
// when the version still holds; that statement changes nothing.
func (s *SQL) teVervangen(g begrip.Gemeente, vs []Lijstvervanging, staat map[string]*staand) (werk []lijstwerk, sloten []*Opdracht, err error) {
	for i := range vs {
		v, st := &vs[i], staat[vs[i].Nummer]
		w := lijstwerk{kop: &Kop{Gemeente: g, Nummer: v.Nummer, Versie: v.Versie}, staat: st, metNaam: true, regel: &v.Lijst, taken: v.Taken, deelnames: v.Deelnames, feiten: v.Gebeurtenissen}
		anders, err := s.rijenAnders(g, &w)
		if err != nil {
			return nil, nil, err
		}
		if !anders && s.uittrekselPast(&w) {
			continue
		}
		werk = append(werk, w)
		sloten = append(sloten, nieuweVraag("UPDATE dossier SET versie = versie WHERE gemeente = ? AND nummer = ? AND versie = ? AND vernietigd = 0",
			string(g), v.Nummer, v.Versie).opdracht(fmt.Sprintf("dossier %s vasthouden", v.Nummer)))
	}
	return werk, sloten, nil
}
