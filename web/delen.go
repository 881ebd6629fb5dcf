package web

import (
	"errors"
	"net/http"
	"slices"

	"traject/app"
	"traject/kern/dossier"
)

// groepwoorden are the groups of fields that go before the dossier, in plain words.
var groepwoorden = map[dossier.Groep]feitveld{
	dossier.GroepGezondheid:    {"Gezondheid", "wat bij de intake is opgeschreven over wat iemand aankan"},
	dossier.GroepPartner:       {"Partner", "naam, gegevens en waarom zij nodig waren"},
	dossier.GroepAantekeningen: {"Notities", "de tekst van alle notities"},
}

// wegvelden say of a fact which of its fields were destroyed. That is not the same as empty.
func wegvelden(g *dossier.Gebeurtenis) []feitveld {
	var uit []feitveld
	for _, w := range g.Weg {
		uit = append(uit, feitveld{groepwoorden[w.Groep].Naam, wegzin(w)})
	}
	return uit
}

func wegzin(w dossier.Weg) string {
	return "vernietigd op " + w.Dag.Voluit() + ", op grond van " + bronwoorden(w.Grond)
}

// deelrij is one group of fields of a dossier.
type deelrij struct {
	Deel, Wat, Tot string
	Staat          []string // how much there is, what was destroyed
	Houdt          []string
	Uitleg         *uitleg
}

// zonderDag is what stands in the place of a last day that is not there: of notes because
// they go with the dossier, of the rest because what the term counts from is still to come.
func zonderDag(g dossier.Groep) string {
	if g == dossier.GroepAantekeningen {
		return "gaat met het dossier mee"
	}
	return "nog niet bekend"
}

func deelrijen(x *app.BewaarBeeld) (uit []deelrij, eerder []keuze) {
	for _, d := range x.Delen {
		woorden := groepwoorden[d.Groep]
		rij := deelrij{Deel: woorden.Naam, Wat: woorden.Waarde, Tot: of(d.Uiterlijk.Voluit(), zonderDag(d.Groep))}
		if d.Apart > 0 {
			rij.Staat = append(rij.Staat, "Staat in "+aantal(d.Apart, "feit", "feiten")+".")
			eerder = append(eerder, keuze{Waarde: string(d.Groep), Naam: woorden.Naam, Hulp: woorden.Waarde})
			for _, h := range d.Houdt {
				rij.Houdt = append(rij.Houdt, h.Zin)
			}
		}
		if d.Oud > 0 {
			rij.Staat = append(rij.Staat, "Staat in "+aantal(d.Oud, "ouder feit", "oudere feiten")+" dat niet apart weg kan. Dat gaat met het dossier mee.")
		}
		for _, w := range d.Weg {
			rij.Staat = append(rij.Staat, hoofdletter(wegzin(w))+".")
		}
		if d.Apart == 0 {
			rij.Tot = "niet van toepassing"
		} else if d.Uiterlijk != 0 {
			u := maakUitleg(x.Nummer, woorden.Naam+" mag blijven tot en met "+d.Uiterlijk.Voluit()+".", d.Uitleg, nil, nil, x.Logboek)
			rij.Uitleg = &u
		}
		uit = append(uit, rij)
	}
	return uit, eerder
}

// eerder proposes to let a group of fields go before its last day.
func (p privacyPagina) eerder(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	id, err := p.h.StelDeelEerderVoor(r.Context(), wie, r.PathValue("nummer"), r.PostForm.Get("groep"), r.PostForm.Get("waarom"))
	var geweigerd *app.Geweigerd
	if errors.As(err, &geweigerd) {
		fouten := weigerfouten(geweigerd.Weigeringen)
		for i := range fouten {
			switch fouten[i].Veld { // as the fields are called in this form
			case "reden":
				fouten[i].Veld = "waarom"
			case "nummer":
				fouten[i].Veld = "groep"
			}
		}
		return p.bewaren(w, r, wie, bewaarinvoer{Groep: r.PostForm.Get("groep"), Waarom: r.PostForm.Get("waarom")}, fouten, http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	p.meld(r, "Uw voorstel staat klaar. Een collega moet het goedkeuren voordat er iets weggaat.")
	http.Redirect(w, r, "/beheer/verklaringen/"+id, http.StatusSeeOther)
	return nil
}

// foutenVan gives the faults of the fields of one of several forms on a page.
func foutenVan(fouten []veldfout, velden ...string) []veldfout {
	var uit []veldfout
	for _, f := range fouten {
		if slices.Contains(velden, f.Veld) {
			uit = append(uit, f)
		}
	}
	return uit
}
