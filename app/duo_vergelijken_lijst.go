package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"traject/kern/begrip"
	"traject/store"
)

// Verschilrij is een dossier dat bij de laatste ronde verschilde van DUO.
type Verschilrij struct {
	Nummer       string
	Naam         begrip.Naam
	Klantmanager Medewerker
	Aantal       int
}

// Verschillijst is een blad met dossiers die verschilden. Volgende is leeg op het laatste.
type Verschillijst struct {
	Ronde    Vergelijkronde // hoe ver de ronde is
	Rijen    []Verschilrij
	Volgende string
}

// verschilrijen is hoeveel dossiers één blad hooguit toont, verschilmeeste hoeveel het er
// daarvoor hooguit bekijkt: wat van een vorige ronde is wacht nog op zijn beurt.
const (
	verschilrijen  = 50
	verschilmeeste = 1000
)

// Vergelijkverschillen geeft de dossiers die bij de laatste ronde verschilden, voor wie de
// dossiers van de hele gemeente ziet. Wat intussen is vernietigd staat er niet meer bij.
func (h *Huis) Vergelijkverschillen(ctx context.Context, wie Wie, na string) (Verschillijst, error) {
	if !SchermenVan(wie).Verschillen || wie.Gemeente != h.Gemeente {
		return Verschillijst{}, ErrMagNiet
	}
	r, _, err := h.leesRonde(ctx)
	if err != nil {
		return Verschillijst{}, err
	}
	uit := Verschillijst{Ronde: r}
	if na != "" && !dossiernummer.MatchString(na) { // wat er niet op lijkt begint vooraan
		na = ""
	}
	var gezien []string
	for bekeken := 0; ; {
		stukken, err := h.Kelder.Stukken(ctx, h.Gemeente, stukVerschil, na, perKeer)
		if err != nil {
			return Verschillijst{}, fmt.Errorf("dossiers die verschilden lezen: %w", err)
		}
		for _, s := range stukken {
			if len(uit.Rijen) == verschilrijen || bekeken == verschilmeeste {
				uit.Volgende = na
				break
			}
			na, bekeken = s.Sleutel, bekeken+1
			rij, ok, err := h.verschilrij(ctx, wie, r, s)
			if err != nil {
				return Verschillijst{}, err
			}
			if ok {
				uit.Rijen, gezien = append(uit.Rijen, rij), append(gezien, rij.Nummer)
			}
		}
		if uit.Volgende != "" || len(stukken) < perKeer {
			return uit, h.noteer(ctx, wie, Auditregel{Handeling: AuditLijstGezien, Over: "duo-verschillen", Aantal: len(gezien), personen: gezien})
		}
	}
}

// verschilrij maakt een rij van wat de ronde van een dossier onthield; onwaar is dat het niet
// op de lijst hoort.
func (h *Huis) verschilrij(ctx context.Context, wie Wie, ronde Vergelijkronde, s store.Stuk) (Verschilrij, bool, error) {
	var v verschil
	if err := json.Unmarshal(s.Inhoud, &v); err != nil {
		return Verschilrij{}, false, fmt.Errorf("verschil van dossier %s lezen: %w", s.Sleutel, err)
	}
	if v.Ronde != ronde.Begonnen {
		return Verschilrij{}, false, nil
	}
	r, _, err := h.Kelder.LeesLijst(ctx, wie.Gemeente, s.Sleutel)
	if errors.Is(err, store.ErrNietGevonden) || errors.Is(err, store.ErrVernietigd) {
		return Verschilrij{}, false, nil
	}
	if err != nil {
		return Verschilrij{}, false, fmt.Errorf("dossier %s bij de vergelijking zoeken: %w", s.Sleutel, err)
	}
	if !magBij(wie, dossierZien, uitLijst(wie.Gemeente, r)) {
		return Verschilrij{}, false, nil
	}
	return Verschilrij{Nummer: s.Sleutel, Naam: r.Naam, Klantmanager: h.medewerker(r.Klantmanager), Aantal: v.Aantal}, true, nil
}
