package demo

import (
	"bytes"
	"slices"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

var vandaag = begrip.MoetDag("2026-11-23")

func proef(omvang int) Opdracht { return Opdracht{Vandaag: vandaag, Zaad: 1, Omvang: omvang} }

// bytesVan schrijft alle feiten op zoals zij in het logboek komen.
func bytesVan(t *testing.T, o Opdracht) []byte {
	t.Helper()
	var b bytes.Buffer
	for p := range Maak(o) {
		b.WriteString(p.Nummer + p.Klantmanager)
		for _, g := range p.Gebeurtenissen {
			regel, err := dossier.Schrijf(g, func(_ dossier.Groep, open []byte) ([]byte, error) { return open, nil })
			if err != nil {
				t.Fatal(err)
			}
			b.Write(regel)
		}
	}
	return b.Bytes()
}

func TestZelfdeZaadGeeftZelfdeMensen(t *testing.T) {
	eerst := bytesVan(t, proef(250))
	if !bytes.Equal(eerst, bytesVan(t, proef(250))) {
		t.Error("tweemaal hetzelfde zaad gaf iets anders")
	}
	ander := proef(250)
	ander.Zaad = 2
	if bytes.Equal(eerst, bytesVan(t, ander)) {
		t.Error("een ander zaad gaf dezelfde mensen")
	}
}

func TestElkBSNIsGoedEnVanEenMens(t *testing.T) {
	gezien := map[string]bool{}
	zonder := 0
	for p := range Maak(proef(10_000)) {
		bsn := p.Gebeurtenissen[0].Feit.(*dossier.DossierGeopend).BSN
		if bsn == "" {
			zonder++
			continue
		}
		if _, err := begrip.LeesBSN(bsn); err != nil || bsn[:4] != "9999" || gezien[bsn] {
			t.Fatalf("dossier %s heeft een nummer dat niet klopt of al bestaat", p.Nummer)
		}
		gezien[bsn] = true
	}
	if len(gezien) < 9_000 || zonder != 10_000-len(gezien) {
		t.Errorf("%d nummers uitgegeven, %d mensen zonder", len(gezien), zonder)
	}
}

func TestFeitenStaanInDeVolgordeWaarinZijBekendWerden(t *testing.T) {
	for p := range Maak(proef(250)) {
		if _, ok := p.Gebeurtenissen[0].Feit.(*dossier.DossierGeopend); !ok {
			t.Fatalf("%s begint niet met de opening", p.Nummer)
		}
		var vorige begrip.Datum
		for i, g := range p.Gebeurtenissen {
			if g.Nummer != i+1 || g.ID == "" || g.Bekend() < vorige || g.Bekend() > vandaag || g.GeldigOp > vandaag {
				t.Errorf("%s feit %d (%s): geldig %s, bekend %s", p.Nummer, g.Nummer, g.Soort(), g.GeldigOp, g.Bekend())
			}
			vorige = g.Bekend()
			for _, ref := range []string{verwijst(g.Feit)} {
				if ref != "" && !slices.ContainsFunc(p.Gebeurtenissen[:i], func(x dossier.Gebeurtenis) bool { return x.ID == ref }) {
					t.Errorf("%s feit %d wijst naar %s, dat er niet is", p.Nummer, g.Nummer, ref)
				}
			}
		}
	}
}

// verwijst geeft het kenmerk waar een feit naar wijst.
func verwijst(f dossier.Feit) string {
	switch f := f.(type) {
	case *dossier.Verschenen:
		return f.Oproep
	case *dossier.NietVerschenen:
		return f.Oproep
	case *dossier.PIPAfspraken:
		return f.PIP
	}
	return ""
}

func TestNiemandWordtInHetWeekendUitgenodigd(t *testing.T) {
	for p := range Maak(proef(250)) {
		for _, g := range p.Gebeurtenissen {
			if f, ok := g.Feit.(*dossier.Opgeroepen); ok && (f.Afspraak.Weekdag() >= begrip.Zaterdag || g.GeldigOp.Weekdag() >= begrip.Zaterdag) {
				t.Errorf("%s: brief %s, afspraak %s", p.Nummer, g.GeldigOp, f.Afspraak)
			}
		}
	}
}

func TestGeenTweeMensenHetenHetzelfde(t *testing.T) {
	gezien := map[string]string{}
	for p := range Maak(proef(250)) {
		d := dossier.Opbouwen(p.Gebeurtenissen, vandaag, 0)
		naam := d.Persoon.Naam.Volledig()
		if naam != "" && gezien[naam] != "" {
			t.Errorf("%s en %s heten allebei hetzelfde", gezien[naam], p.Nummer)
		}
		gezien[naam] = p.Nummer
	}
}

func TestAllesKomtVoor(t *testing.T) {
	soorten := map[dossier.Soort]int{}
	var routes []begrip.Leerroute
	groepen := map[begrip.Doelgroep]int{}
	managers := map[string]int{}
	aantal := 0
	for p := range Maak(proef(250)) {
		groepen[p.Gebeurtenissen[0].Feit.(*dossier.DossierGeopend).Doelgroep]++
		managers[p.Klantmanager]++
		aantal += len(p.Gebeurtenissen)
		for _, g := range p.Gebeurtenissen {
			soorten[g.Soort()]++
			if f, ok := g.Feit.(*dossier.PIPVastgesteld); ok {
				routes = append(routes, f.Leerroute)
			}
		}
	}
	for _, r := range begrip.Leerroutes {
		if !slices.Contains(routes, r) {
			t.Errorf("niemand volgt de %s", r.Titel())
		}
	}
	for _, g := range []begrip.Doelgroep{"", begrip.Asielstatushouder, begrip.GezinEnOverig} {
		if groepen[g] == 0 {
			t.Errorf("niemand hoort tot groep %q", g)
		}
	}
	for _, s := range []dossier.Soort{dossier.SoortSignaalOntvangen, dossier.SoortKoppeling, dossier.SoortInschrijving, dossier.SoortNietVerschenen, dossier.SoortGewaarschuwd,
		dossier.SoortOvertreding, dossier.SoortInformatieOpgevraagd, dossier.SoortInformatieOntvangen, dossier.SoortPIPGemeld, dossier.SoortAangeboden, dossier.SoortUren,
		dossier.SoortVoortgangsgesprek, dossier.SoortEindgesprek, dossier.SoortPVTOndertekend, dossier.SoortExamen, dossier.SoortLeerrouteGewijzigd, dossier.SoortAfgeschaald,
		dossier.SoortTermijnVerlengd, dossier.SoortVrijstelling, dossier.SoortOntheffing, dossier.SoortDoelgroepGewijzigd, dossier.SoortPlichtGeeindigd, dossier.SoortOverleden, dossier.SoortBijstandToegekend} {
		if soorten[s] == 0 {
			t.Errorf("het feit %s komt niet voor", s)
		}
	}
	if gem := aantal / 250; gem < 15 || gem > 26 {
		t.Errorf("gemiddeld %d feiten per dossier, verwacht ongeveer twintig", gem)
	}
	if managers["a.jansen"] < 40 || managers["a.jansen"] > 90 {
		t.Errorf("Anke Jansen heeft %d dossiers", managers["a.jansen"])
	}
}

func BenchmarkMaak10000(b *testing.B) {
	o, _ := metRecht(b, 10_000)
	for b.Loop() {
		feiten := 0
		for p := range Maak(o) {
			feiten += len(p.Gebeurtenissen)
		}
		b.ReportMetric(float64(feiten)/10_000, "feiten/dossier")
	}
}
