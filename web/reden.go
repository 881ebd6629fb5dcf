package web

import (
	"errors"
	"net/http"

	"traject/app"
)

// redenblad asks why someone needs a dossier that is not theirs. It looks the same
// whether the dossier is there or not.
type redenblad struct {
	Nummer, Waarde string
	Fouten         []veldfout
}

// vraagReden says whether a page that is not there may be a dossier of someone else.
func vraagReden(r *http.Request, wie app.Wie) bool {
	return r.Pattern == "GET /dossiers/{nummer}" && vormDossiernummer.MatchString(r.PathValue("nummer")) && app.MagRedenGeven(wie)
}

func (s *Web) toonReden(w http.ResponseWriter, r *http.Request, wie app.Wie, b redenblad, status int) {
	s.toon(w, r, status, redenpagina(s.raam(wie, "dossiers", "Dit dossier is niet van u of uw team"), b))
}

// geefReden records why, and goes to the dossier. Only there it shows whether it exists.
func (s *Web) geefReden(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if err := leesVorm(w, r); err != nil {
		return err
	}
	b := redenblad{Nummer: r.PathValue("nummer"), Waarde: r.PostForm.Get("reden")}
	err := s.Huis.GeefReden(r.Context(), wie, b.Nummer, b.Waarde)
	var geweigerd *app.Geweigerd
	if errors.As(err, &geweigerd) {
		b.Fouten = weigerfouten(geweigerd.Weigeringen)
		s.toonReden(w, r, wie, b, http.StatusUnprocessableEntity)
		return nil
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/dossiers/"+b.Nummer, http.StatusSeeOther)
	return nil
}
