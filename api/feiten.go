package api

import (
	"slices"
	"strconv"
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// verwijzing is een kenmerk dat een feit noemt en dat in het bestand moet staan.
type verwijzing struct {
	feit  int // plaats in feiten
	veld  string
	naar  string
	soort dossier.Soort // leeg is elk soort
}

// feitlezer bezoekt de velden van één feit en leest ze uit de boom.
type feitlezer struct {
	*lezer
	k     *knoop
	i     int // plaats in feiten
	wijst *[]verwijzing
}

// feiten leest de lijst feiten. Wat er na een fout uitkomt telt niet; alle feiten worden
// toch gelezen, zodat alle fouten tegelijk komen.
func (l *lezer) feiten(uit []dossier.Gebeurtenis, lijst []knoop) []dossier.Gebeurtenis {
	var wijst []verwijzing
	for i := range lijst {
		fl := feitlezer{lezer: l, k: &lijst[i], i: i, wijst: &wijst}
		g := fl.feit()
		g.Nummer = len(uit) + 1
		uit = append(uit, g)
	}
	l.verwijzingen(uit[1:], wijst)
	return uit
}

// meld meldt een fout bij een veld van dit feit.
func (l *feitlezer) meld(naam, code, zin string) {
	l.f.meld(pad{bij("feiten"), op(l.i), bij(naam)}, code, zin)
}

func (l *feitlezer) feit() dossier.Gebeurtenis {
	g := dossier.Gebeurtenis{Vorm: dossier.HuidigeVorm, Bron: bronBestand, Feit: &dossier.Overig{}}
	if l.k.aard != isObject {
		l.f.meld(pad{bij("feiten"), op(l.i)}, VerkeerdType, zinGeenObject)
		return g
	}
	l.envelop(&g)
	soort, ok := l.woord("soort", true)
	if !ok {
		return g
	}
	feit, ok := dossier.Nieuw(dossier.Soort(soort))
	if !ok {
		l.meld("soort", OnbekendeWaarde, zinOnbekendeWaarde)
		return g
	}
	g.Feit = feit
	feit.Velden(l)
	l.vreemdeVelden(l.k, bij("feiten"), op(l.i))
	l.samenhang(feit)
	if g.ID == "" && feit.Soort() == dossier.SoortOvertreding && l.k.veld("id") == nil {
		l.meld("id", VeldOntbreekt, zinOntbreekt)
	}
	return g
}

func (l *feitlezer) envelop(g *dossier.Gebeurtenis) {
	g.GeldigOp = l.dag(l.k, true, bij("feiten"), op(l.i), bij("datum"))
	g.BekendOp = l.dag(l.k, false, bij("feiten"), op(l.i), bij("bekend"))
	l.Tekst("door", &g.Wie, false)
	if s, ok := l.woord("id", false); ok {
		if s == "" || len(s) > meesteTekens || strings.ContainsAny(s, "\n\r\t") {
			l.meld("id", WaardeOngeldig, zinKenmerk)
		}
		g.ID = s
	}
	l.Verwijzing("vervangt", &g.Vervangt, "", false)
}

// woord leest een tekst van dit feit.
func (l *feitlezer) woord(naam string, verplicht bool) (string, bool) {
	return l.tekst(l.k, verplicht, bij("feiten"), op(l.i), bij(naam))
}

// Tekst leest vrije tekst.
func (l *feitlezer) Tekst(naam string, doel *string, verplicht bool) {
	if s, ok := l.woord(naam, verplicht); ok {
		*doel = s
	}
}

// Keuze leest een tekst die in de lijst moet staan.
func (l *feitlezer) Keuze(naam string, _ func() string, zet func(string), lijst []string, verplicht bool) {
	s, ok := l.woord(naam, verplicht)
	switch {
	case !ok:
	case !slices.Contains(lijst, s):
		l.meld(naam, OnbekendeWaarde, zinOnbekendeWaarde)
	default:
		zet(s)
	}
}

// Keuzes leest een lijst van teksten die in de lijst moeten staan.
func (l *feitlezer) Keuzes(naam string, _ func() []string, zet func([]string), lijst []string) {
	v := l.k.veld(naam)
	if v == nil {
		return
	}
	if v.aard != isLijst {
		l.meld(naam, VerkeerdType, zinGeenLijst)
		return
	}
	if len(v.delen) == 0 && naam == "onderdelen" { // niets noemen betekent hier alles
		l.meld(naam, WaardeOngeldig, zinLegeLijst)
		return
	}
	uit := make([]string, 0, len(v.delen))
	for j := range v.delen {
		d := &v.delen[j]
		hier := pad{bij("feiten"), op(l.i), bij(naam), op(j)}
		switch {
		case d.aard != isTekst:
			l.f.meld(hier, VerkeerdType, zinGeenTekst)
		case !slices.Contains(lijst, d.tekst):
			l.f.meld(hier, OnbekendeWaarde, zinOnbekendeWaarde)
		default:
			uit = append(uit, d.tekst)
		}
	}
	zet(uit)
}

// Datum leest een dag.
func (l *feitlezer) Datum(naam string, doel *begrip.Datum, verplicht bool) {
	*doel = l.dag(l.k, verplicht, bij("feiten"), op(l.i), bij(naam))
}

// getal leest een getal van nul of meer, in duizendsten.
func (l *feitlezer) getal(naam, zin string, verplicht bool) (begrip.Uren, bool) {
	return l.aantal(l.k, verplicht, zin, bij("feiten"), op(l.i), bij(naam))
}

// heeftVoorloopnul herkent 010: in YAML is dat acht, voor mensen tien. Dus geen van beide.
func heeftVoorloopnul(s string) bool {
	return len(s) > 1 && s[0] == '0' && s[1] >= '0' && s[1] <= '9'
}

// Uren leest een aantal uren.
func (l *feitlezer) Uren(naam string, doel *dossier.Optie[begrip.Uren], verplicht bool) {
	doel.Waarde, doel.Is = l.getal(naam, zinUren, verplicht)
}

// Geheel leest een heel getal binnen grenzen.
func (l *feitlezer) Geheel(naam string, doel *dossier.Optie[int], laag, hoog int, verplicht bool) {
	zin := "Dit is een heel getal van " + strconv.Itoa(laag) + " tot en met " + strconv.Itoa(hoog) + "."
	u, ok := l.getal(naam, zin, verplicht)
	if !ok {
		return
	}
	n := int(u / begrip.Uur)
	if u%begrip.Uur != 0 || n < laag || n > hoog {
		l.meld(naam, WaardeOngeldig, zin)
		return
	}
	*doel = dossier.Met(n)
}

// Bedrag leest een bedrag: tekst met precies twee decimalen.
func (l *feitlezer) Bedrag(naam string, doel *dossier.Optie[begrip.Cent], verplicht bool) {
	s, ok := l.woord(naam, verplicht)
	if !ok {
		return
	}
	c, err := begrip.LeesBedrag(s)
	if err != nil {
		l.meld(naam, WaardeOngeldig, zinBedrag)
		return
	}
	*doel = dossier.Met(c)
}

// Vlag leest ja of nee.
func (l *feitlezer) Vlag(naam string, doel *dossier.Optie[bool], verplicht bool) {
	v := l.k.veld(naam)
	switch {
	case v == nil && verplicht:
		l.meld(naam, VeldOntbreekt, zinOntbreekt)
	case v == nil:
	case v.aard != isVlag:
		l.meld(naam, VerkeerdType, zinGeenVlag)
	default:
		*doel = dossier.Met(v.tekst == "true")
	}
}

// Verwijzing leest een kenmerk; of het bestaat blijkt pas als het hele bestand is gelezen.
func (l *feitlezer) Verwijzing(naam string, doel *string, soort dossier.Soort, verplicht bool) {
	if s, ok := l.woord(naam, verplicht); ok {
		*doel = s
		*l.wijst = append(*l.wijst, verwijzing{l.i, naam, s, soort})
	}
}

// Bytes komt in het dossierbestand niet voor: wat het huis bewaart staat onder overig.
func (l *feitlezer) Bytes(string, *[]byte) {}

// nieuweTermijnen zijn de duren die het formaat kent (Bi2021 art. 7.1 lid 5); een andere
// duur is geen gok waard en wordt teruggevraagd.
var nieuweTermijnen = []int{6, 12, 18, 24}

// samenhang weegt velden die elkaar nodig hebben of uitsluiten. Een veld dat er staat en
// niet te lezen was is al gemeld; hier telt dan alleen dat het er staat.
func (l *feitlezer) samenhang(feit dossier.Feit) {
	switch f := feit.(type) {
	case *dossier.Overtreding:
		l.hoortBijStelsel("gedraging", f.Gedraging != "", slices.Contains(dossier.Gedragingen2021, f.Gedraging), slices.Contains(dossier.Gedragingen2007, f.Gedraging))
	case *dossier.DoelgroepGewijzigd:
		l.hoortBijStelsel("naar", f.Naar != "", slices.Contains(begrip.Wi2021.Doelgroepen(), f.Naar), slices.Contains(begrip.Wi2007.Doelgroepen(), f.Naar))
	case *dossier.Bezwaar:
		l.eenVan("overtreding", "tegen", zinTegenOfOver, zinTegenEnOver)
	case *dossier.TermijnVerlengd:
		l.eenVan("maanden", "tot", zinMaandenOfTot, zinMaandenEnTot)
	case *dossier.NieuweTermijn:
		if f.Maanden.Is && !slices.Contains(nieuweTermijnen, f.Maanden.Waarde) {
			l.meld("maanden", WaardeOngeldig, zinNieuweTermijn)
		}
	case *dossier.Examen:
		if f.Onderdeel == begrip.KNM {
			f.Niveau = ""
		}
	}
}

// hoortBijStelsel meldt een woord van de andere wet. Is het stelsel zelf onbekend, dan is
// alleen dat de fout.
func (l *feitlezer) hoortBijStelsel(naam string, gelezen, in2021, in2007 bool) {
	if gelezen && ((l.stelsel == begrip.Wi2021 && !in2021) || (l.stelsel == begrip.Wi2007 && !in2007)) {
		l.meld(naam, OnbekendeWaarde, zinAnderStelsel)
	}
}

// eenVan meldt dat van twee velden er geen staat, of allebei.
func (l *feitlezer) eenVan(een, ander, geen, allebei string) {
	heeftEen, heeftAnder := l.k.veld(een) != nil, l.k.veld(ander) != nil
	switch {
	case !heeftEen && !heeftAnder:
		l.meld(een, VeldOntbreekt, geen)
	case heeftEen && heeftAnder:
		l.meld(ander, WaardeOngeldig, allebei)
	}
}

// Groep loopt gewoon langs de velden.
func (l *feitlezer) Groep(_ dossier.Groep, velden func(dossier.Bezoeker)) { velden(l) }
