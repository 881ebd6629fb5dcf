package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"go.opentelemetry.io/otel"

	"traject/app"
	"traject/kern/begrip"
	"traject/keten/otlp"
	"traject/meet"
	"traject/store"
)

// operations is what whoever keeps traject running sees of it, and the bounds it keeps.
type operations struct {
	settings opsSettings
	meter    *meet.Meter
	metrics  net.Listener // nil: no figures for Prometheus
	ready    readiness
	served   []begrip.Gemeente
	log      app.Logboek // nil: no Logboek Dataverwerkingen
	wait     sync.WaitGroup
	// certificates are asked each time: a file may have been renewed.
	certificates certificates
}

// prepareOperations takes the port for the figures and reads what else is needed, before
// anything is written.
func prepareOperations(s settings) (*operations, error) {
	o := &operations{settings: s.Ops, served: s.municipalities()}
	o.ready.municipalities = func() []begrip.Gemeente { return o.served }
	o.ready.notices = func() []string { return o.certificates.notices(time.Now()) }
	in := meet.Instellingen{Versie: version}
	if s.Ops.Traces != "" {
		in.Sporen = otlp.Sporen{Client: otlp.Nieuw(otlp.Instelling{Adres: s.Ops.Traces, Wacht: 10 * time.Second, Dienst: "traject", Versie: version})}
	}
	var err error
	if o.meter, err = meet.Nieuw(in); err != nil {
		return nil, fmt.Errorf("het meten klaarzetten: %w", err)
	}
	if s.Ops.LDV != "" {
		token, err := s.Ops.token()
		if err != nil {
			return nil, err
		}
		client := otlp.Nieuw(otlp.Instelling{Adres: s.Ops.LDV, Token: token, Wacht: s.Ops.ldvWait, Dienst: "traject", Versie: version})
		o.log = &processingLog{client: client, ring: s.ring, register: s.Ops.LDVRegister}
	}
	if s.Ops.Metrics != "" {
		if o.metrics, err = listenAs("TRAJECT_METRICS_ADRES", s.Ops.Metrics); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// watch begins to look at the cellar, and gives it back measured.
func (o *operations) watch(ctx context.Context, cellar store.Kelder, keys store.Sleutels, log *slog.Logger) (store.Kelder, error) {
	o.ready.cellar = cellar
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { log.Warn("measuring failed", "err", err.Error()) }))
	err := o.meter.Wachtrij(func(ctx context.Context) ([]store.Werktelling, error) {
		var all []store.Werktelling
		for _, g := range o.served {
			rows, err := cellar.WerkTellingen(ctx, g, time.Now().Unix())
			if err != nil {
				return nil, err
			}
			all = append(all, rows...)
		}
		return all, nil
	})
	if err != nil {
		return nil, fmt.Errorf("het meten klaarzetten: %w", err)
	}
	err = o.meter.Sessies(func(ctx context.Context) (int, error) {
		total := 0
		for _, g := range o.served {
			n, err := cellar.TelSessies(ctx, g, time.Now().Unix())
			if err != nil {
				return 0, err
			}
			total += n
		}
		return total, nil
	})
	if err != nil {
		return nil, fmt.Errorf("het meten klaarzetten: %w", err)
	}
	if err := o.meter.Certificaten(o.certificates.all); err != nil {
		return nil, fmt.Errorf("het meten klaarzetten: %w", err)
	}
	o.wait.Go(func() { refreshKeys(ctx, keys, keysEvery, log) })
	if o.metrics != nil {
		o.wait.Go(func() { o.showFigures(ctx, log) })
	}
	return o.meter.Kelder(cellar), nil
}

// showFigures answers Prometheus until ctx ends. It stands apart from the front door, so
// that a proxy in front of that can never pass it on.
func (o *operations) showFigures(ctx context.Context, log *slog.Logger) {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", o.meter.Handler())
	mux.HandleFunc("GET /healthz", healthz)
	mux.Handle("GET /readyz", &o.ready)
	srv := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
	stopped := context.AfterFunc(ctx, func() {
		if err := srv.Close(); err != nil {
			log.Warn("figures not closed well", "err", err.Error())
		}
	})
	defer stopped()
	if err := srv.Serve(o.metrics); err != nil && !errors.Is(err, http.ErrServerClosed) {
		log.Error("figures stopped", "err", err.Error())
	}
}

// drained gives a context that ends a while after ctx: in that time /readyz already says
// no and the door is still open, so that a load balancer sends nobody to a closed door.
func (o *operations) drained(ctx context.Context) context.Context {
	late, stop := context.WithCancel(context.WithoutCancel(ctx))
	context.AfterFunc(ctx, func() {
		o.ready.stopping.Store(true)
		time.AfterFunc(o.settings.drain, stop)
	})
	return late
}

// close ends what watch began and sends the last traces.
func (o *operations) close(c console) {
	if o.metrics != nil {
		if err := o.metrics.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			fmt.Fprintln(c.err, "traject: het adres voor de cijfers sloot niet goed.")
		}
	}
	o.wait.Wait()
	ctx, done := context.WithTimeout(context.Background(), 5*time.Second)
	defer done()
	if err := o.meter.Sluit(ctx); err != nil {
		fmt.Fprintln(c.err, "traject: de laatste sporen zijn niet aangekomen.")
	}
}

// processingLog plugs the Logboek Dataverwerkingen into app. A number of a dossier leaves
// the house only as a pseudonym.
type processingLog struct {
	client   *otlp.Client
	ring     *keyring
	register string
}

// Schrijf sends one record per processing and waits until all are acknowledged.
func (l *processingLog) Schrijf(ctx context.Context, g begrip.Gemeente, vs []app.Verwerking) error {
	l.ring.mu.Lock()
	keys := l.ring.keys
	l.ring.mu.Unlock()
	if keys == nil {
		return errors.New("the keys are not open yet")
	}
	numbers := make([]string, len(vs))
	for i, v := range vs {
		numbers[i] = v.Nummer
	}
	names, err := store.Pseudoniemen(keys, g, numbers...)
	if err != nil {
		return err
	}
	records := make([]otlp.Verwerking, len(vs))
	for i, v := range vs {
		records[i] = otlp.Verwerking{Naam: v.Handeling, Activiteit: l.register + string(v.Activiteit), Betrokkene: names[i], Soort: "dossiernummer", Begin: v.Moment, Einde: v.Moment}
	}
	return l.client.SchrijfVerwerkingen(ctx, records)
}

// notified counts messages of DUO; nil when nothing is counted.
func (o *operations) notified() func(context.Context, error) {
	if o == nil {
		return nil
	}
	return o.meter.Notificatie
}
