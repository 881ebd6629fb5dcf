package store

import (
	"strings"

	"traject/kern/begrip"
)

// zetter gathers new values for rows of one table that are there already, and writes them
// with one statement where the engine has arrays.
type zetter struct {
	g                 begrip.Gemeente
	tabel             string
	sleutel, kolommen []string
	waarden           invoer
}

// zetter gives the columns by which a row is found, which include the municipality, and
// those that change.
func (s *SQL) zetter(g begrip.Gemeente, tabel, sleutel, kolommen string) *zetter {
	z := &zetter{g: g, tabel: tabel, sleutel: strings.Split(sleutel, ", "), kolommen: strings.Split(kolommen, ", ")}
	z.waarden = invoer{breedte: len(z.sleutel) + len(z.kolommen), rijtjes: s.motor.Rijtjes()}
	return z
}

// rij adds a row: first the values by which it is found, then the new ones.
func (z *zetter) rij(waarden ...any) { z.waarden.rij(waarden...) }

// aantal is how many rows must change.
func (z *zetter) aantal() int { return len(z.waarden.waarden) / z.waarden.breedte }

func (z *zetter) opdrachten(wat string) []*Opdracht {
	if z.waarden.rijtjes && z.aantal() > 1 {
		return []*Opdracht{z.samen().opdracht(wat)}
	}
	zet := "UPDATE " + z.tabel + " SET " + strings.Join(z.kolommen, " = ?, ") + " = ? WHERE gemeente = ? AND " + strings.Join(z.sleutel, " = ? AND ") + " = ?"
	var uit []*Opdracht
	for w := z.waarden.waarden; len(w) > 0; w = w[z.waarden.breedte:] {
		args := append(append([]any{}, w[len(z.sleutel):z.waarden.breedte]...), string(z.g))
		uit = append(uit, nieuweVraag(zet, append(args, w[:len(z.sleutel)]...)...).opdracht(wat))
	}
	return uit
}

// samen changes all rows at once, from one array for each column.
func (z *zetter) samen() *vraag {
	zet := make([]string, len(z.kolommen))
	for i, k := range z.kolommen {
		zet[i] = k + " = u.z" + k
	}
	v := nieuweVraag("UPDATE " + z.tabel + " t SET " + strings.Join(zet, ", ") + " FROM ")
	z.waarden.uitRijtjes(v)
	v.plus(" u(s"+strings.Join(z.sleutel, ", s")+", z"+strings.Join(z.kolommen, ", z")+") WHERE t.gemeente = ?", string(z.g))
	for _, k := range z.sleutel {
		v.plus(" AND t." + k + " = u.s" + k)
	}
	return v
}
