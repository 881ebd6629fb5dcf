package duo

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

const proefgemeente = "1900"

var proefdag = begrip.MoetDag("2026-11-20")

func dagen(t string) begrip.Datum { return begrip.MoetDag(t) }

// logboek is een dossier in wording; elk feit krijgt een eigen kenmerk.
type logboek []dossier.Gebeurtenis

func nieuwLogboek(feiten ...dossier.Gebeurtenis) logboek {
	l := logboek{}
	l.bij(dossier.Gebeurtenis{GeldigOp: dagen("2025-01-02"), Bron: "balie", Feit: &dossier.DossierGeopend{Gemeente: proefgemeente, Stelsel: begrip.Wi2021}})
	l.bij(feiten...)
	return l
}

func (l *logboek) bij(gs ...dossier.Gebeurtenis) {
	for _, g := range gs {
		g.Nummer = len(*l) + 1
		g.ID = "f" + strconv.Itoa(g.Nummer)
		*l = append(*l, g)
	}
}

func (l logboek) stand() *dossier.Dossier { return dossier.Opbouwen(l, proefdag, 0) }

// lees neemt een stand over en geeft hoeveel feiten dat gaf.
func (l *logboek) lees(t interface {
	Helper()
	Fatalf(string, ...any)
}, s Stand) int {
	t.Helper()
	v := Vertaal(l.stand(), s, proefdag)
	if len(v.Quarantaine) > 0 {
		t.Fatalf("in quarantaine: %v", v.Quarantaine)
	}
	l.bij(v.Feiten...)
	return len(v.Feiten)
}

// kern geeft wat er geldt, zonder kenmerken en zonder volgorde van vastleggen.
func (l logboek) kern(t interface{ Fatal(...any) }) string {
	var uit []string
	for _, g := range l.stand().Feiten {
		b, err := dossier.Schrijf(dossier.Gebeurtenis{Vorm: dossier.HuidigeVorm, GeldigOp: g.GeldigOp, Bron: g.Bron, Feit: g.Feit}, nil)
		if err != nil {
			t.Fatal(err)
		}
		uit = append(uit, string(g.Soort())+" "+string(b))
	}
	slices.Sort(uit)
	return strings.Join(uit, "\n")
}

func hand(dag string, f dossier.Feit) dossier.Gebeurtenis {
	return dossier.Gebeurtenis{GeldigOp: dagen(dag), Bron: "balie", Feit: f}
}

func vanDUO(dag string, f dossier.Feit) dossier.Gebeurtenis {
	return dossier.Gebeurtenis{GeldigOp: dagen(dag), Bron: bron, Feit: f}
}

// Elke regel is een stand van DUO en wat het dossier er daarna over zegt.
func TestVertaalNeemtOverWatErOntbreekt(t *testing.T) {
	for _, g := range []struct {
		zin   string
		had   []dossier.Gebeurtenis
		stand Stand
		wil   []string // soort, dag en het feit dat het vervangt
	}{
		{"plicht en kennisgeving", nil, Stand{Plicht: &Plicht{Is: true, Begin: dagen("2025-02-01"), Kennisgeving: dagen("2025-02-05")}},
			[]string{"plicht-ontstaan 2025-02-01", "kennisgeving 2025-02-05"}},
		{"de dag van het signaal wordt de dag van DUO", []dossier.Gebeurtenis{vanDUO("2025-02-10", &dossier.PlichtOntstaan{}), vanDUO("2025-02-12", &dossier.Kennisgeving{})},
			Stand{Plicht: &Plicht{Is: true, Begin: dagen("2025-02-01"), Kennisgeving: dagen("2025-02-05")}},
			[]string{"plicht-ontstaan 2025-02-01 f2", "kennisgeving 2025-02-05 f3"}},
		{"hervatte plicht", []dossier.Gebeurtenis{vanDUO("2024-02-01", &dossier.PlichtOntstaan{}), vanDUO("2025-01-01", &dossier.PlichtGeeindigd{Reden: dossier.EindeVertrokken})},
			Stand{Plicht: &Plicht{Is: true, Begin: dagen("2026-02-01")}, PlichtEerder: []Plicht{{Is: true, Begin: dagen("2024-02-01"), Einde: dagen("2025-01-01")}}},
			[]string{"plicht-ontstaan 2026-02-01"}},
		{"voldaan", []dossier.Gebeurtenis{hand("2025-02-01", &dossier.PlichtOntstaan{})},
			Stand{Plicht: &Plicht{Begin: dagen("2025-02-01"), Einde: dagen("2026-03-01"), Reden: redenVoldaan}}, []string{"plicht-geeindigd 2026-03-01"}},
		{"een herroepen einde", []dossier.Gebeurtenis{vanDUO("2025-02-01", &dossier.PlichtOntstaan{}), vanDUO("2026-03-01", &dossier.PlichtGeeindigd{Reden: dossier.EindeVoldaan})},
			Stand{Plicht: &Plicht{Is: true, Begin: dagen("2025-02-01")}}, []string{"plicht-ontstaan 2025-02-01 f3"}},
		{"overleden", nil, Stand{Plicht: &Plicht{Einde: dagen("2026-03-01"), Reden: redenOverlijden}}, []string{"overleden 2026-03-01"}},
		{"een fijnere reden van hier blijft", []dossier.Gebeurtenis{hand("2026-03-01", &dossier.PlichtGeeindigd{Reden: dossier.EindeAOW})},
			Stand{Plicht: &Plicht{Einde: dagen("2026-03-01"), Reden: "Overig"}}, nil},
		{"tijdelijk vrijgesteld eindigt niets", nil, Stand{Plicht: &Plicht{Einde: dagen("2026-03-01"), Reden: redenTijdelijk}}, []string{"duo-gegeven 2026-03-01"}},
		{"doelgroep die wisselde", nil, Stand{Doelgroep: &Doelgroep{Groep: begrip.Asielstatushouder, Begin: dagen("2026-01-01")},
			DoelgroepEerder: []Doelgroep{{Groep: begrip.GezinEnOverig, Begin: dagen("2025-01-01"), Einde: dagen("2025-12-31")}}},
			[]string{"doelgroep-gewijzigd 2025-01-01", "doelgroep-gewijzigd 2026-01-01"}},
		{"doelgroep verbeterd", []dossier.Gebeurtenis{vanDUO("2025-01-01", &dossier.DoelgroepGewijzigd{Naar: begrip.GezinEnOverig})},
			Stand{Doelgroep: &Doelgroep{Groep: begrip.Asielstatushouder, Begin: dagen("2025-01-01")}}, []string{"doelgroep-gewijzigd 2025-01-01 f2"}},
		{"verlenging", nil, Stand{Termijn: &Termijn{Begin: dagen("2025-03-02"), Einde: dagen("2028-09-01"), Gewijzigd: dagen("2026-06-01"), Grondcode: "3", Grond: "Ziek"}},
			[]string{"termijn-verlengd 2026-06-01"}},
		{"verlenging met een ander einde", []dossier.Gebeurtenis{vanDUO("2026-06-01", &dossier.TermijnVerlengd{Tot: dagen("2028-08-01")})},
			Stand{Termijn: &Termijn{Begin: dagen("2025-03-02"), Einde: dagen("2028-09-01"), Gewijzigd: dagen("2026-06-01"), Grond: "Ziek"}}, []string{"termijn-verlengd 2026-06-01 f2"}},
		{"verlenging ingetrokken", []dossier.Gebeurtenis{vanDUO("2026-06-01", &dossier.TermijnVerlengd{Tot: dagen("2028-08-01")})},
			Stand{Termijn: &Termijn{Begin: dagen("2025-03-02"), Einde: dagen("2028-03-01")}}, []string{"termijn-verlengd 2026-06-01 f2"}},
		{"nieuwe termijn na een boete", []dossier.Gebeurtenis{hand("2023-01-10", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1})},
			Stand{Termijn: &Termijn{Begin: dagen("2026-02-02"), Einde: dagen("2028-02-01")}, Boetes: []Boete{{34000, dagen("2026-02-01")}}},
			[]string{"nieuwe-termijn 2026-02-01", "duo-gegeven 2026-02-01"}},
		{"later begin zonder boete is geen nieuwe termijn", []dossier.Gebeurtenis{hand("2023-01-10", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1})},
			Stand{Termijn: &Termijn{Begin: dagen("2026-02-02"), Einde: dagen("2028-02-01")}}, nil},
		{"toets met score", nil, Stand{Toetsen: []Toets{{dossier.ToetsHaalbaar, 5420, 5000, dagen("2026-02-02")}}}, []string{"leerbaarheidstoets 2026-02-02", "duo-gegeven 2026-02-02"}},
		{"toets die hier al stond op de dag zelf", []dossier.Gebeurtenis{hand("2026-01-30", &dossier.Leerbaarheidstoets{Uitslag: dossier.ToetsHaalbaar})},
			Stand{Toetsen: []Toets{{dossier.ToetsHaalbaar, 5420, 5000, dagen("2026-02-02")}}}, []string{"duo-gegeven 2026-02-02"}},
		{"uitslag van een examen hersteld", []dossier.Gebeurtenis{vanDUO("2026-05-01", &dossier.Examen{Onderdeel: begrip.Lezen, Niveau: begrip.NiveauB1, Uitslag: dossier.Gezakt})},
			Stand{Examens: []Examen{{Onderdeel: begrip.Lezen, Niveau: begrip.NiveauB1, Dag: dagen("2026-05-01"), Uitslag: dossier.Geslaagd}}}, []string{"examen 2026-05-01 f2"}},
		{"examen zonder uitslag", nil, Stand{Examens: []Examen{{Onderdeel: begrip.KNM, Dag: dagen("2026-05-01"), Reden: "Afgemeld"}}}, []string{"duo-gegeven 2026-05-01"}},
		{"vrijstelling van een onderdeel op B1", nil, Stand{Vrijstellingen: []Oordeel{{Omvang: dossier.Gedeeltelijk, Toegekend: true, Dag: dagen("2026-05-01"), Onderdeel: begrip.Lezen, Niveau: begrip.NiveauB1}}}, []string{"vrijstelling 2026-05-01"}},
		{"vrijstelling op A2 neemt van B1 niets weg", nil, Stand{Vrijstellingen: []Oordeel{{Omvang: dossier.Gedeeltelijk, Toegekend: true, Dag: dagen("2026-05-01"), Onderdeel: begrip.Lezen, Niveau: begrip.NiveauA2}}}, []string{"duo-gegeven 2026-05-01"}},
		{"een feit dat meer onderdelen noemt", []dossier.Gebeurtenis{hand("2026-05-01", &dossier.Vrijstelling{Omvang: dossier.Gedeeltelijk, Onderdelen: []begrip.Onderdeel{begrip.Lezen, begrip.Spreken}})},
			Stand{Vrijstellingen: []Oordeel{{Omvang: dossier.Gedeeltelijk, Toegekend: true, Dag: dagen("2026-05-01"), Onderdeel: begrip.Lezen}, {Omvang: dossier.Gedeeltelijk, Toegekend: true, Dag: dagen("2026-05-01"), Onderdeel: begrip.Spreken}, {Omvang: dossier.Gedeeltelijk, Toegekend: true, Dag: dagen("2026-05-01"), Onderdeel: begrip.Luisteren}}}, []string{"vrijstelling 2026-05-01"}},
		{"een weigering is geen feit van de wet", nil, Stand{Ontheffingen: []Oordeel{{Omvang: dossier.Geheel, Dag: dagen("2026-05-01")}}}, []string{"duo-gegeven 2026-05-01"}},
		{"ontheffing in uren", nil, Stand{Ontheffingen: []Oordeel{{Omvang: dossier.Gedeeltelijk, Toegekend: true, Dag: dagen("2026-05-01"), Belastbaar: dossier.Met(0)}}}, []string{"duo-gegeven 2026-05-01"}},
		{"PIP van de vorige gemeente", nil, Stand{PIP: &PIPBijDUO{Gemeente: "0080", Dagtekening: dagen("2025-05-01"), Leerroute: begrip.RouteZ}}, []string{"pip-vastgesteld 2025-05-01", "pip-gemeld 2025-05-01"}},
		{"ons PIP is anders: een mens kijkt", []dossier.Gebeurtenis{hand("2025-05-02", &dossier.PIPVastgesteld{Leerroute: begrip.RouteZ})},
			Stand{PIP: &PIPBijDUO{Gemeente: proefgemeente, Dagtekening: dagen("2025-05-01"), Leerroute: begrip.RouteZ}}, nil},
		{"PVT en MAP van de vorige gemeente", nil, Stand{MAP: dagen("2026-05-01"), PVT: dagen("2026-04-01")}, []string{"pvt-ondertekend 2026-04-01", "eindgesprek 2026-05-01"}},
		{"ons eindgesprek is anders: een mens kijkt", []dossier.Gebeurtenis{hand("2025-05-02", &dossier.Eindgesprek{Van: dossier.EindgesprekMAP})}, Stand{MAP: dagen("2026-05-01")}, nil},
		{"uren van een andere gemeente", nil, Stand{Uren: []UrenBijDUO{{Gemeente: "0080", TotEnMet: dagen("2026-05-01"), Taal: dossier.Met(12)}, {Gemeente: proefgemeente, Taal: dossier.Met(1)}}}, []string{"duo-gegeven 2026-05-01"}},
		{"boete waarvan wij het deel al weten", []dossier.Gebeurtenis{hand("2026-02-01", &dossier.DUOBoete{Bedrag: dossier.Met(begrip.Cent(34000)), Onderdeel: dossier.DUOMAP})}, Stand{Boetes: []Boete{{34000, dagen("2026-02-01")}}}, nil},
		{"aanvraag om verlenging", nil, Stand{Verlengingen: []Verlenging{{"InBehandeling", dagen("2026-02-01"), 0}}}, []string{"duo-gegeven 2026-02-01"}},
	} {
		t.Run(g.zin, func(t *testing.T) {
			l := nieuwLogboek(g.had...)
			v := Vertaal(l.stand(), g.stand, proefdag)
			if len(v.Quarantaine) > 0 {
				t.Fatalf("quarantaine %v", v.Quarantaine)
			}
			var heb []string
			for _, f := range v.Feiten {
				heb = append(heb, strings.Join(gevuld(string(f.Soort()), f.GeldigOp.String(), f.Vervangt), " "))
				if f.Bron != bron || f.Rol != begrip.Keten || f.Bekend() != proefdag && f.GeldigOp != proefdag {
					t.Errorf("%s: bron %q, rol %q, bekend %s", f.Soort(), f.Bron, f.Rol, f.Bekend())
				}
			}
			if !slices.Equal(heb, g.wil) {
				t.Errorf("gaf %q\nwil %q", heb, g.wil)
			}
			l.bij(v.Feiten...)
			if n := l.lees(t, g.stand); n != 0 {
				t.Errorf("dezelfde stand nog eens gaf %d feiten", n)
			}
		})
	}
}

// Eén onmogelijk gegeven houdt alles tegen, ook wat verder goed is.
func TestOnmogelijkeGegevensGaanInQuarantaine(t *testing.T) {
	morgen := proefdag.Plus(1)
	for zin, s := range map[string]Stand{
		"een antwoord dat niet klopt":        {Onleesbaar: []Reden{{Examens, "resultaat", "een waarde die wij niet kennen"}}},
		"plicht begint morgen":               {Plicht: &Plicht{Is: true, Begin: morgen}},
		"plicht eindigt voor zij begint":     {Plicht: &Plicht{Begin: dagen("2026-02-01"), Einde: dagen("2026-01-01"), Reden: redenVoldaan}},
		"geldt en is geëindigd":              {Plicht: &Plicht{Is: true, Begin: dagen("2024-02-01"), Einde: dagen("2026-01-01")}},
		"einde zonder dag":                   {Plicht: &Plicht{Reden: redenVoldaan}},
		"kennisgeving in de toekomst":        {Plicht: &Plicht{Is: true, Kennisgeving: morgen}},
		"eerder tijdvak op zijn kop":         {PlichtEerder: []Plicht{{Is: true, Begin: dagen("2026-02-01"), Einde: dagen("2026-01-01")}}},
		"twee groepen op één dag":            {Doelgroep: &Doelgroep{Groep: begrip.Asielstatushouder, Begin: dagen("2026-01-01")}, DoelgroepEerder: []Doelgroep{{Groep: begrip.GezinEnOverig, Begin: dagen("2026-01-01")}}},
		"termijn op zijn kop":                {Termijn: &Termijn{Begin: dagen("2026-01-01"), Einde: dagen("2025-12-31")}},
		"termijn van honderd jaar":           {Termijn: &Termijn{Begin: dagen("2026-01-01"), Einde: dagen("2126-01-01")}},
		"wijziging in de toekomst":           {TermijnEerder: []Termijn{{Einde: dagen("2028-01-01"), Gewijzigd: morgen}}},
		"vrijstelling zonder dag":            {Vrijstellingen: []Oordeel{{Omvang: dossier.Geheel, Toegekend: true}}},
		"vrijstelling zonder onderdeel":      {Vrijstellingen: []Oordeel{{Omvang: dossier.Gedeeltelijk, Toegekend: true, Dag: dagen("2026-01-01")}}},
		"tijdelijke vrijstelling op kop":     {Vrijstellingen: []Oordeel{{Omvang: dossier.Tijdelijk, Begin: dagen("2026-01-02"), Einde: dagen("2026-01-01")}}},
		"ontheffing van morgen":              {Ontheffingen: []Oordeel{{Omvang: dossier.Geheel, Toegekend: true, Dag: morgen}}},
		"boete van morgen":                   {Boetes: []Boete{{100, morgen}}},
		"haalbaar met te weinig punten":      {Toetsen: []Toets{{dossier.ToetsHaalbaar, 10, 20, dagen("2026-01-01")}}},
		"geslaagd in de toekomst":            {Examens: []Examen{{Onderdeel: begrip.KNM, Dag: morgen, Uitslag: dossier.Geslaagd}}},
		"examen van voor de geboorte":        {Examens: []Examen{{Onderdeel: begrip.KNM, Dag: dagen("1989-01-01"), Uitslag: dossier.Geslaagd}}},
		"PIP met een route die niet past":    {PIP: &PIPBijDUO{Gemeente: proefgemeente, Dagtekening: dagen("2025-05-01"), Leerroute: begrip.RouteOnderwijs, Niveau: begrip.NiveauA2}},
		"jonger PIP van een andere gemeente": {PIP: &PIPBijDUO{Gemeente: "0080", Dagtekening: dagen("2026-05-01"), Leerroute: begrip.RouteZ}},
		"PVT in de toekomst":                 {PVT: morgen},
		"aanvraag beoordeeld voor ontvangst": {Verlengingen: []Verlenging{{"Toegekend", dagen("2026-02-01"), dagen("2026-01-01")}}},
	} {
		t.Run(zin, func(t *testing.T) {
			l := nieuwLogboek(hand("2025-05-02", &dossier.PIPVastgesteld{Leerroute: begrip.RouteZ}),
				hand("2025-05-02", &dossier.PersoonGewijzigd{Persoonsgegevens: dossier.Persoonsgegevens{Geboortedatum: dagen("1990-01-01")}}))
			s.GratisPogingen = []Pogingen{{begrip.KNM, 1}} // dit is wel goed, en mag toch niet door
			v := Vertaal(l.stand(), s, proefdag)
			if len(v.Quarantaine) == 0 || len(v.Feiten) != 0 {
				t.Errorf("%d redenen en %d feiten", len(v.Quarantaine), len(v.Feiten))
			}
		})
	}
}

func TestAndereWetGaatInQuarantaine(t *testing.T) {
	d := dossier.Opbouwen([]dossier.Gebeurtenis{{GeldigOp: proefdag, Feit: &dossier.DossierGeopend{Gemeente: proefgemeente, Stelsel: begrip.Wi2013}}}, proefdag, 0)
	if v := Vertaal(d, Stand{Plicht: &Plicht{Is: true, Begin: dagen("2015-01-01")}}, proefdag); len(v.Quarantaine) == 0 || len(v.Feiten) != 0 {
		t.Error("een dossier onder de wet van 2013 kreeg feiten")
	}
}

// TestVolgordeEnHerhalingMakenNietUit leest één stand in stukken, in elke volgorde en met
// herhalingen, en wil steeds hetzelfde dossier.
func TestVolgordeEnHerhalingMakenNietUit(t *testing.T) {
	gekeken := 0
	rapid.Check(t, func(t *rapid.T) {
		had := eigenFeiten(t)
		s := eenStand(t)
		recht := nieuwLogboek(had...)
		if v := Vertaal(recht.stand(), s, proefdag); len(v.Quarantaine) > 0 {
			return // deze stand kan niet
		}
		gekeken++
		recht.lees(t, s)
		lezingen := rapid.SliceOfN(rapid.SampledFrom(leesbaar), 0, 8).Draw(t, "eerder")
		lezingen = append(lezingen, rapid.Permutation(leesbaar).Draw(t, "volgorde")...)
		krom := nieuwLogboek(had...)
		for _, a := range lezingen {
			krom.lees(t, deelVan(s, a))
		}
		if n := krom.lees(t, s); n != 0 {
			t.Fatalf("na alle stukken gaf het geheel nog %d feiten", n)
		}
		if a, b := recht.kern(t), krom.kern(t); a != b {
			t.Fatalf("ineens:\n%s\n\nin stukken (%v):\n%s", a, lezingen, b)
		}
	})
	t.Logf("%d standen gelezen", gekeken)
	if gekeken == 0 {
		t.Error("geen enkele stand was mogelijk; deze proef zegt niets")
	}
}

// TestWatDUOHetLaatstZegtStaatEr leest twee standen na elkaar; daarna weet het dossier
// alles van de tweede.
func TestWatDUOHetLaatstZegtStaatEr(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := nieuwLogboek(eigenFeiten(t)...)
		for range 3 {
			s := eenStand(t)
			v := Vertaal(l.stand(), s, proefdag)
			if len(v.Quarantaine) > 0 {
				continue
			}
			l.bij(v.Feiten...)
			if n := l.lees(t, s); n != 0 {
				t.Fatalf("dezelfde stand nog eens gaf %d feiten: %v", n, l[len(l)-1].Feit)
			}
		}
	})
}

// deelVan geeft wat één dienst van een stand zegt.
func deelVan(s Stand, a API) Stand {
	switch a {
	case Inburgeringsplicht:
		return Stand{Plicht: s.Plicht, PlichtEerder: s.PlichtEerder, Doelgroep: s.Doelgroep, DoelgroepEerder: s.DoelgroepEerder}
	case LeerbaarheidstoetsAPI:
		return Stand{Examennummer: s.Examennummer, Toetsen: s.Toetsen}
	case Inburgeringstermijn:
		return Stand{Termijn: s.Termijn, TermijnEerder: s.TermijnEerder, Boetes: s.Boetes}
	case Gebeurtenissen:
		return Stand{Gebeurtenissen: s.Gebeurtenissen}
	case Verlengingen:
		return Stand{Verlengingen: s.Verlengingen}
	case Vrijstellingen:
		return Stand{Vrijstellingen: s.Vrijstellingen}
	case Ontheffingen:
		return Stand{Ontheffingen: s.Ontheffingen}
	case PIP:
		return Stand{PIP: s.PIP}
	case Modules:
		return Stand{MAP: s.MAP, PVT: s.PVT}
	case GevolgdeUren:
		return Stand{Uren: s.Uren}
	case Examens:
		return Stand{Examens: s.Examens, GratisPogingen: s.GratisPogingen}
	}
	return Stand{Boetes: s.Boetes}
}
