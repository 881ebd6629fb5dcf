package agenda

import (
	"slices"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

// Stand is het antwoord van de wet op één dag, met de taken die eruit volgen.
type Stand struct {
	Antwoord *recht.Antwoord
	Taken    []Taak
}

// Verandering is één deel van een stand dat anders wordt. Nu is nil als het er nog niet
// is, Dan als het verdwijnt.
type Verandering[T any] struct {
	Naam    string // zoals in het antwoord: "bezwaar:o1"
	Nu, Dan *T
}

// Verschil is wat er verandert als een feit er ook zou zijn. Een deel waarvan alleen de
// uitleg anders is staat er niet bij: het gaat om wat eruit komt.
type Verschil struct {
	Nu, Dan     Stand
	Termijnen   []Verandering[recht.Termijn]
	Normen      []Verandering[recht.Norm]
	Boetes      []Verandering[recht.Boete]
	Handelingen []Verandering[recht.Handeling]
	Taken       []Verandering[Taak]
	Vragen      []Verandering[begrip.Vraag]
}

// WatAls rekent een dossier zonder en met een verondersteld feit, op dezelfde dag en met
// hetzelfde recht. Er wordt niets vastgelegd. Bekend is leeg als alles bekend is.
func WatAls(feiten []dossier.Gebeurtenis, stel dossier.Gebeurtenis, op, bekend begrip.Datum, r *wetten.Recht) Verschil {
	reken := func(gs []dossier.Gebeurtenis) Stand {
		d := dossier.Opbouwen(gs, op, bekend)
		a := recht.Reken(d, r)
		return Stand{a, Afleiden(d, a)}
	}
	nu, dan := reken(feiten), reken(append(slices.Clone(feiten), stel))
	return Verschil{
		Nu: nu, Dan: dan,
		Termijnen:   anders(nu.Antwoord.Termijnen, dan.Antwoord.Termijnen, (*recht.Termijn).Naam, zelfdeTermijn),
		Normen:      anders(nu.Antwoord.Normen, dan.Antwoord.Normen, func(n *recht.Norm) string { return n.Sleutel }, zelfdeNorm),
		Boetes:      anders(nu.Antwoord.Boetes, dan.Antwoord.Boetes, func(x *recht.Boete) string { return x.ID }, zelfdeBoete),
		Handelingen: anders(nu.Antwoord.Handelingen, dan.Antwoord.Handelingen, (*recht.Handeling).Naam, zelfdeHandeling),
		Taken:       anders(nu.Taken, dan.Taken, taaknaam, zelfdeTaak),
		Vragen:      anders(nu.Antwoord.Vragen, dan.Antwoord.Vragen, func(v *begrip.Vraag) string { return v.Feit }, zelfdeVraag),
	}
}

// IsLeeg zegt dat het veronderstelde feit niets verandert.
func (v *Verschil) IsLeeg() bool {
	return len(v.Termijnen)+len(v.Normen)+len(v.Boetes)+len(v.Handelingen)+len(v.Taken)+len(v.Vragen) == 0
}

// anders geeft wat verschilt: in de volgorde van nu, en daarna wat erbij komt.
func anders[T any](nu, dan []T, naam func(*T) string, gelijk func(a, b *T) bool) []Verandering[T] {
	zoek := func(lijst []T, n string) *T {
		for i := range lijst {
			if naam(&lijst[i]) == n {
				return &lijst[i]
			}
		}
		return nil
	}
	var uit []Verandering[T]
	for i := range nu {
		n := naam(&nu[i])
		if d := zoek(dan, n); d == nil || !gelijk(&nu[i], d) {
			uit = append(uit, Verandering[T]{n, &nu[i], d})
		}
	}
	for i := range dan {
		if n := naam(&dan[i]); zoek(nu, n) == nil {
			uit = append(uit, Verandering[T]{n, nil, &dan[i]})
		}
	}
	return uit
}

func taaknaam(t *Taak) string { return t.Soort + ":" + t.Over }

func zelfdeTermijn(a, b *recht.Termijn) bool {
	return a.Begin == b.Begin && a.Uiterlijk == b.Uiterlijk && a.Stand == b.Stand && zelfdeBronnen(a.Bronnen, b.Bronnen)
}

func zelfdeNorm(a, b *recht.Norm) bool {
	return a.Eis == b.Eis && a.Behaald == b.Behaald && a.Rest == b.Rest && a.Eenheid == b.Eenheid && a.Voldaan == b.Voldaan && zelfdeBronnen(a.Bronnen, b.Bronnen)
}

func zelfdeBoete(a, b *recht.Boete) bool {
	return zelfdePlaats(a.Grond, b.Grond) && a.Mag == b.Mag && a.Bekend == b.Bekend && a.Trede == b.Trede && a.Percentage == b.Percentage &&
		a.Norm == b.Norm && a.HeeftNorm == b.HeeftNorm && a.Bedrag == b.Bedrag && a.Ruimte == b.Ruimte && a.HeeftRuimte == b.HeeftRuimte &&
		a.Opgelegd == b.Opgelegd && slices.EqualFunc(a.Weigering, b.Weigering, zelfdeWeigering) && slices.Equal(a.Eisen, b.Eisen) && zelfdeBronnen(a.Bronnen, b.Bronnen)
}

func zelfdeHandeling(a, b *recht.Handeling) bool {
	return a.Mag == b.Mag && slices.EqualFunc(a.Weigering, b.Weigering, zelfdeWeigering) && slices.Equal(a.Eisen, b.Eisen) && zelfdeBronnen(a.Bronnen, b.Bronnen)
}

func zelfdeTaak(a, b *Taak) bool {
	return a.Vanaf == b.Vanaf && a.Uiterlijk == b.Uiterlijk && a.Rol == b.Rol && a.Reden == b.Reden && zelfdePlaats(a.Bron, b.Bron)
}

func zelfdeVraag(a, b *begrip.Vraag) bool { return a.Aan == b.Aan && zelfdePlaats(a.Grond, b.Grond) }

func zelfdeWeigering(a, b begrip.Weigering) bool {
	return a.Code == b.Code && a.Zin == b.Zin && zelfdePlaats(a.Grond, b.Grond)
}

func zelfdeBronnen(a, b []*begrip.Vindplaats) bool { return slices.EqualFunc(a, b, zelfdePlaats) }

// zelfdePlaats vergelijkt bepalingen op wat er staat: twee regels kunnen elk hun eigen
// aanwijzer naar hetzelfde artikel hebben.
func zelfdePlaats(a, b *begrip.Vindplaats) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
