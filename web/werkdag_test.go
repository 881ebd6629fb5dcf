package web

import (
	"net/http"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/recht"
)

// nieuw opens a dossier with a message of DUO; nothing is known of the person.
func (b *balie) nieuw() app.Ontvangst {
	b.t.Helper()
	bsn, err := begrip.LeesBSN("999990019")
	if err != nil {
		b.t.Fatal(err)
	}
	o, err := b.huis.OntvangSignaal(b.t.Context(), app.Signaal{BerichtID: "5f2c8a54-6f0e-4d5f-9a43-0f6f0a1b2c3d", Bron: "00000001003214394000", Code: "SS139", BSN: bsn, Geregistreerd: b.klok})
	if err != nil {
		b.t.Fatal(err)
	}
	return o
}

// A new dossier knows no name; the number tells one row from another, also in the links.
func TestWieNogGeenNaamHeeftIsTeOnderscheiden(t *testing.T) {
	b := openBalie(t)
	o := b.nieuw()
	for _, adres := range []string{"/vandaag?wiens=team", "/dossiers", "/dossiers/" + o.Nummer} {
		heeft(t, b.haal(adres).tekst, "Naam onbekend ("+o.Nummer+")")
	}
}

// The first button of a new dossier is the first thing to do; the plan comes last.
func TestNuTeDoenBegintBijHetBegin(t *testing.T) {
	b := openBalie(t)
	o := b.nieuw()
	var knoppen []string
	for _, r := range maakTaken(b.beeld("/dossiers/" + o.Nummer)) {
		knoppen = append(knoppen, r.Knop)
	}
	if s := strings.Join(knoppen, ", "); s != "Vul aan, Kies iemand, Roep op, Maak het PIP, Vul aan" {
		t.Errorf("%s", s)
	}
}

// A question of the law that a person can answer leads to the field for the answer.
func TestVraagLeidtNaarHetVeldEnIsDaarnaWeg(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	veld := pad + "/persoon#inschrijving"
	heeft(t, b.haal(pad).tekst, veld)
	heeft(t, b.haal(pad+"/persoon").tekst, `id="inschrijving"`)
	b.gelukt(pad+"/persoon", map[string]string{"inschrijving-dag": "1", "inschrijving-maand": "9", "inschrijving-jaar": "2026", "gehuisvest": "ja"})
	if strings.Contains(b.haal(pad).tekst, veld) {
		t.Error("the answer is there, and the question still stands")
	}
	g, f := inschrijving(b.beeld(pad).Dossier)
	if g == nil || g.GeldigOp != begrip.MoetDag("2026-09-01") || jaNee(f.Gehuisvest) != "ja" {
		t.Errorf("%+v %+v", g, f)
	}
	if taakpad(agenda.FeitNavragen, "overtreding.o1.verwijtbaarheid") != "" {
		t.Error("a question without a field has a button")
	}
}

// After an act with a letter one prints the letter; the link stands in the message, once.
func TestMeldingLeidtNaarDeBrief(t *testing.T) {
	b := openBalie(t)
	pad := b.kennisgeving()
	b.gelukt(pad+"/oproepen", map[string]string{"plaats": "Stadhuis"})
	a := b.haal(pad)
	heeft(t, a.tekst, "Verstuur hem vandaag.")
	heeft(t, a.tekst, "/brieven/")
	if strings.Contains(b.haal(pad).tekst, "Verstuur hem vandaag.") {
		t.Error("the message comes twice")
	}
}

func TestGroepKomendeWeekInHetWeekend(t *testing.T) {
	for dag, wil := range map[string]string{"2026-11-20": "Deze week", "2026-11-21": "Komende week", "2026-11-22": "Komende week", "2026-11-23": "Deze week"} {
		if s := groepkop(app.DezeWeek, begrip.MoetDag(dag)).Woord; s != wil {
			t.Errorf("%s: %s, want %s", dag, s, wil)
		}
	}
	if _, _, woord := nabijheid(begrip.MoetDag("2026-11-24"), begrip.MoetDag("2026-11-21")); woord != "Komende week" {
		t.Errorf("the dossier says something else than the list: %s", woord)
	}
}

func TestNietsTeDoenZegtWaarom(t *testing.T) {
	antwoord := &recht.Antwoord{Termijnen: []recht.Termijn{{Sleutel: "inburgeringstermijn", Uiterlijk: begrip.MoetDag("2026-03-02")}}}
	for fase, wil := range map[string]string{agenda.FaseVerlopen: "de laatste dag was 2 maart 2026. DUO beoordeelt", agenda.FaseAfgerond: "afgerond", agenda.FaseLeren: "niets te doen"} {
		if s := nietsTeDoen(&app.DossierBeeld{Fase: fase, Antwoord: antwoord}); !strings.Contains(s, wil) {
			t.Errorf("%s: %s", fase, s)
		}
	}
}

func TestKanNuNietZegtWaarDeVolgendeHandelingBegint(t *testing.T) {
	geen := []string{"geen-pip"}
	kort := korteNiet([]nietregel{{Titel: "Andere leerroute kiezen: B1-route", codes: geen}, {Titel: "Andere leerroute kiezen: Z-route", codes: geen},
		{Titel: "Afschalen naar A2", codes: geen}, {Titel: "Traject afronden", codes: geen}})
	if len(kort) != 1 || kort[0].Titel != "Andere leerroute kiezen: B1-route, Z-route; afschalen naar A2; traject afronden" {
		t.Errorf("%+v", kort)
	}
}

// A refusal says how far it is: the first day, or the hours that are short.
func TestWeigeringNoemtDagEnUren(t *testing.T) {
	a := &recht.Antwoord{
		Termijnen: []recht.Termijn{{Sleutel: "verlenging-aanvragen", Begin: begrip.MoetDag("2029-05-22")}},
		Normen: []recht.Norm{{Sleutel: "afschalen-uren", Rest: 188 * int64(begrip.Uur), Eenheid: begrip.InUren}, {Sleutel: "verlenging-uren", Rest: 50 * int64(begrip.Uur), Eenheid: begrip.InUren},
			{Sleutel: "z-cursus", Rest: 12 * int64(begrip.Uur), Eenheid: begrip.InUren}, {Sleutel: "z-participatie", Rest: 3 * int64(begrip.Uur), Eenheid: begrip.InUren}},
	}
	for _, geval := range []struct{ handeling, code, wil string }{
		{"verlenging-aanvragen", "te-vroeg", "Dit kan vanaf 22 mei 2029."},
		{"verlenging-inspanning", "te-vroeg", "Dit kan vanaf 22 mei 2029."},
		{"afschalen", "te-weinig-uren", "NT2 voor afschalen: nog 188 uren."},
		{"verlenging-inspanning", "te-weinig-uren", "nog 50 uren."},
		{"eindgesprek-z", "te-weinig-uren", "nog 12 uren. "},
		{"eindgesprek-z", "te-weinig-uren", "nog 3 uren."},
		{"afschalen", "geen-pip", ""},
	} {
		s := strings.Join(tekort(a, &recht.Handeling{Sleutel: geval.handeling}, geval.code), " ")
		if !strings.Contains(s, geval.wil) || (geval.wil == "") != (s == "") {
			t.Errorf("%s, %s: %q, want %q", geval.handeling, geval.code, s, geval.wil)
		}
	}
}

// The steps to one plan are rows of one person and one day; they stand together.
func TestStappenVanEenMensStaanSamen(t *testing.T) {
	rij := func(n, soort, dag string) app.Werkrij {
		return app.Werkrij{Nummer: n, Soort: soort, Uiterlijk: begrip.MoetDag(dag)}
	}
	b := maakWerkblad("/vandaag", nil, app.Werklijst{Vandaag: begrip.MoetDag("2026-11-23"), Groepen: []app.Werkgroep{{Groep: app.Later, Rijen: []app.Werkrij{
		rij("2026-0001", "intake-afronden", "2026-12-10"), rij("2026-0001", "pip-vaststellen", "2026-12-10"), rij("2026-0002", "pip-vaststellen", "2026-12-10"), rij("2026-0002", "pip-melden", "2026-12-11")}}}})
	for i, wil := range []bool{false, true, false, false} {
		if b.Groepen[0].Rijen[i].Samen != wil {
			t.Errorf("row %d: %v", i, !wil)
		}
	}
}

// The last step of an explanation is its outcome: a day, never the word "ja".
func TestUitlegEindigtMetDeDag(t *testing.T) {
	b := openBalie(t)
	beeld := b.beeld(b.kennisgeving())
	u := termijnuitleg(beeld, &recht.Termijn{Sleutel: "aanbod-leerroute", Uiterlijk: begrip.MoetDag("2026-09-23"),
		Uitleg: begrip.Uitleg{{ID: "atw-geldt-niet", Waarde: 1, Eenheid: begrip.JaNee}}})
	if len(u.Stappen) != 1 || u.Stappen[0].Waarde != "23 september 2026" {
		t.Errorf("%+v", u.Stappen)
	}
}

// A new plan with the same route gives no new term to offer lessons; another route does.
func TestAanbodBegintAlleenOpnieuwBijEenAndereRoute(t *testing.T) {
	for sleutel, wil := range map[string]string{"aanbod-leerroute": "andere leerroute", "pip-melden": "nieuw PIP"} {
		if s := strings.Join(termijnverandering(&recht.Termijn{Sleutel: sleutel, Stand: recht.Lopend}), " "); !strings.Contains(s, wil) {
			t.Errorf("%s: %q", sleutel, s)
		}
	}
}

// A message about somebody without a dossier, whose code opens none: the page says whom
// it is about, and one click opens the dossier.
func TestBerichtKoppelenDatZegtOmWieHetGaat(t *testing.T) {
	b := openBalie(t)
	bsn, err := begrip.LeesBSN("999990019")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.huis.OntvangSignaal(t.Context(), app.Signaal{BerichtID: "6f2c8a54-6f0e-4d5f-9a43-0f6f0a1b2c3d", Bron: "00000001003214394000", Code: "SS126", BSN: bsn, Geregistreerd: b.klok}); err != nil {
		t.Fatal(err)
	}
	pad := koppeladres("6f2c8a54-6f0e-4d5f-9a43-0f6f0a1b2c3d")
	a := b.haal(pad)
	heeft(t, a.tekst, "999990019", "Van deze persoon is hier nog geen dossier", "Anders openen wij er een.")
	if strings.Contains(a.tekst, `name="bsn"`) || strings.Contains(b.haal("/beheer").tekst, "999990019") {
		t.Error("the number is asked for again, or stands in the list")
	}
	if a := b.post(pad, a.vorm(t)); a.status != http.StatusSeeOther || !strings.HasPrefix(a.naar, "/dossiers/") {
		t.Fatalf("%d naar %q %v", a.status, a.naar, fouten(a.tekst))
	}
}

// A page names people; the login is for the audit.
func TestEenBladzijdeNoemtMensenEnGeenInlognamen(t *testing.T) {
	b := openBalie(t)
	pad := b.naIntake()
	b.gelukt(pad+"/toewijzen", map[string]string{"aan": "b.dewit"})
	b.plan(pad)
	for _, deel := range []string{"", "?deel=feiten", "?deel=plan", "?deel=keten", "/duo", "/portaal"} {
		a := b.haal(pad + deel)
		if a.status != http.StatusOK || strings.Contains(a.tekst, "a.jansen") || strings.Contains(a.tekst, "b.dewit") {
			t.Errorf("%s: %d, or a login instead of a name", deel, a.status)
		}
	}
	heeft(t, b.haal(pad+"?deel=feiten").tekst, "Anke Jansen, klantmanager", "Bram de Wit")
}

// One does two things with every dossier; the other acts stand behind one word, in the
// page itself, so that they are there without scripts.
func TestKopVanHetDossierHeeftWeinigKnoppen(t *testing.T) {
	b := openBalie(t)
	pad := b.naIntake()
	eerst, meer := maakKnoppen(b.beeld(pad))
	if len(eerst) > 1 || len(meer) < 4 {
		t.Errorf("%d to see at once, %d behind a word: %+v %+v", len(eerst), len(meer), eerst, meer)
	}
	pagina := b.haal(pad).tekst
	for _, k := range meer {
		heeft(t, pagina, ">"+k.Naam+"<")
	}
}

// The audit is where the login stands, beside the name.
func TestAuditNoemtNaamEnInlognaam(t *testing.T) {
	for _, x := range []struct {
		rij app.Auditregel
		wil string
	}{
		{app.Auditregel{Naam: "Anke Jansen", Gebruiker: "a.jansen", Rol: begrip.Klantmanager}, "klantmanager, a.jansen"},
		{app.Auditregel{Gebruiker: "a.jansen", Rol: begrip.Klantmanager}, "klantmanager"},
	} {
		if s := rolEnLogin(x.rij); s != x.wil {
			t.Errorf("%q, want %q", s, x.wil)
		}
	}
}
