package web

import (
	"strconv"

	"traject/kern/begrip"
	"traject/wetten"
)

// regelbeeld shows how a value went through the years: national above, municipal
// below, what holds now in the accent. The table beneath it says the same.
type regelbeeld struct {
	Titel  string
	Jaren  []merkteken
	Lanen  []regellaan
	Hoogte string
}

type regellaan struct {
	Naam        string
	Tekst, Balk string // height of the name and of the bars, in pixels
	Onder       string // height of the words in a bar
	Balken      []waardebalk
}

type waardebalk struct {
	X, B, Woord string
	Nu          bool
}

// maakRegelbeeld draws a value; nil when there is nothing to see, because it never
// changed and the municipality chose nothing.
func maakRegelbeeld(x *wetten.Reeks, naam string, vandaag begrip.Datum) *regelbeeld {
	if len(x.Landelijk)+len(x.Eigen) < 2 || len(x.Landelijk) == 0 {
		return nil
	}
	begin := x.Landelijk[0].Van
	if len(x.Eigen) > 0 {
		begin = min(begin, x.Eigen[0].Van)
	}
	begin = moetDag(begin.Jaar(), 1)
	einde := moetDag(vandaag.Jaar()+2, 1)
	b := &regelbeeld{Titel: naam + " door de tijd"}
	stap := 1
	if einde.Jaar()-begin.Jaar() > 10 {
		stap = 3
	}
	for j := begin.Jaar(); j < einde.Jaar(); j += stap {
		b.Jaren = append(b.Jaren, merkteken{procent(int64(moetDag(j, 1)-begin), int64(einde-begin), 10000), strconv.Itoa(j)})
	}
	eigenNu := false
	for _, t := range x.Eigen {
		eigenNu = eigenNu || geldt(&t, vandaag)
	}
	y := 24
	for _, deel := range []struct {
		naam string
		rijs []wetten.Tijdvak
		nu   bool
	}{{"Landelijk", x.Landelijk, !eigenNu}, {"Gemeente", x.Eigen, true}} {
		if len(deel.rijs) == 0 {
			continue
		}
		laan := regellaan{Naam: deel.naam, Tekst: getal(y + 14), Balk: getal(y + 20), Onder: getal(y + 36)}
		for i := range deel.rijs {
			t := &deel.rijs[i]
			tot := t.Tot
			if tot.IsLeeg() {
				tot = einde
			}
			w := waardebalk{X: procent(int64(t.Van-begin), int64(einde-begin), 10000), B: procent(int64(min(tot, einde)-t.Van), int64(einde-begin), 10000), Nu: deel.nu && geldt(t, vandaag)}
			// A word that does not fit stays out of the bar; the table has it.
			if s := waardewoord(t.Waarde, x.Eenheid); int(min(tot, einde)-t.Van)*100/int(einde-begin)*10 > len(s)*13+20 {
				w.Woord = s
			}
			laan.Balken = append(laan.Balken, w)
		}
		b.Lanen = append(b.Lanen, laan)
		y += 50
	}
	b.Hoogte = getal(y)
	return b
}

func geldt(t *wetten.Tijdvak, dag begrip.Datum) bool {
	return t.Van <= dag && (t.Tot.IsLeeg() || dag <= t.Tot)
}

// balkklasse and woordklasse: what holds now is filled with the accent.
func balkklasse(nu bool) string {
	if nu {
		return "b-vol"
	}
	return "b-leeg"
}

func woordklasse(nu bool) string {
	if nu {
		return "op"
	}
	return "zacht"
}
