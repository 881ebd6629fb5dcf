package app

import (
	"context"
	"errors"
	"fmt"

	"traject/kern/begrip"
	"traject/kern/brief"
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
	return store.Lijstvervanging{Nummer: nummer, Versie: l.Versie, Lijst: lijst, Taken: taken}, nil
}

// De lease van een brief en de wachttijd na een mislukking, in seconden.
const (
	lease        = 60
	wachttijd    = 300
	meestePoging = 5
)

// ZetBrievenKlaar maakt de brieven die wachten klaar voor de printer en geeft
// hoeveel. Een brief die niet te drukken is komt later opnieuw; na vijf keer wacht
// hij op applicatiebeheer.
func (h *Huis) ZetBrievenKlaar(ctx context.Context) (int, error) {
	nu := h.nu().seconden
	werk, err := h.Kelder.Neem(ctx, h.Gemeente, WerkBrief, nu, nu+lease, perKeer)
	if err != nil {
		return 0, fmt.Errorf("brieven zoeken om klaar te zetten: %w", err)
	}
	for i, u := range werk {
		if err := h.drukProef(ctx, u); err != nil {
			h.Log.ErrorContext(ctx, "brief niet klaargezet", "dossier", u.Nummer, "poging", u.Poging, "fout", err.Error())
			opnieuw := nu + wachttijd
			if u.Poging >= meestePoging {
				opnieuw = 0
			}
			if err := h.Kelder.Mislukt(ctx, h.Gemeente, u, "de brief is niet te drukken", opnieuw); err != nil {
				return i, fmt.Errorf("mislukte brief terugzetten: %w", err)
			}
			continue
		}
		if err := h.Kelder.Klaar(ctx, h.Gemeente, u, nu); err != nil && !errors.Is(err, store.ErrLeaseKwijt) {
			return i, fmt.Errorf("brief klaarzetten: %w", err)
		}
	}
	return len(werk), nil
}

// drukProef drukt de brief, zodat wat klaarstaat ook echt te printen is.
func (h *Huis) drukProef(ctx context.Context, u store.Uitgaand) error {
	l, err := h.Kelder.Lees(ctx, h.Gemeente, u.Nummer)
	if errors.Is(err, store.ErrVernietigd) {
		return nil // intussen is er niets meer om te sturen
	}
	if err != nil {
		return err
	}
	for _, g := range l.Gebeurtenissen {
		f, ok := g.Feit.(*dossier.BriefOpgemaakt)
		if !ok || f.Kenmerk != string(u.Inhoud) {
			continue
		}
		b, err := brief.Lees(f.Stuk)
		if err != nil {
			return err
		}
		_, err = h.Druk.PDF(b)
		return err
	}
	return errors.New("de brief staat niet in het dossier")
}
