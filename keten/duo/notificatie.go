package duo

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"
)

// VersieNotificatie is de versie van de beschrijving waaraan het loket voldoet. Zij
// staat in de kop API-Version van elk antwoord.
const VersieNotificatie = "1.8.0"

// MaxNotificatie is de grootste inhoud die het loket leest, in bytes. Het langste
// geldige bericht telt nog geen 200 tekens.
const MaxNotificatie = 64 << 10

// lengteOIN is het vaste aantal tekens van een OIN.
const lengteOIN = 20

// Ontvanger bewaart een bericht en doet wat erbij hoort. Hetzelfde bericht opnieuw is
// geen fout en legt niets meer vast. Een ander bericht onder hetzelfde kenmerk geeft
// ErrAndereInhoud; de ontvanger noteert dat zelf voor het beheer.
type Ontvanger interface {
	Ontvang(ctx context.Context, n Notificatie) error
}

// ErrAndereInhoud zegt dat het kenmerk al bij een bericht met andere inhoud hoort.
var ErrAndereInhoud = errors.New("onder dit berichtId is al een ander bericht ontvangen")

// ErrOnderhoud zegt dat er nu geen berichten kunnen worden aangenomen; DUO probeert
// het later opnieuw.
var ErrOnderhoud = errors.New("er kunnen nu geen berichten worden aangenomen")

// Instelling zegt wie mag aankloppen.
type Instelling struct {
	EigenOIN string // TRAJECT_OIN: ons nummer in de kop doel; leeg is elk nummer
	DUOOIN   string // TRAJECT_DUO_NOTIFICATIE_OIN: wie in de kop bron mag staan; leeg is elk nummer
	// Herken zegt wie aan de andere kant van de verbinding staat en geeft diens OIN, of
	// "" als de verbinding geen nummer draagt. Onwaar is: niet herkend (401). Nil is:
	// het netwerk doet dat al, en de kop bron telt.
	Herken func(r *http.Request) (oin string, ok bool)
	// Geweigerd hoort van elk bericht dat het loket niet aannam, voor het beheer; mag nil zijn.
	Geweigerd func(ctx context.Context, g Geweigerd)
	Log       *slog.Logger // nil is slog.Default
}

// Geweigerd is een bericht dat niet is aangenomen. Er staat niets in over wie het gaat.
type Geweigerd struct {
	Status          int
	Reden           string
	Bron, BerichtID string // alleen als zij de goede vorm hebben
}

// Loket geeft de afhandelaar van POST /notificaties. De antwoorden hebben precies de
// status en de vorm die DUO beschrijft: alleen 503 draagt een inhoud.
func Loket(o Ontvanger, in Instelling) http.Handler {
	if in.Log == nil {
		in.Log = slog.Default()
	}
	return &loket{o, in}
}

type loket struct {
	ontvanger Ontvanger
	Instelling
}

// ServeHTTP neemt één bericht aan.
func (l *loket) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("API-Version", VersieNotificatie)
	w.Header().Set("Cache-Control", "no-store")
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	n, status, err := l.lees(w, r)
	if err != nil {
		l.Log.WarnContext(r.Context(), "notificatie geweigerd", "status", status, "reden", err.Error())
		w.WriteHeader(status)
		l.meldGeweigerd(r, status, err)
		return
	}
	l.antwoord(w, r, n, l.ontvanger.Ontvang(r.Context(), n))
}

// antwoord vertaalt het resultaat van het bewaren naar een status. In het logboek staat
// het kenmerk van het bericht en nooit over wie het gaat.
func (l *loket) antwoord(w http.ResponseWriter, r *http.Request, n Notificatie, err error) {
	log := l.Log.With("bericht", n.BerichtID, "code", n.Code)
	switch {
	case err == nil:
		w.WriteHeader(http.StatusCreated)
	case errors.Is(err, ErrAndereInhoud):
		log.WarnContext(r.Context(), "notificatie geweigerd", "status", http.StatusBadRequest, "reden", ErrAndereInhoud.Error())
		w.WriteHeader(http.StatusBadRequest)
		l.meldGeweigerd(r, http.StatusBadRequest, ErrAndereInhoud)
	case errors.Is(err, ErrOnderhoud):
		l.meldOnderhoud(w, r)
	default:
		log.ErrorContext(r.Context(), "notificatie niet verwerkt", "fout", err.Error())
		w.WriteHeader(http.StatusInternalServerError)
	}
}

// meldGeweigerd geeft door wat niet is aangenomen. Wie de afzender was telt alleen als zijn
// nummer een nummer is: de koppen zijn van buiten.
func (l *loket) meldGeweigerd(r *http.Request, status int, reden error) {
	if l.Geweigerd == nil {
		return
	}
	g := Geweigerd{Status: status, Reden: reden.Error()}
	if bron := r.Header.Get("bron"); isOIN(bron) {
		g.Bron = bron
	}
	if id := strings.ToLower(r.Header.Get("berichtId")); isUUID(id) {
		g.BerichtID = id
	}
	l.Geweigerd(r.Context(), g)
}

func (l *loket) meldOnderhoud(w http.ResponseWriter, r *http.Request) {
	b, err := json.Marshal(struct {
		Fouttekst string `json:"fouttekst"`
	}{"Er kunnen nu geen berichten worden aangenomen wegens onderhoud. Stuur het bericht later opnieuw."})
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusServiceUnavailable)
	if _, err := w.Write(b); err != nil {
		l.Log.WarnContext(r.Context(), "antwoord aan DUO niet afgeleverd", "fout", err.Error())
	}
}

// lees controleert afzender, koppen en inhoud, in die volgorde, en geeft bij een fout
// de status van het antwoord.
func (l *loket) lees(w http.ResponseWriter, r *http.Request) (Notificatie, int, error) {
	var n Notificatie
	oin := ""
	if l.Herken != nil {
		var ok bool
		if oin, ok = l.Herken(r); !ok {
			return n, http.StatusUnauthorized, wijsAf("afzender", "niet herkend")
		}
	}
	bron, doel, id, err := leesKoppen(r.Header)
	if err != nil {
		return n, http.StatusBadRequest, err
	}
	if (l.DUOOIN != "" && bron != l.DUOOIN) || (oin != "" && bron != oin) {
		return n, http.StatusForbidden, wijsAf("bron", "mag hier geen berichten brengen")
	}
	if l.EigenOIN != "" && doel != l.EigenOIN {
		return n, http.StatusForbidden, wijsAf("doel", "is een andere organisatie")
	}
	b, err := leesBytes(w, r)
	if err != nil {
		return n, http.StatusBadRequest, err
	}
	if n, err = leesInhoud(b); err != nil {
		return n, http.StatusBadRequest, err
	}
	n.Bron, n.Doel, n.BerichtID = bron, doel, id
	return n, 0, nil
}

// leesKoppen leest de drie verplichte koppen. Een kop die er twee keer staat is dubbelzinnig.
func leesKoppen(h http.Header) (bron, doel, id string, err error) {
	een := func(naam string) string {
		if v := h.Values(naam); len(v) == 1 {
			return v[0]
		}
		return ""
	}
	bron, doel, id = een("bron"), een("doel"), strings.ToLower(een("berichtId"))
	switch {
	case !utf8.ValidString(bron) || utf8.RuneCountInString(bron) != lengteOIN:
		err = wijsAf("bron", "geen 20 tekens")
	case !utf8.ValidString(doel) || utf8.RuneCountInString(doel) != lengteOIN:
		err = wijsAf("doel", "geen 20 tekens")
	case !isUUID(id):
		err = wijsAf("berichtId", "geen uuid")
	}
	return bron, doel, id, err
}

// leesBytes leest hooguit MaxNotificatie; van meer leest het de rest niet.
func leesBytes(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	soort, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || soort != "application/json" {
		return nil, wijsAf("Content-Type", "geen application/json")
	}
	if r.ContentLength > MaxNotificatie {
		r.Close = true
		w.Header().Set("Connection", "close")
		return nil, wijsAf("inhoud", "te groot")
	}
	b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxNotificatie))
	if err != nil {
		return nil, wijsAf("inhoud", "te groot of afgebroken")
	}
	return b, nil
}

func isUUID(id string) bool {
	if len(id) != 36 {
		return false
	}
	for i, c := range []byte(id) {
		if i == 8 || i == 13 || i == 18 || i == 23 {
			if c != '-' {
				return false
			}
			continue
		}
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// UitCertificaat herkent de afzender aan zijn gecontroleerde certificaat: PKIoverheid
// zet het OIN in het serienummer van de houder. Zonder zo'n certificaat is de afzender
// niet herkend.
func UitCertificaat(r *http.Request) (oin string, ok bool) {
	if r.TLS == nil || len(r.TLS.VerifiedChains) == 0 || len(r.TLS.VerifiedChains[0]) == 0 {
		return "", false
	}
	oin = r.TLS.VerifiedChains[0][0].Subject.SerialNumber
	return oin, oin != ""
}
