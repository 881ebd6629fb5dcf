package web

import (
	"net/http"

	"traject/app"
)

// handelpaden are the pages on which something is recorded: one per legal act.
func (s *Web) handelpaden() []pad {
	h, ok := s.handelingen()
	if !ok {
		return nil
	}
	var uit []pad
	for _, a := range []akte{akteOproepen, akteWaarschuwen, akteVerschijnen, akteToets, akteIntake, akteMelden, aktePersoon, akteToewijzen, akteNotitie} {
		uit = append(uit,
			pad{"GET /dossiers/{nummer}/" + a.pad, func(w http.ResponseWriter, r *http.Request, wie app.Wie) error { return s.toonAkte(w, r, wie, h, a) }},
			pad{"POST /dossiers/{nummer}/" + a.pad, func(w http.ResponseWriter, r *http.Request, wie app.Wie) error { return s.doeAkte(w, r, wie, h, a) }})
	}
	pip, mapje, proef := pipPagina{s, h}, dossierbestand{s, h}, watAls{s, h}
	uit = append(uit, s.koppelpaden()...)
	return append(uit,
		pad{"GET /dossiers/{nummer}/pip", pip.toon},
		pad{"POST /dossiers/{nummer}/pip", pip.doe},
		pad{"GET /dossiers/{nummer}/pip/brief", pip.brief},
		pad{"GET /dossiers/{nummer}/wat-als", proef.toon},
		pad{"GET /dossiers/{nummer}/brieven/{kenmerk}", mapje.brief},
		pad{"GET /dossiers/{nummer}/brieven/{kenmerk}/pdf", mapje.pdf},
		pad{"GET /dossiers/{nummer}/bestand", mapje.haal},
		pad{"GET /dossiers/nieuw", s.toonNieuw},
		pad{"POST /dossiers/nieuw", s.doeNieuw},
		pad{"GET /dossiers/openen", mapje.toon},
		pad{"POST /dossiers/openen", mapje.open},
	)
}
