package brief

import (
	"fmt"
	"slices"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// gesprekstekst is wat een oproep per soort vertelt.
type gesprekstekst struct {
	titel string
	wat   []string
	neem  []string
}

var gesprekken = map[dossier.Voor]gesprekstekst{
	dossier.VoorBredeIntake: {"Uitnodiging: eerste gesprek over uw inburgering",
		[]string{"Dit gesprek heet de brede intake.", "Wij praten over uw opleiding, uw werk, uw gezin en uw gezondheid.", "Zo kunnen wij samen een plan maken dat bij u past."},
		[]string{"uw paspoort of verblijfspas", "uw diploma's, als u die hebt"}},
	dossier.VoorLeerbaarheidstoets: {"Uitnodiging: de leerbaarheidstoets",
		[]string{"De toets laat zien hoe u leert.", "U hoeft voor de toets niets te leren.", "Wij gebruiken de uitslag om uw route te kiezen."},
		[]string{"uw paspoort of verblijfspas"}},
	dossier.VoorVoortgangsgesprek: {"Uitnodiging: gesprek over hoe het gaat",
		[]string{"Dit heet een voortgangsgesprek.", "U vertelt hoe de lessen gaan en wat u nodig hebt.", "Samen kijken wij of uw plan nog past."},
		[]string{"deze brief", "uw plan (PIP)"}},
	dossier.VoorPVTOndertekening: {"Uitnodiging: u tekent de participatieverklaring",
		[]string{"U hebt de lessen over Nederland gevolgd.", "Met uw handtekening zegt u dat u de regels en waarden van Nederland kent.", "Daarmee is dit deel van uw plan klaar."},
		[]string{"uw paspoort of verblijfspas"}},
	dossier.VoorMAPEindgesprek: {"Uitnodiging: laatste gesprek over werk",
		[]string{"U sluit de MAP af: werk leren kennen.", "Wij praten over wat u hebt geleerd en wat u nu wilt.", "U krijgt een verslag van dit gesprek."},
		[]string{"deze brief", "uw plan (PIP)"}},
	dossier.VoorZEindgesprek: {"Uitnodiging: laatste gesprek van de Z-route",
		[]string{"U bent bijna klaar met uw route.", "Wij praten over wat u hebt gedaan en geleerd.", "Daarna kan uw inburgering klaar zijn."},
		[]string{"uw paspoort of verblijfspas"}},
}

// Oproep maakt de brief bij de oproep met dat kenmerk. Alleen de delen die de oproep
// vermeldt staan erin. ErrGeenFeit als de oproep er niet is.
func Oproep(d *dossier.Dossier, van Afzender, kenmerk, oproep string, waar Waar) (Brief, error) {
	g, f, err := zoekOproep(d, oproep)
	if err != nil {
		return Brief{}, fmt.Errorf("brief bij oproep %s: %w", oproep, err)
	}
	b := begin("oproep", d, van, g.GeldigOp, kenmerk)
	b.Titel = gesprekken[f.Voor].titel
	b.alinea("Wij nodigen u uit.", "Lees deze brief goed.")
	afspraakDelen(&b, d, van, f, waar)
	if d.Stelsel == begrip.Wi2013 {
		b.kop("Moet u komen?")
		b.alinea("Nee, u mag zelf kiezen.", "Wij willen u graag helpen met uw inburgering.", "Komt u niet? Dan krijgt u van ons geen boete.")
		b.groet(van)
		b.Voet = []string{"Wij nodigen u uit op grond van: " + artikel(&begrip.Vindplaats{Regeling: "Bi2021", Artikel: "12.1a", Lid: "4"}) + "."}
		return b, nil
	}
	b.groet(van)
	b.Voet = []string{"Wij nodigen u uit op grond van: " + artikel(grondVan(f.Voor)) + "."}
	return b, nil
}

// Waarschuwing maakt de brief bij de waarschuwing: wat er gebeurde, wat nu moet en
// de nieuwe afspraak. Oproep is het kenmerk van de nieuwe oproep.
func Waarschuwing(d *dossier.Dossier, van Afzender, kenmerk, oproep string, waar Waar) (Brief, error) {
	g, f, err := zoekOproep(d, oproep)
	if err != nil {
		return Brief{}, fmt.Errorf("waarschuwing met oproep %s: %w", oproep, err)
	}
	b := begin("waarschuwing", d, van, g.GeldigOp, kenmerk)
	b.Titel = "Waarschuwing: kom naar het gesprek over uw inburgering"
	b.alinea(gemist(d)...)
	b.alinea("Dit is een waarschuwing.", "U krijgt nu een nieuwe afspraak.", "Het is belangrijk dat u komt en meewerkt.")
	afspraakDelen(&b, d, van, f, waar)
	b.groet(van)
	b.Voet = []string{"Wij waarschuwen u op grond van: " + artikel(grondVan(f.Voor)) + "."}
	return b, nil
}

func zoekOproep(d *dossier.Dossier, id string) (*dossier.Gebeurtenis, *dossier.Opgeroepen, error) {
	g := d.ZoekID(id)
	if g == nil {
		return nil, nil, ErrGeenFeit
	}
	f, ok := g.Feit.(*dossier.Opgeroepen)
	if !ok {
		return nil, nil, ErrGeenFeit
	}
	return g, f, nil
}

// grondVan is de bepaling waar het gesprek bij hoort; artikel 14 gaat alleen over de
// intake en de toets.
func grondVan(v dossier.Voor) *begrip.Vindplaats {
	switch v {
	case dossier.VoorBredeIntake, dossier.VoorLeerbaarheidstoets:
		return &begrip.Vindplaats{Regeling: "Wi2021", Artikel: "14", Lid: "1"}
	case dossier.VoorPVTOndertekening:
		return &begrip.Vindplaats{Regeling: "Bi2021", Artikel: "3.1"}
	case dossier.VoorMAPEindgesprek:
		return &begrip.Vindplaats{Regeling: "Bi2021", Artikel: "3.2"}
	case dossier.VoorZEindgesprek:
		return &begrip.Vindplaats{Regeling: "Bi2021", Artikel: "3.14"}
	}
	return &begrip.Vindplaats{Regeling: "Wi2021", Artikel: "15", Lid: "1"}
}

func isIntake(v dossier.Voor) bool {
	return v == dossier.VoorBredeIntake || v == dossier.VoorLeerbaarheidstoets
}

// gemist zegt welke afspraak iemand miste of waar hij niet genoeg meewerkte.
func gemist(d *dossier.Dossier) []string {
	for _, g := range slices.Backward(d.Feiten) {
		switch f := g.Feit.(type) {
		case *dossier.NietVerschenen:
			if isIntake(f.Voor) {
				return []string{"Wij wilden u spreken op " + g.GeldigOp.Voluit() + ".", "U kwam niet."}
			}
		case *dossier.OnvoldoendeMeegewerkt:
			if isIntake(f.Voor) {
				return []string{"Wij spraken u op " + g.GeldigOp.Voluit() + ".", "U werkte niet genoeg mee."}
			}
		}
	}
	return []string{"U kwam niet naar uw afspraak of u werkte niet genoeg mee."}
}

// afspraakDelen zet de afspraak en de vermelde delen in de brief.
func afspraakDelen(b *Brief, d *dossier.Dossier, van Afzender, f *dossier.Opgeroepen, waar Waar) {
	heeft := func(i dossier.Inhoud) bool { return slices.Contains(f.Inhoud, i) }
	var plek []string
	if waar.Tijd != "" {
		plek = append(plek, "Wij beginnen om "+waar.Tijd+" uur.")
	}
	if waar.Plaats != "" {
		plek = append(plek, "U komt naar: "+waar.Plaats+".")
	}
	b.kader("Uw afspraak is op "+f.Afspraak.VoluitMetDag()+".", plek...)
	tekst := gesprekken[f.Voor]
	if d.Stelsel == begrip.Wi2013 && f.Voor == dossier.VoorVoortgangsgesprek { // er is geen PIP
		tekst.wat, tekst.neem = tekst.wat[1:2], tekst.neem[:1]
	}
	if heeft(dossier.InhoudWat) {
		b.kop("Wat gaan wij doen?")
		b.alinea(tekst.wat...)
	}
	b.kop("Wat neemt u mee?")
	b.lijst(tekst.neem...)
	if d.Persoon.Tolk != "" {
		b.alinea("Wij zorgen voor een tolk: " + d.Persoon.Tolk + ".")
	}
	if heeft(dossier.InhoudZonderDerden) {
		b.kop("Wilt u alleen met ons praten?")
		b.alinea("U hebt het recht om zonder anderen met ons te praten.", "Uw familie of vrienden hoeven er niet bij te zijn.", "Zeg het ons als u dat wilt.")
	}
	b.kop("Kunt u niet komen?")
	s := stap(PictoGesprek, "Zeg het ons zo snel mogelijk", "Wij maken dan een nieuwe afspraak.")
	if van.Telefoon != "" {
		s = stap(PictoTelefoon, "Bel ons zo snel mogelijk", "Ons nummer is "+van.Telefoon+".", "Wij maken dan een nieuwe afspraak.")
	}
	b.stappen([]Stap{s})
	if heeft(dossier.InhoudGevolgen) {
		b.kop("Wat gebeurt er als u niet komt?")
		b.alinea(gevolgen(d, f.Voor, b.Dag)...)
	}
}

// gevolgen zegt wat er volgt als iemand niet komt. Bij de intake eerst een
// waarschuwing en daarna pas een boete (Wi2021 art. 14 en 22).
func gevolgen(d *dossier.Dossier, v dossier.Voor, dag begrip.Datum) []string {
	u := []string{"U moet komen en u moet meewerken."}
	if v == dossier.VoorZEindgesprek {
		// Het eindgesprek hoort bij de leerroute zelf; daarvoor kan de gemeente niet
		// iedereen een boete geven (Wi2021 art. 23 lid 1), dus daar dreigt de brief niet mee.
		return []string{"Dit gesprek hoort bij uw plan.", "Zonder dit gesprek is uw inburgering niet klaar."}
	}
	if !isIntake(v) {
		return append(u, "Dit staat in uw plan.", "Komt u niet en zegt u niets?", "Dan kunt u een boete krijgen.")
	}
	if g, _ := dossier.Laatste[*dossier.Gewaarschuwd](d); g != nil {
		al := "U hebt al een waarschuwing gehad."
		if g.GeldigOp == dag {
			al = "Deze brief is uw waarschuwing."
		}
		return append(u, al, "Komt u nu niet of werkt u niet mee?", "Dan kunt u een boete krijgen.")
	}
	return append(u, "Komt u niet of werkt u niet mee?", "Dan krijgt u eerst een waarschuwing en een nieuwe afspraak.", "Komt u daarna weer niet? Dan kunt u een boete krijgen.")
}
