package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/store"
)

// VergelijkVerder gaat verder met een ronde die loopt, greep voor greep, tot zij klaar is,
// iemand haar stopt of DUO er niet is. Valt het programma om, dan doet een volgende alleen
// de laatste greep over. Het geeft hoeveel dossiers er zijn vergeleken.
func (h *Huis) VergelijkVerder(ctx context.Context) (int, error) {
	gedaan := 0
	for h.Keten != nil && ctx.Err() == nil {
		r, versie, err := h.leesRonde(ctx)
		nu := h.nu().seconden
		if err != nil || r.Stand != RondeLoopt || nu < r.Lease {
			return gedaan, err
		}
		r.Lease = nu + vergelijkLease
		if err := h.bewaarRonde(ctx, r, versie); err != nil {
			return gedaan, h.wijkt(err)
		}
		nummers, err := h.Kelder.TeHerzien(ctx, h.Gemeente, laatsteDag, r.Na, vergelijkGreep)
		if err != nil {
			return gedaan, fmt.Errorf("dossiers voor de vergelijking lezen: %w", err)
		}
		// Wat niet in het Logboek Dataverwerkingen komt vragen wij DUO niet.
		if err := h.verantwoord(ctx, h.Gemeente, AuditDUOVergeleken, nummers); err != nil {
			return gedaan, err
		}
		g := h.vergelijkGreep(ctx, r.Begonnen, nummers)
		if ctx.Err() != nil || g.fout != nil {
			return gedaan, g.fout // de lease loopt af; wie verdergaat doet deze greep over
		}
		if err := h.boekGreep(ctx, r.Begonnen, nummers, g); err != nil {
			return gedaan, h.wijkt(err)
		}
		if g.storing {
			return gedaan, nil
		}
		gedaan += len(nummers)
	}
	return gedaan, nil
}

// laatsteDag is later dan elke dag waarop een rij te herzien is; zo komt elk dossier langs.
var laatsteDag = begrip.MoetDag("9999-12-31")

// wijkt maakt van een ander die net voor was geen fout.
func (h *Huis) wijkt(err error) error {
	if errors.Is(err, store.ErrConflict) {
		return nil
	}
	return err
}

// greep is de uitkomst van één greep.
type greep struct {
	gelijk, zonderBSN, nietTeZien int
	nietGelukt                    int
	verschillend                  int
	soorten, onderwerpen          map[string]int
	gelezen                       int // dossiers waarvan DUO iets gaf
	storing                       bool
	fout                          error // van onze eigen opslag; de greep telt dan niet
}

func (h *Huis) vergelijkGreep(ctx context.Context, ronde int64, nummers []string) greep {
	g := greep{soorten: map[string]int{}, onderwerpen: map[string]int{}}
	var slot sync.Mutex
	var wacht sync.WaitGroup
	beurt := make(chan string)
	for range min(vergelijkTegelijk, len(nummers)) {
		wacht.Go(func() {
			for nummer := range beurt {
				slot.Lock()
				klaar := g.storing || g.fout != nil || ctx.Err() != nil
				slot.Unlock()
				if klaar {
					continue
				}
				reden, vs := h.vergelijkEen(ctx, nummer)
				err := h.onthoudVerschil(ctx, nummer, reden, verschil{ronde, len(vs)})
				slot.Lock()
				g.tel(reden, vs)
				if g.fout == nil {
					g.fout = err
				}
				slot.Unlock()
			}
		})
	}
	for _, nummer := range nummers {
		beurt <- nummer
	}
	close(beurt)
	wacht.Wait()
	return g
}

func (g *greep) tel(reden string, vs []besluit.Ketenverschil) {
	switch reden {
	case duoStoring: // hapert het bij één persoon, dan gaat de rest door
		g.nietGelukt++
		g.storing = g.nietGelukt >= leesStoringen
		return
	case zonderBSN:
		g.zonderBSN++
		return
	case duoWeigert:
		g.nietTeZien++
		return
	case dossierWeg, andereWet:
		return
	}
	g.gelezen++
	if len(vs) == 0 {
		g.gelijk++
		return
	}
	g.verschillend++
	for _, v := range vs {
		g.soorten[string(v.Soort)]++
		g.onderwerpen[v.Over]++
	}
}

// onthoudVerschil bewaart bij een dossier dat het verschilde, of wist wat een eerdere ronde
// daarvan opschreef. Is het dossier intussen weg, dan blijft er niets.
func (h *Huis) onthoudVerschil(ctx context.Context, nummer, reden string, v verschil) error {
	if reden == duoStoring {
		return nil
	}
	oud, err := h.Kelder.LeesStuk(ctx, h.Gemeente, stukVerschil, nummer)
	if err != nil && !errors.Is(err, store.ErrNietGevonden) {
		return fmt.Errorf("verschil van dossier %s lezen: %w", nummer, err)
	}
	if v.Aantal == 0 {
		if oud.Versie == 0 {
			return nil
		}
		err = h.Kelder.WisStuk(ctx, h.Gemeente, stukVerschil, nummer, oud.Versie, nil)
	} else {
		var b []byte
		if b, err = json.Marshal(v); err == nil {
			err = h.Kelder.BewaarStuk(ctx, h.Gemeente, store.Stuk{Soort: stukVerschil, Sleutel: nummer, Versie: oud.Versie, Moment: h.nu().seconden, Inhoud: b})
		}
	}
	if errors.Is(err, store.ErrConflict) || errors.Is(err, store.ErrVernietigd) || errors.Is(err, store.ErrNietGevonden) {
		return nil // een ander deed net dezelfde greep, of het dossier is weg
	}
	if err != nil {
		return fmt.Errorf("verschil van dossier %s bewaren: %w", nummer, err)
	}
	return nil
}

// dossierWeg zegt dat een dossier er intussen niet meer is, of niet te lezen.
const dossierWeg = "weg"

func (h *Huis) vergelijkEen(ctx context.Context, nummer string) (string, []besluit.Ketenverschil) {
	s, err := h.leesVoorKeten(ctx, nummer)
	if err != nil { // zo'n dossier meldt zich al bij het nalopen van de ketens
		h.Log.WarnContext(ctx, "dossier niet vergeleken", "dossier", nummer, "fout", err.Error())
	}
	if err != nil || s == nil {
		return dossierWeg, nil
	}
	v, reden, err := h.vraagVergelijking(ctx, s, func() error { return nil }) // de greep is al verantwoord
	if err != nil {                                                           // gestopt; de greep telt niet
		return duoStoring, nil
	}
	if reden != "" {
		return reden, nil
	}
	return "", slices.DeleteFunc(DUOVergelijking{Verschillen: h.verschillen(s, v)}.Loopt(), besluit.Ketenverschil.Aanvulling)
}

// boekGreep schrijft een greep bij. Stopte iemand intussen de ronde, dan blijft zij gestopt
// en telt deze greep nog mee; begon iemand een nieuwe, dan telt hij niet.
func (h *Huis) boekGreep(ctx context.Context, begonnen int64, nummers []string, g greep) error {
	for range pogingen {
		r, versie, err := h.leesRonde(ctx)
		if err != nil || r.Begonnen != begonnen {
			return err
		}
		nu := h.nu().seconden
		r.Bijgewerkt, r.Lease, r.Storing = nu, 0, g.storing
		if g.storing {
			r.Lease = nu + vergelijkRust
		} else {
			r.telOp(nummers, g)
		}
		systeem := Wie{Gebruiker: "systeem", Rol: begrip.Systeem, Gemeente: h.Gemeente}
		if err := h.bewaarRonde(ctx, r, versie); err == nil {
			if g.gelezen == 0 || g.storing {
				return nil
			}
			return h.noteer(ctx, systeem, Auditregel{Handeling: AuditDUOVergeleken, Aantal: g.gelezen})
		} else if !errors.Is(err, store.ErrConflict) {
			return err
		}
	}
	return store.ErrConflict
}

// telOp telt een greep bij de ronde. Een greep zonder dossiers is het einde.
func (r *Vergelijkronde) telOp(nummers []string, g greep) {
	if len(nummers) == 0 {
		r.Stand = RondeKlaar
		return
	}
	r.Na = nummers[len(nummers)-1]
	r.Gedaan += len(nummers)
	r.Gelijk += g.gelijk
	r.Verschillend += g.verschillend
	r.ZonderBSN += g.zonderBSN
	r.NietTeZien += g.nietTeZien
	r.NietGelukt += g.nietGelukt
	r.Soorten, r.Onderwerpen = samen(r.Soorten, g.soorten), samen(r.Onderwerpen, g.onderwerpen)
}

func samen(a, b map[string]int) map[string]int {
	uit := maps.Clone(a)
	if uit == nil {
		uit = map[string]int{}
	}
	for k, n := range b {
		uit[k] += n
	}
	return uit
}
