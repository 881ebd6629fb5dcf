package dossier

// SoortDUOGegeven is een gegeven van DUO waar de wet niet mee rekent.
const SoortDUOGegeven Soort = "duo-gegeven"

// DUOOnderwerp is waar een gegeven van DUO over gaat.
type DUOOnderwerp string

// De onderwerpen.
const (
	DUOToetsaanmelding   DUOOnderwerp = "toets-aanmelding"   // examennummer van de leerbaarheidstoets
	DUOToetsscore        DUOOnderwerp = "toets-score"        // behaald en nodig
	DUOPogingen          DUOOnderwerp = "gratis-pogingen"    // per onderdeel
	DUOExamenZonder      DUOOnderwerp = "examen-zonder"      // een examen zonder uitslag
	DUOVerlenging        DUOOnderwerp = "verlenging"         // een aanvraag en het oordeel
	DUOVrijstelling      DUOOnderwerp = "vrijstelling"       // een weigering, een einde of een niveau
	DUOOntheffing        DUOOnderwerp = "ontheffing"         // een weigering, of uren belastbaarheid
	DUOBoeteZonderDeel   DUOOnderwerp = "boete"              // DUO zegt niet waarvoor
	DUOUrenElders        DUOOnderwerp = "uren-elders"        // gemeld door een andere gemeente
	DUODoelgroepverfijnd DUOOnderwerp = "doelgroep-verfijnd" // DUO's verfijning van de groep
	DUOPlichtOnderbroken DUOOnderwerp = "plicht-onderbroken" // tijdelijk vrijgesteld
)

var alleDUOOnderwerpen = []DUOOnderwerp{DUOToetsaanmelding, DUOToetsscore, DUOPogingen, DUOExamenZonder, DUOVerlenging, DUOVrijstelling,
	DUOOntheffing, DUOBoeteZonderDeel, DUOUrenElders, DUODoelgroepverfijnd, DUOPlichtOnderbroken}

// DUOGegeven is iets wat DUO weet, wat de klantmanager wil zien en waarvoor het
// dossierbestand geen feit heeft. De wet leest het niet.
type DUOGegeven struct {
	Onderwerp DUOOnderwerp
	Sleutel   string // waarover precies, zoals een onderdeel of een dag; een nieuwe tekst vervangt de oude
	Tekst     string // in gewone woorden, zonder diagnose
}

// Soort geeft "duo-gegeven".
func (*DUOGegeven) Soort() Soort { return SoortDUOGegeven }

// Velden noemt de velden.
func (f *DUOGegeven) Velden(b Bezoeker) {
	keuze(b, "onderwerp", &f.Onderwerp, alleDUOOnderwerpen, true)
	b.Tekst("sleutel", &f.Sleutel, false)
	b.Tekst("tekst", &f.Tekst, true)
}
