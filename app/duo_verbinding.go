package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"traject/store"
)

// stukGeweigerd is het soort stuk waarin staat welke berichten het loket weigerde: één per
// reden, zodat ook een stroom van foute berichten klein blijft.
const stukGeweigerd = "duo-geweigerd"

// GeweigerdBericht is een bericht dat het loket voor DUO niet aannam.
type GeweigerdBericht struct {
	Status          int
	Reden           string
	Bron, BerichtID string // van het laatste; leeg als zij niet de goede vorm hadden
	Aantal          int
	Laatst          time.Time
}

// geweigerdstuk is hoe het wordt bewaard.
type geweigerdstuk struct {
	Status    int    `json:"status"`
	Reden     string `json:"reden"`
	Bron      string `json:"bron,omitempty"`
	BerichtID string `json:"bericht,omitempty"`
	Aantal    int    `json:"aantal"`
	Laatst    int64  `json:"laatst"`
}

// NoteerGeweigerd telt een geweigerd bericht bij zijn reden op.
func (h *Huis) NoteerGeweigerd(ctx context.Context, g GeweigerdBericht) error {
	h.geweigerdbeurt.Lock()
	defer h.geweigerdbeurt.Unlock()
	sleutel := strconv.Itoa(g.Status) + "-" + slak(g.Reden)
	var laatste error
	for range pogingen { // een ander programma kan net hetzelfde tellen
		s, err := h.Kelder.LeesStuk(ctx, h.Gemeente, stukGeweigerd, sleutel)
		if err != nil && !errors.Is(err, store.ErrNietGevonden) {
			return fmt.Errorf("geweigerde berichten lezen: %w", err)
		}
		var in geweigerdstuk
		if err == nil {
			if err := json.Unmarshal(s.Inhoud, &in); err != nil {
				return fmt.Errorf("geweigerde berichten lezen: %w", err)
			}
		}
		nu := h.nu().seconden
		b, err := json.Marshal(geweigerdstuk{g.Status, g.Reden, g.Bron, g.BerichtID, in.Aantal + 1, nu})
		if err != nil {
			return fmt.Errorf("geweigerd bericht opschrijven: %w", err)
		}
		laatste = h.Kelder.BewaarStuk(ctx, h.Gemeente, store.Stuk{Soort: stukGeweigerd, Sleutel: sleutel, Versie: s.Versie, Moment: nu, Inhoud: b})
		if !errors.Is(laatste, store.ErrConflict) {
			break
		}
	}
	if laatste != nil {
		return fmt.Errorf("geweigerd bericht noteren: %w", laatste)
	}
	return nil
}

// slak maakt van een zin een kenmerk van hooguit zestig letters en streepjes.
func slak(zin string) string {
	uit := strings.FieldsFunc(strings.ToLower(zin), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	s := strings.Join(uit, "-")
	return s[:min(len(s), 60)]
}

// DUOBeeld is alles wat het scherm van de verbinding toont.
type DUOBeeld struct {
	Er bool // er is een verbinding ingesteld
	Nu time.Time
	Verbinding
	Geweigerd []GeweigerdBericht // laatste voorop
}

// vooraf is hoe lang vooraf het einde van een certificaat een waarschuwing is.
const vooraf = 30 * 24 * time.Hour

// CertificaatLetOp zegt dat ons certificaat bijna of helemaal verlopen is.
func (b DUOBeeld) CertificaatLetOp() bool {
	return !b.CertificaatTot.IsZero() && b.CertificaatTot.Before(b.Nu.Add(vooraf))
}

// DUOVerbinding geeft hoe de verbinding met DUO erbij staat, zonder geheimen.
func (h *Huis) DUOVerbinding(ctx context.Context, wie Wie) (DUOBeeld, error) {
	if !mag(wie, opslagZien) || wie.Gemeente != h.Gemeente {
		return DUOBeeld{}, ErrMagNiet
	}
	b := DUOBeeld{Nu: h.Klok()}
	if h.Keten != nil {
		b.Er, b.Verbinding = true, h.Keten.Verbinding()
	}
	stukken, err := h.Kelder.Stukken(ctx, h.Gemeente, stukGeweigerd, "", perKeer)
	if err != nil {
		return DUOBeeld{}, fmt.Errorf("geweigerde berichten lezen: %w", err)
	}
	for _, s := range stukken {
		var in geweigerdstuk
		if err := json.Unmarshal(s.Inhoud, &in); err != nil {
			return DUOBeeld{}, fmt.Errorf("geweigerde berichten lezen: %w", err)
		}
		b.Geweigerd = append(b.Geweigerd, GeweigerdBericht{in.Status, in.Reden, in.Bron, in.BerichtID, in.Aantal, time.Unix(in.Laatst, 0).UTC()})
	}
	slices.SortStableFunc(b.Geweigerd, func(x, y GeweigerdBericht) int { return y.Laatst.Compare(x.Laatst) })
	return b, nil
}

// ProefDUO probeert de verbinding.
func (h *Huis) ProefDUO(ctx context.Context, wie Wie) error {
	if !mag(wie, opslagZien) || wie.Gemeente != h.Gemeente {
		return ErrMagNiet
	}
	if h.Keten == nil {
		return weiger("geen-verbinding", "", "Er is geen verbinding met DUO ingesteld.")
	}
	if _, err := h.Keten.Proef(ctx); err != nil {
		return fmt.Errorf("de verbinding met DUO proberen: %w", err)
	}
	return h.noteer(ctx, wie, Auditregel{Handeling: AuditDUOProef})
}
