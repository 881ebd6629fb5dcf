package duo

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"traject/kern/begrip"
)

// vak leest één object uit een antwoord van DUO, veld voor veld. De eerste fout blijft
// staan en noemt het veld, nooit de inhoud. Velden die wij niet kennen worden overgeslagen;
// een veld dat er twee keer staat is een fout, ook als wij het niet kennen.
type vak struct {
	velden map[string]json.RawMessage
	fout   error
}

func leesVak(b []byte) *vak {
	v := &vak{velden: map[string]json.RawMessage{}}
	if !utf8.Valid(b) {
		v.fout = wijsAf("antwoord", "geen UTF-8")
		return v
	}
	d := json.NewDecoder(bytes.NewReader(b))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		v.fout = wijsAf("antwoord", "geen object")
		return v
	}
	for d.More() {
		t, err := d.Token()
		naam, ok := t.(string)
		var waarde json.RawMessage
		if err != nil || !ok || d.Decode(&waarde) != nil {
			v.fout = wijsAf("antwoord", "geen geldige JSON")
			return v
		}
		if _, dubbel := v.velden[naam]; dubbel {
			v.fout = wijsAf("antwoord", "een veld staat er twee keer")
			return v
		}
		v.velden[naam] = waarde
	}
	if !tenEinde(d) {
		v.fout = wijsAf("antwoord", "geen geldige JSON")
	}
	return v
}

// leesRij leest een lijst, elk deel nog ongelezen.
func leesRij(b []byte) ([]json.RawMessage, error) {
	if !utf8.Valid(b) {
		return nil, wijsAf("antwoord", "geen UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(b))
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return nil, wijsAf("antwoord", "geen lijst")
	}
	var uit []json.RawMessage
	for d.More() {
		var deel json.RawMessage
		if d.Decode(&deel) != nil {
			return nil, wijsAf("antwoord", "geen geldige JSON")
		}
		uit = append(uit, deel)
	}
	if !tenEinde(d) {
		return nil, wijsAf("antwoord", "geen geldige JSON")
	}
	return uit, nil
}

// tenEinde leest het sluitteken, en dan mag er niets meer staan.
func tenEinde(d *json.Decoder) bool {
	if _, err := d.Token(); err != nil {
		return false
	}
	_, err := d.Token()
	return errors.Is(err, io.EOF)
}

// lijst leest een lijst van objecten. hooguit is het aantal dat DUO's bestand noemt.
func lijst[T any](b []byte, hooguit int, lees func(*vak) T) ([]T, error) {
	delen, err := leesRij(b)
	if err != nil {
		return nil, err
	}
	if len(delen) > hooguit {
		return nil, wijsAf("antwoord", "de lijst is te lang")
	}
	uit := make([]T, 0, len(delen))
	for _, d := range delen {
		v := leesVak(d)
		t := lees(v)
		if v.fout != nil {
			return nil, v.fout
		}
		uit = append(uit, t)
	}
	return uit, nil
}

func een[T any](b []byte, lees func(*vak) T) (T, error) {
	v := leesVak(b)
	t := lees(v)
	return t, v.fout
}

func (v *vak) mis(naam, reden string) {
	if v.fout == nil {
		v.fout = wijsAf(naam, reden)
	}
}

// haal geeft een veld, of nil als het ontbreekt.
func (v *vak) haal(naam string, verplicht bool) json.RawMessage {
	b, is := v.velden[naam]
	if !is && verplicht {
		v.mis(naam, "ontbreekt")
	}
	if !is || v.fout != nil {
		return nil
	}
	return b
}

// tekst leest een tekst van zoveel tekens, zonder stuurtekens.
func (v *vak) tekst(naam string, verplicht bool, minst, meest int) string {
	b := v.haal(naam, verplicht)
	if b == nil {
		return ""
	}
	var t string
	if b[0] != '"' || json.Unmarshal(b, &t) != nil {
		v.mis(naam, "geen tekst")
		return ""
	}
	if n := utf8.RuneCountInString(t); n < minst || n > meest {
		v.mis(naam, "te kort of te lang")
		return ""
	}
	if strings.ContainsFunc(t, unicode.IsControl) {
		v.mis(naam, "er staat een stuurteken in")
		return ""
	}
	return t
}

// keus leest een waarde uit een vaste lijst.
func (v *vak) keus(naam string, verplicht bool, waarden ...string) string {
	t := v.tekst(naam, verplicht, 0, 100)
	if _, is := v.velden[naam]; is && v.fout == nil && !slices.Contains(waarden, t) {
		v.mis(naam, "een waarde die wij niet kennen")
		return ""
	}
	return t
}

// eersteDag is de vroegste dag die in dit verkeer iets kan betekenen: het jaar van de
// eerste Wet inburgering. Geboortedagen noemt DUO niet.
var eersteDag = begrip.MoetDag("2007-01-01")

func (v *vak) dag(naam string, verplicht bool) begrip.Datum {
	t := v.tekst(naam, verplicht, 0, 100)
	if _, is := v.velden[naam]; !is || v.fout != nil {
		return 0
	}
	d, err := begrip.LeesDatum(t)
	if err != nil {
		v.mis(naam, "geen bestaande dag")
		return 0
	}
	if d < eersteDag {
		v.mis(naam, "een dag van voor 2007")
		return 0
	}
	return d
}

// vorige leest een einde dat bij DUO niet meer meetelt, en geeft de dag ervoor: bij ons
// is een einde de laatste dag die nog meetelt.
func (v *vak) vorige(naam string, verplicht bool) begrip.Datum {
	if d := v.dag(naam, verplicht); d != 0 {
		return d.Plus(-1)
	}
	return 0
}

func (v *vak) geheel(naam string, verplicht bool, laag, hoog int) (int, bool) {
	b := v.haal(naam, verplicht)
	if b == nil {
		return 0, false
	}
	n, err := strconv.Atoi(string(b))
	if err != nil || n < laag || n > hoog {
		v.mis(naam, "geen geheel getal binnen de grenzen")
		return 0, false
	}
	return n, true
}

func (v *vak) janee(naam string, verplicht bool) (waarde, is bool) {
	b := v.haal(naam, verplicht)
	switch string(b) {
	case "true":
		return true, true
	case "false":
		return false, true
	}
	if b != nil {
		v.mis(naam, "geen ja of nee")
	}
	return false, false
}

// cijfers leest een tekst van precies zoveel cijfers.
func (v *vak) cijfers(naam string, verplicht bool, n int) string {
	t := v.tekst(naam, verplicht, n, n)
	if strings.Trim(t, "0123456789") != "" {
		v.mis(naam, "geen cijfers")
		return ""
	}
	return t
}

// score leest een getal met een komma en twee decimalen, in honderdsten.
func (v *vak) score(naam string) int {
	t := v.tekst(naam, true, 0, 100)
	if v.fout != nil {
		return 0
	}
	heel, deel, komma := strings.Cut(t, ",")
	if !komma || len(heel) < 1 || len(heel) > 3 || len(deel) != 2 || strings.Trim(heel+deel, "0123456789") != "" {
		v.mis(naam, "geen getal met een komma en twee decimalen")
		return 0
	}
	n, err := strconv.Atoi(heel + deel)
	if err != nil {
		v.mis(naam, "geen getal")
	}
	return n
}

// object leest een object binnen dit object; nil als het ontbreekt.
func (v *vak) object(naam string, verplicht bool) *vak {
	b := v.haal(naam, verplicht)
	if b == nil {
		return nil
	}
	o := leesVak(b)
	return o
}

// neem neemt de fout van een object binnen dit object over.
func (v *vak) neem(o *vak) {
	if v.fout == nil {
		v.fout = o.fout
	}
}
