package meet

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"traject/kern/begrip"
	"traject/store"
	"traject/store/geheugen"
)

func bladzijde(t *testing.T, m *Meter) string {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	return w.Body.String()
}

func houdt(t *testing.T, tekst string, zinnen ...string) {
	t.Helper()
	for _, z := range zinnen {
		if !strings.Contains(tekst, z) {
			t.Errorf("missing: %s", z)
		}
	}
}

// A pattern is taken from where the page is, also behind a handler that copies the request;
// what is no route is one word, whatever was asked and however.
func TestOnlyPatternsAreMeasured(t *testing.T) {
	m, err := Nieuw(Instellingen{})
	if err != nil {
		t.Fatal(err)
	}
	inner := http.NewServeMux()
	inner.HandleFunc("GET /dossiers/{nummer}", func(w http.ResponseWriter, r *http.Request) {
		Patroon(r.Context(), "GET /dossiers/{nummer}")
		w.WriteHeader(http.StatusTeapot)
		if _, err := io.WriteString(w, "x"); err != nil {
			t.Error(err)
		}
	})
	outer := http.NewServeMux()
	outer.HandleFunc("GET /healthz", func(http.ResponseWriter, *http.Request) {})
	outer.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		inner.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), t, 1)))
	})
	h := m.Verzoeken(outer)
	for _, path := range []string{"/dossiers/999990019", "/999990019", "/healthz?999990019"} {
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, path, nil))
	}
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("BREW", "/healthz", nil))
	page := bladzijde(t, m)
	houdt(t, page, `duration_seconds_count{http_request_method="GET",http_response_status_code="418",http_route="/dossiers/{nummer}"} 1`,
		`http_response_status_code="404",http_route="onbekend"} 1`, `http_response_status_code="200",http_route="/healthz"} 1`, `http_request_method="_OTHER"`)
	if strings.Contains(page, "999990019") || strings.Contains(page, "BREW") {
		t.Error("what someone typed is a label")
	}
}

// A request, its act, the store and a call outside are one trace, which goes on from the one
// that came in and is passed on; tracestate is not.
func TestOneTrace(t *testing.T) {
	seen := tracetest.NewInMemoryExporter()
	m, err := Nieuw(Instellingen{Sporen: seen})
	if err != nil {
		t.Fatal(err)
	}
	var passed http.Header
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { passed = r.Header.Clone() }))
	defer other.Close()
	keys, err := store.SleutelsUitBestand(filepath.Join(t.TempDir(), "sleutels"), true)
	if err != nil {
		t.Fatal(err)
	}
	cellar := m.Kelder(geheugen.Nieuw(keys))
	client := &http.Client{Transport: m.Uitgaand("duo", http.DefaultTransport)}
	h := m.Verzoeken(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		Patroon(r.Context(), "POST /dossiers/{nummer}/pip")
		ctx, slot := m.Stap(r.Context(), "act pip")
		defer func() { slot(errors.New("999990019")) }()
		if _, err := cellar.Lees(ctx, "9001", "2026-0001"); !errors.Is(err, store.ErrNietGevonden) {
			t.Error(err)
		}
		q, err := http.NewRequestWithContext(ctx, http.MethodGet, other.URL+"/personen/999990019", nil)
		if err != nil {
			t.Error(err)
			return
		}
		answer, err := client.Do(q)
		if err != nil {
			t.Error(err)
			return
		}
		if err := answer.Body.Close(); err != nil {
			t.Error(err)
		}
	}))
	q := httptest.NewRequest(http.MethodPost, "/dossiers/999990019/pip", nil)
	q.Header.Set("Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	q.Header.Set("Tracestate", "x=999990019")
	h.ServeHTTP(httptest.NewRecorder(), q)
	if err := m.sporen.ForceFlush(t.Context()); err != nil {
		t.Fatal(err)
	}
	parent := map[string]string{}
	ids := map[string]string{}
	for _, s := range seen.GetSpans() {
		ids[s.SpanContext.SpanID().String()] = s.Name
		if s.SpanContext.TraceID().String() != "0af7651916cd43dd8448eb211c80319c" || strings.Contains(s.SpanContext.TraceState().String(), "9999") || s.Status.Description != "" {
			t.Errorf("%+v", s)
		}
	}
	for _, s := range seen.GetSpans() {
		parent[s.Name] = ids[s.Parent.SpanID().String()]
		for _, a := range s.Attributes {
			if strings.Contains(a.Value.String(), "999990019") {
				t.Errorf("%s holds %v", s.Name, a)
			}
		}
	}
	if parent["act pip"] != "POST /dossiers/{nummer}/pip" || parent["store Lees"] != "act pip" || parent["call duo"] != "act pip" {
		t.Errorf("who is under whom: %v", parent)
	}
	if p := passed.Get("Traceparent"); !strings.HasPrefix(p, "00-0af7651916cd43dd8448eb211c80319c-") || passed.Get("Tracestate") != "" {
		t.Errorf("passed on: %v", passed)
	}
}

// Without a receiver nothing is kept, yet there is a trace for the processing log.
func TestIdsWithoutReceiver(t *testing.T) {
	m, err := Nieuw(Instellingen{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, slot := m.Stap(t.Context(), "act x")
	kop := http.Header{}
	Spoor(ctx, kop)
	slot(nil)
	if kop.Get("Traceparent") == "" || strings.HasSuffix(kop.Get("Traceparent"), "-01") {
		t.Errorf("traceparent %q, want an id that is not recorded", kop.Get("Traceparent"))
	}
	if err := m.Sluit(t.Context()); err != nil {
		t.Error(err)
	}
}

var _ sdktrace.SpanExporter = (*tracetest.InMemoryExporter)(nil)

func TestWorkAndSessions(t *testing.T) {
	m, err := Nieuw(Instellingen{})
	if err != nil {
		t.Fatal(err)
	}
	first := time.Now().Unix() - 90
	if err := m.Wachtrij(func(context.Context) ([]store.Werktelling, error) {
		return []store.Werktelling{{Soort: "brief", Wacht: 2, Eerste: first + 60}, {Soort: "duo-lezen", Mislukt: 1}, {Soort: "brief", Wacht: 1, Bezig: 1, Eerste: first}, {Soort: "999990019", Wacht: 7}}, nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := m.Sessies(func(context.Context) (int, error) { return 12, nil }); err != nil {
		t.Fatal(err)
	}
	m.Taak(t.Context(), "brieven", nil)
	m.Taak(t.Context(), "brieven", errors.New("disk"))
	m.Notificatie(t.Context(), nil)
	page := bladzijde(t, m)
	houdt(t, page, `traject_queue_waiting{kind="brief"} 4`, `traject_queue_failed{kind="duo-lezen"} 1`, `traject_queue_waiting{kind="anders"} 7`, "traject_sessions 12",
		`traject_job_runs_total{job="brieven",outcome="fault"} 1`, `traject_job_runs_total{job="brieven",outcome="ok"} 1`, `traject_job_last_success_seconds{job="brieven"}`,
		`traject_duo_notifications_total{outcome="ok"} 1`, "go_goroutines", `traject_queue_oldest_seconds{kind="brief"} 9`)
	if strings.Contains(page, "999990019") {
		t.Error("a kind of work that is no word of ours is a label")
	}
}

// A store that cannot be counted leaves the other figures as they are.
func TestFiguresSurviveTheStore(t *testing.T) {
	m, err := Nieuw(Instellingen{})
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Wachtrij(func(context.Context) ([]store.Werktelling, error) { return nil, errors.New("away") }); err != nil {
		t.Fatal(err)
	}
	m.Taak(t.Context(), "brieven", nil)
	houdt(t, bladzijde(t, m), `traject_job_runs_total{job="brieven",outcome="ok"} 1`)
}

// Every operation that a person waits for is measured, and passes through unchanged.
func TestStoreIsMeasured(t *testing.T) {
	m, err := Nieuw(Instellingen{})
	if err != nil {
		t.Fatal(err)
	}
	keys, err := store.SleutelsUitBestand(filepath.Join(t.TempDir(), "sleutels"), true)
	if err != nil {
		t.Fatal(err)
	}
	k := m.Kelder(geheugen.Nieuw(keys))
	g := begrip.Gemeente("9001")
	if err := k.SchrijfAudit(t.Context(), g, []store.Auditregel{{Gebruiker: "jansen", Handeling: "gezocht"}}); err != nil {
		t.Fatal(err)
	}
	if blad, err := k.LeesAudit(t.Context(), store.AuditFilter{Gemeente: g}); err != nil || len(blad.Regels) != 1 {
		t.Errorf("%v %v", blad, err)
	}
	houdt(t, bladzijde(t, m), `traject_store_duration_seconds_count{operation="SchrijfAudit",outcome="ok"} 1`, `traject_store_duration_seconds_count{operation="LeesAudit",outcome="ok"} 1`)
}

// What measuring adds to one operation.
func BenchmarkMeasuredStore(b *testing.B) {
	m, err := Nieuw(Instellingen{})
	if err != nil {
		b.Fatal(err)
	}
	k := &kelder{nil, m}
	for b.Loop() {
		_, slot := k.meet(b.Context(), "Lees")
		var err error
		slot(&err)
	}
}
