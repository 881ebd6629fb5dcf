package api

import (
	"strconv"

	"traject/kern/begrip"
)

// aard is de aard van een waarde in het bestand.
type aard uint8

const (
	isNiets aard = iota
	isTekst
	isGetal
	isVlag
	isLijst
	isObject
	isVreemd // iets wat alleen in YAML bestaat en hier niets betekent
)

// knoop is één waarde uit het bestand. JSON en YAML geven dezelfde boom, zodat er
// daarna maar één lezer is.
type knoop struct {
	naam    string  // als het een veld van een object is
	tekst   string  // van tekst, getal of vlag, zoals geschreven
	delen   []knoop // van een lijst of een object
	aard    aard
	gelezen bool
}

// veld geeft het deel met die naam, en onthoudt dat ernaar is gevraagd.
func (k *knoop) veld(naam string) *knoop {
	var eerste *knoop
	for i := range k.delen {
		if k.delen[i].naam != naam {
			continue
		}
		k.delen[i].gelezen = true
		if eerste == nil { // een tweede keer is al gemeld
			eerste = &k.delen[i]
		}
	}
	return eerste
}

// Grenzen aan wat wij lezen. Zij houden een bestand dat zichzelf opblaast klein,
// en liggen ver boven elk echt dossier.
const (
	MeesteBytes    = 4 << 20 // een groter bestand is te-groot
	meesteKnopen   = 400_000 // waarden in één bestand, ook na het uitschrijven van YAML-ankers
	meesteDiepte   = 40
	meesteFouten   = 2_000
	meesteTekens   = 200 // van een kenmerk (id)
	grensZoekLijst = 16  // bij meer velden zoekt een index naar dubbele namen
)

// deel is één stap van een pad: een naam, of een plaats in een lijst.
type deel struct {
	naam string
	nr   int // als naam leeg is
}

// pad wijst een waarde in het bestand aan.
type pad []deel

// String geeft het pad zoals in een foutregel: feiten[3].datum.
func (p pad) String() string {
	s := ""
	for _, d := range p {
		switch {
		case d.naam == "":
			s += "[" + strconv.Itoa(d.nr) + "]"
			continue
		case s != "":
			s += "."
		}
		if isToonbaar(d.naam) {
			s += d.naam
		} else {
			s += "?"
		}
	}
	return s
}

// op wijst een plaats in een lijst aan; een lege naam in het bestand is geen plaats.
func op(nr int) deel { return deel{nr: nr} }

// bij wijst een veld aan.
func bij(naam string) deel {
	if naam == "" {
		naam = "?"
	}
	return deel{naam: naam}
}

// isToonbaar zegt of een veldnaam in een foutregel mag: kort, een gewoon woord en
// geen rij cijfers, want iemand kan een burgerservicenummer als naam hebben gebruikt.
func isToonbaar(naam string) bool {
	cijfers := 0
	for _, c := range []byte(naam) {
		switch {
		case c >= '0' && c <= '9':
			cijfers++
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '-', c == '_':
		default:
			return false
		}
	}
	return naam != "" && len(naam) <= 60 && cijfers <= 4
}

// fouten verzamelt alles wat er mis is, tot een grens.
type fouten struct {
	lijst []begrip.Weigering
	vol   bool
}

func (f *fouten) meld(p pad, code, zin string) {
	if len(f.lijst) < meesteFouten {
		f.lijst = append(f.lijst, begrip.Weigering{Code: code, Zin: zin, Plaats: p.String()})
		return
	}
	if !f.vol {
		f.vol = true
		f.lijst = append(f.lijst, begrip.Weigering{Code: Leesfout, Zin: "Er zijn nog meer fouten; alleen de eerste " + strconv.Itoa(meesteFouten) + " staan hier."})
	}
}

// De codes van een fout in een bestand.
const (
	Leesfout           = "leesfout"
	TeGroot            = "te-groot"
	OnbekendVeld       = "onbekend-veld"
	OnbekendeWaarde    = "onbekende-waarde"
	VeldOntbreekt      = "veld-ontbreekt"
	VerkeerdType       = "verkeerd-type"
	WaardeOngeldig     = "waarde-ongeldig"
	DatumOngeldig      = "datum-ongeldig"
	VerwijzingOnbekend = "verwijzing-onbekend"
	IDDubbel           = "id-dubbel"
	BSNOngeldig        = "bsn-ongeldig"
	BeleidOnbekend     = "beleid-onbekend"
	zinOntbreekt       = "Dit veld is verplicht en ontbreekt."
	zinOnbekendVeld    = "Dit veld hoort hier niet."
	zinGeenTekst       = "Hier hoort tekst te staan; zet een getal of ja/nee tussen aanhalingstekens als het tekst is."
	zinGeenGetal       = "Hier hoort een getal te staan, zonder aanhalingstekens."
	zinGeenVlag        = "Hier hoort true of false te staan."
	zinGeenLijst       = "Hier hoort een lijst te staan."
	zinGeenObject      = "Hier horen velden met een naam te staan."
	zinGeenDag         = "Dit is geen bestaande dag in de vorm JJJJ-MM-DD."
	zinGeenDagTekst    = "Hier hoort een dag in de vorm JJJJ-MM-DD te staan."
	zinDubbelVeld      = "Dit veld staat er twee keer."
	zinStuurteken      = "In deze tekst staat een stuurteken dat niet gelezen kan worden."
	zinTeDiep          = "Het bestand is dieper genest dan een dossier kan zijn."
	zinTeVeel          = "Het bestand bevat meer waarden dan een dossier kan hebben."
	zinUitgeschreven   = "De ankers in dit bestand schrijven zich uit tot meer dan een dossier kan zijn."
	zinTeGroot         = "Het bestand is groter dan 4 MiB."
	zinGeenUTF8        = "Het bestand is geen geldige UTF-8."
	zinNulteken        = "In het bestand staat een nulteken."
	zinGeenVelden      = "Het bestand is leeg of bevat geen velden met een naam."
	zinMeerDocumenten  = "Het bestand bevat meer dan één document."
	zinGeenJSON        = "Het bestand is geen geldige JSON"
	zinGeenYAML        = "Het bestand is geen geldige YAML"
	zinSamenvoegen     = "Samenvoegen met << wordt niet gelezen; schrijf de velden uit."
	zinVreemdeWaarde   = "Deze vorm van YAML wordt niet gelezen."
	zinNaamGeenTekst   = "De naam van een veld hoort tekst te zijn."
	zinVerwijzingNiet  = "Er is geen feit van de goede soort met dit kenmerk in het bestand."
	zinBeleidOnbekend  = "Dit beleidspakket is niet bekend."
	zinOnbekendeWaarde = "Deze waarde is hier niet bekend."
	zinAnderStelsel    = "Deze waarde hoort niet bij het stelsel van dit dossier."
	zinBSN             = "Dit is geen burgerservicenummer van negen cijfers dat de elfproef doorstaat."
	zinBedrag          = "Een bedrag is tekst met een punt en precies twee decimalen, zoals 25.00."
	zinGemeente        = "Een gemeente is de CBS-code van vier cijfers, als tekst."
	zinIDDubbel        = "Dit kenmerk staat al bij een eerder feit."
	zinKenmerk         = "Een kenmerk is een korte tekst zonder stuurtekens."
	zinKring           = "Deze feiten vervangen elkaar in een kring."
	zinVervangtZelf    = "Een feit kan zichzelf niet vervangen."
	zinTegenOfOver     = "Noem de overtreding, of tegen: pip."
	zinTegenEnOver     = "Noem de overtreding of tegen, niet allebei."
	zinMaandenOfTot    = "Noem het aantal maanden, of de laatste dag in tot."
	zinMaandenEnTot    = "Noem maanden of tot, niet allebei."
	zinNieuweTermijn   = "Een nieuwe termijn duurt 6, 12, 18 of 24 maanden; vraag bij een andere duur aan DUO wat is bedoeld."
	zinLegeLijst       = "Deze lijst is leeg; laat het veld weg als alles is bedoeld."
	zinUren            = "Uren zijn een getal van 0 of meer met hooguit drie decimalen."
	zinFormaatOnbekend = "Dit formaat is niet bekend; verwacht is traject/dossier/1."
	zinFormaatSPUK     = "Dit formaat is niet bekend; verwacht is traject/spuk/1."
)
