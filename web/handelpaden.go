package web

import (
	"net/http"
	"slices"

	"traject/app"
)

// akten are the acts that share one road, and one way of keeping a draft.
var akten = []akte{akteOproepen, akteWaarschuwen, akteVerschijnen, akteToets, akteIntake, akteMelden, aktePersoon, akteToewijzen, akteNotitie, aktePartner, akteSignaalAf, akteSignaal, akteAanbod, akteDeelname}

// kentConcept says whether a form keeps a draft when it is sent with "later" and records
// nothing then. Only such a form is taken from someone whose session rests.
func kentConcept(patroon string) bool {
	const voor = "POST /dossiers/{nummer}/"
	return patroon == voor+"pip" || patroon == voor+"duo/{melding}" || patroon == "POST /deelnemers/{nummer}/uren" || slices.ContainsFunc(akten, func(a akte) bool { return patroon == voor+a.pad })
}

// handelpaden are the pages on which something is recorded: one per legal act.
func (s *Web) handelpaden() []pad {
	h, ok := s.handelingen()
	if !ok {
		return nil
	}
	var uit []pad
	for _, a := range akten {
		uit = append(uit,
			pad{"GET /dossiers/{nummer}/" + a.pad, func(w http.ResponseWriter, r *http.Request, wie app.Wie) error { return s.toonAkte(w, r, wie, h, a) }},
			pad{"POST /dossiers/{nummer}/" + a.pad, func(w http.ResponseWriter, r *http.Request, wie app.Wie) error { return s.doeAkte(w, r, wie, h, a) }})
	}
	pip, mapje, proef, nodig := pipPagina{s, h}, dossierbestand{s, h}, watAls{s, h}, uitnodigpagina{s, h}
	uit = append(uit, s.koppelpaden()...)
	uit = append(uit, s.meldpaden(h)...)
	uit = append(uit, s.verbindingpaden()...)
	uit = append(uit, s.vergelijkpaden(h)...)
	uit = append(uit, s.lijstpaden()...)
	return append(uit,
		pad{"GET " + uitnodigpad, nodig.toon},
		pad{"POST " + uitnodigpad, nodig.doe},
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
