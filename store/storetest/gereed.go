package storetest

import (
	"context"
	"testing"
)

func gereed(t *testing.T, p *proef) {
	gelukt(t, p.Gereed(ctx, gemeente))
	weg, stop := context.WithCancel(ctx)
	stop()
	if p.Ruw != nil && p.Gereed(weg, gemeente) == nil {
		t.Error("een vraag die al is afgebroken gaf gereed")
	}
}
