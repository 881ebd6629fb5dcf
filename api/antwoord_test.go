package api

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

func bereken(t *testing.T, in, op string) *Uitkomst {
	t.Helper()
	u, fout := LeesEnBereken(moetBoek(t), []byte(in), YAML, Vraag{Op: dag(op)})
	if len(fout) > 0 {
		t.Fatal(fout)
	}
	return u
}

const wet2007 = `{"formaat":"traject/dossier/1","gemeente":"0148","beleid":"noardwest-fryslan-2010","stelsel":"wi2007","persoon":{"doelgroep":"inburgeringsplichtige"},
	"feiten":[{"soort":"voorziening-vastgesteld","datum":"2010-06-07"},{"soort":"overtreding","datum":"2011-05-02","id":"v<1>","gedraging":"onderzoek","verwijtbaarheid":"opzet"}]}`

// De vormen in OpenAPI zijn die van het antwoord: niets te veel, niets te weinig.
func TestAntwoordHeeftDeBeschrevenVorm(t *testing.T) {
	for _, g := range []struct{ in, op string }{{voorbeeldRegel, "2025-09-01"}, {wet2007, "2011-06-01"}} {
		u := bereken(t, g.in, g.op)
		u.Bestand = "dossier.yaml"
		uit := SchrijfAntwoord(nil, u)
		d := json.NewDecoder(bytes.NewReader(uit))
		d.DisallowUnknownFields()
		var v Antwoordvorm
		if err := d.Decode(&v); err != nil {
			t.Fatalf("%v\n%s", err, uit)
		}
		terug, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		var a, b any
		if json.Unmarshal(uit, &a) != nil || json.Unmarshal(terug, &b) != nil || !reflect.DeepEqual(a, b) {
			t.Errorf("er valt iets weg:\n%s\n%s", uit, terug)
		}
		if !bytes.Equal(uit, SchrijfAntwoord(nil, u)) || bytes.Contains(uit, []byte(`\u00`)) {
			t.Errorf("niet dezelfde bytes, of ontsnapte tekens: %s", uit)
		}
	}
}

// Het leesbare antwoord noemt elke uitkomst met haar bepaling.
func TestLeesbaarAntwoordNoemtDeBron(t *testing.T) {
	uit := string(SchrijfTekst(nil, bereken(t, voorbeeldRegel, "2025-09-01")))
	for _, wil := range []string{"Gerekend op maandag 1 september 2025", "inburgeringstermijn: lopend, vanaf 7 november 2023, uiterlijk vrijdag 6 november 2026",
		"o2 (Wi2021 art. 23): mag, € 100", "Nog nodig: rapport, zienswijze-gevraagd.", "(Bi2021 art. 7.1 lid 3)", "afschalen-uren: 320 uur van 600 uur, nog niet voldaan"} {
		if !strings.Contains(uit, wil) {
			t.Errorf("mist %q in:\n%s", wil, uit)
		}
	}
}

// Een veronderstelling toont alleen wat verandert, en de feiten zelf blijven zoals ze waren.
func TestStelToontWatVerandert(t *testing.T) {
	feiten, fout := Lees([]byte(voorbeeldRegel), JSON, moetBoek(t))
	if len(fout) > 0 {
		t.Fatal(fout)
	}
	v := Vraag{Op: dag("2025-09-01")}
	stel := func(s string) string {
		extra, fout, err := LeesStel(s, v.Op, feiten)
		if err != nil || len(fout) > 0 {
			t.Fatalf("%s: %v %v", s, err, fout)
		}
		anders, ok := Veronderstel(moetBoek(t), feiten, extra, v)
		if !ok {
			t.Fatal("geen recht")
		}
		return string(SchrijfVerschil(nil, "", s, anders))
	}
	z := stel("leerroute-gewijzigd naar=z datum=2025-03-01")
	if !strings.Contains(z, `"z-cursus":{"dan":{"eis":800`) || !strings.Contains(z, `"afschalen-uren":{"nu":`) || strings.Contains(z, `"inburgeringstermijn"`) {
		t.Errorf("leerroute naar z: %s", z)
	}
	if b := stel("boete-onherroepelijk overtreding=o1"); strings.Contains(b, `"termijnen"`) && !strings.Contains(b, `"bezwaar:o1"`) {
		t.Errorf("onherroepelijk: %s", b)
	}
	if b := stel("boete-opgelegd overtreding=o2 bedrag=80.00 door=teamleider"); !strings.Contains(b, `"opgelegd_cent":8000`) {
		t.Errorf("opgelegd: %s", b)
	}
	for s, code := range map[string]string{"leerroute-gewijzigd naar=c": OnbekendeWaarde, "betaald overtreding=o9 bedrag=1.00": VerwijzingOnbekend, "toverspreuk": OnbekendeWaarde} {
		if _, fout, err := LeesStel(s, v.Op, feiten); err != nil || len(fout) != 1 || fout[0].Code != code {
			t.Errorf("%s: %v %v", s, fout, err)
		}
	}
	if _, _, err := LeesStel("leerroute-gewijzigd naar", v.Op, feiten); err == nil {
		t.Error("een half veld is aangenomen")
	}
}

// Bij een verhuizing raakt geen verslag of brief kwijt: wat onder overig staat reist mee, en de
// bijkomende gegevens van de persoon komen terug.
func TestOverigReistMee(t *testing.T) {
	in := hoofd + "feiten: [{soort: kennisgeving, datum: 2025-01-01}]\noverig:\n- {soort: gespreksverslag, datum: 2025-02-01, tekst: \"hoi\"}\n- {soort: persoonsgegevens, datum: 2025-01-01, plaats: Joure, telefoon: \"0513\"}\n- {soort: persoonsgegevens, datum: 2025-01-01, iets: anders}\n"
	feiten, fout := Lees([]byte(in), YAML, moetBoek(t))
	if len(fout) > 0 {
		t.Fatal(fout)
	}
	var b bytes.Buffer
	if err := SchrijfDossier(&b, feiten); err != nil {
		t.Fatal(err)
	}
	for _, wil := range []string{`"soort":"gespreksverslag","datum":"2025-02-01","tekst":"hoi"`, `"plaats":"Joure","telefoon":"0513"`, `"iets":"anders"`} {
		if !strings.Contains(b.String(), wil) {
			t.Errorf("mist %s in %s", wil, b.String())
		}
	}
}
