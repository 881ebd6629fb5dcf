package dossier

// SoortPartner is een gegeven over de partner, met de grond waarop het is vastgelegd.
const SoortPartner Soort = "partner"

// Partnergrond zegt waarom de gemeente iets over de partner mag weten.
type Partnergrond string

// De gronden. Vervallen maakt een eind aan wat eerder is vastgelegd.
const (
	PartnerBurgertIn Partnergrond = "partner-burgert-ook-in"
	PartnerInPlan    Partnergrond = "nodig-voor-het-plan"
	PartnerInkomen   Partnergrond = "nodig-voor-de-draagkracht"
	PartnerVervallen Partnergrond = "grond-vervallen"
)

// Partnergronden zijn alle gronden.
var Partnergronden = []Partnergrond{PartnerBurgertIn, PartnerInPlan, PartnerInkomen, PartnerVervallen}

// Partner is een gegeven over de partner. Het laatste telt; is de grond vervallen, dan is
// er niets meer te zien (AVG art. 5 lid 1 onder b en c).
type Partner struct {
	Grond   Partnergrond
	Waarom  string // waarom deze grond hier geldt
	Naam    string
	Gegeven string // wat de gemeente over de partner moet weten
}

// Soort geeft "partner".
func (*Partner) Soort() Soort { return SoortPartner }

// Velden noemt de velden.
func (f *Partner) Velden(b Bezoeker) {
	keuze(b, "grond", &f.Grond, Partnergronden, true)
	b.Groep(GroepPartner, func(b Bezoeker) {
		b.Tekst("waarom", &f.Waarom, true)
		b.Tekst("naam", &f.Naam, false)
		b.Tekst("gegeven", &f.Gegeven, false)
	})
}

// HeeftPartnergrond zegt of er nu een grond is om iets over de partner te zien.
func (d *Dossier) HeeftPartnergrond() bool {
	geldt := false
	for _, f := range Van[*Partner](d) {
		geldt = f.Grond != PartnerVervallen
	}
	return geldt
}
