package app_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"traject/app"
	"traject/kern/agenda"
	"traject/kern/dossier"
	"traject/store"
	"traject/store/geheugen"
)

const kleineLijst = "Signaal;Datum;BSN;V-nummer;Naam\n" +
	"SS139;27-02-2026;999990019;;Haddad\n" + // opent een dossier
	"SS127c;2-3-2026;999990019;;Haddad\n" +
	"SS126;01-03-2026;;1234567890;Onbekend\n" + // wacht op koppelen
	"SS999;2026-03-01;999990019;;Nieuwe code\n" +
	"SS126;31-02-2026;999990019;;Geen dag\n" +
	"SS126;01-03-2026;999990018;;Fout nummer\n" +
	"SS126;01-03-2027;999990019;;Morgen pas\n" +
	"zomaar iets;01-03-2026;999990019;;Geen code\n" +
	"SS126;01-03-2026;;;Niemand\n"

func TestLijstUitHetPortaal(t *testing.T) {
	for naam, proef := range map[string]func(*testing.T, *proefhuis){"lezen": lijstLezen, "nog eens": lijstNogEens, "stoppen en verder": lijstStoppen,
		"rechten": lijstRechten, "oud wordt gewist": lijstOud, "kenmerk": lijstKenmerk, "van vroeger": lijstVanVroeger, "naast de verbinding": lijstNaast} {
		t.Run(naam, func(t *testing.T) { kelders(t, proef) })
	}
}

func neemLijst(t *testing.T, h *proefhuis, tekst string) app.Lijstbeeld {
	t.Helper()
	id, err := h.NeemLijst(t.Context(), jansen, "lijst.csv", []byte(tekst))
	if err != nil {
		t.Fatal(err)
	}
	l, err := h.LijstBeeld(t.Context(), jansen, id)
	if err != nil {
		t.Fatal(err)
	}
	if err := h.KiesKolommen(t.Context(), jansen, id, l.Kolommen); err != nil {
		t.Fatal(err)
	}
	return l
}

func leesLijsten(t *testing.T, h *proefhuis, id string) app.Lijstbeeld {
	t.Helper()
	if _, err := h.LeesLijsten(t.Context()); err != nil {
		t.Fatal(err)
	}
	l, err := h.LijstBeeld(t.Context(), jansen, id)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func lijstLezen(t *testing.T, h *proefhuis) {
	l := leesLijsten(t, h, neemLijst(t, h, kleineLijst).ID)
	if l.Stand != app.LijstKlaar || l.Totaal != 9 || l.Gelezen != 9 || l.Nieuw != 3 || l.Wacht != 1 || l.Foutregels != 5 {
		t.Fatalf("%+v", l)
	}
	var regels []string
	for _, f := range l.Fouten {
		regels = append(regels, fmt.Sprint(f.Regel))
	}
	if strings.Join(regels, " ") != "6 7 8 9 10" {
		t.Errorf("de foute regels: %v", l.Fouten)
	}
	lijst, err := h.Dossiers(t.Context(), leider, app.DossierFilter{})
	if err != nil || len(lijst.Rijen) != 1 {
		t.Fatalf("%d dossiers (%v)", len(lijst.Rijen), err)
	}
	b := beeld(t, h, leider, lijst.Rijen[0].Nummer)
	if g, _ := dossier.Eerste[*dossier.Kennisgeving](b.Dossier); g == nil || g.GeldigOp.String() != "2026-02-27" {
		t.Errorf("de kennisgeving: %+v", g)
	}
	if x := signaaltaken(t, h, b.Nummer); len(x) != 2 { // SS127 en de nieuwe code; SS139 is de intake
		t.Errorf("het werk: %+v", x)
	}
	fouten, err := h.Lijstfouten(t.Context(), jansen, l.ID)
	if err != nil || strings.Count(string(fouten.Inhoud), "\r\n") != 7 || !strings.Contains(string(fouten.Inhoud), "wist de lijst na 1 april 2026.") || !strings.Contains(string(fouten.Inhoud), "999990018") {
		t.Errorf("de foute regels om op te halen: %v\n%s", err, fouten.Inhoud)
	}
	if r := audit(t, h, app.AuditVraag{Handeling: app.AuditDUOLijst}); !slices.ContainsFunc(r, func(x app.Auditregel) bool {
		return x.Over == "regels gezien" && x.Aantal == 5 && x.Gebruiker == jansen.Gebruiker
	}) {
		t.Errorf("wie de foute regels zag staat niet in de audit: %+v", r)
	}
	if strings.Contains(h.log.String(), "99999001") {
		t.Error("in het logboek staat een burgerservicenummer")
	}
}

// Dezelfde regels nog eens veranderen niets, ook in een ander bestand en in een andere
// volgorde. De gekozen kolommen zijn onthouden.
func lijstNogEens(t *testing.T, h *proefhuis) {
	vreemd := "A;B;C\nSS139;27-02-2026;999990019\nSS126;01-03-2026;999990019\n"
	id, err := h.NeemLijst(t.Context(), jansen, "vreemd.csv", []byte(vreemd))
	if err != nil {
		t.Fatal(err)
	}
	var w *app.Geweigerd
	if err := h.KiesKolommen(t.Context(), jansen, id, app.Kolommen{Code: -1, Dag: -1, BSN: -1, VNummer: -1}); !errors.As(err, &w) || len(w.Weigeringen) != 3 {
		t.Fatalf("zonder kolommen: %v", err)
	}
	if err := h.KiesKolommen(t.Context(), jansen, id, app.Kolommen{Code: 0, Dag: 1, BSN: 2, VNummer: -1}); err != nil {
		t.Fatal(err)
	}
	if l := leesLijsten(t, h, id); l.Nieuw != 2 {
		t.Fatalf("%+v", l)
	}
	lijst, err := h.Dossiers(t.Context(), leider, app.DossierFilter{})
	if err != nil {
		t.Fatal(err)
	}
	versie := beeld(t, h, leider, lijst.Rijen[0].Nummer).Versie
	l := neemLijst(t, h, "A;B;C\nSS126;2026-03-01;999990019\nSS139;20260227;999990019\n")
	if l.Kolommen != (app.Kolommen{Code: 0, Dag: 1, BSN: 2, VNummer: -1}) {
		t.Errorf("de kolommen zijn niet onthouden: %+v", l.Kolommen)
	}
	if l = leesLijsten(t, h, l.ID); l.Al != 2 || l.Nieuw != 0 {
		t.Errorf("%+v", l)
	}
	if na := beeld(t, h, leider, lijst.Rijen[0].Nummer).Versie; na != versie {
		t.Errorf("nog eens inlezen gaf %d feiten", na-versie)
	}
}

// Het kenmerk van een regel staat leesbaar in de opslag en blijft na het dossier. Zonder de
// sleutel van de gemeente is er geen burgerservicenummer uit te raden; met dezelfde sleutel,
// ook een vorige, herkent het huis de regel.
func lijstKenmerk(t *testing.T, h *proefhuis) {
	const wacht = "Code;Datum;BSN\nSS126;01-03-2026;999990019\n"
	kenmerken := func(h *proefhuis) (uit []string) {
		b, err := h.kelder.Berichten(t.Context(), store.BerichtFilter{Gemeente: voorbeeldstad})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range b.Berichten {
			uit = append(uit, x.ID)
		}
		return uit
	}
	ander := nieuwHuis(t, geheugen.Nieuw(sleutels(t, t.TempDir())))
	for _, x := range []*proefhuis{h, ander} {
		if l := leesLijsten(t, x, neemLijst(t, x, wacht).ID); l.Wacht != 1 {
			t.Fatalf("%+v", l)
		}
	}
	een, twee := kenmerken(h), kenmerken(ander)
	if len(een) != 1 || len(twee) != 1 || een[0] == twee[0] {
		t.Errorf("dezelfde regel is onder een andere sleutel %v en %v", een, twee)
	}
	if l := leesLijsten(t, h, neemLijst(t, h, wacht).ID); l.Al != 1 || len(kenmerken(h)) != 1 {
		t.Errorf("nog eens: %+v", l)
	}
}

// Een regel van voor de bewaartermijn opent geen dossier met gegevens van toen, ook niet als
// er later een nieuw dossier komt: het dossier van toen kan vernietigd zijn.
func lijstVanVroeger(t *testing.T, h *proefhuis) {
	h.op("2032-03-11")
	l := leesLijsten(t, h, neemLijst(t, h, "Code;Datum;BSN\nSS139;27-02-2026;999990019\n").ID)
	if l.Wacht != 1 || l.Nieuw != 0 {
		t.Errorf("%+v", l)
	}
	nieuw := ontvang(t, h, "b-1", "SS139", "999990019", "2032-03-10")
	if !nieuw.Geopend {
		t.Fatalf("een nieuwe plicht opent geen dossier: %+v", nieuw)
	}
	if n, err := h.KoppelWachtende(t.Context()); err != nil || n != 0 {
		t.Errorf("%d berichten van vroeger zijn vanzelf gekoppeld (%v)", n, err)
	}
	if b := beeld(t, h, leider, nieuw.Nummer); len(maps.Collect(dossier.Van[*dossier.Kennisgeving](b.Dossier))) > 1 {
		t.Error("in het nieuwe dossier staat de kennisgeving van toen")
	}
}

func lijstStoppen(t *testing.T, h *proefhuis) {
	id := neemLijst(t, h, kleineLijst).ID
	if err := h.StopLijst(t.Context(), jansen, id); err != nil {
		t.Fatal(err)
	}
	if l := leesLijsten(t, h, id); l.Stand != app.LijstGestopt || l.Nieuw != 0 {
		t.Fatalf("gestopt: %+v", l)
	}
	if err := h.GaVerderMetLijst(t.Context(), jansen, id); err != nil {
		t.Fatal(err)
	}
	if l := leesLijsten(t, h, id); l.Stand != app.LijstKlaar || l.Nieuw != 3 {
		t.Errorf("verder: %+v", l)
	}
}

func lijstRechten(t *testing.T, h *proefhuis) {
	id := neemLijst(t, h, kleineLijst).ID
	for _, wie := range []app.Wie{beleid, beheer, elders, jurist} {
		if _, err := h.NeemLijst(t.Context(), wie, "x.csv", []byte(kleineLijst)); !errors.Is(err, app.ErrMagNiet) {
			t.Errorf("%s: %v", wie.Rol, err)
		}
		if _, err := h.LijstBeeld(t.Context(), wie, id); !errors.Is(err, app.ErrNietGevonden) {
			t.Errorf("%s ziet de lijst: %v", wie.Rol, err)
		}
		if _, err := h.Lijstfouten(t.Context(), wie, id); !errors.Is(err, app.ErrNietGevonden) {
			t.Errorf("%s haalt de fouten op: %v", wie.Rol, err)
		}
	}
}

func lijstOud(t *testing.T, h *proefhuis) {
	id := neemLijst(t, h, kleineLijst).ID
	leesLijsten(t, h, id)
	h.klok = h.klok.Add(30 * 24 * time.Hour)
	if n, err := h.RuimSessiesOpEens(t.Context()); err != nil || n != 0 {
		t.Errorf("op de laatste dag zijn er %d gewist (%v)", n, err)
	}
	h.klok = h.klok.Add(24 * time.Hour)
	if n, err := h.RuimSessiesOpEens(t.Context()); err != nil || n != 1 {
		t.Errorf("na de laatste dag zijn er %d gewist (%v)", n, err)
	}
	if _, err := h.LijstBeeld(t.Context(), jansen, id); !errors.Is(err, app.ErrNietGevonden) {
		t.Errorf("een lijst van een maand oud staat er nog: %v", err)
	}
}

// Kwam hetzelfde signaal al over de verbinding, dan voegt de lijst niets toe.
func lijstNaast(t *testing.T, h *proefhuis) {
	nr := ontvang(t, h, "b-1", "SS139", "999990019", "2026-02-27").Nummer
	ontvang(t, h, "b-2", "SS127C", "999990019", "2026-03-02")
	versie := beeld(t, h, leider, nr).Versie
	l := leesLijsten(t, h, neemLijst(t, h, "Code;Datum;BSN\nSS139;27-02-2026;999990019\nSS127c;02-03-2026;999990019\n").ID)
	if na := beeld(t, h, leider, nr).Versie; l.Al != 2 || na != versie {
		t.Errorf("%d feiten erbij: %+v", na-versie, l)
	}
}

// Drieduizend regels tegelijk, zoals de lijst van late meldingen van 2023.
func TestDrieduizendRegelsTegelijk(t *testing.T) {
	h := nieuwHuis(t, geheugen.Nieuw(sleutels(t, t.TempDir())))
	var b strings.Builder
	b.WriteString("BSN;Datum\n")
	for i, n := 0, 0; n < 3000; i++ {
		if tekst := fmt.Sprintf("9999%05d", i); geldigBSN(tekst) {
			fmt.Fprintf(&b, "%s;27-02-2026\n", tekst)
			n++
		}
	}
	id, err := h.NeemLijst(t.Context(), jansen, "laat.csv", []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if err := h.KiesKolommen(t.Context(), jansen, id, app.Kolommen{Code: -1, Dag: 1, BSN: 0, VNummer: -1, VasteCode: "SS139"}); err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	l := leesLijsten(t, h, id)
	t.Logf("3.000 regels gelezen in %v", time.Since(begin).Round(time.Millisecond))
	if l.Stand != app.LijstKlaar || l.Nieuw != 3000 || l.Foutregels != 0 {
		t.Errorf("%+v", l)
	}
	w, err := h.Vandaag(t.Context(), leider, app.WerkFilter{Wiens: "team", Soort: agenda.PIPVaststellen})
	if err != nil || len(w.Groepen) == 0 {
		t.Errorf("geen werk uit drieduizend regels (%v)", err)
	}
}
