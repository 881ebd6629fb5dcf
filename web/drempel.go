package web

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"traject/app"
)

// Klop is a kind of knocking with a bound of its own.
type Klop string

// The kinds: any page from one address, any page of one person, and logging in from one
// address, which is bound tighter.
const (
	KlopAdres    Klop = "adres"
	KlopPersoon  Klop = "persoon"
	KlopInloggen Klop = "inloggen"
)

// Drempel says how long someone has to wait before knocking again; 0 is welcome.
type Drempel func(r *http.Request, soort Klop, persoon string) time.Duration

// teVaak is a knock too many.
type teVaak struct{ wacht time.Duration }

func (t *teVaak) Error() string { return "too many requests" }

// seconden is how long to wait, in whole seconds and never nothing.
func (t *teVaak) seconden() string {
	return strconv.Itoa(max(1, int(math.Ceil(t.wacht.Seconds()))))
}

// klop asks whether this request may come in now.
func (s *Web) klop(r *http.Request, soort Klop, persoon string) error {
	if s.Drempel == nil {
		return nil
	}
	if wacht := s.Drempel(r, soort, persoon); wacht > 0 {
		return &teVaak{wacht}
	}
	return nil
}

// drempel holds every page but style sheets and scripts to the bound of its address.
func (s *Web) drempel(volgende http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/bestanden/") {
			if err := s.klop(r, KlopAdres, ""); err != nil {
				s.foutpagina(w, r, app.Wie{}, err)
				return
			}
		}
		volgende.ServeHTTP(w, r)
	})
}

// wachtkop tells a machine how long to wait before it asks again.
func wachtkop(w http.ResponseWriter, err error) {
	var vaak *teVaak
	switch {
	case errors.As(err, &vaak):
		w.Header().Set("Retry-After", vaak.seconden())
	case errors.Is(err, app.ErrLogboekWeg):
		w.Header().Set("Retry-After", "60")
	}
}

// onderPatroon tells whoever measures which page answers.
func (s *Web) onderPatroon(ctx context.Context, patroon string) {
	if s.Patroon != nil {
		s.Patroon(ctx, patroon)
	}
}
