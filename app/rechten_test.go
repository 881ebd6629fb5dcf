package app_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// Wie een dossier niet mag zien, krijgt bij elke ingang hetzelfde antwoord als wanneer
// het er niet is. Bestaat en bestaat niet zijn zo niet te onderscheiden.
func TestGeenIngangVerraadtEenDossier(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		nummer, versie := geopend(t, h, "b-1", "999990019", "Amina")
		for _, wie := range []app.Wie{beleid, beheer, elders, {Rol: begrip.Klantmanager}, {Gebruiker: "x", Gemeente: voorbeeldstad}, {Rol: begrip.Inburgeraar, Gemeente: voorbeeldstad, Dossier: "2026-0999"}} {
			for naam, ingang := range ingangen(h, wie, versie) {
				echt, nep := ingang(t.Context(), nummer), ingang(t.Context(), "2026-7777")
				if !errors.Is(echt, app.ErrNietGevonden) || !errors.Is(nep, app.ErrNietGevonden) {
					t.Errorf("%s als %s: %v bij een dossier dat er is, %v bij een dat er niet is", naam, wie.Rol, echt, nep)
				}
			}
		}
	})
}

// ingangen zijn alle wegen naar één dossier.
func ingangen(h *proefhuis, wie app.Wie, versie int) map[string]func(context.Context, string) error {
	weg := func(f func(context.Context, string) (app.Vastgelegd, error)) func(context.Context, string) error {
		return func(ctx context.Context, n string) error { _, err := f(ctx, n); return err }
	}
	return map[string]func(context.Context, string) error{
		"Dossier":       func(ctx context.Context, n string) error { _, err := h.Dossier(ctx, wie, n); return err },
		"Brief":         func(ctx context.Context, n string) error { _, err := h.Brief(ctx, wie, n, n+"-1"); return err },
		"BriefPDF":      func(ctx context.Context, n string) error { _, err := h.BriefPDF(ctx, wie, n, n+"-1"); return err },
		"ExportDossier": func(ctx context.Context, n string) error { _, err := h.ExportDossier(ctx, wie, n); return err },
		"EersteDag": func(ctx context.Context, n string) error {
			_, err := h.EersteDag(ctx, wie, n, dossier.VoorBredeIntake)
			return err
		},
		"WatAls": func(ctx context.Context, n string) error {
			_, err := h.WatAls(ctx, wie, n, app.Veronderstelling{Soort: "kennisgeving"})
			return err
		},
		"Concept":       func(ctx context.Context, n string) error { _, err := h.Concept(ctx, wie, n, "pip"); return err },
		"BewaarConcept": func(ctx context.Context, n string) error { return h.BewaarConcept(ctx, wie, n, "pip", versie, nil) },
		"WisConcept":    func(ctx context.Context, n string) error { return h.WisConcept(ctx, wie, n, "pip") },
		"ProefPIP": func(ctx context.Context, n string) error {
			_, err := h.ProefPIP(ctx, wie, n, besluit.PIPOpdracht{})
			return err
		},
		"StelPIPVast": weg(func(ctx context.Context, n string) (app.Vastgelegd, error) {
			return h.StelPIPVast(ctx, wie, n, versie, besluit.PIPOpdracht{})
		}),
		"RoepOp": weg(func(ctx context.Context, n string) (app.Vastgelegd, error) {
			return h.RoepOp(ctx, wie, n, versie, besluit.Oproep{})
		}),
		"Waarschuw": weg(func(ctx context.Context, n string) (app.Vastgelegd, error) {
			return h.Waarschuw(ctx, wie, n, versie, besluit.Waarschuwing{})
		}),
		"LegVerschijnenVast": weg(func(ctx context.Context, n string) (app.Vastgelegd, error) {
			return h.LegVerschijnenVast(ctx, wie, n, versie, besluit.Verschijning{})
		}),
		"LegToetsVast": weg(func(ctx context.Context, n string) (app.Vastgelegd, error) {
			return h.LegToetsVast(ctx, wie, n, versie, besluit.Toets{})
		}),
		"RondIntakeAf": weg(func(ctx context.Context, n string) (app.Vastgelegd, error) {
			return h.RondIntakeAf(ctx, wie, n, versie, besluit.Intake{})
		}),
		"MeldPIP": weg(func(ctx context.Context, n string) (app.Vastgelegd, error) {
			return h.MeldPIP(ctx, wie, n, versie, besluit.Melding{})
		}),
		"MeldAanDUO": weg(func(ctx context.Context, n string) (app.Vastgelegd, error) {
			return h.MeldAanDUO(ctx, wie, n, versie, besluit.Meldopdracht{Melding: besluit.DUOMelding{Soort: besluit.MeldingPVT, Actie: besluit.MeldingVast, PVT: &besluit.ModuleMelding{}}})
		}),
		"VulPersoonAan": weg(func(ctx context.Context, n string) (app.Vastgelegd, error) {
			return h.VulPersoonAan(ctx, wie, n, versie, besluit.Aanvulling{})
		}),
		"WijsToe": weg(func(ctx context.Context, n string) (app.Vastgelegd, error) {
			return h.WijsToe(ctx, wie, n, versie, besluit.Toewijzing{Aan: "a.jansen"})
		}),
		"MaakNotitie": weg(func(ctx context.Context, n string) (app.Vastgelegd, error) {
			return h.MaakNotitie(ctx, wie, n, versie, besluit.Aantekening{Tekst: "gebeld"})
		}),
	}
}

// Een klantmanager van een ander team ziet het dossier niet in een lijst, niet bij het
// zoeken en niet op nummer; een dossier dat nog van niemand is ziet iedereen.
func TestTeamsZienElkaarsDossiersNiet(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		noord, zuid := jansen, dewit
		noord.Team, zuid.Team = "noord", "zuid"
		nummer, versie := geopend(t, h, "b-1", "999990019", "Amina")
		if _, err := h.Dossier(ctx, zuid, nummer); err != nil {
			t.Errorf("een dossier van niemand is niet te zien: %v", err)
		}
		if _, err := h.WijsToe(ctx, noord, nummer, versie, besluit.Toewijzing{Aan: "a.jansen"}); err != nil {
			t.Fatal(err)
		}
		for wie, ziet := range map[*app.Wie]bool{&noord: true, &zuid: false, &leider: true, &jurist: true} {
			_, err := h.Dossier(ctx, *wie, nummer)
			if (err == nil) != ziet {
				t.Errorf("%s opent het dossier: %v", wie.Gebruiker, err)
			}
			for _, f := range []app.DossierFilter{{}, {Zoek: "Amina"}, {Zoek: nummer}, {Klantmanager: "a.jansen"}} {
				l, err := h.Dossiers(ctx, *wie, f)
				if err != nil || (len(l.Rijen) == 1) != ziet {
					t.Errorf("%s zoekt met %+v: %d rijen %v", wie.Gebruiker, f, len(l.Rijen), err)
				}
			}
			l, err := h.Signalen(ctx, *wie, app.SignaalFilter{})
			if wie != &jurist && (err != nil || len(l.Rijen) != 1 || (l.Rijen[0].Nummer == nummer) != ziet) {
				t.Errorf("%s ziet bij het signaal dossier %+v: %v", wie.Gebruiker, l.Rijen, err)
			}
			if n, err := h.ZoekBSN(ctx, *wie, "999990019"); (err == nil && n == nummer) != ziet {
				t.Errorf("%s zoekt op nummer: %q %v", wie.Gebruiker, n, err)
			}
		}
		w, err := h.Vandaag(ctx, zuid, app.WerkFilter{Wiens: "team"})
		if err != nil || len(w.Groepen) != 0 {
			t.Errorf("team zuid ziet werk van noord: %+v %v", w, err)
		}
	})
}

// Beleid en applicatiebeheer zien cijfers en de postbus, maar geen mens.
func TestSchermenZonderPersoonsgegevens(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, _ := geopend(t, h, "b-1", "999990019", "Amina")
		for _, wie := range []app.Wie{beleid, beheer} {
			if _, err := h.Vandaag(ctx, wie, app.WerkFilter{}); !errors.Is(err, app.ErrMagNiet) {
				t.Errorf("%s ziet de werklijst: %v", wie.Rol, err)
			}
			if _, err := h.Dossiers(ctx, wie, app.DossierFilter{}); !errors.Is(err, app.ErrMagNiet) {
				t.Errorf("%s ziet dossiers: %v", wie.Rol, err)
			}
			if _, err := h.ImportDossier(ctx, wie, app.Overname{}); !errors.Is(err, app.ErrMagNiet) {
				t.Errorf("%s leest bestanden in: %v", wie.Rol, err)
			}
			if _, err := h.ZoekBSN(ctx, wie, "999990019"); !errors.Is(err, app.ErrMagNiet) {
				t.Errorf("%s zoekt op BSN: %v", wie.Rol, err)
			}
		}
		cijfers, err := h.Tellingen(ctx, beleid)
		if err != nil || len(cijfers) == 0 {
			t.Fatalf("geen cijfers: %v", err)
		}
		for _, c := range cijfers {
			if strings.Contains(c.Waarde, "Amina") || strings.Contains(c.Waarde, nummer) {
				t.Errorf("in de cijfers staat een mens: %+v", c)
			}
		}
		l, err := h.Signalen(ctx, beheer, app.SignaalFilter{})
		if err != nil || len(l.Rijen) != 1 || l.Rijen[0].Nummer != "" || l.Rijen[0].VNummer != "" {
			t.Errorf("de postbus van beheer noemt een dossier: %+v %v", l, err)
		}
		o, err := h.Opslag(ctx, beheer)
		if err != nil || o.Dossiers != 1 || o.Vingerafdruk == "" {
			t.Errorf("opslag: %+v %v", o, err)
		}
		for _, wie := range iedereen {
			if _, err := h.Opslag(ctx, wie); (err == nil) != (wie.Rol == begrip.Applicatiebeheer) {
				t.Errorf("%s ziet de opslag: %v", wie.Rol, err)
			}
		}
	})
}

// Alleen de behandelend klantmanager en de jurist lezen wat over gezondheid is
// opgeschreven, een collega van hetzelfde team en de teamleider niet. Een inburgeraar
// ziet alleen het eigen dossier.
func TestWatEenRolInEenDossierZiet(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, versie := intakeKlaar(t, h)
		if _, err := h.WijsToe(ctx, leider, nummer, versie, besluit.Toewijzing{Aan: "a.jansen"}); err != nil {
			t.Fatal(err)
		}
		vind := func(wie app.Wie) (*app.DossierBeeld, string) {
			b := beeld(t, h, wie, nummer)
			_, verslag := dossier.Laatste[*dossier.IntakeVerslag](b.Dossier)
			return b, verslag.Gezondheid
		}
		for _, g := range []struct {
			wie             app.Wie
			bsn, gezondheid bool
		}{{jansen, true, true}, {dewit, true, false}, {leider, true, false}, {jurist, true, true}, {app.Wie{Rol: begrip.Inburgeraar, Gemeente: voorbeeldstad, Dossier: nummer}, false, false}} {
			b, gezondheid := vind(g.wie)
			if b.Dossier.Persoon.BSN.IsLeeg() == g.bsn || (gezondheid == "") == g.gezondheid {
				t.Errorf("%s: bsn %v, gezondheid %q", g.wie.Rol, !b.Dossier.Persoon.BSN.IsLeeg(), gezondheid)
			}
			if slices.ContainsFunc(b.Logboek, func(x dossier.Gebeurtenis) bool {
				f, ok := x.Feit.(*dossier.DossierGeopend)
				return ok && (f.BSN != "") != g.bsn
			}) {
				t.Errorf("%s: het BSN in het logboek klopt niet met het recht", g.wie.Rol)
			}
		}
		if _, err := h.Mijn(ctx, jansen); !errors.Is(err, app.ErrMagNiet) {
			t.Errorf("een klantmanager heeft geen Mijn traject: %v", err)
		}
	})
}
