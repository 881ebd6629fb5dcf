package web

import (
	"slices"
	"strconv"
	"strings"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// tijdbeeld is the picture of three years: six fixed lanes, positions in percent
// so that one picture serves a phone and a desk. Solid is what happened, hatched
// what is planned or possible, an outline is time left. Every element stands in
// the table below it too.
type tijdbeeld struct {
	Titel, Tekst string
	Jaren        []merkteken
	Kwartalen    []string
	Vandaag      string
	Merkanker    string // side of the label of today, so that it stays in the picture
	Elementen    []beelddeel
	Regels       []beeldregel
	LegendaEx    bool
}

type merkteken struct{ X, Tekst string }

// beelddeel is one shape; Vorm says how the template draws it.
type beelddeel struct {
	Vorm   string
	X, B   string // place and width in percent
	Y      int    // middle of the lane in pixels
	Tekst  string
	Klasse string
}

type beeldregel struct {
	Dag, Baan, Wat string
	Stand          toestand
	volg           begrip.Datum
}

// baan is a lane: its name and the middle of its line in the picture.
type baan struct {
	Naam string
	Y    int
}

var banen = [...]baan{{"Termijn", 60}, {"Leerroute", 106}, {"PVT", 138}, {"MAP", 170}, {"Gesprekken", 202}, {"Examens", 234}}

const (
	inTermijn = iota
	inLeerroute
	inPVT
	inMAP
	inGesprekken
	inExamens
)

const beeldhoogte = 278

// tekenaar places days on the picture.
type tekenaar struct {
	begin, einde, vandaag begrip.Datum
	uit                   tijdbeeld
}

func (t *tekenaar) x(d begrip.Datum) string {
	return procent(int64(max(t.begin, min(d, t.einde))-t.begin), int64(t.einde-t.begin), 10000)
}

func (t *tekenaar) breedte(van, tot begrip.Datum) string {
	van, tot = max(t.begin, van), min(t.einde, tot)
	if tot <= van {
		return "0.30%"
	}
	return procent(int64(tot-van), int64(t.einde-t.begin), 10000)
}

// deel tells how far a day is, in percent, to choose the side of a label.
func (t *tekenaar) deel(d begrip.Datum) int { return int(d-t.begin) * 100 / int(t.einde-t.begin) }

func (t *tekenaar) teken(lane int, vorm string, d begrip.Datum) {
	t.uit.Elementen = append(t.uit.Elementen, beelddeel{Vorm: vorm, X: t.x(d), Y: banen[lane].Y})
}

func (t *tekenaar) blok(lane int, vorm string, van, tot begrip.Datum) {
	if tot < t.begin || van > t.einde || tot < van {
		return
	}
	t.uit.Elementen = append(t.uit.Elementen, beelddeel{Vorm: vorm, X: t.x(van), B: t.breedte(van, tot), Y: banen[lane].Y})
}

// tekst writes beside a day; near the end of the picture it stands before it.
func (t *tekenaar) tekst(lane, dy int, d begrip.Datum, woorden, klasse string) {
	vorm := "tekst"
	if t.deel(d)+len(woorden)*65/100 > 98 {
		vorm = "tekst-eind"
	}
	t.uit.Elementen = append(t.uit.Elementen, beelddeel{Vorm: vorm, X: t.x(d), Y: banen[lane].Y + dy, Tekst: woorden, Klasse: klasse})
}

func (t *tekenaar) regel(lane int, d begrip.Datum, dag, wat string, s toestand) {
	t.uit.Regels = append(t.uit.Regels, beeldregel{Dag: dag, Baan: banen[lane].Naam, Wat: wat, Stand: s, volg: d})
}

var (
	isKlaar    = toestand{"goed", "klaar", "Gedaan"}
	isGepland  = toestand{"later", "later", "Gepland"}
	isBericht  = toestand{"goed", "klaar", "Ontvangen"}
	isGezakt   = toestand{"laat", "open", "Niet gehaald"}
	isGeslaagd = toestand{"goed", "klaar", "Gehaald"}
)

// maakTijdbeeld draws the dossier as it stands today.
func maakTijdbeeld(b *app.DossierBeeld) tijdbeeld {
	t := &tekenaar{vandaag: b.Vandaag}
	t.begin, t.einde = beeldgrenzen(b)
	naam := of(b.Dossier.Persoon.Naam.Volledig(), "deze persoon")
	t.uit.Titel = "De inburgering van " + naam + " in de tijd"
	t.rooster()
	t.termijn(b)
	t.leerroute(b)
	t.uren(b, inPVT, "PVT", dossier.UrenPVT)
	t.uren(b, inMAP, "MAP", dossier.UrenMAPKlassikaal, dossier.UrenMAPPraktijk)
	t.gesprekken(b)
	t.examens(b)
	slices.SortStableFunc(t.uit.Regels, func(a, c beeldregel) int { return int(a.volg - c.volg) })
	// Words come last, so that no shape is drawn over them.
	slices.SortStableFunc(t.uit.Elementen, func(a, c beelddeel) int { return woordlaatst(a) - woordlaatst(c) })
	t.uit.Tekst = t.samenvatting(b)
	return t.uit
}

func woordlaatst(e beelddeel) int {
	if strings.HasPrefix(e.Vorm, "tekst") {
		return 1
	}
	return 0
}

// beeldgrenzen runs from the year of the first fact to some months after the last day.
func beeldgrenzen(b *app.DossierBeeld) (begin, einde begrip.Datum) {
	eerste := b.Vandaag
	for _, g := range b.Dossier.Feiten {
		if beeldfeit(g.Feit) {
			eerste = min(eerste, g.GeldigOp)
			break
		}
	}
	einde = b.Vandaag.PlusMaanden(6)
	if t, ok := b.Antwoord.Termijn("inburgeringstermijn"); ok && !t.Uiterlijk.IsLeeg() {
		einde = max(einde, t.Uiterlijk.PlusMaanden(3))
	} else {
		einde = max(einde, eerste.PlusJaren(3))
	}
	j, m, _ := eerste.Delen()
	begin = moetDag(j, (m-1)/6*6+1)
	return max(begin, einde.PlusMaanden(-84)), einde
}

// beeldfeit says whether a fact belongs to the course itself, not to our administration.
func beeldfeit(f dossier.Feit) bool {
	switch f.(type) {
	case *dossier.Kennisgeving, *dossier.Inschrijving, *dossier.SignaalOntvangen, *dossier.Opgeroepen, *dossier.PIPVastgesteld, *dossier.Koppeling:
		return true
	}
	return false
}

func moetDag(jaar, maand int) begrip.Datum {
	d, err := begrip.Dag(jaar, maand, 1)
	if err != nil { // the first of a month always exists
		return 1
	}
	return d
}

func (t *tekenaar) rooster() {
	for d := t.begin; d <= t.einde; d = d.PlusMaanden(3) {
		j, m, _ := d.Delen()
		if m == 1 || d == t.begin {
			naam := strconv.Itoa(j)
			if t.deel(d) > 94 { // the name of the year would leave the picture
				naam = ""
			}
			t.uit.Jaren = append(t.uit.Jaren, merkteken{t.x(d), naam})
		} else {
			t.uit.Kwartalen = append(t.uit.Kwartalen, t.x(d))
		}
	}
	if n := len(t.uit.Jaren); n > 1 && t.begin.Maand() == 7 && t.deel(moetDag(t.begin.Jaar()+1, 1)) < 8 {
		t.uit.Jaren[0].Tekst = ""
	}
	t.uit.Vandaag = t.x(t.vandaag)
	switch p := t.deel(t.vandaag); {
	case p < 6:
		t.uit.Merkanker = "links"
	case p > 94:
		t.uit.Merkanker = "rechts"
	default:
		t.uit.Merkanker = "midden"
	}
}

func (t *tekenaar) termijn(b *app.DossierBeeld) {
	d := b.Dossier
	if !dossier.Heeft[*dossier.PIPVastgesteld](d) {
		t.totPIP(b.Antwoord)
	}
	for g := range dossier.Van[*dossier.Kennisgeving](d) {
		t.teken(inTermijn, "driehoek", g.GeldigOp)
		t.regel(inTermijn, g.GeldigOp, g.GeldigOp.Kort(), "Brief van DUO: inburgeren moet", isBericht)
	}
	for g, f := range dossier.Van[*dossier.SignaalOntvangen](d) {
		if g.Bron == "duo" {
			t.teken(inTermijn, "driehoek", g.GeldigOp)
		}
		t.regel(inTermijn, g.GeldigOp, g.GeldigOp.Kort(), strings.TrimSpace("Bericht "+f.Code+" "+f.Omschrijving), isBericht)
	}
	term, heeft := b.Antwoord.Termijn("inburgeringstermijn")
	eerste := true
	for g, f := range dossier.Van[*dossier.PIPVastgesteld](d) {
		if eerste && heeft && !term.Uiterlijk.IsLeeg() {
			t.loop(g.GeldigOp, &term, b.Antwoord)
		}
		t.teken(inTermijn, "ruit", g.GeldigOp)
		if eerste {
			t.tekst(inTermijn, -14, g.GeldigOp, "PIP "+g.GeldigOp.Kort(), "sterk bij")
		}
		stand := isKlaar
		if p, ok := b.Antwoord.Termijn("pip-vaststellen"); ok && eerste {
			stand = toestandVan(p.Stand)
		}
		t.regel(inTermijn, g.GeldigOp, g.GeldigOp.Kort(), "PIP vastgesteld, "+f.Leerroute.Titel(), stand)
		eerste = false
	}
}

// totPIP draws the time in which the PIP must be laid down.
func (t *tekenaar) totPIP(a *recht.Antwoord) {
	p, ok := a.Termijn("pip-vaststellen")
	if !ok || p.Uiterlijk.IsLeeg() {
		return
	}
	t.blok(inTermijn, "rest", p.Begin, p.Uiterlijk)
	t.teken(inTermijn, "einde", p.Uiterlijk)
	t.tekst(inTermijn, -14, p.Uiterlijk, "PIP uiterlijk "+p.Uiterlijk.Kort(), "sterk bij")
	t.regel(inTermijn, p.Uiterlijk, p.Uiterlijk.Kort(), "Laatste dag om het PIP vast te stellen", toestandVan(p.Stand))
}

// loop draws the term itself: passed, left, and the months in which extension can be asked.
func (t *tekenaar) loop(van begrip.Datum, term *recht.Termijn, a *recht.Antwoord) {
	t.blok(inTermijn, "voorbij", van, min(t.vandaag, term.Uiterlijk))
	t.blok(inTermijn, "rest", max(van, t.vandaag), term.Uiterlijk)
	if v, ok := a.Termijn("verlenging-aanvragen"); ok && v.Uiterlijk > t.vandaag {
		t.blok(inTermijn, "mogelijk", max(v.Begin, t.vandaag), v.Uiterlijk)
		t.tekst(inTermijn, 22, v.Begin, "verlenging vragen kan", "zacht bij")
		t.regel(inTermijn, v.Begin, v.Begin.Kort()+" tot en met "+v.Uiterlijk.Kort(), "Verlenging aanvragen kan", toestandVan(v.Stand))
	}
	t.teken(inTermijn, "einde", term.Uiterlijk)
	t.uit.Elementen = append(t.uit.Elementen, beelddeel{Vorm: "tekst-eind", X: t.x(term.Uiterlijk), Y: banen[inTermijn].Y - 14, Tekst: "laatste dag " + term.Uiterlijk.Kort(), Klasse: "sterk"})
	t.regel(inTermijn, term.Uiterlijk, term.Uiterlijk.Kort(), "Laatste dag van de inburgeringstermijn", toestandVan(term.Stand))
}

func (t *tekenaar) leerroute(b *app.DossierBeeld) {
	d := b.Dossier
	if g, _ := dossier.Eerste[*dossier.IntakeAfgerond](d); g != nil {
		van := g.GeldigOp
		for _, e := range d.Feiten {
			if f, ok := e.Feit.(*dossier.Verschenen); ok && f.Voor == dossier.VoorBredeIntake {
				van = e.GeldigOp
				break
			}
		}
		t.blok(inLeerroute, "intake", van, max(g.GeldigOp, van.Plus(14)))
		t.regel(inLeerroute, van, van.Kort()+" tot en met "+g.GeldigOp.Kort(), "Brede intake", isKlaar)
	}
	type stuk struct {
		van   begrip.Datum
		route begrip.Leerroute
	}
	var stukken []stuk
	for _, g := range d.Feiten {
		route := begrip.Leerroute("")
		switch f := g.Feit.(type) {
		case *dossier.PIPVastgesteld:
			route = f.Leerroute
		case *dossier.LeerrouteGewijzigd:
			route = f.Naar
		}
		if route != "" && (len(stukken) == 0 || stukken[len(stukken)-1].route != route) {
			stukken = append(stukken, stuk{g.GeldigOp, route})
		}
	}
	slot := t.einde
	if term, ok := b.Antwoord.Termijn("inburgeringstermijn"); ok && !term.Uiterlijk.IsLeeg() {
		slot = term.Uiterlijk
	}
	for i, s := range stukken {
		tot := slot
		if i+1 < len(stukken) {
			tot = stukken[i+1].van
		}
		t.blok(inLeerroute, "balk", s.van, min(tot, t.vandaag))
		t.routenaam(s.van, min(tot, t.vandaag), s.route)
		stand := isKlaar
		if tot > t.vandaag {
			t.blok(inLeerroute, "gepland", max(s.van, t.vandaag), tot)
			stand = toestand{"week", "week", "Loopt"}
		}
		t.regel(inLeerroute, s.van, s.van.Kort()+" tot en met "+tot.Kort(), hoofdletter(s.route.Titel()), stand)
	}
}

// routenaam writes in the bar when it fits and behind today when it does not.
func (t *tekenaar) routenaam(van, tot begrip.Datum, route begrip.Leerroute) {
	if t.deel(tot)-t.deel(van) >= 14 {
		t.tekst(inLeerroute, 5, van, hoofdletter(route.Titel()), "op in")
		return
	}
	t.uit.Elementen = append(t.uit.Elementen, beelddeel{Vorm: "tekst-kader", X: t.x(tot), Y: banen[inLeerroute].Y, Tekst: hoofdletter(route.Titel()), Klasse: "sterk"})
}

// uren draws the hours of a part, solid from the first to the last that were reported.
func (t *tekenaar) uren(b *app.DossierBeeld, lane int, naam string, soorten ...dossier.Urensoort) {
	var van, tot begrip.Datum
	som := map[dossier.Urensoort]begrip.Uren{}
	for g, f := range dossier.Van[*dossier.Uren](b.Dossier) {
		if !slices.Contains(soorten, f.Wat) {
			continue
		}
		if van == 0 {
			van = g.GeldigOp.PlusMaanden(-1)
		}
		tot = g.GeldigOp
		som[f.Wat] += f.Aantal.Waarde
	}
	klaar := ""
	if lane == inPVT {
		if g, _ := dossier.Laatste[*dossier.PVTOndertekend](b.Dossier); g != nil {
			if van == 0 {
				van = g.GeldigOp.PlusMaanden(-1)
			}
			tot, klaar = max(tot, g.GeldigOp), ", getekend "+g.GeldigOp.Kort()
		}
	}
	einde := tot
	for g, f := range dossier.Van[*dossier.Eindgesprek](b.Dossier) {
		if lane == inMAP && f.Van == dossier.EindgesprekMAP {
			t.teken(inMAP, "rond", g.GeldigOp)
			t.regel(inMAP, g.GeldigOp, g.GeldigOp.Kort(), "Eindgesprek MAP", isKlaar)
			einde, klaar = max(tot, g.GeldigOp), ", eindgesprek "+g.GeldigOp.Kort()
		}
	}
	if van == 0 {
		return
	}
	delen := []string{}
	for _, s := range soorten {
		if u := som[s]; u > 0 {
			delen = append(delen, u.Tekst()+map[dossier.Urensoort]string{dossier.UrenPVT: " uur", dossier.UrenMAPKlassikaal: " uur klas", dossier.UrenMAPPraktijk: " uur praktijk"}[s])
		}
	}
	t.blok(lane, "goedbalk", van, tot)
	t.tekst(lane, 5, max(tot, einde), strings.Join(delen, ", ")+klaar, "bij")
	stand := toestand{"week", "week", "Loopt"}
	if klaar != "" {
		stand = isKlaar
	}
	t.regel(lane, van, van.Kort()+" tot en met "+tot.Kort(), naam+": "+strings.Join(delen, ", ")+klaar, stand)
}

func (t *tekenaar) gesprekken(b *app.DossierBeeld) {
	for _, g := range b.Dossier.Feiten {
		switch f := g.Feit.(type) {
		case *dossier.Voortgangsgesprek:
			t.teken(inGesprekken, "rond", g.GeldigOp)
			t.regel(inGesprekken, g.GeldigOp, g.GeldigOp.Kort(), "Voortgangsgesprek", isKlaar)
		case *dossier.Verschenen:
			t.teken(inGesprekken, "rond", g.GeldigOp)
			t.regel(inGesprekken, g.GeldigOp, g.GeldigOp.Kort(), "Gekomen: "+keuzewoord(string(f.Voor)), isKlaar)
		case *dossier.NietVerschenen:
			t.teken(inGesprekken, "kruis", g.GeldigOp)
			t.regel(inGesprekken, g.GeldigOp, g.GeldigOp.Kort(), "Niet gekomen: "+keuzewoord(string(f.Voor)), toestand{"laat", "open", "Niet gekomen"})
		case *dossier.Opgeroepen:
			if f.Afspraak >= t.vandaag {
				t.teken(inGesprekken, "afspraak", f.Afspraak)
				t.tekst(inGesprekken, 5, f.Afspraak, keuzewoord(string(f.Voor))+" "+f.Afspraak.Kort(), "bij")
				t.regel(inGesprekken, f.Afspraak, f.Afspraak.Kort(), "Afspraak: "+keuzewoord(string(f.Voor)), isGepland)
			}
		}
	}
	for i := range b.Taken {
		x := &b.Taken[i]
		if !strings.Contains(x.Soort, "gesprek") || x.Uiterlijk.IsLeeg() {
			continue
		}
		vorm := "rondopen"
		if x.Uiterlijk <= t.vandaag.Plus(14) {
			vorm = "halfrond"
		}
		t.teken(inGesprekken, vorm, x.Uiterlijk)
		t.tekst(inGesprekken, 5, x.Uiterlijk, "uiterlijk "+x.Uiterlijk.Kort(), "sterk bij")
		_, icoonnaam, woord := nabijheid(x.Uiterlijk, t.vandaag)
		t.regel(inGesprekken, x.Uiterlijk, x.Uiterlijk.Kort(), taaknaam(x.Soort), toestand{"week", icoonnaam, woord})
	}
}

// examenkort are the letters under a square; the legend spells them out.
var examenkort = map[begrip.Onderdeel]string{begrip.Lezen: "LE", begrip.Luisteren: "LU", begrip.Schrijven: "SC", begrip.Spreken: "SP", begrip.KNM: "KNM"}

func (t *tekenaar) examens(b *app.DossierBeeld) {
	var dagen []begrip.Datum
	for g := range dossier.Van[*dossier.Examen](b.Dossier) {
		dagen = append(dagen, g.GeldigOp)
	}
	i := 0
	for g, f := range dossier.Van[*dossier.Examen](b.Dossier) {
		vorm, stand := "vinkje", isGeslaagd
		if f.Uitslag == dossier.Gezakt {
			vorm, stand = "kruis", isGezakt
		}
		t.uit.LegendaEx = true
		t.teken(inExamens, vorm, g.GeldigOp)
		// A label that would run into the next square stays out; the table has it.
		if i++; i == len(dagen) || t.deel(dagen[i])-t.deel(g.GeldigOp) >= 5 {
			t.tekst(inExamens, 5, g.GeldigOp, examenkort[f.Onderdeel], "bij")
		}
		wat := "Examen " + string(f.Onderdeel)
		if f.Onderdeel == begrip.KNM {
			wat = "Examen KNM"
		} else if f.Niveau != "" {
			wat += " op " + strings.ToUpper(string(f.Niveau))
		}
		t.regel(inExamens, g.GeldigOp, g.GeldigOp.Kort(), wat, stand)
	}
}

// samenvatting says in words what the picture shows.
func (t *tekenaar) samenvatting(b *app.DossierBeeld) string {
	s := "Vandaag is het " + t.vandaag.Voluit() + ". "
	if term, ok := b.Antwoord.Termijn("inburgeringstermijn"); ok && !term.Uiterlijk.IsLeeg() {
		s += "De termijn loopt tot en met " + term.Uiterlijk.Voluit() + ". "
	} else if p, ok := b.Antwoord.Termijn("pip-vaststellen"); ok && !p.Uiterlijk.IsLeeg() {
		s += "Het PIP moet er uiterlijk " + p.Uiterlijk.Voluit() + " zijn. "
	}
	return s + "Alle gebeurtenissen staan in de tabel onder het beeld."
}
