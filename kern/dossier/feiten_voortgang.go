package dossier

import "traject/kern/begrip"

// Uren is gevolgde uren tot en met de dag van het feit, sinds het vorige van die soort.
type Uren struct {
	Wat      Urensoort
	Aantal   Optie[begrip.Uren]
	Vorm     Lesvorm
	Keurmerk Keurmerk
	Intake   Optie[bool]
}

// Soort geeft "uren".
func (*Uren) Soort() Soort { return SoortUren }

// Velden noemt de velden.
func (f *Uren) Velden(b Bezoeker) {
	keuze(b, "wat", &f.Wat, alleUrensoorten, true)
	b.Uren("uren", &f.Aantal, true)
	keuze(b, "vorm", &f.Vorm, alleLesvormen, false)
	keuze(b, "keurmerk", &f.Keurmerk, alleKeurmerken, false)
	b.Vlag("intake", &f.Intake, false)
}

// InspanningBeoordeeld is het oordeel van de gemeente over de inspanning (Bi2021 art. 5.5).
type InspanningBeoordeeld struct {
	Voldoende Optie[bool]
}

// Soort geeft "inspanning-beoordeeld".
func (*InspanningBeoordeeld) Soort() Soort { return SoortInspanningBeoordeeld }

// Velden noemt de velden.
func (f *InspanningBeoordeeld) Velden(b Bezoeker) {
	b.Vlag("voldoende", &f.Voldoende, true)
}

// LessenVoltooid zegt dat alle lessen van het PIP zijn gevolgd (Bi2021 art. 4.4).
type LessenVoltooid struct {
	Wat Lesdeel
}

// Soort geeft "lessen-voltooid".
func (*LessenVoltooid) Soort() Soort { return SoortLessenVoltooid }

// Velden noemt de velden.
func (f *LessenVoltooid) Velden(b Bezoeker) {
	keuze(b, "wat", &f.Wat, alleLesdelen, true)
}

// Voortgangsgesprek zegt dat een voortgangsgesprek is gehouden.
type Voortgangsgesprek struct {
}

// Soort geeft "voortgangsgesprek".
func (*Voortgangsgesprek) Soort() Soort { return SoortVoortgangsgesprek }

// Velden noemt geen velden: de dag zegt alles.
func (*Voortgangsgesprek) Velden(Bezoeker) {}

// Eindgesprek zegt dat het eindgesprek van MAP of Z-route is gehouden.
type Eindgesprek struct {
	Van Eindgesprekvan
}

// Soort geeft "eindgesprek".
func (*Eindgesprek) Soort() Soort { return SoortEindgesprek }

// Velden noemt de velden.
func (f *Eindgesprek) Velden(b Bezoeker) {
	keuze(b, "van", &f.Van, alleEindgesprekken, true)
}

// PVTActiviteit is een activiteit of excursie van het PVT (Bi2021 art. 3.1 lid 3).
type PVTActiviteit struct {
}

// Soort geeft "pvt-activiteit".
func (*PVTActiviteit) Soort() Soort { return SoortPVTActiviteit }

// Velden noemt geen velden: de dag zegt alles.
func (*PVTActiviteit) Velden(Bezoeker) {}

// PVTOndertekend zegt dat de participatieverklaring is getekend.
type PVTOndertekend struct {
}

// Soort geeft "pvt-ondertekend".
func (*PVTOndertekend) Soort() Soort { return SoortPVTOndertekend }

// Velden noemt geen velden: de dag zegt alles.
func (*PVTOndertekend) Velden(Bezoeker) {}

// Examen is de uitslag van een examenonderdeel.
type Examen struct {
	Onderdeel begrip.Onderdeel
	Niveau    begrip.Niveau
	Uitslag   Examenuitslag
}

// Soort geeft "examen".
func (*Examen) Soort() Soort { return SoortExamen }

// Velden noemt de velden.
func (f *Examen) Velden(b Bezoeker) {
	keuze(b, "onderdeel", &f.Onderdeel, begrip.Onderdelen, true)
	keuze(b, "niveau", &f.Niveau, begrip.Niveaus, false)
	keuze(b, "uitslag", &f.Uitslag, alleExamenuitslagen, true)
}
