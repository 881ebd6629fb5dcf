package dossier

import (
	"bytes"
	"errors"
	"maps"
	"reflect"
	"slices"
	"testing"

	"traject/kern/begrip"
)

// zonder wist de velden die niet in een uittreksel gaan; in een groep zijn dat ze allemaal.
type zonder struct {
	namen []string
	alles bool
}

func (z *zonder) Groep(_ Groep, velden func(Bezoeker)) {
	s := schrijver{b: []byte{'{'}}
	velden(&s)
	velden(&zonder{alles: true})
	if len(s.b) > 1 {
		velden(&groepvuller{})
	}
}

func (z *zonder) Tekst(naam string, doel *string, _ bool) {
	if z.alles || slices.Contains(z.namen, naam) {
		*doel = ""
	}
}

func (z *zonder) Keuze(string, func() string, func(string), []string, bool) {}
func (z *zonder) Keuzes(string, func() []string, func([]string), []string)  {}
func (z *zonder) Datum(string, *begrip.Datum, bool)                         {}
func (z *zonder) Uren(string, *Optie[begrip.Uren], bool)                    {}
func (z *zonder) Bedrag(string, *Optie[begrip.Cent], bool)                  {}
func (z *zonder) Geheel(_ string, _ *Optie[int], _, _ int, _ bool)          {}
func (z *zonder) Vlag(string, *Optie[bool], bool)                           {}
func (z *zonder) Verwijzing(naam string, doel *string, _ Soort, _ bool)     {}
func (z *zonder) Bytes(naam string, doel *[]byte) {
	if slices.Contains(z.namen, naam) {
		*doel = nil
	}
}

// alleFeiten geeft een logboek met elk soort feit, leeg en vol.
func alleFeiten(t testing.TB) []Gebeurtenis {
	t.Helper()
	var uit []Gebeurtenis
	for _, s := range slices.Concat(Soorten(), slices.Sorted(maps.Keys(huissoorten))) {
		for _, vol := range []bool{false, true} {
			feit, ok := nieuwInLog(s)
			if !ok {
				t.Fatalf("soort %s bestaat niet", s)
			}
			n := len(uit)
			g := Gebeurtenis{Nummer: n + 1, Vorm: HuidigeVorm, GeldigOp: dag("2025-01-31").Plus(n * (n%3 - 1)), Moment: int64(1_700_000_000 + n*(n%5-2)*1000), Feit: feit}
			if vol {
				feit.Velden(&vuller{})
				g.ID, g.BekendOp, g.Wie, g.Rol, g.Bron, g.Vervangt = "f3", g.GeldigOp.Plus(n%4-2), "anke", begrip.Klantmanager, "balie", "f2"
				if n%3 > 0 {
					g.Weg = []Weg{{GroepPartner, g.GeldigOp.Plus(100), "grond"}, {GroepGezondheid, g.GeldigOp, ""}}[:n%3]
				}
			}
			uit = append(uit, g)
		}
	}
	return uit
}

// Elk soort feit komt uit een uittreksel zoals het in het logboek staat, op de velden na
// die erbuiten blijven.
func TestUittrekselHeenEnTerug(t *testing.T) {
	alle := alleFeiten(t)
	b, err := SchrijfUittreksel(alle)
	if err != nil {
		t.Fatal(err)
	}
	terug, err := LeesUittreksel(b)
	if err != nil {
		t.Fatal(err)
	}
	if len(terug) != len(alle) {
		t.Fatalf("%d feiten werden %d", len(alle), len(terug))
	}
	for i, g := range alle {
		g.Feit.Velden(&zonder{namen: blijftUit[g.Soort()]})
		if !reflect.DeepEqual(g, terug[i]) {
			t.Errorf("%s: %+v %+v werd %+v %+v", g.Soort(), g, g.Feit, terug[i], terug[i].Feit)
		}
	}
	if weer, err := SchrijfUittreksel(terug); err != nil || !bytes.Equal(b, weer) {
		t.Errorf("tweede keer schrijven verschilt (%v)", err)
	}
	if leeg, err := SchrijfUittreksel(nil); err != nil {
		t.Error(err)
	} else if terug, err := LeesUittreksel(leeg); err != nil || len(terug) != 0 {
		t.Errorf("een leeg logboek werd %v, %v", terug, err)
	}
}

// Wie een veld buiten het uittreksel houdt moet het bestaande veld noemen, en geen soort
// past op de afdruk van een ander.
func TestUittrekselsoorten(t *testing.T) {
	if n := len(uittrekselsoorten.op); n != len(soorten)+len(huissoorten) || n != len(uittrekselsoorten.van) {
		t.Errorf("%d afdrukken voor %d soorten", n, len(soorten)+len(huissoorten))
	}
	for s, namen := range blijftUit {
		feit, _ := nieuwInLog(s)
		feit.Velden(&vuller{})
		voor, _ := Schrijf(Gebeurtenis{Feit: feit}, nil)
		for _, naam := range namen {
			feit.Velden(&zonder{namen: []string{naam}})
			na, _ := Schrijf(Gebeurtenis{Feit: feit}, nil)
			if bytes.Equal(voor, na) {
				t.Errorf("%s heeft geen veld %s dat buiten een uittreksel kan blijven", s, naam)
			}
			voor = na
		}
	}
	for s, u := range uittrekselsoorten.van {
		var v velddrukker
		u.maak().Velden(&v)
		if n := bytes.Count([]byte(v.b.String()), []byte("\n")); n > 64 {
			t.Errorf("%s heeft %d velden; een uittreksel kent er 64", s, n)
		}
	}
}

// Een veld erbij, eraf of elders geeft een andere afdruk: dan geldt het logboek.
func TestAnderVeldAndereAfdruk(t *testing.T) {
	druk := func(f func(Bezoeker)) string {
		var v velddrukker
		f(&v)
		return v.b.String()
	}
	var s string
	var d begrip.Datum
	gezien := map[string]bool{}
	for _, f := range []func(Bezoeker){
		func(b Bezoeker) {},
		func(b Bezoeker) { b.Tekst("a", &s, true) },
		func(b Bezoeker) { b.Tekst("b", &s, true) },
		func(b Bezoeker) { b.Verwijzing("a", &s, "", true) },
		func(b Bezoeker) { b.Tekst("a", &s, true); b.Datum("d", &d, true) },
		func(b Bezoeker) { b.Datum("d", &d, true); b.Tekst("a", &s, true) },
	} {
		if p := druk(f); gezien[p] {
			t.Errorf("twee vormen geven dezelfde afdruk %q", p)
		} else {
			gezien[p] = true
		}
	}
}

// Een half, een te lang en een vreemd uittreksel wordt nooit gelezen.
func TestBeschadigdUittreksel(t *testing.T) {
	b, err := SchrijfUittreksel(alleFeiten(t))
	if err != nil {
		t.Fatal(err)
	}
	for i := range b {
		if _, err := LeesUittreksel(b[:i]); !errors.Is(err, ErrUittreksel) {
			t.Fatalf("de eerste %d van %d bytes geven %v", i, len(b), err)
		}
	}
	anders := slices.Clone(b)
	anders[0]++
	for _, kapot := range [][]byte{append(slices.Clone(b), 0), anders, bytes.Replace(b, []byte(uittrekselsoorten.van[SoortUren].afdruk), []byte("????"), 1)} {
		if _, err := LeesUittreksel(kapot); !errors.Is(err, ErrUittreksel) {
			t.Errorf("een ander uittreksel geeft %v", err)
		}
	}
	if _, err := SchrijfUittreksel([]Gebeurtenis{{Nummer: 2, Feit: &Notitie{}}}); err == nil {
		t.Error("een logboek zonder begin werd een uittreksel")
	}
}

func FuzzLeesUittreksel(f *testing.F) {
	b, err := SchrijfUittreksel(alleFeiten(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte{uittrekselvorm, 200, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		gs, err := LeesUittreksel(b)
		if err != nil {
			return
		}
		if _, err := SchrijfUittreksel(gs); err != nil {
			t.Error(err)
		}
	})
}
