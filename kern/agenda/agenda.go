package agenda

import (
	"cmp"
	"slices"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// De soorten taken die geen termijn van de wet zijn. De andere soorten heten zoals hun termijn.
const (
	IntakeOproepen   = "intake-oproepen"
	Verschijnen      = "verschijnen"
	ToetsVastleggen  = "leerbaarheidstoets"
	IntakeAfronden   = "intake-afronden"
	Waarschuwen      = "waarschuwen"
	PersoonAanvullen = "persoon-aanvullen"
	FeitNavragen     = "feit-navragen"
	Toewijzen        = "toewijzen"
	GesprekVoeren    = "voortgangsgesprek"
	EindgesprekMAP   = "eindgesprek-map"
	EindgesprekZ     = "eindgesprek-z"
	Afronden         = "afronden"
	PIPVaststellen   = "pip-vaststellen"
	maandenVooraf    = 2 // zo lang vooraf verschijnt een taak die alleen aandacht vraagt; een afspraak van het huis
)

// Taak is iets wat iemand moet doen.
type Taak struct {
	Soort, Over      string
	Uiterlijk, Vanaf begrip.Datum // leeg is zonder laatste of eerste dag
	Rol              begrip.Rol
	Bron             *begrip.Vindplaats
	Reden            string // één zin
	Rij              string // zin voor de werklijst als Reden woorden van DUO heeft: die rij is niet verzegeld
	Termijn          string // naam van de termijn waarvan de uitleg het waarom is; leeg is geen
}

// afleiding is één keer afleiden onderhanden.
type afleiding struct {
	d     *dossier.Dossier
	a     *recht.Antwoord
	taken []Taak
}

// Afleiden geeft de taken van een dossier, de eerste laatste dag voorop. Vallen zij op
// dezelfde dag, dan staat voorop wat eerst gedaan moet zijn.
func Afleiden(d *dossier.Dossier, a *recht.Antwoord) []Taak {
	f := afleiding{d: d, a: a, taken: make([]Taak, 0, 8)}
	for i := range a.Termijnen {
		f.uitTermijn(&a.Termijnen[i])
	}
	f.uitVragen()
	if loopt(a) {
		f.intake()
		f.gesprekken()
		f.afsluiten()
	}
	if d.Stelsel == begrip.Wi2013 {
		f.begeleiding()
	}
	f.signalen() // na de rest: wat een andere taak al noemt komt er niet nog eens bij
	slices.SortStableFunc(f.taken, opDag)
	return f.taken
}

func opDag(a, b Taak) int {
	if (a.Uiterlijk == 0) != (b.Uiterlijk == 0) {
		return int(b2i(a.Uiterlijk == 0) - b2i(b.Uiterlijk == 0))
	}
	return cmp.Or(cmp.Compare(a.Uiterlijk, b.Uiterlijk), cmp.Compare(beurt(a.Soort), beurt(b.Soort)))
}

// weg is de volgorde waarin het werk tot en met het PIP gebeurt.
var weg = [...]string{PersoonAanvullen, Toewijzen, Waarschuwen, IntakeOproepen, Verschijnen, ToetsVastleggen, IntakeAfronden, PIPVaststellen}

// beurt zegt de hoeveelste een soort taak is op de weg naar het PIP. Het PIP is de
// laatste stap: wie bovenaan begint, doet ze in de goede volgorde. Wat niet op die weg
// ligt, komt erna.
func beurt(soort string) int {
	if i := slices.Index(weg[:], soort); i >= 0 {
		return i
	}
	return len(weg)
}

func b2i(is bool) int8 {
	if is {
		return 1
	}
	return 0
}

// loopt zegt of de inburgeringsplicht loopt, voor zover dit stelsel die handeling kent.
func loopt(a *recht.Antwoord) bool {
	h, ok := a.Handeling(PIPVaststellen)
	return ok && h.Mag
}

// wijze zegt wanneer een termijn een taak is.
type wijze uint8

const (
	nooit   wijze = iota
	moet          // zolang zij openstaat, ook als de laatste dag voorbij is
	vooraf        // alleen kort voor de laatste dag
	venster       // zolang het venster open is
)

// taakwijze zegt per termijn of de gemeente er iets voor moet doen.
func taakwijze(sleutel string) wijze {
	switch sleutel {
	case PIPVaststellen, "pip-melden", "aanbod-leerroute", "aanbod-map", "beslissen":
		return moet
	case "leerroute-wijzigen", "ontzorgen":
		return vooraf
	case "verlenging-aanvragen":
		return venster
	}
	return nooit
}

// metDePlicht zegt of de gemeente iets alleen schuldig is aan wie inburgeringsplichtig is:
// het PIP (Wi 15), de leerroute (Wi 16), de MAP (Bi 3.2). Wie klaar is heeft er niets meer
// aan. Het PIP melden hoort er niet bij: DUO hoort ook dan nog wat er is vastgesteld.
func metDePlicht(sleutel string) bool {
	switch sleutel {
	case PIPVaststellen, "aanbod-leerroute", "aanbod-map":
		return true
	}
	return false
}

// uitTermijn maakt van een open termijn een taak.
func (f *afleiding) uitTermijn(t *recht.Termijn) {
	w := taakwijze(t.Sleutel)
	vanaf := begrip.Datum(0)
	switch {
	case metDePlicht(t.Sleutel) && beeindigd(f.d, f.a):
		return // te laat blijft te laat, maar er valt niemand meer iets te geven
	case w == moet && (t.Stand == recht.Lopend || t.Stand == recht.Verlopen || t.Stand == recht.Opgeschort):
	case w == venster && t.Stand == recht.Lopend:
		vanaf = t.Begin
	case w == vooraf && t.Stand == recht.Lopend && f.d.Peil >= aandacht(t):
		vanaf = aandacht(t)
	default:
		return
	}
	rol := begrip.Klantmanager
	if t.Sleutel == "beslissen" {
		rol = begrip.Teamleider
	}
	f.taken = append(f.taken, Taak{Soort: t.Sleutel, Over: t.Over, Uiterlijk: t.Uiterlijk, Vanaf: vanaf, Rol: rol,
		Bron: bronVan(t), Reden: reden(t, f.d.Peil), Termijn: t.Naam()})
}

// aandacht geeft de dag waarop een termijn die alleen aandacht vraagt een taak wordt.
func aandacht(t *recht.Termijn) begrip.Datum {
	return max(t.Begin, t.Uiterlijk.PlusMaanden(-maandenVooraf))
}

// uitVragen maakt van elk feit dat ontbreekt een taak. Is de plicht voorbij, dan doet het
// begin van het traject er niet meer toe.
func (f *afleiding) uitVragen() {
	voorbij := f.d.Stelsel == begrip.Wi2021 && !loopt(f.a)
	for i := range f.a.Vragen {
		v := &f.a.Vragen[i]
		if v.Feit == "persoon.doelgroep" || (voorbij && overBegin(v.Feit)) {
			continue
		}
		f.taken = append(f.taken, Taak{Soort: FeitNavragen, Over: v.Feit, Rol: begrip.Klantmanager, Bron: v.Grond, Reden: vraagzin(v.Feit, v.Aan)})
	}
	if !voorbij && f.d.Stelsel.Rekent() && f.d.Persoon.Doelgroep == "" && f.d.DoelgroepOp(f.d.Peil) == "" {
		f.voorPIP(Taak{Soort: PersoonAanvullen, Rol: begrip.Klantmanager, Bron: bronDoelgroep,
			Reden: "De groep van deze persoon is niet bekend, en daar hangt van af wat er moet"})
	}
	if f.d.Klantmanager == "" && dossier.Heeft[*dossier.SignaalOntvangen](f.d) {
		f.voorPIP(Taak{Soort: Toewijzen, Rol: begrip.Teamleider, Bron: bronBegeleiding, Reden: "Dit dossier heeft nog geen klantmanager"})
	}
}

// voorPIP zet een taak neer die zelf geen laatste dag heeft, maar die klaar moet zijn
// vóór het PIP: zonder die dag zou het eerste wat er moet gebeuren onderaan staan.
func (f *afleiding) voorPIP(t Taak) {
	if pip, ok := f.a.Termijn(PIPVaststellen); ok && !dossier.Heeft[*dossier.PIPVastgesteld](f.d) && loopt(f.a) {
		t.Uiterlijk, t.Termijn, t.Reden = pip.Uiterlijk, pip.Naam(), f.metPIPdag(t.Reden, pip)
	}
	f.taken = append(f.taken, t)
}

// overBegin zegt of een feit over het begin van het traject gaat.
func overBegin(feit string) bool {
	return feit == "kennisgeving" || feit == "inschrijving" || feit == "inschrijving.gehuisvest"
}

// intake leidt af wat er voor de brede intake te doen is, zolang er geen PIP is.
func (f *afleiding) intake() {
	f.oproepen()
	if dossier.Heeft[*dossier.PIPVastgesteld](f.d) || dossier.Heeft[*dossier.IntakeAfgerond](f.d) {
		return
	}
	taak := func(soort, zin string) {
		f.voorPIP(Taak{Soort: soort, Rol: begrip.Klantmanager, Bron: bronIntake, Reden: zin})
	}
	if h, ok := f.a.Handeling(Waarschuwen); ok && h.Mag {
		taak(Waarschuwen, "Niet gekomen of niet genoeg meegewerkt bij de brede intake")
	}
	switch laatsteIntake(f.d) {
	case nogNietOpgeroepen:
		taak(IntakeOproepen, "Er is nog geen oproep voor de brede intake")
	case wegGebleven:
		taak(IntakeOproepen, "De vorige afspraak voor de brede intake ging niet door")
	case gekomen:
		// Zonder de toets kan de intake niet worden afgerond; wat nog niet kan, is geen taak.
		if !dossier.Heeft[*dossier.Leerbaarheidstoets](f.d) {
			taak(ToetsVastleggen, "De uitslag van de leerbaarheidstoets ontbreekt")
			return
		}
		taak(IntakeAfronden, "De brede intake is begonnen en nog niet afgerond")
	}
}

// begeleiding leidt af wat er te doen is voor wie alleen wordt begeleid: afspraken
// vastleggen en een begonnen gesprek afmaken. Niets heeft er een laatste dag van de wet.
func (f *afleiding) begeleiding() {
	if beeindigd(f.d, f.a) || dossier.Heeft[*dossier.Overleden](f.d) {
		return
	}
	f.oproepen()
	if laatsteIntake(f.d) == gekomen && !dossier.Heeft[*dossier.IntakeAfgerond](f.d) {
		f.taken = append(f.taken, Taak{Soort: IntakeAfronden, Rol: begrip.Klantmanager, Bron: bronELIP, Reden: "De intake is begonnen en nog niet afgerond"})
	}
}

func termijnnaam(t recht.Termijn) string {
	if t.Sleutel == "" {
		return ""
	}
	return t.Naam()
}

// metPIPdag zet achter een reden wanneer het PIP klaar moet zijn.
func (f *afleiding) metPIPdag(zin string, pip recht.Termijn) string {
	if pip.Uiterlijk == 0 {
		return zin
	}
	moet := "moet"
	if pip.Uiterlijk < f.d.Peil {
		moet = "moest"
	}
	return zin + "; het PIP " + moet + " klaar zijn op " + kort(pip.Uiterlijk, f.d.Peil)
}

// oproepen maakt een taak van elke afspraak waarvan niet vaststaat of iemand kwam.
func (f *afleiding) oproepen() {
	for i, g := range f.d.Feiten {
		if o, is := g.Feit.(*dossier.Opgeroepen); is && !f.afgehandeld(g, o, f.d.Feiten[i+1:]) {
			f.taken = append(f.taken, Taak{Soort: Verschijnen, Over: g.ID, Uiterlijk: o.Afspraak, Vanaf: o.Afspraak, Rol: begrip.Klantmanager,
				Bron: f.bronAfspraak(o.Voor), Reden: "Afspraak voor " + voorzin(o.Voor) + " op " + kort(o.Afspraak, f.d.Peil)})
		}
	}
}

// bronAfspraak is de bepaling waarop de afspraak rust: alleen de brede intake en de toets
// staan op artikel 14.
func (f *afleiding) bronAfspraak(v dossier.Voor) *begrip.Vindplaats {
	if f.d.Stelsel == begrip.Wi2013 {
		return bronELIP
	}
	switch v {
	case dossier.VoorBredeIntake, dossier.VoorLeerbaarheidstoets:
		return bronIntake
	case dossier.VoorPVTOndertekening:
		return bronPVT
	case dossier.VoorMAPEindgesprek:
		return bronMAP
	case dossier.VoorZEindgesprek:
		return bronZ
	}
	return bronBegeleiding
}

// afgehandeld zegt of in wat na de oproep kwam is vastgelegd of iemand kwam, of dat er een
// nieuwe oproep voor hetzelfde is.
func (f *afleiding) afgehandeld(g *dossier.Gebeurtenis, o *dossier.Opgeroepen, erna []*dossier.Gebeurtenis) bool {
	bij := func(voor dossier.Voor, oproep string) bool {
		return voor == o.Voor && (oproep == "" || f.d.Echt(oproep) == g.ID)
	}
	for _, x := range erna {
		klaar := false
		switch y := x.Feit.(type) {
		case *dossier.Verschenen:
			klaar = bij(y.Voor, y.Oproep)
		case *dossier.NietVerschenen:
			klaar = bij(y.Voor, y.Oproep)
		case *dossier.OnvoldoendeMeegewerkt:
			klaar = bij(y.Voor, y.Oproep)
		case *dossier.Opgeroepen:
			klaar = y.Voor == o.Voor
		case *dossier.IntakeAfgerond, *dossier.PIPVastgesteld:
			klaar = o.Voor == dossier.VoorBredeIntake || o.Voor == dossier.VoorLeerbaarheidstoets
		}
		if klaar {
			return true
		}
	}
	return false
}

// intakestand is hoe ver de brede intake is.
type intakestand uint8

const (
	nogNietOpgeroepen intakestand = iota
	opgeroepen
	wegGebleven
	gekomen
)

func laatsteIntake(d *dossier.Dossier) intakestand {
	stand := nogNietOpgeroepen
	for _, g := range d.Feiten {
		switch f := g.Feit.(type) {
		case *dossier.Opgeroepen:
			if f.Voor == dossier.VoorBredeIntake {
				stand = opgeroepen
			}
		case *dossier.Verschenen:
			if f.Voor == dossier.VoorBredeIntake {
				stand = gekomen
			}
		case *dossier.NietVerschenen:
			if f.Voor == dossier.VoorBredeIntake {
				stand = wegGebleven
			}
		case *dossier.OnvoldoendeMeegewerkt:
			if f.Voor == dossier.VoorBredeIntake {
				stand = wegGebleven
			}
		}
	}
	return stand
}

// gesprekken leidt het volgende voortgangsgesprek af uit de norm van het eerste jaar.
func (f *afleiding) gesprekken() {
	n, ok := f.a.Norm("voortgangsgesprekken-jaar1")
	if !ok || n.Voldaan {
		return
	}
	tot := begrip.Datum(0)
	for _, s := range n.Uitleg {
		if s.ID == "eerste-jaar-tot-en-met" {
			tot = begrip.Datum(s.Waarde)
		}
	}
	if f.d.Peil > tot {
		return
	}
	f.taken = append(f.taken, Taak{Soort: GesprekVoeren, Uiterlijk: tot, Rol: begrip.Klantmanager, Bron: n.Bronnen[0],
		Reden: rangwoord(n.Behaald+1) + " gesprek in het eerste jaar"})
}

// afsluiten leidt af welke gesprekken en stappen het traject kunnen afronden.
func (f *afleiding) afsluiten() {
	taak := func(soort, zin string, bron *begrip.Vindplaats) {
		t, _ := f.a.Termijn("inburgeringstermijn")
		f.taken = append(f.taken, Taak{Soort: soort, Uiterlijk: t.Uiterlijk, Rol: begrip.Klantmanager, Bron: bron, Reden: zin, Termijn: termijnnaam(t)})
	}
	if f.mapUrenKlaar() && !heeftEindgesprek(f.d, dossier.EindgesprekMAP) {
		taak(EindgesprekMAP, "De uren van de MAP zijn gedaan", bronMAP)
	}
	if h, ok := f.a.Handeling(EindgesprekZ); ok && h.Mag {
		taak(EindgesprekZ, "De uren van de Z-route zijn gedaan", bronZ)
	}
	if h, ok := f.a.Handeling(Afronden); ok && h.Mag {
		taak(Afronden, "Alle onderdelen zijn gedaan", bronAfronden)
	}
}

func (f *afleiding) mapUrenKlaar() bool {
	praktijk, ok := f.a.Norm("map-praktijk")
	klas, heeftKlas := f.a.Norm("map-klassikaal")
	return ok && praktijk.Voldaan && (!heeftKlas || klas.Voldaan)
}

func heeftEindgesprek(d *dossier.Dossier, van dossier.Eindgesprekvan) bool {
	for _, f := range dossier.Van[*dossier.Eindgesprek](d) {
		if f.Van == van {
			return true
		}
	}
	return false
}

// De bepalingen bij taken die niet uit een termijn komen.
var (
	bronIntake      = &begrip.Vindplaats{Regeling: "Wi2021", Artikel: "14", Lid: "1"}
	bronDoelgroep   = &begrip.Vindplaats{Regeling: "Wi2021", Artikel: "13", Lid: "1"}
	bronELIP        = &begrip.Vindplaats{Regeling: "Bi2021", Artikel: "12.1a", Lid: "4"}
	bronBegeleiding = &begrip.Vindplaats{Regeling: "Wi2021", Artikel: "15", Lid: "1"}
	bronPVT         = &begrip.Vindplaats{Regeling: "Bi2021", Artikel: "3.1"}
	bronMAP         = &begrip.Vindplaats{Regeling: "Bi2021", Artikel: "3.2"}
	bronZ           = &begrip.Vindplaats{Regeling: "Bi2021", Artikel: "3.14", Lid: "4"}
	bronAfronden    = &begrip.Vindplaats{Regeling: "Wi2021", Artikel: "6"}
)
