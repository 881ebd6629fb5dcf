package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// watAls is the page on which one supposes a fact and sees what would change. It is a
// question and no act: everything stands in the address, and nothing is recorded.
type watAls struct {
	*Web
	huis Handelingen
}

// watAlsBlad is the page.
type watAlsBlad struct {
	Nummer, Naam, Bijschrift string
	Snel                     []kruimel // suppositions people make often, one click away
	Soorten                  []keuze
	Soort, SoortNaam         string
	Velden                   []templ.Component
	Fouten                   []veldfout
	Uitkomst                 *watAlsUitkomst
}

// watAlsUitkomst is what would change, part by part.
type watAlsUitkomst struct {
	Zin   string
	Mag   *nietregel // whether the act itself is allowed now, when the law says something about it
	Delen []watAlsDeel
	Slot  string
}

type watAlsDeel struct {
	ID, Naam string
	Rijen    []watAlsRij
}

type watAlsRij struct{ Naam, Nu, Dan string }

// alleen2007 are the facts that mean nothing under the law of today.
var alleen2007 = []dossier.Soort{dossier.SoortVoorzieningVastgesteld, dossier.SoortEigenBijdrageVoldaan, dossier.SoortExamenBehaald, dossier.SoortForfaitDUO}

func (s watAls) toon(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	p, err := s.beginPoging(r, wie, s.huis, nil)
	if err != nil {
		return err
	}
	b := watAlsBlad{Nummer: p.beeld.Nummer, Naam: naamVan(p.beeld), Bijschrift: bijschrift(p.beeld)}
	in := &invulling{waarden: p.vraag}
	soort := dossier.Soort(p.vraag.Get("soort"))
	feit, ok := dossier.Nieuw(soort)
	b.Snel = snelleVragen(p.beeld)
	b.Soorten = soortkeuzes(p.beeld.Dossier.Stelsel, soort)
	status := http.StatusOK
	if ok {
		b.Soort, b.SoortNaam = string(soort), feitnaam(feit)
		if p.vraag.Get("reken") != "" {
			if b.Uitkomst, err = s.reken(p, in, feit); err != nil {
				return err
			}
		} else if p.vraag.Get("datum-dag") == "" {
			zetDag(in.waarden, "datum", p.beeld.Vandaag)
		}
		if len(in.fouten) > 0 {
			status = http.StatusUnprocessableEntity
		}
		b.Fouten, b.Velden = in.fouten, toonFeit(p, in, feit)
	}
	kop := s.raam(wie, "dossiers", "Wat als")
	if len(b.Fouten) > 0 {
		kop.Titel = "Fout: Wat als"
	}
	s.Web.toon(w, r, status, watAlsPagina(kop, b))
	return nil
}

// snelleVragen are the suppositions that fit this person: another leerroute, or lowering
// the level, as of today.
func snelleVragen(b *app.DossierBeeld) []kruimel {
	route := routeVan(b)
	if route == "" {
		return nil
	}
	adres := func(soort dossier.Soort, naar begrip.Leerroute) string {
		w := url.Values{"soort": {string(soort)}, "reken": {"ja"}}
		zetDag(w, "datum", b.Vandaag)
		if naar != "" {
			w.Set(veldVoor+"naar", string(naar))
		}
		return "/dossiers/" + b.Nummer + "/wat-als?" + w.Encode()
	}
	var uit []kruimel
	for _, naar := range begrip.Leerroutes {
		if naar != route {
			uit = append(uit, kruimel{"Vandaag naar de " + naar.Titel(), adres(dossier.SoortLeerrouteGewijzigd, naar)})
		}
	}
	if route == begrip.RouteB1 {
		uit = append(uit, kruimel{"Vandaag afschalen naar A2", adres(dossier.SoortAfgeschaald, "")})
	}
	return uit
}

// reken reads the fields and asks the hall; nil when the fields have faults.
func (s watAls) reken(p *poging, in *invulling, feit dossier.Feit) (*watAlsUitkomst, error) {
	l := &stelLezer{in: in}
	v := app.Veronderstelling{Soort: feit.Soort(), Op: in.dag("op", dagKijken, false)}
	l.zet("datum", in.dag("datum", dagFeit, true).String())
	feit.Velden(l)
	if len(in.fouten) > 0 {
		return nil, nil
	}
	v.Velden = l.velden
	uit, err := s.huis.WatAls(p.ctx, p.wie, p.beeld.Nummer, v)
	var geweigerd *app.Geweigerd
	if errors.As(err, &geweigerd) {
		for _, f := range weigerfouten(geweigerd.Weigeringen) {
			veld, _, _ := strings.Cut(f.Veld, "[")
			if veld != "" && veld != "datum" {
				f.Zin = veldnaam(veld) + ": " + kleineletter(f.Zin)
				veld = veldVoor + veld
			}
			in.fout(veld, f.Zin)
		}
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return maakWatAls(p.beeld, &uit), nil
}

// soortkeuzes are the facts one can suppose, by name.
func soortkeuzes(stelsel begrip.Stelsel, gekozen dossier.Soort) []keuze {
	uit := []keuze{{Waarde: "", Naam: "Kies een feit"}}
	for _, x := range dossier.Soorten() {
		if stelsel != begrip.Wi2007 && slices.Contains(alleen2007, x) {
			continue
		}
		uit = append(uit, keuze{Waarde: string(x), Naam: woord(feitnamen, string(x)), Gekozen: x == gekozen})
	}
	slices.SortStableFunc(uit[1:], func(a, b keuze) int { return strings.Compare(a.Naam, b.Naam) })
	return uit
}

// maakWatAls puts the difference in words. Names of what is about the supposed fact
// itself are found with that fact in the dossier.
func maakWatAls(b *app.DossierBeeld, v *app.WatAls) *watAlsUitkomst {
	dan := *b
	dan.Dossier = dossier.Opbouwen(append(slices.Clone(b.Logboek), v.Feit), v.Dan.Antwoord.Op, 0)
	noem := func(lijst map[string]string, sleutel, over string) string {
		return metDossier(&dan, woord(lijst, sleutel), over)
	}
	uit := &watAlsUitkomst{Zin: "Als dit feit er was, zou dit veranderen. Er is niets vastgelegd.", Slot: slotzin(v.Dan.Antwoord), Mag: magDit(v)}
	if v.IsLeeg() {
		uit.Zin = "Er verandert niets als dit feit er was. Er is niets vastgelegd."
	}
	uit.deel("taken", "Te doen", rijen(v.Taken, func(t *agenda.Taak) string { return metDossier(&dan, taaknaam(t.Soort), t.Over) }, taakzin))
	uit.deel("termijnen", "Termijnen", rijen(v.Termijnen, func(t *recht.Termijn) string { return noem(termijnnamen, t.Sleutel, t.Over) }, termijnwoord))
	uit.deel("eisen", "Eisen", rijen(v.Normen, func(n *recht.Norm) string { return woord(normnamen, n.Sleutel) }, normwoord))
	uit.deel("handelingen", "Wat mag", rijen(v.Handelingen, func(h *recht.Handeling) string { return noem(handelingnamen, h.Sleutel, h.Over) }, handelingwoord))
	uit.deel("boetes", "Boetes", rijen(v.Boetes, func(x *recht.Boete) string { return metDossier(&dan, "Boete", x.ID) }, boetewoord))
	uit.deel("vragen", "Wat we nog niet weten", rijen(v.Vragen, func(q *begrip.Vraag) string { return hoofdletter(vraagnaam(q.Feit)) }, func(q *begrip.Vraag) string { return "Te vragen aan " + partijnaam(q.Aan) + "." }))
	return uit
}

func (u *watAlsUitkomst) deel(id, naam string, rijen []watAlsRij) {
	if len(rijen) > 0 {
		u.Delen = append(u.Delen, watAlsDeel{id, naam, rijen})
	}
}

func rijen[T any](lijst []agenda.Verandering[T], naam, zeg func(*T) string) []watAlsRij {
	uit := make([]watAlsRij, 0, len(lijst))
	woord := func(x *T) string {
		if x == nil {
			return "Geldt niet"
		}
		return zeg(x)
	}
	for _, v := range lijst {
		van := v.Nu
		if van == nil {
			van = v.Dan
		}
		uit = append(uit, watAlsRij{naam(van), woord(v.Nu), woord(v.Dan)})
	}
	return uit
}

func termijnwoord(t *recht.Termijn) string {
	s := termijntoestand(t).Woord
	if t.Uiterlijk.IsLeeg() {
		return s
	}
	return s + ", uiterlijk " + t.Uiterlijk.Voluit()
}

func normwoord(n *recht.Norm) string {
	s := hoeveel(n.Behaald, n.Eenheid) + " van " + hoeveel(n.Eis, n.Eenheid)
	if n.Voldaan {
		return s + ", voldaan"
	}
	return s + ", nog niet voldaan"
}

func handelingwoord(h *recht.Handeling) string {
	delen := []string{"Mag."}
	if !h.Mag {
		delen[0] = "Mag niet."
	}
	for _, w := range h.Weigering {
		delen = append(delen, eindpunt(w.Zin))
	}
	for _, e := range h.Eisen {
		delen = append(delen, eiszin(e))
	}
	return strings.Join(delen, " ")
}

func boetewoord(x *recht.Boete) string {
	var delen []string
	switch {
	case x.Opgelegd.Is:
		delen = append(delen, "Opgelegd: "+x.Opgelegd.Waarde.Euro()+".")
	case !x.Bekend:
		delen = append(delen, "Nog niet te zeggen: er ontbreekt een feit.")
	case x.Mag:
		delen = append(delen, "Mag, ten hoogste "+x.Bedrag.Euro()+".")
	default:
		delen = append(delen, "Mag niet.")
	}
	for _, w := range x.Weigering {
		delen = append(delen, eindpunt(w.Zin))
	}
	for _, e := range x.Eisen {
		delen = append(delen, eiszin(e))
	}
	return strings.Join(delen, " ")
}

// magDit says whether the law allows the supposed act now: supposing does not make it so.
func magDit(v *app.WatAls) *nietregel {
	naam := map[dossier.Soort]string{dossier.SoortAfgeschaald: "afschalen", dossier.SoortPIPVastgesteld: "pip-vaststellen", dossier.SoortGewaarschuwd: "waarschuwen"}[v.Feit.Soort()]
	if f, ok := v.Feit.Feit.(*dossier.LeerrouteGewijzigd); ok {
		naam = "leerroute-wijzigen:" + string(f.Naar)
	}
	h, ok := v.Nu.Antwoord.Handeling(naam)
	if !ok {
		return nil
	}
	return &nietregel{Titel: "Mag dit, op " + v.Nu.Antwoord.Op.Voluit() + "?", Zin: handelingwoord(&h), Uitleg: maakUitleg("", handelingwoord(&h), h.Uitleg, nil, v.Nu.Antwoord, nil)}
}

// The labels of the two days every supposition has.
const (
	dagFeit   = "Dag van het feit"
	dagKijken = "Dag waarop u kijkt"
)

// veldVoor keeps the fields of the fact apart from those of the page.
const veldVoor = "v-"

// stelLezer visits the fields of a fact and reads them from the form as loose texts; the
// reader of the dossier file judges them.
type stelLezer struct {
	in     *invulling
	velden []app.Stelveld
}

func (l *stelLezer) zet(naam, waarde string) {
	if waarde != "" {
		l.velden = append(l.velden, app.Stelveld{Naam: naam, Waarde: waarde})
	}
}

func (l *stelLezer) neem(naam string) {
	l.zet(naam, strings.TrimSpace(l.in.waarden.Get(veldVoor+naam)))
}

func (l *stelLezer) Tekst(naam string, _ *string, _ bool) { l.neem(naam) }

func (l *stelLezer) Keuze(naam string, _ func() string, _ func(string), _ []string, _ bool) {
	l.neem(naam)
}

func (l *stelLezer) Keuzes(naam string, _ func() []string, _ func([]string), _ []string) {
	l.zet(naam, strings.Join(l.in.waarden[veldVoor+naam], ","))
}

func (l *stelLezer) Datum(naam string, _ *begrip.Datum, _ bool) {
	if d := l.in.dag(veldVoor+naam, veldnaam(naam), false); !d.IsLeeg() {
		l.zet(naam, d.String())
	}
}

func (l *stelLezer) Uren(naam string, _ *dossier.Optie[begrip.Uren], _ bool) {
	l.zet(naam, strings.Replace(strings.TrimSpace(l.in.waarden.Get(veldVoor+naam)), ",", ".", 1))
}

func (l *stelLezer) Bedrag(naam string, _ *dossier.Optie[begrip.Cent], _ bool) {
	w := strings.Replace(strings.TrimSpace(l.in.waarden.Get(veldVoor+naam)), ",", ".", 1)
	if w != "" && !strings.Contains(w, ".") { // people write whole euros
		w += ".00"
	}
	l.zet(naam, w)
}

func (l *stelLezer) Geheel(naam string, _ *dossier.Optie[int], _, _ int, _ bool) { l.neem(naam) }
func (l *stelLezer) Vlag(naam string, _ *dossier.Optie[bool], _ bool)            { l.neem(naam) }
func (l *stelLezer) Verwijzing(naam string, _ *string, _ dossier.Soort, _ bool)  { l.neem(naam) }
func (l *stelLezer) Bytes(string, *[]byte)                                       {}

// toonFeit draws the fields of a fact, by the one description the log and the file use.
func toonFeit(p *poging, in *invulling, feit dossier.Feit) []templ.Component {
	t := &stelTekenaar{p: p, in: in}
	t.uit = append(t.uit, in.toonDag(datumveld{Naam: "datum", Label: dagFeit}))
	feit.Velden(t)
	return append(t.uit, in.toonDag(datumveld{Naam: "op", Label: dagKijken, Hulp: "Laat u dit leeg, dan is het vandaag, of de dag van het feit als die later is."}))
}

type stelTekenaar struct {
	p   *poging
	in  *invulling
	uit []templ.Component
}

func (t *stelTekenaar) label(naam string, verplicht bool) string {
	if verplicht {
		return veldnaam(naam)
	}
	return veldnaam(naam) + " (mag leeg)"
}

// Tekst is left out when the law does not need it: free text does not belong in an address.
func (t *stelTekenaar) Tekst(naam string, _ *string, verplicht bool) {
	if verplicht || naam == "bij" {
		t.uit = append(t.uit, t.in.toonTekst(tekstveld{Naam: veldVoor + naam, Label: t.label(naam, verplicht), Kort: true}))
	}
}

func (t *stelTekenaar) Keuze(naam string, _ func() string, _ func(string), lijst []string, verplicht bool) {
	var keuzes []keuze
	for _, w := range t.vanStelsel(naam, lijst) {
		k := keuze{Waarde: w, Naam: hoofdletter(keuzewoord(w))}
		switch naam {
		case "niveau":
			k.Naam = strings.ToUpper(w)
		case "gedraging":
			k.Naam = veldnaam(w)
		}
		keuzes = append(keuzes, k)
	}
	t.kies(naam, keuzes, verplicht)
}

// vanStelsel leaves out the values of the other law.
func (t *stelTekenaar) vanStelsel(naam string, lijst []string) []string {
	stelsel := t.p.beeld.Dossier.Stelsel
	return slices.DeleteFunc(slices.Clone(lijst), func(w string) bool {
		switch {
		case naam == "gedraging" && stelsel == begrip.Wi2007:
			return !slices.Contains(dossier.Gedragingen2007, dossier.Gedraging(w))
		case naam == "gedraging":
			return !slices.Contains(dossier.Gedragingen2021, dossier.Gedraging(w))
		case naam == "naar" && slices.Contains(alleGroepen(), begrip.Doelgroep(w)):
			return !slices.Contains(stelsel.Doelgroepen(), begrip.Doelgroep(w))
		}
		return false
	})
}

func alleGroepen() []begrip.Doelgroep {
	return slices.Concat(begrip.Wi2021.Doelgroepen(), begrip.Wi2007.Doelgroepen())
}

func (t *stelTekenaar) kies(naam string, keuzes []keuze, verplicht bool) {
	if !verplicht {
		keuzes = append(keuzes, keuze{Waarde: "", Naam: "Niet ingevuld"})
		if t.in.waarden.Get(veldVoor+naam) == "" {
			t.in.waarden = metWaarde(t.in.waarden, veldVoor+naam)
		}
	}
	t.uit = append(t.uit, t.in.toonKeuze(keuzeveld{Naam: veldVoor + naam, Label: t.label(naam, verplicht), Keuzes: keuzes}))
}

// metWaarde makes "not filled in" the chosen answer of an optional question.
func metWaarde(w url.Values, naam string) url.Values {
	w[naam] = []string{""}
	return w
}

func (t *stelTekenaar) Keuzes(naam string, _ func() []string, _ func([]string), lijst []string) {
	keuzes := make([]keuze, len(lijst))
	for i, w := range lijst {
		keuzes[i] = keuze{Waarde: w, Naam: hoofdletter(keuzewoord(w))}
	}
	t.uit = append(t.uit, t.in.toonKeuze(keuzeveld{Naam: veldVoor + naam, Label: t.label(naam, false), Meer: true, Keuzes: keuzes}))
}

func (t *stelTekenaar) Datum(naam string, _ *begrip.Datum, verplicht bool) {
	t.uit = append(t.uit, t.in.toonDag(datumveld{Naam: veldVoor + naam, Label: t.label(naam, verplicht)}))
}

func (t *stelTekenaar) getal(naam, hulp string, verplicht bool) {
	t.uit = append(t.uit, t.in.toonTekst(tekstveld{Naam: veldVoor + naam, Label: t.label(naam, verplicht), Hulp: hulp, Kort: true, Invoer: "decimal"}))
}

func (t *stelTekenaar) Uren(naam string, _ *dossier.Optie[begrip.Uren], verplicht bool) {
	t.getal(naam, "Een getal, bijvoorbeeld 12 of 7,5", verplicht)
}

func (t *stelTekenaar) Bedrag(naam string, _ *dossier.Optie[begrip.Cent], verplicht bool) {
	t.getal(naam, "In euro, bijvoorbeeld 25,00", verplicht)
}

func (t *stelTekenaar) Geheel(naam string, _ *dossier.Optie[int], laag, hoog int, verplicht bool) {
	t.getal(naam, "Een getal van "+getal(laag)+" tot en met "+getal(hoog), verplicht)
}

func (t *stelTekenaar) Vlag(naam string, _ *dossier.Optie[bool], verplicht bool) {
	t.kies(naam, jaNeeKeuzes("Ja", "Nee"), verplicht)
}

// Verwijzing offers the facts of the right kind in this dossier.
func (t *stelTekenaar) Verwijzing(naam string, _ *string, soort dossier.Soort, verplicht bool) {
	var keuzes []keuze
	for _, g := range t.p.beeld.Dossier.Feiten {
		if g.ID != "" && soort != "" && g.Feit.Soort() == soort {
			keuzes = append(keuzes, keuze{Waarde: g.ID, Naam: metDossier(t.p.beeld, feitnaam(g.Feit), g.ID)})
		}
	}
	if len(keuzes) == 0 && !verplicht {
		return
	}
	if len(keuzes) == 0 {
		t.uit = append(t.uit, kaderzin("Dit kan hier niet: er is in dit dossier geen feit "+kleineletter(woord(feitnamen, string(soort)))+"."))
		return
	}
	t.kies(naam, keuzes, verplicht)
}

func (t *stelTekenaar) Bytes(string, *[]byte) {}

// Groep visits the fields like all others.
func (l *stelLezer) Groep(_ dossier.Groep, velden func(dossier.Bezoeker)) { velden(l) }

// Groep visits the fields like all others.
func (t *stelTekenaar) Groep(_ dossier.Groep, velden func(dossier.Bezoeker)) { velden(t) }
