package web

import (
	"errors"
	"net/http"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// mijnblad is the page of the newcomer: four things on a phone, in plain words.
type mijnblad struct {
	Naam     string
	Heeft    bool // false: no dossier is shown, the page explains
	Afspraak *mijnregel
	Wanneer  string
	Waar     string // how far on the way, one sentence
	Breedte  string
	Einde    string
	Klaar    []mijnregel
	Nog      []mijnregel
	Contact  *mijnregel
	Telefoon string
	Brieven  []mijnregel
}

type mijnregel struct{ Icoon, Kop, Zin, Adres string }

func (s *Web) mijn(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	var blad mijnblad
	beeld, err := s.Huis.Mijn(r.Context(), wie)
	switch {
	case err == nil:
		blad = maakMijn(beeld)
	case !errors.Is(err, app.ErrMagNiet): // a colleague reads what a newcomer will see
		return err
	}
	kop := s.raam(wie, "mijn", "Mijn traject")
	kop.Klasse = "tj-mijn"
	s.toon(w, r, http.StatusOK, mijnpagina(kop, blad))
	return nil
}

// maakMijn tells the same dossier in the words of the person it is about.
func maakMijn(b *app.DossierBeeld) mijnblad {
	d := b.Dossier
	m := mijnblad{Heeft: true, Naam: of(d.Persoon.Voornamen, "en welkom")}
	for _, f := range dossier.Van[*dossier.Opgeroepen](d) {
		if f.Afspraak >= b.Vandaag && (m.Afspraak == nil) {
			m.Wanneer = hoofdletter(f.Afspraak.VoluitMetDag())
			m.Afspraak = &mijnregel{Icoon: "gesprek", Kop: afspraaknaam(f.Voor), Zin: "In de brief staat waar en hoe laat."}
		}
	}
	if t, ok := b.Antwoord.Termijn("inburgeringstermijn"); ok && !t.Uiterlijk.IsLeeg() && !t.Begin.IsLeeg() {
		m.Waar = mijnduur(t.Begin, b.Vandaag, t.Uiterlijk)
		m.Breedte = procent(int64(max(0, min(b.Vandaag, t.Uiterlijk)-t.Begin)), int64(max(1, t.Uiterlijk-t.Begin)), 9900)
		m.Einde = "Uw laatste dag is " + t.Uiterlijk.Voluit() + "."
	} else {
		m.Waar = "Uw drie jaar beginnen als uw plan (PIP) klaar is."
	}
	for i := range b.Antwoord.Normen {
		n := &b.Antwoord.Normen[i]
		w, ok := mijnwoorden[n.Sleutel]
		if !ok {
			continue
		}
		r := mijnregel{Icoon: w.Icoon, Kop: w.Kop}
		if n.Voldaan {
			m.Klaar = append(m.Klaar, r)
			continue
		}
		r.Zin = "U hebt " + hoeveel(n.Behaald, n.Eenheid) + " van " + hoeveel(n.Eis, n.Eenheid) + "."
		m.Nog = append(m.Nog, r)
	}
	if len(b.Antwoord.Normen) == 0 {
		m.Nog = append(m.Nog, mijnregel{Icoon: "boek", Kop: "Samen een plan maken", Zin: "Dat doen wij met u in een gesprek. Dit heet de brede intake."})
	}
	if b.Manager.Naam != "" {
		m.Contact = &mijnregel{Icoon: "persoon", Kop: b.Manager.Naam, Zin: "Uw contact bij de gemeente. Wij bellen een tolk als u dat wilt."}
		m.Telefoon = b.Manager.Telefoon
	}
	for _, x := range maakBrieven(b) {
		m.Brieven = append(m.Brieven, mijnregel{Icoon: "brief", Kop: x.Titel, Zin: "Brief van " + x.Dag, Adres: x.Adres})
	}
	return m
}

// mijnwoorden say a norm as the newcomer knows it.
var mijnwoorden = map[string]mijnregel{
	"pvt": {Icoon: "tekenen", Kop: "Leren over Nederland en tekenen"}, "map-klassikaal": {Icoon: "koffer", Kop: "Lessen over werk"},
	"map-praktijk": {Icoon: "koffer", Kop: "Ervaring met werk"}, "examens": {Icoon: "examen", Kop: "Examens"},
	"z-cursus": {Icoon: "boek", Kop: "Taallessen"}, "z-participatie": {Icoon: "koffer", Kop: "Meedoen en werken"},
}

func afspraaknaam(v dossier.Voor) string {
	switch v {
	case dossier.VoorBredeIntake:
		return "Gesprek over uw inburgering"
	case dossier.VoorLeerbaarheidstoets:
		return "Toets: wat kunt u leren?"
	}
	return "Gesprek: " + keuzewoord(string(v))
}

func mijnduur(begin, nu, einde begrip.Datum) string {
	maanden := func(a, z begrip.Datum) int {
		n := 0
		for a.PlusMaanden(n+1) <= z.Plus(1) {
			n++
		}
		return n
	}
	return "U bent " + aantal(maanden(begin, nu), "maand", "maanden") + " bezig. U hebt " + aantal(maanden(begin, einde), "maand", "maanden") + "."
}
