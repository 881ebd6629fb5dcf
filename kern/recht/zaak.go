package recht

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// boetesoort zegt op welke bepaling een overtreding rust.
type boetesoort uint8

const (
	geenBoete   boetesoort = iota // Participatiewet: hier nooit een boete
	boeteIntake                   // Wi2021 art. 22
	boetePIP                      // Wi2021 art. 23
	boeteWi2007                   // Wi2007 art. 34
)

// zaak is een overtreding met alles wat daarna over haar is vastgelegd. Wie naar een
// verbeterd feit verwijst, bedoelt het feit dat het verving.
type zaak struct {
	g     *dossier.Gebeurtenis
	f     *dossier.Overtreding
	soort boetesoort
	plek  int // plaats in Dossier.Feiten: op één dag beslist de volgorde
	rang  int // plaats tussen de zaken

	boete     *dossier.Gebeurtenis // boete-opgelegd, de laatste als er meer zijn
	verzonden begrip.Datum
	uiterlijk begrip.Datum         // laatste dag voor bezwaar tegen die boete; leeg als er geen boete is
	gemaakt   *dossier.Gebeurtenis // het eerste bezwaar tegen die boete
	bezwaar   *dossier.Gebeurtenis // hetzelfde, als het op tijd is

	feiten  []*dossier.Gebeurtenis // alles wat naar deze overtreding verwijst, oudste eerst
	zwaar   bool                   // Awb 5:53 geldt, zie isZwaar
	termijn *dossier.Gebeurtenis   // de nieuwe termijn waarin zij valt; nil is de oorspronkelijke of verlengde
}

// soortVan geeft de bepaling waarop de gedraging rust.
func soortVan(g dossier.Gedraging) boetesoort {
	switch g {
	case dossier.IntakeNietVerschenen, dossier.IntakeNietMeegewerkt:
		return boeteIntake
	case dossier.Ontzorgen:
		return geenBoete
	case dossier.Onderzoek2007, dossier.Voorziening2007, dossier.ExamenTermijn2007, dossier.ExamenNieuweTermijn2007:
		return boeteWi2007
	}
	return boetePIP
}

// zaken verzamelt elke overtreding met haar feiten, op volgorde van constateren. Een
// nieuwe termijn begint de dag na haar bekendmaking; wat op die dag zelf of eerder is
// geconstateerd valt in de termijn ervoor.
//
// wet: wi2021#art-24-lid-2
func zaken(d *dossier.Dossier, r *wetten.Recht) []zaak {
	n, wijzers := 0, 0
	for _, g := range d.Feiten {
		if _, ok := g.Feit.(*dossier.Overtreding); ok {
			n++
		} else if overOvertreding(g.Feit) != "" {
			wijzers++
		}
	}
	if n == 0 {
		return nil
	}
	uit := make([]zaak, 0, n)
	var nieuwste, termijn *dossier.Gebeurtenis // van de nieuwe termijnen: de laatste, en de laatste van vóór deze dag
	for i, g := range d.Feiten {
		switch f := g.Feit.(type) {
		case *dossier.NieuweTermijn:
			if nieuwste == nil || nieuwste.GeldigOp < g.GeldigOp {
				termijn = nieuwste
			}
			nieuwste = g
		case *dossier.Overtreding:
			z := zaak{g: g, f: f, soort: soortVan(f.Gedraging), plek: i, rang: len(uit), termijn: termijn}
			if nieuwste != nil && nieuwste.GeldigOp < g.GeldigOp {
				z.termijn = nieuwste
			}
			uit = append(uit, z)
		}
	}
	verdeel(d, uit, wijzers)
	for i := range uit {
		uit[i].zwaar = uit[i].isZwaar(r)
		uit[i].leesBoete(r)
	}
	return uit
}

// verdeel geeft elke zaak de feiten die naar haar verwijzen. Bij enkele zaken is gewoon
// zoeken het snelst; bij veel zaken helpt een index, zodat een groot bestand geen tijd vreet.
func verdeel(d *dossier.Dossier, uit []zaak, wijzers int) {
	const weinig = 12
	var opID map[string]int
	if len(uit) > weinig {
		opID = make(map[string]int, len(uit))
		for i := range uit {
			opID[uit[i].g.ID] = i
		}
		for _, g := range d.Feiten {
			if over := overOvertreding(g.Feit); over != "" {
				if i, ok := opID[d.Echt(over)]; ok {
					uit[i].feiten = append(uit[i].feiten, g)
				}
			}
		}
		return
	}
	ruimte := make([]*dossier.Gebeurtenis, 0, wijzers)
	for i := range uit {
		begin := len(ruimte)
		for _, g := range d.Feiten {
			if over := overOvertreding(g.Feit); over != "" && d.Echt(over) == uit[i].g.ID {
				ruimte = append(ruimte, g)
			}
		}
		uit[i].feiten = ruimte[begin:len(ruimte):len(ruimte)]
	}
}

// overOvertreding geeft het kenmerk van de overtreding waar een feit over gaat.
func overOvertreding(f dossier.Feit) string {
	switch f := f.(type) {
	case *dossier.BijstandVerlaagd:
		return f.Overtreding
	case *dossier.BijstandVerlaagbaar:
		return f.Overtreding
	case *dossier.Rapport:
		return f.Overtreding
	case *dossier.VoornemenBoete:
		return f.Overtreding
	case *dossier.ZienswijzeGevraagd:
		return f.Overtreding
	case *dossier.Zienswijze:
		return f.Overtreding
	case *dossier.Cautie:
		return f.Overtreding
	case *dossier.JuridischeToets:
		return f.Overtreding
	case *dossier.BoeteOpgelegd:
		return f.Overtreding
	case *dossier.BoeteOnherroepelijk:
		return f.Overtreding
	case *dossier.BezwaarBeslist:
		return f.Overtreding
	case *dossier.VanBoeteAfgezien:
		return f.Overtreding
	case *dossier.Betaald:
		return f.Overtreding
	case *dossier.Bezwaar:
		return f.Overtreding
	}
	return ""
}

// leesBoete leest de opgelegde boete, de laatste dag voor bezwaar en het bezwaar. Komt er na
// een besluit op bezwaar een nieuwe boete, dan telt het bezwaar van daarvoor niet meer.
func (z *zaak) leesBoete(r *wetten.Recht) {
	beslist := false
	for _, g := range z.feiten {
		switch f := g.Feit.(type) {
		case *dossier.BoeteOpgelegd:
			if beslist {
				z.gemaakt, beslist = nil, false
			}
			z.boete, z.verzonden = g, boeteVerzonden(g, f)
		case *dossier.BezwaarBeslist:
			beslist = z.boete != nil
		case *dossier.Bezwaar:
			if z.gemaakt == nil {
				z.gemaakt = g
			}
		}
	}
	if z.boete == nil {
		return
	}
	z.uiterlijk = laatsteBezwaardag(r, z.verzonden)
	if z.gemaakt != nil && z.gemaakt.GeldigOp <= z.uiterlijk {
		z.bezwaar = z.gemaakt
	}
}

// boeteVerzonden geeft de dag waarop de boete is verzonden; standaard de dag van het besluit.
func boeteVerzonden(g *dossier.Gebeurtenis, f *dossier.BoeteOpgelegd) begrip.Datum {
	if f.Verzonden != 0 {
		return f.Verzonden
	}
	return g.GeldigOp
}

// laatsteBezwaardag telt zes weken vanaf de bekendmaking, met de Algemene termijnenwet.
// Was er die dag geen recht, dan is er geen laatste dag.
//
// wet: awb#art-6-7
// wet: awb#art-6-8-lid-1
func laatsteBezwaardag(r *wetten.Recht, verzonden begrip.Datum) begrip.Datum {
	w, ok := r.Waarde(wetten.BezwaarWeken, verzonden)
	if !ok {
		return 0
	}
	dag := verzonden.PlusWeken(int(w.N))
	for !r.Werkdag(dag) {
		dag++
	}
	return dag
}

// staat geeft het bedrag dat op een dag staat: dat van de boete, of dat van het laatste
// besluit op bezwaar. Nul betekent dat de zaak die dag niet (meer) beboet is. Een nieuwe
// boete na zo'n besluit staat weer op haar eigen bedrag.
func (z *zaak) staat(op begrip.Datum) begrip.Cent {
	if z.boete == nil {
		return 0
	}
	var boete, besluit *begrip.Cent
	for _, g := range z.feiten {
		if g.GeldigOp > op {
			break
		}
		switch f := g.Feit.(type) {
		case *dossier.BoeteOpgelegd:
			if boete != nil {
				besluit = nil
			}
			boete = &f.Bedrag.Waarde
		case *dossier.BezwaarBeslist:
			besluit = &f.Bedrag.Waarde
		}
	}
	switch {
	case boete == nil:
		return 0
	case besluit != nil:
		return *besluit
	}
	return *boete
}

// isOnherroepelijk zegt of tegen de boete op een dag niets meer openstaat: dat is
// vastgelegd, of de bezwaartermijn ging zonder tijdig bezwaar voorbij.
//
// wet: bi2021#art-7.1-lid-3
func (z *zaak) isOnherroepelijk(op begrip.Datum) bool {
	if z.boete == nil {
		return false
	}
	for _, g := range z.feiten {
		if _, ok := g.Feit.(*dossier.BoeteOnherroepelijk); ok && g.GeldigOp <= op {
			return true
		}
	}
	return z.bezwaar == nil && z.uiterlijk != 0 && z.uiterlijk < op
}

// beslisdag is de dag waarop de cijfers worden vastgezet: die van de boete, zolang zij
// staat, en anders de dag waarop gerekend wordt.
func (z *zaak) beslisdag(peil begrip.Datum) begrip.Datum {
	if z.staat(peil) > 0 {
		return z.boete.GeldigOp
	}
	return peil
}

// gepleegd is de dag van de gedraging zelf.
func (z *zaak) gepleegd() begrip.Datum {
	if z.f.Gepleegd != 0 {
		return z.f.Gepleegd
	}
	return z.g.GeldigOp
}

// verjaring geeft de laatste dag waarop een boete nog kan, en of de termijn op die dag
// stilstaat. Een tijdig bezwaar schort op tot er is beslist; die dagen tellen erbij.
//
// wet: awb#art-5-45
func (z *zaak) verjaring(r *wetten.Recht, op begrip.Datum) (laatste begrip.Datum, opgeschort bool, w wetten.Waarde, ok bool) {
	sleutel := wetten.VerjaringZwaar
	if !z.zwaar {
		sleutel = wetten.VerjaringLicht
	}
	w, ok = r.Waarde(sleutel, z.g.GeldigOp)
	if !ok {
		return 0, false, w, false
	}
	dagen, opgeschort := z.opgeschort(r, op)
	return z.gepleegd().PlusJaren(int(w.N)).Plus(dagen), opgeschort, w, true
}

// opgeschort telt de dagen tussen een tijdig bezwaar en het besluit daarop, en zegt of er
// op de dag zelf een bezwaar loopt. Bij elke boete telt het eerste bezwaar; een besluit van
// dezelfde dag is het besluit daarop, hoe zij ook in het bestand staan.
//
// wet: awb#art-5-45-lid-3
func (z *zaak) opgeschort(r *wetten.Recht, op begrip.Datum) (dagen int, loopt bool) {
	var sinds *dossier.Gebeurtenis
	uiterlijk, besluit, gehad := z.uiterlijk, begrip.Datum(0), false
	for _, g := range z.feiten {
		if g.GeldigOp > op {
			break
		}
		switch f := g.Feit.(type) {
		case *dossier.BoeteOpgelegd:
			if uiterlijk = z.uiterlijk; g != z.boete {
				uiterlijk = laatsteBezwaardag(r, boeteVerzonden(g, f))
			}
			gehad = sinds != nil
		case *dossier.Bezwaar:
			if !gehad && g.GeldigOp <= uiterlijk {
				if gehad = true; g.GeldigOp != besluit {
					sinds = g
				}
			}
		case *dossier.BezwaarBeslist:
			if besluit = g.GeldigOp; sinds != nil {
				dagen, sinds = dagen+int(g.GeldigOp-sinds.GeldigOp), nil
			}
		}
	}
	return dagen, sinds != nil
}

// isZwaar zegt of voor deze overtreding een boete boven de grens van Awb 5:53 kan worden
// opgelegd. Dat hangt af van de hoogste boete die mogelijk is, niet van deze.
//
// wet: awb#art-5-53-lid-1
func (z *zaak) isZwaar(r *wetten.Recht) bool {
	grens, ok := r.Waarde(wetten.BoeteZwaarBedrag, z.g.GeldigOp)
	if !ok {
		return z.soort == boetePIP
	}
	sleutel := wetten.BoeteTrede5
	switch z.soort {
	case boeteIntake:
		sleutel = wetten.BoeteIntake
	case boeteWi2007:
		sleutel = maximum2007(z.f.Gedraging)
	}
	hoogste, ok := r.Waarde(sleutel, z.g.GeldigOp)
	return ok && hoogste.N > grens.N
}
