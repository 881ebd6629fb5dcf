package duo

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// keuring verzamelt waarom een stand niet kan kloppen.
type keuring struct {
	api     API
	vandaag begrip.Datum
	redenen []Reden
}

func (k *keuring) mis(zin string) { k.redenen = append(k.redenen, Reden{API: k.api, Wat: zin}) }

// geweest eist dat een dag al is geweest; leeg mag.
func (k *keuring) geweest(d begrip.Datum, wat string) {
	if d > k.vandaag {
		k.mis(wat + " ligt in de toekomst")
	}
}

// volgorde eist dat een tijdvak niet eindigt voor het begint; een kant mag open zijn.
func (k *keuring) volgorde(begin, einde begrip.Datum, wat string) {
	if begin != 0 && einde != 0 && einde < begin {
		k.mis(wat + " eindigt voordat zij begint")
	}
}

// tijdvak is volgorde voor wat ook in een historie staat. Eén dag te vroeg eindigen is daar
// een leeg tijdvak: wat op dezelfde dag weer veranderde.
func (k *keuring) tijdvak(begin, einde begrip.Datum, wat string) {
	if einde != begin.Plus(-1) {
		k.volgorde(begin, einde, wat)
	}
}

// keur geeft elke reden waarom de gegevens van DUO niet kunnen kloppen, of niet bij dit
// dossier kunnen horen. Eén reden is genoeg om niets over te nemen: een half overgenomen
// stand is erger dan een die op een mens wacht.
func keur(d *dossier.Dossier, s Stand, vandaag begrip.Datum) []Reden {
	k := &keuring{vandaag: vandaag, redenen: append([]Reden{}, s.Onleesbaar...)}
	if d.Stelsel != begrip.Wi2021 {
		k.api = Inburgeringsplicht
		k.mis("het dossier valt onder een andere wet dan de Wet inburgering 2021")
	}
	k.plicht(s)
	k.termijn(s)
	k.oordelen(s)
	k.verloop(s)
	k.pip(d, s)
	k.geboorte(d, s)
	return k.redenen
}

func (k *keuring) plicht(s Stand) {
	k.api = Inburgeringsplicht
	alle := s.PlichtEerder
	if p := s.Plicht; p != nil {
		alle = append([]Plicht{*p}, alle...)
		if !p.Is && p.Reden != "" && p.Reden != redenTijdelijk && eindeVan(*p) == 0 {
			k.mis("het einde van de plicht heeft geen dag")
		}
		if p.Is && p.Einde != 0 && p.Einde < k.vandaag {
			k.mis("de plicht geldt en is toch al geëindigd")
		}
	}
	for _, p := range alle {
		k.tijdvak(p.Begin, p.Einde, "de plicht")
		k.geweest(p.Begin, "het begin van de plicht")
		k.geweest(p.Gewijzigd, "de wijziging van de plicht")
		k.geweest(p.Kennisgeving, "de kennisgeving")
		if !p.Is {
			k.geweest(p.Einde, "het einde van de plicht")
		}
	}
	groepen := s.DoelgroepEerder
	if s.Doelgroep != nil {
		groepen = append([]Doelgroep{*s.Doelgroep}, groepen...)
	}
	op := map[begrip.Datum]begrip.Doelgroep{}
	for _, g := range groepen {
		k.tijdvak(g.Begin, g.Einde, "de doelgroep")
		k.geweest(g.Begin, "het begin van de doelgroep")
		if leegTijdvak(g.Begin, g.Einde) {
			continue
		}
		if al := op[g.Begin]; g.Begin != 0 && al != "" && g.Groep != "" && al != g.Groep {
			k.mis("op één dag beginnen twee doelgroepen")
		}
		if g.Groep != "" {
			op[g.Begin] = g.Groep
		}
	}
}

func leegTijdvak(begin, einde begrip.Datum) bool { return begin != 0 && einde != 0 && einde < begin }

// eindeVan geeft de laatste dag van een plicht die niet meer geldt.
func eindeVan(p Plicht) begrip.Datum {
	if p.Einde != 0 {
		return p.Einde
	}
	return p.Gewijzigd
}

// langsteTermijn is ruim boven wat met alle verlengingen bij elkaar kan; een einde verder
// weg is een tikfout in het jaar.
const langsteTermijn = 25 // jaar

func (k *keuring) termijn(s Stand) {
	k.api = Inburgeringstermijn
	if t := s.Termijn; t != nil {
		if t.Einde < t.Begin {
			k.mis("de termijn eindigt voordat zij begint")
		}
		if t.Begin > k.vandaag.Plus(1) { // zij begint de dag na de dagtekening van het PIP
			k.mis("het begin van de termijn ligt in de toekomst")
		}
		k.geweest(t.Gewijzigd, "de wijziging van de termijn")
		k.teVer(t.Einde)
	}
	for _, t := range s.TermijnEerder {
		k.geweest(t.Gewijzigd, "de wijziging van de termijn")
		k.teVer(t.Einde)
	}
	k.api = Verlengingen
	for _, v := range s.Verlengingen {
		k.geweest(v.Ontvangen, "de ontvangst van een aanvraag om verlenging")
		k.geweest(v.Beoordeeld, "het oordeel over een verlenging")
		k.volgorde(v.Ontvangen, v.Beoordeeld, "een aanvraag om verlenging")
	}
}

func (k *keuring) teVer(einde begrip.Datum) {
	if einde > k.vandaag.PlusJaren(langsteTermijn) {
		k.mis("het einde van de termijn ligt onmogelijk ver weg")
	}
}

func (k *keuring) oordelen(s Stand) {
	k.api = Vrijstellingen
	for _, o := range s.Vrijstellingen {
		k.geweest(o.Dag, "het oordeel over een vrijstelling")
		k.volgorde(o.Begin, o.Einde, "een tijdelijke vrijstelling")
		if o.Toegekend && dagVanOordeel(o, s) == 0 {
			k.mis("een vrijstelling heeft geen dag")
		}
		if o.Toegekend && o.Omvang == dossier.Gedeeltelijk && o.Onderdeel == "" {
			k.mis("een gedeeltelijke vrijstelling noemt geen onderdeel")
		}
		if o.Toegekend {
			k.geweest(o.Begin, "het begin van een vrijstelling")
		}
	}
	k.api = Ontheffingen
	for _, o := range s.Ontheffingen {
		k.geweest(o.Dag, "het oordeel over een ontheffing")
	}
	k.api = Boetes
	for _, b := range s.Boetes {
		k.geweest(b.Dag, "een boete van DUO")
	}
}

func (k *keuring) verloop(s Stand) {
	k.api = LeerbaarheidstoetsAPI
	for _, t := range s.Toetsen {
		k.geweest(t.Dag, "de leerbaarheidstoets")
		if t.Uitslag == dossier.ToetsHaalbaar && t.Behaald < t.Benodigd || t.Uitslag == dossier.ToetsNietHaalbaar && t.Behaald >= t.Benodigd {
			k.mis("de score van de leerbaarheidstoets spreekt de uitslag tegen")
		}
	}
	k.api = Examens
	for _, e := range s.Examens {
		if e.Uitslag != "" {
			k.geweest(e.Dag, "een examen met een uitslag")
		}
	}
	k.api = Modules
	k.geweest(s.MAP, "het eindgesprek van de MAP")
	k.geweest(s.PVT, "de ondertekening van het PVT")
	k.api = Gebeurtenissen
	for _, g := range s.Gebeurtenissen {
		k.geweest(g.Dag, "een gebeurtenis")
	}
}

// pip keurt het PIP. Een PIP van een andere gemeente hoort bij wie hierheen verhuisde, en
// is dan ouder dan wat wij zelf vaststelden. Is het jonger, dan is iemand vertrokken, of
// gaat het over een ander.
func (k *keuring) pip(d *dossier.Dossier, s Stand) {
	p := s.PIP
	if p == nil {
		return
	}
	k.api = PIP
	k.geweest(p.Dagtekening, "de dagtekening van het PIP")
	if p.Leerroute == begrip.RouteOnderwijs && p.Niveau == begrip.NiveauA2 || p.Leerroute == begrip.RouteZ && p.Niveau == begrip.NiveauB1 {
		k.mis("leerroute en niveau van het PIP passen niet bij elkaar")
	}
	if p.Gemeente == d.Gemeente {
		return
	}
	for g := range dossier.Van[*dossier.PIPVastgesteld](d) {
		if g.Bron != bron && g.GeldigOp < p.Dagtekening {
			k.mis("een andere gemeente meldde een jonger PIP dan het onze")
			return
		}
	}
}

// geboorte keurt dat niets van vóór de geboorte is; dan gaat het over een ander.
func (k *keuring) geboorte(d *dossier.Dossier, s Stand) {
	geboren := d.Persoon.Geboortedatum
	if geboren == 0 {
		return
	}
	k.api = Inburgeringsplicht
	if s.Plicht != nil && s.Plicht.Begin != 0 && s.Plicht.Begin < geboren {
		k.mis("de plicht begon vóór de geboorte")
	}
	k.api = Examens
	for _, e := range s.Examens {
		if e.Dag < geboren {
			k.mis("een examen is van vóór de geboorte")
			return
		}
	}
}
