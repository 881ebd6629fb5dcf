package recht_test

import (
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

func TestEenHeleVrijstellingOfOntheffingBeeindigtDePlicht(t *testing.T) {
	for _, f := range []dossier.Feit{&dossier.Vrijstelling{Omvang: dossier.Geheel}, &dossier.Ontheffing{Omvang: dossier.Geheel}} {
		z := zaak{doelgroep: begrip.GezinEnOverig}
		z.pip("2024-03-01", begrip.RouteB1)
		z.feit("2024-09-02", f)
		proefGrenzen(t, &z, "inburgeringstermijn", "2024-03-02", "2027-03-01", grens{"2024-09-01", recht.Lopend}, grens{"2024-09-02", recht.Vervallen})
		proefCodes(t, z.op(t, "2024-09-02"), "pip-vaststellen", "plicht-geeindigd")
	}
}

func TestEenTijdelijkeVrijstellingLaatDePlichtLopen(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig}
	z.pip("2024-03-01", begrip.RouteB1)
	z.feit("2024-09-02", &dossier.Ontheffing{Omvang: dossier.Tijdelijk})
	proefGrenzen(t, &z, "inburgeringstermijn", "2024-03-02", "2027-03-01", grens{"2024-09-02", recht.Lopend})
}

func TestEenNieuwePlichtNaEenEindeLooptWeer(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig}
	z.feit("2024-03-01", &dossier.PlichtGeeindigd{Reden: dossier.EindeVertrokken})
	proefCodes(t, z.op(t, "2024-03-01"), "pip-vaststellen", "plicht-geeindigd")
	z.feit("2025-01-06", &dossier.PlichtOntstaan{})
	proefCodes(t, z.op(t, "2025-01-06"), "pip-vaststellen")
}

func TestEersteAfspraak(t *testing.T) {
	fryske, _ := boek(t).Recht(begrip.Wi2021, "de-fryske-marren")
	if got := recht.EersteAfspraak(fryske, dag("2026-11-23")); got != dag("2026-12-01") {
		t.Errorf("eerste dag voor een afspraak: %s", got)
	}
}

func TestOnbekendeGroepIsGeenGroep(t *testing.T) {
	z := zaak{}
	z.pip("2024-06-03", begrip.RouteB1)
	a := z.op(t, "2027-01-04")
	geenNorm(t, a, "verlenging-uren")
	if !heeftVraag(a, "persoon.doelgroep") {
		t.Errorf("vragen: %v", a.Vragen)
	}
	if h, _ := a.Handeling("verlenging-inspanning"); h.Mag {
		t.Error("zolang de groep onbekend is, staat niet vast dat genoeg lessen zijn gevolgd")
	}
}
