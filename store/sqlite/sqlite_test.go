package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"traject/kern/begrip"
	"traject/store"
	"traject/store/storetest"
)

var ctx = context.Background()

func open(t testing.TB, folder string, s store.Sleutels) *Kelder {
	t.Helper()
	k, err := Open(ctx, folder, s, Opties{Migreer: true})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestKelder(t *testing.T) {
	storetest.Draai(t, func(t *testing.T, s *store.Sleutelbestand) storetest.Opstelling {
		folder := t.TempDir()
		k := open(t, folder, s)
		return storetest.Opstelling{
			Kelder:  k,
			Heropen: func(t *testing.T) store.Kelder { return open(t, folder, s) },
			Leeg:    func(t *testing.T) store.Kelder { return open(t, t.TempDir(), s) },
			Knoei: func(t *testing.T, g begrip.Gemeente, nummer string, feit int, hoe storetest.Knoeiwijze) {
				weg := []string{"DROP TRIGGER IF EXISTS feit_wijzigt_niet", "DROP TRIGGER IF EXISTS feit_blijft", "DROP TRIGGER IF EXISTS dossier_gaat_vooruit"}
				b, err := k.motor.bestand(ctx, g)
				if err != nil {
					t.Fatal(err)
				}
				storetest.KnoeiSQL(t, b.schrijver, weg, g, nummer, feit, hoe)
			},
			Ruw: func(t *testing.T) []byte { return storetest.RuwSQL(t, k.motor.bestanden["9001"].lezers) },
		}
	})
}

// The database itself refuses to change what is there.
func TestFeitenBlijvenStaan(t *testing.T) {
	k := open(t, t.TempDir(), sleutels(t))
	defer sluit(t, k)
	storetest.Vul(t, k, "9001", 1, 3)
	if err := k.SchrijfAudit(ctx, "9001", []store.Auditregel{{Gebruiker: "k1", Handeling: "dossier-gezien", Moment: 1}}); err != nil {
		t.Fatal(err)
	}
	for _, opdracht := range []string{"UPDATE feit SET moment = 0", "DELETE FROM feit", "DELETE FROM dossier", "UPDATE dossier SET versie = 1", "DELETE FROM audit", "UPDATE audit SET moment = 0", "DELETE FROM audithoofd"} {
		if _, err := k.motor.bestanden["9001"].schrijver.ExecContext(ctx, opdracht); err == nil {
			t.Errorf("%s mocht", opdracht)
		}
	}
}

func TestEenBestandPerGemeente(t *testing.T) {
	folder := t.TempDir()
	k := open(t, folder, sleutels(t))
	defer sluit(t, k)
	storetest.Vul(t, k, "9001", 1, 1)
	storetest.Vul(t, k, "9002", 1, 1)
	for _, g := range []string{"9001", "9002"} {
		if _, err := os.Stat(filepath.Join(folder, g+".db")); err != nil {
			t.Error(err)
		}
	}
	if _, err := k.NieuwNummer(ctx, "../x", 2026); !errors.Is(err, store.ErrVerkeerdeVorm) {
		t.Errorf("een code die geen gemeente is gaf %v", err)
	}
}

// A table that stands in neither list would be lost in a backup.
func TestElkeTabelReistOfWordtOpnieuwGemaakt(t *testing.T) {
	k := open(t, t.TempDir(), sleutels(t))
	defer sluit(t, k)
	b, err := k.motor.bestand(ctx, "9001")
	if err != nil {
		t.Fatal(err)
	}
	rijen, err := b.lezers.QueryContext(ctx, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version'")
	if err != nil {
		t.Fatal(err)
	}
	defer rijen.Close()
	for rijen.Next() {
		var naam string
		if err := rijen.Scan(&naam); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(slices.Concat(store.Reistabellen, store.Lijsttabellen, store.Blijftabellen), naam) {
			t.Errorf("tabel %s gaat niet mee in een reservekopie", naam)
		}
	}
	if err := rijen.Err(); err != nil {
		t.Error(err)
	}
}

// A destroyed key is nowhere in the files any more, also not in the write-ahead log.
func TestVernietigdeSleutelStaatNietMeerInHetBestand(t *testing.T) {
	folder := t.TempDir()
	k := open(t, folder, sleutels(t))
	defer sluit(t, k)
	nummer := storetest.Vul(t, k, "9001", 60, 1)[30] // among others, so that its place on the page stays free
	var sleutel []byte
	if err := k.motor.bestanden["9001"].lezers.QueryRowContext(ctx, "SELECT sleutel FROM dossier WHERE nummer = ?", nummer).Scan(&sleutel); err != nil {
		t.Fatal(err)
	}
	if !staatIn(t, folder, sleutel) {
		t.Fatal("de proef vindt de ingepakte sleutel niet in het bestand")
	}
	if err := k.Vernietig(ctx, "9001", nummer, store.Vernietiging{Verwacht: 1, Dag: begrip.MoetDag("2026-11-23"), Grond: "proef"}); err != nil {
		t.Fatal(err)
	}
	if staatIn(t, folder, sleutel) {
		t.Error("de ingepakte sleutel staat nog in het bestand")
	}
}

func staatIn(t *testing.T, folder string, b []byte) bool {
	t.Helper()
	paden, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range paden {
		inhoud, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(inhoud, b) {
			return true
		}
	}
	return false
}

func sleutels(t testing.TB) *store.Sleutelbestand {
	t.Helper()
	s, err := store.SleutelsUitBestand(filepath.Join(t.TempDir(), "sleutels"), true)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func sluit(t testing.TB, k *Kelder) {
	t.Helper()
	if err := k.Sluit(); err != nil {
		t.Error(err)
	}
}

// moetStoring checks that the edge gets one sentence that names the place.
func moetStoring(t *testing.T, err error, soort store.Storingsoort, plaats string) {
	t.Helper()
	var s *store.Storing
	if !errors.As(err, &s) || s.Soort != soort || !strings.Contains(s.Zin, plaats) || strings.Contains(s.Zin, "\n") {
		t.Errorf("kreeg %v, verwacht één zin van soort %s over %s", err, soort, plaats)
	}
}

func TestOnleesbareDatabase(t *testing.T) {
	folder := t.TempDir()
	pad := filepath.Join(folder, "9001.db")
	if err := os.WriteFile(pad, bytes.Repeat([]byte("geen database "), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Open(ctx, folder, sleutels(t), Opties{Migreer: true})
	moetStoring(t, err, store.Onleesbaar, pad)
}

func TestMapIsEenBestand(t *testing.T) {
	pad := filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(pad, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Open(ctx, pad, sleutels(t), Opties{Migreer: true})
	moetStoring(t, err, store.Onleesbaar, pad)
}

func TestAlleenLezen(t *testing.T) {
	folder := t.TempDir()
	k := open(t, folder, sleutels(t))
	defer sluit(t, k)
	b, err := k.motor.bestand(ctx, "9001")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.schrijver.ExecContext(ctx, "PRAGMA query_only = 1"); err != nil {
		t.Fatal(err)
	}
	_, err = k.NieuwNummer(ctx, "9001", 2026)
	moetStoring(t, err, store.AlleenLezen, b.pad)
	moetStoring(t, mapstoring(folder, os.ErrPermission), store.AlleenLezen, folder)
}

// A full disk refuses the act as a whole; what was there stays and can be read.
func TestSchijfVol(t *testing.T) {
	k := open(t, t.TempDir(), sleutels(t))
	defer sluit(t, k)
	nummer := storetest.Vul(t, k, "9001", 1, 2)[0]
	b := k.motor.bestanden["9001"]
	if _, err := b.schrijver.ExecContext(ctx, "PRAGMA max_page_count = 1"); err != nil {
		t.Fatal(err)
	}
	var err error
	for versie := 2; err == nil && versie < 500; versie++ {
		err = k.Toevoegen(ctx, storetest.Notitie("9001", nummer, versie, strings.Repeat("x", 500)))
	}
	moetStoring(t, err, store.SchijfVol, b.pad)
	if _, err := k.Lees(ctx, "9001", nummer); err != nil {
		t.Error(err)
	}
}

func TestNieuwerEnOuderSchema(t *testing.T) {
	folder := t.TempDir()
	pad := filepath.Join(folder, "9001.db")
	k := open(t, folder, sleutels(t))
	storetest.Vul(t, k, "9001", 1, 1)
	sluit(t, k)
	zet := func(opdracht string) {
		t.Helper()
		db, err := sql.Open("sqlite", pad)
		if err == nil {
			_, err = db.ExecContext(ctx, opdracht)
		}
		if err = errors.Join(err, db.Close()); err != nil {
			t.Fatal(err)
		}
	}
	zet("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)")
	_, err := Open(ctx, folder, sleutels(t), Opties{Migreer: true})
	moetStoring(t, err, store.NieuwerSchema, pad)
	zet("DELETE FROM goose_db_version WHERE version_id > 0")
	_, err = Open(ctx, folder, sleutels(t), Opties{})
	moetStoring(t, err, store.OuderSchema, pad)
}

func TestVerkeerdeSleutel(t *testing.T) {
	folder := t.TempDir()
	k := open(t, folder, sleutels(t))
	nummer := storetest.Vul(t, k, "9001", 1, 1)[0]
	sluit(t, k)
	k = open(t, folder, sleutels(t)) // other keys
	defer sluit(t, k)
	var breuk *store.Ketenbreuk
	if _, err := k.Lees(ctx, "9001", nummer); !errors.As(err, &breuk) {
		t.Errorf("lezen met een verkeerde sleutel gaf %v", err)
	}
}

func TestLijstenNalopen(t *testing.T) {
	k := open(t, t.TempDir(), sleutels(t))
	defer sluit(t, k)
	if _, err := k.motor.bestand(ctx, "9001"); err != nil {
		t.Fatal(err)
	}
	storetest.LijstenNalopen(t, k, k.motor.bestanden["9001"].schrijver)
}

func TestUittrekselsNalopen(t *testing.T) {
	k := open(t, t.TempDir(), sleutels(t))
	defer sluit(t, k)
	if _, err := k.motor.bestand(ctx, "9001"); err != nil {
		t.Fatal(err)
	}
	storetest.UittrekselsNalopen(t, k, k.motor.bestanden["9001"].schrijver)
}
