package dossier

import "traject/kern/begrip"

// SoortDeelname zegt bij welke instelling iemand meedoet.
const SoortDeelname Soort = "deelname"

// Onderdeel dat een instelling geeft; een aanbod heeft dezelfde woorden. Begeleiding heeft
// geen aanbod in de zin van de wet.
const DeelnameBegeleiding Aanbod = "begeleiding"

// AlleDeelnames noemt waar iemand aan kan meedoen, in de volgorde van het scherm.
var AlleDeelnames = []Aanbod{AanbodLeerroute, AanbodMAP, AanbodPVT, DeelnameBegeleiding}

// Deelname wijst de instelling aan bij haar kenmerk in het register van de gemeente, en
// zegt van wanneer tot wanneer iemand daar meedoet. Zo lang, en kort daarna, ziet de
// instelling wat de wet haar geeft (Wi2021 art. 35 lid 3, Bi2021 art. 9.2 lid 3). Een aanbod
// met alleen een naam geeft niemand iets te zien; met dit feit erbij wel.
type Deelname struct {
	Aanbieder string // kenmerk in het register van verwerkers en cursusinstellingen
	Naam      string // zoals de instelling toen heette, voor als zij er niet meer is
	Wat       Aanbod
	Over      string       // kenmerk van het aanbod; leeg is geen
	Vanaf     begrip.Datum // eerste dag waarop de instelling iets mag zien
	Tot       begrip.Datum // laatste dag van meedoen; leeg is nog niet bekend
	// Voortgang: de gemeente vraagt de instelling naar voortgang en aanwezigheid. Van een
	// asielstatushouder geeft zij die altijd (Bi2021 art. 9.2 lid 4).
	Voortgang Optie[bool]
}

// Soort geeft "deelname".
func (*Deelname) Soort() Soort { return SoortDeelname }

// Velden noemt de velden.
func (f *Deelname) Velden(b Bezoeker) {
	b.Tekst("aanbieder", &f.Aanbieder, true)
	b.Tekst("naam", &f.Naam, false)
	keuze(b, "wat", &f.Wat, AlleDeelnames, true)
	b.Verwijzing("over", &f.Over, SoortAangeboden, false)
	b.Datum("vanaf", &f.Vanaf, true)
	b.Datum("tot", &f.Tot, false)
	b.Vlag("voortgang", &f.Voortgang, false)
}
