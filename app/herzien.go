package app

import (
	"context"
	"errors"
	"fmt"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/store"
)

// perKeer is hoeveel dossiers of brieven één ronde neemt, zodat een ronde kort blijft.
const perKeer = 200

// Herzien leidt de rijen opnieuw af van dossiers waarvan vandaag de dag is gekomen
// waarop alleen de tijd iets verandert, en geeft hoeveel dat er waren. Er komen geen
// feiten bij.
func (h *Huis) Herzien(ctx context.Context) (int, error) {
	nu, gedaan, na := h.nu(), 0, ""
	for {
		nummers, err := h.Kelder.TeHerzien(ctx, h.Gemeente, nu.dag, na, perKeer)
		if err != nil {
			return gedaan, fmt.Errorf("dossiers zoeken om te herzien: %w", err)
		}
		if len(nummers) == 0 {
			return gedaan, nil
		}
		var vs []store.Lijstvervanging
		for _, nummer := range nummers {
			l, err := h.Kelder.Lees(ctx, h.Gemeente, nummer)
			if errors.Is(err, store.ErrVernietigd) || errors.Is(err, store.ErrNietGevonden) {
				continue
			}
			var v store.Lijstvervanging
			if err == nil {
				v, err = h.opnieuw(nummer, l, nu.dag)
			}
			if err != nil {
				h.Log.ErrorContext(ctx, "dossier niet herzien", "dossier", nummer, "fout", err.Error())
				continue
			}
			vs = append(vs, v)
		}
		if _, err := h.Kelder.VervangLijst(ctx, h.Gemeente, vs); err != nil {
			return gedaan, fmt.Errorf("lijsten herzien: %w", err)
		}
		gedaan += len(vs)
		na = nummers[len(nummers)-1]
	}
}

// opnieuw leidt rij en taken van een dossier af uit zijn feiten.
func (h *Huis) opnieuw(nummer string, l store.Logboek, dag begrip.Datum) (store.Lijstvervanging, error) {
	d := dossier.Opbouwen(l.Gebeurtenissen, dag, 0)
	r, err := h.recht(d)
	if err != nil {
		return store.Lijstvervanging{}, fmt.Errorf("dossier %s: %w", nummer, err)
	}
	lijst, taken := h.afleiden(d, recht.Reken(d, r), l.Gebeurtenissen)
	return store.Lijstvervanging{Nummer: nummer, Versie: l.Versie, Lijst: lijst, Taken: taken, Deelnames: deelnames(d, r), Gebeurtenissen: l.Gebeurtenissen}, nil
}
