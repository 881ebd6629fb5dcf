package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"traject/kern/begrip"
)

// pogingenRang is how often a rank is tried that another dossier of the person also takes.
const pogingenRang = 10

// schrijfBSN gives the statements that keep the blind index of the dossier. The rank
// makes that two dossiers of one person, opened at the same moment, cannot both be the
// first.
func (s *SQL) schrijfBSN(ctx context.Context, tx *sql.Tx, w *lijstwerk) ([]*Opdracht, error) {
	g, nummer := w.kop.Gemeente, w.kop.Nummer
	blind, err := s.zegel.Blind(g, w.regel.BSN)
	if err != nil || w.staat != nil && w.staat.blind == blind {
		return nil, err
	}
	var uit []*Opdracht
	if w.staat != nil {
		uit = append(uit, nieuweVraag("DELETE FROM bsn WHERE gemeente = ? AND nummer = ?", string(g), nummer).opdracht("zoekingang van dossier "+nummer+" vervangen"))
	}
	if blind == "" {
		return uit, nil
	}
	if w.enigBSN {
		ander, err := s.zoekBSN(ctx, tx, g, w.regel.BSN)
		if err != nil {
			return nil, err
		}
		if len(ander) > 0 {
			return nil, &PersoonBestaat{ander[0]}
		}
	}
	// The only dossier of a person takes rank 0 and no other: whoever looked at the same
	// moment and saw nobody then stands in its way, even after that one committed.
	rang := "COALESCE(MAX(rang) + 1, 0)"
	if w.enigBSN {
		rang = "COALESCE(MAX(0), 0)" // an aggregate, so that there is a row when nobody is there
	}
	zet := nieuweVraag(`INSERT INTO bsn (gemeente, blind, rang, nummer)
		SELECT CAST(? AS TEXT), CAST(? AS TEXT), `+rang+`, CAST(? AS TEXT) FROM bsn WHERE gemeente = ? AND blind = ?
		ON CONFLICT DO NOTHING`, string(g), blind, nummer, string(g), blind).opdracht("zoekingang van dossier " + nummer + " schrijven")
	zet.Keur = func(ctx context.Context, tx *sql.Tx, aantal int64) error {
		// Rows of an existing dossier are only made again: when another dossier of this person
		// is done at the same moment, the next rank is free.
		for poging := 0; aantal == 0 && w.staat != nil && poging < pogingenRang; poging++ {
			var err error
			if aantal, err = zet.vraag().doe(ctx, tx); err != nil {
				return fmt.Errorf("zoekingang van dossier %s schrijven: %w", nummer, err)
			}
		}
		if aantal == 1 {
			return nil
		}
		// Someone else opened a dossier of this person at the same moment; by now it can be seen.
		ander, err := s.zoekBSN(ctx, tx, g, w.regel.BSN)
		if err != nil {
			return err
		}
		return &PersoonBestaat{strings.Join(ander[:min(len(ander), 1)], "")}
	}
	return append(uit, zet), nil
}

func (s *SQL) zoekBSN(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, bsn begrip.BSN) ([]string, error) {
	blind, err := s.zegel.BlindeZoeksleutels(g, bsn)
	if err != nil {
		return nil, err
	}
	v := nieuweVraag("SELECT nummer FROM bsn WHERE gemeente = ? AND blind IN (?", string(g), blind[0])
	for _, b := range blind[1:] {
		v.plus(", ?", b)
	}
	// Sorted here: asked to sort, SQLite walks all dossiers in order of number instead of looking up these few.
	nummers, err := v.plus(")").teksten(ctx, tx)
	if err != nil {
		return nil, fmt.Errorf("zoeken op burgerservicenummer: %w", err)
	}
	slices.Sort(nummers)
	return nummers, nil
}

// ZoekBSN gives the numbers of the dossiers of a person.
func (s *SQL) ZoekBSN(ctx context.Context, g begrip.Gemeente, bsn begrip.BSN) (uit []string, err error) {
	if bsn.IsLeeg() {
		return nil, nil
	}
	err = s.motor.Lees(ctx, g, func(tx *sql.Tx) (err error) {
		uit, err = s.zoekBSN(ctx, tx, g, bsn)
		return err
	})
	return uit, err
}

func scanLijst(lees func(...any) error, vooraf ...any) (Lijstregel, error) {
	var l Lijstregel
	var gesloten int
	var uiterlijk, herzien, bewaren, delen string
	err := lees(append(vooraf, &l.Nummer, &l.Versie, &l.Naam.Voornamen, &l.Naam.Voorvoegsel, &l.Naam.Geslachtsnaam, &l.Klantmanager, &l.Team,
		(*string)(&l.Stelsel), (*string)(&l.Doelgroep), (*string)(&l.Leerroute), &l.Fase, &gesloten, &uiterlijk, &herzien, &bewaren, &l.BewaarHoudt, &delen, &l.Delen)...)
	if err != nil {
		return l, err
	}
	l.Gesloten = gesloten != 0
	var fout, fout2, fout3 error
	l.Uiterlijk, err = vanDag(uiterlijk)
	l.Herzien, fout = vanDag(herzien)
	l.BewaarTot, fout2 = vanDag(bewaren)
	l.DeelTot, fout3 = vanDag(delen)
	return l, errors.Join(err, fout, fout2, fout3)
}

const taakkolommen = "t.soort, t.over, t.uiterlijk, t.vanaf, t.rol, t.reden, t.bron, t.termijn"

func scanTaak(t *Taakregel, lees func(...any) error, erna ...any) error {
	var uiterlijk, vanaf string
	doelen := []any{&t.Soort, &t.Over, &uiterlijk, &vanaf, (*string)(&t.Rol), &t.Reden, &t.Bron, &t.Termijn}
	if err := lees(append(doelen, erna...)...); err != nil {
		return err
	}
	var err, fout error
	t.Uiterlijk, err = vanDag(uiterlijk)
	t.Vanaf, fout = vanDag(vanaf)
	return errors.Join(err, fout)
}

// LeesLijst gives the row and the tasks of one dossier.
func (s *SQL) LeesLijst(ctx context.Context, g begrip.Gemeente, nummer string) (l Lijstregel, taken []Taakregel, err error) {
	var regels []Lijstregel
	err = s.motor.LeesSamen(ctx, g, func() []*Opdracht {
		regels, taken = nil, nil
		return []*Opdracht{
			regelVraag(g, nummer, &regels),
			nieuweVraag("SELECT "+taakkolommen+" FROM taak t WHERE t.gemeente = ? AND t.nummer = ? ORDER BY t.volg", string(g), nummer).
				lezing("taken lezen", func(lees func(...any) error) error {
					var t Taakregel
					err := scanTaak(&t, lees)
					taken = append(taken, t)
					return err
				}),
		}
	})
	if err == nil && len(regels) == 0 {
		return l, nil, fmt.Errorf("lijstregel van dossier %s lezen: %w", nummer, ErrNietGevonden)
	}
	if err != nil {
		return l, nil, err
	}
	return regels[0], taken, nil
}

// regelVraag reads the row of a dossier, when there is one.
func regelVraag(g begrip.Gemeente, nummer string, regels *[]Lijstregel) *Opdracht {
	return nieuweVraag("SELECT "+lijstkolommen+" FROM lijst WHERE gemeente = ? AND nummer = ?", string(g), nummer).
		lezing("lijstregel lezen", func(lees func(...any) error) error {
			l, err := scanLijst(lees)
			*regels = append(*regels, l)
			return err
		})
}

// TeHerzien gives dossiers whose rows may change on or before the day.
func (s *SQL) TeHerzien(ctx context.Context, g begrip.Gemeente, dag begrip.Datum, na string, hooguit int) (uit []string, err error) {
	err = s.motor.Lees(ctx, g, func(tx *sql.Tx) (err error) {
		uit, err = nieuweVraag("SELECT nummer FROM lijst WHERE gemeente = ? AND herzien <= ? AND herzien < ? AND nummer > ? ORDER BY nummer LIMIT ?",
			string(g), dag.String(), geenDag, na, Aantal(hooguit, 500)).teksten(ctx, tx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("dossiers zoeken die herzien moeten worden: %w", err)
	}
	return uit, nil
}

// metAlias puts the alias of a table before each column.
func metAlias(kolommen, alias string) string {
	return alias + "." + strings.ReplaceAll(kolommen, ", ", ", "+alias+".")
}
