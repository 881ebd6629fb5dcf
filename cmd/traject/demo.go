package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"traject/app"
	"traject/demo"
	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/brief"
	"traject/kern/dossier"
	"traject/store"
	"traject/store/postgres"
	"traject/web"
)

// The demo: how many people, from which seed, how many in one transaction.
const (
	demoSize  = 250
	demoSeed  = 20261121
	demoBatch = 250
)

// demoMark is the file that says which demo lives in a folder. Ready is false while
// it is being written: a demo that was stopped halfway is made again.
type demoMark struct {
	Size  int    `json:"omvang"`
	Day   string `json:"dag"`
	Ready bool   `json:"klaar"`
}

// runDemo serves invented people, on this machine only.
func runDemo(ctx context.Context, args []string, c console) error {
	fs, file := flags("demo")
	size := fs.Int("omvang", 0, "aantal inburgeraars")
	address := fs.String("adres", "", "adres en poort")
	data := fs.String("data", "", "map voor de gegevens")
	quiet := fs.Bool("stil", false, "DUO stuurt zelf geen signalen")
	if err := parseFlags(fs, args); err != nil {
		return err
	}
	s, err := readSettings(*file, environ())
	if err != nil {
		return err
	}
	if *address != "" {
		s.Address = *address
	}
	if *data != "" {
		s.Data = *data
	}
	if *size < 0 || *size > 1_000_000 {
		return fault(nil, "--omvang moet tussen 1 en 1000000 liggen.")
	}
	s.Municipality, s.served, s.Policy = demo.Gemeente, nil, demo.Beleid
	s.Ops.perPerson, s.Ops.perAddress, s.Ops.perLogin = 0, 0, 0 // one person plays everyone here, and so does a measurement
	if err := loopbackOnly(s.Address); err != nil {
		return err
	}
	l, err := listen(s.Address)
	if err != nil {
		return err
	}
	defer l.Close()
	return demoOn(ctx, l, s, demoChoice{*size, *quiet}, c)
}

// demoChoice is what somebody asked of the demo: how many people (0 is as usual), and
// whether DUO leaves it quiet.
type demoChoice struct {
	size  int
	quiet bool
}

// loopbackOnly refuses an address that others can reach: a demo has no passwords.
func loopbackOnly(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fault(err, "%s is geen adres met een poort. Gebruik bijvoorbeeld 127.0.0.1:8080.", address)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fault(nil, "de demo luistert alleen op de eigen machine. Gebruik 127.0.0.1 en niet %s.", host)
	}
	return nil
}

func demoOn(ctx context.Context, l net.Listener, s settings, choice demoChoice, c console) error {
	mark, err := demoFolder(s, choice.size, c)
	if err != nil {
		return err
	}
	if s.onPostgres() && s.DatabaseOwner != "" {
		if err := migrateStore(ctx, s); err != nil {
			return err
		}
	}
	if s.ops, err = prepareOperations(s); err != nil {
		return err
	}
	cellar, err := openStore(ctx, s, true, true)
	if err != nil {
		return err
	}
	defer closeStore(cellar, c)
	defer s.ops.close(c)
	if err := roomForDemo(ctx, cellar, s, mark); err != nil {
		return err
	}
	log := logger(s, c.err)
	counter := s // without OINs of its own a demo takes in whatever has the form of a message
	var h *app.Huis
	fake, err := startFakeDUO(cellar, &s, func() begrip.Datum { return h.Dag() })
	if err != nil {
		return err
	}
	defer fake.close(c)
	fake.pointAt(l, s.OINOwn)
	if cellar, err = s.ops.watch(ctx, cellar, s.ring.keys, log); err != nil {
		return err
	}
	x := houseExtras{staff: staffOf(demo.Gemeente), log: log, sender: brief.Afzender{
		Gemeente: "Gemeente " + demo.GemeenteNaam, Postadres: "Postbus 1, 1234 AA " + demo.GemeenteNaam, Telefoon: "088 000 00 00"}}
	if h, err = house(cellar, s, x); err != nil {
		return err
	}
	if !mark.Ready {
		if err := fill(ctx, h, s, mark, c); err != nil {
			return err
		}
	}
	hs := []*app.Huis{h}
	people, err := demoEveryone(ctx, h)
	if err != nil {
		return err
	}
	handler, err := frontDoor(hs, counter, web.Instellingen{Gemeente: demo.GemeenteNaam, Demo: people})
	if err != nil {
		return err
	}
	announce(c, l)
	return withJobs(ctx, hs, s.ops, func(ctx context.Context) error {
		return fake.beside(ctx, h.Log, choice.quiet, func(ctx context.Context) error {
			return serveUntil(s.ops.drained(ctx), l, ownHostOnly(handler), h.Log)
		})
	})
}

// demoFolder looks at what stands in the folder and says what has to be made.
func demoFolder(s settings, size int, c console) (demoMark, error) {
	if err := os.MkdirAll(s.Data, 0o700); err != nil {
		return demoMark{}, fault(err, "de map %s is niet te maken (%s).", s.Data, reason(err))
	}
	mark, err := readMark(s)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(demoDatabase(s)); err == nil && !s.onPostgres() {
			return demoMark{}, fault(nil, "in %s staat een database die niet van de demo is. Kies met --data een andere map.", s.Data)
		}
	case err != nil:
		return demoMark{}, err
	case mark.Ready:
		if size != 0 && size != mark.Size {
			fmt.Fprintf(c.out, "In %s staat al een demo met %d inburgeraars; die gaat verder. Kies met --data een andere map voor een nieuwe.\n", s.Data, mark.Size)
		}
		return mark, nil
	case !s.onPostgres(): // stopped halfway: begin again
		for _, end := range []string{"", "-wal", "-shm"} {
			if err := os.Remove(demoDatabase(s) + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return demoMark{}, fault(err, "de halve demo in %s is niet op te ruimen (%s).", s.Data, reason(err))
			}
		}
	}
	if size == 0 {
		size = demoSize
	}
	mark = demoMark{Size: size}
	return mark, writeMark(s, mark)
}

// roomForDemo refuses to add invented people to a server on which something stands:
// there facts cannot be removed, so a demo that stopped halfway cannot begin again.
func roomForDemo(ctx context.Context, cellar store.Kelder, s settings, mark demoMark) error {
	if mark.Ready || !s.onPostgres() {
		return nil
	}
	there, err := cellar.Gemeenten(ctx)
	if err != nil {
		return fmt.Errorf("de gemeenten in de opslag lezen: %w", err)
	}
	if len(there) > 0 {
		return fault(nil, "in de database staan al gegevens die niet van een hele demo in %s zijn. Geef de demo een lege database.", s.Data)
	}
	return nil
}

// demoDatabase is the file in which the invented municipality lives.
func demoDatabase(s settings) string {
	return filepath.Join(s.databaseFolder(), string(demo.Gemeente)+".db")
}

func markPath(s settings) string { return filepath.Join(s.Data, "demo.json") }

func readMark(s settings) (demoMark, error) {
	var m demoMark
	b, err := os.ReadFile(markPath(s))
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return m, err
		}
		return m, fault(err, "het bestand %s is niet te lezen (%s).", markPath(s), reason(err))
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, fault(err, "het bestand %s is beschadigd. Kies met --data een andere map.", markPath(s))
	}
	return m, nil
}

func writeMark(s settings, m demoMark) error {
	b, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("het merkteken van de demo opschrijven: %w", err)
	}
	if err := os.WriteFile(markPath(s), append(b, '\n'), 0o600); err != nil {
		return fault(err, "in %s is niet te schrijven (%s).", s.Data, reason(err))
	}
	return nil
}

// fill invents the people and lays them down in bulk, through the same store and the
// same derivation as every act. It shows how far it is and can be stopped.
func fill(ctx context.Context, h *app.Huis, s settings, mark demoMark, c console) error {
	start := time.Now()
	law, ok := h.Boek.Recht(begrip.Wi2021, s.Policy)
	if !ok {
		return fault(nil, "het beleid van de demo ontbreekt.")
	}
	who, today, done := system(demo.Gemeente), h.Dag(), 0
	mark.Day = today.String()
	ctx, stop := context.WithCancel(ctx)
	defer stop() // also ends the inventing when writing fails
	people := invented(ctx, demo.Opdracht{Vandaag: today, Zaad: demoSeed, Omvang: mark.Size, Recht: law})
	err := h.VulVeel(ctx, who, people, runtime.NumCPU(), func(n int) {
		if done += n; mark.Size > demoSize && done%1000 == 0 {
			fmt.Fprintf(c.out, "%d van %d inburgeraars klaar (Ctrl-C stopt)\n", done, mark.Size)
		}
	})
	if err != nil {
		return err
	}
	if err := demoRegister(ctx, h); err != nil {
		return err
	}
	if err := h.LijstenZijnBij(ctx); err != nil {
		return err
	}
	if err := countAgain(ctx, s, c); err != nil {
		return err
	}
	mark.Ready = true
	if err := writeMark(s, mark); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%d verzonnen inburgeraars gemaakt in %.1f s.\n", done, time.Since(start).Seconds())
	return nil
}

// demoRegister puts the invented institutions in the register of the municipality.
func demoRegister(ctx context.Context, h *app.Huis) error {
	who := app.Wie{Gebruiker: "j.bakker", Rol: begrip.Beleid, Gemeente: demo.Gemeente}
	kinds := map[dossier.Aanbod]app.VerwerkerSoort{dossier.AanbodLeerroute: app.Cursusinstelling, dossier.AanbodMAP: app.VerwerkerMAP,
		dossier.AanbodPVT: app.VerwerkerPVT, dossier.DeelnameBegeleiding: app.VerwerkerBegeleiding}
	for _, i := range demo.Instellingen {
		v := app.Verwerker{Kenmerk: i.Kenmerk, Naam: i.Naam, DUO: i.DUO, Overeenkomst: i.Overeenkomst, Gegevens: "Naam, adres en het eigen onderdeel."}
		for _, w := range i.Wat {
			v.Soorten = append(v.Soorten, kinds[w])
		}
		if v.Overeenkomst != "" {
			v.Getekend = h.Dag().PlusMaanden(-8)
		} else {
			v.Keurmerk, v.Gegevens = dossier.KeurmerkBOW, "Naam, adres, burgerservicenummer, leerroute, uren, termijn en wijzigingen."
		}
		if _, err := h.BewaarVerwerker(ctx, who, v); err != nil {
			return fmt.Errorf("het register van de demo maken: %w", err)
		}
	}
	return nil
}

// countAgain lets PostgreSQL count what was just filled: it does so by itself too, but later,
// and until then it may choose the wrong index. Only its owner may ask for it.
func countAgain(ctx context.Context, s settings, c console) error {
	switch {
	case !s.onPostgres():
		return nil
	case s.DatabaseOwner == "":
		fmt.Fprintln(c.out, "PostgreSQL telt zelf wat er nu staat; de eerste minuten kunnen lijsten traag zijn. Met TRAJECT_DATABASE_EIGENAAR gaat het meteen.")
		return nil
	}
	return postgres.Tel(ctx, s.DatabaseOwner)
}

// invented gives the people in batches; the next one is invented while the one before
// is written. The channel closes when all are there or ctx ends.
func invented(ctx context.Context, o demo.Opdracht) <-chan []app.NieuwDossier {
	batches := make(chan []app.NieuwDossier, 1)
	go func() {
		defer close(batches)
		batch := make([]app.NieuwDossier, 0, demoBatch)
		send := func() bool {
			select {
			case batches <- batch:
				batch = make([]app.NieuwDossier, 0, demoBatch)
				return true
			case <-ctx.Done():
				return false
			}
		}
		for p := range demo.Maak(o) {
			batch = append(batch, app.NieuwDossier{Nummer: p.Nummer, Jaar: p.Gebeurtenissen[0].Bekend().Jaar(), Gebeurtenissen: p.Gebeurtenissen})
			if len(batch) == demoBatch && !send() {
				return
			}
		}
		if len(batch) > 0 {
			send()
		}
	}()
	return batches
}

// demoQuestions is the question with which each invented colleague opens traject.
var demoQuestions = map[begrip.Rol]string{
	begrip.Klantmanager:     "Wat moet ik nu doen, voor wie, en waarom?",
	begrip.Jurist:           "Welke besluiten wachten op mij?",
	begrip.Teamleider:       "Wie doet wat, en wat blijft liggen?",
	begrip.Beleid:           "Hoe staat het met alle dossiers?",
	begrip.Toezichthouder:   "Wie zag en deed wat, en waarom?",
	begrip.Applicatiebeheer: "Komt alles binnen en klopt de opslag?",
	begrip.AanbiederTaal:    "Wie krijgt les bij ons?",
	begrip.AanbiederOverig:  "Wie doet mee aan onze MAP?",
}

func demoPeople() []web.Demomens {
	var people []web.Demomens
	for _, m := range demo.Medewerkers {
		if m.Als == "" {
			continue
		}
		people = append(people, web.Demomens{Als: m.Als, Vraag: demoQuestions[m.Rol],
			Wie: app.Wie{Gebruiker: m.Gebruiker, Naam: m.Naam, Rol: m.Rol, Gemeente: demo.Gemeente}})
	}
	for _, m := range demo.BijAanbieders {
		people = append(people, web.Demomens{Als: m.Als, Vraag: demoQuestions[m.Rol],
			Wie: app.Wie{Gebruiker: m.Gebruiker, Naam: m.Naam, Rol: m.Rol, Gemeente: demo.Gemeente, Aanbieder: m.Instelling}})
	}
	return people
}

// demoStands are the stands of a course of which one newcomer can look in the demo.
var demoStands = []string{agenda.FaseAanmelding, agenda.FaseIntake, agenda.FasePlan, agenda.FaseLeren, agenda.FaseVerlengd, agenda.FaseVerlopen, agenda.FaseAfgerond}

// demoEveryone are the colleagues, and a newcomer in every stand of the course.
func demoEveryone(ctx context.Context, h *app.Huis) ([]web.Demomens, error) {
	people := demoPeople()
	newcomers, err := h.InElkeStand(ctx, demoStands)
	if err != nil {
		return nil, err
	}
	for i, n := range newcomers {
		people = append(people, web.Demomens{Als: fmt.Sprintf("inburgeraar-%d", i+1), Wie: n.Wie, Vraag: "Waar sta ik, en wat moet ik nu doen? (stand: " + n.Stand + ")"})
	}
	return people, nil
}

func announce(c console, l net.Listener) {
	fmt.Fprintf(c.out, "\nTraject staat klaar op http://%s\n\nLog in met één klik als:\n", l.Addr())
	for _, p := range demoPeople() {
		fmt.Fprintf(c.out, "  %-14s %-18s %s\n", p.Als, p.Wie.Naam, p.Vraag)
	}
	fmt.Fprintln(c.out, "\nStoppen: Ctrl-C.")
}

// ownHostOnly refuses requests under another name than this machine, so that a page
// elsewhere cannot reach the demo by pointing its own name here.
func ownHostOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			http.Error(w, "De demo is alleen te bereiken op de eigen machine.", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}
