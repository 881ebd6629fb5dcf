package web

import (
	"net/http"
	"slices"
	"strings"

	"traject/app"
)

// tekstNodig is the box with which someone says that a text is needed as it stands. Its
// value names the words, so that a word added later is asked about again.
const tekstNodig = "tekst-nodig"

// letOp looks for words that seldom belong in a dossier in what was typed. It warns and
// does not stop anyone: who confirms goes on.
func (s *Web) letOp(r *http.Request, in *invulling, getypt map[string][]string) bool {
	var tekst []string
	for _, waarden := range getypt {
		tekst = append(tekst, waarden...)
	}
	slices.Sort(tekst)
	gevonden := s.Huis.LetOp(strings.Join(tekst, "\n. "))
	bevestigd := strings.Split(r.PostForm.Get(tekstNodig), ",")
	if !slices.ContainsFunc(gevonden, func(w app.TekstWaarschuwing) bool { return !slices.Contains(bevestigd, w.Woord) }) {
		return false
	}
	in.letOp = gevonden
	in.fout(tekstNodig, "Kijk nog eens naar uw tekst: "+strings.Join(woordenVan(gevonden), ", ")+".")
	return true
}

func woordenVan(ws []app.TekstWaarschuwing) []string {
	uit := make([]string, len(ws))
	for i, w := range ws {
		uit[i] = w.Woord
	}
	return uit
}

// adviezenVan gives each piece of advice once.
func adviezenVan(ws []app.TekstWaarschuwing) []string {
	var uit []string
	for _, w := range ws {
		if !slices.Contains(uit, w.Advies) {
			uit = append(uit, w.Advies)
		}
	}
	return uit
}
