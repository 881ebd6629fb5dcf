package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"traject/demo"
)

var block = regexp.MustCompile("(?ms)^```(sh|sql)( refuses)?\n(.*?)^```")

// What the runbook of drills says is run here, in order and as it stands.
func TestRunbookOfDrills(t *testing.T) {
	doc, err := os.ReadFile("../../docs/draaiboek/oefenen.md")
	if err != nil {
		t.Fatal(err)
	}
	p := newPlace(t, 40, nil)
	if err := os.WriteFile(filepath.Join(p.folder, "instellingen"), []byte("TRAJECT_DATA=data\nTRAJECT_SLEUTELBESTAND=sleutels\nTRAJECT_GEMEENTE="+string(demo.Gemeente)+"\nTRAJECT_BELEID="+demo.Beleid+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"bin", "reserve"} {
		if err := os.Mkdir(filepath.Join(p.folder, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(binary(t), filepath.Join(p.folder, "bin", "traject")); err != nil {
		t.Fatal(err)
	}
	blocks := block.FindAllStringSubmatch(string(doc), -1)
	if len(blocks) < 12 {
		t.Fatalf("%d blocks", len(blocks))
	}
	for _, b := range blocks {
		kind, refuses, text := b[1], b[2] != "", b[3]
		if kind == "sql" {
			continue
		}
		c := exec.CommandContext(t.Context(), "bash", "-euo", "pipefail", "-c", text)
		c.Dir, c.Env = p.folder, []string{"PATH=" + filepath.Join(p.folder, "bin") + ":" + os.Getenv("PATH")}
		said, err := c.CombinedOutput()
		switch {
		case !refuses && err != nil:
			t.Fatalf("%s\n%v\n%s", text, err, said)
		case refuses:
			outcome{code: c.ProcessState.ExitCode(), stderr: string(said)}.oneSentence(t, "sleutel")
		}
	}
	for name, p := range map[string]*place{"SQLite": p, "PostgreSQL": newPlace(t, 0, throwaway(t))} {
		db := p.behind(t)
		db.SetMaxOpenConns(1)
		if p.server != nil {
			if _, err := db.Exec("SELECT set_config('app.gemeente', '9999', false)"); err != nil {
				t.Fatal(err)
			}
		}
		for _, b := range blocks {
			if b[1] != "sql" {
				continue
			}
			rows, err := db.Query(strings.TrimSpace(b[3]))
			if err != nil {
				t.Errorf("%s: %s\n%v", name, b[3], err)
				continue
			}
			if err := rows.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}
