package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"traject/kern/begrip"
)

const auditkolommen = "gebruiker, volg, moment, rol, handeling, nummer, over, aantal, reden, vorige"

func scanAudit(lees func(...any) error) (Auditschakel, error) {
	var s Auditschakel
	err := lees(&s.Gebruiker, &s.Volg, &s.Moment, (*string)(&s.Rol), &s.Handeling, &s.Nummer, &s.Over, &s.Aantal, &s.Dicht, &s.Vorige)
	return s, err
}

// SchrijfAudit adds lines in a transaction of its own.
func (s *SQL) SchrijfAudit(ctx context.Context, g begrip.Gemeente, rs []Auditregel) error {
	if len(rs) == 0 {
		return nil
	}
	return s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error { return s.schrijfAudit(ctx, tx, g, rs) })
}

// schrijfAudit adds lines to the chains of those who did it.
func (s *SQL) schrijfAudit(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, rs []Auditregel) error {
	w := s.auditwerk(g, rs)
	var over []string
	for _, r := range rs {
		if r.Reden != "" && r.Nummer != "" {
			over = append(over, r.Nummer)
		}
	}
	var err error
	if w.koppen, err = s.koppenVan(ctx, tx, g, over); err != nil {
		return err
	}
	if err := s.motor.Samen(ctx, tx, w.hoofden("")); err != nil {
		return err
	}
	os, err := w.schrijf()
	if err != nil {
		return err
	}
	return s.motor.Samen(ctx, tx, os)
}

// auditwerk is lines on their way to the chains of those who did it.
type auditwerk struct {
	s       *SQL
	g       begrip.Gemeente
	mensen  []*auditketen // in the order given, so that two transactions lock alike
	perMens map[string]*auditketen
	koppen  map[string]*Kop // dossiers about which a reason was written; acts write none
}

type auditketen struct {
	mens   string
	is     bool // vasten found it
	volg   int
	hoofd  []byte
	regels []Auditregel
}

func (s *SQL) auditwerk(g begrip.Gemeente, rs []Auditregel) *auditwerk {
	w := &auditwerk{s: s, g: g, perMens: map[string]*auditketen{}}
	for _, r := range rs {
		k := w.perMens[r.Gebruiker]
		if k == nil {
			k = &auditketen{mens: r.Gebruiker}
			w.perMens[r.Gebruiker] = k
			w.mensen = append(w.mensen, k)
		}
		k.regels = append(k.regels, r)
	}
	return w
}

// hoofden takes the heads of the chains. The upsert makes a chain that is not there yet and
// locks it until the end of the transaction, whatever the ending is by which one locks.
func (w *auditwerk) hoofden(string) []*Opdracht {
	uit := make([]*Opdracht, len(w.mensen))
	for i, k := range w.mensen {
		uit[i] = nieuweVraag(`INSERT INTO audithoofd (gemeente, gebruiker, volg, hoofd) VALUES (?, ?, 0, ?)
			ON CONFLICT (gemeente, gebruiker) DO UPDATE SET volg = audithoofd.volg RETURNING volg, hoofd`, string(w.g), k.mens, []byte{}).
			lezing("hoofd van de audit lezen", func(lees func(...any) error) error { return lees(&k.volg, &k.hoofd) })
	}
	return uit
}

// vasten takes the heads of the chains that are there, and locks them with this ending; who
// has no chain yet or whose chain is left out keeps no head.
func (w *auditwerk) vasten(slot string) []*Opdracht {
	if len(w.mensen) == 0 {
		return nil
	}
	namen := make([]string, len(w.mensen))
	for i, k := range w.mensen {
		namen[i] = k.mens
	}
	return []*Opdracht{nieuweVraag("SELECT gebruiker, volg, hoofd FROM audithoofd WHERE gemeente = ?", string(w.g)).
		onder("gebruiker", namen, w.s.motor.Rijtjes()).plus(" ORDER BY gebruiker"+slot).
		lezing("hoofden van de audit lezen", func(lees func(...any) error) error {
			var mens string
			var volg int
			var hoofd []byte
			err := lees(&mens, &volg, &hoofd)
			if k := w.perMens[mens]; err == nil {
				k.is, k.volg, k.hoofd = true, volg, hoofd
			}
			return err
		})}
}

// heeft says whether the chains of these lines are there and locked.
func (w *auditwerk) heeft(rs []Auditregel) bool {
	return !slices.ContainsFunc(rs, func(r Auditregel) bool { return !w.perMens[r.Gebruiker].is })
}

// schrijfVan is schrijf for these of the lines only.
func (w *auditwerk) schrijfVan(rs []Auditregel) ([]*Opdracht, error) {
	deel := w.s.auditwerk(w.g, rs)
	for _, k := range deel.mensen {
		k.volg, k.hoofd = w.perMens[k.mens].volg, w.perMens[k.mens].hoofd
	}
	return deel.schrijf()
}

// schrijf gives the statements that add the lines, once the heads are known.
func (w *auditwerk) schrijf() ([]*Opdracht, error) {
	regels, hoofden := w.s.invoer("audit", "gemeente, "+auditkolommen, ""), w.s.zetter(w.g, "audithoofd", "gebruiker", "volg, hoofd")
	for _, k := range w.mensen {
		for _, r := range k.regels {
			a, hoofd, err := w.s.zegel.Auditschakel(w.g, w.koppen[r.Nummer], r, k.volg, k.hoofd)
			if err != nil {
				return nil, err
			}
			k.volg, k.hoofd = a.Volg, hoofd
			regels.rij(string(w.g), a.Gebruiker, a.Volg, a.Moment, string(a.Rol), a.Handeling, a.Nummer, a.Over, a.Aantal, a.Dicht, a.Vorige)
		}
		hoofden.rij(k.mens, k.volg, k.hoofd)
	}
	return append(hoofden.opdrachten("hoofd van de audit verzetten"), regels.opdrachten("audit vastleggen")...), nil
}

// LeesAudit gives lines, newest first.
func (s *SQL) LeesAudit(ctx context.Context, f AuditFilter) (Auditblad, error) {
	hooguit := Aantal(f.Hooguit, 50)
	v := nieuweVraag("SELECT "+auditkolommen+" FROM audit WHERE gemeente = ?", string(f.Gemeente))
	v.als("gebruiker = ?", f.Gebruiker).als("handeling = ?", f.Handeling).als("nummer = ?", f.Nummer)
	if f.Van != 0 {
		v.plus(" AND moment >= ?", f.Van)
	}
	if f.Tot != 0 {
		v.plus(" AND moment < ?", f.Tot)
	}
	if f.Na != "" {
		na, volg, err := LeesAuditCursor(f.Na)
		if err != nil {
			return Auditblad{}, err
		}
		v.plus(" AND (moment, gebruiker, volg) < (?, ?, ?)", na.Moment, na.Gebruiker, volg)
	}
	v.plus(" ORDER BY moment DESC, gebruiker DESC, volg DESC LIMIT ?", hooguit+1)
	var blad Auditblad
	err := s.motor.Lees(ctx, f.Gemeente, func(tx *sql.Tx) error {
		blad.Regels = nil
		var rijen []Auditschakel
		var over []string
		err := v.rijen(ctx, tx, func(lees func(...any) error) error {
			a, err := scanAudit(lees)
			rijen = append(rijen, a)
			if a.VanDossier() {
				over = append(over, a.Nummer)
			}
			return err
		})
		if err != nil {
			return err
		}
		koppen, err := s.koppenVan(ctx, tx, f.Gemeente, over)
		if err != nil {
			return err
		}
		for _, a := range rijen {
			r, err := s.zegel.OnthulAudit(f.Gemeente, koppen[a.Nummer], a)
			if err != nil {
				return err
			}
			blad.Regels = append(blad.Regels, r)
		}
		return nil
	})
	if err != nil {
		return Auditblad{}, fmt.Errorf("audit lezen: %w", err)
	}
	blad.Knip(hooguit)
	return blad, nil
}

// ControleerAudit proves every chain.
func (s *SQL) ControleerAudit(ctx context.Context, g begrip.Gemeente, f func(Bevinding) error) (int, error) {
	var mensen []string
	err := s.motor.Lees(ctx, g, func(tx *sql.Tx) (err error) {
		mensen, err = nieuweVraag(`SELECT gebruiker FROM audithoofd WHERE gemeente = ? UNION SELECT gebruiker FROM audit WHERE gemeente = ? ORDER BY 1`,
			string(g), string(g)).teksten(ctx, tx)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("audit nalopen: %w", err)
	}
	aantal := 0
	for _, mens := range mensen { // each chain of one moment; all of them in one would hold that moment too long
		var n int
		var b *Bevinding
		err := s.motor.Lees(ctx, g, func(tx *sql.Tx) (err error) {
			n, b, err = keurAuditVan(ctx, tx, g, mens)
			return err
		})
		if err != nil {
			return aantal, fmt.Errorf("audit nalopen: %w", err)
		}
		aantal += n
		if b == nil {
			continue
		}
		if err := f(*b); err != nil {
			return aantal, err
		}
	}
	return aantal, nil
}

// keurAuditVan proves the chain of one person.
func keurAuditVan(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, mens string) (int, *Bevinding, error) {
	var volg int
	var hoofd []byte
	err := nieuweVraag("SELECT volg, hoofd FROM audithoofd WHERE gemeente = ? AND gebruiker = ?", string(g), mens).rij(ctx, tx, &volg, &hoofd)
	if err == ErrNietGevonden {
		return 0, &Bevinding{"audit van " + mens, 0, "het hoofd van de keten is weg"}, nil
	}
	if err != nil {
		return 0, nil, err
	}
	var rs []Auditschakel
	v := nieuweVraag("SELECT "+auditkolommen+" FROM audit WHERE gemeente = ? AND gebruiker = ? ORDER BY volg", string(g), mens)
	err = v.rijen(ctx, tx, func(lees func(...any) error) error {
		a, err := scanAudit(lees)
		rs = append(rs, a)
		return err
	})
	if err != nil {
		return 0, nil, err
	}
	slot, err := leesSlot(ctx, tx, g, mens)
	if err != nil {
		return 0, nil, err
	}
	return len(rs), KeurAudit(g, mens, slot, rs, volg, hoofd), nil
}
