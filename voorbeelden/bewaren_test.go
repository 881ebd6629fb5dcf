package voorbeelden

import (
	"slices"
	"testing"

	"gopkg.in/yaml.v3"

	"traject/api"
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

// bewaring is wat een geval over bewaren vastlegt. Een lege dag is onbekend.
type bewaring struct {
	Uiterlijk string            `yaml:"uiterlijk"`
	Lang      string            `yaml:"lang"`
	MoetWeg   bool              `yaml:"moet-weg"`
	Houdt     []string          `yaml:"houdt"`
	LetOp     []string          `yaml:"let-op"`
	Vragen    []string          `yaml:"vragen"`
	Lijst     map[string]string `yaml:"selectielijst"` // nummer: laatste dag
}

func keurBewaring(t *testing.T, boek *wetten.Boek, g geval) {
	d, r := opgebouwd(t, boek, g)
	b, wil := recht.Bewaar(d, r), *g.Bewaring
	if dag(b.Uiterlijk) != wil.Uiterlijk || dag(b.Lang) != wil.Lang || b.MoetWeg() != wil.MoetWeg {
		t.Errorf("bewaren tot en met %q, lang %q, moet weg %v", dag(b.Uiterlijk), dag(b.Lang), b.MoetWeg())
	}
	if tot, houdt := recht.BewaarTot(d, r); tot != b.Uiterlijk || !slices.Equal(codes(houdt), codes(b.Houdt)) {
		t.Errorf("de rij in de lijst zegt iets anders: %q, houdt %v", dag(tot), codes(houdt))
	}
	if !slices.Equal(codes(b.Houdt), wil.Houdt) || !slices.Equal(codes(b.LetOp), wil.LetOp) {
		t.Errorf("houdt %v, let op %v", codes(b.Houdt), codes(b.LetOp))
	}
	var vragen []string
	for _, v := range b.Vragen {
		vragen = append(vragen, v.Feit)
	}
	if !slices.Equal(vragen, wil.Vragen) {
		t.Errorf("vragen %v", vragen)
	}
	gezien := map[string]string{}
	for _, groep := range b.Groepen {
		if len(groep.Uitleg) == 0 || len(groep.Bronnen) == 0 {
			t.Errorf("%s legt zich niet uit", groep.Groep)
		}
		for _, s := range groep.Lijst {
			gezien[s.Grond.String()] = dag(s.Uiterlijk)
		}
	}
	for nummer, laatste := range wil.Lijst {
		if is := gezien["Selectielijst gemeenten 2020, resultaat "+nummer]; is != laatste {
			t.Errorf("selectielijst %s: %q", nummer, is)
		}
	}
}

func opgebouwd(t *testing.T, boek *wetten.Boek, g geval) (*dossier.Dossier, *wetten.Recht) {
	in, err := yaml.Marshal(&g.Dossier)
	if err != nil {
		t.Fatal(err)
	}
	gs, fout := api.Lees(append([]byte(kop), in...), api.YAML, boek)
	if len(fout) > 0 {
		t.Fatalf("geweigerd: %v", fout)
	}
	d := dossier.Opbouwen(gs, begrip.MoetDag(g.Op), 0)
	r, ok := boek.Recht(d.Stelsel, d.Beleid)
	if !ok {
		t.Fatal("geen recht")
	}
	return d, r
}

// delen is wat een geval zegt over wat eerder weg moet dan het dossier: per groep de
// laatste dag (leeg is met het dossier mee), wat nu weg moet, en wat dat tegenhoudt.
type delen struct {
	Uiterlijk map[dossier.Groep]string   `yaml:"uiterlijk"`
	Weg       []dossier.Groep            `yaml:"weg"`
	Houdt     map[dossier.Groep][]string `yaml:"houdt"`
}

func keurDelen(t *testing.T, boek *wetten.Boek, g geval) {
	d, r := opgebouwd(t, boek, g)
	var weg []dossier.Groep
	for _, deel := range recht.BewaarDelen(d, r) {
		if wil := g.Delen.Uiterlijk[deel.Groep]; dag(deel.Uiterlijk) != wil {
			t.Errorf("%s blijft tot en met %q, verwacht %q", deel.Groep, dag(deel.Uiterlijk), wil)
		}
		if deel.Uiterlijk != 0 && len(deel.Uitleg) == 0 || deel.Grond == nil {
			t.Errorf("%s legt zich niet uit", deel.Groep)
		}
		if deel.MoetWeg(d.Peil) {
			weg = append(weg, deel.Groep)
		}
		if wil := g.Delen.Houdt[deel.Groep]; !slices.Equal(codes(deel.Houdt), wil) {
			t.Errorf("%s wordt vastgehouden door %v, verwacht %v", deel.Groep, codes(deel.Houdt), wil)
		}
	}
	if !slices.Equal(weg, g.Delen.Weg) {
		t.Errorf("weg moet %v, verwacht %v", weg, g.Delen.Weg)
	}
}

func dag(d begrip.Datum) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

func codes(ws []begrip.Weigering) []string {
	var uit []string
	for _, w := range ws {
		uit = append(uit, w.Code)
	}
	return uit
}
