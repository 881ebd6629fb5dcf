package app

import (
	"context"
	"fmt"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/store"
)

// OpenDossier opent met de hand een dossier en geeft het nummer. Zo komt ook iemand binnen
// van wie DUO geen bericht stuurt, zoals wie onder de wet van 2013 valt. Wie het opent,
// is meteen de klantmanager als dat zijn rol is.
func (h *Huis) OpenDossier(ctx context.Context, wie Wie, o besluit.Opening) (string, error) {
	return h.OpenDossierEens(ctx, wie, "", o)
}

// OpenDossierEens is OpenDossier voor een formulier met een kenmerk: hetzelfde formulier
// nog eens geeft hetzelfde dossier.
func (h *Huis) OpenDossierEens(ctx context.Context, wie Wie, kenmerk string, o besluit.Opening) (string, error) {
	if !mag(wie, dossierInlezen) || wie.Gemeente != h.Gemeente {
		return "", ErrMagNiet
	}
	nu, v := h.nu(), verzending{kenmerk, fmt.Sprintf("%+v", o)}
	o.Vastlegging = besluit.Vastlegging{Dag: nu.dag, Vandaag: nu.dag, Wie: wie.Gebruiker, Rol: wie.Rol, Bron: "balie"}
	o.Gemeente, o.Beleid, o.Aanleiding = h.Gemeente, h.Beleid, "hand"
	if _, kan := h.Boek.Recht(o.Stelsel, o.Beleid); !kan {
		o.Beleid = ""
	}
	if m := h.medewerker(wie.Gebruiker); m.Rol == begrip.Klantmanager {
		o.Feiten = append(o.Feiten, dossier.Gebeurtenis{GeldigOp: nu.dag, Wie: wie.Gebruiker, Rol: wie.Rol, Bron: "balie", Feit: &dossier.Toegewezen{Aan: wie.Gebruiker}})
	}
	b, weigeringen := besluit.OpenDossier(o)
	if len(weigeringen) > 0 {
		return "", &Geweigerd{weigeringen}
	}
	nummer, err := h.vestigEens(ctx, wie, v, nu, b.Gebeurtenissen, func(t *store.Toevoeging) { t.EnigBSN = true })
	if w, ok := h.dubbel(ctx, wie, err); ok {
		return "", w
	}
	if err != nil {
		return "", fmt.Errorf("een dossier openen: %w", err)
	}
	return nummer, nil
}
