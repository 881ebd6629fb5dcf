package besluit

import (
	"strings"
	"unicode/utf8"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// Partneropdracht is de opdracht om iets over de partner vast te leggen.
type Partneropdracht struct {
	Vastlegging
	Grond                 dossier.Partnergrond
	Waarom, Naam, Gegeven string
}

// minsteWaarom is hoeveel tekens een grond minstens uitlegt.
const minsteWaarom = 10

// PartnerVastleggen legt een gegeven over de partner vast, of maakt er een eind aan. Velden:
// grond, waarom, naam en gegeven.
func PartnerVastleggen(d *dossier.Dossier, r *wetten.Recht, o Partneropdracht) (Besluit, []begrip.Weigering) {
	z := begin(d, r, o.Vastlegging)
	waarom, naam, gegeven := strings.TrimSpace(o.Waarom), strings.TrimSpace(o.Naam), strings.TrimSpace(o.Gegeven)
	z.eis(o.Grond != "", "grond", nil, "Kies waarom u dit over de partner moet weten. Zonder grond legt u niets vast.")
	z.eis(utf8.RuneCountInString(waarom) >= minsteWaarom, "waarom", nil, "Schrijf op waarom deze grond hier geldt. Gebruik minstens tien tekens.")
	if o.Grond == dossier.PartnerVervallen {
		z.eis(d.HeeftPartnergrond(), "grond", nil, "Er is niets over de partner vastgelegd.")
		z.eis(naam == "" && gegeven == "", "gegeven", nil, "Laat naam en gegeven leeg als de grond vervalt.")
	} else {
		z.eis(gegeven != "", "gegeven", nil, "Schrijf op wat u over de partner moet weten, en niet meer.")
	}
	z.feit(&dossier.Partner{Grond: o.Grond, Waarom: waarom, Naam: naam, Gegeven: gegeven})
	return z.klaar()
}
