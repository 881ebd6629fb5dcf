package dossier

import (
	"encoding/json"
	"fmt"

	"traject/kern/begrip"
)

// HuidigeVorm is de vorm waarin een gebeurtenis nu wordt opgeschreven. Oudere
// vormen blijven leesbaar; een nieuwe vorm krijgt hier een nieuw nummer. In vorm 1
// stonden alle velden bij elkaar; sinds vorm 2 staan de groepen (Groep) apart.
const (
	HuidigeVorm    = 2
	vormMetGroepen = 2
)

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
	Besloten json.RawMessage `json:"besloten,omitempty"`
}

// Schrijf geeft de gebeurtenis zonder nummer, vorm en moment als bytes, klaar om
// te verzegelen. Dezelfde gebeurtenis geeft dezelfde bytes, op wat sluit verzegelt na.
// Zonder sluiter blijven de groepen weg: zo schrijft wie alleen bewaart wat de wet leest.
func Schrijf(g Gebeurtenis, sluit Sluiter) ([]byte, error) {
	s := schrijver{b: []byte{'{'}}
	g.Feit.Velden(&s)
	besloten, err := s.besloten(sluit)
	if err != nil {
		return nil, fmt.Errorf("feit %s opschrijven: %w", g.Soort(), err)
	}
	b, err := json.Marshal(envelop{g.Soort(), g.ID, int32(g.GeldigOp), int32(g.BekendOp), g.Wie, g.Rol, g.Bron, g.Vervangt, append(s.b, '}'), besloten})
	if err != nil {
		return nil, fmt.Errorf("feit %s opschrijven: %w", g.Soort(), err)
	}
	return b, nil
}

// Lees leest wat Schrijf schreef. Vorm zegt in welke vorm het is opgeschreven. Zonder
// opener blijven de velden van een groep leeg.
func Lees(vorm int, b []byte, open Opener) (Gebeurtenis, error) {
	if vorm < 1 || vorm > HuidigeVorm {
		return Gebeurtenis{}, fmt.Errorf("vorm %d van een gebeurtenis is niet bekend", vorm)
	}
	e := lezer{}
	if e.fout = e.velden.lees(b); e.fout == nil && len(e.velden) == 0 {
		e.fout = errGeenVorm // niets is ook geen gebeurtenis
	}
	var soort, rol string
	g := Gebeurtenis{Vorm: vorm}
	e.Tekst("soort", &soort, true)
	e.Tekst("id", &g.ID, false)
	e.dag("geldig", &g.GeldigOp)
	e.dag("bekend", &g.BekendOp)
	e.Tekst("wie", &g.Wie, false)
	e.Tekst("rol", &rol, false)
	e.Tekst("bron", &g.Bron, false)
	e.Tekst("vervangt", &g.Vervangt, false)
	if e.fout != nil {
		return Gebeurtenis{}, fmt.Errorf("gebeurtenis lezen: %w", e.fout)
	}
	feit, ok := nieuwInLog(Soort(soort))
	if !ok {
		return Gebeurtenis{}, fmt.Errorf("soort feit %q is niet bekend", soort)
	}
	l := lezer{vorm: vorm, open: open}
	if besloten := e.velden.haal("besloten"); besloten != nil {
		if err := l.besloten.lees(besloten); err != nil {
			return Gebeurtenis{}, fmt.Errorf("groepen van %s lezen: %w", soort, err)
		}
	}
	if inhoud := e.velden.haal("inhoud"); inhoud != nil {
		if err := l.velden.lees(inhoud); err != nil {
			return Gebeurtenis{}, fmt.Errorf("inhoud van %s lezen: %w", soort, err)
		}
	}
	if feit.Velden(&l); l.fout != nil {
		return Gebeurtenis{}, fmt.Errorf("inhoud van %s lezen: %w", soort, l.fout)
	}
	g.Rol, g.Feit, g.Weg = begrip.Rol(rol), feit, l.weg
	return g, nil
}

// schrijver bezoekt de velden en schrijft wat is ingevuld als JSON, in vaste volgorde.
type schrijver struct {
	b       []byte
	groepen []groepsdeel
}

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
