package demo

import (
	"strconv"

	"traject/kern/brief"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// Afzender is de gemeente zoals zij in de brieven van de demo staat.
var Afzender = brief.Afzender{Gemeente: "Gemeente " + GemeenteNaam, Postadres: "Postbus 1, 1234 AA " + GemeenteNaam, Telefoon: "088 000 00 00"}

// legBriefBij zet na een oproep of PIP de plek van de brief klaar. Zonder het recht is
// er niets over termijnen te schrijven, dus ook geen brief.
func (l *loop) legBriefBij(over *stap, soort string) {
	if l.o.Recht == nil || over == nil {
		return
	}
	f := &dossier.BriefOpgemaakt{Brief: soort}
	if s := l.legVan(over.dag, over.wie, over.rol, over.bron, f); s != nil {
		s.ref, s.over = &f.Over, over
	}
}

// schrijfBrieven maakt de brieven waarvan de plek klaarstaat, met de stand van dat moment.
func (o Opdracht) schrijfBrieven(p Persoon) {
	n := 0
	for i := range p.Gebeurtenissen {
		g := &p.Gebeurtenissen[i]
		f, ok := g.Feit.(*dossier.BriefOpgemaakt)
		if !ok {
			continue
		}
		n++
		gemaakt, err := o.schrijf(p, i, f, p.Nummer+"-"+strconv.Itoa(n))
		if err != nil { // een proef maakt alle brieven; dit kan alleen na een fout in deze kamer
			panic("demo: brief " + f.Brief + " van " + p.Nummer + ": " + err.Error())
		}
		*f = *gemaakt
	}
}

func (o Opdracht) schrijf(p Persoon, plek int, f *dossier.BriefOpgemaakt, kenmerk string) (*dossier.BriefOpgemaakt, error) {
	d := dossier.Opbouwen(p.Gebeurtenissen[:plek], p.Gebeurtenissen[plek].Bekend(), 0)
	van := Afzender
	van.Contact, van.Telefoon = contact(p.Gebeurtenissen[plek].Wie, van.Telefoon)
	var b brief.Brief
	var err error
	if f.Brief == "pip" {
		b, err = brief.PIP(d, recht.Reken(d, o.Recht), van, kenmerk, f.Over)
	} else {
		b, err = brief.Oproep(d, van, kenmerk, f.Over, brief.Waar{Tijd: "10.30", Plaats: "Stadhuis, Marktveld 1, balie 4"})
	}
	if err != nil {
		return nil, err
	}
	return brief.Opgemaakt(b, kenmerk, f.Over)
}

// contact geeft naam en nummer van een klantmanager, of het algemene nummer.
func contact(gebruiker, algemeen string) (naam, telefoon string) {
	for _, m := range Medewerkers {
		if m.Gebruiker == gebruiker {
			return m.Naam, m.Telefoon
		}
	}
	return "het team inburgering", algemeen
}
