package web

import (
	"traject/app"
	"traject/kern/recht"
)

// gevolgVan tells what a trial run of an act would do.
func gevolgVan(p *poging, proef app.Proef, titel string) *gevolg {
	return &gevolg{Titel: titel, Gerekend: gerekend(p), Termijnen: starttermijnen(proef.Termijnen)}
}

// zelfVersturen: traject makes the letter; a person prints and posts it.
const zelfVersturen = "U drukt de brief zelf af en verstuurt hem vandaag."

func gerekend(p *poging) string { return "Gerekend met vandaag, " + p.beeld.Vandaag.Voluit() + "." }

// startnamen are the terms a person reads before confirming, in the order in which they
// matter to the inburgeraar; others start too and stand in the dossier.
var startnamen = [...]struct{ sleutel, naam string }{
	{"inburgeringstermijn", "Inburgeren"},
	{"bezwaar", "Bezwaar maken"},
	{"aanbod-leerroute", "Lessen aanbieden"},
	{"aanbod-map", "MAP aanbieden"},
	{"leerroute-wijzigen", "Van leerroute wisselen"},
	{"pip-vaststellen", "Het PIP vaststellen"},
	{"ontzorgen", "Ontzorgen"},
}

// starttermijnen says when each of these terms runs.
func starttermijnen(termijnen []recht.Termijn) []string {
	var uit []string
	for _, s := range startnamen {
		for _, t := range termijnen {
			if t.Sleutel == s.sleutel && !t.Uiterlijk.IsLeeg() {
				uit = append(uit, s.naam+": "+looptijd(t))
			}
		}
	}
	return uit
}

// looptijd is the run of a term in words: until when one may, or by when one must.
func looptijd(t recht.Termijn) string {
	switch t.Sleutel {
	case "inburgeringstermijn":
		return t.Begin.Voluit() + " tot en met " + t.Uiterlijk.Voluit()
	case "bezwaar", "leerroute-wijzigen":
		return "tot en met " + t.Uiterlijk.Voluit()
	}
	return "uiterlijk " + t.Uiterlijk.Voluit()
}
