package web

import (
	"encoding/csv"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
)

// bulkmensen are the colleagues one can hand work to. There is no bar when there is nobody.
func (s *Web) bulkmensen(wie app.Wie) []keuze {
	if !app.SchermenVan(wie).Vandaag {
		return nil
	}
	if _, ok := s.handelingen(); !ok && !s.samen {
		return nil
	}
	var uit []keuze
	for _, m := range s.collegas() {
		al := slices.ContainsFunc(uit, func(k keuze) bool { return k.Waarde == m.Gebruiker }) // who works for two municipalities stands there twice
		if m.Rol == begrip.Klantmanager && !m.Weg && !al {
			uit = append(uit, keuze{Waarde: m.Gebruiker, Naam: m.Naam})
		}
	}
	return uit
}

// gekozenTaak is a task from the form of the bulk bar: the key of its row.
type gekozenTaak struct {
	Gemeente begrip.Gemeente // only in a list over several
	Nummer   string
}

// leesGekozen reads the dossiers of the chosen tasks, each once, in the order of the list.
func leesGekozen(sleutels []string) []gekozenTaak {
	var uit []gekozenTaak
	for _, sleutel := range sleutels {
		var g gekozenTaak
		voor, rest, _ := strings.Cut(sleutel, "/")
		if !strings.Contains(voor, "-") { // a dossier number has a dash, a municipality none
			g.Gemeente = begrip.Gemeente(voor)
			voor, _, _ = strings.Cut(rest, "/")
		}
		if g.Nummer = voor; g.Nummer != "" && !slices.Contains(uit, g) {
			uit = append(uit, g)
		}
	}
	return uit
}

// vandaagBulk does something with the chosen tasks, or with the list itself.
func (s *Web) vandaagBulk(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if !app.SchermenVan(wie).Vandaag {
		return app.ErrMagNiet
	}
	if err := leesVorm(w, r); err != nil {
		return err
	}
	switch r.PostForm.Get("doe") {
	case "toewijzen":
		return s.wijsAllesToe(w, r, wie)
	case "exporteren":
		return s.exporteer(w, r, wie)
	case "uitnodigen":
		return s.naarUitnodigen(w, r)
	case "kolommen", "bewaar-lijst", "weg-lijst":
		return s.schikLijst(w, r, wie)
	}
	return errVormfout
}

const nietsGekozen = "U hebt geen taken gekozen. Kies eerst de taken."

// wijsAllesToe assigns the dossiers of the chosen tasks to a colleague. Each is an act of
// its own: what cannot be done is said, and does not stop the others.
func (s *Web) wijsAllesToe(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	collegas := s.collegas()
	aan := slices.IndexFunc(collegas, func(m app.Medewerker) bool { return m.Gebruiker == r.PostForm.Get("aan") })
	if aan < 0 {
		return errVormfout
	}
	dossiers := leesGekozen(r.PostForm["taak"])
	gelukt, mislukt := 0, 0
	for _, d := range dossiers {
		err := s.wijsEenToe(r, wie, d, collegas[aan].Gebruiker)
		var geweigerd *app.Geweigerd
		var conflict *app.Conflict
		switch {
		case err == nil:
			gelukt++
		case errors.As(err, &geweigerd), errors.As(err, &conflict), errors.Is(err, app.ErrNietGevonden), errors.Is(err, app.ErrMagNiet):
			mislukt++
		default:
			return err
		}
	}
	zin := nietsGekozen
	if len(dossiers) > 0 {
		zin = aantal(gelukt, "dossier is", "dossiers zijn") + " toegewezen aan " + collegas[aan].Naam + "."
	}
	if mislukt > 0 {
		zin += " Bij " + aantal(mislukt, "dossier", "dossiers") + " kon dat niet: u mag dat daar niet, deze collega werkt daar niet, of een collega was u net voor."
	}
	s.meld(r, zin)
	http.Redirect(w, r, r.URL.RequestURI(), http.StatusSeeOther)
	return nil
}

// wijsEenToe assigns one dossier, in the municipality it is of.
func (s *Web) wijsEenToe(r *http.Request, wie app.Wie, d gekozenTaak, aan string) error {
	huis := s.Huis
	if d.Gemeente != "" {
		i := slices.IndexFunc(s.Huizen, func(h Gemeentehuis) bool { return h.Code == d.Gemeente })
		daar, ok := wie.In(d.Gemeente)
		if i < 0 || !ok {
			return app.ErrNietGevonden
		}
		huis, wie = s.Huizen[i].Huis, daar
	}
	h, ok := huis.(Handelingen)
	if !ok {
		return app.ErrNietGevonden
	}
	werkt := slices.ContainsFunc(huis.Staf(), func(m app.Medewerker) bool { return m.Gebruiker == aan && !m.Weg })
	if !werkt {
		return app.ErrMagNiet
	}
	b, err := huis.Dossier(r.Context(), wie, d.Nummer)
	if err != nil {
		return err
	}
	_, err = h.WijsToe(r.Context(), wie, d.Nummer, b.Versie, besluit.Toewijzing{Aan: aan})
	return err
}

// exporteer gives the chosen tasks as a file for a spreadsheet; without a choice all that
// stand on the page. It asks for the list anew, so rights and audit are those of a list.
func (s *Web) exporteer(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	q := r.URL.Query()
	lijst, err := s.Huis.Vandaag(r.Context(), wie, takenFilter(q, s.Huis.Dag()))
	if err != nil {
		return err
	}
	blad := maakWerkblad("/vandaag", q, lijst)
	s.noemGemeenten(blad.Groepen)
	var b strings.Builder
	b.WriteString("\uFEFF") // a spreadsheet reads accents only after this sign
	c := csv.NewWriter(&b)
	c.Comma, c.UseCRLF = ';', true
	rijen := [][]string{{"Uiterlijk", "Taak", "Naam", "Dossier", "Gemeente", "Groep", "Route", "Reden", "Bron"}}
	for i, g := range lijst.Groepen {
		for j := range g.Rijen {
			rij := blad.Groepen[i].Rijen[j]
			if keus := r.PostForm["taak"]; len(keus) == 0 || slices.Contains(keus, rij.Sleutel) {
				rijen = append(rijen, []string{g.Rijen[j].Uiterlijk.String(), rij.Taak, rij.Naam, rij.Nummer, rij.Plaats, rij.Groep, rij.Route, rij.Reden, rij.Bron})
			}
		}
	}
	for _, rij := range rijen {
		for i := range rij {
			rij[i] = zonderFormule(rij[i])
		}
	}
	if err := c.WriteAll(rijen); err != nil {
		return err
	}
	stuurBestand(w, app.Bestand{Naam: "taken-" + lijst.Vandaag.String() + ".csv", Type: "text/csv; charset=utf-8", Inhoud: []byte(b.String())}, true)
	return nil
}

// zonderFormule keeps a spreadsheet from calculating with what people typed.
func zonderFormule(s string) string {
	if s != "" && strings.ContainsAny(s[:1], "=+-@\t\r") {
		return "'" + s
	}
	return s
}

// naarUitnodigen goes to the page on which the chosen people get an invitation.
func (s *Web) naarUitnodigen(w http.ResponseWriter, r *http.Request) error {
	q := url.Values{}
	for _, d := range leesGekozen(r.PostForm["taak"]) {
		q.Add("wie", d.Nummer)
	}
	n := len(q["wie"])
	if n > 0 && n <= meesteUitnodigingen && !s.samen {
		http.Redirect(w, r, uitnodigpad+"?"+q.Encode(), http.StatusSeeOther)
		return nil
	}
	zin := nietsGekozen
	if n > meesteUitnodigingen {
		zin = "U koos " + getal(n) + " mensen. Nodig er hooguit twintig tegelijk uit."
	}
	s.meld(r, zin)
	http.Redirect(w, r, r.URL.RequestURI(), http.StatusSeeOther)
	return nil
}
