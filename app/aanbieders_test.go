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

func instellingen(t *testing.T, h *proefhuis) (taal, welzijn app.Verwerker) {
	t.Helper()
	taal = app.Verwerker{Kenmerk: "aaaaaaaaaaa1", Naam: "Taalhuis", Aanbieder: "taal", Soorten: []app.VerwerkerSoort{app.Cursusinstelling}, DUO: "9990000001"}
	welzijn = app.Verwerker{Kenmerk: "aaaaaaaaaaa2", Naam: "Welzijn", Soorten: []app.VerwerkerSoort{app.VerwerkerBegeleiding}, Overeenkomst: "Z-1", Getekend: begrip.MoetDag("2026-01-05")}
	for _, v := range []app.Verwerker{taal, welzijn} {
		if _, err := h.BewaarVerwerker(t.Context(), leider, v); err != nil {
			t.Fatal(err)
		}
	}
	return taal, welzijn
}

// Wie bij een aanbieder inlogt werkt bij de instelling van de claim, of bij die welke de
// gemeente aanwees; zonder instelling ziet hij niets en leest hij waarom.
func TestInloggenBijEenAanbieder(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		_, welzijn := instellingen(t, h)
		kim := app.Wie{Gebruiker: "kim", Naam: "Kim", Rol: begrip.AanbiederOverig, Gemeente: voorbeeldstad}
		kim, err := h.Ingelogd(ctx, kim, app.Bereikbaar{})
		if err != nil || kim.Aanbieder != "" {
			t.Fatalf("%+v %v", kim, err)
		}
		if l, err := h.Deelnemers(ctx, kim, app.DeelnemerFilter{}); err != nil || l.Dicht == nil || l.Dicht.Code != "geen-instelling" {
			t.Errorf("zonder instelling: %+v %v", l, err)
		}
		wijzig := func(kenmerk string) error {
			staf, err := h.MedewerkersZien(ctx, leider)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range staf {
				if m.Gebruiker == "kim" {
					return h.WijzigMedewerker(ctx, leider, m.Sleutel, m.Versie, app.Medewerkerwijziging{Aanbieder: kenmerk})
				}
			}
			t.Fatal("Kim staat niet in het register")
			return nil
		}
		if c := codes(wijzig("zzzzzzzzzzzz")); len(c) != 1 || c[0] != "instelling: aanbieder-onbekend" {
			t.Errorf("een instelling die er niet is: %v", c)
		}
		if err := wijzig(welzijn.Kenmerk); err != nil {
			t.Fatal(err)
		}
		kim, ok := h.Ververs(kim) // geldt meteen, zonder opnieuw in te loggen
		if l, err := h.Deelnemers(ctx, kim, app.DeelnemerFilter{}); !ok || err != nil || l.Dicht != nil || l.Instelling != "Welzijn" {
			t.Errorf("met instelling: %+v %v", l, err)
		}
		claim := app.Wie{Gebruiker: "noor", Rol: begrip.AanbiederTaal, Gemeente: voorbeeldstad, Aanbieder: "taal"}
		noor, err := h.Ingelogd(ctx, claim, app.Bereikbaar{})
		if err != nil || noor.Aanbieder != "taal" {
			t.Fatalf("%+v %v", noor, err)
		}
		if l, err := h.Deelnemers(ctx, noor, app.DeelnemerFilter{}); err != nil || l.Dicht != nil || l.Instelling != "Taalhuis" {
			t.Errorf("met een claim: %+v %v", l, err)
		}
		claim.Aanbieder = "" // de inlogdienst nam de instelling weg
		if noor, err = h.Ingelogd(ctx, claim, app.Bereikbaar{}); err != nil || noor.Aanbieder != "" {
			t.Errorf("zonder de claim van eerst werkt zij nog bij %q: %v", noor.Aanbieder, err)
		}
		if _, err := h.Deelnemers(ctx, jansen, app.DeelnemerFilter{}); !errors.Is(err, app.ErrMagNiet) {
			t.Errorf("een klantmanager heeft geen deelnemers: %v", err)
		}
		if _, err := h.ZoekBSN(ctx, noor, "999990019"); !errors.Is(err, app.ErrMagNiet) {
			t.Errorf("een school zoekt op BSN: %v", err)
		}
		dubbel := app.Verwerker{Naam: "Nog een", Aanbieder: "taal", Soorten: []app.VerwerkerSoort{app.Cursusinstelling}}
		if _, err := h.BewaarVerwerker(ctx, leider, dubbel); codes(err)[0] != "aanbieder: aanbieder-bestaat" {
			t.Errorf("twee met hetzelfde kenmerk: %v", err)
		}
	})
}

// Een aanbieder komt langs geen enkele andere ingang bij een dossier, ook niet bij dat van
// de eigen deelnemer.
func TestAanbiederHeeftEenIngang(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		_, welzijn := instellingen(t, h)
		nummer, versie := geopend(t, h, "b-1", "999990019", "Amina")
		v, err := h.BiedAan(ctx, jansen, nummer, versie, besluit.Aanbieding{Wat: dossier.DeelnameBegeleiding, Aanbieder: welzijn.Kenmerk})
		if err != nil {
			t.Fatal(err)
		}
		kim := app.Wie{Gebruiker: "kim", Rol: begrip.AanbiederOverig, Gemeente: voorbeeldstad, Aanbieder: welzijn.Kenmerk}
		b, err := h.Deelnemer(ctx, kim, nummer)
		if err != nil || b.Naam != "Amina Voorbeeld" || b.BSN != "" || b.Les != nil || len(b.Deelnames) != 1 {
			t.Fatalf("%+v %v", b, err)
		}
		for naam, ingang := range ingangen(h, kim, v.Versie) {
			if err := ingang(ctx, nummer); !errors.Is(err, app.ErrNietGevonden) {
				t.Errorf("%s: %v", naam, err)
			}
		}
		if z := beeld(t, h, jansen, nummer).Zicht; len(z) != 1 || !z[0].Ziet || z[0].Instelling != "Welzijn" {
			t.Errorf("het dossier zegt %+v", z)
		}
		f, err := h.ExportDossier(ctx, jansen, nummer)
		if err != nil || strings.Contains(string(f.Inhoud), welzijn.Kenmerk) || strings.Contains(string(f.Inhoud), "deelname") {
			t.Errorf("het dossierbestand noemt de deelname: %v", err)
		}
	})
}
