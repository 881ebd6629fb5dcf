package recht

import (
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// BenchmarkBoete meet één boete van art. 23 met haar hele uitleg: trede, percentage, ruimte,
// eisen. De norm is 0,6 µs en hooguit twee reserveringen.
func BenchmarkBoete(b *testing.B) {
	boek, err := wetten.Laad()
	if err != nil {
		b.Fatal(err)
	}
	r, _ := boek.Recht(begrip.Wi2021, "")
	d := dossier.Opbouwen([]dossier.Gebeurtenis{
		{Nummer: 1, Feit: &dossier.DossierGeopend{Gemeente: "0148", Stelsel: begrip.Wi2021, Persoonsgegevens: dossier.Persoonsgegevens{Doelgroep: begrip.GezinEnOverig}}},
		{Nummer: 2, ID: "o1", GeldigOp: begrip.MoetDag("2024-03-01"), Feit: &dossier.Overtreding{Gedraging: dossier.Begeleiding, Verwijtbaarheid: dossier.NormaalVerwijt}},
		{Nummer: 3, GeldigOp: begrip.MoetDag("2024-04-08"), Feit: &dossier.BoeteOpgelegd{Overtreding: "o1", Bedrag: dossier.Met(begrip.Cent(2500))}},
		{Nummer: 4, ID: "o2", GeldigOp: begrip.MoetDag("2025-03-01"), Feit: &dossier.Overtreding{Gedraging: dossier.MAPIntensiteit, Verwijtbaarheid: dossier.NormaalVerwijt}},
	}, begrip.MoetDag("2025-03-10"), 0)
	boetes := leesBoetedossier(d, r, zaken(d, r))
	b.ReportAllocs()
	for b.Loop() {
		if x := boetes.boete(1); x.Bedrag != 5000 {
			b.Fatal(x.Bedrag)
		}
	}
}
