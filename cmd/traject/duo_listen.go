package main

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"traject/app"
	"traject/keten/duo"
)

// listenForDUO takes the address on which only DUO knocks; nil when that is the ordinary
// address. With a certificate both sides must show one.
func (s settings) listenForDUO() (net.Listener, error) {
	if s.DUO.Listen == "" {
		return nil, nil
	}
	own := s.forOne(s.Municipality)
	conf, err := own.listenTLS()
	if err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", s.DUO.Listen)
	if err != nil {
		return nil, fault(err, "op TRAJECT_DUO_LUISTER %s is niet te luisteren (%s).", s.DUO.Listen, reason(err))
	}
	if conf != nil {
		l = tls.NewListener(l, conf)
	}
	return l, nil
}

// port is an address with what answers on it; without a listener there is none.
type port struct {
	listener net.Listener
	handler  http.Handler
}

// serveAll answers on all ports until ctx ends or one of them falls over.
func serveAll(ctx context.Context, log *slog.Logger, ports ...port) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var wait sync.WaitGroup
	faults := make([]error, len(ports))
	for i, p := range ports {
		if p.listener == nil {
			continue
		}
		wait.Go(func() {
			faults[i] = serveUntil(ctx, p.listener, p.handler, log)
			stop()
		})
	}
	wait.Wait()
	return errors.Join(faults...)
}

// onlyForDUO is all that answers on the address of DUO.
func onlyForDUO(counter http.Handler, log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/notificaties", counter)
	return logged(mux, log)
}

// refusedBy keeps what the counter refuses for the application manager.
func refusedBy(h *app.Huis) func(context.Context, duo.Geweigerd) {
	return func(ctx context.Context, g duo.Geweigerd) {
		ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer stop()
		if err := h.NoteerGeweigerd(ctx, app.GeweigerdBericht{Status: g.Status, Reden: g.Reden, Bron: g.Bron, BerichtID: g.BerichtID}); err != nil {
			h.Log.ErrorContext(ctx, "geweigerde notificatie niet genoteerd", "fout", err.Error())
		}
	}
}
