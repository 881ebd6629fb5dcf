//go:build groot

package main

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"traject/demo"
	"traject/kern/begrip"
	"traject/store"
)

// TestGrootLijsten measures every choice of the worklist and of the list of dossiers, on
// the demo in GROOT_DATABASE and GROOT_DATA.
func TestGrootLijsten(t *testing.T) {
	s := settings{Database: os.Getenv("GROOT_DATABASE"), Data: os.Getenv("GROOT_DATA"), Municipality: demo.Gemeente, Policy: demo.Beleid}
	if s.Data == "" {
		s.Data = t.TempDir()
		fillWith(t, s, 2_000)
	}
	cellar, err := openStore(t.Context(), s, false, false)
	if err != nil {
		t.Fatal(err)
	}
	defer closeCellar(t, cellar)
	h, err := house(cellar, s, houseExtras{staff: staffOf(demo.Gemeente)})
	if err != nil {
		t.Fatal(err)
	}
	asker{t, h, cellar, "elke keuze", demo.Klantmanagers(200_000)}.choices("50")
}

// choices asks for every combination that the screens offer: who looks, and on what they
// choose. One figure over all combinations and the slowest by name: an average would hide
// the one filter without an index.
func (q asker) choices(promise string) {
	all := store.Zicht{Gemeente: demo.Gemeente, Alles: true}
	page, err := q.cellar.Dossierlijst(q.t.Context(), store.DossierFilter{Zicht: all, Hooguit: 1})
	if err != nil || len(page.Regels) == 0 {
		q.t.Fatal("no dossiers", err)
	}
	own, team := all, all
	own.Alles, own.Klantmanager, own.Onverdeeld = false, q.users[len(q.users)/2], true
	team.Alles, team.Team = false, page.Regels[0].Team
	t, err := q.cellar.Tellingen(q.t.Context(), store.TelFilter{Zicht: all})
	if err != nil {
		q.t.Fatal(err)
	}
	sorts, phases := []string{""}, []string{""}
	for _, x := range t.Taken {
		sorts = append(sorts, x.Soort)
	}
	for _, x := range t.Dossiers {
		phases = append(phases, x.Fase)
	}
	slices.Sort(sorts)
	slices.Sort(phases)
	groups := []begrip.Doelgroep{"", begrip.Asielstatushouder, begrip.GezinEnOverig}
	routes := []begrip.Leerroute{"", begrip.RouteB1, begrip.RouteOnderwijs, begrip.RouteZ}
	var work, list slowest
	for who, z := range map[string]store.Zicht{"klantmanager": own, "team": team, "alles": all} {
		if who == "team" && z.Team == "" {
			continue
		}
		for _, g := range groups {
			for _, r := range routes {
				for _, s := range slices.Compact(slices.Clone(sorts)) {
					work.ask(q.t, fmt.Sprintf("%s %s %s %s", who, s, g, r), func() error {
						_, err := q.cellar.Werklijst(q.t.Context(), store.WerkFilter{Zicht: z, Soort: s, Doelgroep: g, Leerroute: r, Vandaag: q.h.Dag(), Hooguit: 100})
						return err
					})
				}
				for _, f := range slices.Compact(slices.Clone(phases)) {
					for _, closed := range []bool{true, false} {
						list.ask(q.t, fmt.Sprintf("%s %s %s %s %t", who, f, g, r, closed), func() error {
							_, err := q.cellar.Dossierlijst(q.t.Context(), store.DossierFilter{Zicht: z, Fase: f, Doelgroep: g, Leerroute: r, OokGesloten: closed, Hooguit: 100})
							return err
						})
					}
				}
			}
		}
	}
	work.put(q, "werklijst-elke-keuze", promise)
	list.put(q, "dossierlijst-elke-keuze", promise)
}

// slowest keeps how long each choice took, and which took longest.
type slowest struct {
	took  []time.Duration
	worst []choice
}

type choice struct {
	name string
	took time.Duration
}

// ask asks three times and keeps the middle one.
func (s *slowest) ask(t *testing.T, name string, f func() error) {
	three := make([]time.Duration, 3)
	for i := range three {
		start := time.Now()
		if err := f(); err != nil {
			t.Fatal(name, err)
		}
		three[i] = time.Since(start)
	}
	slices.Sort(three)
	s.took = append(s.took, three[1])
	s.worst = append(s.worst, choice{name, three[1]})
}

func (s *slowest) put(q asker, name, promise string) {
	slices.SortFunc(s.worst, func(a, b choice) int { return int(b.took - a.took) })
	for _, c := range s.worst[:min(8, len(s.worst))] {
		q.t.Logf("   %8.2f ms  %s", ms(c.took), c.name)
	}
	w := s.worst[0]
	put(q.t, name, "p95 < "+promise, fmt.Sprintf("%s, %d keuzen; de traagste (%s) %.1f ms", q.on, len(s.took), w.name, ms(w.took)), s.took)
}
