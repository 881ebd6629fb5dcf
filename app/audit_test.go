package app_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/store"
)

var toezicht = app.Wie{Gebruiker: "p.kok", Naam: "P. Kok", Rol: begrip.Toezichthouder, Gemeente: voorbeeldstad}

func audit(t *testing.T, h *proefhuis, v app.AuditVraag) []app.Auditregel {
	t.Helper()
	l, err := h.Audit(t.Context(), toezicht, v)
	if err != nil {
		t.Fatal(err)
	}
	return l.Rijen
}

// Wie kijkt, zoekt, meeneemt en verandert staat in de audit, met het dossier erbij en
// zonder iets over de persoon.
func TestAuditZegtWieWatDeed(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, versie := geopend(t, h, "b-1", "999990019", "Amina")
		doe := map[string]func() error{
			app.AuditDossierGezien:  func() error { _, err := h.Dossier(ctx, jansen, nummer); return err },
			app.AuditBestandGehaald: func() error { _, err := h.ExportDossier(ctx, jansen, nummer); return err },
			app.AuditGezocht:        func() error { _, err := h.Dossiers(ctx, jansen, app.DossierFilter{Zoek: "Amina"}); return err },
			app.AuditLijstGezien:    func() error { _, err := h.Vandaag(ctx, jansen, app.WerkFilter{}); return err },
			app.AuditSignalenGezien: func() error { _, err := h.Signalen(ctx, jansen, app.SignaalFilter{}); return err },
			"notitie": func() error {
				_, err := h.MaakNotitie(ctx, jansen, nummer, versie, besluit.Aantekening{Tekst: "gebeld"})
				return err
			},
		}
		for naam, f := range doe {
			voor := len(audit(t, h, app.AuditVraag{Handeling: naam, Gebruiker: "a.jansen", Aantal: 200}))
			if err := f(); err != nil {
				t.Fatalf("%s: %v", naam, err)
			}
			rijen := audit(t, h, app.AuditVraag{Handeling: naam, Gebruiker: "a.jansen", Aantal: 200})
			if len(rijen) != voor+1 {
				t.Errorf("%s staat %d keer in de audit", naam, len(rijen)-voor)
				continue
			}
			if r := rijen[0]; r.Rol != begrip.Klantmanager || r.Moment.IsZero() || (r.Nummer != nummer && naam != app.AuditLijstGezien && naam != app.AuditSignalenGezien) {
				t.Errorf("%s: %+v", naam, r)
			}
		}
		if _, err := h.ZoekBSN(ctx, jansen, "999990019"); err != nil {
			t.Fatal(err)
		}
		for _, r := range audit(t, h, app.AuditVraag{Aantal: 200}) {
			if tekst := r.Handeling + r.Over + r.Nummer + r.Reden; strings.Contains(tekst, "Amina") || strings.Contains(tekst, "999990019") {
				t.Errorf("in de audit staat iets over de persoon: %+v", r)
			}
		}
		if rs := audit(t, h, app.AuditVraag{Handeling: app.AuditGezien}); len(rs) == 0 || rs[0].Gebruiker != "p.kok" {
			t.Errorf("wie de audit leest staat er niet in: %+v", rs)
		}
		for _, wie := range iedereen {
			if _, err := h.Audit(ctx, wie, app.AuditVraag{}); !errors.Is(err, app.ErrMagNiet) {
				t.Errorf("%s leest de audit: %v", wie.Rol, err)
			}
		}
		vandaag := h.Dag()
		if n := len(audit(t, h, app.AuditVraag{Van: vandaag.Plus(1)})) + len(audit(t, h, app.AuditVraag{Tot: vandaag.Plus(-1)})); n != 0 {
			t.Errorf("%d regels van een andere dag", n)
		}
		if len(audit(t, h, app.AuditVraag{Van: vandaag, Tot: vandaag})) == 0 {
			t.Error("van vandaag is er niets")
		}
	})
}

// doof is een kelder waarvan de audit niet te schrijven is.
type doof struct{ store.Kelder }

var errDoof = errors.New("de audit is vol")

func (doof) SchrijfAudit(context.Context, begrip.Gemeente, []store.Auditregel) error { return errDoof }

// Zonder audit is er niets te zien en wordt er niets vastgelegd.
func TestZonderAuditGebeurtErNiets(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, _ := geopend(t, h, "b-1", "999990019", "Amina")
		stil := nieuwHuis(t, doof{h.kelder})
		for naam, f := range map[string]func() (any, error){
			"Dossier": func() (any, error) { b, err := stil.Dossier(ctx, jansen, nummer); return b != nil, err },
			"Export":  func() (any, error) { b, err := stil.ExportDossier(ctx, jansen, nummer); return len(b.Inhoud) > 0, err },
			"Vandaag": func() (any, error) {
				w, err := stil.Vandaag(ctx, jansen, app.WerkFilter{Wiens: "team"})
				return len(w.Groepen) > 0, err
			},
			"Dossiers": func() (any, error) {
				l, err := stil.Dossiers(ctx, jansen, app.DossierFilter{})
				return len(l.Rijen) > 0, err
			},
			"Zoeken": func() (any, error) {
				l, err := stil.Dossiers(ctx, jansen, app.DossierFilter{Zoek: "Amina"})
				return len(l.Rijen) > 0, err
			},
		} {
			if iets, err := f(); !errors.Is(err, errDoof) || iets == true {
				t.Errorf("%s zonder audit: %v, %v", naam, iets, err)
			}
		}
	})
}

// Andermans dossier gaat pas open met een reden. Tot die tijd is niet te merken of het
// er is, en een reden geldt één dag, voor één mens en één dossier.
func TestAndermansDossierAlleenMetReden(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		noord, zuid := jansen, dewit
		noord.Team, zuid.Team = "noord", "zuid"
		nummer, versie := geopend(t, h, "b-1", "999990019", "Amina")
		if _, err := h.WijsToe(ctx, noord, nummer, versie, besluit.Toewijzing{Aan: "a.jansen"}); err != nil {
			t.Fatal(err)
		}
		var geweigerd *app.Geweigerd
		if err := h.GeefReden(ctx, zuid, nummer, "zomaar"); !errors.As(err, &geweigerd) {
			t.Errorf("een te korte reden: %v", err)
		}
		for _, n := range []string{nummer, "2026-7777"} { // ook voor een nummer dat er niet is
			if _, err := h.Dossier(ctx, zuid, n); !errors.Is(err, app.ErrNietGevonden) {
				t.Errorf("zonder reden: %v", err)
			}
			if err := h.GeefReden(ctx, zuid, n, "Waarneming voor Anke, die ziek is"); err != nil {
				t.Errorf("reden geven: %v", err)
			}
		}
		if _, err := h.Dossier(ctx, zuid, nummer); err != nil {
			t.Errorf("met een reden: %v", err)
		}
		if _, err := h.Dossier(ctx, zuid, "2026-7777"); !errors.Is(err, app.ErrNietGevonden) {
			t.Errorf("een dossier dat er niet is: %v", err)
		}
		rs := audit(t, h, app.AuditVraag{Nummer: nummer, Gebruiker: "b.dewit"})
		if len(rs) != 3 || rs[0].Handeling != app.AuditDossierGezien || rs[0].Over != "met reden" || rs[1].Reden != "Waarneming voor Anke, die ziek is" || rs[2].Handeling != app.AuditGeweigerd {
			t.Errorf("de audit: %+v", rs)
		}
		for _, getypt := range []string{"999990019", "Amina Voorbeeld"} { // wat iemand in het adres zet kan over een mens gaan
			if _, err := h.Dossier(ctx, zuid, getypt); !errors.Is(err, app.ErrNietGevonden) {
				t.Errorf("%s: %v", getypt, err)
			}
			if rs := audit(t, h, app.AuditVraag{Gebruiker: "b.dewit"}); rs[0].Handeling != app.AuditGeweigerd || rs[0].Nummer != "" {
				t.Errorf("de audit bewaart wat iemand typte: %+v", rs[0])
			}
		}
		derde := zuid
		derde.Gebruiker = "c.derde"
		if _, err := h.Dossier(ctx, derde, nummer); !errors.Is(err, app.ErrNietGevonden) {
			t.Errorf("de reden van een ander: %v", err)
		}
		h.op("2026-03-03")
		if _, err := h.Dossier(ctx, zuid, nummer); !errors.Is(err, app.ErrNietGevonden) {
			t.Errorf("de reden van gisteren: %v", err)
		}
		for _, wie := range []app.Wie{beleid, beheer, toezicht, elders} {
			if wie.Rol != begrip.Klantmanager && !errors.Is(h.GeefReden(ctx, wie, nummer, "Dit wil ik graag eens zien"), app.ErrNietGevonden) {
				t.Errorf("%s mag een reden geven", wie.Rol)
			}
		}
	})
}
