package brief

import (
	"cmp"
	"fmt"
	"slices"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// plan is alles wat de brief over één PIP nodig heeft, bij elkaar gezocht.
type plan struct {
	d         *dossier.Dossier
	a         *recht.Antwoord
	van       Afzender
	pip       *dossier.PIPVastgesteld
	afspraken *dossier.PIPAfspraken
	dag       begrip.Datum
	asiel     bool
	eerste    bool
	vorige    begrip.Leerroute // leerroute van het PIP hiervoor; leeg bij het eerste
	termijn   recht.Termijn    // inburgeringstermijn
	bezwaar   recht.Termijn
}

// PIP maakt de brief bij het PIP met dat kenmerk. Het antwoord hoort bij de stand van
// het dossier met dit PIP als laatste. ErrGeenFeit als het PIP er niet is, of het
// recht er geen termijn bij geeft.
func PIP(d *dossier.Dossier, a *recht.Antwoord, van Afzender, kenmerk, pip string) (Brief, error) {
	p, err := zoekPlan(d, a, van, pip)
	if err != nil {
		return Brief{}, fmt.Errorf("brief bij PIP %s: %w", pip, err)
	}
	b := begin("pip", d, van, p.dag, kenmerk)
	b.Titel = "Uw plan voor inburgering (PIP)"
	if !p.eerste {
		b.Titel = "Uw nieuwe plan voor inburgering (PIP)"
	}
	p.inleiding(&b)
	p.besluit(&b)
	b.kop("Dit gaat u doen")
	b.stappen(p.stappen())
	p.waarom(&b)
	p.nietKomen(&b)
	p.nietEens(&b)
	p.gegevens(&b)
	b.groet(van)
	b.Voet = []string{p.gronden()}
	return b, nil
}

func zoekPlan(d *dossier.Dossier, a *recht.Antwoord, van Afzender, id string) (*plan, error) {
	g := d.ZoekID(id)
	if g == nil {
		return nil, ErrGeenFeit
	}
	f, ok := g.Feit.(*dossier.PIPVastgesteld)
	if !ok {
		return nil, ErrGeenFeit
	}
	eerste, _ := dossier.Eerste[*dossier.PIPVastgesteld](d)
	p := &plan{d: d, a: a, van: van, pip: f, afspraken: &dossier.PIPAfspraken{}, dag: g.GeldigOp, eerste: eerste == g,
		asiel: d.DoelgroepOp(g.GeldigOp) == begrip.Asielstatushouder}
	for eerder, v := range dossier.Van[*dossier.PIPVastgesteld](d) {
		if eerder == g {
			break
		}
		p.vorige = v.Leerroute
	}
	for _, af := range dossier.Van[*dossier.PIPAfspraken](d) {
		if d.Echt(af.PIP) == g.ID {
			p.afspraken = af
		}
	}
	var heeft bool
	if p.termijn, heeft = a.Termijn("inburgeringstermijn"); !heeft {
		return nil, ErrGeenFeit
	}
	if p.bezwaar, heeft = a.Termijn("bezwaar:pip"); !heeft {
		return nil, ErrGeenFeit
	}
	return p, nil
}

func (p *plan) inleiding(b *Brief) {
	switch {
	case !p.eerste:
		z := []string{"U had al een plan voor uw inburgering.", "Dat plan verandert."}
		if p.vorige != p.pip.Leerroute {
			z = append(z, "U volgde eerst de "+p.vorige.Titel()+".")
		}
		b.alinea(append(z, "In deze brief staat wat wij besluiten.")...)
	case p.pip.Eenzijdig.Of(false):
		b.alinea("Wij hebben u opgeroepen om samen een plan te maken.", "U kwam niet of u werkte niet mee.",
			"Daarom hebben wij het plan zonder u gemaakt.", "In deze brief staat wat wij besluiten.")
	default:
		b.alinea("Wij hebben met u gesproken over uw inburgering.", "Nu is uw plan klaar: het persoonlijk plan inburgering en participatie.",
			"Dat heet kort PIP.", "In deze brief staat wat wij besluiten.")
	}
}

// besluit zet het besluit en de termijn in één kader.
func (p *plan) besluit(b *Brief) {
	van, tot := p.termijn.Begin.Voluit(), p.termijn.Uiterlijk.Voluit()
	tijd := "U hebt de tijd van " + van + " tot en met " + tot + "."
	if !p.eerste {
		tijd = "Uw tijd verandert niet: van " + van + " tot en met " + tot + "."
	}
	b.kader("Wij besluiten: u volgt de "+p.pip.Leerroute.Titel()+".", p.doel(), tijd)
}

// doel zegt waar de route heen gaat.
func (p *plan) doel() string {
	switch p.pip.Leerroute {
	case begrip.RouteOnderwijs:
		return "U leert Nederlands op niveau " + p.niveau() + " en u maakt u klaar voor een opleiding."
	case begrip.RouteZ:
		return "U leert Nederlands voor elke dag en u leert meedoen in Nederland."
	}
	return "U leert Nederlands op niveau " + p.niveau() + "."
}

func (p *plan) niveau() string {
	switch p.pip.Niveau {
	case begrip.NiveauA2:
		return "A2"
	case begrip.NiveauB2:
		return "B2"
	}
	return "B1"
}

// waarom geeft de reden: de toets, de wens, de eigen woorden van de beslisser, en tot wanneer wisselen kan.
func (p *plan) waarom(b *Brief) {
	b.kop("Waarom dit plan?")
	var z []string
	if g, f := dossier.Laatste[*dossier.Leerbaarheidstoets](p.d); g != nil {
		z = append(z, toetszin(f.Uitslag, g.GeldigOp)...)
	}
	if p.pip.Motivering != "" {
		z = append(z, zin(p.pip.Motivering))
	}
	if p.afspraken.AndereRoutes != "" {
		z = append(z, "U wilde een andere route.", zin(p.afspraken.AndereRoutes))
	}
	if len(z) == 0 {
		z = append(z, "Dit plan past bij wat u ons vertelde en bij wat u kunt.")
	}
	if t, ok := p.a.Termijn("leerroute-wijzigen"); ok && t.Uiterlijk >= p.dag {
		z = append(z, "Past de route later niet meer?", "Dan kunt u tot en met "+t.Uiterlijk.Voluit()+" vragen om een andere route.")
		if p.pip.Leerroute == begrip.RouteOnderwijs { // Bi2021 art. 5.4 lid 1, laatste zin
			z = append(z, "Van de onderwijsroute naar de B1-route kan ook daarna nog.")
		}
	}
	b.alinea(z...)
	p.dagentabel(b)
}

func toetszin(u dossier.Toetsuitslag, dag begrip.Datum) []string {
	op := "Op " + dag.Voluit() + " maakte u de leerbaarheidstoets."
	switch u {
	case dossier.ToetsHaalbaar:
		return []string{op, "Daaruit blijkt dat niveau B1 voor u haalbaar is."}
	case dossier.ToetsNietHaalbaar:
		return []string{op, "Daaruit blijkt dat niveau B1 voor u nu te moeilijk is."}
	case dossier.ToetsVrijgesteld:
		return []string{"U hoefde de leerbaarheidstoets niet te maken."}
	}
	return []string{op, "De toets gaf geen duidelijke uitslag."}
}

// dagentabel laat zien welke dagen in de brief staan, hoe zij zijn geteld en uit
// welke artikelen zij komen; eerste dag eerst.
func (p *plan) dagentabel(b *Brief) {
	var dagen []recht.Termijn
	wat := map[string]string{"inburgeringstermijn": "Klaar met inburgeren", "bezwaar:pip": "Bezwaar maken", "leerroute-wijzigen": "Andere route vragen",
		"aanbod-leerroute": "Wij bieden lessen aan", "aanbod-map": "Wij bieden de MAP aan"}
	for _, t := range p.a.Termijnen {
		if wat[t.Naam()] != "" && nogTeDoen(t) && t.Uiterlijk != 0 && len(t.Bronnen) > 0 {
			dagen = append(dagen, t)
		}
	}
	slices.SortStableFunc(dagen, func(x, y recht.Termijn) int { return cmp.Compare(x.Uiterlijk, y.Uiterlijk) })
	blok := Blok{Soort: Tabel, Tabelkop: []string{"Wat", "Laatste dag", "Zo tellen wij", "Dit staat in"}}
	for _, t := range dagen {
		blok.Rijen = append(blok.Rijen, []string{wat[t.Naam()], t.Uiterlijk.Voluit(), telling(t), artikel(t.Bronnen[0])})
	}
	b.kop("Welke dagen zijn belangrijk?")
	b.Blokken = append(b.Blokken, blok)
}

// telling zegt hoe een termijn is geteld, uit de stappen van de uitleg: "6 weken".
func telling(t recht.Termijn) string {
	var lengte, verschoven string
	for _, s := range t.Uitleg {
		if s.ID == "atw-verschoven" {
			verschoven = " en vrije dagen"
		}
		switch s.Eenheid {
		case begrip.InWeken, begrip.InMaanden, begrip.InJaren:
			lengte = recht.Waarde(s)
		}
	}
	switch {
	case lengte != "":
		return lengte + verschoven
	case t.Begin != 0:
		return "vanaf " + t.Begin.Voluit()
	}
	return ""
}

func (p *plan) nietKomen(b *Brief) {
	b.kop("Kunt u een keer niet komen?")
	if p.van.Telefoon != "" {
		b.stappen([]Stap{stap(PictoTelefoon, "Bel ons voor de les of het gesprek begint", "Ons nummer is "+p.van.Telefoon+".")})
	} else {
		b.stappen([]Stap{stap(PictoTelefoon, "Zeg het ons voor de les of het gesprek begint")})
	}
	wat := "Blijft u vaak weg bij de PVT, de MAP of de gesprekken?"
	if p.pip.Leerroute == begrip.RouteOnderwijs {
		wat = "Blijft u vaak weg bij de PVT of de gesprekken?"
	}
	if p.asiel {
		wat = "Blijft u vaak weg zonder dat wij weten waarom?"
	}
	b.alinea(wat, "Dan praten wij eerst met u.", "Daarna kunt u een boete krijgen.")
}

func (p *plan) nietEens(b *Brief) {
	b.kop("Bent u het niet eens met dit besluit?")
	eerst := stap(PictoGesprek, "Praat eerst met ons", "Misschien lossen wij het samen op.")
	if p.van.Telefoon != "" {
		eerst = stap(PictoTelefoon, "Bel ons eerst", "Misschien lossen wij het samen op. Ons nummer is "+p.van.Telefoon+".")
	}
	naar := "Stuur uw brief naar het college van burgemeester en wethouders."
	if p.van.Postadres != "" {
		naar = "Ons adres is: college van burgemeester en wethouders, " + p.van.Postadres + "."
	}
	stuur := []string{naar}
	if p.van.BezwaarDigiD && p.van.Website != "" {
		stuur = append(stuur, "Met DigiD kan het ook op "+p.van.Website+".")
	}
	b.stappen([]Stap{eerst,
		stap(PictoBezwaar, "Maak bezwaar, uiterlijk op "+p.bezwaar.Uiterlijk.Voluit(),
			"Schrijf op: uw naam, uw adres, de datum en het kenmerk van deze brief.", "Schrijf ook waarom u het niet eens bent.", "Zet uw handtekening."),
		stap(PictoPost, "Stuur uw bezwaar op", stuur...),
		stap(PictoMens, "Vraag hulp", "Het Juridisch Loket geeft gratis uitleg over uw rechten."),
	})
	b.alinea("Uw plan gaat gewoon door als u bezwaar maakt.", "Kunt u daar niet op wachten?", "Vraag dan, naast uw bezwaar, de rechtbank om een voorlopige voorziening.")
}

func (p *plan) gegevens(b *Brief) {
	b.kop("Wat doen wij met uw gegevens?")
	z := []string{"Wij sturen uw plan naar DUO.", "DUO moet weten welke route u volgt."}
	if p.asiel {
		z = append(z, "Uw school krijgt van ons alleen wat nodig is voor de les.")
	}
	b.alinea(append(z, "U mag altijd zien wat wij van u weten.")...)
}

// gronden noemt de artikelen onder het besluit.
func (p *plan) gronden() string {
	artikelen := []string{"6", "11", "15"}
	if p.asiel {
		artikelen = append(artikelen, "16")
	}
	if !p.eerste {
		artikelen = append(artikelen, "17")
	}
	return "Wij besluiten dit op grond van: Wet inburgering 2021 artikel " + opsomming(artikelen) + "; Besluit inburgering 2021 artikel 5.3."
}
