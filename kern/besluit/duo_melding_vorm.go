package besluit

import (
	"encoding/json"
	"errors"
	"fmt"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// De vorm waarin een melding in het dossier en in de rij van uitgaand werk staat. Een
// bericht van jaren terug blijft leesbaar: velden komen erbij, geen enkel verandert.
type meldingVorm struct {
	Soort   MeldingSoort `json:"soort"`
	Actie   MeldingActie `json:"actie"`
	Over    string       `json:"over,omitempty"`
	PIP     *pipVorm     `json:"pip,omitempty"`
	Contact *contactVorm `json:"contactpersoon,omitempty"`
	Aanbod  *aanbodVorm  `json:"aanbod,omitempty"`
	MAP     *moduleVorm  `json:"map,omitempty"`
	PVT     *moduleVorm  `json:"pvt,omitempty"`
	ZRoute  *moduleVorm  `json:"zroute,omitempty"`
	Uren    *int         `json:"uren,omitempty"`
}

type pipVorm struct {
	Dagtekening    dagVorm          `json:"dagtekening"`
	Leerroute      begrip.Leerroute `json:"leerroute"`
	Niveau         begrip.Niveau    `json:"niveau,omitempty"`
	Intensiteit    *int             `json:"intensiteit,omitempty"`
	MagAfmaken     *bool            `json:"mag-opleiding-afmaken,omitempty"`
	Alfabetisering string           `json:"alfabetisering,omitempty"`
}

type contactVorm struct {
	Medewerker string `json:"medewerker,omitempty"`
	ID         int    `json:"id,omitempty"`
	Naam       string `json:"naam,omitempty"`
	Email      string `json:"email,omitempty"`
	Telefoon   string `json:"telefoon,omitempty"`
}

type aanbodVorm struct {
	Instelling     string  `json:"instelling"`
	Datum          dagVorm `json:"datum,omitempty"`
	Start          dagVorm `json:"start,omitempty"`
	Eind           dagVorm `json:"eind,omitempty"`
	Alfabetisering string  `json:"alfabetisering,omitempty"`
}

type moduleVorm struct {
	Dag         dagVorm `json:"dag,omitempty"`
	Verwijtbaar string  `json:"verwijtbaar,omitempty"`
}

// dagVorm is een datum die als "2026-11-21" wordt opgeschreven, en leeg als "".
type dagVorm begrip.Datum

func (d dagVorm) MarshalText() ([]byte, error) {
	if d == 0 {
		return nil, nil
	}
	return []byte(begrip.Datum(d).String()), nil
}

func (d *dagVorm) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	x, err := begrip.LeesDatum(string(b))
	*d = dagVorm(x)
	return err
}

// ErrMelding zegt dat bytes geen melding zijn die wij kennen.
var ErrMelding = errors.New("dit is geen melding aan DUO")

// SchrijfMelding geeft de melding als JSON. Dezelfde melding geeft dezelfde bytes.
func SchrijfMelding(m DUOMelding) ([]byte, error) {
	v := meldingVorm{Soort: m.Soort, Actie: m.Actie, Over: m.Over, MAP: moduleNaarVorm(m.MAP), PVT: moduleNaarVorm(m.PVT), Uren: naarVorm(m.Uren)}
	if p := m.PIP; p != nil {
		v.PIP = &pipVorm{dagVorm(p.Dagtekening), p.Leerroute, p.Niveau, naarVorm(p.Intensiteit), naarVorm(p.MagOpleidingAfmaken), p.Alfabetisering}
	}
	if c := m.Contact; c != nil {
		v.Contact = &contactVorm{c.Medewerker, c.ID, c.Naam, c.Email, c.Telefoon}
	}
	if a := m.Aanbod; a != nil {
		v.Aanbod = &aanbodVorm{a.Instelling, dagVorm(a.Datum), dagVorm(a.Start), dagVorm(a.Eind), a.Alfabetisering}
	}
	if z := m.ZRoute; z != nil {
		v.ZRoute = &moduleVorm{Dag: dagVorm(z.Dag)}
	}
	b, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("melding opschrijven: %w", err)
	}
	return b, nil
}

// LeesMelding leest wat SchrijfMelding schreef. Een onbekende soort of actie geeft ErrMelding.
func LeesMelding(b []byte) (DUOMelding, error) {
	var v meldingVorm
	if err := json.Unmarshal(b, &v); err != nil {
		return DUOMelding{}, fmt.Errorf("melding lezen: %w", err)
	}
	m := DUOMelding{Soort: v.Soort, Actie: v.Actie, Over: v.Over, MAP: moduleUitVorm(v.MAP), PVT: moduleUitVorm(v.PVT), Uren: uitVorm(v.Uren)}
	if p := v.PIP; p != nil {
		m.PIP = &PIPMelding{begrip.Datum(p.Dagtekening), p.Leerroute, p.Niveau, uitVorm(p.Intensiteit), uitVorm(p.MagAfmaken), p.Alfabetisering}
	}
	if c := v.Contact; c != nil {
		m.Contact = &ContactMelding{c.Medewerker, c.ID, c.Naam, c.Email, c.Telefoon}
	}
	if a := v.Aanbod; a != nil {
		m.Aanbod = &AanbodMelding{a.Instelling, begrip.Datum(a.Datum), begrip.Datum(a.Start), begrip.Datum(a.Eind), a.Alfabetisering}
	}
	if z := v.ZRoute; z != nil {
		m.ZRoute = &ZRouteMelding{begrip.Datum(z.Dag)}
	}
	if !m.klopt() {
		return DUOMelding{}, ErrMelding
	}
	return m, nil
}

// klopt zegt of het deel dat bij de soort hoort er is, en of de actie erbij past.
func (m DUOMelding) klopt() bool {
	weg := m.Actie == MeldingVerwijder
	if m.Soort == MeldingContact {
		return m.Contact != nil && (weg || m.Actie == MeldingVast || m.Actie == MeldingWijzig || m.Actie == MeldingKoppel || m.Actie == MeldingOntkoppel)
	}
	if !weg && m.Actie != MeldingVast && m.Actie != MeldingWijzig {
		return false
	}
	switch m.Soort {
	case MeldingPIP:
		return m.PIP != nil || weg
	case MeldingAanbod:
		return m.Aanbod != nil
	case MeldingMAP:
		return m.MAP != nil
	case MeldingPVT:
		return m.PVT != nil
	case MeldingZRoute:
		return m.ZRoute != nil
	}
	return m.Soort.IsUren() && m.Uren.Is
}

func moduleNaarVorm(m *ModuleMelding) *moduleVorm {
	if m == nil {
		return nil
	}
	return &moduleVorm{dagVorm(m.Dag), m.Verwijtbaar}
}

func moduleUitVorm(v *moduleVorm) *ModuleMelding {
	if v == nil {
		return nil
	}
	return &ModuleMelding{begrip.Datum(v.Dag), v.Verwijtbaar}
}

func naarVorm[T any](o dossier.Optie[T]) *T {
	if !o.Is {
		return nil
	}
	return &o.Waarde
}

func uitVorm[T any](p *T) dossier.Optie[T] {
	if p == nil {
		return dossier.Optie[T]{}
	}
	return dossier.Met(*p)
}
