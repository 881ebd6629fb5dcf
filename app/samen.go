package app

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"traject/kern/begrip"
	"traject/store"
)

// Samen is voor wie voor meer dan één gemeente werkt, zoals bij een intergemeentelijke
// dienst. Elke gemeente houdt haar eigen huis, met eigen sleutels, beleid en rechten;
// Samen legt alleen lijsten naast elkaar. Elke lijst wordt per gemeente gevraagd, met
// de rechten die iemand daar heeft, en pas daarna op volgorde gelegd.
type Samen struct {
	*Huis // voor wat van geen gemeente is, zoals de dag en het regelboek
	per   map[begrip.Gemeente]*Huis
}

// NieuwSamen geeft de lijsten van deze huizen naast elkaar.
func NieuwSamen(huizen ...*Huis) *Samen {
	s := &Samen{huizen[0], map[begrip.Gemeente]*Huis{}}
	for _, h := range huizen {
		s.per[h.Gemeente] = h
	}
	return s
}

// In geeft dezelfde mens, nu aan het werk voor één van de eigen gemeenten.
func (w Wie) In(g begrip.Gemeente) (Wie, bool) {
	if !slices.Contains(w.AlleGemeenten(), g) {
		return Wie{}, false
	}
	w.Gemeente, w.Gemeenten = g, []begrip.Gemeente{g}
	return w, true
}

// AlleGemeenten zijn de gemeenten waarvoor iemand werkt.
func (w Wie) AlleGemeenten() []begrip.Gemeente {
	if len(w.Gemeenten) > 0 {
		return w.Gemeenten
	}
	if w.Gemeente == "" {
		return nil
	}
	return []begrip.Gemeente{w.Gemeente}
}

// Vandaag geeft de werklijsten van alle gemeenten van deze gebruiker als één lijst.
func (s *Samen) Vandaag(ctx context.Context, wie Wie, f WerkFilter) (Werklijst, error) {
	return s.werk(wie, f, func(h *Huis, w Wie, f WerkFilter) (Werklijst, error) { return h.Vandaag(ctx, w, f) })
}

// Besluiten geeft de besluiten die in alle gemeenten van deze gebruiker wachten.
func (s *Samen) Besluiten(ctx context.Context, wie Wie, f WerkFilter) (Werklijst, error) {
	return s.werk(wie, f, func(h *Huis, w Wie, f WerkFilter) (Werklijst, error) { return h.Besluiten(ctx, w, f) })
}

// Dossier geeft een dossier van de gemeente waarvoor iemand nu werkt.
func (s *Samen) Dossier(ctx context.Context, wie Wie, nummer string) (*DossierBeeld, error) {
	h := s.per[wie.Gemeente]
	if h == nil {
		return nil, ErrNietGevonden
	}
	return h.Dossier(ctx, wie, nummer)
}

func (s *Samen) werk(wie Wie, f WerkFilter, vraag func(*Huis, Wie, WerkFilter) (Werklijst, error)) (Werklijst, error) {
	uit := Werklijst{Vandaag: s.Dag()}
	deel := make([]Werklijst, len(wie.AlleGemeenten()))
	rijen, volgende, err := bladVan(s, wie, f.Na, perBlad(f.Aantal), func(i int, h *Huis, w Wie, na string) (rijen []Werkrij, volgende string, err error) {
		f := f
		f.Na = na
		if deel[i], err = vraag(h, w, f); err != nil {
			return nil, "", err
		}
		for _, g := range deel[i].Groepen {
			rijen = append(rijen, g.Rijen...)
		}
		for j := range rijen {
			rijen[j].Gemeente = w.Gemeente
		}
		return rijen, deel[i].Volgende, nil
	}, func(a, b *Werkrij) int { return opUiterlijk(a.Uiterlijk, b.Uiterlijk) }, func(r *Werkrij) string { return r.hier })
	if err != nil {
		return Werklijst{}, err
	}
	uit.Volgende = volgende
	uit.Groepen = inGroepen(rijen, uit.Vandaag)
	for _, d := range deel {
		uit.ZonderOvereenkomst = append(uit.ZonderOvereenkomst, d.ZonderOvereenkomst...)
	}
	uit.SignalenWachten = slices.ContainsFunc(deel, func(d Werklijst) bool { return d.SignalenWachten })
	return uit, nil
}

// opUiterlijk legt dagen op volgorde; zonder dag komt achteraan.
func opUiterlijk(a, b begrip.Datum) int {
	if a == 0 || b == 0 {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

// inGroepen verdeelt rijen die op laatste dag liggen.
func inGroepen(rijen []Werkrij, vandaag begrip.Datum) []Werkgroep {
	var uit []Werkgroep
	for _, r := range rijen {
		g := groepVan(r.Uiterlijk, vandaag)
		if n := len(uit); n == 0 || uit[n-1].Groep != g {
			uit = append(uit, Werkgroep{Groep: g})
		}
		laatste := &uit[len(uit)-1]
		laatste.Rijen = append(laatste.Rijen, r)
	}
	return uit
}

// Dossiers geeft de dossiers van alle gemeenten van deze gebruiker op naam, of zoekt erin.
func (s *Samen) Dossiers(ctx context.Context, wie Wie, f DossierFilter) (Dossierlijst, error) {
	rijen, volgende, err := bladVan(s, wie, f.Na, perBlad(f.Aantal), func(_ int, h *Huis, w Wie, na string) ([]Dossierrij, string, error) {
		f := f
		f.Na = na
		l, err := h.Dossiers(ctx, w, f)
		for i := range l.Rijen {
			l.Rijen[i].Gemeente = w.Gemeente
		}
		return l.Rijen, l.Volgende, err
	}, func(a, b *Dossierrij) int { return cmp.Compare(a.sorteer, b.sorteer) }, func(r *Dossierrij) string { return r.Nummer })
	if f.Zoek != "" {
		volgende = "" // wie zoekt krijgt één blad, ook in één gemeente
	}
	return Dossierlijst{Rijen: rijen, Volgende: volgende}, err
}

// Vindplaats is een dossier van iemand die op burgerservicenummer is gezocht.
type Vindplaats struct {
	Gemeente begrip.Gemeente
	Nummer   string
}

// ZoekBSNOveral geeft in welke eigen gemeenten deze persoon een dossier heeft dat de
// gebruiker mag zien. Is het er geen, dan ErrNietGevonden.
func (s *Samen) ZoekBSNOveral(ctx context.Context, wie Wie, tekst string) ([]Vindplaats, error) {
	var uit []Vindplaats
	for _, g := range wie.AlleGemeenten() {
		w, ok := wie.In(g)
		h := s.per[g]
		if !ok || h == nil {
			continue
		}
		if w, ok = h.Ververs(w); !ok {
			continue
		}
		nummer, err := h.ZoekBSN(ctx, w, tekst)
		if err != nil && !errors.Is(err, ErrNietGevonden) {
			return nil, err
		}
		if err == nil {
			uit = append(uit, Vindplaats{g, nummer})
		}
	}
	if len(uit) == 0 {
		return nil, ErrNietGevonden
	}
	return uit, nil
}

// op is het teken voor een gemeente waarvan alle rijen al zijn getoond.
const op = "-"

// bladVan legt bladzijden van gemeenten naast elkaar. Elke gemeente bladert met haar
// eigen plaats (hier): wat op dit blad niet paste, komt op het volgende.
func bladVan[R any](s *Samen, wie Wie, na string, hooguit int, vraag func(i int, h *Huis, w Wie, na string) ([]R, string, error), volgorde func(a, b *R) int, hier func(*R) string) ([]R, string, error) {
	gs := wie.AlleGemeenten()
	plaatsen, err := leesPlaatsen(na, gs)
	if err != nil {
		return nil, "", err
	}
	rijen, volgende, fouten := make([][]R, len(gs)), make([]string, len(gs)), make([]error, len(gs))
	var wacht sync.WaitGroup
	for i, g := range gs {
		h := s.per[g]
		w, ok := wie.In(g)
		if h == nil || !ok {
			return nil, "", ErrMagNiet
		}
		if w, ok = h.Ververs(w); !ok { // hier uit dienst
			plaatsen[i] = op
		}
		if plaatsen[i] == op {
			continue
		}
		wacht.Go(func() { rijen[i], volgende[i], fouten[i] = vraag(i, h, w, plaatsen[i]) })
	}
	wacht.Wait()
	if err := errors.Join(fouten...); err != nil {
		return nil, "", err
	}
	var uit []R
	genomen := make([]int, len(gs))
	for len(uit) < hooguit {
		eerste := -1
		for i := range gs {
			if genomen[i] < len(rijen[i]) && (eerste < 0 || volgorde(&rijen[i][genomen[i]], &rijen[eerste][genomen[eerste]]) < 0) {
				eerste = i
			}
		}
		if eerste < 0 {
			break
		}
		uit = append(uit, rijen[eerste][genomen[eerste]])
		genomen[eerste]++
	}
	klaar := true
	for i := range gs {
		switch {
		case plaatsen[i] == op, genomen[i] == len(rijen[i]) && volgende[i] == "":
			plaatsen[i] = op
			continue
		case genomen[i] > 0:
			plaatsen[i] = hier(&rijen[i][genomen[i]-1])
		}
		klaar = false
	}
	if klaar {
		return uit, "", nil
	}
	return uit, schrijfPlaatsen(plaatsen, gs), nil
}

// schrijfPlaatsen maakt van de plaats in elke gemeente één tekst voor het adres.
func schrijfPlaatsen(plaatsen []string, gs []begrip.Gemeente) string {
	delen := make([]string, len(gs))
	for i, g := range gs {
		delen[i] = string(g) + plaatsen[i]
	}
	return strings.Join(delen, ".")
}

// leesPlaatsen leest wat schrijfPlaatsen schreef voor dezelfde gemeenten.
func leesPlaatsen(na string, gs []begrip.Gemeente) ([]string, error) {
	uit := make([]string, len(gs))
	if na == "" {
		return uit, nil
	}
	delen := strings.Split(na, ".")
	if len(delen) != len(gs) {
		return nil, ErrNietGevonden
	}
	for i, g := range gs {
		plaats, ok := strings.CutPrefix(delen[i], string(g))
		if !ok {
			return nil, ErrNietGevonden
		}
		uit[i] = plaats
	}
	return uit, nil
}

// sorteernaam is waarop de dossierlijst van elke gemeente ligt.
func sorteernaam(r store.Lijstregel) string { return store.Sorteernaam(r.Naam) }
