package api

import (
	"net/http"
	"reflect"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// Regelboek is het antwoord van /v1/regels.
type Regelboek struct {
	Beleid string       `json:"beleid"`
	Op     string       `json:"op" format:"date"`
	Regels []RegelTekst `json:"regels"`
}

// RegelTekst is één regel van het regelboek.
type RegelTekst struct {
	Naam      string        `json:"naam"`
	Onderwerp string        `json:"onderwerp"`
	Stelsel   string        `json:"stelsel"`
	Vraag     string        `json:"vraag"`
	Antwoord  string        `json:"antwoord"`
	Bronnen   []string      `json:"bronnen"`
	Gebruik   []string      `json:"gebruik"`
	Verwant   []string      `json:"verwant"`
	Voorbeeld []string      `json:"voorbeeld"`
	Waarden   []WaardeReeks `json:"waarden"`
	Gevallen  []GevalTekst  `json:"gevallen" doc:"Nagerekende voorbeelden; elk is een proef van het programma."`
	Programma []string      `json:"programma" doc:"Functies die de regel uitvoeren, als bestand en naam."`
}

// GevalTekst is één nagerekend voorbeeld.
type GevalTekst struct {
	Zin  string `json:"zin"`
	Bron string `json:"bron"`
}

// WaardeReeks is een waarde door de tijd, landelijk en van de gemeente.
type WaardeReeks struct {
	Sleutel   string          `json:"sleutel"`
	Eenheid   string          `json:"eenheid"`
	Open      bool            `json:"open" doc:"Mag een gemeente deze waarde kiezen?"`
	Ruimte    *Keuzeruimte    `json:"ruimte,omitempty" doc:"Wat een gemeente mag kiezen; weggelaten als de waarde vaststaat."`
	Landelijk []WaardePeriode `json:"landelijk"`
	Eigen     []WaardePeriode `json:"eigen"`
}

// Keuzeruimte is wat een gemeente mag kiezen, en op welke grond.
type Keuzeruimte struct {
	Laag   int64    `json:"laag" doc:"De laagste waarde, in de eenheid; bij woorden 0."`
	Hoog   int64    `json:"hoog" doc:"De hoogste waarde, in de eenheid; bij woorden 0."`
	Keuzes []string `json:"keuzes" doc:"De woorden die mogen, bij een woord of een lijst."`
	Bron   string   `json:"bron"`
}

// WaardePeriode is een waarde met haar eerste en laatste dag.
type WaardePeriode struct {
	Vanaf  string `json:"vanaf" format:"date"`
	Tot    string `json:"tot,omitempty" format:"date"`
	Waarde string `json:"waarde"`
	Bron   string `json:"bron"`
}

func naarRegelboek(beleid string, op begrip.Datum, regels []wetten.Regel) Regelboek {
	if beleid == "" {
		beleid = landelijk
	}
	uit := Regelboek{Beleid: beleid, Op: op.String(), Regels: make([]RegelTekst, 0, len(regels))}
	for _, r := range regels {
		t := RegelTekst{Naam: r.Naam, Onderwerp: r.Onderwerp, Stelsel: string(r.Stelsel), Vraag: r.Vraag, Antwoord: r.Antwoord,
			Bronnen: nooitNiets(r.Bronnen), Gebruik: nooitNiets(r.Gebruik), Verwant: nooitNiets(r.Verwant), Voorbeeld: nooitNiets(r.Voorbeeld),
			Waarden: make([]WaardeReeks, 0, len(r.Waarden)), Gevallen: make([]GevalTekst, 0, len(r.Gevallen)), Programma: make([]string, 0, len(r.Code))}
		for _, w := range r.Waarden {
			reeks := WaardeReeks{Sleutel: w.Sleutel, Eenheid: w.Eenheid, Open: w.Open != nil, Landelijk: perioden(w.Landelijk, w.Eenheid), Eigen: perioden(w.Eigen, w.Eenheid)}
			if w.Open != nil {
				reeks.Ruimte = &Keuzeruimte{w.Open.Laag, w.Open.Hoog, nooitNiets(w.Keuzes), w.Open.Grond.String()}
			}
			t.Waarden = append(t.Waarden, reeks)
		}
		for _, g := range r.Gevallen {
			t.Gevallen = append(t.Gevallen, GevalTekst{g.Zin, g.Bron})
		}
		for _, c := range r.Code {
			t.Programma = append(t.Programma, c.Bestand+" "+c.Functie)
		}
		uit.Regels = append(uit.Regels, t)
	}
	return uit
}

// nooitNiets houdt een lege lijst in JSON een lijst.
func nooitNiets(lijst []string) []string {
	if lijst == nil {
		return []string{}
	}
	return lijst
}

func perioden(lijst []wetten.Tijdvak, eenheid string) []WaardePeriode {
	uit := make([]WaardePeriode, 0, len(lijst))
	for _, t := range lijst {
		uit = append(uit, WaardePeriode{t.Van.String(), t.Tot.String(), t.Waarde.Leesbaar(eenheid), t.Waarde.Grond.String()})
	}
	return uit
}

func (l *loket) beschrijfBerekening(r huma.Registry) huma.Operation {
	return huma.Operation{
		OperationID: "berekenDossier", Method: http.MethodPost, Path: "/berekeningen", Tags: []string{"berekeningen"},
		Summary:     "Rekent een dossierbestand na",
		Description: "Het bestand mag JSON of YAML zijn. Alle fouten komen tegelijk, met plaats, code en zin.",
		RequestBody: &huma.RequestBody{Required: true, Description: "Een dossierbestand (traject/dossier/1)", Content: map[string]*huma.MediaType{
			"application/json": {Schema: dossierSchema(r)},
		}},
		Responses:    antwoord("Het antwoord: elk getal en elke dag met zijn bron", r.Schema(reflect.TypeFor[Antwoordvorm](), true, "")),
		Errors:       []int{http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusInternalServerError},
		MaxBodyBytes: MeesteBytes + 1, SkipValidateBody: true,
	}
}

func (l *loket) beschrijfSPUK(r huma.Registry) huma.Operation {
	return huma.Operation{
		OperationID: "berekenSpuk", Method: http.MethodPost, Path: "/berekeningen/spuk", Tags: []string{"berekeningen"},
		Summary: "Raamt de specifieke uitkering per jaar",
		RequestBody: &huma.RequestBody{Required: true, Description: "Een rekentabel (traject/spuk/1)", Content: map[string]*huma.MediaType{
			"application/json": {Schema: r.Schema(reflect.TypeFor[Rekentabel](), true, "")},
		}},
		Responses:    antwoord("De raming per jaar, in hele centen", r.Schema(reflect.TypeFor[Raming](), true, "")),
		Errors:       []int{http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusInternalServerError},
		MaxBodyBytes: MeesteBytes + 1, SkipValidateBody: true,
	}
}

func (l *loket) beschrijfRegels() huma.Operation {
	return huma.Operation{
		OperationID: "leesRegels", Method: http.MethodGet, Path: "/regels", Tags: []string{"regels"},
		Summary: "Geeft het regelboek: elke regel met vraag, antwoord, waarden en bron",
		Errors:  []int{http.StatusBadRequest, http.StatusInternalServerError},
	}
}

func antwoord(wat string, s *huma.Schema) map[string]*huma.Response {
	return map[string]*huma.Response{"200": {Description: wat, Content: map[string]*huma.MediaType{"application/json": {Schema: s}}}}
}

// beschrijfKoppen zet de kop API-Version bij elk goed antwoord, en het eigen adres van de
// beschrijving erbij.
func beschrijfKoppen(o *huma.OpenAPI) {
	kop := &huma.Param{Description: "De volledige versie van de API", Schema: &huma.Schema{Type: huma.TypeString}}
	o.Paths["/openapi.json"] = &huma.PathItem{Get: &huma.Operation{
		OperationID: "leesBeschrijving", Summary: "Deze beschrijving", Tags: []string{"regels"},
		Responses: antwoord("OpenAPI 3.1", &huma.Schema{Type: huma.TypeObject, AdditionalProperties: true}),
	}}
	for _, p := range o.Paths {
		for _, op := range []*huma.Operation{p.Get, p.Post} {
			if op == nil {
				continue
			}
			beschrijfDagen(op)
			for code, r := range op.Responses {
				if code[0] == '2' {
					r.Headers = map[string]*huma.Param{"API-Version": kop}
				}
			}
		}
	}
}

// beschrijfDagen zegt van elke dag in het adres dat het een dag is. Dat gebeurt op een
// kopie: huma zou er anders zelf op keuren, en dan komen niet alle fouten tegelijk.
func beschrijfDagen(op *huma.Operation) {
	for i, p := range op.Parameters {
		if p.Name == "op" || p.Name == "bekend" {
			kopie := *p
			kopie.Schema = dagSchema()
			op.Parameters[i] = &kopie
		}
	}
}

// dossierSchema beschrijft het dossierbestand. De velden van elk feit komen uit dezelfde
// beschrijving als het lezen, zodat zij niet uiteen kunnen lopen.
func dossierSchema(r huma.Registry) *huma.Schema {
	var soorten []*huma.Schema
	for _, s := range dossier.Soorten() {
		if f, ok := dossier.Nieuw(s); ok {
			soorten = append(soorten, feitSchema(s, f))
		}
	}
	r.Map()["Feit"] = &huma.Schema{OneOf: soorten}
	r.Map()["Dossierbestand"] = &huma.Schema{Type: huma.TypeObject, AdditionalProperties: false,
		Required: []string{"formaat", "gemeente", "persoon", "feiten"},
		Properties: map[string]*huma.Schema{
			"formaat":  woordSchema(FormaatDossier),
			"gemeente": {Type: huma.TypeString, Pattern: "^[0-9]{4}$", Description: "CBS-code"},
			"beleid":   {Type: huma.TypeString, Description: "Beleidspakket; weggelaten is landelijk"},
			"stelsel":  woordSchema(string(begrip.Wi2021), string(begrip.Wi2007)),
			"persoon":  persoonSchema(),
			"feiten":   {Type: huma.TypeArray, Items: &huma.Schema{Ref: "#/components/schemas/Feit"}},
			"overig": {Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeObject, AdditionalProperties: true, Required: []string{"soort", "datum"},
				Properties: map[string]*huma.Schema{"soort": {Type: huma.TypeString}, "datum": dagSchema()}}},
		}}
	return &huma.Schema{Ref: "#/components/schemas/Dossierbestand"}
}

func persoonSchema() *huma.Schema {
	tekst := &huma.Schema{Type: huma.TypeString}
	return &huma.Schema{Type: huma.TypeObject, AdditionalProperties: false, Required: []string{"doelgroep"}, Properties: map[string]*huma.Schema{
		"naam": {Type: huma.TypeObject, AdditionalProperties: false, Properties: map[string]*huma.Schema{
			"voornamen": tekst, "voorvoegsel": tekst, "geslachtsnaam": tekst}},
		"bsn":           {Type: huma.TypeString, Pattern: "^[0-9]{9}$"},
		"geboortedatum": dagSchema(),
		"doelgroep":     woordSchema(alsTekst(slices.Concat(begrip.Wi2021.Doelgroepen(), begrip.Wi2007.Doelgroepen()))...),
	}}
}

func alsTekst[T ~string](lijst []T) []string {
	uit := make([]string, len(lijst))
	for i := range lijst {
		uit[i] = string(lijst[i])
	}
	return uit
}

func dagSchema() *huma.Schema { return &huma.Schema{Type: huma.TypeString, Format: "date"} }

func woordSchema(woorden ...string) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	for _, w := range woorden {
		s.Enum = append(s.Enum, w)
	}
	return s
}

// feitSchema beschrijft één soort feit door langs zijn velden te lopen.
func feitSchema(soort dossier.Soort, f dossier.Feit) *huma.Schema {
	tekst := &huma.Schema{Type: huma.TypeString}
	b := schemabezoeker{&huma.Schema{Type: huma.TypeObject, Title: string(soort), AdditionalProperties: false, Required: []string{"soort", "datum"},
		Properties: map[string]*huma.Schema{"soort": woordSchema(string(soort)), "datum": dagSchema(), "id": tekst, "bekend": dagSchema(), "door": tekst, "vervangt": tekst}}}
	f.Velden(b)
	if soort == dossier.SoortOvertreding {
		b.s.Required = append(b.s.Required, "id")
	}
	return b.s
}

// schemabezoeker maakt van elk veld een stuk schema.
type schemabezoeker struct{ s *huma.Schema }

func (b schemabezoeker) veld(naam string, s *huma.Schema, verplicht bool) {
	b.s.Properties[naam] = s
	if verplicht {
		b.s.Required = append(b.s.Required, naam)
	}
}

func (b schemabezoeker) Tekst(naam string, _ *string, verplicht bool) {
	b.veld(naam, &huma.Schema{Type: huma.TypeString}, verplicht)
}

func (b schemabezoeker) Keuze(naam string, _ func() string, _ func(string), lijst []string, verplicht bool) {
	b.veld(naam, woordSchema(lijst...), verplicht)
}

func (b schemabezoeker) Keuzes(naam string, _ func() []string, _ func([]string), lijst []string) {
	b.veld(naam, &huma.Schema{Type: huma.TypeArray, Items: woordSchema(lijst...)}, false)
}

func (b schemabezoeker) Datum(naam string, _ *begrip.Datum, verplicht bool) {
	b.veld(naam, dagSchema(), verplicht)
}

func (b schemabezoeker) Uren(naam string, _ *dossier.Optie[begrip.Uren], verplicht bool) {
	nul := 0.0
	b.veld(naam, &huma.Schema{Type: huma.TypeNumber, Minimum: &nul}, verplicht)
}

func (b schemabezoeker) Bedrag(naam string, _ *dossier.Optie[begrip.Cent], verplicht bool) {
	b.veld(naam, &huma.Schema{Type: huma.TypeString, Pattern: `^[0-9]+\.[0-9]{2}$`}, verplicht)
}

func (b schemabezoeker) Geheel(naam string, _ *dossier.Optie[int], laag, hoog int, verplicht bool) {
	van, tot := float64(laag), float64(hoog)
	b.veld(naam, &huma.Schema{Type: huma.TypeInteger, Minimum: &van, Maximum: &tot}, verplicht)
}

func (b schemabezoeker) Vlag(naam string, _ *dossier.Optie[bool], verplicht bool) {
	b.veld(naam, &huma.Schema{Type: huma.TypeBoolean}, verplicht)
}

func (b schemabezoeker) Verwijzing(naam string, _ *string, _ dossier.Soort, verplicht bool) {
	b.veld(naam, &huma.Schema{Type: huma.TypeString, Description: "Kenmerk (id) van een ander feit"}, verplicht)
}

func (b schemabezoeker) Bytes(string, *[]byte) {}

// Groep loopt gewoon langs de velden.
func (b schemabezoeker) Groep(_ dossier.Groep, velden func(dossier.Bezoeker)) { velden(b) }
