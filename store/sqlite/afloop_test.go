package sqlite

import (
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/store"
	"traject/store/storetest"
)

// The database itself lets go no line of the audit outside the one road.
func TestAuditBlijftInDeDatabase(t *testing.T) {
	k := open(t, t.TempDir(), sleutels(t))
	defer sluit(t, k)
	storetest.AuditBlijft(t, k, func(opdracht string) error {
		_, err := k.motor.bestanden["9001"].schrijver.ExecContext(ctx, opdracht)
		return err
	})
}

// The key of a group that was destroyed is nowhere in the files any more.
func TestVernietigdeGroepStaatNietMeerInHetBestand(t *testing.T) {
	folder := t.TempDir()
	k := open(t, folder, sleutels(t))
	defer sluit(t, k)
	nummer := storetest.Vul(t, k, "9001", 60, 1)[30]
	erbij := func(versie int, w *store.Groepweg, f dossier.Feit) {
		t.Helper()
		g := []dossier.Gebeurtenis{{GeldigOp: begrip.MoetDag("2026-11-23"), Feit: f}}
		if err := k.Toevoegen(ctx, store.Toevoeging{Gemeente: "9001", Nummer: nummer, Verwacht: versie, Gebeurtenissen: g, Groepweg: w}); err != nil {
			t.Fatal(err)
		}
	}
	erbij(1, nil, &dossier.IntakeVerslag{Gezondheid: "kan niet lang staan"})
	var groepen string
	if err := k.motor.bestanden["9001"].lezers.QueryRowContext(ctx, "SELECT groepen FROM dossier WHERE nummer = ?", nummer).Scan(&groepen); err != nil {
		t.Fatal(err)
	}
	sleutel := []byte(groepen[len(groepen)-60 : len(groepen)-20]) // a piece of the wrapped key, as text
	if !staatIn(t, folder, sleutel) {
		t.Fatalf("de proef vindt %s niet in het bestand", sleutel)
	}
	erbij(2, &store.Groepweg{Groep: dossier.GroepGezondheid, Dag: begrip.MoetDag("2026-11-24"), Grond: "proef"}, &dossier.GegevensVernietigd{Groep: dossier.GroepGezondheid, Grond: "proef"})
	if staatIn(t, folder, sleutel) {
		t.Error("de sleutel van de groep staat nog in het bestand")
	}
}
