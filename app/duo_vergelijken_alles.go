package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"traject/store"
)

// WerkDUOVergelijken wekt wie alle dossiers naast DUO legt.
const WerkDUOVergelijken = "duo-vergelijken"

// AuditVergelijkronde is de auditregel van wie een ronde over alle dossiers begint of stopt.
const AuditVergelijkronde = "duo-vergelijkronde"

// Een ronde staat in het register: één stuk met hoe ver zij is, zonder iets over mensen, en
// per dossier dat verschilt een stuk met hoe vaak, dat met het dossier weggaat. Wat er
// verschilt staat nergens: dat is bij DUO te lezen zolang iemand het dossier mag zien.
const (
	stukVergelijking = "duo-vergelijking"
	stukStand        = "stand"
	stukVerschil     = store.DossierSoort + "duo-verschil"
)

// Hoe een ronde gaat: hoeveel dossiers één greep neemt, hoeveel tegelijk bij DUO, hoe lang
// een greep mag duren en hoe lang er na een storing wordt gewacht (seconden).
const (
	vergelijkGreep    = 200
	vergelijkTegelijk = 10
	vergelijkLease    = 300
	vergelijkRust     = 30
)

// De standen van een ronde.
const (
	RondeLoopt   = "loopt"
	RondeGestopt = "gestopt"
	RondeKlaar   = "klaar"
)

// Vergelijkronde is hoe ver het vergelijken van alle dossiers is, zonder iets over mensen.
type Vergelijkronde struct {
	Stand         string         `json:"stand"` // leeg is nog nooit
	Begonnen      int64          `json:"begonnen"`
	Bijgewerkt    int64          `json:"bijgewerkt"`
	Na            string         `json:"na"` // laatste dossiernummer dat is gedaan
	Gedaan        int            `json:"gedaan"`
	Gelijk        int            `json:"gelijk"`
	Verschillend  int            `json:"verschillend"`
	ZonderBSN     int            `json:"zonder-bsn"`
	NietTeZien    int            `json:"niet-te-zien"` // DUO laat deze persoon niet zien
	NietGelukt    int            `json:"niet-gelukt"`  // alleen bij deze persoon ging het mis
	Soorten       map[string]int `json:"soorten"`      // soort verschil → hoe vaak
	Onderwerpen   map[string]int `json:"onderwerpen"`  // waarover → hoe vaak
	Storing       bool           `json:"storing"`      // DUO was er net niet; het gaat vanzelf verder
	Lease         int64          `json:"lease"`        // tot dan werkt een programma eraan
	Verbonden     bool           `json:"-"`
	BegonnenOp    time.Time      `json:"-"`
	BijgewerktOp  time.Time      `json:"-"`
	AlleSoorten   []Telling      `json:"-"`
	Alleonderwerp []Telling      `json:"-"`
}

// verschil is wat een ronde van een dossier onthoudt.
type verschil struct {
	Ronde  int64 `json:"ronde"` // wanneer die ronde begon; van een vorige telt het niet meer
	Aantal int   `json:"aantal"`
}

// leesRonde leest de ronde met de versie van het stuk.
func (h *Huis) leesRonde(ctx context.Context) (Vergelijkronde, int, error) {
	s, err := h.Kelder.LeesStuk(ctx, h.Gemeente, stukVergelijking, stukStand)
	if errors.Is(err, store.ErrNietGevonden) {
		return Vergelijkronde{}, 0, nil
	}
	if err != nil {
		return Vergelijkronde{}, 0, fmt.Errorf("de vergelijking met DUO lezen: %w", err)
	}
	var r Vergelijkronde
	if err := json.Unmarshal(s.Inhoud, &r); err != nil {
		return Vergelijkronde{}, 0, fmt.Errorf("de vergelijking met DUO lezen: %w", err)
	}
	return r, s.Versie, nil
}

func (h *Huis) bewaarRonde(ctx context.Context, r Vergelijkronde, versie int, audit ...store.Auditregel) error {
	b, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("de vergelijking met DUO opschrijven: %w", err)
	}
	err = h.Kelder.BewaarStuk(ctx, h.Gemeente, store.Stuk{Soort: stukVergelijking, Sleutel: stukStand, Versie: versie, Moment: h.nu().seconden, Inhoud: b, Audit: audit})
	if err != nil {
		return fmt.Errorf("de vergelijking met DUO bewaren: %w", err)
	}
	return nil
}

// Vergelijkronde geeft hoe ver het vergelijken van alle dossiers is: alleen aantallen.
func (h *Huis) Vergelijkronde(ctx context.Context, wie Wie) (Vergelijkronde, error) {
	if !mag(wie, opslagZien) || wie.Gemeente != h.Gemeente {
		return Vergelijkronde{}, ErrMagNiet
	}
	r, _, err := h.leesRonde(ctx)
	r.Verbonden, r.BegonnenOp, r.BijgewerktOp = h.Keten != nil, time.Unix(r.Begonnen, 0).UTC(), time.Unix(r.Bijgewerkt, 0).UTC()
	r.AlleSoorten, r.Alleonderwerp = tellingen(r.Soorten), tellingen(r.Onderwerpen)
	return r, err
}

func tellingen(m map[string]int) []Telling {
	var uit []Telling
	for _, k := range slices.Sorted(maps.Keys(m)) {
		uit = append(uit, Telling{Waarde: k, Aantal: m[k]})
	}
	slices.SortStableFunc(uit, func(a, b Telling) int { return b.Aantal - a.Aantal })
	return uit
}

// StuurVergelijkronde begint een ronde ("begin"), stopt haar ("stop") of gaat verder waar
// zij was ("verder").
func (h *Huis) StuurVergelijkronde(ctx context.Context, wie Wie, wat string) error {
	if !mag(wie, opslagZien) || wie.Gemeente != h.Gemeente {
		return ErrMagNiet
	}
	if h.Keten == nil {
		return weiger("geen-verbinding", "", "Er is geen verbinding met DUO ingesteld.")
	}
	var laatste error
	for range pogingen {
		r, versie, err := h.leesRonde(ctx)
		if err != nil {
			return err
		}
		nu := h.nu().seconden
		switch {
		case wat == "begin" && r.Stand != RondeLoopt:
			r = Vergelijkronde{Stand: RondeLoopt, Begonnen: nu}
		case wat == "stop" && r.Stand == RondeLoopt:
			r.Stand = RondeGestopt
		case wat == "verder" && r.Stand == RondeGestopt:
			r.Stand, r.Lease = RondeLoopt, 0
		default:
			return weiger("ronde-anders", "", "De vergelijking is intussen veranderd. Bekijk de bladzijde opnieuw.")
		}
		r.Bijgewerkt = nu
		laatste = h.bewaarRonde(ctx, r, versie, h.regelVan(wie, Auditregel{Handeling: AuditVergelijkronde, Over: wat}))
		if laatste == nil {
			h.porren(WerkDUOVergelijken)
			return nil
		}
		if !errors.Is(laatste, store.ErrConflict) {
			return laatste
		}
	}
	return laatste
}
