package store

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"traject/kern/begrip"
)

// Pseudoniemen gives what stands for these dossiers outside the house, in the Logboek
// Dataverwerkingen: the name of the key and a keyed print of the number. Whoever has the
// key can make it again and look someone up there; nobody can turn it back. It holds the
// name of the key because keys change: see PseudoniemenBijElkeSleutel.
func Pseudoniemen(bron Sleutels, g begrip.Gemeente, nummers ...string) ([]string, error) {
	alle, err := bron.Sleutels(g)
	if err != nil {
		return nil, fmt.Errorf("sleutels van gemeente %s halen: %w", g, err)
	}
	return pseudoniemen(alle[0], g, nummers)
}

// PseudoniemenBijElkeSleutel gives under which pseudonyms one dossier may stand, newest
// key first: one for each key that the municipality still has.
func PseudoniemenBijElkeSleutel(bron Sleutels, g begrip.Gemeente, nummer string) ([]string, error) {
	alle, err := bron.Sleutels(g)
	if err != nil {
		return nil, fmt.Errorf("sleutels van gemeente %s halen: %w", g, err)
	}
	var uit []string
	for _, s := range alle {
		p, err := pseudoniemen(s, g, []string{nummer})
		if err != nil {
			return nil, err
		}
		uit = append(uit, p...)
	}
	return uit, nil
}

func pseudoniemen(s Sleutel, g begrip.Gemeente, nummers []string) ([]string, error) {
	sleutel, err := hkdf.Key(sha256.New, s.Waarde, nil, "traject/pseudoniem/"+string(g), sleutellengte)
	if err != nil {
		return nil, fmt.Errorf("sleutel %s van gemeente %s afleiden: %w", s.ID, g, err)
	}
	uit := make([]string, len(nummers))
	for i, n := range nummers {
		m := hmac.New(sha256.New, sleutel)
		m.Write(gebonden("dossier", n)) // never fails
		uit[i] = s.ID + ":" + hex.EncodeToString(m.Sum(nil))
	}
	return uit, nil
}
