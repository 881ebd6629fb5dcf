package main

import (
	"bytes"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"traject/app"
	"traject/demo"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/store"
)

// Recalculating is killed again and again with kill -9, and goes on each time where it
// was; two at once and people who act meanwhile do not stand in its way. In the end every
// list says what the facts say.

// recalculation is a place with a demo whose extracts are gone, as after a migration.
type recalculation struct {
	t *testing.T
	s settings
}

func newRecalculation(t *testing.T, size int) recalculation {
	x := recalculation{t, settings{Data: filepath.Join(t.TempDir(), "data"), Municipality: demo.Gemeente, Policy: demo.Beleid}}
	fillWith(t, x.s, size)
	x.forget()
	return x
}

// forget writes the rows of all dossiers wrongly and without facts, so that no extract is left.
func (x recalculation) forget() {
	x.with(func(_ *app.Huis, cellar store.Kelder) {
		var vs []store.Lijstvervanging
		err := cellar.Loop(x.t.Context(), demo.Gemeente, func(number string, l store.Logboek, err error) error {
			vs = append(vs, store.Lijstvervanging{Nummer: number, Versie: l.Versie})
			return err
		})
		if err != nil {
			x.t.Fatal(err)
		}
		if r, err := cellar.VervangLijst(x.t.Context(), demo.Gemeente, vs); err != nil || r.Gewijzigd != len(vs) {
			x.t.Fatalf("%d of %d rows spoiled: %v", r.Gewijzigd, len(vs), err)
		}
	})
}

func (x recalculation) with(f func(*app.Huis, store.Kelder)) {
	x.t.Helper()
	cellar, err := openStore(x.t.Context(), x.s, false, false)
	if err != nil {
		x.t.Fatal(err)
	}
	defer closeCellar(x.t, cellar)
	h, err := house(cellar, x.s, houseExtras{staff: staffOf(demo.Gemeente), log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		x.t.Fatal(err)
	}
	f(h, cellar)
}

// rebuild starts the real program.
func (x recalculation) rebuild(args ...string) (*exec.Cmd, *bytes.Buffer) {
	c := exec.Command(binary(x.t), append([]string{"rebuild"}, args...)...)
	c.Env = append(os.Environ(), "TRAJECT_DATA="+x.s.Data, "TRAJECT_BELEID="+x.s.Policy)
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Start(); err != nil {
		x.t.Fatal(err)
	}
	return c, &out
}

// right demands that nothing is left to change, by either road.
func (x recalculation) right(size int) {
	x.t.Helper()
	x.with(func(h *app.Huis, _ store.Kelder) {
		for range 2 {
			if r, err := h.Herreken(x.t.Context(), system(demo.Gemeente), func(int) {}); err != nil || r != (app.Herrekend{Gedaan: size}) {
				x.t.Errorf("afterwards %+v (%v)", r, err)
			}
		}
		c, err := h.Controleer(x.t.Context(), system(demo.Gemeente), func(int) {})
		if err != nil || len(c.Fouten) > 0 {
			x.t.Errorf("check: %d faults, such as %v (%v)", len(c.Fouten), c.Fouten[:min(3, len(c.Fouten))], err)
		}
	})
}

func TestKilledRecalculation(t *testing.T) {
	const size = 600
	x := newRecalculation(t, size)
	binary(t)
	for i := range 4 {
		c, _ := x.rebuild("--herreken")
		time.Sleep(time.Duration(60+60*i) * time.Millisecond)
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := c.Wait(); err == nil {
			t.Logf("kill %d came too late", i)
		}
	}
	c, out := x.rebuild("--herreken")
	if err := c.Wait(); err != nil || !strings.Contains(out.String(), "dossiers herrekend in") {
		t.Fatalf("the last one: %v\n%s", err, out)
	}
	x.right(size)
	if c, out := x.rebuild("--herreken", "--opnieuw"); c.Wait() == nil || !strings.Contains(out.String(), "gaan niet samen") {
		t.Errorf("two roads at once: %s", out)
	}
}

func TestTwoRecalculationsWhilePeopleAct(t *testing.T) {
	const size = 500
	x := newRecalculation(t, size)
	var group sync.WaitGroup
	for range 2 {
		group.Go(func() {
			c, out := x.rebuild("--herreken")
			if err := c.Wait(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
	acts := 0
	x.with(func(h *app.Huis, cellar store.Kelder) {
		page, err := cellar.Dossierlijst(t.Context(), store.DossierFilter{Zicht: store.Zicht{Gemeente: demo.Gemeente, Alles: true}, OokGesloten: true, Hooguit: 60})
		if err != nil || len(page.Regels) < 40 {
			t.Fatalf("%d dossiers (%v)", len(page.Regels), err)
		}
		for _, row := range page.Regels {
			l, err := cellar.Lees(t.Context(), demo.Gemeente, row.Nummer)
			if err != nil {
				t.Fatal(err)
			}
			who := app.Wie{Gebruiker: "leider", Naam: "leider", Rol: begrip.Teamleider, Gemeente: demo.Gemeente}
			if _, err := h.MaakNotitie(t.Context(), who, row.Nummer, l.Versie, besluit.Aantekening{Tekst: "Gebeld over de afspraak."}); err == nil {
				acts++
			}
		}
	})
	group.Wait()
	if acts == 0 {
		t.Error("nobody could act meanwhile")
	}
	x.right(size)
}
