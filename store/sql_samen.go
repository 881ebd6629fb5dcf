package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"traject/kern/begrip"
)

// Most of what an act costs on a server is the same for one act as for twenty: beginning,
// the statements, waiting for the disk. Whoever acts while others are being written
// therefore waits with the others who came, and they go together: one transaction, each
// with its own outcome. Such a transaction waits for nobody: a dossier that another holds
// is left out and goes on its own, and so does everybody when something refuses.

// Samengaand is an engine on which acts can go together.
type Samengaand interface {
	// Rijstroken is how many of these transactions go at once within one municipality.
	Rijstroken() int
	// Akte reads in one journey, asks schrijf what must be written then, and writes it in
	// another, commit included; nothing to write takes all back. With an error, niets says
	// that it is certain that nothing was kept.
	Akte(ctx context.Context, g begrip.Gemeente, lees []*Opdracht, schrijf func() ([]*Opdracht, error)) (niets bool, err error)
	// LaatStaan is the ending by which a row that is read is locked, and left out when
	// another holds it.
	LaatStaan() string
}

// meesteSamen is how many acts go together at most, so that nobody waits long for the others.
const meesteSamen = 25

// samenloop brings acts of the same moment together, per municipality.
type samenloop struct {
	s     *SQL
	motor Samengaand
	mu    sync.Mutex
	rijen map[begrip.Gemeente]*wachtrij
}

// wachtrij is who waits and who is under way in one municipality.
type wachtrij struct {
	wacht []*bijdrage
	bezig int            // transactions under way
	bezet map[string]int // dossiers and people in them: which may not be in two at once
}

// bijdrage is one act on its way.
type bijdrage struct {
	ctx    context.Context
	t      *Toevoeging
	err    error
	alleen bool // it has to go on its own
	klaar  chan struct{}
}

// errSamenNiet is the outcome of who has none yet; it also takes a transaction back in
// which not everybody can go on.
var errSamenNiet = errors.New("de handeling kwam niet mee met andere handelingen")

// kanSamen says whether an act is of the kind that goes together: on a dossier that is there
// already, and with nothing that has to be looked up in between, such as the id of a message.
func (t *Toevoeging) kanSamen() bool {
	return t.Verwacht > 0 && t.Bericht == nil && len(t.Koppel) == 0 && t.Groepweg == nil
}

// neem takes places for a dossier and for who acts; onwaar when another transaction has one.
func (r *wachtrij) neem(b *bijdrage, eigen map[string]bool) bool {
	dossier := "dossier " + b.t.Nummer
	if r.bezet[dossier] > 0 {
		return false
	}
	var mensen []string
	for _, a := range b.t.Audit {
		mens := "mens " + a.Gebruiker
		if r.bezet[mens] > 0 && !eigen[mens] {
			return false
		}
		mensen = append(mensen, mens)
	}
	for _, p := range append(mensen, dossier) {
		r.bezet[p]++
		eigen[p] = true
	}
	return true
}

// kies takes those who go now out of the row, and where they sit.
func (r *wachtrij) kies() (samen []*bijdrage, eigen map[string]bool) {
	eigen = map[string]bool{}
	rest := r.wacht[:0]
	for _, b := range r.wacht {
		if len(samen) < meesteSamen && r.neem(b, eigen) {
			samen = append(samen, b)
		} else {
			rest = append(rest, b)
		}
	}
	clear(r.wacht[len(rest):])
	r.wacht = rest
	return samen, eigen
}

// doe does one act, perhaps together with others, and returns when its outcome is certain.
func (l *samenloop) doe(ctx context.Context, t Toevoeging) error {
	b := &bijdrage{ctx: ctx, t: &t, err: errSamenNiet, klaar: make(chan struct{})}
	l.mu.Lock()
	r := l.rijen[t.Gemeente]
	if r == nil {
		r = &wachtrij{bezet: map[string]int{}}
		l.rijen[t.Gemeente] = r
	}
	r.wacht = append(r.wacht, b)
	l.mu.Unlock()
	l.rijd(t.Gemeente, r)
	<-b.klaar
	if b.alleen {
		return l.s.ToevoegenVeel(ctx, []Toevoeging{t})
	}
	return b.err
}

// rijd does one transaction when there is room for it. Who comes first drives, also for
// the others; who waits after that gets a driver of its own.
func (l *samenloop) rijd(g begrip.Gemeente, r *wachtrij) {
	l.mu.Lock()
	if r.bezig >= l.motor.Rijstroken() {
		l.mu.Unlock()
		return
	}
	samen, eigen := r.kies()
	if len(samen) == 0 {
		l.mu.Unlock()
		return
	}
	r.bezig++
	l.mu.Unlock()
	defer func() {
		l.mu.Lock()
		r.bezig--
		for p := range eigen {
			delete(r.bezet, p)
		}
		wacht := len(r.wacht)
		l.mu.Unlock()
		for _, b := range samen {
			close(b.klaar)
		}
		if wacht > 0 {
			go l.rijd(g, r)
		}
	}()
	l.samen(g, samen)
}

// samen does acts in one transaction and gives each its outcome.
func (l *samenloop) samen(g begrip.Gemeente, bs []*bijdrage) {
	ts, ctxs := make([]Toevoeging, len(bs)), make([]context.Context, len(bs))
	for i, b := range bs {
		ts[i], ctxs[i] = *b.t, b.ctx
	}
	ctx, stop := ZolangEen(ctxs)
	defer stop()
	v := l.s.vooraf(g, ts)
	niets, err := l.motor.Akte(ctx, g, v.vragen(l.motor.LaatStaan(), v.audit.vasten), func() ([]*Opdracht, error) {
		return l.s.samenSchrijven(v, bs)
	})
	for _, b := range bs {
		switch {
		case b.alleen || b.err != errSamenNiet: // it has its outcome already
		case err == nil:
			b.err = nil
		case niets:
			b.alleen = true
		default:
			b.err = err
		}
	}
}

// ZolangEen gives a context that ends when all of these have: nobody waits any more.
func ZolangEen(ctxs []context.Context) (context.Context, func()) {
	ctx, stop := context.WithCancel(context.WithoutCancel(ctxs[0]))
	var weg atomic.Int32
	los := make([]func() bool, len(ctxs))
	for i, c := range ctxs {
		los[i] = context.AfterFunc(c, func() {
			if int(weg.Add(1)) == len(ctxs) {
				stop()
			}
		})
	}
	return ctx, func() {
		for _, l := range los {
			l()
		}
		stop()
	}
}

// samenSchrijven gives what must be written of those who can go on. Who based the act on
// another version hears so; who must wait for another goes alone.
func (s *SQL) samenSchrijven(v *vooraf, bs []*bijdrage) (os []*Opdracht, err error) {
	defer func() { // each goes alone then, and it goes wrong again where it belongs
		if p := recover(); p != nil {
			err = fmt.Errorf("paniek bij het schrijven: %v", p)
		}
	}()
	w := s.toevoegwerk(v.g)
	w.feiten.staart = "" // here a fact that is there already takes all back
	var regels []Auditregel
	for _, b := range bs {
		k := v.koppen[b.t.Nummer]
		if k == nil || !v.audit.heeft(b.t.Audit) {
			b.alleen = true
			continue
		}
		if err := cmp.Or(b.ctx.Err(), k.Verwacht(b.t.Verwacht)); err != nil {
			b.err = err
			continue
		}
		if err := w.neem(k, b.t, v.staat[b.t.Nummer]); err != nil {
			return nil, err
		}
		regels = append(regels, b.t.Audit...)
	}
	if len(w.verzet.waarden.waarden) == 0 {
		return nil, nil
	}
	for _, l := range w.lijsten { // a person who is known already refuses only where one can look on
		if blind, err := s.zegel.Blind(v.g, l.regel.BSN); err != nil || l.staat.blind != blind {
			return nil, errors.Join(errSamenNiet, err)
		}
	}
	lijsten, err := s.schrijfLijsten(context.Background(), nil, v.g, w.lijsten)
	if err != nil {
		return nil, err
	}
	audit, err := v.audit.schrijfVan(regels)
	return append(w.opdrachten(), slices.Concat(lijsten, audit)...), err
}
