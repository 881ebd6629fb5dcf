package web

import (
	"time"

	"traject/kern/begrip"
)

// Moments are kept in UTC by the second and shown in Dutch time. They are written here and
// nowhere else, so that a moment looks the same on every page and beside every day.

// nederland is the zone in which moments are shown.
var nederland = leesNederland()

// leesNederland reads the zone from the table in the program. Without it every moment on
// screen would be an hour or two off and nobody would see that, so the program does not start.
func leesNederland() *time.Location {
	z, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic("web: the program has no time zone of the Netherlands: " + err.Error())
	}
	return z
}

// moment shows a moment as in a list: "23 nov 2026, 14.05". Empty when there is none.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return dagVan(t).Kort() + ", " + kloktijd(t)
}

// kloktijd shows the time of day, "14.05".
func kloktijd(t time.Time) string { return t.In(nederland).Format("15.04") }

// dagVan gives the day on which a moment falls in the Netherlands; empty when there is none.
func dagVan(t time.Time) begrip.Datum {
	if t.IsZero() {
		return 0
	}
	j, m, d := t.In(nederland).Date()
	dag, err := begrip.Dag(j, int(m), d)
	if err != nil { // outside the years of the calendar there is no day to show
		return 0
	}
	return dag
}
