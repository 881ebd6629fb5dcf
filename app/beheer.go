package app

import (
	"context"
	"fmt"
	"slices"
	"time"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/store"
)

// meesteWerk is hoeveel uitgaand werk hooguit wordt geteld.
const meesteWerk = 1000

// Opslag geeft de toestand van de kelder, zonder iets over mensen te zeggen.
func (h *Huis) Opslag(ctx context.Context, wie Wie) (Opslag, error) {
	if !mag(wie, opslagZien) {
		return Opslag{}, ErrMagNiet
	}
	r, ok := h.Boek.Recht(begrip.Wi2021, h.Beleid)
	if !ok {
		return Opslag{}, fmt.Errorf("beleidspakket %q is niet bekend", h.Beleid)
	}
	o := Opslag{Versie: h.Versie, Pakket: r.Pakket(), Vingerafdruk: r.Vingerafdruk(h.nu().dag), Medewerkers: h.Staf()}
	t, err := h.Kelder.Tellingen(ctx, store.TelFilter{Zicht: store.Zicht{Gemeente: wie.Gemeente, Alles: true}, Vandaag: h.nu().dag})
	if err != nil {
		return Opslag{}, fmt.Errorf("dossiers tellen: %w", err)
	}
	for _, d := range t.Dossiers {
		o.Dossiers += d.Aantal
	}
	wacht, err := h.Kelder.UitgaandLijst(ctx, wie.Gemeente, store.Wacht, "", meesteWerk)
	if err != nil {
		return Opslag{}, fmt.Errorf("uitgaand werk lezen: %w", err)
	}
	mislukt, err := h.Kelder.UitgaandLijst(ctx, wie.Gemeente, store.Opgeven, "", meesteWerk)
	if err != nil {
		return Opslag{}, fmt.Errorf("mislukt werk lezen: %w", err)
	}
	o.Wacht = len(wacht)
	for _, u := range mislukt {
		k, err := h.werkkenmerk(u.Sleutel)
		if err != nil {
			return o, err
		}
		o.Mislukt = append(o.Mislukt, MisluktWerk{Kenmerk: k, Soort: u.Soort, Reden: u.Fout, Pogingen: u.Poging})
	}
	return o, nil
}

// Voortgang hoort hoeveel dossiers er zijn gedaan.
type Voortgang func(gedaan int)

// Controleer leest alle ketens na, vouwt elk dossier opnieuw en vergelijkt met de
// lijsten. Een fout in een dossier staat in de uitkomst en houdt de rest niet tegen.
func (h *Huis) Controleer(ctx context.Context, wie Wie, meld Voortgang) (Controle, error) {
	if !mag(wie, opslagZien) {
		return Controle{}, ErrMagNiet
	}
	if _, err := h.LeesMedewerkers(ctx); err != nil {
		return Controle{}, err
	}
	begin, dag := h.Klok(), h.nu().dag
	var c Controle
	k, err := h.Kelder.ControleerKeten(ctx, h.Gemeente, func(b store.Bevinding) error {
		c.Fouten = append(c.Fouten, (&store.Ketenbreuk{Bevinding: b}).Error())
		return nil
	})
	if err != nil {
		return Controle{}, fmt.Errorf("de ketens nalopen: %w", err)
	}
	if _, err := h.Kelder.ControleerAudit(ctx, h.Gemeente, func(b store.Bevinding) error {
		c.Fouten = append(c.Fouten, fmt.Sprintf("%s, regel %d: %s", b.Nummer, b.Feit, b.Zin))
		return nil
	}); err != nil {
		return Controle{}, fmt.Errorf("de audit nalopen: %w", err)
	}
	if err := h.Kelder.ControleerLijsten(ctx, h.Gemeente, func(b store.Bevinding) error {
		c.Fouten = append(c.Fouten, "dossier "+b.Nummer+": "+b.Zin)
		return nil
	}); err != nil {
		return Controle{}, fmt.Errorf("de lijsten nalopen: %w", err)
	}
	los, err := h.losseBerichten(ctx)
	if err != nil {
		return Controle{}, err
	}
	c.Dossiers, c.Feiten = k.Dossiers, k.Feiten
	gedaan := 0
	err = h.Kelder.Loop(ctx, h.Gemeente, func(nummer string, l store.Logboek, err error) error {
		if err != nil { // de keten is hierboven al gemeld
			return nil
		}
		for _, g := range l.Gebeurtenissen {
			if f, ok := g.Feit.(*dossier.SignaalOntvangen); ok && los[f.BerichtID] {
				c.Fouten = append(c.Fouten, "dossier "+nummer+": bericht "+f.BerichtID+" hoort erbij, maar is er niet aan gekoppeld")
			}
		}
		wil, err := h.opnieuw(nummer, l, dag)
		if err != nil {
			c.Fouten = append(c.Fouten, err.Error())
			return nil
		}
		lijst, taken, err := h.Kelder.LeesLijst(ctx, h.Gemeente, nummer)
		if err != nil {
			c.Fouten = append(c.Fouten, "dossier "+nummer+": de rij in de lijsten ontbreekt")
		} else if lijst.Herzien == 0 || lijst.Herzien > dag { // anders is de rij terecht van een eerdere dag
			c.Fouten = append(c.Fouten, verschillen(nummer, wil, lijst, taken)...)
			zien, err := h.Kelder.LeesDeelnames(ctx, h.Gemeente, nummer)
			if err != nil {
				return err
			}
			if !slices.Equal(zien, wil.Deelnames) {
				c.Fouten = append(c.Fouten, "dossier "+nummer+": welke aanbieder het ziet klopt niet met de feiten")
			}
		}
		vindbaar, err := h.opBSN(ctx, nummer, wil.Lijst.BSN)
		if err != nil {
			return err
		}
		if !vindbaar {
			c.Fouten = append(c.Fouten, "dossier "+nummer+": het is niet op burgerservicenummer te vinden")
		}
		if gedaan++; gedaan%500 == 0 {
			meld(gedaan)
		}
		return ctx.Err()
	})
	if err != nil {
		return Controle{}, fmt.Errorf("dossiers nalopen: %w", err)
	}
	c.Duur = h.Klok().Sub(begin).Round(time.Millisecond)
	return c, nil
}

// losseBerichten geeft de kenmerken van berichten die bij geen dossier horen.
func (h *Huis) losseBerichten(ctx context.Context) (map[string]bool, error) {
	los := map[string]bool{}
	for na := ""; ; {
		blad, err := h.Kelder.Berichten(ctx, store.BerichtFilter{Gemeente: h.Gemeente, ZonderDossier: true, Na: na, Hooguit: 1000})
		if err != nil {
			return nil, fmt.Errorf("losse berichten lezen: %w", err)
		}
		for _, b := range blad.Berichten {
			los[b.ID] = true
		}
		if na = blad.Volgende; na == "" {
			return los, nil
		}
	}
}

// opBSN zegt of een bericht van DUO over deze persoon bij dit dossier uitkomt; anders
// opende het een tweede. Zonder BSN valt er niets te vinden.
func (h *Huis) opBSN(ctx context.Context, nummer string, bsn begrip.BSN) (bool, error) {
	if bsn.IsLeeg() {
		return true, nil
	}
	nummers, err := h.Kelder.ZoekBSN(ctx, h.Gemeente, bsn)
	if err != nil {
		return false, fmt.Errorf("dossier %s op burgerservicenummer zoeken: %w", nummer, err)
	}
	return slices.Contains(nummers, nummer), nil
}

// verschillen zegt waar een rij niet klopt met de feiten.
func verschillen(nummer string, wil store.Lijstvervanging, lijst store.Lijstregel, taken []store.Taakregel) []string {
	var uit []string
	lijst.Nummer, wil.Lijst.Nummer = "", ""
	if lijst.Versie != wil.Versie {
		uit = append(uit, fmt.Sprintf("dossier %s: de lijst is van versie %d, het dossier van %d", nummer, lijst.Versie, wil.Versie))
	}
	lijst.Versie, wil.Lijst.Versie, wil.Lijst.BSN = 0, 0, begrip.BSN{}
	if lijst != wil.Lijst {
		uit = append(uit, "dossier "+nummer+": de rij in de lijsten klopt niet met de feiten")
	}
	if len(taken) != len(wil.Taken) || !zelfdeTaken(taken, wil.Taken) {
		uit = append(uit, "dossier "+nummer+": de taken kloppen niet met de feiten")
	}
	return uit
}

// zelfdeTaken vergelijkt zonder op de volgorde te letten.
func zelfdeTaken(a, b []store.Taakregel) bool {
	tel := map[store.Taakregel]int{}
	for _, t := range a {
		tel[t]++
	}
	for _, t := range b {
		if tel[t]--; tel[t] < 0 {
			return false
		}
	}
	return true
}
