package besluit

import (
	"bytes"
	"encoding/json"
	"fmt"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

// FormaatVerantwoording is de vorm van een verantwoording; oude vormen blijven leesbaar.
const FormaatVerantwoording = "traject/verantwoording/1"

// Verantwoording bewaart waarmee een besluit is gerekend: de dag, de gemeente, de
// vingerafdruk van alle waarden, de versie van het programma, de feiten tot en met een
// nummer, en de uitkomst met haar hele uitleg. Jaren later geeft Herreken dezelfde bytes.
// Er staat niets in over de persoon behalve de uitkomst zelf.
type Verantwoording struct {
	Formaat      string    `json:"formaat"`
	Wat          string    `json:"wat"`
	Programma    string    `json:"programma"`
	Gemeente     string    `json:"gemeente"`
	Stelsel      string    `json:"stelsel"`
	Beleid       string    `json:"beleid"`
	Vingerafdruk string    `json:"vingerafdruk"`
	Op           string    `json:"op"`
	Bekend       string    `json:"bekend,omitempty"`
	TotFeit      int       `json:"tot_feit"`
	Uitkomst     Vastgezet `json:"uitkomst"`
}

// Vastgezet is de uitkomst zoals zij was, met getypte stappen: de zin is een weergave en
// staat er niet in.
type Vastgezet struct {
	Termijnen   []vasteTermijn   `json:"termijnen,omitempty"`
	Normen      []vasteNorm      `json:"normen,omitempty"`
	Boetes      []vasteBoete     `json:"boetes,omitempty"`
	Handelingen []vasteHandeling `json:"handelingen,omitempty"`
	Vragen      []vasteVraag     `json:"vragen,omitempty"`
	Geld        []vasteStap      `json:"geld,omitempty"`
}

type vasteTermijn struct {
	Naam      string      `json:"naam"`
	Begin     string      `json:"begin,omitempty"`
	Uiterlijk string      `json:"uiterlijk,omitempty"`
	Stand     string      `json:"stand"`
	Uitleg    []vasteStap `json:"uitleg"`
}

type vasteNorm struct {
	Sleutel string      `json:"sleutel"`
	Eis     int64       `json:"eis"`
	Behaald int64       `json:"behaald"`
	Rest    int64       `json:"rest"`
	Voldaan bool        `json:"voldaan"`
	Uitleg  []vasteStap `json:"uitleg"`
}

type vasteBoete struct {
	ID         string           `json:"id"`
	Grond      string           `json:"grond"`
	Bekend     bool             `json:"bekend"`
	Mag        bool             `json:"mag"`
	Trede      int              `json:"trede,omitempty"`
	Percentage int              `json:"percentage,omitempty"`
	Norm       begrip.Cent      `json:"norm_cent"`
	Bedrag     begrip.Cent      `json:"bedrag_cent"`
	Ruimte     begrip.Cent      `json:"ruimte_cent"`
	Opgelegd   *begrip.Cent     `json:"opgelegd_cent,omitempty"`
	Weigering  []vasteWeigering `json:"weigering,omitempty"`
	Eisen      []string         `json:"eisen,omitempty"`
	Uitleg     []vasteStap      `json:"uitleg"`
}

type vasteHandeling struct {
	Naam      string           `json:"naam"`
	Mag       bool             `json:"mag"`
	Weigering []vasteWeigering `json:"weigering,omitempty"`
	Eisen     []string         `json:"eisen,omitempty"`
}

type vasteVraag struct {
	Feit string `json:"feit"`
	Aan  string `json:"aan"`
	Bron string `json:"bron"`
}

type vasteWeigering struct {
	Code string `json:"code"`
	Bron string `json:"bron"`
}

type vasteStap struct {
	ID      string `json:"id"`
	Waarde  int64  `json:"waarde"`
	Eenheid uint8  `json:"eenheid"`
	Tekst   string `json:"tekst,omitempty"`
	Feit    int32  `json:"feit,omitempty"`
	Bron    string `json:"bron"`
	Vervult string `json:"vervult,omitempty"`
}

// Verantwoord schrijft de verantwoording van een antwoord. Wat is het besluit, programma is
// de versie waarmee is gerekend. Hetzelfde antwoord geeft dezelfde bytes.
func Verantwoord(wat, programma string, d *dossier.Dossier, a *recht.Antwoord) ([]byte, error) {
	v := Verantwoording{Formaat: FormaatVerantwoording, Wat: wat, Programma: programma, Gemeente: string(d.Gemeente),
		Stelsel: string(a.Stelsel), Beleid: a.Pakket, Vingerafdruk: a.Vingerafdruk, Op: a.Op.String(), Bekend: a.Bekend.String(),
		TotFeit: a.TotFeit, Uitkomst: zetVast(a)}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("verantwoording van %s schrijven: %w", wat, err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte{'\n'}), nil
}

// LeesVerantwoording leest wat Verantwoord schreef.
func LeesVerantwoording(b []byte) (Verantwoording, error) {
	var v Verantwoording
	if err := json.Unmarshal(b, &v); err != nil {
		return v, fmt.Errorf("verantwoording lezen: %w", err)
	}
	if v.Formaat != FormaatVerantwoording {
		return v, fmt.Errorf("verantwoording lezen: formaat %q is niet bekend", v.Formaat)
	}
	return v, nil
}

// Herreken rekent een besluit na met de feiten van toen, en geeft de verantwoording zoals
// zij nu zou zijn. Is alles gelijk gebleven, dan zijn het dezelfde bytes. Recht is dat van
// het beleid dat in de verantwoording staat.
func (v Verantwoording) Herreken(gebeurtenissen []dossier.Gebeurtenis, r *wetten.Recht) ([]byte, error) {
	op, err := begrip.LeesDatum(v.Op)
	if err != nil {
		return nil, fmt.Errorf("verantwoording herrekenen: dag: %w", err)
	}
	var bekend begrip.Datum
	if v.Bekend != "" {
		if bekend, err = begrip.LeesDatum(v.Bekend); err != nil {
			return nil, fmt.Errorf("verantwoording herrekenen: bekend: %w", err)
		}
	}
	toen := make([]dossier.Gebeurtenis, 0, len(gebeurtenissen))
	for _, g := range gebeurtenissen {
		if g.Nummer <= v.TotFeit {
			toen = append(toen, g)
		}
	}
	d := dossier.Opbouwen(toen, op, bekend)
	return Verantwoord(v.Wat, v.Programma, d, recht.Reken(d, r))
}

func zetVast(a *recht.Antwoord) Vastgezet {
	var u Vastgezet
	for i := range a.Termijnen {
		t := &a.Termijnen[i]
		u.Termijnen = append(u.Termijnen, vasteTermijn{t.Naam(), t.Begin.String(), t.Uiterlijk.String(), string(t.Stand), stappen(t.Uitleg)})
	}
	for i := range a.Normen {
		n := &a.Normen[i]
		u.Normen = append(u.Normen, vasteNorm{n.Sleutel, n.Eis, n.Behaald, n.Rest, n.Voldaan, stappen(n.Uitleg)})
	}
	for i := range a.Boetes {
		u.Boetes = append(u.Boetes, zetBoeteVast(&a.Boetes[i]))
	}
	for i := range a.Handelingen {
		h := &a.Handelingen[i]
		u.Handelingen = append(u.Handelingen, vasteHandeling{h.Naam(), h.Mag, redenen(h.Weigering), h.Eisen})
	}
	for _, x := range a.Vragen {
		u.Vragen = append(u.Vragen, vasteVraag{x.Feit, string(x.Aan), plaatsnaam(x.Grond)})
	}
	if a.Geld != nil {
		u.Geld = stappen(a.Geld.Uitleg)
	}
	return u
}

func zetBoeteVast(b *recht.Boete) vasteBoete {
	v := vasteBoete{ID: b.ID, Grond: plaatsnaam(b.Grond), Bekend: b.Bekend, Mag: b.Mag, Trede: b.Trede, Percentage: b.Percentage,
		Norm: b.Norm, Bedrag: b.Bedrag, Ruimte: b.Ruimte, Weigering: redenen(b.Weigering), Eisen: b.Eisen, Uitleg: stappen(b.Uitleg)}
	if b.Opgelegd.Is {
		v.Opgelegd = &b.Opgelegd.Waarde
	}
	return v
}

func stappen(u begrip.Uitleg) []vasteStap {
	uit := make([]vasteStap, len(u))
	for i, s := range u {
		uit[i] = vasteStap{s.ID, s.Waarde, uint8(s.Eenheid), s.Tekst, s.Feit, plaatsnaam(s.Grond), plaatsnaam(s.Vervult)}
	}
	return uit
}

func redenen(lijst []begrip.Weigering) []vasteWeigering {
	var uit []vasteWeigering
	for _, w := range lijst {
		uit = append(uit, vasteWeigering{w.Code, plaatsnaam(w.Grond)})
	}
	return uit
}

func plaatsnaam(v *begrip.Vindplaats) string {
	if v == nil {
		return ""
	}
	return v.String()
}
