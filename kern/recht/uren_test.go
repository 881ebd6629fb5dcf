package recht_test

import (
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

func proefNorm(t *testing.T, a *recht.Antwoord, sleutel string, eis, behaald int, voldaan bool) {
	t.Helper()
	n, ok := a.Norm(sleutel)
	if !ok {
		t.Errorf("norm %s ontbreekt", sleutel)
		return
	}
	maat := int64(1)
	if n.Eenheid == begrip.InUren {
		maat = int64(begrip.Uur)
	}
	if n.Eis != int64(eis)*maat || n.Behaald != int64(behaald)*maat || n.Voldaan != voldaan || n.Rest != max(n.Eis-n.Behaald, 0) {
		t.Errorf("%s: %d van %d, rest %d, voldaan %v; verwacht %d van %d, %v", sleutel, n.Behaald/maat, n.Eis/maat, n.Rest/maat, n.Voldaan, behaald, eis, voldaan)
	}
}

func geenNorm(t *testing.T, a *recht.Antwoord, sleutels ...string) {
	t.Helper()
	for _, s := range sleutels {
		if _, is := a.Norm(s); is {
			t.Errorf("norm %s hoort hier niet", s)
		}
	}
}

func TestZonderPIPZijnErGeenNormen(t *testing.T) {
	z := zaak{doelgroep: begrip.Asielstatushouder}
	z.uren("2024-01-15", dossier.UrenNT2, 100)
	if a := z.op(t, "2024-02-01"); len(a.Normen) != 0 {
		t.Errorf("normen: %v", a.Normen)
	}
}

func TestUrenVanVoorHetPIP(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig}
	z.pip("2024-03-11", begrip.RouteB1)
	z.uren("2024-03-10", dossier.UrenNT2, 40) // voor het PIP: telt niet
	z.uren("2024-03-11", dossier.UrenNT2, 20) // op de dag van het PIP: telt
	z.feit("2024-02-19", &dossier.Uren{Wat: dossier.UrenNT2, Aantal: dossier.Met(7 * begrip.Uur), Keurmerk: dossier.KeurmerkBOW, Intake: dossier.Met(true)})
	a := z.op(t, "2024-04-01")
	proefNorm(t, a, "afschalen-uren", 600, 27, false)
	proefNorm(t, a, "verlenging-uren", 450, 20, false) // intake-uren tellen hier niet
}

func TestNormenVanDeZRoute(t *testing.T) {
	z := zaak{doelgroep: begrip.Asielstatushouder}
	z.pip("2023-04-03", begrip.RouteZ)
	z.uren("2024-06-30", dossier.UrenNT2, 500)
	z.uren("2024-06-30", dossier.UrenAlfabetisering, 199)
	z.uren("2024-07-01", dossier.UrenKNM, 100)
	z.feit("2024-07-02", &dossier.Uren{Wat: dossier.UrenNT2, Aantal: dossier.Met(50 * begrip.Uur), Keurmerk: dossier.KeurmerkBOW, Vorm: dossier.Online})
	z.feit("2024-07-03", &dossier.Uren{Wat: dossier.UrenNT2, Aantal: dossier.Met(50 * begrip.Uur)})
	z.uren("2024-08-01", dossier.UrenParticipatie, 730)
	z.uren("2024-08-01", dossier.UrenPVT, 12)
	z.uren("2024-08-01", dossier.UrenMAPKlassikaal, 18)
	z.uren("2024-08-01", dossier.UrenMAPPraktijk, 40)
	z.uren("2024-08-01", dossier.UrenVoortgangsgesprek, 30)
	z.uren("2024-08-01", dossier.UrenMaatschappelijkBegeleiden, 100)
	a := z.op(t, "2025-01-06")
	proefNorm(t, a, "z-cursus", 800, 799, false)
	proefNorm(t, a, "z-participatie", 800, 800, true)
	proefCodes(t, a, "eindgesprek-z", "te-weinig-uren")
	geenNorm(t, a, "afschalen-uren", "afschalen-klassikaal", "verlenging-uren", "examens", "map-klassikaal")
	z.uren("2025-01-07", dossier.UrenNT2, 1)
	a = z.op(t, "2025-01-07")
	proefNorm(t, a, "z-cursus", 800, 800, true)
	proefCodes(t, a, "eindgesprek-z")
	z.doelgroep = begrip.GezinEnOverig
	geenNorm(t, z.op(t, "2025-01-07"), "z-participatie")
	z.doelgroep = ""
	a = z.op(t, "2025-01-07")
	geenNorm(t, a, "z-participatie")
	if !heeftVraag(a, "persoon.doelgroep") {
		t.Error("een onbekende groep is een vraag")
	}
}

func TestHalveEnKwartUrenBlijvenPrecies(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig}
	z.pip("2024-03-11", begrip.RouteB1)
	for range 48 {
		z.feit("2024-04-01", &dossier.Uren{Wat: dossier.UrenPVT, Aantal: dossier.Met(begrip.Uur / 4)})
	}
	proefNorm(t, z.op(t, "2024-05-01"), "pvt", 12, 12, false) // de uren zijn er, de handtekening niet
}

func TestPVTVraagtActiviteitEnHandtekening(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig}
	z.pip("2024-03-11", begrip.RouteB1)
	z.uren("2024-04-01", dossier.UrenPVT, 12)
	z.feit("2024-04-01", &dossier.PVTActiviteit{})
	proefNorm(t, z.op(t, "2024-05-01"), "pvt", 12, 12, false)
	z.feit("2024-05-02", &dossier.PVTOndertekend{})
	proefNorm(t, z.op(t, "2024-05-01"), "pvt", 12, 12, false)
	proefNorm(t, z.op(t, "2024-05-02"), "pvt", 12, 12, true)
}

func TestMAPVolgtHetBeleidEnHetPIP(t *testing.T) {
	for _, g := range []struct {
		uren begrip.Uren
		eis  int
	}{{0, 20}, {15, 20}, {20, 20}, {30, 30}, {40, 40}, {60, 40}} {
		z := zaak{doelgroep: begrip.GezinEnOverig, beleid: "de-fryske-marren"}
		f := &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1}
		if g.uren > 0 {
			f.MAPUren = dossier.Met(g.uren * begrip.Uur)
		}
		z.feit("2024-03-11", f)
		z.uren("2024-05-01", dossier.UrenMAPKlassikaal, 20)
		proefNorm(t, z.op(t, "2024-06-01"), "map-klassikaal", g.eis, 20, g.eis == 20)
	}
	z := zaak{doelgroep: begrip.GezinEnOverig}
	z.feit("2024-03-11", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1, MAPUren: dossier.Met(30 * begrip.Uur)})
	a := z.op(t, "2024-06-01")
	geenNorm(t, a, "map-klassikaal", "voortgangsgesprekken-jaar1")
	proefNorm(t, a, "map-praktijk", 40, 0, false)
	z.feiten[0].Feit = &dossier.PIPVastgesteld{Leerroute: begrip.RouteOnderwijs}
	geenNorm(t, z.op(t, "2024-06-01"), "map-praktijk")
}

func TestVoortgangsgesprekkenInHetEersteJaar(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig, beleid: "de-fryske-marren"}
	z.pip("2024-02-29", begrip.RouteB1)
	z.feit("2024-02-29", &dossier.Voortgangsgesprek{}) // de termijn begint een dag later
	z.feit("2024-09-02", &dossier.Voortgangsgesprek{})
	proefNorm(t, z.op(t, "2025-06-01"), "voortgangsgesprekken-jaar1", 2, 1, false)
	z.feit("2025-02-28", &dossier.Voortgangsgesprek{}) // de laatste dag van het eerste jaar
	proefNorm(t, z.op(t, "2025-06-01"), "voortgangsgesprekken-jaar1", 2, 2, true)
	z.feiten[3].GeldigOp = dag("2025-03-01")
	proefNorm(t, z.op(t, "2025-06-01"), "voortgangsgesprekken-jaar1", 2, 1, false)
}

func TestExamensOpHetNiveauDatGeldt(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig}
	z.pip("2023-03-06", begrip.RouteB1)
	z.examen("2024-03-04", begrip.Lezen, begrip.NiveauB1)
	z.examen("2024-03-04", begrip.Luisteren, begrip.NiveauB2) // hoger telt ook
	z.examen("2024-03-04", begrip.Schrijven, begrip.NiveauA2)
	z.examen("2024-03-04", begrip.KNM, begrip.NiveauA2) // KNM kent geen niveau
	proefNorm(t, z.op(t, "2024-04-01"), "examens", 5, 3, false)
	z.feit("2024-06-03", &dossier.Afgeschaald{Onderdelen: []begrip.Onderdeel{begrip.Schrijven}})
	proefNorm(t, z.op(t, "2024-06-02"), "examens", 5, 3, false)
	proefNorm(t, z.op(t, "2024-06-03"), "examens", 5, 4, false) // wat eerder op A2 is gehaald telt vanaf nu
	z.examen("2024-07-01", begrip.Spreken, begrip.NiveauA2)
	proefNorm(t, z.op(t, "2024-07-01"), "examens", 5, 4, false) // spreken is niet afgeschaald
	z.feit("2024-08-01", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1, Niveau: begrip.NiveauA2})
	proefNorm(t, z.op(t, "2024-08-01"), "examens", 5, 5, true)
	z.feit("2024-09-02", &dossier.LeerrouteGewijzigd{Naar: begrip.RouteOnderwijs})
	proefNorm(t, z.op(t, "2024-09-02"), "examens", 5, 3, false) // de onderwijsroute vraagt B1
}

func TestEenTaalexamenZonderNiveauIsEenVraag(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig}
	z.pip("2023-03-06", begrip.RouteB1)
	z.metID("e1", "2024-03-04", &dossier.Examen{Onderdeel: begrip.Lezen, Uitslag: dossier.Geslaagd})
	a := z.op(t, "2024-04-01")
	proefNorm(t, a, "examens", 5, 0, false)
	if !heeftVraag(a, "examen:e1.niveau") {
		t.Errorf("vragen: %v", a.Vragen)
	}
}

func TestDeelvrijstellingNeemtEenOnderdeelWeg(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig}
	z.pip("2023-03-06", begrip.RouteB1)
	z.feit("2023-04-03", &dossier.Vrijstelling{Omvang: dossier.Gedeeltelijk, Onderdelen: []begrip.Onderdeel{begrip.KNM}})
	n, _ := z.op(t, "2024-04-01").Norm("examens")
	if n.Rest != 4 {
		t.Errorf("er resten %d onderdelen, verwacht 4", n.Rest)
	}
}
