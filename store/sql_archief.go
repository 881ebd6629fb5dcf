package store

import (
	"context"
	"database/sql"
	"fmt"
	"io"

	"traject/kern/begrip"
)

// Archief is a Kelder that can put all it holds in one file, and back.
type Archief interface {
	// Bewaar writes everything to w as it stood at one moment per municipality, while
	// others go on working. meld hears how many dossiers are done.
	Bewaar(ctx context.Context, w io.Writer, moment int64, meld func(gedaan int)) ([]Archieftelling, error)
	// Herstel puts an archive back where nothing is yet: all of it, or nothing.
	Herstel(ctx context.Context, r io.ReadSeeker, o Herstelopdracht) ([]Archieftelling, error)
	// VergelijkArchief compares every head in an archive with the chains here, and
	// hands what is missing or different to f.
	VergelijkArchief(ctx context.Context, r io.ReadSeeker, f func(begrip.Gemeente, Bevinding) error) ([]Archieftelling, error)
	// VernietigdeDossiers gives the dossiers that were destroyed, for the list that is
	// kept apart from the backups.
	VernietigdeDossiers(ctx context.Context, g begrip.Gemeente) ([]VernietigdDossier, error)
}

var _ Archief = (*SQL)(nil)

// VernietigdDossier is one line of the list of destroyed dossiers. It holds nothing personal.
type VernietigdDossier struct {
	Gemeente begrip.Gemeente
	Nummer   string
	Vernietiging
}

// Bewaar writes everything to w.
func (s *SQL) Bewaar(ctx context.Context, w io.Writer, moment int64, meld func(int)) ([]Archieftelling, error) {
	gemeenten, err := s.Gemeenten(ctx)
	if err != nil {
		return nil, err
	}
	a, err := nieuweArchiefschrijver(w)
	if err != nil {
		return nil, err
	}
	var uit []Archieftelling
	gedaan := 0
	for _, g := range gemeenten {
		t, begonnen := Archieftelling{Gemeente: g}, false
		err := s.motor.Lees(ctx, g, func(tx *sql.Tx) error {
			if begonnen { // what was written cannot be taken back
				return &Storing{Soort: Onbereikbaar, Zin: "De database brak het lezen af. Maak de reservekopie opnieuw."}
			}
			begonnen = true
			return s.bewaarGemeente(ctx, tx, a, &t, moment, func(n int) { meld(gedaan + n) })
		})
		if err != nil {
			return nil, fmt.Errorf("gemeente %s bewaren: %w", g, err)
		}
		uit, gedaan = append(uit, t), gedaan+t.Dossiers
	}
	return uit, a.einde()
}

func (s *SQL) bewaarGemeente(ctx context.Context, tx *sql.Tx, a *archiefschrijver, t *Archieftelling, moment int64, meld func(int)) error {
	if err := a.deel(deelGemeente, string(t.Gemeente), moment); err != nil {
		return err
	}
	weg, err := leesVernietigd(ctx, tx, t.Gemeente)
	if err != nil {
		return err
	}
	t.Vernietigd = len(weg)
	for _, v := range weg {
		if err := a.deel(deelVernietigd, v.Nummer, v.Moment, v.Dag.String(), v.Grond, int64(v.Verwacht)); err != nil {
			return err
		}
	}
	if _, err := bewaarTabel(ctx, tx, a, t.Gemeente, tabelTeller); err != nil {
		return err
	}
	if err := bewaarKetens(ctx, tx, a, t, meld); err != nil {
		return err
	}
	for _, deel := range []struct {
		tabel  archieftabel
		aantal *int
	}{{tabelBericht, &t.Berichten}, {tabelUitgaand, &t.Uitgaand}, {tabelConcept, &t.Concepten}, {tabelAudit, &t.Audit}} {
		if *deel.aantal, err = bewaarTabel(ctx, tx, a, t.Gemeente, deel.tabel); err != nil {
			return err
		}
	}
	for _, tabel := range []archieftabel{tabelAuditkop, tabelSlot, tabelRegister, tabelLang} {
		if _, err := bewaarTabel(ctx, tx, a, t.Gemeente, tabel); err != nil {
			return err
		}
	}
	id, zegel, err := s.zegel.zegelArchief(t.Gemeente, a.som.Sum(nil))
	if err != nil {
		return err
	}
	return a.deel(deelSlot, append(t.waarden(), id, zegel)...)
}

// bewaarKetens writes every dossier with its facts. Facts without a dossier cannot be
// read by anyone and stay behind; traject check names them.
func bewaarKetens(ctx context.Context, tx *sql.Tx, a *archiefschrijver, t *Archieftelling, meld func(int)) error {
	hoofden := nieuweHoofdenafdruk()
	for na, klaar := "", false; !klaar; {
		ketens, laatste, err := ketensIn(ctx, tx, t.Gemeente, na)
		if err != nil {
			return err
		}
		for _, k := range ketens {
			if k.kop == nil {
				continue
			}
			na = k.nummer
			hoofden.plus(k.kop)
			if err := a.deel(deelDossier, k.nummer, int64(k.kop.Versie), k.kop.Hoofd[:], k.kop.Sleutel, k.kop.SleutelID, int64(naarGetal(k.kop.Vernietigd)), k.kop.schrijfGroepen()); err != nil {
				return err
			}
			for _, r := range k.rijen {
				if err := a.deel(deelFeit, int64(r.Nummer), int64(r.Vorm), r.Moment, r.Verzegeld, r.Vorige[:]); err != nil {
					return err
				}
			}
			t.Dossiers++
			t.Feiten += len(k.rijen)
		}
		klaar = laatste
		meld(t.Dossiers)
	}
	t.Afdruk = hoofden.tekst()
	return nil
}

func bewaarTabel(ctx context.Context, tx *sql.Tx, a *archiefschrijver, g begrip.Gemeente, tabel archieftabel) (aantal int, err error) {
	v := nieuweVraag("SELECT "+tabel.kolommen+" FROM "+tabel.naam+" WHERE gemeente = ?", string(g))
	err = v.rijen(ctx, tx, func(lees func(...any) error) error {
		doelen, waarden := make([]any, len(tabel.vorm)), make([]any, len(tabel.vorm))
		for i, soort := range tabel.vorm {
			switch soort {
			case 't':
				doelen[i] = new(string)
			case 'g':
				doelen[i] = new(int64)
			default:
				doelen[i] = new([]byte)
			}
		}
		if err := lees(doelen...); err != nil {
			return err
		}
		for i, d := range doelen {
			switch d := d.(type) {
			case *string:
				waarden[i] = *d
			case *int64:
				waarden[i] = *d
			case *[]byte:
				waarden[i] = *d
				if *d == nil && tabel.vorm[i] == 'B' { // a driver may give empty bytes as none
					waarden[i] = []byte{}
				}
			}
		}
		aantal++
		return a.deel(tabel.soort, waarden...)
	})
	if err != nil {
		return aantal, fmt.Errorf("%s bewaren: %w", tabel.naam, err)
	}
	return aantal, nil
}

func leesVernietigd(ctx context.Context, tx *sql.Tx, g begrip.Gemeente) ([]VernietigdDossier, error) {
	var uit []VernietigdDossier
	v := nieuweVraag(`SELECT d.nummer, f.nummer, f.moment, f.verzegeld FROM dossier d
		JOIN feit f ON f.gemeente = d.gemeente AND f.dossier = d.nummer AND f.nummer = d.versie
		WHERE d.gemeente = ? AND d.vernietigd = 1 ORDER BY d.nummer`, string(g))
	err := v.rijen(ctx, tx, func(lees func(...any) error) error {
		d := VernietigdDossier{Gemeente: g}
		var r Schakelrij
		err := lees(&d.Nummer, &r.Nummer, &r.Moment, &r.Verzegeld)
		if err == nil {
			d.Vernietiging, err = LeesSlot(r)
		}
		uit = append(uit, d)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("lijst van vernietigde dossiers lezen: %w", err)
	}
	return uit, nil
}
