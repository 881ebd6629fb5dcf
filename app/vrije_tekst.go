package app

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

//go:embed woordenlijst.txt
var woordenlijstTekst []byte

// gewoneWoorden is de lijst van Traject zelf; een fout erin komt in elke proef uit.
var gewoneWoorden = func() *Woordenlijst {
	l, err := LeesWoordenlijst(woordenlijstTekst)
	if err != nil {
		panic(err)
	}
	return l
}()

// adviezen zeggen per soort wat iemand beter kan opschrijven.
var adviezen = map[string]string{
	"diagnose":  "Schrijf geen ziekte, behandeling of diagnose op. Schrijf wat iemand wel en niet kan, bijvoorbeeld: kan twee dagdelen per week naar les.",
	"vermoeden": "Schrijf geen vermoeden op. Schrijf wat u zelf zag of hoorde, met de dag erbij.",
	"geloof":    "Schrijf niets over geloof op. Schrijf alleen wat nodig is, bijvoorbeeld: kan op vrijdagmiddag niet.",
}

// Woordenlijst zijn de woorden waarbij iemand eerst nog eens kijkt. Zij is onveranderlijk.
type Woordenlijst struct{ soorten []woordsoort }

type woordsoort struct {
	naam    string
	woorden []string
}

// TekstWaarschuwing is een woord dat waarschijnlijk niet in een dossier hoort, met wat
// iemand beter kan schrijven. Zij houdt niets tegen.
type TekstWaarschuwing struct{ Soort, Woord, Advies string }

// LeesWoordenlijst leest regels als "diagnose: woord, ander woord". Een regel met # is uitleg.
func LeesWoordenlijst(tekst []byte) (*Woordenlijst, error) {
	l := &Woordenlijst{}
	nr := 0
	for regel := range strings.Lines(string(tekst)) {
		nr++
		regel = strings.TrimSpace(regel)
		if regel == "" || strings.HasPrefix(regel, "#") {
			continue
		}
		naam, rest, ok := strings.Cut(regel, ":")
		if !ok || adviezen[naam] == "" {
			return nil, fmt.Errorf("regel %d is geen diagnose:, vermoeden: of geloof: met woorden", nr)
		}
		s := woordsoort{naam: naam}
		for w := range strings.SplitSeq(rest, ",") {
			kaal, vervolg := strings.CutSuffix(strings.TrimSpace(w), "*")
			delen := opWoorden(kaal)
			if len(delen) == 0 {
				return nil, fmt.Errorf("op regel %d staat een leeg woord", nr)
			}
			woord := strings.Join(delen, " ")
			if vervolg {
				woord += "*"
			}
			s.woorden = append(s.woorden, woord)
		}
		l.soorten = append(l.soorten, s)
	}
	return l, nil
}

// LetOp geeft de woorden in een tekst waarbij iemand eerst nog eens moet kijken, elk één keer.
func (h *Huis) LetOp(tekst string) []TekstWaarschuwing {
	l := h.Woordenlijst
	if l == nil {
		l = gewoneWoorden
	}
	return l.vind(tekst)
}

func (l *Woordenlijst) vind(tekst string) []TekstWaarschuwing {
	zin := " " + strings.Join(opWoorden(tekst), " ") + " "
	var uit []TekstWaarschuwing
	for _, s := range l.soorten {
		for _, woord := range s.woorden {
			kaal, vervolg := strings.CutSuffix(woord, "*")
			i := strings.Index(zin, " "+kaal)
			if !vervolg {
				i = strings.Index(zin, " "+kaal+" ")
			}
			if i < 0 {
				continue
			}
			gevonden := kaal
			if vervolg {
				gevonden = strings.Fields(zin[i:])[0]
			}
			if !slices.ContainsFunc(uit, func(w TekstWaarschuwing) bool { return w.Woord == gevonden }) {
				uit = append(uit, TekstWaarschuwing{s.naam, gevonden, adviezen[s.naam]})
			}
		}
	}
	return uit
}

// opWoorden splitst een tekst in woorden zonder hoofdletters en leestekens. Een streepje
// binnen een woord blijft.
func opWoorden(tekst string) []string {
	return strings.FieldsFunc(strings.ToLower(tekst), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' })
}
