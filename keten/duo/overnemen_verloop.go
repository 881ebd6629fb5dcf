package duo

import (
	"slices"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// toetsdagen is hoeveel dagen DUO's dag van de uitslag na de dag van de toets kan liggen.
// DUO noemt de dag waarop de uitslag is geregistreerd; wie de toets hier invulde koos de
// dag waarop hij is gemaakt.
const toetsdagen = 31

func (v *vertaler) toets() {
	var wensen []wens[*dossier.Leerbaarheidstoets]
	for _, t := range v.s.Toetsen {
		wensen = bij(wensen, wens[*dossier.Leerbaarheidstoets]{t.Dag, &dossier.Leerbaarheidstoets{Uitslag: t.Uitslag}},
			func(a, b *dossier.Leerbaarheidstoets) bool { return a.Uitslag == b.Uitslag })
	}
	leg(v, wensen, opDag[*dossier.Leerbaarheidstoets],
		func(g *dossier.Gebeurtenis, f *dossier.Leerbaarheidstoets, w wens[*dossier.Leerbaarheidstoets]) bool {
			return g.GeldigOp == w.dag && f.Uitslag == w.feit.Uitslag
		},
		func(g *dossier.Gebeurtenis, f *dossier.Leerbaarheidstoets, w wens[*dossier.Leerbaarheidstoets]) bool {
			return g.Bron != bron && f.Uitslag == w.feit.Uitslag && g.GeldigOp <= w.dag && w.dag.Plus(-toetsdagen) <= g.GeldigOp
		})
}

// termijn neemt verlengingen over, en een nieuwe termijn na een boete. De gewone termijn
// rekenen wij zelf uit het eerste PIP.
func (v *vertaler) termijn() {
	t := v.s.Termijn
	alle := slices.Clone(v.s.TermijnEerder)
	if t != nil {
		alle = append(alle, *t)
	}
	var wensen []wens[*dossier.TermijnVerlengd]
	for _, x := range alle {
		if x.Einde == 0 || x.Grondcode == "" && x.Grond == "" {
			continue
		}
		w := wens[*dossier.TermijnVerlengd]{x.Gewijzigd, &dossier.TermijnVerlengd{Tot: x.Einde, Grond: grondVan(x)}}
		if w.dag == 0 {
			w.dag = v.vandaag
		}
		wensen = bij(wensen, w, func(a, b *dossier.TermijnVerlengd) bool { return a.Tot == b.Tot })
	}
	over := leg(v, wensen,
		func(g *dossier.Gebeurtenis, _ *dossier.TermijnVerlengd, w wens[*dossier.TermijnVerlengd]) bool {
			return g.GeldigOp == w.dag || g.Bron == bron
		},
		func(g *dossier.Gebeurtenis, f *dossier.TermijnVerlengd, w wens[*dossier.TermijnVerlengd]) bool {
			return g.GeldigOp == w.dag && f.Tot == w.feit.Tot
		},
		func(g *dossier.Gebeurtenis, f *dossier.TermijnVerlengd, w wens[*dossier.TermijnVerlengd]) bool {
			return f.Tot == w.feit.Tot
		})
	if t == nil {
		return
	}
	for _, g := range over { // DUO heeft deze verlenging niet (meer)
		if f := g.Feit.(*dossier.TermijnVerlengd); g.Bron == bron && len(wensen) == 0 && f.Tot != t.Einde {
			v.zet(g.GeldigOp, &dossier.TermijnVerlengd{Tot: t.Einde, Grond: "DUO heeft de verlenging ingetrokken"}, g)
		}
	}
	v.nieuweTermijn(*t)
}

func grondVan(t Termijn) string {
	if t.Grond == "" {
		return "code " + t.Grondcode
	}
	return t.Grond
}

// langsteNieuwe is het grootste aantal maanden dat het feit kent.
const langsteNieuwe = 120

// nieuweTermijn herkent een nieuwe termijn: zij begint later dan na het eerste PIP, en
// DUO legde een boete op. Zonder boete, zonder hele maanden, of met alleen een PIP dat zelf
// van DUO komt (dan kan er een eerder zijn geweest), is het een verschil waar een mens naar
// kijkt.
func (v *vertaler) nieuweTermijn(t Termijn) {
	pip, _ := dossier.Eerste[*dossier.PIPVastgesteld](v.d)
	dag := t.Begin.Plus(-1)
	boete := dossier.Heeft[*dossier.DUOBoete](v.d) || slices.ContainsFunc(v.s.Boetes, func(b Boete) bool { return b.Dag <= t.Begin })
	if pip == nil || pip.Bron == bron || dag <= pip.GeldigOp || !boete || t.Grondcode != "" || t.Grond != "" {
		return
	}
	for maanden := 1; maanden <= langsteNieuwe; maanden++ {
		if dag.PlusMaanden(maanden) != t.Einde {
			continue
		}
		leg(v, []wens[*dossier.NieuweTermijn]{{dag, &dossier.NieuweTermijn{Maanden: dossier.Met(maanden)}}},
			func(g *dossier.Gebeurtenis, _ *dossier.NieuweTermijn, w wens[*dossier.NieuweTermijn]) bool {
				return g.GeldigOp == w.dag
			},
			func(g *dossier.Gebeurtenis, f *dossier.NieuweTermijn, w wens[*dossier.NieuweTermijn]) bool {
				return g.GeldigOp == w.dag && f.Maanden == w.feit.Maanden
			})
		return
	}
}

// dagVanOordeel geeft de dag waarop een vrijstelling waar werd; leeg is niet te zeggen.
func dagVanOordeel(o Oordeel, s Stand) begrip.Datum {
	switch {
	case o.Omvang == dossier.Tijdelijk && o.Begin != 0:
		return o.Begin
	case o.Dag != 0:
		return o.Dag
	case o.Omvang == dossier.Geheel && s.Plicht != nil && !s.Plicht.Is:
		return eindeVan(*s.Plicht)
	}
	return 0
}

// vrij neemt toegekende vrijstellingen en ontheffingen over. Een vrijstelling op A2 neemt
// van een examen op B1 niets weg; die komt als gegeven in beeld en niet als feit. Hetzelfde
// geldt voor een ontheffing die alleen uren noemt.
func (v *vertaler) vrij() {
	var vrij []wens[*dossier.Vrijstelling]
	for _, o := range v.s.Vrijstellingen {
		if o.Toegekend && o.Niveau != begrip.NiveauA2 {
			vrij = bij(vrij, wens[*dossier.Vrijstelling]{dagVanOordeel(o, v.s), &dossier.Vrijstelling{Omvang: o.Omvang, Onderdelen: delen(o)}},
				func(a, b *dossier.Vrijstelling) bool { return zelfdeVrij(vrijstelling(a), vrijstelling(b)) })
		}
	}
	legVrij(v, vrij, vrijstelling)
	var ontheven []wens[*dossier.Ontheffing]
	for _, o := range v.s.Ontheffingen {
		if o.Toegekend && (o.Omvang == dossier.Geheel || o.Onderdeel != "") {
			ontheven = bij(ontheven, wens[*dossier.Ontheffing]{o.Dag, &dossier.Ontheffing{Omvang: o.Omvang, Onderdelen: delen(o)}},
				func(a, b *dossier.Ontheffing) bool { return zelfdeVrij(ontheffing(a), ontheffing(b)) })
		}
	}
	legVrij(v, ontheven, ontheffing)
}

// vrijdeel is wat een vrijstelling en een ontheffing gemeen hebben.
type vrijdeel struct {
	omvang     dossier.Omvang
	onderdelen []begrip.Onderdeel
}

func vrijstelling(f *dossier.Vrijstelling) vrijdeel { return vrijdeel{f.Omvang, f.Onderdelen} }
func ontheffing(f *dossier.Ontheffing) vrijdeel     { return vrijdeel{f.Omvang, f.Onderdelen} }

func zelfdeVrij(a, b vrijdeel) bool {
	return a.omvang == b.omvang && slices.Equal(a.onderdelen, b.onderdelen)
}

// legVrij legt vast wat ontbreekt. DUO noemt elk onderdeel apart; een feit van hier kan er
// meer tegelijk noemen, en dekt dan elk daarvan.
func legVrij[F dossier.Feit](v *vertaler, wensen []wens[F], deel func(F) vrijdeel) {
	gedekt := map[*dossier.Gebeurtenis]int{}
	wensen = slices.DeleteFunc(wensen, func(w wens[F]) bool {
		for g, f := range dossier.Van[F](v.d) {
			heeft, wil := deel(f), deel(w.feit)
			if len(heeft.onderdelen) > 1 && g.GeldigOp == w.dag && heeft.omvang == wil.omvang && len(wil.onderdelen) == 1 && slices.Contains(heeft.onderdelen, wil.onderdelen[0]) {
				gedekt[g]++
				return true
			}
		}
		return false
	})
	over := leg(v, wensen,
		func(g *dossier.Gebeurtenis, f F, w wens[F]) bool {
			return g.Bron == bron && zelfdeVrij(deel(f), deel(w.feit))
		},
		func(g *dossier.Gebeurtenis, f F, w wens[F]) bool {
			return g.GeldigOp == w.dag && zelfdeVrij(deel(f), deel(w.feit))
		})
	v.over = slices.DeleteFunc(v.over, func(g *dossier.Gebeurtenis) bool {
		return slices.Contains(over, g) && gedekt[g] > 0 && gedekt[g] == len(deel(g.Feit.(F)).onderdelen)
	})
}

func delen(o Oordeel) []begrip.Onderdeel {
	if o.Onderdeel == "" {
		return nil
	}
	return []begrip.Onderdeel{o.Onderdeel}
}

// examens neemt uitslagen over. KNM kent geen niveau.
func (v *vertaler) examens() {
	var wensen []wens[*dossier.Examen]
	for _, e := range v.s.Examens {
		if e.Uitslag == "" {
			continue
		}
		f := &dossier.Examen{Onderdeel: e.Onderdeel, Niveau: e.Niveau, Uitslag: e.Uitslag}
		if f.Onderdeel == begrip.KNM {
			f.Niveau = ""
		}
		wensen = bij(wensen, wens[*dossier.Examen]{e.Dag, f}, func(a, b *dossier.Examen) bool { return *a == *b })
	}
	leg(v, wensen,
		func(g *dossier.Gebeurtenis, f *dossier.Examen, w wens[*dossier.Examen]) bool {
			return g.GeldigOp == w.dag && f.Onderdeel == w.feit.Onderdeel
		},
		func(g *dossier.Gebeurtenis, f *dossier.Examen, w wens[*dossier.Examen]) bool {
			return g.GeldigOp == w.dag && f.Onderdeel == w.feit.Onderdeel && f.Uitslag == w.feit.Uitslag && (f.Niveau == w.feit.Niveau || f.Onderdeel == begrip.KNM)
		})
}

// pip neemt een PIP over dat wij niet hebben: dat van de vorige gemeente, of het onze in
// een dossier dat er geen kent. Het is al gemeld, want DUO heeft het. Een PIP dat anders
// is dan het onze is een verschil waar een mens naar kijkt.
func (v *vertaler) pip() {
	p := v.s.PIP
	if p == nil {
		return
	}
	f := &dossier.PIPVastgesteld{Leerroute: p.Leerroute, Niveau: p.Niveau}
	if p.Intensiteit.Is {
		f.Uren = dossier.Met(begrip.Uren(p.Intensiteit.Waarde) * begrip.Uur)
	}
	jongste, had := dossier.Laatste[*dossier.PIPVastgesteld](v.d)
	switch {
	case jongste == nil, p.Gemeente != v.d.Gemeente && jongste.GeldigOp < p.Dagtekening:
		v.zet(p.Dagtekening, f, nil)
		v.zet(p.Dagtekening, &dossier.PIPGemeld{}, nil)
	case jongste.Bron == bron && jongste.GeldigOp == p.Dagtekening && !zelfdePIP(had, f):
		v.zet(p.Dagtekening, f, jongste)
	}
}

func zelfdePIP(a, b *dossier.PIPVastgesteld) bool {
	return a.Leerroute == b.Leerroute && a.Niveau == b.Niveau && a.Uren == b.Uren
}

// modules neemt het eindgesprek en de ondertekening over die wij niet hebben, zoals wie
// uit een andere gemeente komt ze al heeft.
func (v *vertaler) modules() {
	if v.s.MAP != 0 {
		v.module(v.s.MAP, &dossier.Eindgesprek{Van: dossier.EindgesprekMAP}, func(f dossier.Feit) bool {
			e, is := f.(*dossier.Eindgesprek)
			return is && e.Van == dossier.EindgesprekMAP
		})
	}
	if v.s.PVT != 0 {
		v.module(v.s.PVT, &dossier.PVTOndertekend{}, func(f dossier.Feit) bool { _, is := f.(*dossier.PVTOndertekend); return is })
	}
}

func (v *vertaler) module(dag begrip.Datum, f dossier.Feit, is func(dossier.Feit) bool) {
	var oud *dossier.Gebeurtenis
	for _, g := range v.d.Feiten {
		switch {
		case !is(g.Feit):
		case g.GeldigOp == dag || g.Bron != bron: // staat er al, of het onze is anders
			return
		default:
			oud = g
		}
	}
	v.zet(dag, f, oud)
}
