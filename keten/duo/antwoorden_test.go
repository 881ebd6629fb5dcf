package duo

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// berichtenVanDUO zijn antwoorden zoals DUO's bestanden ze beschrijven, met wat wij erin
// lezen. De bestanden zelf zijn er niet altijd; deze wel.
var berichtenVanDUO = []struct {
	rest, antwoord string
	wil            Stand
}{
	{"/inburgeringsplicht", `{"indicatorInburgeringsplicht":true,"begindatum":"2025-02-01","wijzigingsdatum":"2025-02-03","datumKennisgevingInburgeringsplicht":"2025-02-05","nieuw veld":{"a":[1]}}`,
		Stand{Plicht: &Plicht{Is: true, Begin: dagen("2025-02-01"), Gewijzigd: dagen("2025-02-03"), Kennisgeving: dagen("2025-02-05")}}},
	{"/inburgeringsplicht/historie", `[{"indicatorInburgeringsplicht":true,"begindatum":"2025-02-01","einddatum":"2026-01-31"}]`,
		Stand{PlichtEerder: []Plicht{{Is: true, Begin: dagen("2025-02-01"), Einde: dagen("2026-01-31")}}}},
	{"/doelgroep", `{"indeling":"Gezinsmigrant en overige migrant","begindatum":"2025-02-01","gedetailleerdeDoelgroep":"Gezinsvormer met Asielstatushouder","asielrechtenWijzigingVerblijfsdoel":"Behoud asielrechten"}`,
		Stand{Doelgroep: &Doelgroep{Groep: begrip.GezinEnOverig, Detail: "Gezinsvormer met Asielstatushouder", Asielrechten: "Behoud asielrechten", Begin: dagen("2025-02-01")}}},
	{"/doelgroep", `{"gedetailleerdeDoelgroep":"Asielstatushouder"}`, Stand{Doelgroep: &Doelgroep{Groep: begrip.Asielstatushouder, Detail: "Asielstatushouder"}}},
	{"/doelgroep/historie", `[{"indeling":"Asielstatushouder","begindatum":"2025-02-01","einddatum":"2025-12-31"}]`,
		Stand{DoelgroepEerder: []Doelgroep{{Groep: begrip.Asielstatushouder, Begin: dagen("2025-02-01"), Einde: dagen("2025-12-31")}}}},
	{"/lbt/examennummer", `{"examennummer":"12345"}`, Stand{Examennummer: "12345"}},
	{"/lbt/resultaten", `[{"resultaat":"B1-route haalbaar","behaaldeScore":"54,20","benodigdeScore":"9,05","datumAfname":"2026-02-02"}]`,
		Stand{Toetsen: []Toets{{dossier.ToetsHaalbaar, 5420, 905, dagen("2026-02-02")}}}},
	{"/inburgeringstermijn", `{"startdatum":"2025-03-02","einddatum":"2028-03-02","wijzigingsdatum":"2026-01-01","verlengingsgrondcode":"3","verlengingsgrondomschrijving":"Ziek"}`,
		Stand{Termijn: &Termijn{Begin: dagen("2025-03-02"), Einde: dagen("2028-03-01"), Gewijzigd: dagen("2026-01-01"), Grondcode: "3", Grond: "Ziek"}}},
	{"/inburgeringstermijn/historie", `[{"einddatum":"2028-01-01"},{}]`, Stand{TermijnEerder: []Termijn{{Einde: dagen("2027-12-31")}, {}}}},
	{"/gebeurtenissen", `[{"id":"SS101","omschrijving":"Inburgeringsplichtig","datum":"2025-02-01"}]`, Stand{Gebeurtenissen: []Gebeurtenis{{"SS101", "Inburgeringsplichtig", dagen("2025-02-01")}}}},
	{"/verlengingen", `[{"beoordelingAanvraag":"Toegekend","datumBeoordeling":"2026-02-01","ontvangstdatum":"2026-01-01"},{"beoordelingAanvraag":"InBehandeling","ontvangstdatum":"2026-05-01"}]`,
		Stand{Verlengingen: []Verlenging{{"Toegekend", dagen("2026-01-01"), dagen("2026-02-01")}, {"InBehandeling", dagen("2026-05-01"), 0}}}},
	{"/vrijstellingen", `[{"GeheleVrijstelling":{"oordeel":"Toekenning","reden":"DIP","datumOordeel":"2026-01-01"}},{"TijdelijkeVrijstelling":{"oordeel":"Toekenning","reden":"OPL","startdatum":"2026-01-01","einddatum":"2026-06-30"}},{"GedeeltelijkeVrijstelling":{"oordeel":"Afwijzing","reden":"GED","examenonderdeel":"SC","examenniveau":"B1"}}]`,
		Stand{Vrijstellingen: []Oordeel{{Omvang: dossier.Geheel, Toegekend: true, Dag: dagen("2026-01-01")}, {Omvang: dossier.Tijdelijk, Toegekend: true, Begin: dagen("2026-01-01"), Einde: dagen("2026-06-30")},
			{Omvang: dossier.Gedeeltelijk, Onderdeel: begrip.Schrijven, Niveau: begrip.NiveauB1}}}},
	{"/ontheffingen", `[{"GeheleOntheffing":{"oordeel":"Toekenning","grond":"MED","datumOordeel":"2026-01-01"}},{"GedeeltelijkeOntheffing":{"oordeel":"Toekenning","grond":"BIO","datumOordeel":"2026-01-01","urenBelastbaarheidParticipatieactiviteit":0}}]`,
		Stand{Ontheffingen: []Oordeel{{Omvang: dossier.Geheel, Toegekend: true, Dag: dagen("2026-01-01")}, {Omvang: dossier.Gedeeltelijk, Toegekend: true, Dag: dagen("2026-01-01"), Belastbaar: dossier.Met(0)}}}},
	{"/PIP", `{"gemeentecode":"0080","pip":{"dagtekeningPip":"2025-03-01","leerroute":"B","niveau":"B1","geschatteIntensiteitB1Route":600,"indicatorMagOpleidingAfmaken":true,"indicatorAlfabetiseringsonderwijs":"AA"}}`,
		Stand{PIP: &PIPBijDUO{Gemeente: "0080", Dagtekening: dagen("2025-03-01"), Leerroute: begrip.RouteB1, Niveau: begrip.NiveauB1, Intensiteit: dossier.Met(600), MagAfmaken: dossier.Met(true), Alfabetisering: "aa"}}},
	{"/map", `{"datumEindgesprekMap":"2026-03-01"}`, Stand{MAP: dagen("2026-03-01")}},
	{"/pvt", `{"datumOndertekeningPvt":"2026-03-01"}`, Stand{PVT: dagen("2026-03-01")}},
	{"/uren", `[{"gemeentecode":"0080","bekendTot":"2026-03-01","ParticipatieAlsTaalles":{"uren":1},"ParticipatieactiviteitenBredeIntake":{"uren":2},"TaallesEnKnmBredeIntake":{"uren":3}}]`,
		Stand{Uren: []UrenBijDUO{{"0080", dagen("2026-02-28"), dossier.Met(3), dossier.Met(2), dossier.Met(1)}}}},
	{"/examens/resultaten", `[{"examendatum":"2026-03-01","resultaat":"Geslaagd","onderdeel":"LU","niveau":"B1"},{"examendatum":"2026-03-01","resultaat":"Geen","redenGeenResultaat":"Afgemeld","onderdeel":"KNM"}]`,
		Stand{Examens: []Examen{{begrip.Luisteren, begrip.NiveauB1, dagen("2026-03-01"), dossier.Geslaagd, ""}, {begrip.KNM, "", dagen("2026-03-01"), "", "Afgemeld"}}}},
	{"/examens/gratispogingen", `[{"onderdeel":"SP","gratisPogingenTegoed":2}]`, Stand{GratisPogingen: []Pogingen{{begrip.Spreken, 2}}}},
	{"/boetes", `[{"bedrag":340,"datum":"2026-03-01"}]`, Stand{Boetes: []Boete{{34000, dagen("2026-03-01")}}}},
}

func TestAntwoordenZoalsDUOZeGeeft(t *testing.T) {
	gehad := map[string]bool{}
	for _, g := range berichtenVanDUO {
		var s Stand
		s.neem(zoekOpvraging(t, g.rest), []byte(g.antwoord))
		if !reflect.DeepEqual(s, g.wil) {
			t.Errorf("%s: gelezen %+v\nwil %+v", g.rest, s, g.wil)
		}
		gehad[g.rest] = true
	}
	for _, o := range opvragingen {
		if !gehad[o.rest] {
			t.Errorf("van %s is er geen vast bericht", o.rest)
		}
	}
}

func zoekOpvraging(t *testing.T, rest string) opvraging {
	t.Helper()
	for _, o := range opvragingen {
		if o.rest == rest {
			return o
		}
	}
	t.Fatalf("geen opvraging %s", rest)
	return opvraging{}
}

// Een antwoord dat niet klopt is onleesbaar, met het veld en zonder wat erin stond.
func TestAntwoordenDieNietKloppen(t *testing.T) {
	for _, g := range []struct{ rest, antwoord, veld string }{
		{"/inburgeringsplicht", `{}`, "indicatorInburgeringsplicht"},
		{"/inburgeringsplicht", `[]`, "antwoord"},
		{"/inburgeringsplicht", `null`, "antwoord"},
		{"/inburgeringsplicht", `{"indicatorInburgeringsplicht":"true"}`, "indicatorInburgeringsplicht"},
		{"/inburgeringsplicht", `{"indicatorInburgeringsplicht":null}`, "indicatorInburgeringsplicht"},
		{"/inburgeringsplicht", `{"indicatorInburgeringsplicht":true,"indicatorInburgeringsplicht":false}`, "antwoord"},
		{"/inburgeringsplicht", `{"indicatorInburgeringsplicht":true,"begindatum":"2025-02-30"}`, "begindatum"},
		{"/inburgeringsplicht", `{"indicatorInburgeringsplicht":true,"begindatum":"1901-02-01"}`, "begindatum"},
		{"/inburgeringsplicht", `{"indicatorInburgeringsplicht":true,"begindatum":20250201}`, "begindatum"},
		{"/inburgeringsplicht", `{"indicatorInburgeringsplicht":true,"redenGeenInburgeringsplicht":"Iets nieuws"}`, "redenGeenInburgeringsplicht"},
		{"/doelgroep", `{"indeling":""}`, "indeling"},
		{"/lbt/examennummer", `{"examennummer":"1234567890123"}`, "examennummer"},
		{"/lbt/examennummer", `{"examennummer":"12\u0000"}`, "examennummer"},
		{"/lbt/resultaten", `[{"resultaat":"Onbekend","behaaldeScore":"54.20","benodigdeScore":"9,05","datumAfname":"2026-02-02"}]`, "behaaldeScore"},
		{"/lbt/resultaten", `[{"resultaat":"Onbekend","behaaldeScore":"1000,00","benodigdeScore":"9,05","datumAfname":"2026-02-02"}]`, "behaaldeScore"},
		{"/lbt/resultaten", `[{"resultaat":"Onbekend","behaaldeScore":"5,2","benodigdeScore":"9,05","datumAfname":"2026-02-02"}]`, "behaaldeScore"},
		{"/inburgeringstermijn", `{"startdatum":"2025-03-02"}`, "einddatum"},
		{"/verlengingen", `[{"beoordelingAanvraag":"InBehandeling","datumBeoordeling":"2026-02-01","ontvangstdatum":"2026-01-01"}]`, "datumBeoordeling"},
		{"/vrijstellingen", `[{}]`, "Vrijstelling"},
		{"/vrijstellingen", `[{"GeheleVrijstelling":{"oordeel":"Toekenning","reden":"DIP"},"GedeeltelijkeVrijstelling":{"oordeel":"Toekenning","reden":"GED"}}]`, "Vrijstelling"},
		{"/vrijstellingen", `[{"GeheleVrijstelling":{"oordeel":"Misschien","reden":"DIP"}}]`, "oordeel"},
		{"/vrijstellingen", `[{"GeheleVrijstelling":[]}]`, "antwoord"},
		{"/ontheffingen", `[{"TijdelijkeOntheffing":{"oordeel":"Toekenning","grond":"MED","datumOordeel":"2026-01-01"}}]`, "Ontheffing"},
		{"/PIP", `{"gemeentecode":"80","pip":{"dagtekeningPip":"2025-03-01","leerroute":"B"}}`, "gemeentecode"},
		{"/PIP", `{"gemeentecode":"0080","pip":{"dagtekeningPip":"2025-03-01","leerroute":"B","niveau":"B2"}}`, "niveau"},
		{"/uren", `[{"TaallesEnKnmBredeIntake":{"uren":-1}}]`, "uren"},
		{"/uren", `[{"TaallesEnKnmBredeIntake":{"uren":1e3}}]`, "uren"},
		{"/examens/resultaten", `[{"examendatum":"2026-03-01","resultaat":"Geslaagd","onderdeel":"XX"}]`, "onderdeel"},
		{"/examens/gratispogingen", `[{"onderdeel":"SP","gratisPogingenTegoed":100}]`, "gratisPogingenTegoed"},
		{"/boetes", `[{"bedrag":0,"datum":"2026-03-01"}]`, "bedrag"},
		{"/boetes", `[{"bedrag":"340","datum":"2026-03-01"}]`, "bedrag"},
		{"/boetes", `[{"bedrag":340.5,"datum":"2026-03-01"}]`, "bedrag"},
		{"/boetes", `[null]`, "antwoord"},
		{"/boetes", "[" + string(bytes.Repeat([]byte(`{"bedrag":1,"datum":"2026-03-01"},`), maxRegels)) + `{"bedrag":1,"datum":"2026-03-01"}]`, "antwoord"},
	} {
		var s Stand
		o := zoekOpvraging(t, g.rest)
		s.neem(o, []byte(g.antwoord))
		if len(s.Onleesbaar) != 1 || s.Onleesbaar[0].Wat != g.veld || s.Onleesbaar[0].API != o.api || s.Onleesbaar[0].Hoe == "" {
			t.Errorf("%s met %.80s: %v", g.rest, g.antwoord, s.Onleesbaar)
		}
	}
}

func FuzzAntwoorden(f *testing.F) {
	for i, o := range opvragingen {
		for _, g := range berichtenVanDUO {
			if g.rest == o.rest {
				f.Add(uint8(i), []byte(g.antwoord))
			}
		}
	}
	f.Fuzz(func(t *testing.T, welke uint8, b []byte) {
		if !json.Valid(b) {
			return // zo'n antwoord komt niet voorbij de client
		}
		o := opvragingen[int(welke)%len(opvragingen)]
		var s Stand
		s.neem(o, b)
		if len(s.Onleesbaar) > 1 {
			t.Errorf("één antwoord gaf %d redenen", len(s.Onleesbaar))
		}
		l := nieuwLogboek()
		v := Vertaal(l.stand(), s, proefdag)
		if len(v.Quarantaine) > 0 && len(v.Feiten) > 0 {
			t.Error("een stand in quarantaine gaf toch feiten")
		}
		l.bij(v.Feiten...)
		for _, g := range v.Feiten {
			if g.GeldigOp > proefdag {
				t.Errorf("een feit %s in de toekomst", g.Soort())
			}
		}
		if n := len(Vertaal(l.stand(), s, proefdag).Feiten); n != 0 {
			t.Errorf("nog eens lezen gaf %d feiten", n)
		}
	})
}
