package begrip

import "slices"

// Stelsel is de wet waaronder iemand inburgert.
type Stelsel string

// De stelsels. Wi2013 en ELIP kunnen worden geregistreerd en begeleid, niet beboet.
const (
	Wi2021 Stelsel = "wi2021"
	Wi2007 Stelsel = "wi2007"
)

// Doelgroep is de groep waartoe iemand hoort; zij bepaalt plichten en rechten.
type Doelgroep string

// De doelgroepen van de Wet inburgering 2021 (art. 13 en 19) en van de wet van 2007.
const (
	Asielstatushouder       Doelgroep = "asielstatushouder"
	GezinEnOverig           Doelgroep = "gezin-en-overig"
	Inburgeringsplichtige   Doelgroep = "inburgeringsplichtige"
	Inburgeringsbehoeftige  Doelgroep = "inburgeringsbehoeftige"
	GeestelijkBedienaar2007 Doelgroep = "geestelijk-bedienaar"
)

// Leerroute is een van de drie routes van Wi2021 art. 6.
type Leerroute string

// De leerroutes.
const (
	RouteB1        Leerroute = "b1"
	RouteOnderwijs Leerroute = "onderwijs"
	RouteZ         Leerroute = "z"
)

// Leerroutes zijn alle routes, in de volgorde van de wet.
var Leerroutes = []Leerroute{RouteB1, RouteOnderwijs, RouteZ}

// Titel geeft de naam van de route zoals mensen hem lezen.
func (l Leerroute) Titel() string {
	switch l {
	case RouteB1:
		return "B1-route"
	case RouteOnderwijs:
		return "onderwijsroute"
	case RouteZ:
		return "Z-route"
	}
	return ""
}

// Niveau is een taalniveau van het Europees Referentiekader.
type Niveau string

// De niveaus.
const (
	NiveauA2 Niveau = "a2"
	NiveauB1 Niveau = "b1"
	NiveauB2 Niveau = "b2"
)

// Niveaus zijn alle niveaus, van laag naar hoog.
var Niveaus = []Niveau{NiveauA2, NiveauB1, NiveauB2}

// Haalt zegt of dit niveau ten minste het gevraagde is; een hoger niveau telt ook.
func (n Niveau) Haalt(eis Niveau) bool {
	return n != "" && slices.Index(Niveaus, n) >= slices.Index(Niveaus, eis)
}

// Onderdeel is een onderdeel van het inburgeringsexamen.
type Onderdeel string

// De onderdelen.
const (
	Lezen     Onderdeel = "lezen"
	Luisteren Onderdeel = "luisteren"
	Schrijven Onderdeel = "schrijven"
	Spreken   Onderdeel = "spreken"
	KNM       Onderdeel = "knm"
)

// Taalonderdelen zijn de vier vaardigheden; Onderdelen zijn die met KNM.
var (
	Taalonderdelen = []Onderdeel{Lezen, Luisteren, Schrijven, Spreken}
	Onderdelen     = []Onderdeel{Lezen, Luisteren, Schrijven, Spreken, KNM}
)

// Titel geeft de naam van de doelgroep zoals mensen hem lezen.
func (d Doelgroep) Titel() string {
	switch d {
	case Asielstatushouder:
		return "asielstatushouder"
	case GezinEnOverig:
		return "gezins- of overige migrant"
	case GeestelijkBedienaar2007:
		return "geestelijk bedienaar"
	}
	return string(d)
}

// Doelgroepen geeft de groepen die onder het stelsel bestaan.
func (s Stelsel) Doelgroepen() []Doelgroep {
	if s == Wi2007 {
		return []Doelgroep{Inburgeringsplichtige, Inburgeringsbehoeftige, GeestelijkBedienaar2007}
	}
	return []Doelgroep{Asielstatushouder, GezinEnOverig}
}

// Partij is wie iets kan leveren of moet doen.
type Partij string

// De partijen in de keten.
const (
	VanInburgeraar Partij = "inburgeraar"
	VanGemeente    Partij = "gemeente"
	VanDUO         Partij = "duo"
	VanIND         Partij = "ind"
	VanCOA         Partij = "coa"
	VanBRP         Partij = "brp"
	VanAanbieder   Partij = "aanbieder"
)

// Rol is de rol waarin iemand in het huis werkt.
type Rol string

// De rollen. Systeem is het huis zelf, Keten een partij die een bericht stuurt.
const (
	Klantmanager     Rol = "klantmanager"
	Teamleider       Rol = "teamleider"
	Jurist           Rol = "jurist"
	Beleid           Rol = "beleid"
	Toezichthouder   Rol = "toezichthouder"
	Applicatiebeheer Rol = "applicatiebeheer"
	AanbiederTaal    Rol = "aanbieder-taal"
	AanbiederOverig  Rol = "aanbieder-overig"
	Inburgeraar      Rol = "inburgeraar"
	Systeem          Rol = "systeem"
	Keten            Rol = "keten"
)
