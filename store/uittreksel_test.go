package store

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"traject/kern/begrip"
)

// Each field of a row and of a task changes the print, but for those that say something of
// the dossier itself; a field that is forgotten would never be recalculated.
func TestRijafdrukZietElkVeld(t *testing.T) {
	gezien := map[Afdruk]string{rijafdruk("blind", &Lijstregel{}, []Taakregel{{}}, []Deelnameregel{{}}): "leeg"}
	zie := func(naam string, a Afdruk) {
		t.Helper()
		if ander, is := gezien[a]; is {
			t.Errorf("%s geeft dezelfde afdruk als %s", naam, ander)
		}
		gezien[a] = naam
	}
	buiten := map[string]bool{"Nummer": true, "Versie": true, "BSN": true}
	var regel Lijstregel
	var taak Taakregel
	var deelname Deelnameregel
	elkVeld(t, reflect.ValueOf(&regel).Elem(), "", func(naam string) {
		a := rijafdruk("blind", &regel, []Taakregel{{}}, []Deelnameregel{{}})
		if buiten[naam] {
			if gezien[a] != "leeg" {
				t.Errorf("%s verandert de afdruk", naam)
			}
			return
		}
		zie("regel "+naam, a)
	})
	elkVeld(t, reflect.ValueOf(&taak).Elem(), "", func(naam string) {
		zie("taak "+naam, rijafdruk("blind", &Lijstregel{}, []Taakregel{taak}, []Deelnameregel{{}}))
	})
	elkVeld(t, reflect.ValueOf(&deelname).Elem(), "", func(naam string) {
		zie("deelname "+naam, rijafdruk("blind", &Lijstregel{}, []Taakregel{{}}, []Deelnameregel{deelname}))
	})
	zie("geen deelname", rijafdruk("blind", &Lijstregel{}, []Taakregel{{}}, nil))
	zie("de zoekingang", rijafdruk("ander", &Lijstregel{}, []Taakregel{{}}, []Deelnameregel{{}}))
	zie("geen taak", rijafdruk("blind", &Lijstregel{}, nil, []Deelnameregel{{}}))
	zie("twee taken", rijafdruk("blind", &Lijstregel{}, []Taakregel{{}, {}}, []Deelnameregel{{}}))
	zie("een grens", rijafdruk("blind", &Lijstregel{Klantmanager: "ab", Team: "c"}, nil, nil))
	zie("een andere grens", rijafdruk("blind", &Lijstregel{Klantmanager: "a", Team: "bc"}, nil, nil))
}

// elkVeld fills one field after the other, and empties it again after f.
func elkVeld(t *testing.T, v reflect.Value, voor string, f func(naam string)) {
	t.Helper()
	for i := range v.NumField() {
		veld, naam := v.Field(i), voor+v.Type().Field(i).Name
		leeg := reflect.Zero(veld.Type())
		switch veld.Kind() {
		case reflect.String:
			veld.SetString("x")
		case reflect.Bool:
			veld.SetBool(true)
		case reflect.Int, reflect.Int32:
			veld.SetInt(7)
		case reflect.Struct:
			if veld.Type() == reflect.TypeFor[begrip.BSN]() {
				b, err := begrip.LeesBSN("999990019")
				if err != nil {
					t.Fatal(err)
				}
				veld.Set(reflect.ValueOf(b))
				break
			}
			elkVeld(t, veld, naam+".", f)
			continue
		default:
			t.Fatalf("veld %s van soort %s", naam, veld.Kind())
		}
		f(naam)
		veld.Set(leeg)
	}
}

// The print does not hold the folded name, but what is folded stands in the rows. Whoever
// changes how names fold, raises rijvorm, so that every row is looked at again.
func TestVouwenHoortBijDeRijvorm(t *testing.T) {
	var b strings.Builder
	for _, n := range []begrip.Naam{
		{Voornamen: "Bilâl", Geslachtsnaam: "Çelik-Østergård"}, {Voornamen: "Straße", Voorvoegsel: "van 't", Geslachtsnaam: "Łukasz"},
		{Voornamen: "Əli IŞIK", Geslachtsnaam: "O'Brien 2e"}, {Geslachtsnaam: "ﬁŋ Đặng"},
	} {
		fmt.Fprintf(&b, "%s|%s\n", Sorteernaam(n), strings.Join(Woorden(n.Volledig()), " "))
	}
	const want = "celik-ostergard, bilal|bilal celik ostergard\nlukasz, strasse van 't|lukasz strasse t van\no'brien 2e, eli isik|2e brien eli isik o\nﬁn dang,|dang ﬁn\n"
	if rijvorm != 1 || b.String() != want {
		t.Errorf("rijvorm %d; namen vouwen tot\n%s", rijvorm, b.String())
	}
}
