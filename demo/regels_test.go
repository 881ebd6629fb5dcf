package demo

import (
	"strings"
	"testing"

	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/brief"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

func metRecht(t testing.TB, omvang int) (Opdracht, *wetten.Recht) {
	t.Helper()
	boek, err := wetten.Laad()
	if err != nil {
		t.Fatal(err)
	}
	r, ok := boek.Recht(begrip.Wi2021, Beleid)
	if !ok {
		t.Fatal("het beleid van de demo bestaat niet")
	}
	o := proef(omvang)
	o.Recht = r
	return o, r
}

// TestWatHierStaatHadOokMetDeHandGekund laat elke handeling in elk dossier nog eens
// door kern/besluit nemen, op de dag zelf en met wat toen bekend was. Weigert die, dan
// heeft de demo iets verzonnen dat in dit huis niet kan.
func TestWatHierStaatHadOokMetDeHandGekund(t *testing.T) {
	o, r := metRecht(t, 250)
	nagelopen := map[dossier.Soort]int{}
	for p := range Maak(o) {
		for i := range p.Gebeurtenissen {
			g := &p.Gebeurtenissen[i]
			weigeringen, is := opnieuw(p.Gebeurtenissen, i, r)
			if is {
				nagelopen[g.Soort()]++
			}
			for _, w := range weigeringen {
				t.Errorf("%s, %s van %s: %s (%s)", p.Nummer, g.Soort(), g.GeldigOp, w.Code, w.Plaats)
			}
		}
	}
	for _, s := range []dossier.Soort{dossier.SoortOpgeroepen, dossier.SoortVerschenen, dossier.SoortNietVerschenen, dossier.SoortLeerbaarheidstoets, dossier.SoortIntakeAfgerond, dossier.SoortPIPVastgesteld, dossier.SoortPIPGemeld, dossier.SoortToegewezen} {
		if nagelopen[s] == 0 {
			t.Errorf("geen enkel feit %s is nagelopen", s)
		}
	}
}

// opnieuw neemt de handeling die tot een feit leidde nog eens; is zegt of dit feit uit
// een handeling komt.
func opnieuw(logboek []dossier.Gebeurtenis, plek int, r *wetten.Recht) (weigeringen []begrip.Weigering, is bool) {
	g := &logboek[plek]
	dag := g.Bekend()
	d := dossier.Opbouwen(logboek[:plek], dag, 0)
	v := besluit.Vastlegging{Dag: g.GeldigOp, Vandaag: dag, Wie: g.Wie, Rol: g.Rol}
	var w []begrip.Weigering
	switch f := g.Feit.(type) {
	case *dossier.Opgeroepen:
		_, w = besluit.RoepOp(d, r, besluit.Oproep{Vastlegging: v, Voor: f.Voor, Afspraak: f.Afspraak, Inhoud: f.Inhoud, Tijd: "10.00", Plaats: "Stadhuis"})
	case *dossier.Verschenen:
		_, w = besluit.LegVerschijnenVast(d, r, besluit.Verschijning{Vastlegging: v, Oproep: f.Oproep, Uitkomst: besluit.Kwam})
	case *dossier.NietVerschenen:
		_, w = besluit.LegVerschijnenVast(d, r, besluit.Verschijning{Vastlegging: v, Oproep: f.Oproep, Uitkomst: besluit.KwamNiet})
	case *dossier.Leerbaarheidstoets:
		_, w = besluit.LegToetsVast(d, r, besluit.Toets{Vastlegging: v, Uitslag: f.Uitslag})
	case *dossier.IntakeAfgerond:
		// Het verslag staat er één feit eerder en hoort bij dezelfde handeling.
		x, ok := logboek[plek-1].Feit.(*dossier.IntakeVerslag)
		if !ok {
			return []begrip.Weigering{{Code: "zonder-verslag"}}, true
		}
		_, w = besluit.RondIntakeAf(dossier.Opbouwen(logboek[:plek-1], dag, 0), r, besluit.Intake{Vastlegging: v, Onderwijs: x.Onderwijs, Werk: x.Werk, Gezin: x.Gezin, Gezondheid: x.Gezondheid,
			Taalniveau: x.Taalniveau, Zelfredzaamheid: x.Zelfredzaamheid, Werkkansen: x.Werkkansen, Wens: x.Wens, ZonderDerden: x.ZonderDerden.Of(false)})
	case *dossier.PIPVastgesteld:
		_, w = besluit.PIP(d, r, pipUit(logboek, plek, v))
	case *dossier.PIPGemeld:
		_, w = besluit.MeldPIP(d, r, besluit.Melding{Vastlegging: v})
	case *dossier.Toegewezen:
		_, w = besluit.WijsToe(d, r, besluit.Toewijzing{Vastlegging: v, Aan: f.Aan})
	default:
		return nil, false
	}
	return w, true
}

// pipUit maakt de opdracht waaruit dit PIP en zijn afspraken ontstaan.
func pipUit(logboek []dossier.Gebeurtenis, plek int, v besluit.Vastlegging) besluit.PIPOpdracht {
	f := logboek[plek].Feit.(*dossier.PIPVastgesteld)
	o := besluit.PIPOpdracht{Vastlegging: v, Leerroute: f.Leerroute, Niveau: f.Niveau, Uren: f.Uren, PVTUren: f.PVTUren, MAPUren: f.MAPUren,
		Voortgangsgesprekken: f.Voortgangsgesprekken, VVE: f.VVE, Motivering: f.Motivering, Verzonden: f.Verzonden}
	for _, g := range logboek[plek:] {
		if a, ok := g.Feit.(*dossier.PIPAfspraken); ok && a.PIP == logboek[plek].ID {
			o.UrenPerWeek, o.Ondersteuning, o.PVT, o.MAP, o.AndereRoutes, o.Alfabetisering = a.UrenPerWeek, a.Ondersteuning, a.PVT, a.MAP, a.AndereRoutes, a.Alfabetisering
		}
	}
	return o
}

// TestDeWetHeeftOverIedereenIetsTeZeggen rekent elk dossier uit en kijkt of het geheel
// leeft: wie te laat is, wie op tijd, en wie deze week moet.
func TestDeWetHeeftOverIedereenIetsTeZeggen(t *testing.T) {
	o, r := metRecht(t, 250)
	standen, dezeWeek, afschalen, beslissen := map[recht.Stand]int{}, 0, 0, 0
	for p := range Maak(o) {
		d := dossier.Opbouwen(p.Gebeurtenissen, vandaag, 0)
		a := recht.Reken(d, r)
		if len(a.Termijnen) == 0 {
			t.Errorf("%s: de wet zegt niets", p.Nummer)
		}
		if x, ok := a.Termijn("pip-vaststellen"); ok {
			standen[x.Stand]++
			if x.Stand == recht.Lopend && x.Uiterlijk <= vandaag.Plus(6) {
				dezeWeek++
			}
		}
		if h, ok := a.Handeling("afschalen"); ok && dossier.Heeft[*dossier.Afgeschaald](d) {
			afschalen++
			for _, w := range h.Weigering {
				if w.Code == "te-weinig-uren" || w.Code == "te-weinig-klassikaal" {
					t.Errorf("%s is afgeschaald met te weinig uren", p.Nummer)
				}
			}
		}
		for _, taak := range agenda.Afleiden(d, a) {
			if taak.Soort == "beslissen" {
				beslissen++
			}
		}
		for _, b := range a.Boetes {
			for _, w := range b.Weigering {
				if w.Code == "eerst-waarschuwen" {
					t.Errorf("%s: overtreding zonder waarschuwing", p.Nummer)
				}
			}
		}
	}
	for _, s := range []recht.Stand{recht.Lopend, recht.Gehaald, recht.TeLaat, recht.Verlopen, recht.Opgeschort} {
		if standen[s] == 0 {
			t.Errorf("geen enkel PIP staat op %s: %v", s, standen)
		}
	}
	if standen[recht.Verlopen]+standen[recht.TeLaat] > 250/4 {
		t.Errorf("te veel te laat om geloofwaardig te zijn: %v", standen)
	}
	if dezeWeek == 0 {
		t.Error("er hoeft deze week niets")
	}
	if beslissen == 0 {
		t.Error("er ligt niets bij de jurist")
	}
	if afschalen == 0 {
		t.Error("niemand is afgeschaald")
	}
}

// TestErIsAltijdWerkDezeWeek begint de demo op elke dag van de week: ook op zondag moet
// er iets liggen dat deze week af moet, en iets dat te laat is.
func TestErIsAltijdWerkDezeWeek(t *testing.T) {
	for dag := begrip.MoetDag("2026-11-16"); dag <= begrip.MoetDag("2026-11-22"); dag = dag.Plus(1) {
		o, r := metRecht(t, 250)
		o.Vandaag = dag
		zondag := dag.Plus(7 - int(dag.Weekdag()))
		dezeWeek, teLaat := 0, 0
		for p := range Maak(o) {
			d := dossier.Opbouwen(p.Gebeurtenissen, dag, 0)
			for _, taak := range agenda.Afleiden(d, recht.Reken(d, r)) {
				switch {
				case taak.Uiterlijk == 0:
				case taak.Uiterlijk < dag:
					teLaat++
				case taak.Uiterlijk <= zondag:
					dezeWeek++
				}
			}
		}
		if dezeWeek == 0 || teLaat == 0 {
			t.Errorf("%s: %d deze week, %d te laat", dag.VoluitMetDag(), dezeWeek, teLaat)
		}
		t.Logf("%s: %d deze week, %d te laat", dag.VoluitMetDag(), dezeWeek, teLaat)
	}
}

// TestBrievenStaanKlaar leest elke brief van de demo en kijkt of hij over deze mens gaat.
func TestBrievenStaanKlaar(t *testing.T) {
	o, _ := metRecht(t, 250)
	soorten, kenmerken := map[string]int{}, map[string]bool{}
	for p := range Maak(o) {
		d := dossier.Opbouwen(p.Gebeurtenissen, vandaag, 0)
		for _, f := range dossier.Van[*dossier.BriefOpgemaakt](d) {
			b, err := brief.Lees(f.Stuk)
			if err != nil {
				t.Fatalf("%s: %v", f.Kenmerk, err)
			}
			if d.ZoekID(f.Over) == nil || kenmerken[f.Kenmerk] || len(b.Aan) == 0 || !strings.Contains(b.Aan[0], d.Persoon.Geslachtsnaam) {
				t.Errorf("brief %s past niet bij zijn dossier", f.Kenmerk)
			}
			kenmerken[f.Kenmerk] = true
			soorten[f.Brief]++
		}
	}
	if soorten["pip"] < 100 || soorten["oproep"] < 20 {
		t.Errorf("te weinig brieven: %v", soorten)
	}
}
