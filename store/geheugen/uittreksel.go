package geheugen

import (
	"context"
	"errors"
	"slices"

	"traject/kern/begrip"
	feiten "traject/kern/dossier"
	"traject/store"
)

// zetUittreksel keeps the extract that goes with rows; without facts it goes away, for it
// knows no longer which rows stand.
func (k *Kelder) zetUittreksel(d *dossier, alle []feiten.Gebeurtenis, l *store.Lijstregel, taken []store.Taakregel, deelnames []store.Deelnameregel) error {
	if alle == nil {
		d.u = store.Uittrekselrij{}
		return nil
	}
	rijen, err := k.zegel.Rijafdruk(d.kop.Gemeente, l, taken, deelnames)
	if err != nil {
		return err
	}
	d.u, err = k.zegel.Uittreksel(&d.kop, alle, rijen)
	return err
}

// VervangLijst replaces rows without adding facts.
func (k *Kelder) VervangLijst(_ context.Context, g begrip.Gemeente, vs []store.Lijstvervanging) (uit store.Vervangen, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for i := range vs {
		v := &vs[i]
		d := k.bij(g).dossiers[v.Nummer]
		nu, err := k.zegel.Rijafdruk(g, &v.Lijst, v.Taken, v.Deelnames)
		if err != nil {
			return uit, err
		}
		switch {
		case v.Staat == nu:
			continue
		case d == nil || d.kop.Vernietigd || d.kop.Versie != v.Versie:
			uit.Overgeslagen = append(uit.Overgeslagen, v.Nummer)
			continue
		case d.lijst == nil || d.anders(v):
			uit.Gewijzigd++
		}
		d.zetLijst(&v.Lijst, v.Taken, v.Deelnames)
		if err := k.zetUittreksel(d, v.Gebeurtenissen, &v.Lijst, v.Taken, v.Deelnames); err != nil {
			return uit, err
		}
	}
	return uit, nil
}

// anders says whether a row that stands differs from the one that has to stand.
func (d *dossier) anders(v *store.Lijstvervanging) bool {
	moet := v.Lijst
	moet.Nummer, moet.Versie, moet.BSN = d.kop.Nummer, d.kop.Versie, begrip.BSN{}
	return *d.lijst != moet || d.bsn != v.Lijst.BSN || !slices.Equal(d.taken, v.Taken) || !slices.Equal(d.deelnames, v.Deelnames)
}

// LoopUittreksels hands all dossiers after a number to f, as one page.
func (k *Kelder) LoopUittreksels(ctx context.Context, g begrip.Gemeente, na string, f func(context.Context, store.Uittrekselblad) error) error {
	var blad store.Uittrekselblad
	for _, d := range k.ketens(g) {
		if d.kop.Vernietigd || d.kop.Nummer <= na {
			continue
		}
		u := store.Uittreksel{Rijen: d.u.Rijen}
		ok := false
		if u.Logboek, ok = k.zegel.LeesUittreksel(&d.kop, &d.u); !ok {
			u.Rijen = store.Afdruk{}
			u.Logboek, u.Fout = k.zegel.Logboek(&d.kop, d.rijen)
			u.Nummer = d.kop.Nummer
		}
		var storing *store.Storing
		if errors.As(u.Fout, &storing) {
			return u.Fout
		}
		blad.Dossiers = append(blad.Dossiers, u)
	}
	if len(blad.Dossiers) == 0 {
		return ctx.Err()
	}
	return f(ctx, blad)
}
