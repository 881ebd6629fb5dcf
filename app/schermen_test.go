package app_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/brief"
	"traject/kern/dossier"
)

// De hele tafel van schermen per rol. Wie hier iets toevoegt, besluit wie het ziet.
func TestSchermenPerRol(t *testing.T) {
	for _, g := range []struct {
		wie  app.Wie
		wil  app.Schermen
		naam string
	}{
		{jansen, app.Schermen{Vandaag: true, Dossiers: true, Besluiten: true, Beheer: true, Inlezen: true, Koppelen: true}, "klantmanager"},
		{leider, app.Schermen{Medewerkers: true, Verschillen: true, Privacy: true, Vernietigen: true, Verklaringen: true, LangeSet: true, Verwerkers: true, VerwerkersWijzigen: true,
			Vandaag: true, Dossiers: true, Besluiten: true, Sturing: true, Beheer: true, Inlezen: true, Koppelen: true}, "teamleider"},
		{jurist, app.Schermen{Verschillen: true, Privacy: true, Vernietigen: true, Verklaringen: true, LangeSet: true, Verwerkers: true, Dossiers: true, Besluiten: true}, "jurist"},
		{beleid, app.Schermen{Sturing: true, Privacy: true, Verwerkers: true, VerwerkersWijzigen: true}, "beleid"},
		{beheer, app.Schermen{Medewerkers: true, Wachtrij: true, Vergelijken: true, Beheer: true}, "beheer"},
		{app.Wie{Rol: begrip.Inburgeraar, Gemeente: voorbeeldstad, Dossier: "2026-0001"}, app.Schermen{Mijn: true}, "inburgeraar"},
		{app.Wie{Rol: begrip.Klantmanager}, app.Schermen{}, "zonder gemeente"},
		{app.Wie{Gemeente: voorbeeldstad}, app.Schermen{}, "zonder rol"},
		{app.Wie{Rol: begrip.AanbiederTaal, Gemeente: voorbeeldstad}, app.Schermen{Deelnemers: true}, "aanbieder"},
	} {
		if kreeg := app.SchermenVan(g.wie); kreeg != g.wil {
			t.Errorf("%s ziet %+v, verwacht %+v", g.naam, kreeg, g.wil)
		}
	}
}

// Een gemiste afspraak: de waarschuwing roept in dezelfde brief opnieuw op.
func TestWaarschuwenMetNieuweOproep(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, versie := geopend(t, h, "b-1", "999990019", "Amina")
		inhoud := []dossier.Inhoud{dossier.InhoudWat, dossier.InhoudWaarWanneer, dossier.InhoudGevolgen, dossier.InhoudZonderDerden}
		oproep := besluit.Oproep{Voor: dossier.VoorBredeIntake, Afspraak: begrip.MoetDag("2026-03-10"), Tijd: "10.30", Plaats: "het gemeentehuis", Inhoud: inhoud}
		p, err := h.ProefRoepOp(ctx, jansen, nummer, oproep)
		if err != nil || len(p.Weigeringen) > 0 || p.Brief == nil {
			t.Fatalf("proef: %v %+v", err, p.Weigeringen)
		}
		if f, err := h.ProefBrief(*p.Brief); err != nil || !bytes.Contains(f.Inhoud, []byte("10 maart 2026")) {
			t.Errorf("de proefbrief noemt de dag niet (%v)", err)
		}
		v, err := h.RoepOp(ctx, jansen, nummer, versie, oproep)
		if err != nil {
			t.Fatal(err, codes(err))
		}
		h.op("2026-03-11")
		nieuw := besluit.Waarschuwing{Afspraak: begrip.MoetDag("2026-03-24"), Tijd: "9.00", Plaats: "het gemeentehuis", Inhoud: inhoud}
		if _, err := h.Waarschuw(ctx, jansen, nummer, v.Versie, nieuw); len(codes(err)) == 0 {
			t.Errorf("waarschuwen voordat iemand wegbleef: %v", err)
		}
		dag := besluit.Vastlegging{Dag: begrip.MoetDag("2026-03-10")}
		v, err = h.LegVerschijnenVast(ctx, jansen, nummer, v.Versie, besluit.Verschijning{Vastlegging: dag, Oproep: besluit.OpenOproepen(beeld(t, h, jansen, nummer).Dossier)[0].ID, Uitkomst: besluit.KwamNiet})
		if err != nil {
			t.Fatal(err, codes(err))
		}
		if p, err := h.ProefWaarschuw(ctx, jansen, nummer, nieuw); err != nil || len(p.Weigeringen) > 0 || p.Brief == nil {
			t.Errorf("proef van de waarschuwing: %v %+v", err, p.Weigeringen)
		}
		v, err = h.Waarschuw(ctx, jansen, nummer, v.Versie, nieuw)
		if err != nil || v.Kenmerk != nummer+"-2" {
			t.Fatalf("waarschuwing %q: %v %v", v.Kenmerk, err, codes(err))
		}
		b := beeld(t, h, jansen, nummer)
		if len(b.Brieven) != 2 || b.Brieven[0].Kenmerk != v.Kenmerk || b.Brieven[0].Soort != "waarschuwing" {
			t.Errorf("de brieven staan niet nieuwste eerst: %+v", b.Brieven)
		}
		if !slices.ContainsFunc(b.Taken, func(x agenda.Taak) bool { return x.Uiterlijk.String() == "2026-03-24" }) {
			t.Error("de nieuwe afspraak is geen taak")
		}
	})
}

// kapotteDrukker drukt niets, tot hij gemaakt is.
type kapotteDrukker struct {
	drukker
	gemaakt bool
}

func (k *kapotteDrukker) PDF(b brief.Brief) ([]byte, error) {
	if !k.gemaakt {
		return nil, errors.New("geen inkt")
	}
	return k.drukker.PDF(b)
}

// Een brief die niet te drukken is komt terug; na vijf keer wacht hij op beheer, en
// die zet hem met de hand terug.
func TestBriefDieMislukt(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		k := &kapotteDrukker{}
		h.Druk = k
		intakeKlaar(t, h)
		for i := range 6 {
			if _, err := h.ZetBrievenKlaar(ctx); err != nil {
				t.Fatal(err)
			}
			o, err := h.Opslag(ctx, beheer)
			if err != nil || (len(o.Mislukt) == 1) != (i >= 4) || o.Wacht != map[bool]int{true: 0, false: 1}[i >= 4] {
				t.Fatalf("na poging %d: wacht %d, mislukt %+v (%v)", i+1, o.Wacht, o.Mislukt, err)
			}
			h.klok = h.klok.Add(10 * 60e9)
		}
		o, err := h.Opslag(ctx, beheer)
		if err != nil || o.Mislukt[0].Reden != "de brief is niet te drukken" {
			t.Fatalf("%+v %v", o.Mislukt, err)
		}
		if err := h.ProbeerOpnieuw(ctx, jansen, o.Mislukt[0].Kenmerk); !errors.Is(err, app.ErrMagNiet) {
			t.Errorf("een klantmanager zet werk terug: %v", err)
		}
		k.gemaakt = true
		if err := h.ProbeerOpnieuw(ctx, beheer, o.Mislukt[0].Kenmerk); err != nil {
			t.Fatal(err)
		}
		if n, err := h.ZetBrievenKlaar(ctx); err != nil || n != 1 {
			t.Errorf("na terugzetten: %d %v", n, err)
		}
		if o, err := h.Opslag(ctx, beheer); err != nil || o.Wacht != 0 || len(o.Mislukt) != 0 {
			t.Errorf("er blijft werk over: %+v %v", o, err)
		}
		if strings.Contains(h.log.String(), "Amina") {
			t.Error("in het logboek van het programma staat een naam")
		}
	})
}

// De lijsten komen in bladzijden: elke rij één keer, en een verzonnen plaats bestaat niet.
func TestBladeren(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		for i, b := range []string{"999990007", "999990019", "999990020", "999990032", "999990044"} {
			geopend(t, h, fmt.Sprintf("b-%d", i), b, "Amina")
		}
		gezien, na := map[string]int{}, ""
		for range 10 {
			w, err := h.Vandaag(ctx, jansen, app.WerkFilter{Soort: "pip-vaststellen", Aantal: 2, Na: na})
			if err != nil {
				t.Fatal(err)
			}
			for _, g := range w.Groepen {
				for _, r := range g.Rijen {
					gezien[r.Nummer]++
				}
			}
			if na = w.Volgende; na == "" {
				break
			}
		}
		if len(gezien) != 5 || slices.Max(slices.Collect(maps.Values(gezien))) != 1 {
			t.Errorf("bladeren geeft %v", gezien)
		}
		if _, err := h.Vandaag(ctx, jansen, app.WerkFilter{Na: "verzonnen"}); !errors.Is(err, app.ErrNietGevonden) {
			t.Errorf("een verzonnen plaats in de werklijst: %v", err)
		}
		if _, err := h.Dossiers(ctx, jansen, app.DossierFilter{Na: "verzonnen"}); !errors.Is(err, app.ErrNietGevonden) {
			t.Errorf("een verzonnen plaats in de dossierlijst: %v", err)
		}
	})
}

// Een inburgeraar opent alleen het eigen dossier, een jurist ziet de besluiten, en het
// regelboek is van iedereen.
func TestMijnBesluitenEnRegels(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, _ := geopend(t, h, "b-1", "999990019", "Amina")
		ik := app.Wie{Gebruiker: "ik", Rol: begrip.Inburgeraar, Gemeente: voorbeeldstad, Dossier: nummer}
		if b, err := h.Mijn(ctx, ik); err != nil || b.Nummer != nummer || b.Rechten != (app.Rechten{}) {
			t.Errorf("eigen dossier: %v", err)
		}
		if _, err := h.Besluiten(ctx, ik, app.WerkFilter{}); !errors.Is(err, app.ErrMagNiet) {
			t.Errorf("een inburgeraar ziet besluiten: %v", err)
		}
		if _, err := h.Besluiten(ctx, jurist, app.WerkFilter{}); err != nil {
			t.Error(err)
		}
		if regels, ok := h.Regels(""); !ok || len(regels) == 0 {
			t.Error("het regelboek is leeg")
		}
		if _, ok := h.Regels("bestaat-niet"); ok || !slices.Contains(h.Pakketten(), "de-fryske-marren") {
			t.Error("een onbekend pakket heeft een regelboek, of een bekend pakket niet")
		}
		if _, ok := beeld(t, h, jansen, nummer).Antwoord.Termijn("pip-vaststellen"); !ok {
			t.Error("de termijn ontbreekt")
		}
	})
}
