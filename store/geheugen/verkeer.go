package geheugen

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"traject/kern/begrip"
	"traject/store"
)

// mag says whether a message is new; the error says what it was before.
func (g *gemeente) mag(b store.Bericht) error {
	if b.ID == "" {
		return fmt.Errorf("bericht zonder kenmerk bewaren: %w", store.ErrVerkeerdeVorm)
	}
	if oud, is := g.berichten[b.ID]; is {
		// Without content the message was destroyed: there is nothing left to compare with.
		return &store.BerichtBestaat{ID: b.ID, Zelfde: oud.Inhoud == nil || bytes.Equal(oud.Inhoud, b.Inhoud), Nummer: oud.Nummer}
	}
	return nil
}

func (g *gemeente) magKoppelen(id, nummer string) error {
	b, is := g.berichten[id]
	if !is {
		return fmt.Errorf("bericht %s zoeken: %w", id, store.ErrNietGevonden)
	}
	if b.Nummer != "" && b.Nummer != nummer {
		return &store.BerichtBestaat{ID: id, Zelfde: true, Nummer: b.Nummer}
	}
	if b.Weg != 0 && b.Nummer == "" {
		return fmt.Errorf("bericht %s koppelen: %w", id, store.ErrVernietigd)
	}
	return nil
}

func (g *gemeente) koppel(id, nummer string) {
	b := g.berichten[id]
	b.Nummer = nummer
	g.berichten[id] = b
}

// BewaarBericht keeps a message that has no dossier yet.
func (k *Kelder) BewaarBericht(_ context.Context, g begrip.Gemeente, b store.Bericht) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	gem := k.bij(g)
	if err := gem.mag(b); err != nil {
		return err
	}
	b.Nummer, b.Inhoud = "", append([]byte{}, b.Inhoud...)
	gem.berichten[b.ID] = b
	return nil
}

// ZoekBericht gives a message by its id.
func (k *Kelder) ZoekBericht(_ context.Context, g begrip.Gemeente, id string) (store.Bericht, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	b, is := k.bij(g).berichten[id]
	if !is {
		return store.Bericht{}, fmt.Errorf("bericht %s zoeken: %w", id, store.ErrNietGevonden)
	}
	return b, nil
}

// Berichten gives messages, newest first.
func (k *Kelder) Berichten(_ context.Context, f store.BerichtFilter) (store.Berichtblad, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	later := func(a, b store.Bericht) int { return cmp.Or(cmp.Compare(b.Moment, a.Moment), cmp.Compare(b.ID, a.ID)) }
	bs := slices.SortedFunc(maps.Values(k.bij(f.Gemeente).berichten), later)
	bs = slices.DeleteFunc(bs, func(b store.Bericht) bool {
		return !gelijk(f.Code, b.Code) || !gelijk(f.Nummer, b.Nummer) || f.ZonderDossier && (b.Nummer != "" || b.Weg != 0) || f.Voor != 0 && b.Moment >= f.Voor
	})
	if f.Na != "" {
		tekst, moment, err := store.LeesCursor(f.Na, 1)
		if err != nil {
			return store.Berichtblad{}, err
		}
		bs = slices.DeleteFunc(bs, func(b store.Bericht) bool { return later(b, store.Bericht{ID: tekst[0], Moment: moment}) <= 0 })
	}
	blad := store.Berichtblad{Berichten: bs}
	if hooguit := store.Aantal(f.Hooguit, 50); len(bs) > hooguit {
		blad.Berichten = bs[:hooguit]
		blad.Volgende = store.MaakCursor(bs[hooguit-1].Moment, bs[hooguit-1].ID)
	}
	if !f.MetInhoud {
		for i := range blad.Berichten {
			blad.Berichten[i].Inhoud = nil
		}
	}
	return blad, nil
}

// Kenmerken gives prints to use as an id.
func (k *Kelder) Kenmerken(g begrip.Gemeente, inhoud []byte) ([]string, error) {
	return k.zegel.Kenmerken(g, inhoud)
}

// KoppelBericht joins a stored message to a dossier.
func (k *Kelder) KoppelBericht(_ context.Context, g begrip.Gemeente, id, nummer string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	gem := k.bij(g)
	if _, err := gem.zoek(nummer); err != nil {
		return err
	}
	if err := gem.magKoppelen(id, nummer); err != nil {
		return err
	}
	gem.koppel(id, nummer)
	return nil
}

func keurUitgaand(u store.Uitgaand) error {
	if u.Sleutel == "" || u.Soort == "" {
		return fmt.Errorf("uitgaand werk zonder sleutel of soort klaarzetten: %w", store.ErrVerkeerdeVorm)
	}
	return nil
}

// zetUitgaand adds work; a key that is there already is passed over.
func (g *gemeente) zetUitgaand(u store.Uitgaand) {
	if _, is := g.uitgaand[u.Sleutel]; !is {
		g.uitgaand[u.Sleutel] = store.Uitgaand{Sleutel: u.Sleutel, Soort: u.Soort, Nummer: u.Nummer, Inhoud: slices.Clone(u.Inhoud), Vanaf: u.Vanaf, Stand: store.Wacht}
	}
}

// Plaats puts work in the outbox that comes without facts.
func (k *Kelder) Plaats(_ context.Context, g begrip.Gemeente, us []store.Uitgaand) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, u := range us {
		if err := keurUitgaand(u); err != nil {
			return err
		}
	}
	for _, u := range us {
		k.bij(g).zetUitgaand(u)
	}
	return nil
}

// Neem leases work that is due.
func (k *Kelder) Neem(_ context.Context, g begrip.Gemeente, soort string, nu, tot int64, hooguit int) ([]store.Uitgaand, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	alle := k.bij(g).uitgaand
	us := slices.SortedFunc(maps.Values(alle), func(a, b store.Uitgaand) int {
		return cmp.Or(cmp.Compare(a.Vanaf, b.Vanaf), cmp.Compare(a.Sleutel, b.Sleutel))
	})
	us = slices.DeleteFunc(us, func(u store.Uitgaand) bool {
		return u.Stand != store.Wacht || u.Vanaf > nu || u.Tot > nu || !gelijk(soort, u.Soort)
	})
	us = us[:min(len(us), store.Aantal(hooguit, 10))]
	for i := range us {
		us[i].Poging++
		us[i].Tot = tot
		alle[us[i].Sleutel] = us[i]
	}
	return us, nil
}

// uitslag ends a lease, only for whoever still holds it.
func (k *Kelder) uitslag(g begrip.Gemeente, u store.Uitgaand, stand store.UitgaandStand, vanaf, klaar int64, fout string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	nu := k.bij(g).uitgaand[u.Sleutel]
	if nu.Stand != store.Wacht || nu.Poging != u.Poging {
		return fmt.Errorf("uitgaand werk %s: %w", u.Sleutel, store.ErrLeaseKwijt)
	}
	nu.Stand, nu.Vanaf, nu.Klaar, nu.Fout, nu.Tot = stand, vanaf, klaar, fout, 0
	k.bij(g).uitgaand[u.Sleutel] = nu
	return nil
}

// Klaar ends work that was leased.
func (k *Kelder) Klaar(_ context.Context, g begrip.Gemeente, u store.Uitgaand, nu int64) error {
	return k.uitslag(g, u, store.Gedaan, u.Vanaf, nu, "")
}

// Mislukt gives work back, to be taken again from opnieuw; 0 gives up.
func (k *Kelder) Mislukt(_ context.Context, g begrip.Gemeente, u store.Uitgaand, fout string, opnieuw int64) error {
	stand := store.Wacht
	if opnieuw == 0 {
		stand = store.Opgeven
	}
	return k.uitslag(g, u, stand, opnieuw, 0, fout)
}

// UitgaandLijst gives work in one state, by key, without its content.
func (k *Kelder) UitgaandLijst(_ context.Context, g begrip.Gemeente, stand store.UitgaandStand, na string, hooguit int) ([]store.Uitgaand, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	var uit []store.Uitgaand
	alle := k.bij(g).uitgaand
	for _, sleutel := range slices.Sorted(maps.Keys(alle)) {
		if u := alle[sleutel]; sleutel > na && gelijk(stand, u.Stand) && len(uit) < store.Aantal(hooguit, 50) {
			u.Inhoud = nil
			uit = append(uit, u)
		}
	}
	return uit, nil
}

// Opnieuw puts work that was given up back in the queue.
func (k *Kelder) Opnieuw(_ context.Context, g begrip.Gemeente, sleutel string, nu int64) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	u := k.bij(g).uitgaand[sleutel]
	if u.Stand != store.Opgeven {
		return fmt.Errorf("uitgaand werk %s opnieuw klaarzetten: %w", sleutel, store.ErrNietGevonden)
	}
	u.Stand, u.Vanaf, u.Tot = store.Wacht, nu, 0
	k.bij(g).uitgaand[sleutel] = u
	return nil
}

// LeesConcept gives a draft.
func (k *Kelder) LeesConcept(_ context.Context, g begrip.Gemeente, s store.ConceptSleutel) (store.Concept, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	c, is := k.bij(g).concepten[s]
	if !is {
		return store.Concept{}, fmt.Errorf("concept lezen: %w", store.ErrNietGevonden)
	}
	return c, nil
}

// BewaarConcept keeps a draft in the place of the one before.
func (k *Kelder) BewaarConcept(_ context.Context, g begrip.Gemeente, c store.Concept) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	c.Inhoud = slices.Clone(c.Inhoud)
	k.bij(g).concepten[c.ConceptSleutel] = c
	return nil
}

// RuimConceptenOp removes drafts that nobody finished.
func (k *Kelder) RuimConceptenOp(_ context.Context, g begrip.Gemeente, voor int64) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	gem := k.bij(g)
	was := len(gem.concepten)
	maps.DeleteFunc(gem.concepten, func(_ store.ConceptSleutel, c store.Concept) bool { return c.Moment < voor })
	return was - len(gem.concepten), nil
}

// WisConcept removes a draft.
func (k *Kelder) WisConcept(_ context.Context, g begrip.Gemeente, s store.ConceptSleutel) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.bij(g).concepten, s)
	return nil
}
