package main

import (
	"bytes"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"traject/keten/duo/nagebootst"
)

// describedByDUO are DUO's own files, which lie beside the house and are no part of it.
// Without them only the three services that have no file are held against a description;
// the fixed messages of keten/duo prove the form of the others.
var describedByDUO = sync.OnceValues(func() ([]routers.Router, error) {
	files, err := filepath.Glob(filepath.FromSlash("../../../shared/keten/duo/*.yml"))
	if err != nil {
		return nil, err
	}
	var all []routers.Router
	for _, file := range append(files, "../../keten/duo/nagebootst/testdata/zonder-bestand.yml") {
		doc, err := openapi3.NewLoader().LoadFromFile(file)
		if err != nil {
			return nil, err
		}
		r, err := gorillamux.NewRouter(doc)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
})

// heldAgainstFiles lets another program judge everything that goes over the line between
// the two sides.
func heldAgainstFiles(t *testing.T) func(nagebootst.Uitwisseling) {
	t.Helper()
	all, err := describedByDUO()
	must(t, err)
	return func(u nagebootst.Uitwisseling) {
		if u.Verstoor {
			return
		}
		r := u.Verzoek.Clone(u.Verzoek.Context())
		r.URL.Path = strings.TrimPrefix(r.URL.Path, "/v1")
		r.Body = io.NopCloser(bytes.NewReader(u.Heen))
		for _, router := range all {
			route, params, err := router.FindRoute(r)
			if err != nil {
				continue
			}
			asked := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route}
			if err := openapi3filter.ValidateRequest(r.Context(), asked); err != nil && u.Status != http.StatusBadRequest {
				t.Errorf("%s %s does not fit DUO's description: %v", r.Method, route.Path, err)
			}
			declared := u.Status < 400 || route.Operation.Responses.Status(u.Status) != nil
			answer := &openapi3filter.ResponseValidationInput{RequestValidationInput: asked, Status: u.Status, Header: u.Kop,
				Body: io.NopCloser(bytes.NewReader(u.Terug)), Options: &openapi3filter.Options{IncludeResponseStatus: declared}}
			if err := openapi3filter.ValidateResponse(r.Context(), answer); err != nil {
				t.Errorf("answer %d to %s %s does not fit DUO's description: %v", u.Status, r.Method, route.Path, err)
			}
			return
		}
		if len(all) > 1 {
			t.Errorf("%s goes to an address that DUO does not describe", r.Method)
		}
	}
}
