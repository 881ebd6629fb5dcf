package duo

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"

	"traject/kern/begrip"
)

// leesbaar zijn de diensten waar iets over één mens te lezen is.
var leesbaar = []API{Inburgeringsplicht, LeerbaarheidstoetsAPI, Inburgeringstermijn, Gebeurtenissen, Verlengingen, Vrijstellingen,
	Ontheffingen, PIP, Modules, GevolgdeUren, Examens, Boetes}

// opvraging is één vraag aan DUO en wat er met het antwoord gebeurt.
type opvraging struct {
	api  API
	rest string // achter /personen/{bsn}
	zet  func(*Stand, []byte) error
}

// opvragingen zijn alle vragen over één mens, per dienst bij elkaar.
var opvragingen = []opvraging{
	{Inburgeringsplicht, "/inburgeringsplicht", zetEen(leesPlicht, func(s *Stand, p Plicht) { s.Plicht = &p })},
	{Inburgeringsplicht, "/inburgeringsplicht/historie", zetLijst(leesPlicht, func(s *Stand, p []Plicht) { s.PlichtEerder = p })},
	{Inburgeringsplicht, "/doelgroep", zetEen(leesDoelgroep, func(s *Stand, d Doelgroep) { s.Doelgroep = &d })},
	{Inburgeringsplicht, "/doelgroep/historie", zetLijst(leesDoelgroep, func(s *Stand, d []Doelgroep) { s.DoelgroepEerder = d })},
	{LeerbaarheidstoetsAPI, "/lbt/examennummer", zetEen(leesExamennummer, func(s *Stand, nr string) { s.Examennummer = nr })},
	{LeerbaarheidstoetsAPI, "/lbt/resultaten", zetLijst(leesToets, func(s *Stand, t []Toets) { s.Toetsen = t })},
	{Inburgeringstermijn, "/inburgeringstermijn", zetEen(leesTermijn, func(s *Stand, t Termijn) { s.Termijn = &t })},
	{Inburgeringstermijn, "/inburgeringstermijn/historie", zetLijst(leesTermijnEerder, func(s *Stand, t []Termijn) { s.TermijnEerder = t })},
	{Gebeurtenissen, "/gebeurtenissen", zetLijst(leesGebeurtenis, func(s *Stand, g []Gebeurtenis) { s.Gebeurtenissen = g })},
	{Verlengingen, "/verlengingen", zetLijst(leesVerlenging, func(s *Stand, v []Verlenging) { s.Verlengingen = v })},
	{Vrijstellingen, "/vrijstellingen", zetLijst(leesVrijstelling, func(s *Stand, v []Oordeel) { s.Vrijstellingen = v })},
	{Ontheffingen, "/ontheffingen", zetLijst(leesOntheffing, func(s *Stand, o []Oordeel) { s.Ontheffingen = o })},
	{PIP, "/PIP", zetEen(leesPIP, func(s *Stand, p PIPBijDUO) { s.PIP = &p })},
	{Modules, "/map", zetEen(leesMAP, func(s *Stand, d begrip.Datum) { s.MAP = d })},
	{Modules, "/pvt", zetEen(leesPVT, func(s *Stand, d begrip.Datum) { s.PVT = d })},
	{GevolgdeUren, "/uren", zetLijst(leesUren, func(s *Stand, u []UrenBijDUO) { s.Uren = u })},
	{Examens, "/examens/resultaten", zetLijst(leesExamen, func(s *Stand, e []Examen) { s.Examens = e })},
	{Examens, "/examens/gratispogingen", zetLijst(leesPogingen, func(s *Stand, p []Pogingen) { s.GratisPogingen = p })},
	{Boetes, "/boetes", zetLijst(leesBoete, func(s *Stand, b []Boete) { s.Boetes = b })},
}

// maxRegels is de langste lijst over één mens in de bestanden van DUO.
const maxRegels = 500

func zetEen[T any](lees func(*vak) T, zet func(*Stand, T)) func(*Stand, []byte) error {
	return func(s *Stand, b []byte) error {
		t, err := een(b, lees)
		if err == nil {
			zet(s, t)
		}
		return err
	}
}

func zetLijst[T any](lees func(*vak) T, zet func(*Stand, []T)) func(*Stand, []byte) error {
	return func(s *Stand, b []byte) error {
		t, err := lijst(b, maxRegels, lees)
		if err == nil {
			zet(s, t)
		}
		return err
	}
}

// Lees haalt bij DUO op wat deze diensten over iemand zeggen. Een dienst die uit staat
// wordt overgeslagen. Een antwoord dat niet klopt met de beschrijving is geen fout: het
// komt in Onleesbaar, want opnieuw vragen helpt dan niet. Een fout is een *Weigering of
// een *Storing; dan is er niets gelezen.
func (c *Client) Lees(ctx context.Context, bsn begrip.BSN, apis ...API) (Stand, error) {
	s := Stand{Gelezen: map[API]bool{}}
	if bsn.IsLeeg() {
		return s, errors.New("zonder burgerservicenummer is er bij DUO niets te lezen")
	}
	if slices.Contains(apis, Inburgeringstermijn) { // of een termijn nieuw is, is aan een boete te zien
		apis = append(slices.Clone(apis), Boetes)
	}
	for _, o := range opvragingen {
		if !slices.Contains(apis, o.api) || !c.Aan(o.api) {
			continue
		}
		b, err := c.vraag(ctx, o.api, vanPersoon(bsn, o.rest))
		if err != nil {
			return Stand{}, err
		}
		if b != nil {
			s.neem(o, b)
		}
		s.Gelezen[o.api] = true
	}
	return s, nil
}

// LeesAlles haalt alles op wat DUO over iemand zegt.
func (c *Client) LeesAlles(ctx context.Context, bsn begrip.BSN) (Stand, error) {
	return c.Lees(ctx, bsn, leesbaar...)
}

// neem zet één antwoord in de stand.
func (s *Stand) neem(o opvraging, b []byte) {
	err := o.zet(s, b)
	var a *afwijzing
	if errors.As(err, &a) {
		s.Onleesbaar = append(s.Onleesbaar, Reden{o.api, a.veld, a.reden})
	}
}

// vraag stelt één vraag en geeft het antwoord, of nil als DUO er niets over heeft.
func (c *Client) vraag(ctx context.Context, api API, pad string) ([]byte, error) {
	a, err := c.doe(ctx, opdracht{api: api, methode: http.MethodGet, pad: pad, berichtID: NieuwBerichtID()})
	if err != nil || a.status == http.StatusNotFound || a.status == http.StatusNoContent {
		return nil, err
	}
	if !json.Valid(a.inhoud) { // half binnengekomen, of van iets anders dan DUO
		return nil, &Storing{API: api, Status: a.status, Reden: "het antwoord van DUO is geen JSON"}
	}
	return a.inhoud, nil
}

// Instellingen leest de lijst van scholen; daarvoor is geen mens nodig.
func (c *Client) Instellingen(ctx context.Context) ([]School, error) {
	return algemeen(ctx, c, Aanbod, "/instellingen", leesSchool)
}

// Verlengingsgronden leest de lijst van gronden; daarvoor is geen mens nodig.
func (c *Client) Verlengingsgronden(ctx context.Context) ([]Verlengingsgrond, error) {
	return algemeen(ctx, c, Inburgeringstermijn, "/verlengingsgronden", leesVerlengingsgrond)
}

func algemeen[T any](ctx context.Context, c *Client, api API, pad string, lees func(*vak) T) ([]T, error) {
	b, err := c.vraag(ctx, api, pad)
	if err != nil || b == nil {
		return nil, err
	}
	uit, err := lijst(b, 10*maxRegels, lees)
	if err != nil {
		return nil, &Storing{API: api, Reden: "het antwoord van DUO klopt niet met de beschrijving: " + err.Error()}
	}
	return uit, nil
}
