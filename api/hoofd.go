package api

import (
	"slices"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// lezer leest de boom van een dossierbestand.
type lezer struct {
	f       *fouten
	stelsel begrip.Stelsel
}

// dossier leest het hele bestand. De feiten gelden alleen als er geen fouten zijn.
func (l *lezer) dossier(k *knoop, boek *wetten.Boek) []dossier.Gebeurtenis {
	kop := &dossier.DossierGeopend{Aanleiding: "bestand"}
	l.formaat(k, FormaatDossier, zinFormaatOnbekend)
	kop.Gemeente = l.gemeente(k)
	kop.Stelsel = l.stelselVan(k)
	l.stelsel = kop.Stelsel
	kop.Beleid = l.beleid(k, boek)
	l.persoon(k, kop)

	lijst := l.lijst(k, "feiten", true)
	overig := l.lijst(k, "overig", false)
	uit := make([]dossier.Gebeurtenis, 1, 1+len(lijst)+len(overig))
	uit[0] = dossier.Gebeurtenis{Nummer: 1, Vorm: dossier.HuidigeVorm, Bron: bronBestand, Feit: kop}
	uit = l.feiten(uit, lijst)
	for i := range overig {
		if g, ok := l.overig(&overig[i], i); ok {
			g.Nummer = len(uit) + 1
			uit = append(uit, g)
		}
	}
	l.vreemdeVelden(k)
	for _, g := range uit[1:] {
		if uit[0].GeldigOp == 0 || g.GeldigOp < uit[0].GeldigOp {
			uit[0].GeldigOp = g.GeldigOp
		}
	}
	return uit
}

// bronBestand is de bron van een feit dat uit een bestand kwam.
const bronBestand = "bestand"

// vreemdeVelden meldt elk veld waar niemand naar vroeg.
func (l *lezer) vreemdeVelden(k *knoop, p ...deel) {
	for i := range k.delen {
		if !k.delen[i].gelezen {
			l.f.meld(append(pad(p), bij(k.delen[i].naam)), OnbekendVeld, zinOnbekendVeld)
		}
	}
}

// tekst leest een verplichte of vrije tekst en zegt of zij er is.
func (l *lezer) tekst(k *knoop, verplicht bool, p ...deel) (string, bool) {
	naam := p[len(p)-1].naam
	v := k.veld(naam)
	switch {
	case v == nil && verplicht:
		l.f.meld(p, VeldOntbreekt, zinOntbreekt)
	case v == nil:
	case v.aard != isTekst:
		l.f.meld(p, VerkeerdType, zinGeenTekst)
	case heeftStuurteken(v.tekst):
		l.f.meld(p, WaardeOngeldig, zinStuurteken)
	default:
		return v.tekst, true
	}
	return "", false
}

// heeftStuurteken zegt of de tekst een teken bevat dat niet te drukken is; regeleinde
// en tab mogen.
func heeftStuurteken(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7f {
			return true
		}
	}
	return false
}

// lijst leest een lijst op het hoogste niveau.
func (l *lezer) lijst(k *knoop, naam string, verplicht bool) []knoop {
	v := k.veld(naam)
	switch {
	case v == nil && verplicht:
		l.f.meld(pad{bij(naam)}, VeldOntbreekt, zinOntbreekt)
	case v == nil:
	case v.aard != isLijst:
		l.f.meld(pad{bij(naam)}, VerkeerdType, zinGeenLijst)
	default:
		return v.delen
	}
	return nil
}

func (l *lezer) formaat(k *knoop, wil, zin string) {
	if s, ok := l.tekst(k, true, bij("formaat")); ok && s != wil {
		l.f.meld(pad{bij("formaat")}, OnbekendeWaarde, zin)
	}
}

func (l *lezer) gemeente(k *knoop) begrip.Gemeente {
	s, ok := l.tekst(k, true, bij("gemeente"))
	if ok && !begrip.Gemeente(s).IsGeldig() {
		l.f.meld(pad{bij("gemeente")}, WaardeOngeldig, zinGemeente)
	}
	return begrip.Gemeente(s)
}

// stelselVan leest het stelsel; weggelaten is dat de wet van 2021.
func (l *lezer) stelselVan(k *knoop) begrip.Stelsel {
	s, ok := l.tekst(k, false, bij("stelsel"))
	if !ok || s == string(begrip.Wi2021) {
		return begrip.Wi2021
	}
	if s != string(begrip.Wi2007) { // ook wi2013: het bestand kent die wet niet
		l.f.meld(pad{bij("stelsel")}, OnbekendeWaarde, zinOnbekendeWaarde)
		return ""
	}
	return begrip.Wi2007
}

// landelijk is de naam van het pakket dat geldt als een gemeente niets koos.
const landelijk = "landelijk"

// beleid leest het beleidspakket. Het moet bestaan voor het stelsel van het dossier;
// is het stelsel zelf onbekend, dan volstaat dat het voor een van beide bestaat.
func (l *lezer) beleid(k *knoop, boek *wetten.Boek) string {
	s, ok := l.tekst(k, false, bij("beleid"))
	if !ok || s == landelijk {
		return ""
	}
	bekend := false
	for _, st := range []begrip.Stelsel{begrip.Wi2021, begrip.Wi2007} {
		if l.stelsel == st || (l.stelsel != begrip.Wi2021 && l.stelsel != begrip.Wi2007) {
			_, er := boek.Recht(st, s)
			bekend = bekend || er
		}
	}
	if !bekend || s == "" {
		l.f.meld(pad{bij("beleid")}, BeleidOnbekend, zinBeleidOnbekend)
	}
	return s
}

// persoon leest de mens. De doelgroep is verplicht, de rest niet.
func (l *lezer) persoon(k *knoop, kop *dossier.DossierGeopend) {
	v := k.veld("persoon")
	if v == nil {
		l.f.meld(pad{bij("persoon"), bij("doelgroep")}, VeldOntbreekt, zinOntbreekt)
		return
	}
	if v.aard != isObject {
		l.f.meld(pad{bij("persoon")}, VerkeerdType, zinGeenObject)
		return
	}
	l.naam(v, kop)
	if s, ok := l.tekst(v, false, bij("persoon"), bij("bsn")); ok {
		if _, err := begrip.LeesBSN(s); err != nil {
			l.f.meld(pad{bij("persoon"), bij("bsn")}, BSNOngeldig, zinBSN)
		}
		kop.BSN = s
	}
	kop.Geboortedatum = l.dag(v, false, bij("persoon"), bij("geboortedatum"))
	if s, ok := l.tekst(v, true, bij("persoon"), bij("doelgroep")); ok {
		mag := l.stelsel.Doelgroepen()
		if l.stelsel == "" { // dan telt alleen dat het woord in een van beide wetten bestaat
			mag = append(begrip.Wi2021.Doelgroepen(), begrip.Wi2007.Doelgroepen()...)
		}
		if !slices.Contains(mag, begrip.Doelgroep(s)) {
			l.f.meld(pad{bij("persoon"), bij("doelgroep")}, OnbekendeWaarde, zinAnderStelsel)
		}
		kop.Doelgroep = begrip.Doelgroep(s)
	}
	l.vreemdeVelden(v, bij("persoon"))
}

func (l *lezer) naam(persoon *knoop, kop *dossier.DossierGeopend) {
	v := persoon.veld("naam")
	if v == nil {
		return
	}
	if v.aard != isObject {
		l.f.meld(pad{bij("persoon"), bij("naam")}, VerkeerdType, zinGeenObject)
		return
	}
	for _, x := range []struct {
		naam string
		doel *string
	}{{"voornamen", &kop.Voornamen}, {"voorvoegsel", &kop.Voorvoegsel}, {"geslachtsnaam", &kop.Geslachtsnaam}} {
		*x.doel, _ = l.tekst(v, false, bij("persoon"), bij("naam"), bij(x.naam))
	}
	l.vreemdeVelden(v, bij("persoon"), bij("naam"))
}

// dag leest een dag; de laatste stap van het pad is het veld.
func (l *lezer) dag(k *knoop, verplicht bool, p ...deel) begrip.Datum {
	v := k.veld(p[len(p)-1].naam)
	switch {
	case v == nil && verplicht:
		l.f.meld(p, VeldOntbreekt, zinOntbreekt)
	case v == nil:
	case v.aard != isTekst:
		l.f.meld(p, VerkeerdType, zinGeenDagTekst)
	default:
		d, err := begrip.LeesDatum(v.tekst)
		if err != nil {
			l.f.meld(p, DatumOngeldig, zinGeenDag)
		}
		return d
	}
	return 0
}

// overig leest een regel van de lijst overig: soort en datum, en verder wat er staat.
func (l *lezer) overig(k *knoop, i int) (dossier.Gebeurtenis, bool) {
	hier := pad{bij("overig"), op(i)}
	if k.aard != isObject {
		l.f.meld(hier, VerkeerdType, zinGeenObject)
		return dossier.Gebeurtenis{}, false
	}
	soort, _ := l.tekst(k, true, bij("overig"), op(i), bij("soort"))
	dag := l.dag(k, true, bij("overig"), op(i), bij("datum"))
	if soort == soortPersoon {
		if f, ok := leesPersoonsgegevens(k); ok {
			return dossier.Gebeurtenis{Vorm: dossier.HuidigeVorm, GeldigOp: dag, Bron: bronBestand, Feit: f}, true
		}
	}
	if g, ok := leesHuisfeit(k, soort); ok {
		g.Nummer, g.GeldigOp = 0, dag
		return g, true
	}
	inhoud := []byte{'{'}
	for j := range k.delen {
		naam := k.delen[j].naam
		if naam == "soort" || naam == "datum" {
			continue
		}
		if len(inhoud) > 1 {
			inhoud = append(inhoud, ',')
		}
		inhoud = schrijfKnoop(append(schrijfTekst(inhoud, naam), ':'), &k.delen[j])
	}
	return dossier.Gebeurtenis{Vorm: dossier.HuidigeVorm, GeldigOp: dag, Bron: bronBestand,
		Feit: &dossier.Overig{Naam: soort, Inhoud: append(inhoud, '}')}}, true
}

// leesHuisfeit leest een verslag of notitie die SchrijfDossier schreef weer als zichzelf: wie
// dat mag lezen en hoe lang het mag blijven hangt aan het soort. Staat er iets anders onder
// die naam, dan blijft het overig. Het kenmerk reist niet mee: wat de wet niet leest mag
// geen feit vervangen dat zij wel leest.
func leesHuisfeit(k *knoop, soort string) (dossier.Gebeurtenis, bool) {
	var f dossier.Feit
	switch dossier.Soort(soort) {
	case dossier.SoortIntakeVerslag:
		f = &dossier.IntakeVerslag{}
	case dossier.SoortNotitie:
		f = &dossier.Notitie{}
	default:
		return dossier.Gebeurtenis{}, false
	}
	eigen := lezer{f: &fouten{}}
	var wijst []verwijzing
	fl := feitlezer{lezer: &eigen, k: k, wijst: &wijst}
	g := dossier.Gebeurtenis{Vorm: dossier.HuidigeVorm, Bron: bronBestand, Feit: f}
	fl.envelop(&g)
	f.Velden(&fl)
	k.veld("soort")
	eigen.vreemdeVelden(k)
	g.ID, g.Vervangt = "", ""
	return g, len(eigen.f.lijst) == 0
}

// leesPersoonsgegevens leest de regel die SchrijfDossier voor adres en telefoon maakt. Wie
// iets anders onder die naam meegeeft wordt niet geweigerd: dat blijft overig.
func leesPersoonsgegevens(k *knoop) (*dossier.PersoonGewijzigd, bool) {
	eigen := lezer{f: &fouten{}}
	var wijst []verwijzing
	f := &dossier.PersoonGewijzigd{}
	f.Velden(&feitlezer{lezer: &eigen, k: k, wijst: &wijst})
	k.veld("soort")
	k.veld("datum")
	eigen.vreemdeVelden(k)
	if f.BSN != "" || f.Doelgroep != "" {
		return nil, false // die staan onder persoon
	}
	return f, len(eigen.f.lijst) == 0
}
