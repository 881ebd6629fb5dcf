package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"traject/store"
)

// Werksoort telt het werk van één soort dat niet is gedaan.
type Werksoort struct {
	Soort                 string
	Wacht, Bezig, Mislukt int
	Eerste                time.Time // wanneer het eerste aan de beurt is; leeg is geen
}

// Werkstuk is één stuk werk, zoals applicatiebeheer het ziet: zonder dossiernummer.
type Werkstuk struct {
	Kenmerk, Soort  string
	Stand           Werkstand
	Pogingen        int
	Beurt, Bezigtot time.Time // wanneer het aan de beurt is, en tot wanneer iemand het heeft
	Reden           string    // waarom het de vorige keer niet lukte
}

// Werkstand zegt hoe het met een stuk werk staat.
type Werkstand string

// De standen.
const (
	WerkWacht   Werkstand = "wacht"
	WerkBezig   Werkstand = "bezig"
	WerkMislukt Werkstand = "mislukt"
)

// Wachtrij is wat er uitgaat of vanzelf gebeurt en nog niet is gedaan.
type Wachtrij struct {
	Soorten  []Werksoort
	Rijen    []Werkstuk
	Volgende string
}

// WachtrijFilter kiest wat de wachtrij toont. Mislukt toont wat is opgegeven, anders wat
// wacht of loopt.
type WachtrijFilter struct {
	Mislukt   bool
	Soort, Na string
	Aantal    int
}

// werkkenmerk noemt een stuk werk zonder zijn sleutel, want daarin kan een dossiernummer
// staan. Nummers zijn te raden; daarom hoort er een sleutel van de gemeente bij.
func (h *Huis) werkkenmerk(sleutel string) (string, error) {
	k, err := h.Kelder.Kenmerken(h.Gemeente, []byte("werk\x1f"+sleutel))
	if err != nil {
		return "", fmt.Errorf("een stuk werk noemen: %w", err)
	}
	return k[0][:16], nil
}

// Wachtrij geeft wat wacht, loopt en mislukte, en waarom.
func (h *Huis) Wachtrij(ctx context.Context, wie Wie, f WachtrijFilter) (Wachtrij, error) {
	if !mag(wie, opslagZien) || wie.Gemeente != h.Gemeente {
		return Wachtrij{}, ErrMagNiet
	}
	nu := h.nu().seconden
	soorten, err := h.Kelder.WerkTellingen(ctx, h.Gemeente, nu)
	if err != nil {
		return Wachtrij{}, fmt.Errorf("de wachtrij tellen: %w", err)
	}
	var uit Wachtrij
	for _, s := range soorten {
		x := Werksoort{Soort: s.Soort, Wacht: s.Wacht, Bezig: s.Bezig, Mislukt: s.Mislukt}
		if s.Eerste != 0 {
			x.Eerste = time.Unix(s.Eerste, 0).UTC()
		}
		uit.Soorten = append(uit.Soorten, x)
	}
	stand := store.Wacht
	if f.Mislukt {
		stand = store.Opgeven
	}
	na := ""
	if f.Na != "" {
		u, err := h.zoekWerk(ctx, stand, f.Soort, f.Na)
		if err != nil {
			return Wachtrij{}, err
		}
		na = u.Sleutel
	}
	hooguit := perBlad(f.Aantal)
	werk, err := h.Kelder.Werk(ctx, store.WerkrijFilter{Gemeente: h.Gemeente, Stand: stand, Soort: f.Soort, Na: na, Hooguit: hooguit + 1})
	if err != nil {
		return Wachtrij{}, fmt.Errorf("de wachtrij lezen: %w", err)
	}
	if len(werk) > hooguit {
		werk = werk[:hooguit]
		if uit.Volgende, err = h.werkkenmerk(werk[hooguit-1].Sleutel); err != nil {
			return Wachtrij{}, err
		}
	}
	for _, u := range werk {
		w, err := h.werkstuk(u, nu)
		if err != nil {
			return Wachtrij{}, err
		}
		uit.Rijen = append(uit.Rijen, w)
	}
	return uit, nil
}

func (h *Huis) werkstuk(u store.Uitgaand, nu int64) (Werkstuk, error) {
	k, err := h.werkkenmerk(u.Sleutel)
	w := Werkstuk{Kenmerk: k, Soort: u.Soort, Stand: WerkWacht, Pogingen: u.Poging, Beurt: time.Unix(u.Vanaf, 0).UTC(), Reden: u.Fout}
	switch {
	case u.Stand == store.Opgeven:
		w.Stand = WerkMislukt
	case u.Tot > nu:
		w.Stand, w.Bezigtot = WerkBezig, time.Unix(u.Tot, 0).UTC()
	}
	return w, err
}

// zoekWerk zoekt werk op kenmerk. Het loopt de rij langs: er staat geen index op, en wie
// dit vraagt is één beheerder.
func (h *Huis) zoekWerk(ctx context.Context, stand store.UitgaandStand, soort, kenmerk string) (store.Uitgaand, error) {
	for na := ""; ; {
		werk, err := h.Kelder.Werk(ctx, store.WerkrijFilter{Gemeente: h.Gemeente, Stand: stand, Soort: soort, Na: na, Hooguit: meesteWerk})
		if err != nil {
			return store.Uitgaand{}, fmt.Errorf("werk zoeken: %w", err)
		}
		for _, u := range werk {
			if k, err := h.werkkenmerk(u.Sleutel); k == kenmerk || err != nil {
				return u, err
			}
			na = u.Sleutel
		}
		if len(werk) < meesteWerk {
			return store.Uitgaand{}, ErrNietGevonden
		}
	}
}

// ProbeerOpnieuw zet één stuk mislukt werk terug in de rij.
func (h *Huis) ProbeerOpnieuw(ctx context.Context, wie Wie, kenmerk string) error {
	if !mag(wie, opslagZien) || wie.Gemeente != h.Gemeente {
		return ErrMagNiet
	}
	u, err := h.zoekWerk(ctx, store.Opgeven, "", kenmerk)
	if err != nil {
		return err
	}
	if err := h.noteer(ctx, wie, Auditregel{Handeling: AuditWerkOpnieuw, Over: u.Soort, Aantal: 1}); err != nil {
		return err
	}
	err = h.Kelder.Opnieuw(ctx, h.Gemeente, u.Sleutel, h.nu().seconden)
	if errors.Is(err, store.ErrNietGevonden) { // een collega was net voor
		return nil
	}
	if err != nil {
		return fmt.Errorf("werk terugzetten: %w", err)
	}
	return nil
}

// ProbeerSoortOpnieuw zet al het mislukte werk van één soort terug in de rij en geeft hoeveel.
func (h *Huis) ProbeerSoortOpnieuw(ctx context.Context, wie Wie, soort string) (int, error) {
	if !mag(wie, opslagZien) || wie.Gemeente != h.Gemeente {
		return 0, ErrMagNiet
	}
	n, err := h.Kelder.OpnieuwVeel(ctx, h.Gemeente, soort, h.nu().seconden)
	if err != nil {
		return 0, fmt.Errorf("werk terugzetten: %w", err)
	}
	if n == 0 {
		return 0, nil
	}
	return n, h.noteer(ctx, wie, Auditregel{Handeling: AuditWerkOpnieuw, Over: soort, Aantal: n})
}
