package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
)

// invoer gathers rows of one table and writes them with few statements.
type invoer struct {
	tabel, kolommen, staart string // staart comes after the rows
	breedte, max            int
	rijtjes                 bool
	waarden                 []any
}

func (s *SQL) invoer(tabel, kolommen, staart string) *invoer {
	return &invoer{tabel: tabel, kolommen: kolommen, staart: staart, breedte: strings.Count(kolommen, ",") + 1, max: s.motor.MaxWaarden(), rijtjes: s.motor.Rijtjes()}
}

func (i *invoer) rij(waarden ...any) { i.waarden = append(i.waarden, waarden...) }

// opdrachten gives the statements that write all rows.
func (i *invoer) opdrachten(wat string) []*Opdracht {
	kop := "INSERT INTO " + i.tabel + " (" + i.kolommen + ") "
	if i.rijtjes && len(i.waarden) > i.breedte {
		if v := i.alsRijtjes(kop); v != nil {
			return []*Opdracht{v.opdracht(wat)}
		}
	}
	plaats := " (" + strings.TrimSuffix(strings.Repeat("?, ", i.breedte), ", ") + "),"
	var uit []*Opdracht
	for deel := range slices.Chunk(i.waarden, max(1, i.max/i.breedte)*i.breedte) {
		plaatsen := strings.TrimSuffix(strings.Repeat(plaats, len(deel)/i.breedte), ",")
		uit = append(uit, nieuweVraag(kop+"VALUES "+plaatsen+i.staart, deel...).opdracht(wat))
	}
	return uit
}

// alsRijtjes sends an array for each column: the text is the same for any number of
// rows, and the server does not have to read thousands of places. (Its own way for
// bulk, COPY, does not go with row-level security.) It gives nil when a column holds
// something that it does not know.
func (i *invoer) alsRijtjes(kop string) *vraag {
	v := nieuweVraag(kop + "SELECT * FROM ")
	if !i.uitRijtjes(v) {
		return nil
	}
	return v.plus(i.staart)
}

// uitRijtjes adds the rows as a table made of arrays; it is no when a column holds
// something that it does not know.
func (i *invoer) uitRijtjes(v *vraag) bool {
	v.plus("unnest(")
	for k := range i.breedte {
		komma := ", "
		if k == 0 {
			komma = ""
		}
		switch i.waarden[k].(type) {
		case string:
			v.plus(komma+"?::text[]", kolom[string](i, k))
		case []byte:
			v.plus(komma+"?::bytea[]", kolom[[]byte](i, k))
		case int:
			v.plus(komma+"?::bigint[]", kolom[int](i, k))
		case int64:
			v.plus(komma+"?::bigint[]", kolom[int64](i, k))
		default:
			return false
		}
	}
	v.plus(")")
	return true
}

// kolom gives the values of one column; every row holds the same sort.
func kolom[T any](i *invoer, k int) []T {
	uit := make([]T, 0, len(i.waarden)/i.breedte)
	for ; k < len(i.waarden); k += i.breedte {
		uit = append(uit, i.waarden[k].(T))
	}
	return uit
}

// schrijf writes all rows and answers how many were really added.
func (i *invoer) schrijf(ctx context.Context, tx *sql.Tx) (int64, error) {
	totaal := int64(0)
	for _, o := range i.opdrachten("") {
		n, err := o.vraag().doe(ctx, tx)
		if err != nil {
			return totaal, err
		}
		totaal += n
	}
	return totaal, nil
}
