package duo

import (
	"strconv"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// Elke lezer hieronder leest één antwoord van DUO, precies zoals het bestand van die
// dienst het beschrijft, en vertaalt het meteen in onze woorden.

// redenenGeenPlicht zijn DUO's woorden voor het einde van de plicht.
var redenenGeenPlicht = []string{redenOntheffing, redenVrijstelling, redenVoldaan, "Verblijfsdoel gewijzigd", redenVertrek, redenOverlijden, "Overig", redenTijdelijk}

const (
	redenOntheffing   = "Volledige ontheffing"
	redenVrijstelling = "Volledige vrijstelling"
	redenVoldaan      = "Inburgeringsplicht voldaan"
	redenVertrek      = "Vertrek uit Nederland langer dan een jaar"
	redenOverlijden   = "Overlijden"
	redenTijdelijk    = "Tijdelijke vrijstelling"
)

func leesPlicht(v *vak) Plicht {
	var p Plicht
	p.Is, _ = v.janee("indicatorInburgeringsplicht", true)
	p.Begin, p.Einde, p.Gewijzigd = v.dag("begindatum", false), v.dag("einddatum", false), v.dag("wijzigingsdatum", false)
	p.Kennisgeving = v.dag("datumKennisgevingInburgeringsplicht", false)
	p.Reden = v.keus("redenGeenInburgeringsplicht", false, redenenGeenPlicht...)
	return p
}

const (
	groepAsiel = "Asielstatushouder"
	groepGezin = "Gezinsmigrant en overige migrant"
)

// leesDoelgroep neemt de indeling van DUO, want die is de groep van de wet (wie door zijn
// gezin of op verzoek asielrechten heeft, staat daar al goed). Alleen waar zij ontbreekt
// telt de verfijning: alleen een asielstatushouder zelf hoort dan bij die groep.
func leesDoelgroep(v *vak) Doelgroep {
	var d Doelgroep
	indeling := v.keus("indeling", false, groepAsiel, groepGezin)
	d.Detail = v.keus("gedetailleerdeDoelgroep", false, groepAsiel, "Geestelijk bedienaar", "Gezinshereniger", "Gezinshereniger met Asielstatushouder", "Gezinsvormer", "Gezinsvormer met Asielstatushouder", "Overig")
	d.Asielrechten = v.keus("asielrechtenWijzigingVerblijfsdoel", false, "Asielrechten toegekend", "Behoud asielrechten", "Op verzoek behoud rechten van gezins- en overige migrant", "Op verzoek rechten van gezins- en overige migrant toegekend")
	d.Begin, d.Einde = v.dag("begindatum", false), v.dag("einddatum", false)
	switch {
	case indeling == groepAsiel, indeling == "" && d.Detail == groepAsiel:
		d.Groep = begrip.Asielstatushouder
	case indeling == groepGezin, d.Detail != "":
		d.Groep = begrip.GezinEnOverig
	}
	return d
}

func leesExamennummer(v *vak) string { return v.tekst("examennummer", true, 0, 12) }

func leesToets(v *vak) Toets {
	t := Toets{Behaald: v.score("behaaldeScore"), Benodigd: v.score("benodigdeScore"), Dag: v.dag("datumAfname", true)}
	switch v.keus("resultaat", true, "B1-route haalbaar", "B1-route niet haalbaar", "Onbekend") {
	case "B1-route haalbaar":
		t.Uitslag = dossier.ToetsHaalbaar
	case "B1-route niet haalbaar":
		t.Uitslag = dossier.ToetsNietHaalbaar
	default:
		t.Uitslag = dossier.ToetsOnbekend
	}
	return t
}

func leesTermijn(v *vak) Termijn {
	t := leesTermijnEerder(v)
	t.Begin = v.dag("startdatum", true)
	if t.Einde == 0 {
		v.mis("einddatum", "ontbreekt")
	}
	return t
}

func leesTermijnEerder(v *vak) Termijn {
	return Termijn{Einde: v.vorige("einddatum", false), Gewijzigd: v.dag("wijzigingsdatum", false),
		Grondcode: v.tekst("verlengingsgrondcode", false, 1, 10), Grond: v.tekst("verlengingsgrondomschrijving", false, 1, 200)}
}

func leesGebeurtenis(v *vak) Gebeurtenis {
	return Gebeurtenis{Code: v.tekst("id", true, 1, 20), Omschrijving: v.tekst("omschrijving", false, 0, 500), Dag: v.dag("datum", true)}
}

func leesVerlenging(v *vak) Verlenging {
	u := Verlenging{Oordeel: v.keus("beoordelingAanvraag", true, "Toegekend", "Afgewezen", "InBehandeling"),
		Ontvangen: v.dag("ontvangstdatum", true), Beoordeeld: v.dag("datumBeoordeling", false)}
	if u.Oordeel == "InBehandeling" && u.Beoordeeld != 0 {
		v.mis("datumBeoordeling", "een oordeel over wat nog in behandeling is")
	}
	return u
}

// leesVrijstelling leest één regel: precies één van de drie vormen.
func leesVrijstelling(v *vak) Oordeel {
	return leesOordeel(v, "Vrijstelling", func(o *vak, u *Oordeel) {
		o.keus("reden", true, "AVI", "DIP", "DOC", "GED", "INB", "INS", "OPL")
		u.Dag = o.dag("datumOordeel", false)
		switch u.Omvang {
		case dossier.Tijdelijk:
			u.Begin, u.Einde = o.dag("startdatum", false), o.dag("einddatum", false)
		case dossier.Gedeeltelijk:
			u.Onderdeel = o.onderdeel("examenonderdeel", false, "LE", "LU", "SC", "SP")
			u.Niveau = o.niveau("examenniveau", "A2", "B1")
		}
	})
}

func leesOntheffing(v *vak) Oordeel {
	return leesOordeel(v, "Ontheffing", func(o *vak, u *Oordeel) {
		o.keus("grond", true, "BIO", "MED")
		u.Dag = o.dag("datumOordeel", true)
		if u.Omvang == dossier.Gedeeltelijk {
			u.Onderdeel = o.onderdeel("examenonderdeel", false, "KNM", "LE", "LU", "SC", "SP")
			u.Belastbaar.Waarde, u.Belastbaar.Is = o.geheel("urenBelastbaarheidParticipatieactiviteit", false, 0, 9999)
		}
	})
}

func leesOordeel(v *vak, wat string, lees func(*vak, *Oordeel)) Oordeel {
	var u Oordeel
	vormen := 0
	for _, vorm := range []struct {
		naam   string
		omvang dossier.Omvang
	}{{"Gehele", dossier.Geheel}, {"Tijdelijke", dossier.Tijdelijk}, {"Gedeeltelijke", dossier.Gedeeltelijk}} {
		o := v.object(vorm.naam+wat, false)
		if o == nil || wat == "Ontheffing" && vorm.omvang == dossier.Tijdelijk {
			continue
		}
		vormen++
		u.Omvang = vorm.omvang
		u.Toegekend = o.keus("oordeel", true, "Toekenning", "Afwijzing") == "Toekenning"
		lees(o, &u)
		v.neem(o)
	}
	if vormen != 1 {
		v.mis(wat, "niet precies één vorm")
	}
	return u
}

func (v *vak) onderdeel(naam string, verplicht bool, waarden ...string) begrip.Onderdeel {
	switch v.keus(naam, verplicht, waarden...) {
	case "KNM":
		return begrip.KNM
	case "LE":
		return begrip.Lezen
	case "LU":
		return begrip.Luisteren
	case "SC":
		return begrip.Schrijven
	case "SP":
		return begrip.Spreken
	}
	return ""
}

func (v *vak) niveau(naam string, waarden ...string) begrip.Niveau {
	switch v.keus(naam, false, waarden...) {
	case "A2":
		return begrip.NiveauA2
	case "B1":
		return begrip.NiveauB1
	case "B2":
		return begrip.NiveauB2
	}
	return ""
}

func leesPIP(v *vak) PIPBijDUO {
	p := PIPBijDUO{Gemeente: begrip.Gemeente(v.cijfers("gemeentecode", true, 4))}
	o := v.object("pip", true)
	if o == nil {
		return p
	}
	defer v.neem(o)
	p.Dagtekening = o.dag("dagtekeningPip", true)
	switch o.keus("leerroute", true, "B", "O", "Z") {
	case "B":
		p.Leerroute = begrip.RouteB1
	case "O":
		p.Leerroute = begrip.RouteOnderwijs
	case "Z":
		p.Leerroute = begrip.RouteZ
	}
	p.Niveau = o.niveau("niveau", "A2", "B1")
	p.Intensiteit.Waarde, p.Intensiteit.Is = o.geheel("geschatteIntensiteitB1Route", false, 1, 9999)
	p.MagAfmaken.Waarde, p.MagAfmaken.Is = o.janee("indicatorMagOpleidingAfmaken", false)
	p.Alfabetisering = alfabetIn[o.keus("indicatorAlfabetiseringsonderwijs", false, "A", "AA", "NVT")]
	return p
}

var (
	alfabetIn  = map[string]string{"A": "a", "AA": "aa", "NVT": "nvt"}
	alfabetUit = map[string]string{"a": "A", "aa": "AA", "nvt": "NVT"}
)

func leesMAP(v *vak) begrip.Datum { return v.dag("datumEindgesprekMap", true) }
func leesPVT(v *vak) begrip.Datum { return v.dag("datumOndertekeningPvt", true) }

func leesUren(v *vak) UrenBijDUO {
	u := UrenBijDUO{Gemeente: begrip.Gemeente(v.cijfers("gemeentecode", false, 4)), TotEnMet: v.vorige("bekendTot", false)}
	teller := func(naam string) (t dossier.Optie[int]) {
		if o := v.object(naam, false); o != nil {
			t.Waarde, t.Is = o.geheel("uren", true, 0, 9999)
			v.neem(o)
		}
		return t
	}
	u.Taal, u.Participatie, u.Intake = teller("ParticipatieAlsTaalles"), teller("ParticipatieactiviteitenBredeIntake"), teller("TaallesEnKnmBredeIntake")
	return u
}

func leesExamen(v *vak) Examen {
	e := Examen{Dag: v.dag("examendatum", true), Onderdeel: v.onderdeel("onderdeel", true, "KNM", "LE", "LU", "SC", "SP"),
		Niveau: v.niveau("niveau", "A2", "B1", "B2"), Reden: v.keus("redenGeenResultaat", false, "Verwijtbaar", "Nietverwijtbaar", "Afgemeld", "Absent")}
	switch v.keus("resultaat", true, "Geslaagd", "Gezakt", "Geen") {
	case "Geslaagd":
		e.Uitslag = dossier.Geslaagd
	case "Gezakt":
		e.Uitslag = dossier.Gezakt
	}
	return e
}

func leesPogingen(v *vak) Pogingen {
	p := Pogingen{Onderdeel: v.onderdeel("onderdeel", true, "KNM", "LE", "LU", "SC", "SP")}
	p.Aantal, _ = v.geheel("gratisPogingenTegoed", true, 0, 99)
	return p
}

func leesBoete(v *vak) Boete {
	euro, _ := v.geheel("bedrag", true, 1, 9999)
	return Boete{Bedrag: begrip.Cent(euro) * 100, Dag: v.dag("datum", true)}
}

func leesSchool(v *vak) School {
	i := School{Nummer: v.tekst("instellingsnummer", true, 10, 10), Naam: v.tekst("naam", true, 1, 128), Postcode: v.tekst("postcode", true, 6, 6), Plaats: v.tekst("plaatsnaam", true, 1, 40)}
	nr, _ := v.geheel("huisnummer", true, 1, 99999)
	i.Huisnummer = strconv.Itoa(nr) + v.tekst("huisnummertoevoeging", false, 1, 4)
	i.BoW, _ = v.janee("indicatieBowKeurmerk", false)
	i.TST, _ = v.janee("indicatieTstKeurmerk", false)
	return i
}

func leesVerlengingsgrond(v *vak) Verlengingsgrond {
	return Verlengingsgrond{v.tekst("code", true, 1, 10), v.tekst("omschrijving", true, 1, 200)}
}
