package sqlite

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
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
	if folder := os.Getenv(leesmap); folder != "" {
		_, err := Open(ctx, folder, nil, Opties{Migreer: true})
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// leesmap tells a process that it opens a folder and prints what is the matter with it.
const leesmap = "TRAJECT_PROEF_LEESMAP"

// A folder in which an ordinary user may not write gives one sentence. Root may write
// everywhere, so the test then goes on as nobody.
func TestAlleenLezenMap(t *testing.T) {
	folder := t.TempDir()
	sluit(t, open(t, filepath.Join(folder, "data"), sleutels(t)))
	programma := filepath.Join(folder, "proef")
	inhoud, err := os.ReadFile(os.Args[0])
	if err == nil {
		err = os.WriteFile(programma, inhoud, 0o755)
	}
	if err = errors.Join(err, os.Chmod(folder, 0o755), os.Chmod(filepath.Join(folder, "data"), 0o555), os.Chmod(filepath.Dir(folder), 0o755)); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(programma)
	c.Dir = folder
	c.Env = append(os.Environ(), leesmap+"="+filepath.Join(folder, "data"))
	if os.Geteuid() == 0 {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	uit, err := c.CombinedOutput()
	if err == nil || string(uit) != alleenLezen(filepath.Join(folder, "data"), nil).Error()+"\n" {
		t.Errorf("het programma zei %q (%v)", uit, err)
	}
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
