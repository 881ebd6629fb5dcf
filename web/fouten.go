package web

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime/debug"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/a-h/templ"

	"traject/app"
)

// Faults of the door itself.
var (
	errAndereSite = errors.New("the form came from another site")
	errVormfout   = errors.New("the form cannot be read")
	errMethode    = errors.New("a method no page answers to")
)

// melding is what a person reads when a page cannot be given.
type melding struct {
	Status      int
	Titel, Zin  string
	Kenmerk     string     // reference number, only when something broke
	Weigeringen []string   // sentences of the law
	Ingevuld    []feitveld // what was typed, when it could not become a draft
	TerugNaam   string
	TerugAdres  string
}

// meldingVan turns an error into calm words. Only what nobody foresaw is an
// incident with a reference number; the rest is an answer.
func meldingVan(err error) melding {
	m := melding{TerugNaam: "Naar het begin", TerugAdres: "/"}
	var geweigerd *app.Geweigerd
	var conflict *app.Conflict
	var teGroot *http.MaxBytesError
	var vaak *teVaak
	switch {
	case errors.Is(err, app.ErrNietGevonden):
		m.Status, m.Titel = http.StatusNotFound, "Deze pagina is er niet"
		m.Zin = "Het adres klopt niet, of u mag deze pagina niet zien. Zoek het dossier op naam of nummer."
	case errors.Is(err, app.ErrMagNiet):
		m.Status, m.Titel = http.StatusForbidden, "Dit hoort niet bij uw werk"
		m.Zin = "Met uw rol kunt u deze pagina niet openen. Denkt u dat dit niet klopt? Vraag het aan uw applicatiebeheerder."
	case errors.Is(err, errInlogKapot):
		m.Status, m.Titel = http.StatusServiceUnavailable, "Inloggen kan nu niet"
		m.Zin = "De inlogdienst van uw gemeente antwoordt niet. Probeer het over een paar minuten opnieuw."
		m.TerugNaam, m.TerugAdres = "Opnieuw inloggen", "/inloggen"
	case errors.Is(err, errInlogOud):
		m.Status, m.Titel = http.StatusBadRequest, "Inloggen is niet gelukt"
		m.Zin = "Deze inlogpoging is niet geldig of duurde te lang. Begin opnieuw."
		m.TerugNaam, m.TerugAdres = "Opnieuw inloggen", "/inloggen"
	case errors.Is(err, errGeenMens):
		m.Status, m.Titel = http.StatusForbidden, "Wij vinden uw traject niet"
		m.Zin = "Bel of mail uw gemeente. Dan zoeken wij het samen uit."
		m.TerugNaam, m.TerugAdres = "Terug naar inloggen", "/inloggen"
	case errors.Is(err, errGeenRol):
		m.Status, m.Titel = http.StatusForbidden, "U hebt nog geen toegang tot Traject"
		m.Zin = "Uw account is bekend bij de gemeente, maar heeft geen rol in Traject. Vraag uw applicatiebeheerder om een rol."
		m.TerugNaam, m.TerugAdres = "Terug naar inloggen", "/inloggen"
	case errors.As(err, &vaak):
		m.Status, m.Titel = http.StatusTooManyRequests, "Even wachten"
		m.Zin = "Er kwamen heel veel vragen achter elkaar. Er is niets vastgelegd. Wacht " + vaak.seconden() + " seconden en probeer het opnieuw."
	case errors.Is(err, app.ErrLogboekWeg):
		m.Status, m.Titel = http.StatusServiceUnavailable, "Dit kan nu even niet"
		m.Zin = "Het logboek van uw gemeente antwoordt niet. Daarom is er niets getoond en niets vastgelegd. Probeer het over een paar minuten opnieuw."
	case errors.Is(err, errAndereSite):
		m.Status, m.Titel = http.StatusForbidden, "Dit formulier kwam van een andere website"
		m.Zin = "Daarom is er niets vastgelegd. Open de pagina opnieuw en vul het formulier daar in."
	case errors.Is(err, errMethode):
		m.Status, m.Titel = http.StatusMethodNotAllowed, "Dit kan hier niet"
		m.Zin = "Traject kent alleen GET, HEAD en POST. Er is niets vastgelegd."
	case errors.As(err, &teGroot):
		m.Status, m.Titel = http.StatusRequestEntityTooLarge, "Dit is te groot"
		m.Zin = "Wat u stuurde is te groot. Er is niets vastgelegd. Stuur een kleiner bestand."
	case errors.Is(err, errVormfout):
		m.Status, m.Titel = http.StatusBadRequest, "Dit formulier is niet te lezen"
		m.Zin = "Er is niets vastgelegd. Ga terug, laad de pagina opnieuw en probeer het nog een keer."
	case errors.As(err, &conflict):
		m.Status, m.Titel = http.StatusConflict, "Een collega was u net voor"
		m.Zin = "Het dossier is intussen veranderd. Er is niets vastgelegd. Open het dossier en kijk wat er nieuw is."
		m.TerugNaam, m.TerugAdres = "Naar het dossier", "/dossiers/"+conflict.Nummer
	case errors.As(err, &geweigerd):
		m.Status, m.Titel = http.StatusUnprocessableEntity, "Dit kan nu niet"
		m.Zin = "Er is niets vastgelegd."
		for _, w := range geweigerd.Weigeringen {
			m.Weigeringen = append(m.Weigeringen, w.Zin)
		}
	default:
		m.Status, m.Titel = http.StatusInternalServerError, "Er ging iets mis"
		m.Zin = "Dat ligt niet aan u. Wat u eerder vastlegde, is bewaard. Probeer het straks opnieuw."
		m.Kenmerk = kenmerk()
	}
	return m
}

// kenmerk is a short random number someone can read out on the phone.
func kenmerk() string {
	var b [4]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// foutpagina is the one funnel: every error of a handler becomes a page here, and
// is logged here once when it is an incident. The log names the pattern of the
// address, never the address itself: that may hold what someone searched for.
func (s *Web) foutpagina(w http.ResponseWriter, r *http.Request, wie app.Wie, err error) {
	if errors.Is(err, app.ErrNietGevonden) && vraagReden(r, wie) {
		s.toonReden(w, r, wie, redenblad{Nummer: r.PathValue("nummer")}, http.StatusNotFound)
		return
	}
	m := meldingVan(err)
	if m.Status >= http.StatusInternalServerError {
		var bewaard bool
		if bewaard, m.Ingevuld = s.red(w, r, wie); bewaard {
			m.Zin += " Wat u hebt ingevuld, is bewaard als concept."
			m.TerugNaam, m.TerugAdres = "Terug naar het formulier", r.URL.EscapedPath()
			if stap := r.PostForm.Get("stap"); stap != "" {
				m.TerugAdres += "?stap=" + strconv.Itoa(stapVan(stap)+1)
			}
		}
	}
	wachtkop(w, err)
	if errors.Is(err, app.ErrLogboekWeg) { // the application manager has to know; nothing of anyone stands in it
		s.Log.Error("processing log not acknowledged", "page", r.Pattern, "err", err.Error())
	}
	if m.Kenmerk != "" {
		s.Log.Error("page failed", "reference", m.Kenmerk, "page", r.Pattern, "method", r.Method, "err", err.Error())
	}
	if errors.Is(err, errInlogKapot) || errors.Is(err, errInlogOud) { // the application manager has to know; these hold no token and nobody's name
		s.Log.Warn("login failed", "page", r.Pattern, "err", err.Error())
	}
	s.toon(w, r, m.Status, foutmelding(s.raam(wie, "", m.Titel), m))
}

// vangPaniek keeps a panic in one page from taking the others along.
func (s *Web) vangPaniek(w http.ResponseWriter, r *http.Request, wie app.Wie) {
	p := recover()
	if p == nil {
		return
	}
	if p == http.ErrAbortHandler {
		panic(p)
	}
	s.foutpagina(w, r, wie, fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
}

// toon writes a page. It is rendered completely before the first byte goes out,
// so a fault halfway never sends half a page with status 200.
func (s *Web) toon(w http.ResponseWriter, r *http.Request, status int, inhoud templ.Component) {
	var b bytes.Buffer
	if err := inhoud.Render(r.Context(), &b); err != nil {
		k := kenmerk()
		s.Log.Error("rendering failed", "reference", k, "page", r.Pattern, "err", err.Error())
		http.Error(w, "Er ging iets mis. Noem dit kenmerk als u belt: "+k, http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	// A client that hangs up is no fault of ours.
	if _, err := w.Write(linksBinnen(r, b.Bytes())); err != nil {
		return
	}
}

// vormlimiet is what a form without a file may weigh.
const vormlimiet = 256 << 10

// leesVorm reads a posted form within its limit.
func leesVorm(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, vormlimiet)
	if err := r.ParseForm(); err != nil {
		var teGroot *http.MaxBytesError
		if errors.As(err, &teGroot) {
			return err
		}
		return fmt.Errorf("%w: %v", errVormfout, err)
	}
	return schoon(r.PostForm)
}

// schoon takes out of a form what nobody can see and no store or letter can bear: control
// characters, and signs that turn the reading direction of what stands behind a name.
// What is not UTF-8 did not come from a form of ours.
func schoon(vorm url.Values) error {
	for naam, waarden := range vorm {
		for i, w := range waarden {
			if !utf8.ValidString(w) {
				return fmt.Errorf("%w: not UTF-8", errVormfout)
			}
			waarden[i] = strings.Map(zichtbaar, w)
		}
		if !leesbaar(naam) {
			return fmt.Errorf("%w: name of a field", errVormfout)
		}
	}
	return nil
}

// zichtbaar keeps a character of a text that people typed, or drops it.
func zichtbaar(c rune) rune {
	switch {
	case c == '\n' || c == '\r' || c == '\t':
		return c
	case unicode.IsControl(c), c >= 0x202A && c <= 0x202E, c >= 0x2066 && c <= 0x2069:
		return -1
	}
	return c
}

// leesbaar says whether a text from an address holds only what a text can hold.
func leesbaar(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// leesbaarAdres refuses an address that is no text before anyone looks something up
// with it: one of the stores takes no NUL and nothing but UTF-8.
func (s *Web) leesbaarAdres(volgende http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		teksten := []string{r.URL.Path}
		for naam, waarden := range r.URL.Query() {
			teksten = append(append(teksten, naam), waarden...)
		}
		if !leesbaar(strings.Join(teksten, " ")) {
			s.foutpagina(w, r, app.Wie{}, app.ErrNietGevonden)
			return
		}
		volgende.ServeHTTP(w, r)
	})
}

// bekendeMethode refuses what no page here answers to. A page that is there but takes no
// form says the same as one that is not there: an address may not tell which it is.
func (s *Web) bekendeMethode(volgende http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case http.MethodGet, http.MethodHead, http.MethodPost:
			volgende.ServeHTTP(w, r)
		default:
			w.Header().Set("Allow", "GET, HEAD, POST")
			s.foutpagina(w, r, app.Wie{}, errMethode)
		}
	})
}

// foutBij gives the sentence for one field, or "".
func foutBij(fouten []veldfout, veld string) string {
	for _, f := range fouten {
		if f.Veld == veld {
			return f.Zin
		}
	}
	return ""
}
