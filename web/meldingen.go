package web

import "net/http"

// sleutelMelding is where the session keeps what was just done, until the next page says it.
const sleutelMelding = "melding"

// sleutelMeldingBrief is where the session keeps which letter belongs to that sentence.
const sleutelMeldingBrief = "melding-brief"

// meld remembers a sentence for the next page: after recording something one is
// sent on (303), so that reloading never records twice.
func (s *Web) meld(r *http.Request, zin string) { s.sessies.Put(r.Context(), sleutelMelding, zin) }

// neemMelding takes that sentence, once.
func (s *Web) neemMelding(r *http.Request) string {
	return s.sessies.PopString(r.Context(), sleutelMelding)
}

// neemMeldingBrief takes the letter of that sentence, once: the next thing somebody does
// after deciding is to print it.
func (s *Web) neemMeldingBrief(r *http.Request) string {
	return s.sessies.PopString(r.Context(), sleutelMeldingBrief)
}
