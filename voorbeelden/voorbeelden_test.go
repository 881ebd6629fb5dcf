// Package voorbeelden draait de gevallen in deze map tegen de rekenkern.
//
// Een geval is leesbaar voor een jurist: één zin als naam, de bron waarop het rust, de
// feiten, de dag waarop wordt gevraagd en het deel van het antwoord dat vaststaat. Wie een
// regel verandert, ziet hier welke gevallen meebewegen. Een geval met bron "afgeleid" is
// uit de wettekst berekend; de andere hebben een gepubliceerde uitkomst.
package voorbeelden

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"traject/api"
	"traject/kern/begrip"
	"traject/wetten"
)

// bestand is een map met gevallen over één onderwerp.
type bestand struct {
	Onderwerp string  `yaml:"onderwerp"`
	Gevallen  []geval `yaml:"gevallen"`
}

// geval is één voorbeeld. Verwacht is een deel van het antwoord: wat er niet staat mag
// alles zijn, ~ betekent dat het ontbreekt, en een lijst moet elk genoemd deel bevatten.
type geval struct {
	Naam     string    `yaml:"naam"`
	Bron     string    `yaml:"bron"`
	Op       string    `yaml:"op"`
	Bekend   string    `yaml:"bekend"`
	Dossier  yaml.Node `yaml:"dossier"`
	SPUK     yaml.Node `yaml:"spuk"`
	Bewaring *bewaring `yaml:"bewaring"`
	Delen    *delen    `yaml:"delen"`
	Verwacht yaml.Node `yaml:"verwacht"`
	Fout     []string  `yaml:"fout"` // "plaats: code"
}

const (
	minsteGevallen = 150
	kop            = "formaat: traject/dossier/1\n"
)

func TestVoorbeelden(t *testing.T) {
	boek, err := wetten.Laad()
	if err != nil {
		t.Fatal(err)
	}
	paden, err := filepath.Glob("*/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	namen := map[string]bool{}
	for _, pad := range paden {
		for _, g := range lees(t, pad).Gevallen {
			if g.Naam == "" || g.Bron == "" || namen[g.Naam] {
				t.Errorf("%s: elk geval heeft een eigen naam en een bron (%q)", pad, g.Naam)
			}
			namen[g.Naam] = true
			t.Run(strings.TrimSuffix(pad, ".yaml")+"/"+g.Naam, func(t *testing.T) { keur(t, boek, g) })
		}
	}
	if len(namen) < minsteGevallen {
		t.Errorf("er zijn %d gevallen, verwacht ten minste %d", len(namen), minsteGevallen)
	}
}

func lees(t *testing.T, pad string) bestand {
	t.Helper()
	in, err := os.ReadFile(pad)
	if err != nil {
		t.Fatal(err)
	}
	var b bestand
	d := yaml.NewDecoder(bytes.NewReader(in))
	d.KnownFields(true)
	if err := d.Decode(&b); err != nil {
		t.Fatalf("%s: %v", pad, err)
	}
	if b.Onderwerp == "" || len(b.Gevallen) == 0 {
		t.Fatalf("%s: onderwerp of gevallen ontbreken", pad)
	}
	return b
}

func keur(t *testing.T, boek *wetten.Boek, g geval) {
	if g.SPUK.Kind != 0 {
		keurSPUK(t, g)
		return
	}
	if g.Delen != nil {
		keurDelen(t, boek, g)
		return
	}
	if g.Bewaring != nil {
		keurBewaring(t, boek, g)
		return
	}
	v := api.Vraag{Op: begrip.MoetDag(g.Op)}
	if g.Bekend != "" {
		v.Bekend = begrip.MoetDag(g.Bekend)
	}
	in, err := yaml.Marshal(&g.Dossier)
	if err != nil {
		t.Fatal(err)
	}
	uit, fout := api.Antwoord(nil, boek, "", append([]byte(kop), in...), api.YAML, v)
	if len(g.Fout) > 0 {
		for _, wil := range g.Fout {
			if !heeftFout(fout, wil) {
				t.Errorf("mist de fout %q; kreeg %v", wil, fout)
			}
		}
		return
	}
	if len(fout) > 0 {
		t.Fatalf("geweigerd: %v", fout)
	}
	past(t, g, uit)
	heeftOveralBron(t, uit)
}

func keurSPUK(t *testing.T, g geval) {
	in, err := yaml.Marshal(&g.SPUK)
	if err != nil {
		t.Fatal(err)
	}
	uit, fout := api.Raam(append([]byte("formaat: traject/spuk/1\n"), in...), api.YAML)
	if len(fout) > 0 {
		t.Fatalf("geweigerd: %v", fout)
	}
	past(t, g, uit)
}

func heeftFout(fout []begrip.Weigering, wil string) bool {
	for _, f := range fout {
		if f.Plaats+": "+f.Code == wil {
			return true
		}
	}
	return false
}

// past houdt het antwoord tegen wat verwacht wordt.
func past(t *testing.T, g geval, uit []byte) {
	t.Helper()
	var kreeg, wil any
	if err := json.Unmarshal(uit, &kreeg); err != nil {
		t.Fatalf("het antwoord is geen JSON: %v", err)
	}
	if err := g.Verwacht.Decode(&wil); err != nil {
		t.Fatal(err)
	}
	if wil == nil {
		t.Fatal("er wordt niets verwacht")
	}
	vergelijk(t, "", wil, kreeg, true)
}

func vergelijk(t *testing.T, pad string, wil, kreeg any, er bool) {
	t.Helper()
	switch w := wil.(type) {
	case nil:
		if er {
			t.Errorf("%s hoort te ontbreken, kreeg %v", pad, kreeg)
		}
	case map[string]any:
		k, ok := kreeg.(map[string]any)
		if !ok && er {
			t.Errorf("%s: verwacht velden, kreeg %v", pad, kreeg)
			return
		}
		for naam, deel := range w {
			x, heeft := k[naam]
			vergelijk(t, pad+"."+naam, deel, x, heeft)
		}
	case []any:
		for _, deel := range w {
			if !bevat(kreeg, deel) {
				t.Errorf("%s mist %v; kreeg %v", pad, deel, kreeg)
			}
		}
	default:
		if !er || !gelijk(wil, kreeg) {
			t.Errorf("%s: kreeg %v, verwacht %v", pad, kreeg, wil)
		}
	}
}

// bevat zegt of de lijst dit woord heeft, als woord of als code, feit of soort van een deel.
func bevat(lijst, deel any) bool {
	l, ok := lijst.([]any)
	if !ok {
		return false
	}
	for _, x := range l {
		if gelijk(deel, x) {
			return true
		}
		if m, ok := x.(map[string]any); ok {
			if wil, ok := deel.(map[string]any); ok && deelVan(wil, m) {
				return true
			}
			for _, sleutel := range []string{"code", "feit", "soort"} {
				if m[sleutel] == deel {
					return true
				}
			}
		}
	}
	return false
}

func deelVan(wil, kreeg map[string]any) bool {
	for naam, w := range wil {
		if m, ok := w.(map[string]any); ok {
			k, ok := kreeg[naam].(map[string]any)
			if !ok || !deelVan(m, k) {
				return false
			}
			continue
		}
		if !gelijk(w, kreeg[naam]) {
			return false
		}
	}
	return true
}

// gelijk vergelijkt waarden uit YAML en JSON.
func gelijk(wil, kreeg any) bool {
	switch w := wil.(type) {
	case int:
		k, ok := kreeg.(float64)
		return ok && float64(w) == k
	case float64:
		k, ok := kreeg.(float64)
		return ok && w == k
	}
	if s, ok := wil.(interface{ Format(string) string }); ok { // een dag zonder aanhalingstekens
		return s.Format("2006-01-02") == kreeg
	}
	return reflect.DeepEqual(wil, kreeg)
}

// heeftOveralBron eist bij elk getal een bron en bij elke stap precies één.
func heeftOveralBron(t *testing.T, uit []byte) {
	t.Helper()
	type deel struct {
		Bronnen []string `json:"bronnen"`
		Uitleg  []struct {
			Stap string `json:"stap"`
			Bron string `json:"bron"`
		} `json:"uitleg"`
	}
	var a struct {
		Termijnen, Normen, Boetes, Handelingen map[string]deel
	}
	if err := json.Unmarshal(uit, &a); err != nil {
		t.Fatal(err)
	}
	for soort, delen := range map[string]map[string]deel{"termijnen": a.Termijnen, "normen": a.Normen, "boetes": a.Boetes} {
		for naam, d := range delen {
			if len(d.Bronnen) == 0 || len(d.Uitleg) == 0 {
				t.Errorf("%s.%s heeft geen bron of geen uitleg", soort, naam)
			}
			for _, s := range d.Uitleg {
				if s.Bron == "" || s.Stap == "" {
					t.Errorf("%s.%s heeft een stap zonder bron of zin", soort, naam)
				}
			}
		}
	}
}
