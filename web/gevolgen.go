package web

import (
	"strings"

	"traject/app"
	"traject/kern/recht"
)

// gevolgVan tells what a trial run of an act would do.
func gevolgVan(p *poging, proef app.Proef, titel string) *gevolg {
	g := &gevolg{Titel: titel, Gerekend: gerekend(p)}
	for _, t := range proef.Termijnen {
		if zin := startzin(t); zin != "" {
			g.Termijnen = append(g.Termijnen, zin)
		}
	}
	return g
}

func gerekend(p *poging) string { return "Gerekend met vandaag, " + p.beeld.Vandaag.Voluit() + "." }

// startzin says when a term runs, in the words of the screen.
func startzin(t recht.Termijn) string {
	naam, begint := startnamen[t.Sleutel], ""
	if naam == "" || t.Uiterlijk.IsLeeg() {
		return ""
	}
	if strings.HasPrefix(naam, "Drie jaar") {
		begint = t.Begin.Voluit() + " tot en met "
		return naam + ": " + begint + t.Uiterlijk.Voluit()
	}
	if t.Sleutel == "bezwaar" || t.Sleutel == "leerroute-wijzigen" {
		return naam + ": tot en met " + t.Uiterlijk.Voluit()
	}
	if t.Sleutel == "verlenging-aanvragen" {
		return naam + ": van " + t.Begin.Voluit() + " tot en met " + t.Uiterlijk.Voluit()
	}
	return naam + ": uiterlijk " + t.Uiterlijk.Voluit()
}

// startnamen are the terms a person reads before confirming; others are left out there.
var startnamen = map[string]string{
	"inburgeringstermijn":  "Drie jaar inburgeren",
	"bezwaar":              "Bezwaar maken",
	"aanbod-leerroute":     "Lessen aanbieden",
	"aanbod-map":           "MAP aanbieden",
	"leerroute-wijzigen":   "Van leerroute wisselen",
	"pip-melden":           "Het PIP melden aan DUO",
	"verlenging-aanvragen": "Verlenging vragen",
	"pip-vaststellen":      "Het PIP vaststellen",
	"ontzorgen":            "Ontzorgen",
}
