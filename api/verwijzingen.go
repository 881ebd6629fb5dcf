package api

import (
	"strconv"

	"traject/kern/dossier"
)

// verwijzingen kijkt over het hele bestand: elk kenmerk één keer, elke verwijzing naar
// een feit van de goede soort, en geen kring van verbeteringen. Een feit dat een ander
// vervangt krijgt zo nodig zelf een kenmerk, zodat verwijzingen het volgen.
func (l *lezer) verwijzingen(feiten []dossier.Gebeurtenis, wijst []verwijzing) {
	opID := make(map[string]int, len(feiten))
	for i := range feiten {
		id := feiten[i].ID
		if id == "" {
			continue
		}
		if _, er := opID[id]; er {
			l.f.meld(pad{bij("feiten"), op(i), bij("id")}, IDDubbel, zinIDDubbel)
			continue
		}
		opID[id] = i
	}
	for _, w := range wijst {
		i, er := opID[w.naar]
		hier := pad{bij("feiten"), op(w.feit), bij(w.veld)}
		switch {
		case !er, w.soort != "" && feiten[i].Feit.Soort() != w.soort && feiten[i].Feit.Soort() != dossier.SoortOverig:
			l.f.meld(hier, VerwijzingOnbekend, zinVerwijzingNiet)
		case w.veld == "vervangt" && i == w.feit:
			l.f.meld(hier, WaardeOngeldig, zinVervangtZelf)
		}
	}
	l.kringen(feiten, opID)
	for i := range feiten {
		if feiten[i].Vervangt != "" && feiten[i].ID == "" {
			feiten[i].ID = vrijKenmerk(opID, i)
		}
	}
}

// kringen meldt een rij verbeteringen die op zichzelf uitkomt, bij het eerste feit ervan.
func (l *lezer) kringen(feiten []dossier.Gebeurtenis, opID map[string]int) {
	klaar := make([]int, len(feiten)) // 0 nog niet, anders de ronde waarin gezien
	for i := range feiten {
		for j := i; klaar[j] == 0; {
			klaar[j] = i + 1
			naar, er := opID[feiten[j].Vervangt]
			if !er || feiten[j].Vervangt == "" || naar == j {
				break
			}
			if klaar[naar] == i+1 {
				l.f.meld(pad{bij("feiten"), op(i), bij("vervangt")}, WaardeOngeldig, zinKring)
				break
			}
			j = naar
		}
	}
}

// vrijKenmerk verzint een kenmerk dat nog niet in het bestand staat.
func vrijKenmerk(opID map[string]int, i int) string {
	id := "feit-" + strconv.Itoa(i+1)
	for _, er := opID[id]; er; _, er = opID[id] {
		id += "-"
	}
	opID[id] = i
	return id
}
