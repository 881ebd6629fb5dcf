package storetest

import (
	"slices"
	"testing"
	"time"

	"traject/kern/begrip"
	"traject/store"
)

// Meet measures an engine with 10,000 dossiers of twenty facts. Each figure comes
// with its p95; bulk is one round of writing all dossiers.
func Meet(b *testing.B, k store.Kelder) {
	begin := time.Now()
	nummers := Vul(b, k, gemeente, 10_000, 20)
	bulk := time.Since(begin)
	b.Run("bulk/10000x20", func(b *testing.B) {
		for b.Loop() { // the writing itself was above, once
		}
		b.ReportMetric(bulk.Seconds(), "s")
		b.ReportMetric(200_000/bulk.Seconds(), "feiten/s")
	})
	eigen := store.Zicht{Gemeente: gemeente, Klantmanager: "kc", Onverdeeld: true}
	team := store.Zicht{Gemeente: gemeente, Team: "tb"}
	var na string
	blad, err := k.Werklijst(ctx, store.WerkFilter{Zicht: alles, Hooguit: 1000})
	gelukt(b, err)
	na = blad.Volgende
	versie := 20
	for _, m := range []struct {
		naam string
		doe  func(i int) error
	}{
		{"werklijst/klantmanager", func(int) error {
			_, err := k.Werklijst(ctx, store.WerkFilter{Zicht: eigen, Vandaag: dag, Hooguit: 100})
			return err
		}},
		{"werklijst/team", func(int) error {
			_, err := k.Werklijst(ctx, store.WerkFilter{Zicht: team, Vandaag: dag, Hooguit: 100})
			return err
		}},
		{"werklijst/alles", func(int) error {
			_, err := k.Werklijst(ctx, store.WerkFilter{Zicht: alles, Vandaag: dag, Hooguit: 100})
			return err
		}},
		{"werklijst/verderop", func(int) error {
			_, err := k.Werklijst(ctx, store.WerkFilter{Zicht: alles, Na: na, Hooguit: 100})
			return err
		}},
		{"werklijst/filter", func(int) error {
			_, err := k.Werklijst(ctx, store.WerkFilter{Zicht: alles, Soort: "aanvullen", Doelgroep: begrip.Asielstatushouder, Tot: dag, Hooguit: 100})
			return err
		}},
		{"dossierlijst/naam", func(int) error {
			_, err := k.Dossierlijst(ctx, store.DossierFilter{Zicht: alles, Hooguit: 100})
			return err
		}},
		{"zoek/naam", func(int) error {
			_, err := k.Zoek(ctx, store.Zoekvraag{Zicht: alles, Tekst: "yil"})
			return err
		}},
		{"zoek/bsn", func(int) error { _, err := k.ZoekBSN(ctx, gemeente, amina.bsn); return err }},
		{"tellingen", func(int) error {
			_, err := k.Tellingen(ctx, store.TelFilter{Zicht: alles, Vandaag: dag, Week: dag.Plus(7)})
			return err
		}},
		{"dossier/lezen", func(i int) error { _, err := k.Lees(ctx, gemeente, nummers[i%5000]); return err }},
		{"feit/toevoegen", func(i int) error {
			t := Notitie(gemeente, nummers[9999], versie, "gemeten")
			o := opening(nummers[9999], cem)
			t.Lijst, t.Taken = o.Lijst, o.Taken
			t.Uitgaand = []store.Uitgaand{brief("meet" + time.Now().String())}
			versie++
			return k.Toevoegen(ctx, t)
		}},
	} {
		b.Run(m.naam, func(b *testing.B) {
			var tijden []time.Duration
			for i := 0; b.Loop(); i++ {
				begin := time.Now()
				if err := m.doe(i); err != nil {
					b.Fatal(err)
				}
				tijden = append(tijden, time.Since(begin))
			}
			slices.Sort(tijden)
			b.ReportMetric(float64(tijden[len(tijden)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}
