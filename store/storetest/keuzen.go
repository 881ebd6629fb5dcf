package storetest

import (
	"slices"
	"testing"

	"traject/kern/begrip"
	"traject/store"
)

// zevende walks the choices by seven: that divides none of the numbers of values, so every
// two values meet, in a seventh of the time.
const zevende = 7

// Every choice from a list gives what a plain walk along all rows gives, whoever looks
// and however small the pages are.
func elkeKeuze(t *testing.T, p *proef) {
	stelsels, groepen := []begrip.Stelsel{begrip.Wi2021, begrip.Wi2007}, []begrip.Doelgroep{"", begrip.Asielstatushouder, begrip.GezinEnOverig}
	routes, fasen := []begrip.Leerroute{"", begrip.RouteB1, begrip.RouteZ}, []string{"intake", "leren", "afgerond"}
	soorten, rollen := []string{"bellen", "oproepen", "pip"}, []begrip.Rol{begrip.Klantmanager, begrip.Jurist}
	for i := range 60 {
		p.open(t, amina, func(o *store.Toevoeging) {
			l := o.Lijst
			l.Naam.Geslachtsnaam = string(rune('A'+i*7%26)) + "aker"
			l.Stelsel, l.Doelgroep, l.Leerroute, l.Fase = stelsels[i*i%7%2], groepen[i%3], routes[i/3%3], fasen[i/5%3]
			l.Klantmanager, l.Team = []string{"", "ka", "kb", "kc"}[i%4], []string{"", "t1", "t1", "t2"}[i%4]
			l.Gesloten = i%5 == 0
			l.BSN, o.EnigBSN = begrip.BSN{}, false
			o.Taken = []store.Taakregel{
				{Soort: soorten[i%3], Uiterlijk: dag.Plus(i * 7 % 11), Vanaf: dag.Plus(i % 4), Rol: begrip.Klantmanager, Reden: "x"},
				{Soort: soorten[i/2%3], Vanaf: dag, Rol: rollen[i%2], Reden: "y"},
			}
		})
	}
	blader := func(f store.DossierFilter) (uit []store.Lijstregel) {
		t.Helper()
		for {
			b, err := p.Dossierlijst(ctx, f)
			gelukt(t, err)
			uit = append(uit, b.Regels...)
			if f.Na = b.Volgende; f.Na == "" {
				return uit
			}
		}
	}
	iedereen := blader(store.DossierFilter{Zicht: alles, OokGesloten: true})
	if len(iedereen) != 60 {
		t.Fatalf("%d dossiers", len(iedereen))
	}
	ziet := func(z store.Zicht, klantmanager, team string) bool {
		return z.Alles || z.Klantmanager != "" && (klantmanager == z.Klantmanager || z.Onverdeeld && klantmanager == "") ||
			z.Klantmanager == "" && z.Team != "" && (team == z.Team || z.Onverdeeld && team == "")
	}
	past := func(f store.DossierFilter, l store.Lijstregel) bool {
		return ziet(f.Zicht, l.Klantmanager, l.Team) && (f.Fase == "" || l.Fase == f.Fase) && (f.Stelsel == "" || l.Stelsel == f.Stelsel) && (f.Doelgroep == "" || l.Doelgroep == f.Doelgroep) &&
			(f.Leerroute == "" || l.Leerroute == f.Leerroute) && (f.OokGesloten || !l.Gesloten)
	}
	zichten := []store.Zicht{alles, {Klantmanager: "ka"}, {Klantmanager: "kb", Onverdeeld: true}, {Team: "t1"}, {Team: "t2", Onverdeeld: true}}
	for keuze := 0; keuze < len(zichten)*4*3*3*3*2; keuze += zevende {
		f, k := store.DossierFilter{}, keuze
		kies := func(n int) int { defer func() { k /= n }(); return k % n }
		f.Zicht = zichten[kies(len(zichten))]
		f.Gemeente = alles.Gemeente
		f.Fase = append(fasen, "")[kies(4)]
		f.Doelgroep, f.Leerroute = groepen[kies(3)], routes[kies(3)]
		f.Stelsel, f.OokGesloten = append(stelsels, "")[kies(3)], kies(2) == 0
		f.Hooguit = 1 + keuze*keuze%17
		var verwacht []store.Lijstregel
		for _, l := range iedereen {
			if past(f, l) {
				verwacht = append(verwacht, l)
			}
		}
		if uit := blader(f); !slices.Equal(uit, verwacht) {
			t.Fatalf("%+v: %d dossiers, verwacht %d", f, len(uit), len(verwacht))
		}
	}
	var werk []store.Werkregel
	blader2 := func(f store.WerkFilter) (uit []store.Werkregel) {
		t.Helper()
		for {
			b, err := p.Werklijst(ctx, f)
			gelukt(t, err)
			uit = append(uit, b.Regels...)
			if f.Na = b.Volgende; f.Na == "" {
				return uit
			}
		}
	}
	if werk = blader2(store.WerkFilter{Zicht: alles}); len(werk) != 120 {
		t.Fatalf("%d taken", len(werk))
	}
	for keuze := 0; keuze < len(zichten)*4*3*3*2*3; keuze += zevende {
		f, k := store.WerkFilter{}, keuze
		kies := func(n int) int { defer func() { k /= n }(); return k % n }
		f.Zicht = zichten[kies(len(zichten))]
		f.Gemeente = alles.Gemeente
		f.Soort = append(soorten, "")[kies(4)]
		f.Doelgroep, f.Leerroute = groepen[kies(3)], routes[kies(3)]
		f.Vandaag, f.Rol = []begrip.Datum{0, dag.Plus(1)}[kies(2)], append(rollen, "")[kies(3)]
		f.Hooguit = 1 + keuze*keuze%17
		var verwacht []store.Werkregel
		for _, r := range werk {
			if ziet(f.Zicht, r.Klantmanager, r.Team) && (f.Soort == "" || r.Soort == f.Soort) && (f.Doelgroep == "" || r.Doelgroep == f.Doelgroep) &&
				(f.Leerroute == "" || r.Leerroute == f.Leerroute) && (f.Vandaag == 0 || r.Vanaf <= f.Vandaag) && (f.Rol == "" || r.Rol == f.Rol) {
				verwacht = append(verwacht, r)
			}
		}
		if uit := blader2(f); !slices.Equal(uit, verwacht) {
			t.Fatalf("%+v: %d taken, verwacht %d", f, len(uit), len(verwacht))
		}
	}
}
