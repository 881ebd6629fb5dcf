package web

import (
	"errors"
	"net/http"
	"slices"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
)

// bulkmensen are the colleagues one can hand work to. There is no bar when there is nobody.
func (s *Web) bulkmensen(wie app.Wie) []keuze {
	if _, ok := s.handelingen(); !ok || s.samen || !app.SchermenVan(wie).Vandaag {
		return nil
	}
	var uit []keuze
	for _, m := range s.collegas() {
		if m.Rol == begrip.Klantmanager && !m.Weg {
			uit = append(uit, keuze{Waarde: m.Gebruiker, Naam: m.Naam})
		}
	}
	return uit
}

// vandaagBulk assigns the dossiers of the chosen tasks to a colleague. Each is an
// act of its own: what cannot be done is said, and does not stop the others.
func (s *Web) vandaagBulk(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if !app.SchermenVan(wie).Vandaag {
		return app.ErrMagNiet
	}
	if err := leesVorm(w, r); err != nil {
		return err
	}
	h, ok := s.handelingen()
	collegas := s.collegas()
	aan := slices.IndexFunc(collegas, func(m app.Medewerker) bool { return m.Gebruiker == r.PostForm.Get("aan") })
	if !ok || aan < 0 || r.PostForm.Get("doe") != "toewijzen" {
		return errVormfout
	}
	nummers := slices.Compact(slices.Sorted(slices.Values(r.PostForm["taak"])))
	gelukt, mislukt := 0, 0
	for _, nummer := range nummers {
		b, err := s.Huis.Dossier(r.Context(), wie, nummer)
		if err == nil {
			_, err = h.WijsToe(r.Context(), wie, nummer, b.Versie, besluit.Toewijzing{Aan: collegas[aan].Gebruiker})
		}
		var geweigerd *app.Geweigerd
		var conflict *app.Conflict
		switch {
		case err == nil:
			gelukt++
		case errors.As(err, &geweigerd), errors.As(err, &conflict), errors.Is(err, app.ErrNietGevonden), errors.Is(err, app.ErrMagNiet):
			mislukt++
		default:
			return err
		}
	}
	zin := "U hebt geen taken gekozen. Kies eerst de taken."
	if len(nummers) > 0 {
		zin = aantal(gelukt, "dossier is", "dossiers zijn") + " toegewezen aan " + collegas[aan].Naam + "."
	}
	if mislukt > 0 {
		zin += " Bij " + aantal(mislukt, "dossier", "dossiers") + " kon dat niet: u mag dat daar niet, of een collega was u net voor."
	}
	s.meld(r, zin)
	http.Redirect(w, r, r.URL.RequestURI(), http.StatusSeeOther)
	return nil
}
