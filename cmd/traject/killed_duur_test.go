//go:build duur

package main

import (
	"fmt"
	"testing"
	"time"

	"traject/store/storetest"
)

// twoKilled is TestKilledWorkers at length, with its figures beside the others.
func twoKilled(t *testing.T, engine string, server *storetest.Postgres, rounds int) {
	f := newKilledField(t, engine, server)
	f.fillLetters(t, 300, 6)
	start := time.Now()
	f.killWorkers(t, rounds)
	lost, twice := f.look(t)
	if lost+twice > 0 {
		t.Errorf("of %d letters %d lost, %d twice", len(f.letters), lost, twice)
	}
	note(t, &field{name: engine, kills: 2 * rounds, letters: len(f.letters)}, fmt.Sprintf("twee werkers tegelijk, %d brieven", len(f.letters)), loss{lost: lost, double: twice}, time.Since(start))
}
