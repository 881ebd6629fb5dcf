package recht_test

import (
	"testing"

	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

// veertigFeiten is een vol dossier: intake, oproepen, PIP, wijziging, uren, examens en boetes.
func veertigFeiten() []dossier.Gebeurtenis {
	z := zaak{doelgroep: begrip.Asielstatushouder, beleid: "de-fryske-marren"}
	z.feit("2023-09-04", &dossier.Kennisgeving{})
	z.feit("2023-08-28", &dossier.Inschrijving{Gehuisvest: dossier.Met(true)})
	z.metID("b1", "2023-09-11", &dossier.Opgeroepen{Voor: dossier.VoorBredeIntake, Afspraak: dag("2023-09-20")})
	z.feit("2023-09-20", &dossier.NietVerschenen{Voor: dossier.VoorBredeIntake, Oproep: "b1"})
	z.feit("2023-09-21", &dossier.Gewaarschuwd{Voor: dossier.VoorBredeIntake})
	z.metID("b2", "2023-09-21", &dossier.Opgeroepen{Voor: dossier.VoorBredeIntake, Afspraak: dag("2023-10-02"), Inhoud: []dossier.Inhoud{dossier.InhoudWat, dossier.InhoudWaarWanneer, dossier.InhoudGevolgen, dossier.InhoudZonderDerden}})
	z.feit("2023-10-02", &dossier.Verschenen{Voor: dossier.VoorBredeIntake, Oproep: "b2"})
	z.feit("2023-10-09", &dossier.Leerbaarheidstoets{Uitslag: dossier.ToetsHaalbaar})
	z.feit("2023-10-16", &dossier.IntakeAfgerond{})
	z.feit("2023-10-17", &dossier.InformatieOpgevraagd{Bij: "school"})
	z.feit("2023-10-24", &dossier.InformatieOntvangen{Bij: "school"})
	z.pip("2023-11-06", begrip.RouteB1)
	z.feit("2023-11-09", &dossier.PIPGemeld{})
	z.feit("2023-11-10", &dossier.BijstandToegekend{})
	z.feit("2024-01-15", &dossier.Aangeboden{Wat: dossier.AanbodLeerroute})
	z.feit("2024-03-15", &dossier.Aangeboden{Wat: dossier.AanbodMAP})
	for _, d := range []string{"2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01", "2024-06-01", "2024-07-01", "2024-09-01"} {
		z.uren(d, dossier.UrenNT2, 60)
	}
	z.uren("2024-06-01", dossier.UrenPVT, 12)
	z.uren("2024-10-01", dossier.UrenMAPKlassikaal, 20)
	z.uren("2024-11-01", dossier.UrenMAPPraktijk, 40)
	z.feit("2024-06-01", &dossier.PVTActiviteit{})
	z.feit("2024-06-08", &dossier.PVTOndertekend{})
	z.feit("2024-05-06", &dossier.Voortgangsgesprek{})
	z.feit("2024-10-07", &dossier.Voortgangsgesprek{})
	z.examen("2024-12-02", begrip.Lezen, begrip.NiveauB1)
	z.examen("2024-12-03", begrip.Luisteren, begrip.NiveauB1)
	z.metID("o1", "2024-03-18", &dossier.Overtreding{Gedraging: dossier.Begeleiding, Verwijtbaarheid: dossier.NormaalVerwijt})
	z.feit("2024-03-25", &dossier.Rapport{Overtreding: "o1"})
	z.feit("2024-03-25", &dossier.ZienswijzeGevraagd{Overtreding: "o1"})
	z.feit("2024-05-02", &dossier.BoeteOpgelegd{Overtreding: "o1", Bedrag: dossier.Met(begrip.Cent(2500))})
	z.feit("2024-06-03", &dossier.Betaald{Overtreding: "o1", Bedrag: dossier.Met(begrip.Cent(2500))})
	z.metID("o2", "2024-11-18", &dossier.Overtreding{Gedraging: dossier.MAPIntensiteit, Verwijtbaarheid: dossier.NormaalVerwijt})
	z.feit("2024-11-25", &dossier.Rapport{Overtreding: "o2"})
	z.feit("2024-12-16", &dossier.LeerrouteGewijzigd{Naar: begrip.RouteZ, Reden: dossier.RedenVoortgang})
	return z.gebeurtenissen()
}

func BenchmarkDossierVanVeertigFeiten(b *testing.B) {
	r, d := meting(b)
	b.ReportAllocs()
	for b.Loop() {
		if a := recht.Reken(d, r); len(a.Termijnen) == 0 {
			b.Fatal("geen termijnen")
		}
	}
}

func BenchmarkDossierVanVeertigFeitenMetTaken(b *testing.B) {
	r, d := meting(b)
	b.ReportAllocs()
	for b.Loop() {
		if a := recht.Reken(d, r); len(agenda.Afleiden(d, a)) == 0 {
			b.Fatal("geen taken")
		}
	}
}

func meting(tb testing.TB) (*wetten.Recht, *dossier.Dossier) {
	tb.Helper()
	feiten := veertigFeiten()
	if n := len(feiten) - 1; n != 40 {
		tb.Fatalf("dit dossier heeft %d feiten", n)
	}
	r, ok := boek(tb).Recht(begrip.Wi2021, "de-fryske-marren")
	if !ok {
		tb.Fatal("pakket ontbreekt")
	}
	return r, dossier.Opbouwen(feiten, dag("2025-01-15"), 0)
}

// De belofte over geheugen is hard; die over tijd meet de benchmark.
func TestEenVolDossierKostHooguitHonderdReserveringen(t *testing.T) {
	r, d := meting(t)
	if n := testing.AllocsPerRun(20, func() { agenda.Afleiden(d, recht.Reken(d, r)) }); n > 100 {
		t.Errorf("%.0f reserveringen, de belofte is hooguit 100", n)
	}
}
