package store

import "strings"

// wandeling looks up which rows are on a page of a list, in indexes alone. What somebody
// may see is one or two ways along the table: everything, what is of one person, of one
// team, or of nobody yet. Each way has an index of its own that gives the order.
type wandeling struct {
	Zicht
	tabel   string
	orde    string // columns that give the order; the last ones are the key of the row
	vak     string // columns that can be chosen on
	keuze   []voorwaarde
	rest    []voorwaarde // what else must hold
	hooguit int
}

// voorwaarde is a condition with its values. The table is called b in it, or in a choice ¤.
type voorwaarde struct {
	tekst string
	args  []any
}

// kies adds a choice on one of the columns of vak, when it is filled in.
func (w *wandeling) kies(kolom, waarde string) {
	if waarde != "" {
		w.keuze = append(w.keuze, voorwaarde{"¤." + kolom + " = ?", []any{waarde}})
	}
}

// moet adds a condition.
func (w *wandeling) moet(tekst string, args ...any) {
	w.rest = append(w.rest, voorwaarde{tekst, args})
}

// loop adds the page: the columns of the order, of at most hooguit rows.
func (w *wandeling) loop(v *vraag, perVak bool) error {
	z := w.Zicht
	if !z.IsGezegd() {
		return ErrGeenZicht
	}
	kolom, eigen := "team", z.Team
	if z.Klantmanager != "" {
		kolom, eigen = "klantmanager", z.Klantmanager
		switch {
		case z.Team == "":
		case z.Onverdeeld:
			w.moet("b.team IN (?, '')", z.Team)
		default:
			w.moet("b.team = ?", z.Team)
		}
	}
	v.plus("SELECT * FROM (")
	gekozen := perVak && len(w.keuze) > 0
	switch {
	case eigen == "":
		w.weg(v, gekozen, "")
	case kolom == "team": // the index knows only rows of a team, and those only per compartment
		w.weg(v, perVak, " AND b.team = ? AND b.team > ''", eigen)
	default: // what is of one person is little
		w.weg(v, false, " AND b.klantmanager = ?", eigen)
	}
	if z.Onverdeeld && eigen != "" {
		v.plus(" UNION ALL ")
		w.weg(v, gekozen, " AND b."+kolom+" = ''")
	}
	v.plus(") p ORDER BY "+metAlias(w.orde, "p")+" LIMIT ?", w.hooguit)
	return nil
}

// weg walks one way.
func (w *wandeling) weg(v *vraag, perVak bool, vast string, args ...any) {
	van := func() {
		v.plus(" FROM "+w.tabel+" b WHERE b.gemeente = ?"+vast, append([]any{string(w.Gemeente)}, args...)...)
	}
	blad := func() {
		for _, r := range w.rest {
			v.plus(" AND "+r.tekst, r.args...)
		}
		v.plus(" ORDER BY "+metAlias(w.orde, "b")+" LIMIT ?", w.hooguit)
	}
	v.plus("SELECT * FROM (")
	if perVak {
		w.perVak(v, van, blad)
	} else {
		v.plus("SELECT " + metAlias(w.orde, "b"))
		van()
		for _, k := range w.keuze {
			v.plus(" AND "+strings.ReplaceAll(k.tekst, "¤", "b"), k.args...)
		}
		blad()
	}
	v.plus(") b")
}

// perVak hops through an index from one compartment to the next, the rows that are alike in
// all that can be chosen on, and takes the first rows of each that was asked for. There are
// few compartments: some tens that really occur, however many rows there are. So a choice
// with few rows, or none, does not walk along all others; nothing is counted or kept for it.
func (w *wandeling) perVak(v *vraag, van, blad func()) {
	b, vorig := metAlias(w.vak, "b"), metAlias(w.vak, "v")
	v.plus("WITH RECURSIVE vak AS ((SELECT " + b)
	van()
	v.plus(" ORDER BY " + b + " LIMIT 1) UNION ALL SELECT n.* FROM vak v CROSS JOIN LATERAL (SELECT " + b)
	van()
	v.plus(" AND (" + b + ") > (" + vorig + ") ORDER BY " + b + " LIMIT 1) n) SELECT x.* FROM vak v CROSS JOIN LATERAL (SELECT " + metAlias(w.orde, "b"))
	van()
	for k := range strings.SplitSeq(w.vak, ", ") {
		v.plus(" AND b." + k + " = v." + k)
	}
	blad()
	v.plus(") x")
	for i, k := range w.keuze {
		v.plus([]string{" WHERE ", " AND "}[min(i, 1)]+strings.ReplaceAll(k.tekst, "¤", "v"), k.args...)
	}
}
