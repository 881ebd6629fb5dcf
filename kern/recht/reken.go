package recht

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// rekening is één berekening onderhanden.
type rekening struct {
	d *dossier.Dossier
	r *wetten.Recht
	a *Antwoord
	l lezing
	pen
	duur  termijnstand // de inburgeringstermijn
	stand urenstand
}

// Reken geeft alles wat de wet over het dossier zegt op de dag waarop het is opgebouwd.
// Hetzelfde dossier en hetzelfde recht geven hetzelfde antwoord.
func Reken(d *dossier.Dossier, r *wetten.Recht) *Antwoord {
	if !d.Stelsel.Rekent() {
		return zonderRekening(d, r)
	}
	n := len(d.Feiten)
	k := rekening{d: d, r: r, l: lees(d), a: &Antwoord{
		Op: d.Peil, Bekend: d.Bekend, Stelsel: d.Stelsel, Pakket: r.Pakket(), Vingerafdruk: r.Vingerafdruk(d.Peil),
		TotFeit: d.Aantal, Termijnen: make([]Termijn, 0, 10+n/3),
	}}
	k.stappen = make([]begrip.Stap, 0, 64+2*n)
	k.bronnen = make([]*begrip.Vindplaats, 0, 48+n)
	zs := zaken(d, r)
	if d.Stelsel != begrip.Wi2007 {
		k.a.Normen = make([]Norm, 0, 8)
		k.a.Handelingen = make([]Handeling, 0, 14)
		k.weigert = make([]begrip.Weigering, 0, 16)
		k.termijnenVanHetTraject()
		k.normen()
		k.handelingen()
		k.oproepen()
	}
	if d.Stelsel == begrip.Wi2007 {
		k.handelingen2007(zs)
	}
	k.termijnenVanBoetes(zs)
	k.verrekenen()
	k.a.Boetes = boetes(d, r, zs)
	for i := range k.a.Boetes {
		for _, v := range k.a.Boetes[i].Vragen {
			k.vraag(v.Feit, v.Aan, v.Grond)
		}
	}
	if d.Stelsel == begrip.Wi2007 {
		k.a.Geld = geld(d, r)
	}
	return k.a
}

// zonderRekening is het antwoord onder een wet waar dit huis niet over rekent: er is geen
// termijn, norm, boete of vraag, welke feiten er ook staan.
func zonderRekening(d *dossier.Dossier, r *wetten.Recht) *Antwoord {
	return &Antwoord{Op: d.Peil, Bekend: d.Bekend, Stelsel: d.Stelsel, Pakket: r.Pakket(), Vingerafdruk: r.Vingerafdruk(d.Peil), TotFeit: d.Aantal}
}

// termijnenVanHetTraject rekent de termijnen van Wi2021 in de volgorde van het traject.
func (k *rekening) termijnenVanHetTraject() {
	k.pipVaststellen()
	if k.l.eerste != nil {
		k.pipMelden()
	}
	k.inburgeringstermijn()
	if k.l.eerste != nil {
		k.leerrouteWijzigen()
	}
	k.verlengingAanvragen()
	if k.l.eerste != nil {
		k.aanbodLeerroute()
		k.aanbodMAP()
		k.bezwaarPIP()
	}
	k.ontzorgen()
}

// waarde vraagt een waarde op de dag die voor de regel telt. Ligt die dag voor de
// eerste dag van de wet (iemand stond er al ingeschreven), dan telt de dag waarop
// gerekend wordt.
func (k *rekening) waarde(s wetten.Sleutel, dag begrip.Datum) (wetten.Waarde, bool) {
	if w, ok := k.r.Waarde(s, dag); ok {
		return w, true
	}
	if eerste, ok := k.r.EersteDag(s); ok && dag < eerste && k.d.Peil >= eerste {
		return k.r.Waarde(s, eerste)
	}
	return wetten.Waarde{}, false
}

func (k *rekening) vraag(feit string, aan begrip.Partij, grond *begrip.Vindplaats) {
	for _, v := range k.a.Vragen {
		if v.Feit == feit {
			return
		}
	}
	k.a.Vragen = append(k.a.Vragen, begrip.Vraag{Feit: feit, Aan: aan, Grond: grond})
}

// termijn sluit een termijn af met de stappen die zijn geschreven.
func (k *rekening) termijn(sleutel, over string, begin, uiterlijk begrip.Datum, s Stand) {
	t := Termijn{Sleutel: sleutel, Over: over, Begin: begin, Uiterlijk: uiterlijk, Stand: s}
	t.Uitleg, t.Bronnen, _ = k.klaar()
	k.a.Termijnen = append(k.a.Termijnen, t)
}

// standVan geeft de stand van een termijn: gedaan op een dag (leeg is niet gedaan).
func (k *rekening) standVan(begin, uiterlijk, gedaan begrip.Datum) Stand {
	switch {
	case gedaan != 0 && gedaan <= uiterlijk:
		return Gehaald
	case gedaan != 0:
		return TeLaat
	case k.d.Peil < begin:
		return NogNiet
	case k.d.Peil <= uiterlijk:
		return Lopend
	}
	return Verlopen
}

// naEinde laat een open termijn vervallen als de plicht eerder eindigde.
//
// wet: wi2021#art-3-lid-1
func (k *rekening) naEinde(s Stand, uiterlijk begrip.Datum) Stand {
	if k.l.einde == 0 || s == Gehaald || s == TeLaat || (s == Verlopen && uiterlijk < k.l.einde) {
		return s
	}
	grond := vWi3lid1
	if k.l.eindeFeit != nil {
		k.dag("plicht-geeindigd", k.l.einde, k.l.eindeFeit.Nummer, grond)
	}
	return Vervallen
}

// schuif zet een laatste dag die op een zaterdag, zondag of feestdag valt op de
// volgende dag die dat niet is, en schrijft op welke dagen hem verschoven.
//
// wet: atw#art-1-lid-1
// wet: atw#art-3-lid-1
// wet: atw#art-3-lid-2
// wet: atw#art-3-lid-3
// wet: atw#art-5
func (k *rekening) schuif(dag begrip.Datum) begrip.Datum {
	begin := dag
	for {
		naam, grond, vrij := k.r.Vrijedag(dag)
		if !vrij {
			break
		}
		k.stappen = append(k.stappen, begrip.Stap{ID: "atw-vrije-dag", Waarde: int64(dag), Eenheid: begrip.Woord, Tekst: naam, Grond: grond})
		dag++
	}
	id := "atw-verschoven"
	if dag == begin {
		id = "atw-gewone-dag"
	}
	k.dag(id, dag, 0, vAtw1lid1)
	return dag
}

// werkdagenNa geeft de n-de werkdag na een dag.
func werkdagenNa(r *wetten.Recht, dag begrip.Datum, n int) begrip.Datum {
	for n > 0 {
		dag++
		if r.Werkdag(dag) {
			n--
		}
	}
	return dag
}
