package store

import (
	"crypto/cipher"
	"encoding/json"
	"fmt"
	"strconv"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// Kop is what the store keeps about a dossier besides its facts: the version, the
// head of the chain and the wrapped key. A Kop belongs to one goroutine.
type Kop struct {
	Gemeente   begrip.Gemeente
	Nummer     string
	Versie     int
	Hoofd      dossier.Hash // hash of the last fact; zero when there is none
	Sleutel    []byte       // wrapped; empty after destruction
	SleutelID  string
	Vernietigd bool
	Groepen    []Groepsleutel // of fields that may go earlier, in the order in which they came

	rauw      []byte                 // unwrapped key
	slot      cipher.AEAD            // ready for use
	groepslot map[string]cipher.AEAD // of the groups, by id
}

// Schakelrij is one fact as it is kept: sealed, with the hash of the one before.
type Schakelrij struct {
	Nummer, Vorm int
	Moment       int64
	Verzegeld    []byte
	Vorige       dossier.Hash
}

// vormVernietigd is the form of the closing fact of a destroyed dossier, which is not sealed.
const vormVernietigd = 0

func (r Schakelrij) hash(nummer string) dossier.Hash {
	return dossier.Schakel{Dossier: nummer, Nummer: r.Nummer, Vorm: r.Vorm, Moment: r.Moment, Verzegeld: r.Verzegeld, Vorige: r.Vorige}.Hash()
}

// band is what a sealed fact is bound to, so that it opens in its own place only.
func (r Schakelrij) band(k *Kop) []byte {
	return gebonden("feit", string(k.Gemeente), k.Nummer, strconv.Itoa(r.Nummer), strconv.Itoa(r.Vorm), strconv.FormatInt(r.Moment, 10))
}

// Schakel seals facts and links them to the chain; k moves on to the new head.
func (z *Zegel) Schakel(k *Kop, gebeurtenissen []dossier.Gebeurtenis) ([]Schakelrij, error) {
	if err := z.pakUit(k); err != nil {
		return nil, err
	}
	rijen := make([]Schakelrij, len(gebeurtenissen))
	for i, g := range gebeurtenissen {
		nummer := k.Versie + 1
		if g.Nummer != 0 && g.Nummer != nummer {
			return nil, fmt.Errorf("feit %d van dossier %s komt op plaats %d: %w", g.Nummer, k.Nummer, nummer, ErrVerkeerdeVorm)
		}
		if g.Vorm != 0 && g.Vorm != dossier.HuidigeVorm {
			return nil, fmt.Errorf("feit %d van dossier %s heeft vorm %d: %w", nummer, k.Nummer, g.Vorm, ErrVerkeerdeVorm)
		}
		inhoud, err := dossier.Schrijf(g, z.sluiter(k, nummer))
		if err != nil {
			return nil, fmt.Errorf("feit %d van dossier %s schrijven: %w", nummer, k.Nummer, err)
		}
		r := Schakelrij{Nummer: nummer, Vorm: dossier.HuidigeVorm, Moment: g.Moment, Vorige: k.Hoofd}
		r.Verzegeld = k.slot.Seal(nil, nil, inhoud, r.band(k))
		rijen[i] = r
		k.Versie, k.Hoofd = nummer, r.hash(k.Nummer)
	}
	return rijen, nil
}

// slotfeit is the readable content of the closing fact.
type slotfeit struct {
	Soort string `json:"soort"`
	Dag   string `json:"dag"`
	Grond string `json:"grond"`
}

// SluitAf closes the chain of a dossier that is destroyed and drops its key.
func (k *Kop) SluitAf(v Vernietiging) (Schakelrij, error) {
	inhoud, err := json.Marshal(slotfeit{"vernietigd", v.Dag.String(), v.Grond})
	if err != nil {
		return Schakelrij{}, fmt.Errorf("slotfeit van dossier %s schrijven: %w", k.Nummer, err)
	}
	r := Schakelrij{Nummer: k.Versie + 1, Vorm: vormVernietigd, Moment: v.Moment, Verzegeld: inhoud, Vorige: k.Hoofd}
	k.Versie, k.Hoofd, k.Vernietigd = r.Nummer, r.hash(k.Nummer), true
	k.Sleutel, k.SleutelID, k.rauw, k.slot, k.Groepen, k.groepslot = nil, "", nil, nil, nil, nil
	return r, nil
}

// LeesSlot reads the closing fact of a destroyed dossier.
func LeesSlot(r Schakelrij) (Vernietiging, error) {
	var s slotfeit
	if err := json.Unmarshal(r.Verzegeld, &s); err != nil {
		return Vernietiging{}, fmt.Errorf("slotfeit lezen: %w", err)
	}
	dag, err := begrip.LeesDatum(s.Dag)
	if err != nil {
		return Vernietiging{}, fmt.Errorf("slotfeit lezen: %w", err)
	}
	return Vernietiging{Verwacht: r.Nummer - 1, Dag: dag, Moment: r.Moment, Grond: s.Grond}, nil
}

// Logboek proves the chain and opens every fact. A fault gives a *Ketenbreuk.
func (z *Zegel) Logboek(k *Kop, rijen []Schakelrij) (Logboek, error) {
	if b := keur(k, rijen); b != nil {
		return Logboek{}, &Ketenbreuk{*b}
	}
	if err := z.pakUit(k); err != nil {
		return Logboek{}, err
	}
	l := Logboek{Nummer: k.Nummer, Versie: k.Versie, Gebeurtenissen: make([]dossier.Gebeurtenis, len(rijen))}
	for i, r := range rijen {
		inhoud, err := k.slot.Open(nil, nil, r.Verzegeld, r.band(k))
		if err != nil {
			return Logboek{}, &Ketenbreuk{Bevinding{k.Nummer, r.Nummer, "het zegel is verbroken"}}
		}
		g, err := dossier.Lees(r.Vorm, inhoud, z.opener(k, r.Nummer))
		if err != nil {
			return Logboek{}, fmt.Errorf("dossier %s, feit %d: %w", k.Nummer, r.Nummer, err)
		}
		g.Nummer, g.Moment = r.Nummer, r.Moment
		l.Gebeurtenissen[i] = g
	}
	return l, nil
}

// Keur proves the chain of a dossier and, when it was not destroyed, every seal.
// It answers nil when all is well.
func (z *Zegel) Keur(k *Kop, rijen []Schakelrij) (*Bevinding, error) {
	if b := keur(k, rijen); b != nil || k.Vernietigd {
		return b, nil
	}
	_, err := z.Logboek(k, rijen)
	return alsBevinding(k.Nummer, err)
}

// keur proves numbers and hashes, oldest first; it needs no key.
func keur(k *Kop, rijen []Schakelrij) *Bevinding {
	vorige := dossier.Hash{}
	for i, r := range rijen {
		switch {
		case r.Nummer != i+1:
			return &Bevinding{k.Nummer, i + 1, "dit feit is weg"}
		case r.Vorige != vorige && i == 0:
			return &Bevinding{k.Nummer, 1, "het eerste feit verwijst naar een feit dat er niet is"}
		case r.Vorige != vorige:
			return &Bevinding{k.Nummer, i, "dit feit is na het vastleggen gewijzigd"}
		}
		vorige = r.hash(k.Nummer)
	}
	switch {
	case len(rijen) < k.Versie:
		return &Bevinding{k.Nummer, len(rijen) + 1, "dit feit is weg"}
	case len(rijen) > k.Versie:
		return &Bevinding{k.Nummer, k.Versie + 1, "dit feit staat achter het einde van de keten"}
	case vorige != k.Hoofd:
		return &Bevinding{k.Nummer, k.Versie, "dit feit is na het vastleggen gewijzigd"}
	case k.Vernietigd && (len(rijen) == 0 || rijen[len(rijen)-1].Vorm != vormVernietigd):
		return &Bevinding{k.Nummer, 0, "het dossier heet vernietigd, maar heeft geen slotfeit"}
	}
	return nil
}

// VergelijkHoofd compares a head that was exported earlier with the present chain.
// Give k nil when the dossier is not there.
func VergelijkHoofd(oud Hoofd, k *Kop, rijen []Schakelrij) *Bevinding {
	switch {
	case k == nil:
		return &Bevinding{oud.Nummer, 0, "dit dossier is weg"}
	case k.Versie < oud.Versie:
		return &Bevinding{oud.Nummer, k.Versie + 1, "het einde van de keten is weg"}
	}
	toen := k.Hoofd
	if oud.Versie < len(rijen) {
		toen = rijen[oud.Versie].Vorige // the fact after it knows the hash of that time
	}
	if toen != oud.Hash {
		return &Bevinding{oud.Nummer, oud.Versie, "dit feit is een ander dan toen de hoofden werden uitgevoerd"}
	}
	return nil
}
