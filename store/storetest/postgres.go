package storetest

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver
)

// Approl is the role as which the program works: neither owner nor superuser.
const Approl = "traject_app"

// Postgres is a throw-away server, alone for the tests of one process.
type Postgres struct {
	folder, bin, adres string
	opties             string
	rechten            *syscall.SysProcAttr
	volgnummer         atomic.Int32
	kopieert           sync.Mutex
}

// StartPostgres starts a server in a new folder, with settings such as "fsync=off".
// The error says how to get PostgreSQL when it is absent.
func StartPostgres(instellingen ...string) (*Postgres, error) {
	bin, err := zoekPostgres()
	if err != nil {
		return nil, err
	}
	p := &Postgres{bin: bin}
	if p.folder, err = os.MkdirTemp("", "traject-pg-"); err != nil {
		return nil, fmt.Errorf("map voor PostgreSQL maken: %w", err)
	}
	if err := p.wordGewoon(); err != nil {
		return nil, err
	}
	poort, err := vrijePoort()
	if err != nil {
		return nil, err
	}
	gegevens := filepath.Join(p.folder, "data")
	if err := p.draai("initdb", "-D", gegevens, "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"); err != nil {
		return nil, err
	}
	p.opties = fmt.Sprintf("-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s", poort, p.folder)
	for _, i := range instellingen {
		p.opties += " -c " + i
	}
	if err := p.begin(); err != nil {
		return nil, err
	}
	p.adres = fmt.Sprintf("127.0.0.1:%d", poort)
	if err := p.voer("postgres", "CREATE ROLE "+Approl+" LOGIN"); err != nil {
		return nil, errors.Join(err, p.Stop())
	}
	return p, nil
}

func (p *Postgres) begin() error {
	return p.draai("pg_ctl", "-D", filepath.Join(p.folder, "data"), "-w", "-l", filepath.Join(p.folder, "log"), "-o", p.opties, "start")
}

// Herstart stops the server, whoever is at work there, and starts it on the same port.
// With ruw it is not allowed to finish anything, as when the power fails. A server that
// lies still already is only started.
func (p *Postgres) Herstart(ruw bool) error {
	manier := "fast"
	if ruw {
		manier = "immediate"
	}
	gegevens := filepath.Join(p.folder, "data")
	if p.draai("pg_ctl", "-D", gegevens, "status") == nil {
		if err := p.draai("pg_ctl", "-D", gegevens, "-w", "-m", manier, "stop"); err != nil {
			return err
		}
	}
	return p.begin()
}

// LegStil stops the server at once; Herstart starts it again.
func (p *Postgres) LegStil() error {
	return p.draai("pg_ctl", "-D", filepath.Join(p.folder, "data"), "-w", "-m", "immediate", "stop")
}

// Stop stops the server and removes its folder.
func (p *Postgres) Stop() error {
	err := p.draai("pg_ctl", "-D", filepath.Join(p.folder, "data"), "-m", "immediate", "stop")
	weg := os.RemoveAll(p.folder)
	for poging := 0; weg != nil && poging < 20; poging++ { // a process of the server may still have been writing
		time.Sleep(50 * time.Millisecond)
		weg = os.RemoveAll(p.folder)
	}
	return errors.Join(err, weg)
}

// NieuweDatabase makes an empty database and gives its address as owner and as Approl.
func (p *Postgres) NieuweDatabase(t testing.TB) (eigenaar, app string) {
	t.Helper()
	return p.Kopie(t, "template1")
}

// Kopie makes a database like an existing one that nobody is connected to.
func (p *Postgres) Kopie(t testing.TB, van string) (eigenaar, app string) {
	t.Helper()
	naam := fmt.Sprintf("proef%d", p.volgnummer.Add(1))
	p.kopieert.Lock() // the server refuses while another is connected to what is copied
	defer p.kopieert.Unlock()
	if err := p.voer("postgres", "CREATE DATABASE "+naam+" TEMPLATE "+van); err != nil {
		t.Fatal(err)
	}
	return p.Adres("postgres", naam), p.Adres(Approl, naam)
}

// Plaats gives where the server listens.
func (p *Postgres) Plaats() string { return p.adres }

// Adres gives the address of a database for a role.
func (p *Postgres) Adres(rol, naam string) string {
	return fmt.Sprintf("postgres://%s@%s/%s?sslmode=disable", rol, p.adres, naam)
}

func (p *Postgres) voer(naam, opdracht string) (err error) {
	db, err := sql.Open("pgx", p.Adres("postgres", naam))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	_, err = db.ExecContext(context.Background(), opdracht)
	return err
}

func zoekPostgres() (string, error) {
	if pad, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(pad), nil
	}
	mappen, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil {
		return "", err
	}
	slices.SortFunc(mappen, func(a, b string) int { return versie(b) - versie(a) })
	for _, m := range mappen {
		if _, err := os.Stat(filepath.Join(m, "initdb")); err == nil && versie(m) >= 15 {
			return m, nil
		}
	}
	return "", errors.New("voor deze proef is PostgreSQL 15 of nieuwer nodig; installeer het met: apt-get install postgresql")
}

func versie(bin string) int {
	n, err := strconv.Atoi(filepath.Base(filepath.Dir(bin)))
	if err != nil {
		return 0
	}
	return n
}

// wordGewoon lets the server run as the user postgres when we are root: it refuses root.
func (p *Postgres) wordGewoon() error {
	if os.Geteuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return fmt.Errorf("gebruiker postgres zoeken (installeer PostgreSQL met: apt-get install postgresql): %w", err)
	}
	uid, fout := strconv.Atoi(u.Uid)
	gid, fout2 := strconv.Atoi(u.Gid)
	if err := errors.Join(fout, fout2, os.Chown(p.folder, uid, gid)); err != nil {
		return fmt.Errorf("map voor PostgreSQL klaarmaken: %w", err)
	}
	p.rechten = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	return nil
}

func (p *Postgres) draai(programma string, argumenten ...string) error {
	c := exec.Command(filepath.Join(p.bin, programma), argumenten...)
	c.Dir, c.SysProcAttr = p.folder, p.rechten
	// A file and not a pipe: the server keeps it open after pg_ctl has gone.
	uit, err := os.CreateTemp(p.folder, "uit-*")
	if err != nil {
		return err
	}
	c.Stdout, c.Stderr = uit, uit
	if err := c.Run(); err != nil {
		tekst, lees := os.ReadFile(uit.Name())
		return errors.Join(fmt.Errorf("%s: %w: %s", programma, err, bytes.TrimSpace(tekst)), lees, uit.Close())
	}
	return uit.Close()
}

func vrijePoort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("vrije poort zoeken: %w", err)
	}
	return l.Addr().(*net.TCPAddr).Port, l.Close()
}
