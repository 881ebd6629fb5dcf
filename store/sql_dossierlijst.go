package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Dossierlijst gives dossiers by name. Where each stands is looked up in indexes alone;
// only what is on the page is read.
func (s *SQL) Dossierlijst(ctx context.Context, f DossierFilter) (blad Dossierblad, err error) {
	hooguit := Aantal(f.Hooguit, 50)
	err = s.motor.Lees(ctx, f.Gemeente, func(tx *sql.Tx) error {
		blad.Regels = nil
		w := wandeling{Zicht: f.Zicht, tabel: "lijst", orde: "sorteer, nummer", vak: "fase, doelgroep, leerroute, stelsel, gesloten", hooguit: hooguit + 1}
		w.kies("fase", f.Fase)
		w.kies("doelgroep", string(f.Doelgroep))
		w.kies("leerroute", string(f.Leerroute))
		w.kies("stelsel", string(f.Stelsel))
		if !f.OokGesloten {
			w.keuze = append(w.keuze, voorwaarde{"¤.gesloten = 0", nil})
		}
		if f.Na != "" {
			// The cursor is a number only: a name does not belong in an address.
			var vanaf string
			err := nieuweVraag("SELECT sorteer FROM lijst WHERE gemeente = ? AND nummer = ?", string(f.Gemeente), f.Na).rij(ctx, tx, &vanaf)
			if errors.Is(err, ErrNietGevonden) {
				return ErrCursor
			} else if err != nil {
				return err
			}
			w.moet("(b.sorteer, b.nummer) > (?, ?)", vanaf, f.Na)
		}
		v := nieuweVraag("SELECT " + metAlias(lijstkolommen, "l") + " FROM (")
		if err := w.loop(v, s.motor.PerVak()); err != nil {
			return err
		}
		v.plus(") p JOIN lijst l ON l.gemeente = ? AND l.nummer = p.nummer ORDER BY p.sorteer, p.nummer", string(f.Gemeente))
		return v.rijen(ctx, tx, func(lees func(...any) error) error {
			l, err := scanLijst(lees)
			blad.Regels = append(blad.Regels, l)
			return err
		})
	})
	if err != nil {
		return Dossierblad{}, fmt.Errorf("lijst van dossiers lezen: %w", err)
	}
	if len(blad.Regels) > hooguit {
		blad.Regels = blad.Regels[:hooguit]
		blad.Volgende = blad.Regels[hooguit-1].Nummer
	}
	return blad, nil
}
