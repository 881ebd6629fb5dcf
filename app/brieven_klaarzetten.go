package app

import (
	"context"
	"errors"
	"fmt"

	"traject/kern/brief"
	"traject/kern/dossier"
	"traject/store"
)

// leaseBrief is hoe lang één programma over een greep brieven mag doen, in seconden.
const leaseBrief = 60

// ZetBrievenKlaar maakt de brieven die wachten klaar voor de printer en geeft hoeveel. Een
// brief die niet te drukken is houdt de andere niet tegen en komt later opnieuw.
func (h *Huis) ZetBrievenKlaar(ctx context.Context) (int, error) {
	nu := h.nu().seconden
	werk, err := h.Kelder.Neem(ctx, h.Gemeente, WerkBrief, nu, nu+leaseBrief, perKeer)
	if err != nil {
		return 0, fmt.Errorf("brieven zoeken om klaar te zetten: %w", err)
	}
	klaar := 0
	for _, u := range werk {
		fout := h.drukProef(ctx, u)
		if fout == nil {
			klaar++
		} else {
			h.Log.ErrorContext(ctx, "brief niet klaargezet", "dossier", u.Nummer, "poging", u.Poging, "fout", fout.Error())
		}
		if err := h.meldAf(ctx, u, fout, "de brief is niet te drukken"); err != nil {
			return klaar, err
		}
	}
	return klaar, nil
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
