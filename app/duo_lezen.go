package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"traject/kern/dossier"
	"traject/store"
)

// WerkDUOKoppelen wekt wie berichten aan hun dossier hangt; het is geen uitgaand werk.
const WerkDUOKoppelen = "duo-koppelen"

// wekbaar is het werk dat niet op de klok hoeft te wachten.
var wekbaar = []string{WerkDUOLezen, WerkDUOKoppelen, WerkDUOMelden, WerkDUOVergelijken, WerkDUOLijst}

func nieuweWekkers() map[string]chan struct{} {
	uit := map[string]chan struct{}{}
	for _, soort := range wekbaar {
		uit[soort] = make(chan struct{}, 1)
	}
	return uit
}

// Gewekt geeft een teken zodra er werk van deze soort is; nil is werk dat alleen op de
// klok gaat.
func (h *Huis) Gewekt(soort string) <-chan struct{} { return h.wekkers[soort] }

// wek geeft een teken voor het werk dat met een handeling is vastgelegd. Wie het mist
// vindt het werk op de klok.
func (h *Huis) wek(t store.Toevoeging) {
	for _, u := range t.Uitgaand {
		h.porren(u.Soort)
	}
	if t.Verwacht == 0 || t.EnigBSN {
		h.porren(WerkDUOKoppelen)
	}
}

func (h *Huis) porren(soort string) {
	select {
	case h.wekkers[soort] <- struct{}{}:
	default: // geen wekker, of er staat al een teken
	}
}

// voegToe doet een toevoeging en wekt wie er werk aan heeft.
func (h *Huis) voegToe(ctx context.Context, t store.Toevoeging) error {
	err := h.Kelder.Toevoegen(ctx, t)
	if err == nil {
		h.wek(t)
	}
	return err
}

// WerkDUOLezen is het uitgaande werk om bij DUO te lezen wat een signaal meldt.
const WerkDUOLezen = "duo-lezen"

// Hoe het lezen gaat: hoeveel berichten één greep neemt, hoeveel personen tegelijk, hoe
// lang een greep mag duren en hoe lang er na een storing hooguit wordt gewacht (seconden).
// Een storing geeft nooit op: ook na dagen gaat het lezen vanzelf verder.
const (
	leesPerKeer   = 200
	leesTegelijk  = 10
	leesLease     = 120
	leesWacht     = 15 * 60
	leesStoringen = 3 // zoveel storingen op rij: DUO ligt eruit, de rest hoeft niet te proberen
)

// leeswerk is de inhoud van het werk.
type leeswerk struct {
	Bericht string `json:"bericht"`
	Code    string `json:"code"`
}

// teLezen geeft het leeswerk dat bij nieuwe feiten hoort: elk signaal waarover bij DUO iets
// te lezen is, zodra het burgerservicenummer bekend is. Een signaal van wie alleen het
// V-nummer bekend was komt aan de beurt als iemand het burgerservicenummer invult.
func (h *Huis) teLezen(nummer string, nu moment, voor, na *dossier.Dossier, erbij []dossier.Gebeurtenis) []store.Uitgaand {
	if h.Keten == nil || na.Persoon.BSN.IsLeeg() {
		return nil
	}
	var uit []store.Uitgaand
	neem := func(g *dossier.Gebeurtenis) {
		s, ok := g.Feit.(*dossier.SignaalOntvangen)
		if !ok || s.BerichtID == "" || !h.Keten.Leest(s.Code) || isGelezen(na, s.BerichtID) {
			return
		}
		b, err := json.Marshal(leeswerk{s.BerichtID, s.Code})
		if err != nil { // twee teksten kunnen altijd
			panic("app: leeswerk: " + err.Error())
		}
		uit = append(uit, store.Uitgaand{Sleutel: WerkDUOLezen + ":" + s.BerichtID, Soort: WerkDUOLezen, Nummer: nummer, Inhoud: b, Vanaf: nu.seconden})
	}
	for i := range erbij {
		neem(&erbij[i])
	}
	if voor != nil && voor.Persoon.BSN.IsLeeg() {
		for _, g := range voor.Feiten {
			neem(g)
		}
	}
	return uit
}

func isGelezen(d *dossier.Dossier, bericht string) bool {
	for _, f := range dossier.Van[*dossier.SignaalVerwerkt](d) {
		if f.BerichtID == bericht {
			return true
		}
	}
	return false
}

// LeesDUO leest bij DUO wat de signalen melden die wachten, en geeft hoeveel er zijn
// gedaan. Meer personen tegelijk; de berichten van één persoon op volgorde.
func (h *Huis) LeesDUO(ctx context.Context) (int, error) {
	if h.Keten == nil {
		return 0, nil
	}
	if err := h.onthoudContact(ctx); err != nil {
		return 0, err
	}
	gedaan := 0
	for ctx.Err() == nil {
		nu := h.nu().seconden
		werk, err := h.Kelder.Neem(ctx, h.Gemeente, WerkDUOLezen, nu, nu+leesLease, leesPerKeer)
		if err != nil {
			return gedaan, fmt.Errorf("leeswerk nemen: %w", err)
		}
		if len(werk) == 0 {
			return gedaan, nil
		}
		klaar, stuk, err := h.leesGreep(ctx, werk)
		if gedaan += klaar; err != nil || stuk {
			return gedaan, err
		}
	}
	return gedaan, nil
}

// leesGreep doet één greep. Stuk zegt dat DUO er niet is: de rest kan wachten.
func (h *Huis) leesGreep(ctx context.Context, werk []store.Uitgaand) (klaar int, stuk bool, err error) {
	perDossier := map[string][]store.Uitgaand{}
	var volgorde []string
	for _, u := range werk {
		if perDossier[u.Nummer] == nil {
			volgorde = append(volgorde, u.Nummer)
		}
		perDossier[u.Nummer] = append(perDossier[u.Nummer], u)
	}
	var (
		wacht     sync.WaitGroup
		beurt     = make(chan string)
		storingen atomic.Int32
		tel       atomic.Int32
		slot      sync.Mutex
		fouten    []error
	)
	for range min(leesTegelijk, len(volgorde)) {
		wacht.Go(func() {
			for nummer := range beurt {
				for _, u := range perDossier[nummer] {
					gelukt, err := h.leesBeurt(ctx, u, &storingen)
					if err != nil {
						slot.Lock()
						fouten = append(fouten, err)
						slot.Unlock()
					}
					if gelukt {
						tel.Add(1)
					}
				}
			}
		})
	}
	for _, nummer := range volgorde {
		beurt <- nummer
	}
	close(beurt)
	wacht.Wait()
	return int(tel.Load()), storingen.Load() >= leesStoringen, errors.Join(fouten...)
}

// leesBeurt leest één bericht en meldt het werk af. De fout is die van de opslag; een
// storing bij DUO zet het werk terug voor later.
func (h *Huis) leesBeurt(ctx context.Context, u store.Uitgaand, storingen *atomic.Int32) (bool, error) {
	zin := "DUO is niet bereikbaar"
	if storingen.Load() < leesStoringen {
		err := h.leesEen(ctx, u)
		if err == nil {
			storingen.Store(0)
			return true, afgemeld(h.Kelder.Klaar(ctx, h.Gemeente, u, h.nu().seconden))
		}
		if ctx.Err() != nil { // gestopt: de lease loopt af en een ander neemt het over
			return false, nil
		}
		var bij *leesfout
		if errors.As(err, &bij) {
			zin = "het dossier is nu niet te lezen of te schrijven"
		} else {
			storingen.Add(1)
		}
		h.Log.WarnContext(ctx, "signaal niet gelezen", "dossier", u.Nummer, "poging", u.Poging, "fout", err.Error())
	}
	opnieuw := h.nu().seconden + min(store.Wachttijd(u.Poging), leesWacht)
	return false, afgemeld(h.Kelder.Mislukt(ctx, h.Gemeente, u, zin, opnieuw))
}

// leesfout is een fout van ons eigen dossier en niet van DUO.
type leesfout struct{ oorzaak error }

func (l *leesfout) Error() string { return l.oorzaak.Error() }
func (l *leesfout) Unwrap() error { return l.oorzaak }

// leesEen leest één bericht en legt vast wat DUO zegt. Wat al gelezen is doet het niet nog
// eens; een dossier dat er niet meer is vraagt niets meer.
func (h *Huis) leesEen(ctx context.Context, u store.Uitgaand) error {
	var w leeswerk
	if err := json.Unmarshal(u.Inhoud, &w); err != nil {
		return &leesfout{fmt.Errorf("leeswerk openen: %w", err)}
	}
	s, err := h.leesVoorKeten(ctx, u.Nummer)
	if err != nil || s == nil || isGelezen(s.d, w.Bericht) {
		return err
	}
	if s.d.Persoon.BSN.IsLeeg() {
		return &leesfout{errors.New("het burgerservicenummer is niet bekend")}
	}
	if err := h.verantwoord(ctx, h.Gemeente, WerkDUOLezen, []string{s.nummer}); err != nil {
		return &leesfout{err}
	}
	gelezen, err := h.Keten.Lees(ctx, w.Code, s.d.Persoon.BSN)
	var weigering *KetenWeigering
	if err != nil && !errors.As(err, &weigering) {
		return err
	}
	for range pogingen {
		erbij := h.leesresultaat(s, w, gelezen, weigering)
		t := h.toevoeging(h.Gemeente, s, erbij)
		t.Audit = []store.Auditregel{h.regelVan(keten, Auditregel{Handeling: AuditSignaal, Nummer: s.nummer, Over: w.Code})}
		if err = h.voegToe(ctx, t); err == nil {
			return nil
		}
		if !errors.Is(err, store.ErrConflict) {
			return &leesfout{fmt.Errorf("gelezen signaal vastleggen: %w", err)}
		}
		if s, err = h.leesVoorKeten(ctx, u.Nummer); err != nil || s == nil || isGelezen(s.d, w.Bericht) {
			return err
		}
	}
	return &leesfout{fmt.Errorf("gelezen signaal vastleggen na %d pogingen: %w", pogingen, err)}
}

// leesresultaat zijn de feiten die het lezen oplevert, met SignaalVerwerkt als laatste.
// Klopt er iets niet, dan is dat het enige feit: nooit de helft.
func (h *Huis) leesresultaat(s *stand, w leeswerk, gelezen Gelezen, weigering *KetenWeigering) []dossier.Gebeurtenis {
	af := &dossier.SignaalVerwerkt{BerichtID: w.Bericht, Code: w.Code}
	var uit []dossier.Gebeurtenis
	if weigering != nil {
		af.Uitkomst, af.Reden = dossier.SignaalHandmatig, weigering.Regels()
	} else {
		feiten, redenen := gelezen.Feiten(s.d, s.nu.dag)
		switch {
		case len(redenen) > 0:
			af.Uitkomst, af.Reden = dossier.SignaalQuarantaine, strings.Join(redenen, "\n")
		case len(feiten) == 0:
			af.Uitkomst = dossier.SignaalNietsNieuws
		default:
			af.Uitkomst, uit = dossier.SignaalOvergenomen, slices.Clone(feiten)
		}
	}
	uit = append(uit, dossier.Gebeurtenis{GeldigOp: s.nu.dag, Feit: af})
	for i := range uit {
		vanKeten(&uit[i], s.nu)
	}
	return s.benoemd(s.teken(uit))
}

// benoemd geeft elk nieuw feit een kenmerk.
func (s *stand) benoemd(gs []dossier.Gebeurtenis) []dossier.Gebeurtenis {
	for i := range gs {
		if gs[i].ID == "" {
			gs[i].ID = s.kenmerk(gs[i].Nummer)
		}
	}
	return gs
}

// leesVoorKeten leest een dossier voor wat DUO zegt. Nil is: het dossier is er niet meer.
func (h *Huis) leesVoorKeten(ctx context.Context, nummer string) (*stand, error) {
	l, err := h.Kelder.Lees(ctx, h.Gemeente, nummer)
	if errors.Is(err, store.ErrVernietigd) || errors.Is(err, store.ErrNietGevonden) {
		return nil, nil
	}
	if err != nil {
		return nil, &leesfout{fmt.Errorf("dossier %s lezen: %w", nummer, err)}
	}
	nu := h.nu()
	s := &stand{nu: nu, nummer: nummer, versie: l.Versie, logboek: l.Gebeurtenissen, d: dossier.Opbouwen(l.Gebeurtenissen, nu.dag, 0)}
	if s.r, err = h.recht(s.d); err != nil {
		return nil, &leesfout{fmt.Errorf("dossier %s: %w", nummer, err)}
	}
	return s, nil
}

// KoppelWachtende hangt berichten die op een dossier wachten alsnog aan het dossier van hun
// persoon. DUO stuurt soms eerst een bericht dat geen dossier opent en daarna pas dat wat
// dat wel doet; hun volgorde mag niet uitmaken. Het geeft hoeveel er zijn gekoppeld.
func (h *Huis) KoppelWachtende(ctx context.Context) (int, error) {
	gedaan, na := 0, ""
	for {
		blad, err := h.Kelder.Berichten(ctx, store.BerichtFilter{Gemeente: h.Gemeente, ZonderDossier: true, MetInhoud: true, Na: na, Hooguit: perKeer})
		if err != nil {
			return gedaan, fmt.Errorf("wachtende berichten lezen: %w", err)
		}
		for _, b := range blad.Berichten {
			ok, err := h.koppelWachtend(ctx, b)
			if err != nil {
				return gedaan, err
			}
			if ok {
				gedaan++
			}
		}
		if na = blad.Volgende; na == "" || ctx.Err() != nil {
			return gedaan, nil
		}
	}
}

// koppelWachtend koppelt één bericht als zijn persoon inmiddels een dossier heeft.
func (h *Huis) koppelWachtend(ctx context.Context, b store.Bericht) (bool, error) {
	if strings.Contains(b.ID, afwijkend) {
		return false, nil
	}
	sig, err := signaalUit(b)
	if err != nil || sig.BSN.IsLeeg() || h.isOud(sig) {
		return false, err
	}
	defer h.signaalbeurt.neem(sig.BSN)()
	nummers, err := h.Kelder.ZoekBSN(ctx, h.Gemeente, sig.BSN)
	if err != nil || len(nummers) == 0 {
		return false, err
	}
	soort, _ := h.Signaalsoort(sig.Code)
	for range pogingen {
		if _, err := h.wachtend(ctx, b.ID); err != nil { // iemand koppelde het net zelf
			return false, nietErg(err)
		}
		err = h.voegBij(ctx, nummers[len(nummers)-1], sig, soort, h.nu(), func(t *store.Toevoeging) {
			t.Koppel = append(t.Koppel, b.ID)
			t.Audit = append(t.Audit, h.regelVan(keten, Auditregel{Handeling: AuditSignaal, Nummer: t.Nummer, Over: sig.Code}))
		})
		if !errors.Is(err, store.ErrConflict) {
			break
		}
	}
	if err != nil {
		return false, fmt.Errorf("wachtend bericht koppelen: %w", err)
	}
	return true, nil
}

// nietErg maakt van iets dat er niet meer is geen fout.
func nietErg(err error) error {
	if errors.Is(err, ErrNietGevonden) {
		return nil
	}
	return err
}
