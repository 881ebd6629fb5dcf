package nagebootst

import (
	"net/http"
	"unicode/utf8"

	"traject/kern/begrip"
)

// neemAanbod neemt een aanbod bij één instelling aan; het vervangt het vorige daar.
func neemAanbod(d *DUO, v vraag) antwoord {
	nummer := v.r.PathValue("instellingsnummer")
	l := lees(v.lichaam)
	a := &Aanbod{
		Gemeente:    v.gemeente,
		Datum:       l.dag("datumInburgeringsaanbod", false),
		Start:       l.dag("verwachteStartdatumOpleiding", false),
		Einde:       l.dag("verwachteEinddatumOpleiding", false),
		Alfabetiser: l.keuze("indicatorAlfabetiseringsonderwijs", true, "A", "AA", "NVT"),
	}
	if l.fout || utf8.RuneCountInString(nummer) != 10 {
		return foutVerzoek
	}
	return d.keurAanbod(v.p, nummer, a).antwoord(http.StatusCreated, func() {
		a.Eerste = a.Datum
		if al := v.p.Aanbod[nummer]; al != nil && al.Eerste != 0 {
			a.Eerste = al.Eerste
		}
		v.p.Aanbod[nummer] = a
	})
}

// keurAanbod noemt de regels die dit aanbod niet haalt.
func (d *DUO) keurAanbod(p *Persoon, nummer string, a *Aanbod) bezwaren {
	var b bezwaren
	b.als(!p.asiel(), "Een aanbod hoort alleen bij een asielstatushouder.")
	b.als(p.PIP == nil, "Er is nog geen PIP.")
	b = append(b, d.keurSchool(p, nummer, false)...)
	b.als(p.PIP != nil && a.Datum != 0 && a.Datum < p.PIP.Dagtekening, "De datum van het aanbod ligt voor de dagtekening van het huidige PIP.")
	if a.Start == 0 && a.Einde == 0 {
		return b
	}
	if p.Termijn == nil {
		return append(b, "De inburgeringstermijn is nog niet vastgesteld.")
	}
	b.als(a.Start != 0 && !inTermijn(p.Termijn, a.Start), "De startdatum ligt niet in de inburgeringstermijn.")
	// Het einde van de opleiding telt zelf niet mee: de laatste dag is de dag ervoor.
	b.als(a.Einde != 0 && !inTermijn(p.Termijn, a.Einde.Plus(-1)), "De einddatum ligt niet in de inburgeringstermijn.")
	return b
}

func inTermijn(t *Termijn, dag begrip.Datum) bool { return dag >= t.Start && dag < t.Einde }

// keurSchool kijkt of een instelling bestaat en het keurmerk heeft dat bij de route hoort:
// BoW, of bij de onderwijsroute TST. Bij streng is TST daar het enige dat telt.
func (d *DUO) keurSchool(p *Persoon, nummer string, streng bool) bezwaren {
	var b bezwaren
	school, bekend := d.scholen[nummer]
	if !bekend {
		return append(b, "Deze instelling is niet bekend.")
	}
	onderwijs := p.PIP != nil && p.PIP.Leerroute == "O"
	if onderwijs {
		b.als(!school.TST && (streng || !school.BoW), "Deze instelling heeft geen TST-keurmerk.")
		return b
	}
	b.als(!school.BoW, "Deze instelling heeft geen BoW-keurmerk.")
	return b
}

// wisAanbod trekt het aanbod bij een instelling in.
func wisAanbod(_ *DUO, v vraag) antwoord {
	nummer := v.r.PathValue("instellingsnummer")
	switch {
	case utf8.RuneCountInString(nummer) != 10:
		return foutVerzoek
	case v.p.Aanbod[nummer] == nil:
		return nietGevonden
	}
	delete(v.p.Aanbod, nummer)
	return antwoord{status: http.StatusNoContent}
}
