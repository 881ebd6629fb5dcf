package main

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"

	"traject/kern/begrip"
	"traject/store"
)

// keyring gives the keys of the settings, read once and used by all.
type keyring struct {
	mu   sync.Mutex
	keys store.Sleutels
}

// openKeys opens the keys from where the settings say: the environment, a command, or a
// file. Only in a file a first key can be made.
func (s *settings) openKeys(ctx context.Context, makeKey bool) (store.Sleutels, error) {
	if s.ring == nil { // settings that were not read, as in a test
		return s.readKeys(ctx, makeKey)
	}
	s.ring.mu.Lock()
	defer s.ring.mu.Unlock()
	if s.ring.keys != nil {
		return s.ring.keys, nil
	}
	keys, err := s.readKeys(ctx, makeKey)
	if err == nil {
		s.ring.keys = keys
	}
	return keys, err
}

func (s *settings) readKeys(ctx context.Context, makeKey bool) (store.Sleutels, error) {
	switch words := strings.Fields(s.Ops.KeyCommand); {
	case s.Ops.Keys != "":
		keys, err := store.SleutelsUitTekst(s.Ops.Keys)
		if err != nil {
			return nil, fault(err, "TRAJECT_SLEUTELS klopt niet. %s", err)
		}
		return keys, nil
	case len(words) > 0:
		keys, err := store.SleutelsUitOpdracht(ctx, words[0], words[1:]...)
		if err != nil { // the arguments may hold a secret and stay out of the sentence
			return nil, fault(err, "TRAJECT_SLEUTELOPDRACHT gaf geen sleutels. %s", err)
		}
		return keys, nil
	}
	keys, err := store.SleutelsUitBestand(s.keyPath(), makeKey)
	var trouble *store.Storing
	if errors.As(err, &trouble) && !strings.Contains(trouble.Zin, s.keyPath()) {
		return nil, fault(err, "TRAJECT_SLEUTELBESTAND %s is niet te gebruiken. %s", s.keyPath(), trouble.Zin)
	}
	if err != nil {
		return nil, err // and not keys: a nil *Sleutelbestand is no nil Sleutels
	}
	return keys, nil
}

// keySource names where the keys come from, for a sentence.
func (s *settings) keySource() string {
	switch {
	case s.Ops.Keys != "":
		return "TRAJECT_SLEUTELS"
	case s.Ops.KeyCommand != "":
		return "TRAJECT_SLEUTELOPDRACHT"
	}
	return s.keyPath()
}

// keyFileLost says that keys come from a file that is not there.
func (s *settings) keyFileLost() bool {
	_, err := os.Stat(s.keyPath())
	return s.Ops.Keys+s.Ops.KeyCommand == "" && errors.Is(err, fs.ErrNotExist)
}

// keysEvery is how often a command is asked for keys again.
const keysEvery = time.Minute

// refreshKeys asks the command for keys until ctx ends, so that a new key needs no
// restart. A file is read again by itself when it changes.
func refreshKeys(ctx context.Context, keys store.Sleutels, every time.Duration, log *slog.Logger) {
	command, ok := keys.(*store.Opdrachtsleutels)
	if !ok {
		return
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := command.Ververs(ctx); err != nil && ctx.Err() == nil {
			log.ErrorContext(ctx, "keys not refreshed", "err", err.Error())
		}
	}
}

// keyGiven refuses to begin without a key where none can be made.
func (s *settings) keyGiven(ctx context.Context, g begrip.Gemeente) error {
	if s.Ops.Keys+s.Ops.KeyCommand == "" {
		return nil // a file gets its first key when it is needed
	}
	keys, err := s.openKeys(ctx, false)
	if err != nil {
		return err
	}
	if _, err := keys.Sleutels(g); err != nil {
		return fault(err, "%s heeft geen sleutel voor gemeente %s.", s.keySource(), g)
	}
	return nil
}
