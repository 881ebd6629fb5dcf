package demo

import (
	"cmp"
	"iter"
	"math/rand/v2"
	"slices"
	"strconv"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// Opdracht zegt welke demo gemaakt moet worden.
type Opdracht struct {
	Vandaag begrip.Datum
	Zaad    uint64
	Omvang  int
	// Recht geeft de vrije dagen, zodat niemand op Kerst wordt uitgenodigd, en de termijnen
	// in de brieven. Nil is: alleen het weekend is vrij en er zijn geen brieven.
	Recht *wetten.Recht
}

// Persoon is één verzonnen dossier, klaar voor de kelder.
type Persoon struct {
	Nummer         string // "2026-0001": jaar van opening en volgnummer
	Klantmanager   string // gebruiker; leeg is nog niet toegewezen
	Gebeurtenissen []dossier.Gebeurtenis
}

// Maak verzint de mensen één voor één, zodat ook een grote demo weinig geheugen vraagt.
// Dezelfde opdracht geeft dezelfde mensen; een grotere omvang begint met dezelfde.
func Maak(o Opdracht) iter.Seq[Persoon] {
	return func(yield func(Persoon) bool) {
		managers := Klantmanagers(o.Omvang)
		perJaar := map[int]int{}
		for i := range o.Omvang {
			p := o.persoon(i, managers[i*len(managers)/max(o.Omvang, 1)])
			jaar := p.Gebeurtenissen[0].Bekend().Jaar()
			perJaar[jaar]++
			p.Nummer = strconv.Itoa(jaar) + "-" + vierCijfers(perJaar[jaar])
			if o.Recht != nil {
				o.schrijfBrieven(p)
			}
			if !yield(p) {
				return
			}
		}
	}
}

func vierCijfers(n int) string {
	s := strconv.Itoa(n)
	for len(s) < 4 {
		s = "0" + s
	}
	return s
}

// persoon verzint de zoveelste mens. Elk mens heeft een eigen bron van toeval, zodat
// een ander dossier niets verandert als er één bij komt.
func (o Opdracht) persoon(i int, manager string) Persoon {
	rng := rand.New(rand.NewPCG(o.Zaad, uint64(i)))
	l := &loop{o: o, rng: rng, duo: rand.New(rand.NewPCG(o.Zaad+1, uint64(i))), plek: plaatsen[(i*37)%len(plaatsen)], manager: manager}
	l.asiel = rng.IntN(10) < 6
	switch l.plek.wat {
	case anderegroep:
		l.asiel = false
	case opDerde:
		l.asiel = true
	}
	if l.plek.over != 0 { // het aanbod van lessen is er alleen voor een asielstatushouder
		l.asiel = l.plek.over == aanbodLessen
	}
	l.mens, l.land = verzinMens(rng, i, o.Zaad, l.asiel, o.Vandaag)
	l.leef()
	return Persoon{Klantmanager: l.toegewezen, Gebeurtenissen: l.opschrijven()}
}

// stap is een feit in wording. Over wijst naar de stap waarvan het kenmerk nog in *ref moet.
type stap struct {
	volgorde    int
	dag, bekend begrip.Datum
	wie         string
	rol         begrip.Rol
	bron        string
	feit        dossier.Feit
	ref         *string
	over        *stap
	id          string
}

// opschrijven zet de stappen op de dag dat zij bekend werden, nummert ze en vult de
// verwijzingen in.
func (l *loop) opschrijven() []dossier.Gebeurtenis {
	slices.SortStableFunc(l.stappen, func(a, b *stap) int {
		return cmp.Or(cmp.Compare(a.bekend, b.bekend), cmp.Compare(a.volgorde, b.volgorde))
	})
	for i, s := range l.stappen {
		s.id = "f" + strconv.Itoa(i+1)
		if _, ok := s.feit.(*dossier.Overtreding); ok {
			s.id = "o" + strconv.Itoa(i+1)
		}
	}
	uit := make([]dossier.Gebeurtenis, len(l.stappen))
	for i, s := range l.stappen {
		if s.over != nil {
			*s.ref = s.over.id
		}
		g := dossier.Gebeurtenis{Nummer: i + 1, Vorm: dossier.HuidigeVorm, ID: s.id, GeldigOp: s.dag, Wie: s.wie, Rol: s.rol, Bron: s.bron, Feit: s.feit, Moment: moment(s.bekend, i)}
		if s.bekend != s.dag {
			g.BekendOp = s.bekend
		}
		uit[i] = g
	}
	return uit
}

// moment geeft de tijd van vastleggen: overdag, en later naarmate het feit later kwam.
func moment(dag begrip.Datum, plek int) int64 {
	const dagInSeconden, achtUur = 86_400, 8 * 3_600
	return int64(dag-begrip.MoetDag("1970-01-01"))*dagInSeconden + achtUur + int64(plek%480)*60
}
