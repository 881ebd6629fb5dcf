package dossier

import "traject/kern/begrip"

// Overtreding is een overtreding, geconstateerd op de dag van het feit (Wi2021 art. 22 en 23).
type Overtreding struct {
	Gedraging       Gedraging
	Verwijtbaarheid Verwijtbaarheid
	Grondslag       Grondslag
	Gepleegd        begrip.Datum
}

// Soort geeft "overtreding".
func (*Overtreding) Soort() Soort { return SoortOvertreding }

// Velden noemt de velden.
func (f *Overtreding) Velden(b Bezoeker) {
	keuze(b, "gedraging", &f.Gedraging, alleGedragingen, true)
	keuze(b, "verwijtbaarheid", &f.Verwijtbaarheid, Verwijtbaarheden, false)
	keuze(b, "grondslag", &f.Grondslag, alleGrondslagen, false)
	b.Datum("gepleegd", &f.Gepleegd, false)
}

// Rapport is het rapport van de overtreding (Awb art. 5:48).
type Rapport struct {
	Overtreding string // kenmerk van het feit
}

// Soort geeft "rapport".
func (*Rapport) Soort() Soort { return SoortRapport }

// Velden noemt de velden.
func (f *Rapport) Velden(b Bezoeker) {
	b.Verwijzing("overtreding", &f.Overtreding, "overtreding", true)
}

// VoornemenBoete is het voornemen om een boete op te leggen.
type VoornemenBoete struct {
	Overtreding string // kenmerk van het feit
}

// Soort geeft "voornemen-boete".
func (*VoornemenBoete) Soort() Soort { return SoortVoornemenBoete }

// Velden noemt de velden.
func (f *VoornemenBoete) Velden(b Bezoeker) {
	b.Verwijzing("overtreding", &f.Overtreding, "overtreding", true)
}

// ZienswijzeGevraagd is de gelegenheid om een zienswijze te geven (Awb art. 5:53 lid 3).
type ZienswijzeGevraagd struct {
	Overtreding string // kenmerk van het feit
}

// Soort geeft "zienswijze-gevraagd".
func (*ZienswijzeGevraagd) Soort() Soort { return SoortZienswijzeGevraagd }

// Velden noemt de velden.
func (f *ZienswijzeGevraagd) Velden(b Bezoeker) {
	b.Verwijzing("overtreding", &f.Overtreding, "overtreding", true)
}

// Zienswijze is de zienswijze zelf.
type Zienswijze struct {
	Overtreding string // kenmerk van het feit
	Mondeling   Optie[bool]
}

// Soort geeft "zienswijze".
func (*Zienswijze) Soort() Soort { return SoortZienswijze }

// Velden noemt de velden.
func (f *Zienswijze) Velden(b Bezoeker) {
	b.Verwijzing("overtreding", &f.Overtreding, "overtreding", true)
	b.Vlag("mondeling", &f.Mondeling, false)
}

// Cautie is de mededeling dat men niet hoeft te antwoorden (Awb art. 5:10a).
type Cautie struct {
	Overtreding string // kenmerk van het feit
}

// Soort geeft "cautie".
func (*Cautie) Soort() Soort { return SoortCautie }

// Velden noemt de velden.
func (f *Cautie) Velden(b Bezoeker) {
	b.Verwijzing("overtreding", &f.Overtreding, "overtreding", true)
}

// JuridischeToets is de toets of een boete na C-158/23 is toegestaan.
type JuridischeToets struct {
	Overtreding string // kenmerk van het feit
	Uitkomst    Toetsuitkomst
}

// Soort geeft "juridische-toets".
func (*JuridischeToets) Soort() Soort { return SoortJuridischeToets }

// Velden noemt de velden.
func (f *JuridischeToets) Velden(b Bezoeker) {
	b.Verwijzing("overtreding", &f.Overtreding, "overtreding", true)
	keuze(b, "uitkomst", &f.Uitkomst, alleToetsuitkomsten, true)
}

// BoeteOpgelegd zegt dat de boete is opgelegd.
type BoeteOpgelegd struct {
	Overtreding string // kenmerk van het feit
	Bedrag      Optie[begrip.Cent]
	Verzonden   begrip.Datum
}

// Soort geeft "boete-opgelegd".
func (*BoeteOpgelegd) Soort() Soort { return SoortBoeteOpgelegd }

// Velden noemt de velden.
func (f *BoeteOpgelegd) Velden(b Bezoeker) {
	b.Verwijzing("overtreding", &f.Overtreding, "overtreding", true)
	b.Bedrag("bedrag", &f.Bedrag, true)
	b.Datum("verzonden", &f.Verzonden, false)
}

// BoeteOnherroepelijk zegt dat tegen de boete niets meer openstaat.
type BoeteOnherroepelijk struct {
	Overtreding string // kenmerk van het feit
}

// Soort geeft "boete-onherroepelijk".
func (*BoeteOnherroepelijk) Soort() Soort { return SoortBoeteOnherroepelijk }

// Velden noemt de velden.
func (f *BoeteOnherroepelijk) Velden(b Bezoeker) {
	b.Verwijzing("overtreding", &f.Overtreding, "overtreding", true)
}

// BezwaarBeslist zegt dat op het bezwaar is beslist; het bedrag is wat nu geldt.
type BezwaarBeslist struct {
	Overtreding string // kenmerk van het feit
	Bedrag      Optie[begrip.Cent]
}

// Soort geeft "bezwaar-beslist".
func (*BezwaarBeslist) Soort() Soort { return SoortBezwaarBeslist }

// Velden noemt de velden.
func (f *BezwaarBeslist) Velden(b Bezoeker) {
	b.Verwijzing("overtreding", &f.Overtreding, "overtreding", true)
	b.Bedrag("bedrag", &f.Bedrag, true)
}

// VanBoeteAfgezien zegt dat de gemeente van de boete afziet (Awb art. 5:50 lid 2).
type VanBoeteAfgezien struct {
	Overtreding string // kenmerk van het feit
}

// Soort geeft "van-boete-afgezien".
func (*VanBoeteAfgezien) Soort() Soort { return SoortVanBoeteAfgezien }

// Velden noemt de velden.
func (f *VanBoeteAfgezien) Velden(b Bezoeker) {
	b.Verwijzing("overtreding", &f.Overtreding, "overtreding", true)
}

// Betaald is een betaling van de boete.
type Betaald struct {
	Overtreding string // kenmerk van het feit
	Bedrag      Optie[begrip.Cent]
}

// Soort geeft "betaald".
func (*Betaald) Soort() Soort { return SoortBetaald }

// Velden noemt de velden.
func (f *Betaald) Velden(b Bezoeker) {
	b.Verwijzing("overtreding", &f.Overtreding, "overtreding", true)
	b.Bedrag("bedrag", &f.Bedrag, true)
}

// Bezwaar is bezwaar, gemaakt op de dag van het feit (Awb art. 6:7).
type Bezwaar struct {
	Overtreding string // kenmerk van het feit
	Tegen       Tegen
}

// Soort geeft "bezwaar".
func (*Bezwaar) Soort() Soort { return SoortBezwaar }

// Velden noemt de velden.
func (f *Bezwaar) Velden(b Bezoeker) {
	b.Verwijzing("overtreding", &f.Overtreding, "overtreding", false)
	keuze(b, "tegen", &f.Tegen, []Tegen{TegenPIP}, false)
}
