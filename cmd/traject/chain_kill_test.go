package main

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"traject/app"
	"traject/demo"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/keten/duo/nagebootst"
)

// The real program is killed time and again while it sends what the municipality reports
// and reads what DUO says. Nothing is sent twice, nothing is lost, and its log names nobody.
func TestKilledWhileTalkingWithDUO(t *testing.T) {
	folder := t.TempDir()
	fake := &fakeDUO{today: func() begrip.Datum { return begrip.MoetDag(time.Now().Format(time.DateOnly)) }}
	d := nagebootst.Nieuw(nagebootst.Opstelling{OIN: chainDUO, Gemeenten: map[string]string{chainOwn: string(demo.Gemeente)}, Vandaag: fake.today, Zaad: chainZaad})
	server, err := d.Luister(nil)
	must(t, err)
	t.Cleanup(func() { must(t, server.Sluit()) })
	address := freeAddress(t)
	env := []string{"TRAJECT_ADRES=" + address, "TRAJECT_DATA=" + filepath.Join(folder, "data"), "TRAJECT_GEMEENTE=" + string(demo.Gemeente), "TRAJECT_BELEID=" + demo.Beleid,
		"TRAJECT_OIN=" + chainOwn, "TRAJECT_DUO_NOTIFICATIE_OIN=" + chainDUO, "TRAJECT_DUO_URL=" + server.URL + "/v1", "TRAJECT_DUO_OIN=" + chainDUO, "TRAJECT_LOGNIVEAU=debug"}
	sent, reading := prepareWork(t, env, fake, d)
	d.ZetMeldpunt(string(demo.Gemeente), nagebootst.Meldpunt{Adres: "http://" + address, OIN: chainOwn})
	d.Verstoor(nagebootst.Storing{Traag: 4 * time.Millisecond}) // so that a kill falls in the middle

	var log string
	kills := 0
	for began := time.Now(); d.Geteld() < len(sent) || len(d.Wachtend()) > 0; {
		if time.Since(began) > 2*time.Minute {
			t.Fatalf("after %d kills DUO has %d of %d messages, and %d of ours wait", kills, d.Geteld(), len(sent), len(d.Wachtend()))
		}
		s := start(t, "serve", env...)
		var brought sync.WaitGroup
		brought.Go(func() { // a message that meets the kill stays waiting and comes again
			for _, b := range d.Wachtend()[:min(3, len(d.Wachtend()))] {
				if d.Bezorg(t.Context(), b) != nil {
					return
				}
			}
		})
		time.Sleep(time.Duration(20+13*(kills%5)) * time.Duration(1+kills/8) * time.Millisecond) // ever longer: a busy machine must get somewhere
		must(t, s.cmd.Process.Signal(syscall.SIGKILL))
		<-s.done
		brought.Wait()
		log += s.output.String()
		kills++
		leasesRunOut(t, filepath.Join(folder, "data", string(demo.Gemeente)+".db"))
	}
	d.Verstoor(nagebootst.Storing{})
	log += finish(t, env, d, sent, reading)
	if n := d.Geteld(); n != len(sent) {
		t.Errorf("DUO took %d messages, want %d", n, len(sent))
	}
	if kills < 3 {
		t.Errorf("only %d kills: this proves little", kills)
	}
	t.Logf("%d kills", kills)
	noBSN(t, log, append(append([]string{}, sent...), reading...))
	r := trial{env: env[1:4]}.run(t, "check")
	if r.code != 0 {
		t.Errorf("check afterwards: %s%s", r.stdout, r.stderr)
	}
}

// leasesRunOut stands in for the minutes after which work of a program that died is taken
// up by another.
func leasesRunOut(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	must(t, err)
	defer func() { must(t, db.Close()) }()
	_, err = db.ExecContext(t.Context(), "UPDATE uitgaand SET tot = 0, vanaf = min(vanaf, ?)", time.Now().Unix())
	must(t, err)
}

// prepareWork puts people of the demo in the store, plans that must be reported in the
// outbox, and exams in what DUO has to say. It gives the people of both.
func prepareWork(t *testing.T, env []string, fake *fakeDUO, d *nagebootst.DUO) (sent, reading []string) {
	t.Helper()
	s, err := readSettings("", env)
	must(t, err)
	cellar, err := openStore(t.Context(), s, true, true)
	must(t, err)
	defer func() { must(t, cellar.Sluit()) }()
	h, err := house(cellar, s, houseExtras{staff: staffOf(demo.Gemeente)})
	must(t, err)
	x := &chainTrial{t: t, house: h, cellar: cellar, duo: d}
	fake.DUO, fake.cellar, fake.book = d, cellar, h.Boek
	x.now.Store(time.Now().UnixNano())
	x.fill(150)
	for _, bsn := range x.people() {
		l := x.logOf(bsn)
		p, ok := fake.person(l.Gebeurtenissen)
		if !ok {
			continue
		}
		d.NeemOp(p)
		switch who := x.dossierOf(bsn); {
		case p.Termijn == nil || !p.Plicht.Geldt || p.Doelgroep.Indeling != nagebootst.Asielstatushouder:
		case len(sent) < 30:
			_, err := h.MeldAanDUO(t.Context(), app.Wie{Gebruiker: who.Klantmanager, Rol: begrip.Klantmanager, Gemeente: demo.Gemeente}, l.Nummer, l.Versie,
				besluit.Meldopdracht{Melding: besluit.DUOMelding{Soort: besluit.MeldingUrenIntake, Actie: besluit.MeldingVast, Uren: dossier.Met(len(sent) + 1)}})
			if err != nil {
				t.Fatalf("reporting: %s", sentenceFor(err))
			}
			sent = append(sent, bsn)
		case len(reading) < 12:
			_, err := d.Verander(bsn, "SS199", x.today())
			must(t, err)
			reading = append(reading, bsn)
		}
	}
	if len(sent) < 20 || len(reading) < 10 {
		t.Fatalf("too little work: %d to send, %d to read", len(sent), len(reading))
	}
	return sent, reading
}

// confirmed counts how often hours were confirmed that went by the connection.
func confirmed(d *dossier.Dossier) int {
	n := 0
	for _, g := range besluit.Gemelde(d) {
		if g.Weg == dossier.WegM2M && g.Stand == besluit.Bevestigd {
			for _, f := range dossier.Van[*dossier.MeldingBevestigd](d) {
				if f.BerichtID == g.BerichtID {
					n++
				}
			}
		}
	}
	return n
}

// finish lets the program do the rest in peace and looks at both sides.
func finish(t *testing.T, env []string, d *nagebootst.DUO, sent, reading []string) (log string) {
	t.Helper()
	s := start(t, "serve", env...)
	must(t, d.BezorgWachtend(t.Context(), nagebootst.Wanorde{}))
	settings, err := readSettings("", env)
	must(t, err)
	cellar, err := openStore(t.Context(), settings, false, false)
	must(t, err)
	defer func() { must(t, cellar.Sluit()) }()
	h, err := house(cellar, settings, houseExtras{})
	must(t, err)
	x := &chainTrial{t: t, house: h, cellar: cellar, duo: d}
	x.now.Store(time.Now().UnixNano())
	left := func() string {
		for _, bsn := range sent {
			if n := confirmed(x.dossierOf(bsn)); n != 1 {
				return fmt.Sprintf("a message was confirmed %d times", n)
			}
		}
		for _, bsn := range reading {
			if n := count(x.dossierOf(bsn), dossier.SoortSignaalVerwerkt); n != 1 {
				return fmt.Sprintf("a message of DUO was read %d times", n)
			}
		}
		return ""
	}
	why := "nothing was looked at"
	for began := time.Now(); time.Since(began) < time.Minute; time.Sleep(200 * time.Millisecond) {
		if why = left(); why == "" {
			break
		}
	}
	if why != "" {
		t.Error(why)
	}
	for i, bsn := range sent {
		p, _ := d.Persoon(bsn)
		if u := p.Uren[string(demo.Gemeente)]; u == nil || u.Intake == nil || *u.Intake != i+1 {
			t.Errorf("DUO has other hours than were reported: %+v", u)
		}
	}
	if code := s.end(t); code != 0 {
		t.Errorf("exit %d", code)
	}
	if _, err := os.Stat(settings.Data); err != nil {
		t.Error(err)
	}
	return s.output.String()
}
