package dossier

import (
	"crypto/sha256"
	"encoding/binary"
)

// Hash is de vingerafdruk van een schakel in de keten van een dossier.
type Hash [sha256.Size]byte

// Schakel is wat van een gebeurtenis in het bewijs komt: niets dat leesbaar iets
// over een mens zegt. Verzegeld is de versleutelde envelop met inhoud.
type Schakel struct {
	Dossier   string
	Nummer    int
	Vorm      int
	Moment    int64
	Verzegeld []byte
	Vorige    Hash
}

// Hash rekent de vingerafdruk van de schakel. De volgorde van de velden ligt vast;
// elk veld van wisselende lengte gaat vooraf door zijn lengte, zodat geen twee
// verschillende schakels dezelfde bytes geven.
func (s Schakel) Hash() Hash {
	b := make([]byte, 0, 96+len(s.Dossier)+len(s.Verzegeld))
	b = append(b, "traject/schakel/1\n"...)
	b = binary.BigEndian.AppendUint64(b, uint64(len(s.Dossier)))
	b = append(b, s.Dossier...)
	b = binary.BigEndian.AppendUint64(b, uint64(s.Nummer))
	b = binary.BigEndian.AppendUint64(b, uint64(s.Vorm))
	b = binary.BigEndian.AppendUint64(b, uint64(s.Moment))
	b = binary.BigEndian.AppendUint64(b, uint64(len(s.Verzegeld)))
	b = append(b, s.Verzegeld...)
	b = append(b, s.Vorige[:]...)
	return sha256.Sum256(b)
}
