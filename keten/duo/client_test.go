package duo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

const proefBSN = "999990019"

func bsnVan(t *testing.T, cijfers string) begrip.BSN {
	t.Helper()
	b, err := begrip.LeesBSN(cijfers)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// clientVoor geeft een client die met deze afhandelaar praat.
func clientVoor(t *testing.T, h http.HandlerFunc, wijzig func(*Verbinding)) *Client {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	v := Verbinding{URL: s.URL + "/v1", EigenOIN: oinOns, DUOOIN: oinDUO, Wachttijd: 2 * time.Second}
	if wijzig != nil {
		wijzig(&v)
	}
	c, err := NieuweClient(v)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Sluit)
	return c
}

// geef antwoordt altijd hetzelfde, met een versie.
func geef(status int, inhoud string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("API-Version", "1.0.0")
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		fmt.Fprint(w, inhoud)
	}
}

func TestElkVerzoekDraagtDeKoppen(t *testing.T) {
	gezien := map[string]bool{}
	c := clientVoor(t, func(w http.ResponseWriter, r *http.Request) {
		bron, doel, id, err := leesKoppen(r.Header)
		if err != nil || bron != oinOns || doel != oinDUO || gezien[id] || id[14] != '4' {
			t.Errorf("koppen: bron %q, doel %q, berichtId %q (eerder gezien: %v), %v", bron, doel, id, gezien[id], err)
		}
		if r.URL.Path != "/v1/personen/"+proefBSN+"/boetes" || r.Method != http.MethodGet {
			t.Errorf("%s naar het verkeerde adres", r.Method)
		}
		gezien[id] = true
		geef(200, `[]`)(w, r)
	}, nil)
	for range 3 {
		if _, err := c.Lees(t.Context(), bsnVan(t, proefBSN), Boetes); err != nil {
			t.Fatal(err)
		}
	}
	if len(gezien) != 3 {
		t.Errorf("%d verschillende kenmerken voor 3 verzoeken", len(gezien))
	}
}

// Elke manier waarop het mis kan gaan: welke soort fout, en dat die niets verraadt.
func TestFoutenZijnVanDeGoedeSoortEnNoemenNiemand(t *testing.T) {
	dicht, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := dicht.Close(); err != nil {
		t.Fatal(err)
	}
	breekAf := func(w http.ResponseWriter, _ *http.Request) {
		lijn, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			err = lijn.Close()
		}
		if err != nil {
			t.Error(err)
		}
	}
	fouttekst := `[{"fouttekst":"De dagtekening ligt voor het begin"},{"fouttekst":"Niveau past niet"}]`
	for _, g := range []struct {
		zin     string
		h       http.HandlerFunc
		wijzig  func(*Verbinding)
		weigert int // status van de weigering; 0 is een storing
		fouten  int
	}{
		{"400", geef(400, ""), nil, 400, 0},
		{"401", geef(401, ""), nil, 401, 0},
		{"403 met fouten", geef(403, fouttekst), nil, 403, 2},
		{"403 zonder inhoud", geef(403, ""), nil, 403, 0},
		{"403 met een bladzijde", geef(403, "<html>"+proefBSN), nil, 403, 0},
		{"403 met een te grote inhoud", geef(403, strings.Repeat("x", maxAntwoord+2)), nil, 403, 0},
		{"409", geef(409, fouttekst), nil, 409, 2},
		{"404 zonder versie is een verkeerd adres", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) }, nil, 404, 0},
		{"408", geef(408, ""), nil, 0, 0},
		{"429", geef(429, ""), nil, 0, 0},
		{"500", geef(500, proefBSN), nil, 0, 0},
		{"503", geef(503, `{"fouttekst":"onderhoud"}`), nil, 0, 0},
		{"doorverwezen", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/elders"+r.URL.Path, http.StatusTemporaryRedirect)
		}, nil, 0, 0},
		{"half antwoord", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			geef(200, `[{"bedrag"`)(w, nil)
		}, nil, 0, 0},
		{"geen JSON", geef(200, `[{`), nil, 0, 0},
		{"een bladzijde van een ander", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>"+proefBSN) }, nil, 0, 0},
		{"te groot", geef(200, `["`+strings.Repeat("x", maxAntwoord)+`"]`), nil, 0, 0},
		{"te diep", geef(200, strings.Repeat("[", 20000)+strings.Repeat("]", 20000)), nil, 0, 0},
		{"te veel koppen", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X", strings.Repeat("x", 2*maxKoppen)) }, nil, 0, 0},
		{"traag", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, func(v *Verbinding) { v.Wachttijd = 30 * time.Millisecond }, 0, 0},
		{"druppelt", func(w http.ResponseWriter, r *http.Request) {
			geef(200, "[")(w, r)
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		}, func(v *Verbinding) { v.Wachttijd = 60 * time.Millisecond }, 0, 0},
		{"breekt af", breekAf, nil, 0, 0},
		{"niemand luistert", nil, func(v *Verbinding) { v.URL = "http://" + dicht.Addr().String() }, 0, 0},
		{"spreekt geen HTTP", func(w http.ResponseWriter, _ *http.Request) {
			lijn, _, err := w.(http.Hijacker).Hijack()
			if err == nil {
				_, err = io.WriteString(lijn, "burger "+proefBSN+"\r\n\r\n")
			}
			if err == nil {
				err = lijn.Close()
			}
			if err != nil {
				t.Error(err)
			}
		}, nil, 0, 0},
		{"naam bestaat niet", nil, func(v *Verbinding) { v.URL, v.Gateway = "http://bestaat-niet.invalid", true }, 0, 0},
	} {
		t.Run(g.zin, func(t *testing.T) {
			c := clientVoor(t, g.h, g.wijzig)
			s, err := c.Lees(t.Context(), bsnVan(t, proefBSN), Boetes)
			verraadtNiets(t, err)
			var w *Weigering
			var storing *Storing
			switch {
			case err == nil:
				t.Fatalf("geen fout, maar %+v", s)
			case g.weigert != 0 && (!errors.As(err, &w) || w.Status != g.weigert || len(w.Fouten) != g.fouten):
				t.Errorf("geen weigering %d met %d fouten: %v %+v", g.weigert, g.fouten, err, w)
			case g.weigert == 0 && !errors.As(err, &storing):
				t.Errorf("geen storing: %v", err)
			}
		})
	}
}

// verraadtNiets kijkt de hele keten van een fout na, ook zoals %+v en %#v haar schrijven.
func verraadtNiets(t *testing.T, err error) {
	t.Helper()
	for ; err != nil; err = errors.Unwrap(err) {
		var w *Weigering
		if errors.As(err, &w) {
			kaal := *w
			kaal.Fouten = nil // die zijn voor het scherm, en staan niet in de tekst
			err = &kaal
		}
		for _, tekst := range []string{err.Error(), fmt.Sprintf("%+v", err), fmt.Sprintf("%#v", err)} {
			for _, geheim := range []string{proefBSN, "personen", "/v1", "127.0.0.1", "http://", "https://"} {
				if strings.Contains(tekst, geheim) {
					t.Errorf("de fout noemt %q", geheim)
				}
			}
		}
	}
}

// Wie doorverwijst krijgt geen tweede verzoek: het adres noemt een mens.
func TestDoorverwijzingWordtNietGevolgd(t *testing.T) {
	elders := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("het adres ging naar een ander") }))
	defer elders.Close()
	c := clientVoor(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, elders.URL+r.URL.Path, http.StatusFound)
	}, nil)
	_, err := c.Lees(t.Context(), bsnVan(t, proefBSN), Boetes)
	var s *Storing
	if !errors.As(err, &s) || s.Status != http.StatusFound {
		t.Errorf("%v", err)
	}
	verraadtNiets(t, err)
}

func TestAfgebrokenVerzoekIsTeHerkennen(t *testing.T) {
	c := clientVoor(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, nil)
	ctx, stop := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, stop)
	_, err := c.Lees(ctx, bsnVan(t, proefBSN), Boetes)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("niet te herkennen: %v", err)
	}
	verraadtNiets(t, err)
}

func TestWatErNietIsIsGeenFout(t *testing.T) {
	c := clientVoor(t, geef(404, ""), nil)
	s, err := c.LeesAlles(t.Context(), bsnVan(t, proefBSN))
	if err != nil || s.Plicht != nil || !s.GeenPlicht() || s.PIP != nil || !s.Gelezen[PIP] || len(s.Onleesbaar) != 0 {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestAlleenWatAanStaatWordtGelezen(t *testing.T) {
	n := 0
	c := clientVoor(t, func(w http.ResponseWriter, r *http.Request) { n++; geef(200, `[]`)(w, r) }, func(v *Verbinding) { v.APIs = []API{Boetes} })
	s, err := c.LeesAlles(t.Context(), bsnVan(t, proefBSN))
	if err != nil || n != 1 || len(s.Gelezen) != 1 {
		t.Errorf("%d verzoeken, gelezen %v, %v", n, s.Gelezen, err)
	}
	if _, err := c.Verstuur(t.Context(), NieuwBerichtID(), bsnVan(t, proefBSN), besluit.DUOMelding{Soort: besluit.MeldingPIP, Actie: besluit.MeldingVast, PIP: &besluit.PIPMelding{}}); err == nil || n != 1 {
		t.Errorf("een dienst die uit staat kreeg een bericht: %v", err)
	}
}

// Elke instelling die niet klopt geeft bij het begin één zin die haar noemt.
func TestInstellingenDieNietKloppen(t *testing.T) {
	goed := Verbinding{URL: "http://127.0.0.1:1/v1", EigenOIN: oinOns, DUOOIN: oinDUO}
	for zin, g := range map[string]struct {
		wijzig func(*Verbinding)
		noemt  string
	}{
		"geen adres":                   {func(v *Verbinding) { v.URL = "" }, "TRAJECT_DUO_URL"},
		"adres met wachtwoord":         {func(v *Verbinding) { v.URL = "https://a:b@duo.example" }, "TRAJECT_DUO_URL"},
		"ander soort adres":            {func(v *Verbinding) { v.URL = "ftp://duo.example" }, "TRAJECT_DUO_URL"},
		"http naar buiten":             {func(v *Verbinding) { v.URL = "http://duo.example" }, "gateway"},
		"https zonder certificaat":     {func(v *Verbinding) { v.URL = "https://duo.example" }, "TRAJECT_DUO_CERT"},
		"OIN van 19 cijfers":           {func(v *Verbinding) { v.EigenOIN = oinOns[1:] }, "TRAJECT_OIN"},
		"OIN met een letter":           {func(v *Verbinding) { v.DUOOIN = "A" + oinDUO[1:] }, "TRAJECT_DUO_OIN"},
		"dienst die niet bestaat":      {func(v *Verbinding) { v.APIs = []API{"pips"} }, "TRAJECT_DUO_APIS"},
		"certificaat dat er niet is":   {func(v *Verbinding) { v.Certificaat, v.Sleutel = "weg.crt", "weg.key" }, "TRAJECT_DUO_CERT"},
		"alleen een sleutel":           {func(v *Verbinding) { v.Sleutel = "weg.key" }, "TRAJECT_DUO_CERT"},
		"uitgevers die er niet zijn":   {func(v *Verbinding) { v.CA = "weg.crt" }, "TRAJECT_DUO_CA"},
		"uitgevers zonder certificaat": {func(v *Verbinding) { v.CA = "client_test.go" }, "TRAJECT_DUO_CA"},
	} {
		t.Run(zin, func(t *testing.T) {
			v := goed
			g.wijzig(&v)
			if _, err := NieuweClient(v); err == nil || !strings.Contains(err.Error(), g.noemt) {
				t.Errorf("de fout noemt %s niet: %v", g.noemt, err)
			}
		})
	}
	for zin, url := range map[string]string{"deze machine": "http://localhost:1", "een gateway": "http://gateway.intern"} {
		v := goed
		v.URL, v.Gateway = url, zin == "een gateway"
		if _, err := NieuweClient(v); err != nil {
			t.Errorf("%s: %v", zin, err)
		}
	}
}

func TestProefVraagtNietNaarEenMens(t *testing.T) {
	c := clientVoor(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "personen/") {
			t.Error("de proef vroeg naar een mens")
		}
		w.Header().Set("API-Version", map[string]string{"/v1/instellingen": "1.3.0", "/v1/verlengingsgronden": "2.0.0"}[r.URL.Path])
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, "[]")
	}, func(v *Verbinding) { v.APIs = []API{Aanbod, Inburgeringstermijn, PIP} })
	for _, p := range c.Proef(t.Context()) {
		wil := map[API]Dienstproef{
			Aanbod:              {Aan: true, Oordeel: VersieNieuwer, ZonderPersoon: true},
			Inburgeringstermijn: {Aan: true, Oordeel: VersieAnders, ZonderPersoon: true},
			PIP:                 {Aan: true},
		}[p.API]
		if p.Aan != wil.Aan || p.Oordeel != wil.Oordeel || p.ZonderPersoon != wil.ZonderPersoon || p.Fout != "" || (p.Gezien.LaatsteGezien() != "") != wil.ZonderPersoon {
			t.Errorf("%+v", p)
		}
	}
}

func TestProefNoemtDeStoring(t *testing.T) {
	c := clientVoor(t, nil, func(v *Verbinding) { v.URL = "http://127.0.0.1:1" })
	for _, p := range c.Proef(t.Context()) {
		if !strings.HasSuffix(p.Fout, ".") || strings.Contains(p.Fout, "127.0.0.1") {
			t.Errorf("%s: %q", p.API, p.Fout)
		}
	}
	if c.Contact().Antwoord != (time.Time{}) {
		t.Error("er was geen antwoord")
	}
}

// De berichten zoals zij over de lijn gaan. DUO's bestanden zijn er niet altijd; deze wel.
func TestMeldingenZoalsDUOZeLeest(t *testing.T) {
	dag := dagen("2026-03-04")
	module := &besluit.ModuleMelding{Dag: dag, Verwijtbaar: "nee"}
	contact := &besluit.ContactMelding{Medewerker: "anke", ID: 7, Naam: "Anke", Email: "a@b.nl", Telefoon: "0612345678"}
	persoon := "/personen/" + proefBSN
	for _, g := range []struct {
		m           besluit.DUOMelding
		wil, inhoud string
	}{
		{besluit.DUOMelding{Soort: besluit.MeldingPIP, Actie: besluit.MeldingVast, PIP: &besluit.PIPMelding{Dagtekening: dag, Leerroute: begrip.RouteB1, Niveau: begrip.NiveauA2, Intensiteit: dossier.Met(600), MagOpleidingAfmaken: dossier.Met(false), Alfabetisering: "aa"}},
			"POST " + persoon + "/PIP", `{"dagtekeningPip":"2026-03-04","leerroute":"B","niveau":"A2","geschatteIntensiteitB1Route":600,"indicatorMagOpleidingAfmaken":false,"indicatorAlfabetiseringsonderwijs":"AA"}`},
		{besluit.DUOMelding{Soort: besluit.MeldingPIP, Actie: besluit.MeldingWijzig, PIP: &besluit.PIPMelding{Dagtekening: dag, Leerroute: begrip.RouteOnderwijs, Niveau: begrip.NiveauB2}},
			"POST " + persoon + "/PIP", `{"dagtekeningPip":"2026-03-04","leerroute":"O"}`},
		{besluit.DUOMelding{Soort: besluit.MeldingPIP, Actie: besluit.MeldingVerwijder}, "DELETE " + persoon + "/PIP", ""},
		{besluit.DUOMelding{Soort: besluit.MeldingAanbod, Actie: besluit.MeldingVast, Aanbod: &besluit.AanbodMelding{Instelling: "0123456789", Datum: dag, Start: dag.Plus(1), Eind: dagen("2026-12-31"), Alfabetisering: "nvt"}},
			"POST " + persoon + "/Inburgeringsaanbod/0123456789", `{"datumInburgeringsaanbod":"2026-03-04","verwachteStartdatumOpleiding":"2026-03-05","verwachteEinddatumOpleiding":"2027-01-01","indicatorAlfabetiseringsonderwijs":"NVT"}`},
		{besluit.DUOMelding{Soort: besluit.MeldingAanbod, Actie: besluit.MeldingVerwijder, Aanbod: &besluit.AanbodMelding{Instelling: "01/3456 89"}}, "DELETE " + persoon + "/Inburgeringsaanbod/01%2F3456%2089", ""},
		{besluit.DUOMelding{Soort: besluit.MeldingMAP, Actie: besluit.MeldingVast, MAP: module}, "PUT " + persoon + "/map", `{"datumEindgesprekMap":"2026-03-04","verwijtbaar":"Nee"}`},
		{besluit.DUOMelding{Soort: besluit.MeldingPVT, Actie: besluit.MeldingWijzig, PVT: &besluit.ModuleMelding{Verwijtbaar: "ja"}}, "PUT " + persoon + "/pvt", `{"verwijtbaar":"Ja"}`},
		{besluit.DUOMelding{Soort: besluit.MeldingPVT, Actie: besluit.MeldingVerwijder, PVT: module}, "PUT " + persoon + "/pvt", `{}`},
		{besluit.DUOMelding{Soort: besluit.MeldingZRoute, Actie: besluit.MeldingVast, ZRoute: &besluit.ZRouteMelding{Dag: dag}}, "PUT " + persoon + "/zroute", `{"datumAfrondingZroute":"2026-03-04"}`},
		{besluit.DUOMelding{Soort: besluit.MeldingUrenIntake, Actie: besluit.MeldingVast, Uren: dossier.Met(12)}, "PUT " + persoon + "/uren/bredeintake/taallesknm", `{"uren":12}`},
		{besluit.DUOMelding{Soort: besluit.MeldingUrenParticipatie, Actie: besluit.MeldingVast, Uren: dossier.Met(0)}, "PUT " + persoon + "/uren/participatieactiviteiten", `{"uren":0}`},
		{besluit.DUOMelding{Soort: besluit.MeldingUrenTaal, Actie: besluit.MeldingVerwijder, Uren: dossier.Met(5)}, "PUT " + persoon + "/uren/participatietaalles", `{"uren":0}`},
		{besluit.DUOMelding{Soort: besluit.MeldingContact, Actie: besluit.MeldingVast, Contact: contact}, "POST /contactpersonen", `{"naam":"Anke","email":"a@b.nl","telefoonnummer":"0612345678"}`},
		{besluit.DUOMelding{Soort: besluit.MeldingContact, Actie: besluit.MeldingWijzig, Contact: contact}, "PUT /contactpersonen/7", `{"naam":"Anke","email":"a@b.nl","telefoonnummer":"0612345678"}`},
		{besluit.DUOMelding{Soort: besluit.MeldingContact, Actie: besluit.MeldingVerwijder, Contact: contact}, "DELETE /contactpersonen/7", ""},
		{besluit.DUOMelding{Soort: besluit.MeldingContact, Actie: besluit.MeldingKoppel, Contact: contact}, "POST /contactpersonen/7" + persoon, ""},
		{besluit.DUOMelding{Soort: besluit.MeldingContact, Actie: besluit.MeldingOntkoppel, Contact: contact}, "DELETE /contactpersonen/7" + persoon, ""},
	} {
		t.Run(string(g.m.Soort)+" "+string(g.m.Actie), func(t *testing.T) {
			id := NieuwBerichtID()
			c := clientVoor(t, func(w http.ResponseWriter, r *http.Request) {
				b, err := io.ReadAll(r.Body)
				if heb := r.Method + " " + strings.TrimPrefix(r.URL.EscapedPath(), "/v1"); err != nil || heb != g.wil || string(b) != g.inhoud {
					t.Errorf("%s met %s\nwil %s met %s", strings.ReplaceAll(heb, proefBSN, "…"), b, strings.ReplaceAll(g.wil, proefBSN, "…"), g.inhoud)
				}
				if r.Header.Get("berichtId") != id || (g.inhoud != "") != (r.Header.Get("Content-Type") == "application/json") {
					t.Errorf("koppen %v", r.Header)
				}
				geef(201, `{"id":7,"contactpersoongegevens":{}}`)(w, r)
			}, nil)
			o, err := c.Verstuur(t.Context(), id, bsnVan(t, proefBSN), g.m)
			if err != nil || (o.ContactID == 7) != (g.m.Soort == besluit.MeldingContact && g.m.Actie == besluit.MeldingVast) {
				t.Errorf("%+v, %v", o, err)
			}
		})
	}
}

func TestMeldingDieNietKanGaatNergensHeen(t *testing.T) {
	c := clientVoor(t, func(http.ResponseWriter, *http.Request) { t.Error("er ging een verzoek uit") }, nil)
	bsn := bsnVan(t, proefBSN)
	for zin, g := range map[string]struct {
		id  string
		bsn begrip.BSN
		m   besluit.DUOMelding
	}{
		"zonder kenmerk":           {"", bsn, besluit.DUOMelding{Soort: besluit.MeldingPIP, Actie: besluit.MeldingVerwijder}},
		"zonder BSN":               {NieuwBerichtID(), begrip.BSN{}, besluit.DUOMelding{Soort: besluit.MeldingPIP, Actie: besluit.MeldingVerwijder}},
		"zonder inhoud":            {NieuwBerichtID(), bsn, besluit.DUOMelding{Soort: besluit.MeldingMAP, Actie: besluit.MeldingVast}},
		"soort die niemand kent":   {NieuwBerichtID(), bsn, besluit.DUOMelding{Soort: "brief", Actie: besluit.MeldingVast}},
		"contact zonder nummer":    {NieuwBerichtID(), bsn, besluit.DUOMelding{Soort: besluit.MeldingContact, Actie: besluit.MeldingKoppel, Contact: &besluit.ContactMelding{}}},
		"koppelen zonder mens":     {NieuwBerichtID(), begrip.BSN{}, besluit.DUOMelding{Soort: besluit.MeldingContact, Actie: besluit.MeldingKoppel, Contact: &besluit.ContactMelding{ID: 7}}},
		"contact zonder gegevens":  {NieuwBerichtID(), bsn, besluit.DUOMelding{Soort: besluit.MeldingContact, Actie: besluit.MeldingVast}},
		"contact met andere actie": {NieuwBerichtID(), bsn, besluit.DUOMelding{Soort: besluit.MeldingContact, Actie: "bel", Contact: &besluit.ContactMelding{ID: 7}}},
	} {
		if _, err := c.Verstuur(t.Context(), g.id, g.bsn, g.m); err == nil {
			t.Errorf("%s: geen fout", zin)
		}
	}
}

// Wat DUO bij een weigering schrijft wordt begrensd en van stuurtekens ontdaan.
func TestFoutenVanDUO(t *testing.T) {
	lang := strings.Repeat("é", 300)
	b, err := json.Marshal([]map[string]string{{"fouttekst": lang}, {"fouttekst": "goed"}, {"fouttekst": "stuur\u0000teken"}, {"anders": "x"}})
	if err != nil {
		t.Fatal(err)
	}
	f := leesFouten(b)
	if len(f) != 2 || len([]rune(f[0])) != maxFouttekst || f[1] != "goed" {
		t.Errorf("%q", f)
	}
	if f := leesFouten([]byte(`{"fouttekst":"geen lijst"}`)); f != nil {
		t.Errorf("%q", f)
	}
}
