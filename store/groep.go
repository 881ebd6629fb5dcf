package store

import (
	"context"
	"crypto/cipher"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// Some fields must go before the dossier does (dossier.Groep). They are sealed inside the
// fact with a key of the group, wrapped by the key of the municipality like that of the
// dossier. The chain covers what is sealed, so it still proves when the key is gone.

// Groepsleutel is the key of one group of fields of a dossier, or that it was destroyed.
// What is written after a destruction gets a key of its own, with another id.
type Groepsleutel struct {
	ID      string        `json:"id"` // name of the group and a number by chance
	Groep   dossier.Groep `json:"groep"`
	Sleutel []byte        `json:"sleutel,omitempty"` // wrapped; empty after destruction
	Bij     string        `json:"bij,omitempty"`     // key of the municipality that wraps it
	Weg     *Sleutelweg   `json:"weg,omitempty"`
}

// Sleutelweg is when and on which ground the key of a group was destroyed.
type Sleutelweg struct {
	Dag    string `json:"dag"`
	Moment int64  `json:"moment"`
	Grond  string `json:"grond"`
}

// Groepweg asks to destroy a group of fields of a dossier, in one transaction with the
// fact that says so.
type Groepweg struct {
	Groep     dossier.Groep
	Dag       begrip.Datum
	Moment    int64
	Grond     string
	Tenzij    string   // as in Vernietiging
	Concepten []string // acts of which nobody keeps a draft about this dossier
}

// DeelVoor stands before the number of a dossier and the id of a key where a group of
// fields is meant: "deel:2026-0001:gezondheid-1a2b3c4d".
const DeelVoor = "deel:"

func deelplek(nummer, id string) string { return DeelVoor + nummer + ":" + id }

// schrijfGroepen writes the keys of the groups as they are kept; "" is none.
func (k *Kop) schrijfGroepen() string {
	if len(k.Groepen) == 0 {
		return ""
	}
	b, err := json.Marshal(k.Groepen)
	if err != nil { // text, numbers and bytes always can
		panic("store: groepen van dossier " + k.Nummer + ": " + err.Error())
	}
	return string(b)
}

// leesGroepen reads what schrijfGroepen wrote.
func (k *Kop) leesGroepen(tekst string) error {
	if tekst == "" {
		return nil
	}
	if err := json.Unmarshal([]byte(tekst), &k.Groepen); err != nil {
		return &Ketenbreuk{Bevinding{k.Nummer, 0, "de sleutels van de delen zijn niet te lezen"}}
	}
	return nil
}

// SluitGroep drops the keys of a group; what was written with them stays closed for good.
func (k *Kop) SluitGroep(w Groepweg) error {
	gesloten := false
	k.Groepen = slices.Clone(k.Groepen) // a copy of the head may share them
	for i := range k.Groepen {
		if s := &k.Groepen[i]; s.Groep == w.Groep && s.Weg == nil {
			s.sluit(Sleutelweg{w.Dag.String(), w.Moment, w.Grond})
			gesloten = true
		}
	}
	k.groepslot = nil
	if !gesloten {
		return fmt.Errorf("%s van dossier %s vernietigen: %w", w.Groep, k.Nummer, ErrNietGevonden)
	}
	return nil
}

func (s *Groepsleutel) sluit(w Sleutelweg) { s.Sleutel, s.Bij, s.Weg = nil, "", &w }

// Deelweg gives the groups of this dossier that were destroyed, for the list that is kept
// apart from the backups.
func (k *Kop) Deelweg() (uit []VernietigdDossier, err error) {
	for _, s := range k.Groepen {
		if s.Weg == nil {
			continue
		}
		v := VernietigdDossier{Gemeente: k.Gemeente, Nummer: deelplek(k.Nummer, s.ID), Vernietiging: Vernietiging{Moment: s.Weg.Moment, Grond: s.Weg.Grond}}
		if v.Dag, err = begrip.LeesDatum(s.Weg.Dag); err != nil {
			return nil, fmt.Errorf("delen van dossier %s lezen: %w", k.Nummer, err)
		}
		uit = append(uit, v)
	}
	return uit, nil
}

// leesDeelweg adds the groups of fields that were destroyed to the list.
func leesDeelweg(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, uit []VernietigdDossier) ([]VernietigdDossier, error) {
	v := nieuweVraag("SELECT "+kopkolommen+" FROM dossier WHERE gemeente = ? AND groepen LIKE ? ORDER BY nummer", string(g), `%"weg"%`)
	err := v.rijen(ctx, tx, func(lees func(...any) error) error {
		k, err := scanKop(g, lees)
		if err != nil {
			return err
		}
		delen, err := k.Deelweg()
		uit = append(uit, delen...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("lijst van vernietigde delen lezen: %w", err)
	}
	return uit, nil
}

// sluitDelen closes again what the list of destroyed says, in a head out of a backup, and
// says whether there was something to close.
func (k *Kop) sluitDelen(weg map[string]Vernietiging) (gesloten bool) {
	for i := range k.Groepen {
		if v, is := weg[deelplek(k.Nummer, k.Groepen[i].ID)]; is && k.Groepen[i].Weg == nil {
			k.Groepen[i].sluit(Sleutelweg{v.Dag.String(), v.Moment, v.Grond})
			gesloten = true
		}
	}
	return gesloten
}

// groepband is what a wrapped key of a group is bound to.
func (k *Kop) groepband(id, sleutelID string) []byte {
	return gebonden("groepsleutel", string(k.Gemeente), k.Nummer, id, sleutelID)
}

// nieuweGroep adds a fresh key for a group.
func (z *Zegel) nieuweGroep(k *Kop, groep dossier.Groep) (*Groepsleutel, error) {
	alle, err := z.sleutels(k.Gemeente)
	if err != nil {
		return nil, err
	}
	var kenmerk [4]byte
	rauw := make([]byte, sleutellengte)
	rand.Read(kenmerk[:]) // never fails
	rand.Read(rauw)
	s := Groepsleutel{ID: string(groep) + "-" + hex.EncodeToString(kenmerk[:]), Groep: groep, Bij: alle[0].id}
	s.Sleutel = alle[0].inpak.Seal(nil, nil, rauw, k.groepband(s.ID, s.Bij))
	k.Groepen = append(slices.Clip(k.Groepen), s)
	return &k.Groepen[len(k.Groepen)-1], nil
}

// rauweGroep unwraps the key of a group.
func (z *Zegel) rauweGroep(k *Kop, s *Groepsleutel) ([]byte, error) {
	bij, err := z.metID(k.Gemeente, s.Bij)
	if err != nil {
		return nil, err
	}
	rauw, err := bij.inpak.Open(nil, nil, s.Sleutel, k.groepband(s.ID, s.Bij))
	if err != nil {
		return nil, &Ketenbreuk{Bevinding{k.Nummer, 0, "de sleutel van een deel past niet op de sleutel van de gemeente"}}
	}
	return rauw, nil
}

// groepslotVan makes the key of a group ready for use.
func (z *Zegel) groepslotVan(k *Kop, s *Groepsleutel) (cipher.AEAD, error) {
	if slot := k.groepslot[s.ID]; slot != nil {
		return slot, nil
	}
	rauw, err := z.rauweGroep(k, s)
	if err != nil {
		return nil, err
	}
	slot, err := aead(rauw)
	if err != nil {
		return nil, fmt.Errorf("sleutel van een deel van dossier %s gebruiken: %w", k.Nummer, err)
	}
	nieuw := map[string]cipher.AEAD{s.ID: slot} // a copy of the head may share the old one
	maps.Copy(nieuw, k.groepslot)
	k.groepslot = nieuw
	return slot, nil
}

func groepsdoel(k *Kop, feit int, id string) []byte {
	return gebonden("groep", string(k.Gemeente), k.Nummer, strconv.Itoa(feit), id)
}

// sluiter seals the groups of one fact. The id of the key stands before what is sealed.
func (z *Zegel) sluiter(k *Kop, feit int) dossier.Sluiter {
	return func(groep dossier.Groep, open []byte) ([]byte, error) {
		i := slices.IndexFunc(k.Groepen, func(s Groepsleutel) bool { return s.Groep == groep && s.Weg == nil })
		var s *Groepsleutel
		var err error
		if i >= 0 {
			s = &k.Groepen[i]
		} else if s, err = z.nieuweGroep(k, groep); err != nil {
			return nil, err
		}
		slot, err := z.groepslotVan(k, s)
		if err != nil {
			return nil, err
		}
		return slot.Seal(append([]byte{byte(len(s.ID))}, s.ID...), nil, open, groepsdoel(k, feit, s.ID)), nil
	}
}

// opener opens the groups of one fact, or says that they were destroyed.
func (z *Zegel) opener(k *Kop, feit int) dossier.Opener {
	return func(groep dossier.Groep, dicht []byte) ([]byte, *dossier.Weg, error) {
		breuk := &Ketenbreuk{Bevinding{k.Nummer, feit, "het zegel van een deel is verbroken"}}
		if len(dicht) == 0 || len(dicht) < 1+int(dicht[0]) {
			return nil, nil, breuk
		}
		id, rest := string(dicht[1:1+int(dicht[0])]), dicht[1+int(dicht[0]):]
		i := slices.IndexFunc(k.Groepen, func(s Groepsleutel) bool { return s.ID == id && s.Groep == groep })
		if i < 0 {
			return nil, nil, &Ketenbreuk{Bevinding{k.Nummer, feit, "de sleutel van een deel is weg, en er staat niet dat hij is vernietigd"}}
		}
		s := &k.Groepen[i]
		if s.Weg != nil {
			dag, err := begrip.LeesDatum(s.Weg.Dag)
			return nil, &dossier.Weg{Groep: groep, Dag: dag, Grond: s.Weg.Grond}, err
		}
		slot, err := z.groepslotVan(k, s)
		if err != nil {
			return nil, nil, err
		}
		open, err := slot.Open(nil, nil, rest, groepsdoel(k, feit, id))
		if err != nil {
			return nil, nil, breuk
		}
		return open, nil, nil
	}
}

// herpakGroepen wraps the keys of the groups with the present key, and says whether it did.
func (z *Zegel) herpakGroepen(k *Kop) (bool, error) {
	alle, err := z.sleutels(k.Gemeente)
	if err != nil {
		return false, err
	}
	gewijzigd := false
	nieuw := slices.Clone(k.Groepen)
	for i := range nieuw {
		s := &nieuw[i]
		if s.Weg != nil || s.Bij == alle[0].id {
			continue
		}
		rauw, err := z.rauweGroep(k, s)
		if err != nil {
			return false, err
		}
		s.Bij = alle[0].id
		s.Sleutel = alle[0].inpak.Seal(nil, nil, rauw, k.groepband(s.ID, s.Bij))
		gewijzigd = true
	}
	if gewijzigd {
		k.Groepen = nieuw
	}
	return gewijzigd, nil
}

// Deel is a group of fields in a row of the list, with its last day.
type Deel struct {
	Groep dossier.Groep
	Tot   begrip.Datum
}

// SchrijfDelen writes the groups of a row as Lijstregel.Delen, with the first last day.
func SchrijfDelen(delen []Deel) (tekst string, eerste begrip.Datum) {
	var uit []string
	for _, d := range delen {
		uit = append(uit, string(d.Groep)+":"+d.Tot.String())
		if eerste == 0 || d.Tot < eerste {
			eerste = d.Tot
		}
	}
	return strings.Join(uit, " "), eerste
}

// LeesDelen reads what SchrijfDelen wrote.
func LeesDelen(tekst string) (uit []Deel, err error) {
	for _, t := range strings.Fields(tekst) {
		naam, dag, _ := strings.Cut(t, ":")
		var d Deel
		if d.Groep, err = dossier.LeesGroep(naam); err == nil {
			d.Tot, err = begrip.LeesDatum(dag)
		}
		if err != nil {
			return nil, fmt.Errorf("delen van een rij lezen: %w", err)
		}
		uit = append(uit, d)
	}
	return uit, nil
}
