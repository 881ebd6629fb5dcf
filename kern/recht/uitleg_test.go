package recht_test

import (
	"strings"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// proefUitleg kijkt of elke stap precies één bron en een eigen zin heeft.
func proefUitleg(t *testing.T, waar string, u begrip.Uitleg, bronnen []*begrip.Vindplaats) {
	t.Helper()
	if len(bronnen) == 0 {
		t.Errorf("%s heeft geen bron", waar)
	}
	for _, s := range u {
		if s.Grond == nil || s.Grond.String() == "" {
			t.Errorf("%s: stap %s heeft geen bron", waar, s.ID)
		}
		if recht.Zin(s) == s.ID {
			t.Errorf("%s: stap %s heeft geen zin", waar, s.ID)
		}
		if s.Eenheid != begrip.Geen && recht.Waarde(s) == "" {
			t.Errorf("%s: stap %s heeft geen leesbare waarde", waar, s.ID)
		}
	}
}

func TestElkDeelVanHetAntwoordLegtZichUit(t *testing.T) {
	_, d := meting(t)
	for _, beleid := range []string{"", "de-fryske-marren", "dalfsen"} {
		r, _ := boek(t).Recht(begrip.Wi2021, beleid)
		for _, groep := range []begrip.Doelgroep{begrip.Asielstatushouder, begrip.GezinEnOverig, ""} {
			d.Persoon.Doelgroep = groep
			for dagen := 0; dagen < 500; dagen += 7 {
				d.Peil = dag("2025-01-15").Plus(dagen)
				a := recht.Reken(d, r)
				for _, x := range a.Termijnen {
					proefUitleg(t, x.Naam(), x.Uitleg, x.Bronnen)
				}
				for _, x := range a.Normen {
					proefUitleg(t, x.Sleutel, x.Uitleg, x.Bronnen)
				}
				for _, x := range a.Handelingen {
					proefUitleg(t, x.Naam(), x.Uitleg, x.Bronnen)
					for _, w := range x.Weigering {
						if w.Zin == "" || w.Grond == nil {
							t.Errorf("%s: weigering %s mist zin of bron", x.Naam(), w.Code)
						}
					}
				}
				for _, x := range a.Boetes {
					proefUitleg(t, "boete "+x.ID, x.Uitleg, x.Bronnen)
				}
			}
		}
	}
}

func TestDeUitlegVanEenVerschovenDagNoemtDeVrijeDagen(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig}
	z.feit("2025-02-08", &dossier.Kennisgeving{})
	z.feit("2025-02-03", &dossier.Inschrijving{})
	x := termijn(t, z.op(t, "2025-03-01"), "pip-vaststellen")
	var regels []string
	for _, s := range x.Uitleg {
		regels = append(regels, recht.Zin(s)+": "+recht.Waarde(s)+" ["+s.Grond.String()+"]")
	}
	tekst := strings.Join(regels, "\n")
	for _, wil := range []string{
		"DUO gaf kennis van de inburgeringsplicht: 8 februari 2025 [Bi2021 art. 5.3 lid 1]",
		"De termijn in weken: 10 weken [Bi2021 art. 5.3 lid 1]",
		"De laatste dag volgens de telling: 19 april 2025 [Bi2021 art. 5.3 lid 1]",
		"Een vrije dag telt niet als laatste dag: 21 april 2025, Tweede paasdag [Atw art. 3 lid 1]",
		"De termijn loopt door tot en met de eerste gewone dag: 22 april 2025 [Atw art. 1 lid 1]",
	} {
		if !strings.Contains(tekst, wil) {
			t.Errorf("in de uitleg ontbreekt %q:\n%s", wil, tekst)
		}
	}
}

// De kenmerken van de stappen staan vast: scherm, brief en API wijzen ernaar.
func TestElkeTermijnHeeftAlleenZijnEigenStappen(t *testing.T) {
	r, d := meting(t)
	a := recht.Reken(d, r)
	for naam, wil := range map[string]string{
		"pip-vaststellen":      "kennisgeving ingeschreven termijn-weken laatste-dag atw-gewone-dag pip-vastgesteld informatie-gevraagd informatie-ontvangen termijn-weken laatste-dag atw-gewone-dag laatste-van-beide",
		"pip-melden":           "pip-dagtekening termijn-werkdagen laatste-dag pip-gemeld",
		"inburgeringstermijn":  "eerste-pip termijn-maanden termijn-begint termijn-loopt-tot-en-met atw-geldt-niet",
		"leerroute-wijzigen":   "eerste-pip termijn-maanden laatste-dag atw-geldt-niet",
		"verlenging-aanvragen": "termijn-loopt-tot-en-met termijn-maanden venster-opent",
		"aanbod-leerroute":     "leerroute-gewijzigd termijn-maanden laatste-dag atw-geldt-niet",
		"aanbod-map":           "pip-verzonden termijn-maanden laatste-dag atw-geldt-niet aangeboden",
		"bezwaar:pip":          "pip-verzonden termijn-weken laatste-dag atw-gewone-dag",
		"ontzorgen":            "bijstand-toegekend termijn-maanden laatste-dag-meegerekend",
		"bezwaar:o1":           "boete-verzonden termijn-weken laatste-dag atw-gewone-dag",
		"betaling:o1":          "boete-verzonden termijn-weken laatste-dag atw-gewone-dag boete-bedrag betaald",
		"beslissen:o1":         "rapport termijn-weken laatste-dag atw-geldt-niet beslist",
		"verjaring:o1":         "gepleegd termijn-jaren boete-opgelegd laatste-dag atw-geldt-niet",
		"oproep:b2":            "brief-verzonden werkdagen-ertussen eerste-dag-afspraak",
	} {
		var got []string
		for _, s := range termijn(t, a, naam).Uitleg {
			got = append(got, s.ID)
		}
		if strings.Join(got, " ") != wil {
			t.Errorf("%s: %s\nverwacht %s", naam, strings.Join(got, " "), wil)
		}
	}
}

func TestEenFeitVanNaDePeildagVerandertNiets(t *testing.T) {
	feiten := veertigFeiten()
	r, _ := boek(t).Recht(begrip.Wi2021, "de-fryske-marren")
	voor := recht.Reken(dossier.Opbouwen(feiten, dag("2024-06-01"), 0), r)
	feiten = append(feiten, dossier.Gebeurtenis{Nummer: 99, GeldigOp: dag("2024-06-02"), Feit: &dossier.PIPVastgesteld{Leerroute: begrip.RouteZ}})
	na := recht.Reken(dossier.Opbouwen(feiten, dag("2024-06-01"), 0), r)
	if len(voor.Termijnen) != len(na.Termijnen) || len(voor.Normen) != len(na.Normen) {
		t.Fatal("het antwoord veranderde")
	}
	for i := range voor.Termijnen {
		if v, n := voor.Termijnen[i], na.Termijnen[i]; v.Begin != n.Begin || v.Uiterlijk != n.Uiterlijk || v.Stand != n.Stand {
			t.Errorf("%s veranderde", v.Naam())
		}
	}
}

func TestTweeKeerRekenenGeeftHetzelfde(t *testing.T) {
	r, d := meting(t)
	a, b := recht.Reken(d, r), recht.Reken(d, r)
	for i := range a.Termijnen {
		if len(a.Termijnen[i].Uitleg) != len(b.Termijnen[i].Uitleg) || a.Termijnen[i].Stand != b.Termijnen[i].Stand {
			t.Errorf("%s verschilt", a.Termijnen[i].Naam())
		}
	}
}

func TestEenVerbeteringTeltVanafHaarEigenDag(t *testing.T) {
	z := zaak{doelgroep: begrip.GezinEnOverig}
	z.metID("p1", "2024-03-01", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1})
	z.feiten = append(z.feiten, dossier.Gebeurtenis{Nummer: 3, ID: "p2", Vervangt: "p1", GeldigOp: dag("2024-03-08"), Feit: &dossier.PIPVastgesteld{Leerroute: begrip.RouteZ}})
	if x := termijn(t, z.op(t, "2024-03-07"), "inburgeringstermijn"); x.Begin.String() != "2024-03-02" {
		t.Errorf("tot dan telt het oude feit: %s", x.Begin)
	}
	if x := termijn(t, z.op(t, "2024-03-08"), "inburgeringstermijn"); x.Begin.String() != "2024-03-09" {
		t.Errorf("vanaf dan het nieuwe: %s", x.Begin)
	}
}

func TestWi2007KentGeenTermijnenVanWi2021(t *testing.T) {
	z := zaak{doelgroep: begrip.Inburgeringsplichtige, beleid: "noardwest-fryslan-2010", stelsel: begrip.Wi2007}
	z.metID("v1", "2010-09-06", &dossier.Overtreding{Gedraging: dossier.Voorziening2007, Verwijtbaarheid: dossier.Opzet})
	z.feit("2010-10-04", &dossier.BoeteOpgelegd{Overtreding: "v1", Bedrag: dossier.Met(begrip.Cent(10000))})
	a := z.op(t, "2010-11-01")
	proefGrenzen(t, &z, "bezwaar:v1", "2010-10-04", "2010-11-15", grens{"2010-11-15", recht.Lopend})
	if len(a.Normen) != 0 {
		t.Errorf("normen: %v", a.Normen)
	}
	for _, x := range a.Termijnen {
		if x.Over == "" {
			t.Errorf("termijn %s hoort bij Wi2021", x.Naam())
		}
	}
}
