package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"traject/app"
	"traject/kern/agenda"
	"traject/kern/begrip"
)

// How someone wants to see the worklist: lists with a name, and the columns. A list is
// nothing but an address, so anyone can bookmark one or send it; a name keeps it at hand
// on every machine.

// voorkeurhuis is what the worklist asks of the hall for that.
type voorkeurhuis interface {
	Voorkeur(ctx context.Context, wie app.Wie) (app.Voorkeur, error)
	BewaarVoorkeur(ctx context.Context, wie app.Wie, v app.Voorkeur) error
}

// lijstschik is the menu in which someone arranges the worklist.
type lijstschik struct {
	Kolommen []keuze
	Naam     string // of the list on the screen, "" when it is not kept
	Getypt   string // a name that was refused
	Fout     string
}

// werkkolommen are the columns one can do without.
var werkkolommen = []keuze{{Waarde: "groep", Naam: "Groep"}, {Waarde: "route", Naam: "Route"}, {Waarde: "reden", Naam: "Reden"}}

// lijstvelden are the parts of an address that make a list; the place in it and an open
// explanation do not.
var lijstvelden = []string{"wiens", "soort", "groep", "route", "tot"}

// lijstvraag is the address of a list after the question mark, always written the same.
func lijstvraag(q url.Values) string {
	uit := url.Values{}
	for _, naam := range lijstvelden {
		if w := q.Get(naam); w != "" {
			uit.Set(naam, w)
		}
	}
	return uit.Encode()
}

// zetLijsten puts the kept lists among the tabs and leaves out columns.
func (b *werkblad) zetLijsten(q url.Values, v app.Voorkeur) {
	hier := lijstvraag(q)
	lijsten := make([]tab, 0, len(v.Lijsten))
	b.Lijst = &lijstschik{}
	for _, l := range v.Lijsten {
		t := tab{Naam: "Lijst: " + l.Naam, Adres: werkadres("/vandaag", vraagwaarden(l.Vraag), "", ""), Hier: l.Vraag == hier}
		if t.Hier {
			b.Lijst.Naam = l.Naam
		}
		lijsten = append(lijsten, t)
	}
	if b.Lijst.Naam != "" { // the kept list is the one that is here
		for i := range b.Tabs {
			b.Tabs[i].Hier = false
		}
	}
	b.Tabs = slices.Insert(b.Tabs, min(2, len(b.Tabs)), lijsten...)
	b.Zonder = v.Zonder
	for _, k := range werkkolommen {
		k.Gekozen = !slices.Contains(v.Zonder, k.Waarde)
		b.Lijst.Kolommen = append(b.Lijst.Kolommen, k)
	}
}

// vraagwaarden reads an address that was kept; what cannot be read is the whole list.
func vraagwaarden(vraag string) url.Values {
	q, err := url.ParseQuery(vraag)
	if err != nil {
		return nil
	}
	return q
}

// Toont says whether a column stands on the page.
func (b *werkblad) Toont(kolom string) bool { return !slices.Contains(b.Zonder, kolom) }

// Kolommen is how many columns there are, for a row that spans them all.
func (b *werkblad) Kolommen() string {
	n := 4 // day, task, who and explanation
	if b.Bulk {
		n++
	}
	for _, k := range werkkolommen {
		if b.Toont(k.Waarde) {
			n++
		}
	}
	return getal(n)
}

// smalbij stands behind the name on a narrow screen, where these columns are not.
func smalbij(r werkrij, b werkblad) string {
	s := ""
	if b.Toont("groep") {
		s += ", " + r.Groep
	}
	if b.Toont("route") {
		s += ", route " + r.Route
	}
	return s
}

// schikLijst keeps the list on the screen under a name, takes it away, or chooses columns.
func (s *Web) schikLijst(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	h, ok := s.Huis.(voorkeurhuis)
	if !ok {
		return errVormfout
	}
	v, err := h.Voorkeur(r.Context(), wie)
	if err != nil {
		return err
	}
	zin, naam, vraag := "", strings.TrimSpace(r.PostForm.Get("naam")), lijstvraag(r.URL.Query())
	gelijk := func(l app.BewaardeLijst) bool { return l.Vraag == vraag }
	switch r.PostForm.Get("doe") {
	case "kolommen":
		v.Zonder = nil
		for _, k := range werkkolommen {
			if !slices.Contains(r.PostForm["kolom"], k.Waarde) {
				v.Zonder = append(v.Zonder, k.Waarde)
			}
		}
		zin = "Uw kolommen zijn bewaard."
	case "bewaar-lijst":
		v.Lijsten = append(slices.DeleteFunc(v.Lijsten, gelijk), app.BewaardeLijst{Naam: naam, Vraag: vraag})
		zin = "De lijst " + naam + " staat nu bovenaan."
	case "weg-lijst":
		v.Lijsten = slices.DeleteFunc(v.Lijsten, gelijk)
		zin = "De lijst is weg. De taken zijn er nog."
	}
	err = h.BewaarVoorkeur(r.Context(), wie, v)
	var geweigerd *app.Geweigerd
	if errors.As(err, &geweigerd) {
		return s.toonVandaag(w, r, wie, &lijstschik{Getypt: naam, Fout: geweigerd.Weigeringen[0].Zin})
	}
	if err != nil {
		return err
	}
	s.meld(r, zin)
	http.Redirect(w, r, r.URL.RequestURI(), http.StatusSeeOther)
	return nil
}

// totkeuzes are the ends a list can have. A word and not a day stands in the address: a list kept in
// November still says "this week" in March.
var totkeuzes = []keuze{{Naam: "alle dagen"}, {Waarde: "gisteren", Naam: "te laat"}, {Waarde: "week", Naam: "deze week"}, {Waarde: "maand", Naam: "eind van de maand"}, {Waarde: "volgende-maand", Naam: "eind volgende maand"}}

func totkeuzesBij(q url.Values) []keuze {
	uit := slices.Clone(totkeuzes)
	for i := range uit {
		uit[i].Gekozen = uit[i].Waarde != "" && uit[i].Waarde == q.Get("tot")
	}
	return uit
}

// totDag is the last day up to and including which a list goes; 0 has no end.
func totDag(woord string, vandaag begrip.Datum) begrip.Datum {
	switch woord {
	case "gisteren":
		return vandaag.Plus(-1)
	case "week":
		return agenda.WeekTot(vandaag)
	case "maand":
		return eindMaand(vandaag)
	case "volgende-maand":
		return eindMaand(eindMaand(vandaag).Plus(1))
	}
	return 0
}

func eindMaand(d begrip.Datum) begrip.Datum {
	return d.Plus(begrip.DagenInMaand(d.Jaar(), d.Maand()) - d.DagVanMaand())
}
