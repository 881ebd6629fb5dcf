package begrip

import (
	"testing"
	"time"
)

// Elke dag van 1900 tot en met 2100 is gelijk aan die van de standaardbibliotheek.
func TestDatumGelijkAanKalender(t *testing.T) {
	d := MoetDag("1900-01-01")
	for dag := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC); dag.Year() <= 2100; dag = dag.AddDate(0, 0, 1) {
		if d.String() != dag.Format("2006-01-02") {
			t.Fatalf("%v is niet %v", d, dag.Format("2006-01-02"))
		}
		w := int(dag.Weekday())
		if w == 0 {
			w = 7
		}
		if int(d.Weekdag()) != w {
			t.Fatalf("%v: weekdag %v, verwacht %d", d, d.Weekdag(), w)
		}
		if _, week := dag.ISOWeek(); d.Weeknummer() != week {
			t.Fatalf("%v: week %d, verwacht %d", d, d.Weeknummer(), week)
		}
		if terug, err := LeesDatum(d.String()); err != nil || terug != d {
			t.Fatalf("%v leest terug als %v (%v)", d, terug, err)
		}
		d++
	}
}

func TestMaandenKlemmenOpMaandeinde(t *testing.T) {
	for _, g := range []struct {
		van     string
		maanden int
		wil     string
	}{
		{"2025-01-31", 1, "2025-02-28"},
		{"2024-01-31", 1, "2024-02-29"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2023-08-31", 18, "2025-02-28"},
		{"2023-08-31", 36, "2026-08-31"},
		{"2025-03-31", -1, "2025-02-28"},
		{"2024-12-31", 2, "2025-02-28"},
		{"2025-11-30", 3, "2026-02-28"},
		{"2025-06-15", 0, "2025-06-15"},
		{"2025-01-15", -13, "2023-12-15"},
	} {
		if kreeg := MoetDag(g.van).PlusMaanden(g.maanden).String(); kreeg != g.wil {
			t.Errorf("%s plus %d maanden: %s, verwacht %s", g.van, g.maanden, kreeg, g.wil)
		}
	}
}

func TestOnmogelijkeDagen(t *testing.T) {
	for _, s := range []string{"", "2025-02-30", "2023-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-1-01", "25-01-01", "2025/01/01", "2025-01-01T00:00", "0000-01-01", "20a5-01-01", "2025-04-31"} {
		if d, err := LeesDatum(s); err == nil {
			t.Errorf("%q is gelezen als %v", s, d)
		}
	}
}

func TestDagVoluit(t *testing.T) {
	d := MoetDag("2026-11-23")
	for _, g := range [][2]string{{d.Voluit(), "23 november 2026"}, {d.VoluitMetDag(), "maandag 23 november 2026"}, {d.Kort(), "23 nov 2026"}, {d.KortMetDag(), "ma 23 nov"}} {
		if g[0] != g[1] {
			t.Errorf("%q, verwacht %q", g[0], g[1])
		}
	}
}

func TestNaHetJaar9999BlijftEenDagEenDag(t *testing.T) {
	laatste := MoetDag("9999-12-31")
	for _, d := range []Datum{laatste, laatste.Plus(1), laatste.PlusJaren(3)} {
		if s := d.String(); s != "9999-12-31" {
			t.Errorf("%d wordt %q", d, s)
		}
	}
}
