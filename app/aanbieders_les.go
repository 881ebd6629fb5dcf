package app

import (
	"slices"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// lesgegevens geeft van een dossier wat een cursusinstelling nodig heeft om les te geven. Wat
// veranderde telt vanaf de eerste dag bij de instelling. Waarom iets veranderde staat er niet
// bij: een grond kan iets over gezondheid zeggen, en een nieuwe termijn iets over een boete.
func lesgegevens(s *stand, vanaf begrip.Datum) Lesgegevens {
	var l Lesgegevens
	l.Leerroute, _ = besluit.HuidigeLeerroute(s.d)
	if g, pip := dossier.Laatste[*dossier.PIPVastgesteld](s.d); g != nil {
		l.Niveau, l.Uren = pip.Niveau, pip.Uren
		if af := afsprakenVan(s.d, g.ID); af != nil {
			l.PerWeek = af.UrenPerWeek
		}
	}
	if t, ok := recht.Reken(s.d, s.r).Termijn("inburgeringstermijn"); ok {
		l.Begin, l.Tot = t.Begin, t.Uiterlijk
	}
	route := begrip.Leerroute("")
	for _, g := range s.d.Feiten {
		zin := ""
		switch f := g.Feit.(type) {
		case *dossier.PIPVastgesteld:
			if zin = "Er is een nieuw plan (PIP) met de " + f.Leerroute.Titel() + "."; route == f.Leerroute {
				zin = "Het plan (PIP) is gewijzigd. De leerroute is gebleven."
			}
			route = f.Leerroute
		case *dossier.LeerrouteGewijzigd:
			zin, route = "De leerroute is nu de "+f.Naar.Titel()+".", f.Naar
		case *dossier.Afgeschaald:
			zin = "Er mag nu examen op niveau A2 worden gedaan."
		case *dossier.TermijnVerlengd, *dossier.NieuweTermijn:
			zin = "De termijn is veranderd."
		case *dossier.PlichtGeeindigd:
			zin = "De inburgeringsplicht is geëindigd."
		}
		if zin != "" && g.GeldigOp >= vanaf {
			l.Wijzigingen = append(l.Wijzigingen, Leswijziging{g.GeldigOp, zin})
		}
	}
	slices.Reverse(l.Wijzigingen)
	return l
}

// afsprakenVan geeft de afspraken bij een PIP; nil als die er niet zijn.
func afsprakenVan(d *dossier.Dossier, pip string) *dossier.PIPAfspraken {
	for _, f := range dossier.Van[*dossier.PIPAfspraken](d) {
		if pip != "" && d.Echt(f.PIP) == pip {
			return f
		}
	}
	return nil
}
