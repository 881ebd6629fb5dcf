package app

import (
	"context"
	"fmt"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/store"
)

// NieuwDossier is een heel dossier dat in één keer wordt vastgelegd.
type NieuwDossier struct {
	Nummer         string // dat het zou moeten krijgen, zoals in zijn brieven; leeg is elk nummer
	Jaar           int    // van het dossiernummer
	Gebeurtenissen []dossier.Gebeurtenis
}

// Vul legt veel dossiers in één keer vast, langs dezelfde weg als één dossier: feiten,
// rij en taken bij elkaar. Alleen het huis zelf mag dit, bij een demo of een overgang.
func (h *Huis) Vul(ctx context.Context, wie Wie, nieuw []NieuwDossier) error {
	if wie.Rol != begrip.Systeem || wie.Gemeente != h.Gemeente {
		return ErrMagNiet
	}
	nummers := map[int][]string{}
	perJaar := map[int]int{}
	for _, n := range nieuw {
		perJaar[n.Jaar]++
	}
	for jaar, aantal := range perJaar {
		rij, err := h.Kelder.NieuweNummers(ctx, h.Gemeente, jaar, aantal)
		if err != nil {
			return fmt.Errorf("%d dossiernummers nemen: %w", aantal, err)
		}
		nummers[jaar] = rij
	}
	dag := h.nu().dag
	ts := make([]store.Toevoeging, len(nieuw))
	for i, n := range nieuw {
		nummer := nummers[n.Jaar][0]
		nummers[n.Jaar] = nummers[n.Jaar][1:]
		if n.Nummer != "" && n.Nummer != nummer {
			return fmt.Errorf("dossier %s zou nummer %s krijgen; is de opslag wel leeg?", n.Nummer, nummer)
		}
		v, err := h.opnieuw(nummer, store.Logboek{Gebeurtenissen: n.Gebeurtenissen}, dag)
		if err != nil {
			return err
		}
		ts[i] = store.Toevoeging{Gemeente: h.Gemeente, Nummer: nummer, Gebeurtenissen: n.Gebeurtenissen, Lijst: &v.Lijst, Taken: v.Taken}
	}
	if err := h.Kelder.ToevoegenVeel(ctx, ts); err != nil {
		return fmt.Errorf("%d dossiers vastleggen: %w", len(ts), err)
	}
	return nil
}
