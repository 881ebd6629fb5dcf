package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"traject/kern/begrip"
	"traject/kern/brief"
	"traject/kern/dossier"
	"traject/store"
	"traject/wetten"
)

// Drukker maakt van een brief bladzijden; dezelfde brief geeft dezelfde bytes.
type Drukker interface {
	HTML(b brief.Brief) ([]byte, error)
	PDF(b brief.Brief) ([]byte, error)
}

// Bestandsvorm leest en schrijft het dossierbestand dat gemeenten uitwisselen.
type Bestandsvorm interface {
	// Lees geeft de gebeurtenissen, DossierGeopend voorop, of alle fouten ineens.
	Lees(naam string, inhoud []byte) ([]dossier.Gebeurtenis, []begrip.Weigering)
	// Schrijf geeft het bestand van dit dossier.
	Schrijf(gebeurtenissen []dossier.Gebeurtenis) ([]byte, error)
	// Stel maakt een verondersteld feit bij een dossier, met de regels van het bestand.
	Stel(v Veronderstelling, op begrip.Datum, bestaand []dossier.Gebeurtenis) (dossier.Gebeurtenis, []begrip.Weigering)
}

// Onderdelen zijn wat het huis nodig heeft; cmd/traject steekt ze in elkaar.
type Onderdelen struct {
	Kelder      store.Kelder
	Boek        *wetten.Boek
	Druk        Drukker
	Bestand     Bestandsvorm
	Klok        func() time.Time
	Gemeente    begrip.Gemeente // de gemeente die signalen ontvangt
	Beleid      string          // haar beleidspakket; leeg is landelijk
	Medewerkers []Medewerker    // wie er zonder inloggen bekend is, zoals in een demo; zie Staf
	Afzender    brief.Afzender  // wie de brieven schrijft; Contact komt van de klantmanager
	// Signaalsoort zegt wat een code van DUO betekent; onwaar is een onbekende code.
	Signaalsoort func(code string) (Signaalsoort, bool)
	Keten        Keten         // de verbinding met DUO; nil is een gemeente zonder
	Lijstlezer   Lijstlezer    // leest een lijst uit het portaal; nil is geen
	Woordenlijst *Woordenlijst // woorden waarbij iemand eerst kijkt; nil is de gewone lijst
	Log          *slog.Logger
	Versie       string  // van het programma
	Logboek      Logboek // het Logboek Dataverwerkingen; nil is uit
	// Stap begint een stap die gemeten wordt, onder een woord van het programma; nil meet niets.
	Stap func(ctx context.Context, naam string) (context.Context, func(error))
}

// Huis doet de handelingen. Het mag door velen tegelijk worden gebruikt.
type Huis struct {
	Onderdelen
	amsterdam      *time.Location
	signaalbeurt   signaalbeurten // zie OntvangSignaal
	staf           atomic.Pointer[staf]
	stafbeurt      sync.Mutex // zie LeesMedewerkers
	wekkers        map[string]chan struct{}
	scholen        scholen      // lijst van DUO, zie instellingen
	geweigerdbeurt sync.Mutex   // zie NoteerGeweigerd
	duoOnthouden   atomic.Int64 // laatste antwoord van DUO dat is bewaard; zie onthoudContact
}

// Nieuw geeft een huis. Het faalt als een onderdeel ontbreekt of het beleid onbekend is.
func Nieuw(o Onderdelen) (*Huis, error) {
	if o.Kelder == nil || o.Boek == nil || o.Druk == nil || o.Bestand == nil || o.Signaalsoort == nil {
		return nil, errors.New("het huis mist een onderdeel")
	}
	if _, ok := o.Boek.Recht(begrip.Wi2021, o.Beleid); !ok {
		return nil, fmt.Errorf("beleidspakket %q is niet bekend", o.Beleid)
	}
	if o.Klok == nil {
		o.Klok = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return nil, fmt.Errorf("de tijdzone van Nederland lezen: %w", err)
	}
	h := &Huis{Onderdelen: o, wekkers: nieuweWekkers(), amsterdam: zone}
	h.staf.Store(nieuweStaf(o.Medewerkers, nil))
	if o.Logboek != nil {
		h.Kelder = &verantwoordeKelder{o.Kelder, h}
	}
	return h, nil
}

// moment is de ene lezing van de klok die bij een handeling hoort.
type moment struct {
	seconden int64        // sinds 1970, UTC
	dag      begrip.Datum // de dag in Nederland
}

func (h *Huis) nu() moment { return h.moment(h.Klok()) }

func (h *Huis) moment(t time.Time) moment {
	j, m, d := t.In(h.amsterdam).Date()
	dag, err := begrip.Dag(j, int(m), d)
	if err != nil { // een klok buiten de jaren 1 tot 9999 bestaat niet
		dag = 0
	}
	return moment{t.Unix(), dag}
}

// Dag zegt welke dag het in Nederland is.
func (h *Huis) Dag() begrip.Datum { return h.nu().dag }

// recht geeft het recht dat voor dit dossier geldt.
func (h *Huis) recht(d *dossier.Dossier) (*wetten.Recht, error) {
	r, ok := h.Boek.Recht(d.Stelsel, d.Beleid)
	if !ok {
		return nil, fmt.Errorf("beleidspakket %q van het dossier is niet bekend onder %s", d.Beleid, d.Stelsel)
	}
	return r, nil
}

// lees leest een dossier en vouwt het tot de stand van vandaag. Wie het niet mag
// zien krijgt ErrNietGevonden, net als wanneer het er niet is.
func (h *Huis) lees(ctx context.Context, wie Wie, nummer string, wat handeling) (*stand, error) {
	l, reden, err := h.leesVoor(ctx, wie, nummer, wat)
	if errors.Is(err, store.ErrNietGevonden) || errors.Is(err, store.ErrVernietigd) {
		return nil, ErrNietGevonden
	}
	if err != nil {
		return nil, fmt.Errorf("dossier %s lezen: %w", nummer, err)
	}
	s := &stand{nu: h.nu(), nummer: nummer, versie: l.Versie, logboek: l.Gebeurtenissen}
	s.d = dossier.Opbouwen(l.Gebeurtenissen, s.nu.dag, 0)
	s.van = h.eigenaar(wie.Gemeente, nummer, s.d)
	s.van.reden = reden
	if !magBij(wie, wat, s.van) {
		return nil, ErrNietGevonden
	}
	if s.r, err = h.recht(s.d); err != nil {
		return nil, fmt.Errorf("dossier %s: %w", nummer, err)
	}
	return s, nil
}

// leesVoor leest het logboek voor wie het mag zien. Wie het zonder reden mag is in één keer
// klaar: de rij en het logboek komen samen, en de rij wordt gewogen voordat er iets opengaat.
func (h *Huis) leesVoor(ctx context.Context, wie Wie, nummer string, wat handeling) (l store.Logboek, reden bool, err error) {
	if b := bereikVan(wie, wat); b == eigen || b == team {
		var mocht bool
		l, mocht, err = h.Kelder.LeesAls(ctx, wie.Gemeente, nummer, func(r store.Lijstregel) bool { return magBij(wie, wat, uitLijst(wie.Gemeente, r)) })
		if err != nil || mocht {
			return l, false, err
		}
	}
	if reden, err = h.toegang(ctx, wie, nummer, wat); err != nil {
		return store.Logboek{}, false, err
	}
	l, err = h.Kelder.Lees(ctx, wie.Gemeente, nummer)
	return l, reden, err
}

func (h *Huis) eigenaar(g begrip.Gemeente, nummer string, d *dossier.Dossier) eigenaar {
	return eigenaar{gemeente: g, nummer: nummer, klantmanager: d.Klantmanager, team: h.medewerker(d.Klantmanager).Team, grond: d.HeeftPartnergrond()}
}

// stand is een gelezen dossier op het ene moment van de handeling.
type stand struct {
	nu      moment
	nummer  string
	versie  int
	logboek []dossier.Gebeurtenis
	d       *dossier.Dossier
	r       *wetten.Recht
	van     eigenaar // van wie het is, en of de gebruiker vandaag een reden gaf
}
