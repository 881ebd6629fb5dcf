package web

import (
	"net/http"

	"traject/app"
)

// besluiten are the decisions that wait for the jurist, soonest first.
func (s *Web) besluiten(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	q := r.URL.Query()
	lijst, err := s.Huis.Besluiten(r.Context(), wie, takenFilter(q, s.Huis.Dag()))
	if err != nil {
		return err
	}
	blad := maakWerkblad("/besluiten", q, lijst)
	blad.Leeg = "Er wacht nu geen besluit op een jurist."
	s.noemGemeenten(blad.Groepen)
	if err := s.openUitleg(r, wie, q, blad.Groepen); err != nil {
		return err
	}
	kop := s.raam(wie, "besluiten", "Besluiten")
	kop.Melding = s.neemMelding(r)
	s.toon(w, r, http.StatusOK, besluitenpagina(kop, blad, s.verbonden() && app.SchermenVan(wie).Verschillen))
	return nil
}
