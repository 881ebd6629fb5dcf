package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"traject/store"
)

// Concept geeft wat deze gebruiker bij deze handeling had staan; ErrNietGevonden als
// er niets klaarstaat. Een concept overleeft uitloggen.
func (h *Huis) Concept(ctx context.Context, wie Wie, nummer, handeling string) (Concept, error) {
	if _, err := h.lees(ctx, wie, nummer, dossierHandelen); err != nil {
		return Concept{}, err
	}
	c, err := h.Kelder.LeesConcept(ctx, wie.Gemeente, store.ConceptSleutel{Gebruiker: wie.Gebruiker, Nummer: nummer, Handeling: handeling})
	if errors.Is(err, store.ErrNietGevonden) {
		return Concept{}, ErrNietGevonden
	}
	if err != nil {
		return Concept{}, fmt.Errorf("concept lezen: %w", err)
	}
	uit := Concept{Versie: c.Versie, Bewaard: time.Unix(c.Moment, 0).UTC()}
	if err := json.Unmarshal(c.Inhoud, &uit.Velden); err != nil {
		return Concept{}, fmt.Errorf("concept lezen: %w", err)
	}
	return uit, nil
}

// BewaarConcept bewaart de velden van een formulier, met de versie van het dossier
// die op het scherm stond.
func (h *Huis) BewaarConcept(ctx context.Context, wie Wie, nummer, handeling string, versie int, velden map[string][]string) error {
	if _, err := h.lees(ctx, wie, nummer, dossierHandelen); err != nil {
		return err
	}
	b, err := json.Marshal(velden)
	if err != nil {
		return fmt.Errorf("concept opschrijven: %w", err)
	}
	c := store.Concept{ConceptSleutel: store.ConceptSleutel{Gebruiker: wie.Gebruiker, Nummer: nummer, Handeling: handeling}, Versie: versie, Moment: h.nu().seconden, Inhoud: b}
	if err := h.Kelder.BewaarConcept(ctx, wie.Gemeente, c); err != nil {
		return fmt.Errorf("concept bewaren: %w", err)
	}
	return nil
}

// WisConcept gooit een concept weg; er hoeft er geen te zijn.
func (h *Huis) WisConcept(ctx context.Context, wie Wie, nummer, handeling string) error {
	if _, err := h.lees(ctx, wie, nummer, dossierHandelen); err != nil {
		return err
	}
	if err := h.Kelder.WisConcept(ctx, wie.Gemeente, store.ConceptSleutel{Gebruiker: wie.Gebruiker, Nummer: nummer, Handeling: handeling}); err != nil {
		return fmt.Errorf("concept wissen: %w", err)
	}
	return nil
}
