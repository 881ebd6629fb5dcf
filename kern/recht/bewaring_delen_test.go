package recht_test

import (
	"reflect"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// Wat over de partner staat moet weg zodra de grond is vervallen, op de dag erna en niet
// eerder; een nieuwe grond houdt het. In een dossierbestand reist het niet mee, dus deze
// gevallen staan hier en niet bij de voorbeelden.
func TestPartnerGaatAlsDeGrondVervalt(t *testing.T) {
	z := zaak{doelgroep: begrip.Asielstatushouder}
	z.feit("2023-11-06", &dossier.Kennisgeving{})
	z.pip("2024-01-15", begrip.RouteB1)
	z.feit("2025-01-10", &dossier.Partner{Grond: dossier.PartnerInPlan, Waarom: "past op", Naam: "Dawit"})
	deel := func(op string) recht.Deeltermijn {
		d := dossier.Opbouwen(z.gebeurtenissen(), dag(op), 0)
		r, ok := boek(t).Recht(d.Stelsel, d.Beleid)
		if !ok {
			t.Fatal("geen recht")
		}
		return recht.BewaarDeel(d, r, dossier.GroepPartner)
	}
	if x := deel("2030-01-01"); x.Uiterlijk != 0 {
		t.Errorf("zolang de grond er is: %+v", x)
	}
	z.feit("2025-06-02", &dossier.Partner{Grond: dossier.PartnerVervallen, Waarom: "gaan scheiden"})
	for op, weg := range map[string]bool{"2025-06-01": false, "2025-06-02": false, "2025-06-03": true} {
		if x := deel(op); x.MoetWeg(dag(op)) != weg {
			t.Errorf("op %s: %+v", op, x)
		}
	}
	z.feit("2025-06-20", &dossier.Partner{Grond: dossier.PartnerVervallen, Waarom: "nog eens gezegd"})
	if x := deel("2025-07-01"); x.Uiterlijk != dag("2025-06-02") || len(x.Uitleg) == 0 {
		t.Errorf("de eerste keer dat de grond verviel telt: %+v", x)
	}
	z.feit("2025-07-01", &dossier.Partner{Grond: dossier.PartnerBurgertIn, Waarom: "burgert nu zelf in"})
	if x := deel("2025-07-02"); x.Uiterlijk != 0 {
		t.Errorf("met een nieuwe grond: %+v", x)
	}
}

// Geen regel van de wet leest een groep: met en zonder haar is het antwoord hetzelfde, op
// elke dag, en ook de bewaartermijn zelf verandert er niet door.
func TestDeWetLeestGeenGroep(t *testing.T) {
	met, zonder := zaak{doelgroep: begrip.Asielstatushouder}, zaak{doelgroep: begrip.Asielstatushouder}
	for z, tekst := range map[*zaak]string{&met: "staat er", &zonder: ""} {
		z.feit("2023-11-06", &dossier.Kennisgeving{})
		z.feit("2023-12-01", &dossier.IntakeVerslag{Onderwijs: "mbo", Gezondheid: tekst})
		z.feit("2023-12-01", &dossier.IntakeAfgerond{})
		z.feit("2023-12-02", &dossier.Notitie{Tekst: tekst})
		z.feit("2023-12-03", &dossier.Partner{Grond: dossier.PartnerInPlan, Waarom: tekst, Naam: tekst, Gegeven: tekst})
		z.pip("2024-01-15", begrip.RouteB1)
		z.uren("2024-06-01", dossier.UrenNT2, 100)
		z.feit("2027-03-10", &dossier.PlichtGeeindigd{Reden: dossier.EindeVoldaan})
	}
	for _, op := range []string{"2023-11-30", "2023-12-05", "2024-02-01", "2025-01-01", "2027-03-11", "2040-01-01"} {
		reken := func(z *zaak) (*recht.Antwoord, *recht.Bewaring, []recht.Deeltermijn) {
			d := dossier.Opbouwen(z.gebeurtenissen(), dag(op), 0)
			r, ok := boek(t).Recht(d.Stelsel, d.Beleid)
			if !ok {
				t.Fatal("geen recht")
			}
			return recht.Reken(d, r), recht.Bewaar(d, r), recht.BewaarDelen(d, r)
		}
		a, b, c := reken(&met)
		x, y, z := reken(&zonder)
		if !reflect.DeepEqual(a, x) || !reflect.DeepEqual(b, y) || !reflect.DeepEqual(c, z) {
			t.Errorf("op %s is het antwoord anders zonder de groepen", op)
		}
	}
}
