package web

import (
	"net/http"
	"slices"

	"traject/app"
	"traject/kern/begrip"
	"traject/wetten"
)

// beleidblad shows every key the law leaves open, and what this municipality chose.
type beleidblad struct {
	Gemeente string
	Naast    []keuze
	Ander    string // name of the municipality beside ours, "" is none
	Groepen  []beleidgroep
}

type beleidgroep struct {
	Onderwerp string
	Rijen     []beleidrij
}

type beleidrij struct {
	Naam, Vraag, Adres            string
	Landelijk, Eigen, Ander, Mag  string
	Artikel, EigenBron, AnderBron string
	Gekozen                       bool
}

func (s *Web) regelboekBeleid(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	regels, ok := s.Huis.Regels("")
	if !ok {
		return app.ErrNietGevonden
	}
	b := beleidblad{Gemeente: of(s.Gemeente, "Deze gemeente")}
	var naast string
	b.Naast, naast = naastkeuzes(s.Huis.Pakketten(), r.URL.Query().Get("naast"))
	var ander []wetten.Regel
	if naast != "" {
		ander, _ = s.Huis.Regels(naast)
		b.Ander = pakketnaam(naast)
	}
	b.Groepen = maakBeleid(regels, ander, s.Huis.Dag())
	s.toon(w, r, http.StatusOK, beleidpagina(s.raam(wie, "regelboek", "Keuzes van de gemeente"), b))
	return nil
}

// maakBeleid lists the open keys by subject, each once: at the first rule that reads it.
func maakBeleid(regels, ander []wetten.Regel, vandaag begrip.Datum) []beleidgroep {
	var uit []beleidgroep
	gezien := map[string]bool{}
	for i := range regels {
		x := &regels[i]
		for k := range x.Waarden {
			w := &x.Waarden[k]
			if w.Open == nil || gezien[w.Sleutel] {
				continue
			}
			gezien[w.Sleutel] = true
			rij := beleidrij{Naam: sleutelnaam(w.Sleutel), Vraag: x.Vraag, Adres: "/regelboek/" + x.Naam + "#w-" + w.Sleutel,
				Landelijk: kaart(w.Landelijk, w.Eenheid, vandaag).Waarde, Mag: hoofdletter(ruimtewoord(w)), Artikel: vindplaats(w.Open.Grond)}
			rij.Eigen, rij.EigenBron, rij.Gekozen = gekozen(w, vandaag)
			if len(ander) > 0 {
				rij.Ander, rij.AnderBron, _ = gekozen(&ander[i].Waarden[k], vandaag)
			}
			g := slices.IndexFunc(uit, func(g beleidgroep) bool { return g.Onderwerp == x.Onderwerp })
			if g < 0 {
				g, uit = len(uit), append(uit, beleidgroep{Onderwerp: x.Onderwerp})
			}
			uit[g].Rijen = append(uit[g].Rijen, rij)
		}
	}
	return uit
}

// gekozen says what a municipality chose for a key; silence follows the national value.
func gekozen(w *wetten.Reeks, vandaag begrip.Datum) (waarde, bron string, eigen bool) {
	for i := range w.Eigen {
		if geldt(&w.Eigen[i], vandaag) {
			return waardewoord(w.Eigen[i].Waarde, w.Eenheid), vindplaats(w.Eigen[i].Waarde.Grond), true
		}
	}
	return "volgt landelijk", "", false
}
