package web

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

const buurstad = begrip.Gemeente("8888")

// metBuren puts two municipalities behind one door: that of the example, and a second
// with a dossier of someone else under the same number.
func (b *balie) metBuren(mensen []Demomens) (buur *app.Huis) {
	b.t.Helper()
	o := b.huis.Onderdelen
	o.Gemeente, o.Beleid = buurstad, ""
	buur, err := app.Nieuw(o)
	if err != nil {
		b.t.Fatal(err)
	}
	h, err := Nieuw(Instellingen{Huis: b.huis, Samen: app.NieuwSamen(b.huis, buur), Sessies: b.huis, Log: b.huis.Log, Demo: mensen,
		Huizen: []Gemeentehuis{{"9999", "Voorbeeldstad", b.huis}, {buurstad, "Buurstad", buur}}})
	if err != nil {
		b.t.Fatal(err)
	}
	b.opDeur(h)
	return buur
}

// inBuurstad opens the dossier with the same number, of somebody else.
func (b *balie) inBuurstad(buur *app.Huis, nummer string) {
	b.t.Helper()
	leider := app.Wie{Gebruiker: "b.leider", Rol: begrip.Teamleider, Gemeente: buurstad}
	for _, voornaam := range []string{"Jeroen", "Sofie", "Lars", "Noor"} {
		n, err := buur.OpenDossier(b.t.Context(), leider, opening(voornaam, "Buurman"))
		if err != nil {
			b.t.Fatal(err)
		}
		if n == nummer {
			return
		}
	}
	b.t.Fatalf("no dossier %s in the other municipality", nummer)
}

// Every route × role × municipality once more, now with both municipalities behind one
// door and the municipality in the address: who does not work there gets the answer of a
// municipality that does not exist, and never a word about anyone.
func TestElkeRouteInDeAndereGemeenteBestaatNiet(t *testing.T) {
	b := openBalie(t)
	plek := b.naIntake()
	d := b.beeld(plek)
	var mensen []Demomens
	for als, wie := range rollen {
		wie.Gemeente, wie.Naam = anke.Gemeente, als
		mensen = append(mensen, Demomens{Als: als, Wie: wie})
	}
	buur := b.metBuren(mensen)
	b.inBuurstad(buur, d.Nummer)
	s := &Web{Instellingen: Instellingen{Huis: b.huis, Log: b.huis.Log, Demo: mensen}}
	gelopen := 0
	for _, m := range mensen {
		b.login(m.Als)
		for _, p := range s.paden() {
			methode, vorm, _ := strings.Cut(p.patroon, " ")
			echt := b.klop(methode, "/g/8888"+vorm, d.Nummer, "x")
			nep := b.klop(methode, "/g/7777"+vorm, d.Nummer, "x")
			gelopen++
			if echt.status != http.StatusNotFound || nep.status != echt.status || echt.tekst != nep.tekst {
				t.Errorf("%s as %s: there %d, nowhere %d", p.patroon, m.Als, echt.status, nep.status)
			}
			if strings.Contains(echt.tekst, "Buurman") || strings.Contains(echt.tekst, "Haile") {
				t.Errorf("%s as %s names a person", p.patroon, m.Als)
			}
		}
	}
	if gelopen < 300 {
		t.Errorf("only %d visits", gelopen)
	}
	// The own municipality works with and without it in the address.
	b.login("km")
	for _, adres := range []string{plek, "/g/9999" + plek, "/vandaag", "/g/9999/vandaag"} {
		if a := b.haal(adres); a.status != http.StatusOK || strings.Contains(a.tekst, "Alle gemeenten") {
			t.Errorf("%s: %d", adres, a.status)
		}
	}
	b.client.Jar = nil
	if a := b.haal("/g/9999/dossiers?groep=x"); a.status != http.StatusSeeOther || a.naar != "/inloggen?naar="+url.QueryEscape("/g/9999/dossiers?groep=x") {
		t.Errorf("without login: %d %s", a.status, a.naar)
	}
}

var elkeLink = regexp.MustCompile(`(?:href|action|formaction|hx-[a-z]+)="(/[^"]*)"`)

// Someone with two municipalities has one list over both, opens the right one of two
// dossiers with the same number, and stays in it: no link on any page of it leads out.
func TestWerkenVoorTweeGemeenten(t *testing.T) {
	b := openBalie(t)
	plek := b.naIntake()
	d := b.beeld(plek)
	beide := app.Wie{Gebruiker: "t.leider", Naam: "T. Leider", Rol: begrip.Teamleider, Gemeente: anke.Gemeente, Gemeenten: []begrip.Gemeente{buurstad, "9999"}}
	buur := b.metBuren([]Demomens{{Als: "beide", Wie: beide}})
	b.inBuurstad(buur, d.Nummer)
	b.login("beide")
	for _, adres := range []string{"/vandaag", "/dossiers", "/dossiers?zoek=" + d.Nummer} {
		a := b.haal(adres)
		heeft(t, a.tekst, `href="/g/9999`+plek, `href="/g/8888`+plek, "Haile", "Buurman", "Buurstad", "Alle gemeenten")
		if strings.Contains(a.tekst, `href="/dossiers/2026`) {
			t.Errorf("%s has a link without a municipality", adres)
		}
		if f := keur(t, a.tekst); len(f) > 0 && adres != "/vandaag" { // these dossiers ask two things of one person
			t.Errorf("%s: %v", adres, f)
		}
	}
	hier, daar := b.haal("/g/9999"+plek), b.haal("/g/8888"+plek)
	if !strings.Contains(hier.tekst, "Haile") || strings.Contains(hier.tekst, "Buurman") || !strings.Contains(daar.tekst, "Buurman") || strings.Contains(daar.tekst, "Haile") {
		t.Error("the dossiers of the two municipalities are mixed up")
	}
	for _, adres := range []string{plek, "/vandaag", "/dossiers", "/beheer", plek + "/notitie", plek + "/toewijzen", "/sturing", "/dossiers/nieuw", "/regelboek/beleid"} {
		a := b.haal("/g/8888" + adres)
		if a.status != http.StatusOK {
			t.Errorf("%s: %d", adres, a.status)
		}
		for _, m := range elkeLink.FindAllStringSubmatch(a.tekst, -1) {
			woord, _, _ := strings.Cut(strings.TrimPrefix(m[1], "/"), "/")
			if !strings.HasPrefix(m[1], "/g/8888/") && m[1] != "/g/9999/" && !slices.Contains(gedeeld, woord) {
				t.Errorf("%s leads to %s", adres, m[1])
			}
		}
	}
	// A note lands where the form came from, and its redirect stays there.
	vorm := b.haal("/g/8888" + plek + "/notitie").vorm(t)
	vorm.Set("tekst", "Belt terug over het rooster")
	bijons := b.beeld(plek).Versie
	bijburen := func() int {
		x, err := buur.Dossier(t.Context(), app.Wie{Gebruiker: "b.leider", Rol: begrip.Teamleider, Gemeente: buurstad}, d.Nummer)
		if err != nil {
			t.Fatal(err)
		}
		return x.Versie
	}
	voor := bijburen()
	if a := b.post("/g/8888"+plek+"/notitie", vorm); a.status != http.StatusSeeOther || a.naar != "/g/8888"+plek {
		t.Errorf("%d %s", a.status, a.naar)
	}
	if b.beeld(plek).Versie != bijons || bijburen() != voor+1 {
		t.Error("the note landed elsewhere")
	}
	// An address without a municipality asks which one, for a number that is there and one that is not.
	kies, leeg := b.haal(plek), b.haal("/dossiers/2026-7777")
	heeft(t, kies.tekst, `href="/g/8888`+plek+`"`, `href="/g/9999`+plek+`"`)
	if kies.status != leeg.status || strings.ReplaceAll(leeg.tekst, "2026-7777", d.Nummer) != kies.tekst {
		t.Error("the question says whether there is a dossier")
	}
	if a := b.post(plek+"/notitie", vorm); a.status != http.StatusNotFound && a.status != http.StatusMethodNotAllowed {
		t.Errorf("a form without a municipality: %d", a.status)
	}
	for _, wacht := range []string{"Haile", "Buurman"} {
		if a := b.haal("/dossiers?zoek=" + wacht); strings.Count(a.tekst, wacht) == 0 {
			t.Errorf("%s is not found", wacht)
		}
	}
	// Why a task stands in the list opens in its own municipality.
	a := b.haal("/vandaag")
	uitleg := regexp.MustCompile(`href="(/vandaag\?uitleg=8888[^"#]*)`).FindStringSubmatch(a.tekst)
	if uitleg == nil || !strings.Contains(b.haal(strings.ReplaceAll(uitleg[1], "&amp;", "&")).tekst, "tj-uitlegrij") {
		t.Error("the explanation does not open")
	}
}

func opening(voornaam, achternaam string) besluit.Opening {
	return besluit.Opening{Stelsel: begrip.Wi2021, Persoon: dossier.Persoonsgegevens{Voornamen: voornaam, Geslachtsnaam: achternaam,
		Geboortedatum: begrip.MoetDag("1990-05-17"), Doelgroep: begrip.Asielstatushouder}}
}
