package duo

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // de dag in Nederland mag niet afhangen van de machine
	"unicode/utf8"

	"traject/kern/begrip"
)

// Notificatie is een gelezen bericht van DUO. BSN en VNummer kunnen allebei ontbreken.
type Notificatie struct {
	BerichtID   string // uuid in kleine letters; kenmerk van precies dit bericht
	Bron, Doel  string // OIN van afzender en ontvanger
	Code        string // zoals DUO haar stuurde, zoals "SS139"
	BSN         begrip.BSN
	VNummer     string // leeg is niet genoemd
	Registratie time.Time
	Signaal     Signaal // uit de tabel; leeg als de code onbekend is
	Bekend      bool    // de code staat in de tabel
}

// Dag geeft de dag van registratie bij DUO, naar Nederlandse tijd.
func (n Notificatie) Dag() begrip.Datum {
	j, m, d := n.Registratie.In(nederland).Date()
	dag, err := begrip.Dag(j, int(m), d)
	if err != nil { // lees laat alleen jaren 1 tot en met 9998 toe
		return 0
	}
	return dag
}

// Inhoud geeft een vingerafdruk van wat het bericht zegt, zonder kenmerk. Daarmee is een
// herhaling te onderscheiden van een ander bericht onder hetzelfde kenmerk.
func (n Notificatie) Inhoud() [sha256.Size]byte {
	h := sha256.New()
	for _, deel := range []string{n.Bron, n.Doel, n.Code, n.BSN.Cijfers(), n.VNummer, n.Registratie.UTC().Format(time.RFC3339Nano)} {
		var lengte [8]byte
		binary.BigEndian.PutUint64(lengte[:], uint64(len(deel)))
		h.Write(lengte[:]) // schrijven in een hash kan niet mislukken
		h.Write([]byte(deel))
	}
	return [sha256.Size]byte(h.Sum(nil))
}

var nederland = leesNederland()

// leesNederland leest de tijdzone uit de ingebouwde tabel; die hoort bij het programma.
func leesNederland() *time.Location {
	l, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic("duo: de tijdzone van Nederland ontbreekt in het programma")
	}
	return l
}

// Grenzen uit het bestand van DUO.
const (
	maxVNummer = 9_999_999_999
	maxCode    = 6
)

// afwijzing zegt welk deel van een bericht niet klopt. De tekst noemt het veld en
// nooit de inhoud, zodat zij in een logboek mag.
type afwijzing struct{ veld, reden string }

func (a *afwijzing) Error() string { return a.veld + ": " + a.reden }

func wijsAf(veld, reden string) error { return &afwijzing{veld, reden} }

// leesInhoud leest de inhoud van een notificatie zoals DUO haar beschrijft: bekende
// velden streng, onbekende velden worden overgeslagen. De namen van velden zijn
// hoofdlettergevoelig; een dubbel of leeg (null) bekend veld is een fout.
func leesInhoud(b []byte) (Notificatie, error) {
	var n Notificatie
	velden, err := leesVelden(b)
	if err != nil {
		return n, err
	}
	var moment string
	if err := leesTekst(velden, "registratieDatumTijd", true, &moment); err != nil {
		return n, err
	}
	if n.Registratie, err = leesMoment(moment); err != nil {
		return n, err
	}
	if err := leesTekst(velden, "gebeurtenisId", true, &n.Code); err != nil {
		return n, err
	}
	if !isCode(n.Code) {
		return n, wijsAf("gebeurtenisId", "geen 1 tot en met 6 cijfers of hoofdletters")
	}
	var bsn string
	if err := leesTekst(velden, "bsn", false, &bsn); err != nil {
		return n, err
	}
	if _, genoemd := velden["bsn"]; genoemd {
		if n.BSN, err = begrip.LeesBSN(bsn); err != nil {
			return n, wijsAf("bsn", "geen negen cijfers die de elfproef doorstaan")
		}
	}
	if n.VNummer, err = leesVNummer(velden["vNummer"]); err != nil {
		return n, err
	}
	n.Signaal, n.Bekend = ZoekSignaal(n.Code)
	return n, nil
}

// leesVelden leest één object en niets erachter. Het kijkt per veld, zodat dubbele
// bekende velden opvallen.
func leesVelden(b []byte) (map[string]json.RawMessage, error) {
	if !utf8.Valid(b) {
		return nil, wijsAf("inhoud", "geen UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(b))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, wijsAf("inhoud", "geen JSON-object")
	}
	velden := map[string]json.RawMessage{}
	for d.More() {
		sleutel, err := d.Token()
		naam, ok := sleutel.(string)
		if err != nil || !ok {
			return nil, wijsAf("inhoud", "geen geldige JSON")
		}
		var waarde json.RawMessage
		if err := d.Decode(&waarde); err != nil {
			return nil, wijsAf("inhoud", "geen geldige JSON")
		}
		switch naam {
		case "registratieDatumTijd", "gebeurtenisId", "bsn", "vNummer":
			if _, dubbel := velden[naam]; dubbel {
				return nil, wijsAf(naam, "staat er twee keer")
			}
			velden[naam] = waarde
		}
	}
	if _, err := d.Token(); err != nil {
		return nil, wijsAf("inhoud", "geen geldige JSON")
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, wijsAf("inhoud", "er staat iets achter het object")
	}
	return velden, nil
}

func leesTekst(velden map[string]json.RawMessage, naam string, verplicht bool, doel *string) error {
	b, ok := velden[naam]
	if !ok {
		if verplicht {
			return wijsAf(naam, "ontbreekt")
		}
		return nil
	}
	if len(b) == 0 || b[0] != '"' || json.Unmarshal(b, doel) != nil {
		return wijsAf(naam, "geen tekst")
	}
	return nil
}

// rfc3339 is de vorm van een date-time: tijdzone verplicht, t en z mogen klein.
var rfc3339 = regexp.MustCompile(`^\d{4}-\d\d-\d\d[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$`)

// leesMoment leest een date-time volgens RFC 3339, dus met tijdzone. De bibliotheek neemt
// ook een uur van één cijfer aan, en weigert kleine letters en de schrikkelseconde; die
// laatste lezen wij als de seconde ervoor, zodat de dag dezelfde blijft.
func leesMoment(tekst string) (time.Time, error) {
	geen := wijsAf("registratieDatumTijd", "geen datum en tijd met tijdzone")
	if !rfc3339.MatchString(tekst) {
		return time.Time{}, geen
	}
	tekst = strings.ToUpper(tekst)
	if tekst[17:19] == "60" {
		tekst = tekst[:17] + "59" + tekst[19:]
	}
	t, err := time.Parse(time.RFC3339, tekst)
	if err != nil || t.Year() < 1 || t.Year() > 9998 {
		return time.Time{}, geen
	}
	return t, nil
}

func isCode(code string) bool {
	if code == "" || len(code) > maxCode {
		return false
	}
	for _, c := range []byte(code) {
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}

// leesVNummer leest een geheel getal van 0 tot en met 9999999999 en geeft het als tekst.
func leesVNummer(b json.RawMessage) (string, error) {
	if b == nil {
		return "", nil
	}
	n, err := strconv.ParseInt(string(b), 10, 64)
	if err != nil || n < 0 || n > maxVNummer {
		return "", wijsAf("vNummer", "geen geheel getal van 0 tot en met 9999999999")
	}
	return strconv.FormatInt(n, 10), nil
}
