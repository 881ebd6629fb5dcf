package nagebootst

import (
	"net/http"
	"slices"
	"sync"

	"traject/kern/begrip"
)

// OIN is het nummer van het nagebootste DUO als er geen ander is gekozen. Het is verzonnen.
const OIN = "00000009990000000001"

// Opstelling zegt wie er meedoet.
type Opstelling struct {
	OIN       string            // van dit DUO; leeg is OIN
	Gemeenten map[string]string // OIN van een gemeente → CBS-code
	// Vandaag geeft de dag waarop DUO een bericht beoordeelt.
	Vandaag func() begrip.Datum
	// Zoek geeft iemand die hier nog niet bekend is, of nil. Zo hoeft een grote demo niet
	// vooraf alle mensen klaar te zetten. Nil is: er zijn geen anderen.
	Zoek func(bsn string) *Persoon
	// Certificaat eist dat de kop bron het OIN uit het certificaat van de afzender is.
	Certificaat bool
	Zaad        uint64 // kiest de kenmerken van berichten, zodat een proef te herhalen is
	// Meldpunten zegt waar een gemeente haar notificaties wil, per CBS-code.
	Meldpunten map[string]Meldpunt
	// Kijk krijgt elk verzoek en antwoord te zien, voor een proef die ze nakijkt.
	Kijk func(Uitwisseling)
}

// Meldpunt is het adres van POST /notificaties van een gemeente.
type Meldpunt struct {
	Adres  string // zonder /notificaties erachter
	OIN    string
	Client *http.Client // nil is http.DefaultClient
}

// Uitwisseling is één verzoek met zijn antwoord.
type Uitwisseling struct {
	Verzoek  *http.Request // het lichaam is al gelezen en staat in Heen
	Heen     []byte
	Status   int
	Kop      http.Header
	Terug    []byte
	Verstoor bool // het antwoord is met opzet fout
}

// DUO is het geheugen en het loket samen. Alles mag tegelijk worden gebruikt.
type DUO struct {
	o Opstelling

	slot        sync.Mutex
	mensen      map[string]*Persoon
	scholen     map[string]Instelling
	gronden     []Verlengingsgrond
	contacten   map[string]map[int]contactgegevens // gemeente → nummer → gegevens
	laatsteID   int
	gezien      map[string]gezien // OIN en berichtId → wat erop is geantwoord
	storing     Storing
	verzoeken   int // hoeveel verzoeken de storing heeft bekeken
	verstuurd   uint64
	wachtend    []Bericht
	deuren      *http.ServeMux
	tellers     map[string]int // aantal verzoeken per dienst
	schrijvende int
}

// gezien onthoudt een schrijvend bericht.
type gezien struct {
	vinger [32]byte
	antwoord
}

// Nieuw zet een DUO zonder mensen klaar.
func Nieuw(o Opstelling) *DUO {
	if o.OIN == "" {
		o.OIN = OIN
	}
	d := &DUO{o: o, mensen: map[string]*Persoon{}, scholen: map[string]Instelling{}, contacten: map[string]map[int]contactgegevens{},
		gezien: map[string]gezien{}, tellers: map[string]int{}, gronden: verzonnenGronden, deuren: http.NewServeMux()}
	for _, s := range verzonnenScholen {
		d.scholen[s.Nummer] = s
	}
	for _, r := range routes {
		d.deuren.Handle(r.adres, d.deur(r))
	}
	return d
}

// De codetabel en de scholen zijn verzonnen.
var (
	verzonnenGronden = []Verlengingsgrond{
		{"AMBT", "Ambtshalve verlenging"},
		{"ALFA", "Alfabetiseringsonderwijs gevolgd"},
		{"INSP", "Aantoonbaar voldoende inspanning"},
		{"NVER", "Niet verwijtbaar te laat"},
	}
	verzonnenScholen = []Instelling{
		{Nummer: "9990000001", Naam: "Taalhuis De Brug", Postcode: "1234AA", Huisnummer: 1, Plaats: "Voorbeeldstad", BoWNummer: "90001", BoW: true},
		{Nummer: "9990000002", Naam: "Hogeschool Voorbeeldstad", Postcode: "1234AB", Huisnummer: 20, Plaats: "Voorbeeldstad", BRIN: "99ZZ", TST: true},
		{Nummer: "9990000003", Naam: "Rijncollege Taal", Postcode: "1235BC", Huisnummer: 7, Plaats: "Voorbeeldstad", BoWNummer: "90003", BRIN: "99ZY", BoW: true, TST: true},
		{Nummer: "9990000004", Naam: "School zonder keurmerk", Postcode: "1236CD", Huisnummer: 12, Plaats: "Elders", BoWNummer: "90004"},
		{Nummer: "9990000006", Naam: "Taal in Zicht", Postcode: "1234AD", Huisnummer: 8, Plaats: "Voorbeeldstad", BoWNummer: "90006", BoW: true},
	}
)

// NeemOp zet iemand in het geheugen, of vervangt hem.
func (d *DUO) NeemOp(p Persoon) {
	d.slot.Lock()
	defer d.slot.Unlock()
	d.zet(p)
}

func (d *DUO) zet(p Persoon) *Persoon {
	eigen := p.kopie()
	d.mensen[p.BSN] = &eigen
	return &eigen
}

// Persoon geeft wat DUO nu over iemand weet.
func (d *DUO) Persoon(bsn string) (Persoon, bool) {
	d.slot.Lock()
	defer d.slot.Unlock()
	p := d.zoek(bsn)
	if p == nil {
		return Persoon{}, false
	}
	return p.kopie(), true
}

// Wijzig verandert wat DUO over iemand weet, zonder bericht.
func (d *DUO) Wijzig(bsn string, f func(*Persoon)) error {
	d.slot.Lock()
	defer d.slot.Unlock()
	p := d.zoek(bsn)
	if p == nil {
		return errOnbekend
	}
	f(p)
	return nil
}

// NeemSchoolOp zet een instelling in de lijst van DUO.
func (d *DUO) NeemSchoolOp(s Instelling) {
	d.slot.Lock()
	defer d.slot.Unlock()
	d.scholen[s.Nummer] = s
}

// Scholen geeft de lijst van instellingen, op nummer.
func (d *DUO) Scholen() []Instelling {
	d.slot.Lock()
	defer d.slot.Unlock()
	return d.lijstScholen()
}

func (d *DUO) lijstScholen() []Instelling {
	uit := make([]Instelling, 0, len(d.scholen))
	for _, s := range d.scholen {
		uit = append(uit, s)
	}
	slices.SortFunc(uit, func(a, b Instelling) int {
		if a.Nummer < b.Nummer {
			return -1
		}
		return 1
	})
	return uit
}

// ZetMeldpunt zegt waar een gemeente haar notificaties wil. Dat kan ook later, als het
// adres van de gemeente pas na het starten bekend is.
func (d *DUO) ZetMeldpunt(gemeente string, m Meldpunt) {
	d.slot.Lock()
	defer d.slot.Unlock()
	punten := map[string]Meldpunt{gemeente: m}
	for g, al := range d.o.Meldpunten {
		if g != gemeente {
			punten[g] = al
		}
	}
	d.o.Meldpunten = punten
}

// Geteld geeft hoeveel schrijvende berichten DUO heeft aangenomen of geweigerd; een
// herhaling telt niet mee. Een proef ziet daaraan dat niets twee keer is gedaan.
func (d *DUO) Geteld() int {
	d.slot.Lock()
	defer d.slot.Unlock()
	return d.schrijvende
}

// Bezoeken geeft hoeveel verzoeken er per soort ("GET /personen/{bsn}/PIP") kwamen.
func (d *DUO) Bezoeken() map[string]int {
	d.slot.Lock()
	defer d.slot.Unlock()
	uit := make(map[string]int, len(d.tellers))
	for k, v := range d.tellers {
		uit[k] = v
	}
	return uit
}

// zoek geeft iemand uit het geheugen, of vraagt hem op. Het slot is al dicht.
func (d *DUO) zoek(bsn string) *Persoon {
	if p := d.mensen[bsn]; p != nil || d.o.Zoek == nil {
		return p
	}
	p := d.o.Zoek(bsn)
	if p == nil {
		return nil
	}
	return d.zet(*p)
}

func (d *DUO) vandaag() begrip.Datum { return d.o.Vandaag() }
