package storetest

import (
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/store"
)

// achternamen make lists of some variety; the people do not exist.
var achternamen = []string{"Voorbeeld", "Aydın", "Berhane", "Çelik", "Demir", "El Idrissi", "Farah", "Gebre", "Haddad", "Ibrahim", "Jansen", "Khalil", "Lwin", "Moradi", "Nazari", "Omar", "Popescu", "Qasim", "Rahimi", "Saleh", "Tesfay", "Umarov", "Vasquez", "Warsame", "Yilmaz", "Zaki"}

// Vul adds dossiers with this many facts each, in bulk, divided over 25
// klantmanagers, and gives their numbers. People have a name and no BSN.
func Vul(t testing.TB, k store.Kelder, g begrip.Gemeente, dossiers, feiten int) []string {
	t.Helper()
	nummers, err := k.NieuweNummers(ctx, g, 2026, dossiers)
	gelukt(t, err)
	var partij []store.Toevoeging
	for i, nummer := range nummers {
		partij = append(partij, vulling(g, nummer, i, feiten))
		if len(partij) == 500 || i == len(nummers)-1 {
			gelukt(t, k.ToevoegenVeel(ctx, partij))
			partij = partij[:0]
		}
	}
	return nummers
}

func vulling(g begrip.Gemeente, nummer string, i, feiten int) store.Toevoeging {
	m := mens{naam: begrip.Naam{Voornamen: "P" + string(rune('a'+i%26)), Geslachtsnaam: achternamen[i/26%len(achternamen)]}}
	o := opening(nummer, m)
	o.Gemeente = g
	o.Lijst.Klantmanager, o.Lijst.Team = "k"+string(rune('a'+i%25)), "t"+string(rune('a'+i%25/5))
	o.Lijst.Uiterlijk = dag.Plus(i%400 - 50)
	for j := range o.Taken {
		o.Taken[j].Uiterlijk = dag.Plus((i*7+j*31)%400 - 50)
	}
	for len(o.Gebeurtenissen) < feiten {
		o.Gebeurtenissen = append(o.Gebeurtenissen, gebeurtenis(&dossier.Uren{}))
	}
	return o
}

// Notitie is an act that adds one note.
func Notitie(g begrip.Gemeente, nummer string, verwacht int, tekst string) store.Toevoeging {
	return store.Toevoeging{Gemeente: g, Nummer: nummer, Verwacht: verwacht, Gebeurtenissen: []dossier.Gebeurtenis{notitie(tekst)}}
}
