package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"traject/kern/begrip"
)

// Vernietig destroys the key of a dossier and everything by which it can be read or found.
func (s *SQL) Vernietig(ctx context.Context, g begrip.Gemeente, nummer string, v Vernietiging) error {
	return s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
		k, err := leesKop(ctx, tx, g, nummer)
		if err != nil {
			return err
		}
		if err := k.Verwacht(v.Verwacht); err != nil {
			return err
		}
		r, err := k.SluitAf(v)
		if err != nil {
			return err
		}
		if err := s.samen(ctx, tx, []*Opdracht{verzetOpdracht(k, v.Verwacht)}); err != nil {
			return err
		}
		if err := s.nietAangehouden(ctx, tx, g, nummer, v.Tenzij); err != nil {
			return err
		}
		slot := s.invoer("feit", "gemeente, dossier, "+rijkolommen, "")
		slot.rij(string(g), nummer, r.Nummer, r.Vorm, r.Moment, r.Verzegeld, r.Vorige[:])
		if _, err := slot.schrijf(ctx, tx); err != nil {
			return fmt.Errorf("dossier %s afsluiten: %w", nummer, err)
		}
		for _, tabel := range []string{"lijst", "taak", "zoeknaam", "deelname", "bsn", "uittreksel", "uitgaand", "concept"} {
			if _, err := nieuweVraag("DELETE FROM "+tabel+" WHERE gemeente = ? AND nummer = ?", string(g), nummer).doe(ctx, tx); err != nil {
				return fmt.Errorf("%s van dossier %s wissen: %w", tabel, nummer, err)
			}
		}
		// The id stays, so that the message is still recognised; what it said goes.
		if _, err := nieuweVraag("UPDATE bericht SET inhoud = NULL, afdruk = '' WHERE gemeente = ? AND nummer = ?", string(g), nummer).doe(ctx, tx); err != nil {
			return fmt.Errorf("berichten van dossier %s wissen: %w", nummer, err)
		}
		// So do the documents that a register keeps about this dossier.
		if _, err := nieuweVraag("DELETE FROM register WHERE gemeente = ? AND soort LIKE ? AND (sleutel = ? OR sleutel LIKE ?)",
			string(g), DossierSoort+"%", nummer, nummer+"/%").doe(ctx, tx); err != nil {
			return fmt.Errorf("stukken van dossier %s wissen: %w", nummer, err)
		}
		if err := s.schrijfLang(ctx, tx, g, v.Lang); err != nil {
			return err
		}
		if v.Audit != nil {
			return s.schrijfAudit(ctx, tx, g, []Auditregel{*v.Audit})
		}
		return nil
	})
}

// nietAangehouden looks, after the dossier was locked, whether a document holds it back.
func (s *SQL) nietAangehouden(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, nummer, tenzij string) error {
	if tenzij == "" {
		return nil
	}
	var versie int
	err := nieuweVraag("SELECT versie FROM register"+waarStuk, string(g), tenzij, nummer).rij(ctx, tx, &versie)
	switch {
	case err == nil:
		return fmt.Errorf("dossier %s vernietigen: %w", nummer, ErrAangehouden)
	case errors.Is(err, ErrNietGevonden):
		return nil
	}
	return fmt.Errorf("zoeken of dossier %s wordt aangehouden: %w", nummer, err)
}
