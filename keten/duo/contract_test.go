package duo

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// beschrijvingVanDUO ligt naast het huis en hoort er niet bij. Zonder dat bestand
// bewijzen de vaste berichten in notificatie_test.go hetzelfde.
const beschrijvingVanDUO = "../../../shared/keten/duo/notificatie.yml"

// TestAntwoordenVoldoenAanDeBeschrijvingVanDUO laat elk antwoord van het loket door
// een ander nakijken, en vergelijkt bij elk bericht ons oordeel met het oordeel van dat
// andere programma.
func TestAntwoordenVoldoenAanDeBeschrijvingVanDUO(t *testing.T) {
	pad := filepath.FromSlash(beschrijvingVanDUO)
	if _, err := os.Stat(pad); os.IsNotExist(err) {
		t.Log("de beschrijving van DUO ligt er niet; de vaste berichten zijn wel nagelopen")
		return
	}
	doc, err := openapi3.NewLoader().LoadFromFile(pad)
	if err != nil {
		t.Fatal(err)
	}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	zonder := func(kop string) func(*http.Request) { return func(r *http.Request) { r.Header.Del(kop) } }
	for _, g := range []struct {
		zin    string
		inhoud string
		wijzig func(*http.Request)
		fout   error
		status int
	}{
		{"goed", proef, nil, nil, 201},
		{"zonder BSN", `{"registratieDatumTijd":"2026-09-14T08:30:00Z","gebeurtenisId":"SS120","vNummer":12}`, nil, nil, 201},
		{"onbekende code", `{"registratieDatumTijd":"2026-09-14T08:30:00Z","gebeurtenisId":"ZZ9"}`, nil, nil, 201},
		{"onbekend veld", `{"registratieDatumTijd":"2026-09-14T08:30:00Z","gebeurtenisId":"SS101","nieuw":[1]}`, nil, nil, 201},
		{"zonder code", `{"registratieDatumTijd":"2026-09-14T08:30:00Z"}`, nil, nil, 400},
		{"kleine letters", `{"registratieDatumTijd":"2026-09-14T08:30:00Z","gebeurtenisId":"ss101"}`, nil, nil, 400},
		{"geen tijdzone", `{"registratieDatumTijd":"gisteren","gebeurtenisId":"SS101"}`, nil, nil, 400},
		{"BSN is een getal", `{"registratieDatumTijd":"2026-09-14T08:30:00Z","gebeurtenisId":"SS101","bsn":999990019}`, nil, nil, 400},
		{"V-nummer te groot", `{"registratieDatumTijd":"2026-09-14T08:30:00Z","gebeurtenisId":"SS101","vNummer":10000000000}`, nil, nil, 400},
		{"zonder bron", proef, zonder("bron"), nil, 400},
		{"zonder berichtId", proef, zonder("berichtId"), nil, 400},
		{"onderhoud", proef, nil, ErrOnderhoud, 503},
		{"storing", proef, nil, io.ErrUnexpectedEOF, 500},
	} {
		t.Run(g.zin, func(t *testing.T) {
			r := verzoek(g.inhoud, g.wijzig)
			w := httptest.NewRecorder()
			Loket(&bus{fout: g.fout}, Instelling{Log: stil()}).ServeHTTP(w, r)
			if w.Code != g.status {
				t.Fatalf("status %d, verwacht %d", w.Code, g.status)
			}
			r.Body = io.NopCloser(strings.NewReader(g.inhoud))
			nagekeken(t, router, r, w, g.status == 400)
		})
	}
}

func nagekeken(t *testing.T, router routers.Router, r *http.Request, w *httptest.ResponseRecorder, verwachtFout bool) {
	t.Helper()
	route, params, err := router.FindRoute(r)
	if err != nil {
		t.Fatal(err)
	}
	vraag := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route}
	err = openapi3filter.ValidateRequest(r.Context(), vraag)
	if (err != nil) != verwachtFout {
		t.Errorf("het andere programma oordeelt anders over het bericht: %v", err)
	}
	antwoord := &openapi3filter.ResponseValidationInput{RequestValidationInput: vraag, Status: w.Code, Header: w.Header(), Body: io.NopCloser(bytes.NewReader(w.Body.Bytes())),
		Options: &openapi3filter.Options{IncludeResponseStatus: true}}
	if err := openapi3filter.ValidateResponse(r.Context(), antwoord); err != nil {
		t.Errorf("het antwoord voldoet niet aan de beschrijving: %v", err)
	}
}
