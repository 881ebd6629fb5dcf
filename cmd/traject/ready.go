package main

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"traject/kern/begrip"
	"traject/store"
)

// readiness answers /readyz: whether a load balancer may send people here.
type readiness struct {
	cellar         store.Gereedheid
	municipalities func() []begrip.Gemeente
	notices        func() []string // what needs attention and does not stop anybody; may be nil
	stopping       atomic.Bool
}

// The words of /readyz, one per part that is not ready.
const (
	partDatabase   = "database"
	partMigrations = "migraties"
	partKeys       = "sleutels"
	partStopping   = "stopt"
)

const readyWithin = 2 * time.Second

// missing says which parts are not ready, each once.
func (r *readiness) missing(ctx context.Context) []string {
	if r.stopping.Load() {
		return []string{partStopping}
	}
	ctx, done := context.WithTimeout(ctx, readyWithin)
	defer done()
	bad := map[string]bool{}
	for _, g := range r.municipalities() {
		for _, err := range parts(r.cellar.Gereed(ctx, g)) {
			bad[partOf(err)] = true
		}
	}
	var words []string
	for _, w := range []string{partDatabase, partMigrations, partKeys} {
		if bad[w] {
			words = append(words, w)
		}
	}
	return words
}

// parts takes apart what the store joined together.
func parts(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	if err == nil {
		return nil
	}
	return []error{err}
}

func partOf(err error) string {
	var trouble *store.Storing
	if errors.As(err, &trouble) {
		switch trouble.Soort {
		case store.OuderSchema:
			return partMigrations
		case store.Sleutelfout:
			return partKeys
		}
	}
	return partDatabase
}

// ServeHTTP answers 200, or 503 with the words.
func (r *readiness) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	words := r.missing(req.Context())
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	text := "ok\n"
	if len(words) > 0 {
		w.WriteHeader(http.StatusServiceUnavailable)
		text = strings.Join(words, "\n") + "\n"
	} else if r.notices != nil {
		for _, n := range r.notices() {
			text += "let op: " + n + "\n"
		}
	}
	if _, err := io.WriteString(w, text); err != nil {
		return // the one who asked hung up
	}
}

// ready asks a traject that runs on this machine whether it is ready: for the health
// check of a container, where there is no other program to ask with.
func ready(ctx context.Context, args []string, c console) error {
	s, err := settingsFor("ready", args, c)
	if err != nil {
		return err
	}
	host, port, err := net.SplitHostPort(s.Address)
	if err != nil {
		return fault(err, "TRAJECT_ADRES moet een adres met een poort zijn, zoals 127.0.0.1:8080.")
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	ctx, done := context.WithTimeout(ctx, readyWithin+time.Second)
	defer done()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", nil)
	if err != nil {
		return fault(err, "TRAJECT_ADRES is geen adres.")
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		return fault(err, "op %s antwoordt geen traject.", s.Address)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, 1<<10))
	if err != nil {
		return fault(err, "op %s antwoordt geen traject.", s.Address)
	}
	if answer.StatusCode != http.StatusOK {
		return fault(nil, "nog niet klaar: %s.", strings.Join(strings.Fields(string(text)), ", "))
	}
	_, err = c.out.Write(text)
	return err
}
