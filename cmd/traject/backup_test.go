package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"traject/demo"
	"traject/kern/begrip"
	"traject/store"
	"traject/store/postgres"
	"traject/store/sqlite"
	"traject/store/storetest"
)

// A backup made of SQLite goes to PostgreSQL and back again: every dossier answers
// the same in all three, with the real commands and the real people of the demo.
func TestMoveBetweenEngines(t *testing.T) {
	server, err := storetest.StartPostgres("fsync=off")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	})
	owner, role := server.NieuweDatabase(t)
	folder := t.TempDir()
	keys := filepath.Join(folder, "sleutels")
	first, last := filepath.Join(folder, "eerst"), filepath.Join(folder, "laatst")
	env := func(database string) []string {
		return []string{"TRAJECT_SLEUTELBESTAND=" + keys, "TRAJECT_DATA=" + folder, "TRAJECT_DATABASE=" + database, "TRAJECT_DATABASE_EIGENAAR=" + owner}
	}
	fillDemo(t, first, keys, 60)
	do := func(database string, args ...string) string {
		t.Helper()
		r := trial{env: env(database)}.run(t, args...)
		if r.code != 0 {
			t.Fatalf("%v: exit %d\n%s%s", args, r.code, r.stdout, r.stderr)
		}
		return r.stdout
	}
	print := func(text string) string {
		_, after, _ := strings.Cut(text, "Afdruk van alle ketens: ")
		line, _, _ := strings.Cut(after, "\n")
		return line
	}
	one, two := filepath.Join(folder, "een"), filepath.Join(folder, "twee")
	made := do(first, "backup", one)
	do(role, "migrate")
	moved := do(role, "restore", one)
	again := do(role, "backup", two)
	back := do(last, "restore", two)
	if p := print(made); len(p) != 64 || p != print(moved) || p != print(again) || p != print(back) {
		t.Errorf("the prints differ:\n%s%s%s%s", made, moved, again, back)
	}
	for _, database := range []string{role, last} {
		do(database, "check")
		do(database, "vergelijk", one)
	}
	k, err := store.SleutelsUitBestand(keys, false)
	if err != nil {
		t.Fatal(err)
	}
	a := openCellar(t, first, k)
	b, err := postgres.Open(t.Context(), role, k)
	if err != nil {
		t.Fatal(err)
	}
	defer closeCellar(t, b)
	for _, other := range []store.Kelder{b, openCellar(t, last, k)} {
		storetest.MoetGelijk(t, a, other, demo.Gemeente)
		sameLists(t, a, other)
	}
	trial{env: env(role)}.run(t, "restore", one).oneSentence(t, "staan al gegevens")
	trial{env: env(first)}.run(t, "restore", one).oneSentence(t, "staan al gegevens")
}

// sameLists asks both the pages that people see.
func sameLists(t *testing.T, a, b store.Kelder) {
	t.Helper()
	all := store.Zicht{Gemeente: demo.Gemeente, Alles: true}
	ask := func(k store.Kelder) (rows []store.Werkregel, dossiers []store.Lijstregel) {
		work, err := k.Werklijst(t.Context(), store.WerkFilter{Zicht: all, Hooguit: 1000})
		if err != nil {
			t.Fatal(err)
		}
		list, err := k.Dossierlijst(t.Context(), store.DossierFilter{Zicht: all, OokGesloten: true, Hooguit: 1000})
		if err != nil {
			t.Fatal(err)
		}
		return work.Regels, list.Regels
	}
	workA, listA := ask(a)
	workB, listB := ask(b)
	if len(workA) == 0 || len(workA) != len(workB) || len(listA) != len(listB) {
		t.Fatalf("%d and %d tasks, %d and %d dossiers", len(workA), len(workB), len(listA), len(listB))
	}
	for i := range workA {
		if workA[i] != workB[i] {
			t.Errorf("task %d differs: %+v and %+v", i, workA[i], workB[i])
		}
	}
	for i := range listA {
		if listA[i] != listB[i] {
			t.Errorf("dossier %d differs: %+v and %+v", i, listA[i], listB[i])
		}
	}
}

func fillDemo(t *testing.T, folder, keys string, size int) {
	t.Helper()
	fillWith(t, settings{Data: folder, KeyFile: keys, Municipality: demo.Gemeente, Policy: demo.Beleid}, size)
}

func fillWith(t *testing.T, s settings, size int) {
	t.Helper()
	cellar, err := openStore(t.Context(), s, true, true)
	if err != nil {
		t.Fatal(err)
	}
	defer closeCellar(t, cellar)
	h, err := house(cellar, s, houseExtras{staff: staffOf(demo.Gemeente)})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := fill(context.Background(), h, s, demoMark{Size: size}, console{out: &out, err: &out}); err != nil {
		t.Fatal(err)
	}
}

func openCellar(t *testing.T, folder string, keys store.Sleutels) store.Kelder {
	t.Helper()
	k, err := sqlite.Open(t.Context(), folder, keys, sqlite.Opties{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeCellar(t, k) })
	return k
}

func closeCellar(t *testing.T, k store.Kelder) {
	t.Helper()
	if err := k.Sluit(); err != nil {
		t.Error(err)
	}
}

func TestBackupFaultsAreOneSentence(t *testing.T) {
	folder := t.TempDir()
	keys, data := filepath.Join(folder, "sleutels"), filepath.Join(folder, "data")
	fillDemo(t, data, keys, 5)
	good := []string{"TRAJECT_SLEUTELBESTAND=" + keys, "TRAJECT_DATA=" + data}
	file := filepath.Join(folder, "kopie")
	if r := (trial{env: good}).run(t, "backup", file); r.code != 0 {
		t.Fatal(r.stderr)
	}
	trial{env: good}.run(t, "backup", file).oneSentence(t, "bestaat al")
	for _, made := range []string{file, file + ".vernietigd"} { // names and dossier numbers are for the owner only
		if about, err := os.Stat(made); err != nil || about.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", made, about.Mode(), err)
		}
	}
	trial{env: good}.run(t, "backup").oneSentence(t, "noem één bestand")
	trial{env: good}.run(t, "backup", folder+"/weg/kopie").oneSentence(t, "niet te schrijven", "bestaat niet")

	empty := filepath.Join(folder, "leeg")
	to := []string{"TRAJECT_SLEUTELBESTAND=" + keys, "TRAJECT_DATA=" + empty}
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	bad := filepath.Join(folder, "slecht")
	write := func(b []byte) {
		if err := os.WriteFile(bad, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(content[:len(content)/2])
	trial{env: to}.run(t, "restore", bad).oneSentence(t, "afgebroken of veranderd", "niets teruggezet")
	content[len(content)/3] ^= 1
	write(content)
	trial{env: to}.run(t, "restore", bad).oneSentence(t, "veranderd", "niets teruggezet")
	write([]byte("iets anders"))
	trial{env: to}.run(t, "restore", bad).oneSentence(t, "geen reservekopie van traject")
	trial{env: to}.run(t, "restore", folder+"/weg").oneSentence(t, "het bestaat niet")
	write([]byte("9001 geen lijst\n"))
	trial{env: to}.run(t, "restore", file, "--vernietigd", bad).oneSentence(t, "regel 1", "vernietigde dossiers")
	other := filepath.Join(folder, "anders")
	if err := os.WriteFile(other, []byte("9002 s1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	trial{env: []string{"TRAJECT_SLEUTELBESTAND=" + other, "TRAJECT_DATA=" + empty}}.run(t, "restore", file).oneSentence(t, "sleutel")
	if found, err := filepath.Glob(filepath.Join(empty, "*")); err != nil || len(found) > 0 {
		t.Errorf("something was put back: %v %v", found, err)
	}
	if r := (trial{env: to}).run(t, "restore", file, "--vernietigd", file+".vernietigd"); r.code != 0 || !strings.Contains(r.stdout, "5 dossiers") {
		t.Errorf("the good file: exit %d %s%s", r.code, r.stdout, r.stderr)
	}
}

// A file is there whole or not at all: what broke halfway leaves nothing that looks like a backup
// or keeps the next one from being made.
func TestHalfABackupIsNoBackup(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kopie")
	broke := errors.New("the disk is full")
	err := writeNew(path, func(w io.Writer) error {
		_, err := io.WriteString(w, "half")
		return errors.Join(err, broke)
	})
	if !errors.Is(err, broke) {
		t.Errorf("%v", err)
	}
	if left, err := filepath.Glob(path + "*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// A dossier that was broken before the backup comes back as it was, and nobody is told that all
// is well.
func TestRestoreNamesWhatWasBroken(t *testing.T) {
	folder := t.TempDir()
	keys, data, file := filepath.Join(folder, "sleutels"), filepath.Join(folder, "data"), filepath.Join(folder, "kopie")
	fillDemo(t, data, keys, 5)
	stored := demoOf(data, string(demo.Gemeente))
	dropTriggers(t, stored)
	change(t, stored, "UPDATE feit SET moment = moment + 1 WHERE nummer = 2 AND dossier = (SELECT min(dossier) FROM feit)")
	if r := (trial{env: []string{"TRAJECT_SLEUTELBESTAND=" + keys, "TRAJECT_DATA=" + data}}).run(t, "backup", file); r.code != 0 {
		t.Fatal(r.stderr)
	}
	r := trial{env: []string{"TRAJECT_SLEUTELBESTAND=" + keys, "TRAJECT_DATA=" + filepath.Join(folder, "leeg")}}.run(t, "restore", file)
	if r.code != 1 || !strings.Contains(r.stdout, "feit 2") || !strings.Contains(r.stderr, "in de kopie al niet heel waren: 1") {
		t.Errorf("exit %d\n%s%s", r.code, r.stdout, r.stderr)
	}
}

// A new key wraps every dossier; what was there is found and read as before, and an
// older backup still goes back.
func TestRotateKeys(t *testing.T) {
	folder := t.TempDir()
	keys, data := filepath.Join(folder, "sleutels"), filepath.Join(folder, "data")
	fillDemo(t, data, keys, 20)
	env := []string{"TRAJECT_SLEUTELBESTAND=" + keys, "TRAJECT_DATA=" + data}
	before := filepath.Join(folder, "eerder")
	for _, args := range [][]string{{"backup", before}, {"sleutelwissel"}, {"check"}, {"vergelijk", before}} {
		if r := (trial{env: env}).run(t, args...); r.code != 0 {
			t.Fatalf("%v: exit %d %s%s", args, r.code, r.stdout, r.stderr)
		} else if args[0] == "sleutelwissel" && !strings.Contains(r.stdout, "20 dossiers hebben een nieuwe sleutel") {
			t.Error(r.stdout)
		}
	}
	again := []string{"TRAJECT_SLEUTELBESTAND=" + keys, "TRAJECT_DATA=" + filepath.Join(folder, "leeg")}
	if r := (trial{env: again}).run(t, "restore", before); r.code != 0 {
		t.Errorf("an older backup: exit %d %s", r.code, r.stderr)
	}
}

// The list of destroyed dossiers reads back as it was written.
func TestDestroyedLine(t *testing.T) {
	v, err := destroyedLine("9001 2026-0001 4 1795000000 2026-11-23 Bi2021 art. 9.9 lid 1")
	want := store.VernietigdDossier{Gemeente: "9001", Nummer: "2026-0001", Vernietiging: store.Vernietiging{Verwacht: 4,
		Moment: time.Unix(1795000000, 0).Unix(), Dag: begrip.MoetDag("2026-11-23"), Grond: "Bi2021 art. 9.9 lid 1"}}
	if err != nil || v != want {
		t.Errorf("%+v %v", v, err)
	}
}
