package recht_test

import (
	"sync"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

var laad = sync.OnceValues(wetten.Laad)

func boek(tb testing.TB) *wetten.Boek {
	tb.Helper()
	b, err := laad()
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func dag(s string) begrip.Datum { return begrip.MoetDag(s) }

// zaak bouwt in een proef een dossier feit voor feit op.
type zaak struct {
	doelgroep begrip.Doelgroep
	beleid    string
	stelsel   begrip.Stelsel
	feiten    []dossier.Gebeurtenis
}

func (z *zaak) feit(d string, f dossier.Feit) { z.metID("", d, f) }

func (z *zaak) metID(id, d string, f dossier.Feit) {
	z.feiten = append(z.feiten, dossier.Gebeurtenis{Nummer: len(z.feiten) + 2, ID: id, GeldigOp: dag(d), Feit: f})
}

func (z *zaak) pip(d string, route begrip.Leerroute) {
	z.feit(d, &dossier.PIPVastgesteld{Leerroute: route})
}

func (z *zaak) uren(d string, wat dossier.Urensoort, n int) {
	z.feit(d, &dossier.Uren{Wat: wat, Aantal: dossier.Met(begrip.Uren(n) * begrip.Uur), Keurmerk: dossier.KeurmerkBOW})
}

func (z *zaak) examen(d string, deel begrip.Onderdeel, niveau begrip.Niveau) {
	z.feit(d, &dossier.Examen{Onderdeel: deel, Niveau: niveau, Uitslag: dossier.Geslaagd})
}

func (z *zaak) gebeurtenissen() []dossier.Gebeurtenis {
	s := z.stelsel
	if s == "" {
		s = begrip.Wi2021
	}
	kop := dossier.Gebeurtenis{Nummer: 1, Feit: &dossier.DossierGeopend{Gemeente: "1940", Beleid: z.beleid, Stelsel: s,
		Persoonsgegevens: dossier.Persoonsgegevens{Doelgroep: z.doelgroep}}}
	return append([]dossier.Gebeurtenis{kop}, z.feiten...)
}

// op rekent het dossier op een dag.
func (z *zaak) op(tb testing.TB, d string) *recht.Antwoord {
	tb.Helper()
	x := dossier.Opbouwen(z.gebeurtenissen(), dag(d), 0)
	r, ok := boek(tb).Recht(x.Stelsel, z.beleid)
	if !ok {
		tb.Fatalf("geen recht voor %q", z.beleid)
	}
	return recht.Reken(x, r)
}

// termijn haalt een termijn op die er moet zijn.
func termijn(tb testing.TB, a *recht.Antwoord, naam string) recht.Termijn {
	tb.Helper()
	t, ok := a.Termijn(naam)
	if !ok {
		tb.Fatalf("termijn %s ontbreekt", naam)
	}
	return t
}

func codes(h recht.Handeling) []string {
	var uit []string
	for _, w := range h.Weigering {
		uit = append(uit, w.Code)
	}
	return uit
}
