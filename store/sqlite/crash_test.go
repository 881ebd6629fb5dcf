package sqlite

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"traject/store"
	"traject/store/storetest"
)

// proefmap tells a process that it is the writer that will be killed.
const proefmap = "TRAJECT_PROEF_MAP"

func TestMain(m *testing.M) {
	if folder := os.Getenv(proefmap); folder != "" {
		if err := schrijfDoor(folder); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

func schrijfDoor(folder string) error {
	s, err := store.SleutelsUitBestand(filepath.Join(folder, "sleutels"), true)
	if err != nil {
		return err
	}
	k, err := Open(ctx, filepath.Join(folder, "data"), s, Opties{Migreer: true})
	if err != nil {
		return err
	}
	return storetest.SchrijfDoor(k, os.Stdout)
}

func TestDoodgeslagenProcesVerliestNiets(t *testing.T) {
	folder := t.TempDir()
	start := func() *exec.Cmd {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), proefmap+"="+folder)
		return c
	}
	storetest.Doodslaan(t, 10, start, func(t *testing.T) store.Kelder {
		s, err := store.SleutelsUitBestand(filepath.Join(folder, "sleutels"), false)
		if err != nil {
			t.Fatal(err)
		}
		return open(t, filepath.Join(folder, "data"), s)
	})
}

func BenchmarkKelder(b *testing.B) {
	k := open(b, b.TempDir(), sleutels(b))
	defer sluit(b, k)
	storetest.Meet(b, k)
}
