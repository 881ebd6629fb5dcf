package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// aanbiederhuis is what the pages for people at a provider ask of the hall. A Huis without
// it (in a small test) simply has no such pages.
type aanbiederhuis interface {
	Deelnemers(ctx context.Context, wie app.Wie, f app.DeelnemerFilter) (app.Deelnemerlijst, error)
	Deelnemer(ctx context.Context, wie app.Wie, nummer string) (*app.DeelnemerBeeld, error)
	Lesmaand(ctx context.Context, wie app.Wie, nummer, deelname string, maand begrip.Datum) (*app.Maandbeeld, error)
	GeefMaand(ctx context.Context, wie app.Wie, nummer string, o besluit.Maandopgave) error
	Lesconcept(ctx context.Context, wie app.Wie, nummer, deelname string, maand begrip.Datum) (app.Concept, error)
	BewaarLesconcept(ctx context.Context, wie app.Wie, nummer, deelname string, maand begrip.Datum, velden map[string][]string) error
}

// aanbiederPagina are the pages a school or another provider has, and no more.
type aanbiederPagina struct {
	*Web
	h aanbiederhuis
}

func (s *Web) aanbiederpaden() []pad {
	h, ok := s.Huis.(aanbiederhuis)
	if !ok {
		return nil
	}
	p := aanbiederPagina{s, h}
	return []pad{
		{"GET /deelnemers", p.lijst},
		{"GET /deelnemers/{nummer}", p.deelnemer},
		{"GET /deelnemers/{nummer}/uren", p.toonUren},
		{"POST /deelnemers/{nummer}/uren", p.geefUren},
	}
}

// deelnemersblad is the list of one provider.
type deelnemersblad struct {
	Instelling string
	Dicht      string // why nothing is shown
	Tabs       []tab
	Zoek       string
	Geweest    bool
	Fouten     []veldfout
	Rijen      *tabel
	Leeg       string
	Volgende   string
}

func (p aanbiederPagina) lijst(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	q := r.URL.Query()
	b := deelnemersblad{Zoek: strings.TrimSpace(q.Get("zoek")), Geweest: q.Get("stand") == "geweest"}
	status := http.StatusOK
	if isBSN(b.Zoek) {
		b.Fouten = []veldfout{{Veld: "zoeknaam", Zin: "Zoek niet op een burgerservicenummer: dan komt het in het adres te staan. Zoek op naam."}}
		b.Zoek, status = "", http.StatusUnprocessableEntity
		q.Del("zoek")
	}
	lijst, err := p.h.Deelnemers(r.Context(), wie, app.DeelnemerFilter{Geweest: b.Geweest, Zoek: b.Zoek, Na: q.Get("na")})
	if err != nil {
		return err
	}
	b.Instelling = lijst.Instelling
	if lijst.Dicht != nil {
		b.Dicht = lijst.Dicht.Zin
	}
	b.Tabs = []tab{{Naam: "Nu bij ons", Adres: werkadres("/deelnemers", q, "stand", ""), Hier: !b.Geweest},
		{Naam: "Klaar of gestopt", Adres: werkadres("/deelnemers", q, "stand", "geweest"), Hier: b.Geweest}}
	b.Rijen, b.Leeg = deelnemertabel(lijst, wie, b.Geweest), leegzin(b)
	if lijst.Volgende != "" {
		b.Volgende = werkadres("/deelnemers", q, "na", lijst.Volgende)
	}
	kop := p.raam(wie, "deelnemers", "Mijn deelnemers")
	kop.Melding = p.neemMelding(r)
	p.toon(w, r, status, deelnemerspagina(kop, b))
	return nil
}

func leegzin(b deelnemersblad) string {
	switch {
	case b.Zoek != "":
		return "Bij uw deelnemers heet niemand zo: " + b.Zoek + "."
	case b.Geweest:
		return "Er is niemand die kort geleden klaar was of stopte."
	}
	return "Er doet nu niemand mee bij uw instelling. Zodra de gemeente iemand bij u plaatst, staat die hier."
}

// deelnemertabel shows everyone; a school reads the leerroute, another provider its own part.
func deelnemertabel(lijst app.Deelnemerlijst, wie app.Wie, geweest bool) *tabel {
	if len(lijst.Rijen) == 0 {
		return nil
	}
	tweede := "Onderdeel"
	if wie.Rol == begrip.AanbiederTaal {
		tweede = "Leerroute"
	}
	t := &tabel{Bijschrift: "Deelnemers op naam", Koppen: []string{"Naam", tweede, "Eerste dag", "Laatste dag", "Dossier"}}
	for _, d := range lijst.Rijen {
		wat := deelnamewoorden[d.Wat]
		if d.Wat == dossier.AanbodLeerroute {
			wat = of(routenaam(d.Leerroute), "nog niet bekend")
		}
		nog := ""
		if geweest && !d.Zicht.IsLeeg() {
			nog = "te zien tot en met " + d.Zicht.Voluit()
		}
		t.Rijen = append(t.Rijen, tabelrij{{Tekst: naamOf(d.Naam, d.Nummer), Adres: "/deelnemers/" + url.PathEscape(d.Nummer)}, {Tekst: wat}, {Tekst: d.Vanaf.Voluit()},
			{Tekst: of(d.Tot.Voluit(), "nog niet bekend"), Klein: nog}, {Tekst: d.Nummer}})
	}
	return t
}

// deelnemerblad is one participant as a provider sees them.
type deelnemerblad struct {
	Naam, Nummer string
	Wie          []feitveld
	Les          []feitveld
	Wijzigingen  []feitveld
	Deelnames    []deelnamevak
	Contact      []feitveld
}

type deelnamevak struct {
	Titel   string
	Velden  []feitveld
	Maanden []maandlink
	Noot    string // why there are no months to fill in
}

// maandlink leads to the hours of one month.
type maandlink struct{ Naam, Stand, Knop, Adres string }

func (p aanbiederPagina) deelnemer(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	d, err := p.h.Deelnemer(r.Context(), wie, r.PathValue("nummer"))
	if err != nil {
		return err
	}
	b := maakDeelnemer(d)
	kop := p.raam(wie, "deelnemers", b.Naam)
	kop.Melding = p.neemMelding(r)
	p.toon(w, r, http.StatusOK, deelnemerpagina(kop, b))
	return nil
}

func maakDeelnemer(d *app.DeelnemerBeeld) deelnemerblad {
	b := deelnemerblad{Naam: naamOf(d.Naam, d.Nummer), Nummer: d.Nummer}
	b.Wie = gevuld(feitveld{"Naam", d.Naam}, feitveld{"Adres", d.Adres}, feitveld{"Postcode en plaats", strings.TrimSpace(d.Postcode + " " + d.Plaats)},
		feitveld{"Burgerservicenummer", d.BSN}, feitveld{"Dossier", d.Nummer})
	for _, n := range d.Deelnames {
		v := deelnamevak{Titel: deelnamewoorden[n.Wat], Velden: []feitveld{{"Eerste dag", n.Vanaf.Voluit()}, {"Laatste dag", of(n.Tot.Voluit(), "nog niet bekend")}}}
		if n.Uren.Is {
			v.Velden = append(v.Velden, feitveld{"Uren in het plan", n.Uren.Waarde.Tekst()})
		}
		if !n.Zicht.IsLeeg() {
			v.Velden = append(v.Velden, feitveld{"U ziet dit tot en met", n.Zicht.Voluit()})
		}
		for _, m := range n.Maanden {
			x := maandlink{Naam: hoofdletter(maandnaam(m.Maand)), Stand: "nog niet ingevuld", Knop: "Vul in", Adres: maandadres(d.Nummer, n.Kenmerk, m.Maand)}
			if m.Ingevuld {
				x.Stand, x.Knop = "ingevuld, "+m.Gevolgd.Tekst()+" uur gevolgd en "+(m.Geoorloofd+m.Ongeoorloofd).Tekst()+" gemist", "Verbeter"
			}
			v.Maanden = append(v.Maanden, x)
		}
		switch {
		case !n.Voortgang:
			v.Noot = "De gemeente vraagt u hier niet om uren en aanwezigheid."
		case len(n.Maanden) == 0:
			v.Noot = "Uren en aanwezigheid vult u in vanaf de eerste dag."
		}
		b.Deelnames = append(b.Deelnames, v)
	}
	if l := d.Les; l != nil {
		b.Les = gevuld(feitveld{"Leerroute", of(routenaam(l.Leerroute), "nog niet bekend")}, feitveld{"Niveau", strings.ToUpper(string(l.Niveau))},
			feitveld{"Uren van de hele leerroute", urenOf(l.Uren)}, feitveld{"Uren per week", urenOf(l.PerWeek)}, feitveld{"Inburgeringstermijn", termijnzinVan(l.Begin, l.Tot)})
		for _, x := range l.Wijzigingen {
			b.Wijzigingen = append(b.Wijzigingen, feitveld{x.Dag.Voluit(), x.Zin})
		}
	}
	b.Contact = gevuld(feitveld{"Klantmanager", d.Contact.Naam}, feitveld{"Telefoon", d.Contact.Telefoon})
	return b
}

// gevuld leaves out fields that are not known.
func gevuld(vs ...feitveld) []feitveld {
	var uit []feitveld
	for _, v := range vs {
		if v.Waarde != "" {
			uit = append(uit, v)
		}
	}
	return uit
}

func urenOf(u dossier.Optie[begrip.Uren]) string {
	if !u.Is {
		return ""
	}
	return u.Waarde.Tekst()
}

func termijnzinVan(begin, tot begrip.Datum) string {
	if begin.IsLeeg() || tot.IsLeeg() {
		return "begint als het plan (PIP) klaar is"
	}
	return begin.Voluit() + " tot en met " + tot.Voluit()
}
