package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"traject/kern/begrip"
)

func (c ConceptSleutel) doel() string { return "concept/" + c.Gebruiker + "/" + c.Handeling }

const waarConcept = " WHERE gemeente = ? AND gebruiker = ? AND nummer = ? AND handeling = ?"

func (c ConceptSleutel) waarden(g begrip.Gemeente) []any {
	return []any{string(g), c.Gebruiker, c.Nummer, c.Handeling}
}

// LeesConcept gives a draft.
func (s *SQL) LeesConcept(ctx context.Context, g begrip.Gemeente, sleutel ConceptSleutel) (Concept, error) {
	c := Concept{ConceptSleutel: sleutel}
	err := s.motor.Lees(ctx, g, func(tx *sql.Tx) error {
		var dicht []byte
		if err := nieuweVraag("SELECT versie, moment, inhoud FROM concept"+waarConcept, sleutel.waarden(g)...).rij(ctx, tx, &c.Versie, &c.Moment, &dicht); err != nil {
			return fmt.Errorf("concept lezen: %w", err)
		}
		k, err := kopBij(ctx, tx, g, sleutel.Nummer)
		if err == nil {
			c.Inhoud, err = s.zegel.Onthul(g, k, sleutel.doel(), dicht)
		}
		return err
	})
	if err != nil {
		return Concept{}, err
	}
	return c, nil
}

// BewaarConcept keeps a draft in the place of the one before.
func (s *SQL) BewaarConcept(ctx context.Context, g begrip.Gemeente, c Concept) error {
	return s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
		k, err := kopBij(ctx, tx, g, c.Nummer)
		if err != nil {
			return err
		}
		dicht, err := s.zegel.Verberg(g, k, c.doel(), c.Inhoud)
		if err != nil {
			return err
		}
		i := s.invoer("concept", "gemeente, gebruiker, nummer, handeling, versie, moment, inhoud",
			" ON CONFLICT (gemeente, gebruiker, nummer, handeling) DO UPDATE SET versie = excluded.versie, moment = excluded.moment, inhoud = excluded.inhoud")
		i.rij(append(c.waarden(g), c.Versie, c.Moment, dicht)...)
		if _, err := i.schrijf(ctx, tx); err != nil {
			return fmt.Errorf("concept bewaren: %w", err)
		}
		return nil
	})
}

// WisConcept removes a draft.
func (s *SQL) WisConcept(ctx context.Context, g begrip.Gemeente, sleutel ConceptSleutel) error {
	return s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
		return s.motor.Samen(ctx, tx, []*Opdracht{wisConceptOpdracht(g, sleutel)})
	})
}

// RuimConceptenOp removes drafts that nobody finished. There are few, so no index has their moment.
func (s *SQL) RuimConceptenOp(ctx context.Context, g begrip.Gemeente, voor int64) (n int, err error) {
	err = s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
		weg, err := nieuweVraag("DELETE FROM concept WHERE gemeente = ? AND moment < ?", string(g), voor).doe(ctx, tx)
		n = int(weg)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("oude concepten opruimen: %w", err)
	}
	return n, nil
}

// wisConcepten removes drafts: the values of waarConcept, one row for each.
func wisConcepten(i *invoer) []*Opdracht {
	const wat = "concepten wissen"
	if i.rijtjes && len(i.waarden) > i.breedte {
		v := nieuweVraag("DELETE FROM concept WHERE (gemeente, gebruiker, nummer, handeling) IN (SELECT * FROM ")
		i.uitRijtjes(v)
		return []*Opdracht{v.plus(")").opdracht(wat)}
	}
	var uit []*Opdracht
	for deel := range slices.Chunk(i.waarden, i.breedte) {
		uit = append(uit, nieuweVraag("DELETE FROM concept"+waarConcept, deel...).opdracht(wat))
	}
	return uit
}

func wisConceptOpdracht(g begrip.Gemeente, sleutel ConceptSleutel) *Opdracht {
	return nieuweVraag("DELETE FROM concept"+waarConcept, sleutel.waarden(g)...).opdracht("concept wissen")
}
