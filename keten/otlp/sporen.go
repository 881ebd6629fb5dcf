package otlp

import (
	"context"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	common "go.opentelemetry.io/proto/slim/otlp/common/v1"
	trace "go.opentelemetry.io/proto/slim/otlp/trace/v1"
)

// Sporen brengt de stappen van verzoeken naar een ontvanger. Anders dan bij verwerkingen
// mag hier iets wegvallen: het gaat over het programma en niet over een persoon.
type Sporen struct{ *Client }

var _ sdktrace.SpanExporter = Sporen{}

// ExportSpans stuurt een aantal stappen.
func (s Sporen) ExportSpans(ctx context.Context, stappen []sdktrace.ReadOnlySpan) error {
	if len(stappen) == 0 {
		return nil
	}
	uit := make([]*trace.Span, len(stappen))
	for i, stap := range stappen {
		uit[i] = omgezet(stap)
	}
	return s.stuur(ctx, uit)
}

// Shutdown heeft niets af te ronden: elke stap ging al weg.
func (s Sporen) Shutdown(context.Context) error { return nil }

// omgezet neemt alleen over wat wij zelf meegeven: getallen en woorden van het programma.
// Gebeurtenissen, verwijzingen en tracestate blijven achter; daar kan van alles in staan.
func omgezet(s sdktrace.ReadOnlySpan) *trace.Span {
	spoor, stap, ouder := s.SpanContext().TraceID(), s.SpanContext().SpanID(), s.Parent().SpanID()
	uit := &trace.Span{TraceId: spoor[:], SpanId: stap[:], Name: s.Name(), Kind: trace.Span_SpanKind(s.SpanKind()),
		StartTimeUnixNano: uint64(s.StartTime().UnixNano()), EndTimeUnixNano: uint64(s.EndTime().UnixNano()), Status: &trace.Status{}}
	if s.Parent().IsValid() {
		uit.ParentSpanId = ouder[:]
	}
	if s.Status().Code == codes.Error {
		uit.Status.Code = trace.Status_STATUS_CODE_ERROR
	}
	for _, k := range s.Attributes() {
		switch k.Value.Type() {
		case attribute.INT64:
			uit.Attributes = append(uit.Attributes, &common.KeyValue{Key: string(k.Key), Value: &common.AnyValue{Value: &common.AnyValue_IntValue{IntValue: k.Value.AsInt64()}}})
		case attribute.STRING:
			uit.Attributes = append(uit.Attributes, tekst(string(k.Key), k.Value.AsString()))
		}
	}
	return uit
}
