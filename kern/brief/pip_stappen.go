package brief

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// stappen zijn wat iemand gaat doen, in de volgorde van het plan.
func (p *plan) stappen() []Stap {
	uit := []Stap{p.taalles()}
	if p.pip.Leerroute == begrip.RouteZ {
		if n, ok := p.a.Norm("z-participatie"); ok {
			uit = append(uit, stap(PictoMeedoen, "Meedoen: "+begrip.Uren(n.Eis).Tekst()+" uur",
				"U oefent Nederlands waar andere mensen zijn.", "Dat kan op het werk, als vrijwilliger of in de buurt."))
		}
	}
	uit = append(uit, p.pvt())
	if p.pip.Leerroute != begrip.RouteOnderwijs {
		uit = append(uit, p.werk())
	}
	if p.pip.VVE.Of(false) {
		s := stap(PictoKind, "Peuteropvang of voorschool voor uw kind")
		if p.afspraken.VVE != "" {
			s.Regels = append(s.Regels, zin(p.afspraken.VVE))
		}
		uit = append(uit, s)
	}
	if t, ok := p.a.Termijn("ontzorgen"); ok && p.asiel && t.Uiterlijk >= p.dag {
		uit = append(uit, stap(PictoMunt, "Hulp met geld tot en met "+t.Uiterlijk.Voluit(),
			"Wij betalen uw huur, energie en zorgverzekering uit uw uitkering.", "Daarna doet u dat zelf."))
	}
	if p.afspraken.Participatiewet != "" {
		uit = append(uit, stap(PictoMunt, "Afspraken bij uw uitkering", zin(p.afspraken.Participatiewet)))
	}
	if p.afspraken.Ondersteuning != "" {
		uit = append(uit, stap(PictoHuis, "Hulp en begeleiding", zin(p.afspraken.Ondersteuning)))
	}
	if s, ok := p.examens(); ok {
		uit = append(uit, s)
	}
	return append(uit, p.gesprekken())
}

// taalles is de eerste stap; wie de school kiest en betaalt verschilt per doelgroep.
func (p *plan) taalles() Stap {
	kop := "Taalles"
	if p.pip.Leerroute == begrip.RouteOnderwijs {
		kop = "Taalles en voorbereiding op een opleiding"
	}
	if p.asiel && p.afspraken.UrenPerWeek.Is {
		kop += ": " + p.afspraken.UrenPerWeek.Waarde.Tekst() + " uur per week"
	}
	var r []string
	switch p.afspraken.Alfabetisering {
	case "a":
		r = append(r, "U leert eerst lezen en schrijven.")
	case "aa":
		r = append(r, "U leert eerst ons alfabet.")
	}
	if p.afspraken.MagOpleidingAfmaken.Of(false) {
		r = append(r, "U mag de opleiding afmaken die u nu doet.")
	}
	if n, ok := p.a.Norm("z-cursus"); ok {
		r = append(r, "U volgt "+begrip.Uren(n.Eis).Tekst()+" uur les bij een school.")
	} else if p.asiel && p.pip.Uren.Is {
		r = append(r, "In totaal is dat ongeveer "+p.pip.Uren.Waarde.Tekst()+" uur.")
	}
	if !p.asiel {
		return stap(PictoBoek, kop, append(r, "U kiest zelf een school met een keurmerk.", "U betaalt de lessen zelf. Bij DUO kunt u een lening vragen.")...)
	}
	if p.heeftSchool() {
		return stap(PictoBoek, kop, append(r, "U gaat door bij uw school.")...)
	}
	if t, ok := p.a.Termijn("aanbod-leerroute"); ok && nogTeDoen(t) {
		return stap(PictoBoek, kop, append(r, "De gemeente zoekt een school voor u.", "U hoort dat uiterlijk op "+t.Uiterlijk.Voluit()+".")...)
	}
	return stap(PictoBoek, kop, append(r, "De gemeente zoekt een school voor u.")...)
}

// heeftSchool zegt of de gemeente voor deze leerroute al een school aanbood.
func (p *plan) heeftSchool() bool {
	if p.vorige != p.pip.Leerroute {
		return false
	}
	for _, f := range dossier.Van[*dossier.Aangeboden](p.d) {
		if f.Wat == dossier.AanbodLeerroute {
			return true
		}
	}
	return false
}

// nogTeDoen zegt of wat de gemeente belooft nog moet komen.
func nogTeDoen(t recht.Termijn) bool { return t.Stand == recht.Lopend || t.Stand == recht.NogNiet }

func (p *plan) pvt() Stap {
	if n, ok := p.a.Norm("pvt"); ok && n.Voldaan {
		return stap(PictoPen, "Participatieverklaring: klaar", "Dit deel (PVT) hebt u al gedaan.")
	}
	kop := "Participatieverklaring"
	if p.pip.PVTUren.Is {
		kop += ": " + p.pip.PVTUren.Waarde.Tekst() + " uur"
	}
	r := []string{"Dit heet PVT. U leert hoe Nederland werkt.", "U doet mee aan een activiteit en u tekent de verklaring."}
	if p.afspraken.PVT != "" {
		r = append(r, zin(p.afspraken.PVT))
	}
	return stap(PictoPen, kop, r...)
}

func (p *plan) werk() Stap {
	for _, g := range dossier.Van[*dossier.Eindgesprek](p.d) {
		if g.Van == dossier.EindgesprekMAP {
			return stap(PictoWerk, "Werk leren kennen: klaar", "Dit deel (MAP) hebt u al gedaan.")
		}
	}
	kop := "Werk leren kennen"
	var delen []string
	if p.pip.MAPUren.Is {
		delen = append(delen, p.pip.MAPUren.Waarde.Tekst()+" uur in de klas")
	}
	if n, ok := p.a.Norm("map-praktijk"); ok {
		delen = append(delen, begrip.Uren(n.Eis).Tekst()+" uur op een werkplek")
	}
	if len(delen) > 0 {
		kop += ": " + opsomming(delen)
	}
	r := []string{"Dit heet MAP. Aan het einde hebt u een gesprek met ons."}
	if t, ok := p.a.Termijn("aanbod-map"); ok && nogTeDoen(t) {
		r = append(r, "Wij bieden u dit uiterlijk op "+t.Uiterlijk.Voluit()+" aan.")
	}
	if p.afspraken.MAP != "" {
		r = append(r, zin(p.afspraken.MAP))
	}
	return stap(PictoWerk, kop, r...)
}

// examens zegt welke examens; de Z-route sluit af met een gesprek.
func (p *plan) examens() (Stap, bool) {
	if p.pip.Leerroute == begrip.RouteZ {
		return stap(PictoExamen, "Geen examen, wel een eindgesprek", "Bent u klaar met alle uren? Dan praten wij over wat u hebt geleerd."), true
	}
	n, ok := p.a.Norm("examens")
	if !ok {
		return Stap{}, false
	}
	var r []string
	if n.Eis == int64(len(begrip.Onderdelen)) {
		r = append(r, "Lezen, luisteren, schrijven, spreken en kennis van Nederland.")
	}
	if n.Behaald > 0 {
		r = append(r, "U hebt er al "+aantal(n.Behaald)+" gehaald.")
	}
	if !p.asiel {
		r = append(r, "U betaalt de examens zelf.")
	}
	return stap(PictoExamen, hoofdletter(aantal(n.Eis))+" examens", r...), true
}

func (p *plan) gesprekken() Stap {
	n := int64(p.pip.Voortgangsgesprekken.Of(0))
	kop := "Gesprekken met ons"
	switch {
	case n == 1:
		kop = "Eén gesprek met ons"
	case n > 1:
		kop = hoofdletter(aantal(n)) + " gesprekken met ons"
	}
	r := []string{"U vertelt hoe het gaat en wij denken mee."}
	if p.d.Persoon.Tolk != "" {
		r = append(r, "Wij zorgen voor een tolk: "+p.d.Persoon.Tolk+".")
	}
	return stap(PictoGesprek, kop, r...)
}
