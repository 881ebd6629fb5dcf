package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"traject/app"
)

// A session ends after a quarter of an hour without work, and after a working day
// whatever happens. What stood in a form then is kept as a draft.
const (
	StilNa      = 15 * time.Minute
	waarschuwNa = 13 * time.Minute // traject.js shows the warning from here; see data-stil
	VerlooptNa  = 8 * time.Hour
)

// Where the session keeps who someone is, when they last did something, and the token
// with which the provider recognises them when they log out.
const (
	sleutelAls      = "als" // someone of the demo
	sleutelWie      = "wie"
	sleutelLaatst   = "laatst"
	sleutelBegonnen = "begonnen"
	sleutelToken    = "token"
)

// aanwezigheid says whether someone is logged in, and still at work.
type aanwezigheid int

const (
	afwezig aanwezigheid = iota
	stil                 // logged in, but too long without doing anything
	bezig
)

// wie gives who is logged in and at work.
func (s *Web) wie(r *http.Request) (app.Wie, bool) {
	wie, a := s.aanwezig(r)
	return wie, a == bezig
}

// aanwezig gives who the session is of, at work for the municipality of this page. For
// someone of the demo rights are looked up with every request.
func (s *Web) aanwezig(r *http.Request) (app.Wie, aanwezigheid) {
	wie, ok := s.uitSessie(r)
	if ok && s.code != "" {
		wie, ok = s.voorDeze(wie)
	}
	if ok && (s.code != "" || len(s.Huizen) < 2) {
		wie, ok = s.Huis.Ververs(wie) // someone who left is out at once, and a new team counts
	}
	nu := s.nu().Unix()
	begonnen, laatst := s.sessies.GetInt64(r.Context(), sleutelBegonnen), s.sessies.GetInt64(r.Context(), sleutelLaatst)
	switch {
	case !ok, nu-begonnen >= int64(VerlooptNa.Seconds()):
		return app.Wie{}, afwezig
	case nu-laatst >= int64(StilNa.Seconds()):
		return wie, stil
	}
	return wie, bezig
}

func (s *Web) uitSessie(r *http.Request) (app.Wie, bool) {
	if als := s.sessies.GetString(r.Context(), sleutelAls); als != "" {
		for _, m := range s.Demo {
			if m.Als == als {
				return m.Wie, true
			}
		}
	}
	var wie app.Wie
	if b := s.sessies.GetBytes(r.Context(), sleutelWie); b == nil || json.Unmarshal(b, &wie) != nil {
		return app.Wie{}, false
	}
	return wie, true
}

// logIn starts a session of this person. A new token: a session fixed beforehand is
// worth nothing, and nothing of who was here before stays behind.
func (s *Web) logIn(r *http.Request, wie app.Wie) error {
	if err := s.begin(r); err != nil {
		return err
	}
	b, err := json.Marshal(wie)
	if err != nil {
		return fmt.Errorf("keeping who is logged in: %w", err)
	}
	s.sessies.Put(r.Context(), sleutelWie, b)
	return nil
}

// begin makes the session new and empty.
func (s *Web) begin(r *http.Request) error {
	if err := s.sessies.Clear(r.Context()); err != nil {
		return fmt.Errorf("emptying the session: %w", err)
	}
	if err := s.sessies.RenewToken(r.Context()); err != nil {
		return fmt.Errorf("renewing the session: %w", err)
	}
	s.sessies.Put(r.Context(), sleutelBegonnen, s.nu().Unix())
	s.sessies.Put(r.Context(), sleutelLaatst, s.nu().Unix())
	return nil
}

// tikPer is how often at most is written down that someone is at work: a session is kept
// in the store, and a page to read should not write there.
const tikPer = time.Minute

// tik remembers that someone is at work.
func (s *Web) tik(r *http.Request) {
	if nu := s.nu().Unix(); nu-s.sessies.GetInt64(r.Context(), sleutelLaatst) >= int64(tikPer.Seconds()) {
		s.sessies.Put(r.Context(), sleutelLaatst, nu)
	}
}

// verleng is for the button of the warning: it always starts the quarter of an hour anew.
func (s *Web) verleng(w http.ResponseWriter, r *http.Request, _ app.Wie) error {
	s.sessies.Put(r.Context(), sleutelLaatst, s.nu().Unix())
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// naarDeDeur sends someone who is not at work to the door. What stood in a form is
// first kept as a draft of the person it was of: nothing is recorded, and it is there
// again after logging in.
func (s *Web) naarDeDeur(w http.ResponseWriter, r *http.Request, p pad, wie app.Wie, a aanwezigheid) {
	if a == stil && kentConcept(p.patroon) && s.bewaarVanStille(w, r, p, wie) {
		http.Redirect(w, r, "/inloggen?bewaard=ja&naar="+voorvoegselVan(r)+r.URL.EscapedPath(), http.StatusSeeOther)
		return
	}
	http.Redirect(w, r, inlogadres(r), http.StatusSeeOther)
}

// bewaarVanStille does what the button "later" of the form does, and shows nothing of it.
func (s *Web) bewaarVanStille(w http.ResponseWriter, r *http.Request, p pad, wie app.Wie) bool {
	if err := leesVorm(w, r); err != nil || r.PostForm.Get("versie") == "" {
		return false
	}
	r.PostForm.Del("weg")
	r.PostForm.Set("later", "ja")
	n := nergensheen{http.Header{}, 0}
	if err := p.doe(&n, r, wie); err != nil { // the log of processings may be away; the draft itself needs none
		bewaard, _ := s.red(w, r, wie)
		if !bewaard {
			s.Log.Error("draft not kept", "page", r.Pattern, "err", err.Error())
		}
		return bewaard
	}
	s.neemMelding(r)
	return n.status == http.StatusSeeOther
}

// nergensheen takes a page that nobody sees and remembers its status.
type nergensheen struct {
	kop    http.Header
	status int
}

func (n *nergensheen) Header() http.Header         { return n.kop }
func (n *nergensheen) Write(b []byte) (int, error) { return len(b), nil }
func (n *nergensheen) WriteHeader(status int)      { n.status = status }
