package duo

import (
	"slices"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// Feiten geeft de feiten die een signaal zelf al zegt, voor dossier d (nil als het
// nieuw is) op de dag die DUO meldt. Wat alleen na lezen bij DUO vaststaat, zoals
// vanaf welke dag een groep wijzigde, komt hier niet vandaan: dat zou gokken zijn.
//
// In welke volgorde signalen binnenkomen doet er niet toe: komt een eerder signaal later
// aan, dan vervangt het feit van de eerste dag dat van de latere. Hetzelfde signaal
// opnieuw geeft geen tweede feit.
func (s Signaal) Feiten(d *dossier.Dossier, dag begrip.Datum) []dossier.Gebeurtenis {
	switch s.Code {
	case "SS101", "SS128":
		dagen := signaaldagen(d, dag, "SS101", "SS128")
		return zetOp[*dossier.PlichtOntstaan](d, dagen, dagen[0], &dossier.PlichtOntstaan{})
	case "SS139":
		return naSS139(d, dag)
	case "SS120", "SS121":
		return naVerhuizing(d, dag)
	}
	return nil
}

// naSS139 maakt van het eerste SS139 de kennisgeving. Komt het nog eens voor iemand die
// aan de gemeente is gekoppeld en hier nog niet stond ingeschreven, dan woont hij nu in de
// gemeente na het azc, en begint de klok van Bi2021 art. 5.3 lid 1 bij de inschrijving.
func naSS139(d *dossier.Dossier, dag begrip.Datum) []dossier.Gebeurtenis {
	dagen := signaaldagen(d, dag, "SS139")
	uit := zetOp[*dossier.Kennisgeving](d, dagen, dagen[0], &dossier.Kennisgeving{})
	eerste := dagen[0]
	if g, _ := dossier.Eerste[*dossier.Kennisgeving](orLeeg(d)); g != nil && !slices.Contains(dagen, g.GeldigOp) {
		eerste = g.GeldigOp // de kennisgeving kwam niet van een signaal
	}
	i := slices.IndexFunc(dagen, func(x begrip.Datum) bool { return x > eerste })
	if i < 0 || !heeft[*dossier.Koppeling](d) || verhuisd(d) {
		return uit
	}
	return append(uit, zetOp[*dossier.Inschrijving](d, dagen, dagen[i], &dossier.Inschrijving{Gehuisvest: dossier.Met(true)})...)
}

// naVerhuizing legt de inschrijving vast van wie uit een andere gemeente komt. Zij gaat
// voor de inschrijving die uit een tweede SS139 was afgeleid.
func naVerhuizing(d *dossier.Dossier, dag begrip.Datum) []dossier.Gebeurtenis {
	uit := []dossier.Gebeurtenis{{GeldigOp: dag, Feit: &dossier.Inschrijving{Verhuizing: dossier.Met(true)}}}
	if d == nil {
		return uit
	}
	dagen := signaaldagen(d, 0, "SS139")
	for g, f := range dossier.Van[*dossier.Inschrijving](d) {
		switch {
		case g.GeldigOp == dag && f.Verhuizing.Of(false):
			return nil
		case vanSignaal(g, dagen) && f.Gehuisvest.Of(false) && !f.Verhuizing.Is:
			uit[0].Vervangt = g.ID
		case g.GeldigOp == dag:
			return nil
		}
	}
	return uit
}

// zetOp zorgt dat een feit van deze soort op de eerste dag staat. Wat niet van een signaal
// kwam blijft zoals het is: een mens of DUO zelf weet het dan beter.
func zetOp[F dossier.Feit](d *dossier.Dossier, dagen []begrip.Datum, dag begrip.Datum, f F) []dossier.Gebeurtenis {
	g, _ := dossier.Eerste[F](orLeeg(d))
	switch {
	case g == nil:
		return []dossier.Gebeurtenis{{GeldigOp: dag, Feit: f}}
	case vanSignaal(g, dagen) && g.GeldigOp > dag:
		return []dossier.Gebeurtenis{{GeldigOp: dag, Vervangt: g.ID, Feit: f}}
	}
	return nil
}

// vanSignaal zegt of een feit uit een van deze signalen is afgeleid.
func vanSignaal(g *dossier.Gebeurtenis, dagen []begrip.Datum) bool {
	return g.Bron == "duo" && g.ID != "" && slices.Contains(dagen, g.GeldigOp)
}

// signaaldagen geeft de dagen waarop DUO deze codes meldde, met de dag van nu erbij.
func signaaldagen(d *dossier.Dossier, dag begrip.Datum, codes ...string) []begrip.Datum {
	var uit []begrip.Datum
	if dag != 0 {
		uit = append(uit, dag)
	}
	for g, s := range dossier.Van[*dossier.SignaalOntvangen](orLeeg(d)) {
		if slices.Contains(codes, dossier.Signaalcode(s.Code)) {
			uit = append(uit, g.GeldigOp)
		}
	}
	slices.Sort(uit)
	return slices.Compact(uit)
}

// verhuisd zegt of DUO al meldde dat iemand uit een andere gemeente kwam.
func verhuisd(d *dossier.Dossier) bool { return len(signaaldagen(d, 0, "SS120", "SS121")) > 0 }

var leeg dossier.Dossier

func orLeeg(d *dossier.Dossier) *dossier.Dossier {
	if d == nil {
		return &leeg
	}
	return d
}

func heeft[F dossier.Feit](d *dossier.Dossier) bool { return d != nil && dossier.Heeft[F](d) }
