package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"traject/store"
)

// Many act in the same moment, on dossiers of their own and on the same one. Each hears its
// own outcome: what is acknowledged stands there once, what conflicts is named and leaves
// nothing, and who gives up or asks what is not there takes nobody along.
func velenTegelijk(t *testing.T, p *proef) {
	const velen, vaker = 40, 5
	var nummers []string
	for range velen {
		nummers = append(nummers, p.open(t, amina, func(o *store.Toevoeging) { o.EnigBSN = false }))
	}
	type uitkomst struct {
		nummer string
		err    error
	}
	var mu sync.Mutex
	var uit []uitkomst
	hek := make(chan struct{})
	var allen sync.WaitGroup
	doe := func(ctx context.Context, nummer string, versie int, mens, wat string) {
		allen.Go(func() {
			<-hek
			h := Notitie(gemeente, nummer, versie, wat)
			o := opening(nummer, amina)
			h.Lijst, h.Taken = o.Lijst, o.Taken
			h.Uitgaand = []store.Uitgaand{brief(wat)}
			h.Audit = []store.Auditregel{{Gebruiker: mens, Moment: 1, Handeling: "notitie", Nummer: nummer}}
			err := p.Toevoegen(ctx, h)
			mu.Lock()
			defer mu.Unlock()
			uit = append(uit, uitkomst{nummer, err})
		})
	}
	weg, ga := context.WithCancel(ctx)
	ga()
	for i, n := range nummers {
		doe(ctx, n, 1, fmt.Sprint("mens", i%7), "eigen "+n)
	}
	for i := range vaker { // all on one dossier, based on the version that one of the others is replacing
		doe(ctx, nummers[0], 1, fmt.Sprint("mens", i), fmt.Sprint("dubbel ", i))
		doe(ctx, "2026-9999", 1, "mens1", fmt.Sprint("weg ", i))
		doe(weg, nummers[i+1], 2, "mens2", fmt.Sprint("opgegeven ", i))
	}
	close(hek)
	allen.Wait()
	gelukt := map[string]int{}
	for _, u := range uit {
		var c *store.Conflict
		switch {
		case u.err == nil:
			gelukt[u.nummer]++
		case u.nummer == "2026-9999" && errors.Is(u.err, store.ErrNietGevonden), errors.Is(u.err, context.Canceled), errors.As(u.err, &c) && c.Nummer == u.nummer && c.Nu != c.Verwacht:
		default:
			t.Errorf("dossier %s: %v", u.nummer, u.err)
		}
	}
	regels := 0
	for _, n := range nummers {
		l := p.lees(t, n)
		if gelukt[n] == 0 || l.Versie != 1+gelukt[n] {
			t.Errorf("dossier %s: %d keer bevestigd, versie %d", n, gelukt[n], l.Versie)
		}
		r, _, err := p.LeesLijst(ctx, gemeente, n)
		if err != nil || r.Versie != l.Versie {
			t.Errorf("dossier %s: lijst van versie %d, logboek van %d: %v", n, r.Versie, l.Versie, err)
		}
		regels += gelukt[n]
	}
	werk, err := p.UitgaandLijst(ctx, gemeente, store.Wacht, "", 1000)
	if err != nil {
		t.Fatal(err)
	}
	brieven := 0
	for _, u := range werk {
		if u.Soort == brief("").Soort {
			brieven++
		}
	}
	opgeschreven, err := p.ControleerAudit(ctx, gemeente, func(b store.Bevinding) error { return errors.New(b.Zin) })
	if err != nil || opgeschreven != regels || brieven != regels {
		t.Errorf("%d handelingen bevestigd, %d in de audit, %d brieven: %v", regels, opgeschreven, brieven, err)
	}
	p.ketenHeel(t)
}
