package besluit

import (
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// Afhandeling is de opdracht om te zeggen dat het werk van een bericht van DUO is gedaan.
type Afhandeling struct {
	Vastlegging
	Signaal     string // kenmerk van het feit SignaalOntvangen
	Toelichting string
}

// SignaalAfhandelen legt vast dat het werk van een bericht is gedaan. Velden: signaal,
// toelichting.
func SignaalAfhandelen(d *dossier.Dossier, r *wetten.Recht, o Afhandeling) (Besluit, []begrip.Weigering) {
	z := begin(d, r, o.Vastlegging)
	z.eis(o.Signaal != "", "signaal", nil, "Kies een bericht.")
	if o.Signaal != "" {
		g := d.ZoekID(o.Signaal)
		if _, ok := feitVan[*dossier.SignaalOntvangen](g); !ok {
			z.weiger("signaal-onbekend", "signaal", nil, "Dit bericht staat niet in dit dossier. Kies een ander bericht.")
		} else if al := afgehandeldDoor(d, g); al != nil {
			z.weiger("signaal-afgehandeld", "signaal", nil, "Dit bericht is op "+al.GeldigOp.Voluit()+" al afgehandeld.")
		}
	}
	z.feit(&dossier.SignaalAfgehandeld{Over: o.Signaal, Toelichting: strings.TrimSpace(o.Toelichting)})
	return z.klaar()
}

// afgehandeldDoor geeft wat dit bericht afhandelde; nil is nog niets.
func afgehandeldDoor(d *dossier.Dossier, signaal *dossier.Gebeurtenis) *dossier.Gebeurtenis {
	for g, f := range dossier.Van[*dossier.SignaalAfgehandeld](d) {
		if d.Echt(f.Over) == signaal.ID {
			return g
		}
	}
	return nil
}

// Handsignaal is de opdracht om een bericht vast te leggen dat niet over de verbinding
// kwam maar uit het portaal, per telefoon of per brief.
type Handsignaal struct {
	Vastlegging        // Dag is de dag waarop DUO het meldde
	Code        string // "SS126"
	Eigen       string // kenmerk dat wij het geven
	// Omschrijving en Feiten zijn wat de code zegt; wie haar kent is keten/duo.
	Omschrijving string
	Feiten       []dossier.Gebeurtenis
}

// SignaalVastleggen legt een bericht van DUO vast dat met de hand kwam. Het doet hetzelfde
// als een bericht over de verbinding. Velden: code, dag.
func SignaalVastleggen(d *dossier.Dossier, r *wetten.Recht, o Handsignaal) (Besluit, []begrip.Weigering) {
	z := begin(d, r, o.Vastlegging)
	code := dossier.Signaalcode(o.Code)
	z.eis(code != "", "code", nil, "Vul de code in, bijvoorbeeld SS126.")
	if code != "" && !isSignaalcode(code) {
		z.weiger("waarde-ongeldig", "code", nil, "Een code is SS met drie cijfers, bijvoorbeeld SS126.")
	}
	for g, f := range dossier.Van[*dossier.SignaalOntvangen](d) {
		if dossier.Signaalcode(f.Code) == code && g.GeldigOp == o.Dag {
			z.weiger("signaal-bestaat", "code", nil, "Dit bericht van die dag staat al in het dossier. Leg het niet nog een keer vast.")
			break
		}
	}
	z.feit(&dossier.SignaalOntvangen{Code: code, BerichtID: o.Eigen, Omschrijving: o.Omschrijving})
	for _, g := range o.Feiten {
		z.feit(g.Feit)
		nieuw := &z.uit[len(z.uit)-1]
		if nieuw.Vervangt = g.Vervangt; g.GeldigOp != 0 && g.GeldigOp != nieuw.GeldigOp {
			nieuw.GeldigOp, nieuw.BekendOp = g.GeldigOp, z.v.vandaag()
		}
	}
	return z.klaar()
}

// isSignaalcode zegt of een code de vorm heeft die DUO kent: hooguit zes cijfers of
// hoofdletters. Een code die niemand kent mag: DUO maakt er soms een bij.
func isSignaalcode(code string) bool {
	if code == "" || len(code) > 6 {
		return false
	}
	for _, c := range []byte(code) {
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}
