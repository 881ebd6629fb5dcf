package api

import (
	"strings"

	"traject/kern/begrip"
	"traject/kern/recht"
)

// SchrijfTekst schrijft het antwoord als leesbaar Nederlands, met bij elke uitkomst waar
// het staat. De stappen zijn dezelfde als in het JSON-antwoord.
func SchrijfTekst(b []byte, u *Uitkomst) []byte {
	t := leesbaar{b: b}
	a := u.Antwoord
	if u.Bestand != "" {
		t.regel(0, u.Bestand)
	}
	t.regel(0, "Gerekend op "+a.Op.VoluitMetDag()+", "+string(a.Stelsel)+", beleid "+a.Pakket+".")
	if a.Bekend != 0 {
		t.regel(0, "Met wat bekend was op "+a.Bekend.VoluitMetDag()+".")
	}
	t.termijnen(a.Termijnen)
	t.normen(a.Normen)
	t.boetes(a.Boetes)
	t.handelingen(a.Handelingen)
	t.taken(u)
	t.vragen(a.Vragen)
	t.geld(a.Geld)
	return t.b
}

// leesbaar schrijft regels met inspringing.
type leesbaar struct{ b []byte }

func (t *leesbaar) regel(diep int, s string) {
	for range diep {
		t.b = append(t.b, ' ', ' ')
	}
	t.b = append(append(t.b, s...), '\n')
}

func (t *leesbaar) kop(s string) {
	t.b = append(t.b, '\n')
	t.regel(0, s)
}

// waarom schrijft elke stap met zijn bepaling.
func (t *leesbaar) waarom(uitleg begrip.Uitleg) {
	for _, s := range uitleg {
		w := recht.Waarde(s)
		if w != "" {
			w = ": " + w
		}
		t.regel(2, "- "+strings.TrimSuffix(recht.Zin(s), ".")+w+" ("+plaats(s.Grond)+")")
	}
}

func plaats(v *begrip.Vindplaats) string {
	if v == nil {
		return ""
	}
	return v.String()
}

func (t *leesbaar) termijnen(lijst []recht.Termijn) {
	if len(lijst) == 0 {
		return
	}
	t.kop("Termijnen")
	for i := range lijst {
		x := &lijst[i]
		s := x.Naam() + ": " + string(x.Stand)
		if x.Begin != 0 {
			s += ", vanaf " + x.Begin.Voluit()
		}
		if x.Uiterlijk != 0 {
			s += ", uiterlijk " + x.Uiterlijk.VoluitMetDag()
		}
		t.regel(1, s)
		t.waarom(x.Uitleg)
	}
}

func (t *leesbaar) normen(lijst []recht.Norm) {
	if len(lijst) == 0 {
		return
	}
	t.kop("Normen")
	for i := range lijst {
		n := &lijst[i]
		s := "nog niet voldaan"
		if n.Voldaan {
			s = "voldaan"
		}
		t.regel(1, n.Sleutel+": "+hoeveel(n.Behaald, n.Eenheid)+" van "+hoeveel(n.Eis, n.Eenheid)+", "+s)
		t.waarom(n.Uitleg)
	}
}

// hoeveel schrijft een aantal uren of stuks.
func hoeveel(n int64, e begrip.Eenheid) string {
	if e == begrip.InUren {
		return begrip.Uren(n).Tekst() + " uur"
	}
	return begrip.Uren(n * int64(begrip.Uur)).Tekst()
}

func (t *leesbaar) boetes(lijst []recht.Boete) {
	if len(lijst) == 0 {
		return
	}
	t.kop("Boetes")
	for i := range lijst {
		x := &lijst[i]
		s := x.ID + " (" + plaats(x.Grond) + "): "
		switch {
		case !x.Bekend:
			s += "er ontbreekt een feit, zie de vragen"
		case x.Mag:
			s += "mag, " + x.Bedrag.Euro()
		default:
			s += "mag niet"
		}
		if x.Opgelegd.Is {
			s += ", opgelegd " + x.Opgelegd.Waarde.Euro()
		}
		t.regel(1, s)
		t.weigeringen(x.Weigering)
		t.eisen(x.Eisen)
		t.waarom(x.Uitleg)
	}
}

func (t *leesbaar) weigeringen(lijst []begrip.Weigering) {
	for _, w := range lijst {
		t.regel(2, "Nee: "+w.Zin+" ("+plaats(w.Grond)+")")
	}
}

func (t *leesbaar) eisen(lijst []string) {
	if len(lijst) > 0 {
		t.regel(2, "Nog nodig: "+strings.Join(lijst, ", ")+".")
	}
}

func (t *leesbaar) handelingen(lijst []recht.Handeling) {
	if len(lijst) == 0 {
		return
	}
	t.kop("Handelingen")
	for i := range lijst {
		h := &lijst[i]
		s := "mag niet"
		if h.Mag {
			s = "mag"
		}
		t.regel(1, h.Naam()+": "+s)
		t.weigeringen(h.Weigering)
		t.eisen(h.Eisen)
	}
}

func (t *leesbaar) taken(u *Uitkomst) {
	if len(u.Taken) == 0 {
		return
	}
	t.kop("Te doen")
	for i := range u.Taken {
		x := &u.Taken[i]
		s := x.Soort
		if x.Over != "" {
			s += ":" + x.Over
		}
		if x.Uiterlijk != 0 {
			s += ", uiterlijk " + x.Uiterlijk.VoluitMetDag()
		}
		t.regel(1, s+", door "+string(x.Rol)+" ("+plaats(x.Bron)+")")
	}
}

func (t *leesbaar) vragen(lijst []begrip.Vraag) {
	if len(lijst) == 0 {
		return
	}
	t.kop("Vragen")
	for _, v := range lijst {
		t.regel(1, v.Feit+", te vragen aan "+string(v.Aan)+" ("+plaats(v.Grond)+")")
	}
}

func (t *leesbaar) geld(g *recht.Geld) {
	if g == nil || len(g.Uitleg) == 0 {
		return
	}
	t.kop("Geld")
	t.waarom(g.Uitleg)
}
