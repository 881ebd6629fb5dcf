package agenda_test

import (
	"testing"

	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// wieStelt rekent op een dag wat één feit erbij zou veranderen.
func wieStelt(t *testing.T, d string, stel dossier.Gebeurtenis, feiten ...dossier.Gebeurtenis) agenda.Verschil {
	t.Helper()
	b, err := laad()
	if err != nil {
		t.Fatal(err)
	}
	r, _ := b.Recht(begrip.Wi2021, "de-fryske-marren")
	kop := dossier.Gebeurtenis{Nummer: 1, Feit: &dossier.DossierGeopend{Gemeente: "1940", Beleid: "de-fryske-marren", Stelsel: begrip.Wi2021,
		Persoonsgegevens: dossier.Persoonsgegevens{Doelgroep: begrip.Asielstatushouder}}}
	alle := append([]dossier.Gebeurtenis{kop}, feiten...)
	stel.Nummer = len(alle) + 1
	return agenda.WatAls(alle, stel, dag(d), 0, r)
}

func namenVan[T any](lijst []agenda.Verandering[T]) map[string]bool {
	uit := map[string]bool{}
	for _, v := range lijst {
		uit[v.Naam] = true
	}
	return uit
}

func TestWatAlsToontAlleenWatAndersWordt(t *testing.T) {
	pip := dossier.Gebeurtenis{Nummer: 2, ID: "p", GeldigOp: dag("2025-03-03"), Feit: &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1}}
	v := wieStelt(t, "2025-09-01", dossier.Gebeurtenis{GeldigOp: dag("2025-08-25"), Feit: &dossier.LeerrouteGewijzigd{Naar: begrip.RouteZ}}, pip)
	if n := namenVan(v.Normen); !n["z-cursus"] || !n["afschalen-uren"] || n["pvt"] {
		t.Errorf("de eisen van de ene route gaan, die van de andere komen, de gezamenlijke blijven: %v", n)
	}
	for _, x := range v.Normen {
		if x.Naam == "z-cursus" && (x.Nu != nil || x.Dan == nil || x.Dan.Eis != 800_000) {
			t.Errorf("z-cursus komt erbij met 800 uur: %+v", x)
		}
		if x.Naam == "afschalen-uren" && (x.Nu == nil || x.Dan != nil) {
			t.Errorf("afschalen-uren verdwijnt: %+v", x)
		}
	}
	if n := namenVan(v.Termijnen); n["inburgeringstermijn"] || !n["aanbod-leerroute"] {
		t.Errorf("de drie jaar blijven, het aanbod begint opnieuw: %v", n)
	}
	if len(v.Nu.Antwoord.Normen) == 0 || v.IsLeeg() {
		t.Error("nu en dan horen erbij")
	}
}

func TestWatAlsEenFeitVanLaterVerandertNogNiets(t *testing.T) {
	v := wieStelt(t, "2025-09-01", dossier.Gebeurtenis{GeldigOp: dag("2025-09-02"), Feit: &dossier.Overleden{}})
	if !v.IsLeeg() {
		t.Errorf("een feit van morgen telt vandaag niet: %+v", v.Taken)
	}
}

func TestWatAlsEenOnbekendeMateVanVerwijtGeeftEenVraag(t *testing.T) {
	v := wieStelt(t, "2025-09-01", dossier.Gebeurtenis{ID: "o", GeldigOp: dag("2025-09-01"), Feit: &dossier.Overtreding{Gedraging: dossier.Begeleiding}})
	if len(v.Boetes) != 1 || v.Boetes[0].Nu != nil || v.Boetes[0].Dan.Bekend {
		t.Fatalf("de boete komt erbij zonder bedrag: %+v", v.Boetes)
	}
	if n := namenVan(v.Vragen); !n["overtreding:o.verwijtbaarheid"] {
		t.Errorf("wat ontbreekt wordt een vraag: %v", n)
	}
}
