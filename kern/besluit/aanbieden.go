package besluit

import (
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// Aanbieding is de opdracht om een aanbod vast te leggen. Aanbieder is het kenmerk van de
// instelling in het register van de gemeente; staat zij daar niet in, dan is alleen de naam
// bekend en ziet niemand iets.
type Aanbieding struct {
	Vastlegging
	Wat        dossier.Aanbod
	Aanbieder  string
	Instelling string       // naam
	Vanaf      begrip.Datum // eerste dag bij de instelling; leeg is de dag van het aanbod
	Voortgang  bool         // de gemeente vraagt naar voortgang; alleen van belang bij gezin en overig
}

var grondAanbod = wi("16", "1", "")

// BiedAan legt vast dat de gemeente iets aanbood, en bij welke instelling iemand meedoet.
// Een leerroute en MAP volgen uit het PIP; PVT en begeleiding kunnen eerder beginnen.
// Velden: wat, aanbieder, instelling, vanaf, dag.
//
// wet: wi2021#art-16
func BiedAan(d *dossier.Dossier, r *wetten.Recht, o Aanbieding) (Besluit, []begrip.Weigering) {
	z := beginLopend(d, r, o.Vastlegging)
	o.Instelling = strings.TrimSpace(o.Instelling)
	z.eis(o.Wat != "", "wat", grondAanbod, "Kies wat u aanbiedt.")
	kies(z, o.Wat, dossier.AlleDeelnames, "wat")
	if (o.Wat == dossier.AanbodLeerroute || o.Wat == dossier.AanbodMAP) && !dossier.Heeft[*dossier.PIPVastgesteld](d) {
		z.weiger("geen-pip", "wat", grondPIP, "Er is nog geen PIP. Stel eerst het PIP vast; daar staat in wat iemand gaat doen.")
	}
	z.eis(o.Wat != dossier.DeelnameBegeleiding || o.Aanbieder != "", "aanbieder", nil, "Kies de instelling die de begeleiding geeft.")
	if o.Vanaf == 0 {
		o.Vanaf = o.Dag
	}
	z.eerderBij(o.Aanbieder, o.Wat, "aanbieder", "")
	over := ""
	if o.Wat != dossier.DeelnameBegeleiding {
		over = z.feit(&dossier.Aangeboden{Wat: o.Wat, Instelling: o.Instelling})
	}
	if o.Aanbieder != "" {
		f := &dossier.Deelname{Aanbieder: o.Aanbieder, Naam: o.Instelling, Wat: o.Wat, Over: over, Vanaf: o.Vanaf}
		if o.Voortgang {
			f.Voortgang = dossier.Met(true)
		}
		z.feit(f)
	}
	return z.klaar()
}

// eerderBij weigert iemand tweemaal tegelijk voor hetzelfde bij dezelfde instelling.
func (z *zaak) eerderBij(aanbieder string, wat dossier.Aanbod, plaats, behalve string) {
	for g, f := range dossier.Van[*dossier.Deelname](z.d) {
		if aanbieder != "" && f.Aanbieder == aanbieder && f.Wat == wat && g.ID != behalve && (f.Tot == 0 || f.Tot >= z.v.vandaag()) {
			z.weiger("al-gedaan", plaats, nil, "Deze persoon doet hier al mee. Wijzig die deelname als er iets verandert.")
			return
		}
	}
}

// Deelneming is de opdracht om een deelname te wijzigen, of om bij een aanbod dat alleen
// een naam heeft de instelling uit het register aan te wijzen.
type Deelneming struct {
	Vastlegging
	Over       string // kenmerk van de deelname, of van het aanbod
	Aanbieder  string
	Instelling string // naam
	Vanaf, Tot begrip.Datum
	Voortgang  bool
}

// WijzigDeelname legt vast bij welke instelling iemand meedoet en van wanneer tot wanneer.
// Wat er stond blijft te zien. Velden: over, aanbieder, vanaf, tot.
func WijzigDeelname(d *dossier.Dossier, r *wetten.Recht, o Deelneming) (Besluit, []begrip.Weigering) {
	z := begin(d, r, o.Vastlegging)
	was := d.ZoekID(o.Over)
	f := &dossier.Deelname{Aanbieder: o.Aanbieder, Naam: strings.TrimSpace(o.Instelling), Vanaf: o.Vanaf, Tot: o.Tot}
	if o.Voortgang {
		f.Voortgang = dossier.Met(true)
	}
	vervangt := ""
	switch oud := inhoudVan(was).(type) {
	case *dossier.Aangeboden:
		f.Wat, f.Over = oud.Wat, was.ID
	case *dossier.Deelname:
		f.Wat, f.Over, vervangt = oud.Wat, oud.Over, was.ID
		if *f == *oud {
			z.weiger("niets-veranderd", "", nil, "Er is niets veranderd. Pas iets aan, of ga terug.")
		}
	default:
		z.weiger("onbekende-waarde", "over", nil, "Dit aanbod staat niet meer in het dossier. Ga terug en kies opnieuw.")
	}
	z.eis(o.Aanbieder != "", "aanbieder", nil, "Kies de instelling uit de lijst.")
	z.eis(o.Vanaf != 0, "vanaf", nil, "Vul de eerste dag bij de instelling in.")
	if o.Tot != 0 && o.Tot < o.Vanaf {
		z.weiger("volgorde", "tot", nil, "De laatste dag ligt voor de eerste dag. Controleer de dagen.")
	}
	if o.Tot == 0 || o.Tot >= o.Dag {
		z.eerderBij(o.Aanbieder, f.Wat, "aanbieder", vervangt)
	}
	z.feit(f)
	z.uit[len(z.uit)-1].Vervangt = vervangt
	return z.klaar()
}

func inhoudVan(g *dossier.Gebeurtenis) dossier.Feit {
	if g == nil {
		return nil
	}
	return g.Feit
}
