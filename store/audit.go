package store

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"

	"traject/kern/begrip"
)

// Audit keeps who saw, searched, exported and changed what, when and why. It is
// append-only. Each person has a chain of their own within the municipality, so that
// people at work at once never wait for each other and a changed line still shows.
type Audit interface {
	// SchrijfAudit adds lines outside an act, such as of a page that was seen. When it
	// fails nothing may be shown.
	SchrijfAudit(ctx context.Context, g begrip.Gemeente, rs []Auditregel) error
	// LeesAudit gives lines, newest first.
	LeesAudit(ctx context.Context, f AuditFilter) (Auditblad, error)
	// ControleerAudit proves every chain and hands each finding to f; it answers how many lines it read.
	ControleerAudit(ctx context.Context, g begrip.Gemeente, f func(Bevinding) error) (int, error)
}

// Auditregel is one line of the audit. It never holds a BSN, a name or what was searched for.
type Auditregel struct {
	Gebruiker string
	Volg      int // place in the chain of this person, from 1; filled in when written
	Moment    int64
	Rol       begrip.Rol
	Handeling string // such as "dossier-gezien"
	Nummer    string // dossier; "" is none
	Over      string // what it was about within the dossier, such as a letter; nothing personal
	Aantal    int    // how many rows were shown
	Reden     string // why, as the person wrote it; sealed, with the key of the dossier when it is about one
	RedenWeg  bool   // there was a reason, and it went with the dossier
}

// AuditFilter chooses lines. Empty fields choose everything.
type AuditFilter struct {
	Gemeente                     begrip.Gemeente
	Gebruiker, Handeling, Nummer string
	Van, Tot                     int64  // moments, Van included and Tot not; 0 is no bound
	Na                           string // Auditblad.Volgende of the page before
	Hooguit                      int
}

// Auditblad is one page of lines.
type Auditblad struct {
	Regels   []Auditregel
	Volgende string
}

// Auditschakel is a line as it is kept: the reason sealed, with the hash of the one before.
type Auditschakel struct {
	Auditregel
	Dicht  []byte // sealed reason; empty when there is none
	Vorige []byte
}

const auditdoel = "audit"

// Auditschakel seals the reason of a line and links it after volg lines with this head;
// it answers the new head. What was written about a dossier goes with it: k is that
// dossier, nil when there is none (any more).
func (z *Zegel) Auditschakel(g begrip.Gemeente, k *Kop, r Auditregel, volg int, hoofd []byte) (Auditschakel, []byte, error) {
	if r.Gebruiker == "" || r.Handeling == "" {
		return Auditschakel{}, nil, fmt.Errorf("auditregel zonder gebruiker of handeling: %w", ErrVerkeerdeVorm)
	}
	r.Volg = volg + 1
	// An engine may give nothing back as absent; here it is always empty.
	s := Auditschakel{Auditregel: r, Dicht: []byte{}, Vorige: append([]byte{}, hoofd...)}
	if r.Reden != "" {
		var err error
		if k != nil && k.Vernietigd || r.Rol == begrip.Systeem { // what the program says is about the act, not about the person
			k = nil
		}
		if s.Dicht, err = z.Verberg(g, k, auditdoel, []byte(r.Reden)); err != nil {
			return Auditschakel{}, nil, err
		}
		s.Reden = ""
	}
	return s, s.hash(g), nil
}

// VanDossier says whether the reason is sealed with the key of the dossier of the line.
func (s *Auditschakel) VanDossier() bool { return len(s.Dicht) > 0 && s.Dicht[0] == metDossiersleutel }

// OnthulAudit opens the reason of a line; k is the dossier that it is about, if any.
func (z *Zegel) OnthulAudit(g begrip.Gemeente, k *Kop, s Auditschakel) (Auditregel, error) {
	if s.VanDossier() && (k == nil || k.Vernietigd) {
		s.RedenWeg = true
		return s.Auditregel, nil
	}
	if len(s.Dicht) == 0 {
		return s.Auditregel, nil
	}
	open, err := z.Onthul(g, k, auditdoel, s.Dicht)
	s.Reden = string(open)
	return s.Auditregel, err
}

func (s *Auditschakel) hash(g begrip.Gemeente) []byte {
	b := gebonden("audit", string(g), s.Gebruiker, strconv.Itoa(s.Volg), strconv.FormatInt(s.Moment, 10), string(s.Rol), s.Handeling,
		s.Nummer, s.Over, strconv.Itoa(s.Aantal), string(s.Dicht), string(s.Vorige))
	h := sha256.Sum256(binary.BigEndian.AppendUint32(b, uint32(len(b))))
	return h[:]
}

// KeurAudit proves the chain of one person, oldest line first, from its closing head up to
// the head that is kept beside it. It answers nil when all is well.
func KeurAudit(g begrip.Gemeente, gebruiker string, slot Auditslot, rs []Auditschakel, volg int, hoofd []byte) *Bevinding {
	fout := func(plaats int, zin string) *Bevinding { return &Bevinding{"audit van " + gebruiker, plaats, zin} }
	vorige := slot.Hoofd
	for i := range rs {
		plaats := slot.Volg + i + 1
		switch {
		case rs[i].Volg != plaats:
			return fout(plaats, "deze regel is weg")
		case hex.EncodeToString(rs[i].Vorige) != hex.EncodeToString(vorige):
			return fout(max(plaats-1, 1), "deze regel is na het vastleggen gewijzigd")
		}
		vorige = rs[i].hash(g)
	}
	switch {
	case slot.Volg+len(rs) != volg:
		return fout(slot.Volg+len(rs)+1, "het einde van de keten klopt niet")
	case hex.EncodeToString(vorige) != hex.EncodeToString(hoofd):
		return fout(volg, "deze regel is na het vastleggen gewijzigd")
	}
	return nil
}

// Knip cuts a page that was read one line too long, and says where the next one begins.
func (b *Auditblad) Knip(hooguit int) {
	if len(b.Regels) <= hooguit {
		return
	}
	b.Regels = b.Regels[:hooguit]
	r := b.Regels[hooguit-1]
	b.Volgende = MaakCursor(r.Moment, r.Gebruiker, strconv.Itoa(r.Volg))
}

// LeesAuditCursor reads the place that Knip wrote: moment and person, and the number of the line.
func LeesAuditCursor(cursor string) (na Auditregel, volg int, err error) {
	delen, moment, err := LeesCursor(cursor, 2)
	if err != nil {
		return na, 0, err
	}
	if volg, err = strconv.Atoi(delen[1]); err != nil {
		return na, 0, ErrCursor
	}
	return Auditregel{Moment: moment, Gebruiker: delen[0], Volg: volg}, volg, nil
}
