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

type house struct{ reviews, letters, lists atomic.Int64 }

func (h *house) WerkLijstenBij(context.Context) (int, error) { h.lists.Add(1); return 0, nil }

func (h *house) Herzien(context.Context) (int, error) { h.reviews.Add(1); return 3, nil }

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
		go func() { Run(ctx, h, slog.New(slog.NewTextHandler(&out, nil))); close(done) }()
		time.Sleep(16 * time.Minute)
		stop()
		<-done
		if n := h.reviews.Load(); n != 2 {
			t.Errorf("reviewed %d times in 16 minutes, expected 2", n)
		}
		if n := h.letters.Load(); n != 33 {
			t.Errorf("emptied the outbox %d times in 16 minutes, expected 33", n)
		}
		if n := h.lists.Load(); n != 1 {
			t.Errorf("brought the lists up to date %d times in 16 minutes, expected 1: at the start", n)
		}
		for _, want := range []string{"panic: a letter", "disk is busy", "count=3"} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("the log misses %q", want)
			}
		}
	})
}
