package dossier

import (
	"maps"
	"slices"
)

// De soorten feiten van het dossierbestand die de wet leest.
const (
	SoortPlichtOntstaan         Soort = "plicht-ontstaan"
	SoortKennisgeving           Soort = "kennisgeving"
	SoortKoppeling              Soort = "koppeling"
	SoortInschrijving           Soort = "inschrijving"
	SoortOpgeroepen             Soort = "opgeroepen"
	SoortVerschenen             Soort = "verschenen"
	SoortNietVerschenen         Soort = "niet-verschenen"
	SoortOnvoldoendeMeegewerkt  Soort = "onvoldoende-meegewerkt"
	SoortGewaarschuwd           Soort = "gewaarschuwd"
	SoortLeerbaarheidstoets     Soort = "leerbaarheidstoets"
	SoortIntakeAfgerond         Soort = "intake-afgerond"
	SoortInformatieOpgevraagd   Soort = "informatie-opgevraagd"
	SoortInformatieOntvangen    Soort = "informatie-ontvangen"
	SoortPIPVastgesteld         Soort = "pip-vastgesteld"
	SoortPIPGemeld              Soort = "pip-gemeld"
	SoortLeerrouteGewijzigd     Soort = "leerroute-gewijzigd"
	SoortAfgeschaald            Soort = "afgeschaald"
	SoortAangeboden             Soort = "aangeboden"
	SoortUren                   Soort = "uren"
	SoortInspanningBeoordeeld   Soort = "inspanning-beoordeeld"
	SoortLessenVoltooid         Soort = "lessen-voltooid"
	SoortVoortgangsgesprek      Soort = "voortgangsgesprek"
	SoortEindgesprek            Soort = "eindgesprek"
	SoortPVTActiviteit          Soort = "pvt-activiteit"
	SoortPVTOndertekend         Soort = "pvt-ondertekend"
	SoortExamen                 Soort = "examen"
	SoortBijstandToegekend      Soort = "bijstand-toegekend"
	SoortBijstandBeeindigd      Soort = "bijstand-beeindigd"
	SoortBijstandVerlaagd       Soort = "bijstand-verlaagd"
	SoortBijstandVerlaagbaar    Soort = "bijstand-verlaagbaar"
	SoortOvertreding            Soort = "overtreding"
	SoortRapport                Soort = "rapport"
	SoortVoornemenBoete         Soort = "voornemen-boete"
	SoortZienswijzeGevraagd     Soort = "zienswijze-gevraagd"
	SoortZienswijze             Soort = "zienswijze"
	SoortCautie                 Soort = "cautie"
	SoortJuridischeToets        Soort = "juridische-toets"
	SoortBoeteOpgelegd          Soort = "boete-opgelegd"
	SoortBoeteOnherroepelijk    Soort = "boete-onherroepelijk"
	SoortBezwaarBeslist         Soort = "bezwaar-beslist"
	SoortVanBoeteAfgezien       Soort = "van-boete-afgezien"
	SoortBetaald                Soort = "betaald"
	SoortBezwaar                Soort = "bezwaar"
	SoortTermijnVerlengd        Soort = "termijn-verlengd"
	SoortNieuweTermijn          Soort = "nieuwe-termijn"
	SoortDUOBoete               Soort = "duo-boete"
	SoortVrijstelling           Soort = "vrijstelling"
	SoortOntheffing             Soort = "ontheffing"
	SoortDoelgroepGewijzigd     Soort = "doelgroep-gewijzigd"
	SoortPlichtGeeindigd        Soort = "plicht-geeindigd"
	SoortOverleden              Soort = "overleden"
	SoortVoorzieningVastgesteld Soort = "voorziening-vastgesteld"
	SoortEigenBijdrageVoldaan   Soort = "eigen-bijdrage-voldaan"
	SoortExamenBehaald          Soort = "examen-behaald"
	SoortForfaitDUO             Soort = "forfait-duo"
)

// soorten noemt elk soort feit van het dossierbestand met zijn lege vorm.
var soorten = map[Soort]func() Feit{
	SoortPlichtOntstaan:         func() Feit { return new(PlichtOntstaan) },
	SoortKennisgeving:           func() Feit { return new(Kennisgeving) },
	SoortKoppeling:              func() Feit { return new(Koppeling) },
	SoortInschrijving:           func() Feit { return new(Inschrijving) },
	SoortOpgeroepen:             func() Feit { return new(Opgeroepen) },
	SoortVerschenen:             func() Feit { return new(Verschenen) },
	SoortNietVerschenen:         func() Feit { return new(NietVerschenen) },
	SoortOnvoldoendeMeegewerkt:  func() Feit { return new(OnvoldoendeMeegewerkt) },
	SoortGewaarschuwd:           func() Feit { return new(Gewaarschuwd) },
	SoortLeerbaarheidstoets:     func() Feit { return new(Leerbaarheidstoets) },
	SoortIntakeAfgerond:         func() Feit { return new(IntakeAfgerond) },
	SoortInformatieOpgevraagd:   func() Feit { return new(InformatieOpgevraagd) },
	SoortInformatieOntvangen:    func() Feit { return new(InformatieOntvangen) },
	SoortPIPVastgesteld:         func() Feit { return new(PIPVastgesteld) },
	SoortPIPGemeld:              func() Feit { return new(PIPGemeld) },
	SoortLeerrouteGewijzigd:     func() Feit { return new(LeerrouteGewijzigd) },
	SoortAfgeschaald:            func() Feit { return new(Afgeschaald) },
	SoortAangeboden:             func() Feit { return new(Aangeboden) },
	SoortUren:                   func() Feit { return new(Uren) },
	SoortInspanningBeoordeeld:   func() Feit { return new(InspanningBeoordeeld) },
	SoortLessenVoltooid:         func() Feit { return new(LessenVoltooid) },
	SoortVoortgangsgesprek:      func() Feit { return new(Voortgangsgesprek) },
	SoortEindgesprek:            func() Feit { return new(Eindgesprek) },
	SoortPVTActiviteit:          func() Feit { return new(PVTActiviteit) },
	SoortPVTOndertekend:         func() Feit { return new(PVTOndertekend) },
	SoortExamen:                 func() Feit { return new(Examen) },
	SoortBijstandToegekend:      func() Feit { return new(BijstandToegekend) },
	SoortBijstandBeeindigd:      func() Feit { return new(BijstandBeeindigd) },
	SoortBijstandVerlaagd:       func() Feit { return new(BijstandVerlaagd) },
	SoortBijstandVerlaagbaar:    func() Feit { return new(BijstandVerlaagbaar) },
	SoortOvertreding:            func() Feit { return new(Overtreding) },
	SoortRapport:                func() Feit { return new(Rapport) },
	SoortVoornemenBoete:         func() Feit { return new(VoornemenBoete) },
	SoortZienswijzeGevraagd:     func() Feit { return new(ZienswijzeGevraagd) },
	SoortZienswijze:             func() Feit { return new(Zienswijze) },
	SoortCautie:                 func() Feit { return new(Cautie) },
	SoortJuridischeToets:        func() Feit { return new(JuridischeToets) },
	SoortBoeteOpgelegd:          func() Feit { return new(BoeteOpgelegd) },
	SoortBoeteOnherroepelijk:    func() Feit { return new(BoeteOnherroepelijk) },
	SoortBezwaarBeslist:         func() Feit { return new(BezwaarBeslist) },
	SoortVanBoeteAfgezien:       func() Feit { return new(VanBoeteAfgezien) },
	SoortBetaald:                func() Feit { return new(Betaald) },
	SoortBezwaar:                func() Feit { return new(Bezwaar) },
	SoortTermijnVerlengd:        func() Feit { return new(TermijnVerlengd) },
	SoortNieuweTermijn:          func() Feit { return new(NieuweTermijn) },
	SoortDUOBoete:               func() Feit { return new(DUOBoete) },
	SoortVrijstelling:           func() Feit { return new(Vrijstelling) },
	SoortOntheffing:             func() Feit { return new(Ontheffing) },
	SoortDoelgroepGewijzigd:     func() Feit { return new(DoelgroepGewijzigd) },
	SoortPlichtGeeindigd:        func() Feit { return new(PlichtGeeindigd) },
	SoortOverleden:              func() Feit { return new(Overleden) },
	SoortVoorzieningVastgesteld: func() Feit { return new(VoorzieningVastgesteld) },
	SoortEigenBijdrageVoldaan:   func() Feit { return new(EigenBijdrageVoldaan) },
	SoortExamenBehaald:          func() Feit { return new(ExamenBehaald) },
	SoortForfaitDUO:             func() Feit { return new(ForfaitDUO) },
}

// Nieuw geeft een leeg feit van het soort dat in een dossierbestand mag staan.
func Nieuw(s Soort) (Feit, bool) {
	maak, ok := soorten[s]
	if !ok {
		return nil, false
	}
	return maak(), true
}

// Soorten geeft alle soorten feiten van het dossierbestand, op naam.
func Soorten() []Soort {
	uit := slices.Collect(maps.Keys(soorten))
	slices.Sort(uit)
	return uit
}

// nieuwInLog geeft een leeg feit van elk soort dat in een logboek kan staan.
func nieuwInLog(s Soort) (Feit, bool) {
	if f, ok := Nieuw(s); ok {
		return f, true
	}
	maak, ok := huissoorten[s]
	if !ok {
		return nil, false
	}
	return maak(), true
}
