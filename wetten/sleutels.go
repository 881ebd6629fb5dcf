package wetten

import "fmt"

// Sleutel wijst één waarde van de wet of van gemeentelijk beleid aan.
type Sleutel uint16

// De sleutels. Achter elke sleutel staat de eenheid waarin zijn waarde telt.
const (
	// Termijnen van Wi2021 en Bi2021.
	PIPAnker             Sleutel = iota // woord: "inschrijving" of "kennisgeving"
	PIPWeken                            // weken
	PIPVerhuizingWeken                  // weken
	PIPDerdeWeken                       // weken
	PIPMeldenWerkdagen                  // werkdagen, open
	InburgeringMaanden                  // maanden
	LeerrouteWijzigen                   // maanden
	LeerrouteNaEntree                   // ja of nee: later wisselen na een niet-vrijstellende opleiding
	VerlengingVenster                   // maanden
	VerlengingInspanning                // maanden
	AanbodLeerroute                     // maanden of geen, open
	AanbodMAP                           // maanden of geen, open
	OntzorgenMaanden                    // maanden
	OproepWerkdagen                     // werkdagen of geen, open
	OproepInhoudIntake                  // lijst
	OproepInhoud                        // lijst of geen, open

	// Termijnen van de Awb.
	BezwaarWeken     // weken
	BetalingWeken    // weken
	BeslissenWeken   // weken
	VerjaringZwaar   // jaren, als Awb 5:53 geldt (art. 23)
	VerjaringLicht   // jaren, in de andere gevallen (art. 22)
	BoeteZwaarBedrag // cent: hierboven geldt Awb 5:53

	// Normen.
	ZCursusUren             // uren
	ZParticipatieUren       // uren
	PVTUren                 // uren
	MAPKlassikaalMinimum    // uren of geen, open
	MAPKlassikaalMaximum    // uren of geen, open
	MAPPraktijkUren         // uren
	AfschalenUren           // uren
	AfschalenKlassikaal     // uren
	VerlengingUren          // uren
	VerlengingTaaldelen     // aantal
	GesprekkenJaar1         // aantal of geen, open
	ExamenOnderdelen        // aantal
	BegeleidingParticipatie // ja of nee, open: telt maatschappelijke begeleiding als participatie
	Verordening             // ja of nee, open: staat verrekenen in een verordening
	PVTVorm                 // woord of geen, open: hoe de gemeente het PVT geeft
	LeerrouteInkoop         // woord of geen, open: hoe de gemeente de routes inkoopt
	BoetePercentageVan      // uitleg: "trede" of "opgelegd"
	BoeteKeten              // uitleg: "voorganger" of "jaar"
	BoeteAsielstatushouder  // uitleg, met dagen: "gewoon" of "juridische-toets"
	NieuweTermijnAndereDuur // uitleg: "vraag"

	// Boetes van Wi2021. De treden volgen elkaar op: BoeteTrede1 + n.
	BoeteTrede1          // cent
	BoeteTrede2          // cent
	BoeteTrede3          // cent
	BoeteTrede4          // cent
	BoeteTrede5          // cent
	BoeteOpzet           // procent
	BoeteGroveSchuld     // procent
	BoeteNormaal         // procent
	BoeteVerminderd      // procent
	BoeteTerugkijken     // maanden
	BoeteMaximum         // cent, oorspronkelijke en verlengde termijn
	BoeteMaximum6        // cent, nieuwe termijn van 6 maanden
	BoeteMaximum12       // cent
	BoeteMaximum18       // cent
	BoeteMaximum24       // cent
	BoeteIntake          // cent per keer
	BoeteIntakeAantal    // aantal keren
	SamenloopVerlaagbaar // ja of nee: houdt "kan worden verlaagd" een boete tegen

	// Wi2007. De bedragen per gedraging vult de verordening; de maxima zijn landelijk.
	Wi2007MaxOnderzoek           // cent
	Wi2007MaxVoorziening         // cent
	Wi2007MaxExamen              // cent
	Wi2007MaxNieuweTermijn       // cent
	Wi2007Onderzoek              // cent of geen, open
	Wi2007OnderzoekHerhaald      // cent of geen, open
	Wi2007Voorziening            // cent of geen, open
	Wi2007VoorzieningHerhaald    // cent of geen, open
	Wi2007Examen                 // cent of geen, open
	Wi2007NieuweTermijn          // cent of geen, open
	Wi2007EigenBijdrage          // cent
	Wi2007EigenBijdrageTermijnen // aantal of geen, open
	Wi2007Beloning               // cent of geen, open
	Wi2007BesluitInhoud          // lijst of geen, open: wat in het besluit over een voorziening staat
	Wi2007BoeteInhoud            // lijst: wat in een boetebesluit staat
	Wi2007Terugvorderen          // ja of nee, open: kosten terug van een inburgeringsbehoeftige

	// Bewaren. Vanaf hier rekent niets mee in een besluit: zie telt.
	BewarenJaren              // jaren, na het einde van de plicht
	BewarenLang               // jaren, open: de lange set
	BewarenLening             // jaren
	BewarenGezondheid         // dagen na het einde van de plicht, open
	BewarenPartner            // dagen nadat de grond verviel, open
	BewarenBericht            // dagen, open: een bericht waar geen dossier van kwam
	BewarenAudit              // jaren, open
	SelectieVerstrekt         // jaren, resultaat 8.1
	SelectieGeweigerd         // jaren, resultaat 8.2
	SelectieBeeindigd         // jaren, resultaat 8.3
	SelectieAfgebroken        // jaren, resultaat 8.4
	SelectieAfgebrokenSociaal // dagen, resultaat 8.4.1
	SelectieHandhaving        // jaren, resultaat 12.2
	SelectieBoete             // jaren, resultaat 12.2.5
	SelectieBezwaar           // jaren, resultaat 13.1
	SelectieBezwaarGeld       // jaren, resultaat 13.1.1
	SelectieInning            // jaren, resultaat 18.3 en 18.4
	AanbiederInzage           // dagen na het einde van een deelname, open

	aantalSleutels
)

// namen zijn de namen in de bestanden; de proef houdt ze aan beide kanten gelijk.
var namen = [aantalSleutels]string{
	PIPAnker:                "pip-anker",
	PIPWeken:                "pip-weken",
	PIPVerhuizingWeken:      "pip-verhuizing-weken",
	PIPDerdeWeken:           "pip-derde-weken",
	PIPMeldenWerkdagen:      "pip-melden-werkdagen",
	InburgeringMaanden:      "inburgeringstermijn-maanden",
	LeerrouteWijzigen:       "leerroute-wijzigen-maanden",
	LeerrouteNaEntree:       "leerroute-na-opleiding",
	VerlengingVenster:       "verlenging-aanvragen-maanden",
	VerlengingInspanning:    "verlenging-inspanning-maanden",
	AanbodLeerroute:         "aanbod-leerroute-maanden",
	AanbodMAP:               "aanbod-map-maanden",
	OntzorgenMaanden:        "ontzorgen-maanden",
	OproepWerkdagen:         "oproep-werkdagen",
	OproepInhoudIntake:      "oproep-inhoud-brede-intake",
	OproepInhoud:            "oproep-inhoud",
	BezwaarWeken:            "bezwaar-weken",
	BetalingWeken:           "betaling-weken",
	BeslissenWeken:          "beslissen-weken",
	VerjaringZwaar:          "verjaring-jaren-zwaar",
	VerjaringLicht:          "verjaring-jaren-licht",
	BoeteZwaarBedrag:        "boete-zwaar-bedrag",
	ZCursusUren:             "z-cursus-uren",
	ZParticipatieUren:       "z-participatie-uren",
	PVTUren:                 "pvt-uren",
	MAPKlassikaalMinimum:    "map-klassikaal-minimum",
	MAPKlassikaalMaximum:    "map-klassikaal-maximum",
	MAPPraktijkUren:         "map-praktijk-uren",
	AfschalenUren:           "afschalen-uren",
	AfschalenKlassikaal:     "afschalen-klassikaal-uren",
	VerlengingUren:          "verlenging-uren",
	VerlengingTaaldelen:     "verlenging-taalonderdelen",
	GesprekkenJaar1:         "voortgangsgesprekken-jaar1",
	ExamenOnderdelen:        "examen-onderdelen",
	BegeleidingParticipatie: "begeleiding-telt-als-participatie",
	Verordening:             "verordening",
	PVTVorm:                 "pvt-vorm",
	LeerrouteInkoop:         "leerroute-inkoop",
	BoetePercentageVan:      "boete-percentage-van",
	BoeteKeten:              "boete-keten",
	BoeteAsielstatushouder:  "boete-asielstatushouder",
	NieuweTermijnAndereDuur: "nieuwe-termijn-andere-duur",

	BoeteTrede1:          "boete-trede-1",
	BoeteTrede2:          "boete-trede-2",
	BoeteTrede3:          "boete-trede-3",
	BoeteTrede4:          "boete-trede-4",
	BoeteTrede5:          "boete-trede-5",
	BoeteOpzet:           "boete-percentage-opzet",
	BoeteGroveSchuld:     "boete-percentage-grove-schuld",
	BoeteNormaal:         "boete-percentage-normaal",
	BoeteVerminderd:      "boete-percentage-verminderd",
	BoeteTerugkijken:     "boete-terugkijken-maanden",
	BoeteMaximum:         "boete-maximum",
	BoeteMaximum6:        "boete-maximum-6-maanden",
	BoeteMaximum12:       "boete-maximum-12-maanden",
	BoeteMaximum18:       "boete-maximum-18-maanden",
	BoeteMaximum24:       "boete-maximum-24-maanden",
	BoeteIntake:          "boete-intake",
	BoeteIntakeAantal:    "boete-intake-aantal",
	SamenloopVerlaagbaar: "samenloop-verlaagbaar",

	Wi2007MaxOnderzoek:           "wi2007-maximum-onderzoek",
	Wi2007MaxVoorziening:         "wi2007-maximum-voorziening",
	Wi2007MaxExamen:              "wi2007-maximum-examen-termijn",
	Wi2007MaxNieuweTermijn:       "wi2007-maximum-examen-nieuwe-termijn",
	Wi2007Onderzoek:              "wi2007-onderzoek",
	Wi2007OnderzoekHerhaald:      "wi2007-onderzoek-herhaald",
	Wi2007Voorziening:            "wi2007-voorziening",
	Wi2007VoorzieningHerhaald:    "wi2007-voorziening-herhaald",
	Wi2007Examen:                 "wi2007-examen-termijn",
	Wi2007NieuweTermijn:          "wi2007-examen-nieuwe-termijn",
	Wi2007EigenBijdrage:          "wi2007-eigen-bijdrage",
	Wi2007EigenBijdrageTermijnen: "wi2007-eigen-bijdrage-termijnen",
	Wi2007Beloning:               "wi2007-beloning",
	Wi2007BesluitInhoud:          "wi2007-besluit-inhoud",
	Wi2007BoeteInhoud:            "wi2007-boete-inhoud",
	Wi2007Terugvorderen:          "wi2007-terugvorderen",

	BewarenJaren:              "bewaren-jaren",
	BewarenLang:               "bewaren-lang-jaren",
	BewarenLening:             "bewaren-lening-jaren",
	BewarenGezondheid:         "bewaren-gezondheid-dagen",
	BewarenPartner:            "bewaren-partner-dagen",
	BewarenBericht:            "bewaren-bericht-dagen",
	BewarenAudit:              "bewaren-audit-jaren",
	SelectieVerstrekt:         "selectie-verstrekt-jaren",
	SelectieGeweigerd:         "selectie-geweigerd-jaren",
	SelectieBeeindigd:         "selectie-beeindigd-jaren",
	SelectieAfgebroken:        "selectie-afgebroken-jaren",
	SelectieAfgebrokenSociaal: "selectie-afgebroken-sociaal-dagen",
	SelectieHandhaving:        "selectie-handhaving-jaren",
	SelectieBoete:             "selectie-boete-jaren",
	SelectieBezwaar:           "selectie-bezwaar-jaren",
	SelectieBezwaarGeld:       "selectie-bezwaar-geld-jaren",
	SelectieInning:            "selectie-inning-jaren",
	AanbiederInzage:           "aanbieder-inzage-dagen",
}

// telt zegt of de waarde meerekent in een antwoord of besluit. Hoe lang iets bewaard wordt
// doet dat niet: een nieuwe bewaartermijn mag het kenmerk van een oud besluit niet veranderen.
func (s Sleutel) telt() bool { return s < BewarenJaren }

// String geeft de naam van de sleutel zoals in de bestanden.
func (s Sleutel) String() string {
	if s >= aantalSleutels {
		return fmt.Sprintf("sleutel %d", uint16(s))
	}
	return namen[s]
}

// Sleutels geeft alle sleutels, in vaste volgorde.
func Sleutels() []Sleutel {
	uit := make([]Sleutel, aantalSleutels)
	for i := range uit {
		uit[i] = Sleutel(i)
	}
	return uit
}

// opNaam zoekt een sleutel bij zijn naam.
var opNaam = func() map[string]Sleutel {
	m := make(map[string]Sleutel, aantalSleutels)
	for i, n := range namen {
		m[n] = Sleutel(i)
	}
	return m
}()
