package nagebootst

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"
)

// maxLichaam is het meeste dat het loket leest; geen bericht komt in de buurt.
const maxLichaam = 64 << 10

// vraag is één verzoek dat door de controle van de koppen is.
type vraag struct {
	gemeente string
	r        *http.Request
	lichaam  []byte
	p        *Persoon // nil bij een adres zonder persoon
}

// antwoord is een status met wat er in het lichaam komt; nil is een leeg lichaam.
type antwoord struct {
	status int
	inhoud any
}

// route is één adres van DUO.
type route struct {
	adres  string // zoals http.ServeMux haar leest
	versie string // van de beschrijving van deze dienst
	doe    func(*DUO, vraag) antwoord
}

// routes zijn alle adressen van de vijftien diensten, op die van de notificaties na: die
// heeft de gemeente.
var routes = []route{
	{"GET /personen/{bsn}/inburgeringsplicht", "1.2.2", leesPlicht},
	{"GET /personen/{bsn}/inburgeringsplicht/historie", "1.2.2", leesPlichthistorie},
	{"GET /personen/{bsn}/doelgroep", "1.2.2", leesDoelgroep},
	{"GET /personen/{bsn}/doelgroep/historie", "1.2.2", leesDoelgroephistorie},
	{"GET /personen/{bsn}/lbt/examennummer", "1.2.0", leesExamennummer},
	{"DELETE /personen/{bsn}/lbt/examennummer", "1.2.0", wisExamennummer},
	{"GET /personen/{bsn}/lbt/resultaten", "1.2.0", leesToetsen},
	{"GET /personen/{bsn}/inburgeringstermijn", "1.0.0", leesTermijn},
	{"GET /personen/{bsn}/inburgeringstermijn/historie", "1.0.0", leesTermijnhistorie},
	{"GET /verlengingsgronden", "1.0.0", leesGronden},
	{"GET /personen/{bsn}/gebeurtenissen", "1.0.0", leesGebeurtenissen},
	{"GET /personen/{bsn}/verlengingen", "1.0.0", leesVerlengingen},
	{"GET /personen/{bsn}/vrijstellingen", "1.0.0", leesVrijstellingen},
	{"GET /personen/{bsn}/ontheffingen", "1.0.0", leesOntheffingen},
	{"GET /personen/{bsn}/PIP", "1.2.0", leesPIP},
	{"POST /personen/{bsn}/PIP", "1.2.0", neemPIP},
	{"DELETE /personen/{bsn}/PIP", "1.2.0", wisPIP},
	{"POST /contactpersonen", "1.0.0", maakContact},
	{"PUT /contactpersonen/{id}", "1.0.0", wijzigContact},
	{"DELETE /contactpersonen/{id}", "1.0.0", wisContact},
	{"POST /contactpersonen/{id}/personen/{bsn}", "1.0.0", koppelContact},
	{"DELETE /contactpersonen/{id}/personen/{bsn}", "1.0.0", ontkoppelContact},
	{"GET /instellingen", "1.2.0", leesInstellingen},
	{"POST /personen/{bsn}/Inburgeringsaanbod/{instellingsnummer}", "1.2.0", neemAanbod},
	{"DELETE /personen/{bsn}/Inburgeringsaanbod/{instellingsnummer}", "1.2.0", wisAanbod},
	{"GET /personen/{bsn}/map", "1.0.0", leesMAP},
	{"PUT /personen/{bsn}/map", "1.0.0", neemMAP},
	{"GET /personen/{bsn}/pvt", "1.0.0", leesPVT},
	{"PUT /personen/{bsn}/pvt", "1.0.0", neemPVT},
	{"PUT /personen/{bsn}/zroute", "1.0.0", neemZRoute},
	{"GET /personen/{bsn}/uren", "1.0.0", leesUren},
	{"PUT /personen/{bsn}/uren/bredeintake/taallesknm", "1.0.0", neemUrenIntake},
	{"PUT /personen/{bsn}/uren/participatieactiviteiten", "1.0.0", neemUrenParticipatie},
	{"PUT /personen/{bsn}/uren/participatietaalles", "1.0.0", neemUrenTaalles},
	{"GET /personen/{bsn}/examens/resultaten", "1.0.0", leesExamens},
	{"GET /personen/{bsn}/examens/gratispogingen", "1.0.0", leesPogingen},
	{"GET /personen/{bsn}/boetes", "1.0.0", leesBoetes},
}

// ServeHTTP neemt een verzoek aan, met of zonder /v1 voor het adres.
func (d *DUO) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	http.StripPrefix("/v1", d.deuren).ServeHTTP(w, metVersie(r))
}

// metVersie zet /v1 voor een adres dat het niet heeft, zodat beide vormen één weg gaan.
func metVersie(r *http.Request) *http.Request {
	if strings.HasPrefix(r.URL.Path, "/v1/") {
		return r
	}
	ander := r.Clone(r.Context())
	ander.URL.Path = "/v1" + r.URL.Path
	ander.URL.RawPath = ""
	return ander
}

// deur is de afhandelaar van één adres: eerst de storing, dan de koppen, dan de regels.
func (d *DUO) deur(x route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("API-Version", x.versie)
		w.Header().Set("Cache-Control", "no-store")
		lichaam, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxLichaam))
		s := d.dezeKeer(x.adres)
		if !s.wacht(r.Context()) {
			return
		}
		var a antwoord
		switch {
		case s.Plat:
			a = antwoord{status: s.status()}
		case err != nil:
			a = antwoord{status: http.StatusBadRequest}
		default:
			a = d.behandel(x, r, lichaam)
		}
		if s.AntwoordKwijt {
			panic(http.ErrAbortHandler) // het werk is gedaan, maar niemand hoort het
		}
		d.schrijf(w, r, lichaam, a, s)
	})
}

// behandel doet wat een verzoek vraagt, één verzoek tegelijk.
func (d *DUO) behandel(x route, r *http.Request, lichaam []byte) antwoord {
	d.slot.Lock()
	defer d.slot.Unlock()
	gemeente, a, goed := d.koppen(r)
	if !goed {
		return a
	}
	if r.Method == http.MethodGet {
		return d.open(x, vraag{gemeente: gemeente, r: r})
	}
	sleutel := r.Header.Get("bron") + "/" + strings.ToLower(r.Header.Get("berichtId"))
	vinger := sha256.Sum256([]byte(r.Method + " " + r.URL.Path + "\n" + string(lichaam)))
	if al, ok := d.gezien[sleutel]; ok {
		if al.vinger != vinger {
			return geweigerd("Onder dit berichtId is al een ander bericht ontvangen.")
		}
		return al.antwoord
	}
	a = d.open(x, vraag{gemeente: gemeente, r: r, lichaam: lichaam})
	d.schrijvende++
	d.gezien[sleutel] = gezien{vinger: vinger, antwoord: a}
	return a
}

// open zoekt de persoon, kijkt of de gemeente hem mag zien, en doet het werk.
func (d *DUO) open(x route, v vraag) antwoord {
	if strings.Contains(x.adres, "{bsn}") {
		bsn := v.r.PathValue("bsn")
		if !isBSNvorm(bsn) {
			return antwoord{status: http.StatusBadRequest}
		}
		if v.p = d.zoek(bsn); v.p == nil {
			return antwoord{status: http.StatusNotFound}
		}
		if !v.p.ziet(v.gemeente, d.vandaag()) {
			return geweigerd("Uw gemeente mag deze persoon niet zien.")
		}
	}
	return x.doe(d, v)
}

// koppen controleert wie er vraagt en aan wie.
func (d *DUO) koppen(r *http.Request) (gemeente string, a antwoord, goed bool) {
	een := func(naam string) string {
		if v := r.Header.Values(naam); len(v) == 1 {
			return v[0]
		}
		return ""
	}
	bron, doel := een("bron"), een("doel")
	if utf8.RuneCountInString(bron) != 20 || utf8.RuneCountInString(doel) != 20 || !isUUID(een("berichtId")) {
		return "", antwoord{status: http.StatusBadRequest}, false
	}
	if r.Method == http.MethodPost && r.ContentLength != 0 || r.Method == http.MethodPut {
		if soort, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); strings.TrimSpace(soort) != "application/json" {
			return "", antwoord{status: http.StatusBadRequest}, false
		}
	}
	gemeente, bekend := d.o.Gemeenten[bron]
	if !bekend || doel != d.o.OIN || d.o.Certificaat && bron != oinVan(r) {
		return "", geweigerd("U mag geen berichten sturen namens deze organisatie."), false
	}
	return gemeente, antwoord{}, true
}

// oinVan geeft het OIN uit het gecontroleerde certificaat van de afzender.
func oinVan(r *http.Request) string {
	if r.TLS == nil || len(r.TLS.VerifiedChains) == 0 {
		return ""
	}
	return r.TLS.VerifiedChains[0][0].Subject.SerialNumber
}

// schrijf zet het antwoord op de lijn, met de fout die de storing vraagt.
func (d *DUO) schrijf(w http.ResponseWriter, r *http.Request, heen []byte, a antwoord, s Storing) {
	var b []byte
	if a.inhoud != nil {
		var err error
		if b, err = json.Marshal(a.inhoud); err != nil {
			a, b = antwoord{status: http.StatusInternalServerError}, nil
		}
	}
	b, verstoord := s.verdraai(b)
	if b != nil {
		w.Header().Set("Content-Type", "application/json")
	}
	if d.o.Kijk != nil {
		ander := r.Clone(r.Context())
		ander.Body = io.NopCloser(bytes.NewReader(heen))
		d.o.Kijk(Uitwisseling{Verzoek: ander, Heen: heen, Status: a.status, Kop: w.Header().Clone(), Terug: b, Verstoor: verstoord || s.Plat})
	}
	w.WriteHeader(a.status)
	if _, err := w.Write(b); err != nil {
		return // wie het vroeg heeft opgehangen
	}
}

// geweigerd is een antwoord op een bericht dat een regel niet haalt.
func geweigerd(teksten ...string) antwoord {
	fouten := make([]foutmelding, len(teksten))
	for i, t := range teksten {
		fouten[i] = foutmelding{t}
	}
	return antwoord{http.StatusForbidden, fouten}
}

func isBSNvorm(s string) bool {
	if len(s) != 9 {
		return false
	}
	return strings.Trim(s, "0123456789") == ""
}

func isUUID(s string) bool {
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return false
	}
	return strings.Trim(strings.ToLower(s), "0123456789abcdef-") == "" && strings.Count(s, "-") == 4
}
