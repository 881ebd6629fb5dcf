package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"traject/app"
	"traject/kern/agenda"
	"traject/kern/begrip"
)

// werkblad is the worklist as it stands on the page.
type werkblad struct {
	Dag      string
	Tabs     []tab
	Filters  werkfilters
	Chips    []chip
	Groepen  []werkgroep
	Volgende string // address of the next rows, "" at the end
	Terug    string // address to post the bulk bar to: this very list
	Bulk     bool
	Mensen   []keuze // colleagues one can assign to
	Signalen bool    // messages wait to be linked to a dossier
	Leeg     string
	Verder   []knop      // where to go when there is nothing here
	Lijst    *lijstschik // the menu to arrange the list; nil has none
	Zonder   []string    // columns someone does not want to see
	Oproepen bool        // the chosen people can be invited from here

	ZonderOvereenkomst []string // institutions that have participants and may see nothing
}

// zonderOvereenkomst names them in one sentence.
func (b *werkblad) zonderOvereenkomst() string {
	return strings.Join(b.ZonderOvereenkomst, ", ") + ": er is geen geldige overeenkomst over gegevens. Teken die, of stop de deelname."
}

type werkfilters struct {
	Wiens                    string
	Soort, Groep, Route, Tot []keuze // no Tot: the list has no end to choose
}

// chip is a filter that is on; its link takes it away.
type chip struct{ Naam, Adres string }

type werkgroep struct {
	Sleutel string
	Kop     toestand
	Rijen   []werkrij
	Eerste  bool // the header of the columns shows once
}

type werkrij struct {
	ID                   string // for the anchor, "t-2026-0412-pip-vaststellen"
	Dag, Over            string // Over: "3 dagen te laat"
	Taak, TaakAdres      string
	Naam, DossierAdres   string
	Nummer, Groep, Route string
	Reden, Bron          string
	UitlegAdres          string
	Uitleg               *uitleg
	Samen                bool            // the same person and day as the row above: the next step of one thing
	Sluit                string          // address without the explanation
	Gemeente             begrip.Gemeente // only in a list over several
	Plaats               string          // its name
	Sleutel              string          // the task, for the form of the bulk bar
	kaal                 string          // ID as the dossier itself knows the task
}

// takenFilter reads the filters from the address, so that a list can be bookmarked.
func takenFilter(q url.Values, vandaag begrip.Datum) app.WerkFilter {
	f := app.WerkFilter{Tot: totDag(q.Get("tot"), vandaag), Soort: q.Get("soort"), Doelgroep: begrip.Doelgroep(q.Get("groep")), Leerroute: begrip.Leerroute(q.Get("route")), Na: q.Get("na")}
	if q.Get("wiens") == "team" {
		f.Wiens = "team"
	}
	if n, ok := heelGetal(q.Get("aantal")); ok {
		f.Aantal = n
	}
	return f
}

// werkadres is the address of this list with one thing changed; "" takes it away.
func werkadres(pad string, q url.Values, naam, waarde string) string {
	n := url.Values{}
	for k, v := range q {
		if len(v) > 0 && v[0] != "" {
			n.Set(k, v[0])
		}
	}
	if naam != "uitleg" {
		n.Del("uitleg")
	}
	if waarde == "" {
		n.Del(naam)
	} else {
		n.Set(naam, waarde)
	}
	if len(n) == 0 {
		return pad
	}
	return pad + "?" + n.Encode()
}

func (s *Web) vandaag(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	return s.toonVandaag(w, r, wie, nil)
}

// toonVandaag shows the worklist; fout is the menu of the list when it was refused.
func (s *Web) toonVandaag(w http.ResponseWriter, r *http.Request, wie app.Wie, fout *lijstschik) error {
	q := r.URL.Query()
	lijst, err := s.Huis.Vandaag(r.Context(), wie, takenFilter(q, s.Huis.Dag()))
	if err != nil {
		return err
	}
	blad := maakWerkblad("/vandaag", q, lijst)
	blad.Filters.Tot = totkeuzesBij(q)
	blad.Tabs = []tab{
		{Naam: "Mijn werk", Adres: werkadres("/vandaag", q, "wiens", ""), Hier: q.Get("wiens") != "team"},
		{Naam: "Team", Adres: werkadres("/vandaag", q, "wiens", "team"), Hier: q.Get("wiens") == "team" && !isLijst(q)},
		{Naam: "Lijst: gezinsmigranten", Adres: gezinslijst, Hier: isLijst(q)},
		{Naam: "Nog te melden aan DUO", Adres: "/duo/portaal"},
	}
	blad.Mensen = s.bulkmensen(wie)
	blad.Bulk = len(blad.Mensen) > 0 && len(blad.Groepen) > 0
	blad.Oproepen = !s.samen
	if len(blad.Groepen) == 0 && len(blad.Chips) == 0 {
		blad.Leeg, blad.Verder = nietsInWerklijst(q)
	}
	status := http.StatusOK
	if h, ok := s.Huis.(voorkeurhuis); ok {
		v, err := h.Voorkeur(r.Context(), wie)
		if err != nil {
			return err
		}
		blad.zetLijsten(q, v)
		if fout != nil {
			blad.Lijst.Getypt, blad.Lijst.Fout, status = fout.Getypt, fout.Fout, http.StatusUnprocessableEntity
		}
	}
	s.noemGemeenten(blad.Groepen)
	if err := s.openUitleg(r, wie, q, blad.Groepen); err != nil {
		return err
	}
	kop := s.raam(wie, "vandaag", "Vandaag")
	kop.Melding = s.neemMelding(r)
	s.toon(w, r, status, vandaagpagina(kop, blad))
	return nil
}

// nietsInWerklijst says that there is nothing to do, and what one can do then.
func nietsInWerklijst(q url.Values) (string, []knop) {
	alles := knop{Naam: "Bekijk alle dossiers", Adres: "/dossiers"}
	if q.Get("wiens") == "team" {
		return "Er is nu niets te doen voor uw team. Komt er een bericht van DUO, dan staat hier vanzelf wat u moet doen.", []knop{alles}
	}
	return "U hebt nu niets te doen. Komt er een bericht van DUO over een van uw dossiers, dan staat hier vanzelf wat u moet doen.",
		[]knop{{Naam: "Bekijk het werk van uw team", Adres: "/vandaag?wiens=team"}, alles}
}

// gezinslijst is a list kept ready: a list is nothing but an address, so anyone can
// bookmark another.
const gezinslijst = "/vandaag?groep=gezin-en-overig&wiens=team"

func isLijst(q url.Values) bool {
	return q.Get("tot") == "" && q.Get("groep") == string(begrip.GezinEnOverig) && q.Get("wiens") == "team" && q.Get("soort") == "" && q.Get("route") == ""
}

// maakWerkblad turns the answer of the hall into what the page prints.
func maakWerkblad(pad string, q url.Values, lijst app.Werklijst) werkblad {
	b := werkblad{Dag: lijst.Vandaag.VoluitMetDag() + ", week " + strconv.Itoa(lijst.Vandaag.Weeknummer()), Terug: werkadres(pad, q, "uitleg", ""),
		Signalen: lijst.SignalenWachten, ZonderOvereenkomst: lijst.ZonderOvereenkomst, Filters: maakFilters(q), Leeg: "Er is nu niets te doen in deze lijst."}
	b.Chips = chips(pad, q)
	if len(b.Chips) > 0 {
		b.Leeg = "Er zijn geen taken die bij deze filters passen."
	}
	if lijst.Volgende != "" {
		b.Volgende = werkadres(pad, q, "na", lijst.Volgende)
	}
	for i, g := range lijst.Groepen {
		groep := werkgroep{Sleutel: string(g.Groep), Kop: groepkop(g.Groep, lijst.Vandaag), Eerste: i == 0, Rijen: make([]werkrij, 0, len(g.Rijen))}
		for j := range g.Rijen {
			rij := maakWerkrij(pad, q, &g.Rijen[j], lijst.Vandaag)
			rij.Samen = j > 0 && g.Rijen[j-1].Nummer == rij.Nummer && g.Rijen[j-1].Uiterlijk == g.Rijen[j].Uiterlijk && g.Rijen[j-1].Gemeente == g.Rijen[j].Gemeente
			groep.Rijen = append(groep.Rijen, rij)
		}
		b.Groepen = append(b.Groepen, groep)
	}
	return b
}

func maakWerkrij(pad string, q url.Values, r *app.Werkrij, vandaag begrip.Datum) werkrij {
	sleutel := r.Nummer + "/" + r.Soort
	if r.Over != "" {
		sleutel += ":" + r.Over
	}
	kaal := "t-" + strings.NewReplacer("/", "-", ":", "-").Replace(sleutel)
	id := kaal
	if r.Gemeente != "" { // the same number may stand in two municipalities
		sleutel = string(r.Gemeente) + "/" + sleutel
		id = "t-" + string(r.Gemeente) + strings.TrimPrefix(kaal, "t")
	}
	uit := werkrij{ID: id, Dag: dagwoord(r.Uiterlijk, vandaag), Taak: taaktitel(r.Soort, r.Over), TaakAdres: gemeenteadres(r.Gemeente, taakadres(r.Nummer, r.Soort, r.Over)), Gemeente: r.Gemeente, kaal: kaal, Sleutel: sleutel,
		Naam: naamOf(r.Naam, r.Nummer), DossierAdres: gemeenteadres(r.Gemeente, "/dossiers/"+r.Nummer), Nummer: r.Nummer, Groep: groepnaam(r.Doelgroep), Route: routenaam(r.Leerroute),
		Reden: r.Reden, Bron: korteBron(r.Bron), Sluit: werkadres(pad, q, "uitleg", "") + "#" + id,
		UitlegAdres: werkadres(pad, q, "uitleg", sleutel) + "#" + id}
	if !r.Uiterlijk.IsLeeg() && r.Uiterlijk < vandaag {
		uit.Over = aantal(int(vandaag-r.Uiterlijk), "dag", "dagen") + " te laat"
	}
	return uit
}

// dagwoord writes the last day as people say it: "vandaag, 23 nov".
func dagwoord(d, vandaag begrip.Datum) string {
	switch {
	case d.IsLeeg():
		return "geen dag"
	case d == vandaag:
		return "vandaag, " + d.KortMetDag()[3:]
	case d.Jaar() != vandaag.Jaar():
		return d.Kort()
	}
	return d.KortMetDag()
}

// korteBron keeps the article and drops what a row has no room for.
func korteBron(b string) string {
	switch {
	case strings.HasPrefix(b, "Beleidsregels"):
		return "beleid"
	case strings.HasPrefix(b, "Ketenafspraak"):
		return "ketenafspraak"
	}
	return strings.NewReplacer("Bi2021 art.", "Bi", "Bi 2021 art.", "Bi", "Wi2021 art.", "Wi", "Wi 2021 art.", "Wi", "Wi2007 art.", "Wi 2007", "Awb art.", "Awb").Replace(b)
}

// openUitleg puts the explanation in the row that was asked for. It is read from
// the dossier at that moment, so it is the same as in the dossier.
func (s *Web) openUitleg(r *http.Request, wie app.Wie, q url.Values, groepen []werkgroep) error {
	vraag := q.Get("uitleg")
	if !strings.Contains(vraag, "/") {
		return nil
	}
	id := "t-" + strings.NewReplacer("/", "-", ":", "-").Replace(vraag)
	for i := range groepen {
		for j := range groepen[i].Rijen {
			rij := &groepen[i].Rijen[j]
			if rij.ID != id {
				continue
			}
			if rij.Gemeente != "" {
				wie.Gemeente = rij.Gemeente
			}
			beeld, err := s.Huis.Dossier(r.Context(), wie, rij.Nummer)
			if errors.Is(err, app.ErrNietGevonden) {
				return nil
			}
			if err != nil {
				return err
			}
			for _, t := range maakTaken(beeld) {
				if t.ID == rij.kaal {
					rij.Uitleg = &t.Uitleg
				}
			}
			return nil
		}
	}
	return nil
}

// chips are the filters that are on, in words.
func chips(pad string, q url.Values) []chip {
	var uit []chip
	if v := q.Get("soort"); v != "" {
		uit = append(uit, chip{taaknaam(v), werkadres(pad, q, "soort", "")})
	}
	if v := q.Get("groep"); v != "" {
		uit = append(uit, chip{groepnaam(begrip.Doelgroep(v)), werkadres(pad, q, "groep", "")})
	}
	if v := q.Get("route"); v != "" {
		uit = append(uit, chip{"route " + routenaam(begrip.Leerroute(v)), werkadres(pad, q, "route", "")})
	}
	for _, k := range totkeuzes {
		if v := q.Get("tot"); v != "" && v == k.Waarde {
			uit = append(uit, chip{"uiterlijk: " + k.Naam, werkadres(pad, q, "tot", "")})
		}
	}
	if v := q.Get("fase"); v != "" {
		uit = append(uit, chip{fasenaam(v), werkadres(pad, q, "fase", "")})
	}
	return uit
}

// filterTaken are the tasks one can choose; the list itself may hold more kinds.
var filterTaken = []string{agenda.IntakeOproepen, agenda.Verschijnen, agenda.ToetsVastleggen, agenda.IntakeAfronden, agenda.PIPVaststellen, "pip-melden", app.TaakDUOMelden, "aanbod-leerroute", "aanbod-map",
	agenda.GesprekVoeren, agenda.PersoonAanvullen}

func maakFilters(q url.Values) werkfilters {
	f := werkfilters{Wiens: q.Get("wiens"), Soort: []keuze{{Naam: "alle taken"}}}
	gevonden := q.Get("soort") == ""
	for _, t := range filterTaken {
		hier := q.Get("soort") == t
		gevonden = gevonden || hier
		f.Soort = append(f.Soort, keuze{Waarde: t, Naam: taaknaam(t), Gekozen: hier})
	}
	if !gevonden {
		f.Soort = append(f.Soort, keuze{Waarde: q.Get("soort"), Naam: taaknaam(q.Get("soort")), Gekozen: true})
	}
	f.Groep, f.Route = groepkeuzes(q), routekeuzes(q)
	return f
}

func groepkeuzes(q url.Values) []keuze {
	uit := []keuze{{Naam: "asiel en gezin"}}
	for _, d := range begrip.Wi2021.Doelgroepen() {
		uit = append(uit, keuze{Waarde: string(d), Naam: groepnaam(d), Gekozen: q.Get("groep") == string(d)})
	}
	return uit
}

func routekeuzes(q url.Values) []keuze {
	uit := []keuze{{Naam: "alle routes"}}
	for _, l := range begrip.Leerroutes {
		uit = append(uit, keuze{Waarde: string(l), Naam: routenaam(l), Gekozen: q.Get("route") == string(l)})
	}
	return uit
}
