package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"traject/kern/begrip"
	"traject/wetten"
)

// Versie is de versie van de API, zoals in de kop API-Version.
const Versie = "1.0.0"

// voorvoegsel is het begin van elk adres van deze versie.
const voorvoegsel = "/v1"

// Loket geeft de adressen voor machines: berekenen, het regelboek en de beschrijving in
// OpenAPI. Klok zegt welke dag het is als de vrager geen dag noemt. Er wordt niets
// vastgelegd en niets bewaard, dus er is ook niets af te schermen.
func Loket(boek *wetten.Boek, klok func() time.Time) (http.Handler, error) {
	huma.NewError = nieuwProbleem
	mux := http.NewServeMux()
	a := humago.NewWithPrefix(mux, voorvoegsel, instelling())
	l := loket{boek: boek, klok: klok}
	huma.Register(a, l.beschrijfBerekening(a.OpenAPI().Components.Schemas), l.bereken)
	huma.Register(a, l.beschrijfSPUK(a.OpenAPI().Components.Schemas), l.spuk)
	huma.Register(a, l.beschrijfRegels(), l.regels)
	beschrijfKoppen(a.OpenAPI())
	beschrijving, err := json.Marshal(a.OpenAPI())
	if err != nil {
		return nil, fmt.Errorf("de beschrijving van de API schrijven: %w", err)
	}
	mux.HandleFunc("GET "+voorvoegsel+"/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Content-Type", "application/json")
		if _, err := w.Write(beschrijving); err != nil {
			return // de vrager hing op
		}
	})
	mux.HandleFunc(voorvoegsel+"/", nietGevonden)
	return metKoppen(mux), nil
}

// loket is wat de adressen nodig hebben.
type loket struct {
	boek *wetten.Boek
	klok func() time.Time
}

func instelling() huma.Config {
	c := huma.DefaultConfig("Traject rekenkern", Versie)
	c.OpenAPIPath, c.DocsPath, c.SchemasPath = "", "", ""
	c.CreateHooks = nil // geen $schema in antwoorden
	c.Info.Description = "Rekent een dossierbestand van de Wet inburgering na: termijnen, normen, boetes, handelingen en vragen, elk met de bepaling waarop het rust. Er wordt niets bewaard."
	c.Info.Contact = &huma.Contact{Name: "Traject", Email: "traject@example.nl", URL: "https://traject.example.nl"}
	c.Info.License = &huma.License{Name: "EUPL-1.2", URL: "https://eupl.eu/1.2/nl/"}
	c.Servers = []*huma.Server{{URL: "https://traject.example.nl" + voorvoegsel, Description: "Voorbeeld; elke gemeente heeft een eigen adres"}}
	c.Tags = []*huma.Tag{{Name: "berekeningen"}, {Name: "regels"}}
	return c
}

// metKoppen zet op elk antwoord de koppen die de API Design Rules vragen.
func metKoppen(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("API-Version", Versie)
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Security-Policy", "frame-ancestors 'none'")
		h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		next.ServeHTTP(w, r)
	})
}

// nietGevonden antwoordt op een adres of methode die er niet is, zonder het adres te herhalen.
func nietGevonden(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(http.StatusNotFound)
	p := Probleem{Status: http.StatusNotFound, Title: "Niet gevonden", Detail: "Dit adres bestaat niet. Zie " + voorvoegsel + "/openapi.json."}
	if err := json.NewEncoder(w).Encode(p); err != nil {
		return // de vrager hing op
	}
}

// rekenvraag is de vraag om een berekening. Het bestand komt zoals het is: de eigen lezer
// is strenger dan een schema en meldt alle fouten tegelijk.
type rekenvraag struct {
	Op      string `query:"op" doc:"De dag waarop wordt gerekend; weggelaten is vandaag."`
	Bekend  string `query:"bekend" doc:"Laat weg wat na deze dag is vastgelegd."`
	RawBody []byte `contentType:"application/json"`
}

type jsonAntwoord struct {
	ContentType string `header:"Content-Type"`
	Body        []byte
}

// bereken leest het bestand, rekent en geeft het antwoord van het openbare formaat.
func (l *loket) bereken(_ context.Context, in *rekenvraag) (*jsonAntwoord, error) {
	v, fout := l.vraag(in)
	uit, meer := Antwoord(nil, l.boek, "", in.RawBody, YAML, v)
	if fout = append(fout, meer...); len(fout) > 0 {
		return nil, probleem(fout)
	}
	return &jsonAntwoord{"application/json", uit}, nil
}

// vraag leest de dagen uit de vraag.
func (l *loket) vraag(in *rekenvraag) (Vraag, []begrip.Weigering) {
	v := Vraag{Op: l.vandaag()}
	var fout []begrip.Weigering
	for _, x := range []struct {
		naam, tekst string
		doel        *begrip.Datum
	}{{"op", in.Op, &v.Op}, {"bekend", in.Bekend, &v.Bekend}} {
		if x.tekst == "" {
			continue
		}
		d, err := begrip.LeesDatum(x.tekst)
		if err != nil {
			fout = append(fout, begrip.Weigering{Code: DatumOngeldig, Plaats: x.naam, Zin: zinGeenDag})
		}
		*x.doel = d
	}
	return v, fout
}

// nederland is de zone waarin het vandaag is.
var nederland = leesNederland()

// leesNederland leest de zone uit het programma. Zonder zou het laatste uur van elke dag op
// de verkeerde dag worden gerekend zonder dat iemand het ziet; dan begint het programma niet.
func leesNederland() *time.Location {
	z, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic("api: de tijdzone van Nederland ontbreekt in het programma: " + err.Error())
	}
	return z
}

func (l *loket) vandaag() begrip.Datum {
	j, m, d := l.klok().In(nederland).Date()
	dag, err := begrip.Dag(j, int(m), d)
	if err != nil { // buiten de jaren van de kalender is er geen dag
		return 0
	}
	return dag
}

type spukvraag struct {
	RawBody []byte `contentType:"application/json"`
}

func (l *loket) spuk(_ context.Context, in *spukvraag) (*jsonAntwoord, error) {
	uit, fout := Raam(in.RawBody, YAML)
	if len(fout) > 0 {
		return nil, probleem(fout)
	}
	return &jsonAntwoord{"application/json", uit}, nil
}

type regelvraag struct {
	Beleid string `query:"beleid" doc:"Beleidspakket van een gemeente; weggelaten is landelijk."`
	Op     string `query:"op" doc:"De dag waarvan de waarden in het antwoord staan; weggelaten is vandaag."`
	Zoek   string `query:"zoek" maxLength:"200" doc:"Alleen de regels waarin elk van deze woorden staat; weggelaten zijn het alle regels."`
}

type regelantwoord struct{ Body Regelboek }

// regels geeft het regelboek: elke regel met vraag, antwoord, waarden en bron.
func (l *loket) regels(_ context.Context, in *regelvraag) (*regelantwoord, error) {
	v, fout := l.vraag(&rekenvraag{Op: in.Op})
	regels := l.boek.Regels(in.Beleid, v.Op)
	if regels == nil {
		fout = append(fout, begrip.Weigering{Code: BeleidOnbekend, Plaats: "beleid", Zin: zinBeleidOnbekend})
	}
	if len(fout) > 0 {
		return nil, probleem(fout)
	}
	return &regelantwoord{naarRegelboek(in.Beleid, v.Op, wetten.Zoek(regels, in.Zoek))}, nil
}
