package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"traject/app"
)

// When recording fails through no fault of the person, what they typed is not lost. It
// becomes a draft, and when even that cannot be, the page that says what went wrong
// gives it back to copy.

// nogEerste marks a draft kept without reading the dossier: the first values of the form
// still have to be put under it.
const nogEerste = "nog-eerste-waarden"

// conceptVan is the key of the draft of a form that was sent here.
func conceptVan(r *http.Request) string {
	const voor = "POST /dossiers/{nummer}/"
	laatste, ok := strings.CutPrefix(r.Pattern, voor)
	switch {
	case !ok:
		return ""
	case laatste == "pip":
		return pipConcept
	case laatste == "duo/{melding}":
		soort, _, _ := strings.Cut(r.PathValue("melding"), ":")
		return meldconcept(soort)
	}
	i := slices.IndexFunc(akten, func(a akte) bool { return laatste == a.pad })
	if i < 0 {
		return ""
	}
	return akten[i].concept
}

// red keeps what stood in the form of a request that failed; it answers whether that is a
// draft now, and otherwise what was typed.
func (s *Web) red(w http.ResponseWriter, r *http.Request, wie app.Wie) (bool, []feitveld) {
	if r.Method != http.MethodPost || wie.Gebruiker == "" {
		return false, nil
	}
	if r.PostForm == nil {
		if err := leesVorm(w, r); err != nil { // a form nobody can read holds nothing to give back
			return false, nil
		}
	}
	velden := ingevuld(r.PostForm)
	if len(velden) == 0 {
		return false, nil
	}
	if s.redAlsConcept(r, wie, velden) {
		return true, nil
	}
	uit := make([]feitveld, 0, len(velden))
	for _, naam := range slices.Sorted(maps.Keys(velden)) {
		if tekst := strings.Join(velden[naam], ", "); strings.TrimSpace(tekst) != "" {
			uit = append(uit, feitveld{veldnaam(naam), tekst})
		}
	}
	return false, uit
}

func (s *Web) redAlsConcept(r *http.Request, wie app.Wie, velden url.Values) bool {
	sleutel := conceptVan(r)
	h, ok := s.handelingen()
	versie, err := strconv.Atoi(r.PostForm.Get("versie"))
	if sleutel == "" || !ok || err != nil {
		return false
	}
	nummer := r.PathValue("nummer")
	if sleutel == pipConcept {
		velden = redStap(r, wie, h, nummer, velden)
	}
	if err := h.BewaarConcept(r.Context(), wie, nummer, sleutel, versie, velden); err != nil {
		s.Log.Error("draft not kept", "act", sleutel, "err", err.Error())
		return false
	}
	return true
}

// redStap puts one step of a plan over the draft of the other steps.
func redStap(r *http.Request, wie app.Wie, h Handelingen, nummer string, velden url.Values) url.Values {
	was := url.Values{nogEerste: {"ja"}}
	if c, err := h.Concept(r.Context(), wie, nummer, pipConcept); err == nil {
		was = url.Values(c.Velden)
	}
	samen(was, velden, stapVan(velden.Get("stap")))
	return was
}

// ingevuld are the fields of a form that a person fills in.
func ingevuld(vorm url.Values) url.Values {
	uit := url.Values{}
	for naam, waarden := range vorm {
		if naam != "versie" && naam != "later" && naam != "weg" && naam != tekstNodig {
			uit[naam] = waarden
		}
	}
	return uit
}
