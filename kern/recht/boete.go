package recht

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// boetewerk is de ruimte voor het antwoord over één overtreding. Alles staat bij elkaar,
// zodat een boete met haar hele uitleg één stuk geheugen kost. De maten passen bij een
// gewone boete; een weigering of een langere uitleg neemt er een stuk bij.
type boetewerk struct {
	stappen [10]begrip.Stap
	bronnen [6]*begrip.Vindplaats
	eisen   [3]string
	b       Boete
}

// boetedossier is wat voor elke overtreding van een dossier hetzelfde is, in één gang
// verzameld: ook een bestand met duizenden overtredingen kost dan geen tijd in het kwadraat.
type boetedossier struct {
	d      *dossier.Dossier
	r      *wetten.Recht
	zaken  []zaak
	beboet []int // rang van elke zaak waarin een boete is opgelegd

	groepen            []*dossier.Gebeurtenis // wijzigingen van de doelgroep
	plicht             []*dossier.Gebeurtenis // begin en einde van de plicht, en overlijden
	eersteWaarschuwing int                    // voor de brede intake: haar plaats in de feiten, -1 als zij er niet is
}

func leesBoetedossier(d *dossier.Dossier, r *wetten.Recht, zs []zaak) *boetedossier {
	b := &boetedossier{d: d, r: r, zaken: zs, eersteWaarschuwing: -1}
	for i := range zs {
		if zs[i].boete != nil {
			b.beboet = append(b.beboet, i)
		}
	}
	for i, g := range d.Feiten {
		switch f := g.Feit.(type) {
		case *dossier.DoelgroepGewijzigd:
			b.groepen = append(b.groepen, g)
		case *dossier.PlichtOntstaan, *dossier.PlichtGeeindigd, *dossier.Vrijstelling, *dossier.Ontheffing, *dossier.Overleden:
			b.plicht = append(b.plicht, g)
		case *dossier.Gewaarschuwd:
			if f.Voor == dossier.VoorBredeIntake && b.eersteWaarschuwing < 0 {
				b.eersteWaarschuwing = i
			}
		}
	}
	return b
}

// doelgroepOp geeft de groep op een dag, zoals Dossier.DoelgroepOp.
func (b *boetedossier) doelgroepOp(dag begrip.Datum) begrip.Doelgroep {
	groep := b.d.Persoon.Doelgroep
	for _, g := range b.groepen {
		if f, ok := g.Feit.(*dossier.DoelgroepGewijzigd); ok && g.GeldigOp <= dag {
			groep = f.Naar
		}
	}
	return groep
}

// boeterekening is het werk aan één boete.
type boeterekening struct {
	*boetedossier
	z     *zaak
	dag   begrip.Datum     // constatering: de dag waarvan de waarden gelden
	op    begrip.Datum     // beslisdag: waarop de cijfers worden vastgezet
	groep begrip.Doelgroep // op de dag van constateren; leeg is onbekend
	b     *Boete
	stop  bool // er is een weigering die het bedrag op nul zet
	// vorige is de overtreding waarop de trede voortbouwt; nil is er geen.
	vorige *zaak
}

// boetes rekent elke overtreding, op volgorde van constateren.
func boetes(d *dossier.Dossier, r *wetten.Recht, zs []zaak) []Boete {
	if len(zs) == 0 {
		return nil
	}
	b := leesBoetedossier(d, r, zs)
	uit := make([]Boete, 0, len(zs))
	for i := range zs {
		uit = append(uit, *b.boete(i))
	}
	return uit
}

// boete zegt of voor overtreding i een boete mag, hoe hoog, en waarom. Eenmaal beboet
// blijven de cijfers die van de dag van het besluit.
//
// wet: wi2021#art-22
// wet: wi2021#art-23
func (b *boetedossier) boete(i int) *Boete {
	w := new(boetewerk)
	w.b.Uitleg, w.b.Bronnen = w.stappen[:0], w.bronnen[:0]
	w.b.Eisen = w.eisen[:0]
	z := &b.zaken[i]
	k := boeterekening{boetedossier: b, z: z, dag: z.g.GeldigOp, op: z.beslisdag(b.d.Peil), groep: b.doelgroepOp(z.g.GeldigOp), b: &w.b}
	k.b.ID = z.g.ID
	k.b.Bekend = true
	k.stapDag("boete.geconstateerd", k.dag, z.g, grondVan(z))
	switch z.soort {
	case boeteIntake:
		k.b.Grond = bronWi22
		k.intake()
	case boetePIP:
		k.b.Grond = bronWi23
		k.pip()
	case boeteWi2007:
		k.b.Grond = grond2007(z.f.Gedraging)
		k.wi2007()
	default:
		k.b.Grond = bronPW18
		k.weiger(GrondslagParticipatiewet, bronPW18)
	}
	k.sluit()
	return k.b
}

// grondVan geeft de bepaling die de gedraging strafbaar stelt.
func grondVan(z *zaak) *begrip.Vindplaats {
	switch z.soort {
	case boeteIntake:
		return bronWi22
	case boetePIP:
		return bronWi23
	case boeteWi2007:
		return grond2007(z.f.Gedraging)
	}
	return bronPW18
}

// intake rekent de boete van art. 22: een vast bedrag, eerst een waarschuwing, hooguit twee keer.
//
// wet: wi2021#art-22-lid-1
// wet: wi2021#art-22-lid-3
// wet: wi2021#art-26-lid-1-onder-a
// wet: bi2021#art-7.1-lid-1
// wet: bi2021#art-7.1-lid-6
func (k *boeterekening) intake() {
	vast, ok := k.waarde(wetten.BoeteIntake)
	if !ok {
		return
	}
	k.belemmeringen()
	if !k.gewaarschuwd() {
		k.weiger(EerstWaarschuwen, bronWi14)
	}
	if hooguit, ok := k.waarde(wetten.BoeteIntakeAantal); ok && k.aantalIntake() >= hooguit.N {
		k.weiger(MaximumBereikt, hooguit.Grond)
	}
	k.stap("boete.intake-bedrag", vast.N, begrip.InCent, nil, vast.Grond)
	k.ruimte()
	k.eisen()
	if k.kent() {
		k.bedrag(begrip.Cent(vast.N))
	}
}

// pip rekent de boete van art. 23: trede, percentage van verwijt, en de ruimte die er nog is.
//
// wet: wi2021#art-23-lid-1
// wet: wi2021#art-26-lid-1-onder-c
// wet: bi2021#art-7.1-lid-2
func (k *boeterekening) pip() {
	trede, norm, grond, ok := k.trede()
	if !ok {
		return
	}
	k.belemmeringen()
	k.doelgroep()
	k.b.Trede, k.b.Norm, k.b.HeeftNorm = trede, begrip.Cent(norm.N), true
	k.stap("boete.trede", int64(trede), begrip.InAantal, grond, norm.Grond)
	k.stap("boete.norm", norm.N, begrip.InCent, nil, norm.Grond)
	k.ruimte()
	k.eisen()
	if !k.kent() {
		return
	}
	pct, ok := k.percentage()
	if !ok {
		return
	}
	k.b.Percentage = pct
	if dubbel, ok := k.dubbelVanVorige(norm.N); ok {
		k.bedrag(dubbel)
		return
	}
	k.bedrag(begrip.Cent(norm.N * int64(pct) / 100))
}

// dubbelVanVorige geeft het bedrag in de andere lezing van het percentage: het dubbele van
// wat de vorige keer is opgelegd, waarin het verwijt al is verwerkt. Gewoon geldt de trede;
// wetten kiest, zie docs/afwijkingen.md.
//
// wet: bi2021#art-7.1-lid-4
func (k *boeterekening) dubbelVanVorige(hoogste int64) (begrip.Cent, bool) {
	v := k.vorige
	if v == nil {
		return 0, false
	}
	w, ok := k.r.Waarde(wetten.BoetePercentageVan, k.dag)
	if !ok || w.Tekst != "opgelegd" {
		return 0, false
	}
	vorig := v.staat(k.op)
	k.stap("boete.eerder", int64(vorig), begrip.InCent, v.boete, w.Grond)
	return min(2*vorig, begrip.Cent(hoogste)), true
}

// trede geeft de trede van deze overtreding, haar bedrag, en het feit waarop zij voortbouwt.
//
// wet: bi2021#art-7.1-lid-3
func (k *boeterekening) trede() (int, wetten.Waarde, *dossier.Gebeurtenis, bool) {
	n, v := k.tredeVan(k.z, k.op, hoogsteTrede-1)
	k.vorige = v
	w, ok := k.waarde(wetten.BoeteTrede1 + wetten.Sleutel(n-1))
	if v == nil {
		return n, w, nil, ok
	}
	return n, w, v.g, ok
}

// hoogsteTrede is de laatste trede die het Besluit kent; de bedragen staan in wetten.
const hoogsteTrede = int(wetten.BoeteTrede5-wetten.BoeteTrede1) + 1

// tredeVan geeft 1 plus de trede van de voorganger, hooguit de hoogste, en die voorganger,
// gezien op een dag. De trede van de voorganger is die van de dag van zijn boete: wat er
// later met die boete gebeurt verandert haar niet meer. Over is hoe ver terug het nog
// uitmaakt: na vier voorgangers is de hoogste trede bereikt.
func (k *boeterekening) tredeVan(z *zaak, op begrip.Datum, over int) (int, *zaak) {
	v := k.voorganger(z, op)
	if v == nil || over == 0 {
		return 1, nil
	}
	if w, ok := k.r.Waarde(wetten.BoeteKeten, z.g.GeldigOp); ok && w.Tekst == "jaar" {
		return min(1+k.inHetJaar(z, op), hoogsteTrede), v
	}
	n, _ := k.tredeVan(v, v.beslisdag(op), over-1)
	return min(1+n, hoogsteTrede), v
}

// voorganger geeft de laatste eerdere overtreding van art. 23 die binnen de maanden van
// terugkijken is geconstateerd, is beboet, en waarvan de boete op de dag onherroepelijk is.
// De dag precies zoveel maanden terug telt mee; wat op dezelfde dag is geconstateerd is
// niet eerder.
//
// wet: bi2021#art-7.1-lid-3
func (k *boeterekening) voorganger(z *zaak, op begrip.Datum) *zaak {
	w, ok := k.r.Waarde(wetten.BoeteTerugkijken, z.g.GeldigOp)
	if !ok {
		return nil
	}
	vanaf := z.g.GeldigOp.PlusMaanden(-int(w.N))
	for i := len(k.beboet) - 1; i >= 0; i-- {
		v := &k.zaken[k.beboet[i]]
		if v.g.GeldigOp < vanaf {
			return nil
		}
		if v.g.GeldigOp < z.g.GeldigOp && v.soort == boetePIP && v.staat(op) > 0 && v.isOnherroepelijk(op) {
			return v
		}
	}
	return nil
}

// inHetJaar telt alle overtredingen waarop een trede kan voortbouwen; alleen voor de
// lezing waarin de hele keten binnen het jaar moet liggen.
func (k *boeterekening) inHetJaar(z *zaak, op begrip.Datum) int {
	w, ok := k.r.Waarde(wetten.BoeteTerugkijken, z.g.GeldigOp)
	if !ok {
		return 0
	}
	vanaf, n := z.g.GeldigOp.PlusMaanden(-int(w.N)), 0
	for _, i := range k.beboet {
		v := &k.zaken[i]
		if v.g.GeldigOp >= vanaf && v.g.GeldigOp < z.g.GeldigOp && v.soort == boetePIP && v.staat(op) > 0 && v.isOnherroepelijk(op) {
			n++
		}
	}
	return n
}

// percentage geeft het deel van de norm dat bij de mate van verwijt hoort. De mate kiest
// een mens; hier wordt zij alleen opgezocht.
//
// wet: bi2021#art-7.1-lid-4
func (k *boeterekening) percentage() (int, bool) {
	if k.z.f.Verwijtbaarheid == dossier.GeenVerwijt {
		return 0, true
	}
	sleutel, ok := percentageSleutel(k.z.f.Verwijtbaarheid)
	if !ok {
		return 0, false
	}
	w, ok := k.waarde(sleutel)
	if !ok {
		return 0, false
	}
	k.stap("boete.percentage", w.N, begrip.InProcent, k.z.g, w.Grond)
	return int(w.N), true
}

func percentageSleutel(v dossier.Verwijtbaarheid) (wetten.Sleutel, bool) {
	switch v {
	case dossier.Opzet:
		return wetten.BoeteOpzet, true
	case dossier.GroveSchuld:
		return wetten.BoeteGroveSchuld, true
	case dossier.NormaalVerwijt:
		return wetten.BoeteNormaal, true
	case dossier.VerminderdVerwijt:
		return wetten.BoeteVerminderd, true
	}
	return 0, false
}

// bedrag zet het bedrag: nooit meer dan de ruimte, en nul als er een weigering is. Alleen
// een boete die al is opgelegd houdt haar cijfer.
func (k *boeterekening) bedrag(b begrip.Cent) {
	if k.b.HeeftRuimte {
		b = min(b, k.b.Ruimte)
	}
	if k.stop {
		b = 0
	}
	k.b.Bedrag = b
	k.stap("boete.bedrag", int64(b), begrip.InCent, nil, k.b.Grond)
}

// kent zegt of de mate van verwijt en de doelgroep bekend zijn. Zo niet, dan is er een
// vraag en geen bedrag.
//
// wet: awb#art-5-46-lid-2
func (k *boeterekening) kent() bool {
	if k.z.f.Verwijtbaarheid == dossier.VerwijtNietIngevuld {
		k.vraag("overtreding:"+k.z.g.ID+".verwijtbaarheid", k.b.Grond)
	}
	return k.b.Bekend
}

func (k *boeterekening) vraag(feit string, grond *begrip.Vindplaats) {
	k.b.Bekend = false
	k.b.Vragen = append(k.b.Vragen, begrip.Vraag{Feit: feit, Aan: begrip.VanGemeente, Grond: grond})
}

// waarde zoekt een waarde op de dag van constateren. Was er toen geen recht, dan is er
// geen boete en zegt de weigering dat; nooit wordt een waarde doorgetrokken.
func (k *boeterekening) waarde(s wetten.Sleutel) (wetten.Waarde, bool) {
	w, ok := k.r.Waarde(s, k.dag)
	if !ok {
		k.weiger(GeenRecht, k.b.Grond)
	}
	return w, ok
}

// sluit maakt het antwoord af: wat al is opgelegd, en of het mag.
//
// wet: awb#art-5-43
func (k *boeterekening) sluit() {
	if k.z.boete != nil {
		staat := k.z.staat(k.d.Peil)
		k.b.Opgelegd = dossier.Met(staat)
		k.stap("boete.opgelegd", int64(staat), begrip.InCent, k.z.boete, bronAwb543)
		if staat > 0 {
			k.weigerZacht(AlBeboet, bronAwb543)
		}
	}
	k.b.Mag = k.b.Bekend && len(k.b.Weigering) == 0
	if !k.b.Bekend {
		k.b.Bedrag, k.b.Percentage = 0, 0
	}
}

func (k *boeterekening) stap(id string, n int64, e begrip.Eenheid, uit *dossier.Gebeurtenis, grond *begrip.Vindplaats) {
	s := begrip.Stap{ID: id, Waarde: n, Eenheid: e, Grond: grond}
	if uit != nil {
		s.Feit = int32(uit.Nummer)
	}
	k.b.Uitleg = append(k.b.Uitleg, s)
	k.bron(grond)
}

func (k *boeterekening) stapDag(id string, dag begrip.Datum, uit *dossier.Gebeurtenis, grond *begrip.Vindplaats) {
	k.stap(id, int64(dag), begrip.InDag, uit, grond)
}

// bron noemt een vindplaats één keer.
func (k *boeterekening) bron(grond *begrip.Vindplaats) {
	for _, b := range k.b.Bronnen {
		if b == grond {
			return
		}
	}
	k.b.Bronnen = append(k.b.Bronnen, grond)
}
