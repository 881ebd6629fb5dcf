package besluit_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"traject/api"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

var bijwerken = flag.Bool("update", false, "schrijf nieuwe verantwoordingen; bestaande veranderen nooit zonder reden")

// Elke bewaarde verantwoording is byte voor byte na te rekenen met de feiten ernaast. Faalt
// dit, dan is er een waarde of regel veranderd voor een dag die al voorbij is.
func TestBewaardeVerantwoordingenZijnNaTeRekenen(t *testing.T) {
	boek, err := wetten.Laad()
	if err != nil {
		t.Fatal(err)
	}
	bestanden, err := filepath.Glob("testdata/verantwoording/*.yaml")
	if err != nil || len(bestanden) < 4 {
		t.Fatalf("verwacht ten minste vier dossiers, kreeg %d (%v)", len(bestanden), err)
	}
	for _, bestand := range bestanden {
		t.Run(filepath.Base(bestand), func(t *testing.T) {
			feiten := leesFeiten(t, boek, bestand)
			stuk := strings.TrimSuffix(bestand, ".yaml") + ".json"
			if *bijwerken {
				bewaar(t, boek, feiten, stuk)
			}
			oud, err := os.ReadFile(stuk)
			if err != nil {
				t.Fatal(err)
			}
			oud = bytes.TrimSpace(oud)
			v, err := besluit.LeesVerantwoording(oud)
			if err != nil {
				t.Fatal(err)
			}
			r, ok := boek.Recht(begrip.Stelsel(v.Stelsel), v.Beleid)
			if !ok {
				t.Fatalf("beleid %q bestaat niet meer", v.Beleid)
			}
			// Feiten van later veranderen niets: alleen die tot en met het nummer tellen.
			later := append(append([]dossier.Gebeurtenis{}, feiten...), dossier.Gebeurtenis{Nummer: len(feiten) + 1,
				GeldigOp: begrip.MoetDag(v.Op), Feit: &dossier.Overleden{}})
			nieuw, err := v.Herreken(later, r)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(oud, nieuw) {
				t.Errorf("niet dezelfde bytes:\noud   %s\nnieuw %s", oud, nieuw)
			}
		})
	}
}

func leesFeiten(t *testing.T, boek *wetten.Boek, bestand string) []dossier.Gebeurtenis {
	t.Helper()
	in, err := os.ReadFile(bestand)
	if err != nil {
		t.Fatal(err)
	}
	feiten, fout := api.Lees(in, api.YAML, boek)
	if len(fout) > 0 {
		t.Fatal(fout)
	}
	return feiten
}

func bewaar(t *testing.T, boek *wetten.Boek, feiten []dossier.Gebeurtenis, stuk string) {
	t.Helper()
	d := dossier.Opbouwen(feiten, feiten[len(feiten)-1].GeldigOp, 0)
	r, _ := boek.Recht(d.Stelsel, d.Beleid)
	b, err := besluit.Verantwoord("pip", "0.1.0", d, recht.Reken(d, r))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(stuk, append(b, '\n'), 0o600); err != nil {
		t.Fatal(err)
	}
}
