package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"traject/kern/begrip"
	"traject/store"
)

// merk zegt tot waar deze versie van het programma de lijsten opnieuw maakte.
type merk struct {
	Versie string `json:"versie"`
	Wet    string `json:"wet"` // vingerafdruk van de waarden waarmee is gerekend
	Na     string `json:"na"`
}

// Het merk staat als stuk in een register van de gemeente, onder wat er gebeurde: wie niets
// vertrouwt gaat niet verder waar een ander de afdrukken geloofde.
const (
	merkSoort    = "voortgang"
	merkHerbouw  = "lijsten"
	merkHerreken = "herrekenen"
	merkGeldig   = 24 * 60 * 60 // seconden; daarna kan er te veel zijn gebeurd
)

// leesMerk geeft waar een eerdere keer stopte; leeg als dat niet meer telt.
func (h *Huis) leesMerk(ctx context.Context, werk string) (merk, error) {
	var m merk
	s, err := h.Kelder.LeesStuk(ctx, h.Gemeente, merkSoort, werk)
	if errors.Is(err, store.ErrNietGevonden) {
		return m, nil
	}
	if err == nil {
		err = json.Unmarshal(s.Inhoud, &m)
	}
	if err != nil {
		return m, fmt.Errorf("lezen waar het maken van de lijsten stopte: %w", err)
	}
	if m.Versie != h.Versie || m.Wet != h.wetmerk() || h.nu().seconden-s.Moment > merkGeldig {
		return merk{}, nil
	}
	return m, nil
}

// wetmerk zegt met welke wet hier wordt gerekend: wie met een andere wet begon, begint opnieuw.
func (h *Huis) wetmerk() string {
	r, ok := h.Boek.Recht(begrip.Wi2021, h.Beleid)
	if !ok { // Nieuw liet dat niet toe
		return ""
	}
	return r.Vingerafdruk(h.nu().dag)
}

// zetMerk bewaart waar het werk is; leeg wist het merk. Is een ander ook bezig, dan mag
// die het hebben: dubbel werk schaadt niet.
func (h *Huis) zetMerk(ctx context.Context, werk, na string) error {
	s, err := h.Kelder.LeesStuk(ctx, h.Gemeente, merkSoort, werk)
	isEr := err == nil
	if err != nil && !errors.Is(err, store.ErrNietGevonden) {
		return fmt.Errorf("het merk van de lijsten lezen: %w", err)
	}
	switch {
	case na == "" && !isEr:
		return nil
	case na == "":
		err = h.Kelder.WisStuk(ctx, h.Gemeente, merkSoort, werk, s.Versie, nil)
	default:
		inhoud, fout := json.Marshal(merk{h.Versie, h.wetmerk(), na})
		if fout != nil {
			return fmt.Errorf("het merk van de lijsten opschrijven: %w", fout)
		}
		err = h.Kelder.BewaarStuk(ctx, h.Gemeente, store.Stuk{Soort: merkSoort, Sleutel: werk, Versie: s.Versie, Moment: h.nu().seconden, Inhoud: inhoud})
	}
	if err != nil && !errors.Is(err, store.ErrConflict) && !errors.Is(err, store.ErrNietGevonden) {
		return fmt.Errorf("het merk van de lijsten bewaren: %w", err)
	}
	return nil
}
