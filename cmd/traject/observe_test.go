package main

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	collector "go.opentelemetry.io/proto/slim/otlp/collector/trace/v1"
	trace "go.opentelemetry.io/proto/slim/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// collectorAt is a real receiver of OTLP in this process.
type collectorAt struct {
	*httptest.Server
	mu      sync.Mutex
	batches [][]*trace.Span
	status  atomic.Int64 // what to answer
}

func newCollector(t *testing.T) *collectorAt {
	c := &collectorAt{}
	c.status.Store(http.StatusOK)
	c.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		var q collector.ExportTraceServiceRequest
		if err != nil || proto.Unmarshal(body, &q) != nil {
			http.Error(w, "", http.StatusBadRequest)
			return
		}
		if status := int(c.status.Load()); status != http.StatusOK {
			w.WriteHeader(status)
			return
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		for _, r := range q.ResourceSpans {
			for _, s := range r.ScopeSpans {
				c.batches = append(c.batches, s.Spans)
			}
		}
	}))
	t.Cleanup(c.Close)
	return c
}

// take gives what came in and forgets it.
func (c *collectorAt) take() [][]*trace.Span {
	c.mu.Lock()
	defer c.mu.Unlock()
	b := c.batches
	c.batches = nil
	return b
}

func attribute(s *trace.Span, key string) string {
	for _, a := range s.Attributes {
		if a.Key == key {
			return a.Value.GetStringValue()
		}
	}
	return ""
}

const observedBSN = "999990019"

// everywhere puts a BSN in every place that a request has, and does some honest work.
func everywhere(t *testing.T, s *served, number string) {
	t.Helper()
	for _, path := range []string{"/", "/vandaag", "/dossiers", "/dossiers/" + number, "/dossiers/" + number + "/notitie", "/dossiers/" + observedBSN, "/" + observedBSN,
		"/v1/regels?zoek=" + observedBSN, "/v1/" + observedBSN, "/dossiers?zoek=" + observedBSN, "/bestanden/" + observedBSN + ".css", "/personen/" + observedBSN + "/PIP", "/readyz?" + observedBSN} {
		s.get(t, path)
	}
	s.post(t, "/dossiers/zoek-bsn", url.Values{"bsn": {observedBSN}})
	s.post(t, "/dossiers/"+number+"/notitie", url.Values{"versie": {"0"}, observedBSN: {observedBSN}, "tekst": {observedBSN}})
	s.notify(t, "0b0e1d6c-7a35-4a51-9f4b-3c3d7b0c0001", `{"gebeurtenisId":"SS139","registratieDatumTijd":"2026-11-02T09:00:00Z","bsn":"`+observedBSN+`"}`)
	s.notify(t, observedBSN, `{"gebeurtenisId":"`+observedBSN+`"}`)
	for _, method := range []string{http.MethodGet, "X" + observedBSN} {
		q, err := http.NewRequest(method, s.base+"/vandaag", nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"User-Agent", "X-Forwarded-For", "Referer", "Accept-Language", "X-" + observedBSN, "Baggage", "X-Request-Id"} {
			q.Header.Set(name, observedBSN)
		}
		q.Header.Set("Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
		q.Header.Set("Tracestate", "x="+observedBSN)
		answer, err := s.client.Do(q)
		text(t, answer, err)
	}
}

// All that goes to whoever keeps traject running is walked after a run with a BSN in every
// place: figures, traces and records for the processing log. It stands in none of them, and
// every label is a word of a closed set.
func TestNothingPersonalIsMeasured(t *testing.T) {
	traces, log := newCollector(t), newCollector(t)
	figures := freeAddress(t)
	s := start(t, "demo", "TRAJECT_ADRES="+freeAddress(t), "TRAJECT_DATA="+t.TempDir(), "TRAJECT_METRICS_ADRES="+figures, "TRAJECT_OTLP_URL="+traces.URL+"/v1/traces",
		"TRAJECT_LDV_URL="+log.URL+"/v1/traces", "TRAJECT_LDV_REGISTER=https://register.example/verwerkingen/", "TRAJECT_OIN="+ownOIN, "TRAJECT_DUO_NOTIFICATIE_OIN="+duoOIN)
	login(t, s, "klantmanager")
	_, list := s.get(t, "/dossiers")
	number := regexp.MustCompile(`/dossiers/(\d{4}-\d+)`).FindStringSubmatch(list)
	if number == nil {
		t.Fatal("no dossier on the page")
	}
	everywhere(t, s, number[1])
	if status, body := s.get(t, "/metrics"); status != http.StatusNotFound || strings.Contains(body, "http_server_request") {
		t.Errorf("the figures are at the front door: %d", status)
	}
	answer, err := s.client.Get("http://" + figures + "/metrics")
	status, page := text(t, answer, err)
	if status != http.StatusOK {
		t.Fatalf("figures: %d", status)
	}
	mustBeClosed(t, page)
	if code := s.end(t); code != 0 { // sends the last traces
		t.Errorf("exit %d:\n%s", code, s.output)
	}
	all := traces.take()
	mustBeTraces(t, all)
	for name, text := range map[string]string{"figures": page, "traces": flat(all), "records": flat(log.take()), "log": s.output.String()} {
		for line := range strings.Lines(text) {
			if strings.Contains(line, observedBSN) {
				t.Errorf("the BSN stands in the %s: %s", name, line)
			}
		}
	}
}

func flat(batches [][]*trace.Span) string {
	var b strings.Builder
	for _, spans := range batches {
		for _, s := range spans {
			b.WriteString(s.String() + "\n")
		}
	}
	return b.String()
}

// labels are the only ones there are, with the form of their values.
var labels = map[string]*regexp.Regexp{
	"http_request_method":       regexp.MustCompile(`^(GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH|_OTHER)$`),
	"http_route":                regexp.MustCompile(`^(onbekend|/[a-z0-9/{}.$_-]*)$`),
	"http_response_status_code": regexp.MustCompile(`^[1-5]\d\d$`),
	"operation":                 regexp.MustCompile(`^[A-Z][A-Za-z]+$`),
	"outcome":                   regexp.MustCompile(`^(ok|fault)$`),
	"job":                       regexp.MustCompile(`^[a-z-]+$`),
	"kind":                      regexp.MustCompile(`^[a-z-]+$`),
}

func mustBeClosed(t *testing.T, page string) {
	t.Helper()
	label := regexp.MustCompile(`([a-z_]+)="([^"]*)"`)
	for line := range strings.Lines(page) {
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "go_") || strings.HasPrefix(line, "process_") {
			continue
		}
		for _, m := range label.FindAllStringSubmatch(line, -1) {
			if m[1] != "le" && (labels[m[1]] == nil || !labels[m[1]].MatchString(m[2])) {
				t.Errorf("label %s=%q is not of the closed set", m[1], m[2])
			}
			if m[1] == "http_route" && regexp.MustCompile(`\d{4}`).MatchString(m[2]) {
				t.Errorf("route %s holds a number", m[2])
			}
		}
	}
	for _, want := range []string{`http_server_request_duration_seconds_bucket{http_request_method="GET",http_response_status_code="200",http_route="/dossiers/{nummer}",le="0.05"}`,
		`http_route="/notificaties"`, `http_route="onbekend"`, `traject_store_duration_seconds_bucket{operation="Werklijst"`,
		`traject_job_last_success_seconds{job="brieven"}`, "traject_sessions 1", `traject_duo_notifications_total{outcome="ok"} 1`, "go_goroutines", "process_resident_memory_bytes"} {
		if !strings.Contains(page, want) {
			t.Errorf("the figures miss %s", want)
		}
	}
}

// mustBeTraces looks whether a request, its act and what the store did form one trace.
func mustBeTraces(t *testing.T, batches [][]*trace.Span) {
	t.Helper()
	byID := map[string]*trace.Span{}
	for _, spans := range batches {
		for _, s := range spans {
			byID[string(s.SpanId)] = s
		}
	}
	chains := map[string]bool{}
	outside := false
	for _, s := range byID {
		names := []string{s.Name}
		at := s
		for byID[string(at.ParentSpanId)] != nil {
			at = byID[string(at.ParentSpanId)]
			names = append([]string{at.Name}, names...)
		}
		chains[strings.Join(names, " > ")] = true
		outside = outside || len(at.TraceId) == 16 && at.TraceId[0] == 0x0a && at.TraceId[1] == 0xf7
	}
	if !outside {
		t.Error("no trace goes on from the one that came in")
	}
	for _, want := range []string{"GET /dossiers/{nummer} > store LeesAls", "POST /notificaties > store Toevoegen"} {
		if !chains[want] {
			t.Errorf("no trace %s", want)
		}
	}
}

func login(t *testing.T, s *served, als string) {
	t.Helper()
	if s.client.Jar == nil {
		jar, err := cookiejar.New(nil)
		if err != nil {
			t.Fatal(err)
		}
		s.client.Jar = jar
	}
	if status, _ := s.post(t, "/demo/inloggen", url.Values{"als": {als}}); status != http.StatusOK {
		t.Fatalf("log in as %s: %d", als, status)
	}
}

// Without an acknowledgement of the processing log nothing is shown and nothing happens;
// with it there is one record per person, of a list as much as of one dossier.
func TestProcessingLogFailsClosed(t *testing.T) {
	log := newCollector(t)
	s := start(t, "demo", "TRAJECT_ADRES="+freeAddress(t), "TRAJECT_DATA="+t.TempDir(), "TRAJECT_LDV_WACHT=1s",
		"TRAJECT_LDV_URL="+log.URL+"/v1/traces", "TRAJECT_LDV_REGISTER=https://register.example/verwerkingen/", "TRAJECT_OIN="+ownOIN, "TRAJECT_DUO_NOTIFICATIE_OIN="+duoOIN)
	login(t, s, "klantmanager")
	log.take()
	_, list := s.get(t, "/dossiers")
	on := regexp.MustCompile(`href="/dossiers/(\d{4}-\d+)"`).FindAllStringSubmatch(list, -1)
	records := slices.Concat(log.take()...)
	people := map[string]bool{}
	for _, r := range records {
		people[attribute(r, "dpl.core.data_subject_id")] = true
		if r.Name != "lijst-gezien" || attribute(r, "dpl.core.processing_activity_id") != "https://register.example/verwerkingen/inburgering-begeleiden" || attribute(r, "dpl.core.data_subject_id_type") != "dossiernummer" {
			t.Errorf("record %v", r)
		}
	}
	if len(people) != len(records) || len(records) != distinct(on) || len(records) < 20 {
		t.Fatalf("%d records of %d people, %d people on the page", len(records), len(people), distinct(on))
	}
	page := "/dossiers/" + on[0][1]
	status, _ := s.get(t, page)
	if seen := slices.Concat(log.take()...); status != http.StatusOK || len(seen) != 1 || !people[attribute(seen[0], "dpl.core.data_subject_id")] {
		t.Errorf("one dossier: %d, %d records", status, len(seen))
	}
	message := func(id string) int {
		status, _ := s.notify(t, id, `{"gebeurtenisId":"SS139","registratieDatumTijd":"2026-11-02T09:00:00Z","bsn":"`+observedBSN+`"}`)
		return status
	}
	for _, trouble := range []int{http.StatusServiceUnavailable, http.StatusForbidden, 0} {
		if trouble == 0 {
			log.Close()
		}
		log.status.Store(int64(trouble))
		for _, p := range []string{page, "/dossiers", "/vandaag"} {
			status, body := s.get(t, p)
			if status != http.StatusServiceUnavailable || !strings.Contains(body, "Het logboek van uw gemeente antwoordt niet") || strings.Contains(body, on[0][1]) {
				t.Errorf("%s while the log says %d: %d", p, trouble, status)
			}
		}
		if status := message("0b0e1d6c-7a35-4a51-9f4b-3c3d7b0c0002"); status < 500 {
			t.Errorf("a message while the log says %d: %d, DUO would not come back", trouble, status)
		}
		if status, _ := s.get(t, "/regelboek"); status != http.StatusOK {
			t.Errorf("a page about nobody: %d", status)
		}
	}
	if code := s.end(t); code != 0 {
		t.Errorf("exit %d:\n%s", code, s.output)
	}
	if !strings.Contains(s.output.String(), "processing log not acknowledged") {
		t.Error("the application manager hears nothing")
	}
}

func distinct(found [][]string) int {
	all := map[string]bool{}
	for _, f := range found {
		all[f[1]] = true
	}
	return len(all)
}

// What a person notices of it: the same pages with the log on this machine and without.
func TestCostOfTheProcessingLog(t *testing.T) {
	log := newCollector(t)
	median := map[string]time.Duration{}
	for _, with := range []string{"without", "with"} {
		env := []string{"TRAJECT_ADRES=" + freeAddress(t), "TRAJECT_DATA=" + t.TempDir()}
		if with == "with" {
			env = append(env, "TRAJECT_LDV_URL="+log.URL, "TRAJECT_LDV_REGISTER=https://register.example/")
		}
		s := start(t, "demo", env...)
		login(t, s, "klantmanager")
		var took []time.Duration
		for range 40 {
			begin := time.Now()
			s.get(t, "/dossiers")
			took = append(took, time.Since(begin))
		}
		slices.Sort(took)
		median[with] = took[len(took)/2]
		s.end(t)
	}
	t.Logf("a page of 50 dossiers: %s without, %s with a record for each", median["without"], median["with"])
	if median["with"] > median["without"]+250*time.Millisecond {
		t.Errorf("the log costs %s a page", median["with"]-median["without"])
	}
}
