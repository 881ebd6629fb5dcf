package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"traject/kern/begrip"
)

// Afleiding makes the rows of a dossier from its log. It belongs to app: the store
// does not know the law.
type Afleiding func(Logboek) (Lijstvervanging, error)

// partij is how many dossiers go in one transaction.
const partij = 500

// Herbouw makes the lists of a municipality again from the logs and answers for how
// many dossiers it did. A dossier that cannot be read goes to f and does not stop
// the rest; one that changes meanwhile keeps its newer rows.
func Herbouw(ctx context.Context, k Kelder, g begrip.Gemeente, afleiden Afleiding, f func(Bevinding) error) (int, error) {
	var vs []Lijstvervanging
	aantal := 0
	schrijf := func() error {
		over, err := k.VervangLijst(ctx, g, vs)
		if err != nil {
			return fmt.Errorf("lijsten herbouwen: %w", err)
		}
		aantal += len(vs) - len(over.Overgeslagen)
		vs = vs[:0]
		return nil
	}
	err := k.Loop(ctx, g, func(nummer string, l Logboek, err error) error {
		v, b, err := leidRegelAf(nummer, l, err, afleiden)
		if err != nil || b != nil {
			return meld(b, err, f)
		}
		if vs = append(vs, v); len(vs) == partij {
			return schrijf()
		}
		return nil
	})
	if err != nil {
		return aantal, err
	}
	return aantal, schrijf()
}

// Controleer proves all chains of a municipality, derives the rows of every dossier
// again and compares them with the lists. Each finding goes to f; one broken dossier
// does not stop the rest.
func Controleer(ctx context.Context, k Kelder, g begrip.Gemeente, afleiden Afleiding, f func(Bevinding) error) (Keuring, error) {
	uit, err := k.ControleerKeten(ctx, g, f)
	if err != nil {
		return uit, err
	}
	err = k.Loop(ctx, g, func(nummer string, l Logboek, err error) error {
		var breuk *Ketenbreuk
		if errors.As(err, &breuk) { // ControleerKeten has named it
			return nil
		}
		v, b, err := leidRegelAf(nummer, l, err, afleiden)
		if err == nil && b == nil {
			b, err = vergelijkLijst(ctx, k, g, v)
		}
		if b != nil {
			uit.Fouten++
		}
		return meld(b, err, f)
	})
	return uit, err
}

func meld(b *Bevinding, err error, f func(Bevinding) error) error {
	if err != nil || b == nil {
		return err
	}
	return f(*b)
}

// leidRegelAf gives the rows, or a finding when the dossier cannot be read or derived.
func leidRegelAf(nummer string, l Logboek, err error, afleiden Afleiding) (Lijstvervanging, *Bevinding, error) {
	var v Lijstvervanging
	if err == nil {
		v, err = afleiden(l)
	}
	v.Nummer, v.Versie, v.Gebeurtenissen = nummer, l.Versie, l.Gebeurtenissen
	b, err := alsBevinding(nummer, err)
	return v, b, err
}

func vergelijkLijst(ctx context.Context, k Kelder, g begrip.Gemeente, l Lijstvervanging) (*Bevinding, error) {
	regel := l.Lijst
	is, isTaken, err := k.LeesLijst(ctx, g, l.Nummer)
	switch {
	case errors.Is(err, ErrNietGevonden):
		return &Bevinding{l.Nummer, 0, "het dossier staat niet in de lijsten"}, nil
	case err != nil:
		return nil, err
	case is.Versie > l.Versie: // changed since the log was read
		return nil, nil
	}
	zien, err := k.LeesDeelnames(ctx, g, l.Nummer)
	if err != nil {
		return nil, err
	}
	op, err := k.ZoekBSN(ctx, g, regel.BSN)
	if err != nil {
		return nil, err
	}
	if !regel.BSN.IsLeeg() && !slices.Contains(op, l.Nummer) {
		return &Bevinding{l.Nummer, 0, "het dossier is niet op burgerservicenummer te vinden"}, nil
	}
	regel.Nummer, regel.Versie, regel.BSN = is.Nummer, is.Versie, begrip.BSN{}
	if regel != is {
		return &Bevinding{l.Nummer, 0, "de regel in de lijst klopt niet met het logboek"}, nil
	}
	if !slices.Equal(l.Taken, isTaken) {
		return &Bevinding{l.Nummer, 0, "de taken op de werklijst kloppen niet met het logboek"}, nil
	}
	if !slices.Equal(l.Deelnames, zien) {
		return &Bevinding{l.Nummer, 0, "welke aanbieder dit dossier ziet klopt niet met het logboek"}, nil
	}
	return nil, nil
}
