package storetest

import (
	"context"
	"testing"

	"traject/store"
)

func gereed(t *testing.T, p *proef) {
	gelukt(t, p.Gereed(ctx, gemeente))
	weg, stop := context.WithCancel(ctx)
	stop()
	if p.Ruw != nil && p.Gereed(weg, gemeente) == nil {
		t.Error("een vraag die al is afgebroken gaf gereed")
	}
	for _, s := range []store.Sessie{{Sleutel: "a", Gebruiker: "jansen", Tot: moment + 9}, {Sleutel: "b", Tot: moment + 9}, {Sleutel: "c", Gebruiker: "dewit", Tot: moment}} {
		gelukt(t, p.BewaarSessie(ctx, gemeente, s))
	}
	if n, err := p.TelSessies(ctx, gemeente, moment); err != nil || n != 1 {
		t.Errorf("%d sessies geteld, verwacht alleen die van wie is ingelogd en nog bezig is: %v", n, err)
	}
}
