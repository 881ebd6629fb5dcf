package besluit

import "traject/kern/begrip"

// module keurt de uitkomst van MAP of PVT; de regels zijn voor beide gelijk.
func (k *keuring) module(m ModuleMelding, wat string, elders bool) {
	if elders {
		k.weiger("duo-van-andere-gemeente", "", "Een andere gemeente heeft dit al gemeld. Alleen die gemeente kan het bij DUO veranderen.")
	}
	k.huidigPIP()
	if k.o.VoldaanZ {
		k.weiger("duo-al-voldaan", "", "Met de Z-route is al aan de inburgeringsplicht voldaan. DUO neemt dan geen wijziging meer aan.")
	}
	if m.Dag == 0 && m.Verwijtbaar == "" && k.o.ZAfgerond != 0 {
		k.weiger("duo-niet-leeg-na-z", "dag", "De Z-route is op "+k.o.ZAfgerond.Voluit()+" afgerond. DUO laat dit veld daarna niet meer leegmaken. Haal eerst de afronding van de Z-route weg.")
	}
	k.moduleDag(m.Dag, wat)
	k.verwijtbaar(m)
}

// moduleDag: in de termijn begonnen, niet na het afronden van de Z-route, niet in de toekomst.
func (k *keuring) moduleDag(dag begrip.Datum, wat string) {
	if dag == 0 {
		return
	}
	k.nietInToekomst(dag, "dag")
	if k.o.TermijnBegin != 0 && dag < k.o.TermijnBegin {
		k.weiger("duo-dag-voor-termijn", "dag", "De inburgeringstermijn begint op "+k.o.TermijnBegin.Voluit()+", en DUO neemt een "+wat+" van een eerdere dag niet aan. Verbeter de dag.")
	}
	if k.o.ZAfgerond != 0 && dag > k.o.ZAfgerond {
		k.weiger("duo-dag-na-z", "dag", "De Z-route is op "+k.o.ZAfgerond.Voluit()+" afgerond, en DUO neemt een latere dag niet aan. Verbeter de dag.")
	}
}

// maandenVoorEinde is hoe lang vóór het einde van de termijn DUO "Nee" aanneemt.
const maandenVoorEinde = 2

// verwijtbaar keurt of erbij gezegd mag of moet worden dat te laat zijn iemand te
// verwijten is. De dag die wordt gemeld beslist: wie op tijd was, is niets te verwijten,
// ook als de gemeente het later meldt. Zonder dag telt de dag van melden.
func (k *keuring) verwijtbaar(m ModuleMelding) {
	peil := m.Dag
	if peil == 0 {
		peil = k.o.Vandaag
	}
	eind := k.o.TermijnEind
	over := eind != 0 && peil > eind
	switch {
	case m.Verwijtbaar != "" && m.Verwijtbaar != "ja" && m.Verwijtbaar != "nee":
		k.weiger("duo-onbekende-waarde", "verwijtbaar", "DUO kent hier alleen ja en nee. Kies een van beide, of laat het leeg.")
	case over && m.Verwijtbaar == "":
		k.weiger("duo-verwijtbaar-nodig", "verwijtbaar", "De inburgeringstermijn liep tot en met "+eind.Voluit()+". DUO wil dan weten of het te verwijten is. Kies ja of nee.")
	case over || m.Verwijtbaar == "":
	case m.Dag != 0:
		k.weiger("duo-verwijtbaar-niet", "verwijtbaar", "Deze dag valt binnen de inburgeringstermijn. DUO neemt dan niet aan dat er iets te verwijten is. Laat dit leeg.")
	case m.Verwijtbaar == "ja":
		k.weiger("duo-verwijtbaar-te-vroeg", "verwijtbaar", "Ja kan pas als de inburgeringstermijn voorbij is"+looptTot(eind)+". Meld het daarna.")
	case eind == 0 || eind.Plus(1) > k.o.Vandaag.PlusMaanden(maandenVoorEinde):
		k.weiger("duo-verwijtbaar-te-vroeg", "verwijtbaar", "Nee kan pas in de laatste twee maanden van de inburgeringstermijn"+looptTot(eind)+". Meld het dan.")
	}
}

func looptTot(eind begrip.Datum) string {
	if eind == 0 {
		return ""
	}
	return ", die loopt tot en met " + eind.Voluit()
}
