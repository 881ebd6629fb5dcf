package dossier

import (
	"cmp"
	"iter"
	"slices"

	"traject/kern/begrip"
)

// Persoon is de mens om wie het dossier gaat, zoals nu bekend.
type Persoon struct {
	Persoonsgegevens
	Naam begrip.Naam
	BSN  begrip.BSN // leeg als het niet bekend is
}

// Dossier is de stand van een dossier op een dag: de feiten die dan gelden, op
// volgorde van dag en bij gelijke dag van vastleggen.
type Dossier struct {
	Gemeente     begrip.Gemeente
	Beleid       string // beleidspakket; leeg is landelijk
	Stelsel      begrip.Stelsel
	ELIP         bool // alleen onder Wi2013: de lening is op en de plicht loopt nog
	Persoon      Persoon
	Klantmanager string
	Peil         begrip.Datum // de dag waarop dit de stand is
	Bekend       begrip.Datum // wat toen bekend was; leeg is alles
	Aantal       int          // Nummer van de laatste gebeurtenis die is gelezen
	Feiten       []*Gebeurtenis
	echt         map[string]string // vervangen kenmerk -> kenmerk dat nu geldt
}

// Opbouwen vouwt gebeurtenissen tot de stand op peil, zoals bekend op de dag
// bekend (leeg: alles wat er staat). Een feit van na peil telt nog niet. Een
// verbetering telt vanaf haar eigen dag; tot dan telt het oude feit.
func Opbouwen(gebeurtenissen []Gebeurtenis, peil, bekend begrip.Datum) *Dossier {
	d := &Dossier{Peil: peil, Bekend: bekend, Stelsel: begrip.Wi2021, Feiten: make([]*Gebeurtenis, 0, len(gebeurtenissen))}
	for i := range gebeurtenissen {
		g := &gebeurtenissen[i]
		d.Aantal = max(d.Aantal, g.Nummer)
		switch f := g.Feit.(type) {
		case *DossierGeopend:
			d.Gemeente, d.Beleid, d.Stelsel, d.ELIP = f.Gemeente, f.Beleid, f.Stelsel, f.ELIP.Of(false)
			d.Persoon.Persoonsgegevens = f.Persoonsgegevens
			continue
		case *PersoonGewijzigd:
			if bekend == 0 || g.Bekend() <= bekend {
				d.Persoon.vulAan(f.Persoonsgegevens)
			}
		}
		if g.GeldigOp > peil || (bekend != 0 && g.Bekend() > bekend) {
			continue
		}
		if f, ok := g.Feit.(*Toegewezen); ok {
			d.Klantmanager = f.Aan
		}
		if g.Vervangt != "" {
			if d.echt == nil {
				d.echt = map[string]string{}
			}
			d.echt[g.Vervangt] = g.ID
		}
		d.Feiten = append(d.Feiten, g)
	}
	if d.echt != nil {
		d.Feiten = slices.DeleteFunc(d.Feiten, func(g *Gebeurtenis) bool {
			_, weg := d.echt[g.ID]
			return g.ID != "" && weg
		})
	}
	if !slices.IsSortedFunc(d.Feiten, opDag) {
		slices.SortStableFunc(d.Feiten, opDag)
	}
	d.Persoon.werkBij()
	return d
}

func opDag(a, b *Gebeurtenis) int { return cmp.Compare(a.GeldigOp, b.GeldigOp) }

// werkBij maakt naam en BSN opnieuw uit de gegevens.
func (p *Persoon) werkBij() {
	p.Naam = begrip.Naam{Voornamen: p.Voornamen, Voorvoegsel: p.Voorvoegsel, Geslachtsnaam: p.Geslachtsnaam}
	p.BSN = begrip.BSN{}
	if b, err := begrip.LeesBSN(p.Persoonsgegevens.BSN); err == nil {
		p.BSN = b
	}
}

// vulAan neemt over wat is ingevuld.
func (p *Persoonsgegevens) vulAan(n Persoonsgegevens) {
	vul := func(doel *string, nieuw string) {
		if nieuw != "" {
			*doel = nieuw
		}
	}
	vul(&p.Voornamen, n.Voornamen)
	vul(&p.Voorvoegsel, n.Voorvoegsel)
	vul(&p.Geslachtsnaam, n.Geslachtsnaam)
	vul(&p.BSN, n.BSN)
	vul(&p.VNummer, n.VNummer)
	vul((*string)(&p.Doelgroep), string(n.Doelgroep))
	vul(&p.Adres, n.Adres)
	vul(&p.Postcode, n.Postcode)
	vul(&p.Plaats, n.Plaats)
	vul(&p.Telefoon, n.Telefoon)
	vul(&p.Tolk, n.Tolk)
	vul(&p.Aanhef, n.Aanhef)
	if n.Geboortedatum != 0 {
		p.Geboortedatum = n.Geboortedatum
	}
}

// Echt geeft het kenmerk dat nu geldt: wie naar een vervangen feit verwijst,
// bedoelt het feit dat het verving.
func (d *Dossier) Echt(id string) string {
	for range d.echt {
		nieuw, ok := d.echt[id]
		if !ok {
			return id
		}
		id = nieuw
	}
	return id
}

// DoelgroepOp geeft de groep op een dag: die van het begin, of die van de laatste
// wijziging tot en met die dag. Leeg is onbekend.
func (d *Dossier) DoelgroepOp(dag begrip.Datum) begrip.Doelgroep {
	groep := d.Persoon.Doelgroep
	for g, f := range Van[*DoelgroepGewijzigd](d) {
		if g.GeldigOp <= dag {
			groep = f.Naar
		}
	}
	return groep
}

// Van loopt langs de feiten van één soort, oudste eerst.
func Van[F Feit](d *Dossier) iter.Seq2[*Gebeurtenis, F] {
	return func(yield func(*Gebeurtenis, F) bool) {
		for _, g := range d.Feiten {
			if f, ok := g.Feit.(F); ok && !yield(g, f) {
				return
			}
		}
	}
}

// Eerste geeft het oudste feit van een soort; de gebeurtenis is nil als het er niet is.
func Eerste[F Feit](d *Dossier) (*Gebeurtenis, F) {
	for g, f := range Van[F](d) {
		return g, f
	}
	var niets F
	return nil, niets
}

// Laatste geeft het jongste feit van een soort; de gebeurtenis is nil als het er niet is.
func Laatste[F Feit](d *Dossier) (*Gebeurtenis, F) {
	for i := len(d.Feiten) - 1; i >= 0; i-- {
		if f, ok := d.Feiten[i].Feit.(F); ok {
			return d.Feiten[i], f
		}
	}
	var niets F
	return nil, niets
}

// Heeft zegt of er een feit van die soort is.
func Heeft[F Feit](d *Dossier) bool {
	g, _ := Eerste[F](d)
	return g != nil
}

// ZoekID geeft de gebeurtenis met dat kenmerk, of die haar verving; nil als zij er niet is.
func (d *Dossier) ZoekID(id string) *Gebeurtenis {
	if id == "" {
		return nil
	}
	id = d.Echt(id)
	for _, g := range d.Feiten {
		if g.ID == id {
			return g
		}
	}
	return nil
}
