package besluit

import (
	"slices"

	"traject/kern/begrip"
)

// keuring is één melding die langs de regels van DUO gaat.
type keuring struct {
	m    DUOMelding
	o    Omstandigheden
	mis  []begrip.Weigering
	bron *begrip.Vindplaats
}

func (k *keuring) weiger(code, plaats, zin string) {
	k.mis = append(k.mis, begrip.Weigering{Code: code, Plaats: plaats, Zin: zin, Grond: k.bron})
}

// De aanleverregels van DUO waar een weigering op rust.
var (
	grondDUOAanbod  = &begrip.Vindplaats{Regeling: "DUO aanleverregels inburgeringsaanbod"}
	grondDUOModule  = &begrip.Vindplaats{Regeling: "DUO aanleverregels MAP en PVT"}
	grondDUOZ       = &begrip.Vindplaats{Regeling: "DUO aanleverregels Z-route"}
	grondDUOUren    = &begrip.Vindplaats{Regeling: "DUO aanleverregels gevolgde uren"}
	grondDUOContact = &begrip.Vindplaats{Regeling: "DUO aanleverregels contactpersoon"}
)

// KeurMelding geeft elke reden waarom DUO deze melding niet zou aannemen, met het veld en
// wat te doen staat. Formulier, rij van uitgaand werk en lijst voor het portaal gebruiken
// deze ene functie. Geen redenen betekent dat de melding weg kan.
//
// Velden: dag, leerroute, niveau, intensiteit, mag-opleiding-afmaken en alfabetisering
// (PIP); instelling, datum, start, eind en alfabetisering (aanbod); dag en verwijtbaar
// (MAP, PVT); dag (Z-route); uren; naam, email, telefoon en medewerker (contactpersoon).
func KeurMelding(m DUOMelding, o Omstandigheden) []begrip.Weigering {
	k := keuring{m: m, o: o}
	switch {
	case !m.klopt():
		k.weiger("duo-melding-onvolledig", "", "Dit bericht is niet volledig. Maak het opnieuw.")
	case m.Soort == MeldingPIP && m.Actie == MeldingVerwijder:
		k.bron = grondDUO
		k.pipWeg()
	case m.Soort == MeldingPIP:
		k.bron = grondDUO
		k.pip(*m.PIP)
	case m.Soort == MeldingAanbod:
		k.bron = grondDUOAanbod
		k.aanbod(*m.Aanbod)
	case m.Soort == MeldingMAP:
		k.bron = grondDUOModule
		k.module(*m.MAP, "eindgesprek van de MAP", o.MAPElders)
	case m.Soort == MeldingPVT:
		k.bron = grondDUOModule
		k.module(*m.PVT, "ondertekening van de participatieverklaring", o.PVTElders)
	case m.Soort == MeldingZRoute:
		k.bron = grondDUOZ
		k.zroute(*m.ZRoute)
	case m.Soort.IsUren():
		k.bron = grondDUOUren
		k.uren(m.Uren.Waarde)
	case m.Soort == MeldingContact:
		k.bron = grondDUOContact
		k.contact(*m.Contact)
	}
	if m.Soort != MeldingContact || m.Actie == MeldingKoppel || m.Actie == MeldingOntkoppel {
		k.persoon()
	}
	return k.mis
}

// persoon: DUO zoekt iemand op burgerservicenummer, en kent alleen wie inburgeringsplichtig is of was.
func (k *keuring) persoon() {
	if !k.o.HeeftBSN {
		k.bron = grondBSN
		k.weiger("duo-geen-bsn", "", "DUO zoekt mensen op burgerservicenummer, en dat staat nog niet in het dossier. Vul het eerst aan.")
	}
}

// nietInToekomst: een dag die nog moet komen neemt DUO niet aan.
func (k *keuring) nietInToekomst(dag begrip.Datum, plaats string) {
	if dag > k.o.Vandaag {
		k.weiger("duo-dag-in-toekomst", plaats, "Deze dag is nog niet geweest, en DUO neemt hem dan niet aan. Meld het op of na die dag.")
	}
}

// pipWeg: een PIP kan alleen weg zolang er geen termijn is en geen lesuren zijn. Het
// eerste PIP zet de termijn al vast, dus daarna is een gewijzigd PIP de weg.
func (k *keuring) pipWeg() {
	switch {
	case k.o.TermijnBegin != 0:
		k.weiger("duo-pip-niet-weg", "", "De inburgeringstermijn loopt vanaf "+k.o.TermijnBegin.Voluit()+". DUO haalt het PIP dan niet meer weg. Stel een gewijzigd PIP vast en meld dat.")
	case k.o.Lesuren:
		k.weiger("duo-pip-niet-weg", "", "Er zijn al uren gevolgd bij het aanbod van nu. DUO haalt het PIP dan niet meer weg. Stel een gewijzigd PIP vast en meld dat.")
	}
}

func (k *keuring) pip(p PIPMelding) {
	k.pipDag(p.Dagtekening)
	k.pipRoute(p)
	if !slices.Contains([]string{"", "a", "aa", "nvt"}, p.Alfabetisering) {
		k.weiger("duo-onbekende-waarde", "alfabetisering", "DUO kent deze waarde niet. Kies een waarde uit de lijst.")
	}
	if !p.Intensiteit.Is {
		return
	}
	switch {
	case p.Leerroute != begrip.RouteB1:
		k.weiger("duo-intensiteit-niet", "intensiteit", "DUO vraagt de uren alleen bij de B1-route. Maak dit veld leeg.")
	case k.o.Groep != begrip.Asielstatushouder:
		k.weiger("duo-intensiteit-niet", "intensiteit", "DUO vraagt de uren alleen bij een asielstatushouder. Maak dit veld leeg.")
	case p.Intensiteit.Waarde < 1 || p.Intensiteit.Waarde > 9999:
		k.weiger("duo-waarde-ongeldig", "intensiteit", "DUO neemt alleen hele uren aan van 1 tot en met 9999. Vul zo een aantal in.")
	}
}

// pipDag: niet vóór de plicht, niet vóór de vestiging hier, en een gewijzigd PIP niet
// vóór het eerste of het huidige.
func (k *keuring) pipDag(dag begrip.Datum) {
	if dag == 0 {
		k.weiger("veld-ontbreekt", "dag", "Vul de dagtekening van het PIP in. DUO neemt een PIP zonder dagtekening niet aan.")
		return
	}
	k.nietInToekomst(dag, "dag")
	voor := func(grens begrip.Datum, code, wat string) {
		if grens != 0 && dag < grens {
			k.weiger(code, "dag", wat+" "+grens.Voluit()+", en DUO neemt een eerdere dagtekening niet aan. Verbeter de dagtekening.")
		}
	}
	voor(k.o.Plicht, "duo-dag-voor-plicht", "De inburgeringsplicht begon op")
	voor(k.o.Vestiging, "duo-dag-voor-vestiging", "Deze persoon woont hier sinds")
	voor(k.o.EerstePIP, "duo-dag-voor-eerste-pip", "Het eerste PIP is van")
	if k.o.HuidigPIP != k.o.EerstePIP {
		voor(k.o.HuidigPIP, "duo-dag-voor-huidig-pip", "Het PIP dat DUO nu heeft is van")
	}
}

// pipRoute: welke niveaus DUO bij een route aanneemt.
func (k *keuring) pipRoute(p PIPMelding) {
	if !slices.Contains(begrip.Leerroutes, p.Leerroute) {
		k.weiger("veld-ontbreekt", "leerroute", "Kies een leerroute. DUO neemt een PIP zonder leerroute niet aan.")
		return
	}
	fout := func(code, zin string) { k.weiger(code, "niveau", zin) }
	switch {
	case p.Niveau == begrip.NiveauB2:
		fout("duo-niveau-b2", "DUO kent in een PIP geen niveau B2. Meld B1: dat is het laagste niveau dat moet worden gehaald.")
	case p.Niveau != "" && p.Niveau != begrip.NiveauA2 && p.Niveau != begrip.NiveauB1:
		fout("duo-onbekende-waarde", "DUO kent deze waarde niet. Kies een waarde uit de lijst.")
	case p.Niveau == begrip.NiveauA2 && p.Leerroute == begrip.RouteOnderwijs:
		fout("duo-niveau-a2-onderwijs", "Bij de onderwijsroute neemt DUO niveau A2 niet aan. Meld B1, of laat het niveau leeg.")
	case p.Niveau == begrip.NiveauB1 && p.Leerroute == begrip.RouteZ:
		fout("duo-niveau-b1-z", "Bij de Z-route neemt DUO niveau B1 niet aan. Meld A2, of laat het niveau leeg.")
	case p.Niveau == begrip.NiveauA2 && p.Leerroute == begrip.RouteB1 && !k.o.EerderPIP:
		fout("duo-niveau-a2-eerste", "In het eerste PIP neemt DUO bij de B1-route niveau A2 niet aan. Meld B1. Afschalen kan met een gewijzigd PIP.")
	}
}

func (k *keuring) aanbod(a AanbodMelding) {
	if a.Instelling == "" {
		k.weiger("veld-ontbreekt", "instelling", "Kies de instelling uit de lijst van DUO. DUO wil van elk aanbod weten bij welke instelling het is.")
	} else if len(a.Instelling) != 10 {
		k.weiger("duo-waarde-ongeldig", "instelling", "Het nummer van een instelling heeft bij DUO tien tekens. Controleer het nummer.")
	}
	if k.m.Actie == MeldingVerwijder {
		if a.Instelling != "" && !slices.Contains(k.o.Aanbod, a.Instelling) {
			k.weiger("duo-geen-aanbod", "instelling", "DUO heeft van ons geen aanbod bij deze instelling. Er valt niets weg te halen.")
		}
		return
	}
	if k.o.Groep != begrip.Asielstatushouder {
		k.weiger("duo-aanbod-alleen-asiel", "", "DUO neemt een aanbod alleen aan voor een asielstatushouder. Voor deze persoon hoeft u niets te melden.")
	}
	k.keurmerk(a.Instelling)
	if k.o.HuidigPIP == 0 && k.o.Route == "" {
		k.weiger("duo-eerst-pip", "", "DUO neemt een aanbod pas aan als het PIP er is. Meld eerst het PIP.")
	}
	k.aanbodDagen(a)
	if !slices.Contains([]string{"a", "aa", "nvt"}, a.Alfabetisering) {
		k.weiger("veld-ontbreekt", "alfabetisering", "Kies of er alfabetiseringsonderwijs bij hoort. DUO vraagt dit bij elk aanbod.")
	}
}

// keurmerk: een instelling met het keurmerk van Blik op Werk, of bij de onderwijsroute met
// dat voor het taalschakeltraject. Zonder lijst van DUO valt er niets te keuren.
func (k *keuring) keurmerk(nummer string) {
	if k.o.Instellingen == nil || nummer == "" {
		return
	}
	i := slices.IndexFunc(k.o.Instellingen, func(i Instelling) bool { return i.Nummer == nummer })
	switch {
	case i < 0:
		k.weiger("duo-instelling-onbekend", "instelling", "DUO kent geen instelling met dit nummer. Kies er een uit de lijst.")
	case k.o.Instellingen[i].BOW || k.o.Route == begrip.RouteOnderwijs && k.o.Instellingen[i].TST:
	case k.o.Route == begrip.RouteOnderwijs:
		k.weiger("duo-geen-keurmerk", "instelling", "Deze instelling heeft geen keurmerk van Blik op Werk en ook niet voor het taalschakeltraject. Kies een andere instelling.")
	default:
		k.weiger("duo-geen-keurmerk", "instelling", "Deze instelling heeft geen keurmerk van Blik op Werk. Kies een andere instelling.")
	}
}

// aanbodDagen: niet vóór het PIP, en begin en einde in de termijn. Die begint een dag na de
// dagtekening, dus de opleiding begint ook op zijn vroegst dan.
func (k *keuring) aanbodDagen(a AanbodMelding) {
	if a.Datum == 0 {
		k.weiger("veld-ontbreekt", "datum", "Vul de dag van het aanbod in. Dat is de dag van inschrijving bij de instelling.")
	}
	if a.Datum != 0 && k.o.HuidigPIP != 0 && a.Datum < k.o.HuidigPIP {
		k.weiger("duo-aanbod-voor-pip", "datum", "Het PIP is van "+k.o.HuidigPIP.Voluit()+", en DUO neemt een aanbod van een eerdere dag niet aan. Kies die dag of een latere dag.")
	}
	for _, v := range []struct {
		dag         begrip.Datum
		plaats, wat string
	}{{a.Start, "start", "begint"}, {a.Eind, "eind", "eindigt"}} {
		switch {
		case v.dag == 0:
		case k.o.TermijnBegin != 0 && v.dag < k.o.TermijnBegin:
			k.weiger("duo-buiten-termijn", v.plaats, "De inburgeringstermijn begint op "+k.o.TermijnBegin.Voluit()+", en DUO neemt niet aan dat de opleiding eerder "+v.wat+". Kies die dag of een latere dag.")
		case k.o.TermijnEind != 0 && v.dag > k.o.TermijnEind:
			k.weiger("duo-buiten-termijn", v.plaats, "De inburgeringstermijn loopt tot en met "+k.o.TermijnEind.Voluit()+", en DUO neemt niet aan dat de opleiding later "+v.wat+". Kies die dag of een eerdere dag.")
		}
	}
	if a.Start != 0 && a.Eind != 0 && a.Eind < a.Start {
		k.weiger("duo-einde-voor-begin", "eind", "De opleiding kan niet eindigen voordat zij begint. Verbeter een van de twee dagen.")
	}
}

// zroute: alleen bij de Z-route, in de termijn en niet in de toekomst.
func (k *keuring) zroute(z ZRouteMelding) {
	k.huidigPIP()
	if k.o.Route != "" && k.o.Route != begrip.RouteZ {
		k.weiger("duo-geen-z-route", "", "In het PIP staat de "+k.o.Route.Titel()+". Een afronding van de Z-route hoort daar niet bij.")
	}
	if z.Dag == 0 {
		return
	}
	k.nietInToekomst(z.Dag, "dag")
	if k.o.TermijnBegin != 0 && z.Dag < k.o.TermijnBegin {
		k.weiger("duo-dag-voor-termijn", "dag", "De inburgeringstermijn begint op "+k.o.TermijnBegin.Voluit()+". Kies die dag of een latere dag.")
	}
}

// huidigPIP: alleen de gemeente waarvan het huidige PIP is, meldt resultaten.
func (k *keuring) huidigPIP() {
	if !k.o.EigenPIP {
		k.weiger("duo-niet-ons-pip", "", "DUO neemt dit alleen aan van de gemeente waarvan het PIP nu is. Meld eerst uw eigen PIP.")
	}
}

// uren: een teller met hele uren, alleen voor wie bij de gemeente de les volgt.
func (k *keuring) uren(n int) {
	if n < 0 || n > 9999 {
		k.weiger("duo-waarde-ongeldig", "uren", "DUO neemt alleen hele uren aan van 0 tot en met 9999. Vul zo een aantal in.")
	}
	if k.o.Groep != begrip.Asielstatushouder {
		k.weiger("duo-uren-alleen-asiel", "", "De gemeente meldt uren alleen van een asielstatushouder. Bij andere mensen doet de instelling dat.")
	}
}
