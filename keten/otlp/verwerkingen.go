package otlp

import (
	"context"
	"crypto/rand"
	"time"

	oteltrace "go.opentelemetry.io/otel/trace"
	common "go.opentelemetry.io/proto/slim/otlp/common/v1"
	trace "go.opentelemetry.io/proto/slim/otlp/trace/v1"
)

// Verwerking is één verwerking van gegevens van één persoon, voor het Logboek
// Dataverwerkingen. Betrokkene is al versleuteld; hier komt nooit een BSN langs.
type Verwerking struct {
	Naam       string // van de handeling
	Activiteit string // URI in het register van verwerkingsactiviteiten
	Betrokkene string
	Soort      string // waarvan Betrokkene is gemaakt, zoals dossiernummer
	Begin      time.Time
	Einde      time.Time
}

// SchrijfVerwerkingen geeft nil als het logboek elk record heeft bevestigd. Alles gaat in
// één verzoek, want het is alles of niets. Gekozen wordt er niet: elk record gaat.
func (c *Client) SchrijfVerwerkingen(ctx context.Context, vs []Verwerking) error {
	if len(vs) == 0 {
		return nil
	}
	spoor, ouder := spoorVan(ctx)
	spans := make([]*trace.Span, len(vs))
	for i, v := range vs {
		spans[i] = &trace.Span{TraceId: spoor, SpanId: willekeurig(8), ParentSpanId: ouder, Name: v.Naam, Kind: trace.Span_SPAN_KIND_INTERNAL,
			StartTimeUnixNano: uint64(v.Begin.UnixNano()), EndTimeUnixNano: uint64(v.Einde.UnixNano()),
			Status: &trace.Status{Code: trace.Status_STATUS_CODE_OK},
			Attributes: []*common.KeyValue{tekst("dpl.core.processing_activity_id", v.Activiteit), tekst("dpl.core.data_subject_id", v.Betrokkene),
				tekst("dpl.core.data_subject_id_type", v.Soort)}}
	}
	return c.stuur(ctx, spans)
}

// spoorVan geeft het spoor van het verzoek waar dit bij hoort, of een nieuw.
func spoorVan(ctx context.Context) (spoor, ouder []byte) {
	sc := oteltrace.SpanContextFromContext(ctx)
	if !sc.IsValid() {
		return willekeurig(16), nil
	}
	t, s := sc.TraceID(), sc.SpanID()
	return t[:], s[:]
}

func willekeurig(n int) []byte {
	b := make([]byte, n)
	rand.Read(b) // faalt nooit
	return b
}
