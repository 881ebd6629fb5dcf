package dossier

import "traject/kern/begrip"

// Opgeroepen is een oproep per brief, verzonden op de dag van het feit (Wi2021 art. 14 lid 1).
type Opgeroepen struct {
	Voor     Voor
	Afspraak begrip.Datum
	Inhoud   []Inhoud
}

// Soort geeft "opgeroepen".
func (*Opgeroepen) Soort() Soort { return SoortOpgeroepen }

// Velden noemt de velden.
func (f *Opgeroepen) Velden(b Bezoeker) {
	keuze(b, "voor", &f.Voor, alleVoor, true)
	b.Datum("afspraak", &f.Afspraak, true)
	keuzes(b, "inhoud", &f.Inhoud, alleInhoud)
}

// Verschenen zegt dat iemand op een oproep kwam.
type Verschenen struct {
	Voor   Voor
	Oproep string // kenmerk van het feit
}

// Soort geeft "verschenen".
func (*Verschenen) Soort() Soort { return SoortVerschenen }

// Velden noemt de velden.
func (f *Verschenen) Velden(b Bezoeker) {
	keuze(b, "voor", &f.Voor, alleVoor, true)
	b.Verwijzing("oproep", &f.Oproep, "opgeroepen", false)
}

// NietVerschenen zegt dat iemand niet op een oproep kwam.
type NietVerschenen struct {
	Voor   Voor
	Oproep string // kenmerk van het feit
}

// Soort geeft "niet-verschenen".
func (*NietVerschenen) Soort() Soort { return SoortNietVerschenen }

// Velden noemt de velden.
func (f *NietVerschenen) Velden(b Bezoeker) {
	keuze(b, "voor", &f.Voor, alleVoor, true)
	b.Verwijzing("oproep", &f.Oproep, "opgeroepen", false)
}

// OnvoldoendeMeegewerkt zegt dat iemand niet genoeg meewerkte.
type OnvoldoendeMeegewerkt struct {
	Voor   Voor
	Oproep string // kenmerk van het feit
}

// Soort geeft "onvoldoende-meegewerkt".
func (*OnvoldoendeMeegewerkt) Soort() Soort { return SoortOnvoldoendeMeegewerkt }

// Velden noemt de velden.
func (f *OnvoldoendeMeegewerkt) Velden(b Bezoeker) {
	keuze(b, "voor", &f.Voor, alleVoor, true)
	b.Verwijzing("oproep", &f.Oproep, "opgeroepen", false)
}

// Gewaarschuwd is de schriftelijke waarschuwing van Wi2021 art. 14 lid 1.
type Gewaarschuwd struct {
	Voor Voor
}

// Soort geeft "gewaarschuwd".
func (*Gewaarschuwd) Soort() Soort { return SoortGewaarschuwd }

// Velden noemt de velden.
func (f *Gewaarschuwd) Velden(b Bezoeker) {
	keuze(b, "voor", &f.Voor, alleVoor, true)
}

// Leerbaarheidstoets is de uitslag van de leerbaarheidstoets (Wi2021 art. 14 lid 3).
type Leerbaarheidstoets struct {
	Uitslag Toetsuitslag
}

// Soort geeft "leerbaarheidstoets".
func (*Leerbaarheidstoets) Soort() Soort { return SoortLeerbaarheidstoets }

// Velden noemt de velden.
func (f *Leerbaarheidstoets) Velden(b Bezoeker) {
	keuze(b, "uitslag", &f.Uitslag, alleToetsuitslagen, true)
}

// IntakeAfgerond zegt dat de brede intake klaar is, zo nodig eenzijdig (Wi2021 art. 14 lid 2).
type IntakeAfgerond struct {
	Eenzijdig Optie[bool]
}

// Soort geeft "intake-afgerond".
func (*IntakeAfgerond) Soort() Soort { return SoortIntakeAfgerond }

// Velden noemt de velden.
func (f *IntakeAfgerond) Velden(b Bezoeker) {
	b.Vlag("eenzijdig", &f.Eenzijdig, false)
}

// InformatieOpgevraagd zegt dat onmisbare informatie aan een derde is gevraagd (Bi2021 art. 5.3 lid 2).
type InformatieOpgevraagd struct {
	Bij string
}

// Soort geeft "informatie-opgevraagd".
func (*InformatieOpgevraagd) Soort() Soort { return SoortInformatieOpgevraagd }

// Velden noemt de velden.
func (f *InformatieOpgevraagd) Velden(b Bezoeker) {
	b.Tekst("bij", &f.Bij, false)
}

// InformatieOntvangen zegt dat de gevraagde informatie van een derde er is.
type InformatieOntvangen struct {
	Bij string
}

// Soort geeft "informatie-ontvangen".
func (*InformatieOntvangen) Soort() Soort { return SoortInformatieOntvangen }

// Velden noemt de velden.
func (f *InformatieOntvangen) Velden(b Bezoeker) {
	b.Tekst("bij", &f.Bij, false)
}
