package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"traject/app"
	"traject/kern/begrip"
)

// vernietigblad is what is due to go, with a form to propose it.
type vernietigblad struct {
	Tabs, Soorten []tab
	Wat           app.WatWeg
	Kop           string // of the column that says what it is
	Rijen         []vernietigrij
	Leeg          string
	Volgende      string
	Reden         string
	Fouten        []veldfout
}

type vernietigrij struct {
	ID, Nummer, Naam, Tot string
	Deel                  string // which part; "" is all of it
	Houdt                 []string
	InVoorstel            bool
	Gekozen               bool
}

// kiesbaar counts the rows that can be proposed.
func (b vernietigblad) kiesbaar() int {
	n := 0
	for _, r := range b.Rijen {
		if r.kan() {
			n++
		}
	}
	return n
}

// kan says whether the row can be proposed at all.
func (r vernietigrij) kan() bool { return len(r.Houdt) == 0 && !r.InVoorstel }

func (p privacyPagina) toonVernietigen(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	return p.vernietigen(w, r, wie, r.URL.Query(), nil, http.StatusOK)
}

// vernietigen shows the list; ingevuld is what was chosen in a form that was refused.
func (p privacyPagina) vernietigen(w http.ResponseWriter, r *http.Request, wie app.Wie, q url.Values, fouten []veldfout, status int) error {
	wat := leesWatWeg(q)
	l, err := p.h.TeVernietigen(r.Context(), wie, wat, q.Get("na"))
	if err != nil {
		return err
	}
	b := vernietigblad{Tabs: privacytabs(wie, "/beheer/vernietigen"), Wat: wat, Kop: of(wegkoppen[wat], "Dossier"), Reden: q.Get("reden"), Fouten: fouten,
		Leeg: "Er is nu niets waarvan de bewaartermijn om is.", Soorten: weglijsten(wat)}
	gekozen := map[string]bool{}
	for _, n := range q["nummer"] {
		gekozen[n] = true
	}
	for _, x := range l.Rijen {
		rij := vernietigrij{ID: x.ID(), Nummer: x.Nummer, Naam: of(x.Naam, "naam onbekend"), Deel: groepwoorden[x.Groep].Naam, Tot: x.Uiterlijk.Voluit(), Houdt: x.Houdt, InVoorstel: x.InVoorstel}
		rij.Gekozen = gekozen[rij.ID]
		b.Rijen = append(b.Rijen, rij)
	}
	if l.Volgende != "" {
		b.Volgende = werkadres("/beheer/vernietigen", url.Values{"wat": {string(wat)}}, "na", l.Volgende)
	}
	kop := p.raam(wie, "privacy", "Te vernietigen")
	kop.Melding = p.neemMelding(r)
	p.toon(w, r, status, vernietigpagina(kop, b))
	return nil
}

func (p privacyPagina) stelVoor(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if err := leesVorm(w, r); err != nil {
		return err
	}
	wat := leesWatWeg(r.PostForm)
	gekozen := r.PostForm["nummer"]
	if r.PostForm.Get("alles") == "ja" { // everything on the page that can be chosen
		gekozen = r.PostForm["alle"]
	}
	id, err := p.h.StelVernietigenVoor(r.Context(), wie, wat, gekozen, r.PostForm.Get("reden"))
	var geweigerd *app.Geweigerd
	if errors.As(err, &geweigerd) {
		return p.vernietigen(w, r, wie, r.PostForm, weigerfouten(geweigerd.Weigeringen), http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	p.meld(r, "Uw voorstel staat klaar. Een collega moet het goedkeuren voordat er iets weggaat.")
	http.Redirect(w, r, "/beheer/verklaringen/"+id, http.StatusSeeOther)
	return nil
}

// leesWatWeg reads which list someone is at.
func leesWatWeg(q url.Values) app.WatWeg {
	for _, w := range app.WatWegs {
		if q.Get("wat") == string(w) {
			return w
		}
	}
	return app.WegDossiers
}

// weglijsten are the lists of what is due.
func weglijsten(hier app.WatWeg) []tab {
	namen := map[app.WatWeg]string{app.WegDossiers: "Dossiers", app.WegDelen: "Delen", app.WegLangeSets: "Lange sets", app.WegBerichten: "Berichten", app.WegAudit: "Audit"}
	var uit []tab
	for _, w := range app.WatWegs {
		adres := "/beheer/vernietigen"
		if w != app.WegDossiers {
			adres += "?wat=" + string(w)
		}
		uit = append(uit, tab{Naam: namen[w], Adres: adres, Hier: w == hier})
	}
	return uit
}

// wegkoppen head the column that says what it is, where that is no dossier.
var wegkoppen = map[app.WatWeg]string{app.WegBerichten: "Bericht", app.WegAudit: "Auditregels van voor"}

// weggevolgen say what approving does.
var weggevolgen = map[app.WatWeg]string{
	app.WegDossiers:  "Kijk na of deze dossiers weg mogen. Na uw akkoord wist traject de sleutels; niemand kan de dossiers daarna nog lezen. Een kleine lange set blijft.",
	app.WegLangeSets: "Kijk na of deze lange sets weg mogen. Na uw akkoord wist traject de sleutels; daarna is er van deze mensen niets meer.",
	app.WegBerichten: "Kijk na of deze berichten weg mogen. Bij Berichten van DUO ziet u wat erin staat en koppelt u wat toch bij iemand hoort. Na uw akkoord wist traject de inhoud; het kenmerk blijft.",
	app.WegAudit:     "Na uw akkoord wist traject alle auditregels van voor deze dag. Niemand ziet daarna nog wie toen wat deed. Een slot per medewerker bewijst wat er bleef.",
	app.WegDelen:     "Kijk na of deze delen weg mogen. Na uw akkoord wist traject de sleutels van deze delen; niemand kan ze daarna nog lezen. De rest van het dossier blijft.",
}

// voorstelregel is one proposal in the list.
type voorstelregel struct {
	Adres, Wat, Aantal, Door, Wanneer string
	Stand                             toestand
}

type voorstellenblad struct {
	Tabs     []tab
	Rijen    []voorstelregel
	Volgende string
}

var voorsteltoestanden = map[app.VoorstelStand]toestand{
	app.Voorgesteld: {"week", "week", "Wacht op akkoord"}, app.Goedgekeurd: {"later", "klok", "Wordt uitgevoerd"},
	app.Afgewezen: {"stil", "laat", "Afgewezen"}, app.Uitgevoerd: {"goed", "klaar", "Uitgevoerd"},
}

func watWeg(v app.Voorstel) string {
	switch v.Wat {
	case app.WegLangeSets:
		return aantal(len(v.Regels), "lange set", "lange sets")
	case app.WegBerichten:
		return aantal(len(v.Regels), "bericht zonder dossier", "berichten zonder dossier")
	case app.WegAudit:
		return "auditregels"
	case app.WegDelen:
		return aantal(len(v.Regels), "deel van een dossier", "delen van dossiers")
	}
	return aantal(len(v.Regels), "dossier", "dossiers")
}

func wanneer(seconden int64) string { return moment(time.Unix(seconden, 0)) }

func (p privacyPagina) verklaringen(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	vs, volgende, err := p.h.Voorstellen(r.Context(), wie, r.URL.Query().Get("na"))
	if err != nil {
		return err
	}
	b := voorstellenblad{Tabs: privacytabs(wie, "/beheer/verklaringen")}
	if volgende != "" {
		b.Volgende = werkadres("/beheer/verklaringen", nil, "na", volgende)
	}
	for _, v := range vs {
		b.Rijen = append(b.Rijen, voorstelregel{Adres: "/beheer/verklaringen/" + v.ID, Wat: watWeg(v), Door: of(v.Door.Naam, v.Door.Gebruiker), Wanneer: wanneer(v.Door.Moment), Stand: voorsteltoestanden[v.Stand]})
	}
	p.toon(w, r, http.StatusOK, voorstellenpagina(p.raam(wie, "privacy", "Voorstellen en verklaringen"), b))
	return nil
}

// voorstelblad is one proposal, from waiting to certificate.
type voorstelblad struct {
	Adres, Wat, Reden, Toelichting string
	Versie                         int
	Stand                          toestand
	Gegevens                       []feitveld
	Regels                         []voorstelstuk
	Soort                          app.WatWeg
	Gevolg                         string // what approving does
	Kop                            string
	MagBeslissen, MagIntrekken     bool
	Uitgevoerd                     bool
	Fouten                         []veldfout
}

type voorstelstuk struct {
	Nummer, Adres, Tot, Grond string
	Deel                      string
	LetOp                     []string
	Uitkomst                  toestand
	Waarom                    string
}

func (p privacyPagina) toonVoorstel(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	return p.voorstel(w, r, wie, "", nil, http.StatusOK)
}

func (p privacyPagina) voorstel(w http.ResponseWriter, r *http.Request, wie app.Wie, toelichting string, fouten []veldfout, status int) error {
	v, err := p.h.Voorstel(r.Context(), wie, r.PathValue("voorstel"))
	if err != nil {
		return err
	}
	b := maakVoorstel(v, app.SchermenVan(wie).Vernietigen)
	b.Fouten, b.Toelichting = fouten, toelichting
	kop := p.raam(wie, "privacy", "Voorstel om te vernietigen")
	if b.Uitgevoerd {
		kop.Titel = "Verklaring van vernietiging"
	}
	kop.Melding = p.neemMelding(r)
	p.toon(w, r, status, voorstelpagina(kop, b))
	return nil
}

func maakVoorstel(v app.Voorstel, mag bool) voorstelblad {
	b := voorstelblad{Adres: "/beheer/verklaringen/" + v.ID, Wat: watWeg(v), Versie: v.Versie, Stand: voorsteltoestanden[v.Stand], Soort: v.Wat, Kop: of(wegkoppen[v.Wat], "Dossier"), Gevolg: weggevolgen[v.Wat],
		MagBeslissen: v.MagBeslissen, MagIntrekken: mag && v.Stand == app.Voorgesteld, Uitgevoerd: v.Stand == app.Uitgevoerd}
	b.Gegevens = []feitveld{{"Voorgesteld door", handzin(v.Door)}}
	if v.Reden != "" {
		b.Gegevens = append(b.Gegevens, feitveld{"Reden", v.Reden})
	}
	if v.Beslist.Moment != 0 {
		naam := "Goedgekeurd door"
		if v.Stand == app.Afgewezen {
			naam = "Afgewezen door"
		}
		b.Gegevens = append(b.Gegevens, feitveld{naam, handzin(v.Beslist)})
	}
	if v.Toelichting != "" {
		b.Gegevens = append(b.Gegevens, feitveld{"Toelichting", v.Toelichting})
	}
	if b.Uitgevoerd {
		b.Gegevens = append(b.Gegevens, feitveld{"Uitgevoerd", wanneer(v.Uitgevoerd)}, feitveld{"Vernietigd", strconv.Itoa(v.Weg()) + " van " + strconv.Itoa(len(v.Regels))})
	}
	for _, r := range v.Regels {
		x := voorstelstuk{Nummer: r.Nummer, Deel: groepwoorden[r.Groep].Naam, Tot: of(r.Uiterlijk.Voluit(), "geen laatste dag"), Grond: bronwoorden(r.Grond), LetOp: r.LetOp, Waarom: r.Overgeslagen, Uitkomst: voorsteltoestanden[v.Stand]}
		switch {
		case r.Eerder:
			x.Tot = "eerder: niet meer nodig"
			fallthrough
		case v.Wat == app.WegDelen && mag:
			x.Adres = "/dossiers/" + r.Nummer
		case v.Wat == app.WegDossiers && mag && (!b.Uitgevoerd || r.Overgeslagen != ""):
			x.Adres = "/dossiers/" + r.Nummer
		}
		switch {
		case b.Uitgevoerd && r.Overgeslagen == "":
			x.Uitkomst = toestand{"goed", "klaar", "Vernietigd"}
		case b.Uitgevoerd:
			x.Uitkomst = toestand{"week", "week", "Gebleven"}
		}
		b.Regels = append(b.Regels, x)
	}
	return b
}

func handzin(h app.Hand) string {
	return of(h.Naam, h.Gebruiker) + " (" + rolnaam(h.Rol) + "), " + wanneer(h.Moment)
}

func (p privacyPagina) beslis(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if err := leesVorm(w, r); err != nil {
		return err
	}
	versie, err := leesVersie(r.PostForm)
	if err != nil {
		return err
	}
	akkoord := r.PostForm.Get("besluit") == "akkoord"
	err = p.h.BeslisVernietigen(r.Context(), wie, r.PathValue("voorstel"), versie, akkoord, r.PostForm.Get("reden"))
	var geweigerd *app.Geweigerd
	if errors.As(err, &geweigerd) {
		return p.voorstel(w, r, wie, r.PostForm.Get("reden"), weigerfouten(geweigerd.Weigeringen), http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	zin := "Het voorstel is afgewezen. Er is niets vernietigd."
	if akkoord {
		zin = "Het voorstel is goedgekeurd. Binnen enkele minuten is het uitgevoerd en staat hier de verklaring."
	}
	p.meld(r, zin)
	http.Redirect(w, r, "/beheer/verklaringen/"+r.PathValue("voorstel"), http.StatusSeeOther)
	return nil
}

func (p privacyPagina) verklaring(w http.ResponseWriter, r *http.Request, wie app.Wie, pdf bool) error {
	f, err := p.h.Verklaring(r.Context(), wie, r.PathValue("voorstel"), pdf)
	if err != nil {
		return err
	}
	stuurBestand(w, f, pdf)
	return nil
}

func (p privacyPagina) vernietigd(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	f, err := p.h.VernietigdeLijst(r.Context(), wie)
	if err != nil {
		return err
	}
	stuurBestand(w, f, true)
	return nil
}

// langblad looks up what stayed of a destroyed dossier. A BSN never stands in an address.
type langblad struct {
	Tabs       []tab
	BSN, Reden string
	Gezocht    bool
	Sets       []langvak
	Fouten     []veldfout
}

type langvak struct {
	Nummer   string
	Gegevens []feitveld
}

func (p privacyPagina) toonLangeSet(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if !app.SchermenVan(wie).LangeSet {
		return app.ErrMagNiet
	}
	p.toon(w, r, http.StatusOK, langpagina(p.raam(wie, "privacy", "Lange set"), langblad{Tabs: privacytabs(wie, "/beheer/lange-set")}))
	return nil
}

func (p privacyPagina) zoekLangeSet(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if err := leesVorm(w, r); err != nil {
		return err
	}
	b, status := langblad{Tabs: privacytabs(wie, "/beheer/lange-set"), BSN: r.PostForm.Get("bsn"), Reden: r.PostForm.Get("reden")}, http.StatusOK
	ls, err := p.h.ZoekLangeSet(r.Context(), wie, kaalBSN(b.BSN), b.Reden)
	var geweigerd *app.Geweigerd
	switch {
	case errors.As(err, &geweigerd):
		b.Fouten, status = weigerfouten(geweigerd.Weigeringen), http.StatusUnprocessableEntity
	case err != nil:
		return err
	default:
		b.Gezocht = true
	}
	for _, l := range ls {
		b.Sets = append(b.Sets, langvak{l.Nummer, langvelden(l)})
	}
	p.toon(w, r, status, langpagina(p.raam(wie, "privacy", "Lange set"), b))
	return nil
}

// langvelden prints a long set; a field that is not known is left out.
func langvelden(l app.LangeSet) []feitveld {
	naam := begrip.Naam{Voornamen: l.Voornamen, Voorvoegsel: l.Voorvoegsel, Geslachtsnaam: l.Geslachtsnaam}.Volledig()
	alle := []feitveld{{"Naam", naam}, {"Burgerservicenummer", l.BSN}, {"Geboortedatum", l.Geboortedatum.Voluit()}, {"Adres", l.Adres}, {"Postcode", l.Postcode}, {"Woonplaats", l.Plaats}}
	for _, v := range l.Vrijgesteld {
		alle = append(alle, feitveld{"Vrijgesteld", bijzonder(v)})
	}
	for _, v := range l.Ontheven {
		alle = append(alle, feitveld{"Ontheven", bijzonder(v)})
	}
	if l.Voldaan != 0 {
		alle = append(alle, feitveld{"Aan de plicht voldaan", l.Voldaan.Voluit()})
	}
	alle = append(alle, feitveld{"Mag blijven tot en met", l.Tot.Voluit()})
	var uit []feitveld
	for _, v := range alle {
		if v.Waarde != "" {
			uit = append(uit, v)
		}
	}
	return uit
}

func bijzonder(v app.Bijzonderheid) string {
	s := v.Dag.Voluit() + ", " + keuzewoord(v.Omvang)
	for _, d := range v.Onderdelen {
		s += ", " + keuzewoord(d)
	}
	return s
}
