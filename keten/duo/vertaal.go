package duo

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// Feiten geeft de feiten die een signaal zelf al zegt, voor dossier d (nil als het
// nieuw is) op de dag die DUO meldt. Wat alleen na lezen bij DUO vaststaat, zoals
// vanaf welke dag een groep wijzigde, komt hier niet vandaan: dat zou gokken zijn.
// Hetzelfde signaal opnieuw geeft geen tweede feit.
func (s Signaal) Feiten(d *dossier.Dossier, dag begrip.Datum) []dossier.Feit {
	switch s.Code {
	case "SS101", "SS128":
		if heeft[*dossier.PlichtOntstaan](d) {
			return nil
		}
		return []dossier.Feit{&dossier.PlichtOntstaan{}}
	case "SS139":
		return naSS139(d, dag)
	case "SS120", "SS121":
		if ingeschrevenOp(d, dag) {
			return nil
		}
		return []dossier.Feit{&dossier.Inschrijving{Verhuizing: dossier.Met(true)}}
	}
	return nil
}

// naSS139 maakt van het eerste SS139 de kennisgeving. Komt het nog eens voor iemand die
// al bericht had en hier nog niet stond ingeschreven, dan woont hij nu in de gemeente
// na het azc, en begint de klok van Bi2021 art. 5.3 lid 1 bij de inschrijving.
func naSS139(d *dossier.Dossier, dag begrip.Datum) []dossier.Feit {
	if !heeft[*dossier.Kennisgeving](d) {
		return []dossier.Feit{&dossier.Kennisgeving{}}
	}
	eerder, _ := dossier.Eerste[*dossier.Kennisgeving](d)
	if eerder.GeldigOp == dag || !heeft[*dossier.Koppeling](d) || heeft[*dossier.Inschrijving](d) {
		return nil
	}
	return []dossier.Feit{&dossier.Inschrijving{Gehuisvest: dossier.Met(true)}}
}

func heeft[F dossier.Feit](d *dossier.Dossier) bool { return d != nil && dossier.Heeft[F](d) }

func ingeschrevenOp(d *dossier.Dossier, dag begrip.Datum) bool {
	if d == nil {
		return false
	}
	for g := range dossier.Van[*dossier.Inschrijving](d) {
		if g.GeldigOp == dag {
			return true
		}
	}
	return false
}
