package sqlite

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"traject/store"
	"traject/store/storetest"
)

// maakUitgave writes the data of a release, once, at the moment of the release:
//
//	go test ./store/sqlite -run TestUitgavenGaanOpen -maak-uitgave 0.2
var maakUitgave = flag.String("maak-uitgave", "", "versie waarvan de gegevens worden bewaard")

const uitgaven = "../testdata/uitgaven"

// The data of every released version opens, is brought up to date and works on.
func TestUitgavenGaanOpen(t *testing.T) {
	if *maakUitgave != "" {
		maak(t, filepath.Join(uitgaven, *maakUitgave))
	}
	for _, van := range storetest.Uitgaven(t) {
		t.Run(filepath.Base(van), func(t *testing.T) {
			folder := t.TempDir()
			paden, err := filepath.Glob(filepath.Join(van, "*.db"))
			if err != nil || len(paden) != 2 {
				t.Fatalf("deze uitgave heeft %d bestanden: %v", len(paden), err)
			}
			for _, pad := range paden {
				b, err := os.ReadFile(pad)
				if err == nil {
					err = os.WriteFile(filepath.Join(folder, filepath.Base(pad)), b, 0o600)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			s := storetest.UitgaveSleutels(t, van)
			if k, err := Open(ctx, folder, s, Opties{}); err == nil {
				sluit(t, k) // the schema did not change since
			} else {
				moetStoring(t, err, store.OuderSchema, "traject migrate")
			}
			k := open(t, folder, s)
			defer sluit(t, k)
			storetest.KeurUitgave(t, k, van)
		})
	}
}

// The backup of every released version can be put back.
func TestReservekopieVanUitgavenGaatTerug(t *testing.T) {
	for _, van := range storetest.Uitgaven(t) {
		t.Run(filepath.Base(van), func(t *testing.T) {
			k := open(t, t.TempDir(), storetest.UitgaveSleutels(t, van))
			defer sluit(t, k)
			storetest.ZetUitgaveTerug(t, k, van)
			storetest.KeurUitgave(t, k, van)
		})
	}
}

func maak(t *testing.T, folder string) {
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	s, err := store.SleutelsUitBestand(filepath.Join(folder, "sleutels"), true)
	if err != nil {
		t.Fatal(err)
	}
	k := open(t, folder, s)
	storetest.MaakUitgave(t, k, folder)
	sluit(t, k)
	if err := os.Chmod(filepath.Join(folder, "sleutels"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Processes that migrate one file at once leave it whole.
func TestTegelijkMigreren(t *testing.T) {
	folder, s := t.TempDir(), sleutels(t)
	fouten := make(chan error, 6)
	for range cap(fouten) {
		go func() {
			k, err := Open(ctx, folder, s, Opties{Migreer: true})
			if err == nil {
				_, err = k.NieuwNummer(ctx, "9001", 2026)
				err = errors.Join(err, k.Sluit())
			}
			fouten <- err
		}()
	}
	for range cap(fouten) {
		if err := <-fouten; err != nil {
			t.Error(err)
		}
	}
}
