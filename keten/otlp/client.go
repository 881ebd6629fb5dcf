package otlp

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	collector "go.opentelemetry.io/proto/slim/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/slim/otlp/common/v1"
	resource "go.opentelemetry.io/proto/slim/otlp/resource/v1"
	trace "go.opentelemetry.io/proto/slim/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// ErrNietBevestigd: de ontvanger heeft niet gezegd dat alles is vastgelegd.
var ErrNietBevestigd = errors.New("de ontvanger bevestigde niet")

// Instelling zegt waar de ontvanger staat en hoe lang wij wachten.
type Instelling struct {
	Adres  string // volledig, zoals https://logboek.gemeente.nl/v1/traces
	Token  string // gaat mee als Bearer; leeg is geen
	Wacht  time.Duration
	Dienst string // service.name
	Versie string // service.version
	Client *http.Client
}

// Client stuurt records naar één ontvanger. Velen mogen hem tegelijk gebruiken.
type Client struct {
	Instelling
	bron *resource.Resource
}

const (
	wachtGewoon   = 2 * time.Second
	verbindingen  = 64 // zoveel verzoeken tegelijk houden hun verbinding
	meesteAntwoor = 64 << 10
)

// Nieuw geeft een client. Hij verbindt pas bij het eerste record.
func Nieuw(i Instelling) *Client {
	i.Wacht = cmp.Or(i.Wacht, wachtGewoon)
	if i.Client == nil {
		i.Client = &http.Client{Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, MaxIdleConns: verbindingen, MaxIdleConnsPerHost: verbindingen,
			IdleConnTimeout: time.Minute, TLSHandshakeTimeout: i.Wacht, ForceAttemptHTTP2: true}}
	}
	// Een doorverwijzing zou de records naar een ander adres brengen dan is ingesteld.
	i.Client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Client{i, &resource.Resource{Attributes: []*common.KeyValue{tekst("service.name", i.Dienst), tekst("service.version", i.Versie)}}}
}

func tekst(sleutel, waarde string) *common.KeyValue {
	return &common.KeyValue{Key: sleutel, Value: &common.AnyValue{Value: &common.AnyValue_StringValue{StringValue: waarde}}}
}

// stuur brengt records weg en wacht op de bevestiging van allemaal.
func (c *Client) stuur(ctx context.Context, spans []*trace.Span) error {
	vraag, err := proto.Marshal(&collector.ExportTraceServiceRequest{ResourceSpans: []*trace.ResourceSpans{{
		Resource: c.bron, ScopeSpans: []*trace.ScopeSpans{{Scope: &common.InstrumentationScope{Name: "traject"}, Spans: spans}}}}})
	if err != nil {
		return fmt.Errorf("records opschrijven: %w", err)
	}
	ctx, klaar := context.WithTimeout(ctx, c.Wacht)
	defer klaar()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.Adres, bytes.NewReader(vraag))
	if err != nil {
		return fmt.Errorf("records versturen: %w", err)
	}
	r.Header.Set("Content-Type", "application/x-protobuf")
	if c.Token != "" {
		r.Header.Set("Authorization", "Bearer "+c.Token)
	}
	antwoord, err := c.Client.Do(r)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNietBevestigd, err)
	}
	lijf, err := io.ReadAll(io.LimitReader(antwoord.Body, meesteAntwoor))
	if err = errors.Join(err, antwoord.Body.Close()); err != nil {
		return fmt.Errorf("%w: %w", ErrNietBevestigd, err)
	}
	if antwoord.StatusCode != http.StatusOK {
		return fmt.Errorf("%w: status %d", ErrNietBevestigd, antwoord.StatusCode)
	}
	var zegt collector.ExportTraceServiceResponse
	if err := proto.Unmarshal(lijf, &zegt); err != nil {
		return fmt.Errorf("%w: het antwoord is niet te lezen", ErrNietBevestigd)
	}
	if n := zegt.GetPartialSuccess().GetRejectedSpans(); n > 0 {
		return fmt.Errorf("%w: %d van %d records zijn geweigerd", ErrNietBevestigd, n, len(spans))
	}
	return nil
}
