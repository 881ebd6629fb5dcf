package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"sync"

	"traject/store"
)

// One connection writes, and every transaction waits for the disk. Whoever comes while
// another writes therefore waits with the others who came, and they go together: one
// transaction and one wait for the disk for all. Each still gets its own outcome: when
// one of them fails all is taken back and each goes alone.

// meesteSamen is how many go together at most, so that nobody waits long for the others.
const meesteSamen = 32

// beurten is the row of those who want to write in one file.
type beurten struct {
	mu    sync.Mutex
	wacht []*beurt
	bezig bool
}

// beurt is one transaction that waits for its turn.
type beurt struct {
	ctx    context.Context
	f      func(*sql.Tx) error
	err    error
	paniek any
	klaar  chan struct{}
}

// doe runs f in a transaction and returns when the outcome is on disk.
func (r *beurten) doe(ctx context.Context, db *sql.DB, f func(*sql.Tx) error) error {
	b := &beurt{ctx: ctx, f: f, klaar: make(chan struct{})}
	r.mu.Lock()
	r.wacht = append(r.wacht, b)
	if !r.bezig {
		r.bezig = true
		go r.werk(db)
	}
	r.mu.Unlock()
	<-b.klaar
	if b.paniek != nil {
		panic(b.paniek) // where it belongs: with whoever asked
	}
	return b.err
}

// werk does what waits until nothing does.
func (r *beurten) werk(db *sql.DB) {
	for {
		r.mu.Lock()
		samen := r.wacht[:min(len(r.wacht), meesteSamen)]
		r.wacht = r.wacht[len(samen):]
		if len(samen) == 0 {
			r.wacht, r.bezig = nil, false
			r.mu.Unlock()
			return
		}
		r.mu.Unlock()
		if len(samen) == 1 || !inEenKeer(db, samen) {
			for _, b := range samen {
				b.err = store.InTransactie(b.ctx, db, nil, b.loop)
			}
		}
		for _, b := range samen {
			close(b.klaar)
		}
	}
}

// inEenKeer does all in one transaction, and says whether it came on disk.
func inEenKeer(db *sql.DB, samen []*beurt) bool {
	// Not the context of one of them: when that one goes away the others stay.
	return store.InTransactie(context.Background(), db, nil, func(tx *sql.Tx) error {
		for _, b := range samen {
			if err := b.ctx.Err(); err != nil {
				return err
			}
			if err := b.loop(tx); err != nil {
				return err
			}
		}
		return nil
	}) == nil
}

// loop runs f, and makes of a panic an error first, so that the transaction is taken back.
func (b *beurt) loop(tx *sql.Tx) (err error) {
	b.paniek = nil
	defer func() {
		if b.paniek = recover(); b.paniek != nil {
			err = fmt.Errorf("paniek bij het schrijven: %v", b.paniek)
		}
	}()
	return b.f(tx)
}
