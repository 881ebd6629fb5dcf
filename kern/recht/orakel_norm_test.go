package recht_test

import (
	"maps"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// De derde naïeve rekenkern: normen en handelingen. Zij kent alleen regels van woorden en
// loopt voor elke norm opnieuw langs alle feiten, zoals het openbare formaat het opschrijft.

type naiefLes struct {
	soort, wat, extra string // extra: niveau, uitslag, keurmerk, waar het om gaat
	dag               time.Time
	uren              int
	online, intake    bool
}

type naiefPlan struct {
	asiel, beleid bool
	lessen        []naiefLes // op volgorde van dag
	op            time.Time
}

type naieveNorm struct {
	eis, behaald int
	voldaan      bool
}

// tot geeft de feiten van een soort tot en met de dag waarop wordt gerekend.
func (p naiefPlan) tot(soort string) []naiefLes {
	var uit []naiefLes
	for _, l := range p.lessen {
		if l.soort == soort && !l.dag.After(p.op) {
			uit = append(uit, l)
		}
	}
	return uit
}

func (p naiefPlan) heeft(soort, wat string) bool {
	return slices.ContainsFunc(p.tot(soort), func(l naiefLes) bool { return l.wat == wat })
}

func (p naiefPlan) route() string {
	route := ""
	for _, l := range p.lessen {
		if (l.soort == "pip" || l.soort == "wijziging") && !l.dag.After(p.op) {
			route = l.wat
		}
	}
	return route
}

// uren telt wat bij een norm hoort: welke soorten, of het in de klas moet, of er een
// keurmerk moet zijn, en of uren van de intake meetellen.
func (p naiefPlan) uren(soorten string, klas, keurmerk, intake bool) int {
	som := 0
	for _, l := range p.tot("uren") {
		voorPIP := l.dag.Before(p.tot("pip")[0].dag)
		switch {
		case !slices.Contains(strings.Fields(soorten), l.wat):
		case klas && l.online:
		case keurmerk && l.extra == "geen":
		case l.intake && !intake:
		case !l.intake && voorPIP:
		default:
			som += l.uren
		}
	}
	return som
}

// gehaald geeft de onderdelen die op het niveau dat geldt zijn gehaald.
func (p naiefPlan) gehaald() map[string]bool {
	uit := map[string]bool{}
	for _, l := range p.tot("examen") {
		if l.extra == "gezakt" {
			continue
		}
		laag := p.heeft("afgeschaald", "") || p.heeft("afgeschaald", l.wat)
		if l.wat == "knm" || l.extra != "a2" || (laag && p.route() == "b1") {
			uit[l.wat] = true
		}
	}
	return uit
}

func (p naiefPlan) normen() map[string]naieveNorm {
	uit := map[string]naieveNorm{}
	norm := func(naam string, eis, behaald int) { uit[naam] = naieveNorm{eis, behaald, behaald >= eis} }
	if len(p.tot("pip")) == 0 {
		return uit
	}
	route := p.route()
	if route == "z" {
		norm("z-cursus", 800, p.uren("nt2 alfabetisering knm", true, true, true))
		if p.asiel {
			norm("z-participatie", 800, p.uren("participatie pvt map-klassikaal map-praktijk", false, false, false))
		}
	}
	norm("pvt", 12, p.uren("pvt", false, false, true))
	pvt := uit["pvt"]
	pvt.voldaan = pvt.voldaan && p.heeft("pvt-activiteit", "") && p.heeft("pvt-ondertekend", "")
	uit["pvt"] = pvt
	if route != "onderwijs" {
		norm("map-praktijk", 40, p.uren("map-praktijk", false, false, true))
		if p.beleid {
			norm("map-klassikaal", 20, p.uren("map-klassikaal", false, false, false))
		}
	}
	if route == "b1" {
		norm("afschalen-uren", 600, p.uren("nt2 alfabetisering", false, true, true))
		norm("afschalen-klassikaal", 300, p.uren("nt2 alfabetisering", true, true, true))
		if !p.asiel {
			norm("verlenging-uren", 450, p.uren("nt2 alfabetisering", false, true, false))
		}
	}
	if route != "z" {
		norm("examens", 5, len(p.gehaald()))
	}
	if p.beleid {
		n, pip := 0, p.tot("pip")[0].dag
		for _, l := range p.tot("voortgangsgesprek") {
			if l.dag.After(pip) && !l.dag.After(maandenErbij(pip, 12)) {
				n++
			}
		}
		norm("voortgangsgesprekken-jaar1", 2, n)
	}
	return uit
}

// redenen geeft per handeling alle redenen om haar niet te doen.
func (p naiefPlan) redenen() map[string]map[string]bool {
	uit := map[string]map[string]bool{}
	weiger := func(handeling string, als bool, code string) {
		if uit[handeling] == nil {
			uit[handeling] = map[string]bool{}
		}
		if als {
			uit[handeling][code] = true
		}
	}
	normen, route, pip := p.normen(), p.route(), p.tot("pip")
	zonder := len(pip) == 0
	for _, h := range []string{"afschalen", "verlenging-aanvragen", "verlenging-inspanning", "eindgesprek-z", "afronden"} {
		weiger(h, zonder, "geen-pip")
	}
	oordeel := p.tot("inspanning")
	weiger("afschalen", len(oordeel) > 0 && oordeel[len(oordeel)-1].wat == "nee", "onvoldoende-inspanning")
	weiger("afschalen", p.heeft("afgeschaald", ""), "al-gedaan")
	weiger("eindgesprek-z", p.heeft("eindgesprek", "z"), "al-gedaan")
	verlengd := len(p.tot("verlengd"))
	if zonder {
		return uit
	}
	weiger("afschalen", route != "b1", "verkeerde-leerroute")
	weiger("afschalen", route == "b1" && !normen["afschalen-uren"].voldaan, "te-weinig-uren")
	weiger("afschalen", route == "b1" && !normen["afschalen-klassikaal"].voldaan, "te-weinig-klassikaal")

	laatste := maandenErbij(pip[0].dag, 36+6*verlengd)
	for _, h := range []string{"verlenging-aanvragen", "verlenging-inspanning"} {
		weiger(h, p.op.Before(maandenErbij(laatste.AddDate(0, 0, 1), -6)), "te-vroeg")
		weiger(h, p.op.After(laatste), "termijn-verstreken")
	}
	mapKlaar := normen["map-praktijk"].voldaan && (!p.beleid || normen["map-klassikaal"].voldaan) && p.heeft("eindgesprek", "map")
	taal := maps.Clone(p.gehaald())
	delete(taal, "knm")
	const i = "verlenging-inspanning"
	weiger(i, verlengd > 0, "al-gedaan")
	weiger(i, route != "b1", "verkeerde-leerroute")
	weiger(i, len(taal) < 2 || !p.gehaald()["knm"], "te-weinig-examens")
	weiger(i, !normen["pvt"].voldaan, "pvt-niet-gedaan")
	weiger(i, route != "onderwijs" && !mapKlaar, "map-niet-gedaan")
	weiger(i, p.asiel && !(p.heeft("lessen", "taal") && p.heeft("lessen", "knm")), "lessen-niet-voltooid")
	weiger(i, !p.asiel && route == "b1" && !normen["verlenging-uren"].voldaan, "te-weinig-uren")

	zKlaar := normen["z-cursus"].voldaan && (!p.asiel || normen["z-participatie"].voldaan)
	weiger("eindgesprek-z", route != "z", "verkeerde-leerroute")
	weiger("eindgesprek-z", route == "z" && !zKlaar, "te-weinig-uren")

	weiger("afronden", route == "z" && !p.heeft("eindgesprek", "z"), "eindgesprek-niet-gehouden")
	weiger("afronden", route != "z" && !normen["examens"].voldaan, "te-weinig-examens")
	weiger("afronden", !normen["pvt"].voldaan, "pvt-niet-gedaan")
	weiger("afronden", route != "onderwijs" && !mapKlaar, "map-niet-gedaan")
	return uit
}

func kies(r *rand.Rand, woorden string) string {
	w := strings.Fields(woorden)
	return w[r.Intn(len(w))]
}

func toevalsplan(r *rand.Rand) naiefPlan {
	pip := toevalsdag(r, dagVan("2022-06-01"), 900)
	p := naiefPlan{asiel: r.Intn(2) == 0, beleid: r.Intn(2) == 0, op: toevalsdag(r, pip.AddDate(0, 0, -20), 1500)}
	leg := func(kans int, l naiefLes) {
		if r.Intn(100) < kans {
			l.dag = toevalsdag(r, pip.AddDate(0, 0, -60), 1200)
			p.lessen = append(p.lessen, l)
		}
	}
	p.lessen = append(p.lessen, naiefLes{soort: "pip", wat: kies(r, "b1 b1 onderwijs z"), dag: pip})
	leg(20, naiefLes{soort: "wijziging", wat: kies(r, "b1 onderwijs z")})
	for range 3 + r.Intn(10) {
		leg(90, naiefLes{soort: "uren", wat: kies(r, "nt2 nt2 nt2 alfabetisering knm participatie participatie pvt map-klassikaal map-praktijk voortgangsgesprek"),
			extra: kies(r, "bow bow diploma-erkenning geen"), uren: []int{1, 6, 12, 20, 40, 150, 300, 450, 600, 800}[r.Intn(10)], online: r.Intn(4) == 0, intake: r.Intn(4) == 0})
	}
	for range r.Intn(9) {
		leg(90, naiefLes{soort: "examen", wat: kies(r, "lezen luisteren schrijven spreken knm"), extra: kies(r, "a2 b1 b2 gezakt")})
	}
	for _, l := range []naiefLes{{soort: "pvt-activiteit"}, {soort: "pvt-ondertekend"}, {soort: "lessen", wat: "taal"}, {soort: "lessen", wat: "knm"}, {soort: "eindgesprek", wat: "map"}} {
		leg(70, l)
	}
	leg(30, naiefLes{soort: "eindgesprek", wat: "z"})
	leg(20, naiefLes{soort: "afgeschaald", wat: kies(r, "lezen schrijven")})
	leg(20, naiefLes{soort: "afgeschaald"})
	leg(30, naiefLes{soort: "inspanning", wat: kies(r, "ja nee")})
	leg(20, naiefLes{soort: "inspanning", wat: kies(r, "ja nee")})
	leg(15, naiefLes{soort: "verlengd"})
	for range r.Intn(4) {
		leg(90, naiefLes{soort: "voortgangsgesprek"})
	}
	// Een wijziging van vóór het PIP bestaat niet, en een verlenging evenmin.
	p.lessen = slices.DeleteFunc(p.lessen, func(l naiefLes) bool {
		return (l.soort == "wijziging" || l.soort == "verlengd") && !l.dag.After(pip)
	})
	slices.SortStableFunc(p.lessen, func(a, b naiefLes) int { return a.dag.Compare(b.dag) })
	return p
}

func (l naiefLes) feit() dossier.Feit {
	switch l.soort {
	case "pip":
		return &dossier.PIPVastgesteld{Leerroute: begrip.Leerroute(l.wat)}
	case "wijziging":
		return &dossier.LeerrouteGewijzigd{Naar: begrip.Leerroute(l.wat)}
	case "uren":
		f := &dossier.Uren{Wat: dossier.Urensoort(l.wat), Aantal: dossier.Met(begrip.Uren(l.uren) * begrip.Uur), Keurmerk: dossier.Keurmerk(l.extra), Intake: dossier.Met(l.intake)}
		if l.online {
			f.Vorm = dossier.Online
		}
		return f
	case "examen":
		f := &dossier.Examen{Onderdeel: begrip.Onderdeel(l.wat), Uitslag: dossier.Geslaagd}
		if l.extra == "gezakt" {
			f.Uitslag = dossier.Gezakt
		} else if l.wat != "knm" {
			f.Niveau = begrip.Niveau(l.extra)
		}
		return f
	case "afgeschaald":
		if l.wat == "" {
			return &dossier.Afgeschaald{}
		}
		return &dossier.Afgeschaald{Onderdelen: []begrip.Onderdeel{begrip.Onderdeel(l.wat)}}
	case "inspanning":
		return &dossier.InspanningBeoordeeld{Voldoende: dossier.Met(l.wat == "ja")}
	case "lessen":
		return &dossier.LessenVoltooid{Wat: dossier.Lesdeel(l.wat)}
	case "eindgesprek":
		return &dossier.Eindgesprek{Van: dossier.Eindgesprekvan(l.wat)}
	case "verlengd":
		return &dossier.TermijnVerlengd{Maanden: dossier.Met(6)}
	case "voortgangsgesprek":
		return &dossier.Voortgangsgesprek{}
	case "pvt-activiteit":
		return &dossier.PVTActiviteit{}
	}
	return &dossier.PVTOndertekend{}
}

func (p naiefPlan) reken(t *testing.T) *recht.Antwoord {
	t.Helper()
	z := zaak{doelgroep: begrip.GezinEnOverig}
	if p.asiel {
		z.doelgroep = begrip.Asielstatushouder
	}
	if p.beleid {
		z.beleid = "de-fryske-marren"
	}
	for _, l := range p.lessen {
		z.feit(l.dag.Format(time.DateOnly), l.feit())
	}
	return z.op(t, p.op.Format(time.DateOnly))
}

// Op vijfduizend willekeurige trajecten zegt de naïeve rekenkern over elke norm en over
// elke reden van een handeling hetzelfde als de echte.
func TestNormenEnHandelingenGelijkAanOrakel(t *testing.T) {
	toeval := rand.New(rand.NewSource(31418))
	gezien := map[string]int{}
	for i := range 5_000 {
		p := toevalsplan(toeval)
		a := p.reken(t)
		kreeg := map[string]naieveNorm{}
		for _, n := range a.Normen {
			deel := int64(1)
			if n.Eenheid == begrip.InUren {
				deel = int64(begrip.Uur)
			}
			kreeg[n.Sleutel] = naieveNorm{int(n.Eis / deel), int(n.Behaald / deel), n.Voldaan}
		}
		if wil := p.normen(); !maps.Equal(kreeg, wil) {
			t.Fatalf("traject %d op %s:\nkreeg %v\nwil   %v\n%v", i, p.op.Format(time.DateOnly), kreeg, wil, p.lessen)
		}
		for naam, wil := range p.redenen() {
			h, ok := a.Handeling(naam)
			is := map[string]bool{}
			for _, c := range codes(h) {
				is[c] = true
				gezien[naam+" "+c]++
			}
			if !ok || !maps.Equal(is, wil) || h.Mag != (len(wil) == 0) {
				t.Fatalf("traject %d op %s: %s\nkreeg %v\nwil   %v\n%v", i, p.op.Format(time.DateOnly), naam, is, wil, p.lessen)
			}
			if h.Mag {
				gezien[naam+" mag"]++
			}
		}
	}
	for _, moet := range []string{"afschalen mag", "eindgesprek-z mag", "verlenging-aanvragen mag", "verlenging-inspanning te-vroeg", "verlenging-inspanning lessen-niet-voltooid", "afschalen te-weinig-klassikaal", "afronden map-niet-gedaan", "eindgesprek-z al-gedaan"} {
		if gezien[moet] < 5 {
			t.Errorf("het toeval raakt %q maar %d keer; dan bewijst de proef te weinig", moet, gezien[moet])
		}
	}
}
