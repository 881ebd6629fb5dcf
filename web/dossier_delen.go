package web

import (
	"net/url"
	"strconv"
	"strings"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// feitregel is one line of the log. Nothing disappears from it: what was
// corrected stays, with where the correction stands.
type feitregel struct {
	ID, Nummer, Naam string
	Dag, Bekend      string // valid on; known on, "" when the same day
	Wie              string
	Velden           []feitveld
	Stand            *toestand
	Verwijst         *uitlegfeit // the correction, or what is corrected
}

// maakFeiten gives the log, newest first; kies selects (nil takes everything), n names
// who recorded it.
func maakFeiten(b *app.DossierBeeld, kies func(*dossier.Gebeurtenis) bool, n benoem) []feitregel {
	vervangenDoor, nummerVan := map[string]int{}, map[string]int{}
	for i := range b.Logboek {
		g := &b.Logboek[i]
		if g.ID != "" {
			nummerVan[g.ID] = g.Nummer
		}
		if g.Vervangt != "" {
			vervangenDoor[g.Vervangt] = g.Nummer
		}
	}
	uit := make([]feitregel, 0, len(b.Logboek))
	for i := len(b.Logboek) - 1; i >= 0; i-- {
		g := &b.Logboek[i]
		if kies != nil && !kies(g) {
			continue
		}
		r := feitregel{ID: "feit-" + strconv.Itoa(g.Nummer), Nummer: strconv.Itoa(g.Nummer), Naam: feitnaam(g.Feit),
			Dag: g.GeldigOp.Voluit(), Wie: vastgelegdDoor(g, n), Velden: append(velden(n.feit(zonderGeheim(g.Feit, b.Rechten))), wegvelden(g)...)}
		if g.Bekend() != g.GeldigOp {
			r.Bekend = g.Bekend().Voluit()
		}
		switch n, weg := vervangenDoor[g.ID]; {
		case weg && g.ID != "":
			r.Stand = &toestand{"stil", "niet", "Verbeterd"}
			r.Verwijst = &uitlegfeit{"Zie feit " + strconv.Itoa(n), "#feit-" + strconv.Itoa(n)}
		case g.Vervangt != "":
			r.Stand = &toestand{"goed", "klaar", "Verbetering"}
			if n := nummerVan[g.Vervangt]; n > 0 {
				r.Verwijst = &uitlegfeit{"Komt in de plaats van feit " + strconv.Itoa(n), "#feit-" + strconv.Itoa(n)}
			}
		case g.GeldigOp > b.Vandaag:
			r.Stand = &toestand{"later", "nogniet", "Telt nog niet"}
		}
		uit = append(uit, r)
	}
	return uit
}

// zonderGeheim leaves out what this person may not read: remarks on health.
func zonderGeheim(f dossier.Feit, r app.Rechten) dossier.Feit {
	v, ok := f.(*dossier.IntakeVerslag)
	if !ok || r.Gezondheid {
		return f
	}
	kopie := *v
	kopie.Gezondheid = ""
	return &kopie
}

// vanKeten selects what came from or went to an outside party.
func vanKeten(g *dossier.Gebeurtenis) bool {
	switch g.Feit.(type) {
	case *dossier.SignaalOntvangen, *dossier.Kennisgeving, *dossier.Koppeling, *dossier.PIPGemeld, *dossier.TermijnVerlengd, *dossier.NieuweTermijn,
		*dossier.DUOBoete, *dossier.Vrijstelling, *dossier.Ontheffing, *dossier.PlichtOntstaan, *dossier.PlichtGeeindigd:
		return true
	}
	return g.Bron == "duo" || g.Bron == "brp" || g.Bron == "coa"
}

// planblok is a PIP with what was agreed.
type planblok struct {
	Titel  string
	Stand  toestand
	Velden []feitveld
}

func maakPlan(b *app.DossierBeeld) []planblok {
	var uit []planblok
	afspraken := map[string]*dossier.PIPAfspraken{}
	for _, f := range dossier.Van[*dossier.PIPAfspraken](b.Dossier) {
		afspraken[b.Dossier.Echt(f.PIP)] = f
	}
	for g, f := range dossier.Van[*dossier.PIPVastgesteld](b.Dossier) {
		p := planblok{Titel: "PIP van " + g.GeldigOp.Voluit(), Stand: toestand{"stil", "later", "Vervangen door een later PIP"}, Velden: velden(f)}
		if a := afspraken[g.ID]; a != nil {
			for _, v := range velden(a) {
				if v.Naam != "PIP" {
					p.Velden = append(p.Velden, v)
				}
			}
		}
		uit = append([]planblok{p}, uit...)
	}
	if len(uit) > 0 {
		uit[0].Stand = toestand{"goed", "klaar", "Geldt nu"}
	}
	for g, f := range dossier.Van[*dossier.Aangeboden](b.Dossier) {
		uit = append(uit, planblok{Titel: "Aanbod van " + g.GeldigOp.Voluit(), Stand: toestand{"goed", "klaar", "Gedaan"}, Velden: velden(f)})
	}
	return uit
}

type briefregel struct{ Titel, Dag, Soort, Adres, PDF string }

func maakBrieven(b *app.DossierBeeld) []briefregel {
	uit := make([]briefregel, 0, len(b.Brieven))
	for _, x := range b.Brieven {
		adres := "/dossiers/" + b.Nummer + "/brieven/" + url.PathEscape(x.Kenmerk)
		uit = append(uit, briefregel{Titel: of(x.Titel, woord(nil, x.Soort)), Dag: x.Dag.Voluit(), Soort: x.Soort, Adres: adres, PDF: adres + "/pdf"})
	}
	return uit
}

// termijnregel is a term, a norm or a fine with its whole explanation.
type termijnregel struct {
	Naam, Begin, Uiterlijk string
	Stand                  toestand
	Bron                   string
	Uitleg                 uitleg
}

func (blad *dossierblad) vulRechten(b *app.DossierBeeld) {
	a := b.Antwoord
	for i := range a.Termijnen {
		t := &a.Termijnen[i]
		blad.Termijnen = append(blad.Termijnen, termijnregel{Naam: metDossier(b, woord(termijnnamen, t.Sleutel), t.Over), Begin: t.Begin.Kort(), Uiterlijk: t.Uiterlijk.Kort(),
			Stand: termijntoestand(t), Bron: vindplaatsen(t.Bronnen), Uitleg: termijnuitleg(b, t)})
	}
	for i, v := range maakVoortgang(a) {
		n := &a.Normen[i]
		blad.Normen = append(blad.Normen, termijnregel{Naam: v.Naam, Begin: v.Getal, Stand: v.Stand, Bron: vindplaatsen(n.Bronnen),
			Uitleg: maakUitleg(b.Nummer, v.Naam+": "+v.Getal+". "+v.Stand.Woord+".", n.Uitleg, nil, a, b.Logboek)})
	}
	for i := range a.Boetes {
		blad.Boetes = append(blad.Boetes, boeteregel(b, &a.Boetes[i]))
	}
	blad.Wel, blad.Niet = maakNiet(b, true), maakNiet(b, false)
	blad.Gegevens = maakGegevensknoppen(b)
	for _, v := range a.Vragen {
		blad.Vragen = append(blad.Vragen, vraagzin(v))
	}
	blad.Grond = "Gerekend op " + a.Op.Voluit() + " met de feiten tot en met nummer " + strconv.Itoa(a.TotFeit) + " en het beleid " + pakketnaam(of(a.Pakket, "landelijk")) + "."
	if len(a.Vingerafdruk) > 19 {
		blad.Grond += " Kenmerk van de regels: " + a.Vingerafdruk[:19] + "."
	}
}

func boeteregel(b *app.DossierBeeld, x *recht.Boete) termijnregel {
	naam := "Boete bij overtreding " + x.ID
	if g := b.Dossier.ZoekID(x.ID); g != nil {
		if f, ok := g.Feit.(*dossier.Overtreding); ok {
			naam = "Boete: " + strings.ReplaceAll(string(f.Gedraging), "-", " ") + ", " + g.GeldigOp.Kort()
		}
	}
	r := termijnregel{Naam: naam, Bron: vindplaatsen(x.Bronnen)}
	var zin string
	switch {
	case x.Opgelegd.Is:
		r.Stand, r.Uiterlijk = toestand{"stil", "klaar", "Opgelegd"}, x.Opgelegd.Waarde.Euro()
		zin = "Er is een boete opgelegd van " + x.Opgelegd.Waarde.Euro() + "."
	case !x.Bekend:
		r.Stand = toestand{"stil", "vraag", "Weten we niet"}
		zin = "Dit is nog niet te zeggen: er ontbreekt een feit."
	case !x.Mag:
		r.Stand = toestand{"stil", "niet", "Kan nu niet"}
		zin = "Een boete mag nu niet."
	default:
		r.Stand, r.Uiterlijk = toestand{"later", "open", "Open"}, x.Bedrag.Euro()
		zin = "Een boete mag. Het hoogste bedrag is " + x.Bedrag.Euro() + "."
	}
	for _, w := range x.Weigering {
		zin += " " + eindpunt(w.Zin)
	}
	verandering := make([]string, 0, len(x.Eisen)+len(x.Vragen))
	for _, e := range x.Eisen {
		verandering = append(verandering, eiszin(e))
	}
	for _, v := range x.Vragen {
		verandering = append(verandering, vraagzin(v))
	}
	r.Uitleg = maakUitleg(b.Nummer, zin, x.Uitleg, verandering, b.Antwoord, b.Logboek)
	return r
}

// metDossier names what a term or act is about: "Bezwaar maken tegen het PIP",
// "Gevolg geven aan de oproep (brede intake, 23 jul 2024)".
func metDossier(b *app.DossierBeeld, naam, over string) string {
	g := b.Dossier.ZoekID(over)
	if g == nil {
		return metOver(naam, over)
	}
	wat := feitnaam(g.Feit)
	switch f := g.Feit.(type) {
	case *dossier.Opgeroepen:
		wat = keuzewoord(string(f.Voor))
	case *dossier.Overtreding:
		wat = keuzewoord(string(f.Gedraging))
	}
	return naam + " (" + wat + ", " + g.GeldigOp.Kort() + ")"
}

// routeVan is the leerroute that holds now.
func routeVan(b *app.DossierBeeld) begrip.Leerroute {
	var route begrip.Leerroute
	for _, g := range b.Dossier.Feiten {
		switch f := g.Feit.(type) {
		case *dossier.PIPVastgesteld:
			route = f.Leerroute
		case *dossier.LeerrouteGewijzigd:
			route = f.Naar
		}
	}
	return route
}
