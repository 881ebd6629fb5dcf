package app

import (
	"context"
	"fmt"

	"traject/kern/begrip"
	"traject/store"
)

// VindEigen zoekt het dossier van een inburgeraar die inlogt, op het BSN dat de
// inlogdienst geeft. Het BSN blijft nergens staan: de mens heet voortaan naar zijn
// dossier. Zonder dossier ErrNietGevonden, en niets dat zegt of er ooit een was.
func (h *Huis) VindEigen(ctx context.Context, wie Wie, cijfers string) (Wie, error) {
	bsn, err := begrip.LeesBSN(cijfers)
	if err != nil || wie.Rol != begrip.Inburgeraar || wie.Gemeente != h.Gemeente {
		return Wie{}, ErrNietGevonden
	}
	nummers, err := h.Kelder.ZoekBSN(ctx, h.Gemeente, bsn)
	if err != nil {
		return Wie{}, fmt.Errorf("het eigen dossier zoeken: %w", err)
	}
	if len(nummers) == 0 {
		return Wie{}, ErrNietGevonden
	}
	uit, err := h.AlsInburgeraar(ctx, nummers[len(nummers)-1])
	if err != nil {
		return Wie{}, err
	}
	return uit, h.noteer(ctx, uit, Auditregel{Handeling: AuditIngelogd, Nummer: uit.Dossier})
}

// AlsInburgeraar geeft de mens van een dossier zoals hij zelf inlogt.
func (h *Huis) AlsInburgeraar(ctx context.Context, nummer string) (Wie, error) {
	r, _, err := h.Kelder.LeesLijst(ctx, h.Gemeente, nummer)
	if err != nil {
		return Wie{}, fmt.Errorf("het dossier %s van een inburgeraar lezen: %w", nummer, err)
	}
	return Wie{Gebruiker: "inburgeraar-" + nummer, Naam: r.Naam.Volledig(), Rol: begrip.Inburgeraar, Gemeente: h.Gemeente, Dossier: nummer}, nil
}

// InburgeraarIn is een inburgeraar en de stand van zijn traject.
type InburgeraarIn struct {
	Wie   Wie
	Stand string
}

// InElkeStand geeft van elke stand van het traject één inburgeraar, voor een demo.
func (h *Huis) InElkeStand(ctx context.Context, standen []string) ([]InburgeraarIn, error) {
	var uit []InburgeraarIn
	for _, fase := range standen {
		blad, err := h.Kelder.Dossierlijst(ctx, store.DossierFilter{Zicht: store.Zicht{Gemeente: h.Gemeente, Alles: true}, Fase: fase, Stelsel: begrip.Wi2021, OokGesloten: true, Hooguit: perKeer})
		if err != nil {
			return nil, fmt.Errorf("een inburgeraar in stand %s zoeken: %w", fase, err)
		}
		for _, r := range blad.Regels {
			if r.Naam.Volledig() == "" { // wie net is aangemeld heeft soms nog geen naam
				continue
			}
			wie, err := h.AlsInburgeraar(ctx, r.Nummer)
			if err != nil {
				return nil, err
			}
			uit = append(uit, InburgeraarIn{wie, fase})
			break
		}
	}
	return uit, nil
}
