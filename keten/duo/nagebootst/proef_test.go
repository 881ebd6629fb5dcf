package nagebootst

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"traject/kern/begrip"
)

// De proefpersonen en partijen. De nummers zijn van proefpersonen.
const (
	oinOns    = "00000001001234567000"
	oinBuren  = "00000001007654321000"
	ons       = "1234"
	buren     = "4321"
	een, twee = "999990019", "999990020"
	school    = "9990000001" // BoW
	hoge      = "9990000002" // TST
	beide     = "9990000003"
	keurloos  = "9990000004"
)

func dagVan(tekst string) begrip.Datum { return begrip.MoetDag(tekst) }

// proef is een DUO met één dag die vaststaat.
type proef struct {
	*DUO
	t       *testing.T
	vandaag begrip.Datum
	vraagnr int
}

func nieuweProef(t *testing.T, vandaag string) *proef {
	p := &proef{t: t, vandaag: dagVan(vandaag)}
	p.DUO = Nieuw(Opstelling{Gemeenten: map[string]string{oinOns: ons, oinBuren: buren}, Kijk: nakijker(t),
		Vandaag: func() begrip.Datum { return p.vandaag }, Zaad: 7})
	return p
}

// plichtige is een asielstatushouder die in onze gemeente woont en nog geen PIP heeft.
func plichtige(bsn string) Persoon {
	return Persoon{BSN: bsn, VNummer: 1234567890, Gemeente: ons, Vestiging: dagVan("2026-01-10"),
		Plicht:    Plicht{Geldt: true, Begin: dagVan("2026-01-05"), Kennisgeving: dagVan("2026-01-12")},
		Doelgroep: Doelgroep{Indeling: Asielstatushouder, Detail: Asielstatushouder, Begin: dagVan("2026-01-05")}}
}

// metPIP heeft daarbij een PIP van ons en een termijn.
func metPIP(bsn, route string) Persoon {
	p := plichtige(bsn)
	p.PIP = &PIP{Gemeente: ons, Dagtekening: dagVan("2026-03-02"), Leerroute: route}
	p.Termijn = &Termijn{Start: dagVan("2026-03-03"), Einde: dagVan("2029-03-03"), Wijziging: dagVan("2026-03-02")}
	return p
}

// antwoordVan is wat er op een verzoek terugkwam.
type antwoordVan struct {
	status int
	kop    http.Header
	tekst  string
}

// fouten geeft de fouttekst van een weigering.
func (a antwoordVan) fouten(t *testing.T) []string {
	t.Helper()
	var in []foutmelding
	if err := json.Unmarshal([]byte(a.tekst), &in); err != nil {
		t.Fatalf("geen lijst van foutmeldingen: %q", a.tekst)
	}
	uit := make([]string, len(in))
	for i, f := range in {
		uit[i] = f.Fouttekst
	}
	return uit
}

// vraag doet een verzoek van onze gemeente; wijzig maakt er een ander van.
func (p *proef) vraag(methode, pad, lichaam string, wijzig ...func(*http.Request)) antwoordVan {
	p.t.Helper()
	p.vraagnr++
	r := httptest.NewRequest(methode, pad, strings.NewReader(lichaam))
	r.Header.Set("bron", oinOns)
	r.Header.Set("doel", OIN)
	r.Header.Set("berichtId", fmt.Sprintf("00000000-0000-4000-8000-%012d", p.vraagnr))
	if lichaam != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, w := range wijzig {
		w(r)
	}
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return antwoordVan{w.Code, w.Header(), strings.TrimSpace(w.Body.String())}
}

func kop(naam, waarde string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set(naam, waarde) }
}

func zonder(naam string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Del(naam) }
}

// regel is één geval van een tabel: mag dit, en zo nee wat is dan de reden?
type regel struct {
	zin    string
	wijzig func(*Persoon)
	bron   string // leeg is onze gemeente
	inhoud string
	status int
	fout   string // begin van een van de redenen
}

// loopLangs doet elk geval met een eigen DUO.
func loopLangs(t *testing.T, vandaag, methode, pad string, persoon func() Persoon, regels []regel) {
	t.Helper()
	for _, g := range regels {
		t.Run(g.zin, func(t *testing.T) {
			p := nieuweProef(t, vandaag)
			x := persoon()
			if g.wijzig != nil {
				g.wijzig(&x)
			}
			p.NeemOp(x)
			bron := g.bron
			if bron == "" {
				bron = oinOns
			}
			a := p.vraag(methode, pad, g.inhoud, kop("bron", bron))
			if a.status != g.status {
				t.Fatalf("status %d, verwacht %d: %s", a.status, g.status, a.tekst)
			}
			if g.fout == "" {
				return
			}
			for _, f := range a.fouten(t) {
				if strings.HasPrefix(f, g.fout) {
					return
				}
			}
			t.Errorf("de reden %q ontbreekt in %s", g.fout, a.tekst)
		})
	}
}
