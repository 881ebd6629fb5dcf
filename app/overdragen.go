package app

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/store"
)

// WerkTeam is het werk om de lijsten van één klantmanager opnieuw af te leiden nadat zijn
// team veranderde: het team staat in elke rij, want rechten zitten in de vraag.
const WerkTeam = "team"

// planTeam zet dat werk klaar, te beginnen als elk programma het nieuwe team kent. Wie
// daarvoor nog met het oude team iets vastlegt, wordt zo meegenomen.
func (h *Huis) planTeam(ctx context.Context, was, is Medewerker) error {
	if was.Team == is.Team {
		return nil
	}
	nu := h.nu().seconden
	werk := store.Uitgaand{Sleutel: WerkTeam + ":" + SleutelVan(is.Gebruiker) + ":" + strconv.FormatInt(nu, 10), Soort: WerkTeam,
		Inhoud: []byte(is.Gebruiker), Vanaf: nu + 2*int64(VersAfschrift.Seconds())}
	if err := h.Kelder.Plaats(ctx, h.Gemeente, []store.Uitgaand{werk}); err != nil {
		return fmt.Errorf("de lijsten van een team klaarzetten: %w", err)
	}
	return nil
}

// WerkTeamsBij leidt de rijen af van klantmanagers die van team veranderden.
func (h *Huis) WerkTeamsBij(ctx context.Context) (int, error) {
	nu := h.nu().seconden
	werk, err := h.Kelder.Neem(ctx, h.Gemeente, WerkTeam, nu, nu+leaseLijsten, 1)
	if err != nil {
		return 0, fmt.Errorf("teams zoeken om bij te werken: %w", err)
	}
	gedaan := 0
	for _, u := range werk {
		n, fout := h.leidAfVan(ctx, string(u.Inhoud))
		gedaan += n
		if err := h.rondAf(ctx, u, fout, "de lijsten van een team zijn niet helemaal bij te werken"); err != nil {
			return gedaan, err
		}
	}
	return gedaan, nil
}

// leidAfVan leidt alle rijen van één klantmanager opnieuw af.
func (h *Huis) leidAfVan(ctx context.Context, gebruiker string) (int, error) {
	if _, err := h.LeesMedewerkers(ctx); err != nil {
		return 0, err
	}
	gedaan := 0
	for na := ""; ; {
		blad, err := h.Kelder.Dossierlijst(ctx, store.DossierFilter{Zicht: store.Zicht{Gemeente: h.Gemeente, Klantmanager: gebruiker}, OokGesloten: true, Na: na, Hooguit: perKeer})
		if err != nil {
			return gedaan, fmt.Errorf("dossiers van een klantmanager zoeken: %w", err)
		}
		var vs []store.Lijstvervanging
		for _, r := range blad.Regels {
			l, err := h.Kelder.Lees(ctx, h.Gemeente, r.Nummer)
			if errors.Is(err, store.ErrVernietigd) || errors.Is(err, store.ErrNietGevonden) {
				continue
			}
			if err != nil {
				return gedaan, fmt.Errorf("dossier %s lezen: %w", r.Nummer, err)
			}
			v, err := h.opnieuw(r.Nummer, l, h.nu().dag)
			if err != nil {
				return gedaan, err
			}
			vs = append(vs, v)
		}
		if _, err := h.Kelder.VervangLijst(ctx, h.Gemeente, vs); err != nil {
			return gedaan, fmt.Errorf("lijsten van een team bijwerken: %w", err)
		}
		gedaan += len(vs)
		if na = blad.Volgende; na == "" {
			return gedaan, nil
		}
	}
}

// Overdracht zegt wat er van een overdracht terechtkwam.
type Overdracht struct {
	Gelukt, Mislukt int
	Meer            bool // er zijn er nog; doe het nog eens
}

// DraagOver geeft de dossiers van de ene medewerker aan een ander, elk met een handeling
// van zichzelf. Wat bij één dossier niet kan, houdt de rest niet tegen.
func (h *Huis) DraagOver(ctx context.Context, wie Wie, van, aan string) (Overdracht, error) {
	if !MagOverdragen(wie) || wie.Gemeente != h.Gemeente {
		return Overdracht{}, ErrMagNiet
	}
	oud, ok := h.opSleutel(van)
	if !ok {
		return Overdracht{}, ErrNietGevonden
	}
	nieuw, ok := h.opSleutel(aan)
	if !ok || nieuw.Rol != begrip.Klantmanager || nieuw.Weg || nieuw.Gebruiker == oud.Gebruiker {
		return Overdracht{}, weiger("overdragen-aan", "aan", "Kies een klantmanager aan wie u de dossiers geeft.")
	}
	blad, err := h.Kelder.Dossierlijst(ctx, store.DossierFilter{Zicht: store.Zicht{Gemeente: wie.Gemeente, Klantmanager: oud.Gebruiker}, OokGesloten: true, Hooguit: perKeer})
	if err != nil {
		return Overdracht{}, fmt.Errorf("dossiers zoeken om over te dragen: %w", err)
	}
	uit := Overdracht{Meer: blad.Volgende != ""}
	for _, r := range blad.Regels {
		_, err := h.WijsToe(ctx, wie, r.Nummer, r.Versie, besluit.Toewijzing{Aan: nieuw.Gebruiker})
		var geweigerd *Geweigerd
		var conflict *Conflict
		switch {
		case err == nil:
			uit.Gelukt++
		case errors.As(err, &geweigerd), errors.As(err, &conflict), errors.Is(err, ErrNietGevonden):
			uit.Mislukt++
		default:
			return uit, err
		}
	}
	uit.Meer = uit.Meer && uit.Gelukt > 0 // anders begint het steeds bij dezelfde dossiers
	return uit, nil
}

func (h *Huis) opSleutel(sleutel string) (Medewerker, bool) {
	for _, m := range h.Staf() {
		if m.Sleutel == sleutel {
			return m, true
		}
	}
	return Medewerker{}, false
}
