package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"traject/kern/begrip"
)

const deelnamekolommen = "aanbieder, wat, vanaf, tot, zicht, kenmerk"

func scanDeelname(r *Deelnameregel, lees func(...any) error, erna ...any) error {
	var vanaf, tot, zicht string
	if err := lees(append([]any{&r.Aanbieder, &r.Wat, &vanaf, &tot, &zicht, &r.Kenmerk}, erna...)...); err != nil {
		return err
	}
	var fout [3]error
	r.Vanaf, fout[0] = vanDag(vanaf)
	r.Tot, fout[1] = vanDag(tot)
	r.Zicht, fout[2] = vanDag(zicht)
	return errors.Join(fout[:]...)
}

func (s *SQL) deelnameInvoer() *invoer {
	return s.invoer("deelname", "gemeente, nummer, volg, sorteer, "+deelnamekolommen, "")
}

func (i *invoer) deelnames(g begrip.Gemeente, nummer, sorteer string, rs []Deelnameregel) {
	for volg, r := range rs {
		i.rij(string(g), nummer, volg, sorteer, r.Aanbieder, r.Wat, r.Vanaf.String(), naarDag(r.Tot), naarDag(r.Zicht), r.Kenmerk)
	}
}

// LeesDeelnames gives which providers see this dossier; none for a dossier that is not there.
func (s *SQL) LeesDeelnames(ctx context.Context, g begrip.Gemeente, nummer string) (uit []Deelnameregel, err error) {
	err = s.motor.Lees(ctx, g, func(tx *sql.Tx) error {
		uit = nil
		v := nieuweVraag("SELECT "+deelnamekolommen+" FROM deelname WHERE gemeente = ? AND nummer = ? ORDER BY volg", string(g), nummer)
		return v.rijen(ctx, tx, func(lees func(...any) error) error {
			var r Deelnameregel
			err := scanDeelname(&r, lees)
			uit = append(uit, r)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("aanbieders van dossier %s lezen: %w", nummer, err)
	}
	return uit, nil
}

// Deelnemers gives the people of one provider, by name. Who may be seen is in the query.
func (s *SQL) Deelnemers(ctx context.Context, f DeelnemerFilter) (blad Deelnemerblad, err error) {
	if !f.IsGezegd() {
		return blad, ErrGeenZicht
	}
	hooguit := Aantal(f.Hooguit, 50)
	woorden := Woorden(f.Tekst)
	if f.Tekst != "" && len(woorden) == 0 {
		return blad, nil
	}
	err = s.motor.Lees(ctx, f.Gemeente, func(tx *sql.Tx) error {
		blad = Deelnemerblad{}
		v := nieuweVraag("SELECT " + metAlias(deelnamekolommen, "b") + ", b.nummer, b.volg, l.voornamen, l.voorvoegsel, l.geslachtsnaam, l.leerroute FROM deelname b JOIN lijst l ON l.gemeente = b.gemeente AND l.nummer = b.nummer WHERE")
		v.deelnemers(&f)
		for _, w := range woorden {
			v.plus(" AND EXISTS (SELECT 1 FROM zoeknaam z WHERE z.gemeente = b.gemeente AND z.nummer = b.nummer AND z.deel >= ? AND z.deel < ?)", w, naVoorvoegsel(w))
		}
		if f.Na != "" {
			if err := v.naDeelnemer(ctx, tx, &f); err != nil {
				return err
			}
		}
		v.plus(" ORDER BY b.sorteer, b.nummer, b.volg LIMIT ?", hooguit+1)
		var volgs []int64
		err := v.rijen(ctx, tx, func(lees func(...any) error) error {
			var d Deelnemer
			var volg int64
			err := scanDeelname(&d.Deelnameregel, lees, &d.Nummer, &volg, &d.Naam.Voornamen, &d.Naam.Voorvoegsel, &d.Naam.Geslachtsnaam, (*string)(&d.Leerroute))
			blad.Regels, volgs = append(blad.Regels, d), append(volgs, volg)
			return err
		})
		if err == nil && len(blad.Regels) > hooguit {
			blad.Regels = blad.Regels[:hooguit]
			blad.Volgende = MaakCursor(volgs[hooguit-1], blad.Regels[hooguit-1].Nummer)
		}
		return err
	})
	if err != nil {
		return Deelnemerblad{}, fmt.Errorf("deelnemers van een aanbieder lezen: %w", err)
	}
	return blad, nil
}

// deelnemers adds what makes a row one that this provider may see on this day.
func (v *vraag) deelnemers(f *DeelnemerFilter) {
	dag := f.Dag.String()
	v.plus(" b.gemeente = ? AND b.aanbieder = ? AND b.wat IN (?", string(f.Gemeente), f.Aanbieder, f.Wat[0])
	for _, wat := range f.Wat[1:] {
		v.plus(", ?", wat)
	}
	v.plus(") AND b.vanaf <= ? AND b.zicht >= ?", dag, dag)
	if f.Geweest {
		v.plus(" AND b.tot < ?", dag)
	} else {
		v.plus(" AND b.tot >= ?", dag)
	}
}

// naDeelnemer goes on after the last row of the page before. The cursor names a row that
// this provider may see today, so that it tells nothing about anyone else.
func (v *vraag) naDeelnemer(ctx context.Context, tx *sql.Tx, f *DeelnemerFilter) error {
	delen, volg, err := LeesCursor(f.Na, 1)
	if err != nil {
		return err
	}
	var sorteer string
	w := nieuweVraag("SELECT b.sorteer FROM deelname b WHERE b.nummer = ? AND b.volg = ? AND", delen[0], volg)
	w.deelnemers(f)
	err = w.rij(ctx, tx, &sorteer)
	if errors.Is(err, ErrNietGevonden) {
		return ErrCursor
	}
	if err != nil {
		return err
	}
	v.plus(" AND (b.sorteer, b.nummer, b.volg) > (?, ?, ?)", sorteer, delen[0], volg)
	return nil
}

// zelfdeDeelnames compares what stands of a dossier with what has to stand.
func (s *staand) zelfdeDeelnames(sorteer string, rs []Deelnameregel) bool {
	return slices.Equal(s.deelnames, rs) && (len(rs) == 0 || s.deelSorteer == sorteer)
}
