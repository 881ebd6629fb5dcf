package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"traject/kern/begrip"
)

// What belongs to no dossier has no dossier to go with: messages that were never joined to
// one, and lines of the audit. They go by age, after two people said so.

// Afloop is what goes by age.
type Afloop interface {
	// VernietigBericht destroys what a message without a dossier said. Its id stays, so that
	// the same message is still recognised. One that is not there, or that belongs to a
	// dossier by now, gives ErrNietGevonden.
	VernietigBericht(ctx context.Context, g begrip.Gemeente, id string, v Vernietiging) error
	// AuditVoor counts the lines of the audit that VernietigAudit would remove.
	AuditVoor(ctx context.Context, g begrip.Gemeente, voor int64) (Ouderdom, error)
	// VernietigAudit removes, of each person, the lines at the beginning of the chain that
	// are older than the moment. What is left still proves: a closing head per person says up
	// to where lines were removed, when and on which ground. It answers how many went.
	VernietigAudit(ctx context.Context, g begrip.Gemeente, voor int64, v Vernietiging) (int, error)
}

// Ouderdom says how much of the audit is older than a moment.
type Ouderdom struct {
	Mensen, Regels int
	Oudste         int64
}

// Auditslot is the closing head of the audit of one person: everything up to and including
// line Volg was removed, and the hash after it was Hoofd. The zero value is nothing removed.
type Auditslot struct {
	Gebruiker  string
	Volg       int
	Hoofd      []byte
	Moment     int64
	Dag, Grond string
}

// BerichtVoor and AuditVoorvoegsel stand before the id of a message and the name of a person
// in the list of what was destroyed.
const (
	BerichtVoor      = "bericht:"
	AuditVoorvoegsel = "audit:"
)

func berichtplek(id string) string { return BerichtVoor + url.QueryEscape(id) }

func auditplek(gebruiker string) string { return AuditVoorvoegsel + url.QueryEscape(gebruiker) }

// berichtweg is how a message says that it was destroyed: the day and the ground.
func berichtweg(v Vernietiging) string { return v.Dag.String() + " " + v.Grond }

func leesBerichtweg(weg string) (dag begrip.Datum, grond string, err error) {
	if weg == "" {
		return 0, "", nil
	}
	tekst, grond, _ := strings.Cut(weg, " ")
	dag, err = begrip.LeesDatum(tekst)
	return dag, grond, err
}

// VernietigBericht destroys what a message without a dossier said.
func (s *SQL) VernietigBericht(ctx context.Context, g begrip.Gemeente, id string, v Vernietiging) error {
	return s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
		n, err := nieuweVraag("UPDATE bericht SET inhoud = NULL, afdruk = '', weg = ? WHERE gemeente = ? AND id = ? AND nummer = '' AND weg = ''",
			berichtweg(v), string(g), id).doe(ctx, tx)
		if err != nil {
			return fmt.Errorf("bericht %s vernietigen: %w", id, err)
		}
		if n == 0 {
			return fmt.Errorf("bericht %s vernietigen: %w", id, ErrNietGevonden)
		}
		if v.Audit != nil {
			return s.schrijfAudit(ctx, tx, g, []Auditregel{*v.Audit})
		}
		return nil
	})
}

// leesAfloop adds the messages and the beginnings of the audit that were destroyed to the list.
func leesAfloop(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, uit []VernietigdDossier) ([]VernietigdDossier, error) {
	v := nieuweVraag("SELECT id, weg FROM bericht WHERE gemeente = ? AND weg <> '' ORDER BY id", string(g))
	err := v.rijen(ctx, tx, func(lees func(...any) error) error {
		d := VernietigdDossier{Gemeente: g}
		var id, weg string
		err := lees(&id, &weg)
		if err == nil {
			d.Nummer = berichtplek(id)
			d.Dag, d.Grond, err = leesBerichtweg(weg)
		}
		uit = append(uit, d)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("lijst van vernietigde berichten lezen: %w", err)
	}
	err = slotVraag(g, "").rijen(ctx, tx, func(lees func(...any) error) error {
		a, err := scanSlot(lees)
		if err != nil {
			return err
		}
		d, err := a.regel(g)
		uit = append(uit, d)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("lijst van vernietigde auditregels lezen: %w", err)
	}
	return uit, nil
}

// regel gives the line of the list of destroyed.
func (a Auditslot) regel(g begrip.Gemeente) (VernietigdDossier, error) {
	dag, err := begrip.LeesDatum(a.Dag)
	return VernietigdDossier{Gemeente: g, Nummer: auditplek(a.Gebruiker), Vernietiging: Vernietiging{Verwacht: a.Volg, Dag: dag, Moment: a.Moment, Grond: a.Grond}}, err
}

// Regel gives the line of the list of destroyed, for an engine that keeps no rows.
func (a Auditslot) Regel(g begrip.Gemeente) (VernietigdDossier, error) { return a.regel(g) }

// BerichtRegel gives the line of the list of destroyed about a message.
func BerichtRegel(g begrip.Gemeente, b Bericht) VernietigdDossier {
	return VernietigdDossier{Gemeente: g, Nummer: berichtplek(b.ID), Vernietiging: Vernietiging{Dag: b.Weg, Grond: b.Weggrond}}
}

const slotkolommen = "gebruiker, volg, hoofd, moment, dag, grond"

func slotVraag(g begrip.Gemeente, gebruiker string) *vraag {
	return nieuweVraag("SELECT "+slotkolommen+" FROM auditslot WHERE gemeente = ?", string(g)).als("gebruiker = ?", gebruiker).plus(" ORDER BY gebruiker")
}

func scanSlot(lees func(...any) error) (Auditslot, error) {
	var a Auditslot
	err := lees(&a.Gebruiker, &a.Volg, &a.Hoofd, &a.Moment, &a.Dag, &a.Grond)
	return a, err
}

// leesSlot reads the closing head of one person; the zero value is none.
func leesSlot(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, gebruiker string) (a Auditslot, err error) {
	err = slotVraag(g, gebruiker).rijen(ctx, tx, func(lees func(...any) error) (err error) {
		a, err = scanSlot(lees)
		return err
	})
	return a, err
}

// oudeRegels gives the last of the lines at the beginning of a chain that are older than
// the moment, how many there are and the first moment; 0 is none.
func oudeRegels(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, mens string, voor int64) (tot, aantal int, oudste int64, err error) {
	var eerste int
	err = nieuweVraag("SELECT volg, moment FROM audit WHERE gemeente = ? AND gebruiker = ? ORDER BY volg LIMIT 1", string(g), mens).rij(ctx, tx, &eerste, &oudste)
	if errors.Is(err, ErrNietGevonden) || err == nil && oudste >= voor {
		return 0, 0, 0, nil
	}
	if err != nil {
		return 0, 0, 0, err
	}
	var jong int // the first line that is not old; a clock that was wrong may put old ones after it, and they stay
	err = nieuweVraag("SELECT volg FROM audit WHERE gemeente = ? AND gebruiker = ? AND moment >= ? ORDER BY volg LIMIT 1", string(g), mens, voor).rij(ctx, tx, &jong)
	if errors.Is(err, ErrNietGevonden) {
		err = nieuweVraag("SELECT volg + 1 FROM audit WHERE gemeente = ? AND gebruiker = ? ORDER BY volg DESC LIMIT 1", string(g), mens).rij(ctx, tx, &jong)
	}
	return jong - 1, jong - eerste, oudste, err
}

func auditmensen(ctx context.Context, tx *sql.Tx, g begrip.Gemeente) ([]string, error) {
	return nieuweVraag("SELECT gebruiker FROM audithoofd WHERE gemeente = ? ORDER BY gebruiker", string(g)).teksten(ctx, tx)
}

// AuditVoor counts the lines of the audit that VernietigAudit would remove.
func (s *SQL) AuditVoor(ctx context.Context, g begrip.Gemeente, voor int64) (uit Ouderdom, err error) {
	err = s.motor.Lees(ctx, g, func(tx *sql.Tx) error {
		uit = Ouderdom{}
		mensen, err := auditmensen(ctx, tx, g)
		if err != nil {
			return err
		}
		for _, mens := range mensen {
			_, aantal, oudste, err := oudeRegels(ctx, tx, g, mens, voor)
			if err != nil {
				return err
			}
			uit.Tel(aantal, oudste)
		}
		return nil
	})
	if err != nil {
		return uit, fmt.Errorf("oude auditregels tellen: %w", err)
	}
	return uit, nil
}

// Tel adds the old lines of one person.
func (o *Ouderdom) Tel(aantal int, oudste int64) {
	if aantal == 0 {
		return
	}
	if o.Mensen == 0 || oudste < o.Oudste {
		o.Oudste = oudste
	}
	o.Mensen, o.Regels = o.Mensen+1, o.Regels+aantal
}

// VernietigAudit removes old lines, one person per transaction.
func (s *SQL) VernietigAudit(ctx context.Context, g begrip.Gemeente, voor int64, v Vernietiging) (int, error) {
	var mensen []string
	err := s.motor.Lees(ctx, g, func(tx *sql.Tx) (err error) {
		mensen, err = auditmensen(ctx, tx, g)
		return err
	})
	totaal := 0
	for _, mens := range mensen {
		if err != nil {
			break
		}
		weg := 0
		err = s.motor.Schrijf(ctx, g, func(tx *sql.Tx) (err error) {
			weg, err = s.wisAudit(ctx, tx, g, mens, voor, v)
			return err
		})
		totaal += weg
	}
	if err == nil && v.Audit != nil && totaal > 0 {
		r := *v.Audit
		r.Aantal = totaal
		err = s.SchrijfAudit(ctx, g, []Auditregel{r})
	}
	if err != nil {
		return totaal, fmt.Errorf("oude auditregels vernietigen: %w", err)
	}
	return totaal, nil
}

// wisAudit removes the old lines of one person: first the closing head, which the database
// holds against the chain, then the lines, which it lets go only up to that head.
func (s *SQL) wisAudit(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, mens string, voor int64, v Vernietiging) (int, error) {
	w := s.auditwerk(g, []Auditregel{{Gebruiker: mens, Handeling: "x"}})
	if err := s.motor.Samen(ctx, tx, w.hoofden("")); err != nil { // locks the chain
		return 0, err
	}
	tot, aantal, _, err := oudeRegels(ctx, tx, g, mens, voor)
	if err != nil || aantal == 0 {
		return 0, err
	}
	hoofd := w.mensen[0].hoofd
	if tot < w.mensen[0].volg { // the line after it knows the hash
		if err := nieuweVraag("SELECT vorige FROM audit WHERE gemeente = ? AND gebruiker = ? AND volg = ?", string(g), mens, tot+1).rij(ctx, tx, &hoofd); err != nil {
			return 0, err
		}
	}
	_, err = nieuweVraag(`INSERT INTO auditslot (gemeente, `+slotkolommen+`) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (gemeente, gebruiker) DO UPDATE SET volg = excluded.volg, hoofd = excluded.hoofd, moment = excluded.moment, dag = excluded.dag, grond = excluded.grond`,
		string(g), mens, tot, hoofd, v.Moment, v.Dag.String(), v.Grond).doe(ctx, tx)
	if err != nil {
		return 0, err
	}
	n, err := nieuweVraag("DELETE FROM audit WHERE gemeente = ? AND gebruiker = ? AND volg <= ?", string(g), mens, tot).doe(ctx, tx)
	return int(n), err
}

// koppenVan reads the heads of dossiers that lines of the audit are about.
func (s *SQL) koppenVan(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, nummers []string) (map[string]*Kop, error) {
	uit := map[string]*Kop{}
	for deel := range slices.Chunk(slices.Compact(slices.Sorted(slices.Values(nummers))), samenLezen) {
		v := nieuweVraag("SELECT "+kopkolommen+" FROM dossier WHERE gemeente = ?", string(g)).onder("nummer", deel, s.motor.Rijtjes())
		err := v.rijen(ctx, tx, func(lees func(...any) error) error {
			k, err := scanKop(g, lees)
			if err == nil {
				uit[k.Nummer] = k
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("dossiers bij de audit lezen: %w", err)
		}
	}
	return uit, nil
}

// auditBlijft is how long, in seconds, no line of the audit goes: five years, as in the triggers.
const auditBlijft = 157_680_000

// auditTerug says whether a line of the audit comes back out of an archive. What the list of
// destroyed covers does not; the line after it, or the head, knows the closing head. The
// list is a file that anyone may have written in, so it is not believed about lines that
// no store would have let go by now.
func (h *herstel) auditTerug(w []any) (bool, error) {
	mens, volg := w[0].(string), int(w[1].(int64))
	v, is := h.weg[auditplek(mens)]
	switch {
	case !is || volg > v.Verwacht+1:
		return true, nil
	case volg == v.Verwacht+1:
		h.sloten[mens] = Auditslot{mens, v.Verwacht, w[len(w)-1].([]byte), v.Moment, v.Dag.String(), v.Grond}
		return true, nil
	case w[2].(int64) > min(v.Moment, time.Now().Unix())-auditBlijft:
		return false, &Archieffout{"De lijst van wat vernietigd is noemt regels van de audit die nog geen vijf jaar oud waren. Die lijst klopt niet. Er is niets teruggezet.", nil}
	}
	return false, nil
}

// auditkopTerug closes a chain of which every line is on the list.
func (h *herstel) auditkopTerug(w []any) {
	mens, volg := w[0].(string), int(w[1].(int64))
	if v, is := h.weg[auditplek(mens)]; is && volg <= v.Verwacht && volg > 0 {
		h.sloten[mens] = Auditslot{mens, volg, w[2].([]byte), v.Moment, v.Dag.String(), v.Grond}
	}
}

// schrijfSloten writes the closing heads that the list of destroyed asks for.
func (h *herstel) schrijfSloten(ctx context.Context) error {
	uit := h.s.invoer("auditslot", "gemeente, "+slotkolommen, "")
	for _, mens := range slices.Sorted(maps.Keys(h.sloten)) {
		a := h.sloten[mens]
		uit.rij(string(h.g), a.Gebruiker, a.Volg, a.Hoofd, a.Moment, a.Dag, a.Grond)
	}
	if _, err := uit.schrijf(ctx, h.tx); err != nil {
		return fmt.Errorf("sloten van de audit terugzetten: %w", err)
	}
	return nil
}
