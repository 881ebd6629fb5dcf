package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// pipPagina lays down the plan in five steps. What was filled in so far lives in the
// draft of this person on this dossier, so every step is an address of its own and
// logging out loses nothing.
type pipPagina struct {
	*Web
	h Handelingen
}

// pipStap is one step of the form.
type pipStap struct {
	naam   string
	namen  []string // fields of the step: what is not sent is emptied
	velden func(p *poging, in *invulling) []templ.Component
}

// pipStappen in the order in which one makes a plan together.
var pipStappen = []pipStap{
	{"Uitkomst intake", []string{"gewenste-route", "eenzijdig"}, pipUitkomst},
	{"Leerroute", []string{"leerroute", "niveau", "reden", "alfabetisering", "mag-opleiding-afmaken", "motivering"}, pipRoute},
	{"Uren en begeleiding", []string{"uren", "uren-per-week", "pvt-uren", "map-uren", "voortgangsgesprekken", "ondersteuning"}, pipUren},
	{"Afspraken", []string{"pvt", "map", "vve", "vve-afspraak", "participatiewet"}, pipAfspraken},
	{"Controleren en vaststellen", []string{"dag-dag", "dag-maand", "dag-jaar", "andere-routes", "bekendmaking"}, pipSlot},
}

const pipConcept = "pip"

// stapVan gives the step that was asked for, from 0.
func stapVan(tekst string) int {
	n, err := strconv.Atoi(tekst)
	if err != nil || n < 1 || n > len(pipStappen) {
		return 0
	}
	return n - 1
}

// stapMet gives the step in which a field stands.
func stapMet(veld string) int {
	if veld == "dag" {
		return len(pipStappen) - 1
	}
	for i, s := range pipStappen {
		if slices.Contains(s.namen, veld) {
			return i
		}
	}
	return -1
}

func (s pipPagina) toon(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	p, err := s.beginPoging(r, wie, s.h, nil)
	if err != nil {
		return err
	}
	in := &invulling{waarden: url.Values{}}
	bewaard, err := p.neemPlan(in)
	if err != nil {
		return err
	}
	return s.toonStap(w, p, r, in, stapVan(r.URL.Query().Get("stap")), http.StatusOK, bewaard)
}

// neemPlan takes up the draft of the plan, or what usually holds when there is none.
func (p *poging) neemPlan(in *invulling) (string, error) {
	bewaard, err := p.neemConcept(pipConcept, in)
	if err != nil || (len(in.waarden) > 0 && !in.waarden.Has(nogEerste)) {
		return bewaard, err
	}
	eerste := url.Values{}
	pipEerste(p, eerste)
	for naam, waarden := range in.waarden {
		eerste[naam] = waarden
	}
	eerste.Del(nogEerste)
	in.waarden = eerste
	return bewaard, nil
}

func (s pipPagina) doe(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	p, err := s.beginPoging(r, wie, s.h, nil)
	if err != nil {
		return err
	}
	gestuurd, err := p.leesInvulling(w, r)
	if err != nil {
		return err
	}
	if r.PostForm.Get("weg") != "" {
		return s.gooiWeg(w, r, p, pipConcept, "pip")
	}
	versie := p.versie
	stap := stapVan(gestuurd.waarden.Get("stap"))
	in := &invulling{waarden: url.Values{}}
	if _, err := p.neemPlan(in); err != nil {
		return err
	}
	p.versie = versie // the form on the screen counts, not the day the draft began
	samen(in.waarden, gestuurd.waarden, stap)
	if r.PostForm.Get("later") == "" && s.letOp(r, in, gestuurd.waarden) {
		return s.toonStap(w, p, r, in, stap, http.StatusUnprocessableEntity, s.bewaarStil(p, pipConcept, in))
	}
	if gestuurd.waarden.Get("vaststellen") == "" || r.PostForm.Get("later") != "" {
		return s.verder(w, r, p, in, stap)
	}
	return s.stelVast(w, r, p, in, stap)
}

// samen puts what was sent over what was kept. Fields of this step that were not sent
// are empty boxes and unticked choices, so they are emptied.
func samen(bewaard, gestuurd url.Values, stap int) {
	for _, naam := range pipStappen[stap].namen {
		bewaard.Del(naam)
	}
	for naam, waarden := range gestuurd {
		if naam != "stap" && naam != "vaststellen" {
			bewaard[naam] = waarden
		}
	}
}

// verder keeps the step and goes to the next, or back to the dossier.
func (s pipPagina) verder(w http.ResponseWriter, r *http.Request, p *poging, in *invulling, stap int) error {
	if r.PostForm.Get("later") != "" {
		return s.bewaarVoorLater(w, r, p, pipConcept, in)
	}
	leesPIP(p, in)
	eigen := slices.DeleteFunc(slices.Clone(in.fouten), func(f veldfout) bool { return stapMet(f.Veld) != stap })
	if in.fouten = eigen; len(eigen) > 0 {
		return s.toonStap(w, p, r, in, stap, http.StatusUnprocessableEntity, s.bewaarStil(p, pipConcept, in))
	}
	if err := s.h.BewaarConcept(p.ctx, p.wie, p.beeld.Nummer, pipConcept, p.versie, in.waarden); err != nil {
		return err
	}
	http.Redirect(w, r, pipAdres(p.beeld.Nummer, min(stap+1, len(pipStappen)-1)), http.StatusSeeOther)
	return nil
}

func pipAdres(nummer string, stap int) string {
	return "/dossiers/" + nummer + "/pip?stap=" + strconv.Itoa(stap+1)
}

// stelVast records the plan, or shows all that is wrong at once: the faults of reading
// and the refusals of the law.
func (s pipPagina) stelVast(w http.ResponseWriter, r *http.Request, p *poging, in *invulling, stap int) error {
	o := leesPIP(p, in)
	if len(in.fouten) > 0 {
		proef, err := s.h.ProefPIP(p.ctx, p.wie, p.beeld.Nummer, o)
		if err != nil {
			return err
		}
		in.voegToe(weigerfouten(proef.Weigeringen))
		return s.toonStap(w, p, r, in, stap, http.StatusUnprocessableEntity, s.bewaarStil(p, pipConcept, in))
	}
	v, err := s.h.StelPIPVast(p.ctx, p.wie, p.beeld.Nummer, p.versie, o)
	var geweigerd *app.Geweigerd
	var conflict *app.Conflict
	switch {
	case err == nil:
		s.meldGedaan(r, "Het PIP is vastgesteld.", v)
		http.Redirect(w, r, "/dossiers/"+p.beeld.Nummer, http.StatusSeeOther)
		return nil
	case errors.As(err, &geweigerd):
		in.voegToe(weigerfouten(geweigerd.Weigeringen))
		return s.toonStap(w, p, r, in, stap, http.StatusUnprocessableEntity, s.bewaarStil(p, pipConcept, in))
	case errors.As(err, &conflict):
		p.versie = conflict.Nu // from here on the person has seen what is new
		s.bewaarStil(p, pipConcept, in)
		b, err := s.stapblad(p, in, len(pipStappen)-1)
		if err != nil {
			return err
		}
		ingevuld := append(pipOverzichtRegels(p, in), in.regels...)
		c := maakConflict(conflict, ingevuld, s.collega)
		c.Kop = conflictkop(conflict, p.wie)
		b.Conflict, b.Raam.Titel = &c, "Intussen veranderd: PIP vaststellen"
		s.Web.toon(w, r, http.StatusConflict, handelbladzij(b))
		return nil
	}
	return err
}

// brief shows the letter as it would go out, without recording anything.
func (s pipPagina) brief(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	p, err := s.beginPoging(r, wie, s.h, nil)
	if err != nil {
		return err
	}
	in := &invulling{waarden: url.Values{}}
	if _, err := p.neemPlan(in); err != nil {
		return err
	}
	proef, err := s.h.ProefPIP(p.ctx, p.wie, p.beeld.Nummer, leesPIP(p, in))
	if err != nil {
		return err
	}
	if proef.Brief == nil {
		return &app.Geweigerd{Weigeringen: proef.Weigeringen}
	}
	f, err := s.h.ProefBrief(*proef.Brief)
	if err != nil {
		return err
	}
	stuurBestand(w, f, false)
	return nil
}

func (s pipPagina) toonStap(w http.ResponseWriter, p *poging, r *http.Request, in *invulling, stap, status int, concept string) error {
	b, err := s.stapblad(p, in, stap)
	if err != nil {
		return err
	}
	b.Concept = concept
	s.Web.toon(w, r, status, handelbladzij(b))
	return nil
}

// stapblad builds the page of one step.
func (s pipPagina) stapblad(p *poging, in *invulling, stap int) (handelblad, error) {
	b := s.leegBlad(p, "PIP vaststellen", "pip", in)
	b.Raam.Titel += ", stap " + strconv.Itoa(stap+1) + " van " + strconv.Itoa(len(pipStappen))
	b.Bijschrift = pipBijschrift(p.beeld)
	if len(in.fouten) > 0 {
		b.FoutTitel = "Het PIP is nog niet vastgesteld. Verbeter eerst " + aantal(len(in.fouten), "punt", "punten") + "."
	}
	b.Fouten = naarDeStap(p.beeld.Nummer, in.fouten, stap)
	for i, st := range pipStappen {
		b.Stappen = append(b.Stappen, wijzerstap{Naam: st.naam, Adres: pipAdres(p.beeld.Nummer, i), Hier: i == stap, Klaar: pipKlaar(p, in.waarden, i)})
	}
	b.Zij = intakeZij(p.beeld)
	b.Verborgen = []templ.KeyValue[string, string]{{Key: "stap", Value: strconv.Itoa(stap + 1)}}
	b.Later, b.Knop = true, "Verder"
	if stap == len(pipStappen)-1 {
		b.Verborgen = append(b.Verborgen, templ.KeyValue[string, string]{Key: "vaststellen", Value: "ja"})
		b.Knop = "PIP vaststellen"
		b.Voor = append(b.Voor, pipOverzicht(pipRegels(p, in)))
		g, nog, err := s.pipGevolg(p, in)
		if err != nil {
			return b, err
		}
		b.Gevolg = g
		if len(nog) > 0 && len(in.fouten) == 0 {
			b.Voor = append([]templ.Component{pipNog(naarDeStap(p.beeld.Nummer, nog, stap))}, b.Voor...)
		}
	}
	b.Velden = pipStappen[stap].velden(p, in)
	return b, nil
}

// naarDeStap lets a fault lead to the step in which its field stands.
func naarDeStap(nummer string, fouten []veldfout, hier int) []veldfout {
	uit := slices.Clone(fouten)
	for i := range uit {
		switch plek := stapMet(uit[i].Veld); {
		case uit[i].Veld == "doelgroep":
			uit[i].Adres = "/dossiers/" + nummer + "/persoon#doelgroep"
		case plek < 0 && uit[i].Veld != "" && uit[i].Veld != tekstNodig:
			uit[i].Veld = ""
		case plek >= 0 && plek != hier:
			uit[i].Adres = pipAdres(nummer, plek) + "#" + uit[i].Veld
		}
	}
	return uit
}

func pipBijschrift(b *app.DossierBeeld) string {
	zin := bijschrift(b)
	t, ok := b.Antwoord.Termijn("pip-vaststellen")
	if !ok || t.Uiterlijk.IsLeeg() || dossier.Heeft[*dossier.PIPVastgesteld](b.Dossier) {
		return zin
	}
	if t.Uiterlijk == b.Vandaag {
		return zin + " Uiterlijk vandaag, " + t.Uiterlijk.VoluitMetDag() + "."
	}
	return zin + " Uiterlijk " + t.Uiterlijk.VoluitMetDag() + "."
}

// pipGevolg tells what laying down the plan does. When it is not complete yet, it
// answers what is missing too.
func (s pipPagina) pipGevolg(p *poging, in *invulling) (*gevolg, []veldfout, error) {
	kopie := &invulling{waarden: in.waarden}
	o := leesPIP(p, kopie)
	if o.Dag == 0 {
		o.Dag = p.beeld.Vandaag // an unreadable day has its own fault; the terms can still be told
	}
	proef, err := s.h.ProefPIP(p.ctx, p.wie, p.beeld.Nummer, o)
	if err != nil {
		return nil, nil, err
	}
	var nog []veldfout
	volledig := len(proef.Weigeringen) == 0
	if !volledig {
		nog = weigerfouten(proef.Weigeringen)
		if proef, err = s.zonderRedenen(p, o); err != nil {
			return nil, nil, err
		}
	}
	g := gevolgVan(p, proef, "Wat er gebeurt als u vaststelt")
	welk := "Het eerste PIP"
	if dossier.Heeft[*dossier.PIPVastgesteld](p.beeld.Dossier) {
		welk = "Een gewijzigd PIP"
	}
	g.Vastgelegd = welk + " van " + roepnaam(p.beeld) + ", met uw naam, de dag en de reden. U kunt het later aanvullen, niet wissen."
	g.Brief = "Besluit PIP, in gewone taal, als webpagina en als PDF. " + zelfVersturen + " "
	if len(proef.Weigeringen) > 0 {
		g.Termijnen, g.DUO = []string{"Dat staat hier zodra alles is ingevuld."}, "Dat staat hier zodra alles is ingevuld."
		return g, nog, nil
	}
	if volledig {
		g.BriefLink = "/dossiers/" + p.beeld.Nummer + "/pip/brief"
	}
	g.DUO = "Leerroute, niveau en dagtekening" + meldenVoor(proef) + ". " + langsWelkeWeg(proef) + " De regels van DUO zijn nagelopen."
	return g, nog, nil
}

// langsWelkeWeg says whether the plan goes to DUO by itself.
func langsWelkeWeg(proef app.Proef) string {
	for i := range proef.Gebeurtenissen {
		if f, ok := proef.Gebeurtenissen[i].Feit.(*dossier.MeldingVerstuurd); ok && f.Weg == dossier.WegM2M {
			return "Dit bericht gaat vanzelf naar DUO."
		}
	}
	return "U zet dit zelf in het portaal van DUO."
}

// meldenVoor says by when DUO must have the plan.
func meldenVoor(proef app.Proef) string {
	for _, t := range proef.Termijnen {
		if t.Sleutel == "pip-melden" && !t.Uiterlijk.IsLeeg() {
			return ", uiterlijk " + t.Uiterlijk.Voluit()
		}
	}
	return ""
}

// zonderRedenen tries a plan of which only a reason is missing: what someone still has
// to write does not move a day.
func (s pipPagina) zonderRedenen(p *poging, o besluit.PIPOpdracht) (app.Proef, error) {
	for _, tekst := range []*string{&o.AndereRoutes, &o.Motivering, &o.Ondersteuning} {
		*tekst = of(*tekst, "nog te schrijven")
	}
	return s.h.ProefPIP(p.ctx, p.wie, p.beeld.Nummer, o)
}

// leesPIP reads all fields of all steps.
func leesPIP(p *poging, in *invulling) besluit.PIPOpdracht {
	o := besluit.PIPOpdracht{
		Leerroute: begrip.Leerroute(in.tekst("leerroute", "Leerroute")), Niveau: begrip.Niveau(in.tekst("niveau", "Niveau")),
		Uren: in.uren("uren", "Uren van de leerroute"), UrenPerWeek: in.uren("uren-per-week", "Uren per week"),
		PVTUren: in.uren("pvt-uren", "Uren PVT"), MAPUren: in.uren("map-uren", "Uren MAP in de klas"),
		Voortgangsgesprekken: in.geheel("voortgangsgesprekken", "Voortgangsgesprekken", 99), VVE: in.jaNee("vve"), VVEAfspraak: in.tekst("vve-afspraak", "Afspraak over vve"),
		Ondersteuning: in.tekst("ondersteuning", "Hulp en begeleiding"), PVT: in.tekst("pvt", "PVT"), MAP: in.tekst("map", "MAP"),
		Alfabetisering: in.tekst("alfabetisering", "Alfabetisering"), MagOpleidingAfmaken: in.jaNee("mag-opleiding-afmaken"),
		Participatiewet: in.tekst("participatiewet", "Participatiewet"), GewensteRoute: begrip.Leerroute(in.tekst("gewenste-route", "Gewenste route")),
		AndereRoutes: in.tekst("andere-routes", "Andere route"), Motivering: in.tekst("motivering", "Reden"), Reden: dossier.Wijzigreden(in.tekst("reden", "Reden van de wissel")),
		Eenzijdig: in.kruis("eenzijdig"), Bekendmaking: in.tekst("bekendmaking", "Brief"),
	}
	o.Dag = in.dag("dag", "Dagtekening", true)
	return o
}
