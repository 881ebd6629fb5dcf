package dossier

import (
	"bytes"
	"encoding/json"
	"fmt"

	"traject/kern/begrip"
)

// HuidigeVorm is de vorm waarin een gebeurtenis nu wordt opgeschreven. Oudere
// vormen blijven leesbaar; een nieuwe vorm krijgt hier een nieuw nummer.
const HuidigeVorm = 1

// envelop is de envelop zoals hij met de inhoud wordt verzegeld.
type envelop struct {
	Soort    Soort           `json:"soort"`
	ID       string          `json:"id,omitempty"`
	Geldig   int32           `json:"geldig"`
	Bekend   int32           `json:"bekend,omitempty"`
	Wie      string          `json:"wie,omitempty"`
	Rol      begrip.Rol      `json:"rol,omitempty"`
	Bron     string          `json:"bron,omitempty"`
	Vervangt string          `json:"vervangt,omitempty"`
	Inhoud   json.RawMessage `json:"inhoud,omitempty"`
}

// Schrijf geeft de gebeurtenis zonder nummer, vorm en moment als bytes, klaar om
// te verzegelen. Dezelfde gebeurtenis geeft dezelfde bytes.
func Schrijf(g Gebeurtenis) ([]byte, error) {
	s := schrijver{b: []byte{'{'}}
	g.Feit.Velden(&s)
	b, err := json.Marshal(envelop{g.Soort(), g.ID, int32(g.GeldigOp), int32(g.BekendOp), g.Wie, g.Rol, g.Bron, g.Vervangt, append(s.b, '}')})
	if err != nil {
		return nil, fmt.Errorf("feit %s opschrijven: %w", g.Soort(), err)
	}
	return b, nil
}

// Lees leest wat Schrijf schreef. Vorm zegt in welke vorm het is opgeschreven.
func Lees(vorm int, b []byte) (Gebeurtenis, error) {
	if vorm < 1 || vorm > HuidigeVorm {
		return Gebeurtenis{}, fmt.Errorf("vorm %d van een gebeurtenis is niet bekend", vorm)
	}
	var e envelop
	if err := json.Unmarshal(b, &e); err != nil {
		return Gebeurtenis{}, fmt.Errorf("gebeurtenis lezen: %w", err)
	}
	feit, ok := nieuwInLog(e.Soort)
	if !ok {
		return Gebeurtenis{}, fmt.Errorf("soort feit %q is niet bekend", e.Soort)
	}
	l := lezer{}
	if len(e.Inhoud) > 0 {
		if err := json.Unmarshal(e.Inhoud, &l.velden); err != nil {
			return Gebeurtenis{}, fmt.Errorf("inhoud van %s lezen: %w", e.Soort, err)
		}
	}
	if feit.Velden(&l); l.fout != nil {
		return Gebeurtenis{}, fmt.Errorf("inhoud van %s lezen: %w", e.Soort, l.fout)
	}
	return Gebeurtenis{Vorm: vorm, ID: e.ID, GeldigOp: begrip.Datum(e.Geldig), BekendOp: begrip.Datum(e.Bekend),
		Wie: e.Wie, Rol: e.Rol, Bron: e.Bron, Vervangt: e.Vervangt, Feit: feit}, nil
}

// schrijver bezoekt de velden en schrijft wat is ingevuld als JSON, in vaste volgorde.
type schrijver struct{ b []byte }

func (s *schrijver) veld(naam string, waarde any) {
	b, err := json.Marshal(waarde)
	if err != nil { // tekst, getallen en lijsten daarvan kunnen altijd
		panic("dossier: veld " + naam + ": " + err.Error())
	}
	if len(s.b) > 1 {
		s.b = append(s.b, ',')
	}
	s.b = append(append(append(append(s.b, '"'), naam...), '"', ':'), b...)
}

func (s *schrijver) Tekst(naam string, doel *string, _ bool) {
	if *doel != "" {
		s.veld(naam, *doel)
	}
}

func (s *schrijver) Keuze(naam string, krijg func() string, _ func(string), _ []string, _ bool) {
	if w := krijg(); w != "" {
		s.veld(naam, w)
	}
}

func (s *schrijver) Keuzes(naam string, krijg func() []string, _ func([]string), _ []string) {
	if w := krijg(); len(w) > 0 {
		s.veld(naam, w)
	}
}

func (s *schrijver) Datum(naam string, doel *begrip.Datum, _ bool) {
	if *doel != 0 {
		s.veld(naam, doel.String())
	}
}

func (s *schrijver) Uren(naam string, doel *Optie[begrip.Uren], _ bool) {
	if doel.Is {
		s.veld(naam, int64(doel.Waarde))
	}
}

func (s *schrijver) Bedrag(naam string, doel *Optie[begrip.Cent], _ bool) {
	if doel.Is {
		s.veld(naam, int64(doel.Waarde))
	}
}

func (s *schrijver) Geheel(naam string, doel *Optie[int], _, _ int, _ bool) {
	if doel.Is {
		s.veld(naam, doel.Waarde)
	}
}

func (s *schrijver) Vlag(naam string, doel *Optie[bool], _ bool) {
	if doel.Is {
		s.veld(naam, doel.Waarde)
	}
}

func (s *schrijver) Verwijzing(naam string, doel *string, _ Soort, verplicht bool) {
	s.Tekst(naam, doel, verplicht)
}

func (s *schrijver) Bytes(naam string, doel *[]byte) {
	if len(*doel) > 0 {
		s.veld(naam, *doel)
	}
}

// lezer bezoekt de velden en vult ze uit JSON. Onbekende velden worden bewaard noch
// gelezen: een nieuwere vorm heeft een nieuw nummer.
type lezer struct {
	velden map[string]json.RawMessage
	fout   error
}

func (l *lezer) haal(naam string, doel any) bool {
	b, ok := l.velden[naam]
	if !ok || l.fout != nil || bytes.Equal(b, []byte("null")) {
		return false
	}
	if err := json.Unmarshal(b, doel); err != nil {
		l.fout = fmt.Errorf("veld %s: %w", naam, err)
		return false
	}
	return true
}

func (l *lezer) Tekst(naam string, doel *string, _ bool) { l.haal(naam, doel) }

func (l *lezer) Keuze(naam string, _ func() string, zet func(string), _ []string, _ bool) {
	var w string
	if l.haal(naam, &w) {
		zet(w)
	}
}

func (l *lezer) Keuzes(naam string, _ func() []string, zet func([]string), _ []string) {
	var w []string
	if l.haal(naam, &w) {
		zet(w)
	}
}

func (l *lezer) Datum(naam string, doel *begrip.Datum, _ bool) {
	var w string
	if !l.haal(naam, &w) {
		return
	}
	d, err := begrip.LeesDatum(w)
	if err != nil {
		l.fout = fmt.Errorf("veld %s: %w", naam, err)
	}
	*doel = d
}

func (l *lezer) Uren(naam string, doel *Optie[begrip.Uren], _ bool) {
	doel.Is = l.haal(naam, &doel.Waarde)
}

func (l *lezer) Bedrag(naam string, doel *Optie[begrip.Cent], _ bool) {
	doel.Is = l.haal(naam, &doel.Waarde)
}

func (l *lezer) Geheel(naam string, doel *Optie[int], _, _ int, _ bool) {
	doel.Is = l.haal(naam, &doel.Waarde)
}

func (l *lezer) Vlag(naam string, doel *Optie[bool], _ bool) { doel.Is = l.haal(naam, &doel.Waarde) }

func (l *lezer) Verwijzing(naam string, doel *string, _ Soort, _ bool) { l.haal(naam, doel) }

func (l *lezer) Bytes(naam string, doel *[]byte) { l.haal(naam, doel) }
