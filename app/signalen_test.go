package app_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"traject/app"
	"traject/kern/dossier"
)

func TestSignalen(t *testing.T) {
	t.Run("openen of erbij", func(t *testing.T) { kelders(t, openenOfErbij) })
	t.Run("welke klok", func(t *testing.T) { kelders(t, welkeKlok) })
	t.Run("twee keer hetzelfde bericht", func(t *testing.T) { kelders(t, hetzelfdeBericht) })
	t.Run("wachten op koppelen", func(t *testing.T) { kelders(t, wachtenOpKoppelen) })
	t.Run("tegelijk", func(t *testing.T) { kelders(t, tegelijkGemeld) })
}

// Elke code van DUO wordt bewaard en getoond; een code die niets opent wacht als er
// geen dossier is, en hoort bij het dossier als dat er wel is.
func openenOfErbij(t *testing.T, h *proefhuis) {
	ctx := t.Context()
	for _, g := range []struct {
		id, code, bsn   string
		opent, gekopeld bool
	}{
		{"b-1", "SS131", "999990019", false, false}, // nog geen dossier: bewaren
		{"b-2", "SS101", "999990019", true, true},
		{"b-3", "SS131", "999990019", false, true},
		{"b-4", "SS120", "999990020", true, true},
		{"b-5", "SS777", "999990020", false, true}, // onbekende code: ook bewaard
		{"b-6", "SS777", "", false, false},
	} {
		o, err := h.OntvangSignaal(ctx, signaal(t, g.id, g.code, g.bsn, "2026-03-01"))
		if err != nil {
			t.Fatalf("%s: %v", g.code, err)
		}
		if o.Geopend != g.opent || (o.Nummer != "") != g.gekopeld {
			t.Errorf("%s %s: geopend %v, nummer %q", g.id, g.code, o.Geopend, o.Nummer)
		}
	}
	l, err := h.Signalen(ctx, jansen, app.SignaalFilter{})
	if err != nil || len(l.Rijen) != 6 {
		t.Fatalf("%d signalen in de lijst, verwacht 6 (%v)", len(l.Rijen), err)
	}
	wacht, err := h.Signalen(ctx, jansen, app.SignaalFilter{AlleenWachtend: true})
	if err != nil || len(wacht.Rijen) != 2 {
		t.Errorf("%d signalen wachten, verwacht 2 (%v)", len(wacht.Rijen), err)
	}
}

// De klok die een signaal start is die van de wet: SS101 start de tien weken niet,
// SS139 vanaf de kennisgeving, SS120 vanaf de inschrijving na de verhuizing.
func welkeKlok(t *testing.T, h *proefhuis) {
	for _, g := range []struct{ id, code, bsn, uiterlijk string }{
		{"b-1", "SS101", "999990019", ""},
		{"b-2", "SS139", "999990020", "2026-05-08"},
		{"b-3", "SS120", "999990032", "2026-05-08"},
		{"b-4", "SS121", "999990044", "2026-05-08"},
	} {
		o, err := h.OntvangSignaal(t.Context(), signaal(t, g.id, g.code, g.bsn, "2026-02-27"))
		if err != nil {
			t.Fatal(err)
		}
		term, ok := beeld(t, h, jansen, o.Nummer).Antwoord.Termijn("pip-vaststellen")
		if ok != (g.uiterlijk != "") || term.Uiterlijk.String() != g.uiterlijk {
			t.Errorf("%s: pip-vaststellen %v %s, verwacht %q", g.code, ok, term.Uiterlijk, g.uiterlijk)
		}
	}
}

func hetzelfdeBericht(t *testing.T, h *proefhuis) {
	ctx := t.Context()
	s := signaal(t, "b-1", "SS139", "999990019", "2026-02-27")
	eerst, err := h.OntvangSignaal(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	voor := beeld(t, h, jansen, eerst.Nummer).Versie
	nogEens, err := h.OntvangSignaal(ctx, s)
	if err != nil || !nogEens.Dubbel || nogEens.Nummer != eerst.Nummer {
		t.Errorf("herhaling: %+v %v", nogEens, err)
	}
	if na := beeld(t, h, jansen, eerst.Nummer).Versie; na != voor {
		t.Errorf("een herhaling gaf %d nieuwe feiten", na-voor)
	}
	anders := s
	anders.Geregistreerd = anders.Geregistreerd.Add(1e9)
	if _, err := h.OntvangSignaal(ctx, anders); !errors.Is(err, app.ErrAndereInhoud) {
		t.Errorf("ander bericht onder hetzelfde kenmerk: %v", err)
	}
	andereCode := s
	andereCode.Code = "SS101"
	for range 2 {
		if _, err := h.OntvangSignaal(ctx, andereCode); !errors.Is(err, app.ErrAndereInhoud) {
			t.Errorf("andere code onder hetzelfde kenmerk: %v", err)
		}
	}
	if l, err := h.Signalen(ctx, beheer, app.SignaalFilter{}); err != nil || len(l.Rijen) != 3 {
		t.Errorf("beheer ziet het bericht en de twee afwijkende: %d (%v)", len(l.Rijen), err)
	}
	if na := beeld(t, h, jansen, eerst.Nummer).Versie; na != voor {
		t.Errorf("een afwijkend bericht gaf %d nieuwe feiten", na-voor)
	}
}

// Een bericht dat geen dossier opent, over iemand zonder dossier, zegt zelf om wie het
// gaat. Wie koppelt ziet dat en hoeft het niet nog eens te typen.
func TestKoppelenMetHetBSNVanHetBericht(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		if o, err := h.OntvangSignaal(ctx, signaal(t, "b-1", "SS126", "999990019", "2026-02-27")); err != nil || o.Nummer != "" {
			t.Fatalf("%+v %v", o, err)
		}
		if r, err := h.WachtendSignaal(ctx, jansen, "b-1"); err != nil || r.BSN.Cijfers() != "999990019" {
			t.Errorf("het wachtende bericht zegt niet om wie het gaat (%v)", err)
		}
		if l, err := h.Signalen(ctx, jansen, app.SignaalFilter{}); err != nil || len(l.Rijen) != 1 || !l.Rijen[0].HeeftBSN || !l.Rijen[0].BSN.IsLeeg() {
			t.Errorf("de lijst van berichten: %d rijen (%v)", len(l.Rijen), err)
		}
		if o, err := h.KoppelSignaal(ctx, jansen, "b-1", app.Koppeling{}); err != nil || !o.Geopend {
			t.Fatalf("%+v %v", o, err)
		}
		if nummers, err := h.Kelder.ZoekBSN(ctx, h.Gemeente, signaal(t, "b-2", "SS126", "999990019", "2026-02-27").BSN); err != nil || len(nummers) != 1 {
			t.Errorf("%d dossiers (%v)", len(nummers), err)
		}
	})
}

// Een bericht over de een komt niet in het dossier van een ander, hoe iemand het ook koppelt.
func TestKoppelenAanEenAnderMens(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		metV := func(id, code, bsn, v string) {
			s := signaal(t, id, code, bsn, "2026-02-27")
			s.VNummer = v
			if _, err := h.OntvangSignaal(ctx, s); err != nil {
				t.Fatal(err)
			}
		}
		metV("b-1", "SS139", "999990032", "1234567890")
		metV("b-2", "SS126", "999990019", "")
		metV("b-3", "SS126", "", "1234567891")
		nummers, err := h.Kelder.ZoekBSN(ctx, h.Gemeente, bsn(t, "999990032"))
		if err != nil || len(nummers) != 1 {
			t.Fatal(nummers, err)
		}
		for id, k := range map[string]app.Koppeling{"b-2": {Nummer: nummers[0]}, "b-3": {Nummer: nummers[0]}} {
			if _, err := h.KoppelSignaal(ctx, jansen, id, k); !slices.Equal(codes(err), []string{"nummer: ander-mens"}) {
				t.Errorf("%s aan het dossier van een ander: %v", id, err)
			}
		}
		if _, err := h.KoppelSignaal(ctx, jansen, "b-2", app.Koppeling{BSN: "999990032"}); !slices.Equal(codes(err), []string{"bsn: ander-mens"}) {
			t.Errorf("met een ander burgerservicenummer: %v", err)
		}
	})
}

// Een signaal zonder BSN wacht tot iemand zegt bij wie het hoort; daarna doet het
// alsnog wat het zegt.
func wachtenOpKoppelen(t *testing.T, h *proefhuis) {
	ctx := t.Context()
	for _, id := range []string{"b-1", "b-2"} {
		s := signaal(t, id, "SS139", "", "2026-02-27")
		s.VNummer = "1234567890"
		if o, err := h.OntvangSignaal(ctx, s); err != nil || o.Nummer != "" {
			t.Fatalf("%+v %v", o, err)
		}
	}
	if w, err := h.Vandaag(ctx, jansen, app.WerkFilter{}); err != nil || !w.SignalenWachten {
		t.Errorf("Vandaag zegt niet dat er signalen wachten (%v)", err)
	}
	if r, err := h.WachtendSignaal(ctx, jansen, "b-1"); err != nil || r.VNummer != "1234567890" || !r.Wacht {
		t.Errorf("het wachtende signaal: %+v %v", r, err)
	}
	for _, wie := range []app.Wie{beheer, beleid, elders} {
		_, zien := h.WachtendSignaal(ctx, wie, "b-1")
		_, koppelen := h.KoppelSignaal(ctx, wie, "b-1", app.Koppeling{BSN: "999990019"})
		if !errors.Is(zien, app.ErrNietGevonden) || !errors.Is(koppelen, app.ErrNietGevonden) {
			t.Errorf("%s mag koppelen: %v %v", wie.Rol, zien, koppelen)
		}
	}
	if _, err := h.KoppelSignaal(ctx, jansen, "b-1", app.Koppeling{}); len(codes(err)) != 1 {
		t.Errorf("zonder BSN weet niemand bij wie dit hoort: %v", err)
	}
	if _, err := h.KoppelSignaal(ctx, jansen, "b-1", app.Koppeling{BSN: "999990018"}); len(codes(err)) != 1 {
		t.Errorf("een fout BSN is niet geweigerd: %v", err)
	}
	o, err := h.KoppelSignaal(ctx, jansen, "b-1", app.Koppeling{BSN: "999990019"})
	if err != nil || !o.Geopend {
		t.Fatalf("koppelen op BSN: %+v %v", o, err)
	}
	if _, err := h.KoppelSignaal(ctx, jansen, "b-2", app.Koppeling{Nummer: "2026-9999"}); len(codes(err)) != 1 {
		t.Errorf("een onbekend dossier is niet geweigerd: %v", err)
	}
	if o2, err := h.KoppelSignaal(ctx, jansen, "b-2", app.Koppeling{Nummer: o.Nummer}); err != nil || o2.Nummer != o.Nummer {
		t.Fatalf("koppelen op nummer: %+v %v", o2, err)
	}
	if _, err := h.KoppelSignaal(ctx, jansen, "b-2", app.Koppeling{Nummer: o.Nummer}); !errors.Is(err, app.ErrNietGevonden) {
		t.Errorf("twee keer koppelen: %v", err)
	}
	b := beeld(t, h, jansen, o.Nummer)
	n := 0
	for range dossier.Van[*dossier.SignaalOntvangen](b.Dossier) {
		n++
	}
	if !dossier.Heeft[*dossier.Kennisgeving](b.Dossier) || n != 2 {
		t.Errorf("na het koppelen: %d signalen in het dossier, kennisgeving %v", n, dossier.Heeft[*dossier.Kennisgeving](b.Dossier))
	}
	if w, err := h.Vandaag(ctx, jansen, app.WerkFilter{}); err != nil || w.SignalenWachten {
		t.Errorf("Vandaag zegt nog dat er signalen wachten (%v)", err)
	}
}

// Acht berichten tegelijk over één mens geven één dossier en verliezen niets.
func tegelijkGemeld(t *testing.T, h *proefhuis) {
	var wacht sync.WaitGroup
	const n = 50 // DUO stuurt een hele partij tegelijk
	for i := range n {
		s := signaal(t, "b-"+strconv.Itoa(i), "SS139", "999990019", "2026-02-27")
		wacht.Go(func() {
			if _, err := h.OntvangSignaal(t.Context(), s); err != nil {
				t.Error(err)
			}
		})
	}
	wacht.Wait()
	l, err := h.Dossiers(t.Context(), jansen, app.DossierFilter{})
	if err != nil || len(l.Rijen) != 1 {
		t.Fatalf("%d dossiers, verwacht 1 (%v)", len(l.Rijen), err)
	}
	telling := 0
	for range dossier.Van[*dossier.SignaalOntvangen](beeld(t, h, jansen, l.Rijen[0].Nummer).Dossier) {
		telling++
	}
	if telling != n {
		t.Errorf("%d berichten in het dossier, verwacht %d", telling, n)
	}
	if strings.Contains(h.log.String(), "999990019") {
		t.Error("er staat een BSN in het logboek van het programma")
	}
}
