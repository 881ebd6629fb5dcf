package web

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// invulling is what stands in a form: the values as they were typed, the faults, and
// what a person reads back on a conflict. Fields are drawn and read through it, so a
// refused form comes back exactly as it was sent.
type invulling struct {
	waarden url.Values
	fouten  []veldfout
	regels  []conflictregel
	letOp   []app.TekstWaarschuwing // words to look at before it is recorded
}

// langsteTekst is what one field may hold; more is a fault at that field.
const langsteTekst = 10_000

func (in *invulling) fout(veld, zin string) {
	in.fouten = append(in.fouten, veldfout{Veld: veld, Zin: zin})
}

func (in *invulling) heeftFout(veld string) bool { return foutBij(in.fouten, veld) != "" }

// voegToe adds refusals, but never a second one at a field that already has its fault:
// "fill in the day" below "month 13 does not exist" would only confuse.
func (in *invulling) voegToe(fouten []veldfout) {
	eigen := in.fouten
	for _, f := range fouten {
		if f.Veld == "" || foutBij(eigen, f.Veld) == "" {
			in.fouten = append(in.fouten, f)
		}
	}
}

// weigerfouten gives the refusals of an act. One that belongs to no field names its
// article: there the reason is all there is to read.
func weigerfouten(weigeringen []begrip.Weigering) []veldfout {
	uit := make([]veldfout, 0, len(weigeringen))
	for _, w := range weigeringen {
		f := veldfout{Veld: w.Plaats, Zin: w.Zin}
		if bron := vindplaats(w.Grond); w.Plaats == "" && bron != "" {
			f.Zin += " (" + bron + ")"
		}
		uit = append(uit, f)
	}
	return uit
}

// tekst reads a text without the spaces around it.
func (in *invulling) tekst(naam, label string) string {
	s := strings.TrimSpace(in.waarden.Get(naam))
	if len(s) > langsteTekst {
		in.fout(naam, label+": deze tekst is te lang. Maak hem korter dan "+strconv.Itoa(langsteTekst)+" tekens.")
		return ""
	}
	return s
}

// dag reads a day from its three fields.
func (in *invulling) dag(naam, label string, verplicht bool) begrip.Datum {
	d, v := leesDatumveld(in.waarden, datumveld{Naam: naam, Label: label}, verplicht)
	if v.Fout != "" {
		in.fout(naam, v.Fout)
	}
	return d
}

// bsn reads a burgerservicenummer; people put spaces and dots between the digits.
func (in *invulling) bsn() string { return kaalBSN(in.tekst("bsn", "Burgerservicenummer")) }

// leesVersie reads for which version of a dossier or record a form was made. Every form of
// ours carries it, so without one it is no form of ours.
func leesVersie(vorm url.Values) (int, error) {
	n, ok := heelGetal(vorm.Get("versie"))
	if !ok {
		return 0, errVormfout
	}
	return n, nil
}

// uren reads a number of hours; people write a comma.
func (in *invulling) uren(naam, label string) dossier.Optie[begrip.Uren] {
	s := strings.TrimSpace(in.waarden.Get(naam))
	if s == "" {
		return dossier.Optie[begrip.Uren]{}
	}
	u, err := begrip.LeesUren(strings.Replace(s, ",", ".", 1))
	if err != nil {
		in.fout(naam, label+": vul een getal van 0 of meer in, bijvoorbeeld 12 of 7,5.")
		return dossier.Optie[begrip.Uren]{}
	}
	return dossier.Met(u)
}

// geheel reads a whole number from 0 to hoog.
func (in *invulling) geheel(naam, label string, hoog int) dossier.Optie[int] {
	s := strings.TrimSpace(in.waarden.Get(naam))
	if s == "" {
		return dossier.Optie[int]{}
	}
	n, ok := heelGetal(s)
	if !ok || n > hoog {
		in.fout(naam, label+": vul een heel getal in van 0 tot en met "+strconv.Itoa(hoog)+".")
		return dossier.Optie[int]{}
	}
	return dossier.Met(n)
}

// jaNee reads a choice between yes and no; nothing chosen is not filled in.
func (in *invulling) jaNee(naam string) dossier.Optie[bool] {
	switch in.waarden.Get(naam) {
	case "ja":
		return dossier.Met(true)
	case "nee":
		return dossier.Met(false)
	}
	return dossier.Optie[bool]{}
}

func (in *invulling) kruis(naam string) bool { return in.waarden.Get(naam) == "ja" }

// toonTekst draws a text field with what was typed and its fault.
func (in *invulling) toonTekst(v tekstveld) templ.Component {
	v.Waarde, v.Fout = in.waarden.Get(v.Naam), foutBij(in.fouten, v.Naam)
	in.terug(v.Label, v.Waarde)
	return tekstinvoer(v)
}

// toonDag draws the three fields of a day.
func (in *invulling) toonDag(v datumveld) templ.Component {
	d, v := leesDatumveld(in.waarden, v, false)
	v.Fout = foutBij(in.fouten, v.Naam)
	in.terug(v.Label, d.Voluit())
	return datuminvoer(v)
}

// toonKeuze draws radio buttons or, with Meer, checkboxes.
func (in *invulling) toonKeuze(v keuzeveld) templ.Component {
	v.Fout = foutBij(in.fouten, v.Naam)
	var gekozen []string
	for i := range v.Keuzes {
		for _, w := range in.waarden[v.Naam] {
			if w == v.Keuzes[i].Waarde {
				v.Keuzes[i].Gekozen = true
				gekozen = append(gekozen, v.Keuzes[i].Naam)
			}
		}
	}
	in.terug(v.Label, strings.Join(gekozen, ", "))
	return keuzeinvoer(v)
}

func (in *invulling) terug(naam, waarde string) {
	if waarde != "" {
		in.regels = append(in.regels, conflictregel{Naam: naam, Waarde: waarde})
	}
}

// zetDag fills a day on the first visit.
func zetDag(w url.Values, naam string, d begrip.Datum) {
	if d.IsLeeg() {
		return
	}
	j, m, x := d.Delen()
	w.Set(naam+"-dag", strconv.Itoa(x))
	w.Set(naam+"-maand", strconv.Itoa(m))
	w.Set(naam+"-jaar", strconv.Itoa(j))
}

// jaNeeKeuzes are the two answers to a question.
func jaNeeKeuzes(ja, nee string) []keuze {
	return []keuze{{Waarde: "ja", Naam: ja}, {Waarde: "nee", Naam: nee}}
}

// foutadres gives where a fault leads: another page, the field on this one, or nothing.
func foutadres(f veldfout) string {
	if f.Adres != "" {
		return f.Adres
	}
	if f.Veld != "" {
		return "#" + f.Veld
	}
	return ""
}
