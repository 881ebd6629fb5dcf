package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"traject/app"
	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// dossierblad is the dossier as it stands on the page.
type dossierblad struct {
	Nummer    string
	Naam      string
	Kenmerken []kenmerkregel
	Knoppen   []knop // what one does with every dossier
	Meer      []knop // the other acts on the dossier as a whole
	Tabs      []tab
	Deel      string
	Versie    string

	Tijdbeeld *tijdbeeld
	Vragen    []string
	Taken     []taakregel
	Leeg      string // sentence when there is nothing to do
	Voortgang []voortgangregel
	Noot      string
	Geleid    string // why there are no demands here: the person is only guided
	Niet      []nietregel

	Persoon   []feitveld
	Feiten    []feitregel
	Plan      []planblok
	Brieven   []briefregel
	Keten     []feitregel
	Zicht     *zichtblad
	Signaal   string // address to record a message that came by hand; "" for who may not
	Termijnen []termijnregel
	Normen    []termijnregel
	Wel       []nietregel
	Boetes    []termijnregel
	Grond     string // day, package and fingerprint of the answer
	Gegevens  []knop // the pages about keeping the data and giving access to it
}

type kenmerkregel struct{ Naam, Waarde string }

type knop struct {
	Naam, Adres string
	Eerste      bool
}

// delen are the parts of a dossier; each is an address of its own.
var delen = [...][2]string{{"", "Overzicht"}, {"feiten", "Feiten"}, {"plan", "Plan"}, {"brieven", "Brieven"}, {"aanbieders", "Aanbieders"}, {"keten", "Keten"}, {"rechten", "Rechten en uitleg"}}

func (s *Web) dossier(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	beeld, err := s.Huis.Dossier(r.Context(), wie, r.PathValue("nummer"))
	if err != nil {
		return err
	}
	deel := r.URL.Query().Get("deel")
	blad := maakDossierblad(beeld, deel, s.collega)
	kop := s.raam(wie, "dossiers", bladtitel(blad))
	kop.Melding = s.neemMelding(r)
	if k := s.neemMeldingBrief(r); k != "" {
		kop.MeldingBrief = "/dossiers/" + beeld.Nummer + "/brieven/" + url.PathEscape(k)
	}
	s.toon(w, r, http.StatusOK, dossierpagina(kop, blad))
	return nil
}

// bladtitel tells the parts of one dossier apart in the tabs and the history of a browser.
func bladtitel(blad dossierblad) string {
	for _, x := range delen {
		if x[0] != "" && x[0] == blad.Deel {
			return x[1] + ", " + blad.Naam
		}
	}
	return blad.Naam
}

// maakDossierblad builds the page; only the part that is asked for is worked out. n names
// who recorded what.
func maakDossierblad(b *app.DossierBeeld, deel string, n benoem) dossierblad {
	d := b.Dossier
	blad := dossierblad{Nummer: b.Nummer, Naam: naamOf(d.Persoon.Naam.Volledig(), b.Nummer), Deel: deel, Versie: strconv.Itoa(b.Versie)}
	blad.Kenmerken = maakKenmerken(b)
	blad.Knoppen, blad.Meer = maakKnoppen(b)
	basis := "/dossiers/" + b.Nummer
	bekend := false
	for _, x := range delen {
		bekend = bekend || x[0] == deel
		t := tab{Naam: x[1], Adres: basis, Hier: x[0] == deel}
		if x[0] != "" {
			t.Adres += "?deel=" + x[0]
		}
		if x[0] == "brieven" && len(b.Brieven) > 0 {
			t.Teller = strconv.Itoa(len(b.Brieven))
		}
		blad.Tabs = append(blad.Tabs, t)
	}
	if !bekend { // an old or mistyped part shows the overview
		blad.Deel, blad.Tabs[0].Hier = "", true
	}
	switch blad.Deel {
	case "":
		blad.vulOverzicht(b)
	case "feiten":
		blad.Persoon, blad.Feiten = maakPersoon(b), maakFeiten(b, nil, n)
	case "plan":
		blad.Plan = maakPlan(b)
	case "brieven":
		blad.Brieven = maakBrieven(b)
	case "aanbieders":
		blad.Zicht = maakZicht(b)
	case "keten":
		blad.Keten = maakFeiten(b, vanKeten, n)
		if b.Rechten.Handelen {
			blad.Signaal = "/dossiers/" + b.Nummer + "/signaal"
		}
	case "rechten":
		blad.vulRechten(b)
	}
	return blad
}

func maakKenmerken(b *app.DossierBeeld) []kenmerkregel {
	d := b.Dossier
	p := d.Persoon
	uit := []kenmerkregel{}
	zet := func(naam, waarde string) {
		if waarde != "" {
			uit = append(uit, kenmerkregel{naam, waarde})
		}
	}
	zet("Geboren", p.Geboortedatum.Voluit())
	if d.Stelsel.Rekent() { // under the law of 2013 there is no group and no route
		zet("Groep", of(d.DoelgroepOp(b.Vandaag).Titel(), "nog niet bekend"))
		zet("Route", routenaam(routeVan(b)))
	}
	zet("Klantmanager", of(of(b.Manager.Naam, d.Klantmanager), "nog niemand"))
	zet("Tolk", p.Tolk)
	switch {
	case d.ELIP:
		zet("Wet", d.Stelsel.Titel()+", lening op (ELIP)")
	case d.Stelsel != begrip.Wi2021:
		zet("Wet", d.Stelsel.Titel())
	}
	zet("Fase", fasenaam(b.Fase))
	zet("Dossier", b.Nummer)
	return uit
}

// maakPersoon gives what we know of the person. The BSN stands only here, for who
// may see it, and not in the header of every page.
func maakPersoon(b *app.DossierBeeld) []feitveld {
	p := b.Dossier.Persoon
	uit := []feitveld{}
	for _, v := range []feitveld{{"Naam", p.Naam.Volledig()}, {"Aanhef", p.Aanhef}, {"Geboren", p.Geboortedatum.Voluit()}, {"BSN", p.BSN.Cijfers()},
		{"V-nummer", p.VNummer}, {"Adres", strings.Join(strings.Fields(p.Adres+" "+p.Postcode+" "+p.Plaats), " ")}, {"Telefoon", p.Telefoon}, {"Tolk", p.Tolk}} {
		if v.Waarde != "" && (v.Naam != "BSN" || b.Rechten.BSN) {
			uit = append(uit, v)
		}
	}
	return uit
}

// maakKnoppen are the acts on the dossier as a whole, for who may do them: the daily ones
// to see at once, the others behind one word.
func maakKnoppen(b *app.DossierBeeld) (eerst, meer []knop) {
	basis := "/dossiers/" + b.Nummer
	if b.Rechten.Handelen && !b.Dossier.Stelsel.Rekent() { // no task of the law leads there
		eerst = append(eerst, knop{Naam: "Uitnodigen", Adres: basis + "/oproepen"})
	}
	if b.Rechten.Handelen {
		eerst = append(eerst, knop{Naam: "Notitie maken", Adres: basis + "/notitie"})
		meer = append(meer, knop{Naam: "Wat als", Adres: basis + "/wat-als"})
	}
	if b.Rechten.Handelen && b.Dossier.Stelsel == begrip.Wi2021 {
		meer = append(meer, knop{Naam: "Melden aan DUO", Adres: basis + "/duo"})
	}
	if b.Rechten.Partners {
		meer = append(meer, knop{Naam: "Partner vastleggen", Adres: basis + "/partner"})
	}
	if b.Rechten.Toewijzen {
		meer = append(meer, knop{Naam: "Klantmanager kiezen", Adres: basis + "/toewijzen"})
	}
	if b.Rechten.Meenemen && b.Dossier.Stelsel.Rekent() { // the file knows no other law
		meer = append(meer, knop{Naam: "Dossierbestand maken", Adres: basis + "/bestand"})
	}
	return eerst, meer
}

// maakGegevensknoppen are the pages about the data itself: how long it stays and who
// may have it. They are seldom asked for, so they stand apart from the daily acts.
func maakGegevensknoppen(b *app.DossierBeeld) []knop {
	basis := "/dossiers/" + b.Nummer
	uit := []knop{{Naam: "Bewaren", Adres: basis + "/bewaren"}}
	if b.Rechten.Inzage {
		uit = append(uit, knop{Naam: "Inzage geven", Adres: basis + "/inzage"})
	}
	return uit
}

// taakpaden say on which page a task is done; the others are done outside
// traject, and their link goes to the dossier.
var taakpaden = map[string]string{
	agenda.IntakeOproepen: "oproepen", agenda.Verschijnen: "verschijnen", agenda.ToetsVastleggen: "leerbaarheidstoets", agenda.IntakeAfronden: "intake",
	agenda.PIPVaststellen: "pip", "pip-melden": "duo", agenda.PersoonAanvullen: "persoon", agenda.FeitNavragen: "persoon", agenda.Toewijzen: "toewijzen", agenda.Waarschuwen: "waarschuwen",
	agenda.GesprekVoeren: "oproepen", agenda.EindgesprekMAP: "oproepen", agenda.EindgesprekZ: "oproepen",
	agenda.SignaalAfhandelen: "signaal-afhandelen", app.TaakDUOMelden: "duo",
	"aanbod-leerroute": "aanbod", "aanbod-map": "aanbod",
}

// taakvoor says what a talk that is due is called in an invitation.
var taakvoor = map[string]dossier.Voor{
	agenda.GesprekVoeren: dossier.VoorVoortgangsgesprek, agenda.EindgesprekMAP: dossier.VoorMAPEindgesprek, agenda.EindgesprekZ: dossier.VoorZEindgesprek,
}

// taakpad is the page of this task, "" when it is done outside traject. A fact that is
// missing has a page only when we have a field for it.
func taakpad(soort, over string) string {
	if soort == agenda.FeitNavragen && feitveldVan(over) == "" {
		return ""
	}
	return taakpaden[soort]
}

// feitveldVan is the field on the page of the person that answers a question.
func feitveldVan(feit string) string {
	switch feit {
	case "inschrijving":
		return "inschrijving"
	case "inschrijving.gehuisvest":
		return "gehuisvest"
	}
	return ""
}

func taakadres(nummer, soort, over string) string {
	adres := "/dossiers/" + nummer
	if soort == app.TaakDUOMelden {
		return duoadres(nummer, over)
	}
	pad := taakpad(soort, over)
	if pad == "" {
		return adres + "#taken"
	}
	adres += "/" + pad
	if soort == agenda.FeitNavragen { // straight to the field that answers it
		return adres + "#" + feitveldVan(over)
	}
	if wat, ok := strings.CutPrefix(soort, "aanbod-"); ok {
		return adres + "?wat=" + url.QueryEscape(wat)
	}
	if voor := taakvoor[soort]; voor != "" {
		return adres + "?voor=" + url.QueryEscape(string(voor))
	}
	if over != "" {
		adres += "?over=" + url.QueryEscape(over)
	}
	return adres
}

// taakknop is the verb on the button of a task.
func taakknop(soort string) string {
	switch soort {
	case "pip-vaststellen":
		return "Maak het PIP"
	case "pip-melden", app.TaakDUOMelden:
		return "Meld aan DUO"
	case "leerbaarheidstoets":
		return "Leg de toets vast"
	case "intake-afronden":
		return "Rond de intake af"
	case "persoon-aanvullen", "feit-navragen":
		return "Vul aan"
	case "toewijzen":
		return "Kies iemand"
	case "waarschuwen":
		return "Waarschuw"
	case agenda.SignaalAfhandelen:
		return "Handel af"
	}
	switch taakpaden[soort] {
	case "oproepen":
		return "Roep op"
	case "verschijnen", "aanbod":
		return "Leg vast"
	}
	return ""
}

func taakID(nummer, soort, over string) string {
	sleutel := nummer + "-" + soort
	if over != "" {
		sleutel += "-" + over
	}
	return "t-" + strings.NewReplacer("/", "-", ":", "-").Replace(sleutel)
}
