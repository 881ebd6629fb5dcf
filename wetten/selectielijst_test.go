package wetten

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"testing"

	"traject/kern/begrip"
)

// De termijnen die wij van de selectielijst overnamen, zoals zij daar staan. Is de lijst
// zelf bij de hand, dan wordt ook daarmee vergeleken.
var selectie = map[Sleutel]struct{ nummer, duur string }{
	SelectieVerstrekt: {"8.1", "P10Y"}, SelectieGeweigerd: {"8.2", "P5Y"}, SelectieBeeindigd: {"8.3", "P10Y"},
	SelectieAfgebroken: {"8.4", "P1Y"}, SelectieAfgebrokenSociaal: {"8.4.1", "P42D"}, SelectieHandhaving: {"12.2", "P10Y"},
	SelectieBoete: {"12.2.5", "P7Y"}, SelectieBezwaar: {"13.1", "P5Y"}, SelectieBezwaarGeld: {"13.1.1", "P7Y"}, SelectieInning: {"18.3", "P7Y"},
}

func TestDeSelectielijstStaatErGoedIn(t *testing.T) {
	r := recht(t, begrip.Wi2021, "")
	lijst := leesSelectielijst(t)
	for s, wil := range selectie {
		w, ok := r.Waarde(s, begrip.MoetDag("2026-11-21"))
		eenheid := "Y"
		if s == SelectieAfgebrokenSociaal {
			eenheid = "D"
		}
		if duur := fmt.Sprintf("P%d%s", w.N, eenheid); !ok || duur != wil.duur || w.Grond.String() != "Selectielijst gemeenten 2020, resultaat "+wil.nummer {
			t.Errorf("%s: %s volgens %s", s, duur, w.Grond)
		}
		if lijst != nil && lijst[wil.nummer] != wil.duur {
			t.Errorf("resultaat %s is in de lijst %q en bij ons %s", wil.nummer, lijst[wil.nummer], wil.duur)
		}
	}
}

// leesSelectielijst geeft de termijn per nummer, of niets als de lijst niet bij de hand is.
func leesSelectielijst(t *testing.T) map[string]string {
	t.Helper()
	inhoud, err := os.ReadFile("../../shared/keten/selectielijst/selectielijst_2020.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	var regels []struct {
		Model  string
		PK     int
		Fields struct {
			Nummer    int
			Proces    int    `json:"proces_type"`
			Generiek  *int   `json:"generiek_resultaat"`
			Termijn   string `json:"bewaartermijn"`
			Waarderen string `json:"waardering"`
		}
	}
	if err := json.Unmarshal(inhoud, &regels); err != nil {
		t.Fatal(err)
	}
	nummers, uit := map[int]string{}, map[string]string{}
	for _, x := range regels { // een procestype staat voor zijn resultaten, een algemeen resultaat voor zijn bijzondere
		switch {
		case x.Model == "selectielijst.procestype":
			nummers[-x.PK] = fmt.Sprint(x.Fields.Nummer)
		case x.Fields.Generiek == nil:
			nummers[x.PK] = fmt.Sprintf("%s.%d", nummers[-x.Fields.Proces], x.Fields.Nummer)
		default:
			nummers[x.PK] = fmt.Sprintf("%s.%d", nummers[*x.Fields.Generiek], x.Fields.Nummer)
		}
		if x.Fields.Waarderen == "vernietigen" {
			uit[nummers[x.PK]] = x.Fields.Termijn
		}
	}
	return uit
}
