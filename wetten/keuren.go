package wetten

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"traject/kern/begrip"
)

const (
	ja   = "ja"
	nee  = "nee"
	geen = "geen"
)

// eenheden zijn de eenheden waarin een waarde kan tellen. "woord" is één woord uit
// een lijst, "lijst" zijn er meer.
var eenheden = []string{"dagen", "werkdagen", "weken", "maanden", "jaren", "uren", "cent", "procent", "aantal", "woord", "lijst"}

// zekerheden zeggen hoe een waarde is gelezen. "keuze" is een uitleg die het huis
// koos waar de wet zwijgt.
var zekerheden = []string{"official", "chain", "seed", "secondary", "keuze"}

// lader verzamelt wat gelezen is en alle bevindingen.
type lader struct {
	boek                                                    *Boek
	rauwWet, rauwDagen, rauwRegels, rauwDekking, rauwPakket []*rauwBestand
	bevindingen                                             []Bevinding
	bronnen                                                 map[begrip.Vindplaats]*begrip.Vindplaats
}

func (l *lader) vind(bestand, plaats, code, zin string) {
	l.bevindingen = append(l.bevindingen, Bevinding{bestand, plaats, code, zin})
}

// bron leest een vindplaats. Gelijke vindplaatsen worden één, zodat wie rekent ze
// aan hun adres herkent.
func (l *lader) bron(bestand, plaats, tekst string) *begrip.Vindplaats {
	return l.bronVersie(bestand, plaats, tekst, 0)
}

// versie geeft de eerste dag van de tekst; leeg als er maar één tekst is.
func versie(rauw []rauwTijdvak, van begrip.Datum) begrip.Datum {
	if len(rauw) < 2 {
		return 0
	}
	return van
}

func (l *lader) bronVersie(bestand, plaats, tekst string, van begrip.Datum) *begrip.Vindplaats {
	v, ok := leesVindplaats(tekst)
	v.Van = van
	if !ok {
		l.vind(bestand, plaats, "veld-ontbreekt", "hier hoort een bron, zoals: Bi2021 art. 5.3 lid 1")
		return nil
	}
	if l.bronnen == nil {
		l.bronnen = map[begrip.Vindplaats]*begrip.Vindplaats{}
	}
	if p, bekend := l.bronnen[v]; bekend {
		return p
	}
	l.bronnen[v] = &v
	return &v
}

// leesVindplaats leest "Bi2021 art. 5.3 lid 1 onder b". Zonder "art." is het een
// uitspraak of handleiding, voluit.
func leesVindplaats(tekst string) (begrip.Vindplaats, bool) {
	regeling, rest, heeftArtikel := strings.Cut(tekst, " art. ")
	v := begrip.Vindplaats{Regeling: regeling}
	if heeftArtikel {
		rest, v.Onderdeel, _ = strings.Cut(rest, " onder ")
		v.Artikel, v.Lid, _ = strings.Cut(rest, " lid ")
	}
	return v, regeling != "" && v.String() == tekst
}

// keurLandelijk kijkt de landelijke bestanden na en zet ze in het boek.
func (l *lader) keurLandelijk() {
	for _, r := range l.rauwWet {
		stelsels := l.stelsels(r)
		for i := range r.Waarden {
			l.keurReeks(r, stelsels, &r.Waarden[i], fmt.Sprintf("waarden[%d]", i))
		}
	}
	for s := range l.boek.reeksen {
		if len(l.boek.reeksen[s].tijdvakken) == 0 {
			l.vind("", Sleutel(s).String(), "veld-ontbreekt", "geen enkel landelijk bestand geeft deze sleutel een waarde")
		}
	}
	l.keurDagen()
}

func (l *lader) stelsels(r *rauwBestand) []begrip.Stelsel {
	uit := make([]begrip.Stelsel, 0, len(r.Stelsel))
	for _, s := range r.Stelsel {
		if s != string(begrip.Wi2021) && s != string(begrip.Wi2007) {
			l.vind(r.bestand, "stelsel", "onbekende-waarde", "dit stelsel bestaat niet: "+s)
			continue
		}
		uit = append(uit, begrip.Stelsel(s))
	}
	if len(uit) == 0 {
		l.vind(r.bestand, "stelsel", "veld-ontbreekt", "zeg onder welk stelsel deze waarden gelden")
	}
	return uit
}

func (l *lader) keurReeks(r *rauwBestand, stelsels []begrip.Stelsel, w *rauwReeks, plaats string) {
	s, ok := opNaam[w.Sleutel]
	if !ok {
		l.vind(r.bestand, plaats+".sleutel", "onbekende-waarde", "deze sleutel kent het programma niet: "+w.Sleutel)
		return
	}
	doel := &l.boek.reeksen[s]
	if len(doel.tijdvakken) > 0 {
		l.vind(r.bestand, plaats+".sleutel", "dubbel", "deze sleutel heeft al een waarde in een ander bestand: "+w.Sleutel)
		return
	}
	if !slices.Contains(eenheden, w.Eenheid) {
		l.vind(r.bestand, plaats+".eenheid", "onbekende-waarde", "deze eenheid bestaat niet: "+w.Eenheid)
		return
	}
	doel.eenheid, doel.keuzes, doel.stelsels = w.Eenheid, w.Keuzes, stelsels
	if w.Open != nil {
		doel.open = &Opening{w.Open.Laag, w.Open.Hoog, l.bron(r.bestand, plaats+".open.grond", w.Open.Grond)}
		if w.Open.Laag > w.Open.Hoog {
			l.vind(r.bestand, plaats+".open", "waarde-ongeldig", "de ondergrens ligt boven de bovengrens")
		}
	}
	doel.tijdvakken = l.keurTijdvakken(r.bestand, plaats, w.Tijdvakken, doel)
}

// keurTijdvakken kijkt na of de tijdvakken oudste eerst staan, op elkaar aansluiten
// en elk een waarde en een bron hebben.
func (l *lader) keurTijdvakken(bestand, plaats string, rauw []rauwTijdvak, soort *reeks) []Tijdvak {
	if len(rauw) == 0 {
		l.vind(bestand, plaats+".tijdvakken", "veld-ontbreekt", "er staat geen enkel tijdvak")
	}
	uit := make([]Tijdvak, 0, len(rauw))
	for i := range rauw {
		p := fmt.Sprintf("%s.tijdvakken[%d]", plaats, i)
		t := Tijdvak{Van: l.datum(bestand, p+".van", rauw[i].Van, true), Tot: l.datum(bestand, p+".tot", rauw[i].Tot, false),
			Gelezen: rauw[i].Gelezen, Uit: rauw[i].Uit}
		if !slices.Contains(zekerheden, t.Gelezen) {
			l.vind(bestand, p+".gelezen", "onbekende-waarde", "zeg hoe deze waarde gelezen is: "+strings.Join(zekerheden, ", "))
		}
		if t.Tot != 0 && t.Tot < t.Van {
			l.vind(bestand, p+".tot", "volgorde", "de laatste dag ligt voor de eerste")
		}
		if i > 0 {
			l.keurNaad(bestand, p, uit[i-1], t)
		}
		t.Waarde = l.waarde(bestand, p+".waarde", &rauw[i], soort)
		t.Waarde.Grond = l.bronVersie(bestand, p+".bron", rauw[i].Bron, versie(rauw, t.Van))
		uit = append(uit, t)
	}
	return uit
}

// keurNaad kijkt of een tijdvak precies aansluit op het vorige.
func (l *lader) keurNaad(bestand, plaats string, vorig, t Tijdvak) {
	switch {
	case t.Van <= vorig.Van:
		l.vind(bestand, plaats+".van", "volgorde", "het oudste tijdvak staat voorop")
	case vorig.Tot == 0 || t.Van <= vorig.Tot:
		l.vind(bestand, plaats+".van", "overlap", "dit tijdvak begint voordat het vorige eindigt")
	case t.Van != vorig.Tot.Plus(1):
		l.vind(bestand, plaats+".van", "gat", "tussen dit tijdvak en het vorige liggen dagen zonder waarde")
	}
}

func (l *lader) datum(bestand, plaats, tekst string, verplicht bool) begrip.Datum {
	if tekst == "" {
		if verplicht {
			l.vind(bestand, plaats, "veld-ontbreekt", "hier hoort een dag")
		}
		return 0
	}
	d, err := begrip.LeesDatum(tekst)
	if err != nil {
		l.vind(bestand, plaats, "datum-ongeldig", tekst+" is geen bestaande dag in de vorm JJJJ-MM-DD")
	}
	return d
}

// waarde leest de waarde in de eenheid van de sleutel. "geen" kan alleen bij een
// sleutel die gemeenten mogen invullen.
func (l *lader) waarde(bestand, plaats string, rauw *rauwTijdvak, soort *reeks) Waarde {
	enkel, lijst, ok := rauweWaarde(&rauw.Waarde)
	fout := func(zin string) Waarde {
		l.vind(bestand, plaats, "waarde-ongeldig", zin)
		return Waarde{}
	}
	switch {
	case !ok:
		return fout("hier hoort een waarde")
	case enkel == geen && soort.open != nil:
		return Waarde{Geen: true}
	case soort.eenheid == "lijst":
		for _, k := range lijst {
			if !slices.Contains(soort.keuzes, k) {
				return fout("dit woord hoort niet in de lijst: " + k)
			}
		}
		if len(lijst) == 0 {
			return fout("hier hoort een lijst met woorden")
		}
		return Waarde{Lijst: lijst}
	case lijst != nil:
		return fout("hier hoort één waarde en geen lijst")
	case soort.eenheid == "woord":
		if !slices.Contains(soort.keuzes, enkel) {
			return fout("dit woord hoort hier niet: " + enkel)
		}
		return Waarde{Tekst: enkel}
	}
	n, err := strconv.ParseInt(enkel, 10, 64)
	if err != nil || n < 0 {
		return fout("hier hoort een heel getal van nul of meer")
	}
	return Waarde{N: n}
}

// keurPakket kijkt het beleid van een gemeente na: alleen sleutels die het landelijke
// bestand openzet, in dezelfde eenheid en binnen de grenzen.
func (l *lader) keurPakket(r *rauwBestand) {
	p := &Pakket{Sleutel: r.Pakket, Naam: r.Naam, Toelichting: r.Toelichting, eigen: map[Sleutel][]Tijdvak{}}
	if r.Pakket == "" || r.bestand != "beleid/"+r.Pakket+".yaml" {
		l.vind(r.bestand, "pakket", "waarde-ongeldig", "het pakket heet zoals zijn bestand")
	}
	if r.Naam == "" {
		l.vind(r.bestand, "naam", "veld-ontbreekt", "hier hoort de naam van de gemeente")
	}
	for i, g := range r.Gemeenten {
		gemeente := begrip.Gemeente(g)
		if !gemeente.IsGeldig() {
			l.vind(r.bestand, fmt.Sprintf("gemeenten[%d]", i), "waarde-ongeldig", "een gemeente is een CBS-code van vier cijfers")
		}
		p.Gemeenten = append(p.Gemeenten, gemeente)
	}
	if s := l.stelsels(r); len(s) == 1 {
		p.Stelsel = s[0]
	} else {
		l.vind(r.bestand, "stelsel", "waarde-ongeldig", "een pakket geldt onder één stelsel")
	}
	for i := range r.Waarden {
		l.keurEigen(r, p, &r.Waarden[i], fmt.Sprintf("waarden[%d]", i))
	}
	l.boek.pakketten[r.Pakket] = p
}

func (l *lader) keurEigen(r *rauwBestand, p *Pakket, w *rauwReeks, plaats string) {
	s, ok := opNaam[w.Sleutel]
	if !ok {
		l.vind(r.bestand, plaats+".sleutel", "onbekende-waarde", "deze sleutel kent het programma niet: "+w.Sleutel)
		return
	}
	soort := &l.boek.reeksen[s]
	switch {
	case soort.open == nil:
		l.vind(r.bestand, plaats+".sleutel", "gesloten", "de wet laat een gemeente deze waarde niet kiezen: "+w.Sleutel)
		return
	case !slices.Contains(soort.stelsels, p.Stelsel):
		l.vind(r.bestand, plaats+".sleutel", "gesloten", "deze sleutel hoort bij een ander stelsel: "+w.Sleutel)
		return
	case p.eigen[s] != nil:
		l.vind(r.bestand, plaats+".sleutel", "dubbel", "deze sleutel staat er al: "+w.Sleutel)
		return
	case w.Eenheid != "" || w.Keuzes != nil || w.Open != nil:
		l.vind(r.bestand, plaats, "gesloten", "eenheid, keuzes en ruimte staan in het landelijke bestand")
	}
	eigen := l.keurTijdvakken(r.bestand, plaats, w.Tijdvakken, soort)
	for i := range eigen {
		t := &eigen[i]
		telt := soort.eenheid != "woord" && soort.eenheid != "lijst" && !t.Waarde.Geen
		if telt && (t.Waarde.N < soort.open.Laag || t.Waarde.N > soort.open.Hoog) {
			l.vind(r.bestand, fmt.Sprintf("%s.tijdvakken[%d].waarde", plaats, i), "buiten-grens",
				fmt.Sprintf("een gemeente kiest hier van %d tot en met %d", soort.open.Laag, soort.open.Hoog))
		}
		if len(soort.tijdvakken) > 0 && t.Van < soort.tijdvakken[0].Van {
			l.vind(r.bestand, fmt.Sprintf("%s.tijdvakken[%d].van", plaats, i), "volgorde", "deze dag ligt voor de eerste dag van de landelijke regel")
		}
		t.Waarde.Vervult = soort.open.Grond
	}
	p.eigen[s] = eigen
}

// keurDagen kijkt de vrije dagen na en schrijft de kalender uit.
func (l *lader) keurDagen() {
	k := &kalender{}
	for _, r := range l.rauwDagen {
		k.weekend = l.bron(r.bestand, "weekend", r.Weekend)
		for i := range r.Feestdagen {
			l.keurFeestdag(k, r, i)
		}
		for i, g := range r.Gelijkgesteld {
			p := fmt.Sprintf("gelijkgesteld[%d]", i)
			if g.Naam == "" || !slices.Contains(zekerheden, g.Gelezen) {
				l.vind(r.bestand, p, "veld-ontbreekt", "een gelijkgestelde dag heeft een naam en zegt hoe hij gelezen is")
			}
			k.gelijk = append(k.gelijk, gelijkgesteld{g.Naam, l.datum(r.bestand, p+".dag", g.Dag, true), l.bron(r.bestand, p+".bron", g.Bron)})
		}
	}
	if len(k.feestdagen) == 0 || len(k.feestdagen)+len(k.gelijk) > 200 {
		l.vind("", "feestdagen", "veld-ontbreekt", "er zijn geen of veel te veel vrije dagen")
		return
	}
	k.orden()
	k.schrijfUit()
	l.boek.kalender = k
}

func (l *lader) keurFeestdag(k *kalender, r *rauwBestand, i int) {
	d, p := r.Feestdagen[i], fmt.Sprintf("feestdagen[%d]", i)
	f := feestdag{naam: d.Naam, opZondag: d.OpZondag, van: l.datum(r.bestand, p+".van", d.Van, true),
		tot: l.datum(r.bestand, p+".tot", d.Tot, false), grond: l.bron(r.bestand, p+".bron", d.Bron)}
	if d.Naam == "" || !slices.Contains(zekerheden, d.Gelezen) {
		l.vind(r.bestand, p, "veld-ontbreekt", "een feestdag heeft een naam en zegt hoe hij gelezen is")
	}
	switch {
	case (d.Dag == "") == (d.NaPasen == nil):
		l.vind(r.bestand, p, "waarde-ongeldig", "een feestdag heeft een vaste dag of een aantal dagen na Pasen")
	case d.NaPasen != nil:
		f.naPasen = *d.NaPasen
	default:
		vast := l.datum(r.bestand, p+".dag", "2001-"+d.Dag, true)
		f.maand, f.dag = vast.Maand(), vast.DagVanMaand()
	}
	k.feestdagen = append(k.feestdagen, f)
}
