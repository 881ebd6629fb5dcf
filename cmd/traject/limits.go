package main

import (
	"container/list"
	"io"
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"traject/api"
	"traject/web"
)

// limiter holds each key to a number of requests per minute, half a minute of which may
// come at once. It remembers a bounded number of keys: the one that was quiet longest is
// forgotten first, and begins again with a full bucket.
type limiter struct {
	rate  rate.Limit
	burst int
	most  int

	mu    sync.Mutex
	order *list.List // of *bucket, the last one that knocked in front
	keys  map[string]*list.Element
}

type bucket struct {
	key string
	*rate.Limiter
}

// mostKeys is how many people or addresses are remembered: some 200 bytes each.
const mostKeys = 20_000

func newLimiter(perMinute int) *limiter {
	return &limiter{rate: rate.Limit(float64(perMinute) / 60), burst: max(1, perMinute/2), most: mostKeys, order: list.New(), keys: map[string]*list.Element{}}
}

// wait says how long this key has to wait; 0 lets it in.
func (l *limiter) wait(key string, now time.Time) time.Duration {
	if l.rate == 0 {
		return 0
	}
	b := l.bucket(key)
	r := b.ReserveN(now, 1)
	if d := r.DelayFrom(now); d > 0 {
		r.CancelAt(now) // who is refused does not use up the next turn
		return d
	}
	return 0
}

func (l *limiter) bucket(key string) *bucket {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e := l.keys[key]; e != nil {
		l.order.MoveToFront(e)
		return e.Value.(*bucket)
	}
	if l.order.Len() >= l.most {
		oldest := l.order.Back()
		delete(l.keys, oldest.Value.(*bucket).key)
		l.order.Remove(oldest)
	}
	b := &bucket{key, rate.NewLimiter(l.rate, l.burst)}
	l.keys[key] = l.order.PushFront(b)
	return b
}

// threshold is what the pages ask before they answer.
func threshold(o opsSettings) web.Drempel {
	person, address, login := newLimiter(o.perPerson), newLimiter(o.perAddress), newLimiter(o.perLogin)
	return func(r *http.Request, kind web.Klop, who string) time.Duration {
		switch kind {
		case web.KlopPersoon:
			return person.wait(who, time.Now())
		case web.KlopInloggen:
			return login.wait(clientOf(r, o.proxies), time.Now())
		}
		return address.wait(clientOf(r, o.proxies), time.Now())
	}
}

// clientOf gives the network that a request comes from. What X-Forwarded-For says counts
// only when our own proxy says it: of its list the last address that is not a proxy of
// ours. Of IPv6 the /64 counts, because one house has all of that.
func clientOf(r *http.Request, proxies []netip.Prefix) string {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return "onbekend"
	}
	at := from.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && trusted(at, proxies); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		at = hop.Unmap()
	}
	if at.Is6() {
		if p, err := at.WithZone("").Prefix(64); err == nil {
			return p.String()
		}
	}
	return at.String()
}

func trusted(a netip.Addr, proxies []netip.Prefix) bool {
	for _, p := range proxies {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// atOnce lets a number of requests through at a time; the others wait in line, and are
// sent away after a while. For the counter of DUO: it delivers many messages in one go,
// and each of them counts.
func atOnce(n int, patience time.Duration, next http.Handler) http.Handler {
	places := make(chan struct{}, n)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		timer := time.NewTimer(patience)
		defer timer.Stop()
		select {
		case places <- struct{}{}:
			defer func() { <-places }()
			next.ServeHTTP(w, r)
		case <-timer.C:
			w.Header().Set("Retry-After", "30")
			w.WriteHeader(http.StatusServiceUnavailable)
		case <-r.Context().Done():
		}
	})
}

// paced holds the addresses for machines to the bound of an address, in their own words.
func paced(o opsSettings, next http.Handler) http.Handler {
	address := newLimiter(o.perAddress)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		wait := address.wait(clientOf(r, o.proxies), time.Now())
		if wait == 0 {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
		w.Header().Set("Content-Type", "application/problem+json")
		w.Header().Set("API-Version", api.Versie)
		w.WriteHeader(http.StatusTooManyRequests)
		if _, err := io.WriteString(w, `{"status":429,"title":"Te veel verzoeken","detail":"Er kwamen heel veel verzoeken achter elkaar. Wacht zo lang als Retry-After zegt."}`+"\n"); err != nil {
			return // the one who asked hung up
		}
	})
}
