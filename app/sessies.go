package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"traject/store"
)

// De sessies van een installatie staan bij haar eerste gemeente: wie nog moet inloggen
// hoort nog nergens bij, en wie voor meer gemeenten werkt heeft één sessie.

// LeesSessie geeft wat van een lopende sessie is bewaard, of ErrNietGevonden.
func (h *Huis) LeesSessie(ctx context.Context, sleutel string) ([]byte, error) {
	b, err := h.Kelder.LeesSessie(ctx, h.Gemeente, sleutel, h.nu().seconden)
	if errors.Is(err, store.ErrNietGevonden) {
		return nil, ErrNietGevonden
	}
	return b, err
}

// BewaarSessie bewaart een sessie tot zij afloopt.
func (h *Huis) BewaarSessie(ctx context.Context, sleutel, gebruiker string, tot time.Time, inhoud []byte) error {
	return h.Kelder.BewaarSessie(ctx, h.Gemeente, store.Sessie{Sleutel: sleutel, Gebruiker: gebruiker, Tot: tot.Unix(), Inhoud: inhoud})
}

// WisSessie maakt een eind aan een sessie.
func (h *Huis) WisSessie(ctx context.Context, sleutel string) error {
	return h.Kelder.WisSessie(ctx, h.Gemeente, sleutel)
}

// LogOveralUit maakt een eind aan alle sessies van één mens, op elk apparaat.
func (h *Huis) LogOveralUit(ctx context.Context, gebruiker string) (int, error) {
	return h.Kelder.WisSessiesVan(ctx, h.Gemeente, gebruiker)
}

// bewaarConcept is hoe lang een half formulier blijft staan na de laatste keer dat iemand het
// bewaarde, in dagen. Er kan iets in staan over gezondheid of een partner, en geen lijst wijst
// daarop; zo lang als een notitie die nergens voor nodig was is genoeg.
const bewaarConcept = 42

// RuimSessiesOp haalt afgelopen sessies en oude formulieren weg.
func (h *Huis) RuimSessiesOp(ctx context.Context) (int, error) {
	n, err := h.Kelder.RuimSessiesOp(ctx, h.Gemeente, h.nu().seconden)
	if err != nil {
		return 0, fmt.Errorf("afgelopen sessies opruimen: %w", err)
	}
	oud, err := h.ruimVerzendingenOp(ctx)
	if n += oud; err != nil {
		return n, err
	}
	lijsten, err := h.ruimLijstenOp(ctx)
	if n += lijsten; err != nil {
		return n, err
	}
	concepten, err := h.Kelder.RuimConceptenOp(ctx, h.Gemeente, h.beginVan(h.nu().dag.Plus(-bewaarConcept)))
	return n + concepten, err
}
