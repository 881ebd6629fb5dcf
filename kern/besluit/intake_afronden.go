package besluit

import (
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// Intake is de opdracht om de brede intake af te ronden; Dag is de dag van het laatste gesprek.
type Intake struct {
	Vastlegging
	Onderwijs, Werk, Gezin, Gezondheid, Taalniveau, Zelfredzaamheid, Werkkansen, Wens string
	ZonderDerden                                                                      bool // is verteld dat een gesprek zonder anderen erbij kan
	Eenzijdig                                                                         bool
}

// RondIntakeAf toetst of het verslag van de brede intake volledig is en rondt haar
// af. Eenzijdig kan alleen als iemand na de waarschuwing en na de derde oproep niet
// kwam of niet meewerkte. Velden: zoals in Intake, in kleine letters met een streepje.
//
// wet: wi2021#art-14-lid-2
// wet: wi2021#art-14-lid-3
// wet: bi2021#art-5.2
func RondIntakeAf(d *dossier.Dossier, r *wetten.Recht, o Intake) (Besluit, []begrip.Weigering) {
	z := beginBegeleid(d, r, o.Vastlegging)
	if dossier.Heeft[*dossier.IntakeAfgerond](d) {
		z.weiger("al-gedaan", "", grondIntake, "De brede intake is al afgerond.")
	}
	if o.Eenzijdig {
		if !MagEenzijdig(d) {
			z.weiger("te-vroeg", "eenzijdig", grondEenzijdig, "Alleen afronden kan nog niet. Waarschuw eerst. Roep daarna opnieuw op, tot en met de derde oproep.")
		}
	} else {
		z.eisIntake(o)
	}
	verslag := &dossier.IntakeVerslag{Onderwijs: o.Onderwijs, Werk: o.Werk, Gezin: o.Gezin, Gezondheid: o.Gezondheid, Taalniveau: o.Taalniveau,
		Zelfredzaamheid: o.Zelfredzaamheid, Werkkansen: o.Werkkansen, Wens: o.Wens, ZonderDerden: dossier.Met(o.ZonderDerden)}
	z.feit(verslag)
	f := &dossier.IntakeAfgerond{}
	if o.Eenzijdig {
		f.Eenzijdig = dossier.Met(true)
	}
	z.feit(f)
	return z.klaar()
}

// eisIntake toetst de inhoud die de wet voor een gewone intake vraagt.
func (z *zaak) eisIntake(o Intake) {
	if !isVerschenen(z.d) {
		z.weiger("niet-verschenen", "", grondOproep, "In het dossier staat niet dat iemand op de brede intake kwam. Leg dat eerst vast.")
	}
	if z.d.Stelsel == begrip.Wi2021 && !dossier.Heeft[*dossier.Leerbaarheidstoets](z.d) {
		z.weiger("geen-toets", "", grondToets, "De leerbaarheidstoets ontbreekt. Leg eerst de uitslag vast, of dat de toets niet hoeft.")
	}
	for _, veld := range []struct {
		naam, tekst string
		grond       *begrip.Vindplaats
		zin         string
	}{
		{"onderwijs", o.Onderwijs, grondIntake, "Schrijf op welke opleiding iemand heeft. Geen opleiding? Schrijf dat op."},
		{"werk", o.Werk, grondIntake, "Schrijf op welk werk iemand heeft gedaan. Geen werk? Schrijf dat op."},
		{"gezin", o.Gezin, grondIntake, "Schrijf op hoe iemand woont, met welk gezin, en of er jonge kinderen zijn voor vve."},
		{"gezondheid", o.Gezondheid, grondIntake, "Schrijf op wat iemand wel en niet kan. Noem geen ziekte of diagnose."},
		{"taalniveau", o.Taalniveau, grondIntakeExtra, "Schrijf op hoe goed iemand Nederlands kent."},
		{"zelfredzaamheid", o.Zelfredzaamheid, grondIntakeExtra, "Schrijf op wat iemand zelf kan regelen en waar hulp bij nodig is."},
		{"werkkansen", o.Werkkansen, grondIntakeExtra, "Schrijf op welke kans iemand heeft op werk."},
	} {
		z.eis(strings.TrimSpace(veld.tekst) != "", veld.naam, veld.grond, veld.zin)
	}
	z.eis(o.ZonderDerden, "zonder-derden", grondZonderDerden, "Vertel dat een gesprek zonder familie of anderen kan. Kruis daarna aan dat u dit hebt verteld.")
}

func isVerschenen(d *dossier.Dossier) bool {
	for _, f := range dossier.Van[*dossier.Verschenen](d) {
		if f.Voor == dossier.VoorBredeIntake {
			return true
		}
	}
	return false
}

// MagEenzijdig zegt of de gemeente de brede intake alleen mag afronden: iemand miste
// de eerste oproep, is gewaarschuwd, miste de tweede oproep en daarna de derde.
func MagEenzijdig(d *dossier.Dossier) bool {
	gewaarschuwd := false
	var gemist []bool // per gemiste oproep: was er toen al gewaarschuwd
	for _, g := range d.Feiten {
		switch f := g.Feit.(type) {
		case *dossier.Gewaarschuwd:
			gewaarschuwd = gewaarschuwd || f.Voor == dossier.VoorBredeIntake
		case *dossier.NietVerschenen:
			if isIntake(f.Voor) {
				gemist = append(gemist, gewaarschuwd)
			}
		case *dossier.OnvoldoendeMeegewerkt:
			if isIntake(f.Voor) {
				gemist = append(gemist, gewaarschuwd)
			}
		}
	}
	na := 0
	for _, n := range gemist {
		if n {
			na++
		}
	}
	return len(gemist) > na && na > 1
}

// isIntake zegt of een oproep bij de brede intake hoort; de leerbaarheidstoets is daar deel van.
func isIntake(v dossier.Voor) bool {
	return v == dossier.VoorBredeIntake || v == dossier.VoorLeerbaarheidstoets
}
