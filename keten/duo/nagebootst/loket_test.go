package nagebootst

import (
	"net/http"
	"strings"
	"testing"
)

// TestKoppen: zonder drie goede koppen wordt er niets gedaan.
func TestKoppen(t *testing.T) {
	for _, g := range []struct {
		zin    string
		wijzig func(*http.Request)
		status int
	}{
		{"goed", kop("bron", oinOns), 200},
		{"zonder bron", zonder("bron"), 400}, {"bron van 19", kop("bron", oinOns[1:]), 400}, {"bron van 21", kop("bron", oinOns+"0"), 400},
		{"zonder doel", zonder("doel"), 400}, {"doel van 19", kop("doel", OIN[1:]), 400}, {"ander doel", kop("doel", oinBuren), 403},
		{"zonder berichtId", zonder("berichtId"), 400}, {"geen uuid", kop("berichtId", "12"), 400}, {"hoofdletters", kop("berichtId", "ABCDEF00-0000-4000-8000-00000000000A"), 200},
		{"onbekende gemeente", kop("bron", "00000001009999999000"), 403},
		{"twee keer bron", func(r *http.Request) { r.Header.Add("bron", oinOns) }, 400},
	} {
		t.Run(g.zin, func(t *testing.T) {
			p := nieuweProef(t, "2026-03-10")
			p.NeemOp(plichtige(een))
			a := p.vraag("GET", "/personen/"+een+"/inburgeringsplicht", "", g.wijzig)
			if a.status != g.status {
				t.Errorf("status %d, verwacht %d", a.status, g.status)
			}
			if a.kop.Get("API-Version") != "1.2.2" {
				t.Errorf("API-Version is %q", a.kop.Get("API-Version"))
			}
		})
	}
	p := nieuweProef(t, "2026-03-10")
	if a := p.vraag("GET", "/personen/12345678/inburgeringsplicht", ""); a.status != 400 {
		t.Errorf("acht cijfers geeft %d", a.status)
	}
	if a := p.vraag("GET", "/personen/"+een+"/inburgeringsplicht", ""); a.status != 404 {
		t.Errorf("een onbekende geeft %d", a.status)
	}
	p.NeemOp(plichtige(een))
	if a := p.vraag("POST", "/personen/"+een+"/PIP", strings.Repeat(" ", maxLichaam+1)); a.status != 400 {
		t.Errorf("te groot geeft %d", a.status)
	}
	if a := p.vraag("POST", "/personen/"+een+"/PIP", `{}`, kop("Content-Type", "text/plain")); a.status != 400 {
		t.Errorf("geen JSON geeft %d", a.status)
	}
}

// TestHerhaling: hetzelfde bericht nog eens doet niets, een ander eronder wordt geweigerd.
func TestHerhaling(t *testing.T) {
	p := nieuweProef(t, "2026-03-10")
	p.NeemOp(plichtige(een))
	p.NeemOp(plichtige(twee))
	id := kop("berichtId", "11111111-1111-4111-8111-111111111111")
	pip := `{"dagtekeningPip":"2026-03-02","leerroute":"B"}`
	for range 3 {
		if a := p.vraag("POST", "/personen/"+een+"/PIP", pip, id); a.status != 201 {
			t.Fatalf("status %d: %s", a.status, a.tekst)
		}
	}
	x, _ := p.Persoon(een)
	if len(x.EerderePIP) != 0 || p.Geteld() != 1 || len(x.Gebeurtenis) != 1 {
		t.Errorf("een herhaling deed iets: %d eerdere PIP's, %d berichten, %d gebeurtenissen", len(x.EerderePIP), p.Geteld(), len(x.Gebeurtenis))
	}
	for _, ander := range []antwoordVan{
		p.vraag("POST", "/personen/"+een+"/PIP", `{"dagtekeningPip":"2026-03-03","leerroute":"B"}`, id),
		p.vraag("POST", "/personen/"+twee+"/PIP", pip, id),
	} {
		if ander.status != 403 || !strings.HasPrefix(ander.fouten(t)[0], "Onder dit berichtId") {
			t.Errorf("een ander bericht onder hetzelfde kenmerk: %d %s", ander.status, ander.tekst)
		}
	}
	if x, _ := p.Persoon(een); x.PIP.Dagtekening != dagVan("2026-03-02") {
		t.Errorf("het plan is veranderd: %v", x.PIP)
	}
	if a := p.vraag("POST", "/personen/"+een+"/PIP", pip, id, kop("bron", oinBuren)); a.status != 403 || !strings.HasPrefix(a.fouten(t)[0], "Uw gemeente mag") {
		t.Errorf("het kenmerk van een ander: %d %s", a.status, a.tekst)
	}
}

// TestZicht: wie een persoon mag zien.
func TestZicht(t *testing.T) {
	pipVan := func(p *Persoon, gemeente, dag string) {
		p.PIP = &PIP{Gemeente: gemeente, Dagtekening: dagVan(dag), Leerroute: "B"}
	}
	for _, g := range []struct {
		zin    string
		wijzig func(*Persoon)
		ons    bool
	}{
		{"inwoner", func(*Persoon) {}, true},
		{"inwoner in de opvang, niet gekoppeld", func(p *Persoon) { p.COA = true }, false},
		{"in de opvang en gekoppeld", func(p *Persoon) { p.COA, p.Gekoppeld, p.Gemeente = true, ons, buren }, true},
		{"in de opvang, gekoppeld aan een ander", func(p *Persoon) { p.COA, p.Gekoppeld = true, buren }, false},
		{"verhuisd, zonder PIP", func(p *Persoon) { p.Gemeente = buren }, false},
		{"verhuisd, ons PIP", func(p *Persoon) { p.Gemeente = buren; pipVan(p, ons, "2026-01-20") }, true},
		{"nieuw PIP van een maand min een dag, vorige van ons", func(p *Persoon) {
			p.Gemeente, p.EerderePIP = buren, []PIP{{Gemeente: ons}}
			pipVan(p, buren, "2026-02-11")
		}, true},
		{"nieuw PIP van een maand, vorige van ons", func(p *Persoon) {
			p.Gemeente, p.EerderePIP = buren, []PIP{{Gemeente: ons}}
			pipVan(p, buren, "2026-02-10")
		}, false},
		{"nieuw PIP, eerder-vorige van ons", func(p *Persoon) {
			p.Gemeente, p.EerderePIP = buren, []PIP{{Gemeente: ons}, {Gemeente: buren}}
			pipVan(p, buren, "2026-03-01")
		}, false},
		{"nergens", func(p *Persoon) { p.Gemeente = "" }, false},
	} {
		t.Run(g.zin, func(t *testing.T) {
			p := nieuweProef(t, "2026-03-10")
			x := plichtige(een)
			g.wijzig(&x)
			p.NeemOp(x)
			a := p.vraag("GET", "/personen/"+een+"/inburgeringsplicht", "")
			if (a.status == 200) != g.ons || !g.ons && (a.status != 403 || len(a.fouten(t)) != 1) {
				t.Errorf("status %d %q", a.status, a.tekst)
			}
		})
	}
}

// TestContact: maken, wijzigen, koppelen, ontkoppelen en wissen; die van een ander bestaat niet.
func TestContact(t *testing.T) {
	p := nieuweProef(t, "2026-03-10")
	p.NeemOp(plichtige(een))
	anke := `{"naam":"Anke Jansen","email":"a.jansen@voorbeeldstad.example","telefoonnummer":"088 000 00 01"}`
	for _, fout := range []string{`{}`, strings.Replace(anke, "Anke", "Anke 2", 1), strings.Replace(anke, "088 000 00 01", "bel mij", 1), strings.Replace(anke, "a.jansen@voorbeeldstad.example", "a@b", 1)} {
		if a := p.vraag("POST", "/contactpersonen", fout); a.status != 400 {
			t.Errorf("%s geeft %d", fout, a.status)
		}
	}
	if a := p.vraag("POST", "/contactpersonen", anke); a.status != 201 || a.tekst != `{"id":1,"contactpersoongegevens":`+anke+`}` {
		t.Fatalf("maken: %d %s", a.status, a.tekst)
	}
	for _, g := range []struct {
		methode, pad, inhoud, bron string
		status                     int
	}{
		{"PUT", "/contactpersonen/1", anke, oinOns, 200}, {"PUT", "/contactpersonen/1", anke, oinBuren, 404}, {"PUT", "/contactpersonen/2", anke, oinOns, 404},
		{"PUT", "/contactpersonen/0", anke, oinOns, 400}, {"DELETE", "/contactpersonen/1", "", oinBuren, 404},
		{"DELETE", "/contactpersonen/1/personen/" + een, "", oinOns, 404}, {"POST", "/contactpersonen/1/personen/" + een, "", oinOns, 201},
		{"POST", "/contactpersonen/9/personen/" + een, "", oinOns, 404}, {"DELETE", "/contactpersonen/1/personen/" + een, "", oinOns, 200},
		{"POST", "/contactpersonen/1/personen/" + een, "", oinOns, 201}, {"DELETE", "/contactpersonen/1", "", oinOns, 200}, {"DELETE", "/contactpersonen/1", "", oinOns, 404},
	} {
		if a := p.vraag(g.methode, g.pad, g.inhoud, kop("bron", g.bron)); a.status != g.status {
			t.Errorf("%s %s geeft %d, verwacht %d: %s", g.methode, g.pad, a.status, g.status, a.tekst)
		}
	}
	if x, _ := p.Persoon(een); len(x.Contact) != 0 {
		t.Errorf("wie geen contactpersoon meer heeft, heeft er nog %v", x.Contact)
	}
}

// TestPIPLegtTermijnVast: de eerste termijn begint een dag na de dagtekening, en een
// gewijzigd PIP verandert haar niet. Wie de termijn later vastlegt kan het PIP nog weghalen.
func TestPIPLegtTermijnVast(t *testing.T) {
	p := nieuweProef(t, "2026-03-10")
	p.NeemOp(plichtige(een))
	for _, dag := range []string{"2026-03-02", "2026-03-09"} {
		if a := p.vraag("POST", "/personen/"+een+"/PIP", `{"dagtekeningPip":"`+dag+`","leerroute":"O"}`); a.status != 201 {
			t.Fatalf("status %d: %s", a.status, a.tekst)
		}
	}
	x, _ := p.Persoon(een)
	if x.Termijn == nil || x.Termijn.Start != dagVan("2026-03-03") || x.Termijn.Einde != dagVan("2029-03-03") || x.PIP.Niveau != "B1" || len(x.EerderePIP) != 1 {
		t.Errorf("termijn %+v, PIP %+v, eerder %v", x.Termijn, x.PIP, x.EerderePIP)
	}
	if w := p.Wachtend(); len(w) != 1 || w[0].Code != "SS102" || w[0].Gemeente != ons {
		t.Errorf("er wacht %v", w)
	}
	p.NeemOp(func() Persoon { y := plichtige(twee); y.ZonderTermijn = true; return y }())
	p.vraag("POST", "/personen/"+twee+"/PIP", `{"dagtekeningPip":"2026-03-02","leerroute":"Z"}`)
	if y, _ := p.Persoon(twee); y.Termijn != nil || y.PIP.Niveau != "" {
		t.Errorf("de termijn lag al vast, of de Z-route kreeg een niveau: %+v %+v", y.Termijn, y.PIP)
	}
	if a := p.vraag("DELETE", "/personen/"+twee+"/PIP", ""); a.status != 200 {
		t.Errorf("weghalen geeft %d %s", a.status, a.tekst)
	}
}

// TestOverslaan: DELETE op het examennummer zegt dat de toets wordt overgeslagen.
func TestOverslaan(t *testing.T) {
	p := nieuweProef(t, "2026-03-10")
	x := plichtige(een)
	x.Examennummer = "LBT1"
	p.NeemOp(x)
	for _, wil := range []int{200, 404} {
		if a := p.vraag("DELETE", "/personen/"+een+"/lbt/examennummer", ""); a.status != wil {
			t.Errorf("status %d, verwacht %d", a.status, wil)
		}
	}
}

// TestAanbodVervangt: per instelling is er één; weghalen mag één keer.
func TestAanbodVervangt(t *testing.T) {
	p := nieuweProef(t, "2026-03-10")
	p.NeemOp(metPIP(een, "B"))
	for _, dag := range []string{"2026-03-04", "2026-03-06"} {
		if a := p.vraag("POST", "/personen/"+een+"/Inburgeringsaanbod/"+school, `{"datumInburgeringsaanbod":"`+dag+`","indicatorAlfabetiseringsonderwijs":"NVT"}`); a.status != 201 {
			t.Fatalf("status %d: %s", a.status, a.tekst)
		}
	}
	x, _ := p.Persoon(een)
	if a := x.Aanbod[school]; len(x.Aanbod) != 1 || a.Datum != dagVan("2026-03-06") || a.Eerste != dagVan("2026-03-04") {
		t.Errorf("het aanbod is %+v", a)
	}
	for _, wil := range []int{204, 404} {
		if a := p.vraag("DELETE", "/personen/"+een+"/Inburgeringsaanbod/"+school, ""); a.status != wil {
			t.Errorf("status %d, verwacht %d", a.status, wil)
		}
	}
}
