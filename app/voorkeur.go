package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"traject/store"
)

// Hoe iemand de eigen werklijst wil zien staat bij ons en niet in de browser: wie thuis
// verder werkt, ziet dezelfde lijst. Er staat niets in over mensen, behalve wat iemand zelf
// in de naam van een lijst zet; daarom is het verzegeld, zoals alles in een register.

const stukVoorkeur = "voorkeur"

// Voorkeur is hoe iemand de werklijst wil zien.
type Voorkeur struct {
	Versie  int             `json:"-"`
	Lijsten []BewaardeLijst `json:"lijsten,omitempty"`
	Zonder  []string        `json:"zonder,omitempty"` // kolommen die iemand niet wil zien
}

// BewaardeLijst is een werklijst met een naam: een naam voor een adres.
type BewaardeLijst struct {
	Naam  string `json:"naam"`
	Vraag string `json:"vraag"` // het deel van het adres na het vraagteken
}

// Grenzen aan wat iemand bewaart.
const (
	meesteBewaard   = 12
	meesteLijstnaam = 40
	meesteVraag     = 400
)

// Voorkeur geeft hoe deze gebruiker de werklijst wil zien; leeg als er niets is bewaard.
func (h *Huis) Voorkeur(ctx context.Context, wie Wie) (Voorkeur, error) {
	if !SchermenVan(wie).Vandaag || wie.Gemeente == "" {
		return Voorkeur{}, ErrMagNiet
	}
	s, err := h.Kelder.LeesStuk(ctx, wie.Gemeente, stukVoorkeur, SleutelVan(wie.Gebruiker))
	if errors.Is(err, store.ErrNietGevonden) {
		return Voorkeur{}, nil
	}
	if err != nil {
		return Voorkeur{}, fmt.Errorf("voorkeur lezen: %w", err)
	}
	v := Voorkeur{Versie: s.Versie}
	if err := json.Unmarshal(s.Inhoud, &v); err != nil {
		return Voorkeur{}, fmt.Errorf("voorkeur lezen: %w", err)
	}
	return v, nil
}

// BewaarVoorkeur legt vast hoe deze gebruiker de werklijst wil zien.
func (h *Huis) BewaarVoorkeur(ctx context.Context, wie Wie, v Voorkeur) error {
	if !SchermenVan(wie).Vandaag || wie.Gemeente == "" {
		return ErrMagNiet
	}
	if err := v.keur(); err != nil {
		return err
	}
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("voorkeur opschrijven: %w", err)
	}
	err = h.Kelder.BewaarStuk(ctx, wie.Gemeente, store.Stuk{Soort: stukVoorkeur, Sleutel: SleutelVan(wie.Gebruiker), Versie: v.Versie, Moment: h.nu().seconden, Inhoud: b})
	if errors.Is(err, store.ErrConflict) {
		return weiger("intussen-gewijzigd", "naam", "U wijzigde uw lijsten net in een ander venster. Kijk wat er nu staat en probeer het opnieuw.")
	}
	if err != nil {
		return fmt.Errorf("voorkeur bewaren: %w", err)
	}
	return nil
}

func (v *Voorkeur) keur() error {
	if len(v.Lijsten) > meesteBewaard {
		return weiger("te-veel-lijsten", "naam", "U kunt hooguit twaalf lijsten bewaren. Haal er eerst een weg.")
	}
	for _, l := range v.Lijsten {
		switch {
		case strings.TrimSpace(l.Naam) == "":
			return weiger("naam-nodig", "naam", "Geef de lijst een naam.")
		case len([]rune(l.Naam)) > meesteLijstnaam:
			return weiger("naam-te-lang", "naam", "Deze naam is te lang. Gebruik hooguit veertig tekens.")
		case len(l.Vraag) > meesteVraag:
			return weiger("lijst-te-lang", "naam", "Deze lijst heeft te veel filters om te bewaren.")
		}
	}
	return nil
}

// Voorkeur van wie voor meer gemeenten werkt staat in de eerste daarvan.
func (s *Samen) Voorkeur(ctx context.Context, wie Wie) (Voorkeur, error) {
	h, w, ok := s.eerste(wie)
	if !ok {
		return Voorkeur{}, ErrMagNiet
	}
	return h.Voorkeur(ctx, w)
}

// BewaarVoorkeur legt haar daar vast.
func (s *Samen) BewaarVoorkeur(ctx context.Context, wie Wie, v Voorkeur) error {
	h, w, ok := s.eerste(wie)
	if !ok {
		return ErrMagNiet
	}
	return h.BewaarVoorkeur(ctx, w, v)
}

func (s *Samen) eerste(wie Wie) (*Huis, Wie, bool) {
	for _, g := range wie.AlleGemeenten() {
		if h := s.per[g]; h != nil {
			w, ok := wie.In(g)
			return h, w, ok
		}
	}
	return nil, Wie{}, false
}
