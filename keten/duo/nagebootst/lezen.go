package nagebootst

import (
	"fmt"
	"net/http"
	"slices"
)

func gevonden(inhoud any) antwoord { return antwoord{http.StatusOK, inhoud} }

var nietGevonden = antwoord{status: http.StatusNotFound}

// lijst maakt van elk onderdeel een bericht. Niets geeft een lege lijst en niet null.
func lijst[A, B any](van []A, maak func(A) B) antwoord {
	uit := make([]B, len(van))
	for i, a := range van {
		uit[i] = maak(a)
	}
	return gevonden(uit)
}

func leesPlicht(_ *DUO, v vraag) antwoord { return gevonden(plichtUit(v.p.Plicht)) }

func plichtUit(p Plicht) plichtBericht {
	return plichtBericht{p.Geldt, p.Begin.String(), p.Eind.String(), p.Wijziging.String(), p.Kennisgeving.String(), p.Reden}
}

func leesPlichthistorie(_ *DUO, v vraag) antwoord {
	return lijst(v.p.EerderePlicht, func(p Plicht) plichtBericht {
		p.Kennisgeving, p.Reden = 0, "" // de historie kent die velden niet
		return plichtUit(p)
	})
}

func leesDoelgroep(_ *DUO, v vraag) antwoord {
	g := v.p.Doelgroep
	if g.Indeling == "" {
		return nietGevonden
	}
	return gevonden(doelgroepBericht{Indeling: g.Indeling, Begin: g.Begin.String(), Detail: g.Detail, Asielrechten: g.Asielrechten})
}

func leesDoelgroephistorie(_ *DUO, v vraag) antwoord {
	return lijst(v.p.EerdereDoelgroep, func(g Doelgroep) doelgroepBericht {
		return doelgroepBericht{Indeling: g.Indeling, Begin: g.Begin.String(), Eind: g.Eind.String()}
	})
}

func leesExamennummer(_ *DUO, v vraag) antwoord {
	if v.p.Examennummer == "" {
		return nietGevonden
	}
	return gevonden(examennummerBericht{v.p.Examennummer})
}

// wisExamennummer is de melding dat de leerbaarheidstoets wordt overgeslagen.
func wisExamennummer(_ *DUO, v vraag) antwoord {
	if v.p.Examennummer == "" {
		return nietGevonden
	}
	v.p.Examennummer = ""
	return antwoord{status: http.StatusOK}
}

func leesToetsen(_ *DUO, v vraag) antwoord {
	return lijst(v.p.Toetsen, func(t Toets) toetsBericht {
		return toetsBericht{t.Resultaat, metKomma(t.Behaald), metKomma(t.Benodigd), t.Afname.String()}
	})
}

// metKomma schrijft een score zoals DUO: met een komma en twee cijfers erachter.
func metKomma(honderdsten int) string {
	return fmt.Sprintf("%d,%02d", honderdsten/100, honderdsten%100)
}

func leesTermijn(d *DUO, v vraag) antwoord {
	if v.p.Termijn == nil {
		return nietGevonden
	}
	return gevonden(d.termijnUit(*v.p.Termijn))
}

func leesTermijnhistorie(d *DUO, v vraag) antwoord {
	return lijst(v.p.EerdereTermijn, func(t Termijn) termijnBericht {
		t.Start = 0 // de historie kent dat veld niet
		return d.termijnUit(t)
	})
}

func (d *DUO) termijnUit(t Termijn) termijnBericht {
	uit := termijnBericht{Start: t.Start.String(), Eind: t.Einde.String(), Wijziging: t.Wijziging.String(), Grondcode: t.Grond}
	for _, g := range d.gronden {
		if g.Code == t.Grond {
			uit.Grondomschrijving = g.Omschrijving
		}
	}
	return uit
}

func leesGronden(d *DUO, _ vraag) antwoord { return gevonden(d.gronden) }

func leesInstellingen(d *DUO, _ vraag) antwoord { return gevonden(d.lijstScholen()) }

func leesGebeurtenissen(_ *DUO, v vraag) antwoord {
	return lijst(v.p.Gebeurtenis, func(g Gebeurtenis) gebeurtenisBericht {
		return gebeurtenisBericht{g.Code, omschrijving(g.Code), g.Datum.String()}
	})
}

func leesVerlengingen(_ *DUO, v vraag) antwoord {
	return lijst(v.p.Verlengingen, func(x Verlenging) verlengingBericht {
		return verlengingBericht{x.Beoordeling, x.Beoordeeld.String(), x.Ontvangen.String()}
	})
}

func leesBoetes(_ *DUO, v vraag) antwoord {
	return lijst(v.p.Boetes, func(b Boete) boeteBericht { return boeteBericht{b.Bedrag, b.Datum.String()} })
}

func leesVrijstellingen(_ *DUO, v vraag) antwoord {
	return lijst(v.p.Vrijstelling, func(o Oordeel) vrijstellingBericht {
		b := &oordeelBericht{Oordeel: oordeelWoord(o.Toegekend), Reden: o.Reden, Datum: o.Datum.String()}
		switch o.Omvang {
		case Geheel:
			return vrijstellingBericht{Gehele: b}
		case Tijdelijk:
			b.Start, b.Eind = o.Start.String(), o.Eind.String()
			return vrijstellingBericht{Tijdelijke: b}
		}
		b.Onderdeel, b.Niveau = o.Onderdeel, o.Niveau
		return vrijstellingBericht{Gedeeltelijk: b}
	})
}

func leesOntheffingen(_ *DUO, v vraag) antwoord {
	return lijst(v.p.Ontheffing, func(o Oordeel) ontheffingBericht {
		b := &oordeelBericht{Oordeel: oordeelWoord(o.Toegekend), Grond: o.Reden, Datum: o.Datum.String()}
		if o.Omvang == Geheel {
			return ontheffingBericht{Gehele: b}
		}
		b.Onderdeel = o.Onderdeel
		if o.Uren > 0 {
			b.Uren = &o.Uren
		}
		return ontheffingBericht{Gedeeltelijk: b}
	})
}

func oordeelWoord(toegekend bool) string {
	if toegekend {
		return "Toekenning"
	}
	return "Afwijzing"
}

func leesExamens(_ *DUO, v vraag) antwoord {
	return lijst(v.p.Examens, func(x Examen) examenBericht {
		return examenBericht{x.Datum.String(), x.Resultaat, x.Reden, x.Onderdeel, x.Niveau}
	})
}

// onderdelen is de volgorde waarin DUO de gratis pogingen noemt.
var onderdelen = []string{"KNM", "LE", "LU", "SC", "SP"}

func leesPogingen(_ *DUO, v vraag) antwoord {
	uit := []pogingBericht{}
	for _, o := range onderdelen {
		if n, ok := v.p.Pogingen[o]; ok {
			uit = append(uit, pogingBericht{o, n})
		}
	}
	return gevonden(uit)
}

func leesPIP(_ *DUO, v vraag) antwoord {
	x := v.p.PIP
	if x == nil {
		return nietGevonden
	}
	return gevonden(pipVanGemeente{x.Gemeente, pipBericht{x.Dagtekening.String(), x.Leerroute, x.Niveau, x.Intensiteit, x.MagAfmaken, x.Alfabetiser}})
}

func leesMAP(_ *DUO, v vraag) antwoord {
	if v.p.MAP == nil || v.p.MAP.Datum == 0 {
		return nietGevonden
	}
	return gevonden(mapBericht{v.p.MAP.Datum.String()})
}

func leesPVT(_ *DUO, v vraag) antwoord {
	if v.p.PVT == nil || v.p.PVT.Datum == 0 {
		return nietGevonden
	}
	return gevonden(pvtBericht{v.p.PVT.Datum.String()})
}

// leesUren geeft de tellers per gemeente, op code.
func leesUren(_ *DUO, v vraag) antwoord {
	codes := make([]string, 0, len(v.p.Uren))
	for g := range v.p.Uren {
		codes = append(codes, g)
	}
	slices.Sort(codes)
	teller := func(n *int) *urenBericht {
		if n == nil {
			return nil
		}
		return &urenBericht{*n}
	}
	return lijst(codes, func(g string) urenVanGemeente {
		u := v.p.Uren[g]
		return urenVanGemeente{g, u.BekendTot.String(), teller(u.Taalles), teller(u.Participatie), teller(u.Intake)}
	})
}
