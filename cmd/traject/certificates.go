package main

import (
	"crypto/x509"
	"slices"
	"sync"
	"time"

	"traject/kern/begrip"
	"traject/meet"
)

// certificates are those of our own that end some day.
type certificates struct {
	mu  sync.Mutex
	asc []certificate
}

type certificate struct {
	where string
	of    begrip.Gemeente
	now   func() *x509.Certificate // nil is none
}

// noticeBefore is how long before its end a certificate is named in /readyz.
const noticeBefore = 14 * 24 * time.Hour

func (c *certificates) add(x certificate) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asc = append(c.asc, x)
}

func (c *certificates) all() []meet.Certificaat {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all []meet.Certificaat
	for _, x := range c.asc {
		if cert := x.now(); cert != nil {
			all = append(all, meet.Certificaat{Waar: x.where, Voor: string(x.of), Tot: cert.NotAfter})
		}
	}
	return all
}

// notices says in a word which certificates end soon.
func (c *certificates) notices(now time.Time) []string {
	var words []string
	for _, x := range c.all() {
		word := "het certificaat voor " + x.Waar + " van gemeente " + x.Voor + " verloopt op " + x.Tot.UTC().Format(time.DateOnly)
		if x.Tot.Before(now.Add(noticeBefore)) && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return words
}
