package store

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"sync"

	"traject/kern/begrip"
)

// Zegel seals and opens. Every dossier has a key of its own; that key is stored
// wrapped by the key of the municipality. Whoever destroys the wrapped key
// destroys the dossier. It is safe for concurrent use.
type Zegel struct {
	bron     Sleutels
	mu       sync.Mutex
	afgeleid map[string]*gemeentesleutel
}

// gemeentesleutel holds what is derived from one key of a municipality, each for one purpose.
type gemeentesleutel struct {
	id           string
	inpak        cipher.AEAD // wraps dossier keys
	inhoud       cipher.AEAD // seals content that has no dossier
	bsn, bericht []byte      // HMAC keys of the blind index and of message prints
	archief      []byte      // HMAC key of the seal on an archive
}

// NieuwZegel gives a seal that takes its keys from bron.
func NieuwZegel(bron Sleutels) *Zegel {
	return &Zegel{bron: bron, afgeleid: map[string]*gemeentesleutel{}}
}

// sleutels gives the derived keys of a municipality, the present one first.
func (z *Zegel) sleutels(g begrip.Gemeente) ([]*gemeentesleutel, error) {
	rauw, err := z.bron.Sleutels(g)
	if err != nil {
		return nil, fmt.Errorf("sleutels van gemeente %s halen: %w", g, err)
	}
	z.mu.Lock()
	defer z.mu.Unlock()
	uit := make([]*gemeentesleutel, len(rauw))
	for i, s := range rauw {
		naam := string(g) + "/" + s.ID + "/" + string(s.Waarde)
		if uit[i] = z.afgeleid[naam]; uit[i] != nil {
			continue
		}
		if uit[i], err = leidAf(g, s); err != nil {
			return nil, err
		}
		z.afgeleid[naam] = uit[i]
	}
	return uit, nil
}

func leidAf(g begrip.Gemeente, s Sleutel) (*gemeentesleutel, error) {
	var fout error
	deel := func(doel string) []byte {
		b, err := hkdf.Key(sha256.New, s.Waarde, nil, "traject/"+doel+"/"+string(g), sleutellengte)
		fout = errors.Join(fout, err)
		return b
	}
	inpak, inhoud := deel("inpakken"), deel("inhoud")
	uit := &gemeentesleutel{id: s.ID, bsn: deel("bsn"), bericht: deel("bericht"), archief: deel("archief")}
	if fout == nil {
		uit.inpak, fout = aead(inpak)
	}
	if fout == nil {
		uit.inhoud, fout = aead(inhoud)
	}
	if fout != nil {
		return nil, fmt.Errorf("sleutel %s van gemeente %s afleiden: %w", s.ID, g, fout)
	}
	return uit, nil
}

// aead gives AES-256-GCM that puts a fresh random nonce before what it seals.
func aead(sleutel []byte) (cipher.AEAD, error) {
	blok, err := aes.NewCipher(sleutel)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(blok)
}

// gebonden joins parts to associated data so that no two lists of parts give the same bytes.
func gebonden(delen ...string) []byte {
	var b []byte
	for _, d := range delen {
		b = binary.BigEndian.AppendUint32(b, uint32(len(d)))
		b = append(b, d...)
	}
	return b
}

func (z *Zegel) metID(g begrip.Gemeente, id string) (*gemeentesleutel, error) {
	alle, err := z.sleutels(g)
	if err != nil {
		return nil, err
	}
	for _, s := range alle {
		if s.id == id {
			return s, nil
		}
	}
	return nil, sleutelstoring("Sleutel "+id+" van gemeente "+string(g)+" is er niet meer, maar er zijn nog gegevens mee verzegeld.", ErrGeenSleutel)
}

// NieuweKop gives an empty dossier with a fresh key of its own.
func (z *Zegel) NieuweKop(g begrip.Gemeente, nummer string) (*Kop, error) {
	k := &Kop{Gemeente: g, Nummer: nummer, rauw: make([]byte, sleutellengte)}
	rand.Read(k.rauw) // never fails
	if err := z.pakIn(k); err != nil {
		return nil, err
	}
	return k, nil
}

// pakIn wraps the key of the dossier with the present key of the municipality.
func (z *Zegel) pakIn(k *Kop) error {
	alle, err := z.sleutels(k.Gemeente)
	if err != nil {
		return err
	}
	s := alle[0]
	k.Sleutel = s.inpak.Seal(nil, nil, k.rauw, gebonden("sleutel", string(k.Gemeente), k.Nummer, s.id))
	k.SleutelID = s.id
	return nil
}

// pakUit makes the key of the dossier ready for use.
func (z *Zegel) pakUit(k *Kop) error {
	if k.slot != nil {
		return nil
	}
	if k.Vernietigd {
		return fmt.Errorf("dossier %s: %w", k.Nummer, ErrVernietigd)
	}
	if k.rauw == nil {
		s, err := z.metID(k.Gemeente, k.SleutelID)
		if err != nil {
			return err
		}
		k.rauw, err = s.inpak.Open(nil, nil, k.Sleutel, gebonden("sleutel", string(k.Gemeente), k.Nummer, s.id))
		if err != nil {
			return &Ketenbreuk{Bevinding{k.Nummer, 0, "de sleutel van het dossier past niet op de sleutel van de gemeente"}}
		}
	}
	var err error
	if k.slot, err = aead(k.rauw); err != nil {
		return fmt.Errorf("sleutel van dossier %s gebruiken: %w", k.Nummer, err)
	}
	return nil
}

// Herpak wraps the keys of the dossier and its groups anew when an older key of the
// municipality wraps them, and says whether it did.
func (z *Zegel) Herpak(k *Kop) (bool, error) {
	alle, err := z.sleutels(k.Gemeente)
	if err != nil {
		return false, err
	}
	groepen, err := z.herpakGroepen(k)
	if err != nil || k.SleutelID == alle[0].id {
		return groepen, err
	}
	if err := z.pakUit(k); err != nil {
		return false, err
	}
	return true, z.pakIn(k)
}

// Content outside the log starts with a byte that says which key seals it.
const (
	metDossiersleutel  = 'D'
	metGemeentesleutel = 'G'
)

// Verberg seals content outside the log: with the key of the dossier, or with that
// of the municipality when k is nil. The purpose doel must be the same when opening.
func (z *Zegel) Verberg(g begrip.Gemeente, k *Kop, doel string, inhoud []byte) ([]byte, error) {
	if k != nil {
		if err := z.pakUit(k); err != nil {
			return nil, err
		}
		return k.slot.Seal([]byte{metDossiersleutel}, nil, inhoud, gebonden(doel, string(g), k.Nummer)), nil
	}
	alle, err := z.sleutels(g)
	if err != nil {
		return nil, err
	}
	s := alle[0]
	kop := append([]byte{metGemeentesleutel, byte(len(s.id))}, s.id...)
	return s.inhoud.Seal(kop, nil, inhoud, gebonden(doel, string(g))), nil
}

// Onthul opens what Verberg sealed. k is the dossier it belongs to, if any.
func (z *Zegel) Onthul(g begrip.Gemeente, k *Kop, doel string, dicht []byte) ([]byte, error) {
	beschadigd := fmt.Errorf("verzegelde inhoud van %s is beschadigd", doel)
	switch {
	case len(dicht) > 2 && dicht[0] == metGemeentesleutel && len(dicht) >= 2+int(dicht[1]):
		id, rest := string(dicht[2:2+int(dicht[1])]), dicht[2+int(dicht[1]):]
		s, err := z.metID(g, id)
		if err != nil {
			return nil, err
		}
		if open, err := s.inhoud.Open(nil, nil, rest, gebonden(doel, string(g))); err == nil {
			return open, nil
		}
	case len(dicht) > 1 && dicht[0] == metDossiersleutel && k != nil:
		if err := z.pakUit(k); err != nil {
			return nil, err
		}
		if open, err := k.slot.Open(nil, nil, dicht[1:], gebonden(doel, string(g), k.Nummer)); err == nil {
			return open, nil
		}
	}
	return nil, beschadigd
}

// Blind gives the blind index of a BSN with the present key; "" without a BSN.
func (z *Zegel) Blind(g begrip.Gemeente, bsn begrip.BSN) (string, error) {
	if bsn.IsLeeg() {
		return "", nil
	}
	alle, err := z.BlindeZoeksleutels(g, bsn)
	if err != nil {
		return "", err
	}
	return alle[0], nil
}

// BlindeZoeksleutels gives the blind index of a BSN for every key still in use,
// the present one first, so that looking up keeps working during a rotation.
func (z *Zegel) BlindeZoeksleutels(g begrip.Gemeente, bsn begrip.BSN) ([]string, error) {
	alle, err := z.sleutels(g)
	if err != nil {
		return nil, err
	}
	uit := make([]string, len(alle))
	for i, s := range alle {
		uit[i] = mac(s.bsn, []byte(bsn.Cijfers()))
	}
	return uit, nil
}

// Afdruk gives the print of the content of a message. It has a key, so that it
// gives nothing away about a content that can be guessed.
func (z *Zegel) Afdruk(g begrip.Gemeente, inhoud []byte) (string, error) {
	alle, err := z.sleutels(g)
	if err != nil {
		return "", err
	}
	return alle[0].id + ":" + mac(alle[0].bericht, inhoud), nil
}

// PastAfdruk says whether the content gives a print that was made earlier.
func (z *Zegel) PastAfdruk(g begrip.Gemeente, afdruk string, inhoud []byte) (bool, error) {
	grens := strings.LastIndexByte(afdruk, ':')
	if grens < 0 {
		return false, fmt.Errorf("afdruk van een bericht lezen: %w", ErrVerkeerdeVorm)
	}
	s, err := z.metID(g, afdruk[:grens])
	if err != nil {
		return false, err
	}
	return hmac.Equal([]byte(afdruk[grens+1:]), []byte(mac(s.bericht, inhoud))), nil
}

// Kenmerken gives the prints by which something that can be guessed is recognised, one for
// each key, the present one first.
func (z *Zegel) Kenmerken(g begrip.Gemeente, inhoud []byte) ([]string, error) {
	alle, err := z.sleutels(g)
	if err != nil {
		return nil, err
	}
	uit := make([]string, len(alle))
	for i, s := range alle {
		m := hmac.New(sha256.New, s.bericht)
		m.Write(gebonden("kenmerk", string(inhoud))) // never fails
		uit[i] = hex.EncodeToString(m.Sum(nil)[:16])
	}
	return uit, nil
}

func mac(sleutel, inhoud []byte) string {
	m := hmac.New(sha256.New, sleutel)
	m.Write(inhoud) // a hash never gives an error
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}
