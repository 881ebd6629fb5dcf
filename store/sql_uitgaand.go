package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"traject/kern/begrip"
)

func (s *SQL) uitgaandInvoer() *invoer {
	return s.invoer("uitgaand", "gemeente, sleutel, soort, nummer, inhoud, vanaf, stand, poging, tot, fout, klaar", " ON CONFLICT DO NOTHING")
}

func doelUitgaand(sleutel string) string { return "uitgaand/" + sleutel }

// zetUitgaand adds one piece of work; a key that is there already is passed over when written.
func (s *SQL) zetUitgaand(i *invoer, g begrip.Gemeente, k *Kop, u Uitgaand) error {
	if u.Sleutel == "" || u.Soort == "" {
		return fmt.Errorf("uitgaand werk zonder sleutel of soort klaarzetten: %w", ErrVerkeerdeVorm)
	}
	dicht, err := s.zegel.Verberg(g, k, doelUitgaand(u.Sleutel), u.Inhoud)
	if err != nil {
		return err
	}
	i.rij(string(g), u.Sleutel, u.Soort, u.Nummer, dicht, u.Vanaf, string(Wacht), 0, 0, "", 0)
	return nil
}

// Plaats puts work in the outbox that comes without facts.
func (s *SQL) Plaats(ctx context.Context, g begrip.Gemeente, us []Uitgaand) error {
	return s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
		i := s.uitgaandInvoer()
		for _, u := range us {
			k, err := kopBij(ctx, tx, g, u.Nummer)
			if err == nil {
				err = s.zetUitgaand(i, g, k, u)
			}
			if err != nil {
				return err
			}
		}
		if _, err := i.schrijf(ctx, tx); err != nil {
			return fmt.Errorf("uitgaand werk klaarzetten: %w", err)
		}
		return nil
	})
}

const uitgaandkolommen = "sleutel, soort, nummer, inhoud, vanaf, stand, poging, tot, fout, klaar"

func scanUitgaand(lees func(...any) error) (Uitgaand, error) {
	var u Uitgaand
	err := lees(&u.Sleutel, &u.Soort, &u.Nummer, &u.Inhoud, &u.Vanaf, (*string)(&u.Stand), &u.Poging, &u.Tot, &u.Fout, &u.Klaar)
	return u, err
}

// Neem leases work that is due. A lease that ran out is due again, so that work of
// a worker that died is not lost.
func (s *SQL) Neem(ctx context.Context, g begrip.Gemeente, soort string, nu, tot int64, hooguit int) (uit []Uitgaand, err error) {
	err = s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
		uit = nil
		// The choice is made once, apart: inside the update a planner may make it again and take more than was asked.
		v := nieuweVraag("WITH keus AS MATERIALIZED (SELECT sleutel FROM uitgaand WHERE gemeente = ? AND stand = ? AND vanaf <= ? AND tot <= ?", string(g), string(Wacht), nu, nu)
		v.als("soort = ?", soort).plus(" ORDER BY vanaf, sleutel LIMIT ? "+s.motor.NeemOver()+") UPDATE uitgaand SET poging = poging + 1, tot = ? WHERE gemeente = ? AND sleutel IN (SELECT sleutel FROM keus) RETURNING "+uitgaandkolommen,
			Aantal(hooguit, 10), tot, string(g))
		var genomen []Uitgaand
		err := v.rijen(ctx, tx, func(lees func(...any) error) error {
			u, err := scanUitgaand(lees)
			genomen = append(genomen, u)
			return err
		})
		if err != nil {
			return fmt.Errorf("uitgaand werk nemen: %w", err)
		}
		slices.SortFunc(genomen, func(a, b Uitgaand) int {
			return cmp.Or(cmp.Compare(a.Vanaf, b.Vanaf), cmp.Compare(a.Sleutel, b.Sleutel))
		})
		for _, u := range genomen {
			k, err := kopBij(ctx, tx, g, u.Nummer)
			if err != nil {
				return err
			}
			u.Inhoud, err = s.zegel.Onthul(g, k, doelUitgaand(u.Sleutel), u.Inhoud)
			var storing *Storing
			if errors.As(err, &storing) {
				return err
			}
			if err != nil { // one damaged piece may not stop the others
				err = uitslag(ctx, tx, g, u, Opgeven, 0, 0, "de inhoud is niet te openen")
				if err != nil {
					return err
				}
				continue
			}
			uit = append(uit, u)
		}
		return nil
	})
	return uit, err
}

// uitslag ends a lease, only for whoever still holds it: each taking has its own attempt number.
func uitslag(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, u Uitgaand, stand UitgaandStand, vanaf, klaar int64, fout string) error {
	n, err := nieuweVraag("UPDATE uitgaand SET stand = ?, vanaf = ?, tot = 0, klaar = ?, fout = ? WHERE gemeente = ? AND sleutel = ? AND poging = ? AND stand = ?",
		string(stand), vanaf, klaar, fout, string(g), u.Sleutel, u.Poging, string(Wacht)).doe(ctx, tx)
	if err != nil {
		return fmt.Errorf("uitslag van uitgaand werk %s bewaren: %w", u.Sleutel, err)
	}
	if n == 0 {
		return fmt.Errorf("uitgaand werk %s: %w", u.Sleutel, ErrLeaseKwijt)
	}
	return nil
}

// Klaar ends work that was leased.
func (s *SQL) Klaar(ctx context.Context, g begrip.Gemeente, u Uitgaand, nu int64) error {
	return s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error { return uitslag(ctx, tx, g, u, Gedaan, u.Vanaf, nu, "") })
}

// Mislukt gives work back, to be taken again from opnieuw; 0 gives up.
func (s *SQL) Mislukt(ctx context.Context, g begrip.Gemeente, u Uitgaand, fout string, opnieuw int64) error {
	stand := Wacht
	if opnieuw == 0 {
		stand = Opgeven
	}
	return s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error { return uitslag(ctx, tx, g, u, stand, opnieuw, 0, fout) })
}

// UitgaandLijst gives work in one state, by key, without its content.
func (s *SQL) UitgaandLijst(ctx context.Context, g begrip.Gemeente, stand UitgaandStand, na string, hooguit int) (uit []Uitgaand, err error) {
	v := nieuweVraag("SELECT "+uitgaandkolommen+" FROM uitgaand WHERE gemeente = ? AND sleutel > ?", string(g), na)
	v.als("stand = ?", string(stand)).plus(" ORDER BY sleutel LIMIT ?", Aantal(hooguit, 50))
	err = s.motor.Lees(ctx, g, func(tx *sql.Tx) error {
		uit = nil
		return v.rijen(ctx, tx, func(lees func(...any) error) error {
			u, err := scanUitgaand(lees)
			u.Inhoud = nil
			uit = append(uit, u)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("uitgaand werk lezen: %w", err)
	}
	return uit, nil
}

// Opnieuw puts work that was given up back in the queue.
func (s *SQL) Opnieuw(ctx context.Context, g begrip.Gemeente, sleutel string, nu int64) error {
	return s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
		n, err := nieuweVraag("UPDATE uitgaand SET stand = ?, vanaf = ?, tot = 0 WHERE gemeente = ? AND sleutel = ? AND stand = ?",
			string(Wacht), nu, string(g), sleutel, string(Opgeven)).doe(ctx, tx)
		if err != nil {
			return fmt.Errorf("uitgaand werk %s opnieuw klaarzetten: %w", sleutel, err)
		}
		if n == 0 {
			return fmt.Errorf("uitgaand werk %s opnieuw klaarzetten: %w", sleutel, ErrNietGevonden)
		}
		return nil
	})
}

// Wachttijd gives how many seconds to wait after a failed attempt: half a minute,
// twice as long each time, at most six hours.
func Wachttijd(poging int) int64 {
	return min(int64(30)<<min(max(poging-1, 0), 20), 6*60*60)
}
