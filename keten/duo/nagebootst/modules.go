package nagebootst

import (
	"net/http"
)

const (
	ja  = "Ja"
	nee = "Nee"
)

func neemMAP(d *DUO, v vraag) antwoord {
	return d.neemModule(v, "datumEindgesprekMap", &v.p.MAP)
}

func neemPVT(d *DUO, v vraag) antwoord {
	return d.neemModule(v, "datumOndertekeningPvt", &v.p.PVT)
}

// neemModule neemt het MAP of het PVT aan. Het bericht vervangt alles: wat er niet in
// staat is ingetrokken.
func (d *DUO) neemModule(v vraag, datum string, plek **Module) antwoord {
	l := lees(v.lichaam)
	m := &Module{Gemeente: v.gemeente, Datum: l.dag(datum, false), Verwijtbaar: l.keuze("verwijtbaar", false, ja, nee)}
	if l.fout {
		return foutVerzoek
	}
	b := d.keurModule(v.p, v.gemeente, *plek, m)
	return b.antwoord(http.StatusOK, func() {
		*plek = m
		if m.Datum == 0 && m.Verwijtbaar == "" {
			*plek = nil
		}
	})
}

// keurModule noemt de regels voor het MAP en het PVT, die dezelfde zijn.
func (d *DUO) keurModule(p *Persoon, gemeente string, was, m *Module) bezwaren {
	var b bezwaren
	b.als(was != nil && was.Gemeente != gemeente, "De gegevens zijn aangeleverd door een andere gemeente.")
	b.als(p.PIP == nil || p.PIP.Gemeente != gemeente, "Het huidige PIP is niet van uw gemeente.")
	b.als(p.voldaanViaZ(), "Aan de inburgeringsplicht is al voldaan met de Z-route.")
	if p.Termijn == nil {
		return append(b, "De inburgeringstermijn is nog niet vastgesteld.")
	}
	if m.Datum != 0 {
		b.als(m.Datum < p.Termijn.Start, "De datum ligt voor het begin van de inburgeringstermijn.")
		b.als(p.ZRoute != nil && m.Datum > p.ZRoute.Datum, "De datum ligt na de afronding van de Z-route.")
		b.als(m.Datum > d.vandaag(), "De datum ligt in de toekomst.")
	}
	b.als(m.Datum == 0 && was != nil && was.Datum != 0 && p.ZRoute != nil, "De datum kan niet leeg worden: de Z-route is afgerond.")
	return append(b, d.keurVerwijt(p.Termijn, m)...)
}

// keurVerwijt oordeelt over de datum die wordt aangeleverd; is die er niet, dan over
// vandaag. Zo spreken de regels elkaar niet tegen voor een datum op tijd die laat komt.
func (d *DUO) keurVerwijt(t *Termijn, m *Module) bezwaren {
	var b bezwaren
	if m.Datum != 0 {
		optijd := m.Datum < t.Einde
		b.als(optijd && m.Verwijtbaar != "", "Verwijtbaar hoort niet bij een datum binnen de inburgeringstermijn.")
		b.als(!optijd && m.Verwijtbaar == "", "Verwijtbaar is verplicht: de inburgeringstermijn is overschreden.")
		return b
	}
	vandaag := d.vandaag()
	voorbij := vandaag >= t.Einde
	b.als(m.Verwijtbaar == "" && voorbij, "Verwijtbaar is verplicht: de inburgeringstermijn is overschreden.")
	b.als(m.Verwijtbaar == ja && !voorbij, "Verwijtbaar Ja kan alleen als de inburgeringstermijn is overschreden.")
	b.als(m.Verwijtbaar == nee && !voorbij && vandaag.PlusMaanden(2) < t.Einde, "Verwijtbaar Nee kan pas als de inburgeringstermijn binnen twee maanden eindigt.")
	return b
}

// neemZRoute neemt de dag aan waarop de Z-route is afgerond; zonder dag is zij ingetrokken.
func neemZRoute(d *DUO, v vraag) antwoord {
	l := lees(v.lichaam)
	m := &Module{Gemeente: v.gemeente, Datum: l.dag("datumAfrondingZroute", false)}
	if l.fout {
		return foutVerzoek
	}
	var b bezwaren
	b.als(v.p.PIP == nil || v.p.PIP.Gemeente != v.gemeente, "Het huidige PIP is niet van uw gemeente.")
	b.als(v.p.PIP != nil && v.p.PIP.Leerroute != "Z", "Het huidige PIP heeft geen Z-route.")
	b.als(m.Datum > d.vandaag(), "De datum ligt in de toekomst.")
	return b.antwoord(http.StatusOK, func() {
		v.p.ZRoute = m
		if m.Datum == 0 {
			v.p.ZRoute = nil
		}
	})
}
