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
		_, bewaard, err := h.laatsteContact(ctx)
		if err != nil {
			return DUOBeeld{}, err
		}
		if bewaard.After(b.LaatsteContact) {
			b.LaatsteContact = bewaard
		}
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

// stukContact is het stuk waarin staat wanneer DUO het laatst antwoordde, aan welk programma
// ook: een herstart vergeet dat niet.
const (
	stukContact    = "duo-contact"
	sleutelContact = "laatste"
)

// contactElke is hoe vaak dat hooguit wordt bewaard, in seconden.
const contactElke = 60

// onthoudContact bewaart wanneer DUO het laatst antwoordde.
func (h *Huis) onthoudContact(ctx context.Context) error {
	laatst := h.Keten.Verbinding().LaatsteContact
	if laatst.IsZero() || laatst.Unix() < h.duoOnthouden.Load()+contactElke {
		return nil
	}
	versie, bewaard, err := h.laatsteContact(ctx)
	if err != nil {
		return err
	}
	if laatst.After(bewaard) { // anders hoorde een ander programma later nog iets
		err = h.Kelder.BewaarStuk(ctx, h.Gemeente, store.Stuk{Soort: stukContact, Sleutel: sleutelContact, Versie: versie, Moment: h.nu().seconden,
			Inhoud: strconv.AppendInt(nil, laatst.Unix(), 10)})
	}
	if err != nil && !errors.Is(err, store.ErrConflict) { // een ander programma was net voor
		return fmt.Errorf("het laatste antwoord van DUO bewaren: %w", err)
	}
	h.duoOnthouden.Store(laatst.Unix())
	return nil
}

// laatsteContact geeft wat er is bewaard, met zijn versie; leeg is nog geen.
func (h *Huis) laatsteContact(ctx context.Context) (int, time.Time, error) {
	s, err := h.Kelder.LeesStuk(ctx, h.Gemeente, stukContact, sleutelContact)
	if errors.Is(err, store.ErrNietGevonden) {
		return 0, time.Time{}, nil
	}
	if err != nil {
		return 0, time.Time{}, fmt.Errorf("het laatste antwoord van DUO lezen: %w", err)
	}
	n, err := strconv.ParseInt(string(s.Inhoud), 10, 64)
	if err != nil {
		return 0, time.Time{}, fmt.Errorf("het laatste antwoord van DUO lezen: %w", err)
	}
	return s.Versie, time.Unix(n, 0).UTC(), nil
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
	if err := h.onthoudContact(ctx); err != nil {
		return err
	}
	return h.noteer(ctx, wie, Auditregel{Handeling: AuditDUOProef})
}
