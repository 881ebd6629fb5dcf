package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// meldakte makes the form of one message. It takes the road of all acts; only the fields
// and the first values come from what DUO has to know.
func (p meldpagina) meldakte(m *app.Meldblad, regel app.Meldregel) akte {
	portaal := regel.Weg == dossier.WegPortaal
	a := akte{
		pad: "duo/" + url.PathEscape(regel.Pad), terug: "/duo", concept: meldconcept(string(regel.Melding.Soort)),
		titel: meldtitel(regel.Melding, m.Instellingen) + " melden aan DUO", knop: "Meld aan DUO", gedaan: "Het bericht aan DUO staat klaar en gaat vanzelf weg.",
		eerste: func(po *poging, w url.Values) error {
			vulMelding(w, regel.Melding)
			zetDag(w, "op", po.beeld.Vandaag)
			return nil
		},
		velden: func(po *poging, in *invulling) []templ.Component { return meldinvoer(po, in, m, regel, p.collega) },
		doe: func(po *poging, in *invulling) (app.Vastgelegd, error) {
			o := besluit.Meldopdracht{Melding: leesMeldvorm(in, regel.Melding)}
			if portaal {
				o.Dag = in.dag("op", "Dag van invullen", true)
			}
			if len(in.fouten) > 0 {
				return app.Vastgelegd{}, errVelden
			}
			return p.melder.MeldAanDUO(po.ctx, po.wie, po.beeld.Nummer, po.versie, o)
		},
		gevolg: func(po *poging, _ *invulling) (*gevolg, error) { return meldgevolg(po, portaal), nil },
	}
	if portaal {
		a.titel, a.knop, a.gedaan = meldtitel(regel.Melding, m.Instellingen)+" in het portaal van DUO", "Leg vast dat het in het portaal staat", "Vastgelegd dat dit in het portaal van DUO staat."
	}
	return a
}

// meldconcept is the key of the draft of a message.
func meldconcept(soort string) string { return "duo-" + soort }

func meldgevolg(po *poging, portaal bool) *gevolg {
	g := &gevolg{Titel: "Wat er gebeurt", Gerekend: gerekend(po), Vastgelegd: "Wat u meldt, met uw naam en de dag.", Brief: "Geen.",
		DUO: "Dit bericht. Het gaat vanzelf weg, ook als DUO nu niet bereikbaar is. U ziet op de bladzijde Melden aan DUO of het is aangenomen."}
	if portaal {
		g.Vastgelegd, g.DUO = "Dat u dit in het portaal van DUO hebt gezet, met uw naam en de dag.", "Niets van ons: u hebt het zelf in het portaal gezet."
	}
	return g
}

// regelVan finds what the address is about: something that has to be reported, or one of
// the kinds on which there is nothing yet.
func regelVan(po *poging, m *app.Meldblad, padnaam string) (app.Meldregel, bool) {
	if r, ok := m.Regel(padnaam); ok {
		return r, r.Melding.Contact == nil || m.Verbonden
	}
	soort := besluit.MeldingSoort(padnaam)
	if !slices.Contains(m.Overige, soort) {
		return app.Meldregel{}, false
	}
	r := app.Meldregel{Pad: padnaam, Weg: dossier.WegPortaal, Melding: leegMelding(soort, po.beeld.Vandaag)}
	if m.Verbonden {
		r.Weg = dossier.WegM2M
	}
	return r, r.Melding.Soort != ""
}

// leegMelding is a message with nothing in it yet.
func leegMelding(s besluit.MeldingSoort, vandaag begrip.Datum) besluit.DUOMelding {
	m := besluit.DUOMelding{Soort: s, Actie: besluit.MeldingVast}
	switch s {
	case besluit.MeldingPIP:
		m.PIP = &besluit.PIPMelding{Dagtekening: vandaag}
	case besluit.MeldingAanbod:
		m.Aanbod = &besluit.AanbodMelding{}
	case besluit.MeldingMAP:
		m.MAP = &besluit.ModuleMelding{}
	case besluit.MeldingPVT:
		m.PVT = &besluit.ModuleMelding{}
	case besluit.MeldingZRoute:
		m.ZRoute = &besluit.ZRouteMelding{}
	default:
		if !s.IsUren() {
			return besluit.DUOMelding{}
		}
	}
	return m
}

func (p meldpagina) begin(r *http.Request, wie app.Wie) (*poging, akte, app.Meldregel, error) {
	po, m, err := p.lees(r, wie)
	if err != nil {
		return nil, akte{}, app.Meldregel{}, err
	}
	regel, ok := regelVan(po, m, r.PathValue("melding"))
	if !ok {
		return nil, akte{}, app.Meldregel{}, app.ErrNietGevonden
	}
	return po, p.meldakte(m, regel), regel, nil
}

// toon shows the form. What DUO said about the last attempt stands at the field it is about.
func (p meldpagina) toon(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	po, a, regel, err := p.begin(r, wie)
	if err != nil {
		return err
	}
	in := &invulling{waarden: url.Values{}}
	bewaard, err := po.neemConcept(a.concept, in)
	if err != nil {
		return err
	}
	if bewaard == "" {
		if err := a.eerste(po, in.waarden); err != nil {
			return err
		}
	}
	if regel.Wat == besluit.VerschilGeweigerd && regel.Laatste != nil {
		for _, zin := range regel.Laatste.Fouten {
			in.voegToe([]veldfout{{Veld: veldVanDUO(regel.Melding.Soort, zin), Zin: "DUO zegt: " + eindpunt(zin)}})
		}
	}
	return p.toonHandelblad(w, r, po, a, in, http.StatusOK, bewaard)
}

func (p meldpagina) doe(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	_, a, _, err := p.begin(r, wie)
	if err != nil {
		return err
	}
	return p.doeAkte(w, r, wie, p.handelingen, a)
}

// duowoorden tell to which field a sentence of DUO belongs. DUO names no field; a sentence
// in which nothing is recognised stands on top.
var duowoorden = []struct{ woord, veld string }{
	{"verwijtbaar", "verwijtbaar"}, {"intensiteit", "intensiteit"}, {"niveau", "niveau"}, {"keurmerk", "instelling"}, {"instelling", "instelling"},
	{"startdatum", "start"}, {"einddatum", "eind"}, {"alfabetisering", "alfabetisering"}, {"dagtekening", "dag"}, {"leerroute", "leerroute"}, {"uren", "uren"}, {"datum", "dag"},
}

// veldIn gives the first of these words that stands in the sentence.
func veldIn(zin string, woorden []string) string {
	laag := strings.ToLower(zin)
	for _, w := range woorden {
		if strings.Contains(laag, w) {
			return w
		}
	}
	return ""
}

func veldVanDUO(s besluit.MeldingSoort, zin string) string {
	laag := strings.ToLower(zin)
	for _, w := range duowoorden {
		if !strings.Contains(laag, w.woord) {
			continue
		}
		if s == besluit.MeldingAanbod && w.veld == "dag" {
			return "datum"
		}
		if slices.Contains(meldveldnamen(s), w.veld) {
			return w.veld
		}
	}
	return ""
}

func meldveldnamen(s besluit.MeldingSoort) []string {
	switch s {
	case besluit.MeldingPIP:
		return []string{"dag", "leerroute", "niveau", "intensiteit", "mag-opleiding-afmaken", "alfabetisering"}
	case besluit.MeldingAanbod:
		return []string{"instelling", "datum", "start", "eind", "alfabetisering"}
	case besluit.MeldingMAP, besluit.MeldingPVT:
		return []string{"dag", "verwijtbaar"}
	case besluit.MeldingZRoute:
		return []string{"dag"}
	}
	if s.IsUren() {
		return []string{"uren"}
	}
	return nil
}

// vulMelding puts a message in the form.
func vulMelding(w url.Values, m besluit.DUOMelding) {
	switch {
	case m.PIP != nil:
		zetDag(w, "dag", m.PIP.Dagtekening)
		w.Set("leerroute", string(m.PIP.Leerroute))
		w.Set("niveau", string(m.PIP.Niveau))
		if m.PIP.Intensiteit.Is {
			w.Set("intensiteit", strconv.Itoa(m.PIP.Intensiteit.Waarde))
		}
		w.Set("mag-opleiding-afmaken", strings.ToLower(jaNeeWoord(m.PIP.MagOpleidingAfmaken)))
		w.Set("alfabetisering", m.PIP.Alfabetisering)
	case m.Aanbod != nil:
		w.Set("instelling", m.Aanbod.Instelling)
		zetDag(w, "datum", m.Aanbod.Datum)
		zetDag(w, "start", m.Aanbod.Start)
		zetDag(w, "eind", m.Aanbod.Eind)
		w.Set("alfabetisering", m.Aanbod.Alfabetisering)
	case m.MAP != nil:
		zetDag(w, "dag", m.MAP.Dag)
		w.Set("verwijtbaar", m.MAP.Verwijtbaar)
	case m.PVT != nil:
		zetDag(w, "dag", m.PVT.Dag)
		w.Set("verwijtbaar", m.PVT.Verwijtbaar)
	case m.ZRoute != nil:
		zetDag(w, "dag", m.ZRoute.Dag)
	case m.Uren.Is:
		w.Set("uren", strconv.Itoa(m.Uren.Waarde))
	}
	if m.Actie == besluit.MeldingVerwijder {
		w.Set("weghalen", "ja")
	}
}

// leesMeldvorm reads the form back into a message of the same kind.
func leesMeldvorm(in *invulling, was besluit.DUOMelding) besluit.DUOMelding {
	m := besluit.DUOMelding{Soort: was.Soort, Actie: was.Actie, Over: was.Over, Contact: was.Contact}
	if m.Actie == besluit.MeldingVerwijder {
		m.Actie = besluit.MeldingWijzig
	}
	module := func() *besluit.ModuleMelding {
		return &besluit.ModuleMelding{Dag: in.dag("dag", "Dag", false), Verwijtbaar: in.tekst("verwijtbaar", "Verwijtbaar")}
	}
	switch was.Soort {
	case besluit.MeldingPIP:
		m.PIP = &besluit.PIPMelding{Dagtekening: in.dag("dag", "Dagtekening", true), Leerroute: begrip.Leerroute(in.tekst("leerroute", "Leerroute")),
			Niveau: begrip.Niveau(in.tekst("niveau", "Niveau")), Intensiteit: in.geheel("intensiteit", "Uren van de B1-route", 99999),
			MagOpleidingAfmaken: in.jaNee("mag-opleiding-afmaken"), Alfabetisering: in.tekst("alfabetisering", "Alfabetisering")}
	case besluit.MeldingAanbod:
		m.Aanbod = &besluit.AanbodMelding{Instelling: in.tekst("instelling", "Instelling"), Datum: in.dag("datum", "Dag van het aanbod", false),
			Start: in.dag("start", "Eerste lesdag", false), Eind: in.dag("eind", "Laatste lesdag", false), Alfabetisering: in.tekst("alfabetisering", "Alfabetisering")}
	case besluit.MeldingMAP:
		m.MAP = module()
	case besluit.MeldingPVT:
		m.PVT = module()
	case besluit.MeldingZRoute:
		m.ZRoute = &besluit.ZRouteMelding{Dag: in.dag("dag", "Dag van afronding", false)}
	}
	if was.Soort.IsUren() {
		m.Uren = in.geheel("uren", "Uren", 99999)
		if !m.Uren.Is && !in.heeftFout("uren") {
			in.fout("uren", "Uren: vul een heel aantal uren in.")
		}
	}
	if in.kruis("weghalen") {
		m.Actie = besluit.MeldingVerwijder
	}
	return m
}
