package dossier

import "traject/kern/begrip"

// Soort is de naam van een soort feit, zoals in het dossierbestand.
type Soort string

// Feit is de getypte inhoud van een gebeurtenis.
type Feit interface {
	// Soort geeft de naam van het feit.
	Soort() Soort
	// Velden noemt elk veld van het feit aan de bezoeker, die leest of schrijft.
	Velden(b Bezoeker)
}

// Bezoeker loopt langs de velden van een feit. Eén beschrijving per feit dient het
// lezen en het schrijven van bestand en logboek, zodat die niet uiteen kunnen lopen.
// Een lege waarde (nul, "" of nil) betekent: niet ingevuld.
type Bezoeker interface {
	Tekst(naam string, doel *string, verplicht bool)
	// Keuze is een tekst uit een vaste lijst; krijg en zet werken op het getypte veld.
	Keuze(naam string, krijg func() string, zet func(string), lijst []string, verplicht bool)
	Keuzes(naam string, krijg func() []string, zet func([]string), lijst []string)
	Datum(naam string, doel *begrip.Datum, verplicht bool)
	Uren(naam string, doel *Optie[begrip.Uren], verplicht bool)
	Bedrag(naam string, doel *Optie[begrip.Cent], verplicht bool)
	// Geheel is een geheel getal van laag tot en met hoog.
	Geheel(naam string, doel *Optie[int], laag, hoog int, verplicht bool)
	Vlag(naam string, doel *Optie[bool], verplicht bool)
	// Verwijzing is het kenmerk (id) van een ander feit; soort leeg is elk soort.
	Verwijzing(naam string, doel *string, soort Soort, verplicht bool)
	// Bytes is inhoud die het huis bewaart en niet leest.
	Bytes(naam string, doel *[]byte)
	// Groep noemt velden die eerder weg mogen dan het dossier (Groep). Wie alleen leest
	// of toont, loopt er gewoon langs.
	Groep(groep Groep, velden func(Bezoeker))
}

// Optie is een waarde die ingevuld kan zijn; de nulwaarde is niet ingevuld.
type Optie[T any] struct {
	Waarde T
	Is     bool
}

// Met geeft een ingevulde optie.
func Met[T any](w T) Optie[T] { return Optie[T]{w, true} }

// Of geeft de waarde, of anders als er niets is ingevuld.
func (o Optie[T]) Of(anders T) T {
	if o.Is {
		return o.Waarde
	}
	return anders
}

// keuze noemt een getypte tekst uit een vaste lijst aan de bezoeker.
func keuze[T ~string](b Bezoeker, naam string, doel *T, lijst []T, verplicht bool) {
	b.Keuze(naam, func() string { return string(*doel) }, func(s string) { *doel = T(s) }, namen(lijst), verplicht)
}

// keuzes noemt een lijst van getypte teksten aan de bezoeker.
func keuzes[T ~string](b Bezoeker, naam string, doel *[]T, lijst []T) {
	b.Keuzes(naam, func() []string { return namen(*doel) }, func(s []string) {
		*doel = make([]T, len(s))
		for i := range s {
			(*doel)[i] = T(s[i])
		}
	}, namen(lijst))
}

func namen[T ~string](lijst []T) []string {
	uit := make([]string, len(lijst))
	for i := range lijst {
		uit[i] = string(lijst[i])
	}
	return uit
}

// Gebeurtenis is een feit met zijn envelop.
type Gebeurtenis struct {
	Nummer   int          // plaats in het dossier, vanaf 1, zonder gaten; in een bestand de volgorde
	Vorm     int          // versie van de vorm van de inhoud; oude vormen blijven leesbaar
	ID       string       // eigen kenmerk binnen het dossier; "" is geen
	GeldigOp begrip.Datum // dag waarop het in de wereld waar werd
	BekendOp begrip.Datum // dag waarop het bij ons bekend werd; leeg is GeldigOp
	Wie      string       // wie het vastlegde
	Rol      begrip.Rol   // in welke rol
	Bron     string       // waar het vandaan komt: "balie", "duo", "brp", "bestand"
	Vervangt string       // ID van het feit dat dit verbetert; dat blijft staan
	Moment   int64        // moment van vastleggen, seconden sinds 1970 in UTC
	Feit     Feit         // getypte inhoud
	Weg      []Weg        // wat van dit feit is vernietigd; die velden zijn leeg
}

// Soort geeft de soort van het feit.
func (g Gebeurtenis) Soort() Soort { return g.Feit.Soort() }

// Bekend geeft de dag waarop het feit bekend werd.
func (g Gebeurtenis) Bekend() begrip.Datum {
	if g.BekendOp != 0 {
		return g.BekendOp
	}
	return g.GeldigOp
}
