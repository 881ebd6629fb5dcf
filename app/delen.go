package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/store"
	"traject/wetten"
)

// Deelstand is hoe het staat met een groep velden die eerder weg moet dan het dossier.
type Deelstand struct {
	recht.Deeltermijn
	Apart int           // feiten waarin iets staat dat apart weg kan
	Oud   int           // feiten van vóór dat kon: die gaan met het dossier mee
	Weg   []dossier.Weg // wat al is vernietigd, elke keer één
}

// grondEerder is de grond als een mens een deel eerder laat gaan.
const grondEerder = "AVG art. 5 lid 1 onder e"

// deelconcepten noemt bij elke groep de handelingen waarvan een half formulier haar bevat.
var deelconcepten = map[dossier.Groep][]string{
	dossier.GroepGezondheid: {"intake"}, dossier.GroepPartner: {"partner"}, dossier.GroepAantekeningen: {"notitie"},
}

// telDelen telt per groep wat er staat, wat oud is en wat weg is.
func telDelen(logboeken ...[]dossier.Gebeurtenis) map[dossier.Groep]*Deelstand {
	uit := map[dossier.Groep]*Deelstand{}
	bij := func(groep dossier.Groep) *Deelstand {
		if uit[groep] == nil {
			uit[groep] = &Deelstand{}
		}
		return uit[groep]
	}
	for _, logboek := range logboeken {
		for i := range logboek {
			g := &logboek[i]
			for _, groep := range dossier.GroepenIn(g.Feit) {
				if g.ApartVerzegeld() {
					bij(groep).Apart++
				} else {
					bij(groep).Oud++
				}
			}
			for _, w := range g.Weg {
				if s := bij(w.Groep); !slices.Contains(s.Weg, w) {
					s.Weg = append(s.Weg, w)
				}
			}
		}
	}
	return uit
}

// deelstanden geeft de groepen waarvan in dit dossier iets staat of stond.
func deelstanden(d *dossier.Dossier, r *wetten.Recht, logboek []dossier.Gebeurtenis) []Deelstand {
	geteld := telDelen(logboek)
	var uit []Deelstand
	for _, t := range recht.BewaarDelen(d, r) {
		if s := geteld[t.Groep]; s != nil {
			s.Deeltermijn = t
			uit = append(uit, *s)
		}
	}
	return uit
}

// rijDelen geeft voor de rij van een lijst welke groepen er zijn die apart weg kunnen, met
// hun laatste dag. Zonder feit dat een termijn kan laten beginnen kost het bijna niets.
func (h *Huis) rijDelen(d *dossier.Dossier, logboeken [][]dossier.Gebeurtenis) (string, begrip.Datum) {
	if !recht.DelenKunnenWeg(d) {
		return "", 0
	}
	geteld := telDelen(logboeken...)
	if len(geteld) == 0 {
		return "", 0
	}
	r, err := h.recht(d)
	if err != nil { // zie bewaarTot
		return "", 0
	}
	var uit []store.Deel
	for _, t := range recht.BewaarDelen(d, r) {
		if s := geteld[t.Groep]; s != nil && s.Apart > 0 && t.Uiterlijk != 0 {
			uit = append(uit, store.Deel{Groep: t.Groep, Tot: t.Uiterlijk})
		}
	}
	return store.SchrijfDelen(uit)
}

// deelplek is waar een regel over een groep over gaat: "2026-0001:gezondheid".
func deelplek(nummer string, groep dossier.Groep) string { return nummer + ":" + string(groep) }

func leesDeelplek(plek string) (nummer string, groep dossier.Groep, err error) {
	nummer, naam, _ := strings.Cut(plek, ":")
	groep, err = dossier.LeesGroep(naam)
	if err != nil || !dossiernummer.MatchString(nummer) {
		return "", "", ErrNietGevonden
	}
	return nummer, groep, nil
}

// delenWeg geeft een bladzijde met delen die weg moeten.
func (h *Huis) delenWeg(ctx context.Context, f store.BewaarFilter, open, vast map[string]bool) (uit []VernietigRij, volgende string, err error) {
	f.Delen = true
	blad, err := h.Kelder.TeVernietigen(ctx, f)
	if err != nil {
		return nil, "", err
	}
	for _, l := range blad.Regels {
		delen, err := store.LeesDelen(l.Delen)
		if err != nil {
			return nil, "", fmt.Errorf("dossier %s: %w", l.Nummer, err)
		}
		for _, deel := range delen {
			if deel.Tot >= f.Voor {
				continue
			}
			rij := VernietigRij{Nummer: l.Nummer, Naam: l.Naam.Volledig(), Groep: deel.Groep, Uiterlijk: deel.Tot, InVoorstel: open[deelplek(l.Nummer, deel.Groep)]}
			if vast[l.Nummer] {
				rij.Houdt = append(rij.Houdt, zinAangehouden)
			}
			if open[l.Nummer] {
				rij.Houdt = append(rij.Houdt, zinHeelInVoorstel)
			}
			uit = append(uit, rij)
		}
	}
	return uit, blad.Volgende, nil
}

// inEenVoorstel zegt dat dit al in een voorstel staat, of dat een deel ervan of het geheel
// dat doet: het ene zou het andere onderweg veranderen.
func inEenVoorstel(open map[string]bool, plek string, r VoorstelRegel) string {
	if open[plek] {
		return "Dit staat al in een voorstel."
	}
	if r.Groep != "" && open[r.Nummer] {
		return zinHeelInVoorstel
	}
	for _, groep := range dossier.Groepen {
		if r.Groep == "" && open[deelplek(plek, groep)] {
			return zinDeelInVoorstel
		}
	}
	return ""
}

// Zinnen die zeggen waarom een deel nog niet weg mag.
const (
	zinHeelInVoorstel = "Dit dossier staat zelf in een voorstel."
	zinDeelInVoorstel = "Een deel van dit dossier staat in een voorstel. Wacht tot dat klaar is."
	zinDeelLeeg       = "Hiervan staat niets in dit dossier dat apart weg kan."
	zinDeelVeranderd  = "Na het voorstel is hier iets bijgekomen. Stel het opnieuw voor."
)

// weegDeel kijkt of een groep velden weg mag, en zegt anders waarom niet. Wie haar eerder
// laat gaan wacht niet op de laatste dag; wat haar vasthoudt geldt ook dan.
func (h *Huis) weegDeel(ctx context.Context, g begrip.Gemeente, l store.Logboek, groep dossier.Groep, eerder bool, dag begrip.Datum) (r VoorstelRegel, waarom string, err error) {
	d := dossier.Opbouwen(l.Gebeurtenissen, dag, 0)
	regels, err := h.recht(d)
	if err != nil {
		return r, "", fmt.Errorf("dossier %s: %w", l.Nummer, err)
	}
	t := recht.BewaarDeel(d, regels, groep)
	r = VoorstelRegel{Nummer: l.Nummer, Groep: groep, Eerder: eerder, Versie: l.Versie, Uiterlijk: t.Uiterlijk, Grond: t.Grond.String()}
	if eerder {
		r.Grond = grondEerder
	}
	for _, w := range t.LetOp {
		r.LetOp = append(r.LetOp, w.Zin)
	}
	if s := telDelen(l.Gebeurtenissen)[groep]; s != nil {
		r.Feiten = s.Apart
	}
	a, err := h.aanhouding(ctx, g, l.Nummer)
	switch {
	case err != nil:
	case r.Feiten == 0:
		waarom = zinDeelLeeg
	case a != nil:
		waarom = zinAangehouden
	case len(t.Houdt) > 0:
		waarom = t.Houdt[0].Zin
	case !eerder && !t.MoetWeg(dag):
		waarom = zinTeVroeg
	}
	return r, waarom, err
}

// StelDeelEerderVoor stelt voor om een groep velden van een dossier te laten gaan voordat
// haar termijn om is, omdat zij niet meer nodig is. Een ander keurt het goed.
func (h *Huis) StelDeelEerderVoor(ctx context.Context, wie Wie, nummer, naam, reden string) (string, error) {
	if !mag(wie, vernietigen) {
		return "", h.weigerToegang(ctx, wie, nummer)
	}
	if _, err := h.lees(ctx, wie, nummer, dossierZien); err != nil {
		return "", err
	}
	groep, err := dossier.LeesGroep(naam)
	if err != nil {
		return "", weiger("niets-gekozen", "groep", "Kies welk deel weg mag.")
	}
	if reden, err = leesReden(reden); err != nil {
		return "", err
	}
	return h.stelVoor(ctx, wie, WegDelen, []string{deelplek(nummer, groep)}, reden, true)
}

// vernietigDeel vernietigt één groep velden van een dossier, met het feit dat het zegt.
func (h *Huis) vernietigDeel(ctx context.Context, v *Voorstel, r VoorstelRegel) (overgeslagen, hoofd string, err error) {
	l, err := h.Kelder.Lees(ctx, h.Gemeente, r.Nummer)
	if errors.Is(err, store.ErrVernietigd) {
		return "Dit dossier was al vernietigd.", "", nil
	}
	if err != nil {
		return "", "", err
	}
	nu := h.nu()
	is, waarom, err := h.weegDeel(ctx, h.Gemeente, l, r.Groep, r.Eerder, nu.dag)
	switch {
	case err != nil:
		return "", "", err
	case is.Feiten == 0:
		weg, err := h.doorDit(ctx, v, AuditDeelVernietigd, r.Nummer)
		if !weg || err != nil {
			return zinDeelLeeg, "", err
		}
		hoofd, err = h.hoofd(ctx, r.Nummer)
		return "", hoofd, err
	case waarom != "":
		return waarom, "", nil
	case is.Feiten != r.Feiten:
		return zinDeelVeranderd, "", nil
	}
	t, err := h.deelToevoeging(v, l, r, nu)
	if err != nil {
		return "", "", err
	}
	err = h.Kelder.Toevoegen(ctx, t)
	switch {
	case errors.Is(err, store.ErrConflict):
		return zinDeelVeranderd, "", nil
	case errors.Is(err, store.ErrAangehouden): // sinds het wegen van zonet
		return zinAangehouden, "", nil
	case err != nil:
		return "", "", err
	}
	hoofd, err = h.hoofd(ctx, r.Nummer)
	return "", hoofd, err
}

// deelToevoeging maakt de opdracht aan de kelder: het feit, de sleutel die weggaat, en de
// rij zoals zij daarna is.
func (h *Huis) deelToevoeging(v *Voorstel, l store.Logboek, r VoorstelRegel, nu moment) (store.Toevoeging, error) {
	s := &stand{nu: nu, nummer: r.Nummer, versie: l.Versie, logboek: slices.Clone(l.Gebeurtenissen)}
	for i := range s.logboek { // de rij wordt die van daarna
		g := &s.logboek[i]
		if slices.Contains(dossier.GroepenIn(g.Feit), r.Groep) && g.ApartVerzegeld() {
			g.Feit = zonderGroep(g.Feit)
			g.Weg = append(slices.Clip(g.Weg), dossier.Weg{Groep: r.Groep, Dag: nu.dag, Grond: r.Grond})
		}
	}
	s.d = dossier.Opbouwen(s.logboek, nu.dag, 0)
	var err error
	if s.r, err = h.recht(s.d); err != nil {
		return store.Toevoeging{}, fmt.Errorf("dossier %s: %w", r.Nummer, err)
	}
	erbij := []dossier.Gebeurtenis{{Nummer: l.Versie + 1, Vorm: dossier.HuidigeVorm, ID: s.kenmerk(l.Versie + 1), GeldigOp: nu.dag, Wie: v.Beslist.Gebruiker, Rol: begrip.Systeem,
		Bron: "bewaartermijn", Moment: nu.seconden, Feit: &dossier.GegevensVernietigd{Groep: r.Groep, Grond: r.Grond}}}
	t := h.toevoeging(h.Gemeente, s, erbij)
	t.Audit = []store.Auditregel{h.auditWeg(v, AuditDeelVernietigd, r.Nummer)}
	t.Groepweg = &store.Groepweg{Groep: r.Groep, Dag: nu.dag, Moment: nu.seconden, Grond: r.Grond, Tenzij: soortAanhouding, Concepten: deelconcepten[r.Groep]}
	return t, nil
}

// zonderGroep geeft het feit zoals het leest nadat de groep is vernietigd.
func zonderGroep(f dossier.Feit) dossier.Feit {
	switch f := f.(type) {
	case *dossier.IntakeVerslag:
		k := *f
		k.Gezondheid = ""
		return &k
	case *dossier.Partner:
		return &dossier.Partner{Grond: f.Grond}
	case *dossier.Notitie:
		return &dossier.Notitie{}
	case *dossier.Overig:
		return &dossier.Overig{Naam: f.Naam}
	}
	return f
}
