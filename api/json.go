package api

import (
	"bytes"
	"errors"
	"io"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// errGestopt zegt dat de bouwer zelf is gestopt; de reden staat al bij de fouten.
var errGestopt = errors.New("gestopt met lezen")

// bouwer maakt de boom en bewaakt de grenzen.
type bouwer struct {
	f      *fouten
	aantal int
	pad    pad // waar wij zijn
}

// tel telt een waarde en weigert boven de grens.
func (b *bouwer) tel(zin, code string) error {
	if b.aantal++; b.aantal > meesteKnopen {
		b.f.meld(nil, code, zin)
		return errGestopt
	}
	if len(b.pad) > meesteDiepte {
		b.f.meld(b.pad, Leesfout, zinTeDiep)
		return errGestopt
	}
	return nil
}

// leesJSON maakt de boom van JSON. Is het geen JSON, dan staat de plek van de eerste
// afwijking in de fout; dubbele namen en te diep nesten staan bij de fouten.
func leesJSON(in []byte, f *fouten) (knoop, error) {
	d := jsontext.NewDecoder(bytes.NewBuffer(in), jsontext.AllowDuplicateNames(true))
	b := bouwer{f: f}
	k, err := b.json(d)
	if err != nil {
		return knoop{}, err
	}
	if _, err := d.ReadToken(); !errors.Is(err, io.EOF) {
		return knoop{}, errors.New("na het dossier staat nog iets")
	}
	return k, nil
}

func (b *bouwer) json(d *jsontext.Decoder) (knoop, error) {
	t, err := d.ReadToken()
	if err != nil {
		return knoop{}, err
	}
	if err := b.tel(zinTeVeel, TeGroot); err != nil {
		return knoop{}, err
	}
	switch t.Kind() {
	case '"':
		return knoop{aard: isTekst, tekst: t.String()}, nil
	case '0':
		return knoop{aard: isGetal, tekst: t.String()}, nil
	case 't', 'f':
		return knoop{aard: isVlag, tekst: strconv.FormatBool(t.Kind() == 't')}, nil
	case '[':
		return b.jsonLijst(d)
	case '{':
		return b.jsonObject(d)
	}
	return knoop{aard: isNiets}, nil
}

func (b *bouwer) jsonLijst(d *jsontext.Decoder) (knoop, error) {
	k := knoop{aard: isLijst}
	for d.PeekKind() != ']' {
		b.pad = append(b.pad, op(len(k.delen)))
		x, err := b.json(d)
		b.pad = b.pad[:len(b.pad)-1]
		if err != nil {
			return knoop{}, err
		}
		k.delen = append(k.delen, x)
	}
	_, err := d.ReadToken()
	return k, err
}

func (b *bouwer) jsonObject(d *jsontext.Decoder) (knoop, error) {
	k := knoop{aard: isObject}
	for d.PeekKind() != '}' {
		t, err := d.ReadToken()
		if err != nil {
			return knoop{}, err
		}
		naam := t.String()
		b.pad = append(b.pad, bij(naam))
		x, err := b.json(d)
		b.pad = b.pad[:len(b.pad)-1]
		if err != nil {
			return knoop{}, err
		}
		if k.delen == nil {
			k.delen = make([]knoop, 0, 5) // zoveel velden heeft een gewoon feit
		}
		x.naam = naam
		k.delen = append(k.delen, x)
	}
	if _, err := d.ReadToken(); err != nil {
		return knoop{}, err
	}
	b.ontdubbel(&k)
	return k, nil
}

// ontdubbel meldt elk veld dat twee keer voorkomt.
func (b *bouwer) ontdubbel(k *knoop) {
	if len(k.delen) <= grensZoekLijst {
		for i := range k.delen {
			for j := range i {
				if k.delen[i].naam == k.delen[j].naam {
					b.f.meld(append(b.pad, bij(k.delen[i].naam)), Leesfout, zinDubbelVeld)
					break
				}
			}
		}
		return
	}
	gezien := make(map[string]bool, len(k.delen))
	for i := range k.delen {
		n := k.delen[i].naam
		if gezien[n] {
			b.f.meld(append(b.pad, bij(n)), Leesfout, zinDubbelVeld)
		}
		gezien[n] = true
	}
}
