package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"traject/app"
	"traject/kern/begrip"
)

// geefLijst sends a file as the page does.
func (b *balie) geefLijst(naam string, inhoud []byte) antwoord {
	b.t.Helper()
	lijf, soort := multi(b.t, naam, inhoud, nil)
	r, err := http.NewRequest(http.MethodPost, b.adres+"/duo/lijst", lijf)
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", soort)
	return b.stuur(r)
}

func TestLijstVanDUOInlezen(t *testing.T) {
	b := openBalie(t)
	a := b.geefLijst("laat.csv", []byte("Signaal;Dag;BSN;Naam\nSS139;01-09-2026;999990019;<script>alert(1)</script>\nSS126;31-02-2026;999990019;=1+1\n"))
	if a.status != http.StatusSeeOther || !strings.HasPrefix(a.naar, "/duo/lijst/") {
		t.Fatalf("%d naar %s: %v", a.status, a.naar, fouten(a.tekst))
	}
	plek := a.naar
	kies := b.haal(plek)
	heeft(t, kies.tekst, "Kies de kolommen", `<option value="0" selected>Signaal</option>`, `<option value="2" selected>BSN</option>`, "De eerste regels")
	if strings.Contains(kies.tekst, "<script>alert") {
		t.Error("een vak van de lijst komt als opmaak op het scherm")
	}
	v := kies.vorm(t)
	v.Set("code", "0")
	v.Set("bsn", "2")
	v.Set("v-nummer", "-1")
	v.Set("dag", "-1")
	if fout := b.post(plek, v); fout.status != http.StatusUnprocessableEntity || !strings.Contains(strings.Join(fouten(fout.tekst), " "), "Kies de kolom met de dag") {
		t.Errorf("zonder dag: %d %v", fout.status, fouten(fout.tekst))
	}
	v.Set("dag", "1")
	if goed := b.post(plek, v); goed.status != http.StatusSeeOther {
		t.Fatalf("%d %v", goed.status, fouten(goed.tekst))
	}
	heeft(t, b.haal(plek).tekst, "Wordt gelezen", "Stop met lezen")
	b.post(plek, map[string][]string{"stop": {"ja"}})
	heeft(t, b.haal(plek).tekst, "Gestopt", "Ga verder met lezen", "Het lezen is gestopt")
	b.post(plek, map[string][]string{"verder": {"ja"}})
	if _, err := b.huis.LeesLijsten(t.Context()); err != nil {
		t.Fatal(err)
	}
	heeft(t, b.haal(plek).tekst, "Klaar, met foute regels", "De dag ontbreekt of is geen dag", "Nieuw in een dossier")
	f := b.haal(plek + "/fouten")
	if f.kop.Get("Content-Disposition") != `attachment; filename="foute-regels.csv"` || !strings.Contains(f.tekst, "'=1+1") {
		t.Errorf("de foute regels: %s %q", f.kop.Get("Content-Disposition"), f.tekst)
	}
	heeft(t, b.haal("/duo/lijst").tekst, "laat.csv", "2 van 2 regels")
	for naam, geval := range map[string]struct {
		inhoud []byte
		status int
		zin    string
	}{
		"geen lijst": {[]byte("\x00\x01"), http.StatusUnprocessableEntity, "geen CSV en geen XLSX"},
		"leeg":       {nil, http.StatusUnprocessableEntity, "leeg"},
		"te groot":   {make([]byte, maxBestand+1), http.StatusRequestEntityTooLarge, "groter dan 4 MiB"},
	} {
		a := b.geefLijst("x.csv", geval.inhoud)
		if a.status != geval.status || !strings.Contains(strings.Join(fouten(a.tekst), " "), geval.zin) {
			t.Errorf("%s: %d %v", naam, a.status, fouten(a.tekst))
		}
	}
	b.login("beleid")
	for _, adres := range []string{plek, plek + "/fouten"} {
		if a := b.haal(adres); a.status != http.StatusNotFound {
			t.Errorf("%s voor beleid: %d", adres, a.status)
		}
	}
	if strings.Contains(b.log.String(), "999990019") {
		t.Error("in het logboek staat een burgerservicenummer")
	}
}

func TestVerbindingMetDUOZonderGeheimen(t *testing.T) {
	b := openBalie(t)
	beheer := app.Wie{Gebruiker: "l.degroot", Naam: "Linda de Groot", Rol: begrip.Applicatiebeheer, Gemeente: anke.Gemeente}
	b.metMensen([]Demomens{{Als: "beheer", Wie: beheer}})
	b.login("beheer")
	if err := b.huis.NoteerGeweigerd(t.Context(), app.GeweigerdBericht{Status: 403, Reden: "bron: mag hier geen berichten brengen", Bron: "00000001009999999000"}); err != nil {
		t.Fatal(err)
	}
	heeft(t, b.haal("/beheer/duo").tekst, "geen verbinding met DUO", "Bron: mag hier geen berichten brengen", "00000001009999999000")
	if a := b.post("/beheer/duo", nil); a.status != http.StatusSeeOther {
		t.Errorf("proberen zonder verbinding: %d", a.status)
	}
	nu := b.klok
	blad := maakVerbinding(app.DUOBeeld{Er: true, Nu: nu, Verbinding: app.Verbinding{Adres: "https://duo.example/v1", EigenOIN: "1", DUOOIN: "2", Tijdslimiet: 15 * time.Second,
		CertificaatTot: nu.AddDate(0, 0, 29), CertificaatVan: "Gemeente", LaatsteFout: "geen antwoord",
		Diensten: []app.Dienst{{Naam: "pip", Verwacht: "1.2.0", Gezien: "2.0.0", Aan: true}, {Naam: "boete", Verwacht: "1.0.0"}, {Naam: "examen", Verwacht: "1.0.0", Gezien: "1.0.0", Aan: true}}}})
	zinnen := strings.Join(blad.LetOp, " ")
	for _, wil := range []string{"Het certificaat verloopt op", "geen antwoord", "De dienst pip draait bij DUO in versie 2.0.0; traject is gemaakt voor 1.2.0"} {
		if !strings.Contains(zinnen, wil) {
			t.Errorf("%q ontbreekt in %q", wil, zinnen)
		}
	}
	if s := blad.Diensten; s[0].Stand.Woord != "Andere versie" || s[1].Stand.Woord != "Staat uit" || s[2].Stand.Woord != "Werkt" {
		t.Errorf("%+v", s)
	}
	if b := maakVerbinding(app.DUOBeeld{Er: true, Nu: nu, Verbinding: app.Verbinding{CertificaatTot: nu.AddDate(0, 0, 31)}}); len(b.LetOp) != 0 {
		t.Errorf("een maand vooraf is nog geen waarschuwing: %v", b.LetOp)
	}
}

// A message that came by hand does what one of DUO does, and one button ends its task.
func TestSignaalMetDeHand(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	b.gelukt(pad+"/signaal", map[string]string{"code": "ss140"})
	heeft(t, b.haal(pad).tekst, "SS140 van 14 sep", "Schrijf het advies aan DUO", "Handel af")
	if a := b.doe(pad+"/signaal", map[string]string{"code": "SS140"}); a.status != http.StatusUnprocessableEntity || !strings.Contains(strings.Join(fouten(a.tekst), " "), "staat al in het dossier") {
		t.Errorf("nog eens: %d %v", a.status, fouten(a.tekst))
	}
	for _, code := range []string{"", "SS1400000", "é"} {
		if a := b.doe(pad+"/signaal", map[string]string{"code": code}); a.status != http.StatusUnprocessableEntity {
			t.Errorf("code %q: %d", code, a.status)
		}
	}
	b.gelukt(pad+"/signaal-afhandelen", map[string]string{"toelichting": "Advies verstuurd."})
	if strings.Contains(b.haal(pad).tekst, "Handel af") {
		t.Error("na afhandelen vraagt het signaal nog iets")
	}
}
