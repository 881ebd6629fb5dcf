package app_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/store"
)

// Inzage is volledig: ook wat is verbeterd, wat over gezondheid is opgeschreven, de
// berichten en wie het dossier zag. Namen van medewerkers staan er niet in.
func TestInzageGeeftAlles(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, versie := geopend(t, h, "b-1", "999990019", "Amina")
		v, err := h.WijsToe(ctx, leider, nummer, versie, besluit.Toewijzing{Aan: "a.jansen"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err = h.MaakNotitie(ctx, jansen, nummer, v.Versie, besluit.Aantekening{Tekst: "Vroeg naar de lessen"}); err != nil {
			t.Fatal(err)
		}
		b := beeld(t, h, jansen, nummer)
		if _, err = h.LegPartnerVast(ctx, jansen, nummer, b.Versie, besluit.Partneropdracht{Grond: dossier.PartnerBurgertIn, Waarom: "Zij volgen samen de lessen", Naam: "Dua", Gegeven: "werkt in de nacht"}); err != nil {
			t.Fatal(err)
		}
		b = beeld(t, h, jansen, nummer)
		contact := dossier.Gebeurtenis{ID: "c1", GeldigOp: begrip.MoetDag("2026-03-02"), Wie: "a.jansen", Rol: begrip.Klantmanager, Bron: "huis", Moment: 1, Feit: &dossier.MeldingVerstuurd{BerichtID: "m-1",
			MeldingSoort: "contactpersoon", Sleutel: "a.jansen", Weg: dossier.WegPortaal, Melding: []byte(`{"Soort":"contactpersoon","Actie":"koppel","Contact":{"Medewerker":"a.jansen","Email":"a.jansen@voorbeeldstad.nl"}}`)}}
		if err := h.kelder.Toevoegen(ctx, store.Toevoeging{Gemeente: voorbeeldstad, Nummer: nummer, Verwacht: b.Versie, Gebeurtenissen: []dossier.Gebeurtenis{contact}}); err != nil {
			t.Fatal(err)
		}
		if err := h.HoudAan(ctx, jurist, nummer, "Er ligt een klacht bij de ombudsman", false); err != nil {
			t.Fatal(err)
		}
		zelf := app.Wie{Gebruiker: "burger", Rol: begrip.Inburgeraar, Gemeente: voorbeeldstad, Dossier: nummer}
		anders := zelf
		anders.Dossier = "2026-7777"
		for _, wie := range []app.Wie{jansen, leider, beleid, beheer, toezicht, elders, anders} {
			if _, err := h.GeefInzage(ctx, wie, nummer, "Verzoek van 2 maart"); !errors.Is(err, app.ErrNietGevonden) {
				t.Errorf("%s geeft inzage: %v", wie.Rol, err)
			}
		}
		if _, err := h.GeefInzage(ctx, jurist, nummer, "kort"); !slices.Equal(codes(err), []string{"reden: reden-te-kort"}) {
			t.Errorf("een korte reden gaf %v", err)
		}
		for dag, wie := range []app.Wie{jurist, zelf} {
			h.op([]string{"2026-03-03", "2026-03-04"}[dag])
			i, err := h.GeefInzage(ctx, wie, nummer, "Verzoek van 2 maart")
			if err != nil {
				t.Fatal(err)
			}
			if i.Persoon.BSN != "999990019" || len(i.Berichten) != 1 || i.Berichten[0].Code != "SS139" || i.Bewaring == nil || len(i.Taken) == 0 {
				t.Errorf("%s: %+v", wie.Rol, i)
			}
			if !slices.ContainsFunc(i.Feiten, func(f app.InzageFeit) bool {
				n, ok := f.Feit.(*dossier.Notitie)
				return ok && strings.Contains(n.Tekst, "lessen")
			}) {
				t.Error("de notitie staat er niet in")
			}
			if slices.ContainsFunc(i.Feiten, func(f app.InzageFeit) bool {
				p, ok := f.Feit.(*dossier.Partner)
				return ok && (p.Naam != "" || p.Gegeven != "" || p.Waarom != "" || p.Grond != dossier.PartnerBurgertIn)
			}) {
				t.Error("gegevens van de partner staan erin")
			}
			if slices.ContainsFunc(i.Feiten, func(f app.InzageFeit) bool {
				m, ok := f.Feit.(*dossier.MeldingVerstuurd)
				return ok && (m.Sleutel != "" || m.Melding != nil)
			}) {
				t.Error("het mailadres van een medewerker staat erin")
			}
			if a := i.Aangehouden; a == nil || a.Reden != "Er ligt een klacht bij de ombudsman" || a.Naam != "" || a.Gebruiker != "" {
				t.Errorf("de aanhouding: %+v", a)
			}
			if len(i.Audit) < 3 || slices.ContainsFunc(i.Audit, func(r app.Auditregel) bool { return r.Gebruiker != "" || r.Naam != "" || r.Rol == "" }) {
				t.Errorf("de audit: %+v", i.Audit)
			}
		}
		r := audit(t, h, app.AuditVraag{Handeling: app.AuditInzage})
		if len(r) != 2 || r[1].Reden != "Verzoek van 2 maart" || r[0].Rol != begrip.Inburgeraar || r[0].Nummer != nummer {
			t.Errorf("%+v", r)
		}
	})
}
