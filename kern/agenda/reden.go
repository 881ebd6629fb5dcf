package agenda

import (
	"strconv"
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// reden geeft de zin van een termijn in de werklijst: "10 weken na bericht DUO (3 sep)".
// Zij leest de stappen van de uitleg, zodat lijst en uitleg niet uiteen kunnen lopen.
func reden(t *recht.Termijn, peil begrip.Datum) string {
	if t.Stand == recht.Opgeschort {
		return "De termijn staat stil: de informatie van een ander is er nog niet"
	}
	if t.Sleutel == "verlenging-aanvragen" {
		return "De termijn eindigt op " + kort(t.Uiterlijk, peil)
	}
	lengte, anker, dag := "", "", begrip.Datum(0)
	gewacht := false
	for _, s := range t.Uitleg {
		if naam, ok := ankers[s.ID]; ok {
			anker, dag = naam, begrip.Datum(s.Waarde)
		}
		switch s.ID {
		case "termijn-weken", "termijn-maanden", "termijn-werkdagen":
			lengte = recht.Waarde(s)
		case "informatie-gevraagd":
			gewacht = true
		case "gehuisvest-later-ingeschreven":
			if s.Waarde == 1 {
				anker, dag = "inschrijving", t.Begin
			}
		}
	}
	if anker == "" || lengte == "" {
		return "Uiterlijk " + kort(t.Uiterlijk, peil)
	}
	uit := lengte + " na " + anker + " (" + kort(dag, peil) + ")"
	if gewacht && anker != ankers["informatie-ontvangen"] {
		uit += "; informatie van een ander is er nog niet, dan schuift de dag op"
	}
	return uit
}

// ankers zegt in de lijst vanaf waar een termijn telt; de laatste in de uitleg geldt.
var ankers = map[string]string{
	"kennisgeving":            "bericht DUO",
	"ingeschreven-tekst-2022": "inschrijving",
	"verhuisd-hierheen":       "verhuizing",
	"informatie-ontvangen":    "de laatste informatie",
	"pip-dagtekening":         "het PIP",
	"pip-verzonden":           "het PIP",
	"eerste-pip":              "het PIP",
	"leerroute-gewijzigd":     "de nieuwe leerroute",
	"bijstand-toegekend":      "start bijstand",
	"rapport":                 "het rapport",
}

// bronVan geeft de bepaling waar de lengte van de termijn staat.
func bronVan(t *recht.Termijn) *begrip.Vindplaats {
	for i := range t.Uitleg {
		switch t.Uitleg[i].ID {
		case "termijn-weken", "termijn-maanden", "termijn-werkdagen":
			return t.Uitleg[i].Grond
		}
	}
	if len(t.Bronnen) > 0 {
		return t.Bronnen[0]
	}
	return nil
}

// kort schrijft een dag als "3 sep"; in een ander jaar dan nu met het jaar erbij.
func kort(dag, peil begrip.Datum) string {
	s := dag.Kort()
	if dag.Jaar() == peil.Jaar() {
		s = strings.TrimSuffix(s, " "+strconv.Itoa(dag.Jaar()))
	}
	return s
}

// rangwoord geeft "Eerste" tot en met "Vierde", en daarna een getal.
func rangwoord(n int64) string {
	woorden := [...]string{"", "Eerste", "Tweede", "Derde", "Vierde"}
	if n > 0 && int(n) < len(woorden) {
		return woorden[n]
	}
	return strconv.FormatInt(n, 10) + "e"
}

// voorzin zegt waarvoor een afspraak is.
func voorzin(v dossier.Voor) string {
	switch v {
	case dossier.VoorBredeIntake:
		return "de brede intake"
	case dossier.VoorLeerbaarheidstoets:
		return "de leerbaarheidstoets"
	case dossier.VoorVoortgangsgesprek:
		return "een voortgangsgesprek"
	case dossier.VoorPVTOndertekening:
		return "het tekenen van de participatieverklaring"
	case dossier.VoorMAPEindgesprek:
		return "het eindgesprek van de MAP"
	case dossier.VoorZEindgesprek:
		return "het eindgesprek van de Z-route"
	}
	return "een gesprek"
}

var partijen = map[begrip.Partij]string{
	begrip.VanInburgeraar: "de inburgeraar", begrip.VanGemeente: "de gemeente", begrip.VanDUO: "DUO", begrip.VanIND: "de IND",
	begrip.VanCOA: "het COA", begrip.VanBRP: "de basisregistratie", begrip.VanAanbieder: "de aanbieder",
}

// vraagzin zegt welk feit ontbreekt en wie het kan leveren.
func vraagzin(feit string, aan begrip.Partij) string {
	wat := feit
	switch {
	case feit == "kennisgeving":
		wat = "De dag van het bericht van DUO"
	case feit == "inschrijving":
		wat = "De dag van inschrijving"
	case feit == "inschrijving.gehuisvest":
		wat = "Of de gemeente de woning gaf"
	case strings.HasSuffix(feit, ".verwijtbaarheid"):
		wat = "De mate van verwijt bij een overtreding"
	case strings.HasPrefix(feit, "examen"):
		wat = "Het niveau van een examen"
	}
	return wat + " ontbreekt; vraag het aan " + partijen[aan]
}
