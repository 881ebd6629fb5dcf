package storetest

import (
	"database/sql"
	"errors"
	"testing"

	"traject/kern/begrip"
)

// KnoeiSQL tampers as someone with the file or the database could: first it takes
// away the triggers (how, differs per engine), then it changes rows.
func KnoeiSQL(t *testing.T, db *sql.DB, triggersWeg []string, g begrip.Gemeente, nummer string, feit int, hoe Knoeiwijze) {
	t.Helper()
	for _, opdracht := range triggersWeg {
		_, err := db.ExecContext(ctx, opdracht)
		gelukt(t, err)
	}
	doe := func(opdracht string, args ...any) {
		t.Helper()
		r, err := db.ExecContext(ctx, opdracht, args...)
		gelukt(t, err)
		if n, err := r.RowsAffected(); err != nil || n != 1 {
			t.Fatalf("knoeien raakte %d rijen: %v", n, err)
		}
	}
	const waar = " WHERE gemeente = $1 AND dossier = $2 AND nummer = $3"
	switch hoe {
	case Wijzig:
		doe("UPDATE feit SET moment = moment + 1"+waar, string(g), nummer, feit)
	case HaalWeg:
		doe("DELETE FROM feit"+waar, string(g), nummer, feit)
	case KapAf:
		doe("UPDATE dossier SET versie = versie - 1, hoofd = (SELECT vorige FROM feit WHERE gemeente = $1 AND dossier = $2 AND nummer = $3) WHERE gemeente = $1 AND nummer = $2", string(g), nummer, feit)
		doe("DELETE FROM feit"+waar, string(g), nummer, feit)
	}
}

// Tabellen are the tables that hold what people wrote.
var Tabellen = []string{"dossier", "feit", "bsn", "bericht", "uitgaand", "concept", "taak", "lijst", "zoeknaam", "deelname", "audit", "audithoofd", "langeset", "uittreksel"}

// RuwSQL gives every value of the tables as it was written down.
func RuwSQL(t *testing.T, db *sql.DB) []byte {
	t.Helper()
	var uit []byte
	for _, tabel := range Tabellen {
		rijen, err := db.QueryContext(ctx, "SELECT * FROM "+tabel)
		gelukt(t, err)
		kolommen, err := rijen.Columns()
		gelukt(t, err)
		waarden := make([]sql.RawBytes, len(kolommen))
		doelen := make([]any, len(kolommen))
		for i := range waarden {
			doelen[i] = &waarden[i]
		}
		for rijen.Next() {
			gelukt(t, rijen.Scan(doelen...))
			for _, w := range waarden {
				uit = append(append(uit, w...), '\n')
			}
		}
		gelukt(t, errors.Join(rijen.Err(), rijen.Close()))
	}
	return uit
}
