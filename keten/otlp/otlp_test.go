package otlp

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	oteltrace "go.opentelemetry.io/otel/trace"
	collector "go.opentelemetry.io/proto/slim/otlp/collector/trace/v1"
	trace "go.opentelemetry.io/proto/slim/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// ontvanger is een echte ontvanger in dit proces: hij leest het verzoek zoals een
// collector dat doet en antwoordt zoals antwoord zegt.
type ontvanger struct {
	*httptest.Server
	spans    chan []*trace.Span
	antwoord func(w http.ResponseWriter, n int)
}

func nieuweOntvanger(t *testing.T, antwoord func(w http.ResponseWriter, n int)) *ontvanger {
	o := &ontvanger{spans: make(chan []*trace.Span, 1000), antwoord: antwoord}
	o.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		lijf, err := io.ReadAll(r.Body)
		var vraag collector.ExportTraceServiceRequest
		if err != nil || proto.Unmarshal(lijf, &vraag) != nil || r.Header.Get("Content-Type") != "application/x-protobuf" {
			http.Error(w, "onleesbaar", http.StatusBadRequest)
			return
		}
		spans := vraag.ResourceSpans[0].ScopeSpans[0].Spans
		o.spans <- spans
		o.antwoord(w, len(spans))
	}))
	t.Cleanup(o.Close)
	return o
}

func bevestig(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusOK) }

func verwerking(n int) []Verwerking {
	vs := make([]Verwerking, n)
	for i := range vs {
		vs[i] = Verwerking{Naam: "dossier-gezien", Activiteit: "https://register.example/verwerkingen/begeleiden", Betrokkene: "s1:00ff", Soort: "dossiernummer",
			Begin: time.Unix(1795000000, 5), Einde: time.Unix(1795000000, 9)}
	}
	return vs
}

func TestRecordHeeftWatHetLogboekVraagt(t *testing.T) {
	o := nieuweOntvanger(t, bevestig)
	c := Nieuw(Instelling{Adres: o.URL, Dienst: "traject"})
	sc := oteltrace.NewSpanContext(oteltrace.SpanContextConfig{TraceID: [16]byte{1, 2}, SpanID: [8]byte{3}})
	if err := c.SchrijfVerwerkingen(oteltrace.ContextWithSpanContext(t.Context(), sc), verwerking(50)); err != nil {
		t.Fatal(err)
	}
	spans := <-o.spans
	if len(spans) != 50 {
		t.Fatalf("%d records, verwacht 50: één per persoon", len(spans))
	}
	gezien := map[string]bool{}
	for _, s := range spans {
		gezien[string(s.SpanId)] = true
		if s.TraceId[0] != 1 || s.ParentSpanId[0] != 3 || s.Name != "dossier-gezien" || s.Status.Code != trace.Status_STATUS_CODE_OK || s.StartTimeUnixNano != 1795000000000000005 || s.EndTimeUnixNano != 1795000000000000009 {
			t.Fatalf("record: %v", s)
		}
		want := map[string]string{"dpl.core.processing_activity_id": "https://register.example/verwerkingen/begeleiden", "dpl.core.data_subject_id": "s1:00ff", "dpl.core.data_subject_id_type": "dossiernummer"}
		for _, a := range s.Attributes {
			if want[a.Key] != a.Value.GetStringValue() {
				t.Errorf("%s = %s", a.Key, a.Value)
			}
			delete(want, a.Key)
		}
		if len(want) > 0 {
			t.Errorf("ontbreekt: %v", want)
		}
	}
	if len(gezien) != 50 {
		t.Errorf("%d verschillende span_id's", len(gezien))
	}
	if err := c.SchrijfVerwerkingen(t.Context(), verwerking(1)); err != nil {
		t.Fatal(err)
	}
	if s := (<-o.spans)[0]; len(s.TraceId) != 16 || len(s.ParentSpanId) != 0 {
		t.Errorf("zonder spoor: %v", s)
	}
}

func TestAlleenEenVolleBevestigingTelt(t *testing.T) {
	deels := func(n int64) func(http.ResponseWriter, int) {
		return func(w http.ResponseWriter, _ int) {
			b, err := proto.Marshal(&collector.ExportTraceServiceResponse{PartialSuccess: &collector.ExportTracePartialSuccess{RejectedSpans: n, ErrorMessage: "vol"}})
			if err == nil {
				_, err = w.Write(b)
			}
			if err != nil {
				t.Error(err)
			}
		}
	}
	los := make(chan struct{})
	defer close(los)
	for _, g := range []struct {
		naam     string
		antwoord func(http.ResponseWriter, int)
		goed     bool
	}{
		{"bevestigd", bevestig, true},
		{"bevestigd met nul geweigerd", deels(0), true},
		{"traag maar op tijd", func(w http.ResponseWriter, n int) { time.Sleep(50 * time.Millisecond); bevestig(w, n) }, true},
		{"één geweigerd", deels(1), false},
		{"geweigerd", func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusForbidden) }, false},
		{"overbelast", func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusServiceUnavailable) }, false},
		{"aangenomen maar niet vastgelegd", func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusAccepted) }, false},
		{"doorverwezen", func(w http.ResponseWriter, _ int) {
			w.Header().Set("Location", "https://elders.example/")
			w.WriteHeader(http.StatusTemporaryRedirect)
		}, false},
		{"een pagina in plaats van een antwoord", func(w http.ResponseWriter, _ int) {
			if _, err := io.WriteString(w, "<html>inloggen</html>"); err != nil {
				t.Error(err)
			}
		}, false},
		{"te laat", func(http.ResponseWriter, int) { <-los }, false},
	} {
		t.Run(g.naam, func(t *testing.T) {
			o := nieuweOntvanger(t, g.antwoord)
			wacht := 500 * time.Millisecond
			begin := time.Now()
			err := Nieuw(Instelling{Adres: o.URL, Wacht: wacht}).SchrijfVerwerkingen(t.Context(), verwerking(2))
			if g.goed != (err == nil) || !g.goed && !errors.Is(err, ErrNietBevestigd) {
				t.Errorf("fout: %v", err)
			}
			if d := time.Since(begin); d > wacht+2*time.Second {
				t.Errorf("duurde %s", d)
			}
			if g.naam == "te laat" {
				los <- struct{}{}
			}
		})
	}
	weg := httptest.NewServer(http.NotFoundHandler())
	weg.Close()
	if err := Nieuw(Instelling{Adres: weg.URL}).SchrijfVerwerkingen(t.Context(), verwerking(1)); !errors.Is(err, ErrNietBevestigd) {
		t.Errorf("een logboek dat er niet is gaf %v", err)
	}
}

func TestTokenGaatMee(t *testing.T) {
	var kop atomic.Value
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { kop.Store(r.Header.Get("Authorization")) }))
	defer s.Close()
	if err := Nieuw(Instelling{Adres: s.URL, Token: "geheim"}).SchrijfVerwerkingen(t.Context(), verwerking(1)); err != nil || kop.Load() != "Bearer geheim" {
		t.Errorf("%v %v", kop.Load(), err)
	}
}

func TestSporenGaanZonderWatErVanBuitenInStaat(t *testing.T) {
	o := nieuweOntvanger(t, bevestig)
	p := sdktrace.NewTracerProvider(sdktrace.WithSyncer(Sporen{Nieuw(Instelling{Adres: o.URL})}))
	staat, err := oteltrace.ParseTraceState("x=999990019")
	if err != nil {
		t.Fatal(err)
	}
	sc := oteltrace.NewSpanContext(oteltrace.SpanContextConfig{TraceID: [16]byte{1}, SpanID: [8]byte{2}, TraceFlags: oteltrace.FlagsSampled, TraceState: staat})
	_, span := p.Tracer("x").Start(oteltrace.ContextWithRemoteSpanContext(context.Background(), sc), "GET /vandaag")
	span.AddEvent("999990019")
	span.End()
	s := (<-o.spans)[0]
	if s.Name != "GET /vandaag" || s.TraceId[0] != 1 || s.ParentSpanId[0] != 2 || s.TraceState != "" || len(s.Events) > 0 || strings.Contains(s.String(), "999990019") {
		t.Errorf("stap: %v", s)
	}
}

// Wat een bevestigd record kost op dezelfde machine: dit komt bij elke pagina.
func BenchmarkBevestigdeRegel(b *testing.B) {
	for _, n := range []int{1, 50} {
		s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			if _, err := io.Copy(io.Discard, r.Body); err != nil {
				b.Error(err)
			}
		}))
		c := Nieuw(Instelling{Adres: s.URL})
		b.Run(map[int]string{1: "dossier", 50: "lijst-van-50"}[n], func(b *testing.B) {
			for b.Loop() {
				if err := c.SchrijfVerwerkingen(b.Context(), verwerking(n)); err != nil {
					b.Fatal(err)
				}
			}
		})
		s.Close()
	}
}
