package recht_test

import (
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

func TestWisselenVanLeerroute(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig}
	proefCodes(t, z.op(t, "2024-01-01"), "leerroute-wijzigen:z", "geen-pip")
	z.pip("2023-11-06", begrip.RouteB1)
	proefCodes(t, z.op(t, "2025-05-06"), "leerroute-wijzigen:z")
	proefCodes(t, z.op(t, "2025-05-07"), "leerroute-wijzigen:z", "termijn-verstreken")
	proefCodes(t, z.op(t, "2025-05-07"), "leerroute-wijzigen:onderwijs", "termijn-verstreken")
	proefCodes(t, z.op(t, "2025-05-06"), "leerroute-wijzigen:b1", "al-gedaan")
	z.feiten[0].Feit = &dossier.PIPVastgesteld{Leerroute: begrip.RouteOnderwijs}
	proefCodes(t, z.op(t, "2026-05-07"), "leerroute-wijzigen:b1")
	proefCodes(t, z.op(t, "2026-05-07"), "leerroute-wijzigen:z", "termijn-verstreken")
	z.feit("2025-01-06", &dossier.PlichtGeeindigd{Reden: dossier.EindeAOW})
	proefCodes(t, z.op(t, "2025-01-06"), "leerroute-wijzigen:b1", "plicht-geeindigd")
	z.feit("2025-02-03", &dossier.Overleden{})
	proefCodes(t, z.op(t, "2025-02-03"), "leerroute-wijzigen:b1", "overleden", "plicht-geeindigd")
}

func TestAfschalen(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig}
	proefCodes(t, z.op(t, "2024-01-01"), "afschalen", "geen-pip")
	z.pip("2023-11-06", begrip.RouteB1)
	z.feit("2025-01-06", &dossier.Uren{Wat: dossier.UrenNT2, Aantal: dossier.Met(301 * begrip.Uur), Keurmerk: dossier.KeurmerkDiplomaErkenning, Vorm: dossier.Online})
	z.uren("2025-01-06", dossier.UrenAlfabetisering, 298)
	proefCodes(t, z.op(t, "2025-01-06"), "afschalen", "te-weinig-uren", "te-weinig-klassikaal")
	z.uren("2025-01-07", dossier.UrenNT2, 1)
	proefCodes(t, z.op(t, "2025-01-07"), "afschalen", "te-weinig-klassikaal")
	z.uren("2025-01-08", dossier.UrenNT2, 1)
	a := z.op(t, "2025-01-08")
	proefCodes(t, a, "afschalen")
	if h, _ := a.Handeling("afschalen"); len(h.Eisen) != 1 || h.Eisen[0] != "inspanning-beoordelen" {
		t.Errorf("of de inspanning genoeg was beoordeelt een mens: %v", h.Eisen)
	}
	z.feit("2025-01-09", &dossier.InspanningBeoordeeld{Voldoende: dossier.Met(false)})
	proefCodes(t, z.op(t, "2025-01-09"), "afschalen", "onvoldoende-inspanning")
	z.feit("2025-03-03", &dossier.InspanningBeoordeeld{Voldoende: dossier.Met(true)})
	a = z.op(t, "2025-03-03")
	proefCodes(t, a, "afschalen")
	if h, _ := a.Handeling("afschalen"); len(h.Eisen) != 0 {
		t.Errorf("na het oordeel is er niets meer te wegen: %v", h.Eisen)
	}
	z.feit("2025-03-10", &dossier.Afgeschaald{})
	proefCodes(t, z.op(t, "2025-03-10"), "afschalen", "al-gedaan")
}

func TestWaarschuwen(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig}
	proefCodes(t, z.op(t, "2025-01-06"), "waarschuwen", "geen-aanleiding")
	z.feit("2025-01-07", &dossier.NietVerschenen{Voor: dossier.VoorVoortgangsgesprek})
	proefCodes(t, z.op(t, "2025-01-07"), "waarschuwen", "geen-aanleiding")
	z.feit("2025-01-08", &dossier.OnvoldoendeMeegewerkt{Voor: dossier.VoorBredeIntake})
	proefCodes(t, z.op(t, "2025-01-08"), "waarschuwen")
	z.feit("2025-01-09", &dossier.Gewaarschuwd{Voor: dossier.VoorBredeIntake})
	proefCodes(t, z.op(t, "2025-01-09"), "waarschuwen", "al-gedaan")
}

func TestVerlengingAanvragenHeeftEenVenster(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig}
	z.pip("2023-08-31", begrip.RouteB1)
	proefCodes(t, z.op(t, "2026-02-28"), "verlenging-aanvragen", "te-vroeg")
	proefCodes(t, z.op(t, "2026-03-01"), "verlenging-aanvragen")
	proefCodes(t, z.op(t, "2026-08-31"), "verlenging-aanvragen")
	proefCodes(t, z.op(t, "2026-09-01"), "verlenging-aanvragen", "termijn-verstreken")
}

// Gebaseerd op het voorbeeld van een openbare planner: asielstatushouder, B1, PIP 2 juni 2024,
// lezen, luisteren en KNM gehaald, PVT, MAP en alle lessen gedaan.
func TestVerlengingWegensInspanning(t *testing.T) {
	z := zaak{doelgroep: begrip.Asielstatushouder}
	proefCodes(t, z.op(t, "2024-01-01"), "verlenging-inspanning", "geen-pip")
	z.pip("2024-06-02", begrip.RouteB1)
	proefCodes(t, z.op(t, "2026-12-02"), "verlenging-inspanning", "te-vroeg", "te-weinig-examens", "pvt-niet-gedaan", "map-niet-gedaan", "lessen-niet-voltooid")
	z.examen("2026-01-05", begrip.Lezen, begrip.NiveauB1)
	z.examen("2026-01-05", begrip.Luisteren, begrip.NiveauB1)
	z.uren("2025-01-06", dossier.UrenPVT, 12)
	z.feit("2025-01-06", &dossier.PVTActiviteit{})
	z.feit("2025-01-06", &dossier.PVTOndertekend{})
	z.uren("2025-06-02", dossier.UrenMAPPraktijk, 40)
	z.feit("2025-06-02", &dossier.Eindgesprek{Van: dossier.EindgesprekMAP})
	z.feit("2026-06-01", &dossier.LessenVoltooid{Wat: dossier.LessenTaal})
	proefCodes(t, z.op(t, "2026-12-03"), "verlenging-inspanning", "te-weinig-examens", "lessen-niet-voltooid")
	z.examen("2026-01-05", begrip.KNM, "")
	z.feit("2026-06-01", &dossier.LessenVoltooid{Wat: dossier.LessenKNM})
	proefCodes(t, z.op(t, "2026-12-03"), "verlenging-inspanning")
	proefCodes(t, z.op(t, "2027-06-02"), "verlenging-inspanning")
	proefCodes(t, z.op(t, "2027-06-03"), "verlenging-inspanning", "termijn-verstreken")

	gezin := z
	gezin.doelgroep = begrip.GezinEnOverig
	proefCodes(t, gezin.op(t, "2026-12-03"), "verlenging-inspanning", "te-weinig-uren")
	gezin.feiten = append([]dossier.Gebeurtenis{}, z.feiten...)
	gezin.uren("2026-06-01", dossier.UrenNT2, 450)
	proefCodes(t, gezin.op(t, "2026-12-03"), "verlenging-inspanning")

	z.feit("2026-12-07", &dossier.TermijnVerlengd{Maanden: dossier.Met(6)})
	proefCodes(t, z.op(t, "2027-06-10"), "verlenging-inspanning", "al-gedaan") // één keer, op de oorspronkelijke termijn
	z.feit("2027-01-04", &dossier.LeerrouteGewijzigd{Naar: begrip.RouteZ})
	proefCodes(t, z.op(t, "2027-06-10"), "verlenging-inspanning", "al-gedaan", "verkeerde-leerroute")
}

func TestAfronden(t *testing.T) {
	pvtEnMAP := func(z *zaak) {
		z.uren("2025-01-06", dossier.UrenPVT, 12)
		z.feit("2025-01-06", &dossier.PVTActiviteit{})
		z.feit("2025-01-06", &dossier.PVTOndertekend{})
		z.uren("2025-06-02", dossier.UrenMAPPraktijk, 40)
	}
	examens := func(z *zaak) {
		for _, o := range begrip.Onderdelen {
			z.examen("2025-06-02", o, begrip.NiveauB1)
		}
	}
	b1 := zaak{doelgroep: begrip.GezinEnOverig}
	b1.pip("2024-06-03", begrip.RouteB1)
	proefCodes(t, b1.op(t, "2025-07-01"), "afronden", "te-weinig-examens", "pvt-niet-gedaan", "map-niet-gedaan")
	pvtEnMAP(&b1)
	examens(&b1)
	proefCodes(t, b1.op(t, "2025-07-01"), "afronden", "map-niet-gedaan") // het eindgesprek ontbreekt
	b1.feit("2025-07-01", &dossier.Eindgesprek{Van: dossier.EindgesprekMAP})
	proefCodes(t, b1.op(t, "2025-07-01"), "afronden")

	onderwijs := zaak{doelgroep: begrip.GezinEnOverig}
	onderwijs.pip("2024-06-03", begrip.RouteOnderwijs)
	pvtEnMAP(&onderwijs)
	examens(&onderwijs)
	proefCodes(t, onderwijs.op(t, "2025-07-01"), "afronden")

	zRoute := zaak{doelgroep: begrip.GezinEnOverig}
	zRoute.pip("2024-06-03", begrip.RouteZ)
	pvtEnMAP(&zRoute)
	zRoute.feit("2025-07-01", &dossier.Eindgesprek{Van: dossier.EindgesprekMAP})
	proefCodes(t, zRoute.op(t, "2025-07-01"), "afronden", "eindgesprek-niet-gehouden")
	zRoute.feit("2025-07-02", &dossier.Eindgesprek{Van: dossier.EindgesprekZ})
	proefCodes(t, zRoute.op(t, "2025-07-02"), "afronden")
	proefCodes(t, zRoute.op(t, "2025-07-02"), "eindgesprek-z", "te-weinig-uren", "al-gedaan")
}

func TestVerrekenenVraagtEenVerordening(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig, beleid: "de-fryske-marren"}
	proefCodes(t, z.op(t, "2025-01-06"), "verrekenen", "geen-verordening")
	oud := zaak{doelgroep: begrip.Inburgeringsplichtige, beleid: "noardwest-fryslan-2010", stelsel: begrip.Wi2007}
	proefCodes(t, oud.op(t, "2011-01-06"), "verrekenen")
}

// Na anderhalf jaar weigert de wet, en zegt de uitleg wanneer het toch nog kan: na een
// opleiding die niet vrijstelt (sinds 2023) en in een bijzonder geval. Dat weegt een mens.
func TestLaterWisselenStaatInDeUitleg(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig}
	z.pip("2023-11-06", begrip.RouteB1)
	stappen := func(d string) map[string]string {
		h, _ := z.op(t, d).Handeling("leerroute-wijzigen:z")
		uit := map[string]string{}
		for _, s := range h.Uitleg {
			uit[s.ID] = s.Grond.String()
		}
		return uit
	}
	if s := stappen("2025-05-06"); s["later-na-opleiding"] != "" || s["wisselen-kan-tot-en-met"] != "Bi2021 art. 5.4 lid 1" {
		t.Errorf("op de laatste dag hoeft niets later: %v", s)
	}
	if s := stappen("2025-05-07"); s["later-na-opleiding"] != "Bi2021 art. 5.4 lid 2" || s["later-bij-bijzonder-geval"] != "Bi2021 art. 5.4 lid 3" {
		t.Errorf("een dag later noemt de uitleg beide wegen: %v", s)
	}
}
