package storetest

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"traject/store"
)

func registers(t *testing.T, p *proef) {
	nieuw := store.Stuk{Soort: "verwerker", Sleutel: "b", Moment: moment, Inhoud: []byte("Taal in Zicht"),
		Audit: []store.Auditregel{{Gebruiker: "j1", Moment: moment, Rol: "jurist", Handeling: "verwerker-bewaard", Over: "b"}}}
	gelukt(t, p.BewaarStuk(ctx, gemeente, nieuw))
	stuk, err := p.LeesStuk(ctx, gemeente, "verwerker", "b")
	gelukt(t, err)
	if stuk.Versie != 1 || string(stuk.Inhoud) != "Taal in Zicht" || stuk.Moment != moment || stuk.Sleutel != "b" || stuk.Soort != "verwerker" {
		t.Errorf("teruggelezen: %+v", stuk)
	}
	stuk.Inhoud, stuk.Moment = []byte("Taal in Beeld"), moment+5
	gelukt(t, p.BewaarStuk(ctx, gemeente, stuk))
	var conflict *store.StukConflict
	stuk.Audit = nieuw.Audit
	if err := p.BewaarStuk(ctx, gemeente, stuk); !errors.As(err, &conflict) || !errors.Is(err, store.ErrConflict) || conflict.Nu != 2 {
		t.Errorf("een oude versie gaf %v", err)
	}
	nieuw.Audit = nil
	if err := p.BewaarStuk(ctx, gemeente, nieuw); !errors.Is(err, store.ErrConflict) {
		t.Errorf("nog eens nieuw gaf %v", err)
	}
	stuk, err = p.LeesStuk(ctx, gemeente, "verwerker", "b")
	gelukt(t, err)
	if stuk.Versie != 2 || string(stuk.Inhoud) != "Taal in Beeld" {
		t.Errorf("na een wijziging: %+v", stuk)
	}
	blad, err := p.LeesAudit(ctx, store.AuditFilter{Gemeente: gemeente, Handeling: "verwerker-bewaard"})
	gelukt(t, err)
	if len(blad.Regels) != 1 {
		t.Errorf("%d auditregels, het conflict hoort er geen te geven", len(blad.Regels))
	}
	for _, k := range []string{"a", "c"} {
		gelukt(t, p.BewaarStuk(ctx, gemeente, store.Stuk{Soort: "verwerker", Sleutel: k}))
	}
	gelukt(t, p.BewaarStuk(ctx, gemeente, store.Stuk{Soort: "medewerker", Sleutel: "a"}))
	rij, err := p.Stukken(ctx, gemeente, "verwerker", "a", 1)
	gelukt(t, err)
	if len(rij) != 1 || rij[0].Sleutel != "b" {
		t.Errorf("na a komt %+v", rij)
	}
	if rij, err := p.Stukken(ctx, andere, "verwerker", "", 0); err != nil || len(rij) != 0 {
		t.Errorf("een andere gemeente zag %d stukken: %v", len(rij), err)
	}
	if _, err := p.LeesStuk(ctx, andere, "verwerker", "b"); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("een andere gemeente las het stuk: %v", err)
	}
	if err := p.WisStuk(ctx, gemeente, "verwerker", "b", 1, nil); !errors.Is(err, store.ErrConflict) {
		t.Errorf("een oude versie wissen gaf %v", err)
	}
	gelukt(t, p.WisStuk(ctx, gemeente, "verwerker", "b", 2, nil))
	if _, err := p.LeesStuk(ctx, gemeente, "verwerker", "b"); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("na wissen: %v", err)
	}
	for _, fout := range []store.Stuk{{Sleutel: "a"}, {Soort: "x"}, {Soort: "x", Sleutel: "a", Versie: -1}} {
		if err := p.BewaarStuk(ctx, gemeente, fout); !errors.Is(err, store.ErrVerkeerdeVorm) {
			t.Errorf("%+v gaf %v", fout, err)
		}
	}
}

// eenWint lets eight people change the same version at once: one wins, seven see it.
func eenWint(t *testing.T, p *proef) {
	gelukt(t, p.BewaarStuk(ctx, gemeente, store.Stuk{Soort: "verwerker", Sleutel: "a"}))
	var groep sync.WaitGroup
	var gewonnen atomic.Int32
	for range 8 {
		groep.Go(func() {
			err := p.BewaarStuk(ctx, gemeente, store.Stuk{Soort: "verwerker", Sleutel: "a", Versie: 1, Inhoud: []byte("x")})
			if err == nil {
				gewonnen.Add(1)
			} else if !errors.Is(err, store.ErrConflict) {
				t.Error(err)
			}
		})
	}
	groep.Wait()
	if gewonnen.Load() != 1 {
		t.Errorf("%d wijzigingen van dezelfde versie gelukt", gewonnen.Load())
	}
}
