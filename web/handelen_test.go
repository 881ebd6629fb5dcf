package web

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"traject/api"
	"traject/app"
	"traject/druk"
	"traject/kern/begrip"
	"traject/kern/brief"
	"traject/kern/dossier"
	"traject/keten/duo"
	"traject/store"
	"traject/store/geheugen"
	"traject/wetten"
)

// A house to try the act pages on: the real hall, the real law, a store in memory and
// a clock the test sets.

type proefdruk struct{}

func (proefdruk) HTML(b brief.Brief) ([]byte, error) { return druk.HTML(b), nil }
func (proefdruk) PDF(b brief.Brief) ([]byte, error)  { return druk.PDF(b) }

type proefvorm struct{ boek *wetten.Boek }

func (f proefvorm) Lees(_ string, b []byte) ([]dossier.Gebeurtenis, []begrip.Weigering) {
	return api.Lees(b, api.YAML, f.boek)
}

func (f proefvorm) Stel(v app.Veronderstelling, op begrip.Datum, bestaand []dossier.Gebeurtenis) (dossier.Gebeurtenis, []begrip.Weigering) {
	velden := make([]api.Stelveld, len(v.Velden))
	for i, x := range v.Velden {
		velden[i] = api.Stelveld(x)
	}
	return api.Stel(string(v.Soort), velden, op, bestaand)
}

func (f proefvorm) Schrijf(gs []dossier.Gebeurtenis) ([]byte, error) {
	var b bytes.Buffer
	err := api.SchrijfDossier(&b, gs)
	return b.Bytes(), err
}

var anke = app.Wie{Gebruiker: "a.jansen", Naam: "Anke Jansen", Rol: begrip.Klantmanager, Gemeente: "9999"}

// balie is a browser at a running house.
type balie struct {
	uren   url.Values // of which participation and month klop asks the hours
	t      *testing.T
	huis   *app.Huis
	log    *bytes.Buffer
	adres  string
	client *http.Client
	klok   time.Time
	stuk   error // what the Logboek Dataverwerkingen answers; nil is a confirmation
}

// Schrijf makes the counter its own Logboek Dataverwerkingen.
func (b *balie) Schrijf(context.Context, begrip.Gemeente, []app.Verwerking) error { return b.stuk }

func openBalie(t *testing.T) *balie {
	t.Helper()
	boek, err := wetten.Laad()
	if err != nil {
		t.Fatal(err)
	}
	sleutels, err := store.SleutelsUitBestand(filepath.Join(t.TempDir(), "sleutel"), true)
	if err != nil {
		t.Fatal(err)
	}
	b := &balie{t: t, log: &bytes.Buffer{}}
	b.op("2026-09-14")
	b.huis, err = app.Nieuw(app.Onderdelen{
		Logboek: b, Kelder: geheugen.Nieuw(sleutels), Boek: boek, Druk: proefdruk{}, Bestand: proefvorm{boek}, Gemeente: anke.Gemeente, Beleid: "de-fryske-marren",
		Klok: func() time.Time { return b.klok }, Log: slog.New(slog.NewTextHandler(b.log, nil)),
		Afzender:    brief.Afzender{Gemeente: "Gemeente Voorbeeldstad", Postadres: "Postbus 1, 1234 AA Voorbeeldstad", Telefoon: "088 000 00 00"},
		Medewerkers: []app.Medewerker{{Gebruiker: "a.jansen", Naam: "Anke Jansen", Rol: begrip.Klantmanager}, {Gebruiker: "b.dewit", Naam: "Bram de Wit", Rol: begrip.Klantmanager}},
		Lijstlezer: func(_ string, b []byte) (app.Tabel, []begrip.Weigering) {
			l, w := duo.LeesLijst(b)
			t := app.Tabel{Kop: l.Kop}
			for _, r := range l.Rijen {
				t.Rijen = append(t.Rijen, app.Tabelrij(r))
			}
			return t, w
		},
		Signaalsoort: func(code string) (app.Signaalsoort, bool) {
			s, ok := duo.ZoekSignaal(code)
			return app.Signaalsoort{Omschrijving: s.Omschrijving, Opent: s.Opent, Feiten: s.Feiten}, ok
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	beleid := app.Wie{Gebruiker: "j.bakker", Naam: "Joost Bakker", Rol: begrip.Beleid, Gemeente: anke.Gemeente}
	h, err := Nieuw(Instellingen{Huis: b.huis, Gemeente: "Voorbeeldstad", Log: b.huis.Log, Demo: []Demomens{{Als: "klantmanager", Wie: anke}, {Als: "beleid", Wie: beleid}}})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	b.adres = server.URL
	b.login("klantmanager")
	return b
}

// login starts a browser for one of the people of the demo. It follows no redirects: where a
// page leads is part of the answer.
func (b *balie) login(als string) {
	b.t.Helper()
	koekjes, err := cookiejar.New(nil)
	if err != nil {
		b.t.Fatal(err)
	}
	b.client = &http.Client{Jar: koekjes, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	if a := b.post("/demo/inloggen", url.Values{"als": {als}}); a.status != http.StatusSeeOther {
		b.t.Fatalf("logging in as %s: %d", als, a.status)
	}
}

// op sets the clock at eleven in the morning.
func (b *balie) op(dag string) {
	t, err := time.Parse(time.RFC3339, dag+"T11:00:00+02:00")
	if err != nil {
		b.t.Fatal(err)
	}
	b.klok = t
}

// antwoord is a page as it came back.
type antwoord struct {
	status int
	naar   string
	kop    http.Header
	tekst  string
}

func (b *balie) stuur(r *http.Request) antwoord {
	b.t.Helper()
	w, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer w.Body.Close()
	inhoud, err := io.ReadAll(w.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return antwoord{w.StatusCode, w.Header.Get("Location"), w.Header, string(inhoud)}
}

func (b *balie) haal(pad string) antwoord {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodGet, b.adres+pad, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.stuur(r)
}

func (b *balie) post(pad string, velden url.Values) antwoord {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodPost, b.adres+pad, strings.NewReader(velden.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.stuur(r)
}

// vorm gives what a browser would send back from a page untouched.
func (a antwoord) vorm(t *testing.T) url.Values {
	t.Helper()
	boom, err := html.Parse(strings.NewReader(a.tekst))
	if err != nil {
		t.Fatal(err)
	}
	uit := url.Values{}
	for n := range boom.Descendants() {
		k := map[string]string{}
		for _, x := range n.Attr {
			k[x.Key] = x.Val
		}
		_, aan := k["checked"]
		switch {
		case k["name"] == "" || k["name"] == "zoek":
		case n.Data == "textarea" && n.FirstChild != nil:
			uit.Add(k["name"], strings.TrimPrefix(n.FirstChild.Data, "\n"))
		case n.Data == "textarea":
			uit.Add(k["name"], "")
		case n.Data == "input" && (k["type"] != "radio" && k["type"] != "checkbox" || aan):
			uit.Add(k["name"], k["value"])
		case n.Data == "select":
			uit.Add(k["name"], keuzeIn(n))
		}
	}
	return uit
}

// keuzeIn is what a browser sends for a select: what is chosen, or else the first.
func keuzeIn(lijst *html.Node) string {
	eerste, al := "", false
	for n := range lijst.Descendants() {
		if n.Data != "option" {
			continue
		}
		waarde, gekozen := "", false
		for _, x := range n.Attr {
			if x.Key == "value" {
				waarde = x.Val
			}
			gekozen = gekozen || x.Key == "selected"
		}
		if gekozen {
			return waarde
		}
		if !al {
			eerste, al = waarde, true
		}
	}
	return eerste
}

// doe opens a form, changes some fields and sends it.
func (b *balie) doe(pad string, velden map[string]string) antwoord {
	b.t.Helper()
	a := b.haal(pad)
	if a.status != http.StatusOK {
		b.t.Fatalf("%s: %d", pad, a.status)
	}
	v := a.vorm(b.t)
	for naam, waarde := range velden {
		v.Set(naam, waarde)
	}
	adres, _, _ := strings.Cut(pad, "?")
	return b.post(adres, v)
}

// gelukt does the same and demands that it was recorded.
func (b *balie) gelukt(pad string, velden map[string]string) {
	b.t.Helper()
	if a := b.doe(pad, velden); a.status != http.StatusSeeOther {
		b.t.Fatalf("%s: %d\n%s", pad, a.status, strings.Join(fouten(a.tekst), "\n"))
	}
}

var foutlink = regexp.MustCompile(`(?s)<div class="utrecht-alert utrecht-alert--error.*?</ul>`)
var tussen = regexp.MustCompile(`<[^>]+>`)

// fouten gives the sentences of the summary.
func fouten(pagina string) []string {
	var uit []string
	for _, regel := range strings.Split(foutlink.FindString(pagina), "<li>") {
		if s := strings.TrimSpace(html.UnescapeString(tussen.ReplaceAllString(regel, ""))); s != "" {
			uit = append(uit, s)
		}
	}
	return uit
}

// kennisgeving opens a dossier with a message of DUO and fills in the person.
func (b *balie) kennisgeving() string {
	b.t.Helper()
	bsn, err := begrip.LeesBSN("999990019")
	if err != nil {
		b.t.Fatal(err)
	}
	o, err := b.huis.OntvangSignaal(b.t.Context(), app.Signaal{BerichtID: "3f2c8a54-6f0e-4d5f-9a43-0f6f0a1b2c3d", Bron: "00000001003214394000", Code: "SS139", BSN: bsn, Geregistreerd: b.klok})
	if err != nil {
		b.t.Fatal(err)
	}
	pad := "/dossiers/" + o.Nummer
	b.gelukt(pad+"/persoon", map[string]string{"voornamen": "Selam", "geslachtsnaam": "Haile", "doelgroep": "asielstatushouder", "tolk": "Tigrinya", "adres": "Lindelaan 12", "postcode": "1234 AB", "plaats": "Voorbeeldstad"})
	b.gelukt(pad+"/toewijzen", map[string]string{"aan": "a.jansen"})
	return pad
}

// naIntake walks from the message of DUO to a closed intake.
func (b *balie) naIntake() string {
	b.t.Helper()
	pad := b.kennisgeving()
	b.gelukt(pad+"/oproepen", map[string]string{"plaats": "Stadhuis, balie 4"})
	b.op("2026-09-28")
	b.gelukt(pad+"/verschijnen", map[string]string{"uitkomst": "verschenen"})
	b.op("2026-10-12")
	b.gelukt(pad+"/leerbaarheidstoets", map[string]string{"uitslag": "haalbaar"})
	b.gelukt(pad+"/intake", map[string]string{"onderwijs": "9 jaar school in Eritrea", "werk": "Winkel", "gezin": "Twee kinderen", "gezondheid": "Kan hele dagen naar les",
		"taalniveau": "Begint net", "zelfredzaamheid": "Regelt veel zelf", "werkkansen": "Zorg", "wens": "Onderwijsroute, daarna verpleegkunde", "zonder-derden": "ja"})
	return pad
}

// plan fills in all steps up to the last.
func (b *balie) plan(pad string) {
	b.t.Helper()
	for _, stap := range []struct {
		adres  string
		velden map[string]string
	}{
		{"/pip", nil},
		{"/pip?stap=2", map[string]string{"leerroute": "b1", "niveau": "b1", "motivering": "De toets laat zien dat B1 past."}},
		{"/pip?stap=3", map[string]string{"uren": "600", "uren-per-week": "12", "pvt-uren": "12", "map-uren": "24", "voortgangsgesprekken": "6", "ondersteuning": "Maatschappelijke begeleiding"}},
		{"/pip?stap=4", map[string]string{"vve": "nee"}},
	} {
		b.gelukt(pad+stap.adres, stap.velden)
	}
}

func (b *balie) beeld(pad string) *app.DossierBeeld {
	b.t.Helper()
	d, err := b.huis.Dossier(b.t.Context(), anke, strings.TrimPrefix(pad, "/dossiers/"))
	if err != nil {
		b.t.Fatal(err)
	}
	return d
}

func heeft(t *testing.T, pagina string, delen ...string) {
	t.Helper()
	for _, d := range delen {
		if !strings.Contains(pagina, d) {
			t.Errorf("the page lacks %q", d)
		}
	}
}

// multi makes a form with a file.
func multi(t *testing.T, naam string, inhoud []byte, velden map[string]string) (io.Reader, string) {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	deel, err := m.CreateFormFile("bestand", naam)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := deel.Write(inhoud); err != nil {
		t.Fatal(err)
	}
	for k, v := range velden {
		if err := m.WriteField(k, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	return &b, m.FormDataContentType()
}
