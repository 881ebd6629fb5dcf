package recht

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// Veldgroep is een deel van het dossier waarvoor een bewaartermijn geldt.
type Veldgroep string

// De delen. De lange set mag langer blijven dan de rest van het dossier (Bi2021 art. 9.9 lid 2).
const (
	VeldenLang       Veldgroep = "lange-set"
	VeldenIntake     Veldgroep = "intake"
	VeldenVoortgang  Veldgroep = "voortgang"
	VeldenGesprekken Veldgroep = "gesprekken"
	VeldenBoetes     Veldgroep = "boetes"
	VeldenBrieven    Veldgroep = "brieven"
	VeldenBerichten  Veldgroep = "berichten"
)

// Veldgroepen noemt alle delen, in de volgorde van het scherm.
var Veldgroepen = []Veldgroep{VeldenIntake, VeldenVoortgang, VeldenGesprekken, VeldenBoetes, VeldenBrieven, VeldenBerichten, VeldenLang}

// Wat vernietigen tegenhoudt of een mens eerst moet nakijken.
const (
	BezwaarLoopt    = "bezwaar-loopt"
	BezwaarKanNog   = "bezwaar-kan-nog"
	BoeteOpen       = "boete-open"
	BezwaarPIP      = "bezwaar-pip"
	StelselOnbekend = "stelsel-zonder-bewaartermijn"
)

// Bewaring zegt tot wanneer een dossier en zijn delen bewaard mogen worden, en waarom. Een
// lege dag is onbekend, en wat onbekend is moet niet weg: er is dan een vraag.
type Bewaring struct {
	Op        begrip.Datum
	Einde     begrip.Datum // dag waarop de plicht eindigde of iemand overleed; leeg als zij loopt
	Uiterlijk begrip.Datum // laatste dag waarop het dossier bewaard mag worden
	Lang      begrip.Datum // laatste dag van de lange set
	Groepen   []Bewaartermijn
	Houdt     []begrip.Weigering // zolang dit er is, gaat niets weg
	LetOp     []begrip.Weigering // dit kijkt een mens eerst na
	Vragen    []begrip.Vraag
}

// Bewaartermijn is de termijn van één deel van het dossier, met wat de selectielijst zegt.
type Bewaartermijn struct {
	Groep     Veldgroep
	Uiterlijk begrip.Datum
	Lijst     []Selectie
	Bronnen   []*begrip.Vindplaats
	Uitleg    begrip.Uitleg
}

// Selectie is een termijn van de selectielijst, naast die van de wet. De wet is strenger en
// gaat voor; hoe de twee zich verhouden staat nergens.
type Selectie struct {
	Grond     *begrip.Vindplaats
	Uiterlijk begrip.Datum
}

// MoetWeg zegt of de laatste dag van het dossier voorbij is.
func (b *Bewaring) MoetWeg() bool { return b.Uiterlijk != 0 && b.Uiterlijk < b.Op }

// Bewaar geeft de bewaartermijnen van een dossier op de dag waarop het is opgebouwd. Het
// hoort niet bij Reken: niemand hoeft er een besluit op te baseren, en het antwoord van
// een oud besluit mag er niet door veranderen.
//
// wet: bi2021#art-9.9-lid-1
// wet: bi2021#art-9.9-lid-2
func Bewaar(d *dossier.Dossier, r *wetten.Recht) *Bewaring {
	k, jaren, ok := nieuweBewaarder(d, r)
	if !ok {
		return k.b
	}
	if k.b.Einde == 0 {
		k.b.Vragen = []begrip.Vraag{{Feit: "plicht-geeindigd", Aan: begrip.VanDUO, Grond: vBi99lid1}}
	}
	zs := zaken(d, r)
	for _, groep := range Veldgroepen {
		k.groep(groep, jaren, zs)
	}
	k.tegenhouden(zs)
	return k.b
}

// nieuweBewaarder zoekt het einde van de plicht en de laatste dagen; onwaar is dat er voor
// dit stelsel geen termijn is.
func nieuweBewaarder(d *dossier.Dossier, r *wetten.Recht) (*bewaarder, wetten.Waarde, bool) {
	k := &bewaarder{d: d, r: r, l: lees(d), b: &Bewaring{Op: d.Peil}}
	jaren, ok := r.Waarde(wetten.BewarenJaren, d.Peil)
	if !ok {
		k.b.LetOp = append(k.b.LetOp, weigering(StelselOnbekend, vBi99lid1))
		return k, jaren, false
	}
	k.zoekEinde(jaren)
	if k.b.Einde == 0 {
		return k, jaren, true
	}
	k.b.Uiterlijk = k.b.Einde
	if k.l.overleden == nil {
		k.b.Uiterlijk = k.b.Einde.PlusJaren(int(jaren.N))
	}
	if lang, ok := r.Waarde(wetten.BewarenLang, d.Peil); ok {
		k.b.Lang = k.b.Einde.PlusJaren(int(lang.N))
	}
	return k, jaren, true
}

// bewaarder is één berekening van bewaartermijnen onderhanden.
type bewaarder struct {
	d *dossier.Dossier
	r *wetten.Recht
	l lezing
	b *Bewaring
	pen
}

// zoekEinde zoekt de dag waarop de termijn begint. Wie na het einde overlijdt, verliest wat
// er van de vijf jaar over was; wie overlijdt terwijl die al om waren, verandert niets.
func (k *bewaarder) zoekEinde(jaren wetten.Waarde) {
	k.b.Einde = k.l.einde
	if k.l.overleden == nil {
		return
	}
	k.b.Einde = k.l.overleden.GeldigOp
	if k.l.einde != 0 && k.l.eindeFeit != k.l.overleden && k.l.einde.PlusJaren(int(jaren.N)) < k.b.Einde {
		k.b.Einde, k.l.overleden = k.l.einde, nil
	}
}

// groep schrijft de termijn van één deel, met de stappen erheen.
func (k *bewaarder) groep(groep Veldgroep, jaren wetten.Waarde, zs []zaak) {
	t := Bewaartermijn{Groep: groep, Uiterlijk: k.b.Uiterlijk, Lijst: k.selectie(groep, zs)}
	switch {
	case k.b.Einde == 0:
		k.janee("plicht-loopt", true, vBi99lid1)
	case k.l.overleden != nil:
		k.dag("overleden", k.b.Einde, k.l.overleden.Nummer, vBi99lid1)
	default:
		k.dag("plicht-geeindigd", k.b.Einde, k.eindenummer(), vWi3lid1)
	}
	if groep == VeldenLang {
		t.Uiterlijk = k.b.Lang
		if lang, ok := k.r.Waarde(wetten.BewarenLang, k.d.Peil); ok {
			k.uitWet("bewaren-lang", lang, begrip.InJaren)
		}
	} else if k.l.overleden == nil {
		k.uitWet("bewaren-jaren", jaren, begrip.InJaren)
	}
	for _, s := range t.Lijst {
		k.dag("bewaren-selectielijst", s.Uiterlijk, 0, s.Grond)
	}
	if t.Uiterlijk != 0 {
		grond := jaren.Grond
		if groep == VeldenLang {
			grond = vBi99lid2
		}
		k.dag("bewaren-tot-en-met", t.Uiterlijk, 0, grond)
	}
	t.Uitleg, t.Bronnen, _ = k.klaar()
	k.b.Groepen = append(k.b.Groepen, t)
}

func (k *bewaarder) eindenummer() int {
	if k.l.eindeFeit == nil {
		return 0
	}
	return k.l.eindeFeit.Nummer
}

// selectie geeft wat de selectielijst over dit deel zegt. Een boete telt vanaf het laatste
// dat over haar is vastgelegd, de rest vanaf het einde van het traject.
func (k *bewaarder) selectie(groep Veldgroep, zs []zaak) []Selectie {
	var uit []Selectie
	bij := func(s wetten.Sleutel, vanaf begrip.Datum) {
		w, ok := k.r.Waarde(s, k.d.Peil)
		if !ok || vanaf == 0 {
			return
		}
		tot := vanaf.PlusJaren(int(w.N))
		if s == wetten.SelectieAfgebrokenSociaal {
			tot = vanaf.Plus(int(w.N))
		}
		uit = append(uit, Selectie{w.Grond, tot})
	}
	if groep != VeldenBoetes {
		switch {
		case k.b.Einde == 0:
		case k.l.eerste == nil:
			bij(wetten.SelectieAfgebrokenSociaal, k.b.Einde)
		case k.l.reden == "" || k.l.reden == dossier.EindeVoldaan:
			bij(wetten.SelectieVerstrekt, k.b.Einde)
		default:
			bij(wetten.SelectieBeeindigd, k.b.Einde)
		}
		return uit
	}
	var boete, bezwaar begrip.Datum
	for i := range zs {
		for _, g := range zs[i].feiten {
			if zs[i].boete != nil {
				boete = max(boete, g.GeldigOp)
			}
			if _, ok := g.Feit.(*dossier.BezwaarBeslist); ok {
				bezwaar = max(bezwaar, g.GeldigOp)
			}
		}
	}
	bij(wetten.SelectieBoete, boete)
	bij(wetten.SelectieBezwaarGeld, bezwaar)
	return uit
}

// tegenhouden zegt waarom het dossier er nog moet zijn, ook als de termijn om is: de
// gemeente kan een bezwaar niet behandelen of een boete niet innen zonder dossier.
//
// wet: awb#art-5-42-lid-2
func (k *bewaarder) tegenhouden(zs []zaak) {
	houd := func(code string, grond *begrip.Vindplaats) {
		for _, h := range k.b.Houdt {
			if h.Code == code {
				return
			}
		}
		k.b.Houdt = append(k.b.Houdt, weigering(code, grond))
	}
	for i := range zs {
		z := &zs[i]
		bezwaar, besluit, betaald, afgezien := begrip.Datum(0), begrip.Datum(0), begrip.Cent(0), false
		for _, g := range z.feiten {
			switch f := g.Feit.(type) {
			case *dossier.Bezwaar:
				bezwaar = g.GeldigOp
			case *dossier.BezwaarBeslist:
				besluit = g.GeldigOp
			case *dossier.Betaald:
				betaald += f.Bedrag.Of(0)
			case *dossier.VanBoeteAfgezien:
				afgezien = true
			}
		}
		switch {
		case bezwaar != 0 && besluit < bezwaar:
			houd(BezwaarLoopt, vAwb68lid1)
		case z.boete != nil && bezwaar == 0 && z.uiterlijk >= k.d.Peil:
			houd(BezwaarKanNog, vAwb68lid1)
		}
		if z.staat(k.d.Peil) > betaald && !afgezien && k.l.overleden == nil {
			houd(BoeteOpen, vAwb542lid2)
		}
	}
	for _, f := range dossier.Van[*dossier.Bezwaar](k.d) {
		if f.Overtreding == "" {
			k.b.LetOp = append(k.b.LetOp, weigering(BezwaarPIP, vAwb68lid1))
			return
		}
	}
}

func weigering(code string, grond *begrip.Vindplaats) begrip.Weigering {
	return begrip.Weigering{Code: code, Zin: zinnen[code], Grond: grond}
}

// BewaarTot is Bewaar voor een rij in een lijst: alleen de laatste dag en wat vernietigen
// tegenhoudt. Zonder feit dat de plicht kan beëindigen kost het bijna niets.
func BewaarTot(d *dossier.Dossier, r *wetten.Recht) (begrip.Datum, []begrip.Weigering) {
	for _, g := range d.Feiten {
		switch g.Feit.(type) {
		case *dossier.PlichtGeeindigd, *dossier.Overleden, *dossier.Vrijstelling, *dossier.Ontheffing:
			k, _, ok := nieuweBewaarder(d, r)
			if ok {
				k.tegenhouden(zaken(d, r))
			}
			return k.b.Uiterlijk, k.b.Houdt
		}
	}
	return 0, nil
}

// Reden geeft de zin bij een code van Houdt of LetOp.
func Reden(code string) string { return zinnen[code] }
