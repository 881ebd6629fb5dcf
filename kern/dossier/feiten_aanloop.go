package dossier

import "traject/kern/begrip"

// PlichtOntstaan is het begin van de inburgeringsplicht (Wi2021 art. 3).
type PlichtOntstaan struct {
}

// Soort geeft "plicht-ontstaan".
func (*PlichtOntstaan) Soort() Soort { return SoortPlichtOntstaan }

// Velden noemt geen velden: de dag zegt alles.
func (*PlichtOntstaan) Velden(Bezoeker) {}

// Kennisgeving is de schriftelijke kennisgeving van DUO (Bi2021 art. 5.3 lid 1).
type Kennisgeving struct {
}

// Soort geeft "kennisgeving".
func (*Kennisgeving) Soort() Soort { return SoortKennisgeving }

// Velden noemt geen velden: de dag zegt alles.
func (*Kennisgeving) Velden(Bezoeker) {}

// Koppeling zegt dat het COA iemand aan deze gemeente koppelt.
type Koppeling struct {
	AZC string
}

// Soort geeft "koppeling".
func (*Koppeling) Soort() Soort { return SoortKoppeling }

// Velden noemt de velden.
func (f *Koppeling) Velden(b Bezoeker) {
	b.Tekst("azc", &f.AZC, false)
}

// Inschrijving is de inschrijving in de BRP van deze gemeente; gehuisvest is onder art. 28 Huisvestingswet 2014.
type Inschrijving struct {
	Gehuisvest Optie[bool]
	Verhuizing Optie[bool]
	Leerroute  begrip.Leerroute
}

// Soort geeft "inschrijving".
func (*Inschrijving) Soort() Soort { return SoortInschrijving }

// Velden noemt de velden.
func (f *Inschrijving) Velden(b Bezoeker) {
	b.Vlag("gehuisvest", &f.Gehuisvest, false)
	b.Vlag("verhuizing", &f.Verhuizing, false)
	keuze(b, "leerroute", &f.Leerroute, begrip.Leerroutes, false)
}
