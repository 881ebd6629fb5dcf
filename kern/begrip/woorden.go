package begrip

import "slices"

// Stelsel is de wet waaronder iemand inburgert.
type Stelsel string

// De stelsels. Onder Wi2013 had de gemeente geen regie: wie daaronder valt kan worden
// geregistreerd en begeleid, maar dit huis rekent er geen termijn, norm of boete voor.
const (
	Wi2021 Stelsel = "wi2021"
	Wi2013 Stelsel = "wi2013"
	Wi2007 Stelsel = "wi2007"
)

// Stelsels zijn alle stelsels, de nieuwste voorop.
var Stelsels = []Stelsel{Wi2021, Wi2013, Wi2007}

// Rekent zegt of het huis onder dit stelsel rekent. Onwaar is: alleen begeleiden.
func (s Stelsel) Rekent() bool { return s != Wi2013 }

// Titel geeft de naam van de wet zoals mensen hem lezen.
func (s Stelsel) Titel() string {
	switch s {
	case Wi2021:
		return "Wet inburgering 2021"
	case Wi2013:
		return "Wet inburgering 2013"
	case Wi2007:
		return "Wet inburgering 2007"
	}
	return string(s)
}

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
	switch s {
	case Wi2007:
		return []Doelgroep{Inburgeringsplichtige, Inburgeringsbehoeftige, GeestelijkBedienaar2007}
	case Wi2013: // geen regel van dit huis hangt van de groep af
		return nil
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
