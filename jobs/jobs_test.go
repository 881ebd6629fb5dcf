package jobs

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

type house struct {
	reviews, letters, lists, reads atomic.Int64
	wake                           chan struct{}
}

func (h *house) WerkLijstenBij(context.Context) (int, error) { h.lists.Add(1); return 0, nil }

func (h *house) LeesDUO(context.Context) (int, error)         { h.reads.Add(1); return 0, nil }
func (h *house) KoppelWachtende(context.Context) (int, error) { return 0, nil }
func (h *house) VergelijkVerder(context.Context) (int, error) { return 0, nil }

func (h *house) VoerVernietigenUit(context.Context) (int, error) { return 0, nil }

func (h *house) VerstuurMeldingen(context.Context) (int, error) { return 0, nil }
func (h *house) LeesLijsten(context.Context) (int, error)       { return 0, nil }
func (h *house) Gewekt(string) <-chan struct{}                  { return h.wake }

func (h *house) HerzienEens(context.Context) (int, error) { h.reviews.Add(1); return 3, nil }

func (h *house) RuimSessiesOpEens(context.Context) (int, error) { return 0, nil }
func (h *house) LeesMedewerkers(context.Context) (int, error)   { return 0, nil }
func (h *house) WerkTeamsBij(context.Context) (int, error)      { return 0, nil }

func (h *house) ZetBrievenKlaar(context.Context) (int, error) {
	if h.letters.Add(1) == 1 {
		panic("a letter nobody foresaw")
	}
	return 0, errors.New("disk is busy")
}

// A job that fails or panics comes again; ending the context ends all of them.
func TestJobsRepeatAndSurviveFaults(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		h := &house{}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { Run(ctx, h, slog.New(slog.NewTextHandler(&out, nil)), unseen); close(done) }()
		time.Sleep(16 * time.Minute)
		stop()
		<-done
		if n := h.reviews.Load(); n != 17 {
			t.Errorf("asked for a review %d times in 16 minutes, expected 17", n)
		}
		if n := h.letters.Load(); n != 33 {
			t.Errorf("emptied the outbox %d times in 16 minutes, expected 33", n)
		}
		if n := h.lists.Load(); n != 1 {
			t.Errorf("brought the lists up to date %d times in 16 minutes, expected 1: at the start", n)
		}
		for _, want := range []string{"panic string at traject/jobs.(*house)", "jobs_test.go:", "disk is busy", "count=3"} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("the log misses %q", want)
			}
		}
		if strings.Contains(out.String(), "nobody foresaw") {
			t.Error("the log holds what the panic said: that may be about a person")
		}
	})
}

func unseen(context.Context, string, error) {}

// A job that is busy when traject stops may finish what it was doing; one that never ends is
// called off after a while, and what it did is heard of either way.
func TestStopLetsAJobFinish(t *testing.T) {
	for name, long := range map[string]time.Duration{"in time": grace - time.Second, "too long": time.Hour} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, stop := context.WithCancel(t.Context())
				work, done := finishing(ctx, grace)
				defer done()
				heard := make(chan error, 1)
				begin := time.Now()
				go repeat(ctx, work, job{name: "x", every: time.Hour, do: func(ctx context.Context) (int, error) {
					select {
					case <-time.After(long):
						return 1, nil
					case <-ctx.Done():
						return 0, ctx.Err()
					}
				}}, slog.New(slog.DiscardHandler), func(_ context.Context, _ string, err error) { heard <- err })
				time.Sleep(time.Second)
				stop()
				err := <-heard
				if took := time.Since(begin); (name == "in time") != (err == nil) || took > grace+2*time.Second {
					t.Errorf("%v after %s", err, took)
				}
				time.Sleep(2 * grace)
			})
		})
	}
}

// Work that comes in is taken at once; without a sign the timer does it.
func TestSignWakesAJob(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &house{wake: make(chan struct{})}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { Run(ctx, h, slog.New(slog.DiscardHandler), unseen); close(done) }()
		synctest.Wait()
		first := h.reads.Load()
		for range 20 { // two jobs listen to the same sign here
			h.wake <- struct{}{}
		}
		synctest.Wait()
		if n := h.reads.Load(); first != 1 || n <= first {
			t.Errorf("read %d times at the start and %d times after the sign, at the same moment", first, n)
		}
		stop()
		<-done
	})
}

// Work that goes through a whole list does not follow one sign after the other: it rests in
// between, and gathers what came in meanwhile. Stopping does not wait for the rest.
func TestAJobRestsAfterASign(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		wake, runs, done := make(chan struct{}, 1), 0, make(chan struct{})
		go func() {
			repeat(ctx, ctx, job{name: "x", every: time.Hour, wake: wake, rest: time.Minute, do: func(context.Context) (int, error) { runs++; return 0, nil }}, slog.New(slog.DiscardHandler), unseen)
			close(done)
		}()
		for range 90 {
			time.Sleep(time.Second)
			select {
			case wake <- struct{}{}:
			default: // a sign waits already
			}
		}
		if runs != 2 {
			t.Errorf("%d runs in a minute and a half of signs, expected one at the start and one after the rest", runs)
		}
		begin := time.Now()
		stop()
		<-done
		if took := time.Since(begin); took > 0 {
			t.Errorf("stopping waited %s for the rest", took)
		}
	})
}
