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
	if waarde == "" || naam == "bsn" || naam == "aanbieder" { // a key of the register says nothing to people; the name stands beside it
		return
	}
	v.uit = append(v.uit, feitveld{veldnaam(naam), waarde})
}

func (v *veldendrukker) Tekst(naam string, doel *string, _ bool) { v.zet(naam, feitwoord(*doel)) }

func (v *veldendrukker) Keuze(naam string, krijg func() string, _ func(string), _ []string, _ bool) {
	if w := krijg(); naam == "niveau" {
		v.zet(naam, strings.ToUpper(w))
	} else {
		v.zet(naam, keuzewoord(w))
	}
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
	v.zet(naam, feitwoord(*doel))
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
	case "bow":
		return "Blik op Werk"
	case string(begrip.GezinEnOverig):
		return begrip.GezinEnOverig.Titel()
	}
	return strings.ReplaceAll(w, "-", " ")
}

// veldnaam writes the key of a field as people read it: "PVT uren".
func veldnaam(naam string) string {
	delen := strings.Split(naam, "-")
	for i, d := range delen {
		switch d {
		case "pvt", "map", "vve", "azc", "pip":
			delen[i] = strings.ToUpper(d)
		case "v":
			delen[i] = "V-"
		}
	}
	return hoofdletter(strings.Replace(strings.Join(delen, " "), "V- ", "V-", 1))
}

// feitwoord writes a reference to a fact of ours: "f14" becomes "feit 14".
func feitwoord(w string) string {
	if len(w) > 1 && w[0] == 'f' {
		if n, ok := heelGetal(w[1:]); ok {
			return "feit " + strconv.Itoa(n)
		}
	}
	return w
}

// Groep visits the fields like all others.
func (v *veldendrukker) Groep(_ dossier.Groep, velden func(dossier.Bezoeker)) { velden(v) }
