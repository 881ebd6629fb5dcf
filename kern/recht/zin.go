package recht

import (
	"strconv"

	"traject/kern/begrip"
)

// Dit bestand bevat elke zin die iemand leest. Rekenen gebeurt met kenmerken; de zin is
// er een weergave van, overal dezelfde: scherm, brief, opdrachtregel en API.

// zinnen zijn de zinnen bij de codes van een weigering.
var zinnen = map[string]string{
	TermijnVerstreken:       "De laatste dag hiervoor is voorbij.",
	TeWeinigUren:            "Er zijn nog te weinig uren gevolgd.",
	TeWeinigKlassikaal:      "Er zijn nog te weinig uren in de klas gevolgd.",
	VerkeerdeLeerroute:      "Dit hoort niet bij de leerroute in het PIP.",
	"verkeerde-doelgroep":   "Dit geldt niet voor de groep waartoe deze persoon hoort.",
	GeenPIP:                 "Er is nog geen PIP.",
	AlGedaan:                "Dit is al gedaan.",
	TeVroeg:                 "Dit kan nog niet; de eerste dag moet nog komen.",
	GeenVerordening:         "Dit kan alleen als de gemeente het in een verordening heeft geregeld.",
	OnvolledigeOproep:       "In de oproep staat niet alles wat erin hoort.",
	TeKorteOproep:           "Tussen de brief en de afspraak liggen te weinig werkdagen.",
	PlichtGeeindigd:         "De inburgeringsplicht is geëindigd.",
	Overleden:               "De persoon is overleden.",
	TeWeinigExamens:         "Nog niet alle examenonderdelen die hiervoor nodig zijn, zijn gehaald.",
	PVTNietGedaan:           "Het participatieverklaringstraject is nog niet gedaan.",
	MAPNietGedaan:           "De module arbeidsmarkt en participatie is nog niet gedaan.",
	EindgesprekNietGehouden: "Het eindgesprek van de Z-route is nog niet gehouden.",
	LessenNietVoltooid:      "Nog niet alle lessen taal en KNM zijn gevolgd.",
	OnvoldoendeInspanning:   "De gemeente vond de inspanning niet voldoende.",
	BezwaarLoopt:            "Er loopt bezwaar. Leg vast wat het besluit op bezwaar is.",
	BezwaarKanNog:           "Tegen een boete kan nog bezwaar worden gemaakt.",
	BoeteOpen:               "Een boete is niet helemaal betaald. Leg de betaling vast, of dat u van de boete afziet.",
	BezwaarPIP:              "Er is bezwaar gemaakt tegen het PIP. Traject weet niet hoe dat afliep; kijk het na.",
	StelselOnbekend:         "Voor dossiers onder deze wet kent traject geen bewaartermijn. Vraag het uw archivaris.",
	GeenAanleiding:          "Er is geen reden om te waarschuwen: niemand bleef weg bij de brede intake.",
}

// stapzinnen zijn de zinnen bij de kenmerken van een stap.
var stapzinnen = map[string]string{
	"besluit-inhoud":                "Aantal onderdelen dat in het besluit moet staan",
	"voorziening-vastgesteld":       "De voorziening is vastgesteld",
	"terugvorderen-geregeld":        "De verordening regelt het terugvorderen van kosten",
	"kennisgeving":                  "DUO gaf kennis van de inburgeringsplicht",
	"ingeschreven":                  "Ingeschreven in deze gemeente",
	"ingeschreven-tekst-2022":       "Ingeschreven in deze gemeente; in 2022 telde die dag voor iedereen",
	"gehuisvest-later-ingeschreven": "De gemeente gaf een woning en de inschrijving kwam na het bericht van DUO",
	"verhuisd-hierheen":             "Ingeschreven na een verhuizing naar deze gemeente",
	"termijn-werkdagen":             "De termijn in werkdagen",
	"termijn-weken":                 "De termijn in weken",
	"termijn-maanden":               "De termijn in maanden",
	"termijn-jaren":                 "De termijn in jaren",
	"laatste-dag":                   "De laatste dag volgens de telling",
	"laatste-dag-meegerekend":       "De laatste dag; de eerste dag telt mee",
	"atw-vrije-dag":                 "Een vrije dag telt niet als laatste dag",
	"atw-verschoven":                "De termijn loopt door tot en met de eerste gewone dag",
	"atw-gewone-dag":                "Geen weekend of feestdag, dus deze dag blijft",
	"atw-geldt-niet":                "Een weekend of feestdag verandert deze laatste dag niet",
	"informatie-gevraagd":           "Onmisbare informatie gevraagd aan een ander",
	"informatie-ontvangen":          "De laatste gevraagde informatie ontvangen",
	"informatie-compleet":           "Alle gevraagde informatie is binnen",
	"laatste-van-beide":             "De laatste van beide dagen geldt",
	"pip-vastgesteld":               "Het PIP is vastgesteld",
	"pip-dagtekening":               "De dag op het laatste PIP",
	"pip-gemeld":                    "Het PIP is aan DUO gemeld",
	"pip-verzonden":                 "Het PIP is verzonden",
	"bezwaar-gemaakt":               "Bezwaar gemaakt",
	"eerste-pip":                    "De dag op het eerste PIP",
	"verlengd-tot":                  "DUO verlengde de termijn tot en met deze dag",
	"verlengd-maanden":              "DUO verlengde de termijn",
	"nieuwe-termijn":                "DUO gaf na een boete een nieuwe termijn",
	"termijn-begint":                "De termijn begint op de dag na het PIP of na het besluit van DUO",
	"termijn-loopt-tot-en-met":      "De termijn loopt tot en met",
	"aan-plicht-voldaan":            "Aan de inburgeringsplicht voldaan",
	"plicht-geeindigd":              "De inburgeringsplicht eindigde",
	"venster-opent":                 "Verlenging vragen kan vanaf",
	"leerroute-gewijzigd":           "De leerroute is gewijzigd",
	"aangeboden":                    "De gemeente deed een aanbod",
	"bijstand-toegekend":            "De bijstand is toegekend",
	"bijstand-beeindigd":            "De bijstand is beëindigd",
	"overleden":                     "De persoon is overleden",
	"boete-verzonden":               "Het besluit over de boete is verzonden",
	"boete-bedrag":                  "Het bedrag dat nu betaald moet worden",
	"boete-opgelegd":                "De boete is opgelegd",
	"betaald":                       "Betaald tot nu toe",
	"rapport":                       "Het rapport van de overtreding is van",
	"beslist":                       "De gemeente besliste",
	"gepleegd":                      "De dag van de gedraging",
	"bezwaar-schort-op":             "Zolang het bezwaar loopt, staat deze termijn stil",
	"brief-verzonden":               "De oproep is verzonden",
	"werkdagen-ertussen":            "Zoveel hele werkdagen liggen ten minste tussen brief en afspraak",
	"eerste-dag-afspraak":           "De eerste dag waarop de afspraak kan zijn",
	"afspraak":                      "De afspraak is op",
	"brief-mist":                    "In de brief ontbreekt",
	"behaald":                       "Gehaald",
	"rest":                          "Nog te doen",
	"eis":                           "Nodig",
	"begeleiding-telt-mee":          "Uren maatschappelijke begeleiding die de gemeente laat meetellen",
	"uren-vorige-route-tellen":      "Uren van een eerdere leerroute tellen mee",
	"vrijgestelde-onderdelen":       "Onderdelen waarvoor iemand is vrijgesteld; die tellen als gehaald",
	"pvt-activiteit":                "Er was een activiteit of excursie",
	"pvt-ondertekend":               "De participatieverklaring is getekend",
	"map-minimum":                   "Het kleinste aantal uren in de klas volgens het beleid",
	"map-maximum":                   "Het grootste aantal uren in de klas volgens het beleid",
	"map-uren-in-pip":               "Het PIP noemt meer uren",
	"eerste-jaar-tot-en-met":        "Het eerste jaar loopt tot en met",
	"altijd-naar-b1":                "Van de onderwijsroute naar de B1-route kan altijd",
	"wisselen-kan-tot-en-met":       "Wisselen van leerroute kan tot en met",
	"later-na-opleiding":            "Later wisselen kan na een opleiding die niet vrijstelt",
	"later-bij-bijzonder-geval":     "Later wisselen kan ook in een bijzonder geval; dat weegt de gemeente",
	"verlenging-maanden":            "De verlenging duurt",
	"inspanning-beoordeeld":         "De gemeente heeft de inspanning beoordeeld",
	"inspanning-voldoende":          "De gemeente vond de inspanning voldoende",
	"inspanning-onvoldoende":        "De gemeente vond de inspanning niet voldoende",
	"plicht-loopt":                  "De inburgeringsplicht loopt",
	"aanleiding":                    "Niet verschenen of niet genoeg meegewerkt bij de brede intake",
	"gewaarschuwd":                  "Schriftelijk gewaarschuwd",
	"taalonderdelen-gehaald":        "Gehaalde taalonderdelen",
	"knm-gehaald":                   "KNM is gehaald",
	"lessen-taal-voltooid":          "Alle taallessen zijn gevolgd",
	"lessen-knm-voltooid":           "Alle lessen KNM zijn gevolgd",
	"z-uren-gehaald":                "De uren van de Z-route zijn gehaald",
	"eindgesprek-z-gehouden":        "Het eindgesprek van de Z-route is gehouden",
	"examens-gehaald":               "Alle examenonderdelen zijn gehaald",
	"pvt-gedaan":                    "Het participatieverklaringstraject is gedaan",
	"map-gedaan":                    "De module arbeidsmarkt en participatie is gedaan",
	"bewaren-jaren":                 "Zo lang mag een dossier daarna blijven",
	"bewaren-gezondheid":            "Zo lang mogen opmerkingen over gezondheid daarna blijven",
	"bewaren-partner":               "Zo lang mogen gegevens over de partner daarna blijven",
	"bewaren-aantekeningen":         "Zo lang blijven notities als er geen PIP is gekomen",
	"partnergrond-vervallen":        "De grond om iets over de partner te weten is vervallen",
	"bewaren-lang":                  "Zo lang mag de lange set daarna hooguit blijven",
	"bewaren-selectielijst":         "De selectielijst noemt een andere laatste dag; de wet gaat voor",
	"bewaren-tot-en-met":            "Bewaren mag tot en met",
	"verordening":                   "De gemeente regelt verrekenen in een verordening",

	"boete.geconstateerd":         "De overtreding is vastgesteld",
	"boete.gewaarschuwd":          "Vooraf schriftelijk gewaarschuwd",
	"boete.intake-bedrag":         "Het vaste bedrag bij de brede intake",
	"boete.trede":                 "De trede van deze overtreding",
	"boete.norm":                  "Het bedrag van de trede",
	"boete.percentage":            "Het deel dat hoort bij de mate van verwijt",
	"boete.maximum":               "Het maximum voor alle boetes in deze termijn",
	"boete.gebruikt":              "Daarvan is al opgelegd",
	"boete.ruimte":                "Ruimte voor deze boete",
	"boete.bedrag":                "Het bedrag van de boete",
	"boete.opgelegd":              "Opgelegd, zoals het nu staat",
	"boete.eerder":                "Eerder beboet voor hetzelfde",
	"boete.verordening":           "Het hoogste bedrag volgens de verordening",
	"boete.eis-rapport":           "Eerst moet er een rapport zijn",
	"boete.eis-zienswijze":        "Eerst moet om een zienswijze zijn gevraagd",
	"boete.eis-andere-beslisser":  "Wie het rapport maakte, beslist niet",
	"boete.eis-cautie":            "Voor een gesprek moet gezegd zijn dat antwoorden niet hoeft",
	"boete.eis-juridische-toets":  "Een jurist moet eerst toetsen of een boete kan",
	"boete.eis-afstemmen":         "Een mens stemt de boete af op ernst, verwijt en omstandigheden",
	"boete.eis-dringende-redenen": "Een mens bekijkt of er dringende redenen zijn om af te zien",
	"geld.eigen-bijdrage":         "De eigen bijdrage",
	"geld.termijnen":              "Te betalen in zoveel termijnen",
	"geld.beloning":               "De beloning na het examen",
}

// Zin geeft de Nederlandse zin van een stap, zonder zijn waarde. Een stap zonder zin
// geeft zijn kenmerk; een proef zorgt dat dat niet voorkomt.
func Zin(s begrip.Stap) string {
	if z, ok := stapzinnen[s.ID]; ok {
		return z
	}
	return s.ID
}

// Waarde geeft de waarde van een stap zoals mensen haar lezen: "22 april 2025", "€ 25".
func Waarde(s begrip.Stap) string {
	switch s.Eenheid {
	case begrip.InDag:
		return begrip.Datum(s.Waarde).Voluit()
	case begrip.InCent:
		return begrip.Cent(s.Waarde).Euro()
	case begrip.InUren:
		return begrip.Uren(s.Waarde).Tekst() + " uur"
	case begrip.InProcent:
		return strconv.FormatInt(s.Waarde, 10) + "%"
	case begrip.InDagen:
		return aantal(s.Waarde, "dag", "dagen")
	case begrip.InWerkdagen:
		return aantal(s.Waarde, "werkdag", "werkdagen")
	case begrip.InWeken:
		return aantal(s.Waarde, "week", "weken")
	case begrip.InMaanden:
		return aantal(s.Waarde, "maand", "maanden")
	case begrip.InJaren:
		return aantal(s.Waarde, "jaar", "jaar")
	case begrip.JaNee:
		if s.Waarde == 1 {
			return "ja"
		}
		return "nee"
	case begrip.Woord:
		if s.Waarde != 0 {
			return begrip.Datum(s.Waarde).Voluit() + ", " + s.Tekst
		}
		return s.Tekst
	}
	return strconv.FormatInt(s.Waarde, 10)
}

func aantal(n int64, een, meer string) string {
	if n == 1 {
		return "1 " + een
	}
	return strconv.FormatInt(n, 10) + " " + meer
}
