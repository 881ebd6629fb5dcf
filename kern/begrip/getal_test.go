package begrip

import (
	"fmt"
	"strings"
	"testing"
)

func TestBedragen(t *testing.T) {
	for in, wil := range map[string]Cent{"25.00": 2500, "0.00": 0, "12.50": 1250, "2400.05": 240005} {
		c, err := LeesBedrag(in)
		if err != nil || c != wil || c.String() != in {
			t.Errorf("%q: %d %v, terug %q", in, c, err, c)
		}
	}
	for _, in := range []string{"", "25", "25.0", "25,00", "-25.00", "25.000", ".50", "a.00", "1e3.00", "99999999999.00", "250000000000000000.00"} {
		if c, err := LeesBedrag(in); err == nil {
			t.Errorf("%q is gelezen als %d", in, c)
		}
	}
	for c, wil := range map[Cent]string{240000: "€ 2.400", 1250: "€ 12,50", 5: "€ 0,05", 100000000: "€ 1.000.000"} {
		if c.Euro() != wil {
			t.Errorf("%d: %q, verwacht %q", c, c.Euro(), wil)
		}
	}
}

func TestUren(t *testing.T) {
	for in, wil := range map[string]string{"12": "12", "7.5": "7.5", "0": "0", "1e2": "100", "1.25E1": "12.5", "0.125": "0.125", "10.0": "10", "500e-1": "50"} {
		u, err := LeesUren(in)
		if err != nil || u.String() != wil {
			t.Errorf("%q: %q %v, verwacht %q", in, u, err, wil)
		}
	}
	for _, in := range []string{"", "-1", "1.", ".5", "0.0001", "1e99", "1e-99", "twee", "1e", "1000001", "NaN", "99999999999999999999"} {
		if u, err := LeesUren(in); err == nil {
			t.Errorf("%q is gelezen als %v", in, u)
		}
	}
}

func TestBSNBlijftVerborgen(t *testing.T) {
	b, err := LeesBSN("999990019")
	if err != nil {
		t.Fatal(err)
	}
	for _, vorm := range []string{"%v", "%s", "%+v", "%#v", "%q"} {
		for _, x := range []any{b, &b, struct{ B BSN }{b}} {
			if s := fmt.Sprintf(vorm, x); strings.Contains(s, "999990019") {
				t.Errorf("%s toont het nummer: %s", vorm, s)
			}
		}
	}
	if b.Cijfers() != "999990019" {
		t.Error("Cijfers geeft het nummer niet")
	}
	for _, in := range []string{"999990018", "000000000", "12345678", "99999001a", ""} {
		if _, err := LeesBSN(in); err == nil {
			t.Errorf("%q is aangenomen", in)
		}
	}
}
