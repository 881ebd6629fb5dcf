package app

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"

	"traject/store"
)

// Herbouw maakt alle lijsten opnieuw uit de feiten en geeft hoeveel dossiers. Een dossier
// dat niet te lezen is houdt de rest niet tegen; het staat in de fout. Wat al klopt wordt
// niet geschreven.
func (h *Huis) Herbouw(ctx context.Context, wie Wie, meld Voortgang) (int, error) {
	if !mag(wie, opslagZien) {
		return 0, ErrMagNiet
	}
	b := h.nieuweHerbouwing(merkHerbouw, meld)
	err := b.draai(ctx, "")
	return b.gedaan, err
}

// HerbouwVerder is Herbouw die verdergaat waar een eerdere van dezelfde versie is
// gestopt, en zegt na welk dossier; leeg is vanaf het begin.
func (h *Huis) HerbouwVerder(ctx context.Context, wie Wie, meld Voortgang) (gedaan int, na string, err error) {
	if !mag(wie, opslagZien) {
		return 0, "", ErrMagNiet
	}
	b := h.nieuweHerbouwing(merkHerbouw, meld)
	na, err = b.draaiVerder(ctx)
	return b.gedaan, na, err
}

// Herrekend zegt hoeveel dossiers zijn herrekend, en van hoeveel een rij veranderde.
type Herrekend struct{ Gedaan, Gewijzigd int }

// Herreken rekent alle dossiers opnieuw, na een andere wet, een ander beleid of een andere
// versie van het programma, en raakt alleen de lijsten van wie er iets verandert. Het leest
// de uittreksels en vertrouwt de afdruk van de rijen die erbij staat; wie niets vertrouwt
// neemt Herbouw. Een eerdere keer van dezelfde versie die stopte gaat verder.
func (h *Huis) Herreken(ctx context.Context, wie Wie, meld Voortgang) (Herrekend, error) {
	if !mag(wie, opslagZien) {
		return Herrekend{}, ErrMagNiet
	}
	b := h.nieuweHerbouwing(merkHerreken, meld)
	_, err := b.draaiVerder(ctx)
	return Herrekend{b.gedaan, b.gewijzigd}, err
}

// herbouwing is één keer alle lijsten opnieuw maken: de kelder leest en opent de zegels
// op alle kernen, werkers leiden af en schrijven, en wie hier stopt weet tot waar alles
// zeker af is.
type herbouwing struct {
	h     *Huis
	merk  string // waaronder staat tot waar dit werk is
	meld  Voortgang
	nu    moment
	gezet time.Time // wanneer het merk voor het laatst is bewaard

	mu        sync.Mutex
	af        map[int]partij // partijen die af zijn, maar waarvoor een eerdere dat nog niet is
	beurt     int            // de eerste partij die nog niet af is
	na        string         // tot en met dit dossier is alles af
	gedaan    int
	gewijzigd int
	kapot     int
	eerste    error // van wat niet te lezen was
}

func (h *Huis) nieuweHerbouwing(merk string, meld Voortgang) *herbouwing {
	return &herbouwing{h: h, merk: merk, meld: meld, nu: h.nu(), gezet: time.Now(), af: map[int]partij{}}
}

// draaiVerder gaat verder waar een eerdere keer stopte en zegt waar dat was.
func (b *herbouwing) draaiVerder(ctx context.Context) (na string, err error) {
	m, err := b.h.leesMerk(ctx, b.merk)
	if err != nil {
		return "", err
	}
	return m.Na, b.draai(ctx, m.Na)
}

func (b *herbouwing) draai(ctx context.Context, na string) error {
	h := b.h
	if _, err := h.LeesMedewerkers(ctx); err != nil {
		return err
	}
	loop := b.langsLogboek
	if b.merk == merkHerreken {
		loop = b.langsUittreksels
	}
	err := loop(ctx, na)
	if err != nil && b.na != "" { // de volgende keer verder vanaf hier, ook als dit werk is afgebroken
		return errors.Join(fmt.Errorf("lijsten opnieuw maken: %w", err), h.zetMerk(context.WithoutCancel(ctx), b.merk, b.na))
	}
	if err != nil {
		return fmt.Errorf("lijsten opnieuw maken: %w", err)
	}
	if _, err := h.Kelder.RuimLijsten(ctx, h.Gemeente); err != nil {
		return fmt.Errorf("lijsten opruimen: %w", err)
	}
	if err := h.zetMerk(ctx, b.merk, ""); err != nil {
		return err
	}
	if b.kapot > 0 {
		return fmt.Errorf("van %d dossiers zijn de lijsten opnieuw gemaakt, van %d niet; het eerste: %w", b.gedaan, b.kapot, b.eerste)
	}
	return nil
}

// partij is wat één werker in één keer doet.
type partij struct {
	plaats    int
	dossiers  []store.Uittreksel
	laatste   string
	gedaan    int
	gewijzigd int
}

// langsUittreksels herrekent bladzijde na bladzijde; de kelder verdeelt ze over de kernen.
func (b *herbouwing) langsUittreksels(ctx context.Context, na string) error {
	return b.h.Kelder.LoopUittreksels(ctx, b.h.Gemeente, na, func(ctx context.Context, blad store.Uittrekselblad) error {
		p := partij{plaats: blad.Plaats, dossiers: blad.Dossiers}
		if n := len(blad.Dossiers); n > 0 {
			p.laatste = blad.Dossiers[n-1].Nummer
		}
		return b.doe(ctx, p)
	})
}

// langsLogboek leest de dossiers zelf en verdeelt ze.
func (b *herbouwing) langsLogboek(ctx context.Context, na string) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	partijen := make(chan partij)
	var wacht sync.WaitGroup
	for range runtime.NumCPU() {
		wacht.Go(func() {
			for p := range partijen {
				if err := b.doe(ctx, p); err != nil {
					stop(err)
				}
			}
		})
	}
	nu := partij{}
	geef := func() error {
		select {
		case partijen <- nu:
			nu = partij{plaats: nu.plaats + 1}
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	err := b.h.Kelder.LoopNa(ctx, b.h.Gemeente, na, func(nummer string, l store.Logboek, err error) error {
		l.Nummer, nu.laatste = nummer, nummer
		if nu.dossiers = append(nu.dossiers, store.Uittreksel{Logboek: l, Fout: err}); len(nu.dossiers) == perKeer {
			return geef()
		}
		return nil
	})
	if err == nil && len(nu.dossiers) > 0 {
		err = geef()
	}
	close(partijen)
	wacht.Wait()
	if fout := context.Cause(ctx); fout != nil {
		return fout
	}
	return err
}

// doe leidt een partij af en vervangt wat niet klopt, niet te veel in één keer: zo lang
// wacht wie intussen een van die dossiers wil veranderen.
func (b *herbouwing) doe(ctx context.Context, p partij) error {
	for deel := range slices.Chunk(p.dossiers, perKeer) {
		if err := ctx.Err(); err != nil {
			return context.Cause(ctx)
		}
		vs := make([]store.Lijstvervanging, 0, len(deel))
		for i := range deel {
			u := &deel[i]
			v, err := store.Lijstvervanging{}, u.Fout
			if err == nil {
				v, err = b.h.opnieuw(u.Nummer, u.Logboek, b.nu.dag)
			}
			if err != nil {
				b.mis(err)
				continue
			}
			// Wat langs de uittreksels komt en niet dezelfde afdruk geeft is zeker anders.
			v.Staat, v.Zeker = u.Rijen, b.merk == merkHerreken
			vs = append(vs, v)
		}
		uit, err := b.h.Kelder.VervangLijst(ctx, b.h.Gemeente, vs)
		if err != nil {
			return err
		}
		p.gedaan += len(vs)
		p.gewijzigd += uit.Gewijzigd
	}
	p.dossiers = nil
	return b.klaar(ctx, p)
}

// mis telt een dossier dat niet te lezen of af te leiden is.
func (b *herbouwing) mis(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.kapot++; b.eerste == nil {
		b.eerste = err
	}
}

// bewaarMerk is hoe vaak het merk van een lang werk wordt bewaard.
const bewaarMerk = 5 * time.Second

func (b *herbouwing) klaar(ctx context.Context, p partij) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.af[p.plaats] = p
	b.gedaan += p.gedaan
	b.gewijzigd += p.gewijzigd
	for {
		volgende, is := b.af[b.beurt]
		if !is {
			break
		}
		delete(b.af, b.beurt)
		if b.beurt++; volgende.laatste != "" { // leeg als alles op die bladzijde is vernietigd
			b.na = volgende.laatste
		}
	}
	b.meld(b.gedaan)
	if time.Since(b.gezet) < bewaarMerk || b.na == "" {
		return nil
	}
	b.gezet = time.Now()
	return b.h.zetMerk(ctx, b.merk, b.na)
}
