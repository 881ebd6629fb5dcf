package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"traject/app"
)

// dossierbestand carries dossiers in and out: letters, the dossier file of someone who
// leaves, and the file of someone who comes to live here.
type dossierbestand struct {
	*Web
	h Handelingen
}

// maxBestand is the largest dossier file that is read, in bytes, as the file format says.
const maxBestand = 4 << 20

// brief gives a letter: the page, or with .pdf behind the reference the PDF.
func (s dossierbestand) brief(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if kenmerk, ok := strings.CutSuffix(r.PathValue("kenmerk"), ".pdf"); ok {
		return s.stuurPDF(w, r, wie, kenmerk)
	}
	f, err := s.h.BriefHTML(r.Context(), wie, r.PathValue("nummer"), r.PathValue("kenmerk"))
	if err != nil {
		return err
	}
	stuurBestand(w, f, false)
	return nil
}

func (s dossierbestand) pdf(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	return s.stuurPDF(w, r, wie, r.PathValue("kenmerk"))
}

func (s dossierbestand) stuurPDF(w http.ResponseWriter, r *http.Request, wie app.Wie, kenmerk string) error {
	f, err := s.h.BriefPDF(r.Context(), wie, r.PathValue("nummer"), kenmerk)
	if err != nil {
		return err
	}
	stuurBestand(w, f, false)
	return nil
}

// haal gives the dossier file. JSON is YAML as well, so one text serves both names.
func (s dossierbestand) haal(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	f, err := s.h.ExportDossier(r.Context(), wie, r.PathValue("nummer"))
	if err != nil {
		return err
	}
	if r.URL.Query().Get("vorm") == "yaml" {
		f.Naam, f.Type = strings.TrimSuffix(f.Naam, ".json")+".yaml", "application/yaml"
	}
	stuurBestand(w, f, true)
	return nil
}

// stuurBestand sends a file; bewaren makes the browser keep it instead of showing it.
func stuurBestand(w http.ResponseWriter, f app.Bestand, bewaren bool) {
	h := w.Header()
	h.Set("Content-Type", f.Type)
	h.Set("Content-Length", strconv.Itoa(len(f.Inhoud)))
	wijze := "inline"
	if bewaren {
		wijze = "attachment"
	}
	h.Set("Content-Disposition", wijze+`; filename="`+strings.Map(veiligTeken, f.Naam)+`"`)
	if bron := stijlbron(f); bron != "" {
		h.Set("Content-Security-Policy", "default-src 'none'; style-src "+bron+"; form-action 'none'; base-uri 'none'; frame-ancestors 'none'")
	}
	w.WriteHeader(http.StatusOK)
	// A client that hangs up is no fault of ours.
	if _, err := w.Write(f.Inhoud); err != nil {
		return
	}
}

// stijlbron allows a letter, which is a page on its own, exactly the style sheet in its
// head: its hash and nothing else. Text of people is escaped, so the first one is ours.
func stijlbron(f app.Bestand) string {
	if !strings.HasPrefix(f.Type, "text/html") {
		return ""
	}
	_, na, _ := bytes.Cut(f.Inhoud, []byte("<style>"))
	stijl, _, ok := bytes.Cut(na, []byte("</style>"))
	if !ok {
		return "'none'"
	}
	som := sha256.Sum256(stijl)
	return "'sha256-" + base64.StdEncoding.EncodeToString(som[:]) + "'"
}

// veiligTeken keeps a file name to what every system takes.
func veiligTeken(c rune) rune {
	if c == '.' || c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
		return c
	}
	return '-'
}

// openblad is the page on which a dossier file is opened.
type openblad struct {
	Raam      raam
	Fouten    []veldfout
	FoutTitel string
	Veldfout  string
	Eens      string // see verzendkenmerk
	Inschrijf datumveld
}

func (s dossierbestand) toon(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	return s.toonOpen(w, r, wie, &invulling{waarden: url.Values{}}, http.StatusOK)
}

func (s dossierbestand) toonOpen(w http.ResponseWriter, r *http.Request, wie app.Wie, in *invulling, status int) error {
	if !app.SchermenVan(wie).Inlezen {
		return app.ErrMagNiet
	}
	_, dag := leesDatumveld(in.waarden, datumveld{Naam: "inschrijving", Label: "Dag van inschrijving in onze gemeente", Hulp: "Leeg laten kan als die dag nog niet bekend is."}, false)
	dag.Fout = foutBij(in.fouten, "inschrijving")
	b := openblad{Raam: s.raam(wie, "dossiers", "Dossierbestand openen"), Fouten: in.fouten, Veldfout: bestandfout(in.fouten), Inschrijf: dag, Eens: verzendkenmerk(in.waarden)}
	if n := len(in.fouten); n > 0 {
		b.Raam.Titel = "Fout: Dossierbestand openen"
		b.FoutTitel = "Er is geen dossier geopend. Er " + map[bool]string{true: "is 1 punt", false: "zijn " + strconv.Itoa(n) + " punten"}[n == 1] + " om te verbeteren."
	}
	s.Web.toon(w, r, status, openpagina(b))
	return nil
}

// bestandfout is the message at the field. Many faults stand on top, one per line, and
// are not told twice.
func bestandfout(fouten []veldfout) string {
	n := 0
	for _, f := range fouten {
		if f.Veld == "bestand" {
			n++
		}
	}
	if n > 1 {
		return "Dit bestand heeft " + strconv.Itoa(n) + " fouten. Zij staan boven aan de pagina. Vraag de vorige gemeente om een nieuw bestand."
	}
	return foutBij(fouten, "bestand")
}

// open reads the file and opens the dossier. Nothing is recorded when anything is wrong.
func (s dossierbestand) open(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if !app.SchermenVan(wie).Inlezen {
		return app.ErrMagNiet
	}
	o, in, err := leesOvername(w, r)
	var teGroot *http.MaxBytesError
	if errors.As(err, &teGroot) {
		w.Header().Set("Connection", "close")
		in.fout("bestand", "Bestand: dit bestand is groter dan 4 MiB. Vraag de vorige gemeente om een kleiner bestand.")
		return s.toonOpen(w, r, wie, in, http.StatusRequestEntityTooLarge)
	}
	if err != nil {
		return err
	}
	if len(o.Inhoud) == 0 {
		in.fout("bestand", "Bestand: kies een dossierbestand. Dat eindigt op .yaml of .json.")
	}
	o.Inschrijving, o.Verzending = in.dag("inschrijving", "Dag van inschrijving", false), in.waarden.Get(verzendveld)
	if len(in.fouten) > 0 {
		return s.toonOpen(w, r, wie, in, http.StatusUnprocessableEntity)
	}
	nummer, err := s.h.ImportDossier(r.Context(), wie, o)
	var geweigerd *app.Geweigerd
	if errors.As(err, &geweigerd) {
		for _, g := range geweigerd.Weigeringen {
			plek := "bestand"
			if g.Plaats == "inschrijving" {
				plek = g.Plaats
			}
			zin := g.Zin
			if g.Plaats != "" && plek == "bestand" {
				zin = g.Plaats + ": " + zin
			}
			in.fout(plek, zin)
		}
		return s.toonOpen(w, r, wie, in, http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	s.meld(r, "Het dossier is geopend uit het bestand.")
	http.Redirect(w, r, "/dossiers/"+nummer, http.StatusSeeOther)
	return nil
}

// leesOvername reads the form part by part, so that a file that is too large is
// refused without reading it all. What was read before the fault stays in the form.
func leesOvername(w http.ResponseWriter, r *http.Request) (app.Overname, *invulling, error) {
	const ruimte = 64 << 10 // for the other fields and the borders between parts
	in := &invulling{waarden: url.Values{}}
	var o app.Overname
	if r.ContentLength > maxBestand+ruimte {
		return o, in, &http.MaxBytesError{Limit: maxBestand}
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBestand+ruimte)
	delen, err := r.MultipartReader()
	if err != nil {
		return o, in, errVormfout
	}
	for {
		deel, err := delen.NextPart()
		if errors.Is(err, io.EOF) {
			return o, in, nil
		}
		if err != nil {
			return o, in, vormfout(err)
		}
		b, err := io.ReadAll(io.LimitReader(deel, maxBestand+1))
		if err != nil {
			return o, in, vormfout(err)
		}
		switch {
		case len(b) > maxBestand:
			return o, in, &http.MaxBytesError{Limit: maxBestand}
		case deel.FormName() == "bestand":
			o.Naam, o.Inhoud = deel.FileName(), b
		case len(b) <= langsteTekst:
			in.waarden.Set(deel.FormName(), string(b))
		}
	}
}

// vormfout keeps "too large" apart from "cannot be read".
func vormfout(err error) error {
	var teGroot *http.MaxBytesError
	if errors.As(err, &teGroot) {
		return err
	}
	return errVormfout
}
