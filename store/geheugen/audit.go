package geheugen

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"traject/kern/begrip"
	"traject/store"
)

// auditketen is the chain of one person.
type auditketen struct {
	slot   store.Auditslot
	regels []store.Auditschakel
	hoofd  []byte
}

func (a *auditketen) volg() int { return a.slot.Volg + len(a.regels) }

// voegAuditToe adds all lines or none; the caller holds the lock.
func (k *Kelder) voegAuditToe(g begrip.Gemeente, gem *gemeente, rs []store.Auditregel) error {
	nieuw := map[string]*auditketen{}
	for _, r := range rs {
		keten := nieuw[r.Gebruiker]
		if keten == nil {
			keten = &auditketen{hoofd: []byte{}}
			if oud := gem.audit[r.Gebruiker]; oud != nil {
				keten.slot, keten.regels, keten.hoofd = oud.slot, slices.Clip(oud.regels), oud.hoofd
			}
			nieuw[r.Gebruiker] = keten
		}
		s, hoofd, err := k.zegel.Auditschakel(g, gem.kopVan(r.Nummer), r, keten.volg(), keten.hoofd)
		if err != nil {
			return err
		}
		keten.regels, keten.hoofd = append(keten.regels, s), hoofd
	}
	maps.Copy(gem.audit, nieuw)
	return nil
}

// SchrijfAudit adds lines outside an act.
func (k *Kelder) SchrijfAudit(_ context.Context, g begrip.Gemeente, rs []store.Auditregel) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.voegAuditToe(g, k.bij(g), rs)
}

// LeesAudit gives lines, newest first.
func (k *Kelder) LeesAudit(_ context.Context, f store.AuditFilter) (store.Auditblad, error) {
	var na *store.Auditregel
	if f.Na != "" {
		r, _, err := store.LeesAuditCursor(f.Na)
		if err != nil {
			return store.Auditblad{}, err
		}
		na = &r
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	var blad store.Auditblad
	for _, keten := range k.bij(f.Gemeente).audit {
		for _, s := range keten.regels {
			if !kiest(f, s.Auditregel) || (na != nil && nieuwer(s.Auditregel, *na) >= 0) {
				continue
			}
			r, err := k.zegel.OnthulAudit(f.Gemeente, k.bij(f.Gemeente).kopVan(s.Nummer), s)
			if err != nil {
				return store.Auditblad{}, err
			}
			blad.Regels = append(blad.Regels, r)
		}
	}
	slices.SortFunc(blad.Regels, func(a, b store.Auditregel) int { return nieuwer(b, a) })
	blad.Knip(store.Aantal(f.Hooguit, 50))
	return blad, nil
}

func nieuwer(a, b store.Auditregel) int {
	return cmp.Or(cmp.Compare(a.Moment, b.Moment), cmp.Compare(a.Gebruiker, b.Gebruiker), cmp.Compare(a.Volg, b.Volg))
}

func kiest(f store.AuditFilter, r store.Auditregel) bool {
	gelijk := func(eis, is string) bool { return eis == "" || eis == is }
	return gelijk(f.Gebruiker, r.Gebruiker) && gelijk(f.Handeling, r.Handeling) && gelijk(f.Nummer, r.Nummer) &&
		(f.Van == 0 || r.Moment >= f.Van) && (f.Tot == 0 || r.Moment < f.Tot)
}

// ControleerAudit proves every chain.
func (k *Kelder) ControleerAudit(_ context.Context, g begrip.Gemeente, f func(store.Bevinding) error) (int, error) {
	k.mu.Lock()
	ketens := maps.Clone(k.bij(g).audit)
	k.mu.Unlock()
	aantal := 0
	for _, mens := range slices.Sorted(maps.Keys(ketens)) {
		aantal += len(ketens[mens].regels)
		b := store.KeurAudit(g, mens, ketens[mens].slot, ketens[mens].regels, ketens[mens].volg(), ketens[mens].hoofd)
		if b == nil {
			continue
		}
		if err := f(*b); err != nil {
			return aantal, err
		}
	}
	return aantal, nil
}
