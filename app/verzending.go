package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"traject/kern/dossier"
	"traject/store"
)

// Wie een formulier twee keer verstuurt, opent één dossier. Een handeling bij een dossier
// heeft daar de versie voor; een formulier dat een dossier opent heeft er geen, en draagt
// daarom een kenmerk. Bij dat kenmerk hoort één dossiernummer: de tweede keer stoot zich
// aan het dossier dat er al is, ook als twee programma's tegelijk bezig zijn of als het
// eerste halverwege omviel.

const stukVerzending = "verzending"

// bewaarVerzending is hoe lang een kenmerk geldt, in seconden; langer staat geen formulier open.
const bewaarVerzending = 2 * 24 * 60 * 60

// verzending is het kenmerk van een formulier en wat erin stond. Met andere inhoud is het
// een ander formulier: wie teruggaat en een ander mens invult, opent een ander dossier.
type verzending struct{ kenmerk, inhoud string }

func (v verzending) sleutel(wie Wie) string {
	som := sha256.Sum256([]byte(wie.Gebruiker + "\x00" + v.kenmerk + "\x00" + v.inhoud))
	return hex.EncodeToString(som[:])
}

// vestigEens is vestig voor een formulier dat vaker kan komen.
func (h *Huis) vestigEens(ctx context.Context, wie Wie, v verzending, nu moment, gs []dossier.Gebeurtenis, extra func(*store.Toevoeging)) (string, error) {
	if v.kenmerk == "" {
		return h.vestig(ctx, nu, gs, extra)
	}
	nummer, err := h.nummerBij(ctx, v.sleutel(wie), nu)
	if err != nil {
		return "", err
	}
	err = h.vestigOp(ctx, nu, nummer, gs, extra)
	var persoon *store.PersoonBestaat
	switch {
	case errors.As(err, &persoon) && persoon.Nummer != nummer:
		return nummer, err
	case errors.Is(err, store.ErrBestaatAl), persoon != nil:
		return nummer, nil
	}
	return nummer, err
}

// nummerBij geeft het dossiernummer dat bij een verzending hoort; wie het eerst is kiest.
func (h *Huis) nummerBij(ctx context.Context, sleutel string, nu moment) (string, error) {
	s, err := h.Kelder.LeesStuk(ctx, h.Gemeente, stukVerzending, sleutel)
	if err == nil {
		return string(s.Inhoud), nil
	}
	if !errors.Is(err, store.ErrNietGevonden) {
		return "", fmt.Errorf("een eerdere verzending zoeken: %w", err)
	}
	nummer, err := h.Kelder.NieuwNummer(ctx, h.Gemeente, nu.dag.Jaar())
	if err != nil {
		return "", fmt.Errorf("een dossiernummer nemen: %w", err)
	}
	err = h.Kelder.BewaarStuk(ctx, h.Gemeente, store.Stuk{Soort: stukVerzending, Sleutel: sleutel, Moment: nu.seconden, Inhoud: []byte(nummer)})
	if errors.Is(err, store.ErrConflict) { // de ander was net eerder
		if s, err = h.Kelder.LeesStuk(ctx, h.Gemeente, stukVerzending, sleutel); err == nil {
			return string(s.Inhoud), nil
		}
	}
	if err != nil {
		return "", fmt.Errorf("een verzending onthouden: %w", err)
	}
	return nummer, nil
}

// ruimVerzendingenOp vergeet formulieren van eergisteren.
func (h *Huis) ruimVerzendingenOp(ctx context.Context) (int, error) {
	grens, gedaan := h.nu().seconden-bewaarVerzending, 0
	for na := ""; ; {
		stukken, err := h.Kelder.Stukken(ctx, h.Gemeente, stukVerzending, na, perKeer)
		if err != nil {
			return gedaan, fmt.Errorf("oude verzendingen zoeken: %w", err)
		}
		for _, s := range stukken {
			na = s.Sleutel
			if s.Moment >= grens {
				continue
			}
			if err := h.Kelder.WisStuk(ctx, h.Gemeente, stukVerzending, s.Sleutel, s.Versie, nil); err != nil && !errors.Is(err, store.ErrConflict) {
				return gedaan, fmt.Errorf("oude verzending wissen: %w", err)
			}
			gedaan++
		}
		if len(stukken) < perKeer {
			return gedaan, nil
		}
	}
}
