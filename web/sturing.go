package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"traject/app"
	"traject/kern/agenda"
	"traject/kern/begrip"
)

// sturingblad is how the whole caseload stands, in numbers and never in names.
type sturingblad struct {
	Stand     string
	Aandacht  []aandachtspunt
	Grafieken []grafiek
}

type aandachtspunt struct{ Kleur, Icoon, Zin, Adres, Link string }

// grafiek is a chart: the finding is the title, beneath it the measure; bars from
// zero with their figures, and a table with the same.
type grafiek struct {
	ID, Titel, Maat string
	Staven          []staaf
	Totaal          int
}

type staaf struct {
	Naam, Breedte string
	Aantal        int
	Aandeel       string
}

func (s *Web) sturing(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	tellingen, err := s.Huis.Tellingen(r.Context(), wie)
	if err != nil {
		return err
	}
	blad := maakSturing(tellingen, s.Huis.Dag(), app.SchermenVan(wie).Vandaag)
	s.toon(w, r, http.StatusOK, sturingpagina(s.raam(wie, "sturing", "Sturing"), blad))
	return nil
}

func maakSturing(tellingen []app.Telling, dag begrip.Datum, magLijst bool) sturingblad {
	fase, route := per(tellingen, app.TelFase), per(tellingen, app.TelLeerroute)
	groep, laat, week := per(tellingen, app.TelDoelgroep), per(tellingen, app.TelTeLaat), per(tellingen, app.TelDezeWeek)
	slices.SortStableFunc(fase, func(a, b app.Telling) int { return cmp.Compare(plek(a.Waarde), plek(b.Waarde)) })
	b := sturingblad{Stand: "Stand van " + dag.Voluit() + ". " + aantal(som(fase), "mens", "mensen") + "."}
	b.Aandacht = aandacht(laat, week, dag, magLijst)
	b.Grafieken = []grafiek{
		staafgrafiek("fasen", bevinding(fase, fasenaam, "De meeste mensen zijn in de fase "), "Aantal mensen per fase", fase, fasenaam),
		staafgrafiek("routes", bevinding(metRoute(route), func(r string) string { return routetitel(r) }, "De meeste mensen met een route volgen de "), "Aantal mensen per leerroute", route, routetitel),
		staafgrafiek("optijd", opTijdTitel(laat), "Taken per soort waarvan de laatste dag voorbij is", laat, taaknaam),
		staafgrafiek("week", weekwoord(dag)+": "+aantal(som(week), "taak", "taken"), "Taken per soort met een laatste dag tot en met zondag "+agenda.WeekTot(dag).Voluit(), week, taaknaam),
		staafgrafiek("groepen", bevinding(groep, func(d string) string { return begrip.Doelgroep(d).Titel() }, "De grootste groep: "), "Aantal mensen per groep", groep, func(d string) string { return of(begrip.Doelgroep(d).Titel(), "nog niet bekend") }),
	}
	return b
}

func per(tellingen []app.Telling, naam string) []app.Telling {
	var uit []app.Telling
	for _, t := range tellingen {
		if t.Naam == naam {
			uit = append(uit, t)
		}
	}
	return uit
}

func som(lijst []app.Telling) int {
	n := 0
	for _, t := range lijst {
		n += t.Aantal
	}
	return n
}

func plek(fase string) int {
	if i := slices.Index(filterfasen, fase); i >= 0 {
		return i
	}
	return len(filterfasen)
}

func metRoute(lijst []app.Telling) []app.Telling {
	return slices.DeleteFunc(slices.Clone(lijst), func(t app.Telling) bool { return t.Waarde == "" })
}

func routetitel(r string) string {
	return of(hoofdletter(begrip.Leerroute(r).Titel()), "Nog geen route")
}

// bevinding is the title of a chart: what the numbers say.
func bevinding(lijst []app.Telling, naam func(string) string, begin string) string {
	if len(lijst) == 0 {
		return "Er is nog niets te tellen"
	}
	grootste := slices.MaxFunc(lijst, func(a, b app.Telling) int { return cmp.Compare(a.Aantal, b.Aantal) })
	return begin + naam(grootste.Waarde)
}

func opTijdTitel(laat []app.Telling) string {
	if n := som(laat); n > 0 {
		return aantal(n, "taak is", "taken zijn") + " te laat"
	}
	return "Niets is te laat"
}

func aandacht(laat, week []app.Telling, dag begrip.Datum, magLijst bool) []aandachtspunt {
	var uit []aandachtspunt
	for i, t := range laat {
		if i == 2 {
			break
		}
		p := aandachtspunt{Kleur: "is-laat", Icoon: "laat", Zin: taaknaam(t.Waarde) + ": " + strconv.Itoa(t.Aantal) + " te laat."}
		if magLijst {
			p.Adres, p.Link = "/vandaag?wiens=team&soort="+url.QueryEscape(t.Waarde), "Bekijk de lijst"
		}
		uit = append(uit, p)
	}
	if n := som(week); n > 0 {
		uit = append(uit, aandachtspunt{Kleur: "is-week", Icoon: "week", Zin: weekwoord(dag) + " " + map[bool]string{true: "is er 1 laatste dag.", false: "zijn er " + strconv.Itoa(n) + " laatste dagen."}[n == 1]})
	}
	if len(laat) == 0 {
		uit = append(uit, aandachtspunt{Kleur: "is-goed", Icoon: "klaar", Zin: "Er is niets te laat."})
	}
	return uit
}

func staafgrafiek(id, titel, maat string, lijst []app.Telling, naam func(string) string) grafiek {
	g := grafiek{ID: id, Titel: titel, Maat: maat, Totaal: som(lijst)}
	hoogste := 1
	for _, t := range lijst {
		hoogste = max(hoogste, t.Aantal)
	}
	for _, t := range lijst {
		g.Staven = append(g.Staven, staaf{Naam: hoofdletter(naam(t.Waarde)), Aantal: t.Aantal, Breedte: procent(int64(t.Aantal), int64(hoogste), 8800),
			Aandeel: strconv.Itoa((t.Aantal*200+g.Totaal)/(2*max(1, g.Totaal))) + "%"})
	}
	return g
}
