package store

import (
	"traject/kern/begrip"
)

// Deelnameregel says that a provider sees the dossier: for what, from which day and
// until when. It is derived from the log, like the other rows of lists.
type Deelnameregel struct {
	Aanbieder string       // key in the register of the municipality
	Wat       string       // what the person does there
	Vanaf     begrip.Datum // first day on which the provider sees anything
	Tot       begrip.Datum // last day of the participation; 0 is no end yet
	Zicht     begrip.Datum // last day on which the provider sees anything; 0 is no end yet
	Kenmerk   string       // id of the fact that says so
}

// Ziet says whether the provider sees the dossier on this day.
func (r Deelnameregel) Ziet(dag begrip.Datum) bool {
	return r.Vanaf <= dag && (r.Zicht == 0 || r.Zicht >= dag)
}

// Loopt says whether the participation has not ended on this day.
func (r Deelnameregel) Loopt(dag begrip.Datum) bool { return r.Tot == 0 || r.Tot >= dag }

// DeelnemerFilter asks for the people of one provider. It says who asks, for what and on
// which day; without these three nothing is seen, so that no list can show more.
type DeelnemerFilter struct {
	Gemeente  begrip.Gemeente
	Aanbieder string
	Wat       []string
	Dag       begrip.Datum
	Geweest   bool   // those whose participation has ended and who can still be seen
	Tekst     string // beginnings of parts of the name; "" is everyone
	Na        string // cursor of the previous page; holds no name
	Hooguit   int    // 0 is 50
}

// IsGezegd says whether it was said who asks, for what and on which day.
func (f *DeelnemerFilter) IsGezegd() bool { return f.Aanbieder != "" && len(f.Wat) > 0 && f.Dag != 0 }

// Deelnemer is a row of the list of a provider.
type Deelnemer struct {
	Deelnameregel
	Nummer    string
	Naam      begrip.Naam
	Leerroute begrip.Leerroute
}

// Deelnemerblad is a page of the list of a provider, by name.
type Deelnemerblad struct {
	Regels   []Deelnemer
	Volgende string // "" on the last page
}
