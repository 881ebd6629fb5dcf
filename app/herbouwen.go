package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"traject/store"
)

// Herbouw maakt alle lijsten opnieuw uit de feiten en geeft hoeveel dossiers. Een dossier
// dat niet te lezen is houdt de rest niet tegen; het staat in de fout. Wat al klopt wordt
// niet geschreven.
func (h *Huis) Herbouw(ctx context.Context, wie Wie, meld Voortgang) (int, error) {
	return h.herbouw(ctx, wie, "", meld)
}

// HerbouwVerder is Herbouw die verdergaat waar een eerdere van dezelfde versie is
// gestopt, en zegt na welk dossier; leeg is vanaf het begin.
func (h *Huis) HerbouwVerder(ctx context.Context, wie Wie, meld Voortgang) (gedaan int, na string, err error) {
	if !mag(wie, opslagZien) {
		return 0, "", ErrMagNiet
	}
	m, err := h.leesMerk(ctx)
	if err != nil {
		return 0, "", err
	}
	gedaan, err = h.herbouw(ctx, wie, m.Na, meld)
	return gedaan, m.Na, err
}

func (h *Huis) herbouw(ctx context.Context, wie Wie, na string, meld Voortgang) (int, error) {
	if !mag(wie, opslagZien) {
		return 0, ErrMagNiet
	}
	if _, err := h.LeesMedewerkers(ctx); err != nil {
		return 0, err
	}
	b := &herbouwing{h: h, meld: meld, nu: h.nu(), gezet: time.Now(), af: map[int]partij{}}
	err := b.loop(ctx, na)
	if err != nil && b.na != "" { // de volgende keer verder vanaf hier, ook als dit werk is afgebroken
		return b.gedaan, errors.Join(fmt.Errorf("lijsten opnieuw maken: %w", err), h.zetMerk(context.WithoutCancel(ctx), b.na))
	}
	if err != nil {
		return b.gedaan, fmt.Errorf("lijsten opnieuw maken: %w", err)
	}
	if _, err := h.Kelder.RuimLijsten(ctx, h.Gemeente); err != nil {
		return b.gedaan, fmt.Errorf("lijsten opruimen: %w", err)
	}
	if err := h.zetMerk(ctx, ""); err != nil {
		return b.gedaan, err
	}
	if b.kapot > 0 {
		return b.gedaan, fmt.Errorf("van %d dossiers zijn de lijsten opnieuw gemaakt, van %d niet; het eerste: %w", b.gedaan, b.kapot, b.eerste)
	}
	return b.gedaan, nil
}

// herbouwing is één keer alle lijsten opnieuw maken: de kelder leest en opent de zegels
// op alle kernen, werkers leiden af en schrijven, en wie hier stopt weet tot waar alles
// zeker af is.
type herbouwing struct {
	h     *Huis
	meld  Voortgang
	nu    moment
	gezet time.Time // wanneer het merk voor het laatst is bewaard

	mu     sync.Mutex
	af     map[int]partij // partijen die af zijn, maar waarvoor een eerdere dat nog niet is
	beurt  int            // de eerste partij die nog niet af is
	na     string         // tot en met dit dossier is alles af
	gedaan int
	kapot  int
	eerste error // van wat niet te lezen was
}

// partij is wat één werker in één keer doet.
type partij struct {
	plaats   int
	logboek  []store.Logboek
	laatste  string
	vervangt int
}

// loop leest de dossiers en verdeelt ze.
func (b *herbouwing) loop(ctx context.Context, na string) error {
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
		nu.laatste = nummer
		if err != nil {
			b.mis(err)
			return nil
		}
		if nu.logboek = append(nu.logboek, l); len(nu.logboek) == perKeer {
			return geef()
		}
		return nil
	})
	if err == nil && len(nu.logboek) > 0 {
		err = geef()
	}
	close(partijen)
	wacht.Wait()
	if fout := context.Cause(ctx); fout != nil {
		return fout
	}
	return err
}

// doe leidt een partij af en vervangt wat niet klopt.
func (b *herbouwing) doe(ctx context.Context, p partij) error {
	if err := ctx.Err(); err != nil {
		return context.Cause(ctx)
	}
	vs := make([]store.Lijstvervanging, 0, len(p.logboek))
	for _, l := range p.logboek {
		v, err := b.h.opnieuw(l.Nummer, l, b.nu.dag)
		if err != nil {
			b.mis(err)
			continue
		}
		vs = append(vs, v)
	}
	if _, err := b.h.Kelder.VervangLijst(ctx, b.h.Gemeente, vs); err != nil {
		return err
	}
	p.logboek, p.vervangt = nil, len(vs)
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
	b.gedaan += p.vervangt
	for {
		volgende, is := b.af[b.beurt]
		if !is {
			break
		}
		delete(b.af, b.beurt)
		b.beurt, b.na = b.beurt+1, volgende.laatste
	}
	b.meld(b.gedaan)
	if time.Since(b.gezet) < bewaarMerk || b.na == "" {
		return nil
	}
	b.gezet = time.Now()
	return b.h.zetMerk(ctx, b.na)
}

// merk zegt tot waar deze versie van het programma de lijsten opnieuw maakte.
type merk struct {
	Versie string `json:"versie"`
	Na     string `json:"na"`
}

// Het merk staat als stuk in een register van de gemeente.
const (
	merkSoort   = "voortgang"
	merkSleutel = "lijsten"
	merkGeldig  = 24 * 60 * 60 // seconden; daarna kan er te veel zijn gebeurd
)

// leesMerk geeft waar een eerdere keer stopte; leeg als dat niet meer telt.
func (h *Huis) leesMerk(ctx context.Context) (merk, error) {
	var m merk
	s, err := h.Kelder.LeesStuk(ctx, h.Gemeente, merkSoort, merkSleutel)
	if errors.Is(err, store.ErrNietGevonden) {
		return m, nil
	}
	if err == nil {
		err = json.Unmarshal(s.Inhoud, &m)
	}
	if err != nil {
		return m, fmt.Errorf("lezen waar het maken van de lijsten stopte: %w", err)
	}
	if m.Versie != h.Versie || h.nu().seconden-s.Moment > merkGeldig {
		return merk{}, nil
	}
	return m, nil
}

// zetMerk bewaart waar het werk is; leeg wist het merk. Is een ander ook bezig, dan mag
// die het hebben: dubbel werk schaadt niet.
func (h *Huis) zetMerk(ctx context.Context, na string) error {
	s, err := h.Kelder.LeesStuk(ctx, h.Gemeente, merkSoort, merkSleutel)
	isEr := err == nil
	if err != nil && !errors.Is(err, store.ErrNietGevonden) {
		return fmt.Errorf("het merk van de lijsten lezen: %w", err)
	}
	switch {
	case na == "" && !isEr:
		return nil
	case na == "":
		err = h.Kelder.WisStuk(ctx, h.Gemeente, merkSoort, merkSleutel, s.Versie, nil)
	default:
		inhoud, fout := json.Marshal(merk{h.Versie, na})
		if fout != nil {
			return fmt.Errorf("het merk van de lijsten opschrijven: %w", fout)
		}
		err = h.Kelder.BewaarStuk(ctx, h.Gemeente, store.Stuk{Soort: merkSoort, Sleutel: merkSleutel, Versie: s.Versie, Moment: h.nu().seconden, Inhoud: inhoud})
	}
	if err != nil && !errors.Is(err, store.ErrConflict) && !errors.Is(err, store.ErrNietGevonden) {
		return fmt.Errorf("het merk van de lijsten bewaren: %w", err)
	}
	return nil
}
