package nagebootst

import (
	"testing"
)

// TestPIP loopt elke regel voor het PIP langs, met de dag ervoor, op en erna.
func TestPIP(t *testing.T) {
	eerste := func() Persoon { return plichtige(een) }
	loopLangs(t, "2026-03-10", "POST", "/personen/"+een+"/PIP", eerste, []regel{
		{"goed", nil, "", `{"dagtekeningPip":"2026-03-02","leerroute":"B"}`, 201, ""},
		{"zonder leerroute", nil, "", `{"dagtekeningPip":"2026-03-02"}`, 400, ""},
		{"zonder dagtekening", nil, "", `{"leerroute":"B"}`, 400, ""},
		{"onbekende route", nil, "", `{"dagtekeningPip":"2026-03-02","leerroute":"X"}`, 400, ""},
		{"dag die niet bestaat", nil, "", `{"dagtekeningPip":"2026-02-30","leerroute":"B"}`, 400, ""},
		{"geen JSON", nil, "", `{`, 400, ""},
		{"onbekend veld", nil, "", `{"dagtekeningPip":"2026-03-02","leerroute":"B","nieuw":1}`, 201, ""},

		{"dag voor de plicht", zonderVestiging, "", `{"dagtekeningPip":"2026-01-04","leerroute":"B"}`, 403, "De dagtekening ligt voor het begin"},
		{"op de dag van de plicht", zonderVestiging, "", `{"dagtekeningPip":"2026-01-05","leerroute":"B"}`, 201, ""},
		{"nooit plichtig", func(p *Persoon) { p.Plicht = Plicht{} }, "", `{"dagtekeningPip":"2026-03-02","leerroute":"B"}`, 403, "Deze persoon is niet"},
		{"dag voor vestiging", nil, "", `{"dagtekeningPip":"2026-01-09","leerroute":"B"}`, 403, "De dagtekening ligt voor de vestiging"},
		{"op de dag van vestiging", nil, "", `{"dagtekeningPip":"2026-01-10","leerroute":"B"}`, 201, ""},
		{"in de opvang is er nog geen vestiging", func(p *Persoon) { p.COA, p.Gekoppeld, p.Gemeente, p.Vestiging = true, ons, "", 0 }, "", `{"dagtekeningPip":"2026-01-09","leerroute":"B"}`, 201, ""},

		{"A2 bij O", nil, "", `{"dagtekeningPip":"2026-03-02","leerroute":"O","niveau":"A2"}`, 403, "Niveau A2 kan niet bij de onderwijsroute"},
		{"B1 bij O", nil, "", `{"dagtekeningPip":"2026-03-02","leerroute":"O","niveau":"B1"}`, 201, ""},
		{"B1 bij Z", nil, "", `{"dagtekeningPip":"2026-03-02","leerroute":"Z","niveau":"B1"}`, 403, "Niveau B1 kan niet bij de Z-route"},
		{"A2 bij Z", nil, "", `{"dagtekeningPip":"2026-03-02","leerroute":"Z","niveau":"A2"}`, 201, ""},
		{"A2 bij B als eerste", nil, "", `{"dagtekeningPip":"2026-03-02","leerroute":"B","niveau":"A2"}`, 403, "Niveau A2 kan niet bij het eerste PIP"},
		{"A2 bij B als gewijzigd", func(p *Persoon) { *p = metPIP(een, "B") }, "", `{"dagtekeningPip":"2026-03-03","leerroute":"B","niveau":"A2"}`, 201, ""},
		{"A2 bij B na een PIP van een andere gemeente", func(p *Persoon) { *p = metPIP(een, "B"); p.PIP.Gemeente = buren }, "", `{"dagtekeningPip":"2026-03-03","leerroute":"B","niveau":"A2"}`, 201, ""},

		{"uren bij B en asiel", nil, "", `{"dagtekeningPip":"2026-03-02","leerroute":"B","geschatteIntensiteitB1Route":600}`, 201, ""},
		{"uren bij Z", nil, "", `{"dagtekeningPip":"2026-03-02","leerroute":"Z","geschatteIntensiteitB1Route":600}`, 403, "De geschatte intensiteit hoort alleen bij de B1"},
		{"uren bij gezinsmigrant", func(p *Persoon) { p.Doelgroep.Indeling = Gezinsmigrant }, "", `{"dagtekeningPip":"2026-03-02","leerroute":"B","geschatteIntensiteitB1Route":600}`, 403, "De geschatte intensiteit hoort alleen bij een asiel"},
		{"te weinig uren", nil, "", `{"dagtekeningPip":"2026-03-02","leerroute":"B","geschatteIntensiteitB1Route":0}`, 400, ""},
		{"te veel uren", nil, "", `{"dagtekeningPip":"2026-03-02","leerroute":"B","geschatteIntensiteitB1Route":10000}`, 400, ""},
		{"meest uren", nil, "", `{"dagtekeningPip":"2026-03-02","leerroute":"B","geschatteIntensiteitB1Route":9999}`, 201, ""},
	})
}

func zonderVestiging(p *Persoon) { p.Vestiging = 0 }

// TestGewijzigdPIP: niet voor het initiele en niet voor het huidige PIP.
func TestGewijzigdPIP(t *testing.T) {
	tweede := func() Persoon {
		p := metPIP(een, "B")
		p.EerderePIP = []PIP{*p.PIP}
		p.PIP = &PIP{Gemeente: ons, Dagtekening: dagVan("2026-06-01"), Leerroute: "B"}
		return p
	}
	loopLangs(t, "2026-07-01", "POST", "/personen/"+een+"/PIP", tweede, []regel{
		{"dag voor het initiele", nil, "", `{"dagtekeningPip":"2026-03-01","leerroute":"B"}`, 403, "De dagtekening ligt voor de dagtekening van het initiele"},
		{"dag voor het huidige", nil, "", `{"dagtekeningPip":"2026-05-31","leerroute":"B"}`, 403, "De dagtekening ligt voor de dagtekening van het huidige"},
		{"op de dag van het huidige", nil, "", `{"dagtekeningPip":"2026-06-01","leerroute":"B"}`, 201, ""},
		{"dag na het huidige", nil, "", `{"dagtekeningPip":"2026-06-02","leerroute":"B"}`, 201, ""},
	})
}

// TestPIPWeg: alleen zolang er geen termijn is en geen cursusuren.
func TestPIPWeg(t *testing.T) {
	zonderTermijn := func() Persoon { p := metPIP(een, "B"); p.Termijn = nil; return p }
	loopLangs(t, "2026-03-10", "DELETE", "/personen/"+een+"/PIP", zonderTermijn, []regel{
		{"nog geen termijn", nil, "", "", 200, ""},
		{"termijn", func(p *Persoon) { *p = metPIP(een, "B") }, "", "", 403, "De inburgeringstermijn is al vastgesteld"},
		{"geen PIP", func(p *Persoon) { p.PIP = nil }, "", "", 404, ""},
		{"PIP van een ander", func(p *Persoon) { p.PIP.Gemeente = buren }, "", "", 403, "Het huidige PIP is van een andere"},
		{"uren bij het aanbod", func(p *Persoon) {
			p.Aanbod = map[string]*Aanbod{school: {Gemeente: ons, Datum: dagVan("2026-03-03")}}
			p.Cursus = []Cursus{{Instelling: school, Soort: "NT2", Uren: 1}}
		}, "", "", 403, "Er zijn cursusuren"},
		{"uren bij een aanbod van vroeger", func(p *Persoon) { p.Cursus = []Cursus{{Instelling: school, Soort: "NT2", Uren: 1}} }, "", "", 200, ""},
	})
}

// TestAanbod: alleen asiel, na het PIP, in de termijn, bij een instelling met keurmerk.
func TestAanbod(t *testing.T) {
	goed := `{"datumInburgeringsaanbod":"2026-03-02","verwachteStartdatumOpleiding":"2026-03-03","verwachteEinddatumOpleiding":"2029-03-03","indicatorAlfabetiseringsonderwijs":"NVT"}`
	b1 := func() Persoon { return metPIP(een, "B") }
	loopLangs(t, "2026-03-10", "POST", "/personen/"+een+"/Inburgeringsaanbod/"+school, b1, []regel{
		{"goed, op elke grens", nil, "", goed, 201, ""},
		{"gezinsmigrant", func(p *Persoon) { p.Doelgroep.Indeling = Gezinsmigrant }, "", goed, 403, "Een aanbod hoort alleen"},
		{"zonder PIP", func(p *Persoon) { p.PIP = nil }, "", goed, 403, "Er is nog geen PIP"},
		{"zonder termijn", func(p *Persoon) { p.Termijn = nil }, "", goed, 403, "De inburgeringstermijn is nog niet"},
		{"zonder alfabetisering", nil, "", `{"datumInburgeringsaanbod":"2026-03-02"}`, 400, ""},
		{"alleen de datum", nil, "", `{"datumInburgeringsaanbod":"2026-03-02","indicatorAlfabetiseringsonderwijs":"A"}`, 201, ""},
		{"dag voor de dagtekening", nil, "", `{"datumInburgeringsaanbod":"2026-03-01","indicatorAlfabetiseringsonderwijs":"A"}`, 403, "De datum van het aanbod ligt voor"},
		{"start op de dagtekening", nil, "", `{"verwachteStartdatumOpleiding":"2026-03-02","indicatorAlfabetiseringsonderwijs":"A"}`, 403, "De startdatum ligt niet"},
		{"start op het begin", nil, "", `{"verwachteStartdatumOpleiding":"2026-03-03","indicatorAlfabetiseringsonderwijs":"A"}`, 201, ""},
		{"start op de laatste dag", nil, "", `{"verwachteStartdatumOpleiding":"2029-03-02","indicatorAlfabetiseringsonderwijs":"A"}`, 201, ""},
		{"start op het exclusieve einde", nil, "", `{"verwachteStartdatumOpleiding":"2029-03-03","indicatorAlfabetiseringsonderwijs":"A"}`, 403, "De startdatum ligt niet"},
		{"einde een dag te laat", nil, "", `{"verwachteEinddatumOpleiding":"2029-03-04","indicatorAlfabetiseringsonderwijs":"A"}`, 403, "De einddatum ligt niet"},
	})
	for nummer, status := range map[string]map[string]int{
		school: {"B": 201, "O": 201, "Z": 201}, hoge: {"B": 403, "O": 201, "Z": 403}, beide: {"B": 201, "O": 201, "Z": 201},
		keurloos: {"B": 403, "O": 403, "Z": 403}, "9999999999": {"B": 403, "O": 403, "Z": 403}, "kort": {"B": 400, "O": 400, "Z": 400},
	} {
		for _, route := range []string{"B", "O", "Z"} {
			p := nieuweProef(t, "2026-03-10")
			p.NeemOp(metPIP(een, route))
			if a := p.vraag("POST", "/personen/"+een+"/Inburgeringsaanbod/"+nummer, goed); a.status != status[route] {
				t.Errorf("instelling %s bij route %s geeft %d, verwacht %d", nummer, route, a.status, status[route])
			}
		}
	}
}

// TestModules: dezelfde regels voor MAP en PVT, met de grenzen van de termijn.
func TestModules(t *testing.T) {
	for _, m := range []struct{ pad, veld string }{{"map", "datumEindgesprekMap"}, {"pvt", "datumOndertekeningPvt"}} {
		op := func(dag, verwijt string) string {
			s := `{"` + m.veld + `":"` + dag + `"`
			if verwijt != "" {
				s += `,"verwijtbaar":"` + verwijt + `"`
			}
			return s + "}"
		}
		alleen := func(verwijt string) string { return `{"verwijtbaar":"` + verwijt + `"}` }
		wasVan := func(gemeente string) func(*Persoon) {
			return func(p *Persoon) {
				x := &Module{Gemeente: gemeente, Datum: dagVan("2026-05-01")}
				p.MAP, p.PVT = x, x
			}
		}
		z := func(p *Persoon) { p.ZRoute = &Module{Gemeente: ons, Datum: dagVan("2026-08-01")} }
		pip := func() Persoon { return metPIP(een, "B") }
		pad := "/personen/" + een + "/" + m.pad
		t.Run(m.pad+" midden in de termijn", func(t *testing.T) {
			loopLangs(t, "2026-09-01", "PUT", pad, pip, []regel{
				{"goed", nil, "", op("2026-06-01", ""), 200, ""},
				{"eerder door ons", wasVan(ons), "", op("2026-06-01", ""), 200, ""},
				{"eerder door een ander", wasVan(buren), "", op("2026-06-01", ""), 403, "De gegevens zijn aangeleverd door een andere"},
				{"PIP van een ander", func(p *Persoon) { p.PIP.Gemeente = buren }, "", op("2026-06-01", ""), 403, "Het huidige PIP is niet"},
				{"zonder PIP", func(p *Persoon) { p.PIP = nil }, "", op("2026-06-01", ""), 403, "Het huidige PIP is niet"},
				{"zonder termijn", func(p *Persoon) { p.Termijn = nil }, "", op("2026-06-01", ""), 403, "De inburgeringstermijn is nog niet"},
				{"voldaan met Z", func(p *Persoon) { z(p); p.Plicht.Geldt, p.Plicht.Reden = false, redenVoldaan }, "", op("2026-06-01", ""), 403, "Aan de inburgeringsplicht is al"},
				{"dag voor de termijn", nil, "", op("2026-03-02", ""), 403, "De datum ligt voor het begin"},
				{"eerste dag van de termijn", nil, "", op("2026-03-03", ""), 200, ""},
				{"op de afronding van Z", z, "", op("2026-08-01", ""), 200, ""},
				{"dag na de afronding van Z", z, "", op("2026-08-02", ""), 403, "De datum ligt na de afronding"},
				{"vandaag", nil, "", op("2026-09-01", ""), 200, ""},
				{"morgen", nil, "", op("2026-09-02", ""), 403, "De datum ligt in de toekomst"},
				{"leegmaken", wasVan(ons), "", `{}`, 200, ""},
				{"leegmaken na Z", func(p *Persoon) { wasVan(ons)(p); z(p) }, "", `{}`, 403, "De datum kan niet leeg"},
				{"verwijt bij een dag op tijd", nil, "", op("2026-06-01", "Nee"), 403, "Verwijtbaar hoort niet"},
				{"onbekende keuze", nil, "", op("2026-06-01", "ja"), 400, ""},
				{"Nee, ver voor het einde", nil, "", alleen("Nee"), 403, "Verwijtbaar Nee kan pas"},
				{"Ja, voor het einde", nil, "", alleen("Ja"), 403, "Verwijtbaar Ja kan alleen"},
			})
		})
		for _, g := range []struct {
			vandaag, verwijt, reden string
			status                  int
		}{
			{"2029-01-02", "Nee", "Verwijtbaar Nee kan pas", 403},
			{"2029-01-03", "Nee", "", 200}, // over precies twee maanden
			{"2029-03-02", "Nee", "", 200},
			{"2029-03-03", "Nee", "", 200}, // voorbij
			{"2029-03-02", "Ja", "Verwijtbaar Ja kan alleen", 403},
			{"2029-03-03", "Ja", "", 200},
		} {
			t.Run(m.pad+" "+g.verwijt+" op "+g.vandaag, func(t *testing.T) {
				loopLangs(t, g.vandaag, "PUT", pad, pip, []regel{{"zonder dag", nil, "", alleen(g.verwijt), g.status, g.reden}})
			})
		}
		t.Run(m.pad+" na de termijn", func(t *testing.T) {
			loopLangs(t, "2029-06-01", "PUT", pad, pip, []regel{
				{"op tijd, laat gemeld", nil, "", op("2029-03-02", ""), 200, ""},
				{"op tijd, laat gemeld, met verwijt", nil, "", op("2029-03-02", "Nee"), 403, "Verwijtbaar hoort niet"},
				{"te laat zonder verwijt", nil, "", op("2029-03-03", ""), 403, "Verwijtbaar is verplicht"},
				{"te laat met Nee", nil, "", op("2029-03-03", "Nee"), 200, ""},
				{"te laat met Ja", nil, "", op("2029-03-03", "Ja"), 200, ""},
				{"helemaal leeg", nil, "", `{}`, 403, "Verwijtbaar is verplicht"},
			})
		})
	}
}

// TestZRoute: alleen bij de Z-route van onze gemeente, en niet in de toekomst.
func TestZRoute(t *testing.T) {
	z := func() Persoon { return metPIP(een, "Z") }
	loopLangs(t, "2026-09-01", "PUT", "/personen/"+een+"/zroute", z, []regel{
		{"vandaag", nil, "", `{"datumAfrondingZroute":"2026-09-01"}`, 200, ""},
		{"morgen", nil, "", `{"datumAfrondingZroute":"2026-09-02"}`, 403, "De datum ligt in de toekomst"},
		{"leeg", nil, "", `{}`, 200, ""},
		{"B1-route", func(p *Persoon) { *p = metPIP(een, "B") }, "", `{"datumAfrondingZroute":"2026-09-01"}`, 403, "Het huidige PIP heeft geen"},
		{"PIP van een ander", func(p *Persoon) { p.PIP.Gemeente = buren }, "", `{"datumAfrondingZroute":"2026-09-01"}`, 403, "Het huidige PIP is niet"},
	})
}

// TestUren: drie tellers van 0 tot en met 9999.
func TestUren(t *testing.T) {
	pip := func() Persoon { return metPIP(een, "Z") }
	for _, pad := range []string{"bredeintake/taallesknm", "participatieactiviteiten", "participatietaalles"} {
		loopLangs(t, "2026-09-01", "PUT", "/personen/"+een+"/uren/"+pad, pip, []regel{
			{"nul", nil, "", `{"uren":0}`, 200, ""},
			{"meeste", nil, "", `{"uren":9999}`, 200, ""},
			{"te veel", nil, "", `{"uren":10000}`, 400, ""},
			{"min", nil, "", `{"uren":-1}`, 400, ""},
			{"half", nil, "", `{"uren":1.5}`, 400, ""},
			{"ontbreekt", nil, "", `{}`, 400, ""},
			{"leeg", nil, "", `{"uren":null}`, 400, ""},
		})
	}
}

// TestCursusuren: de regels voor uren bij een instelling, die hier nog geen adres hebben.
func TestCursusuren(t *testing.T) {
	p := nieuweProef(t, "2026-09-01")
	x := metPIP(een, "B")
	x.Aanbod = map[string]*Aanbod{school: {Gemeente: ons, Datum: dagVan("2026-04-01"), Eerste: dagVan("2026-04-01"), Start: dagVan("2026-04-10")}}
	p.NeemOp(x)
	for _, g := range []struct {
		zin, instelling, dag string
		goed                 bool
	}{
		{"voor het eerste aanbod", school, "2026-03-31", false}, {"op het eerste aanbod", school, "2026-04-01", true},
		{"later", school, "2026-05-01", true}, {"eerder dan de vorige opgave", school, "2026-04-30", false}, {"zelfde dag", school, "2026-05-01", true},
		{"morgen", school, "2026-09-02", false}, {"geen aanbod", beide, "2026-05-01", false}, {"geen keurmerk", keurloos, "2026-05-01", false},
	} {
		if err := p.SchrijfCursus(een, Cursus{Instelling: g.instelling, Soort: "NT2", Uren: 10, Peildatum: dagVan(g.dag)}); (err == nil) != g.goed {
			t.Errorf("%s: %v", g.zin, err)
		}
	}
}
