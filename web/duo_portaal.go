package web

import (
	"errors"
	"net/http"
	"net/url"

	"traject/app"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// portaalblad is what must be typed into the portal of DUO for one person.
type portaalblad struct {
	Raam          raam
	Nummer, Naam  string
	Bijschrift    string
	BSN           string // as DUO asks it first; "" when unknown
	Verbonden     bool
	Versie        int
	Termijn       string
	TermijnUitleg *uitleg
	Fouten        []veldfout
	FoutTitel     string
	Regels        []portaalregel
}

// portaalregel is one screen of the portal.
type portaalregel struct {
	duoregel
	Pad      string
	Compleet bool // nothing has to be chosen first
	Op       datumveld
}

func (p meldpagina) portaal(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	po, m, err := p.lees(r, wie)
	if err != nil {
		return err
	}
	return p.toonPortaal(w, r, po, m, &invulling{waarden: url.Values{}}, http.StatusOK)
}

func (p meldpagina) toonPortaal(w http.ResponseWriter, r *http.Request, po *poging, m *app.Meldblad, in *invulling, status int) error {
	b := portaalblad{Raam: p.raam(po.wie, "dossiers", "Voor het portaal van DUO, "+naamVan(po.beeld)), Nummer: po.beeld.Nummer, Naam: naamVan(po.beeld), Bijschrift: bijschrift(po.beeld),
		BSN: po.beeld.Dossier.Persoon.BSN.Cijfers(), Verbonden: m.Verbonden, Versie: po.beeld.Versie, Fouten: in.fouten}
	b.Raam.Melding = p.neemMelding(r)
	b.Termijn, b.TermijnUitleg = pipTermijn(po.beeld, m.PIPTermijn)
	if len(in.fouten) > 0 {
		b.Raam.Titel = "Fout: Voor het portaal van DUO"
		b.FoutTitel = "Er is nog niets vastgelegd. Verbeter eerst " + aantal(len(in.fouten), "punt", "punten") + "."
	}
	for _, x := range m.Regels {
		if x.Weg != dossier.WegPortaal || !x.TeDoen() {
			continue
		}
		rij := portaalregel{duoregel: maakDuoregel(po.beeld.Nummer, x, m, p.collega), Pad: x.Pad, Compleet: len(x.Mis) == 0}
		dagen := in.waarden
		if in.waarden.Get("melding") != x.Pad {
			dagen = url.Values{}
			zetDag(dagen, rij.ID+"-op", po.beeld.Vandaag)
		}
		_, rij.Op = leesDatumveld(dagen, datumveld{Naam: rij.ID + "-op", Label: "Op welke dag hebt u dit in het portaal gezet?"}, false)
		rij.Op.Fout = foutBij(in.fouten, rij.ID+"-op")
		b.Regels = append(b.Regels, rij)
	}
	p.Web.toon(w, r, status, portaalpagina(b))
	return nil
}

// vink records that something stands in the portal, by whom and since when.
func (p meldpagina) vink(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	po, m, err := p.lees(r, wie)
	if err != nil {
		return err
	}
	in, err := po.leesInvulling(w, r)
	if err != nil {
		return err
	}
	regel, ok := m.Regel(in.waarden.Get("melding"))
	if !ok || regel.Weg != dossier.WegPortaal || !regel.TeDoen() {
		p.meld(r, "Dit hoeft niet meer: het is al vastgelegd.")
		http.Redirect(w, r, "/dossiers/"+po.beeld.Nummer+"/portaal", http.StatusSeeOther)
		return nil
	}
	veld := maakDuoregel(po.beeld.Nummer, regel, m, p.collega).ID + "-op"
	o := besluit.Meldopdracht{Melding: regel.Melding}
	o.Dag = in.dag(veld, "Dag van invullen", true)
	if len(in.fouten) == 0 {
		_, err = p.melder.MeldAanDUO(r.Context(), wie, po.beeld.Nummer, po.versie, o)
		if g, is := alsGeweigerd(err); is {
			for _, f := range weigerfouten(g.Weigeringen) {
				if f.Veld == "op" {
					f.Veld = veld
				} else if f.Veld != "" { // the fields stand on the page of the message itself
					f.Adres = duoadres(po.beeld.Nummer, regel.Pad) + "#" + f.Veld
				}
				in.fouten = append(in.fouten, f)
			}
		} else if isConflict(err) {
			in.fout("", "Een collega veranderde het dossier terwijl u bezig was. Kijk of de gegevens nog zo in het portaal staan en leg het dan opnieuw vast.")
			if po, m, err = p.lees(r, wie); err != nil {
				return err
			}
		} else if err != nil {
			return err
		}
	}
	if len(in.fouten) > 0 {
		return p.toonPortaal(w, r, po, m, in, http.StatusUnprocessableEntity)
	}
	p.meld(r, "Vastgelegd dat dit in het portaal van DUO staat: "+meldtitel(regel.Melding, m.Instellingen)+".")
	http.Redirect(w, r, "/dossiers/"+po.beeld.Nummer+"/portaal", http.StatusSeeOther)
	return nil
}

// alles is the list over all dossiers in sight: the tasks of the worklist that are about
// telling DUO something, so its rights, order and pages are those of the worklist.
func (p meldpagina) alles(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	q := r.URL.Query()
	f := takenFilter(q, p.Web.Huis.Dag())
	f.Soort = "pip-melden"
	if q.Get("soort") == app.TaakDUOMelden {
		f.Soort = app.TaakDUOMelden
	}
	lijst, err := p.Huis.Vandaag(r.Context(), wie, f)
	if err != nil {
		return err
	}
	const hier = "/duo/portaal"
	blad := maakWerkblad(hier, q, lijst)
	blad.Signalen, blad.Chips = false, nil
	blad.Leeg = "Er hoeft nu niets in het portaal."
	for i := range blad.Groepen {
		for j := range blad.Groepen[i].Rijen {
			rij := &blad.Groepen[i].Rijen[j]
			rij.TaakAdres = rij.DossierAdres + "/portaal"
			if p.melder.Verbonden() {
				rij.TaakAdres = rij.DossierAdres + "/duo"
			}
		}
	}
	blad.Tabs = []tab{
		{Naam: "PIP", Adres: werkadres(hier, q, "soort", ""), Hier: f.Soort != app.TaakDUOMelden},
		{Naam: "Overige meldingen", Adres: werkadres(hier, q, "soort", app.TaakDUOMelden), Hier: f.Soort == app.TaakDUOMelden},
	}
	wiens := []tab{{Naam: "Mijn dossiers", Adres: werkadres(hier, q, "wiens", ""), Hier: f.Wiens == ""}, {Naam: "Team", Adres: werkadres(hier, q, "wiens", "team"), Hier: f.Wiens == "team"}}
	if err := p.openUitleg(r, wie, q, blad.Groepen); err != nil {
		return err
	}
	p.Web.toon(w, r, http.StatusOK, portaallijst(p.raam(wie, "vandaag", "Melden aan DUO"), blad, wiens, p.melder.Verbonden()))
	return nil
}

func alsGeweigerd(err error) (*app.Geweigerd, bool) {
	var g *app.Geweigerd
	return g, errors.As(err, &g)
}

func isConflict(err error) bool {
	var c *app.Conflict
	return errors.As(err, &c)
}
