package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"sync"

	"traject/api"
	"traject/app"
	"traject/demo"
	"traject/jobs"
	"traject/kern/begrip"
	"traject/kern/brief"
	"traject/keten/duo"
	"traject/meet"
	"traject/store"
	"traject/web"
	"traject/wetten"
)

func environ() []string { return os.Environ() }

// serve runs the house for a real municipality.
func serve(ctx context.Context, args []string, c console) error {
	s, err := settingsFor("serve", args, c)
	if err != nil {
		return err
	}
	if s.Municipality == "" {
		return fault(nil, "TRAJECT_GEMEENTE ontbreekt. Vul de CBS-code van de gemeente in.")
	}
	login, err := s.oidc()
	if err != nil {
		return err
	}
	for _, g := range s.municipalities() {
		if _, err := law(s.forOne(g)); err != nil { // before anything is opened: a wrong setting leaves nothing behind
			return err
		}
	}
	if _, err := s.words(); err != nil {
		return err
	}
	l, err := listen(s.Address)
	if err != nil {
		return err
	}
	defer l.Close()
	if s.ops, err = prepareOperations(s); err != nil {
		return err
	}
	duoPort, err := s.listenForDUO()
	if err != nil {
		return err
	}
	if duoPort != nil {
		defer duoPort.Close()
	}
	if login != nil {
		login.Client = &http.Client{Transport: s.ops.meter.Uitgaand("oidc", http.DefaultTransport)}
	}
	cellar, err := openStore(ctx, s, false, true)
	if err != nil {
		return err
	}
	defer closeStore(cellar, c)
	defer s.ops.close(c)
	log := logger(s, c.err)
	if cellar, err = s.ops.watch(ctx, cellar, s.ring.keys, log); err != nil {
		return err
	}
	hs, err := houses(cellar, s, houseExtras{log: log})
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "Traject luistert op http://%s\n", l.Addr())
	handler, err := frontDoor(hs, s, web.Instellingen{Gemeente: s.nameOf(s.Municipality), Veilig: true, OIDC: login})
	if err != nil {
		return err
	}
	return withJobs(ctx, hs, s.ops, func(ctx context.Context) error {
		return serveAll(s.ops.drained(ctx), log, port{l, handler}, port{duoPort, onlyForDUO(counters(hs, s, false), log)})
	})
}

// houseExtras are the parts that differ between a demo and the real thing.
type houseExtras struct {
	staff  []app.Medewerker
	sender brief.Afzender
	log    *slog.Logger
}

// law reads the bookcase and makes sure it holds the policy of the settings.
func law(s settings) (*wetten.Boek, error) {
	book, err := wetten.Laad()
	if err != nil {
		return nil, fmt.Errorf("de waarden van de wet lezen: %w", err)
	}
	if _, ok := book.Recht(begrip.Wi2021, s.Policy); !ok {
		return nil, fault(nil, "TRAJECT_BELEID noemt een beleidspakket dat niet bestaat. Zie het regelboek voor de namen.")
	}
	return book, nil
}

// house plugs the parts together.
func house(cellar store.Kelder, s settings, x houseExtras) (*app.Huis, error) {
	book, err := law(s)
	if err != nil {
		return nil, err
	}
	words, err := s.words()
	if err != nil {
		return nil, err
	}
	chain, err := s.connection()
	if err != nil {
		return nil, err
	}
	parts := app.Onderdelen{Woordenlijst: words, Keten: chain, Lijstlezer: readList, Kelder: cellar, Boek: book, Druk: printer{}, Bestand: dossierFile{book}, Signaalsoort: signalKind,
		Gemeente: s.Municipality, Beleid: s.Policy, Medewerkers: x.staff, Afzender: x.sender, Log: x.log, Versie: version}
	if s.ops != nil {
		parts.Logboek, parts.Stap = s.ops.log, s.ops.meter.Stap
	}
	h, err := app.Nieuw(parts)
	if err != nil {
		return nil, fmt.Errorf("het huis in elkaar zetten: %w", err)
	}
	return h, nil
}

// frontDoor gives the handler for all addresses of these houses.
func frontDoor(hs []*app.Huis, s settings, in web.Instellingen) (http.Handler, error) {
	h := hs[0]
	behindOneDoor(hs, s, &in)
	in.Log = h.Log
	in.Drempel, in.Patroon = threshold(s.Ops), meet.Patroon
	pages, err := web.Nieuw(in)
	if err != nil {
		return nil, fmt.Errorf("de pagina's klaarzetten: %w", err)
	}
	machines, err := api.Loket(h.Boek, h.Klok)
	if err != nil {
		return nil, fmt.Errorf("de adressen voor machines klaarzetten: %w", err)
	}
	counter := counters(hs, s, len(in.Demo) > 0)
	if s.DUO.Listen != "" { // DUO has an address of its own, and knocks there only
		counter = http.NotFoundHandler()
	}
	return guarded(in.Veilig, s.door(pages, machines, counter, h.Log)), nil
}

// recognise says who may knock on the counter for DUO. Without both OINs nobody is
// recognised, so that an installation that is not set up yet takes in nothing; a demo
// on the own machine takes in anything that has the right form. On an address of its own
// the certificate says who it is.
func (s *settings) recognise(isDemo bool) func(*http.Request) (string, bool) {
	if s.DUO.Listen != "" && s.DUO.Cert != "" {
		return duo.UitCertificaat
	}
	if isDemo || (s.OINOwn != "" && s.OINDUO != "") {
		return nil
	}
	return func(*http.Request) (string, bool) { return "", false }
}

// withJobs runs the jobs of every house beside f, and waits until all have finished.
func withJobs(ctx context.Context, hs []*app.Huis, o *operations, f func(context.Context) error) error {
	ctx, stop := context.WithCancel(ctx)
	var wait sync.WaitGroup
	for _, h := range hs {
		wait.Go(func() { jobs.Run(ctx, h, h.Log.With("municipality", string(h.Gemeente)), o.meter.Taak) })
	}
	err := f(ctx)
	stop()
	wait.Wait()
	return err
}

func closeStore(cellar store.Kelder, c console) {
	if err := cellar.Sluit(); err != nil {
		fmt.Fprintln(c.err, "traject: de opslag sloot niet goed: "+sentenceFor(err))
	}
}

func logger(s settings, w io.Writer) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(s.LogLevel)); err != nil { // checked with the settings
		level = slog.LevelInfo
	}
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level}))
}

// staffOf gives the staff that is known without a login service: that of the demo.
func staffOf(g begrip.Gemeente) []app.Medewerker {
	if g != demo.Gemeente {
		return nil
	}
	staff := make([]app.Medewerker, len(demo.Medewerkers))
	for i, m := range demo.Medewerkers {
		staff[i] = app.Medewerker{Gebruiker: m.Gebruiker, Naam: m.Naam, Rol: m.Rol, Telefoon: m.Telefoon, Email: m.Email}
	}
	for _, m := range demo.BijAanbieders {
		staff = append(staff, app.Medewerker{Gebruiker: m.Gebruiker, Naam: m.Naam, Rol: m.Rol, Telefoon: m.Telefoon, Email: m.Email, Aanbieder: m.Instelling})
	}
	return staff
}
