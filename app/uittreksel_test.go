package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"traject/api"
	"traject/app"
	"traject/demo"
	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/store"
	"traject/store/geheugen"
	"traject/wetten"
)

// zegtHetzelfde eist dat uit een uittreksel precies volgt wat uit het logboek volgt: de
// hele uitkomst van de wet met al haar redenen, de bewaartermijn, wat DUO moet weten, de
// taken en de rijen in de lijsten.
func zegtHetzelfde(t *testing.T, h *proefhuis, naam string, feiten []dossier.Gebeurtenis, dag begrip.Datum) {
	t.Helper()
	b, err := dossier.SchrijfUittreksel(feiten)
	if err != nil {
		t.Fatalf("%s: %v", naam, err)
	}
	terug, err := dossier.LeesUittreksel(b)
	if err != nil {
		t.Fatalf("%s: %v", naam, err)
	}
	volgt := func(feiten []dossier.Gebeurtenis) []any {
		d := dossier.Opbouwen(feiten, dag, 0)
		r, ok := h.Boek.Recht(d.Stelsel, d.Beleid)
		if !ok {
			t.Fatalf("%s: geen recht", naam)
		}
		a := recht.Reken(d, r)
		return []any{a, recht.Bewaar(d, r), recht.BewaarDelen(d, r), besluit.Verschillen(d, a, dag), agenda.Afleiden(d, a), agenda.Fase(d, a), d.Persoon.Naam, d.Persoon.BSN, d.Klantmanager}
	}
	if log, uittreksel := volgt(feiten), volgt(terug); !reflect.DeepEqual(log, uittreksel) {
		for i := range log {
			if !reflect.DeepEqual(log[i], uittreksel[i]) {
				t.Errorf("%s: uit het logboek volgt\n%+v\nuit het uittreksel\n%+v", naam, log[i], uittreksel[i])
			}
		}
	}
	leid, err := h.Afleiding(systeem)
	if err != nil {
		t.Fatal(err)
	}
	rijen := func(feiten []dossier.Gebeurtenis) store.Lijstvervanging {
		t.Helper()
		v, err := leid(store.Logboek{Nummer: naam, Gebeurtenissen: feiten})
		if err != nil {
			t.Fatal(naam, err)
		}
		v.Gebeurtenissen = nil
		return v
	}
	if log, uittreksel := rijen(feiten), rijen(terug); !reflect.DeepEqual(log, uittreksel) {
		t.Errorf("%s: de rijen zijn anders:\n%+v\n%+v", naam, log, uittreksel)
	}
}

func TestUittrekselVanDeDemoZegtHetzelfde(t *testing.T) {
	h := nieuwHuis(t, geheugen.Nieuw(sleutels(t, t.TempDir())))
	r, ok := h.Boek.Recht(begrip.Wi2021, demo.Beleid)
	if !ok {
		t.Fatal("het beleid van de demo ontbreekt")
	}
	vandaag, n := h.Dag(), 0
	for p := range demo.Maak(demo.Opdracht{Vandaag: vandaag, Zaad: 1, Omvang: 1500, Recht: r}) {
		zegtHetzelfde(t, h, fmt.Sprintf("demo %d", n), p.Gebeurtenissen, vandaag)
		n++
	}
	if n != 1500 {
		t.Errorf("%d mensen", n)
	}
}

func TestUittrekselVanElkVoorbeeldZegtHetzelfde(t *testing.T) {
	h := nieuwHuis(t, geheugen.Nieuw(sleutels(t, t.TempDir())))
	paden, err := filepath.Glob("../voorbeelden/*/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, pad := range paden {
		in, err := os.ReadFile(pad)
		if err != nil {
			t.Fatal(err)
		}
		var b struct {
			Gevallen []struct {
				Naam, Op string
				Dossier  yaml.Node
				Fout     []string
			}
		}
		if err := yaml.Unmarshal(in, &b); err != nil {
			t.Fatalf("%s: %v", pad, err)
		}
		for _, g := range b.Gevallen {
			if g.Dossier.Kind == 0 || len(g.Fout) > 0 {
				continue // een raam van de SPUK, of een bestand dat wordt geweigerd
			}
			tekst, err := yaml.Marshal(&g.Dossier)
			if err != nil {
				t.Fatal(err)
			}
			feiten, fouten := api.Lees(append([]byte("formaat: traject/dossier/1\n"), tekst...), api.YAML, h.Boek)
			if len(fouten) > 0 {
				t.Fatalf("%s: %s: %v", pad, g.Naam, fouten)
			}
			zegtHetzelfde(t, h, g.Naam, feiten, begrip.MoetDag(g.Op))
			n++
		}
	}
	if n < 150 {
		t.Errorf("maar %d gevallen bekeken", n)
	}
}

// Een andere waarde in de wet verandert de lijsten van wie zij raakt en van niemand anders,
// langs de uittreksels net zo als langs de logboeken; en terug staat alles er weer als eerst.
func TestHerrekenenNaEenAndereWet(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		ver, _ := geopend(t, h, "b-1", "999990019", "Amina")
		geopend(t, h, "b-2", "999990020", "Bilal")
		herreken := func(bij *app.Huis, wil app.Herrekend) {
			t.Helper()
			if is, err := bij.Herreken(ctx, systeem, func(int) {}); err != nil || is != wil {
				t.Errorf("herrekend %+v (%v), verwacht %+v", is, err, wil)
			}
		}
		rijen := func() (uit []any) {
			t.Helper()
			for _, nummer := range []string{ver, "2026-0002"} {
				l, taken, err := h.kelder.LeesLijst(ctx, voorbeeldstad, nummer)
				if err != nil {
					t.Fatal(err)
				}
				uit = append(uit, l, taken)
			}
			return uit
		}
		eerst := rijen()
		herreken(h.Huis, app.Herrekend{Gedaan: 2})
		anders := h.Onderdelen
		anders.Boek = wetMetElfWeken(t)
		ander, err := app.Nieuw(anders)
		if err != nil {
			t.Fatal(err)
		}
		herreken(ander, app.Herrekend{Gedaan: 2, Gewijzigd: 2})
		if reflect.DeepEqual(eerst, rijen()) {
			t.Error("een week langer voor het PIP staat niet in de lijsten")
		}
		if c, err := ander.Controleer(ctx, beheer, func(int) {}); err != nil || len(c.Fouten) > 0 {
			t.Errorf("na herrekenen: %v (%v)", c.Fouten, err)
		}
		herreken(ander, app.Herrekend{Gedaan: 2})
		herreken(h.Huis, app.Herrekend{Gedaan: 2, Gewijzigd: 2})
		if nu := rijen(); !reflect.DeepEqual(eerst, nu) {
			t.Errorf("terug bij de eerste wet staat er\n%+v\nverwacht\n%+v", nu, eerst)
		}
		if _, err := h.Herreken(ctx, jansen, func(int) {}); err == nil {
			t.Error("een klantmanager mocht alles herrekenen")
		}
	})
}

// wetMetElfWeken is de boekenkast met één andere waarde: het PIP mag een week later.
func wetMetElfWeken(t *testing.T) *wetten.Boek {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS("../wetten")); err != nil {
		t.Fatal(err)
	}
	pad := filepath.Join(folder, "termijnen.yaml")
	in, err := os.ReadFile(pad)
	if err != nil {
		t.Fatal(err)
	}
	const is, wordt = `waarde: 10, bron: "Bi2021 art. 5.3 lid 1"`, `waarde: 11, bron: "Bi2021 art. 5.3 lid 1"`
	if strings.Count(string(in), is) != 1 {
		t.Fatal("de weken voor het PIP staan nu ergens anders")
	}
	if err := os.WriteFile(pad, []byte(strings.Replace(string(in), is, wordt, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	boek, bevindingen := wetten.LaadUit(os.DirFS(folder))
	if len(bevindingen) > 0 {
		t.Fatal(bevindingen)
	}
	return boek
}
