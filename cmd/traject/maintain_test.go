package main

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"
)

// A broken chain is named with dossier and fact; rows that were tampered with are
// found and made again.
func TestCheckAndRebuild(t *testing.T) {
	folder := t.TempDir()
	env := []string{"TRAJECT_DATA=" + folder, "TRAJECT_ADRES=" + freeAddress(t)}
	demo := start(t, "demo", env...)
	if code := demo.end(t); code != 0 {
		t.Fatalf("exit %d", code)
	}
	file := demoOf(folder, "9999")
	change(t, file, "UPDATE lijst SET fase = 'leren', geslachtsnaam = 'Anders' WHERE nummer = (SELECT min(nummer) FROM lijst)",
		"DELETE FROM taak WHERE nummer = (SELECT max(nummer) FROM taak)")
	r := trial{env: env}.run(t, "check")
	if r.code != 1 || !strings.Contains(r.stdout, "de rij in de lijsten klopt niet") || !strings.Contains(r.stdout, "de taken kloppen niet") {
		t.Errorf("check does not see changed lists: exit %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	if r := (trial{env: env}).run(t, "rebuild"); r.code != 0 || !strings.Contains(r.stdout, "250 dossiers") {
		t.Errorf("rebuild: exit %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	if r := (trial{env: env}).run(t, "check"); r.code != 0 {
		t.Errorf("after rebuild: exit %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	dropTriggers(t, file)
	change(t, file, "UPDATE feit SET verzegeld = x'00' WHERE nummer = 2 AND dossier = (SELECT min(dossier) FROM feit)")
	r = trial{env: env}.run(t, "check")
	if r.code != 1 || !strings.Contains(r.stdout, "feit 2") {
		t.Errorf("check does not name the broken fact: exit %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	change(t, file, "UPDATE lijst SET fase = 'anders' WHERE nummer = (SELECT max(nummer) FROM lijst)")
	r = trial{env: env}.run(t, "rebuild")
	if r.code != 1 || !strings.Contains(r.stderr, "van 249 dossiers") || !strings.Contains(r.stderr, "feit 2") {
		t.Errorf("one broken dossier keeps the lists of the others as they were, or is not named: exit %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	if r := (trial{env: env}).run(t, "check"); strings.Contains(r.stdout, "lijsten") {
		t.Errorf("after rebuild beside a broken dossier:\n%s", r.stdout)
	}
}

// dropTriggers takes away what keeps facts from being changed, as an intruder would.
func dropTriggers(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query("SELECT name FROM sqlite_master WHERE type = 'trigger'")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for rows.Next() {
		var n string
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		names = append(names, n)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		if _, err := db.Exec(fmt.Sprintf("DROP TRIGGER %q", n)); err != nil {
			t.Fatal(err)
		}
	}
}
