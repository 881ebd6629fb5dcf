package dossier

import "traject/kern/begrip"

// PIPVastgesteld is het eerste of gewijzigde PIP; de dag van het feit is de dagtekening (Wi2021 art. 15).
type PIPVastgesteld struct {
	Leerroute            begrip.Leerroute
	Niveau               begrip.Niveau
	Uren                 Optie[begrip.Uren]
	PVTUren              Optie[begrip.Uren]
	MAPUren              Optie[begrip.Uren]
	Voortgangsgesprekken Optie[int]
	VVE                  Optie[bool]
	Verzonden            begrip.Datum
	Eenzijdig            Optie[bool]
	Motivering           string
}

// Soort geeft "pip-vastgesteld".
func (*PIPVastgesteld) Soort() Soort { return SoortPIPVastgesteld }

// Velden noemt de velden.
func (f *PIPVastgesteld) Velden(b Bezoeker) {
	keuze(b, "leerroute", &f.Leerroute, begrip.Leerroutes, true)
	keuze(b, "niveau", &f.Niveau, begrip.Niveaus, false)
	b.Uren("uren", &f.Uren, false)
	b.Uren("pvt-uren", &f.PVTUren, false)
	b.Uren("map-uren", &f.MAPUren, false)
	b.Geheel("voortgangsgesprekken", &f.Voortgangsgesprekken, 0, 999, false)
	b.Vlag("vve", &f.VVE, false)
	b.Datum("verzonden", &f.Verzonden, false)
	b.Vlag("eenzijdig", &f.Eenzijdig, false)
	b.Tekst("motivering", &f.Motivering, false)
}

// PIPGemeld zegt dat het PIP aan DUO is gemeld (Bi2021 art. 9.3 lid 2).
type PIPGemeld struct {
}

// Soort geeft "pip-gemeld".
func (*PIPGemeld) Soort() Soort { return SoortPIPGemeld }

// Velden noemt geen velden: de dag zegt alles.
func (*PIPGemeld) Velden(Bezoeker) {}

// LeerrouteGewijzigd zegt dat de leerroute is gewijzigd (Wi2021 art. 17 lid 2).
type LeerrouteGewijzigd struct {
	Naar  begrip.Leerroute
	Reden Wijzigreden
}

// Soort geeft "leerroute-gewijzigd".
func (*LeerrouteGewijzigd) Soort() Soort { return SoortLeerrouteGewijzigd }

// Velden noemt de velden.
func (f *LeerrouteGewijzigd) Velden(b Bezoeker) {
	keuze(b, "naar", &f.Naar, begrip.Leerroutes, true)
	keuze(b, "reden", &f.Reden, alleWijzigredenen, false)
}

// Afgeschaald is afschalen van B1 naar A2; geen onderdelen is alle vier (Wi2021 art. 17 lid 3).
type Afgeschaald struct {
	Onderdelen []begrip.Onderdeel
}

// Soort geeft "afgeschaald".
func (*Afgeschaald) Soort() Soort { return SoortAfgeschaald }

// Velden noemt de velden.
func (f *Afgeschaald) Velden(b Bezoeker) {
	keuzes(b, "onderdelen", &f.Onderdelen, begrip.Taalonderdelen)
}

// Aangeboden zegt dat de gemeente een leerroute, MAP of PVT aanbood (Wi2021 art. 16).
type Aangeboden struct {
	Wat        Aanbod
	Instelling string
}

// Soort geeft "aangeboden".
func (*Aangeboden) Soort() Soort { return SoortAangeboden }

// Velden noemt de velden.
func (f *Aangeboden) Velden(b Bezoeker) {
	keuze(b, "wat", &f.Wat, alleAanbod, true)
	b.Tekst("instelling", &f.Instelling, false)
}
