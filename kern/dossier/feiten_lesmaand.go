package dossier

import "traject/kern/begrip"

// SoortLesmaand is wat een instelling over één maand van een deelnemer geeft.
const SoortLesmaand Soort = "lesmaand"

// Inzet is hoe de instelling de inzet in een maand vindt.
type Inzet string

// De inzet.
const (
	InzetGoed        Inzet = "goed"
	InzetVoldoende   Inzet = "voldoende"
	InzetOnvoldoende Inzet = "onvoldoende"
)

// AlleInzet noemt de keuzes, in de volgorde van het scherm.
var AlleInzet = []Inzet{InzetGoed, InzetVoldoende, InzetOnvoldoende}

// Lesmaand zijn aanwezigheid en inzet van een deelnemer in één maand (Bi2021 art. 9.2 lid
// 4). De gevolgde uren staan in feiten van hun eigen soort, want daar rekent de wet mee; dit
// feit zegt welke dat zijn, zodat een verbetering ze vervangt.
type Lesmaand struct {
	Deelname     string       // kenmerk van de deelname
	Maand        begrip.Datum // eerste dag van de maand
	Geoorloofd   Optie[begrip.Uren]
	Ongeoorloofd Optie[begrip.Uren]
	Inzet        Inzet
	Uren         string // kenmerken van de feiten over uren, met een spatie ertussen
}

// Soort geeft "lesmaand".
func (*Lesmaand) Soort() Soort { return SoortLesmaand }

// Velden noemt de velden.
func (f *Lesmaand) Velden(b Bezoeker) {
	b.Verwijzing("deelname", &f.Deelname, SoortDeelname, true)
	b.Datum("maand", &f.Maand, true)
	b.Uren("geoorloofd-gemist", &f.Geoorloofd, false)
	b.Uren("ongeoorloofd-gemist", &f.Ongeoorloofd, false)
	keuze(b, "inzet", &f.Inzet, AlleInzet, false)
	b.Tekst("uren", &f.Uren, false)
}
