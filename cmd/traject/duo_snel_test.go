//go:build groot

package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"traject/app"
	"traject/demo"
	"traject/jobs"
	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/keten/duo/nagebootst"
	"traject/store"
)

// `make bench-duo` measures the exchange with DUO: a house on SQLite with its jobs, a DUO
// of our own on another port of this machine, TLS with certificates on both sides in
// between. It never fails on a time: every figure goes with its promise to bench/duo.tsv.

var (
	duoPeople   = sized(9_000)  // the series of test numbers holds some nine thousand
	duoMessages = sized(10_000) // so some people get two
)

const (
	duoSenders = 8
	duoSingles = 200
)

// sized takes a part of it, to look where time goes: DUO_DEEL=10 is a tenth.
func sized(n int) int {
	part, err := strconv.Atoi(os.Getenv("DUO_DEEL"))
	if err != nil || part < 1 {
		return n
	}
	return n / part
}

type duoFigure struct{ name, value, unit, promise, conditions string }

func TestDUOSnel(t *testing.T) {
	x := newChainLogging(t, 0, "info")
	x.house.Klok = time.Now
	ctx, stop := context.WithCancel(t.Context())
	var work sync.WaitGroup
	work.Go(func() { jobs.Run(ctx, x.house, x.house.Log, func(context.Context, string, error) {}) })
	defer func() {
		stop()
		work.Wait()
	}()
	var people []string
	for n := range duoPeople {
		people = append(people, x.fresh(n, x.withPlan))
	}
	figures := []duoFigure{x.measureFlood(people), x.measureSingles(people), x.measureCompare(ctx)}
	var b strings.Builder
	b.WriteString("naam\twaarde\teenheid\tbelofte\tvoorwaarden\n")
	for _, f := range figures {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%s; %d cores, belasting %s\n", f.name, f.value, f.unit, f.promise, f.conditions, runtime.NumCPU(), load(t))
		t.Logf("%-28s %10s %-3s belofte %-8s %s", f.name, f.value, f.unit, f.promise, f.conditions)
	}
	must(t, os.WriteFile("../../bench/duo.tsv", []byte(b.String()), 0o644))
}

// measureFlood sends all messages as fast as they are taken, and waits until what they say
// stands in the dossiers.
func (x *chainTrial) measureFlood(people []string) duoFigure {
	x.t.Helper()
	queue := make(chan nagebootst.Bericht, duoMessages)
	for n := range duoMessages {
		code := "SS121"
		if n >= len(people) {
			code = "SS199"
		}
		b, err := x.duo.Verander(people[n%len(people)], code, x.today())
		must(x.t, err)
		queue <- b
	}
	close(queue)
	began := time.Now()
	var senders sync.WaitGroup
	for range duoSenders {
		senders.Go(func() {
			for b := range queue {
				if err := x.duo.Bezorg(x.t.Context(), b); err != nil {
					x.t.Error(err)
				}
			}
		})
	}
	senders.Wait()
	received := time.Since(began)
	for x.waiting() > 0 {
		time.Sleep(50 * time.Millisecond)
	}
	took := time.Since(began)
	return duoFigure{"duo-10000-berichten", fmt.Sprintf("%.1f", took.Seconds()), "s", "< 60",
		fmt.Sprintf("%d berichten over %d mensen, ontvangen na %.1f s; SQLite, TLS aan beide kanten", duoMessages, len(people), received.Seconds())}
}

// waiting counts what must still be read at DUO.
func (x *chainTrial) waiting() int {
	x.t.Helper()
	n := 0
	work, err := x.cellar.UitgaandLijst(x.t.Context(), demo.Gemeente, store.Wacht, "", 100)
	must(x.t, err)
	for _, u := range work {
		if u.Soort == app.WerkDUOLezen {
			n++
		}
	}
	return n
}

// measureSingles lets one thing happen at a time, and looks when its task stands in the list.
func (x *chainTrial) measureSingles(people []string) duoFigure {
	x.t.Helper()
	var took []time.Duration
	for _, bsn := range people[:duoSingles] {
		number, err := begrip.LeesBSN(bsn)
		must(x.t, err)
		found, err := x.cellar.ZoekBSN(x.t.Context(), demo.Gemeente, number)
		must(x.t, err)
		began := time.Now()
		b, err := x.duo.Gebeur(x.t.Context(), bsn, "SS137", x.today())
		must(x.t, err)
		for {
			_, tasks, err := x.cellar.LeesLijst(x.t.Context(), demo.Gemeente, found[0])
			must(x.t, err)
			if slices.ContainsFunc(tasks, func(r store.Taakregel) bool { return r.Soort == agenda.SignaalAfhandelen }) && x.outcomeOf(bsn, b.ID) != dossier.SignaalNietVerwerkt {
				break
			}
			if time.Since(began) > 10*time.Second {
				x.t.Fatalf("no task after ten seconds: %v", tasks)
			}
			time.Sleep(time.Millisecond)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	return duoFigure{"duo-bericht-tot-taak-p95", fmt.Sprintf("%.0f", ms(took[len(took)*95/100])), "ms", "< 1000",
		fmt.Sprintf("één tegelijk, %d keer, met %d dossiers; gelezen bij DUO en in de werklijst; mediaan %.0f ms", len(took), len(people), ms(took[len(took)/2]))}
}

// measureCompare lays every dossier beside DUO.
func (x *chainTrial) measureCompare(ctx context.Context) duoFigure {
	x.t.Helper()
	manager := app.Wie{Gebruiker: "l.degroot", Naam: "Linda de Groot", Rol: begrip.Applicatiebeheer, Gemeente: demo.Gemeente}
	began := time.Now()
	must(x.t, x.house.StuurVergelijkronde(ctx, manager, "begin"))
	for {
		r, err := x.house.Vergelijkronde(ctx, manager)
		must(x.t, err)
		if r.Stand == app.RondeKlaar {
			took := time.Since(began)
			return duoFigure{"duo-vergelijken", fmt.Sprintf("%.1f", took.Seconds()), "s", "< 300",
				fmt.Sprintf("%d dossiers, tien verbindingen, alle diensten; %d gelijk, %d verschillend, %d niet gelukt", r.Gedaan, r.Gelijk, r.Verschillend, r.NietGelukt)}
		}
		time.Sleep(100 * time.Millisecond)
	}
}
