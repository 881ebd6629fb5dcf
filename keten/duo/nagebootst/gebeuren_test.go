package nagebootst

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"
)

// TestElkeCodeVerandertWatZijZegt laat alle veertig codes gebeuren en leest daarna alles bij
// het loket, zodat ook elk antwoord wordt nagekeken.
func TestElkeCodeVerandertWatZijZegt(t *testing.T) {
	if len(omschrijvingen) != 40 {
		t.Fatalf("er zijn %d codes beschreven, verwacht 40", len(omschrijvingen))
	}
	dag := dagVan("2026-08-20")
	for code := range omschrijvingen {
		t.Run(code, func(t *testing.T) {
			p := nieuweProef(t, "2026-09-01")
			p.NeemOp(metPIP(een, "B"))
			b, err := p.Verander(een, code, dag)
			if err != nil {
				t.Fatal(err)
			}
			if b.Gemeente != ons || b.Code != code || b.BSN != een || !isUUID(b.ID) || b.Moment.Format(time.DateOnly) != "2026-08-20" {
				t.Errorf("het bericht is %+v", b)
			}
			x, _ := p.Persoon(een)
			if !klopt(code, x) {
				t.Errorf("na %s weet DUO %+v", code, x)
			}
			if n := len(x.Gebeurtenis); n != 1 || x.Gebeurtenis[0] != (Gebeurtenis{code, dag}) {
				t.Errorf("gebeurtenissen: %v", x.Gebeurtenis)
			}
			for _, r := range routes {
				if r.adres[:3] == "GET" {
					p.vraag("GET", adresVan(r.adres), "") // de nakijker oordeelt
				}
			}
		})
	}
}

func adresVan(patroon string) string {
	r := []rune(patroon[4:])
	s := string(r)
	if len(s) > 15 && s[:15] == "/personen/{bsn}" {
		return "/personen/" + een + s[15:]
	}
	return s
}

// klopt zegt of DUO na deze code weet wat de code zegt.
func klopt(code string, x Persoon) bool {
	reden := map[string]string{"SS106": redenVoldaan, "SS107": redenVrijgesteld, "SS108": redenOntheven, "SS109": redenTijdelijk, "SS110": redenVerblijf, "SS111": redenOverleden}
	switch code {
	case "SS106", "SS107", "SS108", "SS109", "SS110", "SS111":
		return !x.Plicht.Geldt && x.Plicht.Reden == reden[code] && len(x.EerderePlicht) == 1
	case "SS103", "SS104":
		return x.Termijn.Einde == dagVan("2029-09-03") && x.Termijn.Grond != "" && len(x.EerdereTermijn) == 1
	case "SS112":
		return x.Verlengingen[0].Beoordeling == "InBehandeling"
	case "SS113":
		return x.Verlengingen[0].Beoordeling == "Afgewezen"
	case "SS114", "SS115", "SS116":
		return !x.Vrijstelling[0].Toegekend
	case "SS117":
		return x.Vrijstelling[0].Toegekend && x.Vrijstelling[0].Omvang == Gedeeltelijk
	case "SS118":
		return !x.Ontheffing[0].Toegekend
	case "SS119":
		return x.Ontheffing[0].Toegekend
	case "SS122":
		return x.Gemeente == elders
	case "SS123":
		return x.Gemeente == ""
	case "SS124":
		return x.Doelgroep.Indeling == Gezinsmigrant && len(x.EerdereDoelgroep) == 1
	case "SS129", "SS130":
		return x.Plicht.Geldt && len(x.EerderePlicht) == 1
	case "SS131":
		return len(x.Toetsen) == 1 && x.Examennummer == ""
	case "SS137":
		return x.Examennummer != ""
	case "SS199":
		return len(x.Examens) == 1 && x.Examens[0].Resultaat == "Geslaagd"
	}
	return x.Plicht.Geldt
}

// TestVerhuizen: de oude gemeente hoort SS122, de nieuwe SS121 met en SS120 zonder PIP.
func TestVerhuizen(t *testing.T) {
	p := nieuweProef(t, "2026-09-01")
	p.NeemOp(metPIP(een, "B"))
	p.NeemOp(plichtige(twee))
	for bsn, code := range map[string]string{een: "SS121", twee: "SS120"} {
		uit, err := p.Verhuis(bsn, buren, dagVan("2026-08-20"))
		if err != nil || len(uit) != 2 || uit[0].Code != "SS122" || uit[0].Gemeente != ons || uit[1].Code != code || uit[1].Gemeente != buren {
			t.Errorf("verhuizen geeft %+v, %v", uit, err)
		}
	}
}

// TestUitDeOpvang: het tweede SS139 zegt dat iemand nu in de gemeente woont.
func TestUitDeOpvang(t *testing.T) {
	p := nieuweProef(t, "2026-09-01")
	p.NeemOp(Persoon{BSN: een, COA: true, Gekoppeld: ons})
	for _, dag := range []string{"2026-02-01", "2026-08-20"} {
		if _, err := p.Verander(een, "SS139", dagVan(dag)); err != nil {
			t.Fatal(err)
		}
	}
	if x, _ := p.Persoon(een); x.COA || x.Gemeente != ons || x.Vestiging != dagVan("2026-08-20") || x.Plicht.Kennisgeving != dagVan("2026-02-01") {
		t.Errorf("na de opvang: %+v", x)
	}
}

// bus is een gemeente die berichten bewaart, en eerst een paar keer weigert.
type bus struct {
	sync.Mutex
	dicht int
	ids   []string
}

func (b *bus) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.Lock()
	defer b.Unlock()
	w.Header().Set("API-Version", "1.8.0")
	var in notificatieBericht
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil || in.BSN == "" {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if b.dicht > 0 {
		b.dicht--
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	b.ids = append(b.ids, r.Header.Get("berichtId"))
	w.WriteHeader(http.StatusCreated)
}

// TestBezorgen: wat niet lukt wacht, en gaat later met hetzelfde kenmerk.
func TestBezorgen(t *testing.T) {
	gemeente := &bus{dicht: 1}
	s := httptest.NewServer(gemeente)
	defer s.Close()
	p := nieuweProef(t, "2026-09-01")
	p.ZetMeldpunt(ons, Meldpunt{Adres: s.URL, OIN: oinOns})
	p.NeemOp(plichtige(een))
	b, err := p.Gebeur(context.Background(), een, "SS139", dagVan("2026-08-20"))
	if err == nil || len(p.Wachtend()) != 1 {
		t.Fatalf("het bericht is niet blijven wachten: %v", err)
	}
	if err := p.BezorgWachtend(context.Background(), Wanorde{}); err != nil || len(p.Wachtend()) != 0 || !slices.Equal(gemeente.ids, []string{b.ID}) {
		t.Errorf("na het opnieuw bezorgen: %v, wachtend %v, ontvangen %v", err, p.Wachtend(), gemeente.ids)
	}
}

// TestWanordeIsTeHerhalen: hetzelfde zaad geeft dezelfde rommel, en er raakt niets weg.
func TestWanordeIsTeHerhalen(t *testing.T) {
	p := nieuweProef(t, "2026-09-01")
	p.NeemOp(metPIP(een, "B"))
	for _, code := range []string{"SS112", "SS104", "SS199", "SS199", "SS106"} {
		if _, err := p.Verander(een, code, dagVan("2026-08-20")); err != nil {
			t.Fatal(err)
		}
	}
	alles := p.Wachtend()
	w := Wanorde{Dooreen: true, Dubbel: 60, Zaad: 3}
	a, b := w.Schik(alles), w.Schik(alles)
	ids := func(in []Bericht) (uit []string) {
		for _, x := range in {
			uit = append(uit, x.ID)
		}
		return uit
	}
	if !slices.Equal(ids(a), ids(b)) || len(a) == len(alles) || slices.Equal(ids(a)[:len(alles)], ids(alles)) {
		t.Errorf("de rommel is niet dezelfde, of niet rommelig: %v en %v van %v", ids(a), ids(b), ids(alles))
	}
	for _, id := range ids(alles) {
		if !slices.Contains(ids(a), id) {
			t.Errorf("%s is weg", id)
		}
	}
}

// TestStoring: traag, plat, een antwoord dat wegraakt en inhoud die niet klopt.
func TestStoring(t *testing.T) {
	p := nieuweProef(t, "2026-09-01")
	p.NeemOp(metPIP(een, "B"))
	pad := "/personen/" + een + "/"
	p.Verstoor(Storing{Plat: true, Keren: 2})
	for _, wil := range []int{503, 503, 200} {
		if a := p.vraag("GET", pad+"inburgeringsplicht", ""); a.status != wil || a.tekst != "" && wil == 503 {
			t.Errorf("status %d, verwacht %d", a.status, wil)
		}
	}
	goed := p.vraag("GET", pad+"inburgeringstermijn", "").tekst
	for _, f := range []Foutsoort{HalveJSON, GeenJSON, OnmogelijkeDag, EindeVoorBegin} {
		p.Verstoor(Storing{Fout: f, Alleen: "termijn"})
		if a := p.vraag("GET", pad+"inburgeringstermijn", ""); a.tekst == goed || a.status != 200 {
			t.Errorf("%s verandert niets", f)
		}
		if a := p.vraag("GET", pad+"doelgroep", ""); a.tekst == "" || a.tekst[0] != '{' {
			t.Errorf("%s raakt ook de doelgroep", f)
		}
	}
	for f, adres := range map[Foutsoort]string{OnbekendeKeuze: "doelgroep", AndereGemeente: "PIP", VerkeerdeSoorten: "inburgeringsplicht"} {
		p.Verstoor(Storing{})
		was := p.vraag("GET", pad+adres, "").tekst
		p.Verstoor(Storing{Fout: f})
		if a := p.vraag("GET", pad+adres, ""); a.tekst == was {
			t.Errorf("%s verandert niets aan %s", f, was)
		}
	}
	p.Verstoor(Storing{Traag: time.Hour})
	ctx, stop := context.WithCancel(context.Background())
	stop()
	p.vraag("GET", pad+"doelgroep", "", func(r *http.Request) { *r = *r.WithContext(ctx) })
}

// TestAntwoordKwijt: het werk is gedaan, het antwoord komt niet aan, en opnieuw sturen onder
// hetzelfde kenmerk geeft het alsnog zonder dat er iets twee keer gebeurt.
func TestAntwoordKwijt(t *testing.T) {
	p := nieuweProef(t, "2026-03-10")
	p.NeemOp(plichtige(een))
	s, err := p.Luister(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Sluit(); err != nil {
			t.Error(err)
		}
	}()
	p.Verstoor(Storing{AntwoordKwijt: true, Keren: 1})
	stuur := func() (*http.Response, error) {
		r, err := http.NewRequest("POST", s.URL+"/v1/personen/"+een+"/PIP", lezerVan(`{"dagtekeningPip":"2026-03-02","leerroute":"B"}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Header = http.Header{"Bron": {oinOns}, "Doel": {OIN}, "Berichtid": {"11111111-1111-4111-8111-111111111111"}, "Content-Type": {"application/json"}}
		return http.DefaultClient.Do(r)
	}
	if a, err := stuur(); err == nil {
		t.Fatalf("er kwam toch een antwoord: %d", a.StatusCode)
	}
	a, err := stuur()
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Body.Close(); err != nil || a.StatusCode != 201 || p.Geteld() != 1 {
		t.Errorf("status %d, %d keer gedaan, %v", a.StatusCode, p.Geteld(), err)
	}
}

func lezerVan(s string) io.Reader { return io.NopCloser(io.LimitReader(&letters{s}, int64(len(s)))) }

// letters leest een tekst zonder dat de client haar zelf opnieuw kan sturen.
type letters struct{ rest string }

func (l *letters) Read(b []byte) (int, error) {
	n := copy(b, l.rest)
	l.rest = l.rest[n:]
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}
