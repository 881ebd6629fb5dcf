package web

import (
	"strconv"

	"traject/app"
)

// conflictblad shows that someone else changed the dossier: at one side what was
// added meanwhile, at the other what this person filled in. Nothing is lost: the
// form is sent again with the new version.
type conflictblad struct {
	Kop      string // who was first: a colleague, or the same person in another window
	Zin      string
	Nieuw    []conflictregel // what a colleague recorded
	Ingevuld []conflictregel // what this person typed
}

type conflictregel struct{ Naam, Waarde, Bij string }

// maakConflict compares: c is what app says, ingevuld what stood in the form, n names
// who was first.
func maakConflict(c *app.Conflict, ingevuld []conflictregel, n benoem) conflictblad {
	b := conflictblad{Ingevuld: ingevuld,
		Zin: "U begon met versie " + strconv.Itoa(c.Verwacht) + " van het dossier. Nu is er versie " + strconv.Itoa(c.Nu) +
			". Kijk of uw invulling nog klopt en leg haar dan opnieuw vast. Er is nog niets vastgelegd."}
	for i := range c.Sindsdien {
		g := &c.Sindsdien[i]
		waarde := g.GeldigOp.Voluit()
		for _, v := range velden(n.feit(g.Feit)) { // both versions can only be compared when both are shown
			waarde += ". " + v.Naam + ": " + v.Waarde
		}
		b.Nieuw = append(b.Nieuw, conflictregel{feitnaam(g.Feit), waarde, vastgelegdDoor(g, n)})
	}
	return b
}
