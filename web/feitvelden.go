package web

import (
	"strconv"
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// feitveld is one field of a fact as people read it.
type feitveld struct{ Naam, Waarde string }

// velden prints what a fact holds. It visits the fields by the one description
// the log and the file use as well, so no field is ever missing here. A BSN is
// passed over: who may see it finds it in the header of the dossier.
func velden(f dossier.Feit) []feitveld {
	var v veldendrukker
	if f != nil {
		f.Velden(&v)
	}
	return v.uit
}

type veldendrukker struct{ uit []feitveld }

func (v *veldendrukker) zet(naam, waarde string) {
	if waarde == "" || naam == "bsn" {
		return
	}
	v.uit = append(v.uit, feitveld{hoofdletter(strings.ReplaceAll(naam, "-", " ")), waarde})
}

func (v *veldendrukker) Tekst(naam string, doel *string, _ bool) { v.zet(naam, *doel) }

func (v *veldendrukker) Keuze(naam string, krijg func() string, _ func(string), _ []string, _ bool) {
	v.zet(naam, keuzewoord(krijg()))
}

func (v *veldendrukker) Keuzes(naam string, krijg func() []string, _ func([]string), _ []string) {
	woorden := krijg()
	uit := make([]string, len(woorden))
	for i, w := range woorden {
		uit[i] = keuzewoord(w)
	}
	v.zet(naam, strings.Join(uit, ", "))
}

func (v *veldendrukker) Datum(naam string, doel *begrip.Datum, _ bool) { v.zet(naam, doel.Voluit()) }

func (v *veldendrukker) Uren(naam string, doel *dossier.Optie[begrip.Uren], _ bool) {
	if doel.Is {
		v.zet(naam, doel.Waarde.Tekst())
	}
}

func (v *veldendrukker) Bedrag(naam string, doel *dossier.Optie[begrip.Cent], _ bool) {
	if doel.Is {
		v.zet(naam, doel.Waarde.Euro())
	}
}

func (v *veldendrukker) Geheel(naam string, doel *dossier.Optie[int], _, _ int, _ bool) {
	if doel.Is {
		v.zet(naam, strconv.Itoa(doel.Waarde))
	}
}

func (v *veldendrukker) Vlag(naam string, doel *dossier.Optie[bool], _ bool) {
	switch {
	case doel.Is && doel.Waarde:
		v.zet(naam, "ja")
	case doel.Is:
		v.zet(naam, "nee")
	}
}

func (v *veldendrukker) Verwijzing(naam string, doel *string, _ dossier.Soort, _ bool) {
	v.zet(naam, *doel)
}

// Bytes holds what the house keeps and does not read, such as a receipt.
func (v *veldendrukker) Bytes(naam string, doel *[]byte) {
	if len(*doel) > 0 {
		v.zet(naam, "bewaard, "+strconv.Itoa(len(*doel))+" tekens")
	}
}

// keuzewoord prints a value from a fixed list.
func keuzewoord(w string) string {
	if t := begrip.Leerroute(w).Titel(); t != "" {
		return t
	}
	switch w {
	case "a2", "b2", "knm", "pvt", "map", "nt2", "pip", "aow", "vve":
		return strings.ToUpper(w)
	case string(begrip.GezinEnOverig):
		return begrip.GezinEnOverig.Titel()
	}
	return strings.ReplaceAll(w, "-", " ")
}
