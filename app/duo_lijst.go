package app

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"traject/kern/begrip"
	"traject/store"
)

// WerkDUOLijst is het uitgaande werk om een lijst uit het portaal als signalen te lezen.
const WerkDUOLijst = "duo-lijst"

// De soorten stukken van een lijst: de lijst zelf en de kolommen die men eerder koos.
const (
	stukLijst    = "duo-lijst"
	stukKolommen = "duo-kolommen"
)

// Lijststand is hoe ver een lijst is.
type Lijststand string

// De standen.
const (
	LijstKiezen  Lijststand = "kiezen"  // de kolommen moeten nog worden gekozen
	LijstLoopt   Lijststand = "loopt"   // de regels worden gelezen
	LijstGestopt Lijststand = "gestopt" // iemand zette het lezen stil
	LijstKlaar   Lijststand = "klaar"
)

// bronLijst staat bij een bericht dat uit een lijst kwam.
const bronLijst = "lijst"

// regelsPerStap is hoeveel regels er tussen twee keer bewaren worden gelezen.
const regelsPerStap = 100

// leaseLijst is hoe lang één stap hooguit duurt, in seconden.
const leaseLijst = 120

// lijststuk is een lijst zoals zij verzegeld wordt bewaard. Na het lezen blijven alleen de
// tellingen en de foute regels over.
type lijststuk struct {
	Naam     string       `json:"naam"`
	Wie      string       `json:"wie"`
	Begin    int64        `json:"begin"`
	Stand    Lijststand   `json:"stand"`
	Kop      []string     `json:"kop"`
	Rijen    []Tabelrij   `json:"rijen,omitempty"`
	Kolommen Kolommen     `json:"kolommen"`
	Regels   []lijstregel `json:"regels,omitempty"`
	Gelezen  int          `json:"gelezen"`
	Totaal   int          `json:"totaal"`
	Nieuw    int          `json:"nieuw"`
	Al       int          `json:"al"`
	Wacht    int          `json:"wacht"`
	Fouten   []Regelfout  `json:"fouten,omitempty"`
	Beurt    int          `json:"beurt"` // hoe vaak het lezen is begonnen; elke keer is nieuw werk
}

// Lijstbeeld is een lijst zoals het scherm haar toont.
type Lijstbeeld struct {
	ID, Naam, Wie                string
	Begin                        time.Time
	Tot                          begrip.Datum // laatste dag dat de lijst met haar regels er staat
	Stand                        Lijststand
	Kop                          []string
	Voorbeeld                    []Tabelrij // de eerste regels, om de kolommen bij te kiezen
	Kolommen                     Kolommen
	Totaal, Gelezen              int
	Nieuw, Al, Wacht, Foutregels int
	Fouten                       []Regelfout // de eerste; alle staan in het bestand om op te halen
}

// Hoeveel regels het scherm toont.
const (
	voorbeeldregels = 5
	foutregels      = 50
	meesteLijsten   = 20
)

func (h *Huis) magLijst(wie Wie) bool {
	return mag(wie, signaalKoppelen) && wie.Gemeente == h.Gemeente && h.Lijstlezer != nil
}

// NeemLijst leest een bestand uit het portaal en bewaart het, met de kolommen die bij deze
// kop het laatst zijn gekozen. Er is dan nog niets vastgelegd.
func (h *Huis) NeemLijst(ctx context.Context, wie Wie, naam string, b []byte) (string, error) {
	if !h.magLijst(wie) {
		return "", ErrMagNiet
	}
	t, weigeringen := h.Lijstlezer(naam, b)
	if len(weigeringen) > 0 {
		return "", &Geweigerd{weigeringen}
	}
	k, err := h.eerderGekozen(ctx, t.Kop)
	if err != nil {
		return "", err
	}
	nu, id := h.nu(), nieuwBerichtID()
	l := lijststuk{Naam: naam, Wie: wie.Naam, Begin: nu.seconden, Stand: LijstKiezen, Kop: t.Kop, Rijen: t.Rijen, Kolommen: k, Totaal: len(t.Rijen)}
	return id, h.bewaarLijst(ctx, id, 0, l, h.regelVan(wie, Auditregel{Handeling: AuditDUOLijst, Over: "opgehaald", Aantal: len(t.Rijen)}))
}

// bewaarLijstdagen is hoe lang na het ophalen een lijst met haar foute regels blijft: lang genoeg om ze na
// te lopen, niet langer dan nodig (AVG art. 5 lid 1 onder e).
const bewaarLijstdagen = 30

// ruimLijstenOp wist lijsten die oud zijn en geeft hoeveel. Wat eruit is gelezen staat in de
// dossiers.
func (h *Huis) ruimLijstenOp(ctx context.Context) (int, error) {
	systeem, vandaag := Wie{Gebruiker: "systeem", Rol: begrip.Systeem, Gemeente: h.Gemeente}, h.nu().dag
	gewist := 0
	for na := ""; ; {
		stukken, err := h.Kelder.Stukken(ctx, h.Gemeente, stukLijst, na, perKeer)
		if err != nil || len(stukken) == 0 {
			return gewist, err
		}
		for _, s := range stukken {
			na = s.Sleutel
			var l lijststuk
			if err := json.Unmarshal(s.Inhoud, &l); err != nil {
				return gewist, fmt.Errorf("oude lijst lezen: %w", err)
			}
			if h.lijstTot(l.Begin) >= vandaag {
				continue
			}
			audit := []store.Auditregel{h.regelVan(systeem, Auditregel{Handeling: AuditDUOLijst, Over: "gewist na " + strconv.Itoa(bewaarLijstdagen) + " dagen"})}
			err := h.Kelder.WisStuk(ctx, h.Gemeente, stukLijst, s.Sleutel, s.Versie, audit)
			if err != nil && !errors.Is(err, store.ErrConflict) { // een ander wiste haar net, of leest haar nog
				return gewist, fmt.Errorf("oude lijst wissen: %w", err)
			}
			gewist++
		}
	}
}

// lijstTot geeft de laatste dag dat een lijst er staat.
func (h *Huis) lijstTot(begin int64) begrip.Datum {
	return h.moment(time.Unix(begin, 0)).dag.Plus(bewaarLijstdagen)
}

// eerderGekozen geeft de kolommen die bij deze kop zijn onthouden, of anders een gok.
func (h *Huis) eerderGekozen(ctx context.Context, kop []string) (Kolommen, error) {
	s, err := h.Kelder.LeesStuk(ctx, h.Gemeente, stukKolommen, kopsleutel(kop))
	if errors.Is(err, store.ErrNietGevonden) {
		return Raad(kop), nil
	}
	var k Kolommen
	if err == nil {
		err = json.Unmarshal(s.Inhoud, &k)
	}
	if err != nil {
		return k, fmt.Errorf("eerder gekozen kolommen lezen: %w", err)
	}
	return k, nil
}

func (h *Huis) onthoudKolommen(ctx context.Context, kop []string, k Kolommen) error {
	sleutel := kopsleutel(kop)
	oud, err := h.Kelder.LeesStuk(ctx, h.Gemeente, stukKolommen, sleutel)
	if err != nil && !errors.Is(err, store.ErrNietGevonden) {
		return fmt.Errorf("gekozen kolommen lezen: %w", err)
	}
	b, err := json.Marshal(k)
	if err != nil {
		return fmt.Errorf("gekozen kolommen opschrijven: %w", err)
	}
	err = h.Kelder.BewaarStuk(ctx, h.Gemeente, store.Stuk{Soort: stukKolommen, Sleutel: sleutel, Versie: oud.Versie, Moment: h.nu().seconden, Inhoud: b})
	if err != nil && !errors.Is(err, store.ErrConflict) { // een ander koos net: ook goed
		return fmt.Errorf("gekozen kolommen bewaren: %w", err)
	}
	return nil
}

func (h *Huis) leesLijst(ctx context.Context, id string) (lijststuk, int, error) {
	s, err := h.Kelder.LeesStuk(ctx, h.Gemeente, stukLijst, id)
	if errors.Is(err, store.ErrNietGevonden) {
		return lijststuk{}, 0, ErrNietGevonden
	}
	var l lijststuk
	if err == nil {
		err = json.Unmarshal(s.Inhoud, &l)
	}
	if err != nil {
		return l, 0, fmt.Errorf("lijst lezen: %w", err)
	}
	return l, s.Versie, nil
}

func (h *Huis) bewaarLijst(ctx context.Context, id string, versie int, l lijststuk, audit ...store.Auditregel) error {
	b, err := json.Marshal(l)
	if err != nil {
		return fmt.Errorf("lijst opschrijven: %w", err)
	}
	if err := h.Kelder.BewaarStuk(ctx, h.Gemeente, store.Stuk{Soort: stukLijst, Sleutel: id, Versie: versie, Moment: h.nu().seconden, Inhoud: b, Audit: audit}); err != nil {
		return fmt.Errorf("lijst bewaren: %w", err)
	}
	return nil
}

// LijstBeeld geeft één lijst.
func (h *Huis) LijstBeeld(ctx context.Context, wie Wie, id string) (Lijstbeeld, error) {
	if !h.magLijst(wie) {
		return Lijstbeeld{}, ErrNietGevonden
	}
	l, _, err := h.leesLijst(ctx, id)
	if err != nil {
		return Lijstbeeld{}, err
	}
	b := h.beeldVan(l, id)
	if n := len(b.Voorbeeld) + len(b.Fouten); n > 0 { // regels over mensen van wie nog niet bekend is wie het zijn
		return b, h.noteer(ctx, wie, Auditregel{Handeling: AuditDUOLijst, Over: "regels gezien", Aantal: n})
	}
	return b, nil
}

func (h *Huis) beeldVan(l lijststuk, id string) Lijstbeeld {
	return Lijstbeeld{ID: id, Naam: l.Naam, Wie: l.Wie, Begin: time.Unix(l.Begin, 0).UTC(), Tot: h.lijstTot(l.Begin), Stand: l.Stand, Kop: l.Kop,
		Voorbeeld: l.Rijen[:min(len(l.Rijen), voorbeeldregels)], Kolommen: l.Kolommen, Totaal: l.Totaal, Gelezen: l.Gelezen,
		Nieuw: l.Nieuw, Al: l.Al, Wacht: l.Wacht, Foutregels: len(l.Fouten), Fouten: l.Fouten[:min(len(l.Fouten), foutregels)]}
}

// Lijsten geeft de lijsten die zijn ingelezen, de nieuwste voorop.
func (h *Huis) Lijsten(ctx context.Context, wie Wie) ([]Lijstbeeld, error) {
	if !h.magLijst(wie) {
		return nil, ErrMagNiet
	}
	stukken, err := h.Kelder.Stukken(ctx, h.Gemeente, stukLijst, "", perKeer)
	if err != nil {
		return nil, fmt.Errorf("lijsten lezen: %w", err)
	}
	var uit []Lijstbeeld
	for _, s := range stukken {
		var l lijststuk
		if err := json.Unmarshal(s.Inhoud, &l); err != nil {
			return nil, fmt.Errorf("lijst lezen: %w", err)
		}
		uit = append(uit, h.beeldVan(l, s.Sleutel))
	}
	slices.SortStableFunc(uit, func(a, b Lijstbeeld) int { return b.Begin.Compare(a.Begin) })
	return uit[:min(len(uit), meesteLijsten)], nil
}

// KiesKolommen onthoudt welke kolom wat is en begint met lezen. Regels die niet te lezen
// zijn komen in de lijst van fouten; de rest gaat door.
func (h *Huis) KiesKolommen(ctx context.Context, wie Wie, id string, k Kolommen) error {
	if !h.magLijst(wie) {
		return ErrNietGevonden
	}
	l, versie, err := h.leesLijst(ctx, id)
	if err != nil {
		return err
	}
	if l.Stand != LijstKiezen {
		return weiger("lijst-gelezen", "", "Deze lijst wordt al gelezen. Haal het bestand opnieuw op als u andere kolommen wilt kiezen.")
	}
	if w := k.keur(l.Kop); len(w) > 0 {
		return &Geweigerd{w}
	}
	if err := h.onthoudKolommen(ctx, l.Kop, k); err != nil {
		return err
	}
	vandaag := h.nu().dag
	for _, r := range l.Rijen {
		regel, zin := k.lees(r, vandaag)
		if zin != "" {
			l.Fouten = append(l.Fouten, Regelfout{r.Regel, zin, r.Cellen})
			continue
		}
		l.Regels = append(l.Regels, regel)
	}
	l.Kolommen, l.Rijen, l.Stand = k, nil, LijstLoopt
	l.Gelezen = len(l.Fouten)
	return h.zetLijstGaande(ctx, wie, id, versie, l, "begonnen")
}

// zetLijstGaande bewaart de lijst en zet het lezen in de rij.
func (h *Huis) zetLijstGaande(ctx context.Context, wie Wie, id string, versie int, l lijststuk, wat string) error {
	l.Beurt++
	if err := h.bewaarLijst(ctx, id, versie, l, h.regelVan(wie, Auditregel{Handeling: AuditDUOLijst, Over: wat, Aantal: len(l.Regels)})); err != nil {
		return lijstgebotst(err)
	}
	werk := store.Uitgaand{Sleutel: WerkDUOLijst + ":" + id + ":" + strconv.Itoa(l.Beurt), Soort: WerkDUOLijst, Inhoud: []byte(id), Vanaf: h.nu().seconden}
	if err := h.Kelder.Plaats(ctx, h.Gemeente, []store.Uitgaand{werk}); err != nil {
		return fmt.Errorf("het lezen van een lijst klaarzetten: %w", err)
	}
	h.porren(WerkDUOLijst)
	return nil
}

// lijstgebotst zegt gewoon dat een ander net iets met de lijst deed.
func lijstgebotst(err error) error {
	if errors.Is(err, store.ErrConflict) {
		return weiger("lijst-veranderd", "", "Er is net iets met deze lijst gebeurd. Bekijk haar opnieuw.")
	}
	return err
}

// StopLijst zet het lezen stil; GaVerderMetLijst pakt het op waar het bleef.
func (h *Huis) StopLijst(ctx context.Context, wie Wie, id string) error {
	return h.verzetLijst(ctx, wie, id, LijstLoopt, LijstGestopt)
}

// GaVerderMetLijst leest verder met de regels die nog wachten.
func (h *Huis) GaVerderMetLijst(ctx context.Context, wie Wie, id string) error {
	return h.verzetLijst(ctx, wie, id, LijstGestopt, LijstLoopt)
}

func (h *Huis) verzetLijst(ctx context.Context, wie Wie, id string, van, naar Lijststand) error {
	if !h.magLijst(wie) {
		return ErrNietGevonden
	}
	for range pogingen { // het lezen zelf bewaart ook steeds
		l, versie, err := h.leesLijst(ctx, id)
		if err != nil {
			return err
		}
		if l.Stand != van { // al gebeurd, of al klaar
			return nil
		}
		l.Stand = naar
		if naar == LijstLoopt {
			return h.zetLijstGaande(ctx, wie, id, versie, l, "hervat")
		}
		err = h.bewaarLijst(ctx, id, versie, l, h.regelVan(wie, Auditregel{Handeling: AuditDUOLijst, Over: "gestopt"}))
		if !errors.Is(err, store.ErrConflict) {
			return err
		}
	}
	return weiger("lijst-veranderd", "", "Er is net iets met deze lijst gebeurd. Bekijk haar opnieuw.")
}

// LeesLijsten leest de lijsten waarvan de regels wachten, en geeft hoeveel regels.
func (h *Huis) LeesLijsten(ctx context.Context) (int, error) {
	gedaan := 0
	for ctx.Err() == nil {
		nu := h.nu().seconden
		werk, err := h.Kelder.Neem(ctx, h.Gemeente, WerkDUOLijst, nu, nu+leaseLijst, 1)
		if err != nil {
			return gedaan, fmt.Errorf("lijsten zoeken om te lezen: %w", err)
		}
		if len(werk) == 0 {
			return gedaan, nil
		}
		n, meer, err := h.leesLijststap(ctx, string(werk[0].Inhoud))
		if gedaan += n; err != nil {
			opnieuw := nu + store.Wachttijd(werk[0].Poging)
			return gedaan, errors.Join(err, afgemeld(h.Kelder.Mislukt(ctx, h.Gemeente, werk[0], "de lijst is nu niet te lezen", opnieuw)))
		}
		if meer {
			err = h.Kelder.Mislukt(ctx, h.Gemeente, werk[0], "", nu) // de volgende stap van hetzelfde werk
		} else {
			err = h.Kelder.Klaar(ctx, h.Gemeente, werk[0], nu)
		}
		if err := afgemeld(err); err != nil {
			return gedaan, err
		}
	}
	return gedaan, nil
}

// leesLijststap leest de volgende regels van een lijst en bewaart hoe ver zij is. Valt het
// programma om, dan komen deze regels nog eens: dezelfde regel verandert dan niets.
func (h *Huis) leesLijststap(ctx context.Context, id string) (gelezen int, meer bool, err error) {
	l, versie, err := h.leesLijst(ctx, id)
	if errors.Is(err, ErrNietGevonden) || err == nil && l.Stand != LijstLoopt {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, err
	}
	n := min(len(l.Regels), regelsPerStap)
	for _, r := range l.Regels[:n] {
		if ctx.Err() != nil {
			return gelezen, true, nil
		}
		if err := h.leesLijstregel(ctx, r, &l); err != nil {
			return gelezen, true, err
		}
		gelezen++
	}
	l.Regels = l.Regels[n:]
	if l.Gelezen += n; len(l.Regels) == 0 {
		l.Stand, l.Regels = LijstKlaar, nil
	}
	err = h.bewaarLijst(ctx, id, versie, l)
	if errors.Is(err, store.ErrConflict) { // iemand zette haar stil: die stap telt de volgende keer
		return gelezen, true, nil
	}
	return gelezen, l.Stand == LijstLoopt, err
}

// leesLijstregel leest één regel zoals een bericht van DUO.
func (h *Huis) leesLijstregel(ctx context.Context, r lijstregel, l *lijststuk) error {
	dag, err := begrip.LeesDatum(r.Dag)
	if err != nil {
		return fmt.Errorf("regel %d van een lijst: %w", r.Regel, err)
	}
	ids, err := h.kenmerken(r)
	if err != nil {
		return fmt.Errorf("regel %d van een lijst: %w", r.Regel, err)
	}
	for _, id := range ids[1:] { // gelezen onder een vorige sleutel
		if _, err := h.Kelder.ZoekBericht(ctx, h.Gemeente, id); !errors.Is(err, store.ErrNietGevonden) {
			if l.Al++; err != nil {
				return fmt.Errorf("regel %d van een lijst: %w", r.Regel, err)
			}
			return nil
		}
	}
	sig := Signaal{BerichtID: ids[0], Bron: bronLijst, Code: r.Code, VNummer: r.VNummer, Geregistreerd: h.middag(dag)}
	if r.BSN != "" {
		if sig.BSN, err = begrip.LeesBSN(r.BSN); err != nil {
			return fmt.Errorf("regel %d van een lijst: %w", r.Regel, err)
		}
	}
	o, err := h.OntvangSignaal(ctx, sig)
	var geweigerd *Geweigerd
	switch {
	case errors.As(err, &geweigerd):
		l.Fouten = append(l.Fouten, Regelfout{Regel: r.Regel, Zin: geweigerd.Weigeringen[0].Zin})
	case err != nil:
		return fmt.Errorf("regel %d van een lijst: %w", r.Regel, err)
	case o.Dubbel:
		l.Al++
	case o.Nummer == "":
		l.Wacht++
	default:
		l.Nieuw++
	}
	return nil
}

// middag geeft twaalf uur van een dag in Nederland.
func (h *Huis) middag(d begrip.Datum) time.Time {
	return time.Date(d.Jaar(), time.Month(d.Maand()), d.DagVanMaand(), 12, 0, 0, 0, h.amsterdam)
}

// Lijstfouten geeft de regels die niet zijn gelezen, als CSV om op te halen.
func (h *Huis) Lijstfouten(ctx context.Context, wie Wie, id string) (Bestand, error) {
	if !h.magLijst(wie) {
		return Bestand{}, ErrNietGevonden
	}
	l, _, err := h.leesLijst(ctx, id)
	if err != nil {
		return Bestand{}, err
	}
	var b strings.Builder
	b.WriteString("\uFEFF") // anders leest een rekenblad de letters verkeerd
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = ';', true
	rijen := [][]string{append([]string{"regel", "waarom niet gelezen"}, l.Kop...)}
	for _, f := range l.Fouten {
		rijen = append(rijen, append([]string{strconv.Itoa(f.Regel), f.Zin}, f.Cellen...))
	}
	rijen = append(rijen, []string{"", "In deze regels staan persoonsgegevens. Wis dit bestand als u klaar bent. Traject wist de lijst na " + h.lijstTot(l.Begin).Voluit() + "."})
	for _, r := range rijen {
		for i := range r {
			r[i] = zonderFormule(r[i])
		}
		if err := w.Write(r); err != nil {
			return Bestand{}, fmt.Errorf("foute regels opschrijven: %w", err)
		}
	}
	if w.Flush(); w.Error() != nil {
		return Bestand{}, fmt.Errorf("foute regels opschrijven: %w", w.Error())
	}
	return Bestand{Naam: "foute-regels.csv", Type: "text/csv; charset=utf-8", Inhoud: []byte(b.String())},
		h.noteer(ctx, wie, Auditregel{Handeling: AuditDUOLijst, Over: "foute regels opgehaald", Aantal: len(l.Fouten)})
}

// zonderFormule zet een apostrof voor wat een rekenblad als formule zou uitvoeren.
func zonderFormule(t string) string {
	if t != "" && strings.ContainsRune("=+-@\t\r", rune(t[0])) {
		return "'" + t
	}
	return t
}
