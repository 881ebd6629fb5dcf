package app_test

import (
	"errors"
	"testing"
	"time"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/store"
)

func medewerker(t *testing.T, h *app.Huis, gebruiker string) app.Medewerker {
	t.Helper()
	for _, m := range h.Staf() {
		if m.Gebruiker == gebruiker {
			return m
		}
	}
	t.Fatalf("%s is niet bekend", gebruiker)
	return app.Medewerker{}
}

// Wie inlogt wordt bekend, en aan die mens is dan toe te wijzen. Een tweede keer op
// dezelfde dag schrijft niets; wat de inlogdienst anders zegt wel.
func TestWieInlogtWordtBekend(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		nieuw := app.Wie{Gebruiker: "n.nieuw", Naam: "N. Nieuw", Rol: begrip.Klantmanager, Gemeente: voorbeeldstad}
		in := func(wie app.Wie, email string) app.Wie {
			t.Helper()
			uit, err := h.Ingelogd(t.Context(), wie, app.Bereikbaar{Email: email})
			if err != nil {
				t.Fatal(err)
			}
			return uit
		}
		in(nieuw, "n@voorbeeldstad.example")
		m := medewerker(t, h.Huis, "n.nieuw")
		if m.Naam != "N. Nieuw" || m.Rol != begrip.Klantmanager || m.Email != "n@voorbeeldstad.example" || m.Versie != 1 || !m.Laatst.Equal(h.klok) {
			t.Errorf("%+v", m)
		}
		h.klok = h.klok.Add(time.Hour)
		in(nieuw, "")
		if m := medewerker(t, h.Huis, "n.nieuw"); m.Versie != 1 {
			t.Errorf("dezelfde dag gaf versie %d", m.Versie)
		}
		h.klok = h.klok.Add(24 * time.Hour)
		in(nieuw, "")
		nieuw.Naam = "N. Getrouwd"
		in(nieuw, "")
		if m := medewerker(t, h.Huis, "n.nieuw"); m.Versie != 3 || m.Naam != "N. Getrouwd" || m.Email != "n@voorbeeldstad.example" {
			t.Errorf("%+v", m)
		}
		nummer, versie := geopend(t, h, "m1", "999990019", "Amina")
		if _, err := h.WijsToe(t.Context(), leider, nummer, versie, besluit.Toewijzing{Aan: "n.nieuw"}); err != nil {
			t.Fatal(err)
		}
		if b := beeld(t, h, leider, nummer); b.Manager.Naam != "N. Getrouwd" {
			t.Errorf("klantmanager %+v", b.Manager)
		}
	})
}

// Een ander team geldt bij een ander programma binnen vijf tellen, en de lijsten worden
// daarna opnieuw afgeleid: wie het dossier niet meer mag zien, ziet het nergens meer.
func TestEenAnderTeamGeldtOveral(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ander, err := app.Nieuw(h.Onderdelen) // a second program on the same store
		if err != nil {
			t.Fatal(err)
		}
		km := app.Wie{Gebruiker: "n.nieuw", Naam: "N. Nieuw", Rol: begrip.Klantmanager, Gemeente: voorbeeldstad}
		if _, err := h.Ingelogd(t.Context(), km, app.Bereikbaar{}); err != nil {
			t.Fatal(err)
		}
		nummer, versie := geopend(t, h, "m1", "999990019", "Amina")
		if _, err := h.WijsToe(t.Context(), leider, nummer, versie, besluit.Toewijzing{Aan: "n.nieuw"}); err != nil {
			t.Fatal(err)
		}
		zuid := dewit
		zuid.Team = "zuid"
		ziet := func(huis *app.Huis) bool {
			t.Helper()
			l, err := huis.Dossiers(t.Context(), zuid, app.DossierFilter{})
			if err != nil {
				t.Fatal(err)
			}
			_, err = huis.Dossier(t.Context(), zuid, nummer)
			if err != nil && !errors.Is(err, app.ErrNietGevonden) {
				t.Fatal(err)
			}
			if (err == nil) != (len(l.Rijen) == 1) {
				t.Errorf("de lijst en het dossier spreken elkaar tegen: %d rijen, %v", len(l.Rijen), err)
			}
			return err == nil
		}
		m := medewerker(t, h.Huis, "n.nieuw")
		wijzig := func(team string) {
			t.Helper()
			if err := h.WijzigMedewerker(t.Context(), leider, m.Sleutel, m.Versie, app.Medewerkerwijziging{Team: team}); err != nil {
				t.Fatal(err)
			}
			m = medewerker(t, h.Huis, "n.nieuw")
			h.klok = h.klok.Add(2 * app.VersAfschrift)
			if _, err := ander.LeesMedewerkers(t.Context()); err != nil {
				t.Fatal(err)
			}
			if n, err := ander.WerkTeamsBij(t.Context()); err != nil || n != 1 {
				t.Errorf("%d dossiers bijgewerkt: %v", n, err)
			}
		}
		for _, stap := range []struct {
			team string
			ziet bool
		}{{"zuid", true}, {"noord", false}, {"zuid", true}} {
			wijzig(stap.team)
			for _, huis := range []*app.Huis{h.Huis, ander} {
				if ziet(huis) != stap.ziet {
					t.Errorf("team %s: zuid ziet het dossier %v", stap.team, !stap.ziet)
				}
			}
			if uit, ok := ander.Ververs(km); !ok || uit.Team != stap.team {
				t.Errorf("bij het andere programma is het team %q", uit.Team)
			}
		}
		c, err := ander.Controleer(t.Context(), beheer, func(int) {})
		if err != nil || len(c.Fouten) > 0 {
			t.Errorf("nalopen: %v %v", c.Fouten, err)
		}
	})
}

// Wie uit dienst is komt er niet meer in, krijgt niets meer, en laat dossiers na die elk
// met een eigen handeling naar een ander gaan.
func TestWieUitDienstIsDraagtOver(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		km := app.Wie{Gebruiker: "n.nieuw", Naam: "N. Nieuw", Rol: begrip.Klantmanager, Gemeente: voorbeeldstad}
		if _, err := h.Ingelogd(t.Context(), km, app.Bereikbaar{}); err != nil {
			t.Fatal(err)
		}
		var nummers []string
		for i, cijfers := range []string{"999990019", "999990020", "999990032"} {
			nummer, versie := geopend(t, h, []string{"a", "b", "c"}[i], cijfers, "Mens")
			if _, err := h.WijsToe(t.Context(), leider, nummer, versie, besluit.Toewijzing{Aan: "n.nieuw"}); err != nil {
				t.Fatal(err)
			}
			nummers = append(nummers, nummer)
		}
		m := medewerker(t, h.Huis, "n.nieuw")
		for _, wie := range []app.Wie{jansen, jurist, beleid, elders} {
			if err := h.WijzigMedewerker(t.Context(), wie, m.Sleutel, m.Versie, app.Medewerkerwijziging{Weg: true}); !errors.Is(err, app.ErrMagNiet) {
				t.Errorf("%s wijzigt een medewerker: %v", wie.Gebruiker, err)
			}
			if _, err := h.DraagOver(t.Context(), wie, m.Sleutel, app.SleutelVan("a.jansen")); !errors.Is(err, app.ErrMagNiet) {
				t.Errorf("%s draagt over: %v", wie.Gebruiker, err)
			}
		}
		if err := h.WijzigMedewerker(t.Context(), beheer, m.Sleutel, 7, app.Medewerkerwijziging{Weg: true}); len(codes(err)) != 1 {
			t.Errorf("een oude versie: %v", err)
		}
		if err := h.WijzigMedewerker(t.Context(), beheer, m.Sleutel, m.Versie, app.Medewerkerwijziging{Weg: true, Telefoon: "bel maar"}); len(codes(err)) != 1 {
			t.Errorf("geen telefoonnummer: %v", err)
		}
		if err := h.WijzigMedewerker(t.Context(), beheer, m.Sleutel, m.Versie, app.Medewerkerwijziging{Weg: true}); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Ingelogd(t.Context(), km, app.Bereikbaar{}); !errors.Is(err, app.ErrMagNiet) {
			t.Errorf("wie uit dienst is logde in: %v", err)
		}
		if _, ok := h.Ververs(km); ok {
			t.Error("wie uit dienst is werkt door in een oude sessie")
		}
		if _, err := h.WijsToe(t.Context(), leider, nummers[0], beeld(t, h, leider, nummers[0]).Versie, besluit.Toewijzing{Aan: "n.nieuw"}); len(codes(err)) != 1 {
			t.Errorf("toewijzen aan wie weg is: %v", err)
		}
		if _, err := h.DraagOver(t.Context(), leider, m.Sleutel, m.Sleutel); len(codes(err)) != 1 {
			t.Errorf("overdragen aan zichzelf: %v", err)
		}
		uit, err := h.DraagOver(t.Context(), leider, m.Sleutel, app.SleutelVan("b.dewit"))
		if err != nil || uit != (app.Overdracht{Gelukt: 3}) {
			t.Errorf("overgedragen %+v: %v", uit, err)
		}
		for _, n := range nummers {
			b := beeld(t, h, leider, n)
			if laatste := b.Logboek[len(b.Logboek)-1]; b.Dossier.Klantmanager != "b.dewit" || laatste.Wie != leider.Gebruiker {
				t.Errorf("dossier %s is van %s, vastgelegd door %s", n, b.Dossier.Klantmanager, laatste.Wie)
			}
		}
		l, err := h.kelder.LeesAudit(t.Context(), store.AuditFilter{Gemeente: voorbeeldstad, Gebruiker: leider.Gebruiker, Handeling: "toewijzen"})
		if err != nil || len(l.Regels) != 6 {
			t.Errorf("%d regels in de audit: %v", len(l.Regels), err)
		}
	})
}
