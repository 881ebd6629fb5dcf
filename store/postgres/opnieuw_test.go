package postgres

import (
	"errors"
	"testing"
	"time"

	"traject/store"
	"traject/store/storetest"
)

func wachtEven() { time.Sleep(50 * time.Microsecond) }

// The whole suite holds when the database calls off every other transaction, whether at
// the commit or at a statement: nothing is doubled, nothing is lost, no page shows a row twice.
func TestAfgeblazenTransactiesGaanOpnieuw(t *testing.T) {
	for naam, storing := range map[string]int32{"bij het vastleggen": vastleggenTerug, "bij een vraag": vragenTerug} {
		t.Run(naam, func(t *testing.T) {
			t.Parallel() // it mostly waits to try again
			p := nieuweTussenpost(t, server.Plaats())
			storetest.Draai(t, func(t *testing.T, s *store.Sleutelbestand) storetest.Opstelling {
				eigenaar, app := klaar(t)
				p.storing.Store(geenStoring) // opening reads the schema, which is no transaction of ours
				k := open(t, p.adres(app), s)
				p.storing.Store(storing)
				return storetest.Opstelling{Kelder: k, Knoei: knoeiOp(eigenaar)}
			})
			if p.gestoord.Load() < 50 {
				t.Errorf("maar %d transacties werden afgeblazen", p.gestoord.Load())
			}
		})
	}
}

// A line that breaks around the commit: the program cannot know whether it was recorded.
// Doing it again with the version that was seen, or under the same key, never doubles it.
func TestVerbindingWegRondHetVastleggen(t *testing.T) {
	for naam, g := range map[string]struct {
		storing int32
		erbij   bool // it was recorded after all
	}{"ervoor": {wegVoorVastleggen, false}, "erna": {wegNaVastleggen, true}} {
		t.Run(naam, func(t *testing.T) {
			_, app := klaar(t)
			p := nieuweTussenpost(t, server.Plaats())
			k := open(t, p.adres(app), sleutels(t))
			defer sluit(t, k)
			nummer := storetest.Vul(t, k, "9001", 1, 1)[0]
			versie := func() int {
				t.Helper()
				l, err := k.Lees(ctx, "9001", nummer)
				if err != nil {
					t.Fatal(err)
				}
				return l.Versie
			}
			stoor := func(doe func() error) {
				t.Helper()
				p.storing.Store(g.storing)
				err := doe()
				p.storing.Store(geenStoring)
				if moetStoring(t, err, store.Onbereikbaar); p.gestoord.Swap(0) == 0 {
					t.Fatal("er was geen storing")
				}
			}
			was := versie()
			notitie := storetest.Notitie("9001", nummer, was, "één keer")
			stoor(func() error { return k.Toevoegen(ctx, notitie) })
			err := k.Toevoegen(ctx, notitie)
			if errors.Is(err, store.ErrConflict) != g.erbij || !g.erbij && err != nil {
				t.Errorf("nog eens vastleggen: %v", err)
			}
			if nu := versie(); nu != was+1 {
				t.Errorf("versie %d, verwacht %d", nu, was+1)
			}

			bericht := store.Bericht{ID: "b-1", Bron: "DUO", Code: "SS139", Moment: 1, Inhoud: []byte("{}")}
			stoor(func() error { return k.BewaarBericht(ctx, "9001", bericht) })
			err = k.BewaarBericht(ctx, "9001", bericht)
			var al *store.BerichtBestaat
			if errors.As(err, &al) != g.erbij || g.erbij && !al.Zelfde || !g.erbij && err != nil {
				t.Errorf("bericht nog eens: %v", err)
			}

			werk := store.Uitgaand{Sleutel: "brief-1", Soort: "brief", Inhoud: []byte("x"), Vanaf: 1}
			stoor(func() error { return k.Plaats(ctx, "9001", []store.Uitgaand{werk}) })
			if err := k.Plaats(ctx, "9001", []store.Uitgaand{werk}); err != nil {
				t.Errorf("werk nog eens klaarzetten: %v", err)
			}
			alles, err := k.UitgaandLijst(ctx, "9001", "", "", 10)
			if err != nil || len(alles) != 1 {
				t.Errorf("%d stukken werk: %v", len(alles), err)
			}
		})
	}
}

// A line that breaks while something is read is no trouble for whoever reads: another
// connection gives the same answer, once.
func TestVerbindingWegBijHetLezen(t *testing.T) {
	_, app := klaar(t)
	p := nieuweTussenpost(t, server.Plaats())
	k := open(t, p.adres(app), sleutels(t))
	defer sluit(t, k)
	nummer := storetest.Vul(t, k, "9001", 3, 2)[0]
	for naam, lees := range map[string]func() (int, error){
		"dossier": func() (int, error) { l, err := k.Lees(ctx, "9001", nummer); return len(l.Gebeurtenissen), err },
		"lijst": func() (int, error) {
			b, err := k.Dossierlijst(ctx, store.DossierFilter{Zicht: store.Zicht{Gemeente: "9001", Alles: true}})
			return len(b.Regels), err
		},
	} {
		wil, err := lees()
		if err != nil || wil == 0 {
			t.Fatalf("%s: %d, %v", naam, wil, err)
		}
		p.storing.Store(wegBijVraag)
		if is, err := lees(); err != nil || is != wil {
			t.Errorf("%s: %d, verwacht %d: %v", naam, is, wil, err)
		}
		if p.gestoord.Swap(0) == 0 {
			t.Errorf("%s: er was geen storing", naam)
		}
	}
}

// A statement that waits longer than it may is broken off with a sentence, and a second
// try works: nobody waits for ever behind someone who does not let go.
func TestTeLangWachten(t *testing.T) {
	eigenaar, app := klaar(t)
	k, err := OpenMet(ctx, app, sleutels(t), Opties{Verbindingen: 2, Wachttijd: 300 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer sluit(t, k)
	nummer := storetest.Vul(t, k, "9001", 1, 1)[0]
	l, err := k.Lees(ctx, "9001", nummer)
	if err != nil {
		t.Fatal(err)
	}
	ander, err := verbinding(t, eigenaar).BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ander.ExecContext(ctx, "SELECT versie FROM dossier WHERE nummer = $1 FOR UPDATE", nummer); err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	err = k.Toevoegen(ctx, storetest.Notitie("9001", nummer, l.Versie, "wacht"))
	if moetStoring(t, err, store.Onbereikbaar); time.Since(begin) > 5*time.Second {
		t.Errorf("na %s pas", time.Since(begin))
	}
	if err := ander.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := k.Toevoegen(ctx, storetest.Notitie("9001", nummer, l.Versie, "wacht")); err != nil {
		t.Error(err)
	}
}
