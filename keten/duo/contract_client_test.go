package duo

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/keten/duo/nagebootst"
)

// wegwijzers leest de beschrijvingen van DUO, met die van de drie diensten zonder bestand.
// Zonder DUO's map blijft alleen die laatste over; de vaste berichten bewijzen dan de rest.
func wegwijzers(t *testing.T) (alle []routers.Router, volledig bool) {
	t.Helper()
	paden, err := filepath.Glob(filepath.FromSlash("../../../shared/keten/duo/*.yml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, pad := range append(paden, filepath.FromSlash("nagebootst/testdata/zonder-bestand.yml")) {
		doc, err := openapi3.NewLoader().LoadFromFile(pad)
		if err != nil {
			t.Fatal(err)
		}
		r, err := gorillamux.NewRouter(doc)
		if err != nil {
			t.Fatal(err)
		}
		alle = append(alle, r)
	}
	_, err = os.Stat(filepath.FromSlash("../../../shared/keten/duo"))
	return alle, err == nil
}

// TestClientVoldoetAanDeBeschrijvingVanDUO doet alles wat de client kan bij het nagebootste
// DUO, en laat een ander programma elk verzoek en elk antwoord nakijken.
func TestClientVoldoetAanDeBeschrijvingVanDUO(t *testing.T) {
	alle, volledig := wegwijzers(t)
	adressen := map[string]bool{}
	d := nagebootst.Nieuw(nagebootst.Opstelling{OIN: oinDUO, Gemeenten: map[string]string{oinOns: proefgemeente}, Vandaag: func() begrip.Datum { return proefdag },
		Kijk: func(u nagebootst.Uitwisseling) { kijkNa(t, alle, volledig, adressen, u) }})
	d.NeemOp(proefpersoon())
	d.NeemSchoolOp(nagebootst.Instelling{Nummer: "0000000001", Naam: "School", Postcode: "8913AA", Huisnummer: 1, Plaats: "Leeuwarden", BoW: true, TST: true})
	s, err := d.Luister(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Sluit(); err != nil {
			t.Error(err)
		}
	}()
	c, err := NieuweClient(Verbinding{URL: s.URL + "/v1", EigenOIN: oinOns, DUOOIN: oinDUO, Wachttijd: 5 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Sluit()
	bsn := bsnVan(t, proefBSN)
	stuurAlles(t, c, bsn)
	stand, err := c.LeesAlles(t.Context(), bsn)
	if err != nil || len(stand.Onleesbaar) != 0 {
		t.Fatalf("%v, %v", stand.Onleesbaar, err)
	}
	if stand.Termijn == nil || stand.Termijn.Begin != dagen("2025-04-02") || stand.Termijn.Einde != dagen("2028-04-01") {
		t.Errorf("termijn %+v", stand.Termijn)
	}
	if stand.PVT != dagen("2026-05-01") || stand.PIP == nil || stand.PIP.Leerroute != begrip.RouteB1 || len(stand.Uren) != 1 || stand.Uren[0].Taal != dossier.Met(3) {
		t.Errorf("PVT %s, PIP %+v, uren %+v", stand.PVT, stand.PIP, stand.Uren)
	}
	if scholen, err := c.Instellingen(t.Context()); err != nil || len(scholen) == 0 || !scholen[0].BoW {
		t.Errorf("%v, %v", scholen, err)
	}
	if gronden, err := c.Verlengingsgronden(t.Context()); err != nil || len(gronden) == 0 {
		t.Errorf("%v, %v", gronden, err)
	}
	if err := c.SlaToetsOver(t.Context(), NieuwBerichtID(), bsn); err != nil {
		t.Error(err)
	}
	if want := 37; volledig && len(adressen) != want { // 19 vragen over een mens, 2 lijsten, 16 berichten
		t.Errorf("%d van de %d adressen zijn geprobeerd: %v", len(adressen), want, adressen)
	}
}

func proefpersoon() nagebootst.Persoon {
	return nagebootst.Persoon{BSN: proefBSN, Gemeente: proefgemeente, Vestiging: dagen("2025-01-15"),
		Plicht:       nagebootst.Plicht{Geldt: true, Begin: dagen("2025-02-01"), Kennisgeving: dagen("2025-02-05")},
		Doelgroep:    nagebootst.Doelgroep{Indeling: nagebootst.Asielstatushouder, Detail: "Asielstatushouder", Begin: dagen("2025-02-01")},
		Examennummer: "123", Toetsen: []nagebootst.Toets{{Resultaat: "B1-route haalbaar", Behaald: 5420, Benodigd: 5000, Afname: dagen("2025-03-01")}},
		Examens:  []nagebootst.Examen{{Onderdeel: "KNM", Resultaat: "Geslaagd", Datum: dagen("2026-03-01")}},
		Pogingen: map[string]int{"KNM": 2}, Boetes: []nagebootst.Boete{{Bedrag: 340, Datum: dagen("2026-03-01")}},
		Vrijstelling: []nagebootst.Oordeel{{Omvang: nagebootst.Gedeeltelijk, Toegekend: true, Reden: "GED", Datum: dagen("2026-01-01"), Onderdeel: "LE", Niveau: "B1"}},
		Ontheffing:   []nagebootst.Oordeel{{Omvang: nagebootst.Gedeeltelijk, Toegekend: true, Reden: "MED", Datum: dagen("2026-01-01"), Uren: 100}},
		Verlengingen: []nagebootst.Verlenging{{Beoordeling: "InBehandeling", Ontvangen: dagen("2026-01-01")}},
		Gebeurtenis:  []nagebootst.Gebeurtenis{{Code: "SS101", Datum: dagen("2025-02-01")}}}
}

// stuurAlles stuurt elk soort bericht. DUO weigert sommige op de inhoud; dat hoort erbij,
// want ook een weigering moet kloppen met de beschrijving.
func stuurAlles(t *testing.T, c *Client, bsn begrip.BSN) {
	t.Helper()
	contact := &besluit.ContactMelding{Naam: "Anke de Vries", Email: "anke@voorbeeld.nl", Telefoon: "0612345678"}
	stuur := func(m besluit.DUOMelding, goed bool) Ontvangst {
		t.Helper()
		o, err := c.Verstuur(context.WithoutCancel(t.Context()), NieuwBerichtID(), bsn, m)
		if (err == nil) != goed {
			t.Errorf("%s %s: %v %v", m.Soort, m.Actie, err, foutenIn(err))
		}
		return o
	}
	pip := &besluit.PIPMelding{Dagtekening: dagen("2025-04-01"), Leerroute: begrip.RouteB1, Intensiteit: dossier.Met(600), Alfabetisering: "nvt"}
	aanbod := &besluit.AanbodMelding{Instelling: "0000000001", Datum: dagen("2025-04-10"), Start: dagen("2025-04-20"), Eind: dagen("2026-12-31"), Alfabetisering: "nvt"}
	stuur(besluit.DUOMelding{Soort: besluit.MeldingPIP, Actie: besluit.MeldingVast, PIP: &besluit.PIPMelding{Dagtekening: dagen("2025-01-01"), Leerroute: begrip.RouteZ}}, false)
	stuur(besluit.DUOMelding{Soort: besluit.MeldingPIP, Actie: besluit.MeldingVast, PIP: pip}, true)
	stuur(besluit.DUOMelding{Soort: besluit.MeldingPIP, Actie: besluit.MeldingVerwijder}, false) // de termijn staat vast
	stuur(besluit.DUOMelding{Soort: besluit.MeldingAanbod, Actie: besluit.MeldingVast, Aanbod: aanbod}, true)
	stuur(besluit.DUOMelding{Soort: besluit.MeldingAanbod, Actie: besluit.MeldingVerwijder, Aanbod: aanbod}, true)
	stuur(besluit.DUOMelding{Soort: besluit.MeldingPVT, Actie: besluit.MeldingVast, PVT: &besluit.ModuleMelding{Dag: dagen("2026-05-01")}}, true)
	stuur(besluit.DUOMelding{Soort: besluit.MeldingMAP, Actie: besluit.MeldingVast, MAP: &besluit.ModuleMelding{Dag: dagen("2026-05-01"), Verwijtbaar: "ja"}}, false)
	stuur(besluit.DUOMelding{Soort: besluit.MeldingMAP, Actie: besluit.MeldingVast, MAP: &besluit.ModuleMelding{Dag: dagen("2026-05-01")}}, true)
	stuur(besluit.DUOMelding{Soort: besluit.MeldingZRoute, Actie: besluit.MeldingVast, ZRoute: &besluit.ZRouteMelding{Dag: dagen("2026-05-01")}}, false)
	for _, s := range []besluit.MeldingSoort{besluit.MeldingUrenIntake, besluit.MeldingUrenTaal} {
		stuur(besluit.DUOMelding{Soort: s, Actie: besluit.MeldingVast, Uren: dossier.Met(3)}, true)
	}
	if _, err := c.Verstuur(t.Context(), NieuwBerichtID(), bsn, besluit.DUOMelding{Soort: besluit.MeldingUrenParticipatie, Actie: besluit.MeldingVast, Uren: dossier.Met(3)}); err != nil {
		t.Logf("participatie buiten de Z-route: %v %v", err, foutenIn(err))
	}
	contact.ID = stuur(besluit.DUOMelding{Soort: besluit.MeldingContact, Actie: besluit.MeldingVast, Contact: contact}, true).ContactID
	for _, a := range []besluit.MeldingActie{besluit.MeldingWijzig, besluit.MeldingKoppel, besluit.MeldingOntkoppel, besluit.MeldingVerwijder} {
		stuur(besluit.DUOMelding{Soort: besluit.MeldingContact, Actie: a, Contact: contact}, true)
	}
}

func foutenIn(err error) []string {
	if w, is := err.(*Weigering); is {
		return w.Fouten
	}
	return nil
}

// kijkNa laat één uitwisseling door het andere programma nakijken. Elk verzoek van ons moet
// kloppen, ook als DUO het op de inhoud weigert.
func kijkNa(t *testing.T, alle []routers.Router, volledig bool, adressen map[string]bool, u nagebootst.Uitwisseling) {
	r := u.Verzoek.Clone(u.Verzoek.Context())
	r.URL.Path = strings.TrimPrefix(r.URL.Path, "/v1")
	r.Body = io.NopCloser(bytes.NewReader(u.Heen))
	for _, w := range alle {
		route, params, err := w.FindRoute(r)
		if err != nil {
			continue
		}
		adressen[r.Method+" "+route.Path] = true
		vraag := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route}
		if err := openapi3filter.ValidateRequest(r.Context(), vraag); err != nil {
			t.Errorf("ons verzoek %s %s voldoet niet aan de beschrijving: %v", r.Method, route.Path, err)
		}
		streng := u.Status < http.StatusBadRequest || route.Operation.Responses.Status(u.Status) != nil
		if err := openapi3filter.ValidateResponse(r.Context(), &openapi3filter.ResponseValidationInput{RequestValidationInput: vraag, Status: u.Status, Header: u.Kop,
			Body: io.NopCloser(bytes.NewReader(u.Terug)), Options: &openapi3filter.Options{IncludeResponseStatus: streng}}); err != nil {
			t.Errorf("het antwoord %d op %s %s voldoet niet aan de beschrijving: %v", u.Status, r.Method, route.Path, err)
		}
		return
	}
	if volledig {
		t.Errorf("een verzoek met %s hoort bij geen enkele beschrijving", r.Method)
	}
}
