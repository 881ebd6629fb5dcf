package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"traject/kern/begrip"
)

// lijstNamen says for each table of lists what someone would see of a row too many.
var lijstNamen = []struct{ tabel, zin string }{
	{"lijst", "er staat een rij in de lijst, maar het dossier is er niet"},
	{"taak", "er staan taken op de werklijst, maar het dossier is er niet"},
	{"zoeknaam", "het is op naam te vinden, maar het dossier is er niet"},
	{"deelname", "een aanbieder ziet het, maar het dossier is er niet"},
	{"bsn", "het is op burgerservicenummer te vinden, maar het dossier is er niet"},
	{"uittreksel", "er is een uittreksel, maar het dossier is er niet"},
}

const zonderDossier = " WHERE gemeente = ? AND NOT EXISTS (SELECT 1 FROM dossier d WHERE d.gemeente = ? AND d.nummer = %s.nummer AND d.vernietigd = 0)"

// meesteSpoken is how many rows too many are named of one table; more says nothing new.
const meesteSpoken = 1000

// ControleerLijsten looks for what no walk along the dossiers can see.
func (s *SQL) ControleerLijsten(ctx context.Context, g begrip.Gemeente, f func(Bevinding) error) error {
	var bs []Bevinding
	err := s.motor.Lees(ctx, g, func(tx *sql.Tx) error {
		bs = nil
		for _, l := range lijstNamen {
			v := nieuweVraag("SELECT DISTINCT nummer FROM "+l.tabel+fmt.Sprintf(zonderDossier, l.tabel)+" ORDER BY nummer LIMIT ?", string(g), string(g), meesteSpoken)
			nummers, err := v.teksten(ctx, tx)
			if err != nil {
				return fmt.Errorf("%s nalopen: %w", l.tabel, err)
			}
			for _, n := range nummers {
				bs = append(bs, Bevinding{n, 0, l.zin})
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, b := range bs {
		if err := f(b); err != nil {
			return err
		}
	}
	if err := s.controleerNamen(ctx, g, f); err != nil {
		return err
	}
	return s.controleerUittreksels(ctx, g, f)
}

// controleerNamen compares the parts by which a name is found with the names in the list.
func (s *SQL) controleerNamen(ctx context.Context, g begrip.Gemeente, f func(Bevinding) error) error {
	for na := ""; ; {
		var nummers []string
		err := s.motor.Lees(ctx, g, func(tx *sql.Tx) (err error) {
			nummers, err = nieuweVraag("SELECT nummer FROM lijst WHERE gemeente = ? AND nummer > ? ORDER BY nummer LIMIT ?", string(g), na, partij).teksten(ctx, tx)
			return err
		})
		if err != nil {
			return fmt.Errorf("namen nalopen: %w", err)
		}
		if len(nummers) == 0 {
			return nil
		}
		na = nummers[len(nummers)-1]
		staat := map[string]*staand{}
		if err := s.motor.LeesSamen(ctx, g, func() []*Opdracht { return s.standVragen(g, nummers, true, staat) }); err != nil {
			return fmt.Errorf("namen nalopen: %w", err)
		}
		for _, n := range nummers {
			st := staat[n]
			delen := Woorden(st.regel.Naam.Volledig())
			if !st.is || slices.Equal(delen, st.delen) && (len(delen) == 0 || st.deelVan == st.regel.Klantmanager+"\n"+st.regel.Team) {
				continue
			}
			if err := f(Bevinding{n, 0, "het is niet, of niet door de goede mensen, op naam te vinden"}); err != nil {
				return err
			}
		}
	}
}

// controleerUittreksels compares every extract of the present version with the log and with
// the rows of which it holds the print. An older one is no fault: it is passed over.
func (s *SQL) controleerUittreksels(ctx context.Context, g begrip.Gemeente, f func(Bevinding) error) error {
	for blad, err := range s.bladen(ctx, g, "") {
		if err != nil {
			return fmt.Errorf("uittreksels nalopen: %w", err)
		}
		nummers := make([]string, len(blad))
		for i, k := range blad {
			nummers[i] = k.nummer
		}
		staat := map[string]*staand{}
		if err := s.motor.LeesSamen(ctx, g, func() []*Opdracht { return s.standVragen(g, nummers, true, staat) }); err != nil {
			return fmt.Errorf("uittreksels nalopen: %w", err)
		}
		zinnen := naastElkaar(blad, func(k *keten) string { return s.keurUittreksel(k, staat[k.nummer]) })
		for i, zin := range zinnen {
			if zin == "" {
				continue
			}
			if err := f(Bevinding{nummers[i], 0, zin}); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// keurUittreksel says what is wrong with the extract of a dossier; "" is nothing, or
// nothing that this check is about.
func (s *SQL) keurUittreksel(k *keten, st *staand) string {
	if k.kop == nil || st.kop == nil || k.kop.Versie != st.kop.Versie || st.u.Versie != k.kop.Versie {
		return ""
	}
	l, err := s.zegel.Logboek(k.kop, k.rijen)
	switch {
	case err != nil: // ControleerKeten has named it
		return ""
	case !s.zegel.past(k.kop, &st.u, l.Gebeurtenissen):
		return "het uittreksel klopt niet met het logboek"
	case st.is && st.regel.Versie == k.kop.Versie && rijafdruk(st.blind, &st.regel, kaleTaken(st.taken), st.deelnames) != st.u.Rijen:
		return "de rijen in de lijsten zijn niet die van het uittreksel"
	}
	return ""
}

func kaleTaken(ts []staandeTaak) []Taakregel {
	uit := make([]Taakregel, len(ts))
	for i := range ts {
		uit[i] = ts[i].taak
	}
	return uit
}

// RuimLijsten removes the rows of dossiers that are not there and says how many.
func (s *SQL) RuimLijsten(ctx context.Context, g begrip.Gemeente) (int, error) {
	var os []*Opdracht
	for _, l := range lijstNamen {
		os = append(os, nieuweVraag("DELETE FROM "+l.tabel+fmt.Sprintf(zonderDossier, l.tabel), string(g), string(g)).opdracht(l.tabel+" opruimen"))
	}
	err := s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error { return s.motor.Samen(ctx, tx, os) })
	return geteld(os), err
}
