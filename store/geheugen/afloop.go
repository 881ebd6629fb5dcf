package geheugen

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"traject/kern/begrip"
	"traject/store"
)

// kopVan gives the head of the dossier that a line of the audit is about; nil is none.
func (g *gemeente) kopVan(nummer string) *store.Kop {
	if d := g.dossiers[nummer]; d != nil {
		return &d.kop
	}
	return nil
}

// VernietigBericht destroys what a message without a dossier said.
func (k *Kelder) VernietigBericht(_ context.Context, g begrip.Gemeente, id string, v store.Vernietiging) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	gem := k.bij(g)
	b, is := gem.berichten[id]
	if !is || b.Nummer != "" || b.Weg != 0 {
		return fmt.Errorf("bericht %s vernietigen: %w", id, store.ErrNietGevonden)
	}
	if v.Audit != nil {
		if err := k.voegAuditToe(g, gem, []store.Auditregel{*v.Audit}); err != nil {
			return err
		}
	}
	b.Inhoud, b.Weg, b.Weggrond = nil, v.Dag, v.Grond
	gem.berichten[id] = b
	return nil
}

// oud counts the lines at the beginning of a chain that are older than the moment.
func (a *auditketen) oud(voor int64) int {
	n := slices.IndexFunc(a.regels, func(r store.Auditschakel) bool { return r.Moment >= voor })
	if n < 0 {
		n = len(a.regels)
	}
	return n
}

// AuditVoor counts the lines of the audit that VernietigAudit would remove.
func (k *Kelder) AuditVoor(_ context.Context, g begrip.Gemeente, voor int64) (store.Ouderdom, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	var uit store.Ouderdom
	for _, a := range k.bij(g).audit {
		if n := a.oud(voor); n > 0 {
			uit.Tel(n, a.regels[0].Moment)
		}
	}
	return uit, nil
}

// VernietigAudit removes old lines behind a closing head per person.
func (k *Kelder) VernietigAudit(_ context.Context, g begrip.Gemeente, voor int64, v store.Vernietiging) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	gem, totaal := k.bij(g), 0
	for _, mens := range slices.Sorted(maps.Keys(gem.audit)) {
		a := *gem.audit[mens]
		n := a.oud(voor)
		if n == 0 {
			continue
		}
		hoofd := a.hoofd
		if n < len(a.regels) {
			hoofd = a.regels[n].Vorige
		}
		a.slot = store.Auditslot{Gebruiker: mens, Volg: a.slot.Volg + n, Hoofd: hoofd, Moment: v.Moment, Dag: v.Dag.String(), Grond: v.Grond}
		a.regels = slices.Clone(a.regels[n:])
		gem.audit[mens] = &a
		totaal += n
	}
	if v.Audit == nil || totaal == 0 {
		return totaal, nil
	}
	r := *v.Audit
	r.Aantal = totaal
	return totaal, k.voegAuditToe(g, gem, []store.Auditregel{r})
}
