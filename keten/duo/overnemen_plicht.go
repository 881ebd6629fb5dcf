package duo

import (
	"cmp"
	"slices"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// plicht neemt begin, kennisgeving en einde van de plicht over.
func (v *vertaler) plicht() {
	p := v.s.Plicht
	alle := v.s.PlichtEerder
	if p != nil {
		alle = append(slices.Clone(alle), *p)
	}
	altijd := func(_, _ *dossier.PlichtOntstaan) bool { return true }
	var begin []wens[*dossier.PlichtOntstaan]
	for i, x := range alle {
		nu := p != nil && i == len(alle)-1
		if x.Begin != 0 && (x.Is && !leegTijdvak(x.Begin, x.Einde) || nu) {
			begin = bij(begin, wens[*dossier.PlichtOntstaan]{x.Begin, &dossier.PlichtOntstaan{}}, altijd)
		}
	}
	if p != nil && p.Is && p.Begin != 0 && v.herroep(p.Begin) {
		begin = slices.DeleteFunc(begin, func(w wens[*dossier.PlichtOntstaan]) bool { return w.dag == p.Begin })
	}
	enige := len(begin) == 1
	leg(v, begin, func(g *dossier.Gebeurtenis, _ *dossier.PlichtOntstaan, _ wens[*dossier.PlichtOntstaan]) bool {
		return enige || g.Bron == bron
	}, opDag)
	if p == nil {
		return
	}
	if p.Kennisgeving != 0 {
		v.gehuisvest(p.Kennisgeving)
		leg(v, []wens[*dossier.Kennisgeving]{{p.Kennisgeving, &dossier.Kennisgeving{}}},
			func(*dossier.Gebeurtenis, *dossier.Kennisgeving, wens[*dossier.Kennisgeving]) bool { return true }, opDag)
	}
	v.einde(*p)
}

// gehuisvest trekt uit een kennisgeving die ouder is dan het eerste SS139 wat naSS139 eruit
// trekt als de kennisgeving al bekend is: wie het COA aan de gemeente koppelde en daarna
// SS139 krijgt, woont nu in de gemeente. Zo maakt het niet uit wat eerst kwam.
func (v *vertaler) gehuisvest(kennisgeving begrip.Datum) {
	dagen := signaaldagen(v.d, 0, "SS139")
	if len(dagen) == 0 || dagen[0] <= kennisgeving || !heeft[*dossier.Koppeling](v.d) || verhuisd(v.d) {
		return
	}
	if g, _ := dossier.Eerste[*dossier.Kennisgeving](v.d); g == nil || !vanSignaal(g, dagen) {
		return // dan stond de kennisgeving er al toen het signaal kwam
	}
	for _, w := range zetOp[*dossier.Inschrijving](v.d, dagen, dagen[0], &dossier.Inschrijving{Gehuisvest: dossier.Met(true)}) {
		v.zet(w.GeldigOp, w.Feit, v.d.ZoekID(w.Vervangt))
	}
}

// herroep haalt een einde weg dat eerder van DUO kwam, terwijl DUO nu zegt dat de plicht
// sinds een dag daarvoor gewoon geldt. Het begin komt ervoor in de plaats.
func (v *vertaler) herroep(begin begrip.Datum) bool {
	gedaan := false
	for g := range dossier.Van[*dossier.PlichtGeeindigd](v.d) {
		if g.Bron == bron && g.GeldigOp >= begin && g.ID != "" {
			v.zet(begin, &dossier.PlichtOntstaan{}, g)
			gedaan = true
		}
	}
	return gedaan
}

// eindredenen vertaalt waarom er geen plicht meer is. DUO's andere redenen zijn
// ingetrokken; AOW en naturalisatie noemt DUO niet apart.
var eindredenen = map[string]dossier.Eindreden{redenVoldaan: dossier.EindeVoldaan, redenVrijstelling: dossier.EindeVrijgesteld,
	redenOntheffing: dossier.EindeOntheven, redenVertrek: dossier.EindeVertrokken}

// einde neemt het einde van de plicht over. Een tijdelijke vrijstelling eindigt bij ons
// niets: dat is een onderbreking (wetten, art. 4 Wi2021).
func (v *vertaler) einde(p Plicht) {
	dag := eindeVan(p)
	if p.Is || dag == 0 || p.Reden == redenTijdelijk {
		return
	}
	if p.Reden == redenOverlijden {
		if !dossier.Heeft[*dossier.Overleden](v.d) {
			v.zet(dag, &dossier.Overleden{}, nil)
		}
		return
	}
	reden, fijn := eindredenen[p.Reden]
	if !fijn {
		reden = dossier.EindeIngetrokken
	}
	leg(v, []wens[*dossier.PlichtGeeindigd]{{dag, &dossier.PlichtGeeindigd{Reden: reden}}},
		func(g *dossier.Gebeurtenis, _ *dossier.PlichtGeeindigd, _ wens[*dossier.PlichtGeeindigd]) bool {
			return g.GeldigOp >= p.Begin
		},
		func(g *dossier.Gebeurtenis, f *dossier.PlichtGeeindigd, w wens[*dossier.PlichtGeeindigd]) bool {
			return g.GeldigOp == w.dag && (f.Reden == reden || !fijn) // wie hier een fijnere reden koos, weet het beter
		})
}

// doelgroep maakt dat de groep op elke dag is zoals DUO zegt.
func (v *vertaler) doelgroep() {
	lijn := v.groepen()
	if len(lijn) == 0 {
		return
	}
	volgensDUO := func(dag begrip.Datum) begrip.Doelgroep {
		groep := lijn[0].Groep
		for _, g := range lijn {
			if g.Begin <= dag {
				groep = g.Groep
			}
		}
		return groep
	}
	var staat []Doelgroep // wat het dossier straks zegt
	for g, f := range dossier.Van[*dossier.DoelgroepGewijzigd](v.d) {
		naar := volgensDUO(g.GeldigOp)
		if f.Naar != naar && g.ID != "" {
			v.zet(g.GeldigOp, &dossier.DoelgroepGewijzigd{Naar: naar}, g)
		}
		staat = append(staat, Doelgroep{Groep: naar, Begin: g.GeldigOp})
	}
	for _, w := range lijn {
		nu := v.d.Persoon.Doelgroep
		for _, x := range staat {
			if x.Begin <= w.Begin {
				nu = x.Groep
			}
		}
		if nu == w.Groep {
			continue
		}
		v.zet(w.Begin, &dossier.DoelgroepGewijzigd{Naar: w.Groep}, nil)
		staat = append(staat, w)
		slices.SortStableFunc(staat, func(a, b Doelgroep) int { return cmp.Compare(a.Begin, b.Begin) })
	}
}

// groepen geeft DUO's tijdvakken op volgorde. Zonder begin geldt een groep vanaf het begin
// van de plicht; is ook dat niet bekend, dan vanaf vandaag.
func (v *vertaler) groepen() []Doelgroep {
	alle := slices.Clone(v.s.DoelgroepEerder)
	if v.s.Doelgroep != nil {
		alle = append(alle, *v.s.Doelgroep)
	}
	var uit []Doelgroep
	for i, g := range alle {
		if g.Begin == 0 && v.s.Plicht != nil {
			g.Begin = v.s.Plicht.Begin
		}
		if g.Begin == 0 && i == len(alle)-1 && v.s.Doelgroep != nil && v.d.DoelgroepOp(v.vandaag) != g.Groep {
			g.Begin = v.vandaag
		}
		if g.Groep != "" && g.Begin != 0 && !leegTijdvak(g.Begin, g.Einde) {
			uit = append(uit, g)
		}
	}
	slices.SortStableFunc(uit, func(a, b Doelgroep) int { return cmp.Compare(a.Begin, b.Begin) })
	return uit
}
