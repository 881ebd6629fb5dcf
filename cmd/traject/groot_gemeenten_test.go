//go:build groot

package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"traject/app"
	"traject/demo"
	"traject/kern/begrip"
	"traject/store/storetest"
)

// TestGrootGemeenten measures the lists of someone with two municipalities, together of
// this size, on PostgreSQL: exact rights, no cache, no estimate.
func TestGrootGemeenten(t *testing.T) {
	size := 100_000
	if s := os.Getenv("GROOT_OMVANG"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		size = n
	}
	server, err := storetest.StartPostgres("shared_buffers=512MB", "max_wal_size=4GB", "synchronous_commit=off")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	})
	s := settings{Data: t.TempDir(), Municipality: demo.Gemeente, Policy: demo.Beleid}
	s.DatabaseOwner, s.Database = server.NieuweDatabase(t)
	if err := migrateStore(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	cellar, err := openStore(t.Context(), s, false, true)
	if err != nil {
		t.Fatal(err)
	}
	defer closeCellar(t, cellar)
	var houses []*app.Huis
	both := []begrip.Gemeente{"8888", demo.Gemeente}
	for _, g := range both {
		storetest.Vul(t, cellar, g, size/2, 1)
		h, err := house(cellar, s.forOne(g), houseExtras{log: slog.New(slog.NewTextHandler(io.Discard, nil))})
		if err != nil {
			t.Fatal(err)
		}
		houses = append(houses, h)
	}
	q := asker{t: t, on: fmt.Sprintf("%d dossiers in twee gemeenten, PostgreSQL", size)}
	together := app.NieuwSamen(houses...)
	leader := app.Wie{Gebruiker: "leider", Rol: begrip.Teamleider, Gemeente: both[0], Gemeenten: both}
	manager := func(i int) app.Wie {
		return app.Wie{Gebruiker: "k" + string(rune('a'+i%25)), Rol: begrip.Klantmanager, Team: "t" + string(rune('a'+i%25/5)), Gemeente: both[0], Gemeenten: both}
	}
	ctx, below := t.Context(), "p95 < 50"
	q.many("twee-werklijst-klantmanager", below, 200, func(i int) error {
		_, err := together.Vandaag(ctx, manager(i), app.WerkFilter{Aantal: 100})
		return err
	})
	q.many("twee-werklijst-team", below, 200, func(i int) error {
		_, err := together.Vandaag(ctx, manager(i), app.WerkFilter{Wiens: "team", Aantal: 100})
		return err
	})
	q.many("twee-werklijst-teamleider", below, 200, func(int) error {
		_, err := together.Vandaag(ctx, leader, app.WerkFilter{Aantal: 100})
		return err
	})
	next := ""
	q.many("twee-werklijst-verder-bladeren", below, 100, func(int) error {
		w, err := together.Vandaag(ctx, leader, app.WerkFilter{Aantal: 100, Na: next})
		next = w.Volgende
		return err
	})
	q.many("twee-dossierlijst", below, 100, func(int) error {
		_, err := together.Dossiers(ctx, leader, app.DossierFilter{Aantal: 100})
		return err
	})
	words := []string{"am", "jans", "far", "mor", "yil", "pa", "sal", "ber"}
	q.many("twee-zoeken-op-naam", below, 200, func(i int) error {
		_, err := together.Dossiers(ctx, leader, app.DossierFilter{Zoek: words[i%len(words)]})
		return err
	})
	var b strings.Builder
	b.WriteString("naam\tmediaan\tp95\teenheid\tbelofte\tvoorwaarden\n")
	for _, m := range sheet {
		fmt.Fprintf(&b, "%s\t%.2f\t%.2f\tms\t%s\t%s; %d cores, belasting %s\n", m.name, ms(m.median), ms(m.p95), m.promise, m.conditions, runtime.NumCPU(), load(t))
	}
	if err := os.WriteFile(fmt.Sprintf("../../bench/groot-gemeenten-%d.tsv", size), []byte(b.String()), 0o644); err != nil {
		t.Error(err)
	}
}
