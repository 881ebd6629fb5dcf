package meet

import (
	"context"
	"fmt"
	"regexp"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"traject/store"
)

// Taak counts one run of a job, and when it last succeeded.
func (m *Meter) Taak(ctx context.Context, naam string, err error) {
	afloop := "ok"
	if err != nil {
		afloop = "fault"
	} else {
		m.gelukt.Record(ctx, float64(time.Now().Unix()), metric.WithAttributes(attribute.String("job", naam)))
	}
	m.beurten.Add(ctx, 1, metric.WithAttributes(attribute.String("job", naam), attribute.String("outcome", afloop)))
}

// Notificatie counts one message of DUO.
func (m *Meter) Notificatie(ctx context.Context, err error) {
	afloop := "ok"
	if err != nil {
		afloop = "fault"
	}
	m.meldingN.Add(ctx, 1, metric.WithAttributes(attribute.String("outcome", afloop)))
}

// Certificaat is how long one of our certificates holds.
type Certificaat struct {
	Waar string // a word of ours, such as "duo"
	Voor string // the municipality
	Tot  time.Time
}

// Certificaten shows until when our certificates hold. It is asked when the page is read.
func (m *Meter) Certificaten(nu func() []Certificaat) error {
	_, err := m.meter.Float64ObservableGauge("traject.certificate.expires", metric.WithUnit("s"),
		metric.WithDescription("When a certificate of ours ends, seconds since 1970"),
		metric.WithFloat64Callback(func(_ context.Context, o metric.Float64Observer) error {
			for _, c := range nu() {
				o.Observe(float64(c.Tot.Unix()), metric.WithAttributes(attribute.String("where", c.Waar), attribute.String("municipality", c.Voor)))
			}
			return nil
		}))
	if err != nil {
		return fmt.Errorf("making the instruments: %w", err)
	}
	return nil
}

// werkwoord is the form of a kind of work; what has another form is no word of ours.
var werkwoord = regexp.MustCompile(`^[a-z-]{1,30}$`)

// kijktijd is how long counting for one reading of the page may take.
const kijktijd = 2 * time.Second

// Wachtrij shows what waits in the outbox. It is counted when the page is read.
func (m *Meter) Wachtrij(tel func(context.Context) ([]store.Werktelling, error)) error {
	wacht, err := m.meter.Int64ObservableGauge("traject.queue.waiting", metric.WithDescription("Outgoing work that waits, by kind"))
	if err != nil {
		return fmt.Errorf("making the instruments: %w", err)
	}
	mislukt, err := m.meter.Int64ObservableGauge("traject.queue.failed", metric.WithDescription("Outgoing work that was given up, by kind"))
	if err != nil {
		return fmt.Errorf("making the instruments: %w", err)
	}
	oudste, err := m.meter.Float64ObservableGauge("traject.queue.oldest", metric.WithUnit("s"), metric.WithDescription("How long the oldest piece of work has been due, by kind"))
	if err != nil {
		return fmt.Errorf("making the instruments: %w", err)
	}
	_, err = m.meter.RegisterCallback(func(ctx context.Context, o metric.Observer) error {
		ctx, klaar := context.WithTimeout(ctx, kijktijd)
		defer klaar()
		rijen, err := tel(ctx)
		if err != nil {
			return fmt.Errorf("counting what waits: %w", err)
		}
		nu := time.Now().Unix()
		for _, r := range samen(rijen) {
			soort := metric.WithAttributes(attribute.String("kind", r.Soort))
			o.ObserveInt64(wacht, int64(r.Wacht+r.Bezig), soort)
			o.ObserveInt64(mislukt, int64(r.Mislukt), soort)
			leeftijd := 0.0
			if r.Eerste > 0 {
				leeftijd = float64(max(nu-r.Eerste, 0))
			}
			o.ObserveFloat64(oudste, leeftijd, soort)
		}
		return nil
	}, wacht, mislukt, oudste)
	if err != nil {
		return fmt.Errorf("making the instruments: %w", err)
	}
	return nil
}

// samen adds up the kinds of several municipalities.
func samen(rijen []store.Werktelling) []store.Werktelling {
	plaats := map[string]int{}
	var uit []store.Werktelling
	for _, r := range rijen {
		if !werkwoord.MatchString(r.Soort) {
			r.Soort = "anders"
		}
		i, al := plaats[r.Soort]
		if !al {
			plaats[r.Soort] = len(uit)
			uit = append(uit, r)
			continue
		}
		u := &uit[i]
		u.Wacht, u.Bezig, u.Mislukt = u.Wacht+r.Wacht, u.Bezig+r.Bezig, u.Mislukt+r.Mislukt
		if r.Eerste != 0 && (u.Eerste == 0 || r.Eerste < u.Eerste) {
			u.Eerste = r.Eerste
		}
	}
	return uit
}

// Sessies shows how many people are logged in at this moment, over all instances that
// share the store.
func (m *Meter) Sessies(tel func(context.Context) (int, error)) error {
	aantal, err := m.meter.Int64ObservableGauge("traject.sessions", metric.WithDescription("Sessions that are open"))
	if err != nil {
		return fmt.Errorf("making the instruments: %w", err)
	}
	_, err = m.meter.RegisterCallback(func(ctx context.Context, o metric.Observer) error {
		ctx, klaar := context.WithTimeout(ctx, kijktijd)
		defer klaar()
		n, err := tel(ctx)
		if err != nil {
			return fmt.Errorf("counting sessions: %w", err)
		}
		o.ObserveInt64(aantal, int64(n))
		return nil
	}, aantal)
	if err != nil {
		return fmt.Errorf("making the instruments: %w", err)
	}
	return nil
}
