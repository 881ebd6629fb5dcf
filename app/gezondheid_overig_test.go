package app_test

import (
	"encoding/json"
	"strings"
	"testing"

	"traject/app"
)

// Een verslag dat uit een andere gemeente meekomt is even besloten als een eigen verslag,
// ook als het een vorm heeft die wij niet lezen.
func TestGezondheidUitEenDossierbestand(t *testing.T) {
	for naam, extra := range map[string]string{"onze vorm": "", "een andere vorm": ", score: [1, 2]"} {
		t.Run(naam, func(t *testing.T) {
			kelders(t, func(t *testing.T, h *proefhuis) {
				nummer, err := h.ImportDossier(t.Context(), jansen, app.Overname{Naam: "dossier.yaml", Inhoud: []byte(`formaat: traject/dossier/1
gemeente: "9999"
persoon: {naam: {voornamen: Amina, geslachtsnaam: Voorbeeld}, bsn: "999990019", geboortedatum: 1990-05-17, doelgroep: asielstatushouder}
feiten:
  - {soort: kennisgeving, datum: 2023-11-06}
overig:
  - {soort: intake-verslag, datum: 2024-01-10, gezondheid: kan niet lang staan` + extra + `}
`)})
				if err != nil {
					t.Fatal(err)
				}
				for _, wie := range []app.Wie{leider, jurist} {
					b, err := json.Marshal(beeld(t, h, wie, nummer))
					if err != nil {
						t.Fatal(err)
					}
					f, err := h.ExportDossier(t.Context(), wie, nummer)
					if err != nil {
						t.Fatal(err)
					}
					mag := wie.Gebruiker == jurist.Gebruiker
					if is := strings.Contains(string(f.Inhoud), "lang staan"); is != mag || !mag && strings.Contains(string(b), "lang staan") {
						t.Errorf("%s leest over gezondheid: %v", wie.Rol, is)
					}
				}
				rijen := beeldVanBewaren(t, h, nummer)
				if len(rijen.Delen) != 1 || rijen.Delen[0].Apart != 1 {
					t.Errorf("het staat niet bij wat eerder weg moet: %+v", rijen.Delen)
				}
			})
		})
	}
}

func beeldVanBewaren(t *testing.T, h *proefhuis, nummer string) *app.BewaarBeeld {
	t.Helper()
	b, err := h.Bewaring(t.Context(), leider, nummer)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
