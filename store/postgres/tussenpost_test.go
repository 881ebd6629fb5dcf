package postgres

import (
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5/pgproto3"
)

// tussenpost stands between the program and a real server and does what goes wrong under
// way: the database calls a transaction off, or the line breaks around a commit. All that
// it lets through is done by PostgreSQL itself.
type tussenpost struct {
	naar    string
	l       net.Listener
	storing atomic.Int32 // which kind, see below
	gestoord,
	bezig atomic.Int32
	beurt atomic.Int32
}

// The kinds of trouble.
const (
	geenStoring       = iota
	vastleggenTerug   // a commit now and then is called off with 40001, and taken back
	vragenTerug       // a statement now and then is called off with 40001
	wegVoorVastleggen // the line breaks, the commit never arrives
	wegNaVastleggen   // the commit is done, and then the line breaks
	wegBijVraag       // the line breaks at the next statement, once
)

func nieuweTussenpost(t *testing.T, naar string) *tussenpost {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &tussenpost{naar: naar, l: l}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go p.bedien(c)
		}
	}()
	return p
}

// adres gives the same database, by way of here.
func (p *tussenpost) adres(a string) string {
	return strings.Replace(a, p.naar, p.l.Addr().String(), 1)
}

// nuStoren says whether this is a moment for trouble: every other commit when one is at
// work, and far less when many are, who would otherwise keep each other from ever getting
// done. A transaction has many statements and one commit.
func (p *tussenpost) nuStoren() bool {
	switch {
	case p.storing.Load() == vragenTerug && rand.N(16) > 0, p.bezig.Load() > 1 && rand.N(8) > 0, p.storing.Load() == vastleggenTerug && p.beurt.Add(1)%2 > 0:
		return false
	}
	p.gestoord.Add(1)
	return true
}

// gesprek is one connection.
type gesprek struct {
	p        *tussenpost
	program  *pgproto3.Backend
	server   *pgproto3.Frontend
	mu       sync.Mutex // of program, for writing
	inBeeld  atomic.Bool
	status   atomic.Int32 // of the last ReadyForQuery: 'I' none, 'T' in a transaction, 'E' failed
	slik     atomic.Int32 // answers up to and including so many ReadyForQuery are not passed on
	afbreken atomic.Bool  // break the line when the next answer comes
}

func (p *tussenpost) bedien(c net.Conn) {
	s, err := net.Dial("tcp", p.naar)
	if err != nil {
		c.Close()
		return
	}
	sluit := func() { c.Close(); s.Close() }
	defer sluit()
	g := &gesprek{p: p, program: pgproto3.NewBackend(c, c), server: pgproto3.NewFrontend(s, s)}
	eerste, err := g.program.ReceiveStartupMessage()
	if err != nil {
		return
	}
	g.server.Send(eerste)
	if g.server.Flush() != nil {
		return
	}
	if _, is := eerste.(*pgproto3.StartupMessage); !is { // a request to cancel has no answer
		return
	}
	go func() {
		defer sluit()
		g.antwoorden()
	}()
	g.vragen()
	g.klaar()
}

func (g *gesprek) bezig() {
	if g.inBeeld.CompareAndSwap(false, true) {
		g.p.bezig.Add(1)
	}
}

func (g *gesprek) klaar() {
	if g.inBeeld.CompareAndSwap(true, false) {
		g.p.bezig.Add(-1)
	}
}

// antwoorden passes on what the server says.
func (g *gesprek) antwoorden() {
	for {
		m, err := g.server.Receive()
		if err != nil {
			return
		}
		r, klaar := m.(*pgproto3.ReadyForQuery)
		if klaar {
			g.status.Store(int32(r.TxStatus))
			if r.TxStatus == 'I' {
				g.klaar()
			}
		}
		switch {
		case g.afbreken.Load():
			return
		case g.slik.Load() > 0:
			if klaar {
				g.slik.Add(-1)
			}
			continue
		}
		if g.zeg(m) != nil {
			return
		}
	}
}

func (g *gesprek) zeg(ms ...pgproto3.BackendMessage) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, m := range ms {
		g.program.Send(m)
	}
	return g.program.Flush()
}

// vragen passes on what the program says, with the trouble that was asked for.
func (g *gesprek) vragen() {
	vers, weg := true, false      // at the begin of a request; the rest of it is thrown away
	bekend := map[string]string{} // statements that were made ready, by name
	for {
		m, err := g.program.Receive()
		if err != nil {
			return
		}
		_, sync := m.(*pgproto3.Sync)
		if weg {
			if sync {
				vers, weg = true, false
				if g.roepAf() != nil {
					return
				}
			}
			continue
		}
		switch b := m.(type) {
		case *pgproto3.Parse:
			bekend[b.Name] = b.Query
		case *pgproto3.Bind:
			// A commit that travels with what is written; not that of a transaction that only reads,
			// which travels with its begin.
			if bekend[b.PreparedStatement] == "commit" && g.status.Load() == 'T' {
				switch g.p.storing.Load() {
				case vastleggenTerug:
					if weg = g.p.nuStoren(); weg {
						continue
					}
				default:
					if !g.vastleggen() {
						return
					}
				}
			}
			if g.p.storing.CompareAndSwap(wegBijVraag, geenStoring) {
				g.p.gestoord.Add(1)
				return
			}
			if g.bezig(); vers && g.p.storing.Load() == vragenTerug && g.p.nuStoren() {
				weg = true
				continue
			}
		case *pgproto3.Query:
			if g.bezig(); b.String == "commit" {
				if door := g.vastleggen(); !door {
					if g.afbreken.Load() {
						return
					}
					continue
				}
			}
		}
		vers = sync
		g.server.Send(m)
		if g.server.Flush() != nil {
			return
		}
	}
}

// vastleggen says whether a commit may go on.
func (g *gesprek) vastleggen() bool {
	switch g.p.storing.Load() {
	case vastleggenTerug:
		if g.p.nuStoren() {
			return g.roepAf() != nil
		}
	case wegVoorVastleggen:
		g.p.gestoord.Add(1)
		g.afbreken.Store(true)
		return false
	case wegNaVastleggen:
		g.p.gestoord.Add(1)
		g.afbreken.Store(true)
	}
	return true
}

// roepAf takes the transaction back at the server and tells the program that it was called off.
func (g *gesprek) roepAf() error {
	status := byte('I')
	if g.status.Load() == 'T' {
		g.slik.Add(1)
		g.server.Send(&pgproto3.Query{String: "rollback"})
		if err := g.server.Flush(); err != nil {
			return err
		}
		for g.slik.Load() > 0 { // the answer to the rollback comes before anything else is said
			if g.afbreken.Load() {
				return net.ErrClosed
			}
			wachtEven()
		}
		if g.p.storing.Load() == vragenTerug {
			status = 'E'
		}
	}
	return g.zeg(&pgproto3.ErrorResponse{Severity: "ERROR", Code: "40001", Message: "could not serialize access"}, &pgproto3.ReadyForQuery{TxStatus: status})
}
