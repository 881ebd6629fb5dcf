package dossier

import "traject/kern/begrip"

// Voor zegt waarvoor iemand is opgeroepen of gewaarschuwd.
type Voor string

// Waarvoor men oproept.
const (
	VoorBredeIntake        Voor = "brede-intake"
	VoorLeerbaarheidstoets Voor = "leerbaarheidstoets"
	VoorVoortgangsgesprek  Voor = "voortgangsgesprek"
	VoorPVTOndertekening   Voor = "pvt-ondertekening"
	VoorMAPEindgesprek     Voor = "map-eindgesprek"
	VoorZEindgesprek       Voor = "z-eindgesprek"
)

var alleVoor = []Voor{VoorBredeIntake, VoorLeerbaarheidstoets, VoorVoortgangsgesprek, VoorPVTOndertekening, VoorMAPEindgesprek, VoorZEindgesprek}

// Inhoud is wat een oproep kan vermelden.
type Inhoud string

// De onderdelen van een oproep.
const (
	InhoudWat          Inhoud = "wat"
	InhoudWaarWanneer  Inhoud = "waar-wanneer"
	InhoudGevolgen     Inhoud = "gevolgen"
	InhoudZonderDerden Inhoud = "zonder-derden"
)

var alleInhoud = []Inhoud{InhoudWat, InhoudWaarWanneer, InhoudGevolgen, InhoudZonderDerden}

// Toetsuitslag is de uitslag van de leerbaarheidstoets.
type Toetsuitslag string

// De uitslagen.
const (
	ToetsHaalbaar     Toetsuitslag = "haalbaar"
	ToetsNietHaalbaar Toetsuitslag = "niet-haalbaar"
	ToetsOnbekend     Toetsuitslag = "onbekend"
	ToetsVrijgesteld  Toetsuitslag = "vrijgesteld"
)

var alleToetsuitslagen = []Toetsuitslag{ToetsHaalbaar, ToetsNietHaalbaar, ToetsOnbekend, ToetsVrijgesteld}

// Wijzigreden is waarom de leerroute wijzigt (Wi2021 art. 17, Bi2021 art. 5.4).
type Wijzigreden string

// De redenen.
const (
	RedenVoortgang                Wijzigreden = "voortgang"
	RedenNietVrijstellendOpleiden Wijzigreden = "niet-vrijstellende-opleiding"
	RedenBijzonderGeval           Wijzigreden = "bijzonder-geval"
)

var alleWijzigredenen = []Wijzigreden{RedenVoortgang, RedenNietVrijstellendOpleiden, RedenBijzonderGeval}

// Aanbod is wat de gemeente aanbiedt.
type Aanbod string

// Het aanbod.
const (
	AanbodLeerroute Aanbod = "leerroute"
	AanbodMAP       Aanbod = "map"
	AanbodPVT       Aanbod = "pvt"
)

var alleAanbod = []Aanbod{AanbodLeerroute, AanbodMAP, AanbodPVT}

// Urensoort is de soort van gevolgde uren.
type Urensoort string

// De soorten uren.
const (
	UrenNT2                       Urensoort = "nt2"
	UrenAlfabetisering            Urensoort = "alfabetisering"
	UrenKNM                       Urensoort = "knm"
	UrenParticipatie              Urensoort = "participatie"
	UrenPVT                       Urensoort = "pvt"
	UrenMAPKlassikaal             Urensoort = "map-klassikaal"
	UrenMAPPraktijk               Urensoort = "map-praktijk"
	UrenMaatschappelijkBegeleiden Urensoort = "maatschappelijke-begeleiding"
	UrenVoortgangsgesprek         Urensoort = "voortgangsgesprek"
)

var alleUrensoorten = []Urensoort{UrenNT2, UrenAlfabetisering, UrenKNM, UrenParticipatie, UrenPVT, UrenMAPKlassikaal, UrenMAPPraktijk, UrenMaatschappelijkBegeleiden, UrenVoortgangsgesprek}

// Lesvorm is de vorm van de les; leeg is klassikaal.
type Lesvorm string

// De lesvormen.
const (
	Klassikaal Lesvorm = "klassikaal"
	Online     Lesvorm = "online"
)

var alleLesvormen = []Lesvorm{Klassikaal, Online}

// Keurmerk is het keurmerk van de school; leeg is geen.
type Keurmerk string

// De keurmerken.
const (
	KeurmerkBOW              Keurmerk = "bow"
	KeurmerkDiplomaErkenning Keurmerk = "diploma-erkenning"
	KeurmerkGeen             Keurmerk = "geen"
)

var alleKeurmerken = []Keurmerk{KeurmerkBOW, KeurmerkDiplomaErkenning, KeurmerkGeen}

// Lesdeel is waarvan alle lessen gevolgd zijn (Bi2021 art. 4.4).
type Lesdeel string

// De lesdelen.
const (
	LessenTaal Lesdeel = "taal"
	LessenKNM  Lesdeel = "knm"
)

var alleLesdelen = []Lesdeel{LessenTaal, LessenKNM}

// Eindgesprekvan is waarvan het eindgesprek is.
type Eindgesprekvan string

// De eindgesprekken.
const (
	EindgesprekMAP Eindgesprekvan = "map"
	EindgesprekZ   Eindgesprekvan = "z"
)

var alleEindgesprekken = []Eindgesprekvan{EindgesprekMAP, EindgesprekZ}

// Examenuitslag is de uitslag van een examenonderdeel.
type Examenuitslag string

// De uitslagen.
const (
	Geslaagd Examenuitslag = "geslaagd"
	Gezakt   Examenuitslag = "gezakt"
)

var alleExamenuitslagen = []Examenuitslag{Geslaagd, Gezakt}

// Gedraging is wat iemand deed of naliet (contract, onderdeel 4).
type Gedraging string

// De gedragingen van Wi2021 en van Wi2007.
const (
	IntakeNietVerschenen Gedraging = "intake-niet-verschenen"
	IntakeNietMeegewerkt Gedraging = "intake-niet-meegewerkt"
	Begeleiding          Gedraging = "begeleiding"
	PVTIntensiteit       Gedraging = "pvt-intensiteit"
	PVTEindgesprek       Gedraging = "pvt-eindgesprek"
	MAPIntensiteit       Gedraging = "map-intensiteit"
	MAPEindgesprek       Gedraging = "map-eindgesprek"
	ZEindgesprek         Gedraging = "z-eindgesprek"
	LeerrouteIntensiteit Gedraging = "leerroute-intensiteit"
	Ontzorgen            Gedraging = "ontzorgen"

	Onderzoek2007           Gedraging = "onderzoek"
	Voorziening2007         Gedraging = "voorziening"
	ExamenTermijn2007       Gedraging = "examen-termijn"
	ExamenNieuweTermijn2007 Gedraging = "examen-nieuwe-termijn"
)

// Gedragingen2021 en Gedragingen2007 zijn de gedragingen per stelsel.
var (
	Gedragingen2021 = []Gedraging{IntakeNietVerschenen, IntakeNietMeegewerkt, Begeleiding, PVTIntensiteit, PVTEindgesprek, MAPIntensiteit, MAPEindgesprek, ZEindgesprek, LeerrouteIntensiteit, Ontzorgen}
	Gedragingen2007 = []Gedraging{Onderzoek2007, Voorziening2007, ExamenTermijn2007, ExamenNieuweTermijn2007}
	alleGedragingen = append(append([]Gedraging{}, Gedragingen2021...), Gedragingen2007...)
)

// Verwijtbaarheid is de mate van verwijt die een mens vaststelt.
type Verwijtbaarheid string

// De maten van verwijt.
const (
	Opzet               Verwijtbaarheid = "opzet"
	GroveSchuld         Verwijtbaarheid = "grove-schuld"
	NormaalVerwijt      Verwijtbaarheid = "normaal"
	VerminderdVerwijt   Verwijtbaarheid = "verminderd"
	GeenVerwijt         Verwijtbaarheid = "geen"
	VerwijtNietIngevuld Verwijtbaarheid = ""
)

// Verwijtbaarheden zijn alle maten, van zwaar naar licht.
var Verwijtbaarheden = []Verwijtbaarheid{Opzet, GroveSchuld, NormaalVerwijt, VerminderdVerwijt, GeenVerwijt}

// Grondslag is de wet waarop de geschonden verplichting rust; leeg is inburgering.
type Grondslag string

// De grondslagen.
const (
	GrondslagInburgering     Grondslag = "inburgering"
	GrondslagParticipatiewet Grondslag = "participatiewet"
)

var alleGrondslagen = []Grondslag{GrondslagInburgering, GrondslagParticipatiewet}

// Toetsuitkomst is de uitkomst van de juridische toets.
type Toetsuitkomst string

// De uitkomsten.
const (
	Toegestaan     Toetsuitkomst = "toegestaan"
	NietToegestaan Toetsuitkomst = "niet-toegestaan"
)

var alleToetsuitkomsten = []Toetsuitkomst{Toegestaan, NietToegestaan}

// Tegen zegt waartegen bezwaar is gemaakt als het geen boete is.
type Tegen string

// TegenPIP is bezwaar tegen het laatste PIP.
const TegenPIP Tegen = "pip"

// DUODeel is het onderdeel waarvoor DUO een boete oplegde.
type DUODeel string

// De onderdelen.
const (
	DUOLeerroute DUODeel = "leerroute"
	DUOMAP       DUODeel = "map"
	DUOPVT       DUODeel = "pvt"
)

var alleDUODelen = []DUODeel{DUOLeerroute, DUOMAP, DUOPVT}

// Voorziening is de voorziening van Wi2007.
type Voorziening string

// De voorzieningen.
const (
	VoorzieningInburgering Voorziening = "inburgering"
	VoorzieningTaalkennis  Voorziening = "taalkennis"
)

var alleVoorzieningen = []Voorziening{VoorzieningInburgering, VoorzieningTaalkennis}

// Omvang is de omvang van een vrijstelling of ontheffing.
type Omvang string

// De omvang.
const (
	Geheel       Omvang = "geheel"
	Tijdelijk    Omvang = "tijdelijk"
	Gedeeltelijk Omvang = "gedeeltelijk"
)

var alleOmvang = []Omvang{Geheel, Tijdelijk, Gedeeltelijk}

// Eindreden is waarom de plicht eindigde.
type Eindreden string

// De redenen van het einde.
const (
	EindeVoldaan       Eindreden = "voldaan"
	EindeAOW           Eindreden = "aow"
	EindeNaturalisatie Eindreden = "naturalisatie"
	EindeVertrokken    Eindreden = "vertrokken"
	EindeVrijgesteld   Eindreden = "vrijgesteld"
	EindeOntheven      Eindreden = "ontheven"
	EindeIngetrokken   Eindreden = "ingetrokken"
)

var alleEindredenen = []Eindreden{EindeVoldaan, EindeAOW, EindeNaturalisatie, EindeVertrokken, EindeVrijgesteld, EindeOntheven, EindeIngetrokken}

var alleDoelgroepen = append(begrip.Wi2021.Doelgroepen(), begrip.Wi2007.Doelgroepen()...)

// Signaaluitkomst is wat er met een gelezen signaal is gedaan.
type Signaaluitkomst string

// De uitkomsten.
const (
	SignaalOvergenomen  Signaaluitkomst = "overgenomen"  // er kwamen feiten bij
	SignaalNietsNieuws  Signaaluitkomst = "niets-nieuws" // het dossier wist het al
	SignaalQuarantaine  Signaaluitkomst = "quarantaine"  // de gegevens van DUO kunnen niet kloppen
	SignaalHandmatig    Signaaluitkomst = "handmatig"    // DUO geeft ze niet; een mens zoekt het op
	SignaalNietVerwerkt Signaaluitkomst = ""
)

var alleSignaaluitkomsten = []Signaaluitkomst{SignaalOvergenomen, SignaalNietsNieuws, SignaalQuarantaine, SignaalHandmatig}

// Meldweg is hoe een melding bij DUO komt.
type Meldweg string

// De wegen.
const (
	WegM2M     Meldweg = "m2m"
	WegPortaal Meldweg = "portaal"
)

var alleMeldwegen = []Meldweg{WegM2M, WegPortaal}
