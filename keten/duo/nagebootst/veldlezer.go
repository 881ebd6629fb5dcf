package nagebootst

import (
	"encoding/json"
	"net/http"
	"slices"
	"unicode/utf8"

	"traject/kern/begrip"
)

var foutVerzoek = antwoord{status: http.StatusBadRequest}

// veldlezer leest een lichaam zoals de beschrijving het voorschrijft: bekende velden
// streng, onbekende worden overgeslagen. Eén fout maakt het hele bericht onleesbaar.
type veldlezer struct {
	velden map[string]json.RawMessage
	fout   bool
}

func lees(lichaam []byte) *veldlezer {
	l := &veldlezer{}
	l.fout = json.Unmarshal(lichaam, &l.velden) != nil || l.velden == nil
	return l
}

// in leest een veld; onwaar is dat het er niet is of niet klopt.
func (l *veldlezer) in(naam string, verplicht bool, doel any) bool {
	b, genoemd := l.velden[naam]
	if !genoemd {
		l.fout = l.fout || verplicht
		return false
	}
	if string(b) == "null" || json.Unmarshal(b, doel) != nil {
		l.fout = true
		return false
	}
	return true
}

func (l *veldlezer) tekst(naam string, kort, lang int) string {
	var s string
	if l.in(naam, true, &s) && (utf8.RuneCountInString(s) < kort || utf8.RuneCountInString(s) > lang) {
		l.fout = true
	}
	return s
}

func (l *veldlezer) keuze(naam string, verplicht bool, keuzes ...string) string {
	var s string
	if l.in(naam, verplicht, &s) && !slices.Contains(keuzes, s) {
		l.fout = true
	}
	return s
}

func (l *veldlezer) dag(naam string, verplicht bool) begrip.Datum {
	var s string
	if !l.in(naam, verplicht, &s) {
		return 0
	}
	d, err := begrip.LeesDatum(s)
	if err != nil {
		l.fout = true
	}
	return d
}

func (l *veldlezer) getal(naam string, verplicht bool, laag, hoog int) int {
	var n int
	if l.in(naam, verplicht, &n) && (n < laag || n > hoog) {
		l.fout = true
	}
	return n
}

func (l *veldlezer) vlag(naam string) *bool {
	var b bool
	if !l.in(naam, false, &b) {
		return nil
	}
	return &b
}

// bezwaren verzamelt de regels die een bericht niet haalt: DUO noemt ze alle.
type bezwaren []string

func (b *bezwaren) als(mis bool, tekst string) {
	if mis {
		*b = append(*b, tekst)
	}
}

// antwoord weigert als er bezwaren zijn; anders doet het werk en geeft de status.
func (b bezwaren) antwoord(status int, doe func()) antwoord {
	if len(b) > 0 {
		return geweigerd(b...)
	}
	doe()
	return antwoord{status: status}
}
