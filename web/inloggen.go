package web

import (
	"net/http"
	"net/url"
	"strings"

	"traject/app"
)

// sleutelAls is where the session keeps who someone is; rights are looked up
// with every request, so they are never stale.
const sleutelAls = "als"

// wie gives who is logged in.
func (s *Web) wie(r *http.Request) (app.Wie, bool) {
	als := s.sessies.GetString(r.Context(), sleutelAls)
	if als == "" {
		return app.Wie{}, false
	}
	for _, m := range s.Demo {
		if m.Als == als {
			return m.Wie, true
		}
	}
	return app.Wie{}, false
}

// inlogadres remembers the page someone wanted, only when it is a page to read.
func inlogadres(r *http.Request) string {
	if r.Method != http.MethodGet || r.URL.Path == "/" {
		return "/inloggen"
	}
	return "/inloggen?naar=" + url.QueryEscape(r.URL.RequestURI())
}

// veiligAdres lets someone return only to a page of ours.
func veiligAdres(naar string) string {
	u, err := url.Parse(naar)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(naar, "/") || strings.HasPrefix(naar, "//") || strings.Contains(naar, "\\") {
		return ""
	}
	return naar
}

func (s *Web) inloggen(w http.ResponseWriter, r *http.Request) error {
	s.toon(w, r, http.StatusOK, inlogpagina(s.raam(app.Wie{}, "", "Inloggen"), s.Demo, veiligAdres(r.URL.Query().Get("naar"))))
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
		// A new token at login: a session fixed beforehand is worth nothing.
		if err := s.sessies.RenewToken(r.Context()); err != nil {
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
	if err := s.sessies.Destroy(r.Context()); err != nil {
		return err
	}
	http.Redirect(w, r, "/inloggen", http.StatusSeeOther)
	return nil
}
