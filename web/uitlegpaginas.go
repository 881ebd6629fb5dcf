package web

import "net/http"

func (s *Web) toegankelijkheid(w http.ResponseWriter, r *http.Request) error {
	wie, _ := s.wie(r)
	s.toon(w, r, http.StatusOK, toegankelijkheidpagina(s.raam(wie, "", "Toegankelijkheid")))
	return nil
}

func (s *Web) sneltoetsen(w http.ResponseWriter, r *http.Request) error {
	wie, _ := s.wie(r)
	s.toon(w, r, http.StatusOK, sneltoetsenpagina(s.raam(wie, "", "Sneltoetsen"), toetsen))
	return nil
}

type toets struct{ Toets, Doet string }

// toetsen are the shortcuts of vormgeving/traject.js; a test keeps the two together.
var toetsen = []toets{
	{"j", "naar de volgende rij van een lijst"},
	{"k", "naar de vorige rij"},
	{"x", "kies deze rij, of maak de keuze ongedaan"},
	{"Enter", "open de rij waar u bent"},
	{"/", "naar het zoekveld"},
	{"Escape", "sluit een menu"},
	{"?", "naar deze bladzijde"},
}
