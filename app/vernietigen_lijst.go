package app

import (
	"context"
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/store"
)

// VernietigRij is één dossier waarvan de termijn om is.
type VernietigRij struct {
	Nummer, Naam string
	Groep        dossier.Groep // alleen deze velden; leeg is het geheel
	Uiterlijk    begrip.Datum
	Houdt        []string // zinnen: dit houdt het tegen
	InVoorstel   bool
}

// ID is waarmee men de rij kiest.
func (r VernietigRij) ID() string {
	if r.Groep != "" {
		return deelplek(r.Nummer, r.Groep)
	}
	return r.Nummer
}

// Vernietiglijst is een bladzijde van wat weg moet.
type Vernietiglijst struct {
	Wat      WatWeg
	Vandaag  begrip.Datum
	Rijen    []VernietigRij
	Volgende string
}

// TeVernietigen geeft een bladzijde van wat weg moet, het langst verlopen eerst.
func (h *Huis) TeVernietigen(ctx context.Context, wie Wie, wat WatWeg, na string) (Vernietiglijst, error) {
	if !mag(wie, vernietigen) {
		return Vernietiglijst{}, ErrMagNiet
	}
	uit := Vernietiglijst{Wat: wat, Vandaag: h.nu().dag}
	f := store.BewaarFilter{Zicht: store.Zicht{Gemeente: wie.Gemeente, Alles: true}, Voor: uit.Vandaag, Na: na, Hooguit: meesteVoorstel}
	open, vast, err := h.inVoorstel(ctx, wie.Gemeente)
	if err != nil {
		return Vernietiglijst{}, err
	}
	lijst := h.dossiersWeg
	switch wat {
	case WegDelen:
		lijst = h.delenWeg
	case WegLangeSets:
		lijst = h.langeSetsWeg
	case WegBerichten:
		lijst = h.berichtenWeg
	case WegAudit:
		lijst = h.auditWegmoeten
	}
	if uit.Rijen, uit.Volgende, err = lijst(ctx, f, open, vast); err != nil {
		return Vernietiglijst{}, lijstfout("zoeken wat weg moet", err)
	}
	if wat == WegBerichten || wat == WegAudit { // die gaan over geen dossier
		return uit, h.noteer(ctx, wie, Auditregel{Handeling: AuditLijstGezien, Over: "te vernietigen", Aantal: len(uit.Rijen), personen: []string{}})
	}
	return uit, h.noteer(ctx, wie, Auditregel{Handeling: AuditLijstGezien, Over: "te vernietigen", Aantal: len(uit.Rijen), personen: nummersVan(uit.Rijen, func(r VernietigRij) string { return r.Nummer })})
}

func (h *Huis) langeSetsWeg(ctx context.Context, f store.BewaarFilter, open, _ map[string]bool) (uit []VernietigRij, volgende string, err error) {
	ls, volgende, err := h.Kelder.LangeSets(ctx, f)
	for _, l := range ls {
		uit = append(uit, VernietigRij{Nummer: l.Nummer, Uiterlijk: l.Tot, InVoorstel: open[store.LangVoor+l.Nummer]})
	}
	return uit, volgende, err
}

func (h *Huis) dossiersWeg(ctx context.Context, f store.BewaarFilter, open, vast map[string]bool) (uit []VernietigRij, volgende string, err error) {
	blad, err := h.Kelder.TeVernietigen(ctx, f)
	for _, r := range blad.Regels {
		rij := VernietigRij{Nummer: r.Nummer, Naam: r.Naam.Volledig(), Uiterlijk: r.BewaarTot, InVoorstel: open[r.Nummer]}
		for _, code := range strings.Fields(r.BewaarHoudt) {
			rij.Houdt = append(rij.Houdt, recht.Reden(code))
		}
		if vast[r.Nummer] {
			rij.Houdt = append(rij.Houdt, zinAangehouden)
		}
		uit = append(uit, rij)
	}
	return uit, blad.Volgende, err
}
