package meet

import (
	"context"
	"net/http"
	"strings"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// onbekend stands for every address that is no route of ours.
const onbekend = "onbekend"

type routesleutel struct{}

// Patroon remembers the pattern of the page that answers. A session gives the request to
// the pages as a copy, so that its pattern would not be seen from outside.
func Patroon(ctx context.Context, patroon string) {
	if p, ok := ctx.Value(routesleutel{}).(*string); ok {
		*p = patroon
	}
}

var w3c = propagation.TraceContext{}

// vanBuiten takes in where a request comes from. Only the two numbers: tracestate may hold
// anything, and would be passed on.
func vanBuiten(ctx context.Context, kop http.Header) context.Context {
	sc := trace.SpanContextFromContext(w3c.Extract(ctx, propagation.HeaderCarrier(kop)))
	if !sc.IsValid() {
		return ctx
	}
	return trace.ContextWithRemoteSpanContext(ctx, sc.WithTraceState(trace.TraceState{}))
}

// Verzoeken measures every request by method, pattern and status.
func (m *Meter) Verzoeken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin, patroon := time.Now(), ""
		ctx, span := m.spoor.Start(vanBuiten(r.Context(), r.Header), "request", trace.WithSpanKind(trace.SpanKindServer))
		r = r.WithContext(context.WithValue(ctx, routesleutel{}, &patroon))
		rec := &status{ResponseWriter: w, code: http.StatusOK}
		defer func() {
			if patroon == "" {
				patroon = r.Pattern
			}
			route, hoe := weg(patroon), Methode(r.Method)
			kenmerken := []attribute.KeyValue{attribute.String("http.request.method", hoe), attribute.String("http.route", route), attribute.Int("http.response.status_code", rec.code)}
			m.verzoek.Record(ctx, time.Since(begin).Seconds(), metric.WithAttributes(kenmerken...))
			span.SetName(hoe + " " + route)
			span.SetAttributes(kenmerken...)
			if rec.code >= 500 {
				span.SetStatus(codes.Error, "")
			}
			span.End()
		}()
		next.ServeHTTP(rec, r)
	})
}

// weg gives the address of a pattern without its method. A pattern that takes
// everything is no route.
func weg(patroon string) string {
	if _, na, ok := strings.Cut(patroon, " "); ok {
		patroon = na
	}
	if patroon == "" || patroon == "/" {
		return onbekend
	}
	return patroon
}

// Methode gives a method of HTTP, or that it is none: the other side may write anything there.
func Methode(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions, http.MethodPatch:
		return m
	}
	return "_OTHER"
}

// status remembers what was answered.
type status struct {
	http.ResponseWriter
	code int
	al   bool
}

func (s *status) WriteHeader(code int) {
	if !s.al && code >= 200 {
		s.code, s.al = code, true
	}
	s.ResponseWriter.WriteHeader(code)
}

func (s *status) Write(b []byte) (int, error) {
	s.al = true
	return s.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (s *status) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// Stap begins a step of the house, such as an act; the function it gives ends it.
// The name is a word of the program.
func (m *Meter) Stap(ctx context.Context, naam string) (context.Context, func(error)) {
	ctx, span := m.spoor.Start(ctx, naam)
	return ctx, func(err error) {
		if err != nil { // never its text: that may name something
			span.SetStatus(codes.Error, "")
		}
		span.End()
	}
}

// Uitgaand passes the trace on to another party and measures the call as a step. Nothing
// of the address goes along: those of DUO hold a BSN.
func (m *Meter) Uitgaand(partij string, rt http.RoundTripper) http.RoundTripper {
	return door(func(r *http.Request) (*http.Response, error) {
		ctx, span := m.spoor.Start(r.Context(), "call "+partij, trace.WithSpanKind(trace.SpanKindClient))
		defer span.End()
		r = r.Clone(ctx)
		w3c.Inject(ctx, propagation.HeaderCarrier(r.Header))
		antwoord, err := rt.RoundTrip(r)
		if err != nil {
			span.SetStatus(codes.Error, "")
			return nil, err
		}
		span.SetAttributes(attribute.Int("http.response.status_code", antwoord.StatusCode))
		return antwoord, nil
	})
}

type door func(*http.Request) (*http.Response, error)

// RoundTrip makes one call.
func (d door) RoundTrip(r *http.Request) (*http.Response, error) { return d(r) }

// Spoor writes in the headers of a call to which trace it belongs.
func Spoor(ctx context.Context, kop http.Header) { w3c.Inject(ctx, propagation.HeaderCarrier(kop)) }
