package dossier

// VoorzieningVastgesteld is de voorziening van Wi2007 art. 23; begint de eigen bijdrage.
type VoorzieningVastgesteld struct {
	Wat       Voorziening
	Termijnen Optie[int]
}

// Soort geeft "voorziening-vastgesteld".
func (*VoorzieningVastgesteld) Soort() Soort { return SoortVoorzieningVastgesteld }

// Velden noemt de velden.
func (f *VoorzieningVastgesteld) Velden(b Bezoeker) {
	keuze(b, "wat", &f.Wat, alleVoorzieningen, false)
	b.Geheel("termijnen", &f.Termijnen, 1, 4, false)
}

// EigenBijdrageVoldaan zegt dat de eigen bijdrage is betaald (Wi2007 art. 23 lid 2).
type EigenBijdrageVoldaan struct {
}

// Soort geeft "eigen-bijdrage-voldaan".
func (*EigenBijdrageVoldaan) Soort() Soort { return SoortEigenBijdrageVoldaan }

// Velden noemt geen velden: de dag zegt alles.
func (*EigenBijdrageVoldaan) Velden(Bezoeker) {}

// ExamenBehaald zegt dat het inburgeringsexamen van Wi2007 is behaald.
type ExamenBehaald struct {
}

// Soort geeft "examen-behaald".
func (*ExamenBehaald) Soort() Soort { return SoortExamenBehaald }

// Velden noemt geen velden: de dag zegt alles.
func (*ExamenBehaald) Velden(Bezoeker) {}

// ForfaitDUO zegt dat DUO de forfaitaire vergoeding gaf.
type ForfaitDUO struct {
}

// Soort geeft "forfait-duo".
func (*ForfaitDUO) Soort() Soort { return SoortForfaitDUO }

// Velden noemt geen velden: de dag zegt alles.
func (*ForfaitDUO) Velden(Bezoeker) {}
