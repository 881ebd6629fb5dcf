package app_test

import (
	"errors"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// Wie onder de wet van 2013 valt wordt met de hand ingeschreven en begeleid. Er gaat een
// uitnodiging uit; het dossier kan niet als bestand mee, want dat kent die wet niet.
func TestDossierMetDeHandOnderDeWetVan2013(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, err := h.OpenDossier(ctx, jansen, besluit.Opening{Stelsel: begrip.Wi2013, ELIP: true, Persoon: dossier.Persoonsgegevens{Voornamen: "Selam", Geslachtsnaam: "Haile", BSN: "999990019"}})
		if err != nil {
			t.Fatal(err)
		}
		b, err := h.Dossier(ctx, jansen, nummer)
		if err != nil || b.Dossier.Stelsel != begrip.Wi2013 || !b.Dossier.ELIP || b.Dossier.Klantmanager != jansen.Gebruiker {
			t.Fatalf("%+v %v", b, err)
		}
		if len(b.Antwoord.Termijnen)+len(b.Antwoord.Boetes)+len(b.Taken) != 0 {
			t.Errorf("er is gerekend: %+v %+v", b.Antwoord, b.Taken)
		}
		v, err := h.RoepOp(ctx, jansen, nummer, b.Versie, besluit.Oproep{Voor: dossier.VoorBredeIntake, Afspraak: begrip.MoetDag("2026-03-05"), Tijd: "10.00", Plaats: "Stadhuis",
			Inhoud: []dossier.Inhoud{dossier.InhoudWat, dossier.InhoudWaarWanneer}})
		if err != nil || v.Kenmerk == "" {
			t.Fatalf("uitnodigen: %+v %v", v, err)
		}
		leesUitnodiging(t, h, nummer, v.Kenmerk)
		var g *app.Geweigerd
		if _, err := h.ExportDossier(ctx, jansen, nummer); !errors.As(err, &g) || g.Weigeringen[0].Code != "verkeerd-stelsel" {
			t.Errorf("als bestand: %v", err)
		}
		if _, err := h.OpenDossier(ctx, jansen, besluit.Opening{Persoon: dossier.Persoonsgegevens{BSN: "999990019"}}); !errors.As(err, &g) || g.Weigeringen[0].Code != "bsn-bestaat" {
			t.Errorf("een tweede dossier van dezelfde mens: %v", err)
		} else if !strings.Contains(g.Weigeringen[0].Zin, nummer) {
			t.Errorf("wie het dossier behandelt hoort niet waar het is: %s", g.Weigeringen[0].Zin)
		}
		zuid := dewit // zonder team is het werk van de hele gemeente
		zuid.Team = "zuid"
		if _, err := h.OpenDossier(ctx, zuid, besluit.Opening{Persoon: dossier.Persoonsgegevens{BSN: "999990019"}}); !errors.As(err, &g) || strings.Contains(g.Weigeringen[0].Zin, nummer) {
			t.Errorf("wie het dossier niet mag zien leest het nummer: %v", err)
		}
		if _, err := h.OpenDossier(ctx, beleid, besluit.Opening{}); !errors.Is(err, app.ErrMagNiet) {
			t.Errorf("beleid opent een dossier: %v", err)
		}
	})
}

// leesUitnodiging leest de uitnodiging: zij noemt geen plicht en geen boete die er niet is.
func leesUitnodiging(t *testing.T, h *proefhuis, nummer, kenmerk string) {
	t.Helper()
	f, err := h.BriefHTML(t.Context(), jansen, nummer, kenmerk)
	if err != nil {
		t.Fatal(err)
	}
	heeftTekst(t, string(f.Inhoud), []string{"Nee, u mag zelf kiezen.", "12.1a"}, []string{"Dan kunt u een boete krijgen", "waarschuwing", "Wet inburgering 2021 artikel 14"})
}

// Zonder doelgroep kan een ander het bestand niet lezen; dat is een antwoord, geen storing.
func TestZonderDoelgroepKanHetDossierNietMee(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		nummer, err := h.OpenDossier(t.Context(), jansen, besluit.Opening{Persoon: dossier.Persoonsgegevens{Voornamen: "Selam"}})
		if err != nil {
			t.Fatal(err)
		}
		var g *app.Geweigerd
		if _, err := h.ExportDossier(t.Context(), jansen, nummer); !errors.As(err, &g) || g.Weigeringen[0].Code != "veld-ontbreekt" {
			t.Errorf("zonder doelgroep: %v", err)
		}
	})
}

// Een verondersteld feit geeft een antwoord en laat het dossier zoals het is.
func TestWatAlsLegtNietsVast(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, err := h.OpenDossier(ctx, jansen, besluit.Opening{Persoon: dossier.Persoonsgegevens{Voornamen: "Selam", Doelgroep: begrip.Asielstatushouder}})
		if err != nil {
			t.Fatal(err)
		}
		voor, err := h.Dossier(ctx, jansen, nummer)
		if err != nil {
			t.Fatal(err)
		}
		v, err := h.WatAls(ctx, jansen, nummer, app.Veronderstelling{Soort: "pip-vastgesteld", Velden: []app.Stelveld{{Naam: "leerroute", Waarde: "b1"}, {Naam: "datum", Waarde: "2026-04-01"}}})
		if err != nil || v.Dan.Antwoord.Op != begrip.MoetDag("2026-04-01") {
			t.Fatalf("een feit van later wordt bekeken op zijn eigen dag: %v %v", v.Dan.Antwoord, err)
		}
		if t1, ok := v.Dan.Antwoord.Termijn("inburgeringstermijn"); !ok || t1.Uiterlijk != begrip.MoetDag("2029-04-01") {
			t.Errorf("de drie jaar beginnen: %+v", t1)
		}
		na, err := h.Dossier(ctx, jansen, nummer)
		if err != nil || na.Versie != voor.Versie || len(na.Logboek) != len(voor.Logboek) {
			t.Errorf("er is iets vastgelegd: %d, was %d: %v", na.Versie, voor.Versie, err)
		}
		var g *app.Geweigerd
		if _, err := h.WatAls(ctx, jansen, nummer, app.Veronderstelling{Soort: "leerroute-gewijzigd"}); !errors.As(err, &g) || g.Weigeringen[0].Plaats != "naar" {
			t.Errorf("de fout staat niet bij het veld: %v", err)
		}
	})
}

func heeftTekst(t *testing.T, tekst string, wel, niet []string) {
	t.Helper()
	for _, s := range wel {
		if !strings.Contains(tekst, s) {
			t.Errorf("mist %q", s)
		}
	}
	for _, s := range niet {
		if strings.Contains(tekst, s) {
			t.Errorf("noemt %q", s)
		}
	}
}
