package recht_test

import (
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

func metBoete(opgelegd, verzonden string) *zaak {
	z := &zaak{doelgroep: begrip.GezinEnOverig}
	z.pip("2023-11-06", begrip.RouteB1)
	z.metID("o1", "2025-02-10", &dossier.Overtreding{Gedraging: dossier.Begeleiding, Verwijtbaarheid: dossier.NormaalVerwijt})
	f := &dossier.BoeteOpgelegd{Overtreding: "o1", Bedrag: dossier.Met(begrip.Cent(2500))}
	if verzonden != "" {
		f.Verzonden = dag(verzonden)
	}
	z.feit(opgelegd, f)
	return z
}

func TestBezwaarTegenEenBoete(t *testing.T) {
	z := metBoete("2025-03-24", "")
	proefGrenzen(t, z, "bezwaar:o1", "2025-03-24", "2025-05-06", grens{"2025-05-06", recht.Lopend}, grens{"2025-05-07", recht.Verlopen})
	opTijd := *z
	opTijd.feit("2025-05-06", &dossier.Bezwaar{Overtreding: "o1"})
	proefGrenzen(t, &opTijd, "bezwaar:o1", "2025-03-24", "2025-05-06", grens{"2025-05-07", recht.Gehaald})
	laat := *z
	laat.feiten = append([]dossier.Gebeurtenis{}, z.feiten...)
	laat.feit("2025-05-07", &dossier.Bezwaar{Overtreding: "o1"})
	proefGrenzen(t, &laat, "bezwaar:o1", "2025-03-24", "2025-05-06", grens{"2025-05-08", recht.TeLaat})
	proefGrenzen(t, metBoete("2025-04-15", "2025-04-17"), "bezwaar:o1", "2025-04-17", "2025-06-02", grens{"2025-06-02", recht.Lopend}, grens{"2025-06-03", recht.Verlopen})
}

func TestBetalingIsGehaaldAlsHetOptelt(t *testing.T) {
	z := metBoete("2025-03-24", "")
	z.feit("2025-04-10", &dossier.Betaald{Overtreding: "o1", Bedrag: dossier.Met(begrip.Cent(1000))})
	proefGrenzen(t, z, "betaling:o1", "2025-03-24", "2025-05-06", grens{"2025-05-06", recht.Lopend}, grens{"2025-05-07", recht.Verlopen})
	z.feit("2025-05-06", &dossier.Betaald{Overtreding: "o1", Bedrag: dossier.Met(begrip.Cent(1500))})
	proefGrenzen(t, z, "betaling:o1", "2025-03-24", "2025-05-06", grens{"2025-05-06", recht.Gehaald}, grens{"2025-06-01", recht.Gehaald})

	nul := metBoete("2025-03-24", "")
	nul.feit("2025-04-10", &dossier.Bezwaar{Overtreding: "o1"})
	nul.feit("2025-05-02", &dossier.BezwaarBeslist{Overtreding: "o1", Bedrag: dossier.Met(begrip.Cent(0))})
	proefGrenzen(t, nul, "betaling:o1", "2025-03-24", "2025-05-06", grens{"2025-05-02", recht.Vervallen})
}

func TestBeslissenEnVerjaring(t *testing.T) {
	z := &zaak{doelgroep: begrip.GezinEnOverig}
	z.pip("2023-11-06", begrip.RouteB1)
	z.metID("o1", "2024-03-04", &dossier.Overtreding{Gedraging: dossier.Begeleiding, Verwijtbaarheid: dossier.NormaalVerwijt, Gepleegd: dag("2024-02-29")})
	z.feit("2024-03-11", &dossier.Rapport{Overtreding: "o1"})
	// Dertien weken na 11 maart 2024 is maandag 10 juni; ook een vrije dag zou hier niets veranderen.
	proefGrenzen(t, z, "beslissen:o1", "2024-03-11", "2024-06-10", grens{"2024-06-10", recht.Lopend}, grens{"2024-06-11", recht.Verlopen})
	// Vijf jaar na 29 februari 2024: die dag bestaat niet in 2029.
	proefGrenzen(t, z, "verjaring:o1", "2024-02-29", "2029-02-28", grens{"2029-02-28", recht.Lopend}, grens{"2029-03-01", recht.Verlopen})
	z.feit("2024-06-11", &dossier.VanBoeteAfgezien{Overtreding: "o1"})
	proefGrenzen(t, z, "beslissen:o1", "2024-03-11", "2024-06-10", grens{"2024-06-11", recht.TeLaat})

	intake := &zaak{doelgroep: begrip.GezinEnOverig}
	intake.metID("i1", "2024-03-04", &dossier.Overtreding{Gedraging: dossier.IntakeNietVerschenen, Verwijtbaarheid: dossier.NormaalVerwijt})
	proefGrenzen(t, intake, "verjaring:i1", "2024-03-04", "2027-03-04", grens{"2027-03-04", recht.Lopend}, grens{"2027-03-05", recht.Verlopen})
	intake.feit("2025-01-06", &dossier.Overleden{})
	proefGrenzen(t, intake, "verjaring:i1", "2024-03-04", "2027-03-04", grens{"2025-01-06", recht.Vervallen})
}

func TestVerjaringStaatStilTijdensBezwaar(t *testing.T) {
	z := metBoete("2025-03-24", "")
	z.feit("2025-04-14", &dossier.Bezwaar{Overtreding: "o1"})
	x := termijn(t, z.op(t, "2025-06-01"), "verjaring:o1")
	if x.Stand != recht.Opgeschort || x.Uiterlijk != 0 {
		t.Errorf("zolang het bezwaar loopt: %s %s", x.Stand, x.Uiterlijk)
	}
	z.feit("2025-06-13", &dossier.BezwaarBeslist{Overtreding: "o1", Bedrag: dossier.Met(begrip.Cent(2500))})
	proefGrenzen(t, z, "verjaring:o1", "2025-02-10", "2030-04-11", grens{"2025-06-14", recht.Gehaald}) // 60 dagen erbij
}

func TestOntzorgenAlsGedragingHeeftGeenVerjaring(t *testing.T) {
	z := &zaak{doelgroep: begrip.Asielstatushouder}
	z.metID("o1", "2024-03-04", &dossier.Overtreding{Gedraging: dossier.Ontzorgen})
	if _, is := z.op(t, "2024-04-01").Termijn("verjaring:o1"); is {
		t.Error("hiervoor kan geen boete, dus er verjaart niets")
	}
}

func TestOproep(t *testing.T) {
	vol := []dossier.Inhoud{dossier.InhoudWat, dossier.InhoudWaarWanneer, dossier.InhoudGevolgen, dossier.InhoudZonderDerden}
	for _, g := range []struct {
		naam, beleid, brief, afspraak, begin string
		voor                                 dossier.Voor
		inhoud                               []dossier.Inhoud
		codes                                []string
	}{
		{"vijf werkdagen, precies genoeg", "de-fryske-marren", "2025-03-03", "2025-03-11", "2025-03-11", dossier.VoorBredeIntake, vol, nil},
		{"een dag te vroeg", "de-fryske-marren", "2025-03-03", "2025-03-10", "2025-03-11", dossier.VoorBredeIntake, vol, []string{"te-korte-oproep"}},
		{"Goede Vrijdag en tweede paasdag tellen niet", "de-fryske-marren", "2025-04-14", "2025-04-24", "2025-04-24", dossier.VoorBredeIntake, vol, nil},
		{"brief op vrijdag", "de-fryske-marren", "2026-11-13", "2026-11-23", "2026-11-23", dossier.VoorVoortgangsgesprek, vol[:3], nil},
		{"brief op zaterdag", "de-fryske-marren", "2026-11-14", "2026-11-23", "2026-11-23", dossier.VoorVoortgangsgesprek, vol[:3], nil},
		{"Kerst ertussen", "de-fryske-marren", "2026-12-18", "2026-12-29", "2026-12-29", dossier.VoorVoortgangsgesprek, vol[:3], nil},
		{"gesprek zonder gevolgen in de brief", "de-fryske-marren", "2026-11-13", "2026-12-01", "2026-11-23", dossier.VoorVoortgangsgesprek, vol[:2], []string{"onvolledige-oproep"}},
		{"intake zonder het recht op een gesprek alleen", "", "2025-03-03", "2025-03-12", "2025-03-04", dossier.VoorBredeIntake, vol[:3], []string{"onvolledige-oproep"}},
		{"intake zonder iets in de brief: één reden", "de-fryske-marren", "2025-03-03", "2025-03-12", "2025-03-11", dossier.VoorBredeIntake, nil, []string{"onvolledige-oproep"}},
		{"landelijk: de volgende werkdag", "", "2025-03-07", "2025-03-10", "2025-03-10", dossier.VoorVoortgangsgesprek, nil, nil},
		{"landelijk: zelfde dag is te kort", "", "2025-03-07", "2025-03-07", "2025-03-10", dossier.VoorVoortgangsgesprek, nil, []string{"te-korte-oproep"}},
		{"landelijk: de volgende werkdag na Koningsdag en het weekend", "", "2024-04-26", "2024-04-29", "2024-04-29", dossier.VoorVoortgangsgesprek, nil, nil},
	} {
		t.Run(g.naam, func(t *testing.T) {
			z := zaak{doelgroep: begrip.GezinEnOverig, beleid: g.beleid}
			z.metID("b1", g.brief, &dossier.Opgeroepen{Voor: g.voor, Afspraak: dag(g.afspraak), Inhoud: g.inhoud})
			a := z.op(t, g.brief)
			if x := termijn(t, a, "oproep:b1"); x.Begin.String() != g.begin || x.Stand != recht.NogNiet {
				t.Errorf("eerste dag %s, %s; verwacht %s", x.Begin, x.Stand, g.begin)
			}
			proefCodes(t, a, "oproep:b1", g.codes...)
		})
	}
}

// proefCodes vergelijkt alle weigeringen van een handeling.
func proefCodes(t *testing.T, a *recht.Antwoord, naam string, wil ...string) {
	t.Helper()
	h, ok := a.Handeling(naam)
	if !ok {
		t.Fatalf("handeling %s ontbreekt", naam)
	}
	got := codes(h)
	if len(got) != len(wil) || h.Mag != (len(wil) == 0) {
		t.Errorf("%s: mag %v, %v; verwacht %v", naam, h.Mag, got, wil)
		return
	}
	for i := range wil {
		if got[i] != wil[i] {
			t.Errorf("%s: %v; verwacht %v", naam, got, wil)
		}
	}
}
