package dossier

import (
	"testing"

	"traject/kern/begrip"
)

func dag(s string) begrip.Datum { return begrip.MoetDag(s) }

// geopend is het eerste feit van elk proefdossier.
func geopend() Gebeurtenis {
	return Gebeurtenis{Feit: &DossierGeopend{Gemeente: "1940", Stelsel: begrip.Wi2021,
		Persoonsgegevens: Persoonsgegevens{Voornamen: "Amina", Geslachtsnaam: "Voorbeeld", BSN: "999990019", Doelgroep: begrip.Asielstatushouder}}}
}

func routes(d *Dossier) []begrip.Leerroute {
	var uit []begrip.Leerroute
	for _, f := range Van[*PIPVastgesteld](d) {
		uit = append(uit, f.Leerroute)
	}
	return uit
}

// Een verbetering telt vanaf haar eigen dag en vanaf de dag dat zij bekend werd;
// tot dan telt het oude feit.
func TestVerbeteringTeltVanafHaarDag(t *testing.T) {
	log := []Gebeurtenis{geopend(),
		{Nummer: 2, ID: "p1", GeldigOp: dag("2025-03-01"), Feit: &PIPVastgesteld{Leerroute: begrip.RouteB1}},
		{Nummer: 3, ID: "p2", GeldigOp: dag("2025-03-10"), BekendOp: dag("2025-04-01"), Vervangt: "p1", Feit: &PIPVastgesteld{Leerroute: begrip.RouteZ}},
	}
	for _, g := range []struct {
		peil, bekend string
		wil          begrip.Leerroute
	}{
		{"2025-03-09", "", begrip.RouteB1},
		{"2025-03-10", "", begrip.RouteZ},
		{"2025-05-01", "2025-03-31", begrip.RouteB1},
		{"2025-05-01", "2025-04-01", begrip.RouteZ},
	} {
		var bekend begrip.Datum
		if g.bekend != "" {
			bekend = dag(g.bekend)
		}
		d := Opbouwen(log, dag(g.peil), bekend)
		if r := routes(d); len(r) != 1 || r[0] != g.wil {
			t.Errorf("op %s, bekend %s: %v, verwacht %s", g.peil, g.bekend, r, g.wil)
		}
	}
	if e := Opbouwen(log, dag("2025-05-01"), 0).Echt("p1"); e != "p2" {
		t.Errorf("p1 betekent %s", e)
	}
}

// Een feit van na de gevraagde dag telt nog niet, en de volgorde in het bestand
// beslist alleen op dezelfde dag.
func TestVolgordeEnToekomst(t *testing.T) {
	log := []Gebeurtenis{geopend(),
		{Nummer: 2, GeldigOp: dag("2025-06-01"), Feit: &PIPVastgesteld{Leerroute: begrip.RouteZ}},
		{Nummer: 3, GeldigOp: dag("2025-03-01"), Feit: &PIPVastgesteld{Leerroute: begrip.RouteB1}},
		{Nummer: 4, GeldigOp: dag("2025-03-01"), Feit: &PIPVastgesteld{Leerroute: begrip.RouteOnderwijs}},
	}
	d := Opbouwen(log, dag("2025-05-31"), 0)
	if r := routes(d); len(r) != 2 || r[0] != begrip.RouteB1 || r[1] != begrip.RouteOnderwijs {
		t.Errorf("routes %v", r)
	}
	if _, f := Laatste[*PIPVastgesteld](d); f.Leerroute != begrip.RouteOnderwijs {
		t.Errorf("laatste is %s", f.Leerroute)
	}
	if d.Persoon.Naam.Volledig() != "Amina Voorbeeld" || d.Persoon.BSN.IsLeeg() || d.Aantal != 4 {
		t.Errorf("persoon %v, aantal %d", d.Persoon.Naam, d.Aantal)
	}
}

func TestDoelgroepTeltVanafHaarDag(t *testing.T) {
	log := []Gebeurtenis{geopend(), {Nummer: 2, GeldigOp: dag("2025-03-01"), Feit: &DoelgroepGewijzigd{Naar: begrip.GezinEnOverig}}}
	d := Opbouwen(log, dag("2025-04-01"), 0)
	if g := d.DoelgroepOp(dag("2025-02-28")); g != begrip.Asielstatushouder {
		t.Errorf("dag ervoor: %s", g)
	}
	if g := d.DoelgroepOp(dag("2025-03-01")); g != begrip.GezinEnOverig {
		t.Errorf("op de dag: %s", g)
	}
}
