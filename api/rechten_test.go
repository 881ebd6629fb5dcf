package api

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"traject/wetten"
)

// wieMag zegt per adres wie er mag komen. De API rekent alleen met wat de vrager zelf
// stuurt en met openbare regels: zij kent geen kelder, dus ieder mag. Een adres dat hier
// niet staat laat de proef falen, zodat er geen bij komt zonder dat iemand dit zegt.
var wieMag = map[string]string{
	"POST /v1/berekeningen":      "ieder",
	"POST /v1/berekeningen/spuk": "ieder",
	"GET /v1/regels":             "ieder",
	"GET /v1/openapi.json":       "ieder",
}

func TestElkAdresVanDeAPIHeeftEenRegel(t *testing.T) {
	boek, err := wetten.Laad()
	if err != nil {
		t.Fatal(err)
	}
	h, err := Loket(boek, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/v1/openapi.json", nil))
	var beschrijving struct {
		Paths map[string]map[string]json.RawMessage `json:"paths"`
	}
	if err := json.Unmarshal(w.Body.Bytes(), &beschrijving); err != nil {
		t.Fatal(err)
	}
	gezien := 0
	for pad, methoden := range beschrijving.Paths {
		for methode := range methoden {
			if !slices.Contains([]string{"get", "post", "put", "patch", "delete"}, methode) {
				continue
			}
			gezien++
			if adres := strings.ToUpper(methode) + " /v1" + strings.TrimPrefix(pad, "/v1"); wieMag[adres] == "" {
				t.Errorf("%s heeft geen regel: zeg in wieMag wie er mag komen", adres)
			}
		}
	}
	if gezien != len(wieMag) {
		t.Errorf("%d adressen, %d regels", gezien, len(wieMag))
	}
}
