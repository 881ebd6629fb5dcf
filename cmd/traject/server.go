package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"

	"traject/api"
	"traject/jobs"
	"traject/meet"
)

// maxBody is the most a request may carry: the largest dossier file and the form
// around it. More is refused without reading it.
const maxBody = api.MeesteBytes + 64<<10

// listen takes the port before anything is written, so that a second start on the
// same port changes nothing.
func listen(address string) (net.Listener, error) { return listenAs("TRAJECT_ADRES", address) }

func listenAs(setting, address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	switch {
	case err == nil:
		return l, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fault(err, "op %s luistert al een ander programma. Stop dat, of kies met %s een andere poort.", address, setting)
	case errors.Is(err, syscall.EACCES):
		return nil, fault(err, "op %s mag dit programma niet luisteren. Kies met %s een poort boven 1023.", address, setting)
	}
	return nil, fault(err, "op %s is niet te luisteren. Controleer %s.", address, setting)
}

// serveUntil answers requests until ctx ends, and then finishes what it had started.
func serveUntil(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) error {
	srv := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(l) }()
	select {
	case err := <-done:
		return fmt.Errorf("answering requests: %w", err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 15*time.Second)
	defer cancel()
	if err := srv.Shutdown(grace); err != nil {
		return fault(err, "niet alles was af binnen vijftien seconden na het stoppen.")
	}
	return nil
}

// DUO delivers many messages in one go; so many are taken in at a time, and the others wait.
const (
	duoAtOnce   = 32
	duoPatience = 20 * time.Second
)

// door puts the counters of the house side by side behind one door.
func (s *settings) door(pages, machines, duoCounter http.Handler, log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", healthz)
	mux.Handle("GET /readyz", &s.ops.ready)
	mux.HandleFunc("GET /.well-known/security.txt", securityTxt(s.Ops, time.Now))
	mux.Handle("/notificaties", atOnce(duoAtOnce, duoPatience, duoCounter)) // has its own limit: DUO's file declares 400 without a body
	mux.Handle("/v1/", paced(s.Ops, limited(machines)))
	mux.Handle("/", limited(pages))
	return logged(s.ops.meter.Verzoeken(mux), log)
}

func healthz(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if _, err := io.WriteString(w, "ok\n"); err != nil {
		return // the one who asked hung up
	}
}

// limited refuses a body that says it is too large, and stops reading one that is.
func limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > maxBody {
			w.Header().Set("Connection", "close")
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			w.WriteHeader(http.StatusRequestEntityTooLarge)
			if _, err := io.WriteString(w, "Dit bestand is groter dan 4 MiB. Het is niet gelezen en er is niets vastgelegd.\n"); err != nil {
				return
			}
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		next.ServeHTTP(w, r)
	})
}

// logged writes one line per request. The address itself never goes to the log: DUO's
// own addresses hold a BSN and people paste anything behind a slash, so only words
// that this program uses itself are kept.
func logged(next http.Handler, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start, id := time.Now(), requestID()
		w.Header().Set("X-Request-Id", id)
		rec := &recorder{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			p := recover()
			if p != nil && p != http.ErrAbortHandler {
				log.ErrorContext(r.Context(), "request panicked", "request", id, "route", shape(r.URL.Path), "panic", fmt.Sprintf("%T", p), "at", jobs.PanicAt())
				if !rec.wrote {
					http.Error(rec, "Er ging iets mis. Noem dit kenmerk als u belt: "+id, http.StatusInternalServerError)
				}
			}
			log.InfoContext(r.Context(), "request", "request", id, "method", meet.Methode(r.Method), "route", shape(r.URL.Path),
				"status", rec.status, "ms", time.Since(start).Milliseconds())
			if p == http.ErrAbortHandler {
				panic(p)
			}
		}()
		next.ServeHTTP(rec, r)
	})
}

// routeWords are the words that addresses of this program consist of.
var routeWords = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`vandaag dossiers wat-als besluiten regelboek beleid sturing beheer controle mijn signalen koppelen v1 notificaties
		healthz readyz .well-known security.txt demo inloggen uitloggen berekeningen regels openapi.json bestanden bestand openen brieven brief pdf zoek-bsn
		oproepen waarschuwen verschijnen leerbaarheidstoets intake pip pip-melden persoon toewijzen notitie signaal signaal-afhandelen duo lijst fouten duo-vergelijken vergelijken verschillen portaal contactpersonen
		toegankelijkheid sneltoetsen vernietigen verklaringen blad vernietigd lange-set verwerkers nieuw bewaren inzage gegevens audit reden sessie start terug wachtrij medewerkers overdragen g partner aanbod deelname deelnemers uren`) {
		routeWords[w] = true
	}
}

// shape gives an address with everything that is not a word of ours left out.
func shape(path string) string {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		if p != "" && !routeWords[p] {
			parts[i] = "{}"
		}
	}
	if len(parts) > 6 {
		parts = append(parts[:6], "{}")
	}
	return strings.Join(parts, "/")
}

func requestID() string {
	var b [8]byte
	rand.Read(b[:]) // never fails: the program ends when the system has no randomness
	return hex.EncodeToString(b[:])
}

// recorder remembers the status for the log.
type recorder struct {
	http.ResponseWriter
	status int
	wrote  bool
}

func (r *recorder) WriteHeader(status int) {
	if !r.wrote {
		r.status, r.wrote = status, true
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	r.wrote = true
	return r.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
