package app_test

import (
	"errors"
	"slices"
	"testing"

	"traject/app"
	"traject/kern/begrip"
)

func TestRegisterVanVerwerkers(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		mag := func(aanbieder string) string {
			t.Helper()
			w, err := h.MagGegevensNaar(ctx, voorbeeldstad, aanbieder)
			if err != nil || len(w) > 1 {
				t.Fatal(w, err)
			}
			if len(w) == 0 {
				return ""
			}
			return w[0].Code
		}
		v := app.Verwerker{Naam: "Werk en Co", Aanbieder: "werk", Soorten: []app.VerwerkerSoort{app.VerwerkerMAP}}
		for _, wie := range []app.Wie{jansen, jurist, beheer, toezicht, elders} {
			if _, err := h.BewaarVerwerker(ctx, wie, v); !errors.Is(err, app.ErrMagNiet) {
				t.Errorf("%s wijzigt het register: %v", wie.Rol, err)
			}
		}
		kenmerk, err := h.BewaarVerwerker(ctx, leider, v)
		if err != nil {
			t.Fatal(err)
		}
		for wie, ziet := range map[*app.Wie]bool{&leider: true, &beleid: true, &jurist: true, &toezicht: true, &jansen: false, &beheer: false, &elders: false} {
			if l, err := h.Verwerkers(ctx, *wie); (err == nil && len(l) == 1) != ziet {
				t.Errorf("%s ziet %v %v", wie.Rol, l, err)
			}
		}
		if mag("werk") != "overeenkomst-ontbreekt" || mag(kenmerk) != "overeenkomst-ontbreekt" || mag("onbekend") != "aanbieder-onbekend" || mag("") != "aanbieder-onbekend" {
			t.Error(mag("werk"), mag("onbekend"), mag(""))
		}
		v.Kenmerk, v.Versie, v.Overeenkomst, v.Getekend, v.Tot = kenmerk, 1, "Z2026-12", begrip.MoetDag("2026-01-15"), begrip.MoetDag("2026-06-30")
		if _, err := h.BewaarVerwerker(ctx, beleid, v); err != nil {
			t.Fatal(err)
		}
		for dag, wil := range map[string]app.VerwerkerStand{"2026-03-31": app.Geldig, "2026-04-01": app.LooptAf, "2026-06-30": app.LooptAf, "2026-07-01": app.Verlopen} {
			if s := v.Stand(begrip.MoetDag(dag)); s != wil {
				t.Errorf("op %s: %s", dag, s)
			}
		}
		if mag("werk") != "" {
			t.Error("met overeenkomst:", mag("werk"))
		}
		h.op("2026-07-01")
		if mag("werk") != "overeenkomst-verlopen" {
			t.Error("na afloop:", mag("werk"))
		}
		var conflict *app.VerwerkerConflict
		if _, err := h.BewaarVerwerker(ctx, leider, v); !errors.As(err, &conflict) || conflict.Is.Versie != 2 || conflict.Is.Overeenkomst != "Z2026-12" {
			t.Errorf("een oude versie bewaren gaf %v", err)
		}
		school := app.Verwerker{Naam: "Taal in Zicht", Aanbieder: "school", Soorten: []app.VerwerkerSoort{app.Cursusinstelling}}
		if _, err := h.BewaarVerwerker(ctx, leider, school); err != nil || mag("school") != "" {
			t.Errorf("een cursusinstelling: %v %s", err, mag("school"))
		}
		school.Soorten = append(school.Soorten, app.VerwerkerPVT) // doet zij ook PVT, dan telt het strengste
		if school.Stand(h.Dag()) != app.Ontbreekt {
			t.Error(school.Stand(h.Dag()))
		}
		fout := app.Verwerker{Getekend: begrip.MoetDag("2027-01-01"), Tot: begrip.MoetDag("2026-01-01"), Soorten: []app.VerwerkerSoort{"iets"}}
		_, err = h.BewaarVerwerker(ctx, leider, fout)
		if got := codes(err); !slices.Equal(got, []string{"naam: veld-ontbreekt", "soort: veld-ontbreekt", "getekend: dag-in-toekomst", "overeenkomst: veld-ontbreekt", "tot: volgorde"}) {
			t.Errorf("%v", got)
		}
		if r := audit(t, h, app.AuditVraag{Handeling: app.AuditVerwerker}); len(r) != 3 {
			t.Errorf("%d auditregels", len(r))
		}
	})
}
