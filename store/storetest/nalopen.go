package storetest

import (
	"database/sql"
	"slices"
	"testing"

	"traject/store"
)

// LijstenNalopen spoils the lists behind the back of the program, and demands that
// checking names it and that making them again puts it right. db may change everything.
func LijstenNalopen(t *testing.T, k store.Kelder, db *sql.DB) {
	t.Helper()
	nummers := Vul(t, k, gemeente, 3, 2)
	fouten := func() (uit []string) {
		t.Helper()
		gelukt(t, k.ControleerLijsten(ctx, gemeente, func(b store.Bevinding) error { uit = append(uit, b.Nummer+" "+b.Zin); return nil }))
		return uit
	}
	if got := fouten(); len(got) > 0 {
		t.Fatalf("vóór het knoeien: %v", got)
	}
	for _, opdracht := range []string{
		"UPDATE zoeknaam SET nummer = '1999-0001' WHERE nummer = '" + nummers[0] + "'",
		"DELETE FROM zoeknaam WHERE nummer = '" + nummers[1] + "'",
		"UPDATE taak SET nummer = '1999-0002' WHERE nummer = '" + nummers[0] + "'",
		"UPDATE zoeknaam SET klantmanager = 'een ander' WHERE nummer = '" + nummers[2] + "'",
	} {
		if _, err := db.ExecContext(ctx, opdracht); err != nil {
			t.Fatalf("%s: %v", opdracht, err)
		}
	}
	const weg = " het is niet, of niet door de goede mensen, op naam te vinden"
	want := []string{"1999-0002 er staan taken op de werklijst, maar het dossier is er niet", "1999-0001 het is op naam te vinden, maar het dossier is er niet",
		nummers[0] + weg, nummers[1] + weg, nummers[2] + weg, nummers[0] + " de rijen in de lijsten zijn niet die van het uittreksel"}
	if got := fouten(); !slices.Equal(got, want) {
		t.Errorf("na het knoeien:\n%v, verwacht\n%v", got, want)
	}
	var vs []store.Lijstvervanging
	for _, n := range nummers {
		l, taken, err := k.LeesLijst(ctx, gemeente, n)
		gelukt(t, err)
		vs = append(vs, store.Lijstvervanging{Nummer: n, Versie: l.Versie, Lijst: l, Taken: taken})
	}
	_, err := k.VervangLijst(ctx, gemeente, vs)
	gelukt(t, err)
	if n, err := k.RuimLijsten(ctx, gemeente); err != nil || n < 2 {
		t.Errorf("%d rijen opgeruimd, verwacht ten minste twee (%v)", n, err)
	}
	if got := fouten(); len(got) > 0 {
		t.Errorf("na het opruimen: %v", got)
	}
}
