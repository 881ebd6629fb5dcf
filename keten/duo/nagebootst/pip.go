package nagebootst

import (
	"net/http"
	"slices"

	"traject/kern/begrip"
)

// neemPIP neemt een eerste of gewijzigd PIP aan.
func neemPIP(d *DUO, v vraag) antwoord {
	l := lees(v.lichaam)
	x := &PIP{
		Gemeente:    v.gemeente,
		Dagtekening: l.dag("dagtekeningPip", true),
		Leerroute:   l.keuze("leerroute", true, "B", "O", "Z"),
		Niveau:      l.keuze("niveau", false, "A2", "B1"),
		Intensiteit: l.getal("geschatteIntensiteitB1Route", false, 1, 9999),
		MagAfmaken:  l.vlag("indicatorMagOpleidingAfmaken"),
		Alfabetiser: l.keuze("indicatorAlfabetiseringsonderwijs", false, "A", "AA", "NVT"),
	}
	if l.fout {
		return foutVerzoek
	}
	return keurPIP(v.p, x).antwoord(http.StatusCreated, func() { d.legPIPvast(v.p, x) })
}

// keurPIP noemt de regels die dit PIP niet haalt.
func keurPIP(p *Persoon, x *PIP) bezwaren {
	var b bezwaren
	b.als(p.Plicht.Begin == 0, "Deze persoon is niet inburgeringsplichtig geweest.")
	b.als(x.Dagtekening < p.Plicht.Begin, "De dagtekening ligt voor het begin van de inburgeringsplicht.")
	if p.PIP != nil {
		b.als(x.Dagtekening < p.eersteDagtekening(), "De dagtekening ligt voor de dagtekening van het initiele PIP.")
		b.als(x.Dagtekening < p.PIP.Dagtekening, "De dagtekening ligt voor de dagtekening van het huidige PIP.")
	}
	b.als(p.Gemeente == x.Gemeente && !p.COA && x.Dagtekening < p.Vestiging, "De dagtekening ligt voor de vestiging in de gemeente.")
	b.als(x.Niveau == "A2" && x.Leerroute == "O", "Niveau A2 kan niet bij de onderwijsroute.")
	b.als(x.Niveau == "B1" && x.Leerroute == "Z", "Niveau B1 kan niet bij de Z-route.")
	b.als(x.Niveau == "A2" && x.Leerroute == "B" && p.PIP == nil, "Niveau A2 kan niet bij het eerste PIP met de B1-route.")
	b.als(x.Intensiteit != 0 && x.Leerroute != "B", "De geschatte intensiteit hoort alleen bij de B1-route.")
	b.als(x.Intensiteit != 0 && !p.asiel(), "De geschatte intensiteit hoort alleen bij een asielstatushouder.")
	return b
}

// legPIPvast bewaart het plan. Zonder niveau zet DUO B1 bij de B1-route en de
// onderwijsroute. Het eerste PIP legt de termijn vast, tenzij DUO daar later aan toekomt.
func (d *DUO) legPIPvast(p *Persoon, x *PIP) {
	if x.Niveau == "" && x.Leerroute != "Z" {
		x.Niveau = "B1"
	}
	if p.PIP != nil {
		p.EerderePIP = append(p.EerderePIP, *p.PIP)
	}
	p.PIP = x
	if p.Termijn == nil && !p.ZonderTermijn {
		p.Termijn = termijnUit(x.Dagtekening)
		d.onthoud(p, "SS102", d.vandaag())
	}
}

// wisPIP verwijdert het huidige PIP zolang er geen termijn is en er geen cursusuren zijn
// bij het huidige aanbod.
func wisPIP(_ *DUO, v vraag) antwoord {
	if v.p.PIP == nil {
		return nietGevonden
	}
	var b bezwaren
	b.als(v.p.PIP.Gemeente != v.gemeente, "Het huidige PIP is van een andere gemeente.")
	b.als(v.p.Termijn != nil, "De inburgeringstermijn is al vastgesteld.")
	b.als(slices.ContainsFunc(v.p.Cursus, func(c Cursus) bool { return v.p.Aanbod[c.Instelling] != nil && c.Uren > 0 }),
		"Er zijn cursusuren geregistreerd bij het huidige aanbod.")
	return b.antwoord(http.StatusOK, func() {
		v.p.PIP = nil
		if n := len(v.p.EerderePIP); n > 0 {
			laatste := v.p.EerderePIP[n-1]
			v.p.PIP, v.p.EerderePIP = &laatste, v.p.EerderePIP[:n-1]
		}
	})
}

// termijnUit geeft de eerste termijn: drie jaar, vanaf de dag na de dagtekening.
func termijnUit(dagtekening begrip.Datum) *Termijn {
	start := dagtekening.Plus(1)
	return &Termijn{Start: start, Einde: start.PlusJaren(3), Wijziging: dagtekening}
}
