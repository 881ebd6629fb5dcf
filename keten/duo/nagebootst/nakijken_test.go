package nagebootst

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// beschrijvingen van DUO liggen naast het huis en horen er niet bij. Zonder die map kijkt
// alleen de eigen beschrijving van de drie diensten zonder bestand mee, en bewijzen de
// vaste berichten in lezen_test.go de vorm van de andere.
const beschrijvingen = "../../../../shared/keten/duo"

var wegwijzers = sync.OnceValues(func() ([]routers.Router, error) {
	paden, err := filepath.Glob(filepath.FromSlash(beschrijvingen) + "/*.yml")
	if err != nil {
		return nil, err
	}
	var uit []routers.Router
	for _, pad := range append(paden, "testdata/zonder-bestand.yml") {
		doc, err := openapi3.NewLoader().LoadFromFile(pad)
		if err != nil {
			return nil, err
		}
		r, err := gorillamux.NewRouter(doc)
		if err != nil {
			return nil, err
		}
		uit = append(uit, r)
	}
	return uit, nil
})

// nakijker laat elk verzoek en elk antwoord door een ander programma nakijken.
func nakijker(t *testing.T) func(Uitwisseling) {
	t.Helper()
	alle, err := wegwijzers()
	if err != nil {
		t.Fatal(err)
	}
	_, err = os.Stat(filepath.FromSlash(beschrijvingen))
	volledig := err == nil
	return func(u Uitwisseling) {
		if u.Verstoor {
			return
		}
		r := u.Verzoek.Clone(u.Verzoek.Context())
		r.URL.Path = strings.TrimPrefix(r.URL.Path, "/v1")
		r.Body = io.NopCloser(bytes.NewReader(u.Heen))
		var route *routers.Route
		var params map[string]string
		var weg error
		for _, w := range alle {
			if route, params, weg = w.FindRoute(r); weg == nil {
				break
			}
		}
		if weg != nil {
			if volledig {
				t.Errorf("%s hoort bij geen enkele beschrijving: %v", u.Verzoek.Method, weg)
			}
			return
		}
		kijkNa(t, u, r, route, params)
	}
}

func kijkNa(t *testing.T, u Uitwisseling, r *http.Request, route *routers.Route, params map[string]string) {
	t.Helper()
	vraag := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route}
	if err := openapi3filter.ValidateRequest(r.Context(), vraag); err != nil && u.Status != http.StatusBadRequest {
		t.Errorf("%s %s is aangenomen met %d, maar voldoet niet aan de beschrijving: %v", r.Method, route.Path, u.Status, err)
	}
	// De beschrijving laat 401, 403 en 5xx vaak weg; die antwoorden mogen er toch zijn.
	streng := u.Status < 400 || route.Operation.Responses.Status(u.Status) != nil
	antwoord := &openapi3filter.ResponseValidationInput{RequestValidationInput: vraag, Status: u.Status, Header: u.Kop, Body: io.NopCloser(bytes.NewReader(u.Terug)),
		Options: &openapi3filter.Options{IncludeResponseStatus: streng}}
	if err := openapi3filter.ValidateResponse(r.Context(), antwoord); err != nil {
		t.Errorf("het antwoord %d op %s %s voldoet niet aan de beschrijving: %v", u.Status, r.Method, route.Path, err)
	}
}
