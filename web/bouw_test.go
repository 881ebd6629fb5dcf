package web

import (
	"io"
	"net/url"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/recht"
	"traject/wetten"
)

func TestDatumUitDrieVelden(t *testing.T) {
	for _, geval := range []struct{ dag, maand, jaar, wil, fout string }{
		{"23", "11", "2026", "2026-11-23", ""},
		{" 1 ", "02", "2028", "2028-02-01", ""},
		{"29", "2", "2028", "2028-02-29", ""},
		{"29", "2", "2026", "", "februari 2026 heeft geen dag 29. Vul 1 tot en met 28 in."},
		{"23", "13", "2026", "", "maand 13 bestaat niet. Vul 1 tot en met 12 in."},
		{"23", "november", "2026", "", "vul bij maand een getal in"},
		{"", "11", "2026", "", "vul bij dag een getal in"},
		{"23", "11", "26", "", "vier cijfers"},
		{"-1", "11", "2026", "", "vul bij dag een getal in"},
		{"", "", "", "", "vul dag, maand en jaar in"},
	} {
		d, v := leesDatumveld(url.Values{"d-dag": {geval.dag}, "d-maand": {geval.maand}, "d-jaar": {geval.jaar}}, datumveld{Naam: "d", Label: "Dag"}, true)
		if (geval.fout == "") != (v.Fout == "") || !strings.Contains(v.Fout, geval.fout) {
			t.Errorf("%s-%s-%s: %q, want %q", geval.dag, geval.maand, geval.jaar, v.Fout, geval.fout)
		}
		if geval.wil != "" && d.String() != geval.wil {
			t.Errorf("%s-%s-%s: %s", geval.dag, geval.maand, geval.jaar, d)
		}
		if v.Dag != strings.TrimSpace(geval.dag) {
			t.Error("what was typed did not stay")
		}
	}
	if d, v := leesDatumveld(url.Values{}, datumveld{Naam: "d"}, false); d != 0 || v.Fout != "" {
		t.Error("an empty day that may be empty is a fault")
	}
}

func TestProcentKomtZonderKomma(t *testing.T) {
	for _, geval := range []struct {
		deel, geheel int64
		wil          string
	}{{0, 100, "0.00%"}, {1, 3, "33.33%"}, {3, 3, "100.00%"}, {1, 10000, "0.01%"}, {5, 0, "0%"}, {-1, 4, "-25.00%"}} {
		if s := procent(geval.deel, geval.geheel, 10000); s != geval.wil {
			t.Errorf("%d of %d: %s, want %s", geval.deel, geval.geheel, s, geval.wil)
		}
	}
}

func TestDagwoordZegtVandaagEnHetJaarAlsDatAndersIs(t *testing.T) {
	vandaag := begrip.MoetDag("2026-11-23")
	for dag, wil := range map[string]string{"2026-11-23": "vandaag, 23 nov", "2026-11-25": "wo 25 nov", "2027-01-04": "4 jan 2027"} {
		if s := dagwoord(begrip.MoetDag(dag), vandaag); s != wil {
			t.Errorf("%s: %q, want %q", dag, s, wil)
		}
	}
	if s := dagwoord(0, vandaag); s != "geen dag" {
		t.Errorf("no day: %q", s)
	}
}

func TestKorteLijstZegtAlleenWatDezeMensAangaat(t *testing.T) {
	alles := []nietregel{
		{Titel: "Andere leerroute kiezen: onderwijsroute", Zin: "Te laat.", codes: []string{"termijn-verstreken"}},
		{Titel: "Andere leerroute kiezen: Z-route", Zin: "Te laat.", codes: []string{"termijn-verstreken"}},
		{Titel: "Eindgesprek Z-route houden", codes: []string{recht.VerkeerdeLeerroute}},
		{Titel: "Traject afronden", codes: []string{"te-weinig-examens", "pvt-niet-gedaan"}},
	}
	kort := korteNiet(alles)
	if len(kort) != 2 || kort[0].Titel != "Andere leerroute kiezen: onderwijsroute, Z-route" || kort[1].Titel != "Traject afronden" {
		t.Errorf("%+v", kort)
	}
}

func TestTijdbeeldTekentWatErGebeurdeEnZegtHetInDeTabel(t *testing.T) {
	b := openBalie(t)
	pad := b.naIntake()
	voor := maakTijdbeeld(b.beeld(pad))
	tel := func(x tijdbeeld, vorm string) int {
		n := 0
		for _, e := range x.Elementen {
			if e.Vorm == vorm {
				n++
			}
		}
		return n
	}
	if tel(voor, "einde") != 1 || tel(voor, "ruit") != 0 || tel(voor, "driehoek") == 0 || tel(voor, "intake") != 1 || tel(voor, "rond") == 0 {
		t.Errorf("before the PIP: %+v", voor.Elementen)
	}
	b = openBalie(t)
	b.vol(120)
	lijst, err := b.huis.Dossiers(t.Context(), anke, app.DossierFilter{Aantal: 200})
	if err != nil {
		t.Fatal(err)
	}
	tekens := 0
	for _, d := range lijst.Rijen {
		x := maakTijdbeeld(b.beeld("/dossiers/" + d.Nummer))
		tekens += tel(x, "vinkje") + tel(x, "kruis")
		for i, r := range x.Regels {
			if i > 0 && r.volg < x.Regels[i-1].volg {
				t.Fatalf("%s: the table is not in order of day", d.Nummer)
			}
			if r.Stand.Woord == "" || r.Stand.Icoon == "" || iconen[r.Stand.Icoon] == "" {
				t.Fatalf("%s: %q has no word or sign", d.Nummer, r.Wat)
			}
		}
		for _, e := range x.Elementen {
			if strings.HasPrefix(e.X, "-") || len(e.X) > len("100.00%") || (len(e.X) == len("100.00%") && e.X != "100.00%") {
				t.Fatalf("%s: %s stands outside the picture at %s", d.Nummer, e.Vorm, e.X)
			}
		}
	}
	if tekens == 0 {
		t.Error("nobody in the demo did an exam, so this example shows little")
	}
}

func TestRegelToontLandelijkNaastDeGemeente(t *testing.T) {
	boek, err := wetten.Laad()
	if err != nil {
		t.Fatal(err)
	}
	dag := begrip.MoetDag("2026-11-23")
	regels := boek.Regels("de-fryske-marren", dag)
	for i := range regels {
		b := maakRegelblad(regels, i, dag, "Voorbeeldstad")
		if b.Vraag == "" || b.Antwoord == "" {
			t.Errorf("rule %s has no question or answer", regels[i].Naam)
		}
		for _, r := range b.Reeksen {
			nu := 0
			for _, w := range r.Rijen {
				if w.Waarde == "" || w.Bron == "" {
					t.Errorf("%s: a value or source is missing", r.ID)
				}
				if w.Nu {
					nu++
				}
			}
			if nu > 1 {
				t.Errorf("%s: %d values hold at once", r.ID, nu)
			}
			if r.ID == "w-oproep-werkdagen" && (r.Landelijk.Waarde != "geen" || !r.HeeftEigen || r.Eigen.Waarde != "5 werkdagen") {
				t.Errorf("the invitation: %+v", r)
			}
		}
	}
}

func TestRegelbeeldTekentLandelijkBovenDeGemeente(t *testing.T) {
	dag := begrip.MoetDag("2026-11-23")
	weken := func(van, tot string, n int64) wetten.Tijdvak {
		v := wetten.Tijdvak{Van: begrip.MoetDag(van), Waarde: wetten.Waarde{N: n}}
		if tot != "" {
			v.Tot = begrip.MoetDag(tot)
		}
		return v
	}
	b := maakRegelbeeld(&wetten.Reeks{Eenheid: "weken", Landelijk: []wetten.Tijdvak{weken("2022-01-01", "2022-12-31", 8), weken("2023-01-01", "", 10)},
		Eigen: []wetten.Tijdvak{weken("2025-01-01", "", 6)}}, "PIP weken", dag)
	if b == nil || len(b.Lanen) != 2 || b.Lanen[0].Naam != "Landelijk" || len(b.Lanen[0].Balken) != 2 {
		t.Fatalf("%+v", b)
	}
	if b.Lanen[0].Balken[1].Nu || !b.Lanen[1].Balken[0].Nu {
		t.Error("where the municipality chose, its value is the one that holds")
	}
	if b.Lanen[0].Balken[0].X != "0.00%" || b.Lanen[1].Balken[0].Woord != "6 weken" || b.Jaren[0].Tekst != "2022" {
		t.Errorf("%+v", b.Lanen)
	}
	if maakRegelbeeld(&wetten.Reeks{Landelijk: []wetten.Tijdvak{weken("2022-01-01", "", 8)}}, "x", dag) != nil {
		t.Error("a value that never changed needs no picture")
	}
	for gebruik, wil := range map[string]string{"termijn oproep": "Termijn: eerste dag voor de afspraak", "taak pip-melden": "Taak: PIP melden aan DUO", "boete": "Boete"} {
		if s := sleutelwoord(gebruik); s != wil {
			t.Errorf("%s: %q", gebruik, s)
		}
	}
}

func TestSturingTeltEnZegtDeBevinding(t *testing.T) {
	b := maakSturing([]app.Telling{
		{Naam: app.TelFase, Waarde: "leren", Aantal: 30}, {Naam: app.TelFase, Waarde: "intake", Aantal: 10},
		{Naam: app.TelLeerroute, Waarde: "b1", Aantal: 20}, {Naam: app.TelTeLaat, Waarde: "pip-vaststellen", Aantal: 4},
	}, begrip.MoetDag("2026-11-23"), true)
	if b.Stand != "Stand van 23 november 2026. 40 mensen." {
		t.Error(b.Stand)
	}
	fasen := b.Grafieken[0]
	if fasen.Titel != "De meeste mensen zijn in de fase Bezig met leren" || fasen.Staven[0].Naam != "Brede intake" || fasen.Staven[1].Aandeel != "75%" || fasen.Staven[1].Breedte != "88.00%" {
		t.Errorf("%+v", fasen)
	}
	if b.Aandacht[0].Zin != "PIP vaststellen: 4 te laat." || b.Aandacht[0].Adres != "/vandaag?wiens=team&soort=pip-vaststellen" {
		t.Errorf("%+v", b.Aandacht)
	}
	if leeg := maakSturing(nil, begrip.MoetDag("2026-11-23"), false); leeg.Aandacht[0].Zin != "Er is niets te laat." {
		t.Errorf("%+v", leeg.Aandacht)
	}
}

func TestElkTekenVanEenStatusBestaat(t *testing.T) {
	for _, s := range []recht.Stand{recht.Lopend, recht.Gehaald, recht.TeLaat, recht.Verlopen, recht.Opgeschort, recht.Vervallen, recht.NogNiet} {
		if x := toestandVan(s); iconen[x.Icoon] == "" || x.Woord == "" {
			t.Errorf("%s has no sign or word", s)
		}
	}
	gezien := map[string]recht.Stand{}
	for _, s := range []recht.Stand{recht.Lopend, recht.Gehaald, recht.TeLaat, recht.Verlopen, recht.Opgeschort, recht.Vervallen, recht.NogNiet} {
		x := toestandVan(s)
		if ander, dubbel := gezien[x.Icoon]; dubbel {
			t.Errorf("%s and %s share a sign: in grey they are one", s, ander)
		}
		gezien[x.Icoon] = s
	}
}

// The share of the pages in the answer time; the store and the law are apart.
func BenchmarkWerklijstTekenen(b *testing.B) {
	lijst := app.Werklijst{Vandaag: begrip.MoetDag("2026-11-23")}
	rijen := make([]app.Werkrij, 100)
	for i := range rijen {
		rijen[i] = app.Werkrij{Nummer: "2026-0412", Naam: "Amina Voorbeeld", Soort: "pip-vaststellen", Uiterlijk: lijst.Vandaag, Reden: "10 weken na bericht DUO (14 sep)", Bron: "Bi2021 art. 5.3 lid 1"}
	}
	lijst.Groepen = []app.Werkgroep{{Groep: app.DezeWeek, Rijen: rijen}}
	s := &Web{}
	for b.Loop() {
		blad := maakWerkblad("/vandaag", nil, lijst)
		if err := vandaagpagina(s.raam(anke, "vandaag", "Vandaag"), blad).Render(b.Context(), io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
