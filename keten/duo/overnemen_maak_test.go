package duo

import (
	"pgregory.net/rapid"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// trekDag trekt een van een klein aantal dagen, zodat dagen vaak gelijk zijn.
func trekDag(t *rapid.T, naam string) begrip.Datum {
	return dagen("2023-01-10").Plus(61 * rapid.IntRange(0, 20).Draw(t, naam))
}

func kies[T any](t *rapid.T, naam string, waarden ...T) T {
	return rapid.SampledFrom(waarden).Draw(t, naam)
}

func misschien(t *rapid.T, naam string) bool { return rapid.Bool().Draw(t, naam) }

func trek[T any](t *rapid.T, naam string, hooguit int, een func() T) []T {
	var uit []T
	for range rapid.IntRange(0, hooguit).Draw(t, naam) {
		uit = append(uit, een())
	}
	return uit
}

// eigenFeiten trekt wat er met de hand al in een dossier stond.
func eigenFeiten(t *rapid.T) []dossier.Gebeurtenis {
	return trek(t, "eigen feiten", 4, func() dossier.Gebeurtenis {
		return dossier.Gebeurtenis{GeldigOp: trekDag(t, "dag"), Bron: kies(t, "bron", "balie", bron), Feit: kies[dossier.Feit](t, "feit",
			&dossier.PlichtOntstaan{}, &dossier.Kennisgeving{}, &dossier.PlichtGeeindigd{Reden: dossier.EindeAOW}, &dossier.DoelgroepGewijzigd{Naar: begrip.GezinEnOverig},
			&dossier.Leerbaarheidstoets{Uitslag: dossier.ToetsHaalbaar}, &dossier.TermijnVerlengd{Tot: dagen("2027-01-01")}, &dossier.TermijnVerlengd{Maanden: dossier.Met(6)},
			&dossier.PIPVastgesteld{Leerroute: begrip.RouteB1}, &dossier.Examen{Onderdeel: begrip.Lezen, Niveau: begrip.NiveauB1, Uitslag: dossier.Gezakt},
			&dossier.Vrijstelling{Omvang: dossier.Gedeeltelijk, Onderdelen: []begrip.Onderdeel{begrip.Lezen, begrip.Spreken}}, &dossier.PVTOndertekend{}, &dossier.Eindgesprek{Van: dossier.EindgesprekMAP},
			&dossier.DUOBoete{Bedrag: dossier.Met(begrip.Cent(34000)), Onderdeel: dossier.DUOMAP}, &dossier.NieuweTermijn{Maanden: dossier.Met(24)})}
	})
}

// eenStand trekt een stand; de meeste kunnen kloppen.
func eenStand(t *rapid.T) Stand {
	var s Stand
	if misschien(t, "plicht") {
		p := Plicht{Is: misschien(t, "is"), Begin: trekDag(t, "begin"), Kennisgeving: trekDag(t, "kennisgeving")}
		if !p.Is {
			p.Einde, p.Reden = p.Begin.Plus(100), kies(t, "reden", redenenGeenPlicht...)
		}
		s.Plicht = &p
	}
	s.PlichtEerder = trek(t, "eerder", 2, func() Plicht { return Plicht{Is: true, Begin: trekDag(t, "begin")} })
	groep := func() Doelgroep {
		return Doelgroep{Groep: kies(t, "groep", begrip.Asielstatushouder, begrip.GezinEnOverig), Begin: trekDag(t, "groep sinds")}
	}
	s.DoelgroepEerder = trek(t, "groepen", 2, groep)
	if misschien(t, "doelgroep") {
		g := groep()
		g.Detail = kies(t, "detail", "", groepAsiel, "Overig")
		s.Doelgroep = &g
	}
	s.Examennummer = kies(t, "examennummer", "", "123", "456")
	s.Toetsen = trek(t, "toetsen", 2, func() Toets {
		return Toets{Uitslag: kies(t, "uitslag", dossier.ToetsHaalbaar, dossier.ToetsOnbekend), Behaald: 5100, Benodigd: 5000, Dag: trekDag(t, "toets")}
	})
	termijn := func() Termijn {
		return Termijn{Einde: trekDag(t, "einde").PlusJaren(3), Gewijzigd: trekDag(t, "gewijzigd"), Grondcode: kies(t, "grond", "", "1", "2")}
	}
	s.TermijnEerder = trek(t, "termijnen", 2, termijn)
	if misschien(t, "termijn") {
		x := termijn()
		x.Begin = trekDag(t, "termijn begint")
		s.Termijn = &x
	}
	s.Verlengingen = trek(t, "verlengingen", 2, func() Verlenging {
		return Verlenging{Oordeel: kies(t, "oordeel", "Afgewezen", "InBehandeling"), Ontvangen: trekDag(t, "ontvangen")}
	})
	verloop(t, &s)
	return s
}

func verloop(t *rapid.T, s *Stand) {
	deel := func() begrip.Onderdeel { return kies(t, "onderdeel", begrip.Lezen, begrip.Spreken) }
	oordeel := func() Oordeel {
		o := Oordeel{Omvang: kies(t, "omvang", dossier.Geheel, dossier.Gedeeltelijk), Toegekend: misschien(t, "toegekend"), Dag: trekDag(t, "oordeel")}
		if o.Omvang == dossier.Gedeeltelijk {
			o.Onderdeel = deel()
		}
		return o
	}
	s.Vrijstellingen = trek(t, "vrijstellingen", 3, func() Oordeel {
		o := oordeel()
		o.Niveau = kies(t, "niveau", "", begrip.NiveauA2, begrip.NiveauB1)
		return o
	})
	s.Ontheffingen = trek(t, "ontheffingen", 2, func() Oordeel {
		o := oordeel()
		if o.Omvang == dossier.Gedeeltelijk {
			o.Belastbaar = dossier.Optie[int]{Waarde: 40, Is: misschien(t, "belastbaar")}
		}
		return o
	})
	s.Examens = trek(t, "examens", 4, func() Examen {
		return Examen{Onderdeel: deel(), Niveau: kies(t, "niveau", begrip.NiveauA2, begrip.NiveauB1), Dag: trekDag(t, "examen"), Uitslag: kies(t, "uitslag", dossier.Geslaagd, dossier.Gezakt, "")}
	})
	s.GratisPogingen = trek(t, "pogingen", 2, func() Pogingen { return Pogingen{deel(), rapid.IntRange(0, 2).Draw(t, "aantal")} })
	s.Boetes = trek(t, "boetes", 2, func() Boete { return Boete{34000, trekDag(t, "boete")} })
	s.Uren = trek(t, "uren", 2, func() UrenBijDUO {
		return UrenBijDUO{Gemeente: kies[begrip.Gemeente](t, "gemeente", "0080", proefgemeente), TotEnMet: trekDag(t, "tot"), Taal: dossier.Met(rapid.IntRange(0, 3).Draw(t, "aantal"))}
	})
	if misschien(t, "map") {
		s.MAP = trekDag(t, "eindgesprek")
	}
	if misschien(t, "pvt") {
		s.PVT = trekDag(t, "ondertekend")
	}
	if misschien(t, "pip") {
		s.PIP = &PIPBijDUO{Gemeente: kies[begrip.Gemeente](t, "gemeente", "0080", proefgemeente), Dagtekening: trekDag(t, "dagtekening"), Leerroute: kies(t, "route", begrip.RouteB1, begrip.RouteZ)}
	}
}
