package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/store"
)

// The providers of these examples: a school, another school, one that gives MAP with an
// agreement, and one without.
var (
	taalhuis  = app.Verwerker{Kenmerk: "aaaaaaaaaaa1", Naam: "Taalhuis De Brug", Aanbieder: "school", Soorten: []app.VerwerkerSoort{app.Cursusinstelling}}
	anders    = app.Verwerker{Kenmerk: "aaaaaaaaaaa2", Naam: "Taal in Zicht", Aanbieder: "andere-school", Soorten: []app.VerwerkerSoort{app.Cursusinstelling}}
	werkplein = app.Verwerker{Kenmerk: "aaaaaaaaaaa3", Naam: "Werkplein", Aanbieder: "map", Soorten: []app.VerwerkerSoort{app.VerwerkerMAP}, Overeenkomst: "Z-12", Getekend: begrip.MoetDag("2026-01-05")}
	zonder    = app.Verwerker{Kenmerk: "aaaaaaaaaaa4", Naam: "Welzijn", Aanbieder: "welzijn", Soorten: []app.VerwerkerSoort{app.VerwerkerPVT}}
)

// metAanbieders puts the providers in the register.
func (b *balie) metAanbieders() {
	b.t.Helper()
	leider := rollen["tl"]
	leider.Gemeente = anke.Gemeente
	for _, v := range []app.Verwerker{taalhuis, anders, werkplein, zonder} {
		if _, err := b.huis.BewaarVerwerker(b.t.Context(), leider, v); err != nil {
			b.t.Fatal(err)
		}
	}
}

// plaats records that the person of a dossier takes part, and derives the rows again.
func (b *balie) plaats(nummer string, fs ...*dossier.Deelname) (ids []string) {
	b.t.Helper()
	l, err := b.huis.Kelder.Lees(b.t.Context(), anke.Gemeente, nummer)
	if err != nil {
		b.t.Fatal(err)
	}
	t := store.Toevoeging{Gemeente: anke.Gemeente, Nummer: nummer, Verwacht: l.Versie}
	for i, f := range fs {
		ids = append(ids, "d"+nummer+string(rune('a'+l.Versie+i)))
		t.Gebeurtenissen = append(t.Gebeurtenissen, dossier.Gebeurtenis{ID: ids[i], GeldigOp: f.Vanaf, Wie: "a.jansen", Rol: begrip.Klantmanager, Bron: "balie", Feit: f})
	}
	if err := b.huis.Kelder.Toevoegen(b.t.Context(), t); err != nil {
		b.t.Fatal(err)
	}
	if _, err := b.huis.Herbouw(b.t.Context(), app.Wie{Gebruiker: "systeem", Rol: begrip.Systeem, Gemeente: anke.Gemeente}, func(int) {}); err != nil {
		b.t.Fatal(err)
	}
	return ids
}

func bijInstelling(v app.Verwerker, wat dossier.Aanbod, vanaf, tot string) *dossier.Deelname {
	f := &dossier.Deelname{Aanbieder: v.Kenmerk, Naam: v.Naam, Wat: wat, Vanaf: begrip.MoetDag(vanaf)}
	if tot != "" {
		f.Tot = begrip.MoetDag(tot)
	}
	return f
}

func aanbieder(als string, rol begrip.Rol, bij string) Demomens {
	return Demomens{Als: als, Wie: app.Wie{Gebruiker: als, Naam: als, Rol: rol, Gemeente: anke.Gemeente, Aanbieder: bij}}
}

var bijAanbieders = []Demomens{
	aanbieder("school", begrip.AanbiederTaal, "school"), aanbieder("andere", begrip.AanbiederTaal, "aaaaaaaaaaa2"), aanbieder("map", begrip.AanbiederOverig, "map"),
	aanbieder("welzijn", begrip.AanbiederOverig, "welzijn"), aanbieder("nergens", begrip.AanbiederTaal, ""), aanbieder("vreemd", begrip.AanbiederOverig, "bestaat-niet"),
	aanbieder("verkeerd", begrip.AanbiederOverig, "school"),
}

// Who sees whom and what on the day before, on the first day, on the last day of sight and
// after it. Someone of another school is not there, and a BSN never reaches who gives MAP.
func TestEenAanbiederZietAlleenDeEigenMensen(t *testing.T) {
	b := openBalie(t)
	plek := b.naIntake()
	nummer := b.beeld(plek).Nummer
	bsn := b.beeld(plek).Dossier.Persoon.BSN.Cijfers()
	b.metAanbieders()
	b.plaats(nummer, bijInstelling(taalhuis, dossier.AanbodLeerroute, "2026-10-01", "2026-10-30"), bijInstelling(werkplein, dossier.AanbodMAP, "2026-10-01", ""), bijInstelling(zonder, dossier.AanbodPVT, "2026-10-01", ""))
	b.metMensen(append(slices.Clone(bijAanbieders), Demomens{Als: "klantmanager", Wie: anke}, Demomens{Als: "kok", Wie: metGemeente(rollen["to"])}))
	if bsn == "" {
		t.Fatal("this example needs somebody with a BSN")
	}
	for _, v := range []struct {
		dag, als string
		ziet     bool
	}{
		{"2026-09-30", "school", false}, {"2026-10-01", "school", true}, {"2026-10-30", "school", true}, {"2026-11-27", "school", true}, {"2026-11-28", "school", false},
		{"2026-09-30", "map", false}, {"2026-10-01", "map", true}, {"2026-12-31", "map", true},
		{"2026-10-01", "andere", false}, {"2026-10-01", "welzijn", false}, {"2026-10-01", "nergens", false}, {"2026-10-01", "vreemd", false}, {"2026-10-01", "verkeerd", false},
	} {
		b.op(v.dag)
		b.login(v.als)
		echt, nep := b.haal("/deelnemers/"+nummer), b.haal("/deelnemers/2026-7777")
		lijst, klaar, zoek := b.haal("/deelnemers"), b.haal("/deelnemers?stand=geweest"), b.haal("/deelnemers?zoek=hai")
		if (echt.status == http.StatusOK) != v.ziet {
			t.Errorf("%s on %s: %d", v.als, v.dag, echt.status)
		}
		if in := strings.Contains(lijst.tekst+klaar.tekst, "Haile"); in != v.ziet || lijst.status != http.StatusOK {
			t.Errorf("%s on %s: in the list %v, %d", v.als, v.dag, in, lijst.status)
		}
		if strings.Contains(zoek.tekst, "Haile") != (v.ziet && strings.Contains(lijst.tekst, "Haile")) {
			t.Errorf("%s on %s: searching gives something else than the list", v.als, v.dag)
		}
		if !v.ziet && (nep.status != echt.status || strings.ReplaceAll(echt.tekst, nummer, "") != strings.ReplaceAll(nep.tekst, "2026-7777", "")) {
			t.Errorf("%s on %s: one that is there gives %d, one that is not %d", v.als, v.dag, echt.status, nep.status)
		}
		alles := echt.tekst + lijst.tekst + klaar.tekst + zoek.tekst
		if strings.Contains(alles, bsn) != (v.ziet && v.als == "school") {
			t.Errorf("%s on %s: the BSN", v.als, v.dag)
		}
		for _, nooit := range []string{"kan niet lang staan", "Boete", "partner", "Werkplein", "notitie"} {
			if v.als == "school" && strings.Contains(echt.tekst, nooit) {
				t.Errorf("a school reads %q", nooit)
			}
		}
		if v.als == "map" && (strings.Contains(alles, "Taalhuis") || strings.Contains(alles, "leerroute")) {
			t.Error("who gives MAP reads about the school")
		}
	}
	b.op("2026-10-02")
	for als, zin := range map[string]string{"nergens": "weet nog niet bij welke instelling", "vreemd": "staat niet in het register", "welzijn": "geen geldige overeenkomst", "verkeerd": "iets anders dan wat uw instelling"} {
		b.login(als)
		if a := b.haal("/deelnemers"); !strings.Contains(a.tekst, zin) || strings.Contains(a.tekst, "Haile") {
			t.Errorf("%s reads no calm reason", als)
		}
	}
	b.login("kok")
	if a := b.haal("/beheer/audit?nummer=" + nummer + "&handeling=" + app.AuditDeelnemerGezien); strings.Count(a.tekst, "Deelnemer bekeken door een aanbieder") < 5 {
		t.Error("the audit does not say which provider looked")
	}
	b.login("klantmanager")
	a := b.haal(plek + "?deel=aanbieders")
	for _, zin := range []string{"Taalhuis De Brug", "Ziet een deel", "Werkplein", "is nog geen overeenkomst", "30 oktober 2026"} {
		if !strings.Contains(a.tekst, zin) {
			t.Errorf("the dossier does not say %q", zin)
		}
	}
}

func metGemeente(w app.Wie) app.Wie {
	w.Gemeente = anke.Gemeente
	return w
}

// The same number in another municipality is somebody else's.
func TestEenAanbiederBlijftInZijnGemeente(t *testing.T) {
	b := openBalie(t)
	nummer := b.beeld(b.naIntake()).Nummer
	b.metAanbieders()
	b.plaats(nummer, bijInstelling(taalhuis, dossier.AanbodLeerroute, "2026-09-01", ""))
	ver := aanbieder("ver", begrip.AanbiederTaal, "aaaaaaaaaaa1")
	ver.Wie.Gemeente = "8888"
	b.metMensen([]Demomens{ver})
	b.login("ver")
	if a := b.haal("/deelnemers/" + nummer); a.status != http.StatusNotFound {
		t.Errorf("a school of another municipality: %d", a.status)
	}
}

// From task to sight: a klantmanager records an offer, the school sees the person, and not
// any more after the end; a name alone shows nobody anything until it is joined.
func TestAanbodVastleggenEnBeeindigen(t *testing.T) {
	b := openBalie(t)
	plek := b.naIntake()
	nummer := b.beeld(plek).Nummer
	b.metAanbieders()
	b.metMensen(append(slices.Clone(bijAanbieders), Demomens{Als: "klantmanager", Wie: anke}, Demomens{Als: "tl", Wie: metGemeente(rollen["tl"])}))
	b.login("klantmanager")
	if a := b.doe(plek+"/aanbod", map[string]string{"wat": "map", "aanbieder": werkplein.Kenmerk}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, "Stel eerst het PIP vast") {
		t.Errorf("MAP without a PIP: %d", a.status)
	}
	if a := b.doe(plek+"/aanbod", map[string]string{"wat": "pvt", "aanbieder": werkplein.Kenmerk}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, "geeft dit volgens het register niet") {
		t.Errorf("an institution that does not give it: %d", a.status)
	}
	if a := b.doe(plek+"/aanbod", map[string]string{"wat": "pvt", "aanbieder": ""}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, "kies een instelling") {
		t.Errorf("no institution: %d", a.status)
	}
	b.gelukt(plek+"/aanbod", map[string]string{"wat": "pvt", "aanbieder": "geen", "instelling": "Buurthuis"})
	d := b.beeld(plek)
	g, _ := dossier.Laatste[*dossier.Aangeboden](d.Dossier)
	if a := b.haal(plek + "?deel=aanbieders"); len(d.Zicht) != 0 || !strings.Contains(a.tekst, "Buurthuis") || !strings.Contains(a.tekst, "deelname?over="+g.ID) {
		t.Error("an offer with a name only is not shown, or shows the dossier to someone")
	}
	b.gelukt(plek+"/deelname", map[string]string{"over": g.ID, "aanbieder": zonder.Kenmerk, "vanaf-dag": "14", "vanaf-maand": "9", "vanaf-jaar": "2026"})
	b.login("welzijn")
	if a := b.haal("/deelnemers"); strings.Contains(a.tekst, "Haile") {
		t.Error("without an agreement somebody is shown")
	}
	b.login("tl")
	if a := b.haal("/vandaag"); !strings.Contains(a.tekst, "Welzijn: er is geen geldige overeenkomst") {
		t.Error("the teamleider is not told")
	}
	v := zonder
	v.Versie, v.Overeenkomst, v.Getekend = 1, "Z-13", begrip.MoetDag("2026-09-01")
	if _, err := b.huis.BewaarVerwerker(t.Context(), metGemeente(rollen["tl"]), v); err != nil {
		t.Fatal(err)
	}
	if a := b.haal("/vandaag"); strings.Contains(a.tekst, "geen geldige overeenkomst") {
		t.Error("the notice stays after the agreement was signed")
	}
	b.login("welzijn")
	if a := b.haal("/deelnemers"); !strings.Contains(a.tekst, "Haile") {
		t.Error("with an agreement nobody is shown")
	}
	b.login("klantmanager")
	n, _ := dossier.Laatste[*dossier.Deelname](b.beeld(plek).Dossier)
	velden := map[string]string{"over": n.ID, "aanbieder": zonder.Kenmerk, "vanaf-dag": "14", "vanaf-maand": "9", "vanaf-jaar": "2026", "tot-dag": "13", "tot-maand": "9", "tot-jaar": "2026"}
	if a := b.doe(plek+"/deelname", velden); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, "laatste dag ligt voor de eerste") {
		t.Errorf("an end before the beginning: %d", a.status)
	}
	velden["tot-dag"] = "14"
	b.gelukt(plek+"/deelname", velden)
	if a := b.haal(plek + "?deel=aanbieders"); !strings.Contains(a.tekst, "Tot en met 12 oktober 2026") {
		t.Error("the dossier does not say until when the institution sees it")
	}
	b.login("welzijn")
	if a := b.haal("/deelnemers?stand=geweest"); !strings.Contains(a.tekst, "Haile") {
		t.Error("who ended today is not shown as ended")
	}
	b.op("2026-10-13")
	if a := b.haal("/deelnemers/" + nummer); a.status != http.StatusNotFound {
		t.Errorf("after the last day of sight: %d", a.status)
	}
	c, err := b.huis.Controleer(t.Context(), app.Wie{Gebruiker: "systeem", Rol: begrip.Systeem, Gemeente: anke.Gemeente}, func(int) {})
	if err != nil || len(c.Fouten) != 0 {
		t.Errorf("traject check: %v %v", c.Fouten, err)
	}
}

// A school gives the hours of a month: once, again the same (nothing happens), and better
// (the old stays and does not count). What is refused is kept, and the law counts with it.
func TestSchoolGeeftUren(t *testing.T) {
	b := openBalie(t)
	plek := b.naIntake()
	nummer := b.beeld(plek).Nummer
	b.metAanbieders()
	id := b.plaats(nummer, bijInstelling(taalhuis, dossier.AanbodLeerroute, "2026-09-01", ""))[0]
	b.metMensen(append(slices.Clone(bijAanbieders), Demomens{Als: "klantmanager", Wie: anke}))
	b.op("2026-10-20")
	b.login("school")
	heeft(t, b.haal("/deelnemers/"+nummer).tekst, "September 2026: nog niet ingevuld", "Oktober 2026")
	adres := "/deelnemers/" + nummer + "/uren?deelname=" + id + "&maand=2026-09"
	uren := func() (som begrip.Uren) {
		for g, f := range dossier.Van[*dossier.Uren](b.beeld(plek).Dossier) {
			if g.Bron == "aanbieder" {
				som += f.Aantal.Of(0)
			}
		}
		return som / begrip.Uur
	}
	if a := b.doe(adres, map[string]string{"nt2": "veel"}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, `value="veel"`) {
		t.Errorf("no number: %d", a.status)
	}
	heeft(t, b.haal(adres).tekst, `value="veel"`) // it was kept as a draft
	if a := b.doe(adres, map[string]string{"nt2": "300"}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, "meer dan 184 uren") {
		t.Errorf("too many hours: %d", a.status)
	}
	if a := b.doe(adres, map[string]string{"nt2": ""}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, "hoeveel uren iemand volgde") {
		t.Errorf("nothing filled in: %d", a.status)
	}
	eerste := b.haal(adres).vorm(t)
	b.gelukt(adres, map[string]string{"nt2": "40", "knm": "8", "ongeoorloofd": "2"})
	versie := b.beeld(plek).Versie
	eerste.Set("nt2", "40")
	eerste.Set("knm", "8")
	eerste.Set("ongeoorloofd", "2")
	if a := b.post("/deelnemers/"+nummer+"/uren", eerste); a.status != http.StatusSeeOther || b.beeld(plek).Versie != versie || uren() != 48 {
		t.Errorf("the same form once more: %d, version %d, %d hours", a.status, b.beeld(plek).Versie, uren())
	}
	eerste.Set("nt2", "41") // somebody else's form of before
	if a := b.post("/deelnemers/"+nummer+"/uren", eerste); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.tekst, "intussen al ingevuld") || uren() != 48 {
		t.Errorf("another form of before: %d", a.status)
	}
	// What was typed meanwhile does not stand in the way of what is there, and is not lost.
	heeft(t, b.haal(adres).tekst, `value="40"`, "In uw concept stond NT2 in de klas: 41; KNM: 8;", `name="over" value="`+laatsteLesmaand(b, plek)+`"`)
	b.gelukt(adres, map[string]string{"nt2": "40"}) // the same as what is there: nothing happens, and the draft goes
	if a := b.haal(adres); strings.Contains(a.tekst, "In uw concept") || b.beeld(plek).Versie != versie {
		t.Error("a draft stays that nobody can finish")
	}
	b.plaats(nummer, bijInstelling(werkplein, dossier.AanbodMAP, "2026-09-01", "")) // the municipality is at work meanwhile: that is no conflict
	b.gelukt(adres, map[string]string{"nt2": "36", "knm": "", "over": laatsteLesmaand(b, plek)})
	if uren() != 36 {
		t.Errorf("after a correction %d hours count", uren())
	}
	heeft(t, b.haal("/deelnemers/"+nummer).tekst, "September 2026: ingevuld, 36 uur gevolgd en 2 gemist", "Klopt een eerdere maand niet?")
	for _, fout := range []string{"deelname=" + id + "&maand=2026-11", "deelname=" + id + "&maand=2026-08", "deelname=" + id + "&maand=onzin", "deelname=f1&maand=2026-09", ""} {
		if a := b.haal("/deelnemers/" + nummer + "/uren?" + fout); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", fout, a.status)
		}
	}
	b.login("andere")
	if a := b.haal(adres); a.status != http.StatusNotFound {
		t.Errorf("another school: %d", a.status)
	}
	b.login("klantmanager")
	heeft(t, b.haal(plek+"?deel=feiten").tekst, "Uren en aanwezigheid van een instelling", "van de instelling")
	heeft(t, b.haal(plek+"?deel=aanbieders").tekst, "September 2026", `data-kop="Uren gevolgd">36<`, `data-kop="Gemist zonder goede reden">2<`, "Wijzig of stop")
	heeft(t, b.haal(plek+"/deelname?over="+id).tekst, "Gaat iemand naar een andere instelling? Laat deze staan")
	c, err := b.huis.Controleer(t.Context(), app.Wie{Gebruiker: "systeem", Rol: begrip.Systeem, Gemeente: anke.Gemeente}, func(int) {})
	if err != nil || len(c.Fouten) != 0 {
		t.Errorf("traject check: %v %v", c.Fouten, err)
	}
}

func laatsteLesmaand(b *balie, plek string) string {
	g, _ := dossier.Laatste[*dossier.Lesmaand](b.beeld(plek).Dossier)
	return g.ID
}

// A search for a BSN is refused before anything is looked up, and the number comes nowhere.
func TestAanbiederZoektNietOpBSN(t *testing.T) {
	b := openBalie(t)
	b.metAanbieders()
	b.metMensen(bijAanbieders)
	b.login("school")
	a := b.haal("/deelnemers?" + url.Values{"zoek": {"999990019"}}.Encode())
	if a.status != http.StatusUnprocessableEntity || strings.Contains(a.tekst, "999990019") {
		t.Errorf("%d", a.status)
	}
}

// Where there is nothing to fill in, the page says why: a school would look for it.
func TestDeelnemerZegtWaaromErGeenUrenStaan(t *testing.T) {
	maand := []app.Maandrij{{Maand: begrip.MoetDag("2026-10-01")}}
	for zin, n := range map[string]app.Eigendeelname{
		"De gemeente vraagt u hier niet om uren en aanwezigheid.": {Wat: dossier.AanbodMAP},
		"Uren en aanwezigheid vult u in vanaf de eerste dag.":     {Wat: dossier.AanbodMAP, Voortgang: true},
		"": {Wat: dossier.AanbodMAP, Voortgang: true, Maanden: maand},
	} {
		var blad strings.Builder
		b := maakDeelnemer(&app.DeelnemerBeeld{Nummer: "2026-0001", Deelnames: []app.Eigendeelname{n}})
		if err := deelnemerpagina(raam{}, b).Render(t.Context(), &blad); err != nil {
			t.Fatal(err)
		}
		if len(n.Maanden) > 0 && !strings.Contains(blad.String(), `class="utrecht-link tj-niet-afdrukken"`) {
			t.Error("on paper one cannot fill in a month, and the words to do so stand there")
		}
		if got := b.Deelnames[0].Noot; got != zin || !strings.Contains(blad.String(), zin) {
			t.Errorf("%q, wanted %q on the page", got, zin)
		}
	}
}
