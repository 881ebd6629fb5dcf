package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"traject/app"
	"traject/kern/agenda"
	"traject/kern/begrip"
)

// dossierlijstblad is the list of dossiers as it stands on the page.
type dossierlijstblad struct {
	Tabs         []tab
	Wiens        string
	Zoek         string
	Kop          string // what this list is, in a few words
	Fase         []keuze
	Groep, Route []keuze
	Chips        []chip
	Rijen        []dossierlijstrij
	Volgende     string
	Leeg         string
	Verder       []knop // where to begin when there is nothing here
	MagBSN       bool
	MagOpenen    bool
	BSNFouten    []veldfout
}

type dossierlijstrij struct {
	Naam, Nummer, Adres, Fase, Groep, Route, Manager, Eerst, Over string
}

func (s *Web) dossiers(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	return s.toonDossiers(w, r, wie, nil)
}

func (s *Web) toonDossiers(w http.ResponseWriter, r *http.Request, wie app.Wie, fouten []veldfout) error {
	q := r.URL.Query()
	zoek := strings.TrimSpace(q.Get("zoek"))
	if isBSN(zoek) {
		// It already stands in the address someone typed; it goes no further.
		fouten = append(fouten, veldfout{Veld: "bsn", Zin: "Zoek niet zo op een burgerservicenummer: dan komt het in het adres te staan. Gebruik het veld hieronder."})
		zoek = ""
		q.Del("zoek")
	}
	f := app.DossierFilter{Zoek: zoek, Fase: q.Get("fase"), Doelgroep: begrip.Doelgroep(q.Get("groep")), Leerroute: begrip.Leerroute(q.Get("route")), Na: q.Get("na")}
	if q.Get("wiens") == "mijn" {
		f.Wiens = "mijn"
	}
	if n, ok := heelGetal(q.Get("aantal")); ok {
		f.Aantal = n
	}
	lijst, err := s.Huis.Dossiers(r.Context(), wie, f)
	if err != nil {
		return err
	}
	if r.Method == http.MethodGet && zoek != "" && len(lijst.Rijen) == 1 && lijst.Rijen[0].Nummer == zoek {
		http.Redirect(w, r, gemeenteadres(lijst.Rijen[0].Gemeente, "/dossiers/"+url.PathEscape(zoek)), http.StatusSeeOther)
		return nil
	}
	blad := maakDossierlijst(q, lijst, s.collega, s.gemeentenaam)
	blad.Zoek, blad.BSNFouten, blad.MagOpenen = zoek, fouten, app.SchermenVan(wie).Inlezen && !s.samen
	blad.MagBSN = app.SchermenVan(wie).Dossiers
	if len(blad.Rijen) == 0 && len(blad.Chips) == 0 && q.Get("na") == "" {
		blad.Leeg, blad.Verder = nogGeenDossiers(q.Get("wiens") == "mijn", blad.MagOpenen)
	}
	kop := s.raam(wie, "dossiers", "Dossiers")
	kop.Zoek, kop.Melding = zoek, s.neemMelding(r)
	status := http.StatusOK
	if len(fouten) > 0 {
		status = http.StatusUnprocessableEntity
	}
	s.toon(w, r, status, dossierlijstpagina(kop, blad))
	return nil
}

// nogGeenDossiers says how a dossier begins, to who can begin one.
func nogGeenDossiers(mijn, magOpenen bool) (string, []knop) {
	switch {
	case mijn:
		return "U hebt zelf nog geen dossiers.", []knop{{Naam: "Bekijk alle dossiers", Adres: "/dossiers"}}
	case !magOpenen:
		return "Er zijn nog geen dossiers die u mag zien.", nil
	}
	return "Er zijn nog geen dossiers. Een dossier begint vanzelf met een bericht van DUO. U kunt ook zelf beginnen.",
		[]knop{{Naam: "Maak een nieuw dossier", Adres: "/dossiers/nieuw"}, {Naam: "Open een bestand van een andere gemeente", Adres: "/dossiers/openen"}, {Naam: "Lees een lijst van DUO in", Adres: "/duo/lijst"}}
}

// scheiders are what people type between the digits of a BSN.
var scheiders = strings.NewReplacer(" ", "", ".", "", "-", "")

// kaalBSN is what someone typed as a BSN without what they put between the digits, so that
// every field for a BSN takes the same.
func kaalBSN(tekst string) string { return scheiders.Replace(strings.TrimSpace(tekst)) }

// isBSN says whether someone typed nine digits that are a BSN.
func isBSN(tekst string) bool {
	_, err := begrip.LeesBSN(kaalBSN(tekst))
	return err == nil
}

// zoekBSN finds a dossier by BSN. The number comes in the body of a form and never
// in an address, a log or an error.
func (s *Web) zoekBSN(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if err := leesVorm(w, r); err != nil {
		return err
	}
	nummer, err := s.Huis.ZoekBSN(r.Context(), wie, kaalBSN(r.PostForm.Get("bsn")))
	if err != nil {
		return s.bsnFout(w, r, wie, err)
	}
	http.Redirect(w, r, "/dossiers/"+nummer, http.StatusSeeOther)
	return nil
}

// bsnFout says at the field why a BSN leads nowhere.
func (s *Web) bsnFout(w http.ResponseWriter, r *http.Request, wie app.Wie, err error) error {
	var geweigerd *app.Geweigerd
	switch {
	case errors.As(err, &geweigerd):
		return s.toonDossiers(w, r, wie, weigerfouten(geweigerd.Weigeringen))
	case errors.Is(err, app.ErrNietGevonden):
		return s.toonDossiers(w, r, wie, []veldfout{{Veld: "bsn", Zin: "Bij dit burgerservicenummer is geen dossier dat u mag zien. Controleer de negen cijfers."}})
	}
	return err
}

// filterfasen are the phases one can choose, in the order of the course.
var filterfasen = []string{agenda.FaseAanmelding, agenda.FaseIntake, agenda.FasePlan, agenda.FaseLeren, agenda.FaseVerlengd, agenda.FaseVerlopen, agenda.FaseAfgerond}

// maakDossierlijst builds the page; collega gives the name of who works on it, gemeente
// that of a municipality.
func maakDossierlijst(q url.Values, lijst app.Dossierlijst, collega func(string) string, gemeente func(begrip.Gemeente) string) dossierlijstblad {
	b := dossierlijstblad{Wiens: q.Get("wiens"), Chips: chips("/dossiers", q), Groep: groepkeuzes(q), Route: routekeuzes(q), Fase: []keuze{{Naam: "alle fasen"}},
		Leeg: "Er zijn geen dossiers die bij deze filters passen."}
	if z := q.Get("zoek"); z != "" {
		b.Chips = append(b.Chips, chip{"zoekt op " + z, werkadres("/dossiers", q, "zoek", "")})
		b.Leeg = "Geen dossier gevonden op naam of nummer " + z + "."
	}
	for _, f := range filterfasen {
		b.Fase = append(b.Fase, keuze{Waarde: f, Naam: fasenaam(f), Gekozen: q.Get("fase") == f})
	}
	b.Tabs = []tab{
		{Naam: "Alle dossiers", Adres: werkadres("/dossiers", q, "wiens", ""), Hier: q.Get("wiens") != "mijn"},
		{Naam: "Mijn dossiers", Adres: werkadres("/dossiers", q, "wiens", "mijn"), Hier: q.Get("wiens") == "mijn"},
	}
	for _, d := range lijst.Rijen {
		nummer := d.Nummer
		if d.Gemeente != "" {
			nummer += ", " + gemeente(d.Gemeente)
		}
		b.Rijen = append(b.Rijen, dossierlijstrij{Naam: naamOf(d.Naam, d.Nummer), Nummer: nummer, Adres: gemeenteadres(d.Gemeente, "/dossiers/"+d.Nummer), Fase: fasenaam(d.Fase),
			Groep: groepnaam(d.Doelgroep), Route: routenaam(d.Leerroute), Manager: of(collega(d.Klantmanager), "nog niemand"), Eerst: of(d.Eerstvolgend.Kort(), "niets")})
	}
	if lijst.Volgende != "" {
		b.Volgende = werkadres("/dossiers", q, "na", lijst.Volgende)
	}
	return b
}
