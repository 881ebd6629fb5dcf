package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

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

// verschilrijen is hoeveel dossiers één blad hooguit toont.
const verschilrijen = 50

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
	var gezien []string
	blad, plaats := leesBladwijzer(na)
	for ; blad <= r.Bladen; blad, plaats = blad+1, 0 {
		regels, err := h.leesBlad(ctx, blad)
		if err != nil {
			return Verschillijst{}, err
		}
		for ; plaats < len(regels); plaats++ {
			if len(uit.Rijen) == verschilrijen {
				uit.Volgende = strconv.Itoa(blad) + "-" + strconv.Itoa(plaats)
				return uit, h.noteer(ctx, wie, Auditregel{Handeling: AuditLijstGezien, Over: "duo-verschillen", Aantal: len(gezien), personen: gezien})
			}
			rij, ok, err := h.verschilrij(ctx, wie, regels[plaats])
			if err != nil {
				return Verschillijst{}, err
			}
			if ok {
				uit.Rijen, gezien = append(uit.Rijen, rij), append(gezien, rij.Nummer)
			}
		}
	}
	return uit, h.noteer(ctx, wie, Auditregel{Handeling: AuditLijstGezien, Over: "duo-verschillen", Aantal: len(gezien), personen: gezien})
}

// leesBladwijzer leest waar een blad verdergaat; wat er niet op lijkt begint vooraan.
func leesBladwijzer(na string) (blad, plaats int) {
	a, b, _ := strings.Cut(na, "-")
	blad, errA := strconv.Atoi(a)
	plaats, errB := strconv.Atoi(b)
	if errA != nil || errB != nil || blad < 1 || plaats < 0 {
		return 1, 0
	}
	return blad, plaats
}

func (h *Huis) leesBlad(ctx context.Context, n int) ([]verschilregel, error) {
	s, err := h.Kelder.LeesStuk(ctx, h.Gemeente, stukVergelijking, bladsleutel(n))
	if errors.Is(err, store.ErrNietGevonden) { // een nieuwe ronde begon net
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("een blad van de vergelijking lezen: %w", err)
	}
	var b verschilblad
	if err := json.Unmarshal(s.Inhoud, &b); err != nil {
		return nil, fmt.Errorf("een blad van de vergelijking lezen: %w", err)
	}
	return b.Regels, nil
}

func (h *Huis) verschilrij(ctx context.Context, wie Wie, v verschilregel) (Verschilrij, bool, error) {
	r, _, err := h.Kelder.LeesLijst(ctx, wie.Gemeente, v.Nummer)
	if errors.Is(err, store.ErrNietGevonden) || errors.Is(err, store.ErrVernietigd) {
		return Verschilrij{}, false, nil
	}
	if err != nil {
		return Verschilrij{}, false, fmt.Errorf("dossier %s bij de vergelijking zoeken: %w", v.Nummer, err)
	}
	if !magBij(wie, dossierZien, uitLijst(wie.Gemeente, r)) {
		return Verschilrij{}, false, nil
	}
	return Verschilrij{Nummer: v.Nummer, Naam: r.Naam, Klantmanager: h.medewerker(r.Klantmanager), Aantal: v.Aantal}, true, nil
}
