package api

import (
	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

// Vraag zegt op welke dag wordt gerekend, en wat toen bekend was.
type Vraag struct {
	Op     begrip.Datum
	Bekend begrip.Datum // leeg: alles in het bestand is bekend
}

// Uitkomst is het antwoord op een dossierbestand met de taken die eruit volgen.
type Uitkomst struct {
	Bestand  string // naam in het antwoord; leeg staat er niet
	Dossier  *dossier.Dossier
	Antwoord *recht.Antwoord
	Taken    []agenda.Taak
}

// Bereken rekent een gelezen bestand. Het zijn dezelfde functies als die van de
// toepassing zelf: een tweede rekenweg zou uiteen gaan lopen.
func Bereken(boek *wetten.Boek, feiten []dossier.Gebeurtenis, v Vraag) (*Uitkomst, bool) {
	d := dossier.Opbouwen(feiten, v.Op, v.Bekend)
	r, ok := boek.Recht(d.Stelsel, d.Beleid)
	if !ok {
		return nil, false
	}
	a := recht.Reken(d, r)
	return &Uitkomst{Dossier: d, Antwoord: a, Taken: agenda.Afleiden(d, a)}, true
}

// Antwoord leest een dossierbestand, rekent en schrijft het antwoord als JSON achter b.
// Is er iets mis, dan blijft b zoals het was.
func Antwoord(b []byte, boek *wetten.Boek, bestand string, in []byte, wijze Schrijfwijze, v Vraag) ([]byte, []begrip.Weigering) {
	u, fout := LeesEnBereken(boek, in, wijze, v)
	if fout != nil {
		return b, fout
	}
	u.Bestand = bestand
	return SchrijfAntwoord(b, u), nil
}

// LeesEnBereken leest een dossierbestand en rekent.
func LeesEnBereken(boek *wetten.Boek, in []byte, wijze Schrijfwijze, v Vraag) (*Uitkomst, []begrip.Weigering) {
	feiten, fout := Lees(in, wijze, boek)
	if len(fout) > 0 {
		return nil, fout
	}
	u, ok := Bereken(boek, feiten, v)
	if !ok {
		return nil, []begrip.Weigering{{Code: BeleidOnbekend, Zin: zinBeleidOnbekend, Plaats: "beleid"}}
	}
	return u, nil
}

// Foutregels schrijft één regel per fout achter b: BESTAND:PLAATS: CODE: zin.
func Foutregels(b []byte, bestand string, fouten []begrip.Weigering) []byte {
	for _, f := range fouten {
		b = append(append(b, bestand...), ':')
		b = append(append(b, f.Plaats...), ": "...)
		b = append(append(b, f.Code...), ": "...)
		b = append(append(b, f.Zin...), '\n')
	}
	return b
}
