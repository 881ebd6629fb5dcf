package web

import (
	"slices"
	"strconv"
	"strings"

	"traject/app"
	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

type taakregel struct {
	ID, Titel, Zin, Bron string
	Kleur, Icoon         string // laat, week or later
	Woord                string // the status in a word, for who does not see the icon
	Knop, Adres          string
	Eerste               bool
	HeeftUitleg          bool
	Uitleg               uitleg
}

type nietregel struct {
	Titel, Zin string
	Uitleg     uitleg
	codes      []string // of the refusals
}

type voortgangregel struct {
	Naam, Getal, Breedte string
	Klaar                bool
	Stand                toestand
}

func (blad *dossierblad) vulOverzicht(b *app.DossierBeeld) {
	if b.Dossier.Stelsel.Rekent() { // without terms and demands there is nothing to draw
		t := maakTijdbeeld(b)
		blad.Tijdbeeld = &t
	}
	blad.Taken = maakTaken(b)
	if len(blad.Taken) == 0 {
		blad.Leeg = nietsTeDoen(b)
	}
	blad.Voortgang = maakVoortgang(b.Antwoord)
	if g, _ := dossier.Laatste[*dossier.Uren](b.Dossier); g != nil {
		blad.Noot = "Uren bijgewerkt tot en met " + g.GeldigOp.Voluit() + "."
	}
	blad.Niet = korteNiet(maakNiet(b, false))
	if !b.Dossier.Stelsel.Rekent() {
		blad.Geleid = "Deze persoon valt onder de " + b.Dossier.Stelsel.Titel() + ". U kunt uitnodigen, praten en adviseren. De gemeente stelt hier geen eisen, termijnen of boetes."
	}
}

// nietsTeDoen says why there is nothing to do: someone whose term is over is not ready,
// somebody else is at work.
func nietsTeDoen(b *app.DossierBeeld) string {
	t, ok := b.Antwoord.Termijn("inburgeringstermijn")
	switch {
	case b.Fase == agenda.FaseVerlopen && ok:
		return "De inburgeringstermijn is voorbij: de laatste dag was " + t.Uiterlijk.Voluit() + ". DUO beoordeelt nu wat er volgt. U krijgt daarover een bericht van DUO; tot dan hoeft u hier niets vast te leggen."
	case b.Fase == agenda.FaseAfgerond:
		return "Dit traject is afgerond. U hoeft niets meer te doen."
	}
	return "Er is nu niets te doen in dit dossier."
}

// maakTaken gives what must be done now, soonest first, each with its reason.
func maakTaken(b *app.DossierBeeld) []taakregel {
	uit := make([]taakregel, 0, len(b.Taken))
	for i := range b.Taken {
		t := &b.Taken[i]
		r := taakregel{ID: taakID(b.Nummer, t.Soort, t.Over), Titel: taaktitel(t.Soort, t.Over), Bron: korteBron(vindplaats(t.Bron)), Eerste: i == 0}
		r.Kleur, r.Icoon, r.Woord = nabijheid(t.Uiterlijk, b.Vandaag)
		r.Zin = taakzin(t)
		if taakpad(t.Soort, t.Over) != "" && b.Rechten.Handelen && (t.Soort != agenda.Toewijzen || b.Rechten.Toewijzen) {
			r.Knop, r.Adres = taakknop(t.Soort), taakadres(b.Nummer, t.Soort, t.Over)
		}
		r.Uitleg = taakuitleg(b, t)
		r.HeeftUitleg = len(r.Uitleg.Stappen) > 0
		uit = append(uit, r)
	}
	return uit
}

func taakzin(t *agenda.Taak) string {
	s := ""
	if !t.Uiterlijk.IsLeeg() {
		s = "Uiterlijk " + t.Uiterlijk.VoluitMetDag() + ". "
	}
	return strings.TrimSpace(s + eindpunt(t.Reden) + " " + zonderAkte[t.Soort])
}

// zonderAkte says what to do, and what ends the task, where no page of traject does so.
var zonderAkte = map[string]string{
	"leerroute-wijzigen":   "Blijft de route zoals zij is? Dan hoeft u niets vast te leggen. Moet zij anders? Stel dan een nieuw PIP vast.",
	"verlenging-aanvragen": "Bespreek of verlenging nodig is. De aanvraag gaat naar DUO en het antwoord komt vanzelf in dit dossier.",
	"ontzorgen":            "Bespreek wie daarna de vaste lasten betaalt. U hoeft hier niets vast te leggen.",
	"beslissen":            "Traject bewaakt hier de laatste dag. Het besluit zelf neemt u buiten traject.",
	agenda.Afronden:        "DUO zegt of iemand klaar is. Komt dat bericht, dan verdwijnt deze taak.",
}

func eindpunt(s string) string {
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}

// taakuitleg is the explanation of the term the task hangs on; without a term the
// reason itself is the answer.
func taakuitleg(b *app.DossierBeeld, t *agenda.Taak) uitleg {
	if term, ok := b.Antwoord.Termijn(t.Termijn); ok {
		return termijnuitleg(b, &term)
	}
	u := maakUitleg(b.Nummer, eindpunt(t.Reden), nil, nil, b.Antwoord, nil)
	if t.Bron != nil {
		u.Stappen = []uitlegstap{{Zin: taaknaam(t.Soort), Waarde: t.Uiterlijk.Voluit(), Bron: vindplaats(t.Bron)}}
	}
	return u
}

func termijnuitleg(b *app.DossierBeeld, t *recht.Termijn) uitleg {
	u := maakUitleg(b.Nummer, termijnzin(t), t.Uitleg, termijnverandering(t), b.Antwoord, b.Logboek)
	// The outcome stands last and bold; when the last step says that a free day changes
	// nothing, the outcome is the day itself and not the word "ja".
	if n := len(u.Stappen); n > 0 && strings.HasPrefix(t.Uitleg[n-1].ID, "atw-") && t.Uitleg[n-1].Eenheid == begrip.JaNee && !t.Uiterlijk.IsLeeg() {
		u.Stappen[n-1].Waarde = t.Uiterlijk.Voluit()
	}
	return u
}

// nabijheid says how soon it bites: colour, pictogram and word.
func nabijheid(uiterlijk, vandaag begrip.Datum) (kleur, icoon, woord string) {
	switch {
	case uiterlijk.IsLeeg():
		return "later", "later", "Zonder laatste dag"
	case uiterlijk < vandaag:
		return "laat", "laat", "Te laat"
	case uiterlijk <= agenda.WeekTot(vandaag):
		return "week", "week", weekwoord(vandaag)
	}
	return "later", "later", "Later"
}

// termijnzin is the answer in one sentence.
func termijnzin(t *recht.Termijn) string {
	naam, dag := termijnnaam(*t), t.Uiterlijk.VoluitMetDag()
	switch {
	case t.Stand == recht.Opgeschort:
		return naam + ": de termijn staat stil."
	case t.Stand == recht.Vervallen:
		return naam + ": deze termijn geldt niet meer."
	case t.Sleutel == "oproep":
		return "De afspraak kan op zijn vroegst op " + t.Begin.VoluitMetDag() + " zijn."
	case t.Uiterlijk.IsLeeg():
		return naam + ": er is geen laatste dag."
	case t.Sleutel == "inburgeringstermijn":
		return "De inburgeringstermijn loopt tot en met " + dag + "."
	case t.Stand == recht.NogNiet:
		return naam + " kan vanaf " + t.Begin.Voluit() + " tot en met " + dag + "."
	}
	switch t.Sleutel {
	case "leerroute-wijzigen", "verlenging-aanvragen", "bezwaar":
		return naam + " kan tot en met " + dag + "."
	}
	switch t.Stand {
	case recht.Gehaald:
		return naam + " is op tijd gedaan. De laatste dag was " + dag + "."
	case recht.TeLaat:
		return naam + " is gedaan, maar na de laatste dag: " + dag + "."
	case recht.Verlopen:
		return naam + " moest uiterlijk " + dag + " gebeuren."
	}
	return naam + " moet uiterlijk " + dag + " gebeuren."
}

// termijnverandering names the facts that would move this term.
func termijnverandering(t *recht.Termijn) []string {
	if t.Stand == recht.Gehaald || t.Stand == recht.Vervallen {
		return nil
	}
	switch t.Sleutel {
	case "pip-vaststellen":
		if t.Stand == recht.Opgeschort {
			return []string{"Zodra de gevraagde informatie binnen is, gaat de termijn verder."}
		}
		return []string{"Vraagt u binnen de termijn onmisbare informatie aan een ander? Dan kan de laatste dag later worden."}
	case "inburgeringstermijn":
		return []string{"DUO kan de termijn verlengen. Een later PIP verandert niets aan deze dag."}
	case "pip-melden":
		return []string{"Stelt u een nieuw PIP vast? Dan begint deze termijn opnieuw."}
	case "aanbod-leerroute": // a new plan with the same route does not move this day
		return []string{"Komt er een andere leerroute? Dan begint deze termijn opnieuw."}
	case "leerroute-wijzigen":
		return []string{"In een bijzonder geval kan wisselen ook later nog."}
	case "ontzorgen":
		return []string{"Eindigt de bijstand eerder? Dan vervalt deze termijn."}
	}
	return nil
}

func maakVoortgang(a *recht.Antwoord) []voortgangregel {
	uit := make([]voortgangregel, 0, len(a.Normen))
	for i := range a.Normen {
		n := &a.Normen[i]
		r := voortgangregel{Naam: woord(normnamen, n.Sleutel), Getal: hoeveel(n.Behaald, n.Eenheid) + " van " + hoeveel(n.Eis, n.Eenheid), Klaar: n.Voldaan, Breedte: "0%"}
		if n.Eis > 0 {
			r.Breedte = procent(min(n.Behaald, n.Eis), n.Eis, 9900)
		}
		switch {
		case n.Voldaan:
			r.Stand = toestand{"goed", "klaar", "Klaar"}
		case n.Rest > 0:
			r.Stand = toestand{"later", "week", "Nog " + hoeveel(n.Rest, n.Eenheid)}
		default: // the hours are there, something else is not
			r.Stand = toestand{"later", "week", "Nog niet alles"}
		}
		if n.Behaald == 0 && !n.Voldaan {
			r.Stand.Icoon = "nogniet"
		}
		uit = append(uit, r)
	}
	return uit
}

func hoeveel(n int64, e begrip.Eenheid) string {
	if e == begrip.InUren {
		return begrip.Uren(n).Tekst()
	}
	return strconv.FormatInt(n, 10)
}

// procent writes deel/geheel as a percentage with two decimals; vol is what the
// whole counts for, in hundredths of a percent.
func procent(deel, geheel, vol int64) string {
	if geheel <= 0 {
		return "0%"
	}
	h := deel * vol / geheel
	min := ""
	if h < 0 {
		min, h = "-", -h
	}
	c := strconv.FormatInt(h%100, 10)
	if len(c) == 1 {
		c = "0" + c
	}
	return min + strconv.FormatInt(h/100, 10) + "." + c + "%"
}

// maakNiet gives the acts that may (mag) or may not be done now, with all reasons.
func maakNiet(b *app.DossierBeeld, mag bool) []nietregel {
	var uit []nietregel
	for i := range b.Antwoord.Handelingen {
		h := &b.Antwoord.Handelingen[i]
		if h.Mag != mag {
			continue
		}
		naam := metDossier(b, woord(handelingnamen, h.Sleutel), h.Over)
		r := nietregel{Titel: naam}
		redenen := make([]string, 0, len(h.Weigering)+len(h.Eisen))
		for _, w := range h.Weigering {
			redenen = append(redenen, eindpunt(w.Zin))
			r.codes = append(r.codes, w.Code)
		}
		for _, w := range h.Weigering {
			redenen = append(redenen, tekort(b.Antwoord, h, w.Code)...)
		}
		for _, e := range h.Eisen {
			redenen = append(redenen, eiszin(e))
		}
		r.Zin = strings.Join(redenen, " ")
		antwoord := naam + " kan nu niet. " + r.Zin
		if mag {
			antwoord = naam + " kan nu. " + r.Zin
		}
		r.Uitleg = maakUitleg(b.Nummer, strings.TrimSpace(antwoord), h.Uitleg, handelingverandering(b.Antwoord, h), b.Antwoord, b.Logboek)
		for _, w := range h.Weigering { // a refusal without steps still names its article
			if w.Grond != nil && len(h.Uitleg) == 0 {
				r.Uitleg.Stappen = append(r.Uitleg.Stappen, uitlegstap{Zin: w.Zin, Waarde: "nee", Bron: vindplaats(w.Grond)})
			}
		}
		uit = append(uit, r)
	}
	return uit
}

// buitenBeeld are refusals that say an act does not concern this person at all. The
// overview leaves them out; "Rechten en uitleg" shows every one.
var buitenBeeld = []string{recht.VerkeerdeLeerroute, recht.AlGedaan, recht.GeenVerordening, recht.GeenAanleiding, "verkeerde-doelgroep"}

// korteNiet is the list for the overview: what does not concern this person is left
// out, and acts that wait for the same thing stand together.
func korteNiet(alles []nietregel) []nietregel {
	var uit []nietregel
	for _, r := range alles {
		if slices.ContainsFunc(r.codes, func(c string) bool { return slices.Contains(buitenBeeld, c) }) {
			continue
		}
		zelfde := slices.IndexFunc(uit, func(x nietregel) bool { return slices.Equal(x.codes, r.codes) && len(x.codes) == 1 })
		if zelfde < 0 {
			uit = append(uit, r)
			continue
		}
		x := &uit[zelfde]
		// "Andere leerroute kiezen: onderwijsroute, Z-route; afschalen" rather than the act
		// twice, and with a mark that shows where the next act begins
		eerste, _, dubbel := strings.Cut(x.Titel, ":")
		switch voor, na, ok := strings.Cut(r.Titel, ": "); {
		case ok && eerste == voor:
			x.Titel += ", " + na
		case dubbel:
			x.Titel += "; " + kleineletter(r.Titel)
		default:
			x.Titel += ", " + kleineletter(r.Titel)
		}
		x.Uitleg.Antwoord = x.Titel + " kan nu niet. " + x.Zin
	}
	return uit
}

// kleineletter starts a name in the middle of a sentence; abbreviations stay.
func kleineletter(s string) string {
	if len(s) < 2 || strings.ToUpper(s[:2]) == s[:2] {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// handelingverandering says what would make a refused act possible.
func handelingverandering(a *recht.Antwoord, h *recht.Handeling) []string {
	var uit []string
	for _, w := range h.Weigering {
		uit = append(uit, tekort(a, h, w.Code)...)
		switch w.Code {
		case "te-weinig-examens":
			if n, ok := a.Norm("examens"); ok && n.Rest > 0 {
				uit = append(uit, "Nog "+aantal(int(n.Rest), "examen", "examens")+" halen.")
			}
		case "geen-pip":
			uit = append(uit, "Stel eerst het PIP vast.")
		case "pvt-niet-gedaan":
			uit = append(uit, "Rond eerst het PVT af, met handtekening.")
		case "map-niet-gedaan":
			uit = append(uit, "Rond eerst de MAP af, met eindgesprek.")
		case "eindgesprek-niet-gehouden":
			uit = append(uit, "Houd eerst het eindgesprek.")
		case "lessen-niet-voltooid":
			uit = append(uit, "Volg eerst alle lessen.")
		case "termijn-verstreken":
			if h.Sleutel == "leerroute-wijzigen" {
				uit = append(uit, "In een bijzonder geval kan het later nog.")
			}
		}
	}
	return uit
}

// tekort puts a figure on a refusal: how many hours are short, or from which day it can.
func tekort(a *recht.Antwoord, h *recht.Handeling, code string) []string {
	norm := ""
	switch code {
	case "te-vroeg":
		if t, ok := a.Termijn(venstervan(h.Sleutel)); ok && !t.Begin.IsLeeg() {
			return []string{"Dit kan vanaf " + t.Begin.Voluit() + "."}
		}
		return nil
	case "te-weinig-uren":
		norm = map[string]string{"afschalen": "afschalen-uren", "verlenging-inspanning": "verlenging-uren"}[h.Sleutel]
	case "te-weinig-klassikaal":
		norm = "afschalen-klassikaal"
	}
	var uit []string
	for _, s := range []string{norm, "z-cursus", "z-participatie"} {
		if s != norm && (code != "te-weinig-uren" || h.Sleutel != "eindgesprek-z") {
			continue
		}
		if n, ok := a.Norm(s); ok && n.Rest > 0 {
			uit = append(uit, woord(normnamen, s)+": nog "+hoeveel(n.Rest, n.Eenheid)+" uren.")
		}
	}
	return uit
}

// venstervan is the term in which an act can be done; both kinds of extension have one.
func venstervan(handeling string) string {
	if handeling == "verlenging-inspanning" {
		return "verlenging-aanvragen"
	}
	return handeling
}
