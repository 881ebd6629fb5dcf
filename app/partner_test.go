package app_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// Over de partner is alleen iets vast te leggen met een grond, en te lezen zolang die
// geldt, door wie het dossier behandelt. In een dossierbestand reist het niet mee.
func TestPartnerAlleenMetGrond(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		nummer, versie := intakeKlaar(t, h)
		leg := func(wie app.Wie, o besluit.Partneropdracht) error {
			t.Helper()
			v, err := h.LegPartnerVast(t.Context(), wie, nummer, versie, o)
			if err == nil {
				versie = v.Versie
			}
			return err
		}
		for _, o := range []besluit.Partneropdracht{
			{Gegeven: "werkt in de avond"},
			{Grond: dossier.PartnerInPlan, Waarom: "kort", Gegeven: "werkt in de avond"},
			{Grond: dossier.PartnerInPlan, Waarom: "past op tijdens de lessen"},
			{Grond: dossier.PartnerVervallen, Waarom: "er is nog niets vastgelegd"},
		} {
			if err := leg(jansen, o); len(codes(err)) == 0 {
				t.Errorf("%+v: %v", o, err)
			}
		}
		for _, wie := range []app.Wie{beleid, beheer, elders} {
			if err := leg(wie, besluit.Partneropdracht{Grond: dossier.PartnerInPlan, Waarom: "past op tijdens de lessen", Gegeven: "werkt in de avond"}); !errors.Is(err, app.ErrNietGevonden) {
				t.Errorf("%s: %v", wie.Gebruiker, err)
			}
		}
		if err := leg(jansen, besluit.Partneropdracht{Grond: dossier.PartnerInPlan, Waarom: "past op tijdens de lessen", Naam: "Dawit", Gegeven: "werkt in de avond"}); err != nil {
			t.Fatal(err, codes(err))
		}
		leest := func(wie app.Wie) bool {
			t.Helper()
			b, err := h.Dossier(t.Context(), wie, nummer)
			if err != nil {
				t.Fatal(err)
			}
			tekst, err := json.Marshal(b.Logboek)
			if err != nil {
				t.Fatal(err)
			}
			return strings.Contains(string(tekst), "avond") && strings.Contains(string(tekst), "Dawit")
		}
		burger := app.Wie{Gebruiker: "burger", Rol: begrip.Inburgeraar, Gemeente: voorbeeldstad, Dossier: nummer}
		for _, wie := range []app.Wie{jansen, jurist, leider, burger} {
			if leest(wie) != (wie.Rol != begrip.Inburgeraar) {
				t.Errorf("%s (%s) leest over de partner: %v", wie.Gebruiker, wie.Rol, leest(wie))
			}
		}
		f, err := h.ExportDossier(t.Context(), jansen, nummer)
		if err != nil || strings.Contains(string(f.Inhoud), "avond") || strings.Contains(string(f.Inhoud), "Dawit") {
			t.Errorf("het gegeven reist mee: %v", err)
		}
		if err := leg(jansen, besluit.Partneropdracht{Grond: dossier.PartnerVervallen, Waarom: "de partner is verhuisd"}); err != nil {
			t.Fatal(err, codes(err))
		}
		for _, wie := range []app.Wie{jansen, jurist, leider} {
			if leest(wie) {
				t.Errorf("%s leest nog over de partner nadat de grond verviel", wie.Gebruiker)
			}
		}
		l, err := h.kelder.Lees(t.Context(), voorbeeldstad, nummer)
		if err != nil || !slices.ContainsFunc(l.Gebeurtenissen, func(g dossier.Gebeurtenis) bool {
			p, ok := g.Feit.(*dossier.Partner)
			return ok && p.Naam == "Dawit"
		}) {
			t.Errorf("het feit zelf is weg: %v", err)
		}
	})
}
