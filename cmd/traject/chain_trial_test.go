package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"traject/app"
	"traject/demo"
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/keten/duo/nagebootst"
	"traject/store"
)

// The parties of these trials.
const (
	chainOwn  = "00000001001234567000"
	chainDUO  = "00000001003214394000"
	chainZaad = 11
)

// chainTrial is a municipality on SQLite and a DUO, each on a port of this machine; both
// show certificates of a small CA. What jobs would do on their timers a trial does by
// hand, so that it can put the clock days ahead.
type chainTrial struct {
	t      *testing.T
	house  *app.Huis
	cellar store.Kelder
	duo    *nagebootst.DUO
	log    *lockedBuffer
	now    atomic.Int64
	look   func(nagebootst.Uitwisseling)
}

const chainStart = "2026-09-01T10:00:00+02:00"

// newChain starts both sides. Size is how many people of the demo are there already, known
// on both sides.
func newChain(t *testing.T, size int) *chainTrial {
	t.Helper()
	return newChainLogging(t, size, "debug")
}

func newChainLogging(t *testing.T, size int, level string) *chainTrial {
	t.Helper()
	x := &chainTrial{t: t, log: &lockedBuffer{}}
	if level == "debug" { // a measurement leaves it out
		x.look = heldAgainstFiles(t)
	}
	begin, err := time.Parse(time.RFC3339, chainStart)
	must(t, err)
	x.now.Store(begin.UnixNano())

	ca, err := nagebootst.NieuwCA()
	must(t, err)
	folder := t.TempDir()
	write := func(name, oin string) nagebootst.Bestanden {
		cert, err := ca.Certificaat(oin)
		must(t, err)
		files, err := ca.Schrijf(folder, name, cert)
		must(t, err)
		return files
	}
	own := write("gemeente", chainOwn)
	ofDUO, err := ca.Certificaat(chainDUO)
	must(t, err)

	fake := &fakeDUO{today: x.today}
	x.duo = nagebootst.Nieuw(nagebootst.Opstelling{OIN: chainDUO, Gemeenten: map[string]string{chainOwn: string(demo.Gemeente), "00000001007654321000": "8888"},
		Vandaag: x.today, Zoek: fake.lookUp, Certificaat: true, Zaad: chainZaad, Kijk: x.look})
	fake.DUO = x.duo
	secured, err := ca.Server(chainDUO)
	must(t, err)
	server, err := x.duo.Luister(secured)
	must(t, err)
	t.Cleanup(func() { must(t, server.Sluit()) })

	s, err := readSettings("", []string{"TRAJECT_DATA=" + filepath.Join(folder, "data"), "TRAJECT_GEMEENTE=" + string(demo.Gemeente), "TRAJECT_BELEID=" + demo.Beleid,
		"TRAJECT_OIN=" + chainOwn, "TRAJECT_DUO_NOTIFICATIE_OIN=" + chainDUO, "TRAJECT_DUO_URL=" + server.URL + "/v1", "TRAJECT_DUO_OIN=" + chainDUO,
		"TRAJECT_DUO_CERT=" + own.Cert, "TRAJECT_DUO_KEY=" + own.Sleutel, "TRAJECT_DUO_CA=" + own.CA, "TRAJECT_DUO_LUISTER=127.0.0.1:0", "TRAJECT_LOGNIVEAU=" + level})
	must(t, err)
	x.cellar, err = openStore(t.Context(), s, true, true)
	must(t, err)
	t.Cleanup(func() { must(t, x.cellar.Sluit()) })
	fake.cellar = x.cellar
	fake.book, err = law(s)
	must(t, err)
	x.house, err = house(x.cellar, s, houseExtras{staff: staffOf(demo.Gemeente), log: logger(s, x.log)})
	must(t, err)
	x.house.Klok = func() time.Time { return time.Unix(0, x.now.Load()) }
	x.fill(size)
	x.listen(s, ca.Client(ofDUO))
	return x
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (x *chainTrial) today() begrip.Datum { return x.house.Dag() }

// later puts the clock ahead on both sides.
func (x *chainTrial) later(d time.Duration) { x.now.Add(int64(d)) }

// fill puts people of the demo in the dossiers.
func (x *chainTrial) fill(size int) {
	if size == 0 {
		return
	}
	law, ok := x.house.Boek.Recht(begrip.Wi2021, demo.Beleid)
	if !ok {
		x.t.Fatal("the policy of the demo is missing")
	}
	for batch := range invented(x.t.Context(), demo.Opdracht{Vandaag: x.today(), Zaad: demoSeed, Omvang: size, Recht: law}) {
		must(x.t, x.house.Vul(x.t.Context(), system(demo.Gemeente), batch))
	}
}

// listen opens the counter for DUO and tells DUO where it is.
func (x *chainTrial) listen(s settings, client *tls.Config) {
	l, err := s.listenForDUO()
	must(x.t, err)
	ctx, stop := context.WithCancel(x.t.Context())
	done := make(chan error, 1)
	go func() {
		done <- serveUntil(ctx, l, onlyForDUO(counters([]*app.Huis{x.house}, s, false), x.house.Log), x.house.Log)
	}()
	x.t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			x.t.Error(err)
		}
	})
	way := &http.Transport{TLSClientConfig: client}
	x.t.Cleanup(way.CloseIdleConnections)
	x.duo.ZetMeldpunt(string(demo.Gemeente), nagebootst.Meldpunt{Adres: "https://" + l.Addr().String(), OIN: chainOwn,
		Client: &http.Client{Transport: way, Timeout: 10 * time.Second}})
}

// settle does what is due now on both sides until nothing is left to do. What waits for
// a later moment stays waiting.
func (x *chainTrial) settle() {
	x.t.Helper()
	for range 50 {
		done := 0
		for _, do := range []func(context.Context) (int, error){x.house.KoppelWachtende, x.house.LeesDUO, x.house.VerstuurMeldingen} {
			n, err := do(x.t.Context())
			must(x.t, err)
			done += n
		}
		if done == 0 {
			return
		}
	}
	x.t.Fatal("it never comes to rest")
}

// happen lets something happen at DUO, brings the message and does what follows.
func (x *chainTrial) happen(bsn, code string) nagebootst.Bericht {
	x.t.Helper()
	b, err := x.duo.Gebeur(x.t.Context(), bsn, code, x.today())
	if err != nil {
		x.t.Fatalf("%s: %v", code, err)
	}
	x.settle()
	return b
}

// dossierOf gives the dossier of a person as it is now.
func (x *chainTrial) dossierOf(bsn string) *dossier.Dossier {
	x.t.Helper()
	return dossier.Opbouwen(x.logOf(bsn).Gebeurtenissen, x.today(), 0)
}

func (x *chainTrial) logOf(bsn string) store.Logboek {
	x.t.Helper()
	number, err := begrip.LeesBSN(bsn)
	must(x.t, err)
	found, err := x.cellar.ZoekBSN(x.t.Context(), demo.Gemeente, number)
	must(x.t, err)
	if len(found) != 1 {
		x.t.Fatalf("a person has %d dossiers, want 1", len(found))
	}
	l, err := x.cellar.Lees(x.t.Context(), demo.Gemeente, found[0])
	must(x.t, err)
	return l
}

// tasksOf gives the kinds of the tasks in the worklist of a dossier, with what they are about.
func (x *chainTrial) tasksOf(bsn string) []store.Taakregel {
	x.t.Helper()
	_, tasks, err := x.cellar.LeesLijst(x.t.Context(), demo.Gemeente, x.logOf(bsn).Nummer)
	must(x.t, err)
	return tasks
}

// outcomeOf says what was done with a message.
func (x *chainTrial) outcomeOf(bsn, id string) dossier.Signaaluitkomst {
	x.t.Helper()
	for _, f := range dossier.Van[*dossier.SignaalVerwerkt](x.dossierOf(bsn)) {
		if f.BerichtID == id {
			return f.Uitkomst
		}
	}
	return dossier.SignaalNietVerwerkt
}

// people gives the BSNs that DUO met in this trial and those of the dossiers.
func (x *chainTrial) people() []string {
	x.t.Helper()
	var all []string
	must(x.t, x.cellar.Loop(x.t.Context(), demo.Gemeente, func(_ string, l store.Logboek, err error) error {
		if bsn := dossier.Opbouwen(l.Gebeurtenissen, x.today(), 0).Persoon.BSN; err == nil && !bsn.IsLeeg() {
			all = append(all, bsn.Cijfers())
		}
		return err
	}))
	return all
}

// namesNobody holds the log of the whole trial against every BSN.
func (x *chainTrial) namesNobody() {
	x.t.Helper()
	noBSN(x.t, x.log.String(), x.people())
}

func noBSN(t *testing.T, log string, people []string) {
	t.Helper()
	if len(people) == 0 || log == "" {
		t.Fatal("there is no log or nobody to look for")
	}
	for _, bsn := range people {
		if i := strings.Index(log, bsn); i >= 0 {
			t.Fatalf("the log names a BSN: …%s…", strings.ReplaceAll(log[max(0, i-120):i], "\n", " "))
		}
	}
}

// fresh gives somebody who has no dossier yet, living here, with a plan of another
// municipality when with is not nil.
func (x *chainTrial) fresh(n int, with func(*nagebootst.Persoon)) string {
	x.t.Helper()
	bsn := freeBSN(x.t, n)
	p := nagebootst.Persoon{BSN: bsn, VNummer: int64(8_000_000_000 + n), Gemeente: string(demo.Gemeente), Vestiging: x.today().Plus(-90),
		Plicht:    nagebootst.Plicht{Geldt: true, Begin: x.today().Plus(-100)},
		Doelgroep: nagebootst.Doelgroep{Indeling: nagebootst.Asielstatushouder, Detail: "Asielstatushouder", Begin: x.today().Plus(-100)}}
	if with != nil {
		with(&p)
	}
	x.duo.NeemOp(p)
	return bsn
}

// withPlan is somebody with a plan and a term from the municipality he came from.
func (x *chainTrial) withPlan(p *nagebootst.Persoon) {
	p.PIP = &nagebootst.PIP{Gemeente: "8888", Dagtekening: p.Plicht.Begin.Plus(30), Leerroute: "B", Niveau: "B1"}
	p.Plicht.Kennisgeving = p.Plicht.Begin
	p.Termijn = &nagebootst.Termijn{Start: p.PIP.Dagtekening.Plus(1), Einde: p.PIP.Dagtekening.Plus(1).PlusJaren(3), Wijziging: p.PIP.Dagtekening}
}

// freeBSN gives the n-th BSN from the end of the series for tests.
func freeBSN(t *testing.T, n int) string {
	t.Helper()
	for i := lastTestBSN; i > 999_900_000; i-- {
		if b, err := begrip.LeesBSN(fmt.Sprint(i)); err == nil {
			if n == 0 {
				return b.Cijfers()
			}
			n--
		}
	}
	t.Fatal("no BSN left")
	return ""
}
