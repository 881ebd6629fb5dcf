package nagebootst

import "testing"

// TestVasteAntwoorden houdt de vorm van elk antwoord vast, zodat die ook bewezen is waar de
// beschrijving van DUO er niet ligt.
func TestVasteAntwoorden(t *testing.T) {
	p := nieuweProef(t, "2026-09-01")
	waar := true
	zes := 6
	x := metPIP(een, "B")
	x.PIP.Niveau, x.PIP.Intensiteit, x.PIP.MagAfmaken, x.PIP.Alfabetiser = "B1", 600, &waar, "NVT"
	x.EerderePlicht = []Plicht{{Geldt: true, Begin: dagVan("2024-01-01"), Eind: dagVan("2025-01-01"), Wijziging: dagVan("2025-01-02"), Kennisgeving: dagVan("2024-01-03")}}
	x.EerdereDoelgroep = []Doelgroep{{Indeling: Gezinsmigrant, Detail: "Gezinsvormer", Begin: dagVan("2024-01-01"), Eind: dagVan("2026-01-04")}}
	x.Termijn.Grond = "INSP"
	x.EerdereTermijn = []Termijn{{Start: dagVan("2026-03-03"), Einde: dagVan("2028-09-03"), Wijziging: dagVan("2026-03-02")}}
	x.Examennummer = "LBT123"
	x.Toetsen = []Toets{{Resultaat: "B1-route haalbaar", Behaald: 4805, Benodigd: 3900, Afname: dagVan("2026-02-01")}}
	x.Examens = []Examen{{Onderdeel: "LE", Niveau: "B1", Resultaat: "Geslaagd", Datum: dagVan("2026-08-01")}, {Onderdeel: "KNM", Resultaat: "Geen", Reden: "Absent", Datum: dagVan("2026-08-02")}}
	x.Pogingen = map[string]int{"SP": 1, "KNM": 2}
	x.Vrijstelling = []Oordeel{{Omvang: Geheel, Reden: "DIP", Datum: dagVan("2026-05-01")},
		{Omvang: Tijdelijk, Toegekend: true, Reden: "OPL", Datum: dagVan("2026-05-02"), Start: dagVan("2026-05-01"), Eind: dagVan("2026-08-01")},
		{Omvang: Gedeeltelijk, Toegekend: true, Reden: "GED", Datum: dagVan("2026-05-03"), Onderdeel: "SP", Niveau: "A2"}}
	x.Ontheffing = []Oordeel{{Omvang: Geheel, Reden: "BIO", Datum: dagVan("2026-05-01")}, {Omvang: Gedeeltelijk, Toegekend: true, Reden: "MED", Datum: dagVan("2026-05-02"), Onderdeel: "SC", Uren: 400}}
	x.Boetes = []Boete{{Bedrag: 340, Datum: dagVan("2026-06-01")}}
	x.Verlengingen = []Verlenging{{Beoordeling: "InBehandeling", Ontvangen: dagVan("2026-06-01")}, {Beoordeling: "Toegekend", Ontvangen: dagVan("2026-05-01"), Beoordeeld: dagVan("2026-05-20")}}
	x.Gebeurtenis = []Gebeurtenis{{"SS139", dagVan("2026-01-12")}}
	x.MAP, x.PVT = &Module{Gemeente: ons, Datum: dagVan("2026-07-01"), Verwijtbaar: ""}, &Module{Gemeente: ons, Datum: dagVan("2026-07-02")}
	x.Uren = map[string]*Uren{ons: {Intake: &zes}, buren: {Taalles: &zes, Participatie: &zes, BekendTot: dagVan("2026-01-10")}}
	p.NeemOp(x)
	p.NeemOp(Persoon{BSN: twee, Gemeente: ons})
	for pad, wil := range map[string][2]string{ // met alles, en met niets
		"inburgeringsplicht":           {`{"indicatorInburgeringsplicht":true,"begindatum":"2026-01-05","datumKennisgevingInburgeringsplicht":"2026-01-12"}`, `{"indicatorInburgeringsplicht":false}`},
		"inburgeringsplicht/historie":  {`[{"indicatorInburgeringsplicht":true,"begindatum":"2024-01-01","einddatum":"2025-01-01","wijzigingsdatum":"2025-01-02"}]`, `[]`},
		"doelgroep":                    {`{"indeling":"Asielstatushouder","begindatum":"2026-01-05","gedetailleerdeDoelgroep":"Asielstatushouder"}`, ``},
		"doelgroep/historie":           {`[{"indeling":"Gezinsmigrant en overige migrant","begindatum":"2024-01-01","einddatum":"2026-01-04"}]`, `[]`},
		"inburgeringstermijn":          {`{"startdatum":"2026-03-03","einddatum":"2029-03-03","wijzigingsdatum":"2026-03-02","verlengingsgrondcode":"INSP","verlengingsgrondomschrijving":"Aantoonbaar voldoende inspanning"}`, ``},
		"inburgeringstermijn/historie": {`[{"einddatum":"2028-09-03","wijzigingsdatum":"2026-03-02"}]`, `[]`},
		"lbt/examennummer":             {`{"examennummer":"LBT123"}`, ``},
		"lbt/resultaten":               {`[{"resultaat":"B1-route haalbaar","behaaldeScore":"48,05","benodigdeScore":"39,00","datumAfname":"2026-02-01"}]`, `[]`},
		"examens/resultaten":           {`[{"examendatum":"2026-08-01","resultaat":"Geslaagd","onderdeel":"LE","niveau":"B1"},{"examendatum":"2026-08-02","resultaat":"Geen","redenGeenResultaat":"Absent","onderdeel":"KNM"}]`, `[]`},
		"examens/gratispogingen":       {`[{"onderdeel":"KNM","gratisPogingenTegoed":2},{"onderdeel":"SP","gratisPogingenTegoed":1}]`, `[]`},
		"vrijstellingen":               {`[{"GeheleVrijstelling":{"oordeel":"Afwijzing","reden":"DIP","datumOordeel":"2026-05-01"}},{"TijdelijkeVrijstelling":{"oordeel":"Toekenning","reden":"OPL","datumOordeel":"2026-05-02","startdatum":"2026-05-01","einddatum":"2026-08-01"}},{"GedeeltelijkeVrijstelling":{"oordeel":"Toekenning","reden":"GED","datumOordeel":"2026-05-03","examenonderdeel":"SP","examenniveau":"A2"}}]`, `[]`},
		"ontheffingen":                 {`[{"GeheleOntheffing":{"oordeel":"Afwijzing","grond":"BIO","datumOordeel":"2026-05-01"}},{"GedeeltelijkeOntheffing":{"oordeel":"Toekenning","grond":"MED","datumOordeel":"2026-05-02","examenonderdeel":"SC","urenBelastbaarheidParticipatieactiviteit":400}}]`, `[]`},
		"boetes":                       {`[{"bedrag":340,"datum":"2026-06-01"}]`, `[]`},
		"verlengingen":                 {`[{"beoordelingAanvraag":"InBehandeling","ontvangstdatum":"2026-06-01"},{"beoordelingAanvraag":"Toegekend","datumBeoordeling":"2026-05-20","ontvangstdatum":"2026-05-01"}]`, `[]`},
		"gebeurtenissen":               {`[{"id":"SS139","omschrijving":"Inburgeringsplichtig, termijn PIP gestart","datum":"2026-01-12"}]`, `[]`},
		"PIP":                          {`{"gemeentecode":"1234","pip":{"dagtekeningPip":"2026-03-02","leerroute":"B","niveau":"B1","geschatteIntensiteitB1Route":600,"indicatorMagOpleidingAfmaken":true,"indicatorAlfabetiseringsonderwijs":"NVT"}}`, ``},
		"map":                          {`{"datumEindgesprekMap":"2026-07-01"}`, ``},
		"pvt":                          {`{"datumOndertekeningPvt":"2026-07-02"}`, ``},
		"uren":                         {`[{"gemeentecode":"1234","TaallesEnKnmBredeIntake":{"uren":6}},{"gemeentecode":"4321","bekendTot":"2026-01-10","ParticipatieAlsTaalles":{"uren":6},"ParticipatieactiviteitenBredeIntake":{"uren":6}}]`, `[]`},
	} {
		for i, bsn := range []string{een, twee} {
			a := p.vraag("GET", "/v1/personen/"+bsn+"/"+pad, "")
			status := 200
			if wil[i] == "" {
				status = 404
			}
			if a.status != status || a.tekst != wil[i] {
				t.Errorf("%s: %d\nis   %s\nwil  %s", pad, a.status, a.tekst, wil[i])
			}
		}
	}
	if a := p.vraag("GET", "/verlengingsgronden", ""); a.status != 200 || a.kop.Get("API-Version") != "1.0.0" {
		t.Errorf("verlengingsgronden: %d %v", a.status, a.kop)
	}
	if a := p.vraag("GET", "/instellingen", ""); a.status != 200 || a.kop.Get("API-Version") != "1.2.0" {
		t.Errorf("instellingen: %d %v", a.status, a.kop)
	}
}
