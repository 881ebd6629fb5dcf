package main

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"traject/web"
)

// Someone who works as fast as they can, four pages a second for an hour, meets no bound;
// a program that hammers does, and is let in again when it slows down.
func TestBoundLetsPeopleWork(t *testing.T) {
	now := time.Unix(1_795_000_000, 0)
	l := newLimiter(600)
	for i := range 4 * 3600 {
		if wait := l.wait("jansen", now.Add(time.Duration(i)*250*time.Millisecond)); wait != 0 {
			t.Fatalf("page %d has to wait %s", i, wait)
		}
	}
	now = now.Add(2 * time.Hour)
	in := 0
	for range 1000 {
		if l.wait("program", now) == 0 {
			in++
		}
	}
	if in != 300 {
		t.Errorf("%d pages in one moment, want 300: half a minute of 600", in)
	}
	if wait := l.wait("program", now); wait <= 0 || wait > time.Second {
		t.Errorf("wait %s, want the time of one page", wait)
	}
	if l.wait("jansen", now) != 0 {
		t.Error("one person waits for another")
	}
	if l.wait("program", now.Add(time.Second)) != 0 {
		t.Error("who waited is not let in")
	}
	if newLimiter(0).wait("x", now) != 0 {
		t.Error("without a bound someone has to wait")
	}
}

func TestBoundRemembersOnlySoMany(t *testing.T) {
	l := newLimiter(60)
	now := time.Unix(1_795_000_000, 0)
	for i := range mostKeys + 500 {
		l.wait("10.0."+strconv.Itoa(i), now)
	}
	if n, m := len(l.keys), l.order.Len(); n != mostKeys || m != mostKeys {
		t.Errorf("%d and %d keys remembered, want %d", n, m, mostKeys)
	}
}

// X-Forwarded-For counts only from a proxy of ours, and only the last stranger in it.
func TestClientBehindProxy(t *testing.T) {
	o := opsSettings{Proxies: "10.0.0.0/24, fd00::1"}
	if err := o.readProxies(); err != nil {
		t.Fatal(err)
	}
	for _, g := range []struct{ remote, forwarded, want string }{
		{"192.0.2.7:1234", "", "192.0.2.7"},
		{"192.0.2.7:1234", "198.51.100.1", "192.0.2.7"},
		{"10.0.0.5:1234", "198.51.100.1", "198.51.100.1"},
		{"10.0.0.5:1234", "203.0.113.9, 198.51.100.1", "198.51.100.1"},
		{"10.0.0.5:1234", "203.0.113.9, 198.51.100.1, 10.0.0.9", "198.51.100.1"},
		{"10.0.0.5:1234", "198.51.100.1, onzin", "10.0.0.5"},
		{"10.0.0.5:1234", "", "10.0.0.5"},
		{"[fd00::1]:1", "2001:db8:1:2:3::4", "2001:db8:1:2::/64"},
		{"[2001:db8:1:2::9]:1", "", "2001:db8:1:2::/64"},
		{"[::ffff:10.0.0.5]:1", "198.51.100.1", "198.51.100.1"},
		{"pijp", "198.51.100.1", "onbekend"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = g.remote
		if g.forwarded != "" {
			r.Header.Set("X-Forwarded-For", g.forwarded)
		}
		if got := clientOf(r, o.proxies); got != g.want {
			t.Errorf("%s with %q is %s, want %s", g.remote, g.forwarded, got, g.want)
		}
	}
	if trusted(netip.MustParseAddr("10.0.1.1"), o.proxies) {
		t.Error("an address beside the network is trusted")
	}
}

// The bound for logging in is another bucket than that for pages.
func TestThresholdsStandApart(t *testing.T) {
	d := threshold(opsSettings{perPerson: 2, perAddress: 4, perLogin: 2})
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	for i, g := range []struct {
		kind web.Klop
		who  string
		in   bool
	}{{web.KlopInloggen, "", true}, {web.KlopInloggen, "", false}, {web.KlopPersoon, "a", true}, {web.KlopPersoon, "a", false}, {web.KlopPersoon, "b", true},
		{web.KlopAdres, "", true}, {web.KlopAdres, "", true}, {web.KlopAdres, "", false}} {
		if got := d(r, g.kind, g.who) == 0; got != g.in {
			t.Errorf("knock %d, %s: let in is %v", i, g.kind, got)
		}
	}
}

func TestMachinesHearToWait(t *testing.T) {
	h := paced(opsSettings{perAddress: 2}, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	var last *httptest.ResponseRecorder
	for range 3 {
		last = httptest.NewRecorder()
		h.ServeHTTP(last, httptest.NewRequest(http.MethodGet, "/v1/regels", nil))
	}
	if n, err := strconv.Atoi(last.Header().Get("Retry-After")); last.Code != http.StatusTooManyRequests || err != nil || n < 1 || !strings.Contains(last.Body.String(), `"status":429`) || last.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("%d %v %s", last.Code, last.Header(), last.Body)
	}
}

// DUO may deliver a thousand messages in one go: all are taken in, so many at a time.
func TestManyMessagesWaitInLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var busy, most atomic.Int32
		h := atOnce(4, 20*time.Second, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			most.Store(max(most.Load(), busy.Add(1)))
			time.Sleep(10 * time.Millisecond)
			busy.Add(-1)
			w.WriteHeader(http.StatusCreated)
		}))
		codes := make(chan int, 1000)
		for range 1000 {
			go func() {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/notificaties", nil))
				codes <- w.Code
			}()
		}
		count := map[int]int{}
		for range 1000 {
			count[<-codes]++
		}
		if count[http.StatusCreated] != 1000 || most.Load() > 4 {
			t.Errorf("%v, at most %d at once", count, most.Load())
		}
		stuck := atOnce(1, time.Second, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { time.Sleep(time.Minute) }))
		go stuck.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/notificaties", nil))
		synctest.Wait()
		w := httptest.NewRecorder()
		stuck.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/notificaties", nil))
		if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
			t.Errorf("who waits too long: %d", w.Code)
		}
		time.Sleep(time.Minute) // until the one inside is done
	})
}

// The page that one gets is calm, says how long, and holds nothing back from the next one.
func TestTooManyPagesIsACalmPage(t *testing.T) {
	s := start(t, "serve", "TRAJECT_GEMEENTE=1940", "TRAJECT_ADRES="+freeAddress(t), "TRAJECT_DATA="+t.TempDir(), "TRAJECT_GRENS_ADRES=20")
	seen := map[int]int{}
	var page, after string
	for range 20 {
		answer, err := s.client.Get(s.base + "/inloggen")
		if err != nil {
			t.Fatal(err)
		}
		status := answer.StatusCode
		after = answer.Header.Get("Retry-After")
		_, page = text(t, answer, nil)
		seen[status]++
	}
	if seen[http.StatusOK] == 0 || seen[http.StatusTooManyRequests] == 0 || !strings.Contains(page, "Even wachten") || !strings.Contains(page, "Wacht "+after+" seconden") {
		t.Errorf("%v, Retry-After %q:\n%s", seen, after, page)
	}
	for _, free := range []string{"/healthz", "/readyz", "/bestanden/weg.css"} {
		if status, _ := s.get(t, free); status == http.StatusTooManyRequests {
			t.Errorf("%s is held to the bound", free)
		}
	}
}
