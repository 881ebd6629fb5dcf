package nagebootst

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"time"
)

// Server is een DUO dat op een poort luistert.
type Server struct {
	URL   string // zonder /v1
	http  *http.Server
	klaar chan error
}

// Luister zet dit DUO op een vrije poort van de eigen machine. Met een instelling voor TLS
// tonen beide kanten hun certificaat; zonder is de verbinding open.
func (d *DUO) Luister(beveiliging *tls.Config) (*Server, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("nagebootst DUO: een poort nemen: %w", err)
	}
	schema := "http"
	if beveiliging != nil {
		l, schema = tls.NewListener(l, beveiliging), "https"
	}
	s := &Server{URL: schema + "://" + l.Addr().String(), klaar: make(chan error, 1)}
	// Wie met een verkeerd certificaat komt hoort daar zelf van; het logboek van een proef
	// hoeft dat niet te noemen.
	s.http = &http.Server{Handler: d, ReadHeaderTimeout: 5 * time.Second, ErrorLog: log.New(io.Discard, "", 0)}
	go func() { s.klaar <- s.http.Serve(l) }()
	return s, nil
}

// Sluit stopt het luisteren en verbreekt wat nog openstaat.
func (s *Server) Sluit() error {
	ctx, klaar := context.WithTimeout(context.Background(), time.Second)
	defer klaar()
	err := s.http.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = s.http.Close()
	}
	if einde := <-s.klaar; !errors.Is(einde, http.ErrServerClosed) {
		err = errors.Join(err, einde)
	}
	return err
}
