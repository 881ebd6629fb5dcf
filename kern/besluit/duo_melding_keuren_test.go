package besluit

import (
	"slices"
	"strings"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// lopend is iemand met een PIP van 2 maart 2026 bij DUO; de termijn loopt van 3 maart 2026
// tot en met 2 maart 2029.
func lopend() Omstandigheden {
	return Omstandigheden{Vandaag: dag("2027-06-01"), HeeftBSN: true, Groep: begrip.Asielstatushouder, Plicht: dag("2026-01-10"), Vestiging: dag("2026-01-20"),
		EerderPIP: true, EerstePIP: dag("2026-03-02"), HuidigPIP: dag("2026-09-07"), EigenPIP: true, Route: begrip.RouteB1,
		TermijnBegin: dag("2026-03-03"), TermijnEind: dag("2029-03-02"),
		Instellingen: []Instelling{{Nummer: "0000000001", BOW: true}, {Nummer: "0000000002", TST: true}, {Nummer: "0000000003"}}}
}

type keurproef struct {
	naam string
	m    DUOMelding
	o    func(*Omstandigheden)
	wil  string // code@veld, of leeg als DUO het aanneemt
}

func pipVan(dagtekening string, l begrip.Leerroute, n begrip.Niveau) DUOMelding {
	return DUOMelding{Soort: MeldingPIP, Actie: MeldingVast, PIP: &PIPMelding{Dagtekening: dag(dagtekening), Leerroute: l, Niveau: n}}
}

func metUren(m DUOMelding, n int) DUOMelding {
	p := *m.PIP
	p.Intensiteit = dossier.Met(n)
	m.PIP = &p
	return m
}

func aanbodVan(instelling, datum, start, eind string) DUOMelding {
	lees := func(s string) begrip.Datum {
		if s == "" {
			return 0
		}
		return dag(s)
	}
	return DUOMelding{Soort: MeldingAanbod, Actie: MeldingVast, Aanbod: &AanbodMelding{Instelling: instelling, Datum: lees(datum), Start: lees(start), Eind: lees(eind), Alfabetisering: "nvt"}}
}

func mapVan(d, verwijtbaar string) DUOMelding {
	m := &ModuleMelding{Verwijtbaar: verwijtbaar}
	if d != "" {
		m.Dag = dag(d)
	}
	return DUOMelding{Soort: MeldingMAP, Actie: MeldingVast, MAP: m}
}

func pvtVan(d, verwijtbaar string) DUOMelding {
	m := mapVan(d, verwijtbaar)
	return DUOMelding{Soort: MeldingPVT, Actie: MeldingVast, PVT: m.MAP}
}

func loopKeur(t *testing.T, proeven []keurproef) {
	t.Helper()
	for _, p := range proeven {
		o := lopend()
		if p.o != nil {
			p.o(&o)
		}
		var kreeg []string
		for _, w := range KeurMelding(p.m, o) {
			kreeg = append(kreeg, w.Code+"@"+w.Plaats)
			if w.Grond == nil || !strings.HasSuffix(w.Zin, ".") || strings.Count(w.Zin, ".") < 2 {
				t.Errorf("%s: %q zegt niet waarom en wat te doen, of heeft geen bron", p.naam, w.Zin)
			}
		}
		slices.Sort(kreeg)
		if got := strings.Join(kreeg, " "); got != p.wil {
			t.Errorf("%s: %q, verwacht %q", p.naam, got, p.wil)
		}
	}
}

// De dagen van een PIP: op de grens, ervoor en erna.
func TestKeurPIPDagen(t *testing.T) {
	eerste := func(o *Omstandigheden) { o.EerderPIP, o.EerstePIP, o.HuidigPIP, o.Route = false, 0, 0, "" }
	vandaag := func(s string) func(*Omstandigheden) { return func(o *Omstandigheden) { o.Vandaag = dag(s) } }
	loopKeur(t, []keurproef{
		{"zonder dagtekening", DUOMelding{Soort: MeldingPIP, Actie: MeldingVast, PIP: &PIPMelding{Leerroute: begrip.RouteB1}}, nil, "veld-ontbreekt@dag"},
		{"dag voor plicht", pipVan("2026-01-09", begrip.RouteB1, ""), func(o *Omstandigheden) { eerste(o); o.Vestiging = 0 }, "duo-dag-voor-plicht@dag"},
		{"op de dag van de plicht", pipVan("2026-01-10", begrip.RouteB1, ""), func(o *Omstandigheden) { eerste(o); o.Vestiging = 0 }, ""},
		{"na de plicht", pipVan("2026-01-11", begrip.RouteB1, ""), func(o *Omstandigheden) { eerste(o); o.Vestiging = 0 }, ""},
		{"voor de vestiging", pipVan("2026-01-19", begrip.RouteB1, ""), eerste, "duo-dag-voor-vestiging@dag"},
		{"op de vestiging", pipVan("2026-01-20", begrip.RouteB1, ""), eerste, ""},
		{"na de vestiging", pipVan("2026-01-21", begrip.RouteB1, ""), eerste, ""},
		{"voor het eerste PIP", pipVan("2026-03-01", begrip.RouteB1, ""), func(o *Omstandigheden) { o.HuidigPIP = o.EerstePIP }, "duo-dag-voor-eerste-pip@dag"},
		{"op het eerste PIP", pipVan("2026-03-02", begrip.RouteB1, ""), func(o *Omstandigheden) { o.HuidigPIP = o.EerstePIP }, ""},
		{"voor het huidige PIP", pipVan("2026-09-06", begrip.RouteB1, ""), nil, "duo-dag-voor-huidig-pip@dag"},
		{"op het huidige PIP", pipVan("2026-09-07", begrip.RouteB1, ""), nil, ""},
		{"na het huidige PIP", pipVan("2026-09-08", begrip.RouteB1, ""), nil, ""},
		{"vandaag", pipVan("2027-06-01", begrip.RouteB1, ""), vandaag("2027-06-01"), ""},
		{"morgen", pipVan("2027-06-02", begrip.RouteB1, ""), vandaag("2027-06-01"), "duo-dag-in-toekomst@dag"},
		{"zonder BSN", pipVan("2027-06-01", begrip.RouteB1, ""), func(o *Omstandigheden) { o.HeeftBSN = false }, "duo-geen-bsn@"},
	})
}

// Routes, niveaus en uren van een PIP.
func TestKeurPIPRoute(t *testing.T) {
	pip := func(l begrip.Leerroute, n begrip.Niveau) DUOMelding { return pipVan("2027-05-01", l, n) }
	eerste := func(o *Omstandigheden) { o.EerderPIP, o.EerstePIP, o.HuidigPIP, o.Route = false, 0, 0, "" }
	gezin := func(o *Omstandigheden) { o.Groep = begrip.GezinEnOverig }
	loopKeur(t, []keurproef{
		{"geen route", pip("", ""), nil, "veld-ontbreekt@leerroute"},
		{"onderwijs a2", pip(begrip.RouteOnderwijs, begrip.NiveauA2), nil, "duo-niveau-a2-onderwijs@niveau"},
		{"onderwijs b1", pip(begrip.RouteOnderwijs, begrip.NiveauB1), nil, ""},
		{"onderwijs b2", pip(begrip.RouteOnderwijs, begrip.NiveauB2), nil, "duo-niveau-b2@niveau"},
		{"onderwijs zonder", pip(begrip.RouteOnderwijs, ""), nil, ""},
		{"z b1", pip(begrip.RouteZ, begrip.NiveauB1), nil, "duo-niveau-b1-z@niveau"},
		{"z a2", pip(begrip.RouteZ, begrip.NiveauA2), nil, ""},
		{"b1 a2 in het eerste PIP", pip(begrip.RouteB1, begrip.NiveauA2), eerste, "duo-niveau-a2-eerste@niveau"},
		{"b1 b1 in het eerste PIP", pip(begrip.RouteB1, begrip.NiveauB1), eerste, ""},
		{"z a2 in het eerste PIP", pip(begrip.RouteZ, begrip.NiveauA2), eerste, ""},
		{"b1 a2 later", pip(begrip.RouteB1, begrip.NiveauA2), nil, ""},
		{"b1 a2 na een PIP elders", pip(begrip.RouteB1, begrip.NiveauA2), func(o *Omstandigheden) { eerste(o); o.EerderPIP = true }, ""},
		{"b1 met een vreemd niveau", pip(begrip.RouteB1, "c1"), nil, "duo-onbekende-waarde@niveau"},
		{"uren bij asiel en b1", metUren(pip(begrip.RouteB1, ""), 600), nil, ""},
		{"uren 0", metUren(pip(begrip.RouteB1, ""), 0), nil, "duo-waarde-ongeldig@intensiteit"},
		{"uren 1", metUren(pip(begrip.RouteB1, ""), 1), nil, ""},
		{"uren 9999", metUren(pip(begrip.RouteB1, ""), 9999), nil, ""},
		{"uren 10000", metUren(pip(begrip.RouteB1, ""), 10000), nil, "duo-waarde-ongeldig@intensiteit"},
		{"uren bij gezin", metUren(pip(begrip.RouteB1, ""), 600), gezin, "duo-intensiteit-niet@intensiteit"},
		{"uren bij de Z-route", metUren(pip(begrip.RouteZ, ""), 600), nil, "duo-intensiteit-niet@intensiteit"},
	})
}

// Een PIP weghalen kan alleen zolang er geen termijn is en geen lesuren zijn.
func TestKeurPIPWeg(t *testing.T) {
	weg := DUOMelding{Soort: MeldingPIP, Actie: MeldingVerwijder}
	loopKeur(t, []keurproef{
		{"met termijn", weg, nil, "duo-pip-niet-weg@"},
		{"zonder termijn", weg, func(o *Omstandigheden) { o.TermijnBegin = 0 }, ""},
		{"zonder termijn met uren", weg, func(o *Omstandigheden) { o.TermijnBegin, o.Lesuren = 0, true }, "duo-pip-niet-weg@"},
	})
}

// Een aanbod: voor wie, bij welke instelling en op welke dagen.
func TestKeurAanbod(t *testing.T) {
	goed := aanbodVan("0000000001", "2026-09-07", "2026-09-08", "2028-07-01")
	weg := goed
	weg.Actie = MeldingVerwijder
	onderwijs := func(o *Omstandigheden) { o.Route = begrip.RouteOnderwijs }
	zonderAlfa := aanbodVan("0000000001", "2026-09-07", "", "")
	zonderAlfa.Aanbod.Alfabetisering = ""
	loopKeur(t, []keurproef{
		{"goed", goed, nil, ""},
		{"alleen het hoogst nodige", aanbodVan("0000000001", "2026-09-07", "", ""), nil, ""},
		{"gezinsmigrant", goed, func(o *Omstandigheden) { o.Groep = begrip.GezinEnOverig }, "duo-aanbod-alleen-asiel@"},
		{"zonder PIP", goed, func(o *Omstandigheden) { o.HuidigPIP, o.Route, o.EigenPIP = 0, "", false }, "duo-eerst-pip@"},
		{"geen keurmerk", aanbodVan("0000000003", "2026-09-07", "", ""), nil, "duo-geen-keurmerk@instelling"},
		{"TST bij de B1-route", aanbodVan("0000000002", "2026-09-07", "", ""), nil, "duo-geen-keurmerk@instelling"},
		{"TST bij de onderwijsroute", aanbodVan("0000000002", "2026-09-07", "", ""), onderwijs, ""},
		{"geen keurmerk bij de onderwijsroute", aanbodVan("0000000003", "2026-09-07", "", ""), onderwijs, "duo-geen-keurmerk@instelling"},
		{"onbekende instelling", aanbodVan("0000000009", "2026-09-07", "", ""), nil, "duo-instelling-onbekend@instelling"},
		{"lijst niet bekend", aanbodVan("0000000009", "2026-09-07", "", ""), func(o *Omstandigheden) { o.Instellingen = nil }, ""},
		{"nummer te kort", aanbodVan("12345", "2026-09-07", "", ""), func(o *Omstandigheden) { o.Instellingen = nil }, "duo-waarde-ongeldig@instelling"},
		{"zonder instelling", aanbodVan("", "2026-09-07", "", ""), nil, "veld-ontbreekt@instelling"},
		{"zonder dag", aanbodVan("0000000001", "", "", ""), nil, "veld-ontbreekt@datum"},
		{"zonder alfabetisering", zonderAlfa, nil, "veld-ontbreekt@alfabetisering"},
		{"dag voor het PIP", aanbodVan("0000000001", "2026-09-06", "", ""), nil, "duo-aanbod-voor-pip@datum"},
		{"begin op de dagtekening van het eerste PIP", aanbodVan("0000000001", "2026-09-07", "2026-03-02", ""), nil, "duo-buiten-termijn@start"},
		{"begin een dag na de dagtekening", aanbodVan("0000000001", "2026-09-07", "2026-03-03", ""), nil, ""},
		{"einde op de laatste dag", aanbodVan("0000000001", "2026-09-07", "2026-09-08", "2029-03-02"), nil, ""},
		{"einde een dag na de termijn", aanbodVan("0000000001", "2026-09-07", "2026-09-08", "2029-03-03"), nil, "duo-buiten-termijn@eind"},
		{"einde voor begin", aanbodVan("0000000001", "2026-09-07", "2026-09-08", "2026-09-07"), nil, "duo-einde-voor-begin@eind"},
		{"einde op begin", aanbodVan("0000000001", "2026-09-07", "2026-09-08", "2026-09-08"), nil, ""},
		{"weghalen wat er niet is", weg, nil, "duo-geen-aanbod@instelling"},
		{"weghalen wat er is", weg, func(o *Omstandigheden) { o.Aanbod = []string{"0000000001"} }, ""},
	})
}

// MAP en PVT hebben dezelfde regels; elke proef gaat over beide.
func TestKeurModule(t *testing.T) {
	gevallen := []struct {
		naam, dag, verwijtbaar string
		o                      func(*Omstandigheden)
		wil                    string
	}{
		{"dag voor de termijn", "2026-03-02", "", nil, "duo-dag-voor-termijn@dag"},
		{"eerste dag van de termijn", "2026-03-03", "", nil, ""},
		{"vandaag", "2027-06-01", "", nil, ""},
		{"morgen", "2027-06-02", "", nil, "duo-dag-in-toekomst@dag"},
		{"na de Z-route", "2027-05-02", "", func(o *Omstandigheden) { o.ZAfgerond = dag("2027-05-01") }, "duo-dag-na-z@dag"},
		{"op de dag van de Z-route", "2027-05-01", "", func(o *Omstandigheden) { o.ZAfgerond = dag("2027-05-01") }, ""},
		{"leeg na de Z-route", "", "", func(o *Omstandigheden) { o.ZAfgerond = dag("2027-05-01") }, "duo-niet-leeg-na-z@dag"},
		{"leeg", "", "", nil, ""},
		{"niet ons PIP", "2027-05-01", "", func(o *Omstandigheden) { o.EigenPIP = false }, "duo-niet-ons-pip@"},
		{"al voldaan met de Z-route", "2027-05-01", "", func(o *Omstandigheden) { o.VoldaanZ = true }, "duo-al-voldaan@"},
		{"van een andere gemeente", "2027-05-01", "", func(o *Omstandigheden) { o.MAPElders, o.PVTElders = true, true }, "duo-van-andere-gemeente@"},

		{"in de termijn met verwijt", "2027-05-01", "ja", nil, "duo-verwijtbaar-niet@verwijtbaar"},
		{"in de termijn met nee", "2027-05-01", "nee", nil, "duo-verwijtbaar-niet@verwijtbaar"},
		{"vreemde waarde", "2027-05-01", "soms", nil, "duo-onbekende-waarde@verwijtbaar"},
		{"laatste dag, later gemeld, zonder", "2029-03-02", "", na("2029-06-01"), ""},
		{"laatste dag, later gemeld, met nee", "2029-03-02", "nee", na("2029-06-01"), "duo-verwijtbaar-niet@verwijtbaar"},
		{"dag na de termijn zonder", "2029-03-03", "", na("2029-06-01"), "duo-verwijtbaar-nodig@verwijtbaar"},
		{"dag na de termijn met nee", "2029-03-03", "nee", na("2029-06-01"), ""},
		{"dag na de termijn met ja", "2029-03-03", "ja", na("2029-06-01"), ""},
		{"zonder dag, op de laatste dag, ja", "", "ja", na("2029-03-02"), "duo-verwijtbaar-te-vroeg@verwijtbaar"},
		{"zonder dag, een dag erna, ja", "", "ja", na("2029-03-03"), ""},
		{"zonder dag, een dag erna, leeg", "", "", na("2029-03-03"), "duo-verwijtbaar-nodig@verwijtbaar"},
		{"zonder dag, op de laatste dag, leeg", "", "", na("2029-03-02"), ""},
		{"zonder dag, meer dan twee maanden ervoor, nee", "", "nee", na("2029-01-02"), "duo-verwijtbaar-te-vroeg@verwijtbaar"},
		{"zonder dag, twee maanden ervoor, nee", "", "nee", na("2029-01-03"), ""},
		{"zonder dag, erna, nee", "", "nee", na("2029-03-03"), ""},
	}
	var proeven []keurproef
	for _, g := range gevallen {
		proeven = append(proeven, keurproef{"MAP " + g.naam, mapVan(g.dag, g.verwijtbaar), g.o, g.wil}, keurproef{"PVT " + g.naam, pvtVan(g.dag, g.verwijtbaar), g.o, g.wil})
	}
	loopKeur(t, proeven)
}

func na(s string) func(*Omstandigheden) { return func(o *Omstandigheden) { o.Vandaag = dag(s) } }

// Z-route en uren.
func TestKeurZEnUren(t *testing.T) {
	z := func(s string) DUOMelding {
		m := DUOMelding{Soort: MeldingZRoute, Actie: MeldingVast, ZRoute: &ZRouteMelding{}}
		if s != "" {
			m.ZRoute.Dag = dag(s)
		}
		return m
	}
	uren := func(s MeldingSoort, n int) DUOMelding {
		return DUOMelding{Soort: s, Actie: MeldingVast, Uren: dossier.Met(n)}
	}
	opZ := func(o *Omstandigheden) { o.Route = begrip.RouteZ }
	proeven := []keurproef{
		{"z op tijd", z("2027-06-01"), opZ, ""},
		{"z morgen", z("2027-06-02"), opZ, "duo-dag-in-toekomst@dag"},
		{"z voor de termijn", z("2026-03-02"), opZ, "duo-dag-voor-termijn@dag"},
		{"z eerste dag", z("2026-03-03"), opZ, ""},
		{"z bij de B1-route", z("2027-05-01"), nil, "duo-geen-z-route@"},
		{"z leeg", z(""), opZ, ""},
		{"z leeg bij de B1-route", z(""), nil, "duo-geen-z-route@"},
		{"z niet ons PIP", z(""), func(o *Omstandigheden) { opZ(o); o.EigenPIP = false }, "duo-niet-ons-pip@"},
	}
	for _, s := range []MeldingSoort{MeldingUrenIntake, MeldingUrenParticipatie, MeldingUrenTaal} {
		proeven = append(proeven,
			keurproef{"uren -1", uren(s, -1), nil, "duo-waarde-ongeldig@uren"},
			keurproef{"uren 0", uren(s, 0), nil, ""},
			keurproef{"uren 9999", uren(s, 9999), nil, ""},
			keurproef{"uren 10000", uren(s, 10000), nil, "duo-waarde-ongeldig@uren"},
			keurproef{"uren gezin", uren(s, 5), func(o *Omstandigheden) { o.Groep = begrip.GezinEnOverig }, "duo-uren-alleen-asiel@"})
	}
	loopKeur(t, proeven)
}

// Een contactpersoon, en de koppeling aan een mens.
func TestKeurContact(t *testing.T) {
	c := func(a MeldingActie, id int, naam, email, tel string) DUOMelding {
		return DUOMelding{Soort: MeldingContact, Actie: a, Contact: &ContactMelding{Medewerker: "a.jansen", ID: id, Naam: naam, Email: email, Telefoon: tel}}
	}
	vast := func(naam, email, tel string) DUOMelding { return c(MeldingVast, 0, naam, email, tel) }
	proeven := []keurproef{
		{"goed", vast("A. d'Été-Jansen", "a@b.nl", "0612345678"), nil, ""},
		{"alles leeg", vast("", "", ""), nil, "veld-ontbreekt@email veld-ontbreekt@naam veld-ontbreekt@telefoon"},
		{"cijfers in de naam", vast("Team 3", "a@b.nl", "0612345678"), nil, "duo-waarde-ongeldig@naam"},
		{"naam van 100", vast(strings.Repeat("a", 100), "a@b.nl", "0612345678"), nil, ""},
		{"naam van 101", vast(strings.Repeat("a", 101), "a@b.nl", "0612345678"), nil, "duo-waarde-ongeldig@naam"},
		{"e-mail van 241", vast("A", strings.Repeat("a", 236)+"@b.nl", "0612345678"), nil, ""},
		{"e-mail van 242", vast("A", strings.Repeat("a", 237)+"@b.nl", "0612345678"), nil, "duo-waarde-ongeldig@email"},
		{"geen apenstaart", vast("A", "aapje.nl", "0612345678"), nil, "duo-waarde-ongeldig@email"},
		{"koppelen zonder nummer", c(MeldingKoppel, 0, "", "", ""), nil, "duo-contact-onbekend@medewerker"},
		{"koppelen in het portaal", c(MeldingKoppel, 0, "", "", ""), func(o *Omstandigheden) { o.Portaal = true }, ""},
		{"koppelen", c(MeldingKoppel, 1, "", "", ""), nil, ""},
		{"koppelen zonder BSN", c(MeldingKoppel, 1, "", "", ""), func(o *Omstandigheden) { o.HeeftBSN = false }, "duo-geen-bsn@"},
		{"weghalen", c(MeldingVerwijder, 99999, "", "", ""), nil, ""},
		{"nummer te groot", c(MeldingVerwijder, 100000, "", "", ""), nil, "duo-contact-onbekend@medewerker"},
		{"wijzigen zonder nummer", c(MeldingWijzig, 0, "A", "a@b.nl", "0612345678"), nil, "duo-contact-onbekend@medewerker"},
	}
	for _, tel := range []string{"0612345678", "+31 6 12345678", "(0)6", "06-12345678", "+31 (0)6-12345678", "06 1234 5678", "112"} {
		wil := ""
		if tel == "(0)6" {
			wil = "duo-waarde-ongeldig@telefoon"
		}
		proeven = append(proeven, keurproef{"telefoon " + tel, vast("A", "a@b.nl", tel), nil, wil})
	}
	for _, tel := range []string{"11", "06  12345678", "06--12", "061234567890123456", "0612345678a", "06-"} {
		proeven = append(proeven, keurproef{"telefoon " + tel, vast("A", "a@b.nl", tel), nil, "duo-waarde-ongeldig@telefoon"})
	}
	loopKeur(t, proeven)
}

// Een melding die in het dossier niet klopt gaat nooit weg.
func TestKeurOnvolledig(t *testing.T) {
	w := KeurMelding(DUOMelding{Soort: MeldingMAP, Actie: MeldingVast}, lopend())
	if len(w) != 1 || w[0].Code != "duo-melding-onvolledig" {
		t.Fatalf("%v", w)
	}
}
