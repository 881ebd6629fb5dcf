package recht_test

import (
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// De eerste en de laatste dag van het zicht, op de dag zelf en de dag ernaast.
func TestDeelnameZicht(t *testing.T) {
	const vanaf, tot = "2026-03-02", "2026-06-30"
	for _, v := range []struct {
		zin          string
		tot          string
		erbij        []dossier.Gebeurtenis
		einde, zicht string
	}{
		{"zonder laatste dag", "", nil, "", ""},
		{"vier weken na de laatste dag", tot, nil, tot, "2026-07-28"},
		{"de plicht eindigde eerder", tot, feiten("2026-05-01", &dossier.PlichtGeeindigd{Reden: dossier.EindeVoldaan}), "2026-05-01", "2026-05-29"},
		{"de plicht eindigde later", tot, feiten("2026-08-01", &dossier.PlichtGeeindigd{Reden: dossier.EindeVoldaan}), tot, "2026-07-28"},
		{"de plicht eindigde, zonder laatste dag", "", feiten("2026-08-01", &dossier.PlichtGeeindigd{Reden: dossier.EindeVoldaan}), "2026-08-01", "2026-08-29"},
		{"overleden", tot, feiten("2026-04-04", &dossier.Overleden{}), "2026-04-04", "2026-04-04"},
		{"overleden na het einde", tot, feiten("2026-07-01", &dossier.Overleden{}), tot, "2026-07-01"},
		{"nooit begonnen", "", feiten("2026-03-01", &dossier.PlichtGeeindigd{Reden: dossier.EindeVoldaan}), "nooit", ""},
	} {
		t.Run(v.zin, func(t *testing.T) {
			f := &dossier.Deelname{Aanbieder: "a", Wat: dossier.AanbodLeerroute, Vanaf: begrip.MoetDag(vanaf)}
			if v.tot != "" {
				f.Tot = begrip.MoetDag(v.tot)
			}
			d := opbouw(append(feiten(vanaf, f), v.erbij...), "2026-12-31")
			got := recht.Deelnames(d, recht2021(t))
			if v.einde == "nooit" {
				if len(got) != 0 {
					t.Errorf("een deelname die nooit begon geeft %+v", got)
				}
				return
			}
			if len(got) != 1 || got[0].Einde.String() != v.einde || got[0].Zicht.String() != v.zicht {
				t.Fatalf("%+v, verwacht einde %s en zicht %s", got, v.einde, v.zicht)
			}
		})
	}
}

// Voortgang: van een asielstatushouder altijd, van een ander alleen als erom is gevraagd.
func TestVoortgangGevraagd(t *testing.T) {
	for _, v := range []struct {
		groep    begrip.Doelgroep
		gevraagd dossier.Optie[bool]
		wil      bool
	}{
		{begrip.Asielstatushouder, dossier.Optie[bool]{}, true}, {begrip.Asielstatushouder, dossier.Met(false), true},
		{begrip.GezinEnOverig, dossier.Optie[bool]{}, false}, {begrip.GezinEnOverig, dossier.Met(true), true},
	} {
		open := &dossier.DossierGeopend{Stelsel: begrip.Wi2021}
		open.Doelgroep = v.groep
		d := opbouw(feiten("2026-01-05", open), "2026-12-31")
		if got := recht.VoortgangGevraagd(d, &dossier.Deelname{Voortgang: v.gevraagd}); got != v.wil {
			t.Errorf("%s, gevraagd %v: %v", v.groep, v.gevraagd, got)
		}
	}
}

func feiten(dag string, fs ...dossier.Feit) []dossier.Gebeurtenis {
	var uit []dossier.Gebeurtenis
	for _, f := range fs {
		uit = append(uit, dossier.Gebeurtenis{GeldigOp: begrip.MoetDag(dag), Feit: f})
	}
	return uit
}

func opbouw(gs []dossier.Gebeurtenis, op string) *dossier.Dossier {
	return dossier.Opbouwen(gs, begrip.MoetDag(op), 0)
}
