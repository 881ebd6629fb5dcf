package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"testing"
)

// Those who write together each get their own outcome: who refuses, panics or goes away
// takes nothing of the others along, and nothing of it stays.
func TestSamenSchrijvenHeeftEigenUitkomst(t *testing.T) {
	k := open(t, t.TempDir(), sleutels(t))
	defer sluit(t, k)
	weiger, weg := errors.New("weiger"), context.Canceled
	hek, klaar := make(chan struct{}), make(chan struct{})
	go func() { // holds the turn until all others wait
		defer close(klaar)
		if err := k.motor.Schrijf(ctx, "9001", func(*sql.Tx) error { <-hek; return nil }); err != nil {
			t.Error(err)
		}
	}()
	const velen = 40
	uitkomst := make([]any, velen)
	var wacht, gezet sync.WaitGroup
	for i := range velen {
		gezet.Add(1)
		wacht.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					uitkomst[i] = p
				}
			}()
			c, stop := context.WithCancel(ctx)
			defer stop()
			if i%10 == 7 {
				stop()
			}
			gezet.Done()
			if err := k.motor.Schrijf(c, "9001", func(tx *sql.Tx) error {
				if _, err := tx.ExecContext(ctx, "INSERT INTO teller (gemeente, jaar, laatste) VALUES ('9001', $1, 1)", i); err != nil {
					return err
				}
				switch i % 10 {
				case 3:
					return weiger
				case 5:
					panic(fmt.Sprint("paniek ", i))
				}
				return nil
			}); err != nil {
				uitkomst[i] = err
			}
		})
	}
	gezet.Wait()
	close(hek)
	wacht.Wait()
	<-klaar
	for i, u := range uitkomst {
		err, isFout := u.(error)
		switch i % 10 {
		case 3:
			if !isFout || !errors.Is(err, weiger) {
				t.Errorf("%d weigerde en kreeg %v", i, u)
			}
		case 5:
			if u != fmt.Sprint("paniek ", i) {
				t.Errorf("%d raakte in paniek en kreeg %v", i, u)
			}
		case 7:
			if !isFout || !errors.Is(err, weg) {
				t.Errorf("%d was weg en kreeg %v", i, u)
			}
		default:
			if u != nil {
				t.Errorf("%d kreeg %v", i, u)
			}
		}
	}
	staat := map[int]bool{}
	err := k.motor.Lees(ctx, "9001", func(tx *sql.Tx) error {
		rijen, err := tx.QueryContext(ctx, "SELECT jaar FROM teller")
		if err != nil {
			return err
		}
		for rijen.Next() {
			var jaar int
			if err := rijen.Scan(&jaar); err != nil {
				return err
			}
			staat[jaar] = true
		}
		return errors.Join(rijen.Err(), rijen.Close())
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range velen {
		if wil := i%10 != 3 && i%10 != 5 && i%10 != 7; staat[i] != wil {
			t.Errorf("%d staat er: %v, verwacht %v", i, staat[i], wil)
		}
	}
}
