package dossier

import "traject/kern/begrip"

// De feiten die het huis bewaart en die de wet niet leest. In het dossierbestand
// staan zij onder persoon of in de lijst overig.
const (
	SoortDossierGeopend   Soort = "dossier-geopend"
	SoortPersoonGewijzigd Soort = "persoon-gewijzigd"
	SoortToegewezen       Soort = "toegewezen"
	SoortSignaalOntvangen Soort = "signaal-ontvangen"
	SoortIntakeVerslag    Soort = "intake-verslag"
	SoortPIPAfspraken     Soort = "pip-afspraken"
	SoortBesluitGenomen   Soort = "besluit-genomen"
	SoortBriefOpgemaakt   Soort = "brief-opgemaakt"
	SoortNotitie          Soort = "notitie"
	SoortOverig           Soort = "overig"
)

// huissoorten noemt elk soort feit van het huis met zijn lege vorm.
var huissoorten = map[Soort]func() Feit{
	SoortDossierGeopend:   func() Feit { return new(DossierGeopend) },
	SoortPersoonGewijzigd: func() Feit { return new(PersoonGewijzigd) },
	SoortToegewezen:       func() Feit { return new(Toegewezen) },
	SoortSignaalOntvangen: func() Feit { return new(SignaalOntvangen) },
	SoortIntakeVerslag:    func() Feit { return new(IntakeVerslag) },
	SoortPIPAfspraken:     func() Feit { return new(PIPAfspraken) },
	SoortBesluitGenomen:   func() Feit { return new(BesluitGenomen) },
	SoortBriefOpgemaakt:   func() Feit { return new(BriefOpgemaakt) },
	SoortNotitie:          func() Feit { return new(Notitie) },
	SoortOverig:           func() Feit { return new(Overig) },
	SoortPartner:          func() Feit { return new(Partner) },
	SoortDeelname:         func() Feit { return new(Deelname) },
	SoortLesmaand:         func() Feit { return new(Lesmaand) },

	SoortGegevensVernietigd: func() Feit { return new(GegevensVernietigd) },

	SoortDUOGegeven:         func() Feit { return new(DUOGegeven) },
	SoortSignaalVerwerkt:    func() Feit { return new(SignaalVerwerkt) },
	SoortSignaalAfgehandeld: func() Feit { return new(SignaalAfgehandeld) },
	SoortMeldingVerstuurd:   func() Feit { return new(MeldingVerstuurd) },
	SoortMeldingBevestigd:   func() Feit { return new(MeldingBevestigd) },
	SoortMeldingGeweigerd:   func() Feit { return new(MeldingGeweigerd) },
}

// Persoonsgegevens zijn de gegevens van de mens om wie het gaat; leeg is onbekend.
type Persoonsgegevens struct {
	Voornamen, Voorvoegsel, Geslachtsnaam string
	BSN                                   string // negen cijfers; lees het via Persoon.BSN
	VNummer                               string
	Geboortedatum                         begrip.Datum
	Doelgroep                             begrip.Doelgroep // de groep bij het begin
	Adres, Postcode, Plaats               string
	Telefoon                              string
	Tolk                                  string // taal waarin iemand een tolk nodig heeft
	Aanhef                                string // "mevrouw", "meneer" of leeg
}

func (p *Persoonsgegevens) velden(b Bezoeker) {
	b.Tekst("voornamen", &p.Voornamen, false)
	b.Tekst("voorvoegsel", &p.Voorvoegsel, false)
	b.Tekst("geslachtsnaam", &p.Geslachtsnaam, false)
	b.Tekst("bsn", &p.BSN, false)
	b.Tekst("v-nummer", &p.VNummer, false)
	b.Datum("geboortedatum", &p.Geboortedatum, false)
	keuze(b, "doelgroep", &p.Doelgroep, alleDoelgroepen, false)
	b.Tekst("adres", &p.Adres, false)
	b.Tekst("postcode", &p.Postcode, false)
	b.Tekst("plaats", &p.Plaats, false)
	b.Tekst("telefoon", &p.Telefoon, false)
	b.Tekst("tolk", &p.Tolk, false)
	b.Tekst("aanhef", &p.Aanhef, false)
}

// DossierGeopend is het eerste feit van elk dossier: voor wie, in welke gemeente,
// onder welk stelsel en beleid.
type DossierGeopend struct {
	Gemeente   begrip.Gemeente
	Beleid     string // beleidspakket; leeg is landelijk
	Stelsel    begrip.Stelsel
	Aanleiding string      // "notificatie", "bestand" of "hand"
	ELIP       Optie[bool] // Wi2013: de lening is op en de plicht loopt nog (Bi art. 12.1a lid 4)
	Persoonsgegevens
}

// Soort geeft "dossier-geopend".
func (*DossierGeopend) Soort() Soort { return SoortDossierGeopend }

// Velden noemt de velden.
func (f *DossierGeopend) Velden(b Bezoeker) {
	b.Tekst("gemeente", (*string)(&f.Gemeente), true)
	b.Tekst("beleid", &f.Beleid, false)
	b.Tekst("stelsel", (*string)(&f.Stelsel), true)
	b.Tekst("aanleiding", &f.Aanleiding, false)
	b.Vlag("elip", &f.ELIP, false)
	f.velden(b)
}

// PersoonGewijzigd vult gegevens van de persoon aan of verbetert ze; lege velden veranderen niets.
type PersoonGewijzigd struct{ Persoonsgegevens }

// Soort geeft "persoon-gewijzigd".
func (*PersoonGewijzigd) Soort() Soort { return SoortPersoonGewijzigd }

// Velden noemt de velden.
func (f *PersoonGewijzigd) Velden(b Bezoeker) { f.velden(b) }

// Toegewezen geeft het dossier een klantmanager.
type Toegewezen struct{ Aan string }

// Soort geeft "toegewezen".
func (*Toegewezen) Soort() Soort { return SoortToegewezen }

// Velden noemt de velden.
func (f *Toegewezen) Velden(b Bezoeker) { b.Tekst("aan", &f.Aan, true) }

// SignaalOntvangen is een bericht van een partij in de keten, zoals SS139 van DUO.
type SignaalOntvangen struct {
	Code, BerichtID, Omschrijving string
}

// Soort geeft "signaal-ontvangen".
func (*SignaalOntvangen) Soort() Soort { return SoortSignaalOntvangen }

// Velden noemt de velden.
func (f *SignaalOntvangen) Velden(b Bezoeker) {
	b.Tekst("code", &f.Code, true)
	b.Tekst("bericht", &f.BerichtID, false)
	b.Tekst("omschrijving", &f.Omschrijving, false)
}

// IntakeVerslag is wat de brede intake opleverde (Wi2021 art. 14 lid 3, Bi2021 art. 5.2).
// Gezondheid gaat over wat iemand wel en niet kan, nooit over een diagnose (Wi2021 art. 37).
type IntakeVerslag struct {
	Onderwijs, Werk, Gezin, Gezondheid, Taalniveau, Zelfredzaamheid, Werkkansen, Wens string
	ZonderDerden                                                                      Optie[bool] // is verteld dat een gesprek zonder anderen erbij kan
}

// Soort geeft "intake-verslag".
func (*IntakeVerslag) Soort() Soort { return SoortIntakeVerslag }

// Velden noemt de velden.
func (f *IntakeVerslag) Velden(b Bezoeker) {
	b.Tekst("onderwijs", &f.Onderwijs, false)
	b.Tekst("werk", &f.Werk, false)
	b.Tekst("gezin", &f.Gezin, false)
	b.Groep(GroepGezondheid, func(b Bezoeker) { b.Tekst("gezondheid", &f.Gezondheid, false) })
	b.Tekst("taalniveau", &f.Taalniveau, false)
	b.Tekst("zelfredzaamheid", &f.Zelfredzaamheid, false)
	b.Tekst("werkkansen", &f.Werkkansen, false)
	b.Tekst("wens", &f.Wens, false)
	b.Vlag("zonder-derden", &f.ZonderDerden, false)
}

// PIPAfspraken zijn de afspraken in het PIP die de wet vraagt en niet rekent
// (Wi2021 art. 15 lid 1). Zij horen bij het PIP met dat kenmerk.
type PIPAfspraken struct {
	PIP                 string
	Ondersteuning       string // ondersteuning en begeleiding
	PVT, MAP, VVE       string
	UrenPerWeek         Optie[begrip.Uren]
	Alfabetisering      string // "a", "aa" of "nvt", zoals DUO
	MagOpleidingAfmaken Optie[bool]
	Participatiewet     string // beschikkingen die deel van het PIP zijn
	AndereRoutes        string // waarom een gewenste andere route niet past
	Bekendmaking        string // "post" of "gesprek"
}

// Soort geeft "pip-afspraken".
func (*PIPAfspraken) Soort() Soort { return SoortPIPAfspraken }

// Velden noemt de velden.
func (f *PIPAfspraken) Velden(b Bezoeker) {
	b.Tekst("pip", &f.PIP, true)
	b.Tekst("ondersteuning", &f.Ondersteuning, false)
	b.Tekst("pvt", &f.PVT, false)
	b.Tekst("map", &f.MAP, false)
	b.Tekst("vve", &f.VVE, false)
	b.Uren("uren-per-week", &f.UrenPerWeek, false)
	b.Keuze("alfabetisering", func() string { return f.Alfabetisering }, func(s string) { f.Alfabetisering = s }, []string{"a", "aa", "nvt"}, false)
	b.Vlag("mag-opleiding-afmaken", &f.MagOpleidingAfmaken, false)
	b.Tekst("participatiewet", &f.Participatiewet, false)
	b.Tekst("andere-routes", &f.AndereRoutes, false)
	b.Keuze("bekendmaking", func() string { return f.Bekendmaking }, func(s string) { f.Bekendmaking = s }, []string{"post", "gesprek"}, false)
}

// BesluitGenomen bewaart bij een besluit de verantwoording: waarmee is gerekend,
// zodat het antwoord jaren later byte voor byte is na te rekenen.
type BesluitGenomen struct {
	Wat            string // "pip"
	Over           string // kenmerk van het feit dat het besluit vastlegt
	Verantwoording []byte
}

// Soort geeft "besluit-genomen".
func (*BesluitGenomen) Soort() Soort { return SoortBesluitGenomen }

// Velden noemt de velden.
func (f *BesluitGenomen) Velden(b Bezoeker) {
	b.Tekst("wat", &f.Wat, true)
	b.Tekst("over", &f.Over, false)
	b.Bytes("verantwoording", &f.Verantwoording)
}

// BriefOpgemaakt is een brief zoals hij is gemaakt; Stuk is de brief als gegevens
// (kern/brief), waaruit steeds dezelfde bladzijden komen.
type BriefOpgemaakt struct {
	Brief   string // soort brief: "pip", "oproep"
	Kenmerk string
	Over    string // kenmerk van het feit waar de brief over gaat
	Stuk    []byte
}

// Soort geeft "brief-opgemaakt".
func (*BriefOpgemaakt) Soort() Soort { return SoortBriefOpgemaakt }

// Velden noemt de velden.
func (f *BriefOpgemaakt) Velden(b Bezoeker) {
	b.Tekst("brief", &f.Brief, true)
	b.Tekst("kenmerk", &f.Kenmerk, false)
	b.Tekst("over", &f.Over, false)
	b.Bytes("stuk", &f.Stuk)
}

// Notitie is een aantekening van een medewerker.
type Notitie struct{ Tekst string }

// Soort geeft "notitie".
func (*Notitie) Soort() Soort { return SoortNotitie }

// Velden noemt de velden.
func (f *Notitie) Velden(b Bezoeker) {
	b.Groep(GroepAantekeningen, func(b Bezoeker) { b.Tekst("tekst", &f.Tekst, true) })
}

// Overig is een regel uit de lijst overig van een dossierbestand: het huis bewaart
// hem zoals hij kwam en geeft hem weer mee. Inhoud is JSON.
type Overig struct {
	Naam   string // de soort zoals het bestand die noemde
	Inhoud []byte
}

// Soort geeft "overig".
func (*Overig) Soort() Soort { return SoortOverig }

// Velden noemt de velden.
func (f *Overig) Velden(b Bezoeker) {
	b.Tekst("naam", &f.Naam, true)
	inhoud := func(b Bezoeker) { b.Bytes("inhoud", &f.Inhoud) }
	switch Soort(f.Naam) { // van elders, en het gaat over hetzelfde
	case SoortIntakeVerslag:
		b.Groep(GroepGezondheid, inhoud)
	case SoortPartner:
		b.Groep(GroepPartner, inhoud)
	case SoortNotitie:
		b.Groep(GroepAantekeningen, inhoud)
	default:
		inhoud(b)
	}
}
