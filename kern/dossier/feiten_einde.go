package dossier

import "traject/kern/begrip"

// TermijnVerlengd zegt dat DUO de termijn verlengt, met maanden of tot een laatste dag (Wi2021 art. 12).
type TermijnVerlengd struct {
	Maanden Optie[int]
	Tot     begrip.Datum
	Grond   string
}

// Soort geeft "termijn-verlengd".
func (*TermijnVerlengd) Soort() Soort { return SoortTermijnVerlengd }

// Velden noemt de velden.
func (f *TermijnVerlengd) Velden(b Bezoeker) {
	b.Geheel("maanden", &f.Maanden, 1, 120, false)
	b.Datum("tot", &f.Tot, false)
	b.Tekst("grond", &f.Grond, false)
}

// NieuweTermijn zegt dat DUO na een boete een nieuwe termijn stelt; de dag is de bekendmaking (Wi2021 art. 24 lid 2).
type NieuweTermijn struct {
	Maanden Optie[int]
}

// Soort geeft "nieuwe-termijn".
func (*NieuweTermijn) Soort() Soort { return SoortNieuweTermijn }

// Velden noemt de velden.
func (f *NieuweTermijn) Velden(b Bezoeker) {
	b.Geheel("maanden", &f.Maanden, 1, 120, true)
}

// DUOBoete zegt dat DUO een boete oplegde (Wi2021 art. 24 en 25).
type DUOBoete struct {
	Bedrag    Optie[begrip.Cent]
	Onderdeel DUODeel
}

// Soort geeft "duo-boete".
func (*DUOBoete) Soort() Soort { return SoortDUOBoete }

// Velden noemt de velden.
func (f *DUOBoete) Velden(b Bezoeker) {
	b.Bedrag("bedrag", &f.Bedrag, true)
	keuze(b, "onderdeel", &f.Onderdeel, alleDUODelen, true)
}

// Vrijstelling zegt dat DUO vrijstelt (Wi2021 art. 4).
type Vrijstelling struct {
	Omvang     Omvang
	Onderdelen []begrip.Onderdeel
}

// Soort geeft "vrijstelling".
func (*Vrijstelling) Soort() Soort { return SoortVrijstelling }

// Velden noemt de velden.
func (f *Vrijstelling) Velden(b Bezoeker) {
	keuze(b, "omvang", &f.Omvang, alleOmvang, true)
	keuzes(b, "onderdelen", &f.Onderdelen, begrip.Onderdelen)
}

// Ontheffing zegt dat DUO ontheft (Wi2021 art. 5).
type Ontheffing struct {
	Omvang     Omvang
	Onderdelen []begrip.Onderdeel
}

// Soort geeft "ontheffing".
func (*Ontheffing) Soort() Soort { return SoortOntheffing }

// Velden noemt de velden.
func (f *Ontheffing) Velden(b Bezoeker) {
	keuze(b, "omvang", &f.Omvang, alleOmvang, true)
	keuzes(b, "onderdelen", &f.Onderdelen, begrip.Onderdelen)
}

// DoelgroepGewijzigd zegt dat iemand vanaf de dag van het feit tot een andere groep hoort.
type DoelgroepGewijzigd struct {
	Naar begrip.Doelgroep
}

// Soort geeft "doelgroep-gewijzigd".
func (*DoelgroepGewijzigd) Soort() Soort { return SoortDoelgroepGewijzigd }

// Velden noemt de velden.
func (f *DoelgroepGewijzigd) Velden(b Bezoeker) {
	keuze(b, "naar", &f.Naar, alleDoelgroepen, true)
}

// PlichtGeeindigd zegt dat de inburgeringsplicht is geëindigd.
type PlichtGeeindigd struct {
	Reden Eindreden
}

// Soort geeft "plicht-geeindigd".
func (*PlichtGeeindigd) Soort() Soort { return SoortPlichtGeeindigd }

// Velden noemt de velden.
func (f *PlichtGeeindigd) Velden(b Bezoeker) {
	keuze(b, "reden", &f.Reden, alleEindredenen, true)
}

// Overleden zegt dat de persoon is overleden.
type Overleden struct {
}

// Soort geeft "overleden".
func (*Overleden) Soort() Soort { return SoortOverleden }

// Velden noemt geen velden: de dag zegt alles.
func (*Overleden) Velden(Bezoeker) {}
