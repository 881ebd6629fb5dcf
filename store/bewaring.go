package store

import (
	"context"
	"fmt"
	"strings"

	"traject/kern/begrip"
)

// Bewaring is what is kept after the dossier, and what is due to go.
type Bewaring interface {
	// TeVernietigen gives dossiers in sight whose last day, or that of a group of their
	// fields, lies before the day, the oldest day first.
	TeVernietigen(ctx context.Context, f BewaarFilter) (Dossierblad, error)
	// ZoekLangeSet gives the long sets of a person, opened.
	ZoekLangeSet(ctx context.Context, g begrip.Gemeente, bsn begrip.BSN) ([]LangeSet, error)
	// LeesLangeSet gives the long set of one dossier, opened, or ErrNietGevonden.
	LeesLangeSet(ctx context.Context, g begrip.Gemeente, nummer string) (LangeSet, error)
	// LangeSets gives long sets whose last day lies before the day, without what they hold.
	LangeSets(ctx context.Context, f BewaarFilter) (sets []LangeSet, volgende string, err error)
	// VernietigLangeSet destroys a long set. That it was, when and on which ground stays.
	VernietigLangeSet(ctx context.Context, g begrip.Gemeente, nummer string, v Vernietiging) error
	// VernietigdeDossiers gives everything that was destroyed, for the list that is kept
	// apart from the backups; a long set has LangVoor before its number, a group of fields
	// DeelVoor.
	VernietigdeDossiers(ctx context.Context, g begrip.Gemeente) ([]VernietigdDossier, error)
}

// LangVoor stands before the number of a dossier where its long set is meant.
const LangVoor = "lang:"

// DossierSoort begins the name of each register that keeps documents about one dossier,
// with the number of the dossier as key, or the number, a slash and more. They are kept
// only while the dossier is there, and destroyed together with it.
const DossierSoort = "dossier-"

// VanDossier gives the dossier that a document is about; false is a document about none.
func VanDossier(soort, sleutel string) (nummer string, is bool) {
	nummer, _, _ = strings.Cut(sleutel, "/")
	return nummer, strings.HasPrefix(soort, DossierSoort)
}

// VernietigdKop is the first line of the list of destroyed dossiers as a file.
const VernietigdKop = "# traject: vernietigde dossiers"

// Regel gives the line of the list of destroyed dossiers as a file.
func (v VernietigdDossier) Regel() string {
	return fmt.Sprintf("%s %s %d %d %s %s", v.Gemeente, v.Nummer, v.Verwacht, v.Moment, v.Dag, v.Grond)
}

// BewaarFilter asks for what is due. Voor is the day before which a last day must lie.
type BewaarFilter struct {
	Zicht
	Voor    begrip.Datum
	Delen   bool   // the last day of groups of fields instead of that of the dossier
	Na      string // cursor of the page before
	Hooguit int    // 0 is 50
}

// LangeSet is the small record that may stay when a dossier is destroyed. It has a key
// of its own and a last day of its own.
type LangeSet struct {
	Nummer string       // of the dossier it came from
	Tot    begrip.Datum // last day it may be kept
	Moment int64        // when the dossier was destroyed
	Grond  string
	BSN    begrip.BSN // feeds the blind index; sealed with the rest
	Inhoud []byte     // sealed
}

// Langerij is a long set as it is kept.
type Langerij struct {
	LangeSet
	Kop   *Kop // holds the wrapped key
	Blind string
	Dicht []byte
	Weg   *Vernietiging // it was destroyed, and nothing else is left; only when written
}

const langdoel = "langeset"

// VerzegelLang seals a long set with a fresh key.
func (z *Zegel) VerzegelLang(g begrip.Gemeente, l LangeSet) (Langerij, error) {
	k, err := z.NieuweKop(g, LangVoor+l.Nummer)
	if err != nil {
		return Langerij{}, err
	}
	r := Langerij{LangeSet: l, Kop: k}
	if r.Blind, err = z.Blind(g, l.BSN); err != nil {
		return Langerij{}, err
	}
	r.Dicht, err = z.Verberg(g, k, langdoel, append([]byte(l.BSN.Cijfers()+"\n"), l.Inhoud...))
	return r, err
}

// OnthulLang opens a long set.
func (z *Zegel) OnthulLang(g begrip.Gemeente, r *Langerij) error {
	open, err := z.Onthul(g, r.Kop, langdoel, r.Dicht)
	if err != nil {
		return fmt.Errorf("lange set van dossier %s openen: %w", r.Nummer, err)
	}
	cijfers, inhoud, _ := strings.Cut(string(open), "\n")
	if cijfers != "" {
		if r.BSN, err = begrip.LeesBSN(cijfers); err != nil {
			return fmt.Errorf("lange set van dossier %s openen: %w", r.Nummer, ErrVerkeerdeVorm)
		}
	}
	r.Inhoud = []byte(inhoud)
	return nil
}

// HerpakLang wraps the key of a long set anew and looks up under the present key, and
// says whether anything changed.
func (z *Zegel) HerpakLang(g begrip.Gemeente, r *Langerij) (bool, error) {
	if err := z.OnthulLang(g, r); err != nil {
		return false, err
	}
	gewijzigd, err := z.Herpak(r.Kop)
	if err != nil || !gewijzigd {
		return false, err
	}
	r.Blind, err = z.Blind(g, r.BSN)
	return true, err
}
