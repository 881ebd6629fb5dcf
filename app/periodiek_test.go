package app_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"traject/app"
	"traject/kern/begrip"
	"traject/store"
)

// telkelder telt hoe vaak het dagelijkse werk echt wordt gedaan.
type telkelder struct {
	store.Kelder
	mu    sync.Mutex
	keren int
	stuk  bool
}

func (k *telkelder) TeHerzien(ctx context.Context, g begrip.Gemeente, dag begrip.Datum, na string, hooguit int) ([]string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.stuk {
		return nil, errors.New("de schijf is bezig")
	}
	if na == "" {
		k.keren++
	}
	return k.Kelder.TeHerzien(ctx, g, dag, na, hooguit)
}

// Hoeveel programma's er ook draaien en wat de klok ook doet: elke periode wordt één keer
// gedaan, en de periode van nu altijd.
func TestPeriodiekWerkGebeurtEenKeerPerPeriode(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		teller := &telkelder{Kelder: h.kelder}
		o := h.Onderdelen
		o.Kelder = teller
		var huizen []*app.Huis
		for range 2 {
			x, err := app.Nieuw(o)
			if err != nil {
				t.Fatal(err)
			}
			huizen = append(huizen, x)
		}
		begin := h.klok
		ronde := func(na time.Duration) int {
			t.Helper()
			h.klok = begin.Add(na)
			teller.keren = 0
			var wacht sync.WaitGroup
			for i := range 8 {
				wacht.Go(func() {
					if _, err := huizen[i%2].HerzienEens(t.Context()); err != nil {
						t.Error(err)
					}
				})
			}
			wacht.Wait()
			return teller.keren
		}
		for _, stap := range []struct {
			na  time.Duration
			wil int
		}{
			{0, 1}, {time.Minute, 0}, {15 * time.Minute, 1}, {2 * time.Minute, 0}, // the clock goes back: that period is done
			{10 * 365 * 24 * time.Hour, 1}, {30 * time.Minute, 1}, {31 * time.Minute, 0},
		} {
			if n := ronde(stap.na); n != stap.wil {
				t.Errorf("na %v %d keer gedaan, verwacht %d", stap.na, n, stap.wil)
			}
		}
		// What fails comes back, and is then done once.
		teller.stuk = true
		h.klok = begin.Add(45 * time.Minute)
		if _, err := huizen[0].HerzienEens(t.Context()); err == nil {
			t.Error("een mislukking bleef stil")
		}
		teller.stuk = false
		if n := ronde(45*time.Minute + 31*time.Second); n != 1 {
			t.Errorf("na een mislukking %d keer gedaan", n)
		}
		w, err := huizen[0].Wachtrij(t.Context(), beheer, app.WachtrijFilter{})
		if err != nil || len(w.Rijen) != 0 {
			t.Errorf("er bleef werk liggen: %+v %v", w.Rijen, err)
		}
	})
}

// Een programma dat omvalt houdt het werk niet vast.
func TestPeriodiekWerkVanWieOmvielKomtTerug(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		nu := h.klok.Unix()
		werk := store.Uitgaand{Sleutel: "periode-herzien:0", Soort: "periode-herzien", Vanaf: nu}
		if err := h.kelder.Plaats(t.Context(), voorbeeldstad, []store.Uitgaand{werk}); err != nil {
			t.Fatal(err)
		}
		if us, err := h.kelder.Neem(t.Context(), voorbeeldstad, "periode-herzien", nu, nu+900, 1); err != nil || len(us) != 1 {
			t.Fatal(us, err)
		}
		h.klok = h.klok.Add(16 * time.Minute)
		if _, err := h.HerzienEens(t.Context()); err != nil {
			t.Fatal(err)
		}
		us, err := h.kelder.UitgaandLijst(t.Context(), voorbeeldstad, store.Wacht, "", 10)
		if err != nil || len(us) != 0 {
			t.Errorf("het werk bleef liggen: %+v %v", us, err)
		}
	})
}

// Een half formulier blijft zes weken staan nadat iemand het voor het laatst bewaarde.
func TestHalfFormulierGaatWeg(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, versie := geopend(t, h, "b-1", "999990019", "Amina")
		if err := h.BewaarConcept(ctx, jansen, nummer, "intake", versie, map[string][]string{"gezondheid": {"kan niet lang zitten"}}); err != nil {
			t.Fatal(err)
		}
		begin := h.klok
		for _, dagen := range []int{42, 43} {
			staat := dagen == 42
			h.klok = begin.Add(time.Duration(dagen) * 24 * time.Hour)
			if _, err := h.RuimSessiesOpEens(ctx); err != nil {
				t.Fatal(err)
			}
			if _, err := h.Concept(ctx, jansen, nummer, "intake"); (err == nil) != staat || err != nil && !errors.Is(err, app.ErrNietGevonden) {
				t.Errorf("na %d dagen: %v", dagen, err)
			}
		}
	})
}
