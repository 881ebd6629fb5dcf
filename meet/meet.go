package meet

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.opentelemetry.io/otel/attribute"
	exporter "go.opentelemetry.io/otel/exporters/prometheus"
	"go.opentelemetry.io/otel/metric"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// Instellingen are what measuring needs from outside.
type Instellingen struct {
	Versie string // of the program
	// Sporen receives the traces; nil sends none. Ids are made all the same, because
	// the Logboek Dataverwerkingen and the other side of a call need them.
	Sporen sdktrace.SpanExporter
}

// Meter measures. One serves the whole program, and many may use it at once.
type Meter struct {
	lijst    *prometheus.Registry
	metriek  *sdkmetric.MeterProvider
	sporen   *sdktrace.TracerProvider
	meter    metric.Meter
	spoor    trace.Tracer
	verzoek  metric.Float64Histogram
	opslag   metric.Float64Histogram
	beurten  metric.Int64Counter
	gelukt   metric.Float64Gauge
	meldingN metric.Int64Counter
}

// grenzen are the upper bounds of the buckets, in seconds: around the figures that are
// promised (20 and 50 ms), with room for what goes wrong.
var grenzen = metric.WithExplicitBucketBoundaries(.001, .0025, .005, .01, .02, .03, .05, .1, .25, .5, 1, 2.5, 5, 10, 30)

// Nieuw gives a Meter.
func Nieuw(i Instellingen) (*Meter, error) {
	m := &Meter{lijst: prometheus.NewRegistry()}
	m.lijst.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	uit, err := exporter.New(exporter.WithRegisterer(m.lijst), exporter.WithoutScopeInfo(), exporter.WithoutTargetInfo())
	if err != nil {
		return nil, fmt.Errorf("making the Prometheus exporter: %w", err)
	}
	bron := resource.NewSchemaless(attribute.String("service.name", "traject"), attribute.String("service.version", i.Versie))
	m.metriek = sdkmetric.NewMeterProvider(sdkmetric.WithReader(uit), sdkmetric.WithResource(bron))
	opties := []sdktrace.TracerProviderOption{sdktrace.WithResource(bron), sdktrace.WithSampler(sdktrace.NeverSample())}
	if i.Sporen != nil {
		opties = append(opties, sdktrace.WithSampler(sdktrace.ParentBased(sdktrace.AlwaysSample())), sdktrace.WithBatcher(i.Sporen))
	}
	m.sporen = sdktrace.NewTracerProvider(opties...)
	m.meter, m.spoor = m.metriek.Meter("traject"), m.sporen.Tracer("traject")
	return m, m.instrumenten()
}

func (m *Meter) instrumenten() error {
	var fouten [5]error
	m.verzoek, fouten[0] = m.meter.Float64Histogram("http.server.request.duration", metric.WithUnit("s"), grenzen,
		metric.WithDescription("Time to answer a request, by route"))
	m.opslag, fouten[1] = m.meter.Float64Histogram("traject.store.duration", metric.WithUnit("s"), grenzen,
		metric.WithDescription("Time of one operation of the store"))
	m.beurten, fouten[2] = m.meter.Int64Counter("traject.job.runs", metric.WithDescription("Runs of a job, by outcome"))
	m.gelukt, fouten[3] = m.meter.Float64Gauge("traject.job.last_success", metric.WithUnit("s"),
		metric.WithDescription("When a job last succeeded in this instance, seconds since 1970"))
	m.meldingN, fouten[4] = m.meter.Int64Counter("traject.duo.notifications", metric.WithDescription("Notifications of DUO that came in, by outcome"))
	if err := errors.Join(fouten[:]...); err != nil {
		return fmt.Errorf("making the instruments: %w", err)
	}
	return nil
}

// Handler gives the page that Prometheus reads. It belongs on an address of its own.
func (m *Meter) Handler() http.Handler {
	return promhttp.HandlerFor(m.lijst, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError})
}

// Sluit sends what is left of the traces.
func (m *Meter) Sluit(ctx context.Context) error {
	if err := errors.Join(m.sporen.Shutdown(ctx), m.metriek.Shutdown(ctx)); err != nil {
		return fmt.Errorf("sending the last traces: %w", err)
	}
	return nil
}
