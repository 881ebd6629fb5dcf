package recht_test

import (
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// Wie onder de wet van 2013 valt kan worden begeleid. Welke feiten er ook staan, er komt
// geen termijn, norm, handeling, boete of vraag van de wet van 2021 of 2007 uit.
func TestOnderDeWetVan2013WordtNietsGerekend(t *testing.T) {
	z := zaak{stelsel: begrip.Wi2013}
	z.feit("2023-01-10", &dossier.Kennisgeving{})
	z.feit("2023-02-01", &dossier.BijstandToegekend{})
	z.pip("2023-03-01", begrip.RouteB1)
	z.metID("o1", "2023-05-01", &dossier.Opgeroepen{Voor: dossier.VoorBredeIntake, Afspraak: dag("2023-05-02")})
	for i, gedraging := range append(append([]dossier.Gedraging{}, dossier.Gedragingen2021...), dossier.Gedragingen2007...) {
		id := "x" + string(rune('a'+i))
		z.metID(id, "2023-06-01", &dossier.Overtreding{Gedraging: gedraging, Verwijtbaarheid: dossier.Opzet})
		z.feit("2023-06-02", &dossier.Rapport{Overtreding: id})
		z.feit("2023-07-02", &dossier.BoeteOpgelegd{Overtreding: id, Bedrag: dossier.Met(begrip.Cent(5000))})
	}
	z.feit("2023-08-01", &dossier.VoorzieningVastgesteld{})
	z.uren("2024-01-01", dossier.UrenNT2, 100)
	for _, beleid := range []string{"", "de-fryske-marren", "noardwest-fryslan-2010"} {
		z.beleid = beleid
		a := z.op(t, "2024-06-01")
		if len(a.Termijnen)+len(a.Normen)+len(a.Handelingen)+len(a.Boetes)+len(a.Vragen) != 0 || a.Geld != nil {
			t.Errorf("%s: er is gerekend: %+v", beleid, a)
		}
		if a.Stelsel != begrip.Wi2013 || a.TotFeit == 0 || a.Vingerafdruk == "" {
			t.Errorf("%s: het antwoord zegt niet waarover het gaat: %+v", beleid, a)
		}
	}
}
