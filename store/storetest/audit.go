package storetest

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"traject/kern/begrip"
	"traject/store"
)

func auditregel(wie, handeling, nummer string, m int64) store.Auditregel {
	return store.Auditregel{Gebruiker: wie, Moment: m, Rol: begrip.Klantmanager, Handeling: handeling, Nummer: nummer}
}

func (p *proef) audit(t *testing.T, f store.AuditFilter) []store.Auditregel {
	t.Helper()
	f.Gemeente = gemeente
	b, err := p.LeesAudit(ctx, f)
	gelukt(t, err)
	return b.Regels
}

// auditHeel says how many lines there are and that every chain holds.
func (p *proef) auditHeel(t *testing.T) int {
	t.Helper()
	n, err := p.ControleerAudit(ctx, gemeente, func(b store.Bevinding) error { return fmt.Errorf("%s: %s", b.Nummer, b.Zin) })
	gelukt(t, err)
	return n
}

func auditVastleggen(t *testing.T, p *proef) {
	met := auditregel("k2", "reden", "2026-0002", moment+5)
	met.Reden = "waarneming voor een zieke collega"
	gelukt(t, p.SchrijfAudit(ctx, gemeente, []store.Auditregel{auditregel("k1", "dossier-gezien", "2026-0001", moment), auditregel("k1", "gezocht", "", moment+9)}))
	gelukt(t, p.SchrijfAudit(ctx, gemeente, []store.Auditregel{met, auditregel("k1", "dossier-gezien", "2026-0002", moment+9)}))
	gelukt(t, p.SchrijfAudit(ctx, andere, []store.Auditregel{auditregel("k1", "dossier-gezien", "2026-0001", moment)}))
	gelukt(t, p.SchrijfAudit(ctx, gemeente, nil))

	alle := p.audit(t, store.AuditFilter{})
	if len(alle) != 4 || alle[0].Handeling != "dossier-gezien" || alle[0].Volg != 3 || alle[3].Moment != moment || alle[2].Reden != met.Reden {
		t.Errorf("de audit klopt niet: %+v", alle)
	}
	for filter, wil := range map[store.AuditFilter]int{
		{Gebruiker: "k1"}: 3, {Nummer: "2026-0002"}: 2, {Handeling: "gezocht"}: 1, {Van: moment + 5}: 3, {Tot: moment + 9}: 2, {Van: moment + 1, Tot: moment + 5}: 0,
	} {
		if n := len(p.audit(t, filter)); n != wil {
			t.Errorf("%+v geeft %d regels, niet %d", filter, n, wil)
		}
	}
	var gebladerd []store.Auditregel
	for na := ""; ; {
		b, err := p.LeesAudit(ctx, store.AuditFilter{Gemeente: gemeente, Hooguit: 1, Na: na})
		gelukt(t, err)
		gebladerd = append(gebladerd, b.Regels...)
		if na = b.Volgende; na == "" {
			break
		}
	}
	if !slices.Equal(gebladerd, alle) {
		t.Errorf("bladeren geeft iets anders: %+v", gebladerd)
	}
	if _, err := p.LeesAudit(ctx, store.AuditFilter{Gemeente: gemeente, Na: "onzin"}); !errors.Is(err, store.ErrCursor) {
		t.Errorf("een plaats die er niet is: %v", err)
	}
	if err := p.SchrijfAudit(ctx, gemeente, []store.Auditregel{{Handeling: "gezocht"}}); !errors.Is(err, store.ErrVerkeerdeVorm) {
		t.Errorf("een regel zonder mens: %v", err)
	}
	if n := p.auditHeel(t); n != 4 {
		t.Errorf("%d regels nagelopen", n)
	}
}

func auditMetHandeling(t *testing.T, p *proef) {
	nummer := p.open(t, amina, func(t *store.Toevoeging) {
		t.Audit = []store.Auditregel{auditregel("k1", "dossier-geopend", t.Nummer, moment)}
	})
	if n := len(p.audit(t, store.AuditFilter{Nummer: nummer})); n != 1 {
		t.Fatalf("%d regels na het openen", n)
	}
	erbij := store.Toevoeging{Gemeente: gemeente, Nummer: nummer, Verwacht: 7, Gebeurtenissen: opening(nummer, amina).Gebeurtenissen[:0],
		Audit: []store.Auditregel{auditregel("k1", "notitie", nummer, moment)}}
	erbij.Gebeurtenissen = append(erbij.Gebeurtenissen, notitie("gebeld"))
	if err := p.Toevoegen(ctx, erbij); !errors.Is(err, store.ErrConflict) {
		t.Fatal(err)
	}
	// A line that cannot be written takes the act along.
	erbij.Verwacht, erbij.Audit[0].Gebruiker = 1, ""
	if err := p.Toevoegen(ctx, erbij); err == nil {
		t.Fatal("een handeling zonder audit is vastgelegd")
	}
	l, err := p.Lees(ctx, gemeente, nummer)
	gelukt(t, err)
	if l.Versie != 1 || len(p.audit(t, store.AuditFilter{})) != 1 {
		t.Errorf("versie %d, audit %+v", l.Versie, p.audit(t, store.AuditFilter{}))
	}
	weg := auditregel("k9", "dossier-vernietigd", nummer, moment+1)
	gelukt(t, p.Vernietig(ctx, gemeente, nummer, store.Vernietiging{Verwacht: 1, Dag: dag, Moment: moment + 1, Grond: "Bi2021 art. 9.9 lid 1", Audit: &weg}))
	if rs := p.audit(t, store.AuditFilter{Nummer: nummer}); len(rs) != 2 || rs[0].Handeling != "dossier-vernietigd" {
		t.Errorf("na het vernietigen: %+v", rs)
	}
	p.auditHeel(t)
}

func auditTegelijk(t *testing.T, p *proef) {
	var wacht sync.WaitGroup
	fouten := make(chan error, 8*10)
	for w := range 8 {
		wacht.Go(func() {
			for i := range 10 { // two at a time share a chain
				fouten <- p.SchrijfAudit(ctx, gemeente, []store.Auditregel{auditregel(fmt.Sprint("k", w/2), "dossier-gezien", "2026-0001", moment+int64(i))})
			}
		})
	}
	wacht.Wait()
	close(fouten)
	for err := range fouten {
		gelukt(t, err)
	}
	if n := p.auditHeel(t); n != 80 {
		t.Errorf("%d van 80 regels", n)
	}
}
