package postgres

import (
	"context"
	"fmt"
	"sync"

	"traject/kern/begrip"
	"traject/store"
)

// A small question costs more in beginning, ending and journeys than in answering. Who asks
// while others are being answered waits with those who came meanwhile, and their questions
// go in one journey and one transaction, each heard by its own asker. When one of them goes
// wrong each asks again on its own.

// leesstroken is how many of these journeys go at once within one municipality, and
// meesteVragers how many ask in one.
const (
	leesstroken   = 2
	meesteVragers = 16
)

// meelezen is who asks something, per municipality.
type meelezen struct {
	m     *motor
	mu    sync.Mutex
	wacht map[begrip.Gemeente][]*vrager
	bezig map[begrip.Gemeente]int
}

// vrager is one who asks.
type vrager struct {
	ctx    context.Context
	maak   func() []*store.Opdracht
	alleen bool // it has to ask on its own
	klaar  chan struct{}
}

func nieuwMeelezen(m *motor) *meelezen {
	return &meelezen{m: m, wacht: map[begrip.Gemeente][]*vrager{}, bezig: map[begrip.Gemeente]int{}}
}

// lees returns when all rows have been heard.
func (l *meelezen) lees(ctx context.Context, g begrip.Gemeente, maak func() []*store.Opdracht) error {
	v := &vrager{ctx: ctx, maak: maak, alleen: true, klaar: make(chan struct{})}
	l.mu.Lock()
	if l.bezig[g] < leesstroken && len(l.wacht[g]) == 0 {
		l.bezig[g]++
		l.mu.Unlock()
		defer l.verder(g)
		return samen(ctx, l.m.db, &bundel{os: maak(), lees: g})
	}
	l.wacht[g] = append(l.wacht[g], v)
	l.mu.Unlock()
	<-v.klaar
	if v.alleen {
		return samen(ctx, l.m.db, &bundel{os: maak(), lees: g})
	}
	return nil
}

// verder gives the place of a journey that ended to those who wait, or leaves it free.
func (l *meelezen) verder(g begrip.Gemeente) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := min(len(l.wacht[g]), meesteVragers)
	if n == 0 {
		l.bezig[g]--
		return
	}
	mee := l.wacht[g][:n]
	l.wacht[g] = l.wacht[g][n:]
	go l.reis(g, mee)
}

// reis asks for several.
func (l *meelezen) reis(g begrip.Gemeente, mee []*vrager) {
	defer l.verder(g)
	defer func() {
		for _, v := range mee {
			close(v.klaar)
		}
	}()
	if err := l.vraag(g, mee); err != nil {
		return // each alone then, and it goes wrong again where it belongs
	}
	for _, v := range mee {
		v.alleen = v.ctx.Err() != nil
	}
}

func (l *meelezen) vraag(g begrip.Gemeente, mee []*vrager) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("paniek bij het lezen: %v", p)
		}
	}()
	var os []*store.Opdracht
	ctxs := make([]context.Context, len(mee))
	for i, v := range mee {
		os, ctxs[i] = append(os, v.maak()...), v.ctx
	}
	ctx, stop := store.ZolangEen(ctxs)
	defer stop()
	return samen(ctx, l.m.db, &bundel{os: os, lees: g})
}
