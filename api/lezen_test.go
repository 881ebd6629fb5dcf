package api

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

const hoofd = "formaat: traject/dossier/1\ngemeente: \"0148\"\npersoon: {doelgroep: gezin-en-overig}\n"

// regels geeft de fouten als "plaats: code".
func regels(fout []begrip.Weigering) []string {
	uit := make([]string, 0, len(fout))
	for _, f := range fout {
		uit = append(uit, f.Plaats+": "+f.Code)
	}
	return uit
}

func TestElkeFoutHeeftPlaatsEnCode(t *testing.T) {
	for _, g := range []struct {
		naam, in string
		wil      []string
	}{
		{"een leeg bestand", "", []string{": leesfout"}},
		{"alleen een regeleinde en een opmerking", "# niets\n", []string{": leesfout"}},
		{"een lijst in plaats van velden", "- a\n- b\n", []string{": leesfout"}},
		{"geen UTF-8", "formaat: \xff\xfe\n", []string{": leesfout"}},
		{"een nulteken", hoofd + "feiten: []\x00", []string{": leesfout"}},
		{"twee documenten", hoofd + "feiten: []\n---\na: 1\n", []string{": leesfout"}},
		{"een dubbel veld", hoofd + "gemeente: \"0363\"\nfeiten: []\n", []string{"gemeente: leesfout"}},
		{"een dubbel veld in een feit", hoofd + "feiten: [{soort: kennisgeving, datum: 2025-01-01, datum: 2025-01-02}]", []string{"feiten[0].datum: leesfout"}},
		{"alles ontbreekt", "overig: []\n", []string{"formaat: veld-ontbreekt", "gemeente: veld-ontbreekt", "persoon.doelgroep: veld-ontbreekt", "feiten: veld-ontbreekt"}},
		{"een ander formaat", strings.Replace(hoofd, "dossier/1", "dossier/2", 1) + "feiten: []\n", []string{"formaat: onbekende-waarde"}},
		{"een gemeente als getal", "formaat: traject/dossier/1\ngemeente: 1940\npersoon: {doelgroep: gezin-en-overig}\nfeiten: []\n", []string{"gemeente: verkeerd-type"}},
		{"een gemeente van drie cijfers", "formaat: traject/dossier/1\ngemeente: \"194\"\npersoon: {doelgroep: gezin-en-overig}\nfeiten: []\n", []string{"gemeente: waarde-ongeldig"}},
		{"een doelgroep van de andere wet", "formaat: traject/dossier/1\ngemeente: \"0148\"\npersoon: {doelgroep: inburgeringsplichtige}\nfeiten: []\n", []string{"persoon.doelgroep: onbekende-waarde"}},
		{"een onbekend stelsel", hoofd + "stelsel: wi2013\nfeiten: []\n", []string{"stelsel: onbekende-waarde"}},
		{"een onbekend pakket", hoofd + "beleid: nergens\nfeiten: []\n", []string{"beleid: beleid-onbekend"}},
		{"feiten is geen lijst", hoofd + "feiten: {}\n", []string{"feiten: verkeerd-type"}},
		{"een feit is geen object", hoofd + "feiten: [1, null, \"x\"]\n", []string{"feiten[0]: verkeerd-type", "feiten[1]: verkeerd-type", "feiten[2]: verkeerd-type"}},
		{"soort ontbreekt", hoofd + "feiten: [{datum: 2025-01-01}]\n", []string{"feiten[0].soort: veld-ontbreekt"}},
		{"soort is een getal", hoofd + "feiten: [{soort: 7, datum: 2025-01-01}]\n", []string{"feiten[0].soort: verkeerd-type"}},
		{"een dag als getal", hoofd + "feiten: [{soort: kennisgeving, datum: 20250101}]\n", []string{"feiten[0].datum: verkeerd-type"}},
		{"een dag zonder nullen", hoofd + "feiten: [{soort: kennisgeving, datum: 2025-1-1}]\n", []string{"feiten[0].datum: datum-ongeldig"}},
		{"een dag met een tijd", hoofd + "feiten: [{soort: kennisgeving, datum: 2025-01-01T10:00:00Z}]\n", []string{"feiten[0].datum: datum-ongeldig"}},
		{"een lege dag", hoofd + "feiten: [{soort: kennisgeving, datum: \"\"}]\n", []string{"feiten[0].datum: datum-ongeldig"}},
		{"29 februari in een gewoon jaar", hoofd + "feiten: [{soort: kennisgeving, datum: 2025-02-29}]\n", []string{"feiten[0].datum: datum-ongeldig"}},
		{"uren als tekst", hoofd + "feiten: [{soort: uren, datum: 2025-01-01, wat: nt2, uren: \"12\"}]\n", []string{"feiten[0].uren: verkeerd-type"}},
		{"negatieve uren", hoofd + "feiten: [{soort: uren, datum: 2025-01-01, wat: nt2, uren: -1}]\n", []string{"feiten[0].uren: waarde-ongeldig"}},
		{"oneindig veel uren", hoofd + "feiten: [{soort: uren, datum: 2025-01-01, wat: nt2, uren: .inf}]\n", []string{"feiten[0].uren: waarde-ongeldig"}},
		{"uren in achttallig stelsel", hoofd + "feiten: [{soort: uren, datum: 2025-01-01, wat: nt2, uren: 010}]\n", []string{"feiten[0].uren: waarde-ongeldig"}},
		{"ja is geen vlag", hoofd + "feiten: [{soort: inschrijving, datum: 2025-01-01, verhuizing: yes}]\n", []string{"feiten[0].verhuizing: verkeerd-type"}},
		{"een half voortgangsgesprek", hoofd + "feiten: [{soort: pip-vastgesteld, datum: 2025-01-01, leerroute: b1, voortgangsgesprekken: 2.5}]\n", []string{"feiten[0].voortgangsgesprekken: waarde-ongeldig"}},
		{"een bedrag als getal", hoofd + "feiten: [{soort: duo-boete, datum: 2025-01-01, bedrag: 25.00, onderdeel: pvt}]\n", []string{"feiten[0].bedrag: verkeerd-type"}},
		{"een bedrag met een komma", hoofd + "feiten: [{soort: duo-boete, datum: 2025-01-01, bedrag: \"25,00\", onderdeel: pvt}]\n", []string{"feiten[0].bedrag: waarde-ongeldig"}},
		{"een keuze uit een lijst", hoofd + "feiten: [{soort: opgeroepen, datum: 2025-01-01, voor: thee, afspraak: 2025-01-20, inhoud: [wat, koekje]}]\n", []string{"feiten[0].voor: onbekende-waarde", "feiten[0].inhoud[1]: onbekende-waarde"}},
		{"een lege lijst onderdelen", hoofd + "feiten: [{soort: afgeschaald, datum: 2025-01-01, onderdelen: []}]\n", []string{"feiten[0].onderdelen: waarde-ongeldig"}},
		{"verlengd met niets", hoofd + "feiten: [{soort: termijn-verlengd, datum: 2025-01-01}]\n", []string{"feiten[0].maanden: veld-ontbreekt"}},
		{"verlengd met maanden en een dag", hoofd + "feiten: [{soort: termijn-verlengd, datum: 2025-01-01, maanden: 3, tot: 2026-01-01}]\n", []string{"feiten[0].tot: waarde-ongeldig"}},
		{"een overtreding zonder kenmerk", hoofd + "feiten: [{soort: overtreding, datum: 2025-01-01, gedraging: begeleiding}]\n", []string{"feiten[0].id: veld-ontbreekt"}},
		{"een feit dat zichzelf vervangt", hoofd + "feiten: [{soort: kennisgeving, datum: 2025-01-01, id: a, vervangt: a}]\n", []string{"feiten[0].vervangt: waarde-ongeldig"}},
		{"een oproep die er niet is", hoofd + "feiten: [{soort: verschenen, datum: 2025-01-01, voor: brede-intake, oproep: x}]\n", []string{"feiten[0].oproep: verwijzing-onbekend"}},
		{"overig zonder dag", hoofd + "feiten: []\noverig: [{soort: notitie}]\n", []string{"overig[0].datum: veld-ontbreekt"}},
		{"ankers zonder einde", "a: &a [*a]\n" + hoofd + "feiten: []\n", []string{"a" + strings.Repeat("[0]", meesteDiepte) + ": leesfout"}},
	} {
		_, fout := Lees([]byte(g.in), YAML, moetBoek(t))
		kreeg := regels(fout)
		for _, w := range g.wil {
			if !slices.Contains(kreeg, w) {
				t.Errorf("%s: mist %q in %q", g.naam, w, kreeg)
			}
		}
		if len(kreeg) != len(g.wil) {
			t.Errorf("%s: verwacht %d fouten, kreeg %q", g.naam, len(g.wil), kreeg)
		}
	}
}

func TestJSONIsStreng(t *testing.T) {
	for naam, in := range map[string]string{
		"een komma te veel":    `{"formaat":"traject/dossier/1",}`,
		"enkele aanhaling":     `{'formaat':'traject/dossier/1'}`,
		"opmerking":            "{} // niets",
		"twee objecten":        "{}{}",
		"half":                 `{"formaat":`,
		"YAML in een .json":    hoofd + "feiten: []\n",
		"een NaN":              `{"feiten":[{"uren":NaN}]}`,
		"diep genest":          strings.Repeat("[", 100_000),
		"een half surrogaat":   `{"formaat":"\ud800"}`,
		"een nul in een tekst": `{"formaat":"\u0000"}`,
	} {
		if _, fout := Lees([]byte(in), JSON, moetBoek(t)); len(fout) == 0 {
			t.Errorf("%s is aangenomen", naam)
		}
	}
}

// Wat gelezen mag worden, in beide schrijfwijzen en met of zonder aanhalingstekens om een dag.
func TestGoedeSchrijfwijzenGevenDezelfdeFeiten(t *testing.T) {
	wil, fout := Lees([]byte(`{"formaat":"traject/dossier/1","gemeente":"0148","persoon":{"doelgroep":"gezin-en-overig"},"feiten":[{"soort":"uren","datum":"2025-01-01","wat":"nt2","uren":1e2}]}`), JSON, moetBoek(t))
	if len(fout) > 0 {
		t.Fatal(fout)
	}
	for _, in := range []string{
		hoofd + "feiten:\n- soort: uren\n  datum: 2025-01-01\n  wat: nt2\n  uren: 100\n",
		"\ufeff" + hoofd + "feiten: [{soort: uren, datum: \"2025-01-01\", wat: nt2, uren: 100.0}]\n",
		"x: &u {soort: uren, datum: 2025-01-01, wat: nt2, uren: 100}\n" + hoofd + "feiten: [*u]\n",
		strings.ReplaceAll(hoofd, "\n", "\r\n") + "feiten: [{soort: 'uren', datum: '2025-01-01', wat: nt2, uren: 1.0e+2}]\r\n",
	} {
		in = strings.Replace(in, "x: &u", "overig:\n- &u", 1)
		kreeg, fout := Lees([]byte(in), YAML, moetBoek(t))
		if len(fout) > 0 {
			t.Errorf("%q geweigerd: %v", in, fout)
			continue
		}
		if !reflect.DeepEqual(kreeg[:2], wil) {
			t.Errorf("%q:\nkreeg %+v\nwil   %+v", in, kreeg[1].Feit, wil[1].Feit)
		}
	}
}

// Schrijven en weer lezen geeft dezelfde feiten; daarna verandert er niets meer.
func TestSchrijvenEnLezenGeeftHetzelfde(t *testing.T) {
	boek := moetBoek(t)
	rapid.Check(t, func(r *rapid.T) {
		in := willekeurigBestand(r)
		feiten, fout := Lees(in, JSON, boek)
		if len(fout) > 0 {
			r.Fatalf("geweigerd: %v\n%s", fout, in)
		}
		var een, twee bytes.Buffer
		if err := SchrijfDossier(&een, feiten); err != nil {
			r.Fatal(err)
		}
		weer, fout := Lees(een.Bytes(), JSON, boek)
		if len(fout) > 0 {
			r.Fatalf("eigen bestand geweigerd: %v\n%s", fout, een.Bytes())
		}
		if !reflect.DeepEqual(feiten, weer) {
			r.Fatalf("niet gelijk:\n%+v\n%+v\n%s", feiten, weer, een.Bytes())
		}
		if err := SchrijfDossier(&twee, weer); err != nil || !bytes.Equal(een.Bytes(), twee.Bytes()) {
			r.Fatalf("niet stabiel (%v):\n%s\n%s", err, een.Bytes(), twee.Bytes())
		}
	})
}

// willekeurigBestand maakt een geldig bestand door bij elk soort feit willekeurige velden te
// vullen via dezelfde beschrijving als het lezen.
func willekeurigBestand(r *rapid.T) []byte {
	s := feitschrijver{}
	kop := &dossier.DossierGeopend{Gemeente: "0148", Stelsel: begrip.Wi2021}
	p := dossier.Persoonsgegevens{Doelgroep: begrip.GezinEnOverig, Voornamen: rapid.SampledFrom([]string{"", "Zoë \"Z\"", "A\\B", "名"}).Draw(r, "naam")}
	s.kop(kop, p)
	s.regelNaam("feiten")
	s.open('[')
	s.komma()
	s.b = append(s.b, `{"soort":"overtreding","datum":"2024-01-01","id":"o1","gedraging":"begeleiding"}`...)
	s.komma()
	s.b = append(s.b, `{"soort":"opgeroepen","datum":"2024-01-01","id":"p1","voor":"brede-intake","afspraak":"2024-02-01"}`...)
	n := rapid.IntRange(0, 12).Draw(r, "aantal")
	soorten := slices.DeleteFunc(dossier.Soorten(), func(x dossier.Soort) bool { return x == dossier.SoortNieuweTermijn })
	for i := range n {
		soort := rapid.SampledFrom(soorten).Draw(r, "soort")
		f, _ := dossier.Nieuw(soort)
		s.komma()
		s.open('{')
		s.tekst("soort", string(soort))
		s.dag("datum", begrip.MoetDag("2024-01-01").Plus(rapid.IntRange(0, 900).Draw(r, "dag")))
		if soort == dossier.SoortOvertreding {
			s.tekst("id", "o"+string(rune('a'+i)))
		}
		f.Velden(&vuller{r: r, s: &s, soort: soort})
		s.sluit('}')
	}
	s.sluit(']')
	s.regelNaam("overig")
	s.b = append(s.b, `[{"soort":"notitie","datum":"2024-05-05","tekst":"<a & b>","lijst":[1,2.50,{"x":null}]}]}`...)
	return s.b
}

// vuller bezoekt velden en schrijft een willekeurige geldige waarde.
type vuller struct {
	r     *rapid.T
	s     *feitschrijver
	soort dossier.Soort
	vol   bool // bij een keuze tussen twee velden: er is er al een
}

func (v *vuller) wel(verplicht bool) bool {
	samen := v.soort == dossier.SoortTermijnVerlengd || v.soort == dossier.SoortBezwaar
	if samen {
		wel := !v.vol
		v.vol = true
		return wel
	}
	return verplicht || rapid.Bool().Draw(v.r, "wel")
}

func (v *vuller) Tekst(naam string, _ *string, verplicht bool) {
	if v.soort == dossier.SoortTermijnVerlengd || v.wel(verplicht) {
		v.s.tekst(naam, rapid.SampledFrom([]string{"huisarts", "école", "a\"b\\c\n"}).Draw(v.r, naam))
	}
}

func (v *vuller) Keuze(naam string, _ func() string, _ func(string), lijst []string, verplicht bool) {
	if v.soort == dossier.SoortOvertreding && naam == "gedraging" {
		lijst = []string{"begeleiding", "ontzorgen"}
	}
	if v.soort == dossier.SoortDoelgroepGewijzigd {
		lijst = []string{"asielstatushouder"}
	}
	if v.soort == dossier.SoortExamen && naam == "onderdeel" {
		lijst = []string{"lezen"}
	}
	if v.wel(verplicht) {
		v.s.tekst(naam, rapid.SampledFrom(lijst).Draw(v.r, naam))
	}
}

func (v *vuller) Keuzes(naam string, _ func() []string, _ func([]string), lijst []string) {
	if v.wel(false) {
		v.s.woorden(naam, lijst[:1+rapid.IntRange(0, len(lijst)-1).Draw(v.r, naam)])
	}
}

func (v *vuller) Datum(naam string, _ *begrip.Datum, verplicht bool) {
	if v.wel(verplicht) {
		v.s.dag(naam, begrip.MoetDag("2024-02-29"))
	}
}

func (v *vuller) Uren(naam string, _ *dossier.Optie[begrip.Uren], verplicht bool) {
	if v.wel(verplicht) {
		v.s.hoeveel(naam, int64(rapid.IntRange(0, 900_000).Draw(v.r, naam)), begrip.InUren)
	}
}

func (v *vuller) Bedrag(naam string, _ *dossier.Optie[begrip.Cent], verplicht bool) {
	if v.wel(verplicht) {
		v.s.tekst(naam, begrip.Cent(rapid.IntRange(0, 90_000).Draw(v.r, naam)).String())
	}
}

func (v *vuller) Geheel(naam string, _ *dossier.Optie[int], laag, hoog int, verplicht bool) {
	if v.wel(verplicht) {
		v.s.getal(naam, int64(rapid.IntRange(laag, hoog).Draw(v.r, naam)))
	}
}

func (v *vuller) Vlag(naam string, _ *dossier.Optie[bool], verplicht bool) {
	if v.wel(verplicht) {
		v.s.vlag(naam, rapid.Bool().Draw(v.r, naam))
	}
}

// Verwijzing wijst naar de overtreding of de oproep die vooraan staat.
func (v *vuller) Verwijzing(naam string, _ *string, soort dossier.Soort, verplicht bool) {
	if !v.wel(verplicht) {
		return
	}
	if soort == dossier.SoortOvertreding {
		v.s.tekst(naam, "o1")
		return
	}
	v.s.tekst(naam, "p1")
}

func (v *vuller) Bytes(string, *[]byte) {}

// FuzzLees: wat er ook in staat, lezen stopt, geeft feiten of fouten en nooit allebei, en
// geen fout herhaalt een rij van negen cijfers.
func FuzzLees(f *testing.F) {
	boek := moetBoek(f)
	for _, s := range []string{voorbeeldRegel, hoofd + "feiten: []\n", "a: &a [*a]", "{}", "[", "? {a: b}\n: c", "<<: {a: 1}", "!!binary x", "%YAML 1.1\n---\n- x", hoofd + "feiten: [{soort: kennisgeving, datum: 2025-01-01, id: 1}]"} {
		f.Add([]byte(s), true)
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, in []byte, json bool) {
		wijze := YAML
		if json {
			wijze = JSON
		}
		feiten, fout := Lees(in, wijze, boek)
		if (len(feiten) > 0) == (len(fout) > 0) {
			t.Fatalf("%d feiten en %d fouten", len(feiten), len(fout))
		}
		for _, x := range fout {
			if x.Code == "" || x.Zin == "" || strings.ContainsAny(x.Plaats+x.Zin, "\n\r") {
				t.Fatalf("geen goede foutregel: %+v", x)
			}
		}
		if len(feiten) > 0 {
			if _, ok := Bereken(boek, feiten, Vraag{Op: dag("2025-06-01")}); !ok {
				t.Fatal("gelezen en niet te berekenen")
			}
			var b bytes.Buffer
			if err := SchrijfDossier(&b, feiten); err != nil {
				t.Fatal(err)
			}
			if _, fout := Lees(b.Bytes(), JSON, boek); len(fout) > 0 {
				t.Fatalf("eigen bestand geweigerd: %v\n%s", fout, b.Bytes())
			}
		}
	})
}

// Groep loopt gewoon langs de velden.
func (v *vuller) Groep(_ dossier.Groep, velden func(dossier.Bezoeker)) { velden(v) }
