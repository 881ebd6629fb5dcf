package store

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// An extract is the whole log of a dossier in one small sealed piece, beside a print of the
// rows that stand in the lists. Whoever recalculates a municipality reads it instead of the
// facts, and sees by the print whether the rows change, without reading those. It is
// derived: what is missing, old, damaged or of another dossier is passed over, and then
// the log is read. It proves nothing; that is for the chain.

// Afdruk is a print of the rows of one dossier; zero is unknown.
type Afdruk [16]byte

// rijvorm is the form of the rows behind a print. It goes up when the store writes other
// rows for the same answer, such as names folded otherwise, so that no print holds any more.
const rijvorm = 1

// Uittrekselrij is an extract as it is kept.
type Uittrekselrij struct {
	Versie    int    // of the dossier
	Rijen     Afdruk // of the rows that were written with it
	Verzegeld []byte
}

// Uittreksel is one dossier on a walk along the extracts.
type Uittreksel struct {
	// Logboek holds the facts without the fields that stay out of an extract, or whole when
	// there was no extract that could be used.
	Logboek
	Rijen Afdruk // of the rows that stand; zero is unknown
	Fout  error  // why the dossier cannot be read
}

// Uittrekselblad is a page of dossiers in order of number; Plaats counts from 0.
type Uittrekselblad struct {
	Plaats   int
	Dossiers []Uittreksel
}

// AlleFeiten gives the whole log after this act; nil when it was not given.
func (t *Toevoeging) AlleFeiten() []dossier.Gebeurtenis {
	if len(t.Eerder) != t.Verwacht {
		return nil
	}
	return slices.Concat(t.Eerder, t.Gebeurtenissen)
}

// band binds an extract to its dossier, the head of its chain and the print beside it.
func (u *Uittrekselrij) band(k *Kop) []byte {
	return gebonden("uittreksel", string(k.Gemeente), k.Nummer, strconv.Itoa(u.Versie), string(k.Hoofd[:]), string(u.Rijen[:]))
}

// Uittreksel makes the extract of a dossier. k has the version and the head of these facts.
func (z *Zegel) Uittreksel(k *Kop, feiten []dossier.Gebeurtenis, rijen Afdruk) (Uittrekselrij, error) {
	u := Uittrekselrij{Versie: k.Versie, Rijen: rijen}
	if len(feiten) != k.Versie {
		return u, fmt.Errorf("uittreksel van dossier %s maken: %d feiten bij versie %d: %w", k.Nummer, len(feiten), k.Versie, ErrVerkeerdeVorm)
	}
	open, err := dossier.SchrijfUittreksel(feiten)
	if err != nil {
		return u, fmt.Errorf("dossier %s: %w", k.Nummer, err)
	}
	if err := z.pakUit(k); err != nil {
		return u, err
	}
	u.Verzegeld = k.slot.Seal(nil, nil, open, u.band(k))
	return u, nil
}

// onthul opens an extract; false is that the log must be read.
func (z *Zegel) onthul(k *Kop, u *Uittrekselrij) ([]byte, bool) {
	if u.Versie == 0 || u.Versie != k.Versie || k.Vernietigd || z.pakUit(k) != nil {
		return nil, false
	}
	open, err := k.slot.Open(nil, nil, u.Verzegeld, u.band(k))
	return open, err == nil
}

// LeesUittreksel gives the facts of an extract; false is that the log must be read.
func (z *Zegel) LeesUittreksel(k *Kop, u *Uittrekselrij) (Logboek, bool) {
	open, ok := z.onthul(k, u)
	if !ok {
		return Logboek{}, false
	}
	feiten, err := dossier.LeesUittreksel(open)
	if err != nil || len(feiten) != k.Versie { // of a program that knows other facts
		return Logboek{}, false
	}
	return Logboek{Nummer: k.Nummer, Versie: k.Versie, Gebeurtenissen: feiten}, true
}

// past says whether an extract says what the log says.
func (z *Zegel) past(k *Kop, u *Uittrekselrij, feiten []dossier.Gebeurtenis) bool {
	open, ok := z.onthul(k, u)
	if !ok {
		return false
	}
	moet, err := dossier.SchrijfUittreksel(feiten)
	return err == nil && string(open) == string(moet)
}

// Rijafdruk gives the print of the rows that the lists get for this answer.
func (z *Zegel) Rijafdruk(g begrip.Gemeente, l *Lijstregel, taken []Taakregel, deelnames []Deelnameregel) (Afdruk, error) {
	blind, err := z.Blind(g, l.BSN)
	if err != nil {
		return Afdruk{}, err
	}
	return rijafdruk(blind, l, taken, deelnames), nil
}

// rijafdruk makes the print. Number and version are not in it: they are those of the
// dossier, and an act that changes nothing in the rows does not change the print.
func rijafdruk(blind string, l *Lijstregel, taken []Taakregel, deelnames []Deelnameregel) Afdruk {
	b := make([]byte, 0, 320+320*len(taken)+80*len(deelnames))
	tekst := func(s string) { b = append(binary.AppendUvarint(b, uint64(len(s))), s...) }
	dag := func(d begrip.Datum) { b = binary.AppendVarint(b, int64(d)) }
	b = append(b, rijvorm, byte(naarGetal(l.Gesloten)))
	tekst(blind)
	tekst(l.Naam.Voornamen)
	tekst(l.Naam.Voorvoegsel)
	tekst(l.Naam.Geslachtsnaam)
	tekst(l.Klantmanager)
	tekst(l.Team)
	tekst(string(l.Stelsel))
	tekst(string(l.Doelgroep))
	tekst(string(l.Leerroute))
	tekst(l.Fase)
	tekst(l.BewaarHoudt)
	tekst(l.Delen)
	dag(l.Uiterlijk)
	dag(l.Herzien)
	dag(l.BewaarTot)
	dag(l.DeelTot)
	b = binary.AppendUvarint(b, uint64(len(taken)))
	for i := range taken {
		t := &taken[i]
		tekst(t.Soort)
		tekst(t.Over)
		tekst(string(t.Rol))
		tekst(t.Reden)
		tekst(t.Bron)
		tekst(t.Termijn)
		dag(t.Uiterlijk)
		dag(t.Vanaf)
	}
	b = binary.AppendUvarint(b, uint64(len(deelnames)))
	for i := range deelnames {
		d := &deelnames[i]
		tekst(d.Aanbieder)
		tekst(d.Wat)
		tekst(d.Kenmerk)
		dag(d.Vanaf)
		dag(d.Tot)
		dag(d.Zicht)
	}
	som := sha256.Sum256(b)
	return Afdruk(som[:16])
}
