package besluit

import (
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

// PIPOpdracht is de opdracht om het eerste of een gewijzigd PIP vast te stellen; Dag is de dagtekening.
type PIPOpdracht struct {
	Vastlegging
	Leerroute            begrip.Leerroute
	Niveau               begrip.Niveau
	Uren                 dossier.Optie[begrip.Uren] // uren van de hele leerroute; alleen asielstatushouder
	UrenPerWeek          dossier.Optie[begrip.Uren] // alleen asielstatushouder
	PVTUren              dossier.Optie[begrip.Uren]
	MAPUren              dossier.Optie[begrip.Uren] // uren in de klas; niet bij de onderwijsroute
	Voortgangsgesprekken dossier.Optie[int]
	VVE                  dossier.Optie[bool] // gaan er kinderen naar voor- of vroegschoolse educatie
	VVEAfspraak          string
	Ondersteuning        string
	PVT, MAP             string // afspraken over de invulling
	Alfabetisering       string // "a", "aa" of "nvt"
	MagOpleidingAfmaken  dossier.Optie[bool]
	Participatiewet      string
	GewensteRoute        begrip.Leerroute // leeg: zoals in het verslag van de intake
	AndereRoutes         string           // waarom de gewenste route niet past; komt in de brief
	Motivering           string           // waarom dit plan past; komt in de brief
	Reden                dossier.Wijzigreden
	Eenzijdig            bool
	Verzonden            begrip.Datum // leeg is de dagtekening
	Bekendmaking         string       // "post" of "gesprek"
}

// PIP toetst de verplichte inhoud van het PIP en de regels van DUO, en stelt het vast.
// De inhoud verschilt: alleen voor een asielstatushouder hoort de intensiteit van de
// leerroute in het PIP. Velden: leerroute, niveau, uren, uren-per-week, pvt-uren,
// map-uren, voortgangsgesprekken, vve, vve-afspraak, ondersteuning, pvt, map,
// alfabetisering, mag-opleiding-afmaken, participatiewet, andere-routes, motivering,
// reden, eenzijdig, verzonden, bekendmaking, dag.
//
// wet: wi2021#art-15-lid-1
// wet: wi2021#art-15-lid-2
// wet: bi2021#art-5.3
func PIP(d *dossier.Dossier, r *wetten.Recht, o PIPOpdracht) (Besluit, []begrip.Weigering) {
	z := beginLopend(d, r, o.Vastlegging)
	z.pipKeuzes(o)
	z.pipDagtekening(o)
	z.pipAanleiding(o)
	z.pipRoute(o)
	z.pipNiveau(o)
	z.pipInhoud(o)
	z.pipDoelgroep(o)
	z.pipMotivering(o)
	if o.Leerroute == "" || o.Dag == 0 {
		return z.klaar()
	}
	id := z.feit(o.feit())
	z.feit(o.afspraken(id))
	a := z.antwoord()
	z.pipNormen(o, a)
	return z.verantwoord("pip", id, a)
}

func (o PIPOpdracht) feit() *dossier.PIPVastgesteld {
	f := &dossier.PIPVastgesteld{Leerroute: o.Leerroute, Niveau: o.Niveau, Uren: o.Uren, PVTUren: o.PVTUren, MAPUren: o.MAPUren,
		Voortgangsgesprekken: o.Voortgangsgesprekken, VVE: o.VVE, Verzonden: o.Verzonden, Motivering: strings.TrimSpace(o.Motivering)}
	if o.Eenzijdig {
		f.Eenzijdig = dossier.Met(true)
	}
	return f
}

func (o PIPOpdracht) afspraken(pip string) *dossier.PIPAfspraken {
	return &dossier.PIPAfspraken{PIP: pip, Ondersteuning: o.Ondersteuning, PVT: o.PVT, MAP: o.MAP, VVE: o.VVEAfspraak, UrenPerWeek: o.UrenPerWeek,
		Alfabetisering: o.Alfabetisering, MagOpleidingAfmaken: o.MagOpleidingAfmaken, Participatiewet: o.Participatiewet,
		AndereRoutes: strings.TrimSpace(o.AndereRoutes), Bekendmaking: o.Bekendmaking}
}

// pipKeuzes weigert wat een formulier niet aanbiedt.
func (z *zaak) pipKeuzes(o PIPOpdracht) {
	kies(z, o.Leerroute, begrip.Leerroutes, "leerroute")
	kies(z, o.Niveau, begrip.Niveaus, "niveau")
	kies(z, o.Alfabetisering, []string{"a", "aa", "nvt"}, "alfabetisering")
	kies(z, o.Bekendmaking, []string{"post", "gesprek"}, "bekendmaking")
	kies(z, o.Reden, []dossier.Wijzigreden{dossier.RedenVoortgang, dossier.RedenNietVrijstellendOpleiden, dossier.RedenBijzonderGeval}, "reden")
	for _, v := range []struct {
		plaats string
		uren   dossier.Optie[begrip.Uren]
	}{{"uren", o.Uren}, {"pvt-uren", o.PVTUren}, {"map-uren", o.MAPUren}} {
		if v.uren.Is && (v.uren.Waarde < 0 || v.uren.Waarde > 9999*begrip.Uur) {
			z.weiger("waarde-ongeldig", v.plaats, grondDUO, "Vul een aantal uren in van 0 tot en met 9999.")
		}
	}
	if w := o.UrenPerWeek; w.Is && (w.Waarde < 0 || w.Waarde > uurPerWeek*begrip.Uur) {
		z.weiger("waarde-ongeldig", "uren-per-week", nil, "Een week heeft 168 uur. Vul in hoeveel uur les per week iemand krijgt, bijvoorbeeld 12.")
	}
	if n := o.Voortgangsgesprekken.Of(0); n < 0 || n > 999 {
		z.weiger("waarde-ongeldig", "voortgangsgesprekken", nil, "Vul een aantal in van 1 tot en met 999.")
	}
}

// uurPerWeek is hoeveel uur een week heeft; meer les past er niet in.
const uurPerWeek = 7 * 24

// pipDagtekening toetst de dag op de brief aan de regels van DUO.
func (z *zaak) pipDagtekening(o PIPOpdracht) {
	if o.Dag == 0 {
		return
	}
	na := func(g *dossier.Gebeurtenis, wat string) {
		if g != nil && o.Dag < g.GeldigOp {
			z.weiger("dagtekening-te-vroeg", "dag", grondDUO, wat+" op "+g.GeldigOp.Voluit()+". Kies die dag of een latere dag.")
		}
	}
	g, _ := dossier.Eerste[*dossier.PlichtOntstaan](z.d)
	na(g, "De inburgeringsplicht begon")
	g, _ = dossier.Eerste[*dossier.Kennisgeving](z.d)
	na(g, "DUO schreef over de inburgeringsplicht")
	g, _ = dossier.Laatste[*dossier.Inschrijving](z.d)
	na(g, "Deze persoon kwam in uw gemeente wonen")
	g, _ = dossier.Eerste[*dossier.PIPVastgesteld](z.d)
	na(g, "Het eerste PIP kreeg een dagtekening")
	if laatste, _ := dossier.Laatste[*dossier.PIPVastgesteld](z.d); laatste != g {
		na(laatste, "Het huidige PIP kreeg een dagtekening")
	}
	if o.Verzonden > o.vandaag() {
		z.weiger("dag-in-toekomst", "verzonden", grondBekendmaking, "Deze dag is nog niet geweest. Vul de dag in waarop de brief echt weggaat.")
	}
	if o.Verzonden != 0 && o.Verzonden < o.Dag {
		z.weiger("verzonden-voor-dagtekening", "verzonden", grondBekendmaking, "De brief kan niet weg zijn vóór de dagtekening. Kies die dag of een latere dag.")
	}
}

// pipAanleiding toetst of de brede intake klaar is en of eenzijdig mag.
func (z *zaak) pipAanleiding(o PIPOpdracht) {
	_, intake := dossier.Laatste[*dossier.IntakeAfgerond](z.d)
	eerder := dossier.Heeft[*dossier.PIPVastgesteld](z.d)
	_, over := overgenomenRoute(z.d)
	if intake == nil && !eerder && !over {
		z.weiger("intake-niet-afgerond", "", grondPIP, "De brede intake is nog niet klaar. Rond eerst de intake af.")
	}
	if o.Eenzijdig && (intake == nil || !intake.Eenzijdig.Of(false)) {
		z.weiger("te-vroeg", "eenzijdig", grondEenzijdig, "Een PIP zonder de persoon kan alleen na een intake zonder de persoon. Maak het plan samen.")
	}
}

// pipRoute toetst de leerroute: overnemen na een verhuizing, wisselen binnen de termijn.
func (z *zaak) pipRoute(o PIPOpdracht) {
	if o.Leerroute == "" {
		z.weiger("veld-ontbreekt", "leerroute", grondPIP, "Kies een leerroute.")
		return
	}
	if route, over := overgenomenRoute(z.d); over {
		if o.Leerroute != route {
			z.weiger("leerroute-overnemen", "leerroute", grondPIPOvernemen, "De vorige gemeente koos de "+route.Titel()+". Neem die over. Wisselen kan daarna.")
		}
		return
	}
	vorige, isGewijzigd := HuidigeLeerroute(z.d)
	if !isGewijzigd || o.Leerroute == vorige || o.Dag == 0 {
		return
	}
	if o.Reden == dossier.RedenBijzonderGeval || o.Reden == dossier.RedenNietVrijstellendOpleiden {
		z.eis(strings.TrimSpace(o.Motivering) != "", "motivering", grondWijzigen, "U wisselt om een bijzondere reden. Schrijf die reden op.")
		z.feit(&dossier.LeerrouteGewijzigd{Naar: o.Leerroute, Reden: o.Reden})
		return
	}
	op := z.straks()
	op.Peil = o.Dag
	if h, ok := recht.Reken(op, z.r).Handeling("leerroute-wijzigen:" + string(o.Leerroute)); ok && !h.Mag {
		z.neemOver(h.Weigering, "leerroute")
	}
}

// pipNiveau toetst niveau en leerroute samen, zoals DUO dat doet.
func (z *zaak) pipNiveau(o PIPOpdracht) {
	fout := func(zin string) { z.weiger("niveau-past-niet", "niveau", grondDUO, zin) }
	switch o.Leerroute {
	case begrip.RouteOnderwijs:
		if o.Niveau == begrip.NiveauA2 {
			fout("De onderwijsroute is ten minste op niveau B1. Kies B1 of B2.")
		}
	case begrip.RouteZ:
		if o.Niveau != "" && o.Niveau != begrip.NiveauA2 {
			fout("Bij de Z-route past alleen niveau A2, of geen niveau. Kies een van die twee.")
		}
	case begrip.RouteB1:
		if o.Niveau == begrip.NiveauB2 {
			fout("DUO kent bij de B1-route alleen niveau B1 en A2. Kies een van die twee.")
		}
		if o.Niveau == begrip.NiveauA2 {
			z.pipAfschalen()
		}
	}
}

// pipAfschalen toetst niveau A2 bij de B1-route: nooit in het eerste PIP, daarna als afschalen mag.
func (z *zaak) pipAfschalen() {
	if !dossier.Heeft[*dossier.PIPVastgesteld](z.d) {
		z.weiger("niveau-past-niet", "niveau", grondDUO, "In het eerste PIP begint de B1-route op niveau B1. Kies B1.")
		return
	}
	if dossier.Heeft[*dossier.Afgeschaald](z.d) {
		return
	}
	if h, ok := recht.Reken(z.d, z.r).Handeling("afschalen"); ok && (!h.Mag || len(h.Eisen) > 0) {
		z.neemOver(h.Weigering, "niveau")
		if len(h.Eisen) > 0 {
			z.weiger("inspanning-beoordelen", "niveau", grondWijzigen, "Beoordeel eerst of iemand zich genoeg heeft ingespannen. Leg dat vast.")
		}
	}
}

// HuidigeLeerroute geeft de leerroute die nu geldt volgens PIP of wijziging.
func HuidigeLeerroute(d *dossier.Dossier) (begrip.Leerroute, bool) {
	var route begrip.Leerroute
	for _, g := range d.Feiten {
		switch f := g.Feit.(type) {
		case *dossier.PIPVastgesteld:
			route = f.Leerroute
		case *dossier.LeerrouteGewijzigd:
			route = f.Naar
		}
	}
	return route, route != ""
}

// overgenomenRoute geeft de leerroute die na een verhuizing moet worden overgenomen:
// die van de vorige gemeente, zolang deze gemeente nog geen PIP heeft vastgesteld.
func overgenomenRoute(d *dossier.Dossier) (begrip.Leerroute, bool) {
	g, f := dossier.Laatste[*dossier.Inschrijving](d)
	if g == nil || !f.Verhuizing.Of(false) {
		return "", false
	}
	if pip, _ := dossier.Laatste[*dossier.PIPVastgesteld](d); pip != nil && pip.GeldigOp >= g.GeldigOp {
		return "", false
	}
	if f.Leerroute != "" {
		return f.Leerroute, true
	}
	return HuidigeLeerroute(d)
}
