package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"traject/kern/begrip"
	"traject/store"
	"traject/store/storetest"
)

var (
	ctx    = context.Background()
	server *storetest.Postgres
)

// proefadres and proefsleutels tell a process that it is the writer that will be killed.
const (
	proefadres    = "TRAJECT_PROEF_ADRES"
	proefsleutels = "TRAJECT_PROEF_SLEUTELS"
)

func schrijfDoor(adres string) error {
	s, err := store.SleutelsUitBestand(os.Getenv(proefsleutels), true)
	if err != nil {
		return err
	}
	k, err := Open(ctx, adres, s)
	if err != nil {
		return err
	}
	return storetest.SchrijfDoor(k, os.Stdout)
}

func TestDoodgeslagenProcesVerliestNiets(t *testing.T) {
	_, app := klaar(t)
	pad := filepath.Join(t.TempDir(), "sleutels")
	start := func() *exec.Cmd {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), proefadres+"="+app, proefsleutels+"="+pad)
		return c
	}
	storetest.Doodslaan(t, 5, start, func(t *testing.T) store.Kelder {
		s, err := store.SleutelsUitBestand(pad, false)
		if err != nil {
			t.Fatal(err)
		}
		return open(t, app, s)
	})
}

func TestMain(m *testing.M) {
	if adres := os.Getenv(proefadres); adres != "" {
		if err := schrijfDoor(adres); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	var err error
	if server, err = storetest.StartPostgres("fsync=off"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	if err := server.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// gemigreerd is the name of a database that is ready; each test gets a copy.
var gemigreerd = sync.OnceValues(func() (string, error) {
	return "postgres", Migreer(ctx, server.Adres("postgres", "postgres"), storetest.Approl)
})

// klaar gives the address of a database that was migrated, as owner and as the program.
func klaar(t testing.TB) (eigenaar, app string) {
	t.Helper()
	van, err := gemigreerd()
	if err != nil {
		t.Fatal(err)
	}
	return server.Kopie(t, van)
}

func open(t testing.TB, adres string, s store.Sleutels) *store.SQL {
	t.Helper()
	k, err := Open(ctx, adres, s)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// verbinding is a plain connection, for looking behind the program.
func verbinding(t testing.TB, adres string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", adres)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func TestKelder(t *testing.T) {
	storetest.Draai(t, func(t *testing.T, s *store.Sleutelbestand) storetest.Opstelling {
		eigenaar, app := klaar(t)
		return storetest.Opstelling{
			Kelder:  open(t, app, s),
			Heropen: func(t *testing.T) store.Kelder { return open(t, app, s) },
			Leeg: func(t *testing.T) store.Kelder {
				_, leeg := klaar(t)
				return open(t, leeg, s)
			},
			Knoei: knoeiOp(eigenaar),
			Ruw:   func(t *testing.T) []byte { return storetest.RuwSQL(t, verbinding(t, eigenaar)) },
		}
	})
}

// knoeiOp changes what stands there as the owner of the tables could.
func knoeiOp(eigenaar string) func(*testing.T, begrip.Gemeente, string, int, storetest.Knoeiwijze) {
	return func(t *testing.T, g begrip.Gemeente, nummer string, feit int, hoe storetest.Knoeiwijze) {
		weg := []string{"DROP TRIGGER IF EXISTS feit_blijft ON feit", "DROP TRIGGER IF EXISTS dossier_gaat_vooruit ON dossier"}
		storetest.KnoeiSQL(t, verbinding(t, eigenaar), weg, g, nummer, feit, hoe)
	}
}

func sleutels(t testing.TB) *store.Sleutelbestand {
	t.Helper()
	s, err := store.SleutelsUitBestand(filepath.Join(t.TempDir(), "sleutels"), true)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func sluit(t testing.TB, k store.Kelder) {
	t.Helper()
	if err := k.Sluit(); err != nil {
		t.Error(err)
	}
}

// Without saying for which municipality, the program sees no row at all, and it
// cannot write one for another.
func TestGemeentenZijnGescheiden(t *testing.T) {
	_, app := klaar(t)
	k := open(t, app, sleutels(t))
	defer sluit(t, k)
	storetest.Vul(t, k, "9001", 2, 1)
	db := verbinding(t, app)
	for _, tabel := range []string{"dossier", "feit", "teller", "lijst", "taak", "zoeknaam", "deelname", "bsn", "bericht", "uitgaand", "concept"} {
		for _, keuze := range []string{"", "9002"} {
			var n int
			err := store.InTransactie(ctx, db, nil, func(tx *sql.Tx) error {
				if err := kies(ctx, tx, begrip.Gemeente(keuze)); err != nil {
					return err
				}
				return tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM "+tabel).Scan(&n)
			})
			if err != nil || n != 0 {
				t.Errorf("%s toont %d rijen van een andere gemeente: %v", tabel, n, err)
			}
		}
	}
	err := store.InTransactie(ctx, db, nil, func(tx *sql.Tx) error {
		if err := kies(ctx, tx, "9002"); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO teller (gemeente, jaar, laatste) VALUES ('9001', 2030, 1)")
		return err
	})
	if err == nil {
		t.Error("een rij voor een andere gemeente werd geschreven")
	}
}

// The role of the program may add facts and cannot change them; for the owner there is the trigger.
func TestFeitenBlijvenStaan(t *testing.T) {
	eigenaar, app := klaar(t)
	k := open(t, app, sleutels(t))
	defer sluit(t, k)
	storetest.Vul(t, k, "9001", 1, 3)
	if err := k.SchrijfAudit(ctx, "9001", []store.Auditregel{{Gebruiker: "k1", Handeling: "dossier-gezien", Moment: 1}}); err != nil {
		t.Fatal(err)
	}
	for _, adres := range []string{eigenaar, app} {
		db := verbinding(t, adres)
		for _, opdracht := range []string{"UPDATE feit SET moment = 0", "DELETE FROM feit", "DELETE FROM dossier", "UPDATE dossier SET versie = 1", "DELETE FROM audit", "UPDATE audit SET moment = 0", "DELETE FROM audithoofd"} {
			err := store.InTransactie(ctx, db, nil, func(tx *sql.Tx) error {
				if err := kies(ctx, tx, "9001"); err != nil {
					return err
				}
				_, err := tx.ExecContext(ctx, opdracht)
				return err
			})
			if err == nil {
				t.Errorf("%s mocht", opdracht)
			}
		}
	}
}

func moetStoring(t *testing.T, err error, soort store.Storingsoort) {
	t.Helper()
	var s *store.Storing
	if !errors.As(err, &s) || s.Soort != soort || s.Zin == "" || strings.Contains(s.Zin, "\n") || strings.Contains(s.Zin, "postgres://") {
		t.Errorf("kreeg %v, verwacht één zin van soort %s zonder adres", err, soort)
	}
}

func TestVerkeerdeDatabase(t *testing.T) {
	eigenaar, app := server.NieuweDatabase(t)
	_, err := Open(ctx, app, sleutels(t))
	moetStoring(t, err, store.OuderSchema)
	if err := Migreer(ctx, eigenaar, storetest.Approl); err != nil {
		t.Fatal(err)
	}
	if err := Migreer(ctx, eigenaar, storetest.Approl); err != nil {
		t.Errorf("nog eens migreren: %v", err)
	}
	_, err = Open(ctx, eigenaar, sleutels(t))
	moetStoring(t, err, store.Rechten)
	if _, err := verbinding(t, eigenaar).ExecContext(ctx, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, true)"); err != nil {
		t.Fatal(err)
	}
	_, err = Open(ctx, app, sleutels(t))
	moetStoring(t, err, store.NieuwerSchema)
	moetStoring(t, Migreer(ctx, eigenaar, storetest.Approl), store.NieuwerSchema)
	_, err = Open(ctx, "postgres://niemand@127.0.0.1:1/niets?sslmode=disable", sleutels(t))
	moetStoring(t, err, store.Onbereikbaar)
}

// A server that falls over in the middle of the work loses nothing that was
// acknowledged, and the program goes on by itself when it is back.
func TestServerValtOm(t *testing.T) {
	_, app := klaar(t)
	k := open(t, app, sleutels(t))
	defer sluit(t, k)
	nummer := storetest.Vul(t, k, "9001", 1, 1)[0]
	bevestigd, mislukt := 1, 0
	val := make(chan error, 1)
	for ronde := 0; ronde < 300 || mislukt == 0 && ronde < 5000; ronde++ {
		if ronde == 100 {
			go func() { val <- server.Herstart(true) }()
		}
		err := k.Toevoegen(ctx, storetest.Notitie("9001", nummer, bevestigd, "doorgaan"))
		var conflict *store.Conflict
		switch {
		case err == nil:
			bevestigd++
		case errors.As(err, &conflict): // it was recorded, and the answer got lost
			bevestigd = conflict.Nu
		default:
			if moetStoring(t, err, store.Onbereikbaar); t.Failed() {
				t.FailNow()
			}
			mislukt++
			time.Sleep(5 * time.Millisecond)
		}
	}
	if err := <-val; err != nil {
		t.Fatal(err)
	}
	l, err := k.Lees(ctx, "9001", nummer)
	if err != nil || l.Versie < bevestigd || mislukt == 0 {
		t.Errorf("%d bevestigd, %d terug, %d keer mislukt: %v", bevestigd, l.Versie, mislukt, err)
	}
	if _, err := k.ControleerKeten(ctx, "9001", func(b store.Bevinding) error { t.Errorf("keten gebroken: %+v", b); return nil }); err != nil {
		t.Error(err)
	}
}

// The backup of every released version can be put back here too.
func TestReservekopieVanUitgavenGaatTerug(t *testing.T) {
	for _, van := range storetest.Uitgaven(t) {
		t.Run(filepath.Base(van), func(t *testing.T) {
			_, app := klaar(t)
			k := open(t, app, storetest.UitgaveSleutels(t, van))
			defer sluit(t, k)
			storetest.ZetUitgaveTerug(t, k, van)
			storetest.KeurUitgave(t, k, van)
		})
	}
}

// Instances that start together all migrate; each finds the database ready.
func TestTegelijkMigreren(t *testing.T) {
	eigenaar, app := server.NieuweDatabase(t)
	var groep sync.WaitGroup
	for range 6 {
		groep.Go(func() {
			if err := Migreer(ctx, eigenaar, storetest.Approl); err != nil {
				t.Error(err)
			}
		})
	}
	groep.Wait()
	sluit(t, open(t, app, sleutels(t)))
}

func BenchmarkKelder(b *testing.B) {
	_, app := klaar(b)
	k := open(b, app, sleutels(b))
	defer sluit(b, k)
	storetest.Meet(b, k)
}

func TestLijstenNalopen(t *testing.T) {
	eigenaar, app := klaar(t)
	k := open(t, app, sleutels(t))
	defer sluit(t, k)
	storetest.LijstenNalopen(t, k, verbinding(t, eigenaar))
}

func TestUittrekselsNalopen(t *testing.T) {
	eigenaar, app := klaar(t)
	k := open(t, app, sleutels(t))
	defer sluit(t, k)
	storetest.UittrekselsNalopen(t, k, verbinding(t, eigenaar))
}

// Two dossiers of one person whose rows are made again at the same moment, as after new
// keys, do not stand in each other's way.
func TestTweeDossiersVanEenPersoonTegelijkHerbouwd(t *testing.T) {
	_, app := klaar(t)
	k := open(t, app, sleutels(t))
	defer sluit(t, k)
	nummers := storetest.Vul(t, k, "9001", 8, 2)
	bsn, err := begrip.LeesBSN("999990019")
	if err != nil {
		t.Fatal(err)
	}
	fouten := make(chan error, len(nummers))
	for _, n := range nummers {
		go func() {
			l, taken, err := k.LeesLijst(ctx, "9001", n)
			if err == nil {
				l.BSN = bsn
				_, err = k.VervangLijst(ctx, "9001", []store.Lijstvervanging{{Nummer: n, Versie: l.Versie, Lijst: l, Taken: taken}})
			}
			fouten <- err
		}()
	}
	for range nummers {
		if err := <-fouten; err != nil {
			t.Error(err)
		}
	}
	if op, err := k.ZoekBSN(ctx, "9001", bsn); err != nil || len(op) != len(nummers) {
		t.Errorf("%d dossiers op dit BSN, verwacht %d (%v)", len(op), len(nummers), err)
	}
}

// After filling a lot the server knows at once how much there is, and does not guess.
func TestTel(t *testing.T) {
	eigenaar, app := klaar(t)
	k := open(t, app, sleutels(t))
	defer sluit(t, k)
	storetest.Vul(t, k, "9001", 30, 2)
	if err := Tel(t.Context(), eigenaar); err != nil {
		t.Fatal(err)
	}
	var rijen float64
	if err := verbinding(t, eigenaar).QueryRowContext(t.Context(), "SELECT reltuples FROM pg_class WHERE relname = 'uittreksel'").Scan(&rijen); err != nil || rijen != 30 {
		t.Errorf("de server telt %v uittreksels, verwacht 30 (%v)", rijen, err)
	}
}
