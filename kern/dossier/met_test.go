package dossier

import (
	"testing"

	"traject/kern/begrip"
)

// Met kijkt vooruit zonder iets te veranderen: zo wordt een feit getoetst vóór het vastligt.
func TestMetVerandertHetDossierNiet(t *testing.T) {
	log := []Gebeurtenis{
		{Nummer: 1, ID: "f1", GeldigOp: begrip.MoetDag("2026-01-01"), Feit: &DossierGeopend{Stelsel: begrip.Wi2021, Persoonsgegevens: Persoonsgegevens{Voornamen: "Amina"}}},
		{Nummer: 2, ID: "f2", GeldigOp: begrip.MoetDag("2026-03-01"), Feit: &Kennisgeving{}},
		{Nummer: 3, ID: "f3", Vervangt: "f2", GeldigOp: begrip.MoetDag("2026-03-01"), Feit: &Kennisgeving{}},
	}
	d := Opbouwen(log, begrip.MoetDag("2026-06-01"), 0)
	k := d.Met(
		Gebeurtenis{Nummer: 4, ID: "f4", GeldigOp: begrip.MoetDag("2026-02-01"), Feit: &PlichtOntstaan{}},
		Gebeurtenis{Nummer: 5, ID: "f5", GeldigOp: begrip.MoetDag("2026-05-01"), Feit: &PersoonGewijzigd{Persoonsgegevens{Geslachtsnaam: "Voorbeeld", BSN: "999990019"}}},
		Gebeurtenis{Nummer: 6, ID: "f6", GeldigOp: begrip.MoetDag("2026-05-02"), Feit: &Toegewezen{Aan: "a.jansen"}},
	)
	if len(d.Feiten) != 1 || d.Aantal != 3 || d.Klantmanager != "" || d.Persoon.Naam.Geslachtsnaam != "" {
		t.Errorf("het dossier zelf veranderde: %+v", d)
	}
	if k.Feiten[0].ID != "f4" || k.Aantal != 6 || k.Klantmanager != "a.jansen" || k.Persoon.Naam.Volledig() != "Amina Voorbeeld" || k.Persoon.BSN.IsLeeg() {
		t.Errorf("de nieuwe feiten tellen niet mee: %+v", k)
	}
	for id, wil := range map[string]bool{"f2": true, "f3": true, "f9": false} {
		if d.Kent(id) != wil {
			t.Errorf("Kent(%s) is %v", id, !wil)
		}
	}
}
