package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// Huis is what the jobs ask of the hall.
type Huis interface {
	HerzienEens(ctx context.Context) (int, error)
	RuimSessiesOpEens(ctx context.Context) (int, error)
	LeesMedewerkers(ctx context.Context) (int, error)
	WerkTeamsBij(ctx context.Context) (int, error)
	ZetBrievenKlaar(ctx context.Context) (int, error)
	WerkLijstenBij(ctx context.Context) (int, error)
	LeesDUO(ctx context.Context) (int, error)
	VerstuurMeldingen(ctx context.Context) (int, error)
	LeesLijsten(ctx context.Context) (int, error)
	KoppelWachtende(ctx context.Context) (int, error)
	VergelijkVerder(ctx context.Context) (int, error)
	VoerVernietigenUit(ctx context.Context) (int, error)
	// Gewekt gives a sign as soon as there is work of a kind, so that nobody waits for the timer.
	Gewekt(soort string) <-chan struct{}
}

// job is one piece of repeated work.
type job struct {
	name  string
	every time.Duration
	do    func(ctx context.Context) (int, error)
	wake  <-chan struct{} // nil is only the timer
	rest  time.Duration   // after a sign at least this long until the next: for work that goes through a whole list
}

// all are the jobs of a house. What is to be done once in a period, over all instances,
// is asked for every minute: the outbox knows whether someone did it. The review has a
// period of a quarter of an hour, so that it comes soon after midnight.
func all(h Huis) []job {
	return []job{
		{"herzien", time.Minute, h.HerzienEens, nil, 0},
		{"sessies", time.Minute, h.RuimSessiesOpEens, nil, 0},
		{"medewerkers", 5 * time.Second, h.LeesMedewerkers, nil, 0}, // every instance has a copy of its own
		{"teams", 10 * time.Second, h.WerkTeamsBij, nil, 0},
		{"brieven", 30 * time.Second, h.ZetBrievenKlaar, nil, 0},
		{"lijsten", time.Hour, h.WerkLijstenBij, nil, 0}, // does its work once for each version of the program
		{"vernietigen", time.Minute, h.VoerVernietigenUit, nil, 0},
		{"duo-lezen", 10 * time.Second, h.LeesDUO, h.Gewekt("duo-lezen"), 0},
		{"duo-melden", 10 * time.Second, h.VerstuurMeldingen, h.Gewekt("duo-melden"), 0},
		{"duo-lijst", time.Minute, h.LeesLijsten, h.Gewekt("duo-lijst"), 0},
		{"duo-koppelen", 15 * time.Minute, h.KoppelWachtende, h.Gewekt("duo-koppelen"), 2 * time.Second},
		{"duo-vergelijken", 30 * time.Second, h.VergelijkVerder, h.Gewekt("duo-vergelijken"), 0},
	}
}

// Seen hears how each run of a job went.
type Seen func(ctx context.Context, job string, err error)

// grace is how long a job may go on with what it was doing after it was asked to stop.
// What takes longer is called off; nothing is left half done, and it comes again.
const grace = 10 * time.Second

// Run runs the jobs of a house until ctx ends, and returns when the last one has
// finished what it was doing.
func Run(ctx context.Context, h Huis, log *slog.Logger, seen Seen) {
	work, stop := finishing(ctx, grace)
	defer stop()
	var wait sync.WaitGroup
	for _, j := range all(h) {
		wait.Go(func() { repeat(ctx, work, j, log, seen) })
	}
	wait.Wait()
}

// finishing gives a context that ends a while after ctx.
func finishing(ctx context.Context, after time.Duration) (context.Context, context.CancelFunc) {
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	context.AfterFunc(ctx, func() { time.AfterFunc(after, stop) })
	return work, stop
}

// repeat runs one job at once and then on its timer. A fault is logged and the job
// comes again next time: it must not end with the first hiccup of a disk.
func repeat(ctx, work context.Context, j job, log *slog.Logger, seen Seen) {
	tick := time.NewTicker(j.every)
	defer tick.Stop()
	for {
		start := time.Now()
		done, err := once(work, j)
		seen(work, j.name, err)
		switch {
		case err != nil && work.Err() == nil:
			log.ErrorContext(ctx, "job failed", "job", j.name, "err", err.Error())
		case done > 0:
			log.InfoContext(ctx, "job done", "job", j.name, "count", done, "ms", time.Since(start).Milliseconds())
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-j.wake: // nil never gives a sign
			if !pause(ctx, j.rest) {
				return
			}
		}
	}
}

// pause waits, unless ctx ends first.
func pause(ctx context.Context, d time.Duration) bool {
	if d == 0 {
		return true
	}
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// once runs a job and turns a panic into an error, so that one dossier cannot stop
// the work on all others.
func once(ctx context.Context, j job) (done int, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic %T at %s", p, PanicAt())
		}
	}()
	return j.do(ctx)
}
