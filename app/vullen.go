package app

import (
	"context"
	"fmt"
	"sync"

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
	ts, err := h.nummer(ctx, wie, nieuw)
	if err != nil {
		return err
	}
	return h.legVast(ctx, ts)
}

// VulVeel is Vul voor partij na partij: de nummers op volgorde, het verzegelen en
// vastleggen met zoveel werkers naast elkaar. meld hoort van elke partij die er staat;
// na de eerste fout komt er niets meer bij.
func (h *Huis) VulVeel(ctx context.Context, wie Wie, partijen <-chan []NieuwDossier, werkers int, meld Voortgang) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	klaar := make(chan []store.Toevoeging)
	var wacht sync.WaitGroup
	var mu sync.Mutex
	for range werkers {
		wacht.Go(func() {
			for ts := range klaar {
				if err := h.legVast(ctx, ts); err != nil {
					stop(err)
					continue // leeg wat er nog komt, zodat niemand blijft wachten
				}
				mu.Lock()
				meld(len(ts))
				mu.Unlock()
			}
		})
	}
	for nieuw := range partijen {
		if ctx.Err() != nil {
			break
		}
		ts, err := h.nummer(ctx, wie, nieuw)
		if err != nil {
			stop(err)
			break
		}
		klaar <- ts
	}
	close(klaar)
	wacht.Wait()
	return context.Cause(ctx)
}

// nummer geeft nieuwe dossiers hun nummer en leidt af wat er in de lijsten komt.
func (h *Huis) nummer(ctx context.Context, wie Wie, nieuw []NieuwDossier) ([]store.Toevoeging, error) {
	if wie.Rol != begrip.Systeem || wie.Gemeente != h.Gemeente {
		return nil, ErrMagNiet
	}
	nummers := map[int][]string{}
	perJaar := map[int]int{}
	for _, n := range nieuw {
		perJaar[n.Jaar]++
	}
	for jaar, aantal := range perJaar {
		rij, err := h.Kelder.NieuweNummers(ctx, h.Gemeente, jaar, aantal)
		if err != nil {
			return nil, fmt.Errorf("%d dossiernummers nemen: %w", aantal, err)
		}
		nummers[jaar] = rij
	}
	dag := h.nu().dag
	ts := make([]store.Toevoeging, len(nieuw))
	for i, n := range nieuw {
		nummer := nummers[n.Jaar][0]
		nummers[n.Jaar] = nummers[n.Jaar][1:]
		if n.Nummer != "" && n.Nummer != nummer {
			return nil, fmt.Errorf("dossier %s zou nummer %s krijgen; is de opslag wel leeg?", n.Nummer, nummer)
		}
		v, err := h.opnieuw(nummer, store.Logboek{Gebeurtenissen: n.Gebeurtenissen}, dag)
		if err != nil {
			return nil, err
		}
		ts[i] = store.Toevoeging{Gemeente: h.Gemeente, Nummer: nummer, Gebeurtenissen: n.Gebeurtenissen, Lijst: &v.Lijst, Taken: v.Taken, Deelnames: v.Deelnames}
	}
	return ts, nil
}

func (h *Huis) legVast(ctx context.Context, ts []store.Toevoeging) error {
	if err := h.Kelder.ToevoegenVeel(ctx, ts); err != nil {
		return fmt.Errorf("%d dossiers vastleggen: %w", len(ts), err)
	}
	return nil
}
