package app

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"traject/kern/begrip"
	"traject/store"
)

// KoppelSignaal hangt een wachtend signaal aan een dossier, of aan een persoon. Het
// signaal doet dan alsnog wat het zegt.
func (h *Huis) KoppelSignaal(ctx context.Context, wie Wie, berichtID string, k Koppeling) (Ontvangst, error) {
	if !mag(wie, signaalKoppelen) || wie.Gemeente != h.Gemeente {
		return Ontvangst{}, ErrNietGevonden
	}
	sig, err := h.wachtend(ctx, berichtID)
	if err != nil {
		return Ontvangst{}, err
	}
	if k.Nummer != "" {
		err = h.keurDossierBij(ctx, wie, k.Nummer, sig)
	} else {
		sig.BSN, err = bsnBij(k.BSN, sig)
	}
	if err != nil {
		return Ontvangst{}, err
	}
	soort, _ := h.Signaalsoort(sig.Code)
	koppel := func(t *store.Toevoeging) {
		t.Koppel = append(t.Koppel, berichtID)
		t.Audit = append(t.Audit, h.regelVan(wie, Auditregel{Handeling: AuditSignaal, Nummer: t.Nummer, Over: sig.Code}))
	}
	var laatste error
	for range pogingen {
		if _, err := h.wachtend(ctx, berichtID); err != nil { // een ander koppelde het net
			return Ontvangst{}, err
		}
		o, err := h.koppel(ctx, sig, soort, k.Nummer, koppel)
		if err == nil || !errors.Is(err, store.ErrConflict) && !errors.Is(err, store.ErrBestaatAl) {
			return o, err
		}
		laatste = err
	}
	return Ontvangst{}, fmt.Errorf("signaal koppelen na %d pogingen: %w", pogingen, laatste)
}

// keurDossierBij kijkt of een signaal bij dit dossier kan horen: het is er, deze gebruiker
// mag erin handelen, en het gaat niet over een ander mens.
func (h *Huis) keurDossierBij(ctx context.Context, wie Wie, nummer string, sig Signaal) error {
	s, err := h.lees(ctx, wie, nummer, dossierHandelen)
	switch {
	case errors.Is(err, ErrNietGevonden):
		return weiger("dossier-onbekend", "nummer", "Dit dossier is er niet. Controleer het nummer.")
	case err != nil:
		return err
	case isAnder(sig.BSN.Cijfers(), s.d.Persoon.BSN.Cijfers()), isAnder(sig.VNummer, s.d.Persoon.VNummer):
		return weiger("ander-mens", "nummer", "Dit bericht gaat over iemand anders dan dit dossier. Controleer het nummer.")
	}
	return nil
}

// bsnBij geeft over wie een signaal gaat dat bij een persoon hoort: wie het zelf noemt, of
// anders wie de gebruiker noemt.
func bsnBij(getypt string, sig Signaal) (begrip.BSN, error) {
	if getypt == "" && sig.BSN.IsLeeg() {
		return sig.BSN, weiger("koppeling-leeg", "nummer", "Vul een dossiernummer of een burgerservicenummer in.")
	}
	if getypt == "" {
		return sig.BSN, nil
	}
	bsn, err := begrip.LeesBSN(getypt)
	switch {
	case err != nil:
		return bsn, weiger("bsn-ongeldig", "bsn", "Dit is geen burgerservicenummer. Controleer de negen cijfers.")
	case isAnder(sig.BSN.Cijfers(), bsn.Cijfers()):
		return bsn, weiger("ander-mens", "bsn", "Dit bericht gaat over een ander burgerservicenummer. Controleer de negen cijfers.")
	}
	return bsn, nil
}

// isAnder zegt of twee nummers van verschillende mensen zijn; wat niet bekend is, is niet anders.
func isAnder(een, twee string) bool {
	een, twee = strings.TrimLeft(een, "0"), strings.TrimLeft(twee, "0")
	return een != "" && twee != "" && een != twee
}

// koppel doet één poging: bij een dossier, of bij een persoon.
func (h *Huis) koppel(ctx context.Context, sig Signaal, soort Signaalsoort, nummer string, extra func(*store.Toevoeging)) (Ontvangst, error) {
	nu := h.nu()
	if nummer == "" {
		nummers, err := h.Kelder.ZoekBSN(ctx, h.Gemeente, sig.BSN)
		if err != nil {
			return Ontvangst{}, fmt.Errorf("dossier bij signaal zoeken: %w", err)
		}
		if len(nummers) == 0 {
			nummer, err = h.open(ctx, sig, soort, nu, extra)
			return Ontvangst{Geopend: true, Nummer: nummer}, err
		}
		nummer = nummers[len(nummers)-1]
	}
	return Ontvangst{Nummer: nummer}, h.voegBij(ctx, nummer, sig, soort, nu, extra)
}
