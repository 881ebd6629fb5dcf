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
