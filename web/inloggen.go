package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"traject/app"
)

// inlogadres remembers the page someone wanted, only when it is a page to read.
func inlogadres(r *http.Request) string {
	if r.Method != http.MethodGet || r.URL.Path == "/" {
		return "/inloggen"
	}
	return "/inloggen?naar=" + url.QueryEscape(voorvoegselVan(r)+r.URL.RequestURI())
}

// veiligAdres lets someone return only to a page of ours.
func veiligAdres(naar string) string {
	u, err := url.Parse(naar)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(naar, "/") || strings.HasPrefix(naar, "//") || strings.Contains(naar, "\\") {
		return ""
	}
	return naar
}

// inlogblad is the door.
type inlogblad struct {
	Mensen        []Demomens
	Naar          string
	Stil, Bewaard bool // why someone stands here again
	Gemeente      bool // one can log in with the account of the municipality
}

func (s *Web) inloggen(w http.ResponseWriter, r *http.Request) error {
	b := inlogblad{Mensen: s.Demo, Naar: veiligAdres(r.URL.Query().Get("naar")), Bewaard: r.URL.Query().Get("bewaard") == "ja", Gemeente: s.aanmelder != nil}
	_, a := s.aanwezig(r)
	b.Stil = a == stil
	s.toon(w, r, http.StatusOK, inlogpagina(s.raam(app.Wie{}, "", "Inloggen"), b))
	return nil
}

// demoInloggen logs an invented person in with one click. It is mounted only by
// `traject demo`.
func (s *Web) demoInloggen(w http.ResponseWriter, r *http.Request) error {
	if err := leesVorm(w, r); err != nil {
		return err
	}
	als := r.PostForm.Get("als")
	for _, m := range s.Demo {
		if m.Als != als {
			continue
		}
		if slices.ContainsFunc(s.collegas(), func(c app.Medewerker) bool { return c.Gebruiker == m.Wie.Gebruiker }) {
			if _, err := s.onthoud(r, m.Wie, app.Bereikbaar{}); err != nil { // who works here is in the register, with the day they came
				return err
			}
		}
		if err := s.begin(r); err != nil {
			return err
		}
		s.sessies.Put(r.Context(), sleutelAls, als)
		naar := veiligAdres(r.PostForm.Get("naar"))
		if naar == "" {
			naar = beginadres(m.Wie)
		}
		http.Redirect(w, r, naar, http.StatusSeeOther)
		return nil
	}
	return app.ErrNietGevonden
}

func (s *Web) uitloggen(w http.ResponseWriter, r *http.Request) error {
	naar := of(s.aanmelder.uitlogadres(s.sessies.GetString(r.Context(), sleutelToken)), "/inloggen")
	if err := s.sessies.Destroy(r.Context()); err != nil {
		return err
	}
	http.Redirect(w, r, naar, http.StatusSeeOther)
	return nil
}
