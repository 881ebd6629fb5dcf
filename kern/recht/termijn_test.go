package recht_test

import (
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// grens is één regel van een tabel met grensdagen: op een dag heeft een termijn deze stand.
type grens struct {
	op    string
	stand recht.Stand
}

func proefGrenzen(t *testing.T, z *zaak, naam, begin, uiterlijk string, grenzen ...grens) {
	t.Helper()
	for _, g := range grenzen {
		x := termijn(t, z.op(t, g.op), naam)
		if x.Begin.String() != begin || x.Uiterlijk.String() != uiterlijk || x.Stand != g.stand {
			t.Errorf("%s op %s: %s tot en met %s, %s; verwacht %s tot en met %s, %s", naam, g.op, x.Begin, x.Uiterlijk, x.Stand, begin, uiterlijk, g.stand)
		}
	}
}

func TestPIPTermijn(t *testing.T) {
	gehuisvest := &dossier.Inschrijving{Gehuisvest: dossier.Met(true)}
	type feit struct {
		dag string
		f   dossier.Feit
	}
	for _, g := range []struct {
		naam             string
		groep            begrip.Doelgroep
		feiten           []feit
		begin, uiterlijk string
		grenzen          []grens
	}{
		{"tien weken na het bericht van DUO, gewone dag", begrip.GezinEnOverig,
			[]feit{{"2026-09-03", &dossier.Kennisgeving{}}, {"2026-08-21", &dossier.Inschrijving{}}}, "2026-09-03", "2026-11-12",
			[]grens{{"2026-09-03", recht.Lopend}, {"2026-11-11", recht.Lopend}, {"2026-11-12", recht.Lopend}, {"2026-11-13", recht.Verlopen}}},
		{"laatste dag van de tekst van 2022", begrip.GezinEnOverig,
			[]feit{{"2022-12-30", &dossier.Inschrijving{}}, {"2023-01-20", &dossier.Kennisgeving{}}}, "2022-12-30", "2023-03-10",
			[]grens{{"2023-03-10", recht.Lopend}, {"2023-03-11", recht.Verlopen}}},
		{"inschrijving op 31 december 2022: oude tekst", begrip.GezinEnOverig,
			[]feit{{"2022-12-31", &dossier.Inschrijving{}}, {"2023-01-20", &dossier.Kennisgeving{}}}, "2022-12-31", "2023-03-13",
			[]grens{{"2023-03-13", recht.Lopend}, {"2023-03-14", recht.Verlopen}}},
		{"inschrijving op 1 januari 2023: nieuwe tekst", begrip.GezinEnOverig,
			[]feit{{"2023-01-01", &dossier.Inschrijving{}}, {"2023-01-20", &dossier.Kennisgeving{}}}, "2023-01-20", "2023-03-31",
			[]grens{{"2023-03-31", recht.Lopend}, {"2023-04-01", recht.Verlopen}}},
		{"wie al voor de wet stond ingeschreven", begrip.GezinEnOverig,
			[]feit{{"2021-12-20", &dossier.Inschrijving{}}, {"2022-01-10", &dossier.Kennisgeving{}}}, "2021-12-20", "2022-02-28",
			[]grens{{"2022-02-28", recht.Lopend}, {"2022-03-01", recht.Verlopen}}},
		{"gehuisvest en op de dag van het bericht al ingeschreven", begrip.Asielstatushouder,
			[]feit{{"2023-03-01", &dossier.Kennisgeving{}}, {"2023-03-01", gehuisvest}}, "2023-03-01", "2023-05-10",
			[]grens{{"2023-05-10", recht.Lopend}}},
		{"gehuisvest en een dag later ingeschreven", begrip.Asielstatushouder,
			[]feit{{"2023-03-01", &dossier.Kennisgeving{}}, {"2023-03-02", gehuisvest}}, "2023-03-02", "2023-05-11",
			[]grens{{"2023-05-11", recht.Lopend}, {"2023-05-12", recht.Verlopen}}},
		{"later ingeschreven maar niet gehuisvest door de gemeente", begrip.GezinEnOverig,
			[]feit{{"2023-03-01", &dossier.Kennisgeving{}}, {"2023-05-15", &dossier.Inschrijving{}}}, "2023-03-01", "2023-05-10",
			[]grens{{"2023-05-16", recht.Verlopen}}},
		{"twee verhuizingen: de laatste telt", begrip.GezinEnOverig,
			[]feit{{"2024-01-08", &dossier.Kennisgeving{}}, {"2024-01-02", &dossier.Inschrijving{}},
				{"2024-03-01", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1}},
				{"2024-06-03", &dossier.Inschrijving{Verhuizing: dossier.Met(true)}},
				{"2024-10-17", &dossier.Inschrijving{Verhuizing: dossier.Met(true)}}}, "2024-10-17", "2024-12-30",
			[]grens{{"2024-12-30", recht.Lopend}, {"2024-12-31", recht.Verlopen}}},
		{"een PIP van na de verhuizing is op tijd", begrip.GezinEnOverig,
			[]feit{{"2024-01-08", &dossier.Kennisgeving{}}, {"2024-01-02", &dossier.Inschrijving{}},
				{"2024-03-01", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1}},
				{"2024-10-17", &dossier.Inschrijving{Verhuizing: dossier.Met(true)}},
				{"2024-12-30", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1}}}, "2024-10-17", "2024-12-30",
			[]grens{{"2024-12-29", recht.Lopend}, {"2024-12-30", recht.Gehaald}, {"2025-06-01", recht.Gehaald}}},
		{"een dag te laat vastgesteld", begrip.GezinEnOverig,
			[]feit{{"2026-09-03", &dossier.Kennisgeving{}}, {"2026-08-21", &dossier.Inschrijving{}}, {"2026-11-13", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1}}},
			"2026-09-03", "2026-11-12", []grens{{"2026-11-13", recht.TeLaat}}},
		{"na het einde van de plicht vervalt wat nog liep", begrip.GezinEnOverig,
			[]feit{{"2026-09-03", &dossier.Kennisgeving{}}, {"2026-08-21", &dossier.Inschrijving{}}, {"2026-10-01", &dossier.PlichtGeeindigd{Reden: dossier.EindeVertrokken}}},
			"2026-09-03", "2026-11-12", []grens{{"2026-09-30", recht.Lopend}, {"2026-10-01", recht.Vervallen}, {"2026-12-01", recht.Vervallen}}},
		{"wat al verlopen was blijft verlopen na overlijden", begrip.GezinEnOverig,
			[]feit{{"2026-09-03", &dossier.Kennisgeving{}}, {"2026-08-21", &dossier.Inschrijving{}}, {"2026-11-20", &dossier.Overleden{}}},
			"2026-09-03", "2026-11-12", []grens{{"2026-11-20", recht.Verlopen}}},
	} {
		t.Run(g.naam, func(t *testing.T) {
			z := zaak{doelgroep: g.groep}
			for _, f := range g.feiten {
				z.feit(f.dag, f.f)
			}
			proefGrenzen(t, &z, "pip-vaststellen", g.begin, g.uiterlijk, g.grenzen...)
		})
	}
}

func TestZonderBerichtVanDUOIsErEenVraagEnGeenTermijn(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig}
	z.feit("2025-02-03", &dossier.Inschrijving{})
	a := z.op(t, "2025-06-01")
	if _, is := a.Termijn("pip-vaststellen"); is {
		t.Error("zonder bericht is er niets om vanaf te tellen")
	}
	if !heeftVraag(a, "kennisgeving") {
		t.Errorf("de vraag naar het bericht ontbreekt: %v", a.Vragen)
	}
}

func heeftVraag(a *recht.Antwoord, feit string) bool {
	for _, v := range a.Vragen {
		if v.Feit == feit {
			return true
		}
	}
	return false
}

func TestInformatieVanEenDerde(t *testing.T) {
	nieuw := func() *zaak {
		z := &zaak{doelgroep: begrip.GezinEnOverig}
		z.feit("2024-09-02", &dossier.Kennisgeving{}) // tien weken later is 11 november 2024
		z.feit("2024-08-26", &dossier.Inschrijving{})
		return z
	}
	vraag := func(bij string) dossier.Feit { return &dossier.InformatieOpgevraagd{Bij: bij} }
	antwoord := func(bij string) dossier.Feit { return &dossier.InformatieOntvangen{Bij: bij} }

	t.Run("gevraagd op de laatste dag telt", func(t *testing.T) {
		z := nieuw()
		z.feit("2024-11-11", vraag("school"))
		proefGrenzen(t, z, "pip-vaststellen", "2024-09-02", "2024-11-11", grens{"2024-11-11", recht.Lopend})
		proefGrenzen(t, z, "pip-vaststellen", "2024-09-02", "", grens{"2024-11-12", recht.Opgeschort})
	})
	t.Run("een dag later gevraagd telt niet", func(t *testing.T) {
		z := nieuw()
		z.feit("2024-11-12", vraag("school"))
		proefGrenzen(t, z, "pip-vaststellen", "2024-09-02", "2024-11-11", grens{"2024-11-12", recht.Verlopen})
	})
	t.Run("vroeg ontvangen verkort niets", func(t *testing.T) {
		z := nieuw()
		z.feit("2024-09-10", vraag("school"))
		z.feit("2024-09-20", antwoord("school"))
		proefGrenzen(t, z, "pip-vaststellen", "2024-09-02", "2024-11-11", grens{"2024-11-11", recht.Lopend}, grens{"2024-11-12", recht.Verlopen})
	})
	t.Run("laat ontvangen geeft twee weken, met de vrije dagen", func(t *testing.T) {
		z := nieuw()
		z.feit("2024-10-01", vraag("school"))
		z.feit("2024-12-12", antwoord("school")) // twee weken later is tweede kerstdag; 27 december is gelijkgesteld
		proefGrenzen(t, z, "pip-vaststellen", "2024-09-02", "2024-12-30", grens{"2024-12-30", recht.Lopend}, grens{"2024-12-31", recht.Verlopen})
	})
	t.Run("twee derden: het laatste bericht telt en alles moet binnen zijn", func(t *testing.T) {
		z := nieuw()
		z.feit("2024-10-01", vraag("school"))
		z.feit("2024-10-02", vraag("huisarts"))
		z.feit("2024-11-20", antwoord("huisarts"))
		proefGrenzen(t, z, "pip-vaststellen", "2024-09-02", "", grens{"2024-11-25", recht.Opgeschort})
		z.feit("2024-11-26", antwoord("school"))
		proefGrenzen(t, z, "pip-vaststellen", "2024-09-02", "2024-12-10", grens{"2024-12-10", recht.Lopend})
	})
	t.Run("twee vragen aan dezelfde derde vragen twee antwoorden", func(t *testing.T) {
		z := nieuw()
		z.feit("2024-10-01", vraag("school"))
		z.feit("2024-10-08", vraag("school"))
		z.feit("2024-11-20", antwoord("school"))
		proefGrenzen(t, z, "pip-vaststellen", "2024-09-02", "", grens{"2024-11-25", recht.Opgeschort})
	})
	t.Run("een PIP terwijl de termijn stilstaat is gehaald", func(t *testing.T) {
		z := nieuw()
		z.feit("2024-10-01", vraag("school"))
		z.pip("2025-01-20", begrip.RouteB1)
		proefGrenzen(t, z, "pip-vaststellen", "2024-09-02", "", grens{"2025-02-01", recht.Gehaald})
	})
	t.Run("onder de tekst van 2022 bestond dit niet", func(t *testing.T) {
		z := &zaak{doelgroep: begrip.GezinEnOverig}
		z.feit("2022-09-05", &dossier.Inschrijving{})
		z.feit("2022-09-05", &dossier.Kennisgeving{})
		z.feit("2022-10-03", vraag("school"))
		proefGrenzen(t, z, "pip-vaststellen", "2022-09-05", "2022-11-14", grens{"2022-11-15", recht.Verlopen})
	})
}

// Maandeinden en schrikkeldagen: dezelfde dag, of de laatste dag van de maand.
func TestMaandeindenEnSchrikkeldagen(t *testing.T) {
	for _, g := range []struct{ pip, drieJaar, wisselen, verlengenVanaf string }{
		{"2023-08-31", "2026-08-31", "2025-02-28", "2026-03-01"},
		{"2022-08-31", "2025-08-31", "2024-02-29", "2025-03-01"},
		{"2024-02-29", "2027-02-28", "2025-08-29", "2026-09-01"},
		{"2024-02-28", "2027-02-28", "2025-08-28", "2026-09-01"},
		{"2025-02-28", "2028-02-28", "2026-08-28", "2027-08-29"},
		{"2022-05-04", "2025-05-04", "2023-11-04", "2024-11-05"},
		{"2023-01-31", "2026-01-31", "2024-07-31", "2025-08-01"},
		{"2023-12-31", "2026-12-31", "2025-06-30", "2026-07-01"},
		{"2023-03-30", "2026-03-30", "2024-09-30", "2025-09-30"},
	} {
		z := zaak{doelgroep: begrip.GezinEnOverig}
		z.pip(g.pip, begrip.RouteB1)
		a := z.op(t, g.pip)
		i, w, v := termijn(t, a, "inburgeringstermijn"), termijn(t, a, "leerroute-wijzigen"), termijn(t, a, "verlenging-aanvragen")
		if i.Begin != dag(g.pip).Plus(1) || i.Uiterlijk.String() != g.drieJaar || w.Uiterlijk.String() != g.wisselen || v.Begin.String() != g.verlengenVanaf || v.Uiterlijk != i.Uiterlijk {
			t.Errorf("PIP %s: %s tot en met %s, wisselen %s, verlengen vanaf %s; verwacht %+v", g.pip, i.Begin, i.Uiterlijk, w.Uiterlijk, v.Begin, g)
		}
	}
}

func TestVerlengingEnNieuweTermijn(t *testing.T) {
	m := func(n int) dossier.Feit { return &dossier.TermijnVerlengd{Maanden: dossier.Met(n)} }
	nieuw := func(n int) dossier.Feit { return &dossier.NieuweTermijn{Maanden: dossier.Met(n)} }
	tot := func(d string) dossier.Feit { return &dossier.TermijnVerlengd{Tot: dag(d)} }
	type feit struct {
		dag string
		f   dossier.Feit
	}
	for _, g := range []struct {
		naam             string
		pip              string
		feiten           []feit
		begin, uiterlijk string
	}{
		{"zes maanden erbij", "2024-06-02", []feit{{"2027-04-12", m(6)}}, "2024-06-03", "2027-12-02"},
		{"maanden tellen op voordat de dag wordt genomen", "2024-08-31", []feit{{"2026-01-05", m(1)}, {"2026-02-02", m(5)}}, "2024-09-01", "2028-02-29"},
		{"tot zet de laatste dag", "2024-06-02", []feit{{"2026-01-05", tot("2027-10-15")}}, "2024-06-03", "2027-10-15"},
		{"maanden na tot tellen vanaf die dag", "2024-06-02", []feit{{"2026-01-05", tot("2027-08-31")}, {"2027-03-01", m(6)}}, "2024-06-03", "2028-02-29"},
		{"een later PIP verschuift niets", "2024-06-02", []feit{{"2025-01-06", &dossier.PIPVastgesteld{Leerroute: begrip.RouteZ}}}, "2024-06-03", "2027-06-02"},
		{"een nieuwe termijn vervangt", "2022-03-15", []feit{{"2025-05-20", nieuw(12)}}, "2025-05-21", "2026-05-20"},
		{"verlenging na een nieuwe termijn telt daarbij op", "2022-03-15", []feit{{"2025-05-31", nieuw(6)}, {"2025-10-01", m(3)}}, "2025-06-01", "2026-02-28"},
		{"verlenging van voor de nieuwe termijn telt niet meer", "2022-03-15", []feit{{"2025-01-06", m(6)}, {"2025-10-20", nieuw(12)}}, "2025-10-21", "2026-10-20"},
	} {
		z := zaak{doelgroep: begrip.GezinEnOverig}
		z.pip(g.pip, begrip.RouteB1)
		for _, f := range g.feiten {
			z.feit(f.dag, f.f)
		}
		x := termijn(t, z.op(t, "2027-05-01"), "inburgeringstermijn")
		if x.Begin.String() != g.begin || x.Uiterlijk.String() != g.uiterlijk {
			t.Errorf("%s: %s tot en met %s, verwacht %s tot en met %s", g.naam, x.Begin, x.Uiterlijk, g.begin, g.uiterlijk)
		}
	}
}

func TestEindeVanDeInburgeringstermijn(t *testing.T) {
	nieuw := func(d string, reden dossier.Eindreden) *zaak {
		z := &zaak{doelgroep: begrip.GezinEnOverig}
		z.pip("2022-05-04", begrip.RouteB1)
		z.feit(d, &dossier.PlichtGeeindigd{Reden: reden})
		return z
	}
	proefGrenzen(t, nieuw("2025-05-04", dossier.EindeVoldaan), "inburgeringstermijn", "2022-05-05", "2025-05-04", grens{"2025-05-03", recht.Lopend}, grens{"2025-06-01", recht.Gehaald})
	proefGrenzen(t, nieuw("2025-05-05", dossier.EindeVoldaan), "inburgeringstermijn", "2022-05-05", "2025-05-04", grens{"2025-06-01", recht.TeLaat})
	proefGrenzen(t, nieuw("2024-01-01", dossier.EindeAOW), "inburgeringstermijn", "2022-05-05", "2025-05-04", grens{"2024-01-01", recht.Vervallen})
	proefGrenzen(t, nieuw("2025-06-01", dossier.EindeAOW), "inburgeringstermijn", "2022-05-05", "2025-05-04", grens{"2025-06-02", recht.Verlopen})
}

func TestPIPMelden(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig}
	z.pip("2024-12-20", begrip.RouteB1)
	proefGrenzen(t, &z, "pip-melden", "2024-12-20", "2025-01-09", grens{"2025-01-09", recht.Lopend}, grens{"2025-01-10", recht.Verlopen})
	z.feit("2024-12-23", &dossier.PIPGemeld{})
	proefGrenzen(t, &z, "pip-melden", "2024-12-20", "2025-01-09", grens{"2025-01-10", recht.Gehaald})
	z.pip("2025-03-03", begrip.RouteB1) // een nieuw PIP vraagt een nieuwe melding
	proefGrenzen(t, &z, "pip-melden", "2025-03-03", "2025-03-17", grens{"2025-03-17", recht.Lopend}, grens{"2025-03-18", recht.Verlopen})
	z.feit("2025-03-18", &dossier.PIPGemeld{})
	proefGrenzen(t, &z, "pip-melden", "2025-03-03", "2025-03-17", grens{"2025-03-18", recht.TeLaat})
}

func TestAanbod(t *testing.T) {
	z := zaak{doelgroep: begrip.Asielstatushouder, beleid: "de-fryske-marren"}
	z.feit("2022-05-02", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1, Verzonden: dag("2022-05-06")})
	proefGrenzen(t, &z, "aanbod-leerroute", "2022-05-06", "2022-08-06", grens{"2022-08-06", recht.Lopend}, grens{"2022-08-07", recht.Verlopen})
	proefGrenzen(t, &z, "aanbod-map", "2022-05-06", "2022-11-06", grens{"2022-11-06", recht.Lopend}, grens{"2022-11-07", recht.Verlopen})
	z.feit("2022-06-01", &dossier.Aangeboden{Wat: dossier.AanbodLeerroute})
	proefGrenzen(t, &z, "aanbod-leerroute", "2022-05-06", "2022-08-06", grens{"2022-09-01", recht.Gehaald})
	z.pip("2022-09-01", begrip.RouteB1) // zelfde route: er begint niets opnieuw
	proefGrenzen(t, &z, "aanbod-leerroute", "2022-05-06", "2022-08-06", grens{"2022-09-02", recht.Gehaald})
	z.feit("2022-11-30", &dossier.LeerrouteGewijzigd{Naar: begrip.RouteZ})
	proefGrenzen(t, &z, "aanbod-leerroute", "2022-11-30", "2023-02-28", grens{"2022-12-01", recht.Lopend}, grens{"2023-03-01", recht.Verlopen})
	z.pip("2022-12-05", begrip.RouteZ) // het PIP volgt de wijziging en begint niets opnieuw
	proefGrenzen(t, &z, "aanbod-leerroute", "2022-11-30", "2023-02-28", grens{"2022-12-06", recht.Lopend})

	gezin := z
	gezin.doelgroep = begrip.GezinEnOverig
	if _, is := gezin.op(t, "2022-12-06").Termijn("aanbod-leerroute"); is {
		t.Error("alleen asielstatushouders krijgen een leerroute aangeboden")
	}
	landelijk := z
	landelijk.beleid = ""
	if _, is := landelijk.op(t, "2022-12-06").Termijn("aanbod-leerroute"); is {
		t.Error("zonder beleid is er geen vaste termijn")
	}
	onbekend := z
	onbekend.doelgroep = ""
	a := onbekend.op(t, "2022-12-06")
	if _, is := a.Termijn("aanbod-leerroute"); is || !heeftVraag(a, "persoon.doelgroep") {
		t.Errorf("een onbekende groep is een vraag, geen gok: %v", a.Vragen)
	}
}

func TestOntzorgen(t *testing.T) {
	for _, g := range []struct{ toegekend, uiterlijk string }{
		{"2025-01-15", "2025-07-14"}, {"2025-03-01", "2025-08-31"}, {"2025-08-31", "2026-02-28"}, {"2023-08-31", "2024-02-29"},
		{"2023-08-29", "2024-02-28"}, {"2025-08-30", "2026-02-28"}, {"2025-12-31", "2026-06-30"}, {"2025-09-30", "2026-03-29"},
	} {
		z := zaak{doelgroep: begrip.Asielstatushouder}
		z.feit(g.toegekend, &dossier.BijstandToegekend{})
		proefGrenzen(t, &z, "ontzorgen", g.toegekend, g.uiterlijk, grens{g.uiterlijk, recht.Lopend}, grens{dag(g.uiterlijk).Plus(1).String(), recht.Gehaald})
	}
	z := zaak{doelgroep: begrip.Asielstatushouder}
	z.feit("2025-01-15", &dossier.BijstandToegekend{})
	z.feit("2025-04-01", &dossier.BijstandBeeindigd{})
	proefGrenzen(t, &z, "ontzorgen", "2025-01-15", "2025-07-14", grens{"2025-04-01", recht.Vervallen}, grens{"2025-12-01", recht.Vervallen})
	z.feit("2025-05-01", &dossier.BijstandToegekend{}) // binnen de zes maanden: hetzelfde tijdvak
	proefGrenzen(t, &z, "ontzorgen", "2025-01-15", "2025-07-14", grens{"2025-05-01", recht.Lopend}, grens{"2025-07-15", recht.Gehaald})
	z.feit("2025-07-15", &dossier.BijstandBeeindigd{}) // na afloop verandert niets
	proefGrenzen(t, &z, "ontzorgen", "2025-01-15", "2025-07-14", grens{"2025-08-01", recht.Gehaald})
	z.doelgroep = begrip.GezinEnOverig
	if _, is := z.op(t, "2025-08-01").Termijn("ontzorgen"); is {
		t.Error("ontzorgen is er alleen voor asielstatushouders")
	}
}

func TestGroepswijzigingGeldtVanafHaarEigenDag(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig}
	z.pip("2024-03-01", begrip.RouteZ)
	z.feit("2024-09-02", &dossier.DoelgroepGewijzigd{Naar: begrip.Asielstatushouder})
	if _, is := z.op(t, "2024-09-01").Norm("z-participatie"); is {
		t.Error("een dag eerder gold de oude groep")
	}
	if _, is := z.op(t, "2024-09-02").Norm("z-participatie"); !is {
		t.Error("vanaf die dag geldt de nieuwe groep")
	}
}
