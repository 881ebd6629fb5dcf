package store

import (
	"context"
	"database/sql"
	"fmt"

	"traject/kern/begrip"
)

// TeVernietigen gives dossiers whose last day has passed. The index holds only dossiers
// that have a last day, so a page costs the same at a hundred dossiers and at a million.
func (s *SQL) TeVernietigen(ctx context.Context, f BewaarFilter) (blad Dossierblad, err error) {
	hooguit := Aantal(f.Hooguit, 50)
	tot := "bewaar_tot"
	if f.Delen {
		tot = "deel_tot"
	}
	v := nieuweVraag("SELECT " + metAlias(lijstkolommen, "l") + " FROM lijst l WHERE l." + tot + " < '" + geenDag + "' AND")
	if err := v.zicht(f.Zicht, "l"); err != nil {
		return Dossierblad{}, err
	}
	v.plus(" AND l."+tot+" < ?", f.Voor.String())
	if f.Na != "" {
		na, _, err := LeesCursor(f.Na, 2)
		if err != nil {
			return Dossierblad{}, err
		}
		v.plus(" AND (l."+tot+", l.nummer) > (?, ?)", na[0], na[1])
	}
	v.plus(" ORDER BY l."+tot+", l.nummer LIMIT ?", hooguit+1)
	err = s.motor.Lees(ctx, f.Gemeente, func(tx *sql.Tx) error {
		blad.Regels = nil
		return v.rijen(ctx, tx, func(lees func(...any) error) error {
			l, err := scanLijst(lees)
			blad.Regels = append(blad.Regels, l)
			return err
		})
	})
	if err != nil {
		return Dossierblad{}, fmt.Errorf("dossiers zoeken die weg moeten: %w", err)
	}
	blad.KnipBewaren(f, hooguit)
	return blad, nil
}

// KnipBewaren cuts a page that was read one row too long, and says where the next one begins.
func (b *Dossierblad) KnipBewaren(f BewaarFilter, hooguit int) {
	if len(b.Regels) > hooguit {
		b.Regels = b.Regels[:hooguit]
		b.Volgende = bewaarcursor(f.Tot(b.Regels[hooguit-1]), b.Regels[hooguit-1].Nummer)
	}
}

// Tot gives the last day that the filter asks about.
func (f BewaarFilter) Tot(l Lijstregel) begrip.Datum {
	if f.Delen {
		return l.DeelTot
	}
	return l.BewaarTot
}

func bewaarcursor(tot begrip.Datum, nummer string) string {
	return MaakCursor(0, naarDag(tot), nummer)
}

const langkolommen = "nummer, blind, sleutel, sleutel_id, bewaar_tot, moment, dag, grond, inhoud, vernietigd"

func scanLang(g begrip.Gemeente, lees func(...any) error) (Langerij, error) {
	r := Langerij{Kop: &Kop{Gemeente: g}}
	var tot, dag string
	var weg int
	if err := lees(&r.Nummer, &r.Blind, &r.Kop.Sleutel, &r.Kop.SleutelID, &tot, &r.Moment, &dag, &r.Grond, &r.Dicht, &weg); err != nil {
		return r, err
	}
	r.Kop.Nummer, r.Kop.Vernietigd = LangVoor+r.Nummer, weg != 0
	var err error
	r.Tot, err = vanDag(tot)
	return r, err
}

func (s *SQL) langInvoer() *invoer {
	return s.invoer("langeset", "gemeente, "+langkolommen, "")
}

func (i *invoer) lang(g begrip.Gemeente, r Langerij) {
	if v := r.Weg; v != nil {
		i.rij(string(g), r.Nummer, "", []byte(nil), "", geenDag, v.Moment, v.Dag.String(), v.Grond, []byte(nil), 1)
		return
	}
	i.rij(string(g), r.Nummer, r.Blind, r.Kop.Sleutel, r.Kop.SleutelID, naarDag(r.Tot), r.Moment, "", r.Grond, r.Dicht, 0)
}

// schrijfLang keeps the long set of a dossier that is destroyed in the same transaction.
func (s *SQL) schrijfLang(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, l *LangeSet) error {
	if l == nil {
		return nil
	}
	r, err := s.zegel.VerzegelLang(g, *l)
	if err != nil {
		return err
	}
	uit := s.langInvoer()
	uit.lang(g, r)
	if _, err := uit.schrijf(ctx, tx); err != nil {
		return fmt.Errorf("lange set van dossier %s bewaren: %w", l.Nummer, err)
	}
	return nil
}

// leesLang gives long sets that meet a condition.
func leesLang(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, v *vraag) (uit []Langerij, err error) {
	err = v.rijen(ctx, tx, func(lees func(...any) error) error {
		r, err := scanLang(g, lees)
		uit = append(uit, r)
		return err
	})
	return uit, err
}

func langVraag(g begrip.Gemeente) *vraag {
	return nieuweVraag("SELECT "+langkolommen+" FROM langeset WHERE gemeente = ? AND vernietigd = 0", string(g))
}

// open gives the long sets that a question finds, opened.
func (s *SQL) openLang(ctx context.Context, g begrip.Gemeente, v *vraag) ([]LangeSet, error) {
	var uit []LangeSet
	err := s.motor.Lees(ctx, g, func(tx *sql.Tx) error {
		rs, err := leesLang(ctx, tx, g, v)
		uit = nil
		for i := range rs {
			if err := s.zegel.OnthulLang(g, &rs[i]); err != nil {
				return err
			}
			uit = append(uit, rs[i].LangeSet)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("lange sets lezen: %w", err)
	}
	return uit, nil
}

// ZoekLangeSet gives the long sets of a person.
func (s *SQL) ZoekLangeSet(ctx context.Context, g begrip.Gemeente, bsn begrip.BSN) ([]LangeSet, error) {
	if bsn.IsLeeg() {
		return nil, nil
	}
	blind, err := s.zegel.BlindeZoeksleutels(g, bsn)
	if err != nil {
		return nil, err
	}
	v := langVraag(g).plus(" AND blind IN (?", blind[0])
	for _, b := range blind[1:] {
		v.plus(", ?", b)
	}
	return s.openLang(ctx, g, v.plus(") ORDER BY nummer"))
}

// LeesLangeSet gives the long set of one dossier.
func (s *SQL) LeesLangeSet(ctx context.Context, g begrip.Gemeente, nummer string) (LangeSet, error) {
	uit, err := s.openLang(ctx, g, langVraag(g).plus(" AND nummer = ?", nummer))
	if err != nil {
		return LangeSet{}, err
	}
	if len(uit) == 0 {
		return LangeSet{}, fmt.Errorf("lange set van dossier %s lezen: %w", nummer, ErrNietGevonden)
	}
	return uit[0], nil
}

// LangeSets gives long sets whose last day has passed, closed.
func (s *SQL) LangeSets(ctx context.Context, f BewaarFilter) (uit []LangeSet, volgende string, err error) {
	if !f.IsGezegd() {
		return nil, "", ErrGeenZicht
	}
	hooguit := Aantal(f.Hooguit, 50)
	v := langVraag(f.Gemeente).plus(" AND bewaar_tot < ?", f.Voor.String())
	if f.Na != "" {
		na, _, err := LeesCursor(f.Na, 2)
		if err != nil {
			return nil, "", err
		}
		v.plus(" AND (bewaar_tot, nummer) > (?, ?)", na[0], na[1])
	}
	v.plus(" ORDER BY bewaar_tot, nummer LIMIT ?", hooguit+1)
	err = s.motor.Lees(ctx, f.Gemeente, func(tx *sql.Tx) error {
		rs, err := leesLang(ctx, tx, f.Gemeente, v)
		uit = nil
		for i := range rs {
			uit = append(uit, rs[i].LangeSet)
		}
		return err
	})
	if err != nil {
		return nil, "", fmt.Errorf("lange sets zoeken die weg moeten: %w", err)
	}
	uit, volgende = KnipLang(uit, hooguit)
	return uit, volgende, nil
}

// KnipLang is KnipBewaren for long sets.
func KnipLang(uit []LangeSet, hooguit int) ([]LangeSet, string) {
	if len(uit) <= hooguit {
		return uit, ""
	}
	return uit[:hooguit], bewaarcursor(uit[hooguit-1].Tot, uit[hooguit-1].Nummer)
}

// VernietigLangeSet destroys a long set.
func (s *SQL) VernietigLangeSet(ctx context.Context, g begrip.Gemeente, nummer string, v Vernietiging) error {
	return s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
		n, err := nieuweVraag(`UPDATE langeset SET blind = '', sleutel = NULL, sleutel_id = '', bewaar_tot = ?, moment = ?, dag = ?, grond = ?, inhoud = NULL, vernietigd = 1
			WHERE gemeente = ? AND nummer = ? AND vernietigd = 0`, geenDag, v.Moment, v.Dag.String(), v.Grond, string(g), nummer).doe(ctx, tx)
		if err != nil {
			return fmt.Errorf("lange set van dossier %s vernietigen: %w", nummer, err)
		}
		if n == 0 {
			return fmt.Errorf("lange set van dossier %s vernietigen: %w", nummer, ErrNietGevonden)
		}
		if v.Audit != nil {
			return s.schrijfAudit(ctx, tx, g, []Auditregel{*v.Audit})
		}
		return nil
	})
}

// VernietigdeDossiers gives everything that was destroyed.
func (s *SQL) VernietigdeDossiers(ctx context.Context, g begrip.Gemeente) (uit []VernietigdDossier, err error) {
	err = s.motor.Lees(ctx, g, func(tx *sql.Tx) (err error) {
		if uit, err = leesVernietigd(ctx, tx, g); err != nil {
			return err
		}
		if uit, err = leesDeelweg(ctx, tx, g, uit); err != nil {
			return err
		}
		if uit, err = leesAfloop(ctx, tx, g, uit); err != nil {
			return err
		}
		v := nieuweVraag("SELECT nummer, moment, dag, grond FROM langeset WHERE gemeente = ? AND vernietigd = 1 ORDER BY nummer", string(g))
		return v.rijen(ctx, tx, func(lees func(...any) error) error {
			d := VernietigdDossier{Gemeente: g}
			var dag string
			if err := lees(&d.Nummer, &d.Moment, &dag, &d.Grond); err != nil {
				return err
			}
			d.Nummer = LangVoor + d.Nummer
			d.Dag, err = vanDag(dag)
			uit = append(uit, d)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("lijst van wat vernietigd is lezen: %w", err)
	}
	return uit, nil
}

// vernieuwLang wraps the keys of the long sets with the present key.
func (s *SQL) vernieuwLang(ctx context.Context, g begrip.Gemeente) (int, error) {
	totaal := 0
	for na, klaar := "", false; !klaar; {
		aantal, laatste := 0, ""
		err := s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
			rs, err := leesLang(ctx, tx, g, langVraag(g).plus(" AND nummer > ? ORDER BY nummer LIMIT ?", na, bladLoop))
			if err != nil {
				return err
			}
			aantal, klaar = 0, len(rs) < bladLoop
			for i := range rs {
				r := &rs[i]
				laatste = r.Nummer
				gewijzigd, err := s.zegel.HerpakLang(g, r)
				if err != nil {
					return err
				}
				if !gewijzigd {
					continue
				}
				aantal++
				if _, err := nieuweVraag("UPDATE langeset SET blind = ?, sleutel = ?, sleutel_id = ? WHERE gemeente = ? AND nummer = ? AND vernietigd = 0",
					r.Blind, r.Kop.Sleutel, r.Kop.SleutelID, string(g), r.Nummer).doe(ctx, tx); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return totaal, fmt.Errorf("sleutels van lange sets vernieuwen: %w", err)
		}
		totaal, na = totaal+aantal, laatste
	}
	return totaal, nil
}
