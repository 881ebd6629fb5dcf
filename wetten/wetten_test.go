package wetten

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"traject/kern/begrip"
)

func dag(s string) begrip.Datum { return begrip.MoetDag(s) }

func laad(tb testing.TB) *Boek {
	tb.Helper()
	b, err := Laad()
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func recht(tb testing.TB, s begrip.Stelsel, pakket string) *Recht {
	tb.Helper()
	r, ok := laad(tb).Recht(s, pakket)
	if !ok {
		tb.Fatalf("geen recht voor %s %q", s, pakket)
	}
	return r
}

// eigenKopie geeft de bestanden van het programma, om er iets in te veranderen.
func eigenKopie(tb testing.TB) fstest.MapFS {
	tb.Helper()
	uit := fstest.MapFS{}
	err := fs.WalkDir(bestanden, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		inhoud, err := fs.ReadFile(bestanden, p)
		uit[p] = &fstest.MapFile{Data: inhoud}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return uit
}

func TestElkeSleutelHeeftEenNaamEnEenLandelijkeWaarde(t *testing.T) {
	b := laad(t)
	gezien := map[string]bool{}
	for _, s := range Sleutels() {
		n := s.String()
		if n == "" || gezien[n] || strings.ToLower(n) != n {
			t.Errorf("sleutel %d heet %q", s, n)
		}
		gezien[n] = true
		if len(b.reeksen[s].tijdvakken) == 0 {
			t.Errorf("%s heeft geen waarde", n)
		}
	}
	if len(opNaam) != int(aantalSleutels) {
		t.Errorf("%d namen voor %d sleutels", len(opNaam), aantalSleutels)
	}
}

func TestElkeWaardeHeeftEenBron(t *testing.T) {
	b := laad(t)
	for _, s := range Sleutels() {
		for _, tv := range b.reeksen[s].tijdvakken {
			if tv.Waarde.Grond == nil || tv.Waarde.Grond.String() == "" || tv.Gelezen == "" || tv.Uit == "" {
				t.Errorf("%s vanaf %s mist zijn bron", s, tv.Van)
			}
		}
	}
	for _, n := range b.Pakketten() {
		p, _ := b.Pakket(n)
		for s, tvs := range p.eigen {
			for _, tv := range tvs {
				if tv.Waarde.Grond == nil || tv.Waarde.Vervult == nil {
					t.Errorf("%s: %s vanaf %s mist zijn bron of de bepaling die zij invult", n, s, tv.Van)
				}
			}
		}
	}
}

func TestEenWaardeGeldtNietVoorHaarEersteEnNietNaHaarLaatsteDag(t *testing.T) {
	r := recht(t, begrip.Wi2021, "")
	for _, g := range []struct {
		s    Sleutel
		dag  string
		is   bool
		wil  string
		lees string
	}{
		{PIPAnker, "2021-12-31", false, "", "de dag voor de wet"},
		{PIPAnker, "2022-01-01", true, "inschrijving", "de eerste dag van de wet"},
		{PIPAnker, "2022-12-31", true, "inschrijving", "de laatste dag van de oude tekst"},
		{PIPAnker, "2023-01-01", true, "kennisgeving", "de eerste dag van de nieuwe tekst"},
		{PIPDerdeWeken, "2022-12-31", false, "", "de oude tekst kende geen uitzondering voor een derde"},
		{PIPDerdeWeken, "2023-01-01", true, "", "de nieuwe tekst kent haar wel"},
		{BoeteAsielstatushouder, "2025-02-03", true, "gewoon", "de dag voor het arrest"},
		{BoeteAsielstatushouder, "2025-02-04", true, "juridische-toets", "de dag van het arrest"},
		{Wi2007Onderzoek, "2025-01-01", false, "", "bedragen van de oude wet bestaan onder de nieuwe niet"},
	} {
		w, ok := r.Waarde(g.s, dag(g.dag))
		if ok != g.is || w.Tekst != g.wil {
			t.Errorf("%s: %s op %s: kreeg %v %q", g.lees, g.s, g.dag, ok, w.Tekst)
		}
	}
}

func TestEenEindeWordtNietDoorgetrokken(t *testing.T) {
	m := eigenKopie(t)
	vervang(t, m, "termijnen.yaml", `{van: 2022-01-01, waarde: 18, bron: "Bi2021 art. 5.4 lid 1"`, `{van: 2022-01-01, tot: 2024-12-31, waarde: 18, bron: "Bi2021 art. 5.4 lid 1"`)
	b, fouten := LaadUit(m)
	if len(fouten) > 0 {
		t.Fatal(fouten)
	}
	r, _ := b.Recht(begrip.Wi2021, "")
	if _, ok := r.Waarde(LeerrouteWijzigen, dag("2024-12-31")); !ok {
		t.Error("op de laatste dag geldt de waarde nog")
	}
	if _, ok := r.Waarde(LeerrouteWijzigen, dag("2025-01-01")); ok {
		t.Error("na de laatste dag is er geen waarde")
	}
	if got := b.Eindigend(dag("2024-12-01"), 60); !slices.Contains(got, "leerroute-wijzigen-maanden") {
		t.Errorf("waarden die bijna eindigen: %v", got)
	}
}

func TestDeFryskeMarrenVultWatDeWetOpenlaat(t *testing.T) {
	r := recht(t, begrip.Wi2021, "de-fryske-marren")
	w, ok := r.Waarde(AanbodLeerroute, dag("2022-05-02"))
	if !ok || w.N != 3 || w.Grond.String() != "Beleidsregels De Fryske Marren 2022 art. 4 lid 7" || w.Vervult.String() != "Wi2021 art. 16 lid 1" {
		t.Errorf("aanbod: %v %+v", ok, w)
	}
	if w, ok = r.Waarde(AanbodLeerroute, dag("2022-04-12")); !ok || !w.Geen {
		t.Errorf("voor het beleid gold de landelijke waarde: %v %+v", ok, w)
	}
	if w, ok = r.Waarde(PVTUren, dag("2022-05-02")); !ok || w.N != 12 {
		t.Errorf("waar het beleid zwijgt geldt de wet: %v %+v", ok, w)
	}
}

func TestWi2007StaatLosVanWi2021(t *testing.T) {
	oud := recht(t, begrip.Wi2007, "noardwest-fryslan-2010")
	if w, ok := oud.Waarde(Wi2007VoorzieningHerhaald, dag("2011-03-07")); !ok || w.N != 50000 {
		t.Errorf("herhaald: %v %+v", ok, w)
	}
	if _, ok := oud.Waarde(BoeteTrede1, dag("2023-01-01")); ok {
		t.Error("een trede van Wi2021 bestaat niet onder Wi2007")
	}
	if w, ok := oud.Waarde(BezwaarWeken, dag("2011-03-07")); !ok || w.N != 6 {
		t.Errorf("de Awb geldt onder beide: %v %+v", ok, w)
	}
}

func vervang(tb testing.TB, m fstest.MapFS, bestand, oud, nieuw string) {
	tb.Helper()
	voor := string(m[bestand].Data)
	na := strings.Replace(voor, oud, nieuw, 1)
	if voor == na {
		tb.Fatalf("%s bevat niet %q", bestand, oud)
	}
	m[bestand] = &fstest.MapFile{Data: []byte(na)}
}

func TestEenFoutInDeBoekenkastLaadtNiet(t *testing.T) {
	const pip = `{van: 2023-01-01, waarde: kennisgeving`
	for _, g := range []struct{ naam, bestand, oud, nieuw, code string }{
		{"onbekend veld", "termijnen.yaml", "sleutel: pip-weken", "sleutel: pip-weken\n    kleur: rood", "leesfout"},
		{"kapot bestand", "termijnen.yaml", "waarden:", "waarden: [", "leesfout"},
		{"onbekende sleutel", "termijnen.yaml", "sleutel: pip-weken", "sleutel: pip-wekeb", "onbekende-waarde"},
		{"sleutel zonder waarde", "termijnen.yaml", "sleutel: pip-weken", "sleutel: pip-wekeb", "veld-ontbreekt"},
		{"dubbele sleutel", "termijnen.yaml", "sleutel: pip-weken", "sleutel: pip-anker", "dubbel"},
		{"gat", "termijnen.yaml", pip, `{van: 2023-01-02, waarde: kennisgeving`, "gat"},
		{"overlap", "termijnen.yaml", pip, `{van: 2022-12-31, waarde: kennisgeving`, "overlap"},
		{"verkeerde volgorde", "termijnen.yaml", pip, `{van: 2021-01-01, waarde: kennisgeving`, "volgorde"},
		{"open tijdvak niet achteraan", "termijnen.yaml", "tot: 2022-12-31, waarde: inschrijving", "waarde: inschrijving", "overlap"},
		{"ontbrekende bron", "termijnen.yaml", `waarde: kennisgeving, bron: "Bi2021 art. 5.3 lid 1"`, `waarde: kennisgeving, bron: ""`, "veld-ontbreekt"},
		{"onmogelijke dag", "termijnen.yaml", "tot: 2022-12-31", "tot: 2022-02-30", "datum-ongeldig"},
		{"onbekende eenheid", "termijnen.yaml", "eenheid: weken", "eenheid: weke", "onbekende-waarde"},
		{"getal dat geen getal is", "termijnen.yaml", "waarde: 10, ", "waarde: tien, ", "waarde-ongeldig"},
		{"geen waar dat niet kan", "termijnen.yaml", "waarde: 10, ", "waarde: geen, ", "waarde-ongeldig"},
		{"niet gezegd hoe gelezen", "termijnen.yaml", "gelezen: official", "gelezen: gehoord", "onbekende-waarde"},
		{"onbekend formaat", "termijnen.yaml", "traject/wet/1", "traject/wet/9", "onbekende-waarde"},
		{"beleid raakt een gesloten sleutel", "beleid/dalfsen.yaml", "sleutel: pvt-vorm", "sleutel: pvt-uren", "gesloten"},
		{"beleid raakt een ander stelsel", "beleid/dalfsen.yaml", "sleutel: pvt-vorm", "sleutel: wi2007-onderzoek", "gesloten"},
		{"beleid buiten de grens", "beleid/de-fryske-marren.yaml", "waarde: 5,", "waarde: 50,", "buiten-grens"},
		{"beleid van voor de wet", "beleid/de-fryske-marren.yaml", "van: 2022-04-13, waarde: 5", "van: 2021-04-13, waarde: 5", "volgorde"},
		{"beleid verandert de eenheid", "beleid/dalfsen.yaml", "sleutel: pvt-vorm", "sleutel: pvt-vorm\n    eenheid: woord", "gesloten"},
		{"pakket heet anders dan zijn bestand", "beleid/dalfsen.yaml", "pakket: dalfsen", "pakket: ommen", "waarde-ongeldig"},
		{"feestdag zonder dag", "feestdagen.yaml", `naam: Nieuwjaarsdag, dag: "01-01"`, "naam: Nieuwjaarsdag", "waarde-ongeldig"},
		{"regel met een waarde die er niet bij hoort", "regels.yaml", "{pip-weken}", "{pvt-uren}", "verwijzing-onbekend"},
		{"dekking met een onbekende stand", "dekking.yaml", "stand: gebouwd", "stand: misschien", "onbekende-waarde"},
	} {
		t.Run(g.naam, func(t *testing.T) {
			m := eigenKopie(t)
			vervang(t, m, g.bestand, g.oud, g.nieuw)
			b, fouten := LaadUit(m)
			if b != nil {
				t.Error("er kwam toch een boek")
			}
			if !slices.ContainsFunc(fouten, func(f Bevinding) bool { return f.Code == g.code }) {
				t.Errorf("verwacht een bevinding %s, kreeg %v", g.code, fouten)
			}
		})
	}
}

func TestDeVolgordeVanBestandenMaaktNietUit(t *testing.T) {
	wil := recht(t, begrip.Wi2021, "de-fryske-marren").Vingerafdruk(begrip.MoetDag("2026-11-21"))
	m := eigenKopie(t)
	// Andere namen geven een andere volgorde van lezen.
	m["aaa.yaml"], m["zzz.yaml"] = m["normen.yaml"], m["awb.yaml"]
	delete(m, "normen.yaml")
	delete(m, "awb.yaml")
	b, fouten := LaadUit(m)
	if len(fouten) > 0 {
		t.Fatal(fouten)
	}
	r, _ := b.Recht(begrip.Wi2021, "de-fryske-marren")
	if got := r.Vingerafdruk(begrip.MoetDag("2026-11-21")); got != wil {
		t.Errorf("vingerafdruk %s, eerst %s", got, wil)
	}
}

func TestEenAndereWaardeGeeftEenAndereVingerafdruk(t *testing.T) {
	m := eigenKopie(t)
	vervang(t, m, "beleid/de-fryske-marren.yaml", "waarde: 5,", "waarde: 4,")
	b, fouten := LaadUit(m)
	if len(fouten) > 0 {
		t.Fatal(fouten)
	}
	for pakket, zelfde := range map[string]bool{"de-fryske-marren": false, "landelijk": true, "dalfsen": true} {
		nieuw, _ := b.Recht(begrip.Wi2021, pakket)
		if (nieuw.Vingerafdruk(begrip.MoetDag("2026-11-21")) == recht(t, begrip.Wi2021, pakket).Vingerafdruk(begrip.MoetDag("2026-11-21"))) != zelfde {
			t.Errorf("%s: vingerafdruk gelijk is niet %v", pakket, zelfde)
		}
	}
}

// Een waarde van later, of een einde dat later wordt vastgesteld, laat de vingerafdruk
// van een oud besluit zoals zij was.
func TestLaterRechtLaatOudeVingerafdrukkenStaan(t *testing.T) {
	oud := recht(t, begrip.Wi2021, "de-fryske-marren")
	m := eigenKopie(t)
	vervang(t, m, "beleid/de-fryske-marren.yaml", "{van: 2022-04-13, waarde: 5,", "{van: 2022-04-13, tot: 2026-12-31, waarde: 5,")
	b, fouten := LaadUit(m)
	if len(fouten) > 0 {
		t.Fatal(fouten)
	}
	nieuw, _ := b.Recht(begrip.Wi2021, "de-fryske-marren")
	for dag, zelfde := range map[string]bool{"2025-06-01": true, "2026-12-31": true, "2027-01-01": false} {
		d := begrip.MoetDag(dag)
		if (oud.Vingerafdruk(d) == nieuw.Vingerafdruk(d)) != zelfde {
			t.Errorf("%s: vingerafdruk gelijk is niet %v", dag, zelfde)
		}
	}
	if d := begrip.MoetDag("2022-04-12"); oud.Vingerafdruk(d) == oud.Vingerafdruk(d.Plus(1)) {
		t.Error("de dag waarop het beleid begint verandert niets")
	}
}

func TestVindplaatsenGaanHeenEnTerug(t *testing.T) {
	for _, s := range []string{"Bi2021 art. 5.3 lid 1", "Wi2007 art. 34 onder a", "Wi2021 art. 12 lid 1 onder b", "PW art. 56a", "HvJ EU 4 februari 2025, C-158/23 (Keren)"} {
		if v, ok := leesVindplaats(s); !ok || v.String() != s {
			t.Errorf("%q werd %q", s, v.String())
		}
	}
	if _, ok := leesVindplaats(""); ok {
		t.Error("een lege bron is geen bron")
	}
}

func TestEenOnbekendPakketBestaatNiet(t *testing.T) {
	if _, ok := laad(t).Recht(begrip.Wi2021, "ergens"); ok {
		t.Error("dit pakket is er niet")
	}
	if _, ok := laad(t).Recht("wi1998", ""); ok {
		t.Error("dit stelsel is er niet")
	}
}

// metPakketten voegt verzonnen pakketten toe aan de boekenkast.
func metPakketten(tb testing.TB, n int) fstest.MapFS {
	m := eigenKopie(tb)
	voorbeeld := string(m["beleid/de-fryske-marren.yaml"].Data)
	for i := range n {
		naam := fmt.Sprintf("proef-%04d", i)
		m["beleid/"+naam+".yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(voorbeeld, "pakket: de-fryske-marren", "pakket: "+naam, 1))}
	}
	return m
}

func BenchmarkDuizendPakkettenLaden(b *testing.B) {
	m := metPakketten(b, 1000)
	for b.Loop() {
		if _, fouten := LaadUit(m); len(fouten) > 0 {
			b.Fatal(fouten[0])
		}
	}
}

func BenchmarkWaardeOpzoeken(b *testing.B) {
	r := recht(b, begrip.Wi2021, "de-fryske-marren")
	d := dag("2025-06-01")
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := r.Waarde(AanbodLeerroute, d); !ok {
			b.Fatal("geen waarde")
		}
	}
}

// Hoe lang iets bewaard wordt rekent niet mee: het kenmerk van een besluit van vóór de
// bewaartermijnen blijft gelijk.
func TestBewaartermijnenVeranderenHetKenmerkNiet(t *testing.T) {
	m := eigenKopie(t)
	vervang(t, m, "bewaren.yaml", "waarde: 42,", "waarde: 43,")
	vervang(t, m, "bewaren.yaml", "van: 2022-01-01, waarde: 50,", "van: 2024-05-05, waarde: 49,")
	b, fouten := LaadUit(m)
	if len(fouten) > 0 {
		t.Fatal(fouten)
	}
	nieuw, _ := b.Recht(begrip.Wi2021, "")
	for _, dag := range []string{"2023-06-01", "2024-05-05", "2026-11-21"} {
		if d := begrip.MoetDag(dag); nieuw.Vingerafdruk(d) != recht(t, begrip.Wi2021, "").Vingerafdruk(d) {
			t.Errorf("op %s verandert het kenmerk door een bewaartermijn", dag)
		}
	}
}
