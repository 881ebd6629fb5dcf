package store

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"

	"traject/kern/begrip"
)

// An archive is a backup in a form of our own, the same for every engine, so that it
// is also the way to move. It is a stream of parts: a sort, a length and values. Rows
// go in as they are kept, sealed; the keys of municipalities never do. Every
// municipality ends with its totals under a seal of its key, and the file ends with
// a checksum over all that went before.
const (
	archiefmerk = "TRAJECT-RESERVEKOPIE\n"
	archiefvorm = 3 // 1 had no registers and 2 no groups; both are still read
)

// The sorts of parts, in the order in which they come for each municipality.
const (
	deelGemeente   = 'G'
	deelVernietigd = 'V'
	deelTeller     = 'T'
	deelDossier    = 'D' // followed by its facts
	deelFeit       = 'F'
	deelBericht    = 'B'
	deelUitgaand   = 'U'
	deelConcept    = 'C'
	deelAudit      = 'A'
	deelAudithoofd = 'H'
	deelAuditslot  = 'K' // since form 3
	deelRegister   = 'R' // since form 2
	deelLang       = 'L' // since form 2
	deelSlot       = 'S'
	deelEinde      = 'E'
)

// meesteDeel is the largest part in bytes: no message or form comes near it.
const meesteDeel = 64 << 20

// archieftabel is a table that travels row by row. vorm gives the sort of each
// column: t text, g number, B bytes, b bytes that may be absent.
type archieftabel struct {
	soort                byte
	naam, kolommen, vorm string
}

var (
	tabelTeller   = archieftabel{deelTeller, "teller", "jaar, laatste", "gg"}
	tabelBericht  = archieftabel{deelBericht, "bericht", "id, bron, code, moment, nummer, afdruk, inhoud, weg", "tttgttbt"}
	tabelUitgaand = archieftabel{deelUitgaand, "uitgaand", uitgaandkolommen, "tttBgtggtg"}
	tabelConcept  = archieftabel{deelConcept, "concept", "gebruiker, nummer, handeling, versie, moment, inhoud", "tttggB"}
	tabelAudit    = archieftabel{deelAudit, "audit", auditkolommen, "tggttttgBB"}
	tabelSlot     = archieftabel{deelAuditslot, "auditslot", slotkolommen, "tgBgtt"}
	tabelAuditkop = archieftabel{deelAudithoofd, "audithoofd", "gebruiker, volg, hoofd", "tgB"}
	tabelLang     = archieftabel{deelLang, "langeset", langkolommen, "ttbttgttbg"}
	tabelRegister = archieftabel{deelRegister, "register", registerkolommen, "ttggB"}
)

// Reistabellen names the tables that an archive holds; Lijsttabellen those that are
// made again when it is put back. A table that stands in neither would be lost.
var (
	Reistabellen  = []string{"dossier", "feit", tabelTeller.naam, tabelBericht.naam, tabelUitgaand.naam, tabelConcept.naam, tabelAudit.naam, tabelAuditkop.naam, tabelSlot.naam, tabelRegister.naam, tabelLang.naam}
	Lijsttabellen = []string{"lijst", "taak", "zoeknaam", "deelname", "bsn", "uittreksel"}
	// Blijftabellen stay behind on purpose: after a restore everyone logs in again.
	Blijftabellen = []string{"sessie"}
)

const (
	vormKop       = "tgbbtgt"
	vormOudeKop   = "tgbbtg" // until form 2
	vormFeit      = "gggbb"
	vormVernietig = "tgttg"
	vormSlotdeel  = "gggggggttt"
	vormBeginstuk = "tg"
	vormEindedeel = "b"
)

// Archieftelling is what an archive holds of one municipality. Afdruk is a print of
// number, version and head of every chain: two stores with the same print hold the
// same facts.
type Archieftelling struct {
	Gemeente                                                            begrip.Gemeente
	Dossiers, Vernietigd, Feiten, Berichten, Uitgaand, Concepten, Audit int
	Afdruk                                                              string
}

func (t Archieftelling) waarden() []any {
	return []any{int64(t.Dossiers), int64(t.Vernietigd), int64(t.Feiten), int64(t.Berichten), int64(t.Uitgaand), int64(t.Concepten), int64(t.Audit), t.Afdruk}
}

// Archieffout says in one sentence why an archive cannot be used. Nothing was done with it.
type Archieffout struct {
	Zin     string
	Oorzaak error
}

func (a *Archieffout) Error() string { return a.Zin }

func (a *Archieffout) Unwrap() error { return a.Oorzaak }

func beschadigd(oorzaak error) error {
	return &Archieffout{"De reservekopie is afgebroken of veranderd. Er is niets teruggezet; gebruik een andere kopie.", oorzaak}
}

// hoofdenafdruk makes the print of Archieftelling.
type hoofdenafdruk struct{ h hash.Hash }

func nieuweHoofdenafdruk() hoofdenafdruk { return hoofdenafdruk{sha256.New()} }

func (a hoofdenafdruk) plus(k *Kop) {
	fmt.Fprintf(a.h, "%s %d %x\n", k.Nummer, k.Versie, k.Hoofd[:]) // a hash never gives an error
}

func (a hoofdenafdruk) tekst() string { return hex.EncodeToString(a.h.Sum(nil)) }

// archiefschrijver writes parts and keeps the checksum.
type archiefschrijver struct {
	w   *bufio.Writer
	som hash.Hash
	buf []byte
}

func nieuweArchiefschrijver(w io.Writer) (*archiefschrijver, error) {
	a := &archiefschrijver{w: bufio.NewWriterSize(w, 1<<20), som: sha256.New()}
	return a, a.rauw(append([]byte(archiefmerk), archiefvorm))
}

func (a *archiefschrijver) rauw(b []byte) error {
	a.som.Write(b) // a hash never gives an error
	if _, err := a.w.Write(b); err != nil {
		return fmt.Errorf("reservekopie schrijven: %w", err)
	}
	return nil
}

func (a *archiefschrijver) deel(soort byte, waarden ...any) error {
	b := a.buf[:0]
	for _, w := range waarden {
		switch w := w.(type) {
		case string:
			b = append(binary.AppendUvarint(append(b, 't'), uint64(len(w))), w...)
		case int64:
			b = binary.AppendVarint(append(b, 'g'), w)
		case []byte:
			if w == nil {
				b = append(b, 'n')
				continue
			}
			b = append(binary.AppendUvarint(append(b, 'b'), uint64(len(w))), w...)
		default:
			return fmt.Errorf("een %T past niet in een reservekopie: %w", w, ErrVerkeerdeVorm)
		}
	}
	a.buf = b
	if err := a.rauw(binary.AppendUvarint([]byte{soort}, uint64(len(b)))); err != nil {
		return err
	}
	return a.rauw(b)
}

// einde writes the checksum and what was still in hand.
func (a *archiefschrijver) einde() error {
	if err := a.deel(deelEinde, a.som.Sum(nil)); err != nil {
		return err
	}
	if err := a.w.Flush(); err != nil {
		return fmt.Errorf("reservekopie schrijven: %w", err)
	}
	return nil
}

// archieflezer reads parts. Anything that does not belong there is damage.
type archieflezer struct {
	r    *bufio.Reader
	som  hash.Hash
	vorm byte
}

// leesRij reads a row, as it was written in this form.
func (a *archieflezer) leesRij(t archieftabel, inhoud []byte) ([]any, error) {
	if t.soort != deelBericht || a.vorm >= 3 {
		return leesWaarden(inhoud, t.vorm)
	}
	w, err := leesWaarden(inhoud, t.vorm[:len(t.vorm)-1]) // without weg
	return append(w, ""), err
}

// leesKop reads the head of a dossier, as it was written in this form.
func (a *archieflezer) leesKop(g begrip.Gemeente, inhoud []byte) (*Kop, error) {
	vorm := vormKop
	if a.vorm < 3 {
		vorm = vormOudeKop
	}
	w, err := leesWaarden(inhoud, vorm)
	if err != nil {
		return nil, err
	}
	k := &Kop{Gemeente: g, Nummer: w[0].(string), Versie: int(w[1].(int64)), Sleutel: w[3].([]byte), SleutelID: w[4].(string), Vernietigd: w[5].(int64) != 0}
	copy(k.Hoofd[:], w[2].([]byte))
	if a.vorm >= 3 {
		err = k.leesGroepen(w[6].(string))
	}
	return k, err
}

func nieuweArchieflezer(r io.Reader) (*archieflezer, error) {
	a := &archieflezer{r: bufio.NewReaderSize(r, 1<<20), som: sha256.New()}
	kop := make([]byte, len(archiefmerk)+1)
	if _, err := io.ReadFull(a.r, kop); err != nil || !bytes.HasPrefix(kop, []byte(archiefmerk)) {
		return nil, &Archieffout{"Dit bestand is geen reservekopie van traject.", err}
	}
	if vorm := kop[len(archiefmerk)]; vorm < 1 || vorm > archiefvorm {
		return nil, &Archieffout{fmt.Sprintf("De reservekopie heeft vorm %d; dit programma kent vorm %d. Gebruik een nieuwere versie van traject.", vorm, archiefvorm), nil}
	}
	a.vorm = kop[len(archiefmerk)]
	a.som.Write(kop)
	return a, nil
}

// volgende reads one part. som is the checksum over all before it.
func (a *archieflezer) volgende() (soort byte, inhoud, som []byte, err error) {
	if soort, err = a.r.ReadByte(); err != nil {
		return 0, nil, nil, beschadigd(err)
	}
	if soort == deelSlot || soort == deelEinde {
		som = a.som.Sum(nil)
	}
	n, err := binary.ReadUvarint(a.r)
	if err != nil || n > meesteDeel {
		return 0, nil, nil, beschadigd(err)
	}
	// Read what is there and no more: a damaged length may not take memory.
	var b bytes.Buffer
	if gelezen, err := io.CopyN(&b, a.r, int64(n)); err != nil || gelezen != int64(n) {
		return 0, nil, nil, beschadigd(err)
	}
	a.som.Write(binary.AppendUvarint([]byte{soort}, n))
	a.som.Write(b.Bytes())
	return soort, b.Bytes(), som, nil
}

// leesWaarden reads the values of a part, which must have this form.
func leesWaarden(b []byte, vorm string) ([]any, error) {
	uit := make([]any, 0, len(vorm))
	for _, wil := range []byte(vorm) {
		if len(b) == 0 || b[0] != wil && (b[0] != 'n' || wil != 'b') && (b[0] != 'b' || wil != 'B') {
			return nil, beschadigd(nil)
		}
		soort := b[0]
		b = b[1:]
		if soort == 'n' {
			uit = append(uit, []byte(nil))
			continue
		}
		if soort == 'g' {
			g, n := binary.Varint(b)
			if n <= 0 {
				return nil, beschadigd(nil)
			}
			uit, b = append(uit, g), b[n:]
			continue
		}
		lengte, n := binary.Uvarint(b)
		if n <= 0 || lengte > uint64(len(b)-n) {
			return nil, beschadigd(nil)
		}
		inhoud := b[n : n+int(lengte)]
		b = b[n+int(lengte):]
		if soort == 't' {
			uit = append(uit, string(inhoud))
		} else {
			uit = append(uit, inhoud)
		}
	}
	if len(b) != 0 {
		return nil, beschadigd(nil)
	}
	return uit, nil
}

// zegelArchief seals the checksum of an archive with the present key of a
// municipality, so that nobody without that key can change the file unseen.
func (z *Zegel) zegelArchief(g begrip.Gemeente, som []byte) (id, zegel string, err error) {
	alle, err := z.sleutels(g)
	if err != nil {
		return "", "", err
	}
	return alle[0].id, mac(alle[0].archief, som), nil
}

// pastArchief says whether this seal is right.
func (z *Zegel) pastArchief(g begrip.Gemeente, id, zegel string, som []byte) (bool, error) {
	s, err := z.metID(g, id)
	if err != nil {
		return false, err
	}
	return mac(s.archief, som) == zegel, nil
}

// keurArchief reads a whole archive without keeping anything of it: the checksum,
// the seals and the totals must be right before a single row is put back.
func (z *Zegel) keurArchief(r io.Reader) ([]Archieftelling, error) {
	a, err := nieuweArchieflezer(r)
	if err != nil {
		return nil, err
	}
	var uit []Archieftelling
	var nu Archieftelling
	for {
		soort, inhoud, som, err := a.volgende()
		if err != nil {
			return nil, err
		}
		switch soort {
		case deelGemeente:
			w, err := leesWaarden(inhoud, vormBeginstuk)
			if err != nil || nu.Gemeente != "" || !begrip.Gemeente(w[0].(string)).IsGeldig() {
				return nil, beschadigd(err)
			}
			nu = Archieftelling{Gemeente: begrip.Gemeente(w[0].(string))}
		case deelSlot:
			w, err := leesWaarden(inhoud, vormSlotdeel)
			if err != nil {
				return nil, err
			}
			nu.Afdruk = w[7].(string) // made of the chains; they are compared with it when put back
			if past, err := z.pastArchief(nu.Gemeente, w[8].(string), w[9].(string), som); err != nil || !past {
				return nil, zegelfout(nu.Gemeente, err)
			}
			if !gelijkeWaarden(nu.waarden(), w[:8]) {
				return nil, beschadigd(nil)
			}
			uit, nu = append(uit, nu), Archieftelling{}
		case deelEinde:
			w, err := leesWaarden(inhoud, vormEindedeel)
			if err != nil || nu.Gemeente != "" || !bytes.Equal(w[0].([]byte), som) {
				return nil, beschadigd(err)
			}
			if _, err := a.r.ReadByte(); err != io.EOF {
				return nil, beschadigd(err)
			}
			return uit, nil
		default:
			if !nu.tel(soort) {
				return nil, beschadigd(nil)
			}
		}
	}
}

// zegelfout tells a key that is missing from a seal that does not fit.
func zegelfout(g begrip.Gemeente, err error) error {
	if errors.Is(err, ErrGeenSleutel) {
		return &Archieffout{"De sleutel waarmee de reservekopie van gemeente " + string(g) + " is verzegeld, is er niet. Zet eerst de sleutels terug.", err}
	}
	if err != nil {
		return err
	}
	return &Archieffout{"De reservekopie van gemeente " + string(g) + " is veranderd, of hoort bij andere sleutels. Er is niets teruggezet.", nil}
}

// tel counts a part and says whether it may stand inside a municipality.
func (t *Archieftelling) tel(soort byte) bool {
	switch soort {
	case deelDossier:
		t.Dossiers++
	case deelFeit:
		t.Feiten++
	case deelBericht:
		t.Berichten++
	case deelUitgaand:
		t.Uitgaand++
	case deelConcept:
		t.Concepten++
	case deelAudit:
		t.Audit++
	case deelVernietigd:
		t.Vernietigd++
	case deelTeller, deelAudithoofd, deelAuditslot, deelRegister, deelLang:
	default:
		return false
	}
	return t.Gemeente != ""
}

func gelijkeWaarden(a, b []any) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return len(a) == len(b)
}
