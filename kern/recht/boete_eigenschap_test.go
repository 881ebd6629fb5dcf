package recht_test

import (
	"fmt"
	"math/rand"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

// Wat voor elk dossier moet gelden, wat er ook in staat. Het toeval komt van rapid, zodat
// een tegenvoorbeeld klein wordt gemaakt; de dossiers zijn die van het orakel.

func recht2021(t testing.TB) *wetten.Recht {
	t.Helper()
	boek, err := wetten.Laad()
	if err != nil {
		t.Fatal(err)
	}
	r, _ := boek.Recht(begrip.Wi2021, "")
	return r
}

func trek(r *rapid.T) (gs []dossier.Gebeurtenis, op begrip.Datum) {
	n, gs, _ := willekeurig(rand.New(rand.NewSource(rapid.Int64().Draw(r, "zaad"))))
	return gs, begrip.MoetDag(n.op.Format(time.DateOnly))
}

func TestBoeteLigtTussenNulEnDeRuimte(t *testing.T) {
	r := recht2021(t)
	rapid.Check(t, func(x *rapid.T) {
		gs, op := trek(x)
		for _, b := range recht.Reken(dossier.Opbouwen(gs, op, 0), r).Boetes {
			if b.Bedrag < 0 || b.Ruimte < 0 || b.Bedrag > b.Ruimte {
				x.Fatalf("%s: bedrag %d, ruimte %d", b.ID, b.Bedrag, b.Ruimte)
			}
			if b.Mag != (len(b.Weigering) == 0) {
				x.Fatalf("%s: mag %v met %d weigeringen", b.ID, b.Mag, len(b.Weigering))
			}
		}
	})
}

func TestMeerVerwijtKostNooitMinder(t *testing.T) {
	r := recht2021(t)
	rapid.Check(t, func(x *rapid.T) {
		gs, op := trek(x)
		kies := rapid.IntRange(0, len(gs)-1).Draw(x, "welke")
		f, ok := gs[kies].Feit.(*dossier.Overtreding)
		if !ok || gs[kies].GeldigOp > op {
			return
		}
		vorig := begrip.Cent(1 << 40)
		for _, v := range dossier.Verwijtbaarheden { // van zwaar naar licht
			anders := *f
			anders.Verwijtbaarheid = v
			kopie := slices.Clone(gs)
			kopie[kies].Feit = &anders
			b, _ := recht.Reken(dossier.Opbouwen(kopie, op, 0), r).Boete(gs[kies].ID)
			if b.Bedrag > vorig {
				x.Fatalf("%s kost %d, een zwaarder verwijt %d", v, b.Bedrag, vorig)
			}
			vorig = b.Bedrag
		}
	})
}

func TestEenFeitVanLaterVerandertNiets(t *testing.T) {
	r := recht2021(t)
	rapid.Check(t, func(x *rapid.T) {
		gs, op := trek(x)
		toen := slices.DeleteFunc(slices.Clone(gs), func(g dossier.Gebeurtenis) bool { return g.GeldigOp > op })
		nu, dan := recht.Reken(dossier.Opbouwen(toen, op, 0), r), recht.Reken(dossier.Opbouwen(gs, op, 0), r)
		nu.TotFeit, dan.TotFeit = 0, 0
		if !reflect.DeepEqual(nu, dan) {
			x.Fatal("een feit van na de dag telt mee")
		}
	})
}

// De volgorde van feiten op verschillende dagen heeft geen betekenis: het bestand mag ze
// door elkaar noemen.
func TestVolgordeInHetBestandTeltNiet(t *testing.T) {
	r := recht2021(t)
	rapid.Check(t, func(x *rapid.T) {
		gs, op := trek(x)
		anders := slices.Clone(gs)
		slices.SortStableFunc(anders[1:], func(a, b dossier.Gebeurtenis) int { return int(b.GeldigOp - a.GeldigOp) })
		nu, dan := recht.Reken(dossier.Opbouwen(gs, op, 0), r), recht.Reken(dossier.Opbouwen(anders, op, 0), r)
		if !reflect.DeepEqual(nu, dan) {
			x.Fatal("de volgorde in het bestand verandert het antwoord")
		}
	})
}

func TestElkeStapHeeftEenBron(t *testing.T) {
	r := recht2021(t)
	rapid.Check(t, func(x *rapid.T) {
		gs, op := trek(x)
		a := recht.Reken(dossier.Opbouwen(gs, op, 0), r)
		keur := func(wat string, u begrip.Uitleg, bronnen []*begrip.Vindplaats) {
			if len(u) == 0 || len(bronnen) == 0 {
				x.Fatalf("%s heeft geen uitleg of geen bron", wat)
			}
			for _, s := range u {
				if s.Grond == nil || s.Grond.Regeling == "" || recht.Zin(s) == s.ID {
					x.Fatalf("%s: stap %s heeft geen bron of geen zin", wat, s.ID)
				}
			}
		}
		for _, v := range a.Termijnen {
			keur(v.Naam(), v.Uitleg, v.Bronnen)
		}
		for _, v := range a.Normen {
			keur(v.Sleutel, v.Uitleg, v.Bronnen)
		}
		for _, v := range a.Boetes {
			keur(v.ID, v.Uitleg, v.Bronnen)
			for _, w := range v.Weigering {
				if w.Zin == "" || w.Grond == nil {
					x.Fatalf("%s: weigering %s heeft geen zin of geen bron", v.ID, w.Code)
				}
			}
		}
	})
}

// Elk feit om de beurt weggelaten: wat er dan van een boete overblijft is een ander antwoord,
// een vraag of niets, maar nooit een bedrag zonder de feiten die het dragen.
func TestEenFeitMinderIsNooitEenGok(t *testing.T) {
	r := recht2021(t)
	gs := []dossier.Gebeurtenis{
		{Nummer: 1, Feit: &dossier.DossierGeopend{Gemeente: "0148", Stelsel: begrip.Wi2021, Persoonsgegevens: dossier.Persoonsgegevens{Doelgroep: begrip.GezinEnOverig}}},
		{Nummer: 2, GeldigOp: begrip.MoetDag("2024-03-01"), ID: "o1", Feit: &dossier.Overtreding{Gedraging: dossier.Begeleiding, Verwijtbaarheid: dossier.Opzet}},
		{Nummer: 3, GeldigOp: begrip.MoetDag("2024-03-20"), Feit: &dossier.BoeteOpgelegd{Overtreding: "o1", Bedrag: dossier.Met(begrip.Cent(5000))}},
		{Nummer: 4, GeldigOp: begrip.MoetDag("2024-09-01"), ID: "o2", Feit: &dossier.Overtreding{Gedraging: dossier.Begeleiding, Verwijtbaarheid: dossier.Opzet}},
	}
	op := begrip.MoetDag("2024-10-01")
	for weg := 1; weg < len(gs); weg++ {
		d := dossier.Opbouwen(slices.Delete(slices.Clone(gs), weg, weg+1), op, 0)
		b, er := recht.Reken(d, r).Boete("o2")
		wil := map[int]string{1: "true 1", 2: "true 1", 3: "false 0"}[weg]
		if kreeg := fmt.Sprint(er, " ", b.Trede); kreeg != wil {
			t.Errorf("zonder feit %d: %s, verwacht %s", weg+1, kreeg, wil)
		}
	}
	zonder := slices.Clone(gs)
	zonder[3].Feit = &dossier.Overtreding{Gedraging: dossier.Begeleiding}
	if b, _ := recht.Reken(dossier.Opbouwen(zonder, op, 0), r).Boete("o2"); b.Bekend || b.Bedrag != 0 || len(b.Vragen) != 1 {
		t.Errorf("zonder verwijtbaarheid: %+v", b)
	}
	zonder = slices.Clone(gs)
	zonder[0].Feit = &dossier.DossierGeopend{Gemeente: "0148", Stelsel: begrip.Wi2021}
	if b, _ := recht.Reken(dossier.Opbouwen(zonder, op, 0), r).Boete("o2"); b.Bekend || b.Bedrag != 0 || b.Vragen[0].Feit != "persoon.doelgroep" {
		t.Errorf("zonder doelgroep: %+v", b)
	}
}
