package api

import (
	"sync"
	"testing"

	"traject/kern/begrip"
	"traject/wetten"
)

var laadBoek = sync.OnceValues(wetten.Laad)

func moetBoek(t testing.TB) *wetten.Boek {
	t.Helper()
	b, err := laadBoek()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func dag(s string) begrip.Datum { return begrip.MoetDag(s) }
