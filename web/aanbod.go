package web

import (
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// deelnamewoorden say what someone takes part in.
var deelnamewoorden = map[dossier.Aanbod]string{
	dossier.AanbodLeerroute: "Taallessen (leerroute)", dossier.AanbodMAP: "MAP", dossier.AanbodPVT: "PVT", dossier.DeelnameBegeleiding: "Maatschappelijke begeleiding",
}

func deelnamekeuzes() []keuze {
	var uit []keuze
	for _, w := range dossier.AlleDeelnames {
		uit = append(uit, keuze{Waarde: string(w), Naam: deelnamewoorden[w]})
	}
	return uit
}

// instellingkeuzes are the institutions of the register; wat narrows them when it is known.
func (p *poging) instellingkeuzes(wat dossier.Aanbod) ([]keuze, error) {
	lijst, err := p.huis.Instellingen(p.ctx, p.wie)
	if err != nil {
		return nil, err
	}
	var uit []keuze
	for _, i := range lijst {
		v := app.Verwerker{Naam: i.Naam, Soorten: i.Soorten}
		if wat != "" && !v.Geeft(wat) {
			continue
		}
		k := keuze{Waarde: i.Kenmerk, Naam: i.Naam, Hulp: soortwoorden(v) + "."}
		if i.Dicht != "" {
			k.Hulp += " Ziet nog niets: " + i.Dicht
		}
		uit = append(uit, k)
	}
	return uit, nil
}

// akteAanbod records what the municipality offered, and at which institution.
var akteAanbod = akte{
	pad: "aanbod", concept: "aanbod", titel: "Aanbod vastleggen", knop: "Aanbod vastleggen", gedaan: "Het aanbod is vastgelegd.", terug: "?deel=aanbieders",
	eerste: func(p *poging, w url.Values) error {
		w.Set("wat", p.vraag.Get("wat"))
		zetDag(w, "dag", p.beeld.Vandaag)
		return nil
	},
	velden: func(p *poging, in *invulling) []templ.Component {
		lijst, err := p.instellingkeuzes("")
		if err != nil {
			return []templ.Component{velderror(err)}
		}
		lijst = append(lijst, keuze{Waarde: geenUitLijst, Naam: "Staat er niet bij", Hulp: "Schrijf hieronder de naam. Deze instelling ziet dan niets in traject."})
		uit := []templ.Component{
			in.toonKeuze(keuzeveld{Naam: "wat", Label: "Wat biedt u aan?", Keuzes: deelnamekeuzes()}),
			in.toonKeuze(keuzeveld{Naam: "aanbieder", Label: "Bij welke instelling?", Hulp: "De lijst komt uit het register bij Privacy, Verwerkers.", Keuzes: lijst}),
			in.toonTekst(tekstveld{Naam: "instelling", Label: "Naam van de instelling, als zij er niet bij staat"}),
			in.toonDag(datumveld{Naam: "dag", Label: "Dag van het aanbod", Hulp: "Niet later dan vandaag."}),
			in.toonDag(datumveld{Naam: "vanaf", Label: "Eerste dag bij de instelling", Hulp: "Vanaf deze dag ziet de instelling wie er komt. Leeg is de dag van het aanbod."}),
		}
		return append(uit, voortgangveld(p, in)...)
	},
	doe: func(p *poging, in *invulling) (app.Vastgelegd, error) {
		o := besluit.Aanbieding{Wat: dossier.Aanbod(in.waarden.Get("wat")), Aanbieder: in.waarden.Get("aanbieder"), Instelling: in.tekst("instelling", "Naam van de instelling"), Voortgang: in.kruis("voortgang")}
		if o.Aanbieder == geenUitLijst {
			o.Aanbieder = ""
		} else if o.Aanbieder == "" && o.Instelling == "" {
			in.fout("aanbieder", "Bij welke instelling: kies een instelling, of kies dat zij er niet bij staat.")
		}
		o.Dag, o.Vanaf = in.dag("dag", "Dag van het aanbod", true), in.dag("vanaf", "Eerste dag bij de instelling", false)
		if len(in.fouten) > 0 {
			return app.Vastgelegd{}, errVelden
		}
		return p.huis.BiedAan(p.ctx, p.wie, p.beeld.Nummer, p.versie, o)
	},
	gevolg: func(p *poging, in *invulling) (*gevolg, error) {
		g, err := zonderBrief("Het aanbod. De instelling uit de lijst ziet "+roepnaam(p.beeld)+" vanaf de eerste dag, en alleen wat nodig is.")(p, in)
		if err == nil && p.beeld.Dossier.DoelgroepOp(p.beeld.Vandaag) == begrip.Asielstatushouder {
			g.DUO = "Nog niets. Een aanbod van taallessen meldt u daarna; er komt een taak voor."
		}
		return g, err
	},
}

const geenUitLijst = "geen"

// voortgangveld asks whether the institution reports progress. Of an asielstatushouder it
// always does (Bi2021 art. 9.2 lid 4), so then there is nothing to choose.
func voortgangveld(p *poging, in *invulling) []templ.Component {
	if p.beeld.Dossier.DoelgroepOp(p.beeld.Vandaag) == begrip.Asielstatushouder {
		return nil
	}
	return []templ.Component{in.toonKeuze(keuzeveld{Naam: "voortgang", Label: "Voortgang", Meer: true, Keuzes: []keuze{
		{Waarde: "ja", Naam: "Vraag de instelling om uren en aanwezigheid", Hulp: "Bij gezins- en overige migranten mag de instelling die alleen geven als u erom vraagt (Bi2021 art. 9.2 lid 4)."}}})}
}

// akteDeelname changes at which institution someone takes part, or until when.
var akteDeelname = akte{
	pad: "deelname", concept: "deelname", titel: "Deelname wijzigen", knop: "Wijziging vastleggen", gedaan: "De wijziging is vastgelegd.", terug: "?deel=aanbieders",
	eerste: func(p *poging, w url.Values) error {
		w.Set("over", p.vraag.Get("over"))
		g := p.beeld.Dossier.ZoekID(p.vraag.Get("over"))
		if g == nil { // an old link: recording says so
			return nil
		}
		switch f := g.Feit.(type) {
		case *dossier.Deelname:
			w.Set("aanbieder", f.Aanbieder)
			zetDag(w, "vanaf", f.Vanaf)
			zetDag(w, "tot", f.Tot)
			if f.Voortgang.Of(false) {
				w.Set("voortgang", "ja")
			}
		case *dossier.Aangeboden:
			zetDag(w, "vanaf", g.GeldigOp)
		}
		return nil
	},
	velden: func(p *poging, in *invulling) []templ.Component {
		over := in.waarden.Get("over")
		wat, naam := overDeelname(p.beeld.Dossier, over)
		lijst, err := p.instellingkeuzes(wat)
		if err != nil {
			return []templ.Component{velderror(err)}
		}
		if was := in.waarden.Get("aanbieder"); was != "" && !slices.ContainsFunc(lijst, func(k keuze) bool { return k.Waarde == was }) {
			lijst = append(lijst, keuze{Waarde: was, Naam: of(naam, "De instelling van nu"), Hulp: "Staat niet meer in de lijst."})
		}
		uit := []templ.Component{
			deelnameover(over, strings.TrimSpace(deelnamewoorden[wat]+", "+of(naam, "instelling nog niet bekend")), len(lijst) == 0),
			in.toonKeuze(keuzeveld{Naam: "aanbieder", Label: "Bij welke instelling?", Hulp: kiesHulp(in.waarden.Get("aanbieder")), Keuzes: lijst}),
			in.toonDag(datumveld{Naam: "vanaf", Label: "Eerste dag bij de instelling", Hulp: "Vanaf deze dag ziet de instelling wie er komt."}),
			in.toonDag(datumveld{Naam: "tot", Label: "Laatste dag bij de instelling", Hulp: "Leeg laten zolang iemand er meedoet. De instelling ziet daarna nog vier weken iets, tenzij uw gemeente anders koos."}),
		}
		return append(uit, voortgangveld(p, in)...)
	},
	doe: func(p *poging, in *invulling) (app.Vastgelegd, error) {
		o := besluit.Deelneming{Over: in.waarden.Get("over"), Aanbieder: in.waarden.Get("aanbieder"), Voortgang: in.kruis("voortgang")}
		o.Vanaf, o.Tot = in.dag("vanaf", "Eerste dag bij de instelling", true), in.dag("tot", "Laatste dag bij de instelling", false)
		if len(in.fouten) > 0 {
			return app.Vastgelegd{}, errVelden
		}
		return p.huis.WijzigDeelname(p.ctx, p.wie, p.beeld.Nummer, p.versie, o)
	},
	gevolg: zonderBrief("Bij welke instelling iemand meedoet en tot wanneer. Wat er stond blijft te zien."),
}

// kiesHulp keeps who changes school from writing over the months at the school before.
func kiesHulp(was string) string {
	if was == "" {
		return "De lijst komt uit het register bij Privacy, Verwerkers."
	}
	return "Gaat iemand naar een andere instelling? Laat deze staan en vul de laatste dag in. Leg daarna een nieuw aanbod vast. Kies hier alleen een andere als er een fout staat."
}

// overDeelname says what a participation or an offer is about, and what the institution is called.
func overDeelname(d *dossier.Dossier, over string) (dossier.Aanbod, string) {
	if g := d.ZoekID(over); g != nil {
		switch f := g.Feit.(type) {
		case *dossier.Deelname:
			return f.Wat, f.Naam
		case *dossier.Aangeboden:
			return f.Wat, f.Instelling
		}
	}
	return "", ""
}

// zichtblad is the part of a dossier that says who of which institution sees it.
type zichtblad struct {
	Rijen []zichtrij
	Uren  []urenrij
	Los   []losaanbod
	Nieuw string // address to record an offer; "" for who may not
}

type zichtrij struct {
	Instelling, Wat, Vanaf, Tot, Ziet, Adres string
	Stand                                    toestand
}

// urenrij is one month as an institution filled it in.
type urenrij struct{ Maand, Instelling, Gevolgd, Reden, Zonder, Inzet string }

func urenrijen(r app.Zichtregel) (uit []urenrij) {
	for _, m := range r.Maanden {
		uit = append(uit, urenrij{hoofdletter(maandnaam(m.Maand)), r.Instelling, m.Gevolgd.Tekst(), m.Geoorloofd.Tekst(), m.Ongeoorloofd.Tekst(), of(string(m.Inzet), "niet ingevuld")})
	}
	return uit
}

// losaanbod is an offer with the name of an institution only: nobody sees anything by it.
type losaanbod struct{ Zin, Adres string }

func maakZicht(b *app.DossierBeeld) *zichtblad {
	z := &zichtblad{}
	basis := "/dossiers/" + b.Nummer
	heeft := map[string]bool{}
	for _, r := range b.Zicht {
		heeft[b.Dossier.Echt(r.Over)] = true
		rij := zichtrij{Instelling: of(r.Instelling, "Instelling zonder naam"), Wat: deelnamewoorden[r.Wat], Vanaf: r.Vanaf.Voluit(), Tot: of(r.Tot.Voluit(), "nog niet bekend"),
			Stand: toestand{"stil", "niet", "Ziet niets"}, Ziet: r.Waarom}
		if r.Ziet {
			rij.Stand = toestand{"goed", "klaar", "Ziet een deel"}
			rij.Ziet = ziet(r)
		}
		if b.Rechten.Handelen {
			rij.Adres = basis + "/deelname?over=" + url.QueryEscape(r.Kenmerk)
		}
		z.Rijen, z.Uren = append(z.Rijen, rij), append(z.Uren, urenrijen(r)...)
	}
	for g, f := range dossier.Van[*dossier.Aangeboden](b.Dossier) {
		if g.ID != "" && heeft[g.ID] {
			continue
		}
		l := losaanbod{Zin: deelnamewoorden[f.Wat] + " van " + g.GeldigOp.Voluit() + ", " + of(f.Instelling, "zonder instelling") + "."}
		if b.Rechten.Handelen && g.ID != "" {
			l.Adres = basis + "/deelname?over=" + url.QueryEscape(g.ID)
		}
		z.Los = append(z.Los, l)
	}
	if b.Rechten.Handelen && b.Dossier.Stelsel == begrip.Wi2021 {
		z.Nieuw = basis + "/aanbod"
	}
	return z
}

// ziet says what of the dossier an institution sees, and until when.
func ziet(r app.Zichtregel) string {
	wat := "Naam, adres en het eigen onderdeel, zonder burgerservicenummer."
	if r.Wat == dossier.AanbodLeerroute {
		wat = "Naam, adres, burgerservicenummer, leerroute, uren, termijn en wijzigingen."
	}
	if !r.Zicht.IsLeeg() {
		wat += " Tot en met " + r.Zicht.Voluit() + "."
	}
	return wat
}
