package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// lesurenblad is the form with which an institution gives hours and attendance of one month.
type lesurenblad struct {
	Naam, Nummer, Titel string
	Actie               string
	Deelname, Maand     string
	Over                string
	Verbeter            bool
	Fouten              []veldfout
	Velden              []templ.Component
	Concept             string
}

// lessoortnamen say each kind of hours as a school says it.
var lessoortnamen = map[string]string{
	"nt2": "NT2 in de klas", "nt2-online": "NT2 online", "alfabetisering": "Alfabetisering", "knm": "KNM",
	"map-klassikaal": "MAP in de klas", "map-praktijk": "MAP praktijk", "pvt": "PVT", "begeleiding": "Maatschappelijke begeleiding",
}

// leesMaand reads "2026-10"; anything else is no month.
func leesMaand(s string) begrip.Datum {
	d, err := begrip.LeesDatum(s + "-01")
	if err != nil {
		return 0
	}
	return d
}

func maandnaam(d begrip.Datum) string {
	_, na, _ := strings.Cut(d.Voluit(), " ")
	return na
}

func maandadres(nummer, deelname string, maand begrip.Datum) string {
	q := url.Values{"deelname": {deelname}, "maand": {maand.String()[:7]}}
	return "/deelnemers/" + url.PathEscape(nummer) + "/uren?" + q.Encode()
}

// toonUren shows a month, with what stands, what was left as a draft, or nothing yet.
func (p aanbiederPagina) toonUren(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	q := r.URL.Query()
	m, err := p.h.Lesmaand(r.Context(), wie, r.PathValue("nummer"), q.Get("deelname"), leesMaand(q.Get("maand")))
	if err != nil {
		return err
	}
	in := &invulling{waarden: url.Values{}}
	bewaard := ""
	c, err := p.h.Lesconcept(r.Context(), wie, m.Nummer, m.Deelname, m.Maand)
	switch {
	case err == nil && url.Values(c.Velden).Get("over") == m.Over:
		in.waarden, bewaard = c.Velden, conceptzin(c.Bewaard)
	case err == nil: // of before somebody filled in this month: it could never be recorded
		vulMaand(in.waarden, m)
		bewaard = ouderconcept(c.Velden, m)
	case errors.Is(err, app.ErrNietGevonden):
		vulMaand(in.waarden, m)
	default:
		return err
	}
	return p.toonLesuren(w, r, wie, m, in, http.StatusOK, bewaard)
}

// ouderconcept says what somebody had in the form while another filled in the month.
func ouderconcept(v url.Values, m *app.Maandbeeld) string {
	var uit []string
	noem := func(naam, veld string) {
		if w := strings.TrimSpace(v.Get(veld)); w != "" {
			uit = append(uit, naam+": "+w)
		}
	}
	for _, s := range m.Soorten {
		noem(lessoortnamen[s.Veld], s.Veld)
	}
	noem("gemist met goede reden", "geoorloofd")
	noem("gemist zonder goede reden", "ongeoorloofd")
	noem("inzet", "inzet")
	if len(uit) == 0 {
		return ""
	}
	return "Deze maand is ingevuld nadat u begon. Hierboven staat wat er nu is. In uw concept stond " + strings.Join(uit, "; ") + "."
}

func vulMaand(w url.Values, m *app.Maandbeeld) {
	w.Set("over", m.Over)
	if m.Lesmaand == nil {
		return
	}
	zet := func(naam string, u dossier.Optie[begrip.Uren]) {
		if u.Is {
			w.Set(naam, u.Waarde.Tekst())
		}
	}
	for i, s := range m.Soorten {
		zet(s.Veld, m.Uren[i])
	}
	zet("geoorloofd", m.Lesmaand.Geoorloofd)
	zet("ongeoorloofd", m.Lesmaand.Ongeoorloofd)
	w.Set("inzet", string(m.Lesmaand.Inzet))
}

func (p aanbiederPagina) toonLesuren(w http.ResponseWriter, r *http.Request, wie app.Wie, m *app.Maandbeeld, in *invulling, status int, concept string) error {
	b := lesurenblad{Naam: naamOf(m.Naam, m.Nummer), Nummer: m.Nummer, Titel: "Uren en aanwezigheid in " + maandnaam(m.Maand), Actie: "/deelnemers/" + url.PathEscape(m.Nummer) + "/uren",
		Deelname: m.Deelname, Maand: m.Maand.String()[:7], Over: in.waarden.Get("over"), Verbeter: m.Over != "", Fouten: in.fouten, Concept: concept}
	for _, s := range m.Soorten {
		b.Velden = append(b.Velden, in.toonTekst(tekstveld{Naam: s.Veld, Label: lessoortnamen[s.Veld] + ", gevolgde uren", Invoer: "decimal", Kort: true}))
	}
	b.Velden = append(b.Velden, in.toonTekst(tekstveld{Naam: "geoorloofd", Label: "Gemist met goede reden, uren", Hulp: "Schrijf geen reden op.", Invoer: "decimal", Kort: true}),
		in.toonTekst(tekstveld{Naam: "ongeoorloofd", Label: "Gemist zonder goede reden, uren", Invoer: "decimal", Kort: true}),
		in.toonKeuze(keuzeveld{Naam: "inzet", Label: "Hoe is de inzet?", Hulp: "Mag leeg blijven.", Keuzes: []keuze{
			{Waarde: string(dossier.InzetGoed), Naam: "Goed"}, {Waarde: string(dossier.InzetVoldoende), Naam: "Voldoende"}, {Waarde: string(dossier.InzetOnvoldoende), Naam: "Onvoldoende"}}}))
	kop := p.raam(wie, "deelnemers", b.Titel+", "+b.Naam)
	if len(in.fouten) > 0 {
		kop.Titel = "Fout: " + b.Titel
	}
	p.toon(w, r, status, lesurenpagina(kop, b))
	return nil
}

// geefUren records the month; a form that is refused comes back with what was typed and is
// kept as a draft.
func (p aanbiederPagina) geefUren(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if err := leesVorm(w, r); err != nil {
		return err
	}
	nummer, deelname, maand := r.PathValue("nummer"), r.PostForm.Get("deelname"), leesMaand(r.PostForm.Get("maand"))
	m, err := p.h.Lesmaand(r.Context(), wie, nummer, deelname, maand)
	if err != nil {
		return err
	}
	in := &invulling{waarden: url.Values{}}
	for naam, waarden := range r.PostForm {
		if naam != "later" && naam != "versie" && naam != "deelname" && naam != "maand" {
			in.waarden[naam] = waarden
		}
	}
	if r.PostForm.Get("later") != "" {
		if err := p.h.BewaarLesconcept(r.Context(), wie, nummer, deelname, maand, in.waarden); err != nil {
			return err
		}
		p.meld(r, "Uw concept is bewaard. Er is nog niets vastgelegd.")
		http.Redirect(w, r, "/deelnemers/"+url.PathEscape(nummer), http.StatusSeeOther)
		return nil
	}
	o := leesMaandopgave(in, m)
	if len(in.fouten) == 0 {
		err := p.h.GeefMaand(r.Context(), wie, nummer, o)
		var geweigerd *app.Geweigerd
		switch {
		case err == nil:
			p.meld(r, "De uren van "+maandnaam(maand)+" zijn vastgelegd. De gemeente ziet ze meteen.")
			http.Redirect(w, r, "/deelnemers/"+url.PathEscape(nummer), http.StatusSeeOther)
			return nil
		case errors.As(err, &geweigerd):
			in.voegToe(weigerfouten(geweigerd.Weigeringen))
		default:
			return err
		}
	}
	if err := p.h.BewaarLesconcept(r.Context(), wie, nummer, deelname, maand, in.waarden); err != nil {
		return err
	}
	return p.toonLesuren(w, r, wie, m, in, http.StatusUnprocessableEntity, conceptzin(time.Now()))
}

func leesMaandopgave(in *invulling, m *app.Maandbeeld) besluit.Maandopgave {
	o := besluit.Maandopgave{Deelname: m.Deelname, Maand: m.Maand, Over: in.waarden.Get("over"), Inzet: dossier.Inzet(in.waarden.Get("inzet"))}
	for _, s := range m.Soorten {
		o.Uren = append(o.Uren, in.uren(s.Veld, lessoortnamen[s.Veld]))
	}
	o.Geoorloofd, o.Ongeoorloofd = in.uren("geoorloofd", "Gemist met goede reden"), in.uren("ongeoorloofd", "Gemist zonder goede reden")
	return o
}
